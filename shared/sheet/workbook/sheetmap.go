package workbook

import (
	"bytes"
	"fmt"

	"shelfmates/shared/sheet"
)

// A span is a stretch of a part, in bytes.
type span struct{ from, to int }

// A sheetMap tells where in a sheet's part the things stand that patching it
// touches.
type sheetMap struct {
	prefix    string // of the main namespace, with its colon
	dimension span   // the value of <dimension ref="…">; zero when there is none
	columns   []columnDefault
	data      span // the sheetData element
	rows      span // what is inside it
	noRows    bool // <sheetData/>
	wanted    map[int]*rowMap
	arrays    []sheet.Merge // ranges that one formula fills: no cell of theirs can be set alone
	styles    map[int]columnStyles
	drop      []span // merged ranges and links, which a rewritten sheet has no use for
}

// A columnDefault is the style that a <col> gives to blank columns.
type columnDefault struct{ first, last, style int }

// A rowMap is one row that is to be patched, or that lends its styles.
type rowMap struct {
	there bool
	at    int  // where a row that is not there goes
	tag   span // the start tag
	spans span // the value of its spans attribute
	claim []byte
	empty bool // <row/>
	end   int  // where its end tag begins
	style int  // of its blank cells; -1: none of its own
	cells []cellMap
	near  map[int]columnStyles // what stands above
}

// A cellMap is one cell of such a row.
type cellMap struct {
	column  int
	at      span
	style   int // -1: none given
	shared  bool
	tick    bool
	formula *formulaMap
}

// A formulaMap is the <f> of a cell.
type formulaMap struct {
	at    span
	kind  string // "shared", "array", …
	group string // of a shared formula
	ref   string // what it fills; only where it is written out
	text  string
}

// columnStyles are the styles that cells of a column have: that of the nearest
// one above, and per format and for ticks. -1: none.
type columnStyles struct {
	last, tick int
	format     [4]int
}

var noStyles = columnStyles{-1, -1, [4]int{-1, -1, -1, -1}}

// mapSheet scans a sheet's part. Rows are those wanted, by number; columns
// those whose styles are of interest.
func mapSheet(part []byte, rows []int, columns map[int]bool, formats []sheet.Format) (*sheetMap, error) {
	m := &sheetMap{wanted: map[int]*rowMap{}, styles: map[int]columnStyles{}}
	for _, r := range rows {
		m.wanted[r] = &rowMap{style: -1}
	}
	for c := range columns {
		m.styles[c] = noStyles
	}
	s := scanBytes(part)
	root := true
	for s.next() {
		if s.kind != startTag {
			continue
		}
		if root {
			root = false
			m.prefix = string(s.name[:bytes.IndexByte(s.name, ':')+1])
			continue
		}
		begin := s.from
		switch string(mainName(s.name, len(m.prefix))) {
		case "dimension":
			if ref := s.attr("ref"); ref != nil {
				m.dimension = s.spanOf(ref)
			}
			s.skip()
		case "col":
			if style := s.number("style"); style >= 0 {
				m.columns = append(m.columns, columnDefault{s.number("min") - 1, s.number("max") - 1, style})
			}
			s.skip()
		case "cols": // its columns come next
		case "sheetData":
			m.noRows, m.rows.from = s.empty, s.to
			if err := m.scanRows(s, formats); err != nil {
				return nil, err
			}
			m.data, m.rows.to = span{begin, s.to}, s.from
		case "mergeCells", "hyperlinks":
			s.skip()
			m.drop = append(m.drop, span{begin, s.to})
		default:
			s.skip()
		}
	}
	if s.err == nil && m.data.to == 0 {
		return nil, fmt.Errorf("%w: a sheet without rows", errMalformed)
	}
	return m, s.err
}

// spanOf returns where value, an attribute's, stands in a part in memory.
func (s *scanner) spanOf(value []byte) span {
	from := cap(s.buf) - cap(value)
	return span{from, from + len(value)}
}

