package sheet

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"
)

// GridNamed returns the grid of that title, nil when there is none.
func GridNamed(grids []Grid, title string) *Grid {
	i := slices.IndexFunc(grids, func(g Grid) bool { return g.Title == title })
	if i < 0 {
		return nil
	}
	return &grids[i]
}

// Cells returns the cells of the row of that number, none when it is blank.
func (g *Grid) Cells(row int) []Cell {
	i, found := slices.BinarySearchFunc(g.Rows, row, func(r GridRow, n int) int { return cmp.Compare(r.Number, n) })
	if !found {
		return nil
	}
	return g.Rows[i].Cells
}

// Cell returns the cell in that row and 0-based column, blank where the tab
// holds nothing.
func (g *Grid) Cell(row, column int) Cell { return cellAt(g.Cells(row), column) }

// LastUsed returns the last row that anybody would call used, 0 when there is
// none: unticked checkboxes alone do not make a row.
func (g *Grid) LastUsed() int {
	for i := len(g.Rows) - 1; i >= 0; i-- {
		for _, c := range g.Rows[i].Cells {
			if c.Kind != BlankCell && (c.Kind != BoolCell || c.Bool || c.Formula) {
				return g.Rows[i].Number
			}
		}
	}
	return 0
}

// HeaderRows returns by title in which row the header of each tab stands: of a
// tab that is none of ours, its first row.
func HeaderRows(grids []Grid) map[string]int {
	rows := map[string]int{}
	for _, g := range grids {
		if len(g.Rows) > 0 {
			rows[g.Title] = g.Rows[0].Number
		}
	}
	survey := LayOut(grids, nil)
	for i := range survey.Tabs {
		if l := &survey.Tabs[i]; l.Header > 0 {
			rows[l.Title] = l.Header
		}
	}
	return rows
}

// Lists reports whether the tab holds exactly that list of texts.
func (g *Grid) Lists(rows [][]string) bool {
	last := 0
	for i, row := range rows {
		cells := g.Cells(i + 1)
		for column, text := range row {
			want := Cell{Kind: TextCell, Text: text}
			if text == "" {
				want = Cell{}
			}
			if cellAt(cells, column) != want {
				return false
			}
		}
		for _, c := range cells[min(len(cells), len(row)):] {
			if c.Kind != BlankCell {
				return false
			}
		}
		last = i + 1
	}
	return g.LastRow <= last
}

// Limits are what a kind of spreadsheet can hold.
type Limits struct {
	Rows, Columns int
	Text          int // characters in a cell
}

// Check returns an error when the edits ask for something that no cell can hold.
func (e Edits) Check(limits Limits) error {
	check := func(tab string, row, column int, v Cell) error {
		switch {
		case column < 0 || column >= limits.Columns || row < 0 || row > limits.Rows:
			return fmt.Errorf("write %s %s%d: there is no such cell", tab, ColumnName(max(column, 0)), row)
		case v.Kind == ErrorCell || v.Kind == StaleCell:
			return fmt.Errorf("write %s %s%d: a value of this kind cannot be written", tab, ColumnName(column), row)
		case v.Kind == NumberCell && (math.IsNaN(v.Number) || math.IsInf(v.Number, 0)):
			return fmt.Errorf("write %s %s%d: the number is none", tab, ColumnName(column), row)
		case utf8.RuneCountInString(v.Text) > limits.Text:
			return fmt.Errorf("write %s %s%d: the text is longer than a cell holds", tab, ColumnName(column), row)
		}
		return nil
	}
	for _, c := range e.Cells {
		if err := check(c.Tab, c.Row, c.Column, c.Value); err != nil {
			return err
		}
	}
	for _, a := range e.Added {
		for column, v := range a.Cells {
			if err := check(a.Tab, 0, column, v); err != nil {
				return err
			}
		}
	}
	for i, row := range e.Report {
		for column, text := range row {
			if err := check(ReportTitle, i+1, column, Cell{Kind: TextCell, Text: text}); err != nil {
				return err
			}
		}
	}
	return nil
}
