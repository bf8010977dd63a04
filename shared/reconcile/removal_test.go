package reconcile_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
)

// roomy is a desk with n entries of hours in one tab, settings, and two
// colleagues, synced.
func roomy(t *testing.T, n int) *desk {
	t.Helper()
	d := newDesk(t)
	d.paper.add(partnership.Team, "Name", "Email", "Access")
	d.paper.tab("Team").typeRow("Lee Park", "lee@school.example", "Staff")
	d.paper.tab("Team").typeRow("Max Stone", "max@school.example", "Staff")
	settings := d.paper.add(sheet.SettingsTab, "Setting", "Value")
	settings.typeRow("Allow large removal", "No")
	for i := range n {
		d.paper.tab("Hours").typeRow(time.Date(2026, 3, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), "", fmt.Sprintf("Person %d", i), "1", "", fmt.Sprintf("Entry number %d", i))
	}
	d.sync()
	return d
}

func (d *desk) hours() int { return len(d.records(partnership.HoursTab)) }

// deleteLast deletes the last rows of a tab.
func (pg *page) deleteLast(n int) { pg.rows = pg.rows[:len(pg.rows)-n] }

// said reports whether a problem of that code stands.
func said(r reconcile.Report, code sheet.Code) bool {
	return slices.ContainsFunc(r.Stands, func(p sheet.Problem) bool { return p.Code == code })
}

func (d *desk) allow(what string) { d.paper.of(sheet.SettingsTab).set(2, 1, what) }

func TestRemoval(t *testing.T) {
	t.Run("is slow: ten minutes after the read that first missed it, then a tombstone", func(t *testing.T) {
		d := roomy(t, 20)
		d.paper.tab("Hours").deleteRow(5)
		r := d.sync()
		if d.hours() != 20 || r.Due.Sub(d.clock) != 10*time.Minute {
			t.Fatalf("%d records, due in %s", d.hours(), r.Due.Sub(d.clock))
		}
		if !said(r, sheet.RowsMissing) {
			t.Errorf("nothing says so: %+v", r.Stands)
		}
		d.clock = d.clock.Add(8 * time.Minute)
		if r := d.sync(); r.StoreWrites != 0 {
			t.Errorf("%d store writes between the first miss and the removal", r.StoreWrites)
		}
		d.sync()
		if d.hours() != 19 {
			t.Errorf("%d records after ten minutes, want 19", d.hours())
		}
	})
	t.Run("delete and undo within ten minutes changes nothing", func(t *testing.T) {
		d := roomy(t, 20)
		was := d.paper.copyOf()
		id := d.id("Hours", 5)
		d.paper.tab("Hours").deleteRow(5)
		d.sync()
		d.paper.restore(was)
		d.later()
		if d.hours() != 20 || d.id("Hours", 5) != id {
			t.Errorf("%d records, ID %s, want 20 and %s", d.hours(), d.id("Hours", 5), id)
		}
	})
	t.Run("the same ID or the same exact content coming back revives it, never the natural key alone", func(t *testing.T) {
		for name, back := range map[string]struct {
			cells   func(d *desk, row []sheet.Cell) []sheet.Cell
			revives bool
		}{
			"the row with its ID, edited": {func(d *desk, row []sheet.Cell) []sheet.Cell { row[5] = text("Edited"); return row }, true},
			"its content without an ID":   {func(_ *desk, row []sheet.Cell) []sheet.Cell { return row[:6] }, true},
			"its natural key alone":       {func(_ *desk, row []sheet.Cell) []sheet.Cell { return append(row[:3:3], text("2")) }, false},
		} {
			d := roomy(t, 20)
			id := d.id("Hours", 5)
			row := slices.Clone(d.paper.tab("Hours").rows[4])
			d.paper.tab("Hours").deleteRow(5)
			d.sync()
			d.later()
			if d.hours() != 19 {
				t.Fatalf("%d records, want 19", d.hours())
			}
			d.paper.tab("Hours").rows = append(d.paper.tab("Hours").rows, back.cells(d, row))
			r := d.sync()
			if got := d.id("Hours", 21) == id; got != back.revives || d.hours() != 20 || (d.tabReport(r, partnership.HoursTab).Revived == 1) != back.revives {
				t.Errorf("%s: revived %v, want %v; %+v", name, got, back.revives, d.tabReport(r, partnership.HoursTab))
			}
		}
	})
}

