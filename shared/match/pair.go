package match

import (
	"cmp"
	"slices"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A Tab is one staff tab as it is now and as it was at the last commit.
type Tab struct {
	Reading sheet.Reading
	Stored  []Stored // all records and tombstones of the tab, in any order
	// Had says for each column of the schema whether the tab had it at the last
	// commit; nil when there was no commit.
	Had []bool
	// Placed is the epoch up to which minted records had their ID read back.
	Placed int64
	// Committed is the epoch of the last commit. A record minted after it is of a
	// run that was cut off: nobody has seen it yet.
	Committed int64
	// Missing are the records of this tab that were missing before.
	Missing []Missing
	// Release is what a person let go in this tab.
	Release Release
	// Adopts says which unknown IDs in the sheet are taken for new records: all
	// while the store is empty, else those that were given out for rows that we
	// asked for. Only well-formed, unique ones are; nil takes none.
	Adopts func(partnership.ID) bool
}

// A Release is a person's word about rows that are held.
type Release uint8

// The releases.
const (
	NoRelease Release = iota
	Remove            // remove what is held, believe what only changed places
	Archive           // keep what is held in every number, never miss it again
)

// A Clock carries what a match needs to know of time and chance.
type Clock struct {
	Began time.Time // when the reading began
	Epoch int64     // of this run; new records are minted in it
	Mint  func() partnership.ID
	Today schoolyear.Day
	// YearStart is the first day of this school year.
	YearStart schoolyear.Day
}

// none marks a row without record, or a record without row.
const none = -1

// A Pairing says which row of a tab is which record.
type Pairing struct {
	tab     *Tab
	clock   Clock
	schema  *sheet.TabSchema
	present []int // columns that the tab has now
	common  []int // those of them that it had at the last commit
	byID    map[partnership.ID]int

	recOf []int // for each row its record, or none
	rowOf []int // for each record its row, or none

	rowPrint, recPrint []sheet.Print

	typedOver map[int]int  // rows that hold somebody else than the record of their ID
	waits     map[int]bool // rows whose natural key fits several records
	fits      map[int]bool // the records that those rows fit
	copied    map[int]bool // rows whose ID cell belongs to another row
	scramble  *sheet.Problem
}

// Pair finds the record of each row. A tab on pause has no rows and pairs none.
func Pair(tab *Tab, clock Clock) *Pairing {
	p := &Pairing{
		tab: tab, clock: clock, schema: tab.Reading.Schema,
		byID:      make(map[partnership.ID]int, len(tab.Stored)),
		recOf:     unset(len(tab.Reading.Rows)),
		rowOf:     unset(len(tab.Stored)),
		typedOver: map[int]int{}, waits: map[int]bool{}, fits: map[int]bool{}, copied: map[int]bool{},
	}
	for i := range tab.Stored {
		p.byID[tab.Stored[i].ID] = i
	}
	if tab.Reading.Paused != nil {
		return p
	}
	for c, at := range tab.Reading.Columns {
		if at < 0 {
			continue
		}
		p.present = append(p.present, c)
		if tab.Had == nil || tab.Had[c] {
			p.common = append(p.common, c)
		}
	}
	p.print(p.present)
	p.byIDAndContent()
	p.byContent(anyRow)
	if len(p.common) < len(p.present) {
		// Columns have come back. What is the same in the others is the record too;
		// but a row that lacks what it must have, such as its name, says too little
		// by them to speak against its ID.
		p.print(p.common)
		p.byIDAndContent()
		p.byContent(func(row int) bool { return p.rows()[row].State == sheet.Sound || p.lostID(row) })
	}
	if p.crossed() && tab.Release != Remove {
		p.pause(sheet.Scrambled, nil)
		return p
	}
	p.byIDCell()
	p.identical()
	p.revive()
	p.byKey()
	p.leftovers()
	p.byPlace()
	if column, ok := p.shuffled(); ok && tab.Release != Remove {
		p.pause(sheet.Scrambled, []string{column})
	}
	return p
}

func unset(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = none
	}
	return s
}

