package reconcile_test

import (
	"strings"
	"testing"

	"shelfmates/shared/partnership"
)

// grouped is a desk with six volunteers and eight entries of hours, whose Hours
// tab says how many people came; synced.
func grouped(t *testing.T, hours ...[]string) *desk {
	t.Helper()
	d := staffed(t)
	tab := d.paper.tab("Hours")
	people := len(tab.rows[0])
	tab.set(1, people, "People")
	for _, h := range hours {
		row := tab.typeRow(h[0], "", h[1], h[2])
		tab.set(row, people, h[3])
	}
	d.sync()
	return d
}

func TestWhatCameAlong(t *testing.T) {
	t.Run("a renamed partner brings minutes times people of its groups, and the hours of its volunteers", func(t *testing.T) {
		d := grouped(t,
			[]string{"2026-10-20", "Rotary Club", "2", "5"},         // 10 hours
			[]string{"2026-10-21", "Cy Dunn", "1", "4"},             // 4: all for his club
			[]string{"2026-10-22", "Cy Dunn, Ana Ruiz", "1.5", "4"}, // 1.5: the others are nobody's
			[]string{"2026-12-20", "Rotary Club", "3", "5"},         // not yet
		)
		d.paper.tab("Partners").set(3, 0, "Lakeside Rotary")
		d.sync()
		// Cy Dunn gave 2 hours and 2 more before.
		if note, want := d.note("Partners", 3), "with 19.5 hours"; !strings.Contains(note, want) {
			t.Errorf("the note is %q, want it to say %q", note, want)
		}
	})
	t.Run("a renamed person brings what the person gave, not those beside", func(t *testing.T) {
		d := grouped(t, []string{"2026-10-21", "Fay Holt", "1", "4"}, []string{"2026-10-22", "Fay Holt, Fay Holt", "2", ""})
		d.paper.tab("Volunteers").set(7, 0, "Fay Lund")
		d.sync()
		if note, want := d.note("Volunteers", 7), "with 3 hours"; !strings.Contains(note, want) {
			t.Errorf("the note is %q, want it to say %q", note, want)
		}
	})
}

func TestNamesTwice(t *testing.T) {
	d := grouped(t, []string{"2026-10-21", "Ana Ruiz, ana  ruiz; Ben Coles, Ana Ruiz", "1", ""}, []string{"2026-10-22", "Zoe Young, zoe young", "1", ""})
	t.Run("who stands twice in a cell counts once, and the note says so once", func(t *testing.T) {
		for row, name := range map[int]string{10: "ana  ruiz", 11: "zoe young"} {
			want := `"Volunteer" names "` + name + `" more than once, and it counts once.`
			if note := d.note("Hours", row); strings.Count(note, want) != 1 || strings.Count(note, "more than once") != 1 {
				t.Errorf("row %d has the note %q, want it to say %q", row, note, want)
			}
		}
	})
	t.Run("and the rest have none", func(t *testing.T) {
		if note := d.note("Hours", 9); note != "" {
			t.Errorf("a row with one name has the note %q", note)
		}
	})
}

func TestRowsOfTotals(t *testing.T) {
	t.Run("rows of totals with a date are noted and make no record", func(t *testing.T) {
		d := staffed(t)
		for _, label := range []string{"Total", "TOTALS:", "October total"} {
			d.paper.tab("Hours").typeRow("2026-10-30", "", label, "50")
		}
		d.later()
		if n := len(d.records(partnership.HoursTab)); n != 8 {
			t.Errorf("there are %d records of hours, want 8", n)
		}
		for row := 10; row < 13; row++ {
			if note, want := d.note("Hours", row), "This row adds up others, so it is not counted. Nothing to do."; note != want {
				t.Errorf("row %d has the note %q, want %q", row, note, want)
			}
		}
	})
	t.Run("a partner called Total counts, also when it is added after its hours", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Total", "2")
		d.later()
		d.paper.tab("Partners").typeRow("Total", "Business", "Lou Kerr", "lou@total.example")
		d.later()
		if n := len(d.records(partnership.HoursTab)); n != 9 || !strings.HasPrefix(d.note("Hours", 10), "How many came?") {
			t.Errorf("there are %d records of hours, want 9; the note is %q", n, d.note("Hours", 10))
		}
		d.paper.tab("Partners").deleteRow(4)
		d.later()
		d.later()
		if n := len(d.records(partnership.HoursTab)); n != 9 {
			t.Errorf("once the partner is removed there are %d records of hours, want 9", n)
		}
	})
}
