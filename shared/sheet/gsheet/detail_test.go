package gsheet_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
)

// format gives a cell of the first tab a number format, as staff do by the menu.
func (d desk) format(t *testing.T, row, column int, of sheets.NumberFormat) {
	t.Helper()
	body, err := json.Marshal(sheets.BatchUpdateSpreadsheetRequest{Requests: []*sheets.Request{{UpdateCells: &sheets.UpdateCellsRequest{
		Start:  &sheets.GridCoordinate{RowIndex: int64(row) - 1, ColumnIndex: int64(column)},
		Rows:   []*sheets.RowData{{Values: []*sheets.CellData{{UserEnteredFormat: &sheets.CellFormat{NumberFormat: &of}}}}},
		Fields: "userEnteredFormat.numberFormat",
	}}}})
	must(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://sheets.googleapis.com/v4/spreadsheets/sheet-1:batchUpdate", bytes.NewReader(body))
	must(t, err)
	request.Header.Set("Authorization", "Bearer "+d.fake.Default().Token())
	request.Header.Set("Content-Type", "application/json")
	reply, err := d.fake.Transport().RoundTrip(request)
	must(t, err)
	if reply.StatusCode != http.StatusOK {
		t.Fatalf("the format was refused with %d", reply.StatusCode)
	}
}

func TestDetailAsksForTheCellsAndNothingElse(t *testing.T) {
	d := open(t)
	d.staff.RenameTab("Sheet1", "Hours")
	d.staff.AddTab("Partners")
	for row := 1; row <= 20; row++ {
		d.staff.Type("Hours", row, 3, number(float64(row)+0.5))
		d.staff.Type("Hours", row, 4, number(float64(row)))
	}
	snap := d.read(t, sheet.Known{})
	var cells []sheet.Place
	for _, row := range []int{2, 3, 4, 9, 20} {
		cells = append(cells, sheet.Place{Row: row, Column: 3})
	}
	must(t, d.book.Detail(t.Context(), &snap, []sheet.Lookup{{Tab: "Hours", Cells: append(cells, sheet.Place{Row: 4, Column: 4})}}))
	want := []string{"'Partners'!A1", "'Hours'!D2:D4", "'Hours'!D9:D9", "'Hours'!D20:D20", "'Hours'!E4:E4"}
	if got := lastRanges(t, d); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("asked for %q, want %q", got, want)
	}
	if snap.Requests != 3 || d.fake.Count(googlefake.SheetsGet) != 2 {
		t.Errorf("counted %d requests, want 3", snap.Requests)
	}
}

func TestManyScatteredCellsFitIntoOneAddress(t *testing.T) {
	d := open(t)
	g := sheet.Grid{Title: "Hours"}
	var cells []sheet.Place
	for row := 1; row <= 4000; row++ {
		g.Rows = append(g.Rows, sheet.GridRow{Number: row, Cells: []sheet.Cell{{Kind: sheet.NumberCell, Number: 1.5, Format: sheet.DurationFormat}}})
		if row%3 == 0 {
			cells = append(cells, sheet.Place{Row: row})
		}
	}
	must(t, d.sheet.Load(g))
	snap := d.read(t, sheet.Known{})
	must(t, d.book.Detail(t.Context(), &snap, []sheet.Lookup{{Tab: "Hours", Cells: cells}}))
	for row, want := range map[int]sheet.Format{2: sheet.PlainFormat, 3: sheet.DurationFormat, 3999: sheet.DurationFormat} {
		if got := sheet.GridNamed(snap.Grids, "Hours").Cell(row, 0).Format; got != want {
			t.Errorf("row %d has format %d, want %d", row, got, want)
		}
	}
	for _, c := range d.fake.Calls() {
		if len(c.Query) > 7000 {
			t.Errorf("an address has %d bytes", len(c.Query))
		}
	}
}