// Paused returns why nothing of the tab is believed, or nil.
func (p *Pairing) Paused() *sheet.Problem {
	if p.scramble != nil {
		return p.scramble
	}
	return p.tab.Reading.Paused
}

// pause puts the tab on pause for what is in it, and lets go of every pair.
func (p *Pairing) pause(code sheet.Code, args []string) {
	p.scramble = &sheet.Problem{Code: code, Level: sheet.Fix, Tab: p.schema.Kind, Row: 0, At: -1, Args: args}
	p.recOf, p.rowOf = unset(len(p.recOf)), unset(len(p.rowOf))
}

func (p *Pairing) rows() []sheet.Row { return p.tab.Reading.Rows }

// take makes row and rec a pair.
func (p *Pairing) take(row, rec int) { p.recOf[row], p.rowOf[rec] = rec, row }

// open reports whether the row may still be paired by what it says: it has no
// record yet and its cells can be believed.
func (p *Pairing) open(row int) bool {
	s := p.rows()[row].State
	return p.recOf[row] == none && s != sheet.Withheld && s != sheet.Summary
}

// free reports whether the record lives and has no row yet.
func (p *Pairing) free(rec int) bool { return p.rowOf[rec] == none && p.tab.Stored[rec].Live() }

// wanting reports whether the record is free and a row may be found for it by
// less than an ID or its content. An archived one is not looked for: like a
// tombstone it never comes back by its natural key alone. People and programs
// do, for whoever types a name again means them.
func (p *Pairing) wanting(rec int) bool {
	return p.free(rec) && (!p.tab.Stored[rec].Archived || p.nameColumn() >= 0)
}

// named returns the record that the row's ID cell names, or none.
func (p *Pairing) named(row int) int {
	id := p.rows()[row].ID
	if id == "" {
		return none
	}
	if rec, ok := p.byID[partnership.ID(id)]; ok {
		return rec
	}
	return none
}

// print takes the content of every row and record over some columns.
func (p *Pairing) print(columns []int) {
	var scratch []byte
	p.rowPrint = p.printRows(columns)
	p.recPrint = make([]sheet.Print, len(p.rowOf))
	for i := range p.recPrint {
		p.recPrint[i] = contentPrint(columns, &scratch, p.tab.Stored[i].shown)
	}
}

// printRows takes the content of every row over some columns; that of a row
// whose cells cannot be believed is zero.
func (p *Pairing) printRows(columns []int) []sheet.Print {
	var scratch []byte
	prints := make([]sheet.Print, len(p.rows()))
	for i := range prints {
		r := &p.rows()[i]
		if r.State != sheet.Withheld && r.State != sheet.Summary {
			prints[i] = contentPrint(columns, &scratch, func(c int) sheet.Value { return cell(p.schema, r, c) })
		}
	}
	return prints
}

// byIDAndContent pairs rows with the live record that their ID cell names and
// whose content they have. Of several such rows the first takes it.
func (p *Pairing) byIDAndContent() {
	for row := range p.recOf {
		rec := p.named(row)
		if rec != none && p.open(row) && p.free(rec) && p.rowPrint[row] == p.recPrint[rec] {
			p.take(row, rec)
		}
	}
}

// sameContent returns the open rows and the records with content, by content.
// Rows and records that accept leaves out do not take part.
func (p *Pairing) sameContent(acceptRow, acceptRec func(int) bool) map[sheet.Print]*group {
	groups := map[sheet.Print]*group{}
	at := func(print sheet.Print) *group {
		g := groups[print]
		if g == nil {
			g = &group{}
			groups[print] = g
		}
		return g
	}
	for row := range p.recOf {
		if p.open(row) && !p.rowPrint[row].IsZero() && acceptRow(row) {
			g := at(p.rowPrint[row])
			g.rows = append(g.rows, row)
		}
	}
	if len(groups) == 0 {
		return nil
	}
	for rec := range p.rowOf {
		if !p.recPrint[rec].IsZero() && acceptRec(rec) {
			if g := groups[p.recPrint[rec]]; g != nil {
				g.recs = append(g.recs, rec)
			}
		}
	}
	return groups
}

func anyRow(int) bool { return true }

