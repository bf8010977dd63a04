package recognition

import "shelfmates/shared/partnership"

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
