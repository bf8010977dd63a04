package dashboard

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// TestWhatIsNotShownHasAPage: "and 4 more" leads to all of them.
func TestWhatIsNotShownHasAPage(t *testing.T) {
	s := schooltest.New()
	s.Partner("First Bank")
	for i := range 9 {
		s.Idea("2026-10-05", fmt.Sprintf("Idea number %d", i), partnership.Ref{})
		s.Program(fmt.Sprintf("Program %d", i), func(p *partnership.Program) { p.Starts = schooltest.Day("2026-09-01") })
	}
	administrators := Options{Viewer: func(*http.Request) Viewer { return Administrator }}
	for _, c := range []struct {
		who     string
		options Options
		task    string
	}{{"staff", Options{Viewer: staff}, "“Idea number %d” waits for an answer."}, {"administrators", administrators, "Program %d has no administrator yet."}} {
		t.Run(c.who, func(t *testing.T) {
			if page := body(t, s, "/", c.options); !strings.Contains(page, `<a href="/attention">and 4 more`) {
				t.Error("the overview has no link to the others")
			}
			page := body(t, s, "/attention", c.options)
			for i := range 9 {
				if task := fmt.Sprintf(c.task, i); strings.Count(page, "<p><bdi>"+task) != 1 {
					t.Errorf("the page does not show %q once", task)
				}
			}
		})
	}
}

// TestThePageListsWhatTheMailAsks: what a digest tells of stands on the page for
// as long as it is open.
func TestThePageListsWhatTheMailAsks(t *testing.T) {
	s := schooltest.New()
	bank := s.Partner("First Bank", func(p *partnership.Partner) {
		p.NextStep, p.NextStepOn, p.AgreementUntil = "Call Dana", schooltest.Day("2026-11-20"), schooltest.Day("2027-01-10")
	})
	s.Partner("Rotary", func(p *partnership.Partner) {
		p.NextStep, p.NextStepOn = "Send the photos", schooltest.Day("2026-11-27")
	})
	s.Idea("2026-10-05", "A seed library", partnership.Ref{}, func(i *partnership.Idea) { i.Status = partnership.IdeaTalking })
	s.Meeting("2026-11-12", "Spring plans", schooltest.Who(bank), func(m *partnership.Meeting) { m.StatusCell = partnership.MeetingConfirmed })
	ana := s.Volunteer("Ana Ruiz", partnership.Ref{}, func(v *partnership.Volunteer) { v.RequiredMinutes = 600 })
	s.Hours("2026-11-19", 330, schooltest.Who(ana))
	page := body(t, s, "/attention", Options{Viewer: staff})
	for what, want := range map[string]string{
		"an overdue next step":      "By Fri 20 Nov: Call Dana (First Bank). Is it done?",
		"one of the days to come":   "By Fri 27 Nov: Send the photos (Rotary)",
		"an idea that is talked of": "“A seed library” waits for an answer.",
		"a meeting without a word":  "Was it held?",
		"a placement half-way":      "Ana Ruiz",
		"an agreement near its end": "The agreement with First Bank ends",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s, %q", what, want)
		}
	}
}

// TestGiftsKeepTheirQuantity, behind a number and on the partner's page.
func TestGiftsKeepTheirQuantity(t *testing.T) {
	s := schooltest.New()
	thrift := s.Partner("Second Turn Thrift")
	s.Gift("2026-11-03", thrift, "Used computers", func(d *partnership.Donation) { d.Quantity = "12" })
	for _, path := range []string{"/rows/donations", "/partners/Partners%202"} {
		if !strings.Contains(body(t, s, path, Options{Viewer: staff}), ">12 used computers<") {
			t.Errorf("%s does not say 12 used computers", path)
		}
	}
	t.Run("of money the list has what staff typed", func(t *testing.T) {
		s.Gift("2026-11-10", thrift, "A cheque for picture books", func(d *partnership.Donation) { d.Money = true })
		if !strings.Contains(body(t, s, "/rows/donations", Options{Viewer: staff}), ">A cheque for picture books<") {
			t.Error("it does not")
		}
	})
}
