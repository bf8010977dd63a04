package dashboard

import (
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// TestAProgramIsNotNamedInEachOfItsSessions: its page is about it.
func TestAProgramIsNotNamedInEachOfItsSessions(t *testing.T) {
	s := schooltest.New()
	ana := s.Volunteer("Ana", s.Partner("YMCA"))
	tutoring := s.Program("Tutoring", func(p *partnership.Program) { p.Starts = schooltest.Day("2026-09-01") })
	s.Hours("2026-10-06", 90, schooltest.Who(ana), func(h *partnership.Hours) { h.Program = tutoring })
	for path, want := range map[string]bool{"/programs/Programs%202": false, "/volunteers/Volunteers%202": true} {
		page := body(t, s, path, Options{Viewer: staff})
		if named := strings.Contains(page, ">Program</th>") && strings.Contains(page, `data-label="Program"`); named != want {
			t.Errorf("%s names it in its sessions: %v, want %v", path, named, want)
		}
		if !strings.Contains(page, "1 h 30 min") {
			t.Errorf("%s lacks the session", path)
		}
	}
}
