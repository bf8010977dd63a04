package workbook

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/sheet"
)

func at() time.Time { return time.Date(2026, 11, 24, 16, 0, 0, 0, time.UTC) }

// hoursFile makes a workbook with an Hours tab of n rows and 11 columns, as
// the template has them.
func hoursFile(tb testing.TB, n int) string {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(tb, f.SetSheetName("Sheet1", "Hours"))
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(tb, err)
	w, err := f.NewStreamWriter("Hours")
	must(tb, err)
	must(tb, w.SetRow("A1", []any{"Date", "Program", "Volunteer", "Hours", "Students", "What we did", "People", "On behalf of", "Kind", "Shelfmates note", "ID"}))
	for i := range n {
		must(tb, w.SetRow(fmt.Sprint("A", i+2), []any{
			excelize.Cell{StyleID: date, Value: 45000 + i%900},
			"Tutoring", fmt.Sprint("Volunteer ", i%300), float64(i%9)/4 + 0.5, i % 12,
			fmt.Sprintf("We read chapter %d together, and %d new words", i%40, i%7),
			1, "Self", "Service", "", fmt.Sprintf("01JDE%021d", i),
		}))
	}
	must(tb, w.Flush())
	path := filepath.Join(tb.TempDir(), "school.xlsx")
	must(tb, f.SaveAs(path))
	return path
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkRead reads 50,000 rows of 11 columns and reports what it
// takes of one processor and how much it allocates.
func BenchmarkRead(b *testing.B) {
	path := hoursFile(b, 50000)
	book := New(path, at, Options{})
	runtime.GC()
	b.ReportAllocs()
	for b.Loop() {
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(b, err)
		if len(snap.Grids[0].Rows) != 50001 {
			b.Fatal(len(snap.Grids[0].Rows))
		}
	}
	info, err := os.Stat(path)
	must(b, err)
	b.ReportMetric(float64(info.Size())/1e6, "file-MB")
}

// BenchmarkWrite sets 20 cells in that workbook, reading it again before and
// replacing the file.
func BenchmarkWrite(b *testing.B) {
	path := hoursFile(b, 50000)
	book := New(path, at, Options{})
	n := 0
	for b.Loop() {
		b.StopTimer()
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(b, err)
		var edits sheet.Edits
		n++
		for i := range 20 {
			row := snap.Grids[0].Rows[1+i*2000]
			edits.Cells = append(edits.Cells, sheet.CellEdit{
				Tab: "Hours", Row: row.Number, Column: 9, Expect: sheet.Fingerprint(row.Cells, nil),
				Value: sheet.Cell{Kind: sheet.TextCell, Text: fmt.Sprint("Note ", n, " of ", i)},
			})
		}
		b.StartTimer()
		w, err := book.Write(context.Background(), snap, edits)
		must(b, err)
		if w.Requests != 1 || len(w.Deferred) > 0 {
			b.Fatalf("%+v", w)
		}
	}
}
