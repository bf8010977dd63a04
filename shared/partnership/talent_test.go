package partnership_test

import (
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// TestTalents is story J: talents held and missing, spellings folded.
func TestTalents(t *testing.T) {
	s := schooltest.New()
	s.Settings.TalentsWanted = []string{"Coding", "Spanish", "coding ", "", "Chess", "Sewing"}
	talents := func(list ...string) func(*partnership.Volunteer) {
		return func(v *partnership.Volunteer) { v.Talents = list }
	}
	bakery := s.Partner("Bakery", func(p *partnership.Partner) { p.Offers = []string{"chess"} })
	s.Volunteer("Ana", bakery, talents("coding ", "CODING", "Knitting"), func(v *partnership.Volunteer) { v.Email = "a@example.org" })
	s.Volunteer("ana", bakery, talents("Coding"), func(v *partnership.Volunteer) { v.Email = "A@example.org" })
	s.Volunteer("Ben", bakery, talents("Spanish"), func(v *partnership.Volunteer) { v.Status = partnership.VolunteerPaused })
	s.Volunteer("Cleo", bakery, func(v *partnership.Volunteer) { v.Interests = []string{"Sewing"} })

	x := s.Index()
	got := x.Talents()
	if len(got) != 4 {
		t.Fatalf("%d talents, want Coding, Spanish, Chess, Sewing: %+v", len(got), got)
	}
	if len(got[0].Held) != 1 || len(got[1].Held) != 0 || len(got[2].Offered) != 1 || len(got[3].Interest) != 1 {
		t.Errorf("got %+v", got)
	}
	if missing := x.MissingTalents(); len(missing) != 3 || missing[0].Name != "Spanish" {
		t.Errorf("missing %+v", missing)
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"Coding", " coding "},
		{"Ana  Ruiz", "ana ruiz"},
		{"Ana\u00a0Ruiz", "ana ruiz"},
		{"José", "JOSE\u0301"},
		{"O’Brien", "o'brien"},
		{"Smith‑Jones", "smith-jones"},
		{"\u200bAna", "ana"},
		{"ＡＮＡ", "ana"},
		{"Groß", "gross"},
		{"A\x00na\x7f", "ana"},
		{"Ana\tRuiz\n", "ana ruiz"},
		{"", " "},
	} {
		if partnership.Fold(c.a) != partnership.Fold(c.b) {
			t.Errorf("%q and %q fold to %q and %q", c.a, c.b, partnership.Fold(c.a), partnership.Fold(c.b))
		}
	}
	if partnership.Fold("Peña") == partnership.Fold("Pena") {
		t.Error("an accent is part of a name")
	}
}

// FuzzFold: folding twice is folding once.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Ana Ruiz", "ǅ", "ﬁ ", "İstanbul", "\u200b \u200b", "ß"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := partnership.Fold(s)
		if twice := partnership.Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, and again %q", s, once, twice)
		}
	})
}

func TestAPersonInTwoRowsHasATalentOnce(t *testing.T) {
	s := schooltest.New()
	s.Settings.TalentsWanted = []string{"Coding"}
	row := func(edit func(*partnership.Volunteer)) {
		s.Volunteer("Ana", partnership.Ref{}, func(v *partnership.Volunteer) { v.Email = "a@example.org" }, edit)
	}
	row(func(v *partnership.Volunteer) { v.Interests = []string{"Coding"} })
	row(func(v *partnership.Volunteer) { v.Talents = []string{"Coding"} })
	row(func(v *partnership.Volunteer) { v.Talents = []string{"coding"} })
	if got := s.Index().Talents()[0]; len(got.Held) != 1 || len(got.Interest) != 0 {
		t.Errorf("held by %d, of interest to %d; want one who has it", len(got.Held), len(got.Interest))
	}
}

// TestTalentsAreFoundOnce: agendas, numbers and pages all ask for them.
func TestTalentsAreFoundOnce(t *testing.T) {
	s := schooltest.New()
	s.Settings.TalentsWanted = []string{"Coding"}
	for range 300 {
		s.Volunteer("Ana", partnership.Ref{}, func(v *partnership.Volunteer) { v.Talents = []string{"Coding"} })
	}
	x := s.Index()
	if n := testing.AllocsPerRun(5, func() { x.Talents() }); n > 0 {
		t.Errorf("asking again takes %v allocations, want none", n)
	}
}
