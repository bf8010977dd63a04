package workbook

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"

	"shelfmates/shared/sheet"
)

// A cellPatch is one cell to set. Like, where it is not 0, is the row whose
// styles a new row takes.
type cellPatch struct {
	row, column int
	value       sheet.Cell
	like        int
}

// A patcher changes the parts of one workbook.
type patcher struct {
	formats []sheet.Format
	is1904  bool
	texts   *textTable
}

// A patched sheet: its new part, the cells that lost their formula, and the
// patches that could not be made, because one formula fills several cells.
type patched struct {
	part     []byte
	formulas [][2]int // row and column
	refused  []cellPatch
}

// A splice puts text in the place of a stretch of a part.
type splice struct {
	span
	text []byte
}

// apply makes the splices, which must not overlap. Those at the same place
// keep their order.
func apply(part []byte, splices []splice) []byte {
	slices.SortStableFunc(splices, func(a, b splice) int { return cmp.Compare(a.from, b.from) })
	size := len(part)
	for _, s := range splices {
		size += len(s.text)
	}
	out := make([]byte, 0, size)
	at := 0
	for _, s := range splices {
		out = append(out, part[at:s.from]...)
		out = append(out, s.text...)
		at = s.to
	}
	return append(out, part[at:]...)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// sheet patches one sheet's part. Nothing of it changes but the cells named,
// the extent that the sheet and their rows claim, and, where a cell defined a
// formula for others, the next of those, which defines it from then on.
func (p *patcher) sheet(part []byte, patches []cellPatch) (patched, error) {
	byRow := map[int][]cellPatch{}
	wanted, columns := map[int]bool{}, map[int]bool{}
	for _, c := range patches {
		byRow[c.row] = append(byRow[c.row], c)
		wanted[c.row], columns[c.column] = true, true
		if c.like > 0 {
			wanted[c.like] = true
		}
	}
	m, err := mapSheet(part, slices.Sorted(maps.Keys(wanted)), columns, p.formats)
	if err != nil {
		return patched{}, err
	}
	var result patched
	var splices []splice
	heirs := map[string]*heir{}
	extent := sheet.Merge{FirstRow: maxRow, FirstColumn: maxColumn}
	for _, number := range sortedKeys(byRow) {
		var row []cellPatch
		for _, c := range latest(byRow[number]) {
			if m.inArray(c.column, c.row) {
				result.refused = append(result.refused, c)
				continue
			}
			row = append(row, c)
			extent = stretch(extent, c.column, c.row)
		}
		if len(row) == 0 {
			continue
		}
		splices = append(splices, p.row(m, number, row, &result, heirs)...)
	}
	if m.noRows && len(splices) > 0 {
		text := []byte("<" + m.prefix + "sheetData>")
		for _, s := range splices {
			text = append(text, s.text...)
		}
		splices = []splice{{m.data, append(text, "</"+m.prefix+"sheetData>"...)}}
	}
	if s, wider := m.widen(part, extent); wider {
		splices = append(splices, s)
	}
	more, err := m.bequeath(part, heirs, result.formulas)
	if err != nil {
		return patched{}, err
	}
	result.part = apply(part, append(splices, more...))
	return result, nil
}

// latest sorts the patches of a row by column; of two for one cell the later
// counts.
func latest(row []cellPatch) []cellPatch {
	slices.SortStableFunc(row, func(a, b cellPatch) int { return cmp.Compare(a.column, b.column) })
	var out []cellPatch
	for _, c := range row {
		if n := len(out); n > 0 && out[n-1].column == c.column {
			out[n-1] = c
			continue
		}
		out = append(out, c)
	}
	return out
}

// row patches one row, which need not be there yet.
func (p *patcher) row(m *sheetMap, number int, row []cellPatch, result *patched, heirs map[string]*heir) []splice {
	r := m.wanted[number]
	if !r.there {
		return []splice{{span{r.at, r.at}, p.newRow(m, r, number, row)}}
	}
	var splices []splice
	var late []byte // cells after the last one
	first, last := maxColumn, 0
	for _, c := range row {
		i, found := slices.BinarySearchFunc(r.cells, c.column, func(have cellMap, column int) int { return cmp.Compare(have.column, column) })
		var have *cellMap
		if found {
			have = &r.cells[i]
			if f := have.formula; f != nil {
				result.formulas = append(result.formulas, [2]int{number, c.column})
				if f.kind == "shared" && f.ref != "" {
					heirs[f.group] = &heir{from: f, row: number, column: c.column}
				}
			}
			if have.shared {
				p.texts.drop()
			}
		}
		text := p.cell(nil, m, r, c, have)
		switch {
		case found:
			splices = append(splices, splice{have.at, text})
		case i < len(r.cells):
			at := r.cells[i].at.from
			splices = append(splices, splice{span{at, at}, text})
		default:
			late = append(late, text...)
		}
		if len(text) > 0 {
			first, last = min(first, c.column), max(last, c.column)
		}
	}
	switch {
	case len(late) > 0 && r.empty:
		// <row …/> becomes <row …>cells</row>.
		late = append([]byte{'>'}, late...)
		splices = append(splices, splice{span{r.tag.to - len("/>"), r.tag.to}, append(late, "</"+m.prefix+"row>"...)})
	case len(late) > 0:
		splices = append(splices, splice{span{r.end, r.end}, late})
	}
	if s, wider := r.widen(first, last); wider {
		splices = append(splices, s)
	}
	return splices
}

// newRow writes a row that is not there yet. It looks like the row that it is
// to be like: the cells that nobody sets take their styles from there.
func (p *patcher) newRow(m *sheetMap, r *rowMap, number int, row []cellPatch) []byte {
	out := append([]byte("<"+m.prefix+"row r=\""), strconv.Itoa(number)...)
	out = append(out, `">`...)
	var model []cellMap
	if like := m.wanted[row[0].like]; like != nil {
		model = like.cells
	}
	for _, have := range model {
		for len(row) > 0 && row[0].column < have.column {
			out, row = p.cell(out, m, r, row[0], nil), row[1:]
		}
		switch {
		case len(row) > 0 && row[0].column == have.column:
			out, row = p.cell(out, m, r, row[0], nil), row[1:]
		case have.style > 0:
			out = m.openCell(out, have.column, number, have.style)
			out = append(out, "/>"...)
		}
	}
	for _, c := range row {
		out = p.cell(out, m, r, c, nil)
	}
	return append(out, "</"+m.prefix+"row>"...)
}

func (m *sheetMap) openCell(dst []byte, column, row, style int) []byte {
	dst = append(dst, "<"+m.prefix+"c r=\""...)
	dst = append(dst, address(column, row)...)
	dst = append(dst, '"')
	if style > 0 {
		dst = append(dst, ` s="`...)
		dst = strconv.AppendInt(dst, int64(style), 10)
		dst = append(dst, '"')
	}
	return dst
}

// cell appends one cell. A cell that is cleared keeps its style; one that is
// not there stays so. What is a text stays a text, whatever it begins with:
// its type says so.
func (p *patcher) cell(dst []byte, m *sheetMap, r *rowMap, c cellPatch, have *cellMap) []byte {
	v := c.value
	style, suits := p.style(m, r, c, have)
	if !suits {
		v = sheet.Cell{Kind: sheet.TextCell, Text: wall(v)}
	}
	if v.Kind == sheet.TextCell && v.Text == "" {
		v = sheet.Cell{}
	}
	if v.Kind == sheet.BlankCell && have == nil {
		return dst
	}
	dst = m.openCell(dst, c.column, c.row, style)
	value := func(kind, content string) {
		dst = append(dst, kind+"><"+m.prefix+"v>"...)
		dst = append(dst, content...)
		dst = append(dst, "</"+m.prefix+"v></"+m.prefix+"c>"...)
	}
	switch v.Kind {
	case sheet.TextCell:
		if i, shared := p.texts.put(v.Text); shared {
			value(` t="s"`, strconv.Itoa(i))
			break
		}
		dst = append(dst, ` t="inlineStr"><`+m.prefix+"is>"...)
		dst = appendTextElement(dst, m.prefix, v.Text)
		dst = append(dst, "</"+m.prefix+"is></"+m.prefix+"c>"...)
	case sheet.NumberCell:
		value("", strconv.FormatFloat(own(v.Number, v.Format, p.is1904), 'G', -1, 64))
	case sheet.BoolCell:
		if v.Bool {
			value(` t="b"`, "1")
		} else {
			value(` t="b"`, "0")
		}
	default:
		dst = append(dst, "/>"...)
	}
	return dst
}

// style returns the style for a cell: its own; in a new row that of the row it
// is like; else what blank cells of its row or column have. A date, a time or
// a tick needs one that shows it as such: if its own does not, one that does
// is taken from its column, then from anywhere in the workbook. It reports
// false when there is none.
func (p *patcher) style(m *sheetMap, r *rowMap, c cellPatch, have *cellMap) (int, bool) {
	style := -1
	if have != nil {
		style = max(have.style, 0)
	}
	if like := m.wanted[c.like]; style <= 0 && like != nil {
		i, found := slices.BinarySearchFunc(like.cells, c.column, func(h cellMap, column int) int { return cmp.Compare(h.column, column) })
		if found {
			style = max(like.cells[i].style, 0)
		}
	}
	switch {
	case style >= 0:
	case r.there && r.style >= 0:
		style = r.style
	default:
		style = m.defaultStyle(c.column)
	}
	near, anywhere := r.near[c.column], m.styles[c.column]
	if c.value.Kind == sheet.BoolCell && (have == nil || !have.tick) {
		if near.tick >= 0 {
			return near.tick, true
		}
		if anywhere.tick >= 0 {
			return anywhere.tick, true
		}
	}
	format := c.value.Format
	if c.value.Kind != sheet.NumberCell || format == sheet.PlainFormat || style < len(p.formats) && p.formats[style] == format {
		return style, true
	}
	for _, s := range []int{near.format[format], anywhere.format[format], slices.Index(p.formats, format)} {
		if s >= 0 {
			return s, true
		}
	}
	return style, false
}

// wall writes a date, time or length of time as a text that is read as one.
func wall(v sheet.Cell) string {
	days, rest := math.Modf(v.Number)
	at := time.Date(1899, time.December, 30+int(days), 0, 0, 0, 0, time.UTC).Add(time.Duration(math.Round(rest*86400)) * time.Second)
	switch v.Format {
	case sheet.TimeFormat:
		return at.Format("15:04")
	case sheet.DurationFormat:
		minutes := int(math.Round(v.Number * 24 * 60))
		return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
	}
	return at.Format(time.DateOnly)
}
