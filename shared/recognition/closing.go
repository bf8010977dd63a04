package recognition

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// A Closing is what a row of the Recognition tab that somebody typed does to
// what is owed: what it settles, or why it settles nothing.
type Closing struct {
	Row *partnership.Recognition
	// Settled is what the row settles, nothing where it finds nothing open. It is
	// more than one thank-you only where a row without a Channel closes all.
	Settled []Thanks
	// Left are the open thank-yous that the row does not close: those for the
	// same occasion in other channels, and where it settles nothing all that its
	// recipient waits for.
	Left []Thanks
	// TooLate says of Left that each of them is for something after the row's day.
	TooLate bool
}

// Closings returns what each live row does that somebody typed and that says
// that thanks were given or that none are needed, in the order of the tab. Rows
// of days before the start day are history and left out, and so are those for
// somebody who asked to be removed, or whom no record has and nothing is owed.
// All is [Debt] of the same day.
func Closings(x *partnership.Index, memory Memory, all []Thanks, today schoolyear.Day) []Closing {
	d := &debt{Index: x, memory: memory, today: today, accounts: map[partnership.Key]*account{}}
	var closings []Closing
	for i := range x.Recognitions {
		r := &x.Recognitions[i]
		if strings.TrimSpace(r.About) != "" || d.stateOf(r) == Drafted || d.recipient(r.For).removed() {
			continue
		}
		c := Closing{Row: r}
		for _, t := range all {
			if t.Row != nil && t.Row.ID == r.ID {
				c.Settled = append(c.Settled, t)
			}
		}
		day := d.dayOf(handwritten{r, false})
		if len(c.Settled) == 0 && day < d.start() {
			continue
		}
		c.TooLate = len(c.Settled) == 0
		for _, t := range all {
			if !t.Waits() || x.Key(t.For) != x.Key(r.For) {
				continue
			}
			if len(c.Settled) == 0 || slices.ContainsFunc(c.Settled[0].Occasions, func(o Occasion) bool { return names(t.About(), o.About) }) {
				c.Left = append(c.Left, t)
				c.TooLate = c.TooLate && t.Since > day
			}
		}
		if len(c.Settled)+len(c.Left) > 0 || r.For.Matched() {
			closings = append(closings, c)
		}
	}
	return closings
}

// Channels are the channels of thank-yous, each once, in the order in which
// they are told.
func Channels(all []Thanks) []partnership.Channel {
	var channels []partnership.Channel
	for _, c := range everyChannel {
		if slices.ContainsFunc(all, func(t Thanks) bool { return t.Channel == c }) {
			channels = append(channels, c)
		}
	}
	return channels
}
