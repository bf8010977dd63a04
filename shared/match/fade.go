package match

import (
	"maps"
	"slices"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// lasting returns the columns of a tab that its tombstones keep for good; none
// where a tombstone goes after KeepTombstones. They are what the numbers and
// names of other rows, and thanks that were given, are still made from: who it
// was and for whom it counts, never how to reach anybody, or what was noted
// (docs/decisions/0022).
func lasting(kind partnership.Kind) []string {
	switch kind {
	case partnership.Partners:
		return []string{"Partner", "Promised thanks", "Introduced by", "Credit as", alsoKnownAs, "Send thanks"}
	case partnership.Volunteers:
		return []string{"Volunteer", "Partner", "Status", "Under 18", alsoKnownAs, "Send thanks"}
	case partnership.Programs:
		return []string{"Program", "Starts", "Ends", "Status", alsoKnownAs}
	case partnership.Team:
		return []string{"Name"}
	case partnership.Recognitions:
		return []string{"For", "Because of", "Channel", "Status", "Link", "Done on", "About"}
	}
	return nil
}

// Lasting reports whether tombstones of the tab stay for good, because other
// rows, or what is owed, still hang on them. Those of all other tabs may be
// forgotten after KeepTombstones.
func Lasting(kind partnership.Kind) bool { return lasting(kind) != nil }

// past reports whether s is a tombstone that can come back by its ID alone.
func (s *Stored) past(t time.Time) bool { return !s.Live() && t.Sub(s.Deleted) >= KeepTombstones }

// fade takes out of each tombstone whose time to come back is over all but what
// lasts. One that has nothing else left is as it was.
func (p *Pairing) fade(changes []change) {
	keep := make([]bool, len(p.schema.Columns))
	for _, name := range lasting(p.schema.Kind) {
		keep[p.schema.Column(name)] = true
	}
	if p.Paused() != nil || !slices.Contains(keep, true) {
		return
	}
	for i := range changes {
		c := &changes[i]
		if !c.past(p.clock.Began) || !c.holdsMore(keep) {
			continue
		}
		if c.what == unchanged {
			c.Stored, c.what = c.Clone(), faded
		}
		for column := range c.Values {
			if !keep[column] {
				c.Values[column] = sheet.Value{}
			}
		}
		maps.DeleteFunc(c.Refs, func(column int, _ []sheet.Named) bool { return !keep[column] })
		c.Typed, c.Turn = nil, Turn{}
	}
}

// holdsMore reports whether a record holds anything that does not last.
func (s *Stored) holdsMore(keep []bool) bool {
	for column, v := range s.Values {
		if !keep[column] && v != (sheet.Value{}) {
			return true
		}
	}
	for column := range s.Refs {
		if !keep[column] {
			return true
		}
	}
	return len(s.Typed) > 0 || s.Turn != Turn{}
}