// A group is rows and records that agree in something.
type group struct{ rows, recs []int }

// byContent pairs a row with a record of exactly its content, whatever its ID
// cell says: someone sorted the tab without the hidden column. Of more rows than
// records that look the same none is the one.
func (p *Pairing) byContent(says func(row int) bool) {
	groups := p.sameContent(says, p.free)
	for print, g := range groups {
		if len(g.rows) > len(g.recs) {
			delete(groups, print)
		}
	}
	p.inOrder(groups)
}

// byIDCell pairs the rest by ID cell: of two rows with one ID the one that has
// the record's natural key, else the earlier. A row typed over with somebody
// else is left alone, and so is the record.
func (p *Pairing) byIDCell() {
	original := p.originals()
	for row := range p.recOf {
		rec := p.named(row)
		if rec == none || p.recOf[row] != none {
			continue
		}
		first, among := original[rec]
		switch {
		case p.rowOf[rec] != none, among && first != row:
			p.copied[row] = true
		case p.overTyped(row, rec):
			p.typedOver[row] = rec
		case p.rows()[row].State != sheet.Summary:
			p.take(row, rec) // also a tombstone whose row is back
		}
	}
}

// originals returns, of the records whose ID stands in several rows that may
// still be paired, the first row that has the record's natural key: someone
// inserted a copy above it and changed the copy.
func (p *Pairing) originals() map[int]int {
	rows := map[int][]int{} // by record
	for row := range p.recOf {
		if rec := p.named(row); rec != none && p.recOf[row] == none && p.rowOf[rec] == none {
			rows[rec] = append(rows[rec], row)
		}
	}
	columns := p.keyColumns()
	originals := map[int]int{}
	for rec, mine := range rows {
		key, has := p.key(columns, p.tab.Stored[rec].shown)
		if len(mine) < 2 || !has {
			continue
		}
		for _, row := range mine {
			r := &p.rows()[row]
			if k, ok := p.key(columns, func(c int) sheet.Value { return cell(p.schema, r, c) }); ok && k == key {
				originals[rec] = row
				break
			}
		}
	}
	return originals
}

// lostID reports whether the row's ID cell says nothing about this tab.
func (p *Pairing) lostID(row int) bool { return p.named(row) == none }

// astray reports whether the row's ID cell says nothing about the row: it is
// lost, or it names a record that another row has or that somebody else typed
// over.
func (p *Pairing) astray(row int) bool {
	_, over := p.typedOver[row]
	return over || p.copied[row] || p.lostID(row)
}

// identical gives IDs back to rows that look the same as several records,
// in order, so that their number never grows.
func (p *Pairing) identical() {
	p.inOrder(p.sameContent(p.astray, p.free))
}

// revive gives a row without an ID the tombstone of exactly its content, over
// all columns that the tab has now.
func (p *Pairing) revive() {
	if len(p.common) < len(p.present) {
		p.print(p.present)
	}
	p.inOrder(p.sameContent(p.astray, func(rec int) bool {
		s := &p.tab.Stored[rec]
		return p.rowOf[rec] == none && !s.Live() && !s.past(p.clock.Began) && p.compared(rec)
	}))
}

// compared reports whether all that the record holds is in columns that the tab
// has: a tombstone comes back by its exact content alone.
func (p *Pairing) compared(rec int) bool {
	for c := range p.schema.Columns {
		if filled(p.tab.Stored[rec].shown(c)) && !slices.Contains(p.present, c) {
			return false
		}
	}
	return true
}

func (p *Pairing) inOrder(groups map[sheet.Print]*group) {
	for _, g := range groups {
		sortRecs(g.recs, p.tab.Stored)
		for i := 0; i < len(g.rows) && i < len(g.recs); i++ {
			p.take(g.rows[i], g.recs[i])
		}
	}
}

// sortRecs puts records in the order of the rows that they were last seen in.
func sortRecs(recs []int, stored []Stored) {
	slices.SortFunc(recs, func(a, b int) int {
		return cmp.Or(cmp.Compare(stored[a].Row, stored[b].Row), cmp.Compare(stored[a].ID, stored[b].ID))
	})
}
