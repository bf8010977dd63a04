package partnership_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// told writes a partner's story, a line for each event.
func told(x *partnership.Index, p *partnership.Partner, today string) []string {
	var lines []string
	for _, e := range x.Story(p, schooltest.Day(today)) {
		lines = append(lines, e.On.String()+" "+x.Tell(p, e))
	}
	return lines
}

func sameLines(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestADonorBecomesAPartner is story E: computers for the maker space, and
// months later an employee who joins the club.
func TestADonorBecomesAPartner(t *testing.T) {
	s := schooltest.New()
	thrift := s.Partner("Second Turn Thrift", func(p *partnership.Partner) { p.IntroducedBy = schooltest.Typed("Mr. Lee") })
	apart := s.Program("Computer Take-Apart", func(p *partnership.Program) {
		p.Partners, p.Starts, p.Ends = schooltest.Who(thrift), schooltest.Day("2026-01-12"), schooltest.Day("2026-03-20")
		p.StudentsServed, p.Outcome = 14, "Nine of them want to go on."
	})
	club := s.Program("Maker Club", func(p *partnership.Program) {
		p.Partners, p.Starts, p.GrewFrom = schooltest.Who(thrift), schooltest.Day("2026-09-07"), schooltest.Who(apart)
	})
	s.Gift("2025-11-03", thrift, "12 used computers", func(d *partnership.Donation) { d.For = apart })
	s.Thanks(thrift, partnership.WebsiteNote, func(r *partnership.Recognition) {
		r.BecauseOf, r.Status, r.DoneOn = "12 used computers", partnership.RecognitionPublished, schooltest.Day("2025-11-14")
	})
	s.Thanks(thrift, partnership.SocialPost, func(r *partnership.Recognition) { r.Status = partnership.RecognitionDraft })
	jo := s.Volunteer("Jo Banks", thrift, func(v *partnership.Volunteer) { v.Role = "Maker" })
	s.Hours("2026-09-14", 90, schooltest.Who(jo), func(h *partnership.Hours) { h.Program, h.Students = club, 11 })
	s.Hours("2026-12-14", 90, schooltest.Who(jo))

	x := s.Index()
	sameLines(t, told(x, &s.Partners[0], "2026-11-24"), []string{
		"2025-11-03 Mr. Lee introduced Second Turn Thrift.",
		"2025-11-03 Second Turn Thrift gave 12 used computers for Computer Take-Apart.",
		"2025-11-14 Second Turn Thrift was thanked with a note on the website: “12 used computers”.",
		"2026-01-12 Computer Take-Apart began.",
		"2026-03-20 Second Turn Thrift became a regular partner.",
		"2026-03-20 Computer Take-Apart finished with 14 students. Nine of them want to go on.",
		"2026-09-07 Maker Club began: it grew from Computer Take-Apart.",
		"2026-09-07 Second Turn Thrift became a sustained partner: active in more than one school year.",
		"2026-09-14 Jo Banks came from Second Turn Thrift as a maker.",
		"2026-09-14 Jo Banks (Second Turn Thrift) gave the first hours, in Maker Club, with 11 students.",
		"2026-09-14 Second Turn Thrift first gave 12 used computers, and joined in 10 months later.",
	})
	t.Run("it gave, then joined", func(t *testing.T) {
		if gave, joined := x.GaveThenJoined(&s.Partners[0], schooltest.Day("2026-11-24")); !gave || !joined {
			t.Errorf("gave %v, joined %v", gave, joined)
		}
		if _, joined := x.GaveThenJoined(&s.Partners[0], schooltest.Day("2026-09-13")); joined {
			t.Error("it joined before the first hours")
		}
	})
	t.Run("no hours before clearance without a warning", func(t *testing.T) {
		year := s.Settings.Calendar.Year(2026)
		if got := x.UnclearedHours(year); got != nil {
			t.Errorf("a school that tracks none is warned of %v", got)
		}
		s.Settings.TrackClearances = true
		if got := s.Index().UnclearedHours(year); len(got) != 1 || len(got[0].Entries) != 2 {
			t.Errorf("warned of %+v, want one person with two entries", got)
		}
		s.Volunteers[0].ClearanceUntil = schooltest.Day("2026-10-01")
		if got := s.Index().UnclearedHours(year); len(got) != 1 || len(got[0].Entries) != 1 || got[0].Entries[0].Date.String() != "2026-12-14" {
			t.Errorf("warned of %+v, want the entry after the clearance ended", got)
		}
	})
}

// TestTutoringStartsSmall is story A: two partners, six tutors, one of whom
// also comes alone.
func TestTutoringStartsSmall(t *testing.T) {
	s := schooltest.New()
	club, ymca := s.Partner("Kiwanis"), s.Partner("YMCA")
	var tutors []partnership.Ref
	for _, name := range []string{"Ana", "Ben", "Cleo"} {
		tutors = append(tutors, s.Volunteer(name, club))
	}
	for _, name := range []string{"Dan", "Eve", "Flo"} {
		tutors = append(tutors, s.Volunteer(name, ymca))
	}
	s.Hours("2026-10-06", 60, tutors[:3])
	s.Hours("2026-10-08", 60, tutors[3:])
	s.Hours("2026-10-13", 45, tutors[:1], func(h *partnership.Hours) { h.Self = true })
	s.Hours("2027-02-02", 60, tutors)

	x := s.Index()
	for _, c := range []struct {
		today string
		want  partnership.Stage
	}{{"2026-09-30", partnership.Prospect}, {"2026-11-24", partnership.TryingOut}, {"2027-02-02", partnership.Regular}} {
		for i := range s.Partners {
			if got := x.Standing(&s.Partners[i], schooltest.Day(c.today)).Stage; got != c.want {
				t.Errorf("on %s %s is %q, want %q", c.today, s.Partners[i].Name, got, c.want)
			}
		}
	}
	sameLines(t, told(x, &s.Partners[1], "2027-02-02"), []string{
		"2026-10-08 Dan came from YMCA.",
		"2026-10-08 Eve came from YMCA.",
		"2026-10-08 Flo came from YMCA.",
		"2026-10-08 YMCA gave the first hours, in library help.",
		"2027-02-02 YMCA became a regular partner.",
	})
}

// TestAnIdeaLeadsOn is story B: homework help in Spanish, and a church group
// that could do it.
func TestAnIdeaLeadsOn(t *testing.T) {
	s := schooltest.New()
	club := s.Partner("Kiwanis")
	church := s.Partner("Grace Church", func(p *partnership.Partner) { p.Since = schooltest.Day("2026-10-20") })
	ana := s.Volunteer("Ana Ruiz", club, func(v *partnership.Volunteer) { v.Started = schooltest.Day("2026-09-01") })
	help := s.Program("Tarea en Español", func(p *partnership.Program) {
		p.Partners, p.Starts = schooltest.Who(church), schooltest.Day("2026-11-03")
	})
	s.Idea("2026-09-15", "Homework help in Spanish.", ana, func(i *partnership.Idea) {
		i.Status, i.LedTo = partnership.IdeaDone, schooltest.Who(help, church)
	})
	s.Idea("2026-09-16", "A llama", ana, func(i *partnership.Idea) { i.Status, i.Why = partnership.IdeaNotNow, "No stable" })

	x := s.Index()
	sameLines(t, told(x, &s.Partners[1], "2026-11-24"), []string{
		"2026-09-15 Ana Ruiz suggested “Homework help in Spanish”, which led to Grace Church.",
		"2026-10-20 Grace Church became a partner of the school.",
		"2026-11-03 Tarea en Español began.",
	})
	sameLines(t, told(x, &s.Partners[0], "2026-11-24"), []string{
		"2026-09-01 Ana Ruiz came from Kiwanis.",
		"2026-09-15 Ana Ruiz suggested “Homework help in Spanish”, which led to Tarea en Español.",
		"2026-09-16 Ana Ruiz suggested “A llama”.",
	})
	if ideas := x.IdeasThatLedTo(x.Key(help)); len(ideas) != 1 {
		t.Errorf("the program shows %d ideas, want 1", len(ideas))
	}
}

// TestAStageIsReachedOnADayOfWork: a program that runs into a new school year
// makes nobody a sustained partner on its first day, in the holidays.
func TestAStageIsReachedOnADayOfWork(t *testing.T) {
	s := schooltest.New()
	ymca := s.Partner("YMCA")
	club := s.Program("Tutoring", func(p *partnership.Program) {
		p.Partners, p.Starts = schooltest.Who(ymca), schooltest.Day("2026-02-03")
	})
	in := func(h *partnership.Hours) { h.Program, h.OnBehalfOf = club, ymca }
	ana := schooltest.Who(s.Volunteer("Ana", ymca))
	s.Hours("2026-02-03", 60, ana, in)
	s.Hours("2026-09-08", 60, ana, in)
	promotion := func(today string) (all []string) {
		for _, line := range told(s.Index(), &s.Partners[0], today) {
			if strings.Contains(line, "became") {
				all = append(all, line)
			}
		}
		return all
	}
	sameLines(t, promotion("2026-08-20"), nil)
	sameLines(t, promotion("2026-11-24"), []string{"2026-09-08 YMCA became a sustained partner: active in more than one school year."})
}

func TestAPartnerThatComesBack(t *testing.T) {
	s := schooltest.New()
	bank := s.Partner("First Bank")
	for _, on := range []string{"2023-10-02", "2024-02-05", "2026-10-05"} {
		s.Gift(on, bank, "Pens")
	}
	x := s.Index()
	sameLines(t, told(x, &s.Partners[0], "2026-11-24"), []string{
		"2023-10-02 First Bank gave pens.",
		"2024-02-05 First Bank gave pens.",
		"2024-02-05 First Bank became a regular partner.",
		"2024-02-05 After that it was quiet for a time.",
		"2026-10-05 First Bank gave pens.",
		"2026-10-05 First Bank came back after 2 years.",
	})
	t.Run("until it does, it is quiet", func(t *testing.T) {
		got := told(x, &s.Partners[0], "2026-09-01")
		if last := got[len(got)-1]; last != "2024-02-05 After that it was quiet for a time." {
			t.Errorf("the story ends with %q", last)
		}
	})
}

// TestStoryLaws: events are in order, none lies ahead, and each can be traced
// to rows.
func TestStoryLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := schools.Draw(t, "school")
		x := s.Index()
		today := schooltest.Day("2026-05-05")
		for i := range s.Partners {
			story := x.Story(&s.Partners[i], today)
			for n, e := range story {
				if e.On > today || len(e.Sources) == 0 || n > 0 && story[n-1].On > e.On {
					t.Fatalf("event %d of %d: %+v", n, len(story), e)
				}
				if e.Sources[0].ID == "" || x.Tell(&s.Partners[i], e) == "" {
					t.Fatalf("event %d cannot be told or traced: %+v", n, e)
				}
			}
		}
	})
}