func TestFormats(t *testing.T) {
	d := open(t)
	for i, c := range []struct {
		is   sheets.NumberFormat
		want sheet.Format
	}{
		{sheets.NumberFormat{Type: "DATE"}, sheet.DateFormat},
		{sheets.NumberFormat{Type: "DATE", Pattern: "d mmm yyyy"}, sheet.DateFormat},
		{sheets.NumberFormat{Type: "DATE", Pattern: `mmm "of the hour"`}, sheet.DateFormat},
		{sheets.NumberFormat{Type: "DATE_TIME"}, sheet.DateFormat},
		{sheets.NumberFormat{Type: "DATE_TIME", Pattern: "m/d/yyyy h:mm:ss"}, sheet.DateFormat},
		{sheets.NumberFormat{Type: "DATE_TIME", Pattern: "h:mm am/pm"}, sheet.TimeFormat},
		{sheets.NumberFormat{Type: "DATE_TIME", Pattern: "[h]:mm"}, sheet.DurationFormat},
		{sheets.NumberFormat{Type: "TIME"}, sheet.TimeFormat},
		{sheets.NumberFormat{Type: "TIME", Pattern: "hh:mm"}, sheet.TimeFormat},
		{sheets.NumberFormat{Type: "TIME", Pattern: "[hh]:mm:ss"}, sheet.DurationFormat},
		{sheets.NumberFormat{Type: "TIME", Pattern: "[m]"}, sheet.DurationFormat},
		{sheets.NumberFormat{Type: "TIME", Pattern: `[red]h:mm`}, sheet.TimeFormat},
		{sheets.NumberFormat{Type: "NUMBER", Pattern: "#,##0.00"}, sheet.PlainFormat},
		{sheets.NumberFormat{Type: "NUMBER", Pattern: `0.0 "[h]"`}, sheet.PlainFormat},
		{sheets.NumberFormat{Type: "CURRENCY", Pattern: `"$"#,##0.00`}, sheet.PlainFormat},
		{sheets.NumberFormat{Type: "PERCENT"}, sheet.PlainFormat},
		{sheets.NumberFormat{}, sheet.PlainFormat},
	} {
		t.Run(c.is.Type+" "+c.is.Pattern, func(t *testing.T) {
			row := i + 1
			d.staff.Type("Sheet1", row, 0, number(1.25))
			if c.is.Type != "" {
				d.format(t, row, 0, c.is)
			}
			snap := d.read(t, sheet.Known{})
			must(t, d.book.Detail(t.Context(), &snap, []sheet.Lookup{{Tab: "Sheet1", Cells: []sheet.Place{{Row: row}}}}))
			if got := snap.Grids[0].Cell(row, 0).Format; got != c.want {
				t.Errorf("got format %d, want %d", got, c.want)
			}
		})
	}
}

func TestAFormulaMayShowAnotherNumberEveryTime(t *testing.T) {
	d := open(t)
	now := func(n float64) {
		d.staff.FormulaOf("Sheet1", 1, 0, "NOW()", sheet.Cell{Kind: sheet.NumberCell, Number: n, Format: sheet.DateFormat})
	}
	now(46329.1)
	snap := d.read(t, sheet.Known{})
	now(46329.2)
	must(t, d.book.Detail(t.Context(), &snap, []sheet.Lookup{{Tab: "Sheet1", Cells: []sheet.Place{{Row: 1}}}}))
	want := sheet.Cell{Kind: sheet.NumberCell, Number: 46329.1, Formula: true, Format: sheet.DateFormat}
	if got := snap.Grids[0].Cell(1, 0); got != want {
		t.Errorf("the cell is %+v, want %+v", got, want)
	}
}

func TestDetailNoticesThatATabIsAnotherOne(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []sheet.Place
	}{{"with cells", []sheet.Place{{Row: 2, Column: 1}}}, {"without", nil}} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t)
			d.school()
			d.staff.Type("Partners", 2, 1, number(5))
			known := d.read(t, sheet.Known{}).Known
			d.staff.CopyTab("Partners")
			d.staff.RenameTab("Partners", "Partners 2025")
			d.staff.RenameTab("Copy of Partners", "Partners")
			snap := d.read(t, known)
			if err := d.book.Detail(t.Context(), &snap, []sheet.Lookup{{Tab: "Partners", Cells: c.cells}}); !errors.Is(err, sheet.ErrMoved) {
				t.Errorf("got %v, want ErrMoved", err)
			}
			again := d.read(t, snap.Known) // whatever it is told to build on
			if len(again.Grids) != 2 || again.Requests != 2 {
				t.Errorf("read %d tabs by %d requests, want both by 2", len(again.Grids), again.Requests)
			}
			must(t, d.book.Detail(t.Context(), &again, []sheet.Lookup{{Tab: "Partners", Cells: c.cells}}))
		})
	}
}

func TestMergedRangesComeWithTheCells(t *testing.T) {
	d := open(t)
	d.staff.RenameTab("Sheet1", "Hours")
	d.staff.AddTab("Programs")
	for row := 1; row <= 6; row++ {
		d.staff.Type("Hours", row, 3, number(1.5))
	}
	m := sheet.Merge{FirstRow: 2, LastRow: 5, FirstColumn: 0, LastColumn: 0}
	d.staff.Merge("Hours", m)
	d.staff.Merge("Programs", m)
	snap := d.read(t, sheet.Known{})
	must(t, d.book.Detail(t.Context(), &snap, []sheet.Lookup{
		{Tab: "Hours", Cells: []sheet.Place{{Row: 3, Column: 3}}}, {Tab: "Programs"},
	}))
	for _, g := range snap.Grids {
		if fmt.Sprint(g.Merges) != fmt.Sprint([]sheet.Merge{m}) {
			t.Errorf("%s has merged ranges %+v, want %+v", g.Title, g.Merges, m)
		}
	}
}
