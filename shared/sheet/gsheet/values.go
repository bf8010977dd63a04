package gsheet

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"shelfmates/shared/sheet"
)

// A block is one range of a reply of values.batchGet.
type block struct {
	area  string          // as the reply names it: "'Hours'!A1:K1000"
	rows  []sheet.GridRow // numbered from the range's first row, which is 1 here
	bytes int             // how much of the reply it was
}

// decodeValues reads a reply of values.batchGet, asked for as UNFORMATTED_VALUE
// with SERIAL_NUMBER. Rows without content are left out, and so are blank cells
// at the end of a row. Texts without escapes share the reply's memory.
//
// An error with its reason ("#REF! (Reference does not exist)") is an error. A
// bare one ("#NAME?") stays a text: the reply does not tell it from one that
// somebody typed.
func decodeValues(reply string) ([]block, error) {
	if !utf8.ValidString(reply) {
		return nil, errMangled
	}
	d := &decoder{s: reply}
	var blocks []block
	d.object(func(name string) {
		if name != "valueRanges" {
			d.skip()
			return
		}
		d.array(func() {
			begin := d.at
			b := d.block()
			b.bytes = d.at - begin
			blocks = append(blocks, b)
		})
	})
	d.space()
	if d.bad || d.at != len(d.s) {
		return nil, errMangled
	}
	return blocks, nil
}

// errorCodes are the errors of formulas (Sheets API, ErrorType, read 2026-11).
var errorCodes = []string{"#ERROR!", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}

// A decoder reads JSON from left to right. What is no JSON, or not what was
// expected, makes it bad; from then on it reads nothing.
type decoder struct {
	s     string
	at    int
	bad   bool
	depth int

	row   []sheet.Cell // reused from row to row
	cells []sheet.Cell // where the next rows go
}

func (d *decoder) block() block {
	var b block
	d.object(func(name string) {
		switch name {
		case "range":
			b.area = d.text()
		case "values":
			number := 0
			d.array(func() {
				number++
				if cells := d.cellsOfRow(); len(cells) > 0 {
					b.rows = append(b.rows, sheet.GridRow{Number: number, Cells: cells})
				}
			})
		default:
			d.skip()
		}
	})
	return b
}

// cellsOfRow reads one row.
func (d *decoder) cellsOfRow() []sheet.Cell {
	d.row = d.row[:0]
	used := 0
	d.array(func() {
		c := d.cell()
		d.row = append(d.row, c)
		if c.Kind != sheet.BlankCell {
			used = len(d.row)
		}
	})
	if used == 0 {
		return nil
	}
	if len(d.cells) < used {
		d.cells = make([]sheet.Cell, max(used, 2048)) // 64 KB
	}
	cells := d.cells[:used:used]
	d.cells = d.cells[used:]
	copy(cells, d.row)
	return cells
}

// cell reads one value.
func (d *decoder) cell() sheet.Cell {
	d.space()
	if d.at >= len(d.s) {
		d.bad = true
		return sheet.Cell{}
	}
	switch c := d.s[d.at]; {
	case c == '"':
		switch text := d.text(); text {
		case "":
			return sheet.Cell{}
		case "Loading...", "Loading…": // a formula that is still being worked out
			return sheet.Cell{Kind: sheet.ErrorCell, Text: "Loading...", Formula: true}
		default:
			if text[0] == '#' && text[len(text)-1] == ')' {
				if code, _, explained := strings.Cut(text, " ("); explained && slices.Contains(errorCodes, code) {
					return sheet.Cell{Kind: sheet.ErrorCell, Text: code, Formula: true}
				}
			}
			return sheet.Cell{Kind: sheet.TextCell, Text: text}
		}
	case c == '-' || c >= '0' && c <= '9':
		return sheet.Cell{Kind: sheet.NumberCell, Number: d.number()}
	case d.word("true"):
		return sheet.Cell{Kind: sheet.BoolCell, Bool: true}
	case d.word("false"):
		return sheet.Cell{Kind: sheet.BoolCell}
	case d.word("null"):
		return sheet.Cell{}
	}
	d.bad = true
	return sheet.Cell{}
}

