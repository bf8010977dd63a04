package recognition

import (
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// A Kind says what an occasion is. Its text opens the key in the About column.
type Kind string

// The kinds of occasions.
const (
	Gift        Kind = "gift"        // a donation
	Milestone   Kind = "milestone"   // a volunteer's hours passed a mark
	Visit       Kind = "visit"       // a visit or event took place
	Anniversary Kind = "anniversary" // a year of working together
	Finished    Kind = "finished"    // a project came to its end
)

// An Occasion is one thing to thank one recipient for.
type Occasion struct {
	Kind  Kind
	About string         // its key in the About column: "gift:01J…", "milestone:25"
	Day   schoolyear.Day // when it happened
	// What it was about, as far as its Kind has it.
	What     string            // Gift: the What cell as typed
	Quantity string            // Gift
	Money    bool              // Gift: money and not a thing
	Value    partnership.Money // Gift: as the donor states it; said of money alone
	HasValue bool
	Hours    int    // Milestone: the mark that was passed
	Program  string // Visit, Finished, and Gift with a For: the program's name
	Sessions int    // Visit, Finished: sessions of the program
	Students int    // Finished: students it served, each counted once; 0 = not said
	Visits   int    // Visit, Finished, Anniversary: student visits, a child counting each time
	Minutes  int    // Visit, Finished, Anniversary: service the recipient gave in it
	Sources  []partnership.Source
	// Unconfirmed says of a Visit that its date alone tells that it took place.
	Unconfirmed bool
}

// A State says how far a thank-you has come. Each is in exactly one.
type State string

// The states of a thank-you.
const (
	Due       State = "due"              // nobody has begun
	Drafted   State = "drafted"          // a row of the Recognition tab holds words for it
	Thanked   State = "thanked"          // published or sent
	InPerson  State = "done in person"   // said face to face
	NotNeeded State = "no thanks needed" // somebody decided so
)

// A Thanks is one thank-you in one channel: what one recipient is owed, or
// was given, for one occasion, or for gifts close together that share it.
type Thanks struct {
	Key       string          // names this thank-you for good: recipient, channel, first occasion
	For       partnership.Ref // a partner or a volunteer; perhaps not matched
	Channel   partnership.Channel
	Promised  bool       // the channel was promised; otherwise it is our choice
	Occasions []Occasion // oldest first, never empty; more than one only for gifts
	State     State
	Since     schoolyear.Day // day of the first occasion: "given on"
	DueBy     schoolyear.Day // the last day on which it is in time
	DoneOn    schoolyear.Day // zero while open, or where no day is known
	Row       *partnership.Recognition
	ByHand    bool                // settled by a row that a person typed, and not by one of ours
	Consent   partnership.Consent // to be named in public
	Why       Reason              // of NotNeeded
}

// A Reason says why no thanks are needed.
type Reason string

// The reasons.
const (
	SaidSo       Reason = "said so"       // a row says No thanks needed
	DraftDeleted Reason = "draft deleted" // the row that held the words is gone
	NoLetters    Reason = "no letters"    // Send thanks is no
	Removed      Reason = "removed"       // asked to be removed
	NotTogether  Reason = "not together"  // the partnership is paused or has ended
	Surpassed    Reason = "surpassed"     // a higher milestone was passed before this one was drafted
)

// Kind is the kind of the thank-you's occasions.
func (t Thanks) Kind() Kind { return t.Occasions[0].Kind }

// Unconfirmed reports whether nobody has written that what t thanks for took
// place.
func (t Thanks) Unconfirmed() bool { return len(t.Occasions) > 0 && t.Occasions[0].Unconfirmed }

// Open reports whether somebody has still something to do: due or drafted.
func (t Thanks) Open() bool { return t.State == Due || t.State == Drafted }

// Waits reports whether somebody waits for t: it is open, and what it thanks
// for took place as far as anybody knows.
func (t Thanks) Waits() bool { return t.Open() && !t.Unconfirmed() }

// Done reports whether thanks were given.
func (t Thanks) Done() bool { return t.State == Thanked || t.State == InPerson }

// Late reports whether the thank-you is open past its time, or was given past
// it. One that was given on no known day is not late, nor is one for a visit that
// perhaps did not take place.
func (t Thanks) Late(today schoolyear.Day) bool {
	if t.Open() {
		return t.Waits() && today > t.DueBy
	}
	return t.Done() && t.DoneOn > t.DueBy
}

// Together names the thank-you that t is one channel of: equal for all channels
// of one recipient's occasion.
func (t Thanks) Together() string {
	return string(t.For.Kind) + string(t.For.ID) + t.For.Name + "\n" + t.About()
}

// CountOpen counts what somebody waits for of all: how many thank-yous are
// open, each counted once whatever its channels, and in how many channels. A
// visit of which nobody has written that it took place is a question, and no
// thank-you yet. The digest and the pages say both from here.
func CountOpen(all []Thanks) (thankYous, channels int) {
	seen := map[string]bool{}
	for _, t := range all {
		if t.Waits() {
			seen[t.Together()] = true
			channels++
		}
	}
	return len(seen), channels
}

// About is what the About column of this thank-you's row says.
func (t Thanks) About() string { return joinAbout(t.Occasions) }

// Sources are the rows that the thank-you is made from, its own row last.
func (t Thanks) Sources() []partnership.Source {
	var all []partnership.Source
	for _, o := range t.Occasions {
		all = append(all, o.Sources...)
	}
	if t.Row != nil {
		all = append(all, t.Row.Source)
	}
	return all
}

// Memory is what the store knows about thank-yous and the sheet no longer
// shows. The zero Memory is a store that never wrote into Recognition.
type Memory struct {
	// Removed are the Recognition rows that left the sheet, for as long as the
	// school is kept, without their Words once 400 days have passed. What was
	// done in one stays done; what was only drafted in one needs no thanks.
	Removed []partnership.Recognition
	// RemovedOn is the day on which each of Removed left: a row has nothing to
	// say of what was given after it.
	RemovedOn map[partnership.ID]schoolyear.Day
	// DoneSeen is the day on which a row without Done on was first seen done.
	DoneSeen map[partnership.ID]schoolyear.Day
	// Fixed is when a row was first seen to take in nothing more: approved,
	// settled, with Words, or gone. What came into the sheet later opens the next
	// thank-you. It is missing for a row that is open to more.
	Fixed map[partnership.ID]time.Time
	// FinishedSeen is the day on which a program without Ends was first seen
	// finished. Without it, its last session counts.
	FinishedSeen map[partnership.ID]schoolyear.Day
}
