package googlefake

import (
	"fmt"
	"slices"
	"testing"

	"shelfmates/shared/sheet"
)

// desk is a Fake without a network, with a tab of three records.
func desk(t *testing.T) (*Spreadsheet, *Staff) {
	f := New(Options{})
	s := f.NewSheet("sheet-1", "Oak Library", "", "")
	p := s.Staff(t)
	p.Fill("Sheet1", 1, []string{"Name", "Mail", "ID"}, []string{"Cleo", "c@x", "3"}, []string{"Ana", "a@x", "1"}, []string{"Ben", "b@x", "2"})
	return s, p
}

// table is what a tab shows, a row a text.
func table(p *Staff, tab string) []string {
	var lines []string
	g := p.Grid(tab)
	for _, r := range g.Rows {
		line := fmt.Sprint(r.Number)
		for _, c := range r.Cells {
			line += " " + sheet.Show(c)
		}
		lines = append(lines, line)
	}
	return lines
}

func shows(t *testing.T, p *Staff, want ...string) {
	t.Helper()
	if got := table(p, "Sheet1"); !slices.Equal(got, want) {
		t.Errorf("the tab shows %q, want %q", got, want)
	}
}

func TestStaff(t *testing.T) {
	for _, c := range []struct {
		name string
		act  func(*Staff)
		want []string
	}{
		{"a sort takes whole rows along", func(p *Staff) { p.Sort("Sheet1", 0, 1, false) }, []string{"1 Name Mail ID", "2 Ana a@x 1", "3 Ben b@x 2", "4 Cleo c@x 3"}},
		{"a sort downward", func(p *Staff) { p.Sort("Sheet1", 0, 1, true) }, []string{"1 Name Mail ID", "2 Cleo c@x 3", "3 Ben b@x 2", "4 Ana a@x 1"}},
		{"blanks are sorted last", func(p *Staff) {
			p.Type("Sheet1", 2, 0, sheet.Cell{})
			p.Sort("Sheet1", 0, 1, true)
		}, []string{"1 Name Mail ID", "2 Ben b@x 2", "3 Ana a@x 1", "4  c@x 3"}},
		{"a partial sort leaves the other columns", func(p *Staff) { p.SortColumns("Sheet1", 0, 1, 0, 1, false) }, []string{"1 Name Mail ID", "2 Ana a@x 3", "3 Ben b@x 1", "4 Cleo c@x 2"}},
		{"one column sorted alone", func(p *Staff) { p.SortOne("Sheet1", 0, 1, false) }, []string{"1 Name Mail ID", "2 Ana c@x 3", "3 Ben a@x 1", "4 Cleo b@x 2"}},
		{"cut and paste leaves a gap", func(p *Staff) { p.CutPaste("Sheet1", 2, 1, 7) }, []string{"1 Name Mail ID", "3 Ana a@x 1", "4 Ben b@x 2", "7 Cleo c@x 3"}},
		{"cut and paste over the next row", func(p *Staff) { p.CutPaste("Sheet1", 2, 2, 3) }, []string{"1 Name Mail ID", "3 Cleo c@x 3", "4 Ana a@x 1"}},
		{"a copied row keeps its ID", func(p *Staff) { p.CopyPaste("Sheet1", 2, 1, 5) }, []string{"1 Name Mail ID", "2 Cleo c@x 3", "3 Ana a@x 1", "4 Ben b@x 2", "5 Cleo c@x 3"}},
		{"rows dragged down", func(p *Staff) { p.MoveRows("Sheet1", 2, 1, 5) }, []string{"1 Name Mail ID", "2 Ana a@x 1", "3 Ben b@x 2", "4 Cleo c@x 3"}},
		{"rows dragged up", func(p *Staff) { p.MoveRows("Sheet1", 4, 1, 2) }, []string{"1 Name Mail ID", "2 Ben b@x 2", "3 Cleo c@x 3", "4 Ana a@x 1"}},
		{"a column dragged right", func(p *Staff) { p.MoveColumn("Sheet1", 0, 3) }, []string{"1 Mail ID Name", "2 c@x 3 Cleo", "3 a@x 1 Ana", "4 b@x 2 Ben"}},
		{"a column dragged left", func(p *Staff) { p.MoveColumn("Sheet1", 2, 0) }, []string{"1 ID Name Mail", "2 3 Cleo c@x", "3 1 Ana a@x", "4 2 Ben b@x"}},
		{"two columns swapped", func(p *Staff) { p.SwapColumns("Sheet1", 0, 1) }, []string{"1 Mail Name ID", "2 c@x Cleo 3", "3 a@x Ana 1", "4 b@x Ben 2"}},
		{"a row inserted and one deleted", func(p *Staff) { p.InsertRows("Sheet1", 2, 1); p.DeleteRow("Sheet1", 4) }, []string{"1 Name Mail ID", "3 Cleo c@x 3", "4 Ben b@x 2"}},
		{"a column cleared below its header", func(p *Staff) { p.ClearColumn("Sheet1", 2, 1) }, []string{"1 Name Mail ID", "2 Cleo c@x", "3 Ana a@x", "4 Ben b@x"}},
		{"an undo takes back the last edit", func(p *Staff) { p.ClearTab("Sheet1"); p.Undo() }, []string{"1 Name Mail ID", "2 Cleo c@x 3", "3 Ana a@x 1", "4 Ben b@x 2"}},
		{"a deleted tab comes back", func(p *Staff) { p.AddTab("x"); p.DeleteTab("Sheet1"); p.RestoreTab("Sheet1") }, []string{"1 Name Mail ID", "2 Cleo c@x 3", "3 Ana a@x 1", "4 Ben b@x 2"}},
		{"a tab that collapsed", func(p *Staff) { p.Collapse("Sheet1", "#REF!") }, []string{"1 #REF!"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, p := desk(t)
			c.act(p)
			shows(t, p, c.want...)
		})
	}
}

