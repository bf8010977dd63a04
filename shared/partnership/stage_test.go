package partnership_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/schoolyear"
)

func TestStage(t *testing.T) {
	const today = "2026-11-24"
	for _, c := range []struct {
		name  string
		gifts string // days on which the partner gave, with spaces
		today string
		want  partnership.Stage
		why   string
	}{
		{"nothing done yet", "", today, partnership.Prospect, "Nothing done together yet."},
		{"a gift dated ahead is not done yet", "2026-11-25", today, partnership.Prospect, "Nothing done together yet."},
		{"one term only", "2026-09-03 2026-11-20", today, partnership.TryingOut, "Active in one term of the last twelve months, since 3 Sept, 11 weeks."},
		{"two terms of one school year", "2026-10-01 2027-02-02", "2027-03-01", partnership.Regular, "Active in two terms of the last twelve months."},
		{"both terms of last year, and nothing yet in this", "2026-01-10 2026-03-01", today, partnership.Regular, "Active in two terms of the last twelve months."},
		{"two terms, and an earlier year", "2026-03-01 2026-09-03", today, partnership.Sustained, "Active in two terms of the last twelve months, and already in 2025–26."},
		{"two terms, and a year long ago", "2022-10-01 2026-10-01 2027-02-02", "2027-03-01", partnership.Sustained, "Active in two terms of the last twelve months, and already in 2022–23."},
		{"one term, and a year long ago", "2022-10-01 2026-10-01", today, partnership.TryingOut, "Active in one term of the last twelve months, since 1 Oct, 7 weeks."},
		{"nothing for twelve months", "2025-05-20", today, partnership.Quiet, "Quiet since May 2025."},
		{"a year ago to the day", "2025-11-24", today, partnership.Quiet, "Quiet since November 2025."},
		{"a year ago less a day", "2025-11-25", today, partnership.TryingOut, "Active in one term of the last twelve months, since November 2025."},
		{"on leap day, a year back ends in February", "2027-02-28", "2028-02-29", partnership.Quiet, "Quiet since February 2027."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := schooltest.New()
			bakery := s.Partner("Corner Bakery")
			for _, on := range strings.Fields(c.gifts) {
				s.Gift(on, bakery, "Bread")
			}
			got := s.Index().Standing(&s.Partners[0], schooltest.Day(c.today))
			if got.Stage != c.want || got.Typed {
				t.Errorf("stage %q, typed %v, want %q", got.Stage, got.Typed, c.want)
			}
			if why := got.Why(schooltest.Day(c.today)); why != c.why {
				t.Errorf("why: %s\nwant: %s", why, c.why)
			}
			if (len(got.Sources) == 0) != (c.want == partnership.Prospect) {
				t.Errorf("it rests on %v", got.Sources)
			}
		})
	}
	t.Run("a typed stage is shown, and what the rows say beside it", func(t *testing.T) {
		s := schooltest.New()
		s.Gift("2026-09-03", s.Partner("Bank", func(p *partnership.Partner) { p.StageCell = partnership.Paused }), "Pens")
		got := s.Index().Standing(&s.Partners[0], schooltest.Day(today))
		if got.Stage != partnership.Paused || !got.Typed || got.Worked != partnership.TryingOut {
			t.Errorf("got %+v", got)
		}
		if why := got.Why(schooltest.Day(today)); why != "Set in the sheet. The rows alone would say Trying out." {
			t.Errorf("why: %s", why)
		}
	})
}

func TestWhatMakesAPartnerActive(t *testing.T) {
	today := schooltest.Day("2026-11-24")
	for _, c := range []struct {
		name  string
		write func(*schooltest.School, partnership.Ref)
		want  partnership.Stage
	}{
		{"an hours entry", func(s *schooltest.School, p partnership.Ref) {
			s.Hours("2026-10-01", 60, schooltest.Who(s.Volunteer("Ana", p)))
		}, partnership.TryingOut},
		{"an entry given for itself is not the partner's", func(s *schooltest.School, p partnership.Ref) {
			s.Hours("2026-10-01", 60, schooltest.Who(s.Volunteer("Ana", p)), func(h *partnership.Hours) { h.Self = true })
		}, partnership.Prospect},
		{"a held meeting", func(s *schooltest.School, p partnership.Ref) {
			s.Meeting("2026-10-01", "", schooltest.Who(p), func(m *partnership.Meeting) { m.Decisions = "Go on" })
		}, partnership.TryingOut},
		{"a meeting that was not recorded is none", func(s *schooltest.School, p partnership.Ref) {
			s.Meeting("2026-10-01", "", schooltest.Who(p))
		}, partnership.Prospect},
		{"a program that has run through two terms", func(s *schooltest.School, p partnership.Ref) {
			s.Program("Tutoring", func(r *partnership.Program) {
				r.Partners, r.Starts = schooltest.Who(p), schooltest.Day("2026-03-01")
			})
		}, partnership.Sustained},
		{"a program that is planned is nothing done", func(s *schooltest.School, p partnership.Ref) {
			s.Program("Tutoring", func(r *partnership.Program) {
				r.Partners, r.Starts = schooltest.Who(p), schooltest.Day("2026-12-01")
			})
		}, partnership.Prospect},
		{"a volunteer's own gift is not the partner's", func(s *schooltest.School, p partnership.Ref) {
			s.Gift("2026-10-01", s.Volunteer("Ana", p), "Books")
		}, partnership.Prospect},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := schooltest.New()
			c.write(s, s.Partner("YMCA"))
			if got := s.Index().Standing(&s.Partners[0], today); got.Stage != c.want {
				t.Errorf("stage %q, want %q", got.Stage, c.want)
			}
		})
	}
}

// TestStageLaws: more rows never make a partner look less active, and every
// stage rests on rows up to today.
func TestStageLaws(t *testing.T) {
	rank := map[partnership.Stage]int{
		partnership.Prospect: 0, partnership.Quiet: 1, partnership.TryingOut: 2, partnership.Regular: 3, partnership.Sustained: 4,
	}
	first := schooltest.Day("2022-01-01")
	rapid.Check(t, func(t *rapid.T) {
		s := schooltest.New()
		bakery := s.Partner("Corner Bakery")
		today := first + schoolyear.Day(rapid.IntRange(400, 1800).Draw(t, "today"))
		before := s.Index().Standing(&s.Partners[0], today)
		for range rapid.IntRange(1, 6).Draw(t, "gifts") {
			on := first + schoolyear.Day(rapid.IntRange(0, int(today-first)).Draw(t, "on"))
			s.Gift(on.String(), bakery, "Bread")
			now := s.Index().Standing(&s.Partners[0], today)
			if rank[now.Stage] < rank[before.Stage] {
				t.Fatalf("a gift on %v turned %q into %q", on, before.Stage, now.Stage)
			}
			if now.Last > today || len(now.Sources) == 0 {
				t.Fatalf("on %v it rests on %v and was last active on %v", today, now.Sources, now.Last)
			}
			before = now
		}
	})
}
