package sheet

import "slices"

// A mergedCell is a cell that shows what stands above it in a merged range.
type mergedCell struct {
	column int // of the schema
	cell   Cell
}

// spread finds the cells below the header that merged ranges cover from above,
// by row. Across columns nothing is spread: the first column has the value.
func (l *Layout) spread() map[int][]mergedCell {
	var merged map[int][]mergedCell
	rows := l.grid.Rows
	for _, m := range l.grid.Merges {
		column := slices.Index(l.Columns, m.FirstColumn)
		if column < 0 || m.FirstRow <= l.Header || m.LastRow <= m.FirstRow {
			continue
		}
		i, found := slices.BinarySearchFunc(rows, m.FirstRow, func(r GridRow, n int) int { return r.Number - n })
		if !found {
			continue // the merged cell is blank
		}
		top := cellAt(rows[i].Cells, m.FirstColumn)
		if blankCell(top) {
			continue
		}
		for i++; i < len(rows) && rows[i].Number <= m.LastRow; i++ {
			if merged == nil {
				merged = map[int][]mergedCell{}
			}
			merged[rows[i].Number] = append(merged[rows[i].Number], mergedCell{column, top})
		}
	}
	return merged
}
