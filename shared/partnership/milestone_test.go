package partnership_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

func TestMilestones(t *testing.T) {
	for _, c := range []struct {
		name   string
		before int      // hours
		hours  []string // day and hours; "t" for training
		want   string
	}{
		{"none yet", 0, []string{"2026-09-01 9"}, ""},
		{"reached to the minute", 0, []string{"2026-09-01 9", "2026-09-08 1"}, "10 on 2026-09-08"},
		{"several on different days", 0, []string{"2026-09-01 12", "2026-10-01 20"}, "10 on 2026-09-01, 25 on 2026-10-01"},
		{"of several at once the highest", 0, []string{"2026-09-01 60"}, "50 on 2026-09-01 past [10 25]"},
		{"two sessions of one day count as one", 0, []string{"2026-09-01 12", "2026-09-01 20"}, "25 on 2026-09-01 past [10]"},
		{"hours before bring a mark nearer", 9, []string{"2026-09-01 2"}, "10 on 2026-09-01"},
		{"marks that hours before reach are not passed here", 30, []string{"2026-09-01 2"}, ""},
		{"training does not count", 0, []string{"2026-09-01 9", "2026-09-08 5 t"}, ""},
		{"hours dated ahead do not count yet", 0, []string{"2026-09-01 9", "2026-12-01 5"}, ""},
		{"the order of rows does not matter", 0, []string{"2026-10-01 20", "2026-09-01 12"}, "10 on 2026-09-01, 25 on 2026-10-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := schooltest.New()
			ana := s.Volunteer("Ana Ruiz", partnership.Ref{}, func(v *partnership.Volunteer) { v.BeforeMinutes = c.before * 60 })
			for _, h := range c.hours {
				var date, kind string
				var hours int
				if _, err := fmt.Sscan(h+" -", &date, &hours, &kind); err != nil {
					t.Fatal(err)
				}
				s.Hours(date, hours*60, schooltest.Who(ana), func(h *partnership.Hours) { h.Training = kind == "t" })
			}
			x := s.Index()
			var got []string
			for _, m := range x.Milestones(x.Key(ana), schooltest.Day("2026-11-24")) {
				line := fmt.Sprintf("%d on %s", m.Hours, m.On)
				if len(m.Below) > 0 {
					line += fmt.Sprint(" past ", m.Below)
				}
				got = append(got, line)
			}
			if line := strings.Join(got, ", "); line != c.want {
				t.Errorf("got %q, want %q", line, c.want)
			}
		})
	}
	t.Run("two rows of one person add up", func(t *testing.T) {
		s := schooltest.New()
		row := func(before int) partnership.Ref {
			return s.Volunteer("Ana Ruiz", partnership.Ref{}, func(v *partnership.Volunteer) {
				v.Email, v.BeforeMinutes = "ana@example.org", before*60
			})
		}
		first, second := row(3), row(4)
		s.Hours("2026-09-01", 90, schooltest.Who(first, second)) // she came once
		s.Hours("2026-09-08", 90, schooltest.Who(second))
		x := s.Index()
		got := x.Milestones(x.Key(second), schooltest.Day("2026-11-24"))
		if len(got) != 1 || got[0].On.String() != "2026-09-08" || got[0].Minutes != 600 {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("in a group entry a person's mark counts the own hours only", func(t *testing.T) {
		s := schooltest.New()
		ana := s.Volunteer("Ana Ruiz", partnership.Ref{})
		s.Hours("2026-09-01", 5*60, schooltest.Who(ana), func(h *partnership.Hours) { h.People = 4 })
		x := s.Index()
		if got := x.Milestones(x.Key(ana), schooltest.Day("2026-11-24")); len(got) != 0 {
			t.Errorf("got %+v", got)
		}
	})
}

// TestMilestoneLaws: each mark is passed at most once, in order, by the day on
// which the sum reaches it.
func TestMilestoneLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := schools.Draw(t, "school")
		x := s.Index()
		today := schooltest.Day("2026-11-24")
		for i := range s.Volunteers {
			k := x.Key(partnership.Ref{ID: s.Volunteers[i].ID})
			last, elsewhere := 0, 0
			for _, v := range s.Volunteers {
				if x.Key(partnership.Ref{ID: v.ID}) == k {
					elsewhere += v.BeforeMinutes
				}
			}
			for _, m := range x.Milestones(k, today) {
				if m.Hours <= last || m.Minutes < m.Hours*60 || m.On > today {
					t.Fatalf("after %d h comes %+v", last, m)
				}
				before := elsewhere + x.ServiceOf(k, m.On-1).Service
				if reached := append(m.Below, m.Hours); before >= reached[0]*60 {
					t.Fatalf("%+v had been passed before its day, at %d min", m, before)
				}
				last = m.Hours
			}
			lifetime := elsewhere + x.ServiceOf(k, today).Service
			for _, mark := range s.Settings.MilestoneHours {
				if mark > last && lifetime >= mark*60 {
					t.Fatalf("%d min, and no milestone of %d h", lifetime, mark)
				}
			}
		}
	})
}

// TestPlacements is story C: interns have hours to fulfil.
func TestPlacements(t *testing.T) {
	s := schooltest.New()
	intern := func(name string, edits ...func(*partnership.Volunteer)) partnership.Ref {
		return s.Volunteer(name, partnership.Ref{}, append([]func(*partnership.Volunteer){func(v *partnership.Volunteer) {
			v.RequiredMinutes, v.Until = 40*60, schooltest.Day("2026-12-11")
		}}, edits...)...)
	}
	kim := intern("Kim Osei", func(v *partnership.Volunteer) {
		v.BeforeMinutes, v.Started = 500*60, schooltest.Day("2026-09-01")
	})
	intern("Lou Marsh", func(v *partnership.Volunteer) { v.Status = partnership.VolunteerLeft })
	s.Volunteer("Ana Ruiz", partnership.Ref{})
	s.Hours("2026-03-01", 600, schooltest.Who(kim)) // before the placement
	s.Hours("2026-09-08", 600, schooltest.Who(kim))
	s.Hours("2026-09-09", 120, schooltest.Who(kim), func(h *partnership.Hours) { h.Training = true })
	s.Hours("2026-10-08", 600, schooltest.Who(kim))
	s.Hours("2026-12-01", 2400, schooltest.Who(kim)) // dated ahead

	today := schooltest.Day("2026-11-24")
	all := s.Index().Placements(today)
	if len(all) != 1 {
		t.Fatalf("%d placements, want one: %+v", len(all), all)
	}
	p := all[0]
	if p.Done != 1200 || p.Training != 120 {
		t.Errorf("done %d, training %d", p.Done, p.Training)
	}
	if p.HalfOn.String() != "2026-10-08" || p.FullOn != 0 || int(p.Ends-today) != 17 {
		t.Errorf("half on %v, full on %v, %d days left", p.HalfOn, p.FullOn, p.Ends-today)
	}
	if len(p.Sources) != 4 || p.Sources[0].Kind != partnership.Volunteers {
		t.Errorf("made from %v", p.Sources)
	}
	if later := s.Index().Placement(&s.Volunteers[0], schooltest.Day("2026-12-01")); later.FullOn.String() != "2026-12-01" {
		t.Errorf("on its day: %+v", later)
	}
}
