package match_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A school is tabs in memory, matched over and over.
type school struct {
	t       *testing.T
	grids   []sheet.Grid
	stored  map[partnership.Kind][]match.Stored
	missing map[partnership.Kind][]match.Missing
	epoch   int64
	minted  int
	now     time.Time
	release match.Release
	adopts  func(partnership.ID) bool

	students int64 // at the school, by Settings
}

func newSchool(t *testing.T) *school {
	return &school{t: t, stored: map[partnership.Kind][]match.Stored{}, missing: map[partnership.Kind][]match.Missing{}, now: epoch}
}

// tab writes a tab: headers, then rows; each row ends in its ID, "" for none.
func (s *school) tab(kind partnership.Kind, headers string, rows ...string) {
	g := sheet.Grid{Title: string(kind)}
	put := func(line string) {
		var row []any
		for _, text := range strings.Split(line, "|") {
			text = strings.TrimSpace(text)
			if d, err := time.Parse(time.DateOnly, text); err == nil {
				row = append(row, int(d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()/24))
				continue
			}
			row = append(row, text)
		}
		g.LastRow++
		g.Rows = append(g.Rows, sheet.GridRow{Number: g.LastRow, Cells: cells(row...)})
	}
	put(headers + "|Shelfmates note|ID")
	for _, row := range rows {
		at := strings.LastIndexByte(row, '|')
		put(row[:at] + "||" + row[at+1:])
	}
	s.grids = slices.DeleteFunc(s.grids, func(old sheet.Grid) bool { return old.Title == g.Title })
	s.grids = append(s.grids, g)
}

// sync matches all tabs and returns their plans.
func (s *school) sync() map[partnership.Kind]match.Plan {
	s.t.Helper()
	s.epoch++
	survey := sheet.LayOut(s.grids, nil)
	names := match.NewNames()
	names.Students = s.students
	settled := map[partnership.Kind]*match.Settled{}
	for _, g := range s.grids {
		kind := partnership.Kind(g.Title)
		tab := match.Tab{
			Reading: survey.Tab(kind).Read(), Stored: s.stored[kind], Missing: s.missing[kind],
			Committed: s.epoch - 1, Placed: s.epoch - 1, Release: s.release, Adopts: s.adopts,
		}
		settled[kind] = match.Pair(&tab, match.Clock{Began: s.now, Today: schoolyear.Calendar{}.DayOf(s.now), Epoch: s.epoch, Mint: func() partnership.ID {
			s.minted++
			return partnership.ID(fmt.Sprintf("01ARZ3NDEKTSV4RRFFQ69%05d", s.minted))
		}}).Advance()
		names.Add(tab.Reading.Schema, settled[kind].Records())
	}
	plans := map[partnership.Kind]match.Plan{}
	for kind, one := range settled {
		plan := one.Plan(names)
		s.stored[kind], s.missing[kind] = one.Records(), plan.Missing
		plans[kind] = plan
	}
	return plans
}

// id is the ID of the n-th record that was minted.
func id(n int) string { return fmt.Sprintf("01ARZ3NDEKTSV4RRFFQ69%05d", n) }

func codes(plan match.Plan) (list []sheet.Code) {
	for _, p := range plan.Problems {
		list = append(list, p.Code)
	}
	return list
}

