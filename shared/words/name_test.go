package words

import "testing"

func TestNamesWithinASentence(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{InSentence("The Rotary Club"), "the Rotary Club"},
		{InSentence("A quiet neighbor"), "a quiet neighbor"},
		{InSentence("An old friend"), "an old friend"},
		{InSentence("A Better Chance"), "A Better Chance"},
		{InSentence("Anonymous"), "Anonymous"},
		{InProse("A morning with Biscuit"), "a morning with Biscuit"},
		{Addressed("A quiet neighbor"), "quiet neighbor"},
		{Addressed("The Aldous family"), "Aldous family"},
		{Addressed("A Better Chance"), "A Better Chance"},
		{ThankForGift(Thanks{Praise: Praise{Given: ThingGiven("A rocking chair", "")}, Dear: "Ana"}).Subject, "Thank you for the rocking chair"},
		{PraiseGift(Praise{Who: "Lakeside YMCA", Given: ThingGiven("A van", "")}).Website[:33], "Lakeside YMCA gave our library a "},
		{GaveWhat("Lakeside YMCA", GiftTold{What: "A van", For: "A morning with Biscuit"}), "Lakeside YMCA gave a van for a morning with Biscuit."},
		{MetAbout("The Rotary Club", "", ""), "A meeting with the Rotary Club."},
		{GaveFirstHours("The Rotary Club", "Ben", "A morning with Biscuit", 0), "Ben (the Rotary Club) gave the first hours, in a morning with Biscuit."},
		{CameFromIdea("A quiet neighbor", "Ben", "Chess"), "Ben suggested “Chess”, which led to a quiet neighbor."},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
