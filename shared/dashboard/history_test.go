package dashboard

import (
	"strings"
	"testing"

	"shelfmates/shared/partnership/schooltest"
)

// TestTheFirstHourSaysWhatIsHistory: gifts from before the first sync wait for no
// thanks, and the page where they are looked for says so.
func TestTheFirstHourSaysWhatIsHistory(t *testing.T) {
	s := schooltest.New()
	s.StartDay = schooltest.Day("2026-11-24")
	thrift := s.Partner("Second Turn Thrift")
	const one = "1 gift before 24 Nov counts as history; Settings, Thank from, changes that."
	const three = "3 gifts before 24 Nov count as history; Settings, Thank from, changes that."
	s.Gift("2026-11-03", thrift, "12 used computers")
	if page := body(t, s, "/thanks", Options{Viewer: staff}); !strings.Contains(page, one) {
		t.Errorf("the page lacks %q", one)
	}
	s.Gift("2026-11-05", thrift, "A globe")
	s.Gift("2026-11-23", thrift, "A rug")
	if page := body(t, s, "/thanks", Options{Viewer: staff}); !strings.Contains(page, three) {
		t.Errorf("the page lacks %q", three)
	}
	s.Gift("2026-11-24", thrift, "A lamp")
	if page := body(t, s, "/thanks", Options{Viewer: staff}); strings.Contains(page, "as history") {
		t.Error("the page still says so beside a thank-you that waits")
	}
}