func TestWellFormed(t *testing.T) {
	for text, want := range map[string]bool{
		"01ARZ3NDEKTSV4RRFFQ69G5FAV": true, "x": false, "": false, "01arz3ndektsv4rrffq69g5fav!": false,
		"01ARZ3NDEKTSV4RRFFQ69G5FAVX": false, "ZZZZZZZZZZZZZZZZZZZZZZZZZZ": false, "01ARZ3NDEKTSV4RRFFQ69G5FAU": false,
	} {
		if got := match.WellFormed(text); got != want {
			t.Errorf("WellFormed(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestEvidence(t *testing.T) {
	const headers = "Volunteer|Partner|Email|Phone|Status|Talents"
	const ana = "Ana Ruiz|YMCA|ana@ymca.example|555-0101|Active|Chess"
	for name, c := range map[string]struct {
		rows []string // in place of Ana's row, whose ID is 1, and Ben's, whose ID is 2
		want []string // the IDs of their records
	}{
		"as it was":                           {[]string{ana + "|" + id(1)}, []string{id(1)}},
		"its ID lost":                         {[]string{ana + "|"}, []string{id(1)}},
		"another row's ID":                    {[]string{ana + "|" + id(2)}, []string{id(1)}},
		"a new phone and no ID":               {[]string{"Ana Ruiz|YMCA|ana@ymca.example|555-0999|Active|Chess|"}, []string{id(1)}},
		"a new name and no ID":                {[]string{"Ana Lopez|YMCA|ana@ymca.example|555-0101|Active|Chess|"}, []string{id(1)}},
		"another name, mail and phone, no ID": {[]string{"Gil Ito|YMCA|gil@mail.example|555-0999|Active|Chess|"}, []string{id(3)}},
		"only choices shared, no ID":          {[]string{"Gil Ito||||Active||"}, []string{id(3)}},
		"typed over":                          {[]string{"Gil Ito|YMCA|gil@mail.example|555-0101|Active|Chess|" + id(1)}, []string{id(3)}},
		"a name changed alone":                {[]string{"Ana Lopez|YMCA|ana@ymca.example|555-0101|Active|Chess|" + id(1)}, []string{id(1)}},
		"copied with its ID":                  {[]string{ana + "|" + id(1), ana + "|" + id(1)}, []string{id(1), id(3)}},
		"a copy above it, renamed, and itself edited": {[]string{
			"Gil Ito|YMCA|ana@ymca.example|555-0101|Active|Chess|" + id(1), "Ana Ruiz|YMCA|ana@ymca.example|555-0101|Paused|Chess|" + id(1),
		}, []string{id(3), id(1)}},
		"copied with its ID, the original later": {[]string{"Ana Ruiz|YMCA|ana@ymca.example|555-0999|Active|Chess|" + id(1), ana + "|" + id(1)}, []string{id(3), id(1)}},
	} {
		s := newSchool(t)
		s.tab(partnership.Volunteers, headers, ana+"|", "Ben Coles|YMCA|ben@ymca.example|555-0102|Active|Piano|")
		s.sync()
		s.tab(partnership.Volunteers, headers, append(c.rows, "Ben Coles|YMCA|ben@ymca.example|555-0102|Active|Piano|"+id(2))...)
		plan := s.sync()[partnership.Volunteers]
		var got []string
		for _, one := range plan.Rows[:len(c.want)] {
			got = append(got, string(one))
		}
		if !slices.Equal(got, c.want) || string(plan.Rows[len(c.want)]) != id(2) {
			t.Errorf("%s: got %v, want %v; Ben has %s", name, got, c.want, plan.Rows[len(c.want)])
		}
	}
}

func TestAdoption(t *testing.T) {
	s := newSchool(t)
	s.adopts = func(partnership.ID) bool { return true }
	s.tab(partnership.Volunteers, "Volunteer", "Ana|"+id(77), "Ben|x", "Cy|"+id(78), "Dee|"+id(78))
	got := s.sync()[partnership.Volunteers].Rows
	if want := []partnership.ID{partnership.ID(id(77)), partnership.ID(id(1)), partnership.ID(id(2)), partnership.ID(id(3))}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v: well-formed, unique ones are adopted, others made", got, want)
	}
}

func TestCutOff(t *testing.T) {
	t.Run("a record of a run that was cut off, whose row was undone, is removed at once", func(t *testing.T) {
		s := newSchool(t)
		s.tab(partnership.HoursTab, "Date|Volunteer|Hours|What we did", "2026-10-06|Ana|1:30|Chess|")
		s.sync()
		kept := s.stored[partnership.HoursTab]
		s.tab(partnership.HoursTab, "Date|Volunteer|Hours|What we did", "2026-10-06|Ana|1:30|Chess|"+id(1), "2026-10-07|Ben|1:30|Piano|")
		s.sync()
		s.epoch-- // that run never committed
		s.tab(partnership.HoursTab, "Date|Volunteer|Hours|What we did", "2026-10-06|Ana|1:30|Chess|"+id(1))
		plan := s.sync()[partnership.HoursTab]
		if plan.Live != len(kept) || len(plan.Missing) != 0 || plan.Removed != 1 {
			t.Errorf("got %d live, %d missing, %d removed", plan.Live, len(plan.Missing), plan.Removed)
		}
	})
}

func TestWaiting(t *testing.T) {
	const headers = "Date|Program|Volunteer|Hours|Students|What we did"
	s := newSchool(t)
	s.tab(partnership.HoursTab, headers, "2026-10-06||Ana|1:30||Chess|", "2026-10-06||Ana|2:30||Piano|")
	s.sync()
	s.tab(partnership.HoursTab, headers, "2026-10-06||Ana|3:00||Sums|", "2026-10-06||Ana|4:00||Maps|")
	for range 3 {
		s.now = s.now.Add(time.Hour)
		plan := s.sync()[partnership.HoursTab]
		if plan.Live != 2 || len(plan.Missing) != 0 || !slices.Contains(codes(plan), sheet.RowWaits) {
			t.Fatalf("%d live, %d missing, said %v: what a waiting row fits is not missing", plan.Live, len(plan.Missing), codes(plan))
		}
	}
}

func TestMeaning(t *testing.T) {
	s := newSchool(t)
	s.tab(partnership.Partners, "Partner|Also known as",
		"YMCA|Y, The Y|", "Rotary, Maple|Rotarians|", "Y Bank||")
	s.tab(partnership.Volunteers, "Volunteer|Partner|Email",
		"Ana Ruiz|YMCA|a@mail.example|", "Ana Ruiz|Rotary, Maple|b@mail.example|", "Peña||c@mail.example|", "Y Bank||d@mail.example|")
	s.tab(partnership.HoursTab, "Date|Volunteer|Hours",
		"2026-10-06|the y|1:30|", "2026-10-07|Rotary, Maple, Peña|1:30|", "2026-10-08|Ana Ruiz (Y)|1:30|",
		"2026-10-09|Ana Ruiz|1:30|", "2026-10-10|Pena|1:30|", "2026-10-11|Y Bank|1:30|", "2026-10-12|Rotarians; ANA  ruiz (rotary, maple)|1:30|")
	plan := s.sync()[partnership.HoursTab]
	want := []string{"YMCA", "Rotary, Maple+Peña", "Ana Ruiz a@mail.example", "?", "?", "Y Bank d@mail.example", "Rotary, Maple+Ana Ruiz b@mail.example"}
	for i, w := range want {
		var got []string
		for _, n := range plan.Writes[i].Refs[plan.Schema.Column("Volunteer")] {
			got = append(got, s.called(n.ID))
		}
		if strings.Join(got, "+") != strings.TrimSuffix(w, " c@mail.example") {
			t.Errorf("row %d: got %q, want %q", i+2, strings.Join(got, "+"), w)
		}
	}
	plan.Problems = slices.DeleteFunc(plan.Problems, func(p sheet.Problem) bool { return p.Code == sheet.GroupAsOne })
	if got := codes(plan); !slices.Equal(got, []sheet.Code{sheet.AmbiguousName, sheet.UnknownName}) {
		t.Errorf("said %v", got)
	}
	if fix := plan.Problems[1].Fix; fix != "Peña" {
		t.Errorf("Pena is closest to %q", fix)
	}
}

func TestNamesTypedTogether(t *testing.T) {
	s := newSchool(t)
	s.tab(partnership.Volunteers, "Volunteer|Email", "Ben Coles|b@mail.example|", "Harriet Lund|h@mail.example|", "Ana Ruiz|a@mail.example|")
	s.tab(partnership.Partners, "Partner|School lead", "YMCA||", "Smith and Sons||", "Rotary Club||")
	for _, c := range []struct {
		name, who, behalf string
		want              string // what is said of it
	}{
		{
			"two that are known are told a comma", "Ben Coles and Harriet Lund", "",
			`We read "Ben Coles and Harriet Lund" as one name. Put commas between: Ben Coles, Harriet Lund.`,
		},
		{
			"by a sign too", "Ben Coles & Harriet Lund", "",
			`We read "Ben Coles & Harriet Lund" as one name. Put commas between: Ben Coles, Harriet Lund.`,
		},
		{
			"beside a third, of them alone", "Ana Ruiz, Ben Coles and Harriet Lund", "",
			`We read "Ben Coles and Harriet Lund" as one name. Put commas between: Ben Coles, Harriet Lund.`,
		},
		{
			"of one that is not known nobody can tell", "Ben Coles and his dad", "",
			`We read "Ben Coles and his dad" as one name. If it is more than one, put commas between; if not, add it to Volunteers.`,
		},
		{
			"a name that has the word is one", "Smith and Sons", "",
			`How many came? "Smith and Sons" counts as one person. If it was a group, put their number into People.`,
		},
		{
			"and is offered where it is misspelled", "Smith and Son", "",
			`"Smith and Son" is not in Volunteers. Add the name there, or did you mean Smith and Sons?`,
		},
		{
			"a column of one name takes one", "Ana Ruiz", "YMCA and Rotary Club",
			`"YMCA and Rotary Club" is more than one name, and "On behalf of" takes one. Leave one of them here.`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.tab(partnership.HoursTab, "Date|Volunteer|Hours|On behalf of", "2026-10-06|"+c.who+"|1:30|"+c.behalf+"|")
			if got := notes(s.sync()[partnership.HoursTab]); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// notes is what is said of a tab's rows.
func notes(plan match.Plan) string {
	var said []string
	for _, p := range plan.Problems {
		said = append(said, p.Text().Note)
	}
	return strings.Join(said, "\n")
}

func TestUnlikelyValues(t *testing.T) {
	for _, c := range []struct {
		name     string
		kind     partnership.Kind
		students int64
		row      string
		want     string
	}{
		{
			"an entry in another century", partnership.HoursTab, 0, "2062-10-06|Ana|1:30|12|",
			`"Date" is 35 years ahead. If the year is a slip, type the date again.`,
		},
		{
			"or of the one before", partnership.HoursTab, 0, "1962-10-06|Ana|1:30|12|",
			`"Date" is 64 years ago. If the year is a slip, type the date again.`,
		},
		{"entries of earlier years are history", partnership.HoursTab, 0, "2009-10-06|Ana|1:30|12|", ""},
		{
			"one of next term counts then", partnership.HoursTab, 0, "2027-10-06|Ana|1:30|12|",
			`This date is in the future, so the row is not counted until then. If it is a slip, type the date again.`,
		},
		{
			"more students than the school has", partnership.HoursTab, 412, "2026-10-06|Ana|1:30|1200|",
			`"Students" says "1,200", and by Settings the school has 412 students. If it is a slip, type the number again.`,
		},
		{"all of them", partnership.HoursTab, 412, "2026-10-06|Ana|1:30|412|", ""},
		{"where Settings does not say, any number", partnership.HoursTab, 0, "2026-10-06|Ana|1:30|1200|", ""},
		{"an agreement may run for years", partnership.Partners, 0, "YMCA|1985-01-01|2034-06-30|", ""},
		{
			"but not for decades", partnership.Partners, 0, "YMCA|1985-01-01|2062-06-30|",
			`"Agreement until" is 35 years ahead. If the year is a slip, type the date again.`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSchool(t)
			s.students = c.students
			s.tab(partnership.Volunteers, "Volunteer", "Ana|")
			headers := map[partnership.Kind]string{partnership.HoursTab: "Date|Volunteer|Hours|Students", partnership.Partners: "Partner|Since|Agreement until"}
			s.tab(c.kind, headers[c.kind], c.row)
			plan := s.sync()[c.kind]
			if got := notes(plan); got != c.want || plan.Live != 1 {
				t.Errorf("%d live, got  %s\nwant %s", plan.Live, got, c.want)
			}
			for _, p := range plan.Problems {
				if p.Level != sheet.Note {
					t.Errorf("%s is to be put right: the value counts", p.Code)
				}
			}
		})
	}
	t.Run("another number of students in Settings makes the rows be looked at again", func(t *testing.T) {
		few, many := match.NewNames(), match.NewNames()
		few.Students, many.Students = 412, 1300
		if few.Print(nil) == many.Print(nil) {
			t.Error("the print is the same")
		}
	})
}

func TestTabLevel(t *testing.T) {
	const headers = "Volunteer|Email|Phone"
	s := newSchool(t)
	s.tab(partnership.Volunteers, headers, "Ana|a at mail|555 0100|")
	if got := codes(s.sync()[partnership.Volunteers]); !slices.Equal(got, []sheet.Code{sheet.EmailUnread}) {
		t.Fatalf("said %v", got)
	}
	t.Run("a tab on pause tells of that alone, and its rows are told of again when it is back", func(t *testing.T) {
		s.tab(partnership.Volunteers, strings.Replace(headers, "Volunteer", "Wer", 1), "Ana|a at mail|555 0100|"+id(1))
		if got := codes(s.sync()[partnership.Volunteers]); !slices.Equal(got, []sheet.Code{sheet.HeaderMissing}) {
			t.Errorf("on pause: said %v", got)
		}
		s.tab(partnership.Volunteers, headers, "Ana|a at mail|555 0100|"+id(1))
		if got := codes(s.sync()[partnership.Volunteers]); !slices.Equal(got, []sheet.Code{sheet.EmailUnread}) {
			t.Errorf("back: said %v", got)
		}
	})
	t.Run("a doubled optional header is told once, with one thing to do", func(t *testing.T) {
		s.tab(partnership.Volunteers, "Volunteer|Email|Phone|Phone number", "Ana|a@mail.example|555 0100||"+id(1))
		if got := codes(s.sync()[partnership.Volunteers]); !slices.Equal(got, []sheet.Code{sheet.ColumnDoubled}) {
			t.Errorf("said %v", got)
		}
	})
}

// called is the name of a record, with its address where two have the name.
func (s *school) called(id partnership.ID) string {
	for kind, records := range s.stored {
		for i := range records {
			if r := &records[i]; r.ID == id {
				name := r.Values[match.NameColumn(sheet.SchemaOf(kind))].Text
				if kind == partnership.Volunteers && name != "Peña" {
					name += " " + r.Values[sheet.SchemaOf(kind).Column("Email")].Text
				}
				return name
			}
		}
	}
	return "?"
}

func TestMerge(t *testing.T) {
	t.Run("merges of merges lead to the one that lives, and a ring holds nobody", func(t *testing.T) {
		s := newSchool(t)
		const headers = "Partner|Also known as"
		s.tab(partnership.Partners, headers, "A||", "B||", "C||", "D||", "E||", "F||")
		s.sync()
		s.tab(partnership.Partners, headers, "B|A|"+id(2), "C||"+id(3), "D||"+id(4), "E||"+id(5), "F||"+id(6))
		s.sync()
		s.now = s.now.Add(time.Hour)
		s.sync()
		s.tab(partnership.Partners, headers, "C|B|"+id(3), "D||"+id(4), "E||"+id(5), "F||"+id(6))
		s.sync()
		s.now = s.now.Add(time.Hour)
		s.sync()
		names := match.NewNames()
		names.Add(sheet.SchemaOf(partnership.Partners), s.stored[partnership.Partners])
		if got := names.Follow(partnership.ID(id(1))); string(got) != id(3) {
			t.Errorf("A leads to %s, want C", got)
		}
		ring := slices.Clone(s.stored[partnership.Partners])
		for i := range ring {
			ring[i].Deleted, ring[i].Into = s.now, ring[(i+1)%len(ring)].ID
		}
		names = match.NewNames()
		names.Add(sheet.SchemaOf(partnership.Partners), ring)
		names.Follow(ring[0].ID)
	})
}
