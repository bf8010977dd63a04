package recognition

import (
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// A Draft holds the words for one thank-you, ready to be read once by a person
// and used.
type Draft struct {
	Channel   partnership.Channel
	BecauseOf string // for the Because of column: "12 used computers, 3 Nov"
	Subject   string // of an email or a letter
	Words     string // for the Words column; paragraphs are parted by a blank line
	Posts     []Post // of a social post: the same words as each network counts them
	AskFirst  string // what to ask before it is published; "" when nothing
	ByHand    bool   // Words are a person's, from the row, and not ours
}

// DraftFor returns the words for t: those of its row where there are some,
// else ours.
func DraftFor(x *partnership.Index, t Thanks) Draft {
	return Draft{Channel: t.Channel}
}

func joinAbout(occasions []Occasion) string {
	keys := make([]string, len(occasions))
	for i, o := range occasions {
		keys[i] = o.About
	}
	return strings.Join(keys, " ")
}

// names are the texts by which a person would call o in Because of.
func (o Occasion) names() []string {
	switch o.Kind {
	case Gift:
		return []string{o.What, words.ThingGiven(o.What, o.Quantity).Text}
	case Milestone:
		return []string{words.Count(o.Hours, "hour", "hours")}
	case Anniversary:
		return []string{"first anniversary", "anniversary", "a year together", "one year"}
	}
	return []string{o.Program}
}
