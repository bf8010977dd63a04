package gsheet

import (
	"slices"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// columnsOf finds out which columns a staff tab has, and where those that it
// lacks go: in a blank tab they are all its columns, else they stand behind
// whatever is there.
func (s *shaper) columnsOf(t *target, l *sheet.Layout) {
	var filled sheet.Grid
	if len(t.grid.Rows) == 0 || len(t.grid.Rows) == 1 && l.Header > 0 {
		filled = t.filled
	} else if len(t.filled.Rows) > 1 {
		s.report.Kept = append(s.report.Kept, t.title)
	}
	t.filled = filled
	wanted := sheet.TemplateColumns(l.Schema, filled)
	if t.blank {
		for i, c := range wanted {
			t.columns = append(t.columns, column{c, i, true})
		}
		return
	}
	t.header = l.Header - 1
	end := t.width()
	for _, c := range wanted {
		at := s.whereIs(t, l, c)
		switch {
		case at >= 0:
			t.columns = append(t.columns, column{c, at, false})
		case !doubled(l, c.Name):
			t.columns = append(t.columns, column{c, end, true})
			end++
		}
	}
}

// width is how many columns are in use, by a value or by a merged range.
func (t *target) width() int {
	n := 0
	for _, r := range t.grid.Rows {
		n = max(n, len(r.Cells))
	}
	for _, m := range t.stands.Merges {
		n = max(n, int(m.EndColumnIndex))
	}
	return n
}

// whereIs returns the place of a column, -1 where the tab lacks it.
func (s *shaper) whereIs(t *target, l *sheet.Layout, c sheet.TemplateColumn) int {
	switch {
	case c.Column != nil:
		return l.Columns[l.Schema.Column(c.Name)]
	case c.Name == sheet.NoteColumn:
		return l.NoteAt
	case c.Name == sheet.IDColumn:
		return l.IDAt
	}
	return slices.IndexFunc(t.headers(), func(h sheet.Cell) bool { return h.Text == c.Name })
}

// headers returns the cells of the header row.
func (t *target) headers() []sheet.Cell {
	for _, r := range t.grid.Rows {
		if r.Number == t.header+1 {
			return r.Cells
		}
	}
	return nil
}

func doubled(l *sheet.Layout, name string) bool {
	return slices.ContainsFunc(l.Problems, func(p sheet.Problem) bool { return p.Code == sheet.ColumnDoubled && p.Column == name })
}

// staffTab draws what a staff tab lacks.
func (s *shaper) staffTab(t *target) {
	look := sheet.LookOf(t.kind)
	s.insertColumns(t)
	s.sight(t, look.Tab, look.Frozen)
	s.headerRow(t)
	for _, c := range t.columns {
		if c.fresh {
			s.freshColumn(t, c)
		} else {
			s.standingColumn(t, c)
		}
	}
	s.fold(t)
	s.protect(t)
	s.marks(t, look.Marks)
	s.fill(t)
}

// insertColumns makes room for the columns that we add: fresh columns, so that
// nothing can stand in them, whatever is typed while we write.
func (s *shaper) insertColumns(t *target) {
	from, n := -1, 0
	for _, c := range t.columns {
		if c.fresh {
			if from < 0 {
				from = c.at
			}
			n++
		}
	}
	if !t.blank && n > 0 {
		s.insert(t.id, "COLUMNS", from, n, t.cols)
	}
}

// insert inserts rows or columns before a place; size is how many there are.
func (s *shaper) insert(id int64, dimension string, at, n, size int) {
	s.add(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{
		Range:             &sheets.DimensionRange{SheetId: id, Dimension: dimension, StartIndex: int64(at), EndIndex: int64(at + n)},
		InheritFromBefore: at >= size, // behind the last there is nothing to inherit from
	}})
}

