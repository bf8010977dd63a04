package partnership

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which names and talents are compared: without
// regard to case, spacing, Unicode form, invisible characters, and the shape
// of apostrophes and hyphens. "Coding" and " coding " fold to the same.
func Fold(s string) string {
	folded, ascii := foldASCII(s)
	if ascii {
		return folded
	}
	s = cases.Fold().String(norm.NFKC.String(s))
	return strings.Join(strings.Fields(norm.NFC.String(strings.Map(foldRune, s))), " ")
}

// foldASCII folds what is plain ASCII, as most names are, and returns it as it
// is where it is folded already.
func foldASCII(s string) (folded string, ascii bool) {
	clean, space := true, true // a space at the start goes, and one after another
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c == '`' || c == 0x7f {
			return "", false
		}
		if c < ' ' || (c >= 'A' && c <= 'Z') || (c == ' ' && space) {
			clean = false
		}
		space = c == ' '
	}
	if clean && (!space || s == "") {
		return s, true
	}
	b := make([]byte, 0, len(s))
	gap := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ' || (c >= '\t' && c <= '\r'):
			gap = len(b) > 0
			continue
		case c < ' ':
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		if gap {
			b = append(b, ' ')
			gap = false
		}
		b = append(b, c)
	}
	return string(b), true
}

func foldRune(r rune) rune {
	switch r {
	case '‘', '’', 'ʼ', '`', '´':
		return '\''
	case '‐', '‑', '–', '—':
		return '-'
	}
	if invisible(r) {
		return -1
	}
	return r
}

// invisible reports whether nobody sees r and it means nothing in a name:
// controls that are no spaces, joiners, marks of order and direction.
func invisible(r rune) bool {
	return (unicode.IsControl(r) && !unicode.IsSpace(r)) || unicode.Is(unicode.Cf, r) ||
		r == utf8.RuneError || unicode.Is(unicode.Variation_Selector, r)
}
