package recognition

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// Debt returns every thank-you since the start day, as of today: one entry for
// each occasion (or gifts that share their thanks) and channel, in whatever
// state. They are in order of Since, then Key. What is dated ahead of today
// is not owed yet.
func Debt(x *partnership.Index, memory Memory, today schoolyear.Day) []Thanks {
	return nil
}

// DraftFor returns the words for t: those of its row where there are some,
// else ours.
func DraftFor(x *partnership.Index, t Thanks) Draft {
	return Draft{Channel: t.Channel}
}

func joinAbout(occasions []Occasion) string {
	var about string
	for i, o := range occasions {
		if i > 0 {
			about += " "
		}
		about += o.About
	}
	return about
}
