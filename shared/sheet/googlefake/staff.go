package googlefake

import (
	"fmt"
	"slices"

	"shelfmates/shared/sheet"
)

// Staff edits the tabs of one spreadsheet as people do in their browser. Rows
// count from 1, columns from 0; what goes wrong ends the test. It is a
// sheettest.Staff.
type Staff struct {
	t T
	s *Spreadsheet
}

// Staff lets a test edit the spreadsheet.
func (s *Spreadsheet) Staff(t T) *Staff { return &Staff{t, s} }

// edit changes one tab.
func (s *Spreadsheet) edit(title string, act func(*tab) error) error {
	return s.do(func() error {
		t, err := s.tabNamed(title)
		if err != nil {
			return err
		}
		return act(t)
	})
}

func (p *Staff) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("staff of %q: %v", p.s.id, err)
	}
}

func (p *Staff) edit(title string, act func(*tab)) {
	p.t.Helper()
	p.must(p.s.edit(title, func(t *tab) error { act(t); return nil }))
}

// Type types a value into a cell, with the format that it has; a blank one
// clears the cell. The grid grows where it is too small.
func (p *Staff) Type(title string, row, column int, value sheet.Cell) {
	p.t.Helper()
	p.must(p.s.typeCell(title, row, column, value))
}

func (s *Spreadsheet) typeCell(title string, row, column int, value sheet.Cell) error {
	return s.edit(title, func(t *tab) error {
		if row < 1 || column < 0 {
			return fmt.Errorf("no cell in row %d, column %d", row, column)
		}
		t.grow(row-1, column)
		t.put(row-1, column, t.at(row-1, column).with(cellOf(value)))
		return nil
	})
}

// Fill types rows of texts from a row on; "" leaves a cell as it is.
func (p *Staff) Fill(title string, row int, rows ...[]string) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		for i, texts := range rows {
			for c, text := range texts {
				if text != "" {
					t.grow(row-1+i, c)
					t.put(row-1+i, c, t.at(row-1+i, c).with(cellOf(sheet.Cell{Kind: sheet.TextCell, Text: text})))
				}
			}
		}
	})
}

// Load types whole grids: each into the tab of its title, which is added where
// it is missing, every cell with its format. It is how a sample school gets in.
func (s *Spreadsheet) Load(grids ...sheet.Grid) error {
	return s.do(func() error {
		for _, g := range grids {
			t, err := s.tabNamed(g.Title)
			if err != nil {
				t = newTab(s.freshID(), g.Title)
				s.tabs = append(s.tabs, t)
			}
			for _, r := range g.Rows {
				for c, value := range r.Cells {
					t.grow(r.Number-1, c)
					t.put(r.Number-1, c, t.at(r.Number-1, c).with(cellOf(value)))
				}
			}
		}
		return nil
	})
}

// Formula types a formula, without its "=", whose result is that text.
func (p *Staff) Formula(title string, row, column int, formula, result string) {
	p.t.Helper()
	p.FormulaOf(title, row, column, formula, sheet.Cell{Kind: sheet.TextCell, Text: result})
}

// FormulaOf types a formula, without its "=", whose result is that cell.
func (p *Staff) FormulaOf(title string, row, column int, formula string, result sheet.Cell) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		t.grow(row-1, column)
		made := cellOf(result)
		shown := made.shown()
		made.value, made.result = value{kind: formulaValue, text: "=" + formula}, &shown
		t.put(row-1, column, t.at(row-1, column).with(made))
	})
}

// Sees returns what a cell shows, and its formula, "" where it has none.
func (p *Staff) Sees(title string, row, column int) (sheet.Cell, string) {
	p.t.Helper()
	p.s.fake.mu.Lock()
	defer p.s.fake.mu.Unlock()
	t, err := p.s.tabNamed(title)
	p.must(err)
	c := t.at(row-1, column)
	shown := c.sheetCell()
	shown.Formula = false
	if c.value.kind == formulaValue {
		return shown, c.value.text[1:]
	}
	return shown, ""
}

// Note returns the note of a cell, "" where it has none.
func (p *Staff) Note(title string, row, column int) string {
	p.t.Helper()
	p.s.fake.mu.Lock()
	defer p.s.fake.mu.Unlock()
	t, err := p.s.tabNamed(title)
	p.must(err)
	note, _ := t.at(row-1, column).rest["note"].(string)
	return note
}

