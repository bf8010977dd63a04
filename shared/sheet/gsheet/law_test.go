package gsheet_test

import (
	"fmt"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
)

// A moment is a sheet right before and right after a batch was applied.
type moment struct{ before, after map[string]sheet.Grid }

// grids are all tabs as they stand, by title.
func (d desk) grids() map[string]sheet.Grid {
	all := map[string]sheet.Grid{}
	for _, title := range d.sheet.Titles() {
		all[title] = d.staff.Grid(title)
	}
	return all
}

// watch keeps the moments of all batches to come.
func (d desk) watch(moments *[]moment, then func()) {
	var m moment
	d.fake.Before(googlefake.BatchUpdate, func() { m.before = d.grids() })
	d.fake.After(googlefake.BatchUpdate, func() {
		m.after = d.grids()
		*moments = append(*moments, m)
		then()
		d.watch(moments, func() {})
	})
}

// deeds are what staff may do to the tab of that title; each is drawn and done.
var deeds = []func(t *rapid.T, d desk, title string){
	func(t *rapid.T, d desk, title string) {
		d.staff.Type(title, rapid.IntRange(1, 12).Draw(t, "row"), rapid.IntRange(0, 5).Draw(t, "column"), text(rapid.SampledFrom([]string{"a", "b", "ID"}).Draw(t, "text")))
	},
	func(t *rapid.T, d desk, title string) {
		d.staff.InsertRows(title, rapid.IntRange(1, 9).Draw(t, "above"), rapid.IntRange(1, 3).Draw(t, "count"))
	},
	func(t *rapid.T, d desk, title string) {
		d.staff.DeleteRows(title, rapid.IntRange(1, 9).Draw(t, "row"), rapid.IntRange(1, 3).Draw(t, "count"))
	},
	func(t *rapid.T, d desk, title string) {
		d.staff.Sort(title, rapid.IntRange(0, 3).Draw(t, "column"), 1, rapid.Bool().Draw(t, "descending"))
	},
	func(t *rapid.T, d desk, title string) {
		d.staff.InsertColumn(title, rapid.IntRange(0, 4).Draw(t, "before"))
	},
	func(t *rapid.T, d desk, title string) {
		d.staff.DeleteColumn(title, rapid.IntRange(0, 4).Draw(t, "column"))
	},
	func(t *rapid.T, d desk, title string) {
		d.staff.ClearRows(title, rapid.IntRange(1, 9).Draw(t, "row"), rapid.IntRange(1, 4).Draw(t, "count"))
	},
	func(_ *rapid.T, d desk, title string) { d.staff.ProtectColumn(title, 3) },
	func(_ *rapid.T, d desk, title string) { d.staff.RenameTab(title, title+" renamed") },
}

// swap gives a copy of the first tab its name, as when a new year is begun with
// last year's list. Within the seconds between two requests of one sync it is
// told from nothing at all: ranges know tabs by their titles alone.
func (d desk) swap(t *rapid.T) {
	if title := d.sheet.Titles()[0]; rapid.Bool().Draw(t, "swapped") {
		d.staff.CopyTab(title)
		d.staff.RenameTab(title, title+" old")
		d.staff.RenameTab("Copy of "+title, title)
	}
}

// meddle does some deeds to the first tab.
func (d desk) meddle(t *rapid.T, when string) {
	for range rapid.IntRange(0, 2).Draw(t, "deeds "+when) {
		deeds[rapid.IntRange(0, len(deeds)-1).Draw(t, "deed "+when)](t, d, d.sheet.Titles()[0])
	}
}

