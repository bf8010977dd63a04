package googlefake

import (
	"fmt"
	"testing"

	"shelfmates/shared/sheet"
)

// BenchmarkLargeRead is what the fake itself costs in a reading of 50,000 rows,
// to be taken off what a client is measured at.
func BenchmarkLargeRead(b *testing.B) {
	f := New(Options{})
	s := f.NewSheet("sheet-1", "Oak Library", "", "")
	g := sheet.Grid{Title: "Hours"}
	for r := range 50_000 {
		row := sheet.GridRow{Number: r + 1}
		for c := range 11 {
			row.Cells = append(row.Cells, text(fmt.Sprintf("cell %d of %d", c, r)))
		}
		g.Rows = append(g.Rows, row)
	}
	if err := s.Load(g); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		area, err := s.resolve("Hours")
		if err != nil {
			b.Fatal(err)
		}
		if v := s.valueRange(area, rendering{"UNFORMATTED_VALUE", "SERIAL_NUMBER", "ROWS"}); len(v["values"].([]any)) != 50_000 {
			b.Fatal("rows are missing")
		}
	}
}