// Grid returns a whole tab as it stands, with formats and merged ranges.
func (p *Staff) Grid(title string) sheet.Grid {
	p.t.Helper()
	p.s.fake.mu.Lock()
	defer p.s.fake.mu.Unlock()
	t, err := p.s.tabNamed(title)
	p.must(err)
	return t.grid()
}

func (t *tab) grid() sheet.Grid {
	g := sheet.Grid{Title: t.title, Key: fmt.Sprint(t.id)}
	for r := range t.row {
		var cells []sheet.Cell
		for c := range t.row[r].cells {
			cells = append(cells, t.row[r].cells[c].sheetCell())
		}
		for len(cells) > 0 && cells[len(cells)-1] == (sheet.Cell{}) {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > 0 {
			g.Rows = append(g.Rows, sheet.GridRow{Number: r + 1, Cells: cells})
			g.LastRow = r + 1
		}
	}
	for _, m := range t.merges {
		g.Merges = append(g.Merges, sheet.Merge{FirstRow: m.row0 + 1, LastRow: m.row1, FirstColumn: m.col0, LastColumn: m.col1 - 1})
	}
	return g
}

// Merge merges a range; the values but the first are lost, as Google warns.
func (p *Staff) Merge(title string, m sheet.Merge) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		a := gridRange{m.FirstRow - 1, m.LastRow, m.FirstColumn, m.LastColumn + 1}
		t.merge(a)
	})
}

func (t *tab) merge(a gridRange) {
	t.grow(a.row1-1, a.col1-1)
	t.merges = slices.DeleteFunc(t.merges, func(b gridRange) bool { return a.overlaps(b) })
	t.merges = append(t.merges, a)
	for r := a.row0; r < a.row1; r++ {
		for c := a.col0; c < a.col1; c++ {
			if r != a.row0 || c != a.col0 {
				t.put(r, c, t.at(r, c).dressed())
			}
		}
	}
}

// HideRow hides a row, ShowRow shows it again.
func (p *Staff) HideRow(title string, row int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.reach(row - 1); t.row[row-1].hidden = true })
}

func (p *Staff) ShowRow(title string, row int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.reach(row - 1); t.row[row-1].hidden = false })
}

// OpenGroups opens or closes every group of columns of the tab.
func (p *Staff) OpenGroups(title string, open bool) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		t.groups[columnsDimension] = slices.Clone(t.groups[columnsDimension])
		for i, g := range t.groups[columnsDimension] {
			t.groups[columnsDimension][i].collapsed = !open
			t.hide(columnsDimension, g.from, g.to, !open)
		}
	})
}

// Filter puts a filter on the tab that hides these rows.
func (p *Staff) Filter(title string, hides ...int) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		t.filter = map[string]any{"range": t.area(gridRange{0, max(t.lastRow(), 1), 0, t.cols})}
		for _, row := range hides {
			t.reach(row - 1)
			t.row[row-1].sifted = true
		}
	})
}

// Checkboxes puts unticked checkboxes into count rows of a column.
func (p *Staff) Checkboxes(title string, column, row, count int) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		t.grow(row-2+count, column)
		for r := row - 1; r < row-1+count; r++ {
			c := t.at(r, column)
			c.value = value{kind: boolValue}
			c.rest = map[string]any{"dataValidation": map[string]any{"condition": map[string]any{"type": "BOOLEAN"}, "strict": true}}
			t.put(r, column, c)
		}
	})
}

// ProtectColumn lets nobody but its owner edit a column; ProtectTab the tab.
func (p *Staff) ProtectColumn(title string, column int) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		t.protected = append(t.protected, &protectedRange{id: p.s.freshID(), area: gridRange{0, -1, column, column + 1}})
	})
}

func (p *Staff) ProtectTab(title string) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		t.protected = append(t.protected, &protectedRange{id: p.s.freshID(), area: gridRange{0, -1, 0, -1}})
	})
}

// Unprotect takes every protection off a tab.
func (p *Staff) Unprotect(title string) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.protected = nil })
}

// Undo takes back the last edit, whoever made it.
func (p *Staff) Undo() {
	p.t.Helper()
	p.must(p.s.Undo())
}
