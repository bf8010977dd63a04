package reconcile_test

import (
	"fmt"
	"math/rand"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// tagHeader heads a column of staff's own. The program does not read it; it
// travels with its row, and so tells a test which row is which.
const tagHeader = "Our tag"

// A staff edits a paper at random, each edit as a person would do it. Its
// choices come from chance alone and never look at IDs or notes, so that two
// papers edited from one seed stay the same but for those.
type staff struct {
	paper  *paper
	chance *rand.Rand
	fresh  int
	saved  [][]*page // what undo goes back to, the latest last
	did    []string  // for the message when a law fails
}

func newStaff(p *paper, seed int64) *staff {
	s := &staff{paper: p, chance: rand.New(rand.NewSource(seed))}
	for _, pg := range p.tabs {
		if pg.kind != sheet.SettingsTab {
			pg.put(1, len(pg.rows[0]), text(tagHeader))
		}
	}
	return s
}

func (s *staff) new(word string) string {
	s.fresh++
	return fmt.Sprintf("%s %d", word, s.fresh)
}

// page is the tab at hand: one of the staff tabs.
func (s *staff) page() *page {
	var staffTabs []*page
	for _, pg := range s.paper.tabs {
		if pg.kind != sheet.SettingsTab {
			staffTabs = append(staffTabs, pg)
		}
	}
	return staffTabs[s.chance.Intn(len(staffTabs))]
}

// own are the places of the columns that staff fill, but for the tag.
func (pg *page) own() []int {
	var at []int
	for i, c := range pg.rows[0] {
		if c.Text != "" && c.Text != tagHeader && c.Text != sheet.NoteColumn && c.Text != sheet.IDColumn {
			at = append(at, i)
		}
	}
	return at
}

// body are the numbers of the rows that somebody typed.
func (pg *page) body() []int {
	tag := pg.column(tagHeader)
	var rows []int
	for n := 2; n <= len(pg.rows); n++ {
		if pg.at(n, tag).Kind != sheet.BlankCell {
			rows = append(rows, n)
		}
	}
	return rows
}

func (s *staff) row(pg *page) (int, bool) {
	rows := pg.body()
	if len(rows) == 0 {
		return 0, false
	}
	return rows[s.chance.Intn(len(rows))], true
}

// value returns something to type under a header.
func (s *staff) value(header string) sheet.Cell {
	switch header {
	case "Partner", "Volunteer", "Program":
		return text(s.name(header))
	case "Date":
		return text(fmt.Sprintf("2026-10-%02d", 1+s.chance.Intn(28)))
	case "Hours":
		return text([]string{"1", "1.5", "2", "0.5"}[s.chance.Intn(4)])
	case "Students":
		return text(fmt.Sprint(s.chance.Intn(9)))
	case "Email":
		return text(s.new("m")[2:] + "@mail.example")
	case "Phone":
		return text("555-01" + fmt.Sprintf("%02d", s.chance.Intn(100)))
	case "Status":
		return text([]string{"Active", "Paused", "Left"}[s.chance.Intn(3)])
	case "Kind":
		return text([]string{"Business", "Nonprofit", "Other"}[s.chance.Intn(3)])
	default:
		return text(s.new("Something about it"))
	}
}

// name is one that stands in the tab of that header, or one nobody knows.
func (s *staff) name(header string) string {
	kind := map[string]partnership.Kind{"Partner": partnership.Partners, "Volunteer": partnership.Volunteers}[header]
	if pg := s.paper.of(kind); pg != nil {
		if n, ok := s.row(pg); ok {
			if name := pg.say(n, header); name != "" {
				return name
			}
		}
	}
	return s.new("Nobody")
}

// freshRow returns a new row: somebody, or something, that was never there.
func (s *staff) freshRow(pg *page) []sheet.Cell {
	row := make([]sheet.Cell, len(pg.rows[0]))
	for _, at := range pg.own() {
		header := pg.rows[0][at].Text
		switch {
		case header == string(pg.kind)[:len(pg.kind)-1]: // Partner, Volunteer
			row[at] = text(s.new(header))
		case header == "Also known as" || s.chance.Intn(5) == 0 && header != "Date" && header != "Volunteer" && header != "Hours":
		default:
			row[at] = s.value(header)
		}
	}
	row[pg.column(tagHeader)] = text(s.new("#"))
	return row
}

// An edit is something that a person does to a spreadsheet.
type edit struct {
	name string
	do   func(s *staff, pg *page)
}

// edits are what staff do, the more usual more often.
func edits() []edit {
	return []edit{
		{"nothing", func(*staff, *page) {}},
		{"type a row", func(s *staff, pg *page) { pg.rows = append(pg.rows, s.freshRow(pg)) }},
		{"type another row", func(s *staff, pg *page) { pg.rows = append(pg.rows, s.freshRow(pg)) }},
		{"type over a cell", (*staff).typeCell},
		{"type over a cell again", (*staff).typeCell},
		{"clear a cell", func(s *staff, pg *page) {
			if n, ok := s.row(pg); ok {
				pg.put(n, s.own(pg), sheet.Cell{})
			}
		}},
		{"type something unreadable", func(s *staff, pg *page) {
			if n, ok := s.row(pg); ok {
				pg.put(n, s.own(pg), text([]string{"soon", "2h30", "?"}[s.chance.Intn(3)]))
			}
		}},
		{"break a formula", func(s *staff, pg *page) {
			if n, ok := s.row(pg); ok {
				pg.put(n, s.own(pg), sheet.Cell{Kind: sheet.ErrorCell, Text: "#REF!", Formula: true})
			}
		}},
		{"begin a row", func(s *staff, pg *page) {
			row, whole := make([]sheet.Cell, len(pg.rows[0])), s.freshRow(pg)
			tag, at := pg.column(tagHeader), s.own(pg)
			row[tag], row[at] = whole[tag], whole[at]
			pg.rows = append(pg.rows, row)
		}},
		{"go on with a row", func(s *staff, pg *page) {
			n, ok := s.row(pg)
			for _, at := range pg.own() {
				if ok && pg.at(n, at).Kind == sheet.BlankCell && pg.rows[0][at].Text != "Also known as" {
					pg.put(n, at, s.value(pg.rows[0][at].Text))
					return
				}
			}
		}},
		{"sort the tab", func(s *staff, pg *page) { pg.sortBy(s.own(pg)) }},
		{"insert a row", func(s *staff, pg *page) {
			n := 2 + s.chance.Intn(len(pg.rows))
			pg.insertRow(n)
			if s.chance.Intn(2) == 0 {
				pg.rows[n-1] = s.freshRow(pg)
			}
		}},
		{"delete a row", func(s *staff, pg *page) {
			if n, ok := s.row(pg); ok {
				pg.deleteRow(n)
			}
		}},
		{"cut a row and paste it", func(s *staff, pg *page) {
			if n, ok := s.row(pg); ok {
				row := pg.rows[n-1]
				pg.deleteRow(n)
				pg.rows = slices.Insert(pg.rows, 1+s.chance.Intn(len(pg.rows)), row)
			}
		}},
		{"copy a row with its ID", func(s *staff, pg *page) {
			if n, ok := s.row(pg); ok {
				pg.rows = slices.Insert(pg.rows, 1+s.chance.Intn(len(pg.rows)), slices.Clone(pg.rows[n-1]))
			}
		}},
		{"type the same row again", func(s *staff, pg *page) {
			if n, ok := s.row(pg); ok {
				row := s.freshRow(pg)
				for _, at := range pg.own() {
					row[at] = pg.at(n, at)
				}
				pg.rows = append(pg.rows, row)
			}
		}},
		{"clear an ID", func(s *staff, pg *page) { s.overwriteID(pg, sheet.Cell{}) }},
		{"overwrite an ID", func(s *staff, pg *page) {
			s.overwriteID(pg, []sheet.Cell{
				text("x"), text("01ARZ3NDEKTSV4RRFFQ69G5FAV"), {Kind: sheet.NumberCell, Number: 7, Formula: true}, {Kind: sheet.ErrorCell, Text: "#N/A"},
			}[s.chance.Intn(4)])
		}},
		{"overwrite an ID with another row's", func(s *staff, pg *page) {
			n, ok := s.row(pg)
			if id := pg.column(sheet.IDColumn); ok && id >= 0 {
				s.overwriteID(pg, pg.at(n, id))
			}
		}},
		{"clear all IDs", func(s *staff, pg *page) {
			if id := pg.column(sheet.IDColumn); id >= 0 && s.chance.Intn(4) == 0 {
				for _, n := range pg.body() {
					pg.put(n, id, sheet.Cell{})
				}
			}
		}},
		{"move a column", func(s *staff, pg *page) {
			pg.moveColumn(s.chance.Intn(len(pg.rows[0])), s.chance.Intn(len(pg.rows[0])))
		}},
		{"rename a column", func(s *staff, pg *page) {
			at := s.own(pg)
			header := pg.rows[0][at].Text
			if was, renamed := cutOurs(header); renamed {
				pg.put(1, at, text(was))
			} else if s.chance.Intn(3) == 0 {
				pg.put(1, at, text("Ours: "+header))
			}
		}},
		{"give columns their names back", func(s *staff, pg *page) {
			for at, c := range pg.rows[0] {
				if was, renamed := cutOurs(c.Text); renamed {
					pg.put(1, at, text(was))
				}
			}
		}},
		{"rename the tab", func(s *staff, pg *page) {
			rename := s.chance.Intn(2) == 0 && pg.kind != partnership.HoursTab // one tab of ours stays, or nothing is read
			if pg.title = string(pg.kind); rename {
				pg.title = "Year 26 " + string(pg.kind)
			}
		}},
		{"type over with somebody else", func(s *staff, pg *page) {
			n, ok := s.row(pg)
			name, email := pg.column(string(pg.kind)[:len(pg.kind)-1]), pg.column("Email")
			if ok && name >= 0 && email >= 0 && pg.at(n, email).Kind == sheet.TextCell {
				pg.put(n, name, text(s.new("Newcomer")))
				pg.put(n, email, s.value("Email"))
				pg.put(n, pg.column(tagHeader), text(s.new("#")))
			}
		}},
		{"sort one column alone", func(s *staff, pg *page) { at := s.own(pg); pg.sortAlone(at, at) }},
		{"sort part of the columns", func(s *staff, pg *page) {
			at, other := s.own(pg), s.own(pg)
			pg.sortAlone(at, at, other)
		}},
		{"sort all but the IDs", func(s *staff, pg *page) {
			by, all := s.own(pg), append(pg.own(), pg.column(tagHeader))
			pg.sortAlone(by, all...)
		}},
		{"clear a row", func(s *staff, pg *page) {
			if n, ok := s.row(pg); ok {
				for _, at := range pg.own() {
					pg.put(n, at, sheet.Cell{})
				}
			}
		}},
		{"delete half of the rows", func(s *staff, pg *page) {
			if rows := pg.body(); s.chance.Intn(4) == 0 {
				for i := len(rows) - 1; i >= 0; i -= 2 {
					pg.deleteRow(rows[i])
				}
			}
		}},
		{"undo", func(s *staff, _ *page) {
			if len(s.saved) > 1 {
				back := 1 + s.chance.Intn(min(4, len(s.saved)-1))
				s.saved = s.saved[:len(s.saved)-back]
				s.paper.restore(s.saved[len(s.saved)-1])
			}
		}},
		{"allow large removal", func(s *staff, _ *page) {
			if pg := s.paper.of(sheet.SettingsTab); pg != nil {
				pg.put(2, 1, text("Yes"))
			}
		}},
	}
}

// own draws one of the columns that staff fill.
func (s *staff) own(pg *page) int {
	at := pg.own()
	return at[s.chance.Intn(len(at))]
}

func (s *staff) typeCell(pg *page) {
	if n, ok := s.row(pg); ok {
		at := s.own(pg)
		header := pg.rows[0][at].Text
		if header == string(pg.kind)[:len(pg.kind)-1] || header == "Also known as" {
			pg.put(n, at, text(s.new("Renamed")))
			return
		}
		pg.put(n, at, s.value(header))
	}
}

func (s *staff) overwriteID(pg *page, c sheet.Cell) {
	n, ok := s.row(pg)
	if id := pg.column(sheet.IDColumn); ok && id >= 0 {
		pg.put(n, id, c)
	}
}

// edit does one thing, and returns what.
func (s *staff) edit(all []edit) {
	pg, one := s.page(), all[s.chance.Intn(len(all))]
	s.saved = append(s.saved, s.paper.copyOf())
	if len(s.saved) > 8 {
		s.saved = s.saved[1:]
	}
	one.do(s, pg)
	s.did = append(s.did, string(pg.kind)+": "+one.name)
}

func cutOurs(header string) (was string, renamed bool) {
	const ours = "Ours: "
	if len(header) > len(ours) && header[:len(ours)] == ours {
		return header[len(ours):], true
	}
	return "", false
}

// moveColumn takes a column out and puts it elsewhere, in every row.
func (pg *page) moveColumn(from, to int) {
	width := 0
	for _, row := range pg.rows {
		width = max(width, len(row))
	}
	for i, row := range pg.rows {
		row = slices.Clone(row)
		for len(row) < width {
			row = append(row, sheet.Cell{})
		}
		c := row[from]
		pg.rows[i] = slices.Insert(slices.Delete(row, from, from+1), to, c)
	}
}

// restore puts the paper back to a copy. The copy can be used again.
func (p *paper) restore(saved []*page) {
	p.tabs = (&paper{tabs: saved}).copyOf()
}