func TestTabs(t *testing.T) {
	s, p := desk(t)
	id := s.tabs[0].id
	p.CopyTab("Sheet1")
	p.Type("Copy of Sheet1", 2, 0, text("changed"))
	shows(t, p, "1 Name Mail ID", "2 Cleo c@x 3", "3 Ana a@x 1", "4 Ben b@x 2")
	p.DeleteTab("Sheet1")
	p.RestoreTab("Sheet1")
	if got := s.tabNamedID(t, "Sheet1"); got != id || s.tabNamedID(t, "Copy of Sheet1") == id {
		t.Errorf("the restored tab has sheetId %d, had %d", got, id)
	}
	c := s.Copy("sheet-2")
	c.Staff(t).ClearTab("Sheet1")
	shows(t, p, "1 Name Mail ID", "2 Cleo c@x 3", "3 Ana a@x 1", "4 Ben b@x 2")
	if c.name != "Copy of Oak Library" || c.tabNamedID(t, "Sheet1") != id {
		t.Errorf("the copied file is %q", c.name)
	}
	v := s.Version()
	p.RenameTab("Sheet1", "Hours")
	p.ClearTab("Hours")
	s.RestoreVersion(v)
	shows(t, p, "1 Name Mail ID", "2 Cleo c@x 3", "3 Ana a@x 1", "4 Ben b@x 2")
}

func (s *Spreadsheet) tabNamedID(t *testing.T, title string) int64 {
	t.Helper()
	found, err := s.tabNamed(title)
	if err != nil {
		t.Fatal(err)
	}
	return found.id
}

// TestShift holds everything that names rows against insertions and deletions.
func TestShift(t *testing.T) {
	for _, c := range []struct{ from, to, at, n, wantFrom, wantTo int }{
		{2, 5, 0, 2, 4, 7},
		{2, 5, 3, 2, 2, 7},
		{2, 5, 5, 2, 2, 5},
		{2, -1, 4, 2, 2, -1},
		{0, -1, 0, 2, 0, -1},
		{0, 2, 0, 2, 2, 4},
		{2, 5, 0, -1, 1, 4},
		{2, 5, 3, -1, 2, 4},
		{2, 5, 1, -2, 1, 3},
		{2, 5, 5, -2, 2, 5},
	} {
		from, to, ok := moved(c.from, c.to, c.at, c.n)
		if from != c.wantFrom || to != c.wantTo || !ok {
			t.Errorf("[%d,%d) with %+d at %d became [%d,%d), want [%d,%d)", c.from, c.to, c.n, c.at, from, to, c.wantFrom, c.wantTo)
		}
	}
	if _, _, ok := moved(2, 4, 1, -5); ok {
		t.Error("a span whose rows are all gone is still there")
	}
}