func (m *sheetMap) scanRows(s *scanner, formats []sheet.Format) error {
	number, waiting := 0, m.sortedWanted()
	if !s.empty {
		for depth := s.depth(); s.depth() >= depth && s.next(); {
			if s.kind != startTag {
				continue
			}
			if string(mainName(s.name, len(m.prefix))) != "row" {
				s.skip()
				continue
			}
			var err error
			if number, err = s.rowNumber(number); err != nil {
				return err
			}
			for len(waiting) > 0 && waiting[0] <= number {
				m.reach(m.wanted[waiting[0]], s.from)
				waiting = waiting[1:]
			}
			if err := m.scanRow(s, number, m.wanted[number], formats); err != nil {
				return err
			}
		}
	}
	for _, r := range waiting {
		m.reach(m.wanted[r], s.from)
	}
	return s.err
}

func (m *sheetMap) sortedWanted() []int { return sortedKeys(m.wanted) }

// reach notes that a wanted row goes to this place, or stands there.
func (m *sheetMap) reach(r *rowMap, at int) {
	r.at = at
	r.near = make(map[int]columnStyles, len(m.styles))
	for c, st := range m.styles {
		r.near[c] = st
	}
}

func (m *sheetMap) scanRow(s *scanner, number int, r *rowMap, formats []sheet.Format) error {
	if r != nil {
		r.there, r.empty = true, s.empty
		r.tag, r.end = span{s.from, s.to}, s.to
		if spans := s.attr("spans"); spans != nil {
			r.spans, r.claim = s.spanOf(spans), spans
		}
		if isTrue(s.attr("customFormat")) {
			r.style = s.number("s")
		}
	}
	if s.empty {
		return nil
	}
	column := -1
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		if s.kind != startTag {
			continue
		}
		if string(mainName(s.name, len(m.prefix))) != "c" {
			s.skip()
			continue
		}
		var err error
		if column, err = s.cellColumn(number, column); err != nil {
			return err
		}
		c := cellMap{column: column, at: span{from: s.from}, style: s.number("s")}
		kind := s.attr("t")
		c.shared, c.tick = string(kind) == "s", string(kind) == "b"
		m.learn(c, formats)
		m.scanCell(s, &c, r != nil)
		c.at.to = s.to
		if r != nil {
			r.cells = append(r.cells, c)
		}
	}
	if r != nil {
		r.end = s.from
	}
	return s.err
}

// learn notes the style of a cell for its column.
func (m *sheetMap) learn(c cellMap, formats []sheet.Format) {
	known, of := m.styles[c.column]
	if !of || c.style < 0 {
		return
	}
	known.last = c.style
	if c.tick {
		known.tick = c.style
	}
	if c.style < len(formats) {
		known.format[formats[c.style]] = c.style
	}
	m.styles[c.column] = known
}

// scanCell reads a cell to its end, for its formula: whole where it is wanted,
// else only what it fills.
func (m *sheetMap) scanCell(s *scanner, c *cellMap, whole bool) {
	if s.empty {
		return
	}
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		if s.kind != startTag {
			continue
		}
		if string(mainName(s.name, len(m.prefix))) != "f" {
			s.skip()
			continue
		}
		kind := string(s.attr("t"))
		if kind == "array" || kind == "dataTable" {
			if area, ok := parseRange(s.attr("ref")); ok && (area.FirstRow != area.LastRow || area.FirstColumn != area.LastColumn) {
				m.arrays = append(m.arrays, area)
			}
		}
		if !whole {
			s.skip()
			continue
		}
		f := &formulaMap{kind: kind, group: string(s.attr("si")), ref: string(s.attr("ref"))}
		f.at.from = s.from
		f.text = s.elementText()
		f.at.to = s.to
		c.formula = f
	}
}

// elementText reads the element whose start tag was just read, to its end, and
// returns its text.
func (s *scanner) elementText() string {
	if s.empty {
		return ""
	}
	var text []byte
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		if s.kind == textRun {
			text = s.appendText(text)
		}
	}
	return string(text)
}

// defaultStyle returns the style of a blank cell in a column that has none of
// its own.
func (m *sheetMap) defaultStyle(column int) int {
	for _, d := range m.columns {
		if column >= d.first && column <= d.last {
			return d.style
		}
	}
	return 0
}

// inArray reports whether the cell is one of several that one formula fills.
func (m *sheetMap) inArray(column, row int) bool {
	for _, a := range m.arrays {
		if inRange(a, column, row) {
			return true
		}
	}
	return false
}
