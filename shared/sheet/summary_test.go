package sheet

import (
	"slices"
	"testing"

	"shelfmates/shared/partnership"
)

func TestTotals(t *testing.T) {
	state := func(t *testing.T, tab partnership.Kind, named func([]partnership.Kind, string) bool, rows ...[]any) RowState {
		t.Helper()
		l := LayOut([]Grid{grid(string(tab), rows...)}, nil).Tab(tab)
		l.Named = named
		return l.Read().Rows[0].State
	}
	labels := []string{
		"Total", "TOTALS:", "Grand total", "Subtotal", "Sub-total", "SUM", "Sum", "Total hours", "Total for October", "October total",
		"Summe", "Totals for fall", "Total 2026-27", "Sum of hours (Sept.)", "TOTAL HOURS FOR THE YEAR TO DATE",
	}
	names := []string{
		"Total Fitness", "Total Wine", "Summit Church", "Summer", "October", "Tom Total", "Sum 41", "Totaline", "Sumner Hall", "Total, Ana Ruiz",
		"Fall festival", "",
	}
	t.Run("who is called Total, with a date or without, is a row of totals", func(t *testing.T) {
		for _, label := range labels {
			for _, day := range []any{date(sept5), num(sept5), nil} {
				if state(t, "Hours", nil, hoursHeader, row(day, nil, label, 50, 3)) != Summary {
					t.Errorf("%q on %v is a record", label, day)
				}
			}
			if state(t, "Hours", nil, hoursHeader, row(date(sept5), "Tutoring", label, 50, nil, "all of it")) != Summary {
				t.Errorf("%q with a program is a record", label)
			}
			if state(t, "Donations", nil, row("Date", "Partner", "What", "Value"), row(date(sept5), label, "all gifts", 999)) != Summary {
				t.Errorf("a gift of %q is a record", label)
			}
		}
	})
	t.Run("so is what says so in another column and lacks what a record needs", func(t *testing.T) {
		for _, label := range labels {
			for _, cells := range [][]any{row(label, nil, nil, 50), row(nil, nil, nil, 50, nil, label), row(date(sept5), nil, nil, 50, nil, label)} {
				if state(t, "Hours", nil, hoursHeader, cells) != Summary {
					t.Errorf("%v makes a record or asks for its date", cells)
				}
			}
		}
	})
	t.Run("names that only hold such a word are names", func(t *testing.T) {
		for _, name := range names {
			if state(t, "Hours", nil, hoursHeader, row(date(sept5), nil, name, 50)) == Summary {
				t.Errorf("%q is taken for totals", name)
			}
			if name != "" && state(t, "Partners", nil, row("Partner", "Kind"), row(name)) != Sound {
				t.Errorf("a partner called %q is taken for totals", name)
			}
		}
	})
	t.Run("a partner whom Partners calls Total gives hours and gifts like any other", func(t *testing.T) {
		known := func(tabs []partnership.Kind, name string) bool {
			return name == "Total" && slices.Contains(tabs, partnership.Partners)
		}
		if got := state(t, "Hours", known, hoursHeader, row(date(sept5), nil, "Total", 2)); got != Sound {
			t.Errorf("his hours are %v", got)
		}
		if got := state(t, "Donations", known, row("Date", "Partner", "What", "Value"), row(date(sept5), "Total", "fuel", 999)); got != Sound {
			t.Errorf("his gift is %v", got)
		}
		if got := state(t, "Hours", known, hoursHeader, row(date(sept5), nil, "Totals", 2)); got != Summary {
			t.Errorf("another label is %v", got)
		}
	})
	t.Run("a meeting about totals is a meeting", func(t *testing.T) {
		if got := state(t, "Meetings", nil, row("Date", "Topic"), row(date(sept5), "Totals for fall")); got != Sound {
			t.Errorf("it is %v", got)
		}
	})
	t.Run("the note says that it is not counted, and nothing else", func(t *testing.T) {
		r := read(t, "Hours", grid("Hours", hoursHeader, row(date(sept5), nil, "October total", 50), row("Totals for fall", nil, nil, 50)))
		for _, one := range r.Rows {
			if !slices.Equal(codes(one.Problems), []Code{SummaryRow}) {
				t.Errorf("row %d: %v", one.Number, codes(one.Problems))
			}
		}
	})
}
