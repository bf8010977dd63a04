package sheet

import (
	"slices"
	"strings"
	"testing"
)

var hoursHeader = row("Date", "Program", "Volunteer", "Hours", "Students", "What we did", NoteColumn, IDColumn)

func TestRows(t *testing.T) {
	t.Run("a row is read cell by cell", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", hoursHeader, row(date(sept5), "Tutoring", "Ana Ruiz, Ben Coles", 1.5, 14, "Fractions", "a note", " 01A ")))
		got := r.Rows[0]
		if got.State != Sound || got.Number != 2 || got.ID != "01A" || got.Note != "a note" || len(got.Problems) != 0 {
			t.Errorf("got %+v", got)
		}
		want := []string{"2026-09-05", "Tutoring", "Ana Ruiz, Ben Coles", "1.5", "14", "Fractions", "absent"}
		for i, name := range []string{"Date", "Program", "Volunteer", "Hours", "Students", "What we did", "People"} {
			if v := values(r, name)[0]; v != want[i] {
				t.Errorf("%s: got %q, want %q", name, v, want[i])
			}
		}
	})
	t.Run("blank rows and gaps of any length do not matter", func(t *testing.T) {
		rows := [][]any{hoursHeader, row(date(sept5), nil, "Ana", 1)}
		for range 250 {
			rows = append(rows, row())
		}
		r := read(t, "Hours", grid("Hours", append(rows, row(date(sept5), nil, "Ben", 2))...))
		if len(r.Rows) != 2 || r.Rows[1].Number != 253 {
			t.Errorf("got %+v", r.Rows)
		}
	})
	t.Run("unticked boxes, empty results and defaults alone do not make a row", func(t *testing.T) {
		g := grid("Recognition", row("For", "Approved", "Status", "Because of", NoteColumn, IDColumn),
			row(nil, false),
			row(nil, nil, nil, result(text(""))),
			row(nil, nil, " draft "),
			row(" \u00a0\u200b "),
			row(result(num(0))),
			row(nil, nil, nil, nil, "a note", "01A"),
			row("YMCA", false),
			row(nil, true),
		)
		r := read(t, "Recognition", g)
		if len(r.Rows) != 2 || r.Rows[0].Number != 8 || r.Rows[1].Number != 9 {
			t.Errorf("got %+v", r.Rows)
		}
	})
	t.Run("Google's reason behind the error is no part of it", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", hoursHeader, row(date(sept5), "#REF! (Reference does not exist)", "Ana", 1), row(date(sept5), "#1 reader (Ana)", "Ana", 1)))
		if got := r.Rows[0]; got.State != Withheld || got.Problems[0].Value != "#REF!" {
			t.Errorf("the row is %+v, want it withheld for #REF!", got)
		}
		if got := r.Rows[1]; got.State != Sound {
			t.Errorf("a text that begins alike makes the row %+v", got)
		}
	})
	t.Run("a column of the school's own does not make a row", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", append(slices.Clone(hoursHeader), "Own"), row(nil, nil, nil, nil, nil, nil, nil, nil, "x")))
		if len(r.Rows) != 0 || !r.Sum.IsZero() {
			t.Errorf("got %+v", r.Rows)
		}
	})
	t.Run("a formula error quarantines its row", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", hoursHeader, row(date(sept5), broken("#REF!"), "Ana", 1), row(date(sept5), nil, "Ben", 1)))
		got := r.Rows[0]
		if got.State != Withheld || got.Values[0].State != Blank || !slices.Equal(codes(got.Problems), []Code{FormulaError}) {
			t.Errorf("got %+v", got)
		}
		if p := got.Problems[0]; p.Cell() != "B2" || p.Value != "#REF!" || p.Column != "Program" {
			t.Errorf("got %+v", p)
		}
	})
	t.Run("an error in a column of the school's own does not", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", append(slices.Clone(hoursHeader), "Own"), row(date(sept5), nil, "Ana", 1, nil, nil, nil, nil, broken("#REF!"))))
		if r.Rows[0].State != Sound {
			t.Errorf("got %+v", r.Rows[0])
		}
	})
	t.Run("a bad value quarantines only its cell", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", hoursHeader, row(date(sept5), nil, "Ana", 1, "many")))
		got := r.Rows[0]
		if got.State != Sound || got.Values[4] != (Value{State: Bad, Text: "many"}) || !slices.Equal(codes(got.Problems), []Code{NumberUnread}) {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("a missing or unread required value makes the row incomplete", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", hoursHeader, row(nil, nil, "Ana", 1), row(date(sept5), nil, "Ana", "two")))
		for i, want := range []Code{RequiredBlank, HoursUnread} {
			got := r.Rows[i]
			if got.State != Incomplete || !slices.Equal(codes(got.Problems), []Code{want}) || !got.Problems[0].Waits {
				t.Errorf("row %d: got %+v", got.Number, got)
			}
		}
	})
	t.Run("a formula without a result is unreadable, never blank", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", hoursHeader, row(date(sept5), nil, "Ana", 1, Cell{Kind: StaleCell, Formula: true})))
		if v := r.Rows[0].Values[4]; v.State != Bad || !slices.Equal(codes(r.Rows[0].Problems), []Code{FormulaStale}) {
			t.Errorf("got %+v", r.Rows[0])
		}
	})
	t.Run("TOTAL and SUM rows get a note and are no record", func(t *testing.T) {
		g := grid("Hours", hoursHeader,
			row("TOTAL", nil, nil, result(num(12.5))),
			row(nil, nil, "Sum", 40, 3),
			row(nil, nil, nil, result(num(12))),
			row("Total:"),
			row("Grand total", nil, nil, nil, nil, nil, nil, nil),
		)
		r := read(t, "Hours", g)
		if len(r.Rows) != 5 {
			t.Fatalf("got %d rows", len(r.Rows))
		}
		for _, row := range r.Rows {
			if row.State != Summary || !slices.Equal(codes(row.Problems), []Code{SummaryRow}) || row.Problems[0].Level != Note {
				t.Errorf("row %d: %+v", row.Number, row)
			}
		}
	})
	t.Run("a partner called Total is a partner", func(t *testing.T) {
		r := read(t, "Partners", grid("Partners", row("Partner", "Kind"), row("Total", "Business")))
		if r.Rows[0].State != Sound {
			t.Errorf("got %+v", r.Rows[0])
		}
	})
	t.Run("merged cells fill down in dates, names, programs and places", func(t *testing.T) {
		g := grid("Hours", hoursHeader, row(date(sept5), "Tutoring", "Ana", 1), row(nil, nil, "Ben", 2), row(nil, nil, nil, 1))
		g.Merges = []Merge{{2, 4, 0, 0}, {2, 4, 1, 1}, {3, 4, 2, 2}}
		r := read(t, "Hours", g)
		if got := values(r, "Date"); !slices.Equal(got, []string{"2026-09-05", "2026-09-05", "2026-09-05"}) {
			t.Errorf("dates %q", got)
		}
		if got := values(r, "Volunteer"); !slices.Equal(got, []string{"Ana", "Ben", "Ben"}) {
			t.Errorf("volunteers %q", got)
		}
		if got := values(r, "Program"); !slices.Equal(got, []string{"Tutoring", "Tutoring", "Tutoring"}) {
			t.Errorf("programs %q", got)
		}
	})
	t.Run("in other columns they are flagged", func(t *testing.T) {
		g := grid("Hours", hoursHeader, row(date(sept5), nil, "Ana", 1, 14), row(date(sept5), nil, "Ben", 2))
		g.Merges = []Merge{{2, 3, 4, 4}}
		r := read(t, "Hours", g)
		if got := values(r, "Students"); !slices.Equal(got, []string{"14", "unread: 14"}) {
			t.Errorf("got %q", got)
		}
		if got := codes(r.Rows[1].Problems); !slices.Equal(got, []Code{Merged}) {
			t.Errorf("got %v", got)
		}
	})
	t.Run("across columns the first column has the value", func(t *testing.T) {
		g := grid("Hours", hoursHeader, row(date(sept5), "Tutoring", nil, 1))
		g.Merges = []Merge{{2, 2, 1, 2}}
		r := read(t, "Hours", g)
		if values(r, "Program")[0] != "Tutoring" || values(r, "Volunteer")[0] != "" {
			t.Errorf("got %q, %q", values(r, "Program"), values(r, "Volunteer"))
		}
	})
	t.Run("a merged cell alone does not make a row", func(t *testing.T) {
		g := grid("Hours", hoursHeader, row(date(sept5), nil, "Ana", 1), row(nil, nil, nil, nil, nil, nil, nil, "01A"))
		g.Merges = []Merge{{2, 3, 0, 0}}
		if r := read(t, "Hours", g); len(r.Rows) != 1 {
			t.Errorf("got %d rows", len(r.Rows))
		}
	})
	t.Run("a colleague with access or a mail needs an address", func(t *testing.T) {
		r := read(t, "Team", grid("Team", row("Name", "Email", "Access", "Weekly digest"),
			row("Nora", nil, "Staff"), row("Sam", nil, "None"), row("Priya", nil, nil, "yes"), row("Ed", "ed@s.example", "Staff")))
		var got []int
		for _, row := range r.Rows {
			if slices.Contains(codes(row.Problems), EmailNeeded) {
				got = append(got, row.Number)
			}
		}
		if !slices.Equal(got, []int{2, 4}) {
			t.Errorf("rows %v", got)
		}
	})
	t.Run("a record is cut to what can be stored", func(t *testing.T) {
		long := strings.Repeat("漢", 20_000) // 60 KB
		r := read(t, "Programs", grid("Programs", row("Program", "Outcome", "Goal"), row("P", long, long)))
		size := 0
		for _, v := range r.Rows[0].Values {
			size += len(v.Text)
		}
		if size > maxRecord || !slices.Contains(codes(r.Rows[0].Problems), RowTooLong) {
			t.Errorf("%d bytes, %v", size, codes(r.Rows[0].Problems))
		}
	})
}

