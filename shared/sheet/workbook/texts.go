package workbook

import (
	"bytes"
	"fmt"
	"strconv"
)

// A textTable is the part of the shared strings while texts are added to it.
type textTable struct {
	shared bool // the workbook has one
	index  map[string]int
	next   int
	added  []string
	refs   int // cells that refer to it: more than before
}

// newTextTable reads the part of the shared strings; nil is that of a workbook
// which has none. A text in several fonts, or with its pronunciation, is not
// used for a plain one.
func newTextTable(part []byte) (*textTable, error) {
	t := &textTable{shared: part != nil, index: map[string]int{}}
	if part == nil {
		return t, nil
	}
	s := scanBytes(part)
	for s.next() {
		if s.kind != startTag || string(local(s.name)) != "si" {
			continue
		}
		text, plain := s.plainText()
		if _, known := t.index[text]; plain && !known {
			t.index[text] = t.next
		}
		t.next++
	}
	return t, s.err
}

// plainText reads a shared string to its end. It reports false unless it is
// one plain text.
func (s *scanner) plainText() (text string, plain bool) {
	if s.empty {
		return "", true
	}
	plain = true
	for depth := s.depth(); s.depth() >= depth && s.next(); {
		if s.kind != startTag {
			continue
		}
		if string(local(s.name)) != "t" {
			plain = false
			s.skip()
			continue
		}
		text += string(unescape([]byte(s.elementText())))
	}
	return text, plain
}

// put returns the number of the text, adding it where it is new; false when
// the workbook keeps texts in its cells.
func (t *textTable) put(text string) (int, bool) {
	if !t.shared {
		return 0, false
	}
	t.refs++
	if i, known := t.index[text]; known {
		return i, true
	}
	i := t.next
	t.index[text] = i
	t.added = append(t.added, text)
	t.next++
	return i, true
}

// drop notes that a cell does not refer to the table any more.
func (t *textTable) drop() { t.refs-- }

// patch appends the new texts to the part, and brings its counts up to date.
func (t *textTable) patch(part []byte) ([]byte, error) {
	s := scanBytes(part)
	var splices []splice
	prefix, end, empty := "", 0, span{}
	for s.next() {
		switch {
		case s.kind == startTag && end == 0 && prefix == "" && s.depth() <= 1 && string(local(s.name)) == "sst":
			prefix = string(s.name[:bytes.IndexByte(s.name, ':')+1])
			for name, more := range map[string]int{"count": t.refs, "uniqueCount": len(t.added)} {
				if value := s.attr(name); value != nil {
					splices = append(splices, splice{s.spanOf(value), []byte(strconv.Itoa(max(0, s.number(name)+more)))})
				}
			}
			if s.empty {
				empty = span{s.to - len("/>"), s.to}
			}
		case s.kind == endTag && s.depth() == 0:
			end = s.from
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	var text []byte
	for _, a := range t.added {
		text = append(text, "<"+prefix+"si>"...)
		text = appendTextElement(text, prefix, a)
		text = append(text, "</"+prefix+"si>"...)
	}
	switch {
	case empty.to > 0:
		text = append([]byte{'>'}, text...)
		splices = append(splices, splice{empty, append(text, "</"+prefix+"sst>"...)})
	case end > 0:
		splices = append(splices, splice{span{end, end}, text})
	default:
		return nil, fmt.Errorf("%w: the shared texts are none", errMalformed)
	}
	return apply(part, splices), nil
}
