package schedule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
)

const today = "2026-11-16" // a Monday

func propose(s *schooltest.School) []schedule.Proposal {
	x := s.Index()
	return schedule.Proposals(x, recognition.Debt(x, recognition.Memory{}, schooltest.Day(today)), schooltest.Day(today))
}

func whom(s *schooltest.School) string {
	var names []string
	for _, p := range propose(s) {
		names = append(names, p.Partner.Name)
	}
	return strings.Join(names, ", ")
}

// ymca is a school with one partner, Regular, last seen nine weeks ago, and
// never met.
func ymca(edits ...func(*partnership.Partner)) (*schooltest.School, partnership.Ref, partnership.Ref) {
	s := schooltest.New()
	s.StartDay = schooltest.Day("2026-08-01")
	s.Settings.UsualMeetingTimes = []schoolyear.Slot{{Weekday: time.Tuesday, Clock: 15*60 + 30}, {Weekday: time.Thursday, Clock: 8 * 60}}
	p := s.Partner("YMCA", edits...)
	ana := s.Volunteer("Ana Ruiz", p)
	s.Hours("2026-03-03", 60, schooltest.Who(ana))
	s.Hours("2026-09-10", 90, schooltest.Who(ana), func(h *partnership.Hours) { h.Students = 6 })
	return s, p, ana
}

func TestWhomToMeet(t *testing.T) {
	for _, c := range []struct {
		name string
		make func() *schooltest.School
		want string
	}{
		{"a Regular partner whose talk is overdue", func() *schooltest.School { s, _, _ := ymca(); return s }, "YMCA"},
		{"one that tutors every week and has not sat down with anybody", func() *schooltest.School {
			s, p, ana := ymca()
			s.Meeting("2026-09-14", "Autumn", schooltest.Who(p), func(m *partnership.Meeting) { m.Decisions = "Go on" })
			s.Hours("2026-11-10", 60, schooltest.Who(ana))
			return s
		}, "YMCA"},
		{"nobody while the last meeting lies within the weeks wanted, on the last day too", func() *schooltest.School {
			s, p, _ := ymca()
			s.Meeting("2026-09-21", "Autumn", schooltest.Who(p), func(m *partnership.Meeting) { m.Decisions = "Go on" })
			return s
		}, ""},
		{"nobody whom somebody has talked to since", func() *schooltest.School {
			s, _, _ := ymca(func(p *partnership.Partner) { p.LastTalked = schooltest.Day("2026-10-01") })
			return s
		}, ""},
		{"nobody once a meeting is logged", func() *schooltest.School {
			s, p, _ := ymca()
			s.Meeting("2026-11-12", "Winter", schooltest.Who(p), func(m *partnership.Meeting) { m.Decisions = "Go on" })
			return s
		}, ""},
		{"nobody with whom a meeting stands in the sheet ahead", func() *schooltest.School {
			s, p, _ := ymca()
			s.Meeting("2026-12-01", "Winter", schooltest.Who(p))
			return s
		}, ""},
		{"again when that meeting was cancelled", func() *schooltest.School {
			s, p, _ := ymca()
			s.Meeting("2026-12-01", "Winter", schooltest.Who(p), func(m *partnership.Meeting) { m.StatusCell = partnership.MeetingCancelled })
			return s
		}, "YMCA"},
		{"nobody whose meeting was days ago and is not written up yet", func() *schooltest.School {
			s, p, _ := ymca()
			s.Meeting("2026-11-12", "Winter", schooltest.Who(p), func(m *partnership.Meeting) { m.StatusCell = partnership.MeetingConfirmed })
			return s
		}, ""},
		{"a prospect only where Talk every is filled", func() *schooltest.School {
			s := schooltest.New()
			s.StartDay = schooltest.Day("2026-08-01")
			s.Partner("Bank")
			s.Partner("Garden club", func(p *partnership.Partner) { p.TalkEveryWeeks = 4 })
			return s
		}, "Garden club"},
		{"a partner trying out whose program runs", func() *schooltest.School {
			s := schooltest.New()
			p := s.Partner("Maker lab", func(p *partnership.Partner) { p.LastTalked = schooltest.Day("2026-08-20") })
			s.Program("Club", func(g *partnership.Program) {
				g.Partners, g.Starts = schooltest.Who(p), schooltest.Day("2026-08-20")
			})
			return s
		}, "Maker lab"},
		{"nobody who has gone quiet, is paused or has ended", func() *schooltest.School {
			s := schooltest.New()
			every := func(p *partnership.Partner) { p.TalkEveryWeeks = 4 }
			quiet := s.Partner("Quiet", every)
			s.Hours("2025-03-03", 60, schooltest.Who(quiet))
			s.Partner("Paused", every, func(p *partnership.Partner) { p.StageCell = partnership.Paused })
			s.Partner("Ended", every, func(p *partnership.Partner) { p.StageCell = partnership.Ended })
			return s
		}, ""},
		{"at most three, the longest overdue first", func() *schooltest.School {
			s := schooltest.New()
			for i, talked := range []string{"2026-09-01", "2026-07-01", "2026-08-01", "2026-06-01"} {
				s.Partner(fmt.Sprint("P", i), func(p *partnership.Partner) {
					p.TalkEveryWeeks, p.LastTalked = 4, schooltest.Day(talked)
				})
			}
			return s
		}, "P3, P1, P2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := whom(c.make()); got != c.want {
				t.Errorf("propose to meet %q, want %q", got, c.want)
			}
		})
	}
}

