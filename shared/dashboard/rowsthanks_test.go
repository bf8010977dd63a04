package dashboard

import (
	"regexp"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// TestThankedOnTimeOpensOntoThankYous: as many as the number is made of, and
// nothing else.
func TestThankedOnTimeOpensOntoThankYous(t *testing.T) {
	s := schooltest.New()
	s.StartDay = schooltest.Day("2026-02-01")
	both := func(d *partnership.Donation) {
		d.PromisedThanks = []partnership.Channel{partnership.Letter, partnership.Email}
	}
	for i, gift := range []struct{ on, what, letter, email string }{
		{"2026-03-02", "Chalk", "2026-03-04", "2026-03-04"}, // last year
		{"2026-09-07", "12 used computers", "2026-09-10", "2026-10-20"},
		{"2026-10-05", "40 seedlings", "2026-10-06", ""},
		{"2026-11-20", "Bread", "", ""}, // not due yet
	} {
		donor := s.Partner([]string{"Chalk Works", "Second Turn Thrift", "Fernhill Nursery", "Oak Street Bakery"}[i])
		s.Gift(gift.on, donor, gift.what, both)
		for channel, on := range map[partnership.Channel]string{partnership.Letter: gift.letter, partnership.Email: gift.email} {
			if on != "" {
				s.Thanks(donor, channel, func(r *partnership.Recognition) {
					r.BecauseOf, r.Status, r.DoneOn = gift.what, partnership.RecognitionSent, schooltest.Day(on)
				})
			}
		}
	}
	page := body(t, s, "/rows/thanked-on-time", Options{Viewer: staff})
	for _, want := range []string{
		"Thanked on time: 2 of 4", ">On time</th>", ">Due by</th>", ">Given</th>", ">How</th>",
		"12 used computers", "21 Sep", "20 Oct", "not yet",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, not := range []string{"Meets it", "Chalk Works", "Oak Street Bakery"} {
		if strings.Contains(page, not) {
			t.Errorf("the page has %q", not)
		}
	}
	yes, no := regexp.MustCompile(`tag is-good">yes<`).FindAllString(page, -1), regexp.MustCompile(`tag is-hollow">no<`).FindAllString(page, -1)
	if len(yes) != 2 || len(no) != 2 {
		t.Errorf("%d were on time and %d were not, want 2 and 2", len(yes), len(no))
	}
}