// TestWriteTouchesNoOtherCell: whatever staff do between reading and writing,
// and whether or not a reply is lost, a batch changes cells of its edits alone,
// in rows that read as they did, and adds each row once.
func TestWriteTouchesNoOtherCell(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		bubble(t, func(t *testing.T) {
			d := open(t)
			d.staff = d.sheet.Staff(rt)
			d.staff.RenameTab("Sheet1", "Partners")
			d.staff.SetGrid("Partners", 40, 16) // whatever is deleted, something is left
			d.staff.Fill("Partners", 1, []string{"Partner", "Kind", "Notes", "Shelfmates note", "ID"})
			for row := 2; row <= 8; row++ {
				for column := range 5 {
					if rapid.IntRange(0, 2).Draw(rt, "filled") > 0 {
						d.staff.Type("Partners", row, column, text(rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(rt, "text")))
					}
				}
			}
			known := d.read(t, sheet.Known{}).Known
			d.swap(rt)
			d.meddle(rt, "before reading")
			base, err := d.book.Read(t.Context(), known)
			must(t, err)
			edits := sheet.Edits{}
			title := base.Grids[0].Title
			for i := range rapid.IntRange(0, 5).Draw(rt, "edits") {
				edits.Cells = append(edits.Cells, edit(base, title, rapid.IntRange(1, 10).Draw(rt, "row"), rapid.IntRange(0, 6).Draw(rt, "column"), text(fmt.Sprint("new ", i))))
			}
			for i := range rapid.IntRange(0, 2).Draw(rt, "added") {
				edits.Added = append(edits.Added, sheet.AddedRow{Tab: title, Cells: map[int]sheet.Cell{0: text("added"), 4: text(fmt.Sprint("01JD", i))}})
			}
			d.meddle(rt, "after reading")
			if rapid.Bool().Draw(rt, "faulty") {
				d.fake.Fail(googlefake.Fault{
					Method: googlefake.BatchUpdate, Status: 503, Kind: rapid.SampledFrom([]googlefake.FaultKind{googlefake.Answer, googlefake.Reset}).Draw(rt, "kind"),
					After: rapid.Bool().Draw(rt, "after"), Times: rapid.IntRange(1, 2).Draw(rt, "times"),
				})
			}
			var moments []moment
			d.watch(&moments, func() { d.meddle(rt, "after writing") })
			w, err := d.book.Write(t.Context(), base, edits)
			if err == nil && len(w.AddedAt) != len(edits.Added) {
				rt.Fatalf("rows went to %v, want %d places", w.AddedAt, len(edits.Added))
			}
			for _, m := range moments {
				m.check(rt, base, edits)
			}
			d.fake.Heal()
		})
	})
}

// bubble runs f in a bubble of testing/synctest, and hands on to rapid what it
// panics with.
func bubble(t *testing.T, f func(t *testing.T)) {
	var failed any
	synctest.Test(t, func(t *testing.T) {
		defer func() { failed = recover() }()
		f(t)
	})
	switch {
	case fmt.Sprintf("%T", failed) == "rapid.invalidData":
		panic(failed) // in a line of its own: rapid tells failures apart by theirs
	case failed != nil:
		panic(failed)
	}
}

// check fails unless the batch kept within its edits.
func (m moment) check(t *rapid.T, base sheet.Snapshot, edits sheet.Edits) {
	if len(m.before) != len(m.after) {
		t.Fatalf("there are %d tabs, were %d", len(m.after), len(m.before))
	}
	for title, before := range m.before {
		after := withoutAdded(t, before, m.after[title], edits)
		for row := 1; row <= max(before.LastRow, after.LastRow); row++ {
			for column := range max(len(before.Cells(row)), len(after.Cells(row))) {
				was, is := before.Cell(row, column), after.Cell(row, column)
				if was != is && !allowed(title, before.Cells(row), row, column, is, edits) {
					t.Fatalf("%s %s%d was %+v, is %+v; edits %+v", title, sheet.ColumnName(column), row, was, is, edits)
				}
			}
		}
	}
}

// allowed reports whether an edit asks for that value in a row that reads like
// this.
func allowed(title string, row []sheet.Cell, number, column int, is sheet.Cell, edits sheet.Edits) bool {
	for _, e := range edits.Cells {
		if e.Tab == title && e.Row == number && e.Column == column && e.Value == is && sheet.Fingerprint(row, nil) == e.Expect {
			return true
		}
	}
	return false
}

// withoutAdded takes the added rows out again, and fails where one is there
// twice.
func withoutAdded(t *rapid.T, before, after sheet.Grid, edits sheet.Edits) sheet.Grid {
	ids := map[sheet.Cell]bool{}
	for _, a := range edits.Added {
		ids[a.Cells[4]] = true
	}
	seen := map[sheet.Cell]bool{}
	for _, r := range before.Rows {
		if id := before.Cell(r.Number, 4); ids[id] {
			seen[id] = true // an earlier batch's
		}
	}
	out := sheet.Grid{}
	gone := 0
	for _, r := range after.Rows {
		if id := after.Cell(r.Number, 4); ids[id] && before.Cell(r.Number-gone, 4) != id {
			if seen[id] {
				t.Fatalf("the row %+v was added twice", r.Cells)
			}
			seen[id] = true
			gone++
			continue
		}
		r.Number -= gone
		out.Rows, out.LastRow = append(out.Rows, r), r.Number
	}
	return out
}