func (d *decoder) space() {
	for d.at < len(d.s) && (d.s[d.at] == ' ' || d.s[d.at] == '\n' || d.s[d.at] == '\r' || d.s[d.at] == '\t') {
		d.at++
	}
}

// take reads c, if it comes next.
func (d *decoder) take(c byte) bool {
	d.space()
	if d.bad || d.at >= len(d.s) || d.s[d.at] != c {
		return false
	}
	d.at++
	return true
}

func (d *decoder) word(w string) bool {
	if !strings.HasPrefix(d.s[d.at:], w) {
		return false
	}
	d.at += len(w)
	return true
}

// list reads what stands between two brackets, separated by commas. Nothing
// that Google sends is nested deeper than a few brackets.
func (d *decoder) list(open, end byte, each func()) {
	if d.depth++; d.depth > 64 || !d.take(open) {
		d.bad = true
		return
	}
	d.between(end, each)
	d.depth--
}

func (d *decoder) between(end byte, each func()) {
	if d.take(end) {
		return
	}
	for !d.bad {
		each()
		if d.take(end) {
			return
		}
		if !d.take(',') {
			d.bad = true
		}
	}
}

func (d *decoder) array(each func()) { d.list('[', ']', each) }

func (d *decoder) object(each func(name string)) {
	d.list('{', '}', func() {
		name := d.text()
		if !d.take(':') {
			d.bad = true
			return
		}
		each(name)
	})
}

// skip reads any value and forgets it.
func (d *decoder) skip() {
	d.space()
	if d.bad || d.at >= len(d.s) {
		d.bad = true
		return
	}
	switch d.s[d.at] {
	case '{':
		d.object(func(string) { d.skip() })
	case '[':
		d.array(d.skip)
	default:
		d.cell()
	}
}

func (d *decoder) number() float64 {
	begin := d.at
	for d.at < len(d.s) && strings.IndexByte("+-.0123456789eE", d.s[d.at]) >= 0 {
		d.at++
	}
	n, err := strconv.ParseFloat(d.s[begin:d.at], 64)
	if err != nil {
		d.bad = true
	}
	return n
}

// text reads a string.
func (d *decoder) text() string {
	if !d.take('"') {
		d.bad = true
		return ""
	}
	begin := d.at
	for i := d.at; i < len(d.s); i++ {
		switch c := d.s[i]; {
		case c == '"':
			d.at = i + 1
			return d.s[begin:i]
		case c == '\\':
			return d.escaped(begin, i)
		case c < ' ':
			d.bad = true
			return ""
		}
	}
	d.bad = true
	return ""
}

// escaped reads on in a string that began at begin and has its first escape at
// at.
func (d *decoder) escaped(begin, at int) string {
	var b strings.Builder
	b.WriteString(d.s[begin:at])
	for d.at = at; d.at < len(d.s); {
		c := d.s[d.at]
		d.at++
		switch {
		case c == '"':
			return b.String()
		case c < ' ':
			d.bad = true
			return ""
		case c != '\\':
			b.WriteByte(c)
		default:
			b.WriteRune(d.escape())
		}
		if d.bad {
			return ""
		}
	}
	d.bad = true
	return ""
}

// escape reads what follows a backslash.
func (d *decoder) escape() rune {
	if d.at >= len(d.s) {
		d.bad = true
		return 0
	}
	c := d.s[d.at]
	d.at++
	if c == 'u' {
		r := d.hex()
		if !utf16.IsSurrogate(r) {
			return r
		}
		if strings.HasPrefix(d.s[d.at:], `\u`) {
			after := d.at
			d.at += 2
			if both := utf16.DecodeRune(r, d.hex()); both != utf8.RuneError {
				return both
			}
			d.at = after
		}
		return utf8.RuneError
	}
	if i := strings.IndexByte(`"\/bfnrt`, c); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i])
	}
	d.bad = true
	return 0
}

// hex reads four hexadecimal digits.
func (d *decoder) hex() rune {
	if d.at+4 > len(d.s) {
		d.bad = true
		return 0
	}
	n, err := strconv.ParseUint(d.s[d.at:d.at+4], 16, 16)
	if err != nil {
		d.bad = true
	}
	d.at += 4
	return rune(n)
}
