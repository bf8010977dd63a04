package gsheet

import (
	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
)

// filledTo is the 0-based row below the last that the template fills.
func (t *target) filledTo() int {
	end := t.header + 1
	for _, r := range t.filled.Rows {
		end = max(end, t.header+r.Number)
	}
	return end
}

// fill types the template's rows below the header of a tab without rows, each
// cell under its own header.
func (s *shaper) fill(t *target) {
	if len(t.filled.Rows) < 2 {
		return
	}
	places := make([]int, len(t.filled.Rows[0].Cells))
	for i, h := range t.filled.Rows[0].Cells {
		places[i] = -1
		for _, c := range t.columns {
			if c.Name == h.Text {
				places[i] = c.at
			}
		}
	}
	if more := t.filledTo() - t.rows; more > 0 && !t.blank {
		s.add(&sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{SheetId: t.id, Dimension: "ROWS", Length: int64(more)}})
	}
	width := 0
	for _, at := range places {
		width = max(width, at+1)
	}
	rows := make([]*sheets.RowData, t.filledTo()-t.header-1)
	for i := range rows {
		rows[i] = &sheets.RowData{}
	}
	for _, r := range t.filled.Rows[1:] {
		values := make([]*sheets.CellData, width)
		for i := range values {
			values[i] = &sheets.CellData{}
		}
		for i, c := range r.Cells {
			if i < len(places) && places[i] >= 0 {
				values[places[i]].UserEnteredValue = typedValue(c)
			}
		}
		rows[r.Number-2].Values = values
	}
	s.rows(t.id, t.header+1, 0, "userEnteredValue", rows)
	s.dress(t, places)
	s.report.Filled = append(s.report.Filled, t.title)
}

// dress gives typed cells the formats that their columns do not, and rows with
// content their checkbox.
func (s *shaper) dress(t *target, places []int) {
	types := map[int]sheet.Type{}
	for _, c := range t.columns {
		if c.Column != nil {
			types[c.at] = c.Column.Type
		}
	}
	for i, at := range places {
		if at < 0 {
			continue
		}
		of, ours := types[at]
		t.runs(i, func(c sheet.Cell) bool {
			return c.Format == sheet.DurationFormat || c.Format != sheet.PlainFormat && (!ours || s.numberFormat(of) == nil)
		}, func(first sheet.Cell, area *sheets.GridRange) {
			area.StartColumnIndex, area.EndColumnIndex = int64(at), int64(at+1)
			s.format(area, &sheets.CellFormat{NumberFormat: s.formatOf(first.Format)}, "userEnteredFormat.numberFormat")
		})
		if ours && of == sheet.Checkbox {
			t.runs(i, func(sheet.Cell) bool { return true }, func(_ sheet.Cell, area *sheets.GridRange) {
				area.StartColumnIndex, area.EndColumnIndex = int64(at), int64(at+1)
				s.add(&sheets.Request{SetDataValidation: &sheets.SetDataValidationRequest{
					Range: area, Rule: &sheets.DataValidationRule{Condition: &sheets.BooleanCondition{Type: "BOOLEAN"}},
				}})
			})
		}
	}
}

// runs hands out each run of neighbouring rows of the filled grid whose cells in
// a column are such and of one format.
func (t *target) runs(at int, such func(sheet.Cell) bool, do func(first sheet.Cell, area *sheets.GridRange)) {
	cell := func(r sheet.GridRow) sheet.Cell {
		if at < len(r.Cells) {
			return r.Cells[at]
		}
		return sheet.Cell{}
	}
	rows := t.filled.Rows[1:]
	for i := 0; i < len(rows); i++ {
		first := cell(rows[i])
		if !such(first) {
			continue
		}
		end := i + 1
		for end < len(rows) && rows[end].Number == rows[end-1].Number+1 && such(cell(rows[end])) && cell(rows[end]).Format == first.Format {
			end++
		}
		do(first, &sheets.GridRange{SheetId: t.id, StartRowIndex: int64(t.header + rows[i].Number - 1), EndRowIndex: int64(t.header + rows[end-1].Number)})
		i = end - 1
	}
}

// formatOf is the format of a typed number.
func (s *shaper) formatOf(f sheet.Format) *sheets.NumberFormat {
	switch f {
	case sheet.DateFormat:
		return s.numberFormat(sheet.Date)
	case sheet.TimeFormat:
		return s.numberFormat(sheet.Clock)
	}
	return &sheets.NumberFormat{Type: "TIME", Pattern: "[h]:mm"}
}

// ownTab adds a tab of staff's own, as plain as they would. One that is there
// stays as it is.
func (s *shaper) ownTab(g sheet.Grid) {
	if s.sheetLike(g.Title) != nil {
		return
	}
	t := &target{title: g.Title, id: s.freshID(g.Title), made: true, filled: g}
	cols := 0
	for _, r := range g.Rows {
		cols = max(cols, len(r.Cells))
	}
	// Row 1 is a row like any other, so all rows count as below a header.
	t.filled.Rows = append([]sheet.GridRow{{}}, g.Rows...)
	places := make([]int, cols)
	for i := range places {
		places[i] = i
	}
	s.addSheet(t.id, t.title, len(s.order), t.filledTo()+1+spareRows, cols+spareColumns)
	s.order = append(s.order, t.id)
	rows := make([]*sheets.RowData, t.filledTo())
	for i := range rows {
		rows[i] = &sheets.RowData{}
	}
	for _, r := range g.Rows {
		for _, c := range r.Cells {
			rows[r.Number-1].Values = append(rows[r.Number-1].Values, &sheets.CellData{UserEnteredValue: typedValue(c)})
		}
	}
	s.rows(t.id, 0, 0, "userEnteredValue", rows)
	s.dress(t, places)
	s.report.Added = append(s.report.Added, t.title)
}
