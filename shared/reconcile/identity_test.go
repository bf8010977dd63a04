package reconcile_test

import (
	"strings"
	"testing"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// id is what the ID cell of a row says.
func (d *desk) id(tab string, row int) string { return d.paper.tab(tab).say(row, sheet.IDColumn) }

// note is what the note cell of a row says.
func (d *desk) note(tab string, row int) string { return d.paper.tab(tab).say(row, sheet.NoteColumn) }

// field is what the live record of a row says in a column, as staff would type it.
func (d *desk) field(tab string, row int, column string) string {
	d.t.Helper()
	schema := sheet.SchemaOf(partnership.Kind(tab))
	r, there := d.records(schema.Kind)[partnership.ID(d.id(tab, row))]
	if !there {
		return "no record"
	}
	c := schema.Column(column)
	return sheet.TypedValue(&schema.Columns[c], r.Values[c])
}

// staffed is a desk with six volunteers and eight entries of hours, synced.
func staffed(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.paper.tab("Partners").typeRow("YMCA", "Nonprofit", "Pat Lee", "pat@ymca.example")
	d.paper.tab("Partners").typeRow("Rotary Club", "Service club", "Jo Hill", "jo@rotary.example")
	for _, row := range [][]string{
		{"Ana Ruiz", "YMCA", "ana@ymca.example", "555-0101"},
		{"Ben Coles", "YMCA", "ben@ymca.example", "555-0102"},
		{"Cy Dunn", "Rotary Club", "cy@rotary.example", "555-0103"},
		{"Dee Fox", "", "dee@mail.example", "555-0104"},
		{"Eli Gray", "", "eli@mail.example", "555-0105"},
		{"Fay Holt", "", "", ""},
	} {
		d.paper.tab("Volunteers").typeRow(row...)
	}
	for i, who := range []string{"Ana Ruiz", "Ben Coles", "Cy Dunn", "Dee Fox", "Ana Ruiz", "Ben Coles", "Cy Dunn", "Dee Fox"} {
		d.paper.tab("Hours").typeRow("2026-10-"+[]string{"06", "07", "08", "09", "13", "14", "15", "16"}[i], "", who,
			[]string{"1", "1.5", "2", "0.5"}[i%4], []string{"3", "4"}[i%2], "Homework help, table "+string(rune('A'+i)))
	}
	d.sync()
	return d
}

func (pg *page) swap(a, b int) { pg.rows[a-1], pg.rows[b-1] = pg.rows[b-1], pg.rows[a-1] }

func TestIdentity(t *testing.T) {
	t.Run("a row keeps its identity when it is cut and pasted", func(t *testing.T) {
		d := staffed(t)
		want := d.id("Hours", 4)
		row := d.paper.tab("Hours").rows[3]
		d.paper.tab("Hours").deleteRow(4)
		d.paper.tab("Hours").rows = append(d.paper.tab("Hours").rows, row)
		r := d.sync()
		if r.Writes != 0 || r.StoreWrites != 0 || d.id("Hours", 9) != want {
			t.Fatalf("%d writes, %d store writes, ID %s, want none and %s", r.Writes, r.StoreWrites, d.id("Hours", 9), want)
		}
	})
	t.Run("an exact, unique content match outvotes an ID cell: sorted without the hidden column", func(t *testing.T) {
		d := staffed(t)
		hours := d.paper.tab("Hours")
		want := map[string]string{}
		for row := 2; row <= 9; row++ {
			want[hours.say(row, "What we did")] = d.id("Hours", row)
		}
		hours.sortAlone(2, 0, 1, 2, 3, 4, 5)
		d.sync()
		for row := 2; row <= 9; row++ {
			if got := d.id("Hours", row); got != want[hours.say(row, "What we did")] {
				t.Errorf("row %d has the ID of another", row)
			}
		}
	})
	t.Run("a copied row with a copied ID: the row equal to the record keeps it, the other gets a new one", func(t *testing.T) {
		for _, edited := range []string{"nothing", "the copy", "the original"} {
			d := staffed(t)
			hours := d.paper.tab("Hours")
			own := d.id("Hours", 3)
			hours.rows = append(hours.rows, append([]sheet.Cell(nil), hours.rows[2]...))
			keeps := 3
			switch edited {
			case "the copy":
				hours.set(10, 0, "2026-10-20")
			case "the original":
				hours.set(3, 0, "2026-10-20")
				keeps = 10
			}
			for range 3 {
				d.sync()
				if a, b := d.id("Hours", 3), d.id("Hours", 10); a == b || d.id("Hours", keeps) != own {
					t.Fatalf("%s was edited: rows 3 and 10 have %s and %s, the record was %s", edited, a, b, own)
				}
			}
			if n := len(d.records(partnership.HoursTab)); n != 9 {
				t.Errorf("%s was edited: %d records, want 9", edited, n)
			}
		}
	})
	t.Run("a note copied with its row is cleared", func(t *testing.T) {
		d := staffed(t)
		hours := d.paper.tab("Hours")
		hours.set(3, 4, "many")
		d.sync()
		hours.rows = append(hours.rows, append([]sheet.Cell(nil), hours.rows[2]...))
		hours.set(10, 4, "5")
		hours.set(10, 0, "2026-10-27")
		d.sync()
		if note := d.note("Hours", 10); note != "" {
			t.Errorf("got the note %q", note)
		}
	})
	t.Run("ID cells are untrusted: restored or re-minted, never obeyed over content", func(t *testing.T) {
		for name, cell := range map[string]sheet.Cell{
			"cleared": {}, "x": text("x"), "a foreign ULID": text("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
			"a formula": {Kind: sheet.NumberCell, Number: 3, Formula: true}, "an error": {Kind: sheet.ErrorCell, Text: "#N/A", Formula: true},
		} {
			d := staffed(t)
			own := d.id("Hours", 5)
			d.paper.tab("Hours").put(5, d.paper.tab("Hours").column(sheet.IDColumn), cell)
			d.sync()
			if got := d.id("Hours", 5); got != own {
				t.Errorf("%s: the ID is %q, want %q", name, got, own)
			}
		}
		d := staffed(t)
		own := d.id("Hours", 5)
		d.paper.tab("Hours").set(5, d.paper.tab("Hours").column(sheet.IDColumn), d.id("Hours", 6))
		d.sync()
		if got := d.id("Hours", 5); got != own {
			t.Errorf("another row's: the ID is %q, want %q", got, own)
		}
	})
	t.Run("identical rows are separate records, and lost IDs are given back in order", func(t *testing.T) {
		d := staffed(t)
		hours := d.paper.tab("Hours")
		for range 3 {
			hours.typeRow("2026-10-30", "", "Eli Gray", "1", "", "")
		}
		d.sync()
		before := []string{d.id("Hours", 10), d.id("Hours", 11), d.id("Hours", 12)}
		if !strings.Contains(d.note("Hours", 11), "Row 10 says the same") || d.note("Hours", 10) != "" {
			t.Errorf("the notes are %q and %q", d.note("Hours", 10), d.note("Hours", 11))
		}
		for row := 10; row <= 12; row++ {
			hours.put(row, hours.column(sheet.IDColumn), sheet.Cell{})
		}
		d.sync()
		for i, want := range before {
			if got := d.id("Hours", 10+i); got != want {
				t.Errorf("row %d: got %s, want %s", 10+i, got, want)
			}
		}
		if n := len(d.records(partnership.HoursTab)); n != 11 {
			t.Errorf("%d records, want 11", n)
		}
	})
	t.Run("a row without an ID that shares more than half of the cells pairs with the leftover record", func(t *testing.T) {
		d := staffed(t)
		volunteers := d.paper.tab("Volunteers")
		own := d.id("Volunteers", 2)
		volunteers.put(2, volunteers.column(sheet.IDColumn), sheet.Cell{})
		volunteers.set(2, 0, "Ana Ruiz-Lopez")
		d.sync()
		if got := d.id("Volunteers", 2); got != own {
			t.Errorf("got %s, want %s", got, own)
		}
	})
	t.Run("a row without an ID whose natural key fits two gets a note and waits", func(t *testing.T) {
		d := staffed(t)
		hours := d.paper.tab("Hours")
		hours.typeRow("2026-10-30", "", "Eli Gray", "1", "2", "Reading")
		hours.typeRow("2026-10-30", "", "Eli Gray", "2", "9", "Chess")
		d.sync()
		for row := 10; row <= 11; row++ {
			hours.put(row, hours.column(sheet.IDColumn), sheet.Cell{})
			hours.set(row, 4, "7")
		}
		hours.set(10, 5, "Sums")
		hours.set(11, 5, "Puzzles")
		for range 3 {
			d.later()
		}
		if d.id("Hours", 10) != "" || d.note("Hours", 10) == "" || len(d.records(partnership.HoursTab)) != 10 {
			t.Fatalf("ID %q, note %q, %d records", d.id("Hours", 10), d.note("Hours", 10), len(d.records(partnership.HoursTab)))
		}
		hours.deleteRow(11)
		hours.set(10, 5, "Reading")
		hours.set(10, 4, "2")
		d.later()
		if d.id("Hours", 10) == "" {
			t.Error("it still waits when its content says which one it is")
		}
	})
	t.Run("an edit slipped between read and write-back lands on nobody else's row", func(t *testing.T) {
		d := staffed(t)
		hours := d.paper.tab("Hours")
		hours.typeRow("2026-10-30", "", "Eli Gray", "1", "2", "Reading")
		hours.typeRow("2026-10-31", "", "Fay Holt", "1", "2", "Chess")
		d.paper.slip = func() { hours.swap(10, 11); hours.deleteRow(2); d.paper.slip = nil }
		d.sync()
		d.sync()
		if d.field("Hours", 9, "Volunteer") != "Fay Holt" || d.field("Hours", 10, "Volunteer") != "Eli Gray" {
			t.Errorf("the rows are of %s and %s", d.field("Hours", 9, "Volunteer"), d.field("Hours", 10, "Volunteer"))
		}
		d.later()
		d.later()
		if n := len(d.records(partnership.HoursTab)); n != 9 {
			t.Errorf("%d records, want 9", n)
		}
	})
}

func TestTyping(t *testing.T) {
	// A row typed cell by cell, with a sync after each.
	cells := []string{"2026-10-30", "Reading club", "Gil Ito", "1.5", "3", "Read aloud in the garden"}
	t.Run("a row typed cell by cell is one record", func(t *testing.T) {
		d := staffed(t)
		for at, cell := range cells {
			d.paper.tab("Hours").set(10, at, cell)
			d.sync()
		}
		d.later()
		d.later()
		if n := len(d.records(partnership.HoursTab)); n != 9 || d.field("Hours", 10, "What we did") != cells[5] {
			t.Errorf("%d records, the row says %q", n, d.field("Hours", 10, "What we did"))
		}
	})
	t.Run("also while the file is held open and saved again without our IDs", func(t *testing.T) {
		d := staffed(t)
		d.paper.held = "Close the workbook."
		for at, cell := range cells {
			d.paper.tab("Hours").set(10, at, cell)
			if r := d.sync(); r.Waiting == "" && d.id("Hours", 10) == "" && at >= 3 {
				t.Error("nothing says that IDs wait")
			}
		}
		d.paper.tab("Hours").set(10, 5, "Something else altogether")
		d.paper.tab("Hours").set(10, 2, "Hal Jung")
		d.sync()
		d.paper.held = ""
		d.sync()
		d.later()
		d.later()
		if n := len(d.records(partnership.HoursTab)); n != 9 || d.field("Hours", 10, "Volunteer") != "Hal Jung" {
			t.Errorf("%d records, the row is of %s", n, d.field("Hours", 10, "Volunteer"))
		}
	})
	t.Run("a row typed where another was just deleted does not take its record", func(t *testing.T) {
		d := staffed(t)
		fay := d.id("Volunteers", 7)
		d.paper.tab("Volunteers").deleteRow(7)
		d.paper.tab("Volunteers").typeRow("Gil Ito", "", "", "")
		d.sync()
		if got := d.id("Volunteers", 7); got == fay || got == "" {
			t.Errorf("Gil has the record %q, Fay's was %q", got, fay)
		}
	})
	t.Run("someone still typing is not scolded for a minute", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").set(10, 0, "2026-10-30")
		d.clock = d.clock.Add(-50 * time.Second) // sync comes a minute later
		d.sync()
		if note := d.note("Hours", 10); note != "" {
			t.Fatalf("the note is %q at once", note)
		}
		d.sync()
		if note := d.note("Hours", 10); !strings.Contains(note, "Volunteer") {
			t.Errorf("after a minute the note is %q", note)
		}
		if n := len(d.records(partnership.HoursTab)); n != 8 {
			t.Errorf("an incomplete new row made a record: %d", n)
		}
	})
	t.Run("a required value missing on a known row keeps its record", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").put(3, 0, sheet.Cell{})
		d.later()
		d.later()
		if got := d.field("Hours", 3, "Date"); got != "2026-10-07" {
			t.Errorf("the date is %q, want what it was", got)
		}
	})
	t.Run("a formula error quarantines its row, a TOTAL row is never a record", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").put(3, 3, sheet.Cell{Kind: sheet.ErrorCell, Text: "#REF!", Formula: true})
		d.paper.tab("Hours").set(3, 5, "Not taken")
		d.paper.tab("Hours").typeRow("TOTAL", "", "", "10")
		d.later()
		d.later()
		if d.field("Hours", 3, "What we did") != "Homework help, table B" || len(d.records(partnership.HoursTab)) != 8 {
			t.Errorf("row 3 says %q, %d records", d.field("Hours", 3, "What we did"), len(d.records(partnership.HoursTab)))
		}
		if d.note("Hours", 3) == "" || d.note("Hours", 10) == "" {
			t.Error("one of the two has no note")
		}
	})
	t.Run("a row that became a TOTAL lets its record go, slowly", func(t *testing.T) {
		d := staffed(t)
		own := partnership.ID(d.id("Hours", 5))
		d.paper.tab("Hours").set(5, 2, "Total")
		d.sync()
		d.sync()
		if r := d.records(partnership.HoursTab)[own]; !r.Live() {
			t.Fatal("it is removed at once")
		}
		d.later()
		if _, live := d.records(partnership.HoursTab)[own]; live {
			t.Error("it still counts")
		}
	})
	t.Run("a row that staff cleared keeps no note, and no ID once its record is removed", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").set(3, 4, "many")
		d.sync()
		for at := range 6 {
			d.paper.tab("Hours").put(3, at, sheet.Cell{})
		}
		d.sync()
		if d.note("Hours", 3) != "" || d.id("Hours", 3) == "" {
			t.Fatalf("note %q, ID %q", d.note("Hours", 3), d.id("Hours", 3))
		}
		d.later()
		if d.id("Hours", 3) != "" {
			t.Error("the ID of the removed record still stands in the blank row")
		}
	})
}

