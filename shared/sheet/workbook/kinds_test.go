package workbook

import (
	"context"
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/sheet"
	"shelfmates/shared/testenv"
)

// kinds are workbooks whose files are out of the ordinary: a tab Hours with
// Date, Hours, Volunteer, Shelfmates note and ID, and three rows from 3 November
// 2026 on.
var kinds = []struct {
	name string
	make func(t *testing.T) string
}{
	{"a workbook whose dates count from 1904", func(t *testing.T) string {
		return drawn(t, 46329-from1904, func(f *excelize.File) error {
			yes := true
			return f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		})
	}},
	{"a workbook with a table over its rows", func(t *testing.T) string {
		return drawn(t, 46329, func(f *excelize.File) error {
			return f.AddTable("Hours", &excelize.Table{Range: "A1:E4", Name: "HoursTable"})
		})
	}},
	{"a strict workbook", func(t *testing.T) string {
		path := drawn(t, 46329, func(*excelize.File) error { return nil })
		rewrite(t, path, func(_, part string) string {
			return strings.NewReplacer(
				"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
				"http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/",
			).Replace(part)
		})
		return path
	}},
}

// drawn makes such a workbook with another library. Serial is its first date as
// the file counts.
func drawn(t *testing.T, serial float64, dress func(*excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", "Hours"))
	must(t, f.SetSheetRow("Hours", "A1", &[]any{"Date", "Hours", "Volunteer", "Shelfmates note", "ID"}))
	code := "d mmm yyyy"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	must(t, err)
	for i := range 3 {
		must(t, f.SetSheetRow("Hours", address(0, i+2), &[]any{serial + float64(i), 2, "Ana Ruiz"}))
		must(t, f.SetCellStyle("Hours", address(0, i+2), address(0, i+2), style))
	}
	must(t, dress(f))
	path := filepath.Join(t.TempDir(), "school.xlsx")
	must(t, f.SaveAs(path))
	return path
}

// shownInOffice prints what some cells of each workbook show there, and saves
// each.
const shownInOffice = `
shown = []
for path in args:
    doc = load(path)
    hours = doc.getSheets().getByName("Hours")
    shown.append([hours.getCellRangeByName(name).getString() for name in ["A2", "D3", "E3", "A5", "C5", "E5"]])
    store(doc)
    doc.close(True)
print(json.dumps(shown))
`

func TestKindsOfWorkbooks(t *testing.T) {
	date := func(n float64) sheet.Cell {
		return sheet.Cell{Kind: sheet.NumberCell, Number: n, Format: sheet.DateFormat}
	}
	want := map[string]sheet.Cell{
		"A2": date(46329), "D3": textCell("Who is that?"), "E3": textCell("01JDB"),
		"A5": date(46340), "C5": textCell("Ben Cole"), "E5": textCell("01JDC"),
	}
	check := func(t *testing.T, path string) {
		t.Helper()
		snap, err := New(path, at, Options{}).Read(context.Background(), sheet.Known{})
		must(t, err)
		for name, want := range want {
			column, row, _ := parseAddress([]byte(name))
			if got := snap.Grids[0].Cell(row, column); got != want {
				t.Errorf("%s reads %+v, want %+v", name, got, want)
			}
		}
	}
	var paths []string
	for _, kind := range kinds {
		path := kind.make(t)
		paths = append(paths, path)
		t.Run(kind.name+" takes notes, IDs and rows", func(t *testing.T) {
			parts := entries(t, path)
			book := New(path, at, Options{})
			snap, err := book.Read(context.Background(), sheet.Known{})
			must(t, err)
			expect := sheet.Fingerprint(snap.Grids[0].Cells(3), nil)
			w, err := book.Write(context.Background(), snap, sheet.Edits{
				Cells: []sheet.CellEdit{
					{Tab: "Hours", Row: 3, Column: 3, Value: want["D3"], Expect: expect},
					{Tab: "Hours", Row: 3, Column: 4, Value: want["E3"], Expect: expect},
				},
				Added: []sheet.AddedRow{{Tab: "Hours", Cells: map[int]sheet.Cell{0: want["A5"], 2: want["C5"], 4: want["E5"]}}},
			})
			must(t, err)
			if len(w.Deferred) > 0 || !reflect.DeepEqual(w.AddedAt, []int{5}) {
				t.Fatalf("written %+v", w)
			}
			check(t, path)
			sameParts(t, parts, entries(t, path), "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
			f, err := excelize.OpenFile(path)
			must(t, err)
			defer f.Close()
			if got, err := f.GetCellValue("Hours", "D3"); err != nil || got != "Who is that?" {
				t.Errorf("another library reads the note %q (%v)", got, err)
			}
		})
	}
	t.Run("and LibreOffice opens and saves them with what we wrote", func(t *testing.T) {
		printed := testenv.LibreOffice(t).Run(t, shownInOffice, paths...)
		var shown [][]string
		must(t, json.NewDecoder(strings.NewReader(printed)).Decode(&shown))
		for i, kind := range kinds {
			if want := []string{"3 Nov 2026", "Who is that?", "01JDB", "14 Nov 2026", "Ben Cole", "01JDC"}; !reflect.DeepEqual(shown[i], want) {
				t.Errorf("%s shows %q, want %q", kind.name, shown[i], want)
			}
			check(t, paths[i])
		}
	})
}