// sight freezes the header and colours the tab, where nobody did.
func (s *shaper) sight(t *target, tone sheet.Tone, frozen int) {
	p := &sheets.SheetProperties{SheetId: t.id, GridProperties: &sheets.GridProperties{}}
	fields := ""
	field := func(name string) {
		if fields != "" {
			fields += ","
		}
		fields += name
	}
	was := &sheets.SheetProperties{}
	if !t.made {
		was = t.stands.Properties
	}
	grid := was.GridProperties
	if grid == nil {
		grid = &sheets.GridProperties{}
	}
	const deepest = 4 // a header further down would leave no room to scroll
	if grid.FrozenRowCount == 0 && t.header < deepest && !t.crossed(func(m *sheets.GridRange) bool {
		return int(m.StartRowIndex) <= t.header && int(m.EndRowIndex) > t.header+1
	}) {
		p.GridProperties.FrozenRowCount = int64(t.header + 1)
		field("gridProperties.frozenRowCount")
	}
	if t.blank && frozen > 0 && grid.FrozenColumnCount == 0 {
		p.GridProperties.FrozenColumnCount = int64(frozen)
		field("gridProperties.frozenColumnCount")
	}
	if was.TabColorStyle == nil {
		p.TabColorStyle = colour(tone.Ink())
		field("tabColorStyle")
	}
	if fields != "" {
		s.add(&sheets.Request{UpdateSheetProperties: &sheets.UpdateSheetPropertiesRequest{Properties: p, Fields: fields}})
	}
}

// crossed reports whether a merged range is such.
func (t *target) crossed(such func(*sheets.GridRange) bool) bool {
	return t.stands != nil && slices.ContainsFunc(t.stands.Merges, such)
}

// headerRow writes the headers that we add, and gives those that stand there
// their help and their look where they have none.
func (s *shaper) headerRow(t *target) {
	for from := 0; from < len(t.columns); {
		if c := t.columns[from]; !c.fresh {
			s.standingHeader(t, c)
			from++
			continue
		}
		to := from
		var cells []*sheets.CellData
		for to < len(t.columns) && t.columns[to].fresh && t.columns[to].at == t.columns[from].at+to-from {
			c := t.columns[to]
			cells = append(cells, &sheets.CellData{UserEnteredValue: textValue(c.Name), Note: headerHelp(c), UserEnteredFormat: headerFormat(c)})
			to++
		}
		s.cells(t.id, t.header, t.columns[from].at, "userEnteredValue,note,userEnteredFormat", cells)
		from = to
	}
}

func (s *shaper) standingHeader(t *target, c column) {
	if c.Column == nil && c.Name != sheet.NoteColumn && c.Name != sheet.IDColumn {
		return
	}
	was := t.look(t.header, c.at)
	fields, now := "", &sheets.CellData{}
	if was.Note == "" {
		fields, now.Note = "note", headerHelp(c)
	}
	if was.UserEnteredFormat == nil {
		if fields != "" {
			fields += ","
		}
		fields += "userEnteredFormat"
		now.UserEnteredFormat = headerFormat(c)
	}
	if fields != "" {
		s.cells(t.id, t.header, c.at, fields, []*sheets.CellData{now})
	}
}

// headerHelp is the note on a header.
func headerHelp(c column) string {
	switch {
	case c.Column != nil:
		return c.Column.HeaderHelp(c.Column.Example)
	case c.Name == sheet.NoteColumn:
		return words.NoteHeaderHelp
	case c.Name == sheet.IDColumn:
		return words.IDHeaderHelp
	}
	return ""
}

// freshColumn draws a column that we add, from its header down.
func (s *shaper) freshColumn(t *target, c column) {
	s.add(&sheets.Request{UpdateDimensionProperties: &sheets.UpdateDimensionPropertiesRequest{
		Range:      &sheets.DimensionRange{SheetId: t.id, Dimension: "COLUMNS", StartIndex: int64(c.at), EndIndex: int64(c.at + 1)},
		Properties: &sheets.DimensionProperties{PixelSize: pixels(c.Width), HiddenByUser: c.Name == sheet.IDColumn},
		Fields:     "pixelSize,hiddenByUser",
	}})
	body := &sheets.GridRange{SheetId: t.id, StartRowIndex: int64(t.header + 1), StartColumnIndex: int64(c.at), EndColumnIndex: int64(c.at + 1)}
	s.format(body, s.bodyFormat(c.TemplateColumn), "userEnteredFormat")
	if rule := s.dropdown(c.Column); rule != nil || !t.blank {
		s.add(&sheets.Request{SetDataValidation: &sheets.SetDataValidationRequest{Range: body, Rule: rule}})
	}
}

