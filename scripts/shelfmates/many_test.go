package main

import (
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// manyHours makes a workbook with n rows of hours by forty volunteers.
func manyHours(t testing.TB, path string, n int) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	write := func(tab string, rows int, row func(i int) []any) {
		_, err := f.NewSheet(tab)
		check(err)
		out, err := f.NewStreamWriter(tab)
		check(err)
		for i := range rows + 1 {
			check(out.SetRow("A"+strconv.Itoa(i+1), row(i)))
		}
		check(out.Flush())
	}
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	check(err)
	write("Volunteers", 40, func(i int) []any {
		if i == 0 {
			return []any{"Volunteer", "Email", "Shelfmates note", "ID"}
		}
		return []any{"Volunteer " + strconv.Itoa(i), "v" + strconv.Itoa(i) + "@example.org"}
	})
	write("Hours", n, func(i int) []any {
		if i == 0 {
			return []any{"Date", "Volunteer", "Hours", "What we did", "Shelfmates note", "ID"}
		}
		date := time.Date(2026, 8, 3+i/200, 0, 0, 0, 0, time.UTC)
		return []any{excelize.Cell{StyleID: day, Value: date}, "Volunteer " + strconv.Itoa(1+i%40), float64(1+i%4) / 2, "Session " + strconv.Itoa(i)}
	})
	check(f.DeleteSheet("Sheet1"))
	check(f.SaveAs(path))
}
