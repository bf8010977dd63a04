package sheettest

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"shelfmates/shared/sheet"
)

var readCases = []testCase{
	{"Read returns every tab, in the order of the tabs", func(t *testing.T, d Desk) {
		d.table("Partners", []string{"Partner"})
		d.table("Hours", []string{"Date"})
		d.table("My own list", []string{"anything"})
		var titles []string
		for _, g := range d.read(t).Grids {
			if g.Title == "Partners" || g.Title == "Hours" || g.Title == "My own list" {
				titles = append(titles, g.Title)
			}
		}
		if want := []string{"Partners", "Hours", "My own list"}; !reflect.DeepEqual(titles, want) {
			t.Errorf("tabs are %q, want %q", titles, want)
		}
	}},
	{"Nothing is written by Read", func(t *testing.T, d Desk) {
		d.partners()
		first := d.read(t)
		second := d.read(t)
		if !reflect.DeepEqual(first.Grids, second.Grids) {
			t.Errorf("a second reading shows\n%+v, the first\n%+v", second.Grids, first.Grids)
		}
		if first.Identity != second.Identity {
			t.Errorf("the identity changed from %q to %q", first.Identity, second.Identity)
		}
	}},
	{"Rows are in order and hold no blank rows, whatever the gap", func(t *testing.T, d Desk) {
		d.table("Partners", []string{"Partner"}, []string{"YMCA"})
		d.Staff.Type("Partners", 260, 0, text("Corner Bakery"))
		d.Staff.Type("Partners", 900, 3, text("far away"))
		d.Staff.Type("Partners", 901, 0, text("gone"))
		d.Staff.Type("Partners", 901, 0, sheet.Cell{})
		g := grid(t, d.read(t), "Partners")
		var numbers []int
		for _, r := range g.Rows {
			numbers = append(numbers, r.Number)
		}
		if want := []int{1, 2, 260, 900}; !reflect.DeepEqual(numbers, want) {
			t.Errorf("rows are %v, want %v", numbers, want)
		}
		if g.LastRow != 900 {
			t.Errorf("the last row is %d, want 900", g.LastRow)
		}
	}},
	{"Trailing blank cells are trimmed, and those between are blank", func(t *testing.T, d Desk) {
		d.table("Partners", []string{"Partner", "", "Notes", "x"})
		d.Staff.Type("Partners", 1, 3, sheet.Cell{})
		got := row(grid(t, d.read(t), "Partners"), 1)
		if want := []sheet.Cell{text("Partner"), {}, text("Notes")}; !reflect.DeepEqual(got, want) {
			t.Errorf("row 1 is %+v, want %+v", got, want)
		}
	}},
	{"Cells are typed", func(t *testing.T, d Desk) {
		d.Staff.AddTab("Hours")
		for i, c := range typed {
			d.Staff.Type("Hours", i+1, 0, c.value)
		}
		snap := d.read(t)
		for i, c := range typed {
			t.Run(c.name, func(t *testing.T) {
				if got := cell(t, snap, "Hours", i+1, 0); got != c.value {
					t.Errorf("read %+v, typed %+v", got, c.value)
				}
			})
		}
	}},
	{"A formula's result is marked as one, where all is read at once", func(t *testing.T, d Desk) {
		d.table("Hours", []string{"Volunteer"})
		d.Staff.Formula("Hours", 2, 0, `"Ana"&" Ruiz"`, "Ana Ruiz")
		snap := d.read(t)
		want := text("Ana Ruiz")
		want.Formula = !grid(t, snap, "Hours").Unformatted
		if got := cell(t, snap, "Hours", 2, 0); got != want {
			t.Errorf("read %+v, want %+v", got, want)
		}
	}},
	{"A formula whose result is empty is a blank cell", func(t *testing.T, d Desk) {
		d.table("Hours", []string{"Volunteer"})
		d.Staff.Formula("Hours", 2, 0, `""`, "")
		if got := cell(t, d.read(t), "Hours", 2, 0); got != (sheet.Cell{}) {
			t.Errorf("read %+v, want a blank cell", got)
		}
	}},
	{"Hidden rows are read", func(t *testing.T, d Desk) {
		d.partners()
		d.Staff.HideRow("Partners", 3)
		if got := cell(t, d.read(t), "Partners", 3, 0); got != text("Corner Bakery") {
			t.Errorf("read %+v from a hidden row", got)
		}
	}},
	{"Merged ranges are told, their value in the first cell", func(t *testing.T, d Desk) {
		d.table("Hours", []string{"Date", "Program"}, []string{"", "Tutoring"})
		m := sheet.Merge{FirstRow: 2, LastRow: 4, FirstColumn: 1, LastColumn: 1}
		d.Staff.Merge("Hours", m)
		g := grid(t, d.read(t), "Hours")
		if !reflect.DeepEqual(g.Merges, []sheet.Merge{m}) {
			t.Errorf("merged ranges are %+v, want %+v", g.Merges, m)
		}
		if len(row(g, 3)) != 0 {
			t.Errorf("row 3 holds %+v, want nothing", row(g, 3))
		}
	}},
	{"A reading that is called off returns the reason", func(t *testing.T, d Desk) {
		d.partners()
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := d.Book.Read(ctx, sheet.Known{}); !errors.Is(err, context.Canceled) {
			t.Errorf("read returned %v, want %v", err, context.Canceled)
		}
	}},
}

// typed are cells as staff type them, of every kind.
var typed = []struct {
	name  string
	value sheet.Cell
}{
	{"a text", text("Corner Bakery")},
	{"a text in another script", text("Ñandú – 图书馆 📚")},
	{"a text of several lines", text("first\nsecond\n\nlast")},
	{"a text with spaces at its ends", text("  Ana  Ruiz ")},
	{"a text with markup", text(`<b>Ana & "Ben"</b> 'x'`)},
	{"a text that looks like an escape", text("_x0041_ and _x000D_")},
	{"digits typed as text", text("007")},
	{"a whole number", number(12)},
	{"a fraction", number(1.5)},
	{"a negative number", number(-3.25)},
	{"a date", formatted(46329, sheet.DateFormat)},
	{"a date with a time of day", formatted(46329.640625, sheet.DateFormat)},
	{"a time", formatted(0.635416666666667, sheet.TimeFormat)},
	{"a length of time", formatted(1.0625, sheet.DurationFormat)},
	{"a ticked checkbox", tick(true)},
	{"a checkbox without a tick", tick(false)},
}
