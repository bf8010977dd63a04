package dashboard

import (
	"context"
	"net/http"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/roster"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// noon is the instant at which the schools of these tests are looked at: on a
// Tuesday.
func noon() time.Time { return time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC) }

// shelf is a Loader of one edition, or of one error.
type shelf struct {
	edition *roster.Edition
	err     error
}

// staff is who asks in most of these tests.
func staff(*http.Request) Viewer { return Staff }

func (s *shelf) Load(context.Context, string) (*roster.Edition, error) { return s.edition, s.err }

func edition(s *schooltest.School) *roster.Edition {
	e := &roster.Edition{School: &s.School, Epoch: 1}
	for _, kind := range []partnership.Kind{
		partnership.Partners, partnership.Volunteers, partnership.HoursTab, partnership.Donations, partnership.Recognitions,
		partnership.Programs, partnership.Meetings, partnership.Ideas, partnership.Team,
	} {
		e.Tabs = append(e.Tabs, roster.TabState{Kind: kind})
	}
	return e
}

// bare is a school without a row.
func blank() *roster.Edition {
	s := schooltest.New()
	s.StartDay = schooltest.Day("2026-11-24")
	return edition(s)
}

func settings() partnership.Settings {
	span := func(first, last string) schoolyear.Span {
		return schoolyear.Span{First: schooltest.Day(first), Last: schooltest.Day(last)}
	}
	return partnership.Settings{
		SchoolName: "Alder Creek Elementary",
		Calendar: schoolyear.Calendar{Zone: time.FixedZone("school", -5*60*60), Breaks: []schoolyear.Span{
			span("2025-12-22", "2026-01-02"), span("2026-06-12", "2026-08-20"), span("2026-11-25", "2026-11-27"),
		}},
		MeetEveryWeeks: 8, ThankWithinDays: 14, MilestoneHours: []int{10, 25, 50, 100, 250},
		UsualMeetingTimes: []schoolyear.Slot{{Weekday: time.Tuesday, Clock: 930}, {Weekday: time.Thursday, Clock: 930}},
		TalentsWanted:     []string{"Spanish", "Coding", "Robotics", "Bookbinding"}, TrackClearances: true,
		Networks: []string{"Facebook", "Bluesky"}, HourValue: 3614, HourValueSource: "2025, Independent Sector",
	}
}

// weekly writes a session on each school day of that weekday between two days.
func weekly(s *schooltest.School, w time.Weekday, from, to string, minutes int, who []partnership.Ref, edit func(*partnership.Hours)) {
	for d := schooltest.Day(from); d <= schooltest.Day(to); d++ {
		if d.Weekday() == w && s.Settings.Calendar.SchoolDay(d) {
			s.Hours(d.String(), minutes, who, edit)
		}
	}
}

