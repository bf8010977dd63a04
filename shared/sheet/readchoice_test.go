package sheet

import (
	"slices"
	"testing"
)

func TestYesNo(t *testing.T) {
	tests := []struct {
		name string
		cell Cell
		want string
	}{
		{"a ticked box", box(true), "Yes"},
		{"an unticked box", box(false), "No"},
		{"yes", text("yes"), "Yes"},
		{"YES with space", text(" YES "), "Yes"},
		{"y", text("y"), "Yes"},
		{"sí", text("Sí"), "Yes"},
		{"sí in two characters", text("si\u0301"), "Yes"},
		{"true", text("TRUE"), "Yes"},
		{"1", num(1), "Yes"},
		{"no", text("No"), "No"},
		{"n", text("N"), "No"},
		{"0", num(0), "No"},
		{"blank is blank, not no", Cell{}, ""},
		{"anything else", text("maybe"), "unread"},
		{"a number that is neither", num(2), "unread"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, code, _ := typed("Partners", "OK to thank publicly", test.cell); got != test.want {
				t.Errorf("got %q, %q, want %q", got, code, test.want)
			}
		})
	}
	t.Run("a word that means yes or no is offered as that, and no other", func(t *testing.T) {
		for said, want := range map[string]string{
			"yess": "Yes", "Yes!": "Yes", "yep": "Yes", "✓": "Yes", "Nope": "No", "no thanks": "No",
			"on": "", "off": "", "not": "", "now": "", "yet": "", "x": "", "yes, but not her name": "",
		} {
			if got, code, fix := typed("Partners", "OK to thank publicly", text(said)); got != "unread" || code != YesNoUnread || fix != want {
				t.Errorf("%q: got %q, %q, fix %q, want fix %q", said, got, code, fix, want)
			}
		}
	})
	t.Run("an unticked checkbox is blank", func(t *testing.T) {
		if v, problems := one("Recognition", "Approved", box(false)); v != (Value{}) || len(problems) != 0 {
			t.Errorf("got %+v, %v", v, problems)
		}
		if v, _ := one("Recognition", "Approved", box(true)); v != (Value{State: Good, Num: 1}) {
			t.Errorf("got %+v", v)
		}
	})
}

func TestChoices(t *testing.T) {
	t.Run("case and spacing do not matter", func(t *testing.T) {
		for _, said := range []string{"Service club", "SERVICE CLUB", " service  club ", "Service\u00a0club"} {
			if got, code, _ := typed("Partners", "Kind", text(said)); got != "Service club" || code != "" {
				t.Errorf("%q: got %q, %q", said, got, code)
			}
		}
	})
	t.Run("anything else is flagged with the closest match", func(t *testing.T) {
		for said, want := range map[string]string{"Servise club": "Service club", "University": "University or college", "non profit": "Nonprofit", "Zoo": ""} {
			got, code, fix := typed("Partners", "Kind", text(said))
			if got != "unread" || code != ChoiceUnknown || fix != want {
				t.Errorf("%q: got %q, %q, fix %q", said, got, code, fix)
			}
		}
	})
	t.Run("an open choice takes a word of one's own", func(t *testing.T) {
		for said, want := range map[string]string{"tutor": "Tutor", "Storyteller": "Storyteller"} {
			if got, code, _ := typed("Volunteers", "Role", text(said)); got != want || code != "" {
				t.Errorf("%q: got %q, %q", said, got, code)
			}
		}
	})
	t.Run("approved typed as a Status is told where it belongs", func(t *testing.T) {
		_, problems := one("Recognition", "Status", text("approved"))
		if len(problems) != 1 || problems[0].Code != ChoiceElsewhere || !slices.Equal(problems[0].Args, []string{"Approved"}) {
			t.Errorf("got %+v", problems)
		}
	})
}

