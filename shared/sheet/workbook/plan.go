package workbook

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"shelfmates/shared/sheet"
)

// A plan says which cells of which tab are set, given how the workbook stands
// right now.
type plan struct {
	patches  map[int][]cellPatch // by place of the tab
	report   int                 // place of the report tab to rewrite; -1: none
	deferred map[int]bool        // edits left out, by their place in Edits.Cells
	edits    map[place]int       // which edit a patch comes from
	addedAt  []int
}

type place struct{ tab, row, column int }

// makePlan holds the edits against what stands in the workbook now. An edit is
// left out when its tab is gone, its row no longer reads as it did, or the
// header of its column is another one. What a cell holds already is not
// written again.
func makePlan(now []sheet.Grid, base sheet.Snapshot, edits sheet.Edits) plan {
	p := plan{patches: map[int][]cellPatch{}, report: -1, deferred: map[int]bool{}, edits: map[place]int{}}
	headers := headerRows(base.Grids)
	type cell struct {
		tab         string
		row, column int
	}
	latest := map[cell]int{} // of two edits of one cell the later counts
	for i, e := range edits.Cells {
		latest[cell{e.Tab, e.Row, e.Column}] = i
	}
	var scratch []byte
	for i, e := range edits.Cells {
		if latest[cell{e.Tab, e.Row, e.Column}] != i {
			continue
		}
		tab := tabNamed(now, e.Tab)
		before := tabNamed(base.Grids, e.Tab)
		if tab < 0 || before < 0 || sheet.Fingerprint(rowOf(&now[tab], e.Row), &scratch) != e.Expect {
			p.deferred[i] = true
			continue
		}
		if h := headers[e.Tab]; h != e.Row && cellAt(&now[tab], h, e.Column) != cellAt(&base.Grids[before], h, e.Column) {
			p.deferred[i] = true
			continue
		}
		if holds(cellAt(&now[tab], e.Row, e.Column), e.Value) {
			continue
		}
		p.edits[place{tab, e.Row, e.Column}] = i
		p.patches[tab] = append(p.patches[tab], cellPatch{row: e.Row, column: e.Column, value: e.Value})
	}
	p.add(now, base, edits.Added, headers)
	if edits.Report != nil {
		if r := reportTab(now); r >= 0 && !sameList(&now[r], edits.Report) {
			p.report = r
			delete(p.patches, r)
		}
	}
	return p
}

// add finds the places of new rows: each goes to the first row after the last
// used one of its tab. A row whose tab is gone, or one of whose columns moved,
// goes nowhere.
func (p *plan) add(now []sheet.Grid, base sheet.Snapshot, added []sheet.AddedRow, headers map[string]int) {
	taken := map[int]int{}
	for _, a := range added {
		tab, before := tabNamed(now, a.Tab), tabNamed(base.Grids, a.Tab)
		if tab < 0 || before < 0 || moved(&now[tab], &base.Grids[before], headers[a.Tab], a.Cells) {
			p.addedAt = append(p.addedAt, 0)
			continue
		}
		last := lastUsed(&now[tab])
		row := max(last, taken[tab]) + 1
		taken[tab] = row
		like := last
		if like <= headers[a.Tab] {
			like = 0
		}
		for _, column := range sortedKeys(a.Cells) {
			p.patches[tab] = append(p.patches[tab], cellPatch{row: row, column: column, value: a.Cells[column], like: like})
		}
		p.addedAt = append(p.addedAt, row)
	}
}

func moved(now, base *sheet.Grid, header int, cells map[int]sheet.Cell) bool {
	for column := range cells {
		if cellAt(now, header, column) != cellAt(base, header, column) {
			return true
		}
	}
	return false
}

// headerRows returns for each tab in which row its header stands.
func headerRows(grids []sheet.Grid) map[string]int {
	rows := map[string]int{}
	for _, g := range grids {
		if len(g.Rows) > 0 {
			rows[g.Title] = g.Rows[0].Number
		}
	}
	survey := sheet.LayOut(grids, nil)
	for i := range survey.Tabs {
		if l := &survey.Tabs[i]; l.Header > 0 {
			rows[l.Title] = l.Header
		}
	}
	return rows
}

