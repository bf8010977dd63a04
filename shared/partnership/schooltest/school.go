// Package schooltest writes small schools down for tests, a line for each row,
// as a librarian would type them.
//
//	s := schooltest.New()
//	club := s.Partner("Rotary Club")
//	ana := s.Volunteer("Ana Ruiz", club)
//	s.Hours("2026-09-08", 90, schooltest.Who(ana))
//	x := s.Index()
package schooltest

import (
	"fmt"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// A School is one that is being written down. Rows are numbered from 2 in each
// tab, and IDs are the tab's name with the row: "Hours 2".
type School struct{ partnership.School }

// New returns a school without rows, with the settings that a new workbook
// has, read whole on 24 November 2026 at noon.
func New() *School {
	s := &School{}
	s.Settings = partnership.Settings{
		SchoolName: "Juniper Street School", MeetEveryWeeks: 8, ThankWithinDays: 14,
		MilestoneHours: []int{10, 25, 50, 100, 250},
	}
	s.AsOf = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	return s
}

// Index returns the Index of what is written so far.
func (s *School) Index() *partnership.Index { return partnership.NewIndex(&s.School) }

// Day returns the day that an ISO date names; none for "". It panics at
// anything else.
func Day(iso string) schoolyear.Day {
	if iso == "" {
		return 0
	}
	d, err := schoolyear.ParseDay(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// Who is a list of refs.
func Who(refs ...partnership.Ref) []partnership.Ref { return refs }

// Typed is a name that no record has.
func Typed(name string) partnership.Ref { return partnership.Ref{Name: name} }

// row appends a record to a tab, with its place.
func row[T any](list *[]T, kind partnership.Kind, record T, edits []func(*T), place func(*T) *partnership.Source) partnership.Ref {
	n := len(*list) + 2
	id := partnership.ID(fmt.Sprintf("%s %d", kind, n))
	*place(&record) = partnership.Source{Kind: kind, ID: id}
	for _, edit := range edits {
		edit(&record)
	}
	*list = append(*list, record)
	return partnership.Ref{Kind: kind, ID: id}
}

// Partner writes a partner and returns what others call it by.
func (s *School) Partner(name string, edits ...func(*partnership.Partner)) partnership.Ref {
	r := row(&s.Partners, partnership.Partners, partnership.Partner{Name: name}, edits,
		func(p *partnership.Partner) *partnership.Source { return &p.Source })
	r.Name = name
	return r
}

// Volunteer writes a volunteer; from is the zero Ref for one without a partner.
func (s *School) Volunteer(name string, from partnership.Ref, edits ...func(*partnership.Volunteer)) partnership.Ref {
	r := row(&s.Volunteers, partnership.Volunteers, partnership.Volunteer{Name: name, Partner: from}, edits,
		func(v *partnership.Volunteer) *partnership.Source { return &v.Source })
	r.Name = name
	return r
}

// Hours writes a session in which each of who gave so many minutes.
func (s *School) Hours(date string, minutes int, who []partnership.Ref, edits ...func(*partnership.Hours)) partnership.Source {
	row(&s.School.Hours, partnership.HoursTab, partnership.Hours{Date: Day(date), Minutes: minutes, Volunteers: who}, edits,
		func(h *partnership.Hours) *partnership.Source { return &h.Source })
	written := &s.School.Hours[len(s.School.Hours)-1]
	written.Day = written.Date
	return written.Source
}

// Gift writes a donation.
func (s *School) Gift(date string, from partnership.Ref, what string, edits ...func(*partnership.Donation)) partnership.Source {
	row(&s.Donations, partnership.Donations, partnership.Donation{Date: Day(date), Partner: from, What: what}, edits,
		func(d *partnership.Donation) *partnership.Source { return &d.Source })
	written := &s.Donations[len(s.Donations)-1]
	written.Day = written.Date
	return written.Source
}

// Thanks writes a row of the Recognition tab.
func (s *School) Thanks(to partnership.Ref, through partnership.Channel, edits ...func(*partnership.Recognition)) partnership.Source {
	row(&s.Recognitions, partnership.Recognitions, partnership.Recognition{For: to, Channel: through}, edits,
		func(r *partnership.Recognition) *partnership.Source { return &r.Source })
	return s.Recognitions[len(s.Recognitions)-1].Source
}

// Program writes a program and returns what others call it by.
func (s *School) Program(name string, edits ...func(*partnership.Program)) partnership.Ref {
	r := row(&s.Programs, partnership.Programs, partnership.Program{Name: name}, edits,
		func(p *partnership.Program) *partnership.Source { return &p.Source })
	r.Name = name
	return r
}

// Meeting writes a meeting.
func (s *School) Meeting(date, topic string, with []partnership.Ref, edits ...func(*partnership.Meeting)) partnership.Source {
	row(&s.Meetings, partnership.Meetings, partnership.Meeting{Date: Day(date), Topic: topic, Partners: with}, edits,
		func(m *partnership.Meeting) *partnership.Source { return &m.Source })
	written := &s.Meetings[len(s.Meetings)-1]
	written.Day = written.Date
	return written.Source
}

// Idea writes an idea.
func (s *School) Idea(date, text string, from partnership.Ref, edits ...func(*partnership.Idea)) partnership.Source {
	row(&s.Ideas, partnership.Ideas, partnership.Idea{Date: Day(date), Text: text, From: from}, edits,
		func(i *partnership.Idea) *partnership.Source { return &i.Source })
	written := &s.Ideas[len(s.Ideas)-1]
	written.Day = written.Date
	return written.Source
}

// Member writes a member of the team and returns what others call them by.
func (s *School) Member(name, role string, edits ...func(*partnership.Member)) partnership.Ref {
	r := row(&s.Team, partnership.Team, partnership.Member{Name: name, Role: role}, edits,
		func(m *partnership.Member) *partnership.Source { return &m.Source })
	r.Name = name
	return r
}