func TestBreaker(t *testing.T) {
	for _, c := range []struct {
		rows, gone int
		held       bool
	}{
		{60, 12, false}, {60, 13, true}, {40, 10, false}, {40, 11, true}, // more than max(10, 20 %)
		{10, 5, false}, {10, 6, true}, {4, 2, false}, {4, 3, true}, {3, 2, false}, // more than half of four or more
		{2, 2, true}, {3, 3, true}, {1, 1, false}, // all of two or more
	} {
		t.Run(fmt.Sprintf("%d of %d rows gone, held %v", c.gone, c.rows, c.held), func(t *testing.T) {
			d := roomy(t, c.rows)
			d.paper.tab("Hours").deleteLast(c.gone)
			r := d.sync()
			want, left := 0, c.rows-c.gone
			if c.held {
				want, left = c.gone, c.rows
			}
			if got := d.tabReport(r, partnership.HoursTab).Held; got != want {
				t.Errorf("%d are held, want %d", got, want)
			}
			d.later()
			if d.hours() != left {
				t.Errorf("%d records later, want %d", d.hours(), left)
			}
		})
	}
	t.Run("what was removed in the last 24 hours counts in", func(t *testing.T) {
		d := roomy(t, 40)
		for range 10 {
			d.paper.tab("Hours").deleteLast(1)
			d.sync()
			d.later()
		}
		if d.hours() != 30 {
			t.Fatalf("%d records, want 30", d.hours())
		}
		d.paper.tab("Hours").deleteLast(1)
		d.sync()
		r := d.later()
		if d.hours() != 30 || d.tabReport(r, partnership.HoursTab).Held != 1 {
			t.Errorf("%d records, %+v", d.hours(), d.tabReport(r, partnership.HoursTab))
		}
		d.clock = d.clock.Add(25 * time.Hour)
		d.sync()
		if d.hours() != 30 {
			t.Error("a held row did not stay held")
		}
	})
	t.Run("Team never goes to zero, whatever is said", func(t *testing.T) {
		d := roomy(t, 3)
		d.paper.tab("Team").deleteLast(2)
		d.sync()
		d.later()
		d.allow("Yes")
		d.sync()
		d.later()
		if n := len(d.records(partnership.Team)); n == 0 {
			t.Error("nobody is left")
		}
	})
	t.Run("a held row that comes back is not held any more", func(t *testing.T) {
		d := roomy(t, 4)
		was := d.paper.copyOf()
		d.paper.tab("Hours").deleteLast(3)
		d.sync()
		d.paper.restore(was)
		r := d.sync()
		if got := d.tabReport(r, partnership.HoursTab).Held; got != 0 || d.hours() != 4 {
			t.Errorf("%d held, %d records", got, d.hours())
		}
	})
}

