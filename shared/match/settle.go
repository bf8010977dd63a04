package match

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// A Settled tab is a Pairing whose records have been worked out; references
// come last, for they need the names of all tabs.
type Settled struct {
	pairing *Pairing
	changes []change
	missing []Missing
	rowAt   []int // for each row its change, or none
}

// Advance works out the tab's records as they will be, references apart.
func (p *Pairing) Advance() *Settled {
	s := &Settled{pairing: p, changes: p.next(), rowAt: unset(len(p.recOf))}
	s.missing = p.age(s.changes)
	merge(p.schema, s.changes)
	p.fade(s.changes)
	for i := range s.changes {
		if row := s.changes[i].row; row != none {
			s.rowAt[row] = i
		}
	}
	return s
}

// Records returns the tab's records and tombstones as they will be.
func (s *Settled) Records() []Stored {
	records := make([]Stored, len(s.changes))
	for i := range s.changes {
		records[i] = s.changes[i].Stored
	}
	return records
}

// A Plan is what one sync does with one tab. It is complete before anything is
// written.
type Plan struct {
	Schema *sheet.TabSchema
	// Writes are the records to store, tombstones and revived ones included,
	// with their revision already raised.
	Writes   []Stored
	Created  int
	Updated  int
	Removed  int
	Revived  int
	Same     int // records that stay as they are, missing ones included
	Live     int // records after the sync
	IDs      []IDCell
	Rows     []partnership.ID // for each row of the reading its record, "" when it has none
	Problems []sheet.Problem
	Missing  []Missing
	Held     int
	Paused   *sheet.Problem
	// Placed says that the ID of every record minted before was read back.
	Placed  bool
	Renames []Rename
}

// An IDCell is a row whose ID cell must say something else.
type IDCell struct {
	Index int            // into the rows of the reading
	ID    partnership.ID // "" clears it
}

// A Rename is a record whose name changed, and the problem that says so.
type Rename struct {
	ID      partnership.ID
	Problem int   // index into Problems
	Fresh   bool  // it changed in this read
	Minutes int64 // what came along, where that was counted before
}

// Plan resolves what the names in the tab mean and returns what is to be done.
func (s *Settled) Plan(names *Names) Plan {
	p := s.pairing
	plan := Plan{
		Schema: p.schema, Missing: s.missing, Paused: p.Paused(), Placed: true,
		Rows: make([]partnership.ID, len(s.rowAt)),
	}
	puzzles := s.refer(names)
	for i := range s.changes {
		plan.count(&s.changes[i])
	}
	for _, m := range s.missing {
		if m.Held {
			plan.Held++
		}
	}
	for row := range s.rowAt {
		r := &p.rows()[row]
		if at := s.rowAt[row]; at != none {
			plan.Rows[row] = s.changes[at].ID
		}
		_, over := p.typedOver[row] // its cell names somebody whom it does not hold any more
		if id := plan.Rows[row]; string(id) != r.ID && (id != "" || p.copied[row] || over) {
			plan.IDs = append(plan.IDs, IDCell{Index: row, ID: id})
		}
	}
	plan.Placed = s.placed()
	s.problems(&plan, names, puzzles)
	return plan
}

// placed reports whether every record whose ID had not been read back before
// stands in a row that has it now.
func (s *Settled) placed() bool {
	p := s.pairing
	for i := range s.changes {
		c := &s.changes[i]
		if c.was == none || !c.Live() || c.Minted <= p.tab.Placed {
			continue
		}
		if c.row == none || p.rows()[c.row].ID != string(c.ID) {
			return false
		}
	}
	return true
}

// refer resolves the references of every record, those without a row too: a
// name that becomes known matches wherever it stands.
func (s *Settled) refer(names *Names) map[int][]puzzle {
	columns := refColumns(s.pairing.schema)
	if len(columns) == 0 {
		return nil
	}
	day := dayColumn(s.pairing.schema)
	puzzles := map[int][]puzzle{}
	for i := range s.changes {
		c := &s.changes[i]
		if !c.Live() {
			continue
		}
		if found := c.refer(s.pairing.schema, columns, day, s.pairing.clock.Began, names); len(found) > 0 && c.row != none {
			puzzles[i] = found
		}
	}
	return puzzles
}

func (plan *Plan) count(c *change) {
	if c.Live() {
		plan.Live++
	}
	switch c.what {
	case unchanged:
		if c.Live() {
			plan.Same++
		}
		return
	case created:
		plan.Created++
	case removed:
		plan.Removed++
	case revived:
		plan.Revived++
	case faded: // nobody sees it
	default:
		plan.Updated++
	}
	c.Rev++
	plan.Writes = append(plan.Writes, c.Stored)
}

// dayColumn returns the column that dates a row, or -1.
func dayColumn(t *sheet.TabSchema) int {
	for i, c := range t.Columns {
		if c.Type == sheet.Date && c.Required {
			return i
		}
	}
	return -1
}
