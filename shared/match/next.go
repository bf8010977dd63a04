package match

import (
	"slices"
	"time"

	"github.com/oklog/ulid/v2"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// maxFormer bounds how many former names a record keeps.
const maxFormer = 20

// WellFormed reports whether text could be an ID of ours.
func WellFormed(text string) bool {
	_, err := ulid.ParseStrict(text)
	return err == nil && len(text) == ulid.EncodedSize && text[0] <= '7'
}

// A change is a record as it will be, and what became of it.
type change struct {
	Stored
	was  int // position in the tab's records, or none for a new one
	row  int // position in the tab's rows, or none
	what fate
}

// A fate says what becomes of a record.
type fate uint8

const (
	unchanged fate = iota
	created
	updated
	revived
	removed
	faded // a tombstone of which only what lasts is left
)

// next works out every record of the tab as it will be, references apart.
func (p *Pairing) next() []change {
	changes := make([]change, 0, len(p.tab.Stored)+len(p.recOf)/8)
	for rec := range p.tab.Stored {
		s := &p.tab.Stored[rec]
		c := change{Stored: *s, was: rec, row: p.rowOf[rec]}
		if c.row != none {
			p.fill(&c)
		}
		changes = append(changes, c)
	}
	if p.Paused() != nil {
		return changes
	}
	taken := p.adopted()
	for row := range p.recOf {
		r := &p.rows()[row]
		if p.recOf[row] != none || r.State != sheet.Sound || p.waits[row] {
			continue
		}
		c := change{was: none, row: row, what: created}
		c.Values = make([]sheet.Value, len(p.schema.Columns))
		c.Minted = p.clock.Epoch
		if c.ID = taken[row]; c.ID == "" {
			c.ID = p.clock.Mint()
		}
		p.fill(&c)
		changes = append(changes, c)
	}
	return changes
}

// adopted returns the IDs that are taken from the sheet for new records.
func (p *Pairing) adopted() map[int]partnership.ID {
	if p.tab.Adopts == nil {
		return nil
	}
	seen := map[string]int{}
	for row := range p.rows() {
		if id := p.rows()[row].ID; WellFormed(id) {
			seen[id]++
		}
	}
	taken := map[int]partnership.ID{}
	for row := range p.rows() {
		id := partnership.ID(p.rows()[row].ID)
		if _, known := p.byID[id]; !known && seen[string(id)] == 1 && p.tab.Adopts(id) {
			taken[row] = id
		}
	}
	return taken
}

// fill brings a record to what its row says. A cell that could not be read
// leaves the last good value and is remembered as typed; a column that the tab
// does not have leaves what is stored.
func (p *Pairing) fill(c *change) {
	t, r := p.schema, &p.rows()[c.row]
	p.turnOver(c)
	if !c.Live() {
		c.own()
		c.Deleted, c.Into, c.what = time.Time{}, "", revived
	}
	if c.Archived {
		c.own()
		c.Archived = false
	}
	if r.State == sheet.Withheld || r.State == sheet.Summary {
		return
	}
	for i := range r.Values {
		v := cell(t, r, i)
		if v.State == sheet.Absent || v == c.shown(i) {
			continue
		}
		c.own()
		if v.State == sheet.Bad {
			if c.Typed == nil {
				c.Typed = map[int]string{}
			}
			c.Typed[i] = v.Text
			continue
		}
		if t.Columns[i].Type == sheet.Name && c.Values[i].State == sheet.Good && partnership.Fold(c.Values[i].Text) != partnership.Fold(v.Text) {
			p.rename(c, c.Values[i].Text, v.Text)
		}
		delete(c.Typed, i)
		c.Values[i] = v
	}
	if c.what != unchanged {
		c.Row = r.Number
	}
}

// turnOver remembers of a new record over whom its row was typed.
func (p *Pairing) turnOver(c *change) {
	if over, typed := p.typedOver[c.row]; typed && c.what == created {
		was := p.tab.Stored[over].Values[p.nameColumn()].Text
		c.Turn = Turn{From: was, New: true, At: p.clock.Began, Epoch: p.clock.Epoch}
	}
}

// own makes the record the change's own, so that it may be changed.
func (c *change) own() {
	if c.what == unchanged {
		c.Stored = c.Clone()
		c.what = updated
	}
}

// rename remembers the name before. Going back to a name it once had is no turn,
// and going back from one that was never committed leaves no trace.
func (p *Pairing) rename(c *change, from, to string) {
	before := len(c.Former)
	c.Former = slices.DeleteFunc(c.Former, func(name string) bool { return partnership.Fold(name) == partnership.Fold(to) })
	again := len(c.Former) < before
	undone := c.Turn.Epoch > p.tab.Committed && partnership.Fold(c.Turn.From) == partnership.Fold(to)
	if !undone {
		c.Former = append(c.Former, from)
		c.Former = c.Former[max(0, len(c.Former)-maxFormer):]
	}
	switch {
	case again || undone:
		c.Turn = Turn{}
	case c.Minted <= p.tab.Placed || p.rows()[c.row].ID == string(c.ID): // else somebody is still typing the row
		c.Turn = Turn{From: from, At: p.clock.Began, Epoch: p.clock.Epoch}
	}
}
