package match

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// groupsAsOne finds entries of hours that name a partner in place of people
// and do not say how many came: a group counts as one person until then.
func (s *Settled) groupsAsOne(found map[int][]sheet.Problem, names *Names) {
	p := s.pairing
	if p.schema.Kind != partnership.HoursTab {
		return
	}
	who, people := p.schema.Column("Volunteer"), p.schema.Column("People")
	for row, at := range s.rowAt {
		if at == none || s.changes[at].Values[people].State == sheet.Good || p.rows()[row].Values[people].State == sheet.Bad {
			continue
		}
		for _, n := range s.changes[at].Refs[who] {
			if n.Kind != partnership.Partners || n.ID == "" || names.bearers[n.ID].one {
				continue
			}
			found[row] = append(found[row], sheet.Problem{
				Code: sheet.GroupAsOne, Level: sheet.Note, Tab: p.schema.Kind, Row: p.rows()[row].Number,
				At: p.tab.Reading.Columns[who], Column: p.schema.Columns[who].Name, Value: n.Text,
			})
			break
		}
	}
}
