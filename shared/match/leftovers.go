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
	shared := p.sharedCells(rows, recs)
	bestOfRow, bestOfRec := map[int]best{}, map[int]best{}
	for pair, n := range shared {
		row, rec := pair[0], pair[1]
		if 2*n.cells <= p.evidenceIn(rec) || !n.enough() || p.overTyped(row, rec) {
			continue
		}
		bestOfRow[row] = bestOfRow[row].or(rec, n.cells)
		bestOfRec[rec] = bestOfRec[rec].or(row, n.cells)
	}
	for row, b := range bestOfRow {
		if back := bestOfRec[b.at]; b.alone && back.alone && back.at == row {
			p.take(row, b.at)
		}
	}
}

// left returns the rows without an ID that are still open (formula errors
// included: their other cells speak) and the live records without a row.
func (p *Pairing) left() (rows, recs []int) {
	for row := range p.recOf {
		if p.recOf[row] == none && p.rows()[row].State != sheet.Summary && p.lostID(row) && !p.waits[row] {
			rows = append(rows, row)
		}
	}
	for rec := range p.rowOf {
		if p.free(rec) {
			recs = append(recs, rec)
		}
	}
	return rows, recs
}

// A count of shared cells, and whether they are distinctive.
type count struct {
	cells       int
	distinctive bool
	date, text  bool
}

// enough: one distinctive cell, or a date together with a text.
func (c count) enough() bool { return c.distinctive || c.date && c.text }

// sharedCells counts for each row and record the cells that they share, by way
// of an index of the records' cells, so that the work grows with what is shared
// and not with rows times records.
func (p *Pairing) sharedCells(rows, recs []int) map[[2]int]count {
	type key struct {
		column int
		value  sheet.Value
	}
	index := map[key][]int{}
	for _, rec := range recs {
		for _, c := range p.common {
			if v := p.tab.Stored[rec].shown(c); filled(v) && evidence(p.schema.Columns[c].Type) {
				index[key{c, v}] = append(index[key{c, v}], rec)
			}
		}
	}
	shared := map[[2]int]count{}
	for _, row := range rows {
		for _, c := range p.common {
			v := cell(p.schema, &p.rows()[row], c)
			if !filled(v) {
				continue
			}
			t := p.schema.Columns[c].Type
			for _, rec := range index[key{c, v}] {
				n := shared[[2]int{row, rec}]
				n.cells++
				n.distinctive = n.distinctive || distinctive(t, v)
				n.date = n.date || t == sheet.Date
				n.text = n.text || v.Text != ""
				shared[[2]int{row, rec}] = n
			}
		}
	}
	return shared
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
	at := map[int]int{}
	for rec := range p.rowOf {
		if s := &p.tab.Stored[rec]; p.free(rec) && s.Minted > p.tab.Placed {
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