func TestTypedOver(t *testing.T) {
	t.Run("name and e-mail both changed make a new record, and hours stay with the old one", func(t *testing.T) {
		d := staffed(t)
		own := d.id("Volunteers", 2)
		d.paper.tab("Volunteers").set(2, 0, "Gil Ito")
		d.paper.tab("Volunteers").set(2, 2, "gil@mail.example")
		d.sync()
		if d.id("Volunteers", 2) == own {
			t.Fatal("Gil has Ana's record")
		}
		if note := d.note("Volunteers", 2); !strings.Contains(note, "Is Gil Ito new here?") || !strings.Contains(note, "put Ana Ruiz in Also known as") {
			t.Errorf("the note is %q", note)
		}
		d.later()
		for _, r := range d.records(partnership.HoursTab) {
			for _, n := range r.Refs[sheet.SchemaOf(partnership.HoursTab).Column("Volunteer")] {
				if n.Text == "Ana Ruiz" && string(n.ID) != own {
					t.Error("Ana's hours went to another")
				}
			}
		}
	})
	t.Run("without e-mails, name and more than half of the other cells", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Volunteers").set(7, 4, "Active")
		d.paper.tab("Volunteers").set(7, 5, "Chess")
		d.sync()
		own := d.id("Volunteers", 7)
		d.paper.tab("Volunteers").set(7, 0, "Gil Ito")
		d.paper.tab("Volunteers").set(7, 5, "Piano")
		d.paper.tab("Volunteers").set(7, 4, "Paused")
		d.sync()
		if d.id("Volunteers", 7) == own {
			t.Error("Gil has Fay's record")
		}
	})
	t.Run("a name changed with a first address: somebody else where nothing stays, a name put right where it is near", func(t *testing.T) {
		for name, anew := range map[string]bool{"Xi Yu": true, "Fay Holtz": false, "Fay Braun": false} {
			d := staffed(t)
			own := d.id("Volunteers", 7)
			d.paper.tab("Volunteers").rows[6] = nil
			for at, s := range []string{name, "", "new@mail.example"} {
				d.paper.tab("Volunteers").set(7, at, s)
			}
			d.paper.tab("Volunteers").set(7, d.paper.tab("Volunteers").column(sheet.IDColumn), own)
			d.sync()
			if got := d.id("Volunteers", 7) != own; got != anew {
				t.Errorf("%s: a new record is %v, want %v", name, got, anew)
			}
		}
	})
	t.Run("a copy inserted above and renamed takes nothing from the person below", func(t *testing.T) {
		d := staffed(t)
		pg := d.paper.tab("Volunteers")
		own := d.id("Volunteers", 3)
		pg.insertRow(3)
		pg.rows[2] = append([]sheet.Cell(nil), pg.rows[3]...)
		pg.set(3, 0, "Xi Yu")
		pg.set(4, pg.column("Status"), "Paused")
		d.sync()
		if d.id("Volunteers", 4) != own || d.field("Volunteers", 4, "Volunteer") != "Ben Coles" || d.field("Volunteers", 3, "Volunteer") != "Xi Yu" {
			t.Errorf("Ben has %s (he had %s), the copy says %s", d.id("Volunteers", 4), own, d.field("Volunteers", 3, "Volunteer"))
		}
		for _, h := range d.records(partnership.HoursTab) {
			if n := h.Refs[sheet.SchemaOf(partnership.HoursTab).Column("Volunteer")]; n[0].Text == "Ben Coles" && string(n[0].ID) != own {
				t.Errorf("hours of Ben Coles are of %s", n[0].ID)
			}
		}
	})
	t.Run("a newcomer of a removed person's name takes over hours only where nothing speaks against it", func(t *testing.T) {
		for again, moves := range map[[3]string]bool{
			{"Ana Ruiz", "YMCA", "ana@ymca.example"}:           true,
			{"Ana Ruiz", "", ""}:                               true,
			{"Ana Ruiz", "Rotary Club", ""}:                    false,
			{"Ana Ruiz", "YMCA", "another.ana@rotary.example"}: false,
		} {
			d := staffed(t)
			gone := d.id("Volunteers", 2)
			d.paper.tab("Volunteers").deleteRow(2)
			d.sync()
			d.later()
			d.paper.tab("Volunteers").typeRow(again[:]...)
			d.sync()
			for _, h := range d.records(partnership.HoursTab) {
				n := h.Refs[sheet.SchemaOf(partnership.HoursTab).Column("Volunteer")]
				if n[0].Text == "Ana Ruiz" && (string(n[0].ID) != gone) != moves {
					t.Errorf("%v: her hours moved %v, want %v", again, string(n[0].ID) != gone, moves)
				}
			}
		}
	})
	t.Run("a name changed alone is a rename, and its note says once what came along", func(t *testing.T) {
		d := staffed(t)
		own := d.id("Volunteers", 2)
		d.paper.tab("Volunteers").set(2, 0, "Ana Lopez")
		d.sync()
		want := "Ana Ruiz is now Ana Lopez, with 1.5 hours. Someone new? Put Ana Ruiz back and give Ana Lopez a row of their own."
		if d.id("Volunteers", 2) != own || d.note("Volunteers", 2) != strings.Replace(want, "1.5 hours", "2 hours", 1) {
			t.Errorf("note %q, want %q", d.note("Volunteers", 2), want)
		}
		if got := d.note("Hours", 2); got != "" {
			t.Errorf("her hours by the former name have the note %q", got)
		}
		d.paper.tab("Volunteers").set(3, 3, "555-0199")
		d.sync()
		if d.note("Volunteers", 2) == "" {
			t.Error("the note is gone with the next edit, before anybody saw it")
		}
		d.clock = d.clock.Add(25 * time.Hour)
		d.paper.tab("Volunteers").set(3, 3, "555-0198")
		d.sync()
		if note := d.note("Volunteers", 2); note != "" {
			t.Errorf("a day later the note is %q", note)
		}
	})
	t.Run("a name put back needs no note", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Volunteers").set(2, 0, "Ana Lopez")
		d.sync()
		d.paper.tab("Volunteers").set(2, 0, "Ana Ruiz")
		d.sync()
		if note := d.note("Volunteers", 2); note != "" {
			t.Errorf("the note is %q", note)
		}
	})
}
