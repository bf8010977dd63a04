package match

import (
	"slices"
	"strconv"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// keyColumns returns the columns of the natural key, or nil while the tab has
// not all of them.
func (p *Pairing) keyColumns() []int {
	var columns []int
	for _, name := range p.schema.NaturalKey {
		c := p.schema.Column(name)
		if !slices.Contains(p.common, c) {
			return nil
		}
		columns = append(columns, c)
	}
	return columns
}

// key returns the natural key of what is shown, and false where a required
// part of it is missing or unread.
func (p *Pairing) key(columns []int, show func(int) sheet.Value) (string, bool) {
	var b strings.Builder
	some := false
	for _, c := range columns {
		v := show(c)
		if v.State == sheet.Bad || v.State == sheet.Blank && p.schema.Columns[c].Required {
			return "", false
		}
		some = some || v.State == sheet.Good
		switch p.schema.Columns[c].Type {
		case sheet.Text, sheet.LongText, sheet.Name, sheet.Email, sheet.Ref, sheet.Refs, sheet.Choice:
			b.WriteString(partnership.Fold(v.Text))
		default:
			b.WriteString(strconv.FormatInt(v.Num, 10))
		}
		b.WriteByte(0)
	}
	return b.String(), some
}

// keys returns the natural keys of all rows and live records that have one.
func (p *Pairing) keys() (rows, recs map[string][]int) { return p.keysOf(p.keyColumns()) }

// keysOf returns what all rows and live records say in some columns.
func (p *Pairing) keysOf(columns []int) (rows, recs map[string][]int) {
	if columns == nil {
		return nil, nil
	}
	rows, recs = map[string][]int{}, map[string][]int{}
	for i := range p.recOf {
		if !p.open(i) {
			continue
		}
		r := &p.rows()[i]
		if k, ok := p.key(columns, func(c int) sheet.Value { return cell(p.schema, r, c) }); ok {
			rows[k] = append(rows[k], i)
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	for i := range p.rowOf {
		if !p.wanting(i) {
			continue
		}
		if k, ok := p.key(columns, p.tab.Stored[i].shown); ok {
			recs[k] = append(recs[k], i)
		}
	}
	return rows, recs
}

// byKey pairs a row and a record whose natural key is unique among those that
// are left. A row without an ID whose key fits several records waits.
func (p *Pairing) byKey() {
	rows, recs := p.keys()
	for key, mine := range rows {
		theirs := recs[key]
		switch {
		case len(mine) == 1 && len(theirs) == 1:
			p.take(mine[0], theirs[0])
		case len(theirs) > 1:
			for _, row := range mine {
				if p.lostID(row) {
					p.waits[row] = true
					for _, rec := range theirs {
						p.fits[rec] = true
					}
				}
			}
		}
	}
}

// crossed reports whether the IDs of three or more rows and their natural keys
// point at each other's records, while content does not settle which is right.
// Where the name is sorted alone, the rest of the key stays with its ID, and the
// name says it by itself.
func (p *Pairing) crossed() bool {
	byID := map[int]int{}  // record -> row whose ID names it
	byKey := map[int]int{} // row -> record that its key names
	point := func(rows, recs map[string][]int, says func(row, own int) bool) {
		for key, mine := range rows {
			theirs := recs[key]
			if len(mine) != 1 || len(theirs) != 1 {
				continue
			}
			row, rec := mine[0], theirs[0]
			own := p.named(row)
			if own != none && own != rec && p.free(own) && says(row, own) {
				byID[own] = row
				byKey[row] = rec
			}
		}
	}
	columns := p.keyColumns()
	rows, recs := p.keysOf(columns)
	point(rows, recs, func(int, int) bool { return true })
	if name := p.nameColumn(); len(columns) > 1 && slices.Contains(columns, name) {
		rows, recs = p.keysOf([]int{name})
		point(rows, recs, func(row, own int) bool { return p.nameAlone(row, own, name, columns) })
	}
	crossed := 0
	for _, rec := range byKey {
		if _, pointed := byID[rec]; pointed {
			crossed++
		}
	}
	return crossed >= 3
}

// nameAlone reports whether the name is all of the natural key in which a row
// differs from the record of its ID, and is none that it had.
func (p *Pairing) nameAlone(row, own, name int, columns []int) bool {
	r, s := &p.rows()[row], &p.tab.Stored[own]
	for _, c := range columns {
		if c != name && cell(p.schema, r, c) != s.shown(c) {
			return false
		}
	}
	return !p.sameName(r, s, name)
}
