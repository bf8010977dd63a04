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
