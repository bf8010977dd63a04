package sheet

// rowPrint returns the print of a row over the columns of the schema, with ID
// and note, wherever they stand: see [Row.Print]. It is zero for a row that
// shows nothing there, or unticked boxes alone. Scratch is reused between calls to spare memory; it may be nil.
func (l *Layout) rowPrint(row *GridRow, scratch *[]byte) Print {
	var local []byte
	if scratch == nil {
		scratch = &local
	}
	b := (*scratch)[:0]
	shows := false
	add := func(at int) {
		if at < 0 || at >= len(row.Cells) {
			b = append(b, byte(BlankCell))
			return
		}
		c := &row.Cells[at]
		switch c.Kind {
		case BlankCell:
			b = append(b, byte(BlankCell))
			return
		case TextCell:
			if blankCell(*c) {
				b = append(b, byte(BlankCell))
				return
			}
			shows = true
		case BoolCell:
			shows = shows || c.Bool
		default:
			shows = true
		}
		b = c.appendMeaning(b, l.grid.Unformatted)
	}
	for _, at := range l.Columns {
		add(at)
	}
	if l.lastName >= 0 {
		add(l.lastName)
	}
	add(l.NoteAt)
	add(l.IDAt)
	if !shows {
		*scratch = b
		return Print{}
	}
	if !l.grid.Unformatted {
		for _, m := range l.merged[row.Number] {
			b = append(b, byte(m.column))
			b = m.cell.AppendKey(b)
		}
	}
	*scratch = b
	return PrintOf(b)
}

// appendMeaning is AppendKey, but leaves a number's format out where formats
// are not always known.
func (c Cell) appendMeaning(b []byte, unformatted bool) []byte {
	if unformatted {
		c.Format = PlainFormat
	}
	return c.AppendKey(b)
}

// Sums adds the prints of all rows below the header. Spots adds those of the
// rows with the given numbers alone, each with its number: it stays the same
// only while these rows stand where they stood. Both are zero while the tab is
// on pause.
func (l *Layout) Sums(numbers map[int]bool) (all, spots Print) {
	if l.Paused != nil {
		return Print{}, Print{}
	}
	var scratch []byte
	for i := l.first; i < len(l.grid.Rows); i++ {
		row := &l.grid.Rows[i]
		p := l.rowPrint(row, &scratch)
		all = all.Plus(p)
		if numbers[row.Number] {
			spots = spots.Plus(spot(row.Number, p))
		}
	}
	return all, spots
}

// spot returns the print of a row together with its number.
func spot(number int, p Print) Print {
	return PrintOf([]byte(itoa(number) + "\x00" + p.String()))
}
