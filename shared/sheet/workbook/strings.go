package workbook

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// maxStrings bounds the shared strings: one for each cell with content.
const maxStrings = maxCells

// readStrings returns the shared strings in order, as text: the runs of rich
// text joined, what tells how to pronounce them left out. One may be longer than
// a cell holds: the cell that has it can say where it is.
func readStrings(r io.Reader) ([]string, error) {
	s := newScanner(r)
	var list []string
	var text []byte
	for s.next() {
		if s.kind != startTag || string(local(s.name)) != "si" {
			continue
		}
		if len(list) == maxStrings {
			return nil, fmt.Errorf("%w: more than %d texts", errEnormous, maxStrings)
		}
		text = s.richText(text[:0])
		list = append(list, string(text))
	}
	return list, s.err
}

// richText appends the text of the element whose start tag was just read: <si>
// or <is>.
func (s *scanner) richText(dst []byte) []byte {
	if s.empty {
		return dst
	}
	from := len(dst)
	inside := false
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		switch s.kind {
		case startTag:
			switch string(local(s.name)) {
			case "t":
				inside = !s.empty
			case "r":
			default:
				s.skip()
			}
		case endTag:
			inside = false
		case textRun:
			if inside {
				dst = s.appendText(dst)
			}
		}
	}
	return dst[:from+len(unescape(dst[from:]))]
}

func tooLong(text string) bool {
	return len(text) > maxText && utf8.RuneCountInString(text) > maxText
}
