package match

import (
	"time"

	"shelfmates/shared/partnership"
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
