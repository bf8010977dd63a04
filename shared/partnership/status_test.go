package partnership_test

import (
	"slices"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

func TestAVisitWithoutEndsIsOneDay(t *testing.T) {
	for _, c := range []struct {
		name   string
		starts string
		meets  string
		hours  string
		today  string
		want   partnership.ProgramStatus
		ran    string
	}{
		{"before", "2026-11-10", "", "", "2026-11-09", partnership.ProgramPlanned, ""},
		{"on the day", "2026-11-10", "", "", "2026-11-10", partnership.ProgramRunning, "2026-11-10"},
		{"two weeks later it does not run", "2026-11-10", "", "", "2026-11-24", partnership.ProgramFinished, "2026-11-10"},
		{"nor with hours of its day", "2026-11-10", "", "2026-11-10", "2026-11-24", partnership.ProgramFinished, "2026-11-10"},
		{"it went on to its last hours", "2026-11-10", "", "2026-11-17", "2026-11-24", partnership.ProgramFinished, "2026-11-10 to 2026-11-17"},
		{"one that meets every week runs", "2026-11-10", "Tuesdays", "", "2026-11-24", partnership.ProgramRunning, "2026-11-10 to 2026-11-24"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := schooltest.New()
			dogs := s.Program("A morning with Biscuit", func(p *partnership.Program) {
				p.ProgramKind, p.Starts, p.Meets = partnership.VisitKind, schooltest.Day(c.starts), c.meets
			})
			if c.hours != "" {
				s.Hours(c.hours, 60, schooltest.Who(s.Volunteer("Ana", partnership.Ref{})), func(h *partnership.Hours) { h.Program = dogs })
			}
			x, today := s.Index(), schooltest.Day(c.today)
			if got := x.ProgramStatus(&s.Programs[0], today); got != c.want {
				t.Errorf("status %q, want %q", got, c.want)
			}
			if ran, ok := x.Ran(&s.Programs[0], today); ok != (c.ran != "") || ok && ran.String() != c.ran {
				t.Errorf("ran %v, %v, want %q", ran, ok, c.ran)
			}
		})
	}
}

func TestProgramStatus(t *testing.T) {
	today := schooltest.Day("2026-11-24")
	for _, c := range []struct {
		name         string
		starts, ends string
		typed        partnership.ProgramStatus
		session      string // a day with hours, or ""
		want         partnership.ProgramStatus
		ran          string
	}{
		{"it starts later", "2026-11-25", "", "", "", partnership.ProgramPlanned, ""},
		{"it starts today", "2026-11-24", "", "", "", partnership.ProgramRunning, "2026-11-24"},
		{"it ends today", "2026-09-01", "2026-11-24", "", "", partnership.ProgramRunning, "2026-09-01 to 2026-11-24"},
		{"it ended yesterday", "2026-09-01", "2026-11-23", "", "", partnership.ProgramFinished, "2026-09-01 to 2026-11-23"},
		{"only its end is known, and it has passed", "", "2026-11-23", "", "", partnership.ProgramFinished, "2026-11-23"},
		{"without dates it is planned", "", "", "", "", partnership.ProgramPlanned, ""},
		{"without dates it runs once it has hours", "", "", "", "2026-10-06", partnership.ProgramRunning, "2026-10-06 to 2026-11-24"},
		{"hours dated ahead do not start it", "", "", "", "2026-12-06", partnership.ProgramPlanned, ""},
		{"what is typed stands", "2026-09-01", "", partnership.ProgramIdea, "", partnership.ProgramIdea, ""},
		{"typed Finished, it ended with its last hours", "2026-09-01", "", partnership.ProgramFinished, "2026-10-06", partnership.ProgramFinished, "2026-09-01 to 2026-10-06"},
		{"typed Finished early, it has not run to its planned end", "2026-09-01", "2027-05-01", partnership.ProgramFinished, "2026-10-06", partnership.ProgramFinished, "2026-09-01 to 2026-10-06"},
		{"typed Finished without any date, it ran on no known day", "", "", partnership.ProgramFinished, "", partnership.ProgramFinished, ""},
		{"typed Running without any date, it runs now", "", "", partnership.ProgramRunning, "", partnership.ProgramRunning, "2026-11-24"},
		{"typed Running past its end, it ran as its dates say", "2026-09-01", "2026-10-31", partnership.ProgramRunning, "", partnership.ProgramRunning, "2026-09-01 to 2026-10-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := schooltest.New()
			tutoring := s.Program("Tutoring", func(p *partnership.Program) {
				p.Starts, p.Ends, p.StatusCell = schooltest.Day(c.starts), schooltest.Day(c.ends), c.typed
			})
			if c.session != "" {
				s.Hours(c.session, 60, schooltest.Who(s.Volunteer("Ana", partnership.Ref{})), func(h *partnership.Hours) { h.Program = tutoring })
			}
			x := s.Index()
			if got := x.ProgramStatus(&s.Programs[0], today); got != c.want {
				t.Errorf("status %q, want %q", got, c.want)
			}
			ran, ok := x.Ran(&s.Programs[0], today)
			if ok != (c.ran != "") || ok && ran.String() != c.ran {
				t.Errorf("ran %v, %v, want %q", ran, ok, c.ran)
			}
		})
	}
}

