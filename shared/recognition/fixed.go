package recognition

import (
	"time"

	"github.com/oklog/ulid/v2"
)

// knew reports whether an occasion was there when row h was fixed: its record
// had been made, and its day had come. A row stands for a set of occasions from
// the moment on in which it is first seen approved, settled, with words of a
// person's own, or gone from the sheet; what comes later opens the next
// thank-you. A row that is none of these, or of which nobody knows since when,
// knows everything.
func (d *debt) knew(h handwritten, o Occasion) bool {
	fixed := d.memory.Fixed[h.ID]
	if fixed.IsZero() {
		return true
	}
	return !madeAt(o).After(fixed) && o.Day <= d.Settings.Calendar.DayOf(fixed)
}

// madeAt is when the record of a gift was made, as its ID tells; the zero time
// of anything else. Hours and programs are typed all year round: for what comes
// of them their day has to do.
func madeAt(o Occasion) time.Time {
	if o.Kind != Gift || len(o.Sources) == 0 {
		return time.Time{}
	}
	id, err := ulid.ParseStrict(string(o.Sources[0].ID))
	if err != nil {
		return time.Time{}
	}
	return ulid.Time(id.Time())
}

// forgoes reports whether row h says that no thanks are needed: in its Status,
// or by being a draft that was thrown away.
func (d *debt) forgoes(h handwritten) bool {
	state := d.stateOf(h.Recognition)
	return state == NotNeeded || h.gone && state == Drafted
}
