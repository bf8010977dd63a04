package match

import "shelfmates/shared/sheet"

// shuffled looks for columns whose values only changed places among the rows,
// as they do when someone sorts one column alone or part of the columns. It
// returns one such column.
//
// A column only changed places when its values now, less its values at the last
// commit (as multisets), are no more than there are new rows. The tab is taken
// for shuffled when one such column changed in five rows or more and every
// other changed column is such or holds at least 90 % old values of its own. It
// must also have changed in more rows than there are new ones: somebody who
// adds five partners and says Yes for five others did not sort.
func (p *Pairing) shuffled() (string, bool) {
	const fewest = 5
	fresh := 0
	for _, rec := range p.recOf {
		if rec == none {
			fresh++
		}
	}
	found := ""
	for _, c := range p.common {
		changed := p.changedRows(c)
		if changed == 0 {
			continue
		}
		strange, all := p.strangeValues(c)
		moved := strange <= fresh
		if !moved && 10*strange > all {
			return "", false
		}
		if moved && changed >= fewest && changed > fresh && found == "" {
			found = p.schema.Columns[c].Name
		}
	}
	return found, found != ""
}

// changedRows counts the rows whose cell in the column differs from their
// record's.
func (p *Pairing) changedRows(column int) int {
	n := 0
	for row, rec := range p.recOf {
		if rec != none && p.rows()[row].State != sheet.Withheld && p.rows()[row].State != sheet.Summary &&
			p.tab.Stored[rec].Live() && p.tab.Stored[rec].shown(column) != cell(p.schema, &p.rows()[row], column) {
			n++
		}
	}
	return n
}

// strangeValues counts how many of the column's cells now, blank ones
// included, are left over when those of the last commit are taken away, and
// how many there are in all.
func (p *Pairing) strangeValues(column int) (strange, all int) {
	old := map[sheet.Value]int{}
	for i := range p.tab.Stored {
		if s := &p.tab.Stored[i]; s.Live() && !s.Archived {
			old[s.shown(column)]++
		}
	}
	for i := range p.rows() {
		v := cell(p.schema, &p.rows()[i], column)
		all++
		if old[v] > 0 {
			old[v]--
		} else {
			strange++
		}
	}
	return strange, all
}
