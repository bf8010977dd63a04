package dashboard

import (
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
)

// hostile is a school whose every cell tries to be something else than text.
func hostile() *roster.Edition {
	texts := []string{
		`<script>alert(1)</script><blink>`,
		`"><img src=x onerror=alert(1)>`,
		`</title></style></svg><blink>`,
		"مدرسة الشجرة مع شركاء كثيرين",
		"\u202eدرسة\u202c reversed",
		strings.Repeat("Wolkenkuckucksheim", 20),
		"{{.Frame}} & 'quotes' \"both\"",
		"👩🏽‍🏫 مع 图书馆",
	}
	s := schooltest.New()
	s.Settings = settings()
	s.Settings.SchoolName = texts[0]
	s.Settings.TalentsWanted = texts[:3]
	s.StartDay = schooltest.Day("2026-08-01")
	var partners, people, programs []partnership.Ref
	for i, bad := range texts {
		partners = append(partners, s.Partner(bad, func(p *partnership.Partner) {
			p.PartnerKind, p.Contact, p.Email, p.Phone, p.Notes, p.NextStep, p.CreditAs, p.SocialHandle = bad, bad, bad, bad, bad, bad, bad, bad
			p.Website, p.Offers, p.OKToThank = "javascript:alert(1)", []string{bad}, partnership.Yes
			p.PromisedThanks = []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost, partnership.Email}
			if i > 0 {
				p.IntroducedBy = partners[i-1]
			}
		}))
		people = append(people, s.Volunteer(bad+" ", partners[i], func(v *partnership.Volunteer) {
			v.Role, v.Notes, v.Talents, v.Interests, v.Phone = bad, bad, []string{bad}, []string{bad}, bad
		}))
		programs = append(programs, s.Program(bad+"  ", func(p *partnership.Program) {
			p.ProgramKind, p.Partners, p.Starts, p.Outcome, p.Book, p.Goal, p.Meets = bad, partners, schooltest.Day("2026-09-01"), bad, bad, bad, bad
			p.StudentQuestions, p.Checklist = []string{bad}, []partnership.ChecklistLine{{Text: bad}}
		}))
		for range 12 {
			s.Hours("2026-10-0"+string(rune('1'+i)), 90, append(schooltest.Who(schooltest.Typed(bad)), people...), func(h *partnership.Hours) {
				h.Program, h.WhatWeDid, h.Students = programs[i], bad, 3
			})
		}
		s.Gift("2026-11-01", partners[i], bad, func(d *partnership.Donation) { d.Quantity, d.For = bad, programs[i] })
		s.Thanks(partners[i], partnership.WebsiteNote, func(r *partnership.Recognition) {
			r.BecauseOf, r.Words, r.Link, r.Status = bad, bad, "javascript:alert(1)", partnership.RecognitionPublished
		})
		s.Meeting("2026-11-02", bad, partners, func(m *partnership.Meeting) {
			m.Place, m.Decisions, m.Agenda, m.Notes, m.WhoCame = bad, bad, bad, bad, people
		})
		s.Idea("2026-11-03", bad, people[i], func(one *partnership.Idea) { one.Why, one.LedTo = bad, programs[:i+1] })
		s.Member(bad, bad)
	}
	e := edition(s)
	for i, bad := range texts {
		e.Problems = append(e.Problems, sheet.Problem{
			Code: sheet.DateUnread, Level: sheet.Fix, Tab: partnership.HoursTab, Row: i + 2, Column: bad, Value: bad, Kept: bad, Fix: bad,
		})
		e.Missing = append(e.Missing, roster.Gone{Source: s.School.Hours[i].Source, Name: bad, Since: noon()})
	}
	return e
}
