package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

func TestNobodySeesAnything(t *testing.T) {
	for name, viewer := range map[string]func(*http.Request) Viewer{
		"nobody has said who asks": nil,
		"who asks is not known":    func(*http.Request) Viewer { var nobody Viewer; return nobody },
	} {
		t.Run("where "+name+" there are no pages", func(t *testing.T) {
			h := New("school", &shelf{edition: lively()}, noon, Options{Viewer: viewer, Outbox: oneMail(), Tables: oneTable{}, Base: "/alder"})
			for _, path := range []string{
				"/alder/", "/alder/partners", "/alder/partners/Partners%202", "/alder/rows/donations", "/alder/fix", "/alder/mail",
				"/alder/mail/2026-11-23-weekly-digest-1", "/alder/mail/2026-11-23-weekly-digest-1/html", "/alder/tables/partners.csv",
			} {
				w := ask(h, path)
				if w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "Alder Creek") {
					t.Errorf("%s answers %d, want 404 without the school's name", path, w.Code)
				}
			}
		})
	}
}

// TestPersonalFieldsAreForStaff fills every field that is about a person's
// reach, standing or privacy, and opens every page as both viewers.
func TestPersonalFieldsAreForStaff(t *testing.T) {
	private := map[string]string{ // what a page would show, by the field
		"partner's contact": "June Park", "partner's email": "june@rotary.example", "partner's phone": "+1 555 0100", "partner's notes": "Budget is tight",
		"second contact": "Kay Moss", "second email": "kay@rotary.example",
		"volunteer's email": "ana@home.example", "volunteer's phone": "+1 555 0199", "volunteer's notes": "Tires easily", "clearance until": "17 Jan",
		"meeting's notes": "Not to be repeated", "what we did": "Cried over fractions",
	}
	elsewhere := map[string]string{"member's email": "okafor@school.example"} // on no page at all
	s := schooltest.New()
	s.Settings, s.StartDay = settings(), schooltest.Day("2026-08-01")
	s.Member("Ms. Okafor", "Librarian", func(m *partnership.Member) { m.Email = elsewhere["member's email"] })
	rotary := s.Partner("Rotary", func(p *partnership.Partner) {
		p.Contact, p.Email, p.Phone, p.Notes = private["partner's contact"], private["partner's email"], private["partner's phone"], private["partner's notes"]
		p.SecondContact, p.SecondEmail, p.TalkEveryWeeks, p.LastTalked = private["second contact"], private["second email"], 1, schooltest.Day("2026-09-01")
	})
	ana := s.Volunteer("Ana Ruiz", rotary, func(v *partnership.Volunteer) {
		v.Email, v.Phone, v.Notes = private["volunteer's email"], private["volunteer's phone"], private["volunteer's notes"]
		v.ClearanceUntil = schooltest.Day("2027-01-17")
	})
	s.Hours("2026-11-10", 90, schooltest.Who(ana), func(h *partnership.Hours) { h.WhatWeDid = private["what we did"] })
	s.Meeting("2026-09-01", "Autumn", schooltest.Who(rotary), func(m *partnership.Meeting) {
		m.WhoCame, m.Notes = schooltest.Who(rotary), private["meeting's notes"]
	})
	for _, tracked := range []bool{true, false} {
		s.Settings.TrackClearances = tracked
		for name, viewer := range map[string]Viewer{"staff": Staff, "administrators": Administrator} {
			h := New("school", &shelf{edition: edition(s)}, noon, Options{Viewer: func(*http.Request) Viewer { return viewer }})
			found, agenda := map[string]bool{}, false
			crawl(t, h, "", func(path string, doc *html.Node, _ string) {
				var text strings.Builder
				for n := range doc.Descendants() {
					if n.Type == html.TextNode {
						text.WriteString(n.Data + "\n")
					}
					for _, a := range n.Attr {
						text.WriteString(a.Val + "\n")
					}
				}
				agenda = agenda || strings.Contains(text.String(), "Agenda from your sheet")
				for field, value := range private {
					if !strings.Contains(text.String(), value) {
						continue
					}
					found[field] = true
					switch {
					case viewer == Administrator:
						t.Errorf("%s shows administrators the %s", path, field)
					case field == "clearance until" && strings.HasPrefix(path, "/rows/"):
						t.Errorf("%s shows the %s among the rows of a number", path, field)
					case field == "clearance until" && !tracked:
						t.Errorf("%s shows the %s though clearances are not tracked", path, field)
					}
				}
				for field, value := range elsewhere {
					if strings.Contains(text.String(), value) {
						t.Errorf("%s shows %s the %s", path, name, field)
					}
				}
			})
			if !agenda {
				t.Errorf("%s see no agenda: nothing is tried there", name)
			}
			if viewer == Staff && tracked && len(found) != len(private) {
				t.Errorf("staff find %d of the %d fields: %v", len(found), len(private), found)
			}
		}
	}
}
