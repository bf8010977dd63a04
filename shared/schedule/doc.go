// Package schedule says what mail falls due on a day, and for whom. It owns no
// text.
//
//	Settings --Rhythm--> Periods --+
//	                               +--Course--> due now, in order --Judge--> mail, or why not
//	what was decided before -------+
//
// Nothing here fires. What is due follows from the settings, what was decided
// before and the clock alone, so that late, doubled and missing ticks change
// nothing. A period is decided once; whoever stores the Course together with
// the decision makes that true.
package schedule

import "time"

// A Kind is a kind of mail. Its text opens the keys of the ledger.
type Kind string

// The kinds of mail.
const (
	WeeklyDigest Kind = "weekly-digest"
)

// Terms are what holds for every mail of a kind.
type Terms struct {
	Kind Kind
	// Lasts is how long after its due instant a mail may still leave.
	Lasts time.Duration
	// Unsubscribe says that it carries the headers with which a reader stops
	// it.
	Unsubscribe bool
	// AtNight says that it may leave between 20:00 and 06:00.
	AtNight bool
}

// terms is the table of kinds.
var terms = [...]Terms{
	{Kind: WeeklyDigest, Lasts: 6 * 24 * time.Hour, Unsubscribe: true},
}

// TermsOf returns the terms of a kind, and false for one that is not known: a
// newer version has planned it.
func TermsOf(kind Kind) (Terms, bool) {
	for _, t := range terms {
		if t.Kind == kind {
			return t, true
		}
	}
	return Terms{}, false
}
