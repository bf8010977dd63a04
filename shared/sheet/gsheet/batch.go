package gsheet

import (
	"maps"
	"slices"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
)

// A builder makes the requests of one batch. Every value is typed: a text stays
// a text, whatever it looks like, and nothing is parsed.
type builder struct {
	requests []*sheets.Request
	origins  []origin // of each request
	pending  []cellWrite
	wide     map[int64]int64 // columns of tabs that are made wider
}

// An origin says what a request is made for.
type origin struct {
	tab          string // title; "" where that is not known
	cells, added []int  // places in Edits
	report       bool
}

// A cellWrite is one cell to be set.
type cellWrite struct {
	edit        int
	tab         *listedTab
	row, column int // 1-based, 0-based
	data        *sheets.CellData
	fields      string
}

// The fields that are written.
const (
	valueField      = "userEnteredValue"
	formatField     = "userEnteredFormat.numberFormat"
	validationField = "dataValidation"
)

func (b *builder) add(r *sheets.Request, o origin) {
	b.requests = append(b.requests, r)
	b.origins = append(b.origins, o)
}

// set plans the edit of one cell. A date gets a format for dates unless the cell
// is known to have one, and a checkbox the looks of one.
func (b *builder) set(t *listedTab, i int, e sheet.CellEdit, base sheet.Snapshot) {
	g := sheet.GridNamed(base.Grids, e.Tab)
	was := g.Cell(e.Row, e.Column)
	data, fields := &sheets.CellData{UserEnteredValue: entered(e.Value)}, valueField
	if f := numberFormats[e.Value.Format]; e.Value.Kind == sheet.NumberCell && f != nil && was.Format != e.Value.Format {
		data.UserEnteredFormat = &sheets.CellFormat{NumberFormat: f}
		fields += "," + formatField
	}
	if e.Value.Kind == sheet.BoolCell && was.Kind != sheet.BoolCell {
		data.DataValidation = checkbox()
		fields += "," + validationField
	}
	b.widen(t, e.Column)
	b.pending = append(b.pending, cellWrite{i, t, e.Row, e.Column, data, fields})
}

// flush makes requests of the cells set so far, one for each run of cells below
// one another.
func (b *builder) flush() {
	slices.SortStableFunc(b.pending, func(x, y cellWrite) int {
		switch {
		case x.tab.id != y.tab.id:
			return int(x.tab.id - y.tab.id)
		case x.column != y.column:
			return x.column - y.column
		}
		return x.row - y.row
	})
	for len(b.pending) > 0 {
		first := b.pending[0]
		r := &sheets.UpdateCellsRequest{
			Start: &sheets.GridCoordinate{SheetId: first.tab.id, RowIndex: int64(first.row) - 1, ColumnIndex: int64(first.column)}, Fields: first.fields,
		}
		o := origin{tab: first.tab.title}
		for n, c := range b.pending {
			if c.tab != first.tab || c.column != first.column || c.fields != first.fields || c.row != first.row+n {
				break
			}
			r.Rows = append(r.Rows, &sheets.RowData{Values: []*sheets.CellData{c.data}})
			o.cells = append(o.cells, c.edit)
		}
		b.pending = b.pending[len(r.Rows):]
		b.add(&sheets.Request{UpdateCells: r}, o)
	}
}

// widen makes room for a column beyond the grid.
func (b *builder) widen(t *listedTab, column int) {
	has := max(b.wide[t.id], int64(t.columns))
	if int64(column) < has {
		return
	}
	if b.wide == nil {
		b.wide = map[int64]int64{}
	}
	b.wide[t.id] = int64(column) + 1
	b.add(&sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{
		SheetId: t.id, Dimension: "COLUMNS", Length: int64(column) + 1 - has,
	}}, origin{tab: t.title})
}

