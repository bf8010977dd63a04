package match

import (
	"slices"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A puzzle is a name that could not be matched to one record.
type puzzle struct {
	column int
	text   string
	others []partnership.ID // those it could mean; empty when nobody has the name
}

// resolve finds what the names in a column mean. Text that has not changed
// keeps the record that it was found to mean; new text prefers present names.
func (n *Names) resolve(col *sheet.Column, text string, in context, before []sheet.Named) (named []sheet.Named, puzzles []puzzle) {
	in.kinds = col.Refers
	names := []string{text}
	if col.Type == sheet.Refs {
		names = n.split(text, in)
	}
	for _, name := range names {
		if slices.ContainsFunc(col.Words, func(w string) bool { return partnership.Fold(w) == partnership.Fold(name) }) {
			named = append(named, sheet.Named{Text: name})
			continue
		}
		if kept, ok := n.keep(name, in, before); ok {
			named = append(named, kept)
			continue
		}
		id, kind, others := n.find(name, in)
		if id == "" && !col.Anyone {
			puzzles = append(puzzles, puzzle{text: name, others: others})
		}
		named = append(named, sheet.Named{Text: name, Kind: kind, ID: id})
	}
	return named, puzzles
}

// keep returns what the same text was found to mean before. A record that was
// removed keeps its references too, until exactly one living record has that
// name now and nothing speaks against its being the same: someone deleted a row
// and typed the person again.
func (n *Names) keep(name string, in context, before []sheet.Named) (sheet.Named, bool) {
	for _, b := range before {
		if b.Text != name || b.ID == "" {
			continue
		}
		id := n.Follow(b.ID)
		bearer, ok := n.bearers[id]
		if !ok {
			continue
		}
		if !bearer.live && in.began.Sub(bearer.gone) < KeepTombstones { // later too little is left to tell
			if again, kind, _ := n.find(name, in); again != "" && n.bearers[again].live && !bearer.unlike(n.bearers[again]) {
				return sheet.Named{Text: name, Kind: kind, ID: again}, true
			}
		}
		return sheet.Named{Text: name, Kind: bearer.kind, ID: id}, true
	}
	return sheet.Named{}, false
}

// unlike reports whether two of one name are two, and not one typed again: their
// addresses differ, or their partners where one of them has no address.
func (b bearer) unlike(other bearer) bool {
	if b.email != "" && other.email != "" {
		return b.email != other.email
	}
	return b.partner != "" && other.partner != "" && b.partner != other.partner
}

// refer brings the references of a record up to date and returns the names
// that could not be matched.
func (c *change) refer(t *sheet.TabSchema, columns []int, dayColumn int, began time.Time, n *Names) []puzzle {
	var all []puzzle
	in := context{began: began}
	if dayColumn >= 0 {
		in.day = schoolyear.Day(c.Values[dayColumn].Num)
	}
	for _, i := range columns {
		text := c.Values[i].Text
		before := c.Refs[i]
		if text == "" {
			if len(before) > 0 {
				c.own()
				delete(c.Refs, i)
			}
			continue
		}
		named, puzzles := n.resolve(&t.Columns[i], text, in, before)
		for _, p := range puzzles {
			p.column = i
			all = append(all, p)
		}
		if !slices.Equal(named, before) {
			c.own()
			if c.Refs == nil {
				c.Refs = map[int][]sheet.Named{}
			}
			c.Refs[i] = named
		}
	}
	return all
}

// refColumns returns the columns of a tab that hold names.
func refColumns(t *sheet.TabSchema) []int {
	var columns []int
	for i := range t.Columns {
		if t.Columns[i].Type == sheet.Ref || t.Columns[i].Type == sheet.Refs {
			columns = append(columns, i)
		}
	}
	return columns
}

// Refers returns the kinds of records that a tab's columns name.
func Refers(t *sheet.TabSchema) []partnership.Kind {
	var kinds []partnership.Kind
	for _, i := range refColumns(t) {
		for _, k := range t.Columns[i].Refers {
			if !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	return kinds
}
