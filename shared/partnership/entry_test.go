package partnership_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/schoolyear"
)

// shares writes for whom the last entry counts: "Rotary Club 2 × 180, nobody …".
func shares(x *partnership.Index) string {
	e := x.Entries()[len(x.Entries())-1]
	var parts []string
	for _, s := range e.Shares {
		name := x.Name(s.Partner)
		if s.Partner == "" {
			name = "nobody"
		}
		parts = append(parts, fmt.Sprintf("%s: %d, %d min", name, s.People, s.Minutes))
	}
	return strings.Join(parts, "; ")
}

func TestForWhomAnEntryCounts(t *testing.T) {
	type hours = partnership.Hours
	behalf := func(r partnership.Ref) func(*hours) { return func(h *hours) { h.OnBehalfOf = r } }
	people := func(n int) func(*hours) { return func(h *hours) { h.People = n } }
	self := func(h *hours) { h.Self = true }

	s := schooltest.New()
	club, ymca := s.Partner("Rotary Club"), s.Partner("YMCA")
	ana, ben := s.Volunteer("Ana Ruiz", club), s.Volunteer("Ben Cole", club)
	cleo, dan := s.Volunteer("Cleo Park", ymca), s.Volunteer("Dan Li", partnership.Ref{})

	for _, c := range []struct {
		name  string
		who   []partnership.Ref
		edits []func(*hours)
		want  string
	}{
		{"one volunteer counts for the own partner", schooltest.Who(ana), nil, "Rotary Club: 1, 60 min"},
		{"two of one partner make one share", schooltest.Who(ana, ben), nil, "Rotary Club: 2, 120 min"},
		{"two of two partners are told apart", schooltest.Who(ana, cleo), nil, "Rotary Club: 1, 60 min; YMCA: 1, 60 min"},
		{"without a partner it counts for nobody", schooltest.Who(dan), nil, "nobody: 1, 60 min"},
		{"a name typed twice counts once", schooltest.Who(ana, ana), nil, "Rotary Club: 1, 60 min"},
		{"Self counts for nobody", schooltest.Who(ana, cleo), []func(*hours){self}, "nobody: 2, 120 min"},
		{"On behalf of takes all of it", schooltest.Who(ana, dan), []func(*hours){behalf(ymca)}, "YMCA: 2, 120 min"},
		{"a group counts for itself", schooltest.Who(club), nil, "Rotary Club: 1, 60 min"},
		{"a group with a headcount", schooltest.Who(club), []func(*hours){people(7)}, "Rotary Club: 7, 420 min"},
		{"a group on behalf of another", schooltest.Who(club), []func(*hours){people(7), behalf(ymca)}, "YMCA: 7, 420 min"},
		{"people above the names count for the partner that all share", schooltest.Who(ana, ben), []func(*hours){people(5)}, "Rotary Club: 5, 300 min"},
		{"else for nobody", schooltest.Who(ana, cleo), []func(*hours){people(5)}, "Rotary Club: 1, 60 min; YMCA: 1, 60 min; nobody: 3, 180 min"},
		{"or for whom it was on behalf of", schooltest.Who(ana, cleo), []func(*hours){people(5), behalf(ymca)}, "YMCA: 5, 300 min"},
		{"people below the names takes no name away", schooltest.Who(ana, ben), []func(*hours){people(1)}, "Rotary Club: 2, 120 min"},
		{"a name without a record counts for nobody", schooltest.Who(schooltest.Typed("Eve Stone")), nil, "nobody: 1, 60 min"},
		{"a partner without a record keeps its name", schooltest.Who(ana), []func(*hours){behalf(schooltest.Typed("Garden Club"))}, "Garden Club: 1, 60 min"},
	} {
		t.Run(c.name, func(t *testing.T) {
			one := schooltest.School{School: s.School}
			one.School.Hours = nil
			one.Hours("2026-10-06", 60, c.who, c.edits...)
			if got := shares(one.Index()); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestAVolunteerWhoLeftTheSheet(t *testing.T) {
	s := schooltest.New()
	club := s.Partner("Rotary Club")
	ana := s.Volunteer("Ana Ruiz", club)
	s.Hours("2026-03-03", 60, schooltest.Who(ana))
	s.Removed.Volunteers, s.Volunteers = s.Volunteers, nil
	x := s.Index()
	t.Run("goes on counting for the partner", func(t *testing.T) {
		if got, want := shares(x), "Rotary Club: 1, 60 min"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("keeps the name", func(t *testing.T) {
		if got := x.Name(x.Key(ana)); got != "Ana Ruiz" {
			t.Errorf("Name = %q", got)
		}
	})
	t.Run("is not listed and not named in public", func(t *testing.T) {
		if len(x.VolunteersFrom(x.Key(club))) != 0 || x.MayName(ana).May {
			t.Error("listed, or named")
		}
	})
}

func TestPeopleAreCountedOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b partnership.Volunteer
		same bool
	}{
		{"one name and address in two rows", partnership.Volunteer{Name: "Ana Ruiz", Email: "ana@example.org"}, partnership.Volunteer{Name: "ana  ruiz", Email: "Ana@example.org"}, true},
		{"one name, two addresses", partnership.Volunteer{Name: "Ana Ruiz", Email: "ana@example.org"}, partnership.Volunteer{Name: "Ana Ruiz", Email: "ruiz@example.org"}, false},
		{"one name, no address", partnership.Volunteer{Name: "Ana Ruiz"}, partnership.Volunteer{Name: "Ana Ruiz"}, false},
		{"a shared address, two names", partnership.Volunteer{Name: "Ana Ruiz", Email: "home@example.org"}, partnership.Volunteer{Name: "Ben Ruiz", Email: "home@example.org"}, false},
		{"Also known as", partnership.Volunteer{Name: "Ana Ruiz"}, partnership.Volunteer{Name: "Anita Ruiz-Cole", AlsoKnownAs: []string{"ana ruiz"}}, true},
		{"Also known as, but addresses differ", partnership.Volunteer{Name: "Ana Ruiz", Email: "a@example.org"}, partnership.Volunteer{Name: "Anita", Email: "b@example.org", AlsoKnownAs: []string{"Ana Ruiz"}}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := schooltest.New()
			a := s.Volunteer("", partnership.Ref{}, func(v *partnership.Volunteer) { src := v.Source; *v = c.a; v.Source = src })
			b := s.Volunteer("", partnership.Ref{}, func(v *partnership.Volunteer) { src := v.Source; *v = c.b; v.Source = src })
			x := s.Index()
			if got := x.Key(a) == x.Key(b); got != c.same {
				t.Errorf("one person: %v, want %v", got, c.same)
			}
			if c.same && x.Key(b) != partnership.Key(a.ID) {
				t.Errorf("the key is %q, want the first row's", x.Key(b))
			}
		})
	}
	t.Run("a name without a record is one person in all its spellings", func(t *testing.T) {
		x := schooltest.New().Index()
		if x.Key(schooltest.Typed("Ben Cole")) != x.Key(schooltest.Typed(" BEN  cole")) {
			t.Error("two keys")
		}
	})
}

// schools are random ones with a few partners, volunteers and entries of every
// kind.
var schools = rapid.Custom(func(t *rapid.T) *schooltest.School {
	s := schooltest.New()
	var partners, volunteers []partnership.Ref
	for i := range rapid.IntRange(0, 4).Draw(t, "partners") {
		partners = append(partners, s.Partner(fmt.Sprint("Partner ", i)))
	}
	partners = append(partners, partnership.Ref{}, schooltest.Typed("Unknown Partner"))
	for i := range rapid.IntRange(0, 5).Draw(t, "volunteers") {
		volunteers = append(volunteers, s.Volunteer(fmt.Sprint("Volunteer ", i), rapid.SampledFrom(partners).Draw(t, "from")))
	}
	names := append(slices.Clone(volunteers), partners...)
	names = append(names, schooltest.Typed("Somebody New"))
	names = slices.DeleteFunc(names, func(r partnership.Ref) bool { return r == partnership.Ref{} })
	for range rapid.IntRange(0, 30).Draw(t, "entries") {
		date := schooltest.Day("2025-06-01") + schoolyear.Day(rapid.IntRange(0, 700).Draw(t, "date"))
		s.Hours(date.String(), rapid.IntRange(1, 6000).Draw(t, "minutes"),
			rapid.SliceOfN(rapid.SampledFrom(names), 1, 4).Draw(t, "who"),
			func(h *partnership.Hours) {
				h.People = rapid.IntRange(0, 8).Draw(t, "people")
				h.Self = rapid.Bool().Draw(t, "self")
				h.Training = rapid.Bool().Draw(t, "training")
				h.Students = rapid.IntRange(0, 20).Draw(t, "students")
				h.OnBehalfOf = rapid.SampledFrom(partners).Draw(t, "behalf")
			})
	}
	return s
})

func TestCreditLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := schools.Draw(t, "school").Index()
		for i, e := range x.Entries() {
			minutes, people := 0, 0
			seen := map[partnership.Key]bool{}
			for _, s := range e.Shares {
				if seen[s.Partner] {
					t.Fatalf("entry %d has two shares for %q", i, s.Partner)
				}
				seen[s.Partner] = true
				minutes += s.Minutes
				people += s.People
			}
			if minutes != e.Total() || people != e.Headcount() {
				t.Fatalf("entry %d: shares of %d people and %d minutes, want %d and %d", i, people, minutes, e.Headcount(), e.Total())
			}
			if e.Headcount() < e.People || e.Headcount() < 1 {
				t.Fatalf("entry %d: %d people, and the row says %d", i, e.Headcount(), e.People)
			}
			if i > 0 && x.Entries()[i-1].Date > e.Date {
				t.Fatalf("entry %d is out of order", i)
			}
		}
	})
}
