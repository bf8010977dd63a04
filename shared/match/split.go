package match

import (
	"regexp"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// split cuts the text of a cell that may hold several names at commas,
// semicolons and newlines, but takes a known name that contains one whole, the
// longest that there is. The text is folded once, and looked ahead only while
// what stands there is the beginning of a name, so the work grows with the text.
func (n *Names) split(text string, in context) []string {
	pieces, folded := cut(text)
	var names []string
	for first := 0; first < len(pieces); {
		last := first
		for i := first; i < len(pieces); i++ {
			known, begins := n.spans(folded, pieces[first:i+1], in)
			if known {
				last = i
			}
			if !begins {
				break
			}
		}
		if strings.Trim(folded[pieces[first].from:pieces[last].to], " ") != "" {
			names = append(names, strings.TrimSpace(text[pieces[first].start:pieces[last].end]))
		}
		first = last + 1
	}
	return names
}

// spans reports whether pieces in a row are together one known name, with what
// tells it apart behind it or without, and whether they may begin a longer one.
func (n *Names) spans(folded string, pieces []piece, in context) (known, begins bool) {
	from, last := pieces[0].from, pieces[len(pieces)-1]
	means := func(c claim) bool { return slices.Contains(in.kinds, c.kind) }
	whole := strings.Trim(folded[from:last.to], " ")
	known, begins = slices.ContainsFunc(n.claims[whole], means), n.heads[whole]
	for i := len(pieces) - 1; i >= 0; i-- {
		open := pieces[i].open
		if open < 0 {
			continue
		}
		bearers := n.claims[strings.Trim(folded[from:open], " ")]
		begins = begins || len(bearers) > 0 && last.to-open <= n.longest+len("( ) ")
		if last.close >= 0 {
			qualifier := strings.Trim(folded[open+1:last.close], " ")
			known = known || slices.ContainsFunc(bearers, func(c claim) bool { return means(c) && n.qualifies(c, qualifier) })
		}
		break
	}
	return known, begins
}

// A piece is what stands between two separators of a cell.
type piece struct {
	start, end  int // in the text
	from, to    int // in the folded text
	open, close int // in the folded text: its last "(", and the ")" that ends it; else -1
	closed      int // in the text: its last ")"
}

// cut returns the pieces of a text, and the text folded so that any pieces in a
// row, without the spaces around them, are what partnership.Fold makes of them.
func cut(text string) ([]piece, string) {
	var b strings.Builder
	space := false // b ends in one
	fold := func(part string) {
		// Commas around it keep the spaces at its ends; nothing joins a comma.
		part = partnership.Fold("," + part + ",")
		part = part[1 : len(part)-1]
		if space {
			part = strings.TrimPrefix(part, " ")
		}
		if part != "" {
			b.WriteString(part)
			space = part[len(part)-1] == ' '
		}
	}
	mark := func(c byte) int { // where c is written
		b.WriteByte(c)
		space = c == ' '
		return b.Len() - 1
	}
	var pieces []piece
	p := piece{open: -1, close: -1}
	from := 0 // what is not yet folded
	for i := range len(text) {
		switch c := text[i]; c {
		case '(', ')':
			fold(text[from:i])
			if from = i + 1; c == '(' {
				p.open = mark(c)
			} else {
				p.close, p.closed = mark(c), i
			}
		case ',', ';', '\n':
			fold(text[from:i])
			from = i + 1
			if blank := b.Len() == p.from || b.Len() == p.from+1 && space; c != '\n' || !blank {
				pieces = append(pieces, p.ending(text, i, b.Len()))
			}
			if c != '\n' {
				mark(c)
			} else if !space {
				mark(' ')
			}
			p = piece{start: i + 1, from: b.Len(), open: -1, close: -1}
		}
	}
	fold(text[from:])
	return append(pieces, p.ending(text, len(text), b.Len())), b.String()
}

// ending returns the piece that ends there.
func (p piece) ending(text string, end, to int) piece {
	p.end, p.to = end, to
	if p.close >= 0 && strings.TrimSpace(text[p.closed+1:end]) != "" {
		p.close = -1
	}
	return p
}

// joints are what people put between names besides commas.
var joints = regexp.MustCompile(`(?i)\s+and\s+|\s*[&+/]\s*`)

// parts cuts a text where it may join names, "Ben Coles and Harriet Lund", and
// counts those that are known.
func (n *Names) parts(text string, col *sheet.Column) (parts []string, known int) {
	parts = joints.Split(text, -1)
	for _, part := range parts {
		if n.known(part, context{kinds: col.Refers}) {
			known++
		}
	}
	return parts, known
}
