package workbook

import (
	"strconv"

	"shelfmates/shared/sheet"
)

// report rewrites the report tab's part as a plain list. The list's first row
// keeps the styles of the tab's, every other cell takes that of its column.
// Its texts stand in the part itself, so that no other part grows with them.
func (p *patcher) report(part []byte, rows [][]string) ([]byte, error) {
	m, err := mapSheet(part, []int{1}, nil, p.formats)
	if err != nil {
		return nil, err
	}
	head := map[int]int{}
	for _, c := range m.wanted[1].cells {
		head[c.column] = c.style
	}
	text := []byte("<" + m.prefix + "sheetData>")
	extent := sheet.Merge{}
	for i, row := range rows {
		text = append(text, "<"+m.prefix+"row r=\""...)
		text = strconv.AppendInt(text, int64(i+1), 10)
		text = append(text, `">`...)
		for column, value := range row {
			if value == "" {
				continue
			}
			style, own := head[column]
			if i > 0 || !own {
				style = m.defaultStyle(column)
			}
			text = m.openCell(text, column, i+1, style)
			text = append(text, ` t="inlineStr"><`+m.prefix+"is>"...)
			text = appendTextElement(text, m.prefix, value)
			text = append(text, "</"+m.prefix+"is></"+m.prefix+"c>"...)
			extent = stretch(extent, column, i+1)
		}
		text = append(text, "</"+m.prefix+"row>"...)
	}
	extent.FirstRow = 1
	splices := []splice{{m.data, append(text, "</"+m.prefix+"sheetData>"...)}}
	if m.dimension.to > 0 {
		splices = append(splices, splice{m.dimension, []byte(rangeName(sheet.Merge{FirstRow: 1, LastRow: max(1, extent.LastRow), LastColumn: extent.LastColumn}))})
	}
	for _, d := range m.drop {
		splices = append(splices, splice{d, nil})
	}
	return apply(part, splices), nil
}
