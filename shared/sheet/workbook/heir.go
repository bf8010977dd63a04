package workbook

import (
	"fmt"
	"slices"

	"shelfmates/shared/sheet"
)

// A heir is the cell that defines a shared formula from now on. In the file
// one cell of a filled-down formula holds its text, and the others refer to
// it; when that one is replaced, the next must take the text over.
type heir struct {
	from        *formulaMap // of the cell that is replaced
	row, column int         // of that cell
	at          span        // the heir's own <f>
	text        string
	area        sheet.Merge // of the heir and those that refer to it
	found       bool
}

// bequeath finds the heirs and returns the changes that make them so. Gone are
// the cells that lose their formula.
func (m *sheetMap) bequeath(part []byte, heirs map[string]*heir, gone [][2]int) ([]splice, error) {
	if len(heirs) == 0 {
		return nil, nil
	}
	if err := m.findHeirs(part, heirs, gone); err != nil {
		return nil, err
	}
	var splices []splice
	for group, h := range heirs {
		if !h.found {
			continue
		}
		text := []byte("<" + m.prefix + `f t="shared" ref="` + rangeName(h.area) + `" si="` + group + `">`)
		text = appendXML(text, h.text)
		splices = append(splices, splice{h.at, append(text, "</"+m.prefix+"f>"...)})
	}
	return splices, nil
}

func (m *sheetMap) findHeirs(part []byte, heirs map[string]*heir, gone [][2]int) error {
	row, column := 0, -1
	var err error
	s := scanBytes(part)
	for s.next() && s.from < m.rows.to {
		if s.kind != startTag || s.from < m.rows.from {
			continue
		}
		switch string(mainName(s.name, len(m.prefix))) {
		case "row":
			if row, err = s.rowNumber(row); err != nil {
				return err
			}
			column = -1
		case "c":
			if column, err = s.cellColumn(row, column); err != nil {
				return err
			}
		case "f":
			h := heirs[string(s.attr("si"))]
			if h == nil || string(s.attr("t")) != "shared" || s.attr("ref") != nil || slices.Contains(gone, [2]int{row, column}) {
				continue
			}
			if h.found {
				h.area = stretch(h.area, column, row)
				continue
			}
			text, ok := shiftFormula(h.from.text, row-h.row, column-h.column)
			if !ok {
				text = "#REF!" // what a spreadsheet makes of it, too
			}
			h.found, h.text = true, text
			h.area = sheet.Merge{FirstRow: row, LastRow: row, FirstColumn: column, LastColumn: column}
			h.at.from = s.from
			s.elementText()
			h.at.to = s.to
		}
	}
	if s.err != nil {
		return fmt.Errorf("find the cells that share a formula: %w", s.err)
	}
	return nil
}