func TestTimesToOffer(t *testing.T) {
	times := func(s *schooltest.School) string {
		var all []string
		for _, p := range propose(s) {
			for _, m := range p.Times {
				all = append(all, m.Day.String()+" "+m.Clock.String())
			}
		}
		return strings.Join(all, ", ")
	}
	t.Run("the next three usual times, a week's notice given", func(t *testing.T) {
		s, _, _ := ymca()
		if got, want := times(s), "2026-11-24 15:30, 2026-11-26 08:00, 2026-12-01 15:30"; got != want {
			t.Errorf("offer %s, want %s", got, want)
		}
	})
	t.Run("outside breaks, and clear of a meeting that stands in the sheet", func(t *testing.T) {
		s, _, _ := ymca()
		s.Settings.Calendar.Breaks = []schoolyear.Span{{First: schooltest.Day("2026-11-26"), Last: schooltest.Day("2026-11-27")}}
		s.Meeting("2026-11-24", "District", nil, func(m *partnership.Meeting) { m.Starts, m.HasStarts = 15*60+30, true })
		if got, want := times(s), "2026-12-01 15:30, 2026-12-03 08:00, 2026-12-08 15:30"; got != want {
			t.Errorf("offer %s, want %s", got, want)
		}
	})
	t.Run("others to each partner, so that two who say yes do not come at once", func(t *testing.T) {
		s, _, _ := ymca()
		for _, name := range []string{"Bakery", "Fire House"} {
			p := s.Partner(name, func(p *partnership.Partner) { p.TalkEveryWeeks = 4 })
			s.Hours("2026-09-10", 60, schooltest.Who(s.Volunteer("Someone of "+name, p)))
		}
		offered := map[schedule.MeetingTime]string{}
		proposals := propose(s)
		for _, p := range proposals {
			if len(p.Times) != 3 {
				t.Errorf("%s is offered %v, want three times", p.Partner.Name, p.Times)
			}
			for _, m := range p.Times {
				if other := offered[m]; other != "" {
					t.Errorf("%s %s is offered to %s and to %s", m.Day, m.Clock, other, p.Partner.Name)
				}
				offered[m] = p.Partner.Name
			}
		}
		if len(proposals) != 3 {
			t.Errorf("%d proposals, want 3", len(proposals))
		}
	})
	t.Run("none where the school has no usual times", func(t *testing.T) {
		s, _, _ := ymca()
		s.Settings.UsualMeetingTimes = nil
		if got := times(s); got != "" {
			t.Errorf("offer %s", got)
		}
	})
}

