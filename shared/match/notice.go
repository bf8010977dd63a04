package match

import (
	"strconv"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// notices says of rows what is worth a look though every cell could be read:
// rows and names typed twice, groups that nobody counted, addresses of two people, names that were to be removed,
// dates and numbers that can hardly be meant.
func (s *Settled) notices(names *Names) map[int][]sheet.Problem {
	found := map[int][]sheet.Problem{}
	s.doubledRows(found)
	s.namedTwice(found)
	s.groupsAsOne(found, names)
	s.sharedEmails(found)
	s.remainingNames(found, names)
	s.unlikely(found, names.Students)
	return found
}

// doubledRows finds entries that say exactly what an earlier one says. Both
// count: two hours on one day can be so.
func (s *Settled) doubledRows(found map[int][]sheet.Problem) {
	p := s.pairing
	if !entries(p.schema) {
		return
	}
	day := dayColumn(p.schema)
	prints := p.rowPrint // over all columns, as revive left them
	first := make(map[sheet.Print]int, len(prints))
	for row, print := range prints {
		if s.rowAt[row] == none || p.rows()[row].State != sheet.Sound || schoolyear.Day(p.rows()[row].Values[day].Num) > p.clock.Today {
			continue // dated ahead none counts yet
		}
		if earlier, again := first[print]; again {
			found[row] = append(found[row], sheet.Problem{
				Code: sheet.RowDoubled, Level: sheet.Note, Tab: p.schema.Kind, Row: p.rows()[row].Number, At: -1,
				Args: []string{strconv.Itoa(p.rows()[earlier].Number)},
			})
			continue
		}
		first[print] = row
	}
}

// sharedEmails finds people and partners whose address an earlier one has too.
func (s *Settled) sharedEmails(found map[int][]sheet.Problem) {
	p := s.pairing
	email, name := p.schema.Column("Email"), p.nameColumn()
	if p.schema.Kind != partnership.Partners && p.schema.Kind != partnership.Volunteers {
		return
	}
	first := map[string]int{}
	for row := range s.rowAt {
		v := p.rows()[row].Values[email]
		if s.rowAt[row] == none || v.State != sheet.Good {
			continue
		}
		address := partnership.Fold(v.Text)
		earlier, again := first[address]
		if !again {
			first[address] = row
			continue
		}
		found[row] = append(found[row], sheet.Problem{
			Code: sheet.EmailShared, Level: sheet.Note, Tab: p.schema.Kind, Row: p.rows()[row].Number,
			At: p.tab.Reading.Columns[email], Column: p.schema.Columns[email].Name, Value: v.Text,
			Args: []string{s.changes[s.rowAt[earlier]].Values[name].Text},
		})
	}
}

// remainingNames finds the cells that still hold the name of somebody whose
// Status is Remove. In a text it is to be taken out; where the cell names who
// gave the hours it is only said, for pages say "a volunteer" there.
func (s *Settled) remainingNames(found map[int][]sheet.Problem, names *Names) {
	p := s.pairing
	if len(names.remove.names) == 0 {
		return
	}
	for row := range s.rowAt {
		for c, v := range p.rows()[row].Values {
			t := p.schema.Columns[c].Type
			if v.Text == "" || t == sheet.Name || t == sheet.Choice {
				continue
			}
			level, args := sheet.Fix, []string(nil)
			if t == sheet.Ref || t == sheet.Refs {
				level, args = sheet.Note, []string{"reference"}
			}
			for _, name := range names.remove.in(v.Text) {
				found[row] = append(found[row], sheet.Problem{
					Code: sheet.NameRemains, Level: level, Tab: p.schema.Kind, Row: p.rows()[row].Number,
					At: p.tab.Reading.Columns[c], Column: p.schema.Columns[c].Name, Value: name, Args: args,
				})
			}
		}
	}
}
