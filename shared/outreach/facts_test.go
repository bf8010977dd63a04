package outreach

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/letter"
	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/roster"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

const today = "2026-11-23" // a Monday

func facts(s *schooltest.School, edits ...func(*roster.Edition)) letter.DigestFacts {
	e := &roster.Edition{School: &s.School}
	for _, edit := range edits {
		edit(e)
	}
	return New(nil, nil, Options{}).digestFacts(e, schooltest.Day(today), schooltest.Day(today)-7)
}

func TestLastWeek(t *testing.T) {
	s := schooltest.New()
	club := s.Partner("Club")
	ana, ben := s.Volunteer("Ana", club), s.Volunteer("Ben", partnership.Ref{})
	tutoring := s.Program("Tutoring", func(p *partnership.Program) { p.Starts = schooltest.Day("2026-08-20") })
	in := func(h *partnership.Hours) { h.Program = tutoring }
	for week := 1; week <= 10; week++ { // ten weeks of an hour, and one of two hours in the seventh
		date := schooltest.Day(today) - schoolyear.Day(7*week) - 3
		minutes := 60
		if week == 7 {
			minutes = 120
		}
		s.Hours(date.String(), minutes, schooltest.Who(ana), in)
	}
	s.Hours("2026-11-16", 60, schooltest.Who(ana), in)
	s.Hours("2026-11-22", 60, schooltest.Who(ben), in)
	s.Hours("2026-11-17", 30, schooltest.Who(club), func(h *partnership.Hours) { h.People = 4 })
	s.Hours("2026-11-18", 90, schooltest.Who(ben), func(h *partnership.Hours) { h.Training = true })
	s.Hours("2026-11-15", 600, schooltest.Who(ben)) // the week before
	s.Hours(today, 600, schooltest.Who(ben))        // today
	s.Gift("2026-11-19", club, "books")
	got := facts(s).LastWeek
	want := letter.Week{Minutes: 240, People: 6, Partners: 1, Gifts: 1, Program: "Tutoring", FullestSince: schooltest.Day(today) - 56}
	if got != want {
		t.Errorf("last week %+v, want %+v", got, want)
	}
}

func TestSinceTheLastDigest(t *testing.T) {
	s := schooltest.New()
	ben := s.Volunteer("Ben", partnership.Ref{})
	s.Hours("2026-11-08", 600, schooltest.Who(ben)) // told before
	s.Hours("2026-11-09", 60, schooltest.Who(ben))
	s.Hours("2026-11-22", 30, schooltest.Who(ben))
	s.Meeting("2026-11-10", "Plans", schooltest.Who(ben), func(m *partnership.Meeting) { m.Decisions = "Go on" })
	e := &roster.Edition{School: &s.School}
	f := New(nil, nil, Options{}).digestFacts(e, schooltest.Day(today), schooltest.Day("2026-11-09"))
	text := letter.Digest(f).Text
	for _, want := range []string{"Since 9 Nov one person gave 1 h 30 min.", "DECIDED SINCE 9 NOV"} {
		if !strings.Contains(text, want) {
			t.Errorf("the digest does not say %q:\n%s", want, text)
		}
	}
}

