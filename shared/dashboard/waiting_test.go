package dashboard

import (
	"html"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/words"
)

func TestAVisitThatPerhapsDidNotTakePlaceIsAQuestion(t *testing.T) {
	s := schooltest.New()
	dogs := s.Partner("Gentle Paws")
	s.Program("Paws and pages", func(p *partnership.Program) {
		p.ProgramKind, p.Partners = partnership.VisitKind, []partnership.Ref{dogs}
		p.Starts, p.Ends = schooltest.Day("2026-10-01"), schooltest.Day("2026-10-01")
	})
	page := html.UnescapeString(body(t, s, "/thanks", Options{Viewer: staff}))
	for _, want := range []string{"Paws and pages", words.DidItTakePlace, "No thank-you is waiting."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, wrong := range []string{"late", "within two weeks"} {
		if strings.Contains(page, wrong) {
			t.Errorf("the page says %q of it", wrong)
		}
	}
}

func TestNoPublicWordsNameWhoAskedToBeRemoved(t *testing.T) {
	s := schooltest.New()
	ana := s.Volunteer("Ana Ruiz", partnership.Ref{}, func(v *partnership.Volunteer) { v.Status = partnership.VolunteerRemove })
	s.Gift("2026-11-03", ana, "pens")
	s.Thanks(ana, partnership.WebsiteNote, func(r *partnership.Recognition) { r.Words = "Thanks Ana Ruiz" })
	if page := body(t, s, "/thanks", Options{Viewer: staff}); strings.Contains(page, "Ruiz") {
		t.Error("the thank-yous offer words with the name")
	}
}
