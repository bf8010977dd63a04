package match

import (
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// namedTwice finds entries of hours that name somebody more than once: whoever
// comes once counts once, and two people of one name look the same.
func (s *Settled) namedTwice(found map[int][]sheet.Problem) {
	p := s.pairing
	if p.schema.Kind != partnership.HoursTab {
		return
	}
	who := p.schema.Column("Volunteer")
	for row, at := range s.rowAt {
		if at == none || p.rows()[row].Values[who].State != sheet.Good {
			continue
		}
		names := s.changes[at].Refs[who]
		for i, n := range names {
			same := func(other sheet.Named) bool {
				return other.ID == n.ID && (n.ID != "" || partnership.Fold(other.Text) == partnership.Fold(n.Text))
			}
			first := slices.IndexFunc(names, same)
			if first == i || slices.ContainsFunc(names[first+1:i], same) {
				continue // it stands there for the first time, or for the third
			}
			found[row] = append(found[row], sheet.Problem{
				Code: sheet.NameTwice, Level: sheet.Note, Tab: p.schema.Kind, Row: p.rows()[row].Number,
				At: p.tab.Reading.Columns[who], Column: p.schema.Columns[who].Name, Value: n.Text,
			})
		}
	}
}
