package workbook

import (
	"bytes"
	"strconv"

	"shelfmates/shared/sheet"
)

// parseAddress reads "D14": the 0-based column and the row.
func parseAddress(b []byte) (column, row int, ok bool) {
	i := 0
	for i < len(b) && i < 4 {
		c := b[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
		i++
	}
	row, ok = parseIndex(b[i:], maxRow)
	return column - 1, row, ok && i > 0 && column <= maxColumn && row > 0
}

// parseRange reads "A1:B2", or "A1" alone.
func parseRange(b []byte) (sheet.Merge, bool) {
	first, last, ranged := bytes.Cut(b, []byte(":"))
	if !ranged {
		last = first
	}
	c1, r1, ok1 := parseAddress(first)
	c2, r2, ok2 := parseAddress(last)
	if !ok1 || !ok2 || c2 < c1 || r2 < r1 {
		return sheet.Merge{}, false
	}
	return sheet.Merge{FirstRow: r1, LastRow: r2, FirstColumn: c1, LastColumn: c2}, true
}

// address writes the name of a cell: "D14".
func address(column, row int) string { return sheet.ColumnName(column) + strconv.Itoa(row) }

// rangeName writes the name of a range: "A1:K20", or "A1" for one cell.
func rangeName(m sheet.Merge) string {
	first := address(m.FirstColumn, m.FirstRow)
	if m.FirstColumn == m.LastColumn && m.FirstRow == m.LastRow {
		return first
	}
	return first + ":" + address(m.LastColumn, m.LastRow)
}

// inRange reports whether m holds the cell.
func inRange(m sheet.Merge, column, row int) bool {
	return row >= m.FirstRow && row <= m.LastRow && column >= m.FirstColumn && column <= m.LastColumn
}
