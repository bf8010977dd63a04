package match

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// overTyped reports whether the row holds somebody else than the record that
// its ID names. Only people and organizations can be typed over: in every other
// tab a row with an ID is that record, whatever it says now.
func (p *Pairing) overTyped(row, rec int) bool {
	if p.schema.Kind != partnership.Partners && p.schema.Kind != partnership.Volunteers {
		return false
	}
	r, s := &p.rows()[row], &p.tab.Stored[rec]
	if r.State == sheet.Withheld || r.State == sheet.Summary {
		return false
	}
	name := p.nameColumn()
	was, is := s.shown(name), cell(p.schema, r, name)
	if was.State != sheet.Good || is.State != sheet.Good || p.sameName(r, s, name) {
		return false
	}
	if s.past(p.clock.Began) {
		return true // its name alone is left to know it by
	}
	addressed := false // where there was no address before
	if email := p.schema.Column("Email"); email >= 0 {
		before, now := s.shown(email), cell(p.schema, r, email)
		if filled(before) && filled(now) {
			return partnership.Fold(before.Text) != partnership.Fold(now.Text)
		}
		addressed = filled(now)
	}
	others, changed := 0, 0
	for _, c := range p.common {
		if c == name || !filled(s.shown(c)) {
			continue
		}
		others++
		if s.shown(c) != cell(p.schema, r, c) {
			changed++
		}
	}
	if addressed && changed == others {
		return !akin(was.Text, is.Text) // nothing of the record stays
	}
	return 2*changed > others
}

// akin reports whether one name may be the other, put right or changed in part:
// "Dee Ek" and "Dee Eck", "Ana Ruiz" and "Ana Lopez".
func akin(a, b string) bool {
	if sheet.Closest(a, []string{b}) != "" {
		return true
	}
	words := strings.Fields(partnership.Fold(a))
	return slices.ContainsFunc(strings.Fields(partnership.Fold(b)), func(w string) bool { return slices.Contains(words, w) })
}

// sameName reports whether the row's name is one that the record has or had,
// or says itself that it was called so.
func (p *Pairing) sameName(r *sheet.Row, s *Stored, name int) bool {
	is, was := partnership.Fold(r.Values[name].Text), partnership.Fold(s.shown(name).Text)
	if is == was {
		return true
	}
	for _, former := range s.Former {
		if partnership.Fold(former) == is {
			return true
		}
	}
	also := p.schema.Column(alsoKnownAs)
	if also < 0 {
		return false
	}
	for _, other := range s.shown(also).Items() {
		if partnership.Fold(other) == is {
			return true
		}
	}
	for _, other := range r.Values[also].Items() {
		if partnership.Fold(other) == was {
			return true
		}
	}
	return false
}

// alsoKnownAs is the column in which staff keep other names.
const alsoKnownAs = "Also known as"

// nameColumn returns the column of the tab that others refer to, or -1.
func (p *Pairing) nameColumn() int { return NameColumn(p.schema) }

// NameColumn returns the column by which others refer to records of the tab,
// or -1 where nobody does.
func NameColumn(t *sheet.TabSchema) int {
	for i := range t.Columns {
		if t.Columns[i].Type == sheet.Name {
			return i
		}
	}
	return -1
}
