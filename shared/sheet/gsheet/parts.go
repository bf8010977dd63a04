package gsheet

import (
	"context"

	"shelfmates/shared/sheet"
)

// portionBytes is how much is asked for at once: Google recommends 2 MB (Sheets
// API, usage limits, read 2026-11).
const portionBytes = 2_000_000

// A portion is what one request asks for.
type portion []piece

// A piece is a tab, or a run of its rows.
type piece struct {
	tab  int // place among the known tabs
	rows span
}

// portions splits the tabs into portions by what they took to read when they
// were read last. Tabs of which nothing is noted are small.
func portions(tabs []sheet.KnownTab) []portion {
	var all []portion
	var open portion
	bytes, length := 0, 0
	add := func(p piece, size int) {
		sent := sentLength(rowsOf(tabs[p.tab].Title, p.rows))
		if len(open) > 0 && (bytes+size > portionBytes || length+sent > longQuery) {
			all = append(all, open)
			open, bytes, length = nil, 0, 0
		}
		open, bytes, length = append(open, p), bytes+size, length+sent
	}
	for i, t := range tabs {
		count := min((t.Bytes+portionBytes-1)/portionBytes, t.Rows)
		if count <= 1 {
			add(piece{tab: i}, t.Bytes)
			continue
		}
		for k := range count {
			rows := span{t.Rows*k/count + 1, t.Rows * (k + 1) / count}
			if k == count-1 {
				rows.last = lastRow
			}
			add(piece{i, rows}, t.Bytes/count)
		}
	}
	return append(all, open)
}

// ranges are the ranges of the portion.
func (p portion) ranges(tabs []sheet.KnownTab) []string {
	ranges := make([]string, len(p))
	for i, one := range p {
		ranges[i] = rowsOf(tabs[one.tab].Title, one.rows)
	}
	return ranges
}

// shortRun is a run of rows that is not split any more.
const shortRun = 1000

// halves splits the portion in two; nil when it cannot be split.
func (p portion) halves(tabs []sheet.KnownTab) []portion {
	if n := len(p); n > 1 {
		return []portion{p[:n/2], p[n/2:]}
	}
	one := p[0]
	rows, end := one.rows, one.rows.last
	if rows == (span{}) {
		rows, end = span{1, lastRow}, lastRow
	}
	if end == lastRow {
		end = tabs[one.tab].Rows
	}
	if end-rows.first < shortRun {
		return nil
	}
	middle := (rows.first + end) / 2
	return []portion{{{one.tab, span{rows.first, middle}}}, {{one.tab, span{middle + 1, rows.last}}}}
}

// noteSize returns what is noted of a tab for the next reading: two digits, so
// that it does not change with every row, and nothing for a small one.
func noteSize(bytes, rows int) (int, int) {
	if bytes < portionBytes/16 {
		return 0, 0
	}
	digits := func(n int) (floor, step int) {
		for step = 1; n/step >= 100; {
			step *= 10
		}
		return n / step * step, step
	}
	size, step := digits(bytes)
	rows, _ = digits(rows)
	return size + step, rows
}

// inOrder reads the columns again by which the rows of a spreadsheet that was
// read in parts can be told apart, and returns errTorn unless they stand in the
// order in which they were read.
func (b *Book) inOrder(ctx context.Context, grids []sheet.Grid, n *spent) error {
	type column struct {
		grid *sheet.Grid
		at   int
	}
	var columns []column
	var ranges []string
	survey := sheet.LayOut(grids, nil)
	for i := range survey.Tabs {
		l := &survey.Tabs[i]
		at := l.IDAt
		for k := 0; at < 0 && k < len(l.Columns); k++ {
			at = l.Columns[k] // nobody has an ID yet: the first column of the schema that is there
		}
		if g := sheet.GridNamed(grids, l.Title); g != nil && at >= 0 {
			columns = append(columns, column{g, at})
			ranges = append(ranges, columnOf(l.Title, at))
		}
	}
	if len(ranges) == 0 {
		return nil
	}
	blocks, err := b.values(ctx, ranges, false, n)
	if err != nil {
		return err
	}
	for i, c := range columns {
		next := 0
		for _, row := range blocks[i].rows {
			for ; next < len(c.grid.Rows) && cellIn(c.grid.Rows[next].Cells, c.at).Kind == sheet.BlankCell; next++ {
			}
			if next == len(c.grid.Rows) || c.grid.Rows[next].Number != row.Number || cellIn(c.grid.Rows[next].Cells, c.at) != row.Cells[0] {
				return errTorn
			}
			next++
		}
		for ; next < len(c.grid.Rows); next++ {
			if cellIn(c.grid.Rows[next].Cells, c.at).Kind != sheet.BlankCell {
				return errTorn
			}
		}
	}
	return nil
}

// cellIn returns the cell in a column of a row, blank beyond its end.
func cellIn(cells []sheet.Cell, at int) sheet.Cell {
	if at < 0 || at >= len(cells) {
		return sheet.Cell{}
	}
	return cells[at]
}