func TestMeetingStatus(t *testing.T) {
	today := schooltest.Day("2026-11-24")
	came := schooltest.Who(schooltest.Typed("Ana Ruiz"))
	for _, c := range []struct {
		name    string
		meeting partnership.Meeting
		want    partnership.MeetingStatus
	}{
		{"ahead", partnership.Meeting{Date: today + 1}, partnership.MeetingProposed},
		{"ahead, with decisions prepared", partnership.Meeting{Date: today + 1, Decisions: "Go on"}, partnership.MeetingProposed},
		{"past and not recorded", partnership.Meeting{Date: today - 1}, partnership.MeetingProposed},
		{"past, and it is known who came", partnership.Meeting{Date: today - 1, WhoCame: came}, partnership.MeetingHeld},
		{"today, and decisions are written", partnership.Meeting{Date: today, Decisions: "Go on"}, partnership.MeetingHeld},
		{"confirmed and ahead", partnership.Meeting{Date: today + 1, StatusCell: partnership.MeetingConfirmed}, partnership.MeetingConfirmed},
		{"confirmed, past and recorded", partnership.Meeting{Date: today - 1, StatusCell: partnership.MeetingConfirmed, WhoCame: came}, partnership.MeetingHeld},
		{"cancelled stays cancelled", partnership.Meeting{Date: today - 1, StatusCell: partnership.MeetingCancelled, WhoCame: came}, partnership.MeetingCancelled},
		{"typed held", partnership.Meeting{Date: today - 1, StatusCell: partnership.MeetingHeld}, partnership.MeetingHeld},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.meeting.StatusOn(today); got != c.want {
				t.Errorf("status %q, want %q", got, c.want)
			}
		})
	}
	t.Run("typed held and ahead, it has not been held yet", func(t *testing.T) {
		m := partnership.Meeting{Date: today + 1, StatusCell: partnership.MeetingHeld}
		if m.HeldBy(today) || !m.HeldBy(today+1) {
			t.Error("it counts before its day, or not on it")
		}
	})
}

// TestGapsOfPrograms is story H: each program has a teacher and an
// administrator, and the gaps are named.
func TestGapsOfPrograms(t *testing.T) {
	s := schooltest.New()
	lee, kay := s.Member("Ms. Lee", "Teacher"), s.Member("Dr. Kay", "Principal")
	start := func(p *partnership.Program) { p.Starts = schooltest.Day("2026-09-01") }
	s.Program("Whole", start, func(p *partnership.Program) { p.Teachers, p.Administrator = schooltest.Who(lee), kay })
	s.Program("No office", start, func(p *partnership.Program) { p.Teachers = schooltest.Who(lee) })
	s.Program("Nobody", start)
	s.Program("Over", func(p *partnership.Program) { p.StatusCell = partnership.ProgramFinished })
	s.Program("A thought", func(p *partnership.Program) { p.StatusCell = partnership.ProgramIdea })
	s.Program("Typed names", start, func(p *partnership.Program) {
		p.Teachers, p.Administrator = schooltest.Who(schooltest.Typed("Mr. New")), schooltest.Typed("Ms. New")
	})
	var got []string
	for _, g := range s.Index().ProgramGaps(schooltest.Day("2026-11-24")) {
		line := g.Program.Name
		if g.NoTeacher {
			line += ", no teacher"
		}
		if g.NoAdministrator {
			line += ", no administrator"
		}
		got = append(got, line)
	}
	if want := []string{"No office, no administrator", "Nobody, no teacher, no administrator"}; !slices.Equal(got, want) {
		t.Errorf("gaps %q, want %q", got, want)
	}
}

func TestAMeetingsName(t *testing.T) {
	s := schooltest.New()
	club, bank := s.Partner("Kiwanis"), s.Partner("First Bank")
	s.Meeting("2026-10-01", "Autumn plans", schooltest.Who(club))
	s.Meeting("2026-10-02", "", schooltest.Who(club), func(m *partnership.Meeting) { m.WhoCame = schooltest.Who(bank) })
	s.Meeting("2026-10-03", "", nil)
	for i, want := range []string{"Autumn plans", "Meeting with Kiwanis and First Bank", "Meeting"} {
		if got := s.Index().MeetingName(&s.Meetings[i]); got != want {
			t.Errorf("meeting %d is called %q, want %q", i, got, want)
		}
	}
}
