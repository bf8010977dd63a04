package outreach_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shelfmates/shared/delivery/outbox"
	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
)

// TestALineStandsInOneDigest plans and sends every day from November to the
// end of January and reads all digests that went out. A visit is announced in
// one at most, and stands in that of its own week: in the next too only where
// both cover its day.
func TestALineStandsInOneDigest(t *testing.T) {
	for _, c := range []struct {
		name   string
		breaks []schoolyear.Span
	}{
		{"when every second one is left out, for nothing is new", nil},
		{"over a winter break", []schoolyear.Span{{First: schooltest.Day("2026-12-19"), Last: schooltest.Day("2027-01-03")}}},
		{"when one is moved to the middle of its week", []schoolyear.Span{{First: schooltest.Day("2026-11-30"), Last: schooltest.Day("2026-12-01")}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := library(t, 1)
			s.Settings.Calendar.Breaks = c.breaks
			first, last := schooltest.Day("2026-11-02"), schooltest.Day("2027-01-31")
			s.StartDay = first
			club := s.Partner("Chess club")
			lines, visits := map[string]bool{}, map[string]bool{}
			for day := first - 7; day < last-21; day++ { // what later digests are to tell
				if day%6 == 0 {
					name := "Visit of " + day.String()
					s.Program(name, func(p *partnership.Program) { p.ProgramKind, p.Starts, p.Outcome = "Visit or event", day+14, "Fine" })
					visits[name] = true
				}
				if day%7 == 2 {
					text := "Go on after " + day.String()
					s.Meeting(day.String(), "", schooltest.Who(club), func(m *partnership.Meeting) { m.Decisions = text })
					lines[text] = true
				}
			}
			d, box := newDesk(t, openStore(t), s), outbox.New(filepath.Join(t.TempDir(), "outbox"))
			zone := s.Settings.Calendar
			digests := 0
			for day := first; day <= last; day++ {
				for _, p := range d.plan(t, zone.At(day, 7*60)).Periods {
					if p.Verdict == schedule.Mail {
						digests++
					}
				}
				d.send(t, box, zone.At(day, 7*60))
			}
			list, err := box.List()
			if err != nil || len(list) != digests || digests < 4 {
				t.Fatalf("%d digests of %d in the outbox (%v)", len(list), digests, err)
			}
			stood := map[string][]string{}
			for _, l := range list {
				m, err := box.Open(l.Name)
				if err != nil {
					t.Fatal(err)
				}
				text := strings.Join(strings.Fields(m.Text), " ")
				for line := range lines {
					if strings.Contains(text, line) {
						stood[line] = append(stood[line], l.Name[:10])
					}
				}
				for visit := range visits {
					for _, line := range []string{visit + " is on ", ": " + visit} {
						if strings.Contains(text, line) {
							stood[line] = append(stood[line], l.Name[:10])
						}
					}
				}
			}
			for line := range lines {
				if len(stood[line]) != 1 {
					t.Errorf("%q stands in %v", line, stood[line])
				}
			}
			for visit := range visits {
				announced, week := stood[visit+" is on "], stood[": "+visit]
				if len(announced) > 1 || len(week) < 1 || len(week) > 2 || len(week) == 2 && c.breaks == nil {
					t.Errorf("%q is announced in %v and stands in %v", visit, announced, week)
				}
			}
		})
	}
}

// TestAWeekWithSomethingInItIsNotUnchanged plans four Mondays of a school that
// owes one thank-you throughout.
func TestAWeekWithSomethingInItIsNotUnchanged(t *testing.T) {
	for _, c := range []struct {
		name string
		add  func(*schooltest.School)
		want []schedule.Verdict
	}{
		{"nothing ahead", func(*schooltest.School) {}, []schedule.Verdict{schedule.Mail, schedule.Unchanged, schedule.Mail, schedule.Unchanged}},
		{"a visit on the third Monday, announced on the first", func(s *schooltest.School) {
			s.Program("Biscuit", func(p *partnership.Program) {
				p.ProgramKind, p.Starts, p.Outcome = partnership.VisitKind, schooltest.Day("2026-12-07"), "Fine"
			})
		}, []schedule.Verdict{schedule.Mail, schedule.Mail, schedule.Mail, schedule.Mail}},
		{"a meeting in the second week", func(s *schooltest.School) {
			s.Meeting("2026-12-02", "Plans", nil, func(m *partnership.Meeting) { m.Decisions = "Go on" })
		}, []schedule.Verdict{schedule.Mail, schedule.Mail, schedule.Mail, schedule.Unchanged}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := library(t, 1)
			s.StartDay = schooltest.Day("2026-11-01")
			c.add(s)
			d := newDesk(t, openStore(t), s)
			for week, want := range c.want {
				for _, p := range d.plan(t, monday(t, "07:00", 7*week)).Periods {
					if p.Verdict != want {
						t.Errorf("the digest of %s: %s, want %s", p.Period, p.Verdict, want)
					}
				}
			}
		})
	}
}