func TestRelease(t *testing.T) {
	held := func(t *testing.T) *desk {
		d := roomy(t, 8)
		d.paper.tab("Hours").deleteLast(6)
		d.sync()
		if d.hours() != 8 {
			t.Fatal("nothing is held")
		}
		return d
	}
	for _, word := range []string{"Yes", "Hours"} {
		t.Run(word+" releases once what is held, and the system sets it back to No", func(t *testing.T) {
			d := held(t)
			d.allow(word)
			d.sync()
			if d.hours() != 2 || d.paper.of(sheet.SettingsTab).say(2, "Value") != "No" {
				t.Fatalf("%d records, it says %s", d.hours(), d.paper.of(sheet.SettingsTab).say(2, "Value"))
			}
			d.paper.tab("Hours").typeRow("2026-05-05", "", "A", "1")
			d.paper.tab("Hours").typeRow("2026-05-06", "", "B", "1")
			d.clock = d.clock.Add(25 * time.Hour)
			d.sync()
			d.paper.tab("Hours").deleteLast(4)
			d.sync()
			d.later()
			if d.hours() != 4 {
				t.Errorf("%d records: it released a second time", d.hours())
			}
			d.allow(word)
			d.sync()
			if d.hours() != 0 {
				t.Errorf("%d records: the second %s was not heard", d.hours(), word)
			}
		})
	}
	t.Run("another tab's name releases nothing here", func(t *testing.T) {
		d := held(t)
		d.allow("Partners")
		d.sync()
		if d.hours() != 8 || d.paper.of(sheet.SettingsTab).say(2, "Value") != "No" {
			t.Errorf("%d records", d.hours())
		}
	})
	t.Run("only what STATE held before this read is released", func(t *testing.T) {
		d := roomy(t, 8)
		d.allow("Yes")
		d.paper.tab("Hours").deleteLast(6)
		d.sync()
		d.later()
		if d.hours() != 8 {
			t.Errorf("%d records, want 8", d.hours())
		}
	})
	t.Run("Archive is offered when all held rows are dated before this school year", func(t *testing.T) {
		for year, want := range map[string]string{"2026-03-": "true", "2026-09-": "false"} {
			d := roomy(t, 0)
			for i := range 6 {
				d.paper.tab("Hours").typeRow(fmt.Sprintf("%s%02d", year, i+1), "", "Ana", "1")
			}
			d.sync()
			d.paper.tab("Hours").deleteLast(5)
			for _, p := range d.sync().Stands {
				if p.Code == sheet.RowsHeld && p.Args[1] != want {
					t.Errorf("dates in %s: offered %s, want %s", year, p.Args[1], want)
				}
			}
		}
	})
	t.Run("Archive keeps the rows in every number and never misses them again", func(t *testing.T) {
		d := held(t)
		d.allow("Archive")
		d.sync()
		for range 3 {
			if r := d.later(); d.tabReport(r, partnership.HoursTab).Held != 0 {
				t.Fatal("they are held again")
			}
		}
		if d.hours() != 8 {
			t.Fatalf("%d records, want 8", d.hours())
		}
		d.paper.tab("Hours").deleteLast(1)
		d.sync()
		d.later()
		if d.hours() != 7 {
			t.Errorf("%d records: archived rows count for the breaker", d.hours())
		}
	})
	t.Run("an archived mistake is taken out by typing the row again and deleting it", func(t *testing.T) {
		d := roomy(t, 2)
		for day, who := range []string{"Ana", "Ben", "Cy", "Dee"} {
			d.paper.tab("Hours").typeRow(fmt.Sprintf("2026-04-0%d", day+1), "", who, "100")
		}
		d.sync()
		d.paper.tab("Hours").deleteLast(4)
		d.sync()
		d.allow("Archive")
		d.sync()
		if r := d.later(); d.hours() != 6 || d.tabReport(r, partnership.HoursTab).Held != 0 {
			t.Fatalf("%d records, want 6, four of them archived", d.hours())
		}
		d.paper.tab("Hours").typeRow("2026-04-01", "", "Ana", "100")
		d.sync()
		if d.hours() != 6 {
			t.Fatalf("%d records, want 6: the row is the archived record and no new one", d.hours())
		}
		d.paper.tab("Hours").deleteLast(1)
		d.sync()
		d.later()
		if d.hours() != 5 {
			t.Errorf("%d records, want 5", d.hours())
		}
	})
	t.Run("a Yes that could not be written back is not obeyed again", func(t *testing.T) {
		d := held(t)
		d.allow("Yes")
		d.paper.held = "Close the workbook."
		d.sync()
		if d.hours() != 2 {
			t.Fatalf("%d records, want 2", d.hours())
		}
		d.paper.tab("Hours").deleteLast(2)
		d.clock = d.clock.Add(25 * time.Hour)
		d.sync()
		d.later()
		if d.hours() != 2 {
			t.Errorf("%d records, want 2", d.hours())
		}
	})
}

