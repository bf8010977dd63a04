package sheettest

import (
	"context"
	"errors"
	"reflect"
	"strconv"
	"testing"

	"shelfmates/shared/sheet"
)

var writeCases = []testCase{
	{"An edit never touches any cell but its own", func(t *testing.T, d Desk) {
		d.partners()
		before := d.read(t)
		w := d.write(t, before, sheet.Edits{Cells: []sheet.CellEdit{
			edit(t, before, "Partners", 3, 3, text("Is this the bakery on Main Street?")),
			edit(t, before, "Partners", 2, 4, text("01JD0000000000000000000001")),
		}})
		if len(w.Deferred) > 0 || w.Requests == 0 {
			t.Errorf("written %+v, want both edits at once", w)
		}
		after := d.read(t)
		want := grid(t, before, "Partners")
		set(&want, 3, 3, text("Is this the bakery on Main Street?"))
		set(&want, 2, 4, text("01JD0000000000000000000001"))
		if got := grid(t, after, "Partners"); !reflect.DeepEqual(got.Rows, want.Rows) {
			t.Errorf("rows are\n%+v, want\n%+v", got.Rows, want.Rows)
		}
		d.shows(t, "Partners", 2, 4, text("01JD0000000000000000000001"))
	}},
	{"A text is never taken for a formula", func(t *testing.T, d Desk) {
		d.partners()
		for _, s := range hostile {
			t.Run(strconv.Quote(s), func(t *testing.T) {
				snap := d.read(t)
				d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{edit(t, snap, "Partners", 2, 3, text(s))}})
				d.shows(t, "Partners", 2, 3, text(s))
				if got := cell(t, d.read(t), "Partners", 2, 3); got != text(s) {
					t.Errorf("read %+v, wrote the text %q", got, s)
				}
			})
		}
	}},
	{"Values of every kind arrive as what they are", func(t *testing.T, d Desk) {
		d.partners()
		for i, c := range typed { // so that the column knows every format
			d.Staff.Type("Partners", 10+i, 3, c.value)
		}
		for _, c := range typed {
			t.Run(c.name, func(t *testing.T) {
				snap := d.read(t)
				d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{edit(t, snap, "Partners", 4, 3, c.value)}})
				if got := cell(t, d.read(t), "Partners", 4, 3); got != c.value {
					t.Errorf("read %+v, wrote %+v", got, c.value)
				}
				d.shows(t, "Partners", 4, 3, c.value)
			})
		}
	}},
	{"A cell can be cleared", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{edit(t, snap, "Partners", 3, 2, sheet.Cell{})}})
		d.shows(t, "Partners", 3, 2, sheet.Cell{})
	}},
	{"A formula in an edit's cell is replaced", func(t *testing.T, d Desk) {
		d.partners()
		d.Staff.Formula("Partners", 2, 4, `"x"&"y"`, "xy")
		snap := d.read(t)
		d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{edit(t, snap, "Partners", 2, 4, text("01JD"))}})
		d.shows(t, "Partners", 2, 4, text("01JD"))
	}},
	{"An edit whose row no longer has the expected fingerprint is left out and returned, the others are applied", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		d.Staff.Type("Partners", 3, 2, text("cakes on Mondays"))
		late := edit(t, snap, "Partners", 3, 3, text("late"))
		w := d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{late, edit(t, snap, "Partners", 2, 3, text("in time"))}})
		d.deferred(t, w, late)
		d.shows(t, "Partners", 3, 3, sheet.Cell{})
		d.shows(t, "Partners", 3, 2, text("cakes on Mondays"))
		d.shows(t, "Partners", 2, 3, text("in time"))
	}},
	{"An edit is left out when rows were inserted above its row", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		d.Staff.InsertRows("Partners", 3, 2)
		late := edit(t, snap, "Partners", 4, 3, text("late"))
		w := d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{late}})
		d.deferred(t, w, late)
		for r := 1; r < 8; r++ {
			if v, _ := d.Staff.Sees("Partners", r, 3); r > 1 && v != (sheet.Cell{}) {
				t.Errorf("row %d got %+v", r, v)
			}
		}
	}},
	{"An edit is left out when its row was deleted", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		d.Staff.DeleteRow("Partners", 4)
		late := edit(t, snap, "Partners", 4, 3, text("late"))
		d.deferred(t, d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{late}}), late)
		d.shows(t, "Partners", 4, 3, sheet.Cell{})
	}},
	{"An edit whose column moved is left out, though its row reads the same", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		d.Staff.InsertColumn("Partners", 3) // row 2 is blank from there on
		late := edit(t, snap, "Partners", 2, 4, text("01JD"))
		d.deferred(t, d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{late}}), late)
		d.shows(t, "Partners", 2, 4, sheet.Cell{})
	}},
	{"An edit whose tab was renamed or deleted is left out", func(t *testing.T, d Desk) {
		d.partners()
		d.table("Ideas", []string{"Idea"}, []string{"Homework help"})
		snap := d.read(t)
		d.Staff.RenameTab("Partners", "Our partners")
		d.Staff.DeleteTab("Ideas")
		one, two := edit(t, snap, "Partners", 2, 3, text("x")), edit(t, snap, "Ideas", 2, 1, text("x"))
		d.deferred(t, d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{one, two}}), one, two)
		d.shows(t, "Our partners", 2, 3, sheet.Cell{})
	}},
	{"A missing header is set after the last one", func(t *testing.T, d Desk) {
		d.table("Ideas", []string{"Idea", "From"}, []string{"Homework help", "Ana"})
		snap := d.read(t)
		d.write(t, snap, sheet.Edits{Cells: []sheet.CellEdit{
			edit(t, snap, "Ideas", 1, 2, text("Shelfmates note")),
			edit(t, snap, "Ideas", 1, 3, text("ID")),
		}})
		d.shows(t, "Ideas", 1, 2, text("Shelfmates note"))
		d.shows(t, "Ideas", 1, 3, text("ID"))
		d.shows(t, "Ideas", 2, 0, text("Homework help"))
	}},
	{"An added row goes into the first row after the last used one", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		w := d.write(t, snap, sheet.Edits{Added: []sheet.AddedRow{
			{Tab: "Partners", Cells: map[int]sheet.Cell{0: text("Fire House"), 4: text("01JDA")}},
			{Tab: "Partners", Cells: map[int]sheet.Cell{0: text("Book Shop"), 4: text("01JDB")}},
		}})
		if !reflect.DeepEqual(w.AddedAt, []int{5, 6}) {
			t.Errorf("rows went to %v, want 5 and 6", w.AddedAt)
		}
		d.shows(t, "Partners", 4, 0, text("Garden Club"))
		d.shows(t, "Partners", 5, 0, text("Fire House"))
		d.shows(t, "Partners", 5, 4, text("01JDA"))
		d.shows(t, "Partners", 6, 0, text("Book Shop"))
	}},
	{"A row more since then makes the added row go after that", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		d.Staff.Type("Partners", 5, 0, text("Typed meanwhile"))
		w := d.write(t, snap, sheet.Edits{Added: []sheet.AddedRow{
			{Tab: "Partners", Cells: map[int]sheet.Cell{0: text("Fire House"), 4: text("01JDA")}},
		}})
		if !reflect.DeepEqual(w.AddedAt, []int{6}) {
			t.Errorf("the row went to %v, want 6", w.AddedAt)
		}
		d.shows(t, "Partners", 5, 0, text("Typed meanwhile"))
		d.shows(t, "Partners", 6, 4, text("01JDA"))
	}},
	{"A tab with its header alone takes its first row", func(t *testing.T, d Desk) {
		d.table("Ideas", []string{"Idea", "ID"})
		w := d.write(t, d.read(t), sheet.Edits{Added: []sheet.AddedRow{
			{Tab: "Ideas", Cells: map[int]sheet.Cell{0: text("Homework help"), 1: text("01JDA")}},
		}})
		if !reflect.DeepEqual(w.AddedAt, []int{2}) {
			t.Errorf("the row went to %v, want 2", w.AddedAt)
		}
		d.shows(t, "Ideas", 2, 0, text("Homework help"))
	}},
	{"An added row of a tab that is gone, or whose columns moved, goes nowhere", func(t *testing.T, d Desk) {
		d.partners()
		d.table("Ideas", []string{"Idea", "ID"})
		snap := d.read(t)
		d.Staff.DeleteTab("Ideas")
		d.Staff.InsertColumn("Partners", 0)
		w := d.write(t, snap, sheet.Edits{Added: []sheet.AddedRow{
			{Tab: "Ideas", Cells: map[int]sheet.Cell{0: text("Homework help"), 1: text("01JDA")}},
			{Tab: "Partners", Cells: map[int]sheet.Cell{0: text("Fire House"), 4: text("01JDB")}},
		}})
		if !reflect.DeepEqual(w.AddedAt, []int{0, 0}) {
			t.Errorf("the rows went to %v, want 0 and 0", w.AddedAt)
		}
		d.shows(t, "Partners", 5, 1, sheet.Cell{})
	}},
	{"The report replaces the content of the report tab", func(t *testing.T, d Desk) {
		d.partners()
		d.table("Shelfmates report", []string{"old", "older"}, []string{"oldest"}, []string{"x", "y", "z"})
		lines := [][]string{{"Last sync", "10:02"}, {"=1+1", "Hours D14"}}
		d.write(t, d.read(t), sheet.Edits{Report: lines})
		for r := range 4 {
			for column := range 3 {
				want := sheet.Cell{}
				if r < len(lines) && column < len(lines[r]) {
					want = text(lines[r][column])
				}
				d.shows(t, "Shelfmates report", r+1, column, want)
			}
		}
		d.shows(t, "Partners", 2, 0, text("YMCA"))
	}},
	{"Without a report tab none is made", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		d.write(t, snap, sheet.Edits{Report: [][]string{{"Last sync"}}})
		if after := d.read(t); len(after.Grids) != len(snap.Grids) {
			t.Errorf("there are %d tabs, were %d", len(after.Grids), len(snap.Grids))
		}
	}},
	{"No edits write nothing", func(t *testing.T, d Desk) {
		d.partners()
		if w := d.write(t, d.read(t), sheet.Edits{}); w.Requests != 0 {
			t.Errorf("written %+v, want no request", w)
		}
	}},
	{"A write that is called off applies nothing", func(t *testing.T, d Desk) {
		d.partners()
		snap := d.read(t)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := d.Book.Write(ctx, snap, sheet.Edits{Cells: []sheet.CellEdit{edit(t, snap, "Partners", 2, 3, text("x"))}})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("write returned %v, want %v", err, context.Canceled)
		}
		d.shows(t, "Partners", 2, 3, sheet.Cell{})
	}},
}

// hostile are texts that a spreadsheet would take for something else when they
// were typed.
var hostile = []string{
	"=1+1", `=HYPERLINK("http://example.org","x")`, "+1", "-2+3", "@SUM(A1)", "\t=1", "'quoted", "1/2", "3 Nov 2026",
	"TRUE", "007", "1e5", "1,5", "50%", "#REF!", "_x0041_", "0", " ", "=", "a\nb",
}

// deferred fails unless exactly those edits were left out.
func (d Desk) deferred(t *testing.T, w sheet.Written, want ...sheet.CellEdit) {
	t.Helper()
	if !reflect.DeepEqual(w.Deferred, want) {
		t.Errorf("left out\n%+v, want\n%+v", w.Deferred, want)
	}
}

// set changes a cell of a grid, whose row must be there.
func set(g *sheet.Grid, number, column int, value sheet.Cell) {
	rows := append([]sheet.GridRow(nil), g.Rows...)
	for i, r := range rows {
		if r.Number != number {
			continue
		}
		cells := append([]sheet.Cell(nil), r.Cells...)
		for len(cells) <= column {
			cells = append(cells, sheet.Cell{})
		}
		cells[column] = value
		rows[i].Cells = cells
	}
	g.Rows = rows
}
