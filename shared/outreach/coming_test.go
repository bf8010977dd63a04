package outreach

import (
	"strings"
	"testing"

	"shelfmates/shared/letter"
	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// withinWeek is a school whose week of 23 November is full.
func withinWeek() *schooltest.School {
	s := schooltest.New()
	lakeside := s.Partner("Lakeside YMCA")
	club := s.Partner("Maple Hollow Service Club", func(p *partnership.Partner) {
		p.NextStep, p.NextStepOn = "Ask whether two more members could take Thursdays.", schooltest.Day("2026-11-25")
	})
	step := func(name, date string, stage partnership.Stage) {
		s.Partner(name, func(p *partnership.Partner) {
			p.NextStep, p.NextStepOn, p.StageCell = "Call "+name, schooltest.Day(date), stage
		})
	}
	step("Next week", "2026-11-30", "")
	step("Behind", "2026-11-20", "")
	step("Long behind", "2026-10-01", "")
	step("Paused", "2026-11-25", partnership.Paused)
	at := func(status partnership.MeetingStatus, clock int) func(*partnership.Meeting) {
		return func(m *partnership.Meeting) {
			m.StatusCell = status
			if m.HasStarts = clock != 0; clock != 0 {
				m.Starts = 60 * 15
				m.Starts += 30
			}
		}
	}
	s.Meeting("2026-11-23", "Renewing the agreement", schooltest.Who(lakeside), at(partnership.MeetingConfirmed, 15))
	s.Meeting("2026-11-26", "Spring plans", schooltest.Who(club), at("", 0))
	s.Meeting("2026-11-27", "Called off", schooltest.Who(club), at(partnership.MeetingCancelled, 0))
	s.Meeting("2026-11-30", "In a week", schooltest.Who(club), at(partnership.MeetingConfirmed, 0))
	s.Meeting("2026-12-01", "Told later", schooltest.Who(club), at(partnership.MeetingConfirmed, 0))
	s.Meeting("2026-11-18", "Reading buddies", schooltest.Who(club), at(partnership.MeetingConfirmed, 0))
	s.Meeting("2026-11-12", "Asked about before", schooltest.Who(club), at(partnership.MeetingConfirmed, 0))
	s.Meeting("2026-11-19", "Told of", schooltest.Who(club), at(partnership.MeetingConfirmed, 0), func(m *partnership.Meeting) { m.Decisions = "Go on" })
	s.Program("A morning with Biscuit", func(p *partnership.Program) {
		p.ProgramKind, p.Starts, p.Partners = partnership.VisitKind, schooltest.Day("2026-11-24"), schooltest.Who(lakeside)
	})
	return s
}

func TestTheWeekAhead(t *testing.T) {
	l := letter.Digest(facts(withinWeek()))
	html := strings.Join(strings.Fields(l.HTML), " ")
	text := strings.Join(strings.Fields(l.Text), " ")
	_, ahead, _ := strings.Cut(text, "COMING UP")
	t.Run("meetings, visits and next steps of the week stand in their order, with their rows", func(t *testing.T) {
		want := "- Today 15:30: Renewing the agreement, with Lakeside YMCA [Meetings of 23 Nov]" +
			" - Tue 24 Nov: A morning with Biscuit, with Lakeside YMCA [Programs]" +
			" - By Wed 25 Nov: Ask whether two more members could take Thursdays (Maple Hollow Service Club) [Partners]" +
			" - Thu 26 Nov: Spring plans, with Maple Hollow Service Club (not confirmed yet) [Meetings of 26 Nov]" +
			" - Mon 30 Nov: In a week, with Maple Hollow Service Club [Meetings of 30 Nov]"
		got := strings.TrimSpace(ahead)
		if !strings.HasPrefix(got, want) {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		for _, absent := range []string{"Called off", "Told later", "Next week", "Paused"} {
			if strings.Contains(text, absent) {
				t.Errorf("the digest tells of %q:\n%s", absent, l.Text)
			}
		}
	})
	t.Run("the same in HTML", func(t *testing.T) {
		for _, want := range []string{"Today 15:30</strong> Renewing the agreement, with Lakeside YMCA", "By Wed 25 Nov</strong> Ask whether two more"} {
			if !strings.Contains(html, want) {
				t.Errorf("HTML lacks %q", want)
			}
		}
	})
	t.Run("the glance begins with them", func(t *testing.T) {
		want := "- Coming up: Lakeside YMCA today 15:30, a morning with Biscuit on Tue 24 Nov, Maple Hollow Service Club on Thu 26 Nov and the next step with Maple Hollow Service Club by Wed 25 Nov."
		f := facts(withinWeek())
		f.Cells = []letter.Cell{{Tab: "Hours"}}
		f.Ideas = []letter.Idea{{Text: "Chess"}}
		if got := strings.Join(strings.Fields(letter.Digest(f).Text), " "); !strings.Contains(got, want) {
			t.Errorf("the glance lacks %q:\n%s", want, got)
		}
	})
	t.Run("what nobody wrote about is asked, once for a meeting, for four weeks for a step", func(t *testing.T) {
		_, behind, _ := strings.Cut(text, "JUST BEHIND YOU")
		behind, _, _ = strings.Cut(behind, "COMING UP")
		for want, is := range map[string]bool{
			"Reading buddies, with Maple Hollow Service Club, was to be on Wed 18 Nov. Was it held? Fill Who came.": true,
			"By Fri 20 Nov: Call Behind (Behind). Is it done?":                                                      true,
			"Told of, with": false, "Asked about before": false, "Long behind": false,
		} {
			if strings.Contains(behind, want) != is {
				t.Errorf("%q told: %v, want %v:\n%s", want, !is, is, behind)
			}
		}
	})
}

func TestHoursWithoutAGoodClearance(t *testing.T) {
	for _, track := range []bool{true, false} {
		s := schooltest.New()
		s.Settings.TrackClearances = track
		hassan := s.Volunteer("Hassan Karimi", partnership.Ref{}, func(v *partnership.Volunteer) { v.ClearanceUntil = schooltest.Day("2026-10-20") })
		s.Hours("2026-11-03", 60, schooltest.Who(hassan))
		s.Hours("2026-11-05", 60, schooltest.Who(hassan))
		l := letter.Digest(facts(s))
		said := strings.Contains(strings.Join(strings.Fields(l.Text), " "), "CLEARANCES TO CHECK - Hassan Karimi gave time 2 times since 3 Nov without a clearance that was good that day.")
		if said != track || strings.Contains(l.HTML, "Hassan Karimi gave time 2 times") != track {
			t.Errorf("We track clearances: %v, said: %v\n%s", track, said, l.Text)
		}
	}
}
