package reconcile_test

import (
	"errors"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
)

func TestColumns(t *testing.T) {
	t.Run("moved columns change nothing", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").moveColumn(0, 4)
		d.paper.tab("Hours").moveColumn(7, 0)
		if r := d.sync(); r.StoreWrites != 0 || r.Writes != 0 {
			t.Errorf("%d store writes, %d writes", r.StoreWrites, r.Writes)
		}
	})
	t.Run("an optional column that is renamed to something unknown keeps its values, and is reported until it is back", func(t *testing.T) {
		d := staffed(t)
		at := d.paper.tab("Volunteers").column("Phone")
		d.paper.tab("Volunteers").set(1, at, "Ring them at")
		for range 2 {
			if r := d.later(); !said(r, sheet.ColumnGone) || d.field("Volunteers", 2, "Phone") != "555-0101" {
				t.Fatalf("said %v, the phone is %q", said(r, sheet.ColumnGone), d.field("Volunteers", 2, "Phone"))
			}
		}
		d.paper.tab("Volunteers").set(1, at, "Phone")
		d.paper.tab("Volunteers").set(2, at, "555-0199")
		if r := d.sync(); said(r, sheet.ColumnGone) || d.field("Volunteers", 2, "Phone") != "555-0199" {
			t.Errorf("the phone is %q", d.field("Volunteers", 2, "Phone"))
		}
	})
	t.Run("to drop a column, clear its cells first", func(t *testing.T) {
		d := staffed(t)
		volunteers := d.paper.tab("Volunteers")
		at := volunteers.column("Phone")
		for row := 2; row <= 7; row++ {
			volunteers.put(row, at, sheet.Cell{})
		}
		d.sync()
		for i := range volunteers.rows {
			volunteers.rows[i] = slices.Delete(volunteers.rows[i], at, at+1)
		}
		if r := d.sync(); said(r, sheet.ColumnGone) {
			t.Error("it is reported")
		}
	})
	t.Run("a missing required header puts its tab on pause, the others go on", func(t *testing.T) {
		d := staffed(t)
		at := d.paper.tab("Hours").column("Date")
		d.paper.tab("Hours").set(1, at, "Whatever")
		d.paper.tab("Hours").deleteLast(6)
		d.paper.tab("Volunteers").set(2, 3, "555-0199")
		r := d.sync()
		if d.tabReport(r, partnership.HoursTab).Frozen == "" || d.field("Volunteers", 2, "Phone") != "555-0199" {
			t.Fatalf("got %+v", r.Tabs)
		}
		d.later()
		if n := len(d.records(partnership.HoursTab)); n != 8 {
			t.Errorf("%d records, want 8", n)
		}
		if r := d.sync(); r.StoreWrites != 0 {
			t.Errorf("a tab that stays on pause costs %d store writes", r.StoreWrites)
		}
	})
}

