package schedule

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/schoolyear"
)

// A Course is how a rhythm has gone so far: what was decided, and under which
// settings. It is stored with every decision. The zero Course is a school for
// which nothing was ever decided.
type Course struct {
	// Pattern is the rhythm that was in force when the Course was stored.
	Pattern string
	// Since is when that rhythm came into force: what it would have made due
	// before is not due.
	Since time.Time
	// Last names the last period that was decided.
	Last schoolyear.Day
	// Mailed is the day for which the last mail was planned.
	Mailed schoolyear.Day
	// Asked is the print of what that mail asked.
	Asked string
}

// Due returns the periods that wait for their decision at now, oldest first,
// and the Course to store with the first decision, or at once where it differs
// from c in what is in force.
//
// Since is when the settings of r were read from the sheet, at the latest: a
// changed day, time, zone or break counts for what falls due from then on, and
// what fell due before under the old ones is still due. Start is the school's
// start day: what fell due before it is history. A period whose mail would have
// expired is passed over.
func (c Course) Due(r Rhythm, start schoolyear.Day, since, now time.Time) ([]Period, Course) {
	next := c
	next.Pattern = r.pattern()
	var due []Period
	switch {
	case c.Pattern == "":
		next.Since = r.Calendar.At(start, 0).Add(-time.Nanosecond)
	case c.Pattern != next.Pattern:
		if since.After(now) {
			since = now
		}
		if old, ok := parsePattern(r.Kind, r.Apart, c.Pattern); ok {
			due = old.Periods(after(c.Since, old, now), since)
		}
		next.Since = since
	}
	due = append(due, r.Periods(after(next.Since, r, now), now)...)
	due = slices.DeleteFunc(due, func(p Period) bool { return p.Name <= c.Last || !now.Before(p.Expires) })
	due = slices.CompactFunc(due, func(p, q Period) bool { return q.Name <= p.Name })
	return due, next
}

// after returns the later of since and the instant before which everything of
// r has expired, so that a long pause costs no long search.
func after(since time.Time, r Rhythm, now time.Time) time.Time {
	t, _ := TermsOf(r.Kind)
	if oldest := now.Add(-t.Lasts - time.Nanosecond); since.Before(oldest) {
		return oldest
	}
	return since
}

// Under returns c with the rhythm in force that d has. A caller that decides
// several periods stores it with the last of them, so that one that is cut off
// in between finds the others still due.
func (c Course) Under(d Course) Course {
	c.Pattern, c.Since = d.Pattern, d.Since
	return c
}

// A Verdict says what becomes of a period.
type Verdict string

// The verdicts.
const (
	Mail      Verdict = "mail"       // its mails are planned
	Quiet     Verdict = "quiet"      // nothing is asked of anyone
	Unchanged Verdict = "unchanged"  // the same was asked last week
	TooSoon   Verdict = "too soon"   // within four days of the last
	NoReaders Verdict = "no readers" // nobody wants it
)

// A Question is what has to be known to judge a period.
type Question struct {
	Readers int
	// Asks are the keys of everything that the mail would ask of someone, in
	// any order; only which there are counts, not how long each has waited.
	Asks []string
	// OnQuiet is the setting "Digest on quiet weeks".
	OnQuiet bool
}

// Judge decides the period and returns the Course after it.
func (c Course) Judge(r Rhythm, p Period, q Question) (Verdict, Course) {
	c.Last = max(c.Last, p.Name)
	asked := printOf(q.Asks)
	switch {
	case q.Readers == 0:
		return NoReaders, c
	case c.Mailed != 0 && p.Day-c.Mailed <= schoolyear.Day(r.Apart):
		return TooSoon, c
	case !q.OnQuiet && len(q.Asks) == 0:
		return Quiet, c
	case !q.OnQuiet && asked == c.Asked && week(p.Day)-week(c.Mailed) < 2:
		return Unchanged, c
	}
	c.Mailed, c.Asked = p.Day, asked
	return Mail, c
}

// week numbers the weeks, Monday to Sunday.
func week(d schoolyear.Day) schoolyear.Day { return (d - 1) / 7 } // Day 1 was a Monday

// printOf returns a short print of a set of keys.
func printOf(keys []string) string {
	sorted := slices.Compact(slices.Sorted(slices.Values(keys)))
	sum := sha256.Sum256([]byte(strings.Join(sorted, "\n")))
	return hex.EncodeToString(sum[:12])
}