func TestScramble(t *testing.T) {
	sorted := func(t *testing.T) *desk {
		d := roomy(t, 12)
		for i := range 12 { // as by sorting the names alone, Z to A
			d.paper.tab("Hours").set(i+2, 2, fmt.Sprintf("Person %d", 11-i))
		}
		return d
	}
	t.Run("one column sorted alone puts the tab on pause, and an undo lets it go on", func(t *testing.T) {
		d := sorted(t)
		before := d.records(partnership.HoursTab)
		r := d.sync()
		if d.tabReport(r, partnership.HoursTab).Frozen == "" {
			t.Fatal("it is not on pause")
		}
		for id, r := range d.records(partnership.HoursTab) {
			if !slices.Equal(r.Values, before[id].Values) {
				t.Error("a record changed")
			}
		}
		if r := d.sync(); r.Changed || r.StoreWrites != 0 {
			t.Errorf("a tab on pause that stays as it is costs %d store writes", r.StoreWrites)
		}
		for i := range 12 {
			d.paper.tab("Hours").set(i+2, 2, fmt.Sprintf("Person %d", i))
		}
		d.paper.tab("Hours").set(2, 5, "Edited after the undo")
		if r := d.sync(); d.tabReport(r, partnership.HoursTab).Frozen != "" || d.field("Hours", 2, "What we did") != "Edited after the undo" {
			t.Errorf("it did not go on: %+v", d.tabReport(r, partnership.HoursTab))
		}
	})
	t.Run("Allow large removal lets it be believed", func(t *testing.T) {
		d := sorted(t)
		d.sync()
		d.allow("Yes")
		if r := d.sync(); d.tabReport(r, partnership.HoursTab).Frozen != "" || d.field("Hours", 2, "Volunteer") != "Person 11" {
			t.Errorf("got %+v, %s", d.tabReport(r, partnership.HoursTab), d.field("Hours", 2, "Volunteer"))
		}
	})
	t.Run("IDs and natural keys of three rows that point at each other's records put it on pause", func(t *testing.T) {
		d := roomy(t, 12)
		hours, id := d.paper.tab("Hours"), d.paper.tab("Hours").column(sheet.IDColumn)
		for i, from := range []string{d.id("Hours", 3), d.id("Hours", 4), d.id("Hours", 2)} {
			hours.set(2+i, id, from)
			hours.set(2+i, 3, "2")
		}
		if r := d.sync(); d.tabReport(r, partnership.HoursTab).Frozen == "" {
			t.Error("it is not on pause")
		}
	})
	t.Run("a value typed into five rows is no scramble", func(t *testing.T) {
		d := roomy(t, 12)
		for row := 2; row <= 8; row++ {
			d.paper.tab("Hours").set(row, 3, "2")
		}
		if r := d.sync(); d.tabReport(r, partnership.HoursTab).Frozen != "" || d.tabReport(r, partnership.HoursTab).Updated != 7 {
			t.Errorf("got %+v", d.tabReport(r, partnership.HoursTab))
		}
	})
	t.Run("five new rows with values that five others had before are no scramble", func(t *testing.T) {
		d := roomy(t, 12)
		for row := 2; row <= 6; row++ {
			d.paper.tab("Hours").set(row, 3, "2")
			d.paper.tab("Hours").typeRow("2026-06-0"+fmt.Sprint(row), "", fmt.Sprintf("New %d", row), "2")
		}
		if r := d.sync(); d.tabReport(r, partnership.HoursTab).Frozen != "" {
			t.Errorf("got %+v", d.tabReport(r, partnership.HoursTab))
		}
	})
}
