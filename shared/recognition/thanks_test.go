package recognition

import (
	"testing"

	"shelfmates/shared/partnership"
)

func TestThankYousAreCountedOnceWhateverTheirChannels(t *testing.T) {
	s := school()
	s.Partners[0].PromisedThanks = []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost}
	s.Donations = []partnership.Donation{gift("g1", "2026-09-03", "books"), gift("g2", "2026-11-03", "12 used computers")}
	s.Hours = []partnership.Hours{hours("h1", "2026-11-02", 600)}
	s.Recognitions = []partnership.Recognition{{
		Source: source(partnership.Recognitions, "r1"), For: thrift, Channel: partnership.SocialPost, About: "gift:g1",
		Status: partnership.RecognitionPublished, DoneOn: on("2026-09-10"),
	}}
	thankYous, channels := CountOpen(Debt(partnership.NewIndex(s), Memory{}, on("2026-11-16")))
	if thankYous != 3 || channels != 4 {
		t.Errorf("%d thank-yous in %d channels, want 3 in 4: one gift has its note open alone, the other both, the hours an email", thankYous, channels)
	}
}

func TestAVisitThatPerhapsDidNotTakePlaceKeepsNobodyWaiting(t *testing.T) {
	s := school()
	s.Programs = []partnership.Program{{
		Source: source(partnership.Programs, "v1"), Name: "Therapy dog morning", ProgramKind: partnership.VisitKind,
		Partners: []partnership.Ref{thrift}, Starts: on("2026-10-01"), Ends: on("2026-10-01"),
	}}
	today := on("2026-11-16")
	all := Debt(partnership.NewIndex(s), Memory{}, today)
	if n, _ := CountOpen(all); n != 0 || len(all) != 1 || !all[0].Open() || all[0].Late(today) {
		t.Errorf("%d wait, of %s; want an open question, nobody waiting and nothing late", n, story(all))
	}
	s.Programs[0].Outcome = "The children read to Biscuit."
	all = Debt(partnership.NewIndex(s), Memory{}, today)
	if n, _ := CountOpen(all); n != 1 || !all[0].Late(today) {
		t.Errorf("once it took place %d wait, of %s; want one, late", n, story(all))
	}
}