func TestSum(t *testing.T) {
	a, b := row(date(sept5), "Tutoring", "Ana", 1, nil, nil, nil, "01A"), row(date(sept5), nil, "Ben", 2, nil, nil, "a note", "01B")
	sum := func(rows ...[]any) Print { return read(t, "Hours", grid("Hours", rows...)).Sum }
	base := sum(hoursHeader, a, b)

	t.Run("the order of rows does not matter", func(t *testing.T) {
		if sum(hoursHeader, b, nil, nil, a) != base {
			t.Error("a sort changed the sum")
		}
	})
	t.Run("the order of columns and other columns do not matter", func(t *testing.T) {
		got := sum(row("Own", IDColumn, NoteColumn, "Hours", "Volunteer", "Program", "Date"),
			row("x", "01A", nil, 1, "Ana", "Tutoring", date(sept5)), row("y", "01B", "a note", 2, "Ben", nil, date(sept5)))
		if got != base { // columns that are blank or not there are told apart by Has
			t.Error("moved columns changed the sum")
		}
	})
	t.Run("any cell, ID and note changes it", func(t *testing.T) {
		for at, c := range map[int]any{0: date(sept5 + 1), 1: "Reading", 4: 3, 6: "note", 7: "01C"} {
			changed := slices.Clone(a)
			changed[at] = c
			if sum(hoursHeader, changed, b) == base {
				t.Errorf("a change in column %d did not", at)
			}
		}
	})
	t.Run("unticked boxes do not", func(t *testing.T) {
		header := row("For", "Approved")
		one := read(t, "Recognition", grid("Recognition", header, row("YMCA", false)))
		many := read(t, "Recognition", grid("Recognition", header, row("YMCA", false), row(nil, false), row(nil, false)))
		if one.Sum != many.Sum {
			t.Error("checkbox-only rows changed the sum")
		}
	})
	t.Run("the layout gives the same sum without reading", func(t *testing.T) {
		l := LayOut([]Grid{grid("Hours", hoursHeader, a, b)}, nil).Tab("Hours")
		all, spots := l.Sums(map[int]bool{3: true})
		if all != base || spots != spot(3, l.Read().Rows[1].Print) {
			t.Errorf("got %v, %v", all, spots)
		}
	})
	t.Run("formats count only where they are always known", func(t *testing.T) {
		plain, formatted := grid("Hours", hoursHeader, row(num(sept5), nil, "Ana", 0.0625)), grid("Hours", hoursHeader, row(date(sept5), nil, "Ana", clockAt(0.0625)))
		sums := func() (Print, Print) { return read(t, "Hours", plain).Sum, read(t, "Hours", formatted).Sum }
		if p, f := sums(); p == f {
			t.Error("0.0625 hours and 1:30 gave one sum")
		}
		plain.Unformatted, formatted.Unformatted = true, true
		if p, f := sums(); p != f {
			t.Error("asking for a format changed the sum")
		}
	})
}
