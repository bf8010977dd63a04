package sheet

import (
	"slices"
	"testing"

	"shelfmates/shared/partnership"
)

func TestSchema(t *testing.T) {
	t.Run("the tabs are those of the contract, in its order", func(t *testing.T) {
		var got []partnership.Kind
		for _, tab := range Tabs() {
			got = append(got, tab.Kind)
		}
		want := []partnership.Kind{"Partners", "Volunteers", "Hours", "Donations", "Recognition", "Programs", "Meetings", "Ideas", "Team"}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
	t.Run("no two columns of a tab answer to the same header", func(t *testing.T) {
		for _, tab := range append(Tabs(), Settings()) {
			owner := map[string]string{headerKey(NoteColumn): NoteColumn, headerKey(IDColumn): IDColumn}
			for _, c := range tab.Columns {
				for _, name := range append([]string{c.Name}, c.Aliases...) {
					if other, taken := owner[headerKey(name)]; taken && other != c.Name {
						t.Errorf("%s: %q means both %s and %s", tab.Kind, name, other, c.Name)
					}
					owner[headerKey(name)] = c.Name
				}
			}
		}
	})
	t.Run("no two tabs answer to the same title", func(t *testing.T) {
		owner := map[string]partnership.Kind{headerKey(ReportTitle): "the report"}
		for _, tab := range append(Tabs(), Settings()) {
			for _, name := range append([]string{string(tab.Kind)}, tab.Aliases...) {
				if other, taken := owner[headerKey(name)]; taken && other != tab.Kind {
					t.Errorf("%q means both %s and %s", name, other, tab.Kind)
				}
				owner[headerKey(name)] = tab.Kind
			}
		}
	})
	t.Run("natural keys are columns of their tab", func(t *testing.T) {
		for _, tab := range Tabs() {
			for _, name := range tab.NaturalKey {
				if tab.Column(name) < 0 {
					t.Errorf("%s has no column %q", tab.Kind, name)
				}
			}
		}
	})
	t.Run("every column explains itself", func(t *testing.T) {
		for _, tab := range append(Tabs(), Settings()) {
			for _, c := range tab.Columns {
				if c.Help == "" || (c.Example == "" && !c.System) {
					t.Errorf("%s, %s: help %q, example %q", tab.Kind, c.Name, c.Help, c.Example)
				}
				if (c.Type == Ref || c.Type == Refs) != (len(c.Refers) > 0) {
					t.Errorf("%s, %s refers to %v", tab.Kind, c.Name, c.Refers)
				}
				if c.Private && c.Public {
					t.Errorf("%s, %s is private and public", tab.Kind, c.Name)
				}
			}
		}
	})
	t.Run("public words come only from what was given, why, program names and numbers", func(t *testing.T) {
		var got []string
		for _, tab := range Tabs() {
			for _, c := range tab.Columns {
				if c.Public {
					got = append(got, string(tab.Kind)+"."+c.Name)
				}
			}
		}
		want := []string{
			"Hours.Program", "Hours.Hours", "Hours.Students", "Hours.People",
			"Donations.What", "Donations.For", "Donations.Quantity", "Recognition.Because of",
			"Programs.Program", "Programs.Students served",
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
