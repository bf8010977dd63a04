package match

import (
	"unicode/utf8"

	"shelfmates/shared/sheet"
)

// evidence reports whether a shared cell of the column says anything about who
// a row is. Choices and yes/no cells do not.
func evidence(t sheet.Type) bool {
	return t != sheet.Choice && t != sheet.YesNo && t != sheet.Checkbox
}

// distinctive reports whether a shared cell is hardly ever shared by chance.
func distinctive(t sheet.Type, v sheet.Value) bool {
	switch t {
	case sheet.Email, sheet.Phone, sheet.Name:
		return true
	case sheet.Text, sheet.LongText, sheet.List, sheet.Ref, sheet.Refs:
		const longEnough = 12 // characters; "Homework" is a word, "Homework help" a choice of words
		return utf8.RuneCountInString(v.Text) >= longEnough
	default:
		return false
	}
}

// leftovers pairs rows without an ID with the records that are left and share
// more than half of their filled cells, best both ways.
func (p *Pairing) leftovers() {
	rows, recs := p.left()
	if len(rows) == 0 || len(recs) == 0 {
		return
	}
	alike := p.index(recs)
	bestOfRow := make([]best, len(rows))
	bestOfRec := make(map[int]best, len(recs))
	for i, row := range rows {
		for _, rec := range alike.near(row) {
			n := p.sharedCells(row, rec)
			if 2*n.cells <= p.evidenceIn(rec) || !n.enough() || p.overTyped(row, rec) {
				continue
			}
			bestOfRow[i] = bestOfRow[i].or(rec, n.cells)
			bestOfRec[rec] = bestOfRec[rec].or(row, n.cells)
		}
	}
	for i, row := range rows {
		b := bestOfRow[i]
		if back := bestOfRec[b.at]; b.cells > 0 && b.alone && back.alone && back.at == row {
			p.take(row, b.at)
		}
	}
}

// left returns the rows without an ID that are still open, those with a formula
// error included, and the live records without a row.
func (p *Pairing) left() (rows, recs []int) {
	for row := range p.recOf {
		if p.recOf[row] == none && p.rows()[row].State != sheet.Summary && p.lostID(row) && !p.waits[row] {
			rows = append(rows, row)
		}
	}
	for rec := range p.rowOf {
		if p.wanting(rec) {
			recs = append(recs, rec)
		}
	}
	return rows, recs
}

// commonplace is how many records may have a value before it leads to none of
// them: what so many share tells nobody apart, and the work stays linear.
const commonplace = 64

// An index finds records by what their cells say.
type index struct {
	*Pairing
	recs map[indexKey][]int
	seen map[int]int // record -> the row that it was last found for
}

type indexKey struct {
	column int
	value  sheet.Value
}

func (p *Pairing) index(recs []int) index {
	x := index{Pairing: p, recs: map[indexKey][]int{}, seen: map[int]int{}}
	for _, rec := range recs {
		for _, c := range p.common {
			if v := p.tab.Stored[rec].shown(c); filled(v) && evidence(p.schema.Columns[c].Type) {
				x.recs[indexKey{c, v}] = append(x.recs[indexKey{c, v}], rec)
			}
		}
	}
	return x
}

// near returns the records that share a cell with the row which is not
// commonplace, each once.
func (x index) near(row int) []int {
	var found []int
	for _, c := range x.common {
		v := cell(x.schema, &x.rows()[row], c)
		if !filled(v) {
			continue
		}
		recs := x.recs[indexKey{c, v}]
		if len(recs) > commonplace {
			continue
		}
		for _, rec := range recs {
			if last, again := x.seen[rec]; !again || last != row {
				x.seen[rec] = row
				found = append(found, rec)
			}
		}
	}
	return found
}

// A count of shared cells, and whether they are distinctive.
type count struct {
	cells       int
	distinctive bool
	date, text  bool
}

// enough: one distinctive cell, or a date together with a text.
func (c count) enough() bool { return c.distinctive || c.date && c.text }

// sharedCells counts the cells that a row and a record share.
func (p *Pairing) sharedCells(row, rec int) count {
	var n count
	for _, c := range p.common {
		t, v := p.schema.Columns[c].Type, cell(p.schema, &p.rows()[row], c)
		if !evidence(t) || !filled(v) || v != p.tab.Stored[rec].shown(c) {
			continue
		}
		n.cells++
		n.distinctive = n.distinctive || distinctive(t, v)
		n.date = n.date || t == sheet.Date
		n.text = n.text || v.Text != ""
	}
	return n
}

// evidenceIn counts the filled cells of a record that can be evidence.
func (p *Pairing) evidenceIn(rec int) int {
	n := 0
	for _, c := range p.common {
		if evidence(p.schema.Columns[c].Type) && filled(p.tab.Stored[rec].shown(c)) {
			n++
		}
	}
	return n
}

// A best is the partner with the most shared cells, and whether it is alone
// with that many.
type best struct {
	at, cells int
	alone     bool
}

func (b best) or(at, cells int) best {
	switch {
	case cells > b.cells:
		return best{at, cells, true}
	case cells == b.cells:
		b.alone = false
	}
	return b
}

// byPlace pairs a row without an ID with the record that was minted at its row
// number and whose ID has never been read back: someone is typing the row cell
// by cell, or the file is open in another program that saves without our IDs.
func (p *Pairing) byPlace() {
	landed := map[int64]bool{} // epochs whose IDs stand in the tab: they were written together
	for row := range p.recOf {
		if rec := p.named(row); rec != none {
			landed[p.tab.Stored[rec].Minted] = true
		}
	}
	at := map[int]int{}
	for rec := range p.rowOf {
		if s := &p.tab.Stored[rec]; p.wanting(rec) && s.Minted > p.tab.Placed && !landed[s.Minted] {
			if _, doubled := at[s.Row]; doubled {
				at[s.Row] = none
				continue
			}
			at[s.Row] = rec
		}
	}
	if len(at) == 0 {
		return
	}
	rows, _ := p.left()
	for _, row := range rows {
		rec, ok := at[p.rows()[row].Number]
		if ok && rec != none && !p.overTyped(row, rec) {
			p.take(row, rec)
		}
	}
}
