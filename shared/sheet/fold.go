package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which names and choices are compared: one Unicode
// form, no case, runs of spaces as one, no invisible characters. "Ana  RUIZ "
// and "ana ruiz" fold to the same text; accents stay, for Peña is not Pena.
func Fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	s = cases.Fold().String(norm.NFKC.String(s))
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsSpace(r):
			gap = b.Len() > 0
			continue
		case invisible(r):
			continue
		case gap:
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// foldASCII folds a text of plain ASCII, without allocating where it is folded
// already.
func foldASCII(s string) (string, bool) {
	clean := true
	gap := true // also at the start
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return "", false
		}
		space := c == ' '
		if c < ' ' || c == 0x7f || (c >= 'A' && c <= 'Z') || (space && gap) {
			clean = false
		}
		gap = space
	}
	if clean && (s == "" || !gap) {
		return s, true
	}
	b := make([]byte, 0, len(s))
	gap = false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ' || (c >= '\t' && c <= '\r'):
			gap = len(b) > 0
			continue
		case c < ' ' || c == 0x7f:
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

// headerKey returns the form in which headers and titles of tabs are compared:
// letters and digits alone, folded. "E-mail *" and "email" have the same key.
func headerKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			return r
		}
		return -1
	}, Fold(s))
}

// invisible reports whether r is a character that nobody sees and that means
// nothing in a name: controls, joiners, byte order marks, directional marks.
func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}
