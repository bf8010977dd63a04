package match

import (
	"slices"
	"strconv"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// mostPuzzles is how many names of one row are told of at a time: more is no list
// of names, and whoever puts these right is told of the next.
const mostPuzzles = 50

// problems collects what is to be said of the tab, its cells and its rows. Of a
// tab on pause only that is said: where its rows stand now, and so where their
// problems are, nobody knows. Their notes stay in their cells, and what is still
// wrong is said again with the first read that is believed.
func (s *Settled) problems(plan *Plan, names *Names, puzzles map[int][]puzzle) {
	p := s.pairing
	if plan.Paused != nil {
		plan.Problems = append(plan.Problems, *plan.Paused)
	}
	plan.Problems = append(plan.Problems, p.tab.Reading.Problems...)
	plan.Problems = append(plan.Problems, p.gone()...)
	if plan.Held > 0 {
		plan.Problems = append(plan.Problems, sheet.Problem{
			Code: sheet.RowsHeld, Level: sheet.Fix, Tab: p.schema.Kind, At: -1,
			Args: []string{strconv.Itoa(plan.Held), strconv.FormatBool(s.lastYears())},
		})
	}
	if plan.Paused != nil {
		return
	}
	notices := s.notices(names)
	near := map[string]string{} // the closest known name to a text
	seen := map[string]int{}
	for _, found := range puzzles {
		for _, one := range found {
			seen[partnership.Fold(one.text)]++
		}
	}
	for row := range s.rowAt {
		at := s.rowAt[row]
		s.rowProblems(plan, row, at)
		for _, one := range notices[row] {
			if at != none {
				one.Record = s.changes[at].ID
			}
			plan.Problems = append(plan.Problems, one)
		}
		if at == none {
			continue
		}
		for _, one := range puzzles[at][:min(len(puzzles[at]), mostPuzzles)] {
			plan.Problems = append(plan.Problems, p.puzzled(row, s.changes[at].ID, one, names, seen[partnership.Fold(one.text)], near))
		}
	}
}

// rowProblems says what is wrong in the cells of one row, and what it is not
// taken for.
func (s *Settled) rowProblems(plan *Plan, row, at int) {
	p := s.pairing
	r := &p.rows()[row]
	for _, one := range r.Problems {
		if at != none {
			c := &s.changes[at]
			one.Record = c.ID
			if i := p.schema.Column(one.Column); i >= 0 && c.was != none {
				one = one.Keeping(&p.schema.Columns[i], c.Values[i])
			}
		}
		plan.Problems = append(plan.Problems, one)
	}
	name := NameColumn(p.schema)
	about := func(code sheet.Code, args ...string) sheet.Problem {
		one := sheet.Problem{Code: code, Level: sheet.Note, Tab: p.schema.Kind, Row: r.Number, At: -1, Args: args}
		if name >= 0 {
			one.At, one.Column = p.tab.Reading.Columns[name], p.schema.Columns[name].Name
		}
		if at != none {
			one.Record = s.changes[at].ID
		}
		return one
	}
	if at == none {
		if p.waits[row] {
			one := about(sheet.RowWaits)
			one.Level = sheet.Fix
			plan.Problems = append(plan.Problems, one)
		}
		return
	}
	c := &s.changes[at]
	if c.Turn.From == "" || p.clock.Began.Sub(c.Turn.At) >= tellFor || c.answered(p.schema) {
		return
	}
	if c.Turn.New {
		plan.Problems = append(plan.Problems, about(sheet.TypedOver, c.Values[name].Text, c.Turn.From))
		return
	}
	plan.Renames = append(plan.Renames, Rename{
		ID: c.ID, Problem: len(plan.Problems), Fresh: c.Turn.Epoch == p.clock.Epoch, Minutes: c.Turn.Minutes,
	})
	plan.Problems = append(plan.Problems, about(sheet.Renamed, c.Turn.From, c.Values[name].Text))
}

// puzzled says that a name could not be matched, with what was probably meant.
func (p *Pairing) puzzled(row int, id partnership.ID, one puzzle, names *Names, times int, near map[string]string) sheet.Problem {
	col := &p.schema.Columns[one.column]
	problem := sheet.Problem{
		Code: sheet.UnknownName, Level: sheet.Fix, Tab: p.schema.Kind, Row: p.rows()[row].Number,
		At: p.tab.Reading.Columns[one.column], Record: id, Column: col.Name, Value: one.text,
		Args: []string{strconv.Itoa(times)},
	}
	tabs := col.Refers
	if p.schema.Kind == partnership.HoursTab {
		tabs = tabs[:1] // whoever gave time is added to Volunteers; groups are the exception
	}
	for _, tab := range tabs {
		problem.Args = append(problem.Args, string(tab))
	}
	if len(one.others) == 0 {
		parts, known := names.parts(one.text, col)
		if len(parts) > 1 && known == len(parts) {
			problem.Code, problem.Args = sheet.NamesJoined, nil
			if col.Type == sheet.Refs {
				problem.Fix = strings.Join(parts, ", ")
			}
			return problem
		}
		key := col.Name + "\x00" + one.text
		if _, looked := near[key]; !looked {
			near[key] = names.closest(one.text, context{kinds: col.Refers})
		}
		problem.Fix = near[key]
		if len(parts) > 1 && (known > 0 || problem.Fix == "") && col.Type == sheet.Refs {
			problem.Code, problem.Fix, problem.Args = sheet.NamesJoined, "", problem.Args[1:]
		}
		return problem
	}
	problem.Code = sheet.AmbiguousName
	problem.Args = nil
	for _, other := range one.others {
		problem.Args = append(problem.Args, names.Qualified(other))
	}
	problem.Fix = problem.Args[0]
	return problem
}

// gone says which optional columns the tab does not have though records have
// values in them. They are kept, and it is said until the column is back.
func (p *Pairing) gone() []sheet.Problem {
	if p.tab.Reading.Paused != nil {
		return nil
	}
	var problems []sheet.Problem
	for c, at := range p.tab.Reading.Columns {
		if at >= 0 || p.doubled(c) {
			continue
		}
		kept := 0
		for i := range p.tab.Stored {
			if s := &p.tab.Stored[i]; s.Live() && filled(s.shown(c)) {
				kept++
			}
		}
		if kept > 0 {
			problems = append(problems, sheet.Problem{
				Code: sheet.ColumnGone, Level: sheet.Fix, Tab: p.schema.Kind, Row: p.tab.Reading.Header, At: -1,
				Column: p.schema.Columns[c].Name, Args: []string{strconv.Itoa(kept)},
			})
		}
	}
	return problems
}

// doubled reports whether two headers mean the column: that is said already, with
// the one thing to do about it.
func (p *Pairing) doubled(column int) bool {
	return slices.ContainsFunc(p.tab.Reading.Problems, func(one sheet.Problem) bool {
		return one.Code == sheet.ColumnDoubled && one.Column == p.schema.Columns[column].Name
	})
}

// lastYears reports whether every held row is dated before this school year:
// someone cleared last year's rows, and they can be archived.
func (s *Settled) lastYears() bool {
	day := dayColumn(s.pairing.schema)
	if day < 0 {
		return false
	}
	dates := map[partnership.ID]schoolyear.Day{}
	for i := range s.changes {
		dates[s.changes[i].ID] = schoolyear.Day(s.changes[i].Values[day].Num)
	}
	for _, m := range s.missing {
		if m.Held && (dates[m.ID].IsZero() || dates[m.ID] >= s.pairing.clock.YearStart) {
			return false
		}
	}
	return true
}

// answered reports whether staff said what the note of a new name asks: the name
// before stands in Also known as.
func (c *change) answered(t *sheet.TabSchema) bool {
	also := t.Column(alsoKnownAs)
	if also < 0 {
		return false
	}
	return slices.ContainsFunc(c.Values[also].Items(), func(name string) bool {
		return partnership.Fold(name) == partnership.Fold(c.Turn.From)
	})
}