func TestTabs(t *testing.T) {
	t.Run("a renamed tab is known by its IDs, and costs nothing after", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").title = "Stunden 2026"
		r := d.sync()
		if got := d.tabReport(r, partnership.HoursTab); got.Frozen != "" || got.Rows != 8 {
			t.Fatalf("got %+v", got)
		}
		if r := d.sync(); r.Changed || r.StoreWrites != 0 {
			t.Errorf("%d store writes", r.StoreWrites)
		}
		d.paper.tab("Stunden 2026").set(2, 5, "Edited")
		d.sync()
		if r := d.later(); r.Changed || len(d.records(partnership.HoursTab)) != 8 {
			t.Errorf("%d records", len(d.records(partnership.HoursTab)))
		}
		d.paper.tab("Stunden 2026").title = "Hours"
		if r := d.sync(); d.tabReport(r, partnership.HoursTab).Frozen != "" {
			t.Error("it is on pause under its own name")
		}
	})
	t.Run("a deleted tab is on pause, said once, and goes on when it is restored", func(t *testing.T) {
		d := staffed(t)
		was := d.paper.copyOf()
		d.paper.tabs = slices.DeleteFunc(d.paper.tabs, func(pg *page) bool { return pg.kind == partnership.HoursTab })
		r := d.sync()
		if d.tabReport(r, partnership.HoursTab).Frozen == "" {
			t.Fatal("it is not on pause")
		}
		if r := d.sync(); r.StoreWrites != 0 {
			t.Errorf("it costs %d store writes while it is away", r.StoreWrites)
		}
		d.later()
		d.paper.restore(was)
		r = d.sync()
		if d.tabReport(r, partnership.HoursTab).Frozen != "" || len(d.records(partnership.HoursTab)) != 8 {
			t.Errorf("got %+v, %d records", d.tabReport(r, partnership.HoursTab), len(d.records(partnership.HoursTab)))
		}
	})
	t.Run("an emptied tab is held, one collapsed to a lone error is on pause whatever is said", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").rows = d.paper.tab("Hours").rows[:1]
		if r := d.sync(); d.tabReport(r, partnership.HoursTab).Held != 8 {
			t.Errorf("got %+v", d.tabReport(r, partnership.HoursTab))
		}
		d.paper.tab("Hours").put(2, 0, sheet.Cell{Kind: sheet.ErrorCell, Text: "#REF!", Formula: true})
		d.paper.add(sheet.SettingsTab, "Setting", "Value").typeRow("Allow large removal", "No")
		d.sync()
		d.paper.of(sheet.SettingsTab).set(2, 1, "Yes")
		r := d.sync()
		if d.tabReport(r, partnership.HoursTab).Frozen == "" || len(d.records(partnership.HoursTab)) != 8 {
			t.Errorf("got %+v, %d records", d.tabReport(r, partnership.HoursTab), len(d.records(partnership.HoursTab)))
		}
		if r := d.sync(); r.Changed {
			t.Error("it is read anew though nothing changed")
		}
	})
	t.Run("a workbook with no staff tab at all is unreadable", func(t *testing.T) {
		d := staffed(t)
		for _, pg := range d.paper.tabs {
			pg.title = "My " + pg.title
		}
		d.clock = d.clock.Add(time.Minute)
		d.paper.tabs = d.paper.tabs[:0]
		d.paper.tabs = append(d.paper.tabs, &page{title: "Notes", rows: [][]sheet.Cell{{text("Nothing")}}})
		if _, err := d.syncer(d.store).Sync(t.Context()); !errors.Is(err, sheet.ErrUnreadable) {
			t.Errorf("got %v", err)
		}
	})
}

func TestWorkbooks(t *testing.T) {
	t.Run("an empty store adopts well-formed, unique IDs", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").set(4, d.paper.tab("Hours").column(sheet.IDColumn), "x")
		want := d.id("Hours", 3)
		other := deskAt(t, openStore(t), "maple")
		other.paper = d.paper
		other.rand = d.rand
		other.sync()
		if got := other.id("Hours", 3); got != want {
			t.Errorf("row 3 has %s, want %s", got, want)
		}
		if got := other.id("Hours", 4); got == "x" || got == "" {
			t.Errorf("row 4 has %q", got)
		}
	})
	t.Run("a workbook with IDs of which a store with records knows none is refused", func(t *testing.T) {
		d := staffed(t)
		another := deskAt(t, openStore(t), "oak")
		another.rand = rand.New(rand.NewSource(99))
		another.paper.tab("Volunteers").typeRow("Zoe")
		another.sync()
		d.paper = another.paper
		d.clock = d.clock.Add(time.Minute)
		before := len(d.records(partnership.HoursTab))
		if _, err := d.syncer(d.store).Sync(t.Context()); !errors.Is(err, reconcile.ErrForeign) {
			t.Fatalf("got %v", err)
		}
		if len(d.records(partnership.HoursTab)) != before {
			t.Error("records changed")
		}
	})
	t.Run("a refused write-back is said, and done later", func(t *testing.T) {
		d := staffed(t)
		d.paper.held = "Close the workbook."
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Eli Gray", "1")
		if r := d.sync(); r.Waiting != "Close the workbook." {
			t.Errorf("it says %q", r.Waiting)
		}
		if r := d.sync(); r.StoreWrites != 0 || r.Waiting == "" {
			t.Errorf("while it waits it costs %d store writes and says %q", r.StoreWrites, r.Waiting)
		}
		d.paper.held = ""
		d.sync()
		if d.id("Hours", 10) == "" {
			t.Error("the ID is not there")
		}
		if r := d.sync(); r.StoreWrites != 0 {
			t.Errorf("%d store writes after that", r.StoreWrites)
		}
	})
	t.Run("the same workbook of no records yet has no problem", func(t *testing.T) {
		d := newDesk(t)
		if r := d.sync(); len(r.Problems) != 0 {
			t.Errorf("got %+v", r.Problems)
		}
		if r := d.sync(); r.StoreWrites != 0 {
			t.Errorf("%d store writes", r.StoreWrites)
		}
	})
}