func TestThanked(t *testing.T) {
	on := schooltest.Day("2026-11-14")
	for _, c := range []struct {
		name string
		row  partnership.Recognition
		want bool
	}{
		{"nothing is said", partnership.Recognition{}, false},
		{"without a status, a day in Done on says it", partnership.Recognition{DoneOn: on}, true},
		{"without a status, a link says it", partnership.Recognition{Link: "https://school.example"}, true},
		{"a draft with a link has been published", partnership.Recognition{Status: partnership.RecognitionDraft, Link: "https://school.example"}, true},
		{"a draft with a day is a draft", partnership.Recognition{Status: partnership.RecognitionDraft, DoneOn: on}, false},
		{"no thanks needed is none", partnership.Recognition{Status: partnership.RecognitionNone, DoneOn: on, Link: "https://school.example"}, false},
		{"sent", partnership.Recognition{Status: partnership.RecognitionSent}, true},
		{"done in person", partnership.Recognition{Status: partnership.RecognitionInPerson}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.row.Thanked(); got != c.want {
				t.Errorf("%+v is thanked: %v, want %v", c.row, got, c.want)
			}
		})
	}
	t.Run("the story tells of it", func(t *testing.T) {
		s := schooltest.New()
		bank := s.Partner("First Bank")
		s.Thanks(bank, partnership.Letter, func(r *partnership.Recognition) { r.BecauseOf, r.DoneOn = "Pens", on })
		sameLines(t, told(s.Index(), &s.Partners[0], "2026-11-24"), []string{"2026-11-14 First Bank was thanked with a letter: “Pens”."})
	})
}

