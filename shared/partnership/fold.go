package partnership

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which names and talents are compared: without
// regard to case, spacing, Unicode form, invisible characters, and the shape
// of apostrophes and hyphens. "Coding" and " coding " fold to the same.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	s = strings.Map(foldRune, norm.NFKC.String(s))
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// plain reports whether s is folded already, as most that is asked often is.
func plain(s string) bool {
	space := true // a space at the start, or after another, is to be folded
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c < ' ' || (c >= 'A' && c <= 'Z') || (c == ' ' && space) {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

func foldRune(r rune) rune {
	switch r {
	case '‘', '’', 'ʼ', '`', '´':
		return '\''
	case '‐', '‑', '–', '—':
		return '-'
	}
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}
