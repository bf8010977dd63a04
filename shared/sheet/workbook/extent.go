package workbook

import (
	"bytes"
	"strconv"

	"shelfmates/shared/sheet"
)

// stretch makes m hold the cell.
func stretch(m sheet.Merge, column, row int) sheet.Merge {
	return sheet.Merge{
		FirstRow: min(m.FirstRow, row), LastRow: max(m.LastRow, row),
		FirstColumn: min(m.FirstColumn, column), LastColumn: max(m.LastColumn, column),
	}
}

// widen returns the change to the extent that the sheet claims, <dimension>,
// where cells were set outside of it.
func (m *sheetMap) widen(part []byte, extent sheet.Merge) (splice, bool) {
	claimed, ok := parseRange(part[m.dimension.from:m.dimension.to])
	if !ok || extent.LastRow == 0 {
		return splice{}, false
	}
	wider := stretch(stretch(claimed, extent.FirstColumn, extent.FirstRow), extent.LastColumn, extent.LastRow)
	return splice{m.dimension, []byte(rangeName(wider))}, wider != claimed
}

// widen returns the change to the extent that the row claims, spans="1:11",
// where cells were set outside of it. A claim of several stretches stays as it
// is: it is a hint only.
func (r *rowMap) widen(first, last int) (splice, bool) {
	from, to, _ := bytes.Cut(r.claim, []byte(":"))
	a, ok1 := parseIndex(from, maxColumn)
	b, ok2 := parseIndex(to, maxColumn)
	if !ok1 || !ok2 || first > last || first+1 >= a && last+1 <= b {
		return splice{}, false
	}
	text := strconv.AppendInt(nil, int64(min(a, first+1)), 10)
	text = append(text, ':')
	return splice{r.spans, strconv.AppendInt(text, int64(max(b, last+1)), 10)}, true
}