// TestAStoryLooksAtItsOwnRows: a partner's story costs the same, however many
// other partners there are.
func TestAStoryLooksAtItsOwnRows(t *testing.T) {
	cost := func(others int) float64 {
		s := schooltest.New()
		s.Gift("2026-10-05", s.Partner("First Bank"), "Pens")
		for range others {
			s.Partner("Another", func(p *partnership.Partner) { p.IntroducedBy = schooltest.Typed("Mr. Lee") })
		}
		x := s.Index()
		return testing.AllocsPerRun(5, func() { x.Story(&s.Partners[0], schooltest.Day("2026-11-24")) })
	}
	if few, many := cost(1), cost(500); many > few {
		t.Errorf("a story takes %v allocations beside one other partner and %v beside 500", few, many)
	}
}

func TestAVisitIsToldOnceSomebodyWroteThatItTookPlace(t *testing.T) {
	told := func(outcome string) bool {
		s := schooltest.New()
		dogs := s.Partner("Gentle Paws")
		s.Program("A morning with Biscuit", func(p *partnership.Program) {
			p.ProgramKind, p.Partners, p.StudentsServed, p.Outcome = partnership.VisitKind, schooltest.Who(dogs), 45, outcome
			p.Starts, p.Ends = schooltest.Day("2026-11-10"), schooltest.Day("2026-11-10")
		})
		x := s.Index()
		for _, e := range x.Story(&s.Partners[0], schooltest.Day("2026-11-24")) {
			if e.Kind == partnership.TookPlace {
				return true
			}
		}
		return false
	}
	if told("") {
		t.Error("its day has passed and nobody wrote anything: it is told as if it took place")
	}
	if !told("Forty-five children read aloud") {
		t.Error("its outcome is written down, and it is not told")
	}
}