// lively is a school in the middle of its year, with something of everything.
func lively() *roster.Edition {
	day, who := schooltest.Day, schooltest.Who
	s := schooltest.New()
	s.Settings, s.StartDay, s.AsOf = settings(), day("2026-08-01"), noon().Add(-9*time.Minute)

	okafor := s.Member("Ms. Okafor", "Librarian", func(m *partnership.Member) { m.Access = partnership.AccessStaff })
	reyes := s.Member("Mr. Reyes", "Teacher")
	lang := s.Member("Dr. Lang", "Principal", func(m *partnership.Member) { m.Access = partnership.AccessAdministrator })

	partner := func(name, kind string, edits ...func(*partnership.Partner)) partnership.Ref {
		return s.Partner(name, append([]func(*partnership.Partner){func(p *partnership.Partner) { p.PartnerKind = kind }}, edits...)...)
	}
	public := func(p *partnership.Partner) {
		p.OKToThank, p.PromisedThanks = partnership.Yes, []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost}
	}
	rotary := partner("Alder Creek Rotary Club", "Service club", public, func(p *partnership.Partner) {
		p.Contact, p.Email, p.Phone, p.Notes = "June Park", "june@rotary.example", "+1 555 0100", "Prefers a call before noon."
		p.Since, p.SchoolLead, p.Offers = day("2025-09-02"), okafor, []string{"Bookbinding", "reading aloud"}
		p.NextStep, p.NextStepOn, p.AgreementUntil = "Ask June about two more tutors for Thursday", day("2026-12-01"), day("2026-12-15")
	})
	ymca := partner("Lakeside YMCA", "Nonprofit", public, func(p *partnership.Partner) { p.Contact, p.Since = "Dana Whitfield", day("2025-10-06") })
	by := func(r partnership.Ref) func(*partnership.Partner) {
		return func(p *partnership.Partner) { p.IntroducedBy = r }
	}
	bakery := partner("Oak Street Bakery", "Business", public, by(rotary))
	thrift := partner("Second Turn Thrift", "Business", public)
	garden := partner("Alder Creek Garden Club", "Service club", by(rotary))
	nursery := partner("Fernhill Nursery", "Business", by(garden))
	dogs := partner("Gentle Paws Therapy Dogs", "Health or therapy", public)
	university := partner("State University, School of Library Science", "University or college", func(p *partnership.Partner) { p.TalkEveryWeeks = 4 })
	church := partner("Iglesia Luz del Valle", "Faith group")
	partner("Harbor Chess Club", "Service club", func(p *partnership.Partner) { p.TalkEveryWeeks, p.LastTalked = 6, day("2026-09-14") })
	partner("First Valley Bank", "Business", by(rotary), func(p *partnership.Partner) { p.NextStep = "Send them the maker club’s wish list" })
	museum := partner("Children’s Science Museum", "Nonprofit")
	partner("Riverside Print Shop", "Business", func(p *partnership.Partner) { p.StageCell = partnership.Paused })

	person := func(name, role string, from partnership.Ref, talents ...string) partnership.Ref {
		return s.Volunteer(name, from, func(v *partnership.Volunteer) {
			v.Role, v.Talents, v.OKToThank, v.ClearanceUntil = role, talents, partnership.Yes, day("2027-06-30")
			v.Email, v.Phone = "someone@home.example", "+1 555 0199"
		})
	}
	ana, ben := person("Ana Ruiz", "Tutor", ymca, "Spanish", "reading"), person("Ben Coles", "Tutor", ymca, "maths")
	cleo, dev, eli := person("Cleo Marsh", "Tutor", rotary, "reading"), person("Dev Patel", "Tutor", rotary, "Coding"), person("Eli Brandt", "Tutor", rotary)
	fay := s.Volunteer("Fay Lindqvist", thrift, func(v *partnership.Volunteer) {
		v.Role, v.Talents, v.Started, v.ClearanceUntil = "Maker", []string{"coding ", "repair"}, day("2026-10-07"), day("2026-12-10")
	})
	gus := s.Volunteer("Gus Romero", university, func(v *partnership.Volunteer) {
		v.Role, v.RequiredMinutes, v.Started, v.Until, v.ClearanceUntil = "Intern", 60*60, day("2026-09-01"), day("2026-12-18"), day("2027-06-30")
	})
	hana, ines := person("Hana Sato", "Animal handler", dogs), person("Inés Duarte", "Tutor", church, "Spanish")
	s.Volunteer("Omar Haddad", partnership.Ref{}, func(v *partnership.Volunteer) { v.Role, v.Status = "Speaker", partnership.VolunteerLeft })

	program := func(name, kind, starts string, with []partnership.Ref, edits ...func(*partnership.Program)) partnership.Ref {
		return s.Program(name, append([]func(*partnership.Program){func(p *partnership.Program) {
			p.ProgramKind, p.Starts, p.Partners, p.Teachers = kind, day(starts), with, who(reyes)
		}}, edits...)...)
	}
	tutoring := program("After-school tutoring", "Tutoring", "2025-09-08", who(rotary, ymca), func(p *partnership.Program) {
		p.Administrator, p.StudentsServed, p.Meets = lang, 26, "Tue and Thu, 15:15"
	})
	maker := program("Maker club", "Maker space or club", "2026-10-07", who(thrift), func(p *partnership.Program) { p.StudentsServed = 14 })
	spanish := program("Homework help in Spanish", "Tutoring", "2026-10-19", who(church), func(p *partnership.Program) { p.GrewFrom = who(tutoring) })
	visit := program("Fred Stays with Me!", "Visit or event", "2026-11-10", who(dogs), func(p *partnership.Program) {
		p.Administrator, p.Ends, p.StudentsServed, p.Book = lang, day("2026-11-10"), 48, "Fred Stays with Me!"
		p.StudentQuestions = []string{"How does a dog learn to be calm?", "Does Biscuit sleep at your house?", "What do you do when a child is afraid?"}
		p.Checklist = []partnership.ChecklistLine{{Text: "Handler’s papers", Done: true}, {Text: "Water bowl", Done: true}, {Text: "Letter to families"}}
		p.Outcome = "Second graders read aloud to Biscuit, and eleven borrowed the book afterwards."
	})
	intern := program("Library science internship", "Internship", "2026-09-01", who(university), func(p *partnership.Program) {
		p.Administrator, p.Teachers, p.Ends = lang, nil, day("2026-12-18")
	})

	in := func(p partnership.Ref, students int) func(*partnership.Hours) {
		return func(h *partnership.Hours) {
			h.Program, h.Students = p, students
			if h.Date > day("2026-11-01") {
				h.WhatWeDid = "Fractions first, then twenty minutes of reading aloud in pairs."
			}
		}
	}
	weekly(s, time.Tuesday, "2025-10-07", "2026-06-05", 75, who(ana, ben), in(tutoring, 9))
	weekly(s, time.Thursday, "2025-09-11", "2026-06-05", 90, who(cleo, dev), in(tutoring, 8))
	weekly(s, time.Tuesday, "2026-09-08", "2026-11-24", 90, who(ana, ben), in(tutoring, 14))
	weekly(s, time.Thursday, "2026-09-10", "2026-11-24", 90, who(cleo, dev, eli), in(tutoring, 12))
	weekly(s, time.Wednesday, "2026-10-07", "2026-11-24", 120, who(fay), in(maker, 14))
	weekly(s, time.Monday, "2026-10-19", "2026-11-24", 60, who(ines), in(spanish, 7))
	weekly(s, time.Friday, "2026-09-04", "2026-11-24", 210, who(gus), in(intern, 0))
	weekly(s, time.Friday, "2026-10-02", "2026-10-30", 60, who(eli), func(h *partnership.Hours) { h.Self = true })
	s.Hours("2026-11-10", 150, who(hana), in(visit, 48), func(h *partnership.Hours) { h.People, h.OnBehalfOf = 3, dogs })
	s.Hours("2026-09-19", 180, who(garden), func(h *partnership.Hours) { h.People = 6 })
	s.Hours("2026-11-17", 90, who(schooltest.Typed("Ben Cole")), in(tutoring, 3))
	s.Hours("2025-05-06", 120, who(museum), func(h *partnership.Hours) { h.People, h.Students = 2, 30 })

	s.Gift("2026-03-12", thrift, "A box of old radios")
	s.Gift("2026-11-03", thrift, "12 used computers", func(d *partnership.Donation) { d.For = maker })
	s.Gift("2026-11-12", bakery, "Bread and cakes for family reading night", func(d *partnership.Donation) { d.Value, d.HasValue = 18000, true })
	s.Gift("2026-10-02", nursery, "40 seedlings for the reading garden", func(d *partnership.Donation) { d.Value, d.HasValue = 9500, true })
	s.Gift("2026-09-15", rotary, "A cheque for new picture books", func(d *partnership.Donation) { d.Money, d.Value, d.HasValue = true, 50000, true })
	for _, c := range []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost} {
		s.Thanks(rotary, c, func(r *partnership.Recognition) {
			r.BecauseOf, r.Status, r.DoneOn = "A cheque for new picture books", partnership.RecognitionPublished, day("2026-09-22")
			r.Link = "https://www.aldercreek.example/news/rotary-picture-books"
		})
	}
	s.Thanks(nursery, partnership.Letter, func(r *partnership.Recognition) {
		r.BecauseOf, r.Status, r.DoneOn = "40 seedlings for the reading garden", partnership.RecognitionInPerson, day("2026-10-28")
	})

	s.Meeting("2026-09-29", "Autumn plans", who(university), func(m *partnership.Meeting) {
		m.WhoCame, m.Decisions = who(okafor, lang, university), "Gus starts with the picture book shelves"
	})
	s.Meeting("2026-12-02", "", who(rotary), func(m *partnership.Meeting) {
		m.StatusCell, m.HasStarts, m.Starts, m.Place, m.Agenda = partnership.MeetingConfirmed, true, 930, "Library", "Two more tutors for Thursday"
	})
	s.Idea("2026-09-20", "Homework help in Spanish", ana, func(i *partnership.Idea) {
		i.Status, i.LedTo, i.Why = partnership.IdeaDone, who(spanish, church), "Iglesia Luz del Valle had three people who could."
	})
	s.Idea("2026-11-12", "A shelf of books about repair, next to the maker table", fay)
	s.Idea("2026-10-05", "A reading night with the fire brigade", schooltest.Typed("a parent at the gate"), func(i *partnership.Idea) {
		i.Status, i.Why = partnership.IdeaNotNow, "They are booked out until spring. Ask again in March."
	})

	e := edition(s)
	e.Problems = problems()
	e.Missing = []roster.Gone{{Source: partnership.Source{Kind: partnership.HoursTab, ID: "Hours 9"}, Name: "2026-11-05, Cleo Marsh", Since: noon().Add(-2 * time.Hour)}}
	return e
}

// problems are what the sheet of the lively school is told about.
func problems() []sheet.Problem {
	name := func(row int) sheet.Problem {
		return sheet.Problem{
			Code: sheet.UnknownName, Level: sheet.Fix, Tab: partnership.HoursTab, Row: row, At: 2, Column: "Volunteer",
			Value: "Ben Cole", Fix: "Ben Coles", Args: []string{"2", "Volunteers"},
		}
	}
	return []sheet.Problem{
		{
			Code: sheet.HoursUnread, Level: sheet.Fix, Tab: partnership.HoursTab, Row: 14, At: 3, Column: "Hours",
			Value: "2h30", Kept: "2 hours", Fix: "2.5",
		},
		name(31), name(44),
		{
			Code: sheet.DateAsText, Level: sheet.Note, Tab: partnership.Donations, Row: 5, At: 0, Column: "Date",
			Value: "2026-11-03", Fix: "2026-11-03",
		},
	}
}
