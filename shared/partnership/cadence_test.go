package partnership_test

import (
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// TestCadence is story I: they meet and talk regularly.
func TestCadence(t *testing.T) {
	today := schooltest.Day("2026-11-24")
	held := func(m *partnership.Meeting) { m.StatusCell = partnership.MeetingHeld }
	for _, c := range []struct {
		name    string
		write   func(*schooltest.School, *partnership.Partner, partnership.Ref)
		latest  partnership.Kind
		on      string
		overdue int
		kept    bool
	}{
		{"never", func(*schooltest.School, *partnership.Partner, partnership.Ref) {}, "", "", 0, false},
		{"met nine weeks ago", func(s *schooltest.School, _ *partnership.Partner, r partnership.Ref) {
			s.Meeting("2026-09-22", "", schooltest.Who(r), held)
		}, partnership.Meetings, "2026-09-22", 7, false},
		{"on the last day it is in time", func(s *schooltest.School, _ *partnership.Partner, r partnership.Ref) {
			s.Meeting("2026-09-29", "", schooltest.Who(r), held)
		}, partnership.Meetings, "2026-09-29", 0, true},
		{"a cadence of its own", func(s *schooltest.School, p *partnership.Partner, r partnership.Ref) {
			p.TalkEveryWeeks = 2
			s.Meeting("2026-11-03", "", schooltest.Who(r), held)
		}, partnership.Meetings, "2026-11-03", 7, false},
		{"a session is contact", func(s *schooltest.School, _ *partnership.Partner, r partnership.Ref) {
			s.Meeting("2026-09-01", "", schooltest.Who(r), held)
			s.Hours("2026-11-17", 60, schooltest.Who(s.Volunteer("Ana", r)))
		}, partnership.HoursTab, "2026-11-17", 0, true},
		{"so is Last talked", func(s *schooltest.School, p *partnership.Partner, r partnership.Ref) {
			p.LastTalked = schooltest.Day("2026-11-20")
			s.Meeting("2026-09-01", "", schooltest.Who(r), held)
		}, partnership.Partners, "2026-11-20", 0, true},
		{"what is ahead is not", func(s *schooltest.School, p *partnership.Partner, r partnership.Ref) {
			p.LastTalked = schooltest.Day("2026-12-20")
			s.Meeting("2026-12-01", "", schooltest.Who(r), held)
			s.Meeting("2026-09-15", "", schooltest.Who(r), held)
			s.Hours("2026-12-17", 60, schooltest.Who(s.Volunteer("Ana", r)))
		}, partnership.Meetings, "2026-09-15", 14, false},
		{"a cancelled meeting is not", func(s *schooltest.School, _ *partnership.Partner, r partnership.Ref) {
			s.Meeting("2026-11-20", "", schooltest.Who(r), func(m *partnership.Meeting) { m.StatusCell = partnership.MeetingCancelled })
		}, "", "", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := schooltest.New()
			ymca := s.Partner("YMCA")
			c.write(s, &s.Partners[0], ymca)
			got := s.Index().Cadence(&s.Partners[0], today)
			if got.Latest.Source.Kind != c.latest || got.Latest.On.String() != c.on {
				t.Errorf("latest %+v, want %s on %q", got.Latest, c.latest, c.on)
			}
			if got.OverdueDays(today) != c.overdue || got.Kept(today) != c.kept {
				t.Errorf("overdue by %d, kept %v; want %d, %v", got.OverdueDays(today), got.Kept(today), c.overdue, c.kept)
			}
		})
	}
}

func TestEndings(t *testing.T) {
	today := schooltest.Day("2026-11-24")
	s := schooltest.New()
	clearance := func(on string, status partnership.VolunteerStatus) func(*partnership.Volunteer) {
		return func(v *partnership.Volunteer) { v.ClearanceUntil, v.Status = schooltest.Day(on), status }
	}
	s.Volunteer("Later", partnership.Ref{}, clearance("2027-06-01", ""))
	s.Volunteer("In a month", partnership.Ref{}, clearance("2026-12-24", ""))
	s.Volunteer("Today", partnership.Ref{}, clearance("2026-11-24", ""))
	s.Volunteer("Over", partnership.Ref{}, clearance("2026-11-23", ""))
	s.Volunteer("Left", partnership.Ref{}, clearance("2026-11-23", partnership.VolunteerLeft))
	s.Volunteer("None", partnership.Ref{})
	until := func(on string, stage partnership.Stage) func(*partnership.Partner) {
		return func(p *partnership.Partner) { p.AgreementUntil, p.StageCell = schooltest.Day(on), stage }
	}
	s.Partner("YMCA", until("2026-12-01", ""))
	s.Partner("Bank", until("2026-11-01", partnership.Ended))

	if got := s.Index().ClearancesEnding(today, 30); got != nil {
		t.Errorf("without tracking: %+v", got)
	}
	s.Settings.TrackClearances = true
	x := s.Index()
	var names []string
	var days []int
	for _, e := range append(x.ClearancesEnding(today, 30), x.AgreementsEnding(today, 30)...) {
		names, days = append(names, e.Who.Name), append(days, int(e.On-today))
	}
	want := []string{"Over", "Today", "In a month", "YMCA"}
	if len(names) != 4 || names[0] != want[0] || names[1] != want[1] || names[2] != want[2] || names[3] != want[3] {
		t.Errorf("ending: %q, want %q", names, want)
	}
	if days[0] != -1 || days[1] != 0 || days[2] != 30 || days[3] != 7 {
		t.Errorf("days left: %v", days)
	}
	if !s.Volunteers[2].ClearedOn(today) || s.Volunteers[3].ClearedOn(today) || s.Volunteers[5].ClearedOn(today) {
		t.Error("a clearance is good on its last day, and none is not good")
	}
}