// standingColumn gives a column of staff's what it lacks: width, dropdown, and
// on the rows that nobody has typed in yet the format of its numbers. A tab
// with a table of Google's has rules of its own, which are left to it.
func (s *shaper) standingColumn(t *target, c column) {
	if c.Column == nil || len(t.stands.Tables) > 0 {
		return
	}
	for _, part := range t.looks {
		at := c.at - int(part.StartColumn)
		const untouched = 100
		if at >= 0 && at < len(part.ColumnMetadata) && part.ColumnMetadata[at].PixelSize == untouched && pixels(c.Width) != untouched {
			s.add(&sheets.Request{UpdateDimensionProperties: &sheets.UpdateDimensionPropertiesRequest{
				Range:      &sheets.DimensionRange{SheetId: t.id, Dimension: "COLUMNS", StartIndex: int64(c.at), EndIndex: int64(c.at + 1)},
				Properties: &sheets.DimensionProperties{PixelSize: pixels(c.Width)}, Fields: "pixelSize",
			}})
			break
		}
	}
	first, second := t.look(t.header+1, c.at).DataValidation, t.look(t.header+2, c.at).DataValidation
	if rule := s.dropdown(c.Column); rule != nil && lacking(first) && lacking(second) && t.header+1 < t.rows {
		s.add(&sheets.Request{SetDataValidation: &sheets.SetDataValidationRequest{
			Range: &sheets.GridRange{SheetId: t.id, StartRowIndex: int64(t.header + 1), StartColumnIndex: int64(c.at), EndColumnIndex: int64(c.at + 1)},
			Rule:  rule,
		}})
	}
	next := t.nextRow()
	was := t.look(next, c.at).UserEnteredFormat
	if f := s.numberFormat(c.Column.Type); f != nil && next < t.rows && (was == nil || was.NumberFormat == nil) {
		s.format(&sheets.GridRange{SheetId: t.id, StartRowIndex: int64(next), StartColumnIndex: int64(c.at), EndColumnIndex: int64(c.at + 1)},
			&sheets.CellFormat{NumberFormat: f}, "userEnteredFormat.numberFormat")
	}
}

// fold groups the folded columns that we add and closes the group. Those that
// staff had before stay in sight, and a group that is there stays as it is.
func (s *shaper) fold(t *target) {
	for from := 0; from < len(t.columns); from++ {
		to := from
		for to < len(t.columns) && t.columns[to].fresh && t.columns[to].Folded && t.columns[to].at == t.columns[from].at+to-from {
			to++
		}
		if to == from {
			continue
		}
		area := &sheets.DimensionRange{SheetId: t.id, Dimension: "COLUMNS", StartIndex: int64(t.columns[from].at), EndIndex: int64(t.columns[to-1].at + 1)}
		from = to - 1
		if t.stands != nil && slices.ContainsFunc(t.stands.ColumnGroups, func(g *sheets.DimensionGroup) bool { return g.Range != nil && g.Range.EndIndex >= area.StartIndex }) {
			continue // it would grow into that group, which may be open
		}
		s.add(
			&sheets.Request{AddDimensionGroup: &sheets.AddDimensionGroupRequest{Range: area}},
			&sheets.Request{UpdateDimensionGroup: &sheets.UpdateDimensionGroupRequest{
				DimensionGroup: &sheets.DimensionGroup{Range: area, Depth: 1, Collapsed: true}, Fields: "collapsed",
			}},
		)
	}
}

// protect has Google ask before somebody types over an ID.
func (s *shaper) protect(t *target) {
	at := slices.IndexFunc(t.columns, func(c column) bool { return c.Name == sheet.IDColumn })
	if at < 0 {
		return
	}
	id := int64(t.columns[at].at)
	covered := func(p *sheets.ProtectedRange) bool {
		return p.Range != nil && p.Range.StartColumnIndex <= id && (p.Range.EndColumnIndex == 0 || p.Range.EndColumnIndex > id)
	}
	if !t.columns[at].fresh && slices.ContainsFunc(t.stands.ProtectedRanges, covered) {
		return
	}
	s.add(&sheets.Request{AddProtectedRange: &sheets.AddProtectedRangeRequest{ProtectedRange: &sheets.ProtectedRange{
		Range:       &sheets.GridRange{SheetId: t.id, StartColumnIndex: id, EndColumnIndex: id + 1},
		WarningOnly: true, Description: words.IDPrompt,
	}}})
}

// namesIn returns the tab and column that hold the names of a kind, and whether
// there is one.
func (s *shaper) namesIn(kind partnership.Kind) (*target, column, bool) {
	for _, t := range s.targets {
		if t.kind != kind {
			continue
		}
		for _, c := range t.columns {
			if c.Column != nil && c.Column.Type == sheet.Name {
				return t, c, true
			}
		}
	}
	return nil, column{}, false
}
