package workbook

import (
	"slices"

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
	headers := sheet.HeaderRows(base.Grids)
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
		if tab < 0 || before < 0 || sheet.Fingerprint(now[tab].Cells(e.Row), &scratch) != e.Expect {
			p.deferred[i] = true
			continue
		}
		if h := headers[e.Tab]; h != e.Row && now[tab].Cell(h, e.Column) != base.Grids[before].Cell(h, e.Column) {
			p.deferred[i] = true
			continue
		}
		if holds(now[tab].Cell(e.Row, e.Column), e.Value) {
			continue
		}
		p.edits[place{tab, e.Row, e.Column}] = i
		p.patches[tab] = append(p.patches[tab], cellPatch{row: e.Row, column: e.Column, value: e.Value})
	}
	p.add(now, base, edits.Added, headers)
	if edits.Report != nil {
		if r := reportTab(now); r >= 0 && !now[r].Lists(edits.Report) {
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
		last := now[tab].LastUsed()
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
		if now.Cell(header, column) != base.Cell(header, column) {
			return true
		}
	}
	return false
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
