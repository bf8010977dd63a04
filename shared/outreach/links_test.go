package outreach

import (
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/roster"
)

func TestWhatADigestSpeaksOfHasItsPage(t *testing.T) {
	s := schooltest.New()
	s.Settings.ThankWithinDays, s.Settings.TrackClearances = 14, true
	club := s.Partner("Garden Club", func(p *partnership.Partner) { p.AgreementUntil = schooltest.Day("2026-12-10") })
	ana := s.Volunteer("Ana Ruiz", club, func(v *partnership.Volunteer) { v.ClearanceUntil = schooltest.Day("2026-12-01") })
	s.Gift("2026-11-19", club, "books")
	s.Gift("2026-11-20", schooltest.Typed("Corner Cafe"), "cake")
	s.Meeting("2026-11-24", "Spring plans", schooltest.Who(club))
	e := &roster.Edition{School: &s.School}
	at := func(public string) []string {
		f := New(nil, nil, Options{PublicURL: public}).digestFacts(e, schooltest.Day(today), 0)
		links := []string{f.Links.Cells}
		for _, o := range f.Thanks {
			links = append(links, o.Link)
		}
		for _, u := range f.Upcoming {
			links = append(links, u.Link)
		}
		return append(links, f.Clearances[0].Link, f.Agreements[0].Link)
	}
	t.Run("by the record's ID alone, and the list of all for a name that has none", func(t *testing.T) {
		base := "https://library.example"
		want := []string{
			base + "/fix", base + "/partners/Partners%202#owed", base + "/thanks", base + "/meetings",
			base + "/volunteers/" + strings.ReplaceAll(string(ana.ID), " ", "%20"), base + "/partners/Partners%202",
		}
		if got := at(base + "/"); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
	t.Run("and none while nobody has said where the pages are", func(t *testing.T) {
		if got := strings.Join(at(""), ""); got != "" {
			t.Errorf("got %q", got)
		}
	})
}
