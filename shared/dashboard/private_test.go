package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// TestNotesArePrivate: they stand under "For staff", also where nothing else
// does, and administrators have neither.
func TestNotesArePrivate(t *testing.T) {
	s := schooltest.New()
	const secret = "Between us: budget is tight."
	bank := s.Partner("First Bank", func(p *partnership.Partner) { p.Notes = secret })
	s.Volunteer("Ana", bank, func(v *partnership.Volunteer) { v.Notes = secret })
	s.Meeting("2026-10-06", "Autumn plans", schooltest.Who(bank), func(m *partnership.Meeting) { m.Notes = secret })
	administrators := Options{Viewer: func(*http.Request) Viewer { return Administrator }}
	for _, path := range []string{"/partners/Partners%202", "/volunteers/Volunteers%202", "/meetings"} {
		t.Run(path, func(t *testing.T) {
			before, _, told := strings.Cut(body(t, s, path, Options{Viewer: staff}), secret)
			if !told || !strings.Contains(before, ">For staff</h") {
				t.Errorf("staff read the notes: %v, under their head: %v", told, strings.Contains(before, ">For staff</h"))
			}
			if page := body(t, s, path, administrators); strings.Contains(page, secret) || strings.Contains(page, "For staff") {
				t.Error("administrators see them")
			}
		})
	}
}
