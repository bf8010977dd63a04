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
