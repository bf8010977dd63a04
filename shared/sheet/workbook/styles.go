package workbook

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"shelfmates/shared/sheet"
)

// maxStyles bounds the cell formats of a workbook (Excel takes 65,490).
const maxStyles = 1 << 17

// readStyles returns the format of each cell style: entry i is what a cell
// with s="i" shows.
func readStyles(r io.Reader) ([]sheet.Format, error) {
	s := newScanner(r)
	custom := map[int]sheet.Format{}
	var numbers []int
	for s.next() {
		if s.kind != startTag {
			continue
		}
		switch string(local(s.name)) {
		case "numFmt":
			if id, code := s.number("numFmtId"), s.decoded("formatCode"); id >= 0 && len(custom) < maxStyles {
				custom[id] = formatOf(code)
			}
			s.skip()
		case "cellXfs":
			numbers = s.cellFormats()
		case "cellStyleXfs", "dxfs", "extLst", "fonts", "fills", "borders", "cellStyles", "tableStyles", "colors":
			s.skip()
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	formats := make([]sheet.Format, len(numbers))
	for i, number := range numbers {
		format, given := custom[number]
		if !given {
			format = builtin(number)
		}
		formats[i] = format
	}
	return formats, nil
}

// cellFormats reads <cellXfs>: the number format of each.
func (s *scanner) cellFormats() []int {
	var numbers []int
	if s.empty {
		return nil
	}
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		if s.kind != startTag {
			continue
		}
		if string(local(s.name)) == "xf" && len(numbers) < maxStyles {
			numbers = append(numbers, s.number("numFmtId"))
		}
		s.skip()
	}
	return numbers
}

// number returns the value of an attribute that holds a whole number, or -1.
func (s *scanner) number(name string) int {
	n, err := strconv.Atoi(string(s.attr(name)))
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// decoded returns the value of an attribute, its entities resolved.
func (s *scanner) decoded(name string) string {
	return string(unescape(s.appendEscaped(nil, s.attr(name))))
}

// local returns a name without its prefix.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// builtin returns what the number formats that need no definition mean
// (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are those of East Asian
// editions).
func builtin(number int) sheet.Format {
	switch {
	case number >= 14 && number <= 17, number == 22:
		return sheet.DateFormat
	case number >= 18 && number <= 21, number == 45, number == 47, number == 32, number == 33:
		return sheet.TimeFormat
	case number == 46:
		return sheet.DurationFormat
	case number >= 27 && number <= 36, number >= 50 && number <= 58:
		return sheet.DateFormat
	}
	return sheet.PlainFormat
}

// formatOf reads a number format: "d mmm yyyy", "[h]:mm", "#,##0.00". Only its
// first section counts; text in it, in quotes or after a backslash, means
// nothing. An m is a month, unless hours or seconds stand with it.
func formatOf(code string) sheet.Format {
	var date, month, clock bool
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case ';':
			i = len(code)
		case '\\', '_', '*':
			i++
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return sheet.PlainFormat
			}
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return sheet.PlainFormat
			}
			if elapsed(code[i+1 : i+end]) {
				return sheet.DurationFormat
			}
			i += end
		case 'G', 'g':
			if len(code) >= i+7 && strings.EqualFold(code[i:i+7], "General") {
				i += 6
			}
		case 'E', 'e':
			if i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-') {
				i++ // an exponent
			} else {
				date = true // the year of an era
			}
		case 'y', 'Y', 'd', 'D':
			date = true
		case 'h', 'H', 's', 'S':
			clock = true
		case 'm', 'M':
			month = true
		case 'A', 'a':
			switch {
			case len(code) >= i+5 && strings.EqualFold(code[i:i+5], "AM/PM"):
				clock, i = true, i+4
			case len(code) >= i+3 && strings.EqualFold(code[i:i+3], "A/P"):
				clock, i = true, i+2
			}
		}
	}
	switch {
	case date:
		return sheet.DateFormat
	case clock:
		return sheet.TimeFormat
	case month:
		return sheet.DateFormat
	}
	return sheet.PlainFormat
}

// elapsed reports whether what stands in brackets is a length of time: h, hh,
// mm, ss.
func elapsed(inside string) bool {
	return inside != "" && (strings.Trim(inside, "hH") == "" || strings.Trim(inside, "mM") == "" || strings.Trim(inside, "sS") == "")
}