// insert makes rows below the row last and fills them. Like says that the last
// row is one of their kind, whose formats they take.
func (b *builder) insert(t *listedTab, last int, like bool, added []int, w *writer) {
	o := origin{tab: t.title, added: added}
	for _, i := range added {
		for column := range w.edits.Added[i].Cells {
			b.widen(t, column)
		}
	}
	b.add(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{
		Range: &sheets.DimensionRange{
			SheetId: t.id, Dimension: "ROWS", StartIndex: int64(last), EndIndex: int64(last + len(added)),
			ForceSendFields: []string{"StartIndex"},
		},
		// Below the grid's last row there is no other row to take formats from.
		InheritFromBefore: like || last >= t.rows,
	}}, o)
	above := sheet.GridNamed(w.base.Grids, t.title)
	for k, i := range added {
		cells := w.edits.Added[i].Cells
		row := int64(last + k)
		columns := slices.Sorted(maps.Keys(cells))
		for n := 0; n < len(columns); { // a run of columns side by side
			first := columns[n]
			var values []*sheets.CellData
			for ; n < len(columns) && columns[n] == first+len(values); n++ {
				values = append(values, &sheets.CellData{UserEnteredValue: entered(cells[columns[n]])})
			}
			b.update(t, row, first, values, valueField, o)
		}
		for _, column := range columns {
			c := cells[column]
			if f := numberFormats[c.Format]; c.Kind == sheet.NumberCell && f != nil && (!like || above.Cell(last, column).Format != c.Format) {
				b.update(t, row, column, []*sheets.CellData{{UserEnteredFormat: &sheets.CellFormat{NumberFormat: f}}}, formatField, o)
			}
			if c.Kind == sheet.BoolCell {
				b.update(t, row, column, []*sheets.CellData{{DataValidation: checkbox()}}, validationField, o)
			}
		}
	}
}

// update sets cells of one row. Row and column are 0-based.
func (b *builder) update(t *listedTab, row int64, column int, values []*sheets.CellData, fields string, o origin) {
	b.add(&sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{
		Start:  &sheets.GridCoordinate{SheetId: t.id, RowIndex: row, ColumnIndex: int64(column)},
		Rows:   []*sheets.RowData{{Values: values}},
		Fields: fields,
	}}, o)
}

// list replaces all that the tab holds by a list of texts.
func (b *builder) list(t *listedTab, lines [][]string) {
	o := origin{tab: t.title, report: true}
	if more := len(lines) - t.rows; more > 0 {
		b.add(&sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{SheetId: t.id, Dimension: "ROWS", Length: int64(more)}}, o)
	}
	width := t.columns
	rows := make([]*sheets.RowData, 0, len(lines))
	for _, line := range lines {
		row := &sheets.RowData{}
		for _, text := range line {
			row.Values = append(row.Values, &sheets.CellData{UserEnteredValue: entered(sheet.Cell{Kind: sheet.TextCell, Text: text})})
		}
		rows = append(rows, row)
		width = max(width, len(line))
	}
	b.widen(t, width-1)
	b.add(&sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{
		// What the list does not cover of the range is cleared.
		Range: &sheets.GridRange{SheetId: t.id, EndRowIndex: int64(max(t.rows, len(lines))), EndColumnIndex: int64(width)},
		Rows:  rows, Fields: valueField,
	}}, o)
}

// entered is a value as Google takes it, nil for a blank one.
func entered(c sheet.Cell) *sheets.ExtendedValue {
	switch c = normal(c); c.Kind {
	case sheet.TextCell:
		return &sheets.ExtendedValue{StringValue: &c.Text}
	case sheet.NumberCell:
		return &sheets.ExtendedValue{NumberValue: &c.Number}
	case sheet.BoolCell:
		return &sheets.ExtendedValue{BoolValue: &c.Bool}
	}
	return nil
}

// checkbox is what makes a cell of TRUE or FALSE a checkbox.
func checkbox() *sheets.DataValidationRule {
	return &sheets.DataValidationRule{Condition: &sheets.BooleanCondition{Type: "BOOLEAN"}, ShowCustomUi: true}
}
