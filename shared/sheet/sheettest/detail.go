package sheettest

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"shelfmates/shared/sheet"
)

// detailCases are about what a reading builds on, and what completes it.
var detailCases = []testCase{
	{"Detail tells the formats of the cells asked for, of a tab read without them", func(t *testing.T, d Desk) {
		d.Staff.AddTab("Hours")
		d.Staff.Type("Hours", 1, 0, formatted(46329, sheet.DateFormat))
		d.Staff.Type("Hours", 2, 0, formatted(1.0625, sheet.DurationFormat))
		d.Staff.Type("Hours", 3, 0, formatted(0.635416666666667, sheet.TimeFormat))
		snap := d.bare(t)
		unformatted := grid(t, snap, "Hours").Unformatted
		requests := snap.Requests
		d.detail(t, &snap, sheet.Lookup{Tab: "Hours", Cells: []sheet.Place{{Row: 1}, {Row: 3}}})
		want := []sheet.Format{sheet.DateFormat, sheet.PlainFormat, sheet.TimeFormat}
		if !unformatted {
			want[1] = sheet.DurationFormat
		} else if snap.Requests != requests+1 {
			t.Errorf("Detail counted %d requests, want 1", snap.Requests-requests)
		}
		for i, f := range want {
			if got := cell(t, snap, "Hours", i+1, 0).Format; got != f {
				t.Errorf("row %d has format %d, want %d", i+1, got, f)
			}
		}
	}},
	{"Fingerprints are the same before and after Detail", func(t *testing.T, d Desk) {
		d.Staff.AddTab("Hours")
		d.Staff.Type("Hours", 1, 0, formatted(46329, sheet.DateFormat))
		d.Staff.Formula("Hours", 1, 1, `"Ana"&" Ruiz"`, "Ana Ruiz")
		snap := d.bare(t)
		before := sheet.Fingerprint(row(grid(t, snap, "Hours"), 1), nil)
		d.detail(t, &snap, everything(snap)...)
		if after := sheet.Fingerprint(row(grid(t, snap, "Hours"), 1), nil); after != before {
			t.Errorf("the fingerprint is %s after Detail, was %s", after, before)
		}
	}},
	{"Where a cell no longer holds what snap says, Detail returns ErrMoved", func(t *testing.T, d Desk) {
		for name, act := range map[string]func(){
			"another number": func() { d.Staff.Type("Hours", 2, 0, number(3)) },
			"a text":         func() { d.Staff.Type("Hours", 2, 0, text("three")) },
			"nothing":        func() { d.Staff.Type("Hours", 2, 0, sheet.Cell{}) },
			"a row inserted": func() { d.Staff.InsertRows("Hours", 1, 1) },
			"a tab renamed":  func() { d.Staff.RenameTab("Hours", "Our hours") },
		} {
			t.Run(name, func(t *testing.T) {
				d.Staff.AddTab("Hours")
				d.Staff.Type("Hours", 1, 0, text("Hours"))
				d.Staff.Type("Hours", 2, 0, number(1.5))
				snap := d.bare(t)
				act()
				err := d.Book.Detail(context.Background(), &snap, everything(snap))
				if unformatted := grid(t, snap, "Hours").Unformatted; errors.Is(err, sheet.ErrMoved) != unformatted {
					t.Errorf("Detail returned %v; unformatted: %t", err, unformatted)
				}
				d.Staff.DeleteTab(titleOf(t, d))
			})
		}
	}},
	{"A reading that builds on an earlier one shows the same", func(t *testing.T, d Desk) {
		d.partners()
		first := d.bare(t)
		second, err := d.Book.Read(context.Background(), first.Known)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(second.Grids, first.Grids) || !reflect.DeepEqual(second.Known, first.Known) {
			t.Errorf("the second reading shows\n%+v\n%+v, the first\n%+v\n%+v", second.Known, second.Grids, first.Known, first.Grids)
		}
	}},
	{"What is known of a tab that was renamed or deleted no longer holds, and is asked anew", func(t *testing.T, d Desk) {
		d.partners()
		d.table("Ideas", []string{"Idea"})
		d.table("Hours", []string{"Date"})
		first := d.bare(t)
		d.Staff.RenameTab("Partners", "Our partners")
		d.Staff.DeleteTab("Ideas")
		d.Staff.AddTab("Programs")
		second, err := d.Book.Read(context.Background(), first.Known)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := grid(t, first, "Partners"), grid(t, second, "Our partners"); a.Key != b.Key {
			t.Errorf("the renamed tab has the key %q, had %q", b.Key, a.Key)
		}
		grid(t, second, "Hours")
		grid(t, second, "Programs")
		for _, g := range second.Grids {
			if g.Title == "Ideas" || g.Title == "Partners" {
				t.Errorf("the tab %q is still there", g.Title)
			}
		}
	}},
}

// titleOf returns the title that the tab Hours has by now.
func titleOf(t *testing.T, d Desk) string {
	t.Helper()
	for _, g := range d.bare(t).Grids {
		if g.Title == "Our hours" {
			return g.Title
		}
	}
	return "Hours"
}

// bare reads without asking for any detail.
func (d Desk) bare(t *testing.T) sheet.Snapshot {
	t.Helper()
	snap, err := d.Book.Read(context.Background(), sheet.Known{})
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return snap
}

func (d Desk) detail(t *testing.T, snap *sheet.Snapshot, wanted ...sheet.Lookup) {
	t.Helper()
	if err := d.Book.Detail(context.Background(), snap, wanted); err != nil {
		t.Fatalf("read the detail: %v", err)
	}
}