func TestAgenda(t *testing.T) {
	s, p, ana := ymca(func(p *partnership.Partner) {
		p.AgreementUntil, p.NextStep = schooltest.Day("2027-01-20"), "Ask about spring"
		p.Offers = []string{"Spanish"}
	})
	s.Settings.TalentsWanted = []string{"Spanish", "Coding"}
	s.Settings.TrackClearances = true
	s.Volunteers[0].ClearanceUntil = schooltest.Day("2026-12-01")
	nora := s.Member("Nora Beck", "Librarian")
	s.Meeting("2026-06-01", "Plans", schooltest.Who(p), func(m *partnership.Meeting) {
		m.WhoCame, m.Decisions = schooltest.Who(nora), "Start on Tuesdays"
	})
	s.Idea("2026-11-04", "Homework help in Spanish", ana)
	s.Idea("2026-10-04", "Done already", ana, func(i *partnership.Idea) { i.Status = partnership.IdeaDone })
	s.Gift("2026-11-02", p, "30 books")
	for i := range s.Ideas {
		if s.Ideas[i].Status == "" {
			s.Ideas[i].Status = partnership.IdeaNew
		}
	}
	proposals := propose(s)
	if len(proposals) != 1 {
		t.Fatalf("%d proposals, want 1", len(proposals))
	}
	agenda := proposals[0].Agenda
	point := func(topic schedule.Topic) schedule.Point {
		i := slices.IndexFunc(agenda, func(p schedule.Point) bool { return p.Topic == topic })
		if i < 0 {
			t.Fatalf("no point about %s in %+v", topic, agenda)
		}
		return agenda[i]
	}
	t.Run("every point names the rows it was drawn from", func(t *testing.T) {
		for _, p := range agenda {
			if len(p.Sources) == 0 {
				t.Errorf("point %s has no source", p.Topic)
			}
		}
	})
	t.Run("it has hours since the last talk, not those before", func(t *testing.T) {
		got := point(schedule.HoursGiven)
		if got.Minutes != 90 || got.Visits != 6 || len(got.Sources) != 1 || got.Day != schooltest.Day("2026-06-01") {
			t.Errorf("hours %+v, want 90 minutes and 6 visits from one row", got)
		}
	})
	t.Run("it has what was decided, the next step, the idea, what ends, and who was missing", func(t *testing.T) {
		for topic, want := range map[schedule.Topic]string{
			schedule.DecidedLast: "Start on Tuesdays", schedule.NextStep: "Ask about spring", schedule.IdeaWaits: "Homework help in Spanish",
		} {
			if got := point(topic).Text; got != want {
				t.Errorf("%s says %q, want %q", topic, got, want)
			}
		}
		for topic, want := range map[schedule.Topic]string{schedule.IdeaWaits: "Ana Ruiz", schedule.ClearanceEnds: "Ana Ruiz", schedule.TalentWanted: "Spanish"} {
			if got := point(topic).Name; got != want {
				t.Errorf("%s names %q, want %q", topic, got, want)
			}
		}
		point(schedule.AgreementEnds)
		point(schedule.NoAdministrator)
		point(schedule.NoTeacher)
		if got := point(schedule.ThanksOwed); got.Count == 0 || got.Day != schooltest.Day("2026-11-02") {
			t.Errorf("owed %+v", got)
		}
	})
	t.Run("an idea that is done is not on it", func(t *testing.T) {
		for _, p := range agenda {
			if p.Text == "Done already" {
				t.Errorf("agenda has %+v", p)
			}
		}
	})
}

func TestAnAgendaCountsAThankYouOnce(t *testing.T) {
	s, p, _ := ymca(func(p *partnership.Partner) {
		p.PromisedThanks = []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost}
	})
	s.Gift("2026-11-02", p, "books")
	for _, point := range propose(s)[0].Agenda {
		if point.Topic == schedule.ThanksOwed && point.Count == 1 && len(point.Sources) > 0 {
			return
		}
	}
	t.Errorf("one gift, owed in two channels, is no single thank-you: %+v", propose(s)[0].Agenda)
}