func TestNames(t *testing.T) {
	// who returns the record that the Volunteer cell of a row was found to mean.
	who := func(d *desk, row int) string {
		r := d.records(partnership.HoursTab)[partnership.ID(d.id("Hours", row))]
		var ids []string
		for _, n := range r.Refs[sheet.SchemaOf(partnership.HoursTab).Column("Volunteer")] {
			ids = append(ids, string(n.ID))
		}
		return strings.Join(ids, "+")
	}
	t.Run("a name that is not known does not stop its row, and matches when it is added", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Gil Ito", "1")
		d.paper.tab("Hours").typeRow("2026-10-31", "", "Ben Cole", "1")
		r := d.sync()
		if len(d.records(partnership.HoursTab)) != 10 || !said(r, sheet.UnknownName) {
			t.Fatal("the row is no record, or nothing is said")
		}
		if note := d.note("Hours", 11); !strings.Contains(note, "Ben Coles") {
			t.Errorf("the closest name is missing in %q", note)
		}
		d.paper.tab("Volunteers").typeRow("Gil Ito")
		d.sync()
		if d.note("Hours", 10) != "" || who(d, 10) != d.id("Volunteers", 8) {
			t.Errorf("note %q, means %q", d.note("Hours", 10), who(d, 10))
		}
	})
	t.Run("former names and everything in Also known as still resolve", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Partners").set(2, 0, "Y of Maple County")
		d.paper.tab("Partners").set(3, 5, "Rotarians")
		d.sync()
		d.paper.tab("Hours").typeRow("2026-10-30", "", "YMCA", "1")
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Rotarians", "1")
		d.sync()
		if who(d, 10) != d.id("Partners", 2) || who(d, 11) != d.id("Partners", 3) {
			t.Errorf("got %q and %q", who(d, 10), who(d, 11))
		}
	})
	t.Run("merge: the other name in Also known as, the doubled row deleted, totals go to the survivor", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Rotary Club", "1")
		d.sync()
		d.paper.tab("Partners").set(2, 5, "Rotary Club")
		d.paper.tab("Partners").deleteRow(3)
		d.sync()
		d.later()
		survivor := d.id("Partners", 2)
		into := ""
		for _, r := range d.all(partnership.Partners) {
			if !r.Live() {
				into = string(r.Into)
			}
		}
		if into != survivor || who(d, 10) != survivor || !strings.HasPrefix(d.note("Hours", 10), "How many came?") {
			t.Errorf("the tombstone points to %q, the row to %q, want %q; note %q", into, who(d, 10), survivor, d.note("Hours", 10))
		}
	})
	t.Run("references to a removed row resolve to the kept record, silently, until she is typed again", func(t *testing.T) {
		d := staffed(t)
		ana := d.id("Volunteers", 2)
		d.paper.tab("Volunteers").deleteRow(2)
		d.sync()
		d.later()
		if who(d, 2) != ana || d.note("Hours", 2) != "" {
			t.Fatalf("means %q, note %q", who(d, 2), d.note("Hours", 2))
		}
		d.paper.tab("Volunteers").typeRow("Ana Ruiz", "", "ana@ymca.example")
		d.sync()
		if got := d.id("Volunteers", 7); got == ana || who(d, 2) != got {
			t.Errorf("means %q, want %q, which is not %q", who(d, 2), got, ana)
		}
	})
	t.Run("two of one name are told apart by their partner", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz", "Rotary Club", "ana@rotary.example")
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Ana Ruiz", "1")
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Ana Ruiz (Rotary Club)", "1")
		d.sync()
		if note := d.note("Hours", 10); who(d, 10) != "" || !strings.Contains(note, "Ana Ruiz (Rotary Club)") || !strings.Contains(note, "Ana Ruiz (YMCA)") {
			t.Errorf("means %q, note %q", who(d, 10), note)
		}
		if who(d, 11) != d.id("Volunteers", 8) || who(d, 2) != d.id("Volunteers", 2) {
			t.Errorf("the one with the partner means %q; the old rows mean %q", who(d, 11), who(d, 2))
		}
	})
	t.Run("a known name that contains a comma is matched whole first", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Volunteers").typeRow("Gray, Hal")
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Gray, Hal, Ana Ruiz; Ben Coles", "1")
		d.sync()
		if want := d.id("Volunteers", 8) + "+" + d.id("Volunteers", 2) + "+" + d.id("Volunteers", 3); who(d, 10) != want {
			t.Errorf("got %s, want %s", who(d, 10), want)
		}
	})
	t.Run("programs of one name are told apart by date, and Self names nobody", func(t *testing.T) {
		d := staffed(t)
		programs := d.paper.add(partnership.Programs, "Program", "Starts", "Ends")
		programs.typeRow("Chess", "2025-09-01", "2026-06-30")
		programs.typeRow("Chess", "2026-09-01", "2027-06-30")
		hours := d.paper.tab("Hours")
		hours.set(1, hours.column(sheet.IDColumn)+1, "On behalf of")
		hours.typeRow("2026-03-03", "Chess", "Ana Ruiz", "1")
		hours.typeRow("2026-10-30", "Chess", "Ana Ruiz", "1")
		hours.set(11, hours.column("On behalf of"), "Self")
		d.sync()
		schema := sheet.SchemaOf(partnership.HoursTab)
		for row, want := range map[int]int{10: 2, 11: 3} {
			r := d.records(partnership.HoursTab)[partnership.ID(d.id("Hours", row))]
			if got := r.Refs[schema.Column("Program")]; len(got) != 1 || string(got[0].ID) != d.id("Programs", want) {
				t.Errorf("row %d means %v", row, got)
			}
		}
		if note := d.note("Hours", 11); note != "" {
			t.Errorf("Self has the note %q", note)
		}
	})
	t.Run("two people with one address, and a name that was to be removed, are pointed out", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Volunteers").set(3, 2, "ana@ymca.example")
		d.paper.tab("Volunteers").set(4, 4, "Remove")
		d.paper.tab("Hours").set(2, 5, "Read with Cy Dunn's class")
		r := d.sync()
		if note := d.note("Volunteers", 3); !strings.Contains(note, "Ana Ruiz") {
			t.Errorf("the shared address has the note %q", note)
		}
		var cells []string
		for _, p := range r.Stands {
			if p.Code == sheet.NameRemains {
				cells = append(cells, p.Cell())
			}
		}
		if !slices.Equal(cells, []string{"F2", "C4", "C8"}) {
			t.Errorf("the name remains in %v", cells)
		}
		if strings.Contains(d.note("Volunteers", 4), "still holds") {
			t.Error("the row itself is blamed")
		}
	})
}