func TestFullestWeek(t *testing.T) {
	school := func(weeks int, before func(week int) int) *partnership.Index {
		s := schooltest.New()
		p := s.Program("Club")
		ana := s.Volunteer("Ana", partnership.Ref{})
		for week := range weeks {
			date := schooltest.Day(today) - schoolyear.Day(7*week) - 1
			s.Hours(date.String(), before(week), schooltest.Who(ana), func(h *partnership.Hours) { h.Program = p })
		}
		return s.Index()
	}
	rising := func(week int) int { return 200 - week }
	for _, c := range []struct {
		name  string
		weeks int
		hours func(week int) int
		want  string
	}{
		{"a program that never had as much", 12, rising, "Club true"},
		{"too few weeks to compare", 8, rising, " false"},
		{"a week like others does not stand out", 12, func(int) int { return 100 }, " false"},
		{"less than an hour does not stand out", 12, func(week int) int { return 59 - week }, " false"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name, _, ever := fullest(school(c.weeks, c.hours), schooltest.Day(today))
			if got := fmt.Sprint(name, " ", ever); got != c.want {
				t.Errorf("fullest %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatNeedsStaff(t *testing.T) {
	unknown := func(row int, value string) sheet.Problem {
		return sheet.Problem{
			Code: sheet.UnknownName, Level: sheet.Fix, Tab: partnership.HoursTab, Row: row, At: 2, Column: "Volunteer",
			Value: value, Args: []string{"2", "Volunteers"},
		}
	}
	zone := time.FixedZone("school", -5*60*60)
	s := schooltest.New()
	s.Settings.Calendar.Zone = zone
	f := facts(s, func(e *roster.Edition) {
		e.Tabs = []roster.TabState{
			{Kind: partnership.HoursTab, Title: "Log"},
			{Kind: partnership.Ideas, Title: "Ideas", Paused: string(sheet.HeaderMissing)},
		}
		e.Problems = []sheet.Problem{
			unknown(12, "Ben Cole"), unknown(15, "ben cole"), unknown(16, "Zoe"),
			{Code: sheet.DateAsText, Level: sheet.Note, Tab: partnership.HoursTab, Row: 3},
			{Code: sheet.RowsMissing, Level: sheet.Fix, Tab: partnership.HoursTab, At: -1, Args: []string{"2", "10:02"}},
			{Code: sheet.HeaderMissing, Level: sheet.Fix, Tab: partnership.Ideas, Row: 1, At: -1, Args: []string{"Idea"}},
		}
		at := time.Date(2026, 11, 22, 15, 2, 0, 0, time.UTC)
		for i := range 3 {
			e.Missing = append(e.Missing, roster.Gone{
				Source: partnership.Source{Kind: partnership.HoursTab, ID: partnership.ID(fmt.Sprint(i))},
				Since:  at.Add(time.Duration(i) * time.Hour), Held: i == 2,
			})
		}
	})
	t.Run("a cell to fix stands once a cause, notes not at all", func(t *testing.T) {
		var got []string
		for _, c := range f.Cells {
			got = append(got, c.Tab+" "+c.Address+" "+c.Value)
			if !strings.HasPrefix(c.Sentence, "Hours C") {
				t.Errorf("sentence %q", c.Sentence)
			}
		}
		if want := "Log C12 Ben Cole, Log C16 Zoe"; strings.Join(got, ", ") != want {
			t.Errorf("cells %q, want %q", got, want)
		}
	})
	t.Run("missing rows, held ones and tabs on pause are told by tab, by the school's clock", func(t *testing.T) {
		sunday := schooltest.Day("2026-11-22")
		want := []letter.Missing{
			{Tab: "Log", Rows: 1, Held: true, Since: sunday, Clock: 12*60 + 2},
			{Tab: "Log", Rows: 2, Since: sunday, Clock: 10*60 + 2},
		}
		if len(f.Missing) != 3 || f.Missing[0] != want[0] || f.Missing[1] != want[1] {
			t.Errorf("missing %+v, want %+v and Ideas on pause", f.Missing, want)
		}
		if m := f.Missing[2]; m.Tab != "Ideas" || !m.Pause || m.Why == "" {
			t.Errorf("pause %+v", m)
		}
	})
}

func TestComingUpAndIdeas(t *testing.T) {
	s := schooltest.New()
	visit := func(name, date string) {
		s.Program(name, func(p *partnership.Program) { p.ProgramKind, p.Starts = "Visit or event", schooltest.Day(date) })
	}
	visit("Too near", "2026-11-30")
	visit("Dogs", "2026-12-01")
	visit("Fire engine", "2026-12-07")
	visit("Too far", "2026-12-08")
	for name, outcome := range map[string]string{"Poems": "", "Labels": "200 of them"} {
		s.Program(name, func(p *partnership.Program) {
			p.Starts, p.Ends, p.Outcome = schooltest.Day("2026-09-08"), schooltest.Day("2026-11-20"), outcome
		})
	}
	placement := func(name, until string, minutes int, date string) {
		v := s.Volunteer(name, partnership.Ref{}, func(v *partnership.Volunteer) {
			v.RequiredMinutes, v.Until = 600, schooltest.Day(until)
		})
		s.Hours(date, minutes, schooltest.Who(v))
	}
	placement("Jonah", "", 300, "2026-11-18")
	placement("Long half-way", "", 300, "2026-11-15")
	placement("Priya", "2026-12-04", 60, "2026-11-18")
	for _, status := range []partnership.IdeaStatus{partnership.IdeaNew, partnership.IdeaTalking, partnership.IdeaTrying, partnership.IdeaDone, partnership.IdeaNotNow} {
		s.Idea("2026-11-01", string(status), schooltest.Typed("a parent"), func(i *partnership.Idea) { i.Status = status })
	}
	club := s.Partner("Club")
	s.Meeting("2026-11-19", "", schooltest.Who(club), func(m *partnership.Meeting) { m.Decisions = "Go on" })
	s.Meeting("2026-11-12", "Before", schooltest.Who(club), func(m *partnership.Meeting) { m.Decisions = "Begin" })
	f := facts(s)
	t.Run("visits two weeks ahead, and placements half-way or near their end, and outcomes to be told, stand in one digest each", func(t *testing.T) {
		var got []string
		for _, u := range f.Upcoming {
			name, _, _ := strings.Cut(u.Text, " passed half-way")
			name, _, _ = strings.Cut(name, "'s placement")
			name, _, _ = strings.Cut(name, " came to its end")
			name, _, _ = strings.Cut(name, " is on")
			got = append(got, name)
		}
		if want := "Jonah, Poems, Dogs, Priya, Fire engine"; strings.Join(got, ", ") != want {
			t.Errorf("coming up %q, want %q", got, want)
		}
	})
	t.Run("ideas that wait for an answer are those new or talked about", func(t *testing.T) {
		if len(f.Ideas) != 2 || f.Ideas[0].Text != "New" || f.Ideas[1].Text != "Talking" || f.Ideas[0].From != "a parent" {
			t.Errorf("ideas %+v", f.Ideas)
		}
	})
	t.Run("what last week's meetings decided is told", func(t *testing.T) {
		if len(f.Decisions) != 1 || f.Decisions[0].Text != "Go on" || !strings.Contains(f.Decisions[0].Meeting, "Club") {
			t.Errorf("decisions %+v", f.Decisions)
		}
	})
}

func BenchmarkDigestFacts(b *testing.B) {
	s := schooltest.New()
	for i := range 60 {
		p := s.Partner(fmt.Sprint("Partner ", i))
		for j := range 10 {
			v := s.Volunteer(fmt.Sprint("Volunteer ", i, " ", j), p)
			for k := range 16 {
				s.Hours((schooltest.Day("2026-09-01") + schoolyear.Day(5*k)).String(), 60, schooltest.Who(v))
			}
		}
		s.Gift("2026-11-10", p, "books")
	}
	e := &roster.Edition{School: &s.School}
	o := New(nil, nil, Options{})
	for b.Loop() {
		if f := o.digestFacts(e, schooltest.Day(today), 0); len(f.Thanks) == 0 {
			b.Fatal("nothing owed")
		}
	}
}
