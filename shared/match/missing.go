package match

import (
	"math"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

const (
	// RemoveAfter is how long a row must be missing before its record is
	// removed.
	RemoveAfter = 10 * time.Minute
	// KeepTombstones is how long a removed record can come back by its content.
	KeepTombstones = 400 * 24 * time.Hour
	// tellFor is how long the note of a row tells of a change of its name.
	tellFor = 24 * time.Hour
	// breakerWindow is how far back removals count for the breaker.
	breakerWindow = 24 * time.Hour
)

// age decides about the records without a row: those missing for the first
// time, those that still wait, those held, and those whose time has come. It
// changes changes in place and returns what is still missing.
func (p *Pairing) age(changes []change) []Missing {
	if p.Paused() != nil {
		return p.tab.Missing
	}
	before := map[partnership.ID]Missing{}
	for _, m := range p.tab.Missing {
		before[m.ID] = m
	}
	base, last := p.baseNow(), p.standing()
	var missing []Missing
	at := map[partnership.ID]int{}
	for i := range changes {
		c := &changes[i]
		if c.was == none || c.row != none || !c.Live() || c.Archived || p.fits[c.was] {
			continue
		}
		if p.unseen(c.was) {
			p.remove(c)
			continue
		}
		m, waited := before[c.ID]
		if !waited {
			m = Missing{Tab: p.schema.Kind, ID: c.ID, Since: p.clock.Began, Base: base}
		}
		if m.Held && p.tab.Release != NoRelease && (last > 1 || p.tab.Release == Archive) {
			p.release(c)
			last--
			continue
		}
		at[c.ID] = i
		missing = append(missing, m)
	}
	if p.broken(missing) {
		for i := range missing {
			missing[i].Held = true
		}
	}
	kept := missing[:0]
	for _, m := range missing {
		if !m.Held && p.clock.Began.Sub(m.Since) >= RemoveAfter {
			p.remove(&changes[at[m.ID]])
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// baseNow is how many records the tab has, those removed in the last day
// counted in.
func (p *Pairing) baseNow() int {
	n := 0
	for i := range p.tab.Stored {
		s := &p.tab.Stored[i]
		if s.Minted > p.tab.Committed {
			continue // of a run that was cut off
		}
		if s.Live() && !s.Archived || s.removedSince(p.clock.Began.Add(-breakerWindow)) && p.rowOf[i] == none {
			n++
		}
	}
	return n
}

// unseen reports whether the record was made by a run that was cut off before
// its commit, for a row that is not there any more: nobody has seen it.
func (p *Pairing) unseen(rec int) bool {
	return p.rowOf[rec] == none && p.tab.Stored[rec].Minted > p.tab.Committed
}

// standing is how many records the tab may lose and still have one: in Team
// those that live, new ones included; elsewhere any number.
func (p *Pairing) standing() int {
	if p.schema.Kind != partnership.Team {
		return math.MaxInt
	}
	n := 0
	for row := range p.recOf {
		if p.recOf[row] == none && p.rows()[row].State == sheet.Sound && !p.waits[row] {
			n++
		}
	}
	for rec := range p.rowOf {
		if p.tab.Stored[rec].Live() || p.rowOf[rec] != none {
			n++
		}
	}
	return n
}

// broken reports whether so much is gone from the tab that it looks like an
// accident. Shares are of what there was before the read that first missed any
// of it.
func (p *Pairing) broken(missing []Missing) bool {
	if len(missing) == 0 {
		return false
	}
	gone, base, first := len(missing), 0, time.Time{}
	for i := range p.tab.Stored {
		if p.tab.Stored[i].removedSince(p.clock.Began.Add(-breakerWindow)) && p.rowOf[i] == none {
			gone++
		}
	}
	for _, m := range missing {
		if first.IsZero() || m.Since.Before(first) {
			first, base = m.Since, m.Base
		}
	}
	const few, share = 10, 5 // 20 % is a fifth
	switch {
	case gone > few && share*gone > base:
		return true
	case base >= 4 && 2*gone > base:
		return true
	case base >= 2 && gone >= base:
		return true
	}
	return p.schema.Kind == partnership.Team && gone >= base
}

// release does what a person said about a record that is held.
func (p *Pairing) release(c *change) {
	if p.tab.Release == Archive {
		c.own()
		c.Archived = true
		return
	}
	p.remove(c)
}

func (p *Pairing) remove(c *change) {
	c.own()
	c.Deleted = p.clock.Began
	c.what = removed
}

// merge points tombstones at the records that say they are also known by their
// name: a doubled partner, whose totals and history go to the survivor.
func merge(t *sheet.TabSchema, changes []change) {
	name, also := NameColumn(t), t.Column(alsoKnownAs)
	if name < 0 || also < 0 {
		return
	}
	survivors := map[string]partnership.ID{}
	for i := range changes {
		if !changes[i].Live() {
			continue
		}
		for _, other := range changes[i].Values[also].Items() {
			survivors[partnership.Fold(other)] = changes[i].ID
		}
	}
	if len(survivors) == 0 {
		return
	}
	for i := range changes {
		c := &changes[i]
		if c.Live() || c.Into != "" {
			continue
		}
		if into := survivors[partnership.Fold(c.Values[name].Text)]; into != "" {
			c.own()
			c.Into = into
		}
	}
}
