package match

import (
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A Stored is a record as the store has it, with all that identity needs to
// know of it. One with a Deleted time is a tombstone.
type Stored struct {
	sheet.Record
	Rev      int64          // rises by one with every change
	Row      int            // of the sheet, when last written
	Minted   int64          // epoch in which the record was made
	Deleted  time.Time      // zero while the record lives
	Into     partnership.ID // of a tombstone: the record that it was merged into
	Archived bool           // kept in every number though its row is gone
	Former   []string       // names it once had, oldest first
	DoneSeen schoolyear.Day // when a thank-you or a program was first seen done; zero while it is not
	Fixed    time.Time      // of a thank-you: when it was first seen to take in nothing more; zero while it may
	Turn     Turn           // the last change of its name
}

// A Turn is a change of a record's name, or the beginning of one that was typed
// over another. The note of its row tells of it for a day.
type Turn struct {
	From  string    `json:"from"` // the name before; "" when there was no turn
	New   bool      `json:"new,omitempty"`
	At    time.Time `json:"at"`    // when the read began that found it
	Epoch int64     `json:"epoch"` // in which it was stored
	// Minutes are the hours that came along with a new name. Reconcile fills them
	// in, for it sees all tabs.
	Minutes int64 `json:"min,omitempty"`
}

// Live reports whether s is a record and not a tombstone.
func (s *Stored) Live() bool { return s.Deleted.IsZero() }

// A Missing is a record whose row is not in the sheet, and since when. Its row
// counts until it is removed.
type Missing struct {
	Tab   partnership.Kind `json:"tab"`
	ID    partnership.ID   `json:"id"`
	Since time.Time        `json:"since"` // when the read that first missed it began
	// Base is how many records the tab had before that read, those removed in
	// the day before counted in.
	Base int  `json:"base"`
	Held bool `json:"held,omitempty"` // its removal waits for a person
}
