package sheet

// Unformatted reports whether the tab was read without the formats of its
// numbers and without its merged ranges.
func (l *Layout) Unformatted() bool { return l.grid != nil && l.grid.Unformatted }

// Recall gives the numbers of an unformatted tab the formats under which they
// say what their records say, and returns those cells whose meaning hangs on a
// format that nobody knows: the ones to look up. Shown returns what the record
// with an ID showed when it was read last, a value a column; nil where there is
// none.
func (l *Layout) Recall(shown func(id string) []Value) []Place {
	if l.Paused != nil || !l.Unformatted() {
		return nil
	}
	var unknown []Place
	in := reader{t: l.Schema}
	for i := l.first; i < len(l.grid.Rows); i++ {
		row := &l.grid.Rows[i]
		var was []Value
		asked := false
		for c, at := range l.Columns {
			if at < 0 || at >= len(row.Cells) || row.Cells[at].Kind != NumberCell {
				continue
			}
			if !asked {
				was, asked = shown(cellText(row.Cells, l.IDAt)), true
			}
			col, cell := &l.Schema.Columns[c], &row.Cells[at]
			if was != nil && in.recall(c, cell, was[c]) || !ambiguous(col, cell.Number) {
				continue
			}
			unknown = append(unknown, Place{Row: row.Number, Column: at})
		}
	}
	return unknown
}

// recall finds the format under which the cell reads as the value, and gives it
// to the cell.
func (in *reader) recall(c int, cell *Cell, was Value) bool {
	for _, f := range []Format{PlainFormat, DateFormat, TimeFormat, DurationFormat} {
		try := *cell
		try.Format = f
		in.problems = in.problems[:0]
		if in.cell(c, &in.t.Columns[c], 0, try) == was {
			cell.Format = f
			return true
		}
	}
	return false
}

// ambiguous reports whether a number may be a date, a time or a length of time
// in disguise, to which the column would do something else than to a number.
func ambiguous(col *Column, n float64) bool {
	_, day := plausibleDay(n)
	switch col.Type {
	case Duration:
		return true // 1.5 is an hour and a half, or one day and a half
	case Clock:
		return n != 0 && (n < 0 || n >= 1) // below 1 it is a time of day, whatever it looks like
	case Date:
		return !day
	default:
		return day || n > 0 && n < 1
	}
}

// Ambiguous returns the cells of the Value column whose meaning may hang on
// their format, while the tab is unformatted.
func (s *SettingsReading) Ambiguous(g *Grid) []Place {
	if s.Paused != nil || g == nil || !g.Unformatted {
		return nil
	}
	var unknown []Place
	for _, row := range g.Rows {
		if row.Number > s.Header && cellAt(row.Cells, s.ValueAt).Kind == NumberCell {
			unknown = append(unknown, Place{Row: row.Number, Column: s.ValueAt})
		}
	}
	return unknown
}

// Detailed takes in what Book.Detail added to the grids since they were laid
// out.
func (s *Survey) Detailed() {
	for i := range s.Tabs {
		if l := &s.Tabs[i]; l.Paused == nil && l.grid != nil {
			l.merged = l.spread()
		}
	}
	if s.Settings.Paused != nil {
		return
	}
	for i := range s.grids {
		if s.grids[i].Title == s.Settings.Title {
			s.Settings = readSettings(catalogue.settings, &s.grids[i])
		}
	}
}
