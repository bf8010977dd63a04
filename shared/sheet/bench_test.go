package sheet

import (
	"fmt"
	"runtime"
	"testing"
)

// manyHours is a tab of n rows and nine columns, as a year or two of sessions
// leave it.
func manyHours(n int) Grid {
	g := Grid{Title: "Hours"}
	header := GridRow{Number: 1}
	for _, col := range SchemaOf("Hours").Columns {
		header.Cells = append(header.Cells, text(col.Name))
	}
	header.Cells = append(header.Cells, text(NoteColumn), text(IDColumn))
	g.Rows = append(g.Rows, header)
	names := make([]string, 200)
	for i := range names {
		names[i] = fmt.Sprintf("Volunteer Number %d", i)
	}
	for i := range n {
		g.Rows = append(g.Rows, GridRow{Number: i + 2, Cells: []Cell{
			date(float64(sept5 + i%300)), text("Homework help"), text(names[i%len(names)]), num(1.5), num(float64(i % 20)),
			text("Fractions with the red group"),
			{},
			text("YMCA"), text("Service"),
			{},
			text(fmt.Sprintf("01J%023d", i)),
		}})
	}
	g.LastRow = n + 1
	return g
}

// BenchmarkRead reads 50,000 rows of nine columns; the budget with match and
// diff is 0.3 s and 128 MB (docs/performance.md).
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{5_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			grids := []Grid{manyHours(n)}
			b.ReportAllocs()
			var r Reading
			for b.Loop() {
				r = LayOut(grids, nil).Tab("Hours").Read()
			}
			if len(r.Rows) != n || r.Rows[0].State != Sound {
				b.Fatalf("%d rows, the first %+v", len(r.Rows), r.Rows[0])
			}
			runtime.KeepAlive(r)
		})
	}
}

// BenchmarkSums tells that 50,000 rows are unchanged.
func BenchmarkSums(b *testing.B) {
	grids := []Grid{manyHours(50_000)}
	b.ReportAllocs()
	for b.Loop() {
		LayOut(grids, nil).Tab("Hours").Sums(nil)
	}
}