func TestLists(t *testing.T) {
	t.Run("they split at commas, semicolons and newlines", func(t *testing.T) {
		v, _ := one("Volunteers", "Talents", text("Coding; Spanish,\nChess ,, coding"))
		if got := v.Items(); !slices.Equal(got, []string{"Coding", "Spanish", "Chess"}) {
			t.Errorf("got %q", got)
		}
	})
	t.Run("given items are spelled as given", func(t *testing.T) {
		v, _ := one("Partners", "Promised thanks", text("social POST, website note"))
		if got := v.Items(); !slices.Equal(got, []string{"Social post", "Website note"}) {
			t.Errorf("got %q", got)
		}
	})
	t.Run("an item that is not is flagged with the closest", func(t *testing.T) {
		v, problems := one("Partners", "Promised thanks", text("Social post, Websit note"))
		if v.State != Bad || problems[0].Code != ItemUnknown || problems[0].Fix != "Website note" || problems[0].Args[0] != "Websit note" {
			t.Errorf("got %+v, %+v", v, problems)
		}
	})
	t.Run("of several that are not, all are named, and each with its closest", func(t *testing.T) {
		v, problems := one("Partners", "Promised thanks", text("Social pst, Website note, Websit note; Social pst"))
		if len(problems) != 1 || v.State != Bad || problems[0].Args[0] != "Social pst\nWebsit note" || problems[0].Fix != "Social post and Website note" {
			t.Errorf("got %+v, %+v", v, problems)
		}
		if _, problems = one("Partners", "Promised thanks", text("Websit note, a big hug")); problems[0].Args[0] != "Websit note\na big hug" || problems[0].Fix != "" {
			t.Errorf("got %+v", problems)
		}
	})
	t.Run("so with breaks, times and numbers of the settings", func(t *testing.T) {
		for setting, said := range map[string][2]string{
			"Breaks":              {"2026-12-21 to 2027-01-02\n2026-02-30\n2027-03-10 to 2027-03-01", "2026-02-30\n2027-03-10 to 2027-03-01"},
			"Usual meeting times": {"Tue 15:30, Funday 3, Wed 25:00", "Funday 3\nWed 25:00"},
			"Milestone hours":     {"10, x, 5, 0, 2000000", "x\n0\n2000000"},
		} {
			r := readSettingsOf(row(setting, said[0]))
			if v := r.Values[r.Schema.Column(setting)]; v.State != Bad || len(r.Problems) != 1 || r.Problems[0].Args[0] != said[1] {
				t.Errorf("%s: got %+v, %+v", setting, v, r.Problems)
			}
		}
	})
	t.Run("breaks with commas between are named one by one", func(t *testing.T) {
		r := readSettingsOf(row("Breaks", "2026-12-21 to 2027-01-02, 2026-02-30, 2026-13-01"))
		if len(r.Problems) != 1 || r.Problems[0].Args[0] != "2026-02-30\n2026-13-01" {
			t.Errorf("got %+v", r.Problems)
		}
	})
	t.Run("nothing but separators is blank", func(t *testing.T) {
		if v, problems := one("Volunteers", "Talents", text(", ;")); v != (Value{}) || len(problems) != 0 {
			t.Errorf("got %+v, %v", v, problems)
		}
	})
}

func TestClosest(t *testing.T) {
	tests := []struct {
		name, said string
		among      []string
		want       string
	}{
		{"a letter left out", "Ben Cole", []string{"Ana Ruiz", "Ben Coles"}, "Ben Coles"},
		{"two letters swapped", "Bne Coles", []string{"Ana Ruiz", "Ben Coles"}, "Ben Coles"},
		{"case and form do not count", "JOSÉ", []string{"Jose\u0301 "}, "Jose\u0301 "},
		{"the nearest wins", "Anna Ruis", []string{"Anna Ruin", "Anna Ruiz", "Anna Ruis"}, "Anna Ruis"},
		{"of equals the first", "Tam", []string{"Tim", "Tom"}, "Tim"},
		{"the only one that begins so", "Second Turn", []string{"Second Turn Thrift", "Rotary Club"}, "Second Turn Thrift"},
		{"not one of two", "Second", []string{"Second Turn", "Second Chance"}, ""},
		{"the only one with that word", "Rotary", []string{"Downtown Rotary Club"}, "Downtown Rotary Club"},
		{"nothing near", "Chess", []string{"Reading"}, ""},
		{"of nothing", "", []string{"Reading"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Closest(test.said, test.among); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
