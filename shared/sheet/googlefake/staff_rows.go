package googlefake

import (
	"cmp"
	"slices"
	"strings"

	"shelfmates/shared/sheet"
)

// InsertRows puts blank rows above a row, with its formats and checkboxes.
func (p *Staff) InsertRows(title string, above, count int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.insert(rowsDimension, above-1, count, above-1) })
}

// DeleteRow deletes a row; DeleteRows count of them.
func (p *Staff) DeleteRow(title string, row int) {
	p.t.Helper()
	p.DeleteRows(title, row, 1)
}

func (p *Staff) DeleteRows(title string, row, count int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.remove(rowsDimension, row-1, count) })
}

// InsertColumn puts a blank column before a column.
func (p *Staff) InsertColumn(title string, before int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.insert(columnsDimension, before, 1, -1) })
}

func (p *Staff) DeleteColumn(title string, column int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.remove(columnsDimension, column, 1) })
}

// MoveColumn drags a column to stand before another; before is counted as the
// columns stand before the move.
func (p *Staff) MoveColumn(title string, column, before int) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		t.insert(columnsDimension, before, 1, -1)
		from := column
		if before <= column {
			from++
		}
		for r := range t.row {
			t.put(r, before, t.at(r, from))
		}
		t.remove(columnsDimension, from, 1)
	})
}

// SwapColumns exchanges two columns, headers and all.
func (p *Staff) SwapColumns(title string, a, b int) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		for r := range t.row {
			one, two := t.at(r, a), t.at(r, b)
			t.put(r, a, two)
			t.put(r, b, one)
		}
	})
}

// ClearRows clears the values of count rows; ClearColumn those of a column
// below its header row; ClearTab all of the tab.
func (p *Staff) ClearRows(title string, row, count int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.clear(gridRange{row - 1, row - 1 + count, 0, -1}) })
}

func (p *Staff) ClearColumn(title string, column, below int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.clear(gridRange{below, -1, column, column + 1}) })
}

func (p *Staff) ClearTab(title string) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.clear(gridRange{0, -1, 0, -1}) })
}

// clear takes the values away and leaves the formats.
func (t *tab) clear(a gridRange) {
	for r := range t.row {
		for c := range t.row[r].cells {
			if old := t.at(r, c); a.contains(r, c) && !old.blank() {
				t.put(r, c, old.with(cell{format: old.format}))
			}
		}
	}
}

// CutPaste cuts count rows and pastes them over the rows from to on; where they
// were is blank then.
func (p *Staff) CutPaste(title string, row, count, to int) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		cut := t.lift(row-1, count)
		for r := row - 1; r < row-1+count && r < len(t.row); r++ {
			t.row[r].cells = nil
		}
		t.lay(to-1, cut)
	})
}

// CopyPaste copies count rows over the rows from to on, IDs and notes and all.
func (p *Staff) CopyPaste(title string, row, count, to int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.lay(to-1, t.lift(row-1, count)) })
}

// MoveRows drags count rows to stand above a row, counted before the move.
func (p *Staff) MoveRows(title string, row, count, above int) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		moved := t.lift(row-1, count)
		t.insert(rowsDimension, above-1, count, -1)
		t.lay(above-1, moved)
		from := row - 1
		if above <= row {
			from += count
		}
		t.remove(rowsDimension, from, count)
	})
}

// lift copies the cells of rows; lay writes them over others.
func (t *tab) lift(r, count int) [][]cell {
	lifted := make([][]cell, count)
	for i := range lifted {
		if r+i < len(t.row) {
			lifted[i] = slices.Clone(t.row[r+i].cells)
		}
	}
	return lifted
}

func (t *tab) lay(r int, rows [][]cell) {
	t.grow(r+len(rows)-1, 0)
	t.reach(r + len(rows) - 1)
	for i, cells := range rows {
		t.row[r+i].cells = slices.Clone(cells)
	}
}

// Sort sorts all rows below a header row by a column, blanks last.
func (p *Staff) Sort(title string, column, header int, descending bool) {
	p.t.Helper()
	p.SortColumns(title, column, header, 0, -1, descending)
}

// SortColumns sorts the columns from first to last alone (to the end when last
// is -1), so that the others stay where they are: the accident that scrambles.
// SortOne sorts a single column.
func (p *Staff) SortColumns(title string, column, header, first, last int, descending bool) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		if last < 0 {
			last = t.cols - 1
		}
		end := t.lastRow()
		if end <= header {
			return
		}
		rows := t.lift(header, end-header)
		for i := range rows {
			for len(rows[i]) <= min(last, t.cols-1) {
				rows[i] = append(rows[i], cell{})
			}
		}
		slices.SortStableFunc(rows, func(a, b []cell) int { return order(&a[column], &b[column], descending) })
		for i, cells := range rows {
			for c := first; c <= last; c++ {
				t.put(header+i, c, cells[c])
			}
		}
	})
}

func (p *Staff) SortOne(title string, column, header int, descending bool) {
	p.t.Helper()
	p.SortColumns(title, column, header, column, column, descending)
}

// order is how Google sorts: numbers before texts before TRUE and FALSE, blanks
// last whichever way.
func order(a, b *cell, descending bool) int {
	rank := func(v value) int {
		switch v.kind {
		case numberValue:
			return 1
		case textValue:
			return 2
		case boolValue:
			return 3
		case errorValue:
			return 4
		}
		return 9
	}
	x, y := a.shown(), b.shown()
	if x.kind == noValue || y.kind == noValue {
		return cmp.Compare(rank(x), rank(y))
	}
	by := cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x.number, y.number),
		strings.Compare(strings.ToLower(x.text), strings.ToLower(y.text)), cmp.Compare(truth(x.bool), truth(y.bool)))
	if descending {
		return -by
	}
	return by
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// SetGrid sets the size of the grid; what lies beyond is lost. With the last
// row used, the tab is full to its edge.
func (p *Staff) SetGrid(title string, rows, columns int) {
	p.t.Helper()
	p.edit(title, func(t *tab) { t.resize(rows, columns) })
}

func (t *tab) resize(rows, columns int) {
	if rows < t.rows {
		t.remove(rowsDimension, rows, t.rows-rows)
	}
	if columns < t.cols {
		t.remove(columnsDimension, columns, t.cols-columns)
	}
	t.rows, t.cols = rows, columns
}

// Collapse leaves a tab with a lone error in its first cell, as a broken
// IMPORTRANGE does.
func (p *Staff) Collapse(title, shows string) {
	p.t.Helper()
	p.edit(title, func(t *tab) {
		t.clear(gridRange{0, -1, 0, -1})
		t.put(0, 0, cellOf(sheet.Cell{Kind: sheet.ErrorCell, Text: shows}))
	})
}