// reportTab returns the place of the report tab, or -1.
func reportTab(grids []sheet.Grid) int {
	report := sheet.LayOut(grids, nil).Report
	if report == nil {
		return -1
	}
	return tabNamed(grids, report.Title)
}

func tabNamed(grids []sheet.Grid, title string) int {
	return slices.IndexFunc(grids, func(g sheet.Grid) bool { return g.Title == title })
}

// rowOf returns the cells of a row, none when it is blank.
func rowOf(g *sheet.Grid, number int) []sheet.Cell {
	i, found := slices.BinarySearchFunc(g.Rows, number, func(r sheet.GridRow, n int) int { return cmp.Compare(r.Number, n) })
	if !found {
		return nil
	}
	return g.Rows[i].Cells
}

func cellAt(g *sheet.Grid, row, column int) sheet.Cell {
	if cells := rowOf(g, row); column < len(cells) {
		return cells[column]
	}
	return sheet.Cell{}
}

// lastUsed returns the last row that anybody would call used: unticked
// checkboxes alone do not make a row.
func lastUsed(g *sheet.Grid) int {
	for i := len(g.Rows) - 1; i >= 0; i-- {
		for _, c := range g.Rows[i].Cells {
			if c.Kind != sheet.BlankCell && (c.Kind != sheet.BoolCell || c.Bool || c.Formula) {
				return g.Rows[i].Number
			}
		}
	}
	return 0
}

// holds reports whether the cell shows value already, as something typed.
func holds(cell, value sheet.Cell) bool {
	if value.Kind == sheet.TextCell && value.Text == "" {
		value = sheet.Cell{}
	}
	if cell.Formula || cell.Kind != value.Kind {
		return false
	}
	switch value.Kind {
	case sheet.NumberCell:
		return cell.Number == value.Number && (value.Format == sheet.PlainFormat || value.Format == cell.Format)
	case sheet.BoolCell:
		return cell.Bool == value.Bool
	}
	return cell.Text == value.Text
}

// sameList reports whether the tab holds exactly that list of texts.
func sameList(g *sheet.Grid, rows [][]string) bool {
	last := 0
	for i, row := range rows {
		cells := rowOf(g, i+1)
		for column, text := range row {
			want := sheet.Cell{Kind: sheet.TextCell, Text: text}
			if text == "" {
				want = sheet.Cell{}
			}
			if cellAt(g, i+1, column) != want {
				return false
			}
		}
		for _, c := range cells[min(len(cells), len(row)):] {
			if c.Kind != sheet.BlankCell {
				return false
			}
		}
		last = i + 1
	}
	return g.LastRow <= last
}

// checkValues returns an error when an edit asks for something that no cell
// can hold.
func checkValues(edits sheet.Edits) error {
	check := func(tab string, row, column int, v sheet.Cell) error {
		switch {
		case column < 0 || column >= maxColumn || row < 0 || row > maxRow:
			return fmt.Errorf("write %s %s: there is no such cell", tab, address(max(column, 0), row))
		case v.Kind == sheet.ErrorCell || v.Kind == sheet.StaleCell:
			return fmt.Errorf("write %s %s: a value of this kind cannot be written", tab, address(column, row))
		case v.Kind == sheet.NumberCell && (math.IsNaN(v.Number) || math.IsInf(v.Number, 0)):
			return fmt.Errorf("write %s %s: the number is none", tab, address(column, row))
		case utf8.RuneCountInString(v.Text) > maxText:
			return fmt.Errorf("write %s %s: the text is longer than a cell holds", tab, address(column, row))
		}
		return nil
	}
	for _, e := range edits.Cells {
		if err := check(e.Tab, e.Row, e.Column, e.Value); err != nil {
			return err
		}
	}
	for _, a := range edits.Added {
		for column, v := range a.Cells {
			if err := check(a.Tab, 0, column, v); err != nil {
				return err
			}
		}
	}
	for i, row := range edits.Report {
		for column, text := range row {
			if err := check("report", i+1, column, sheet.Cell{Kind: sheet.TextCell, Text: text}); err != nil {
				return err
			}
		}
	}
	return nil
}
