package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much text a cell may give (SYNC.md, Storage), in characters, and a record
// in bytes.
const (
	maxShort  = 500
	maxLong   = 20_000
	maxRecord = 100_000
)

// cleanLine returns a text for one line: control characters dropped, newlines
// and tabs as spaces, nothing blank or invisible at its ends. All else is as
// typed, directional marks too.
func cleanLine(s string) string { return clean(s, false) }

// cleanText is cleanLine for texts of several lines, whose newlines stay.
func cleanText(s string) string { return clean(s, true) }

func clean(s string, lines bool) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return strings.Trim(s, " ")
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && (!lines || r != '\n') || r == utf8.RuneError }) {
		s = dropControls(s, lines)
	}
	return strings.TrimFunc(s, blankRune)
}

func dropControls(s string, lines bool) string {
	s = strings.ToValidUTF8(s, "")
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				continue
			}
			r = '\n'
			fallthrough
		case r == '\n':
			if lines {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
		case r == '\t':
			b.WriteByte(' ')
		case unicode.IsControl(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// blankRune reports whether r shows nothing at the end of a text: spaces of any
// kind, zero-width ones and soft hyphens among them.
func blankRune(r rune) bool {
	switch r {
	case '\u200b', '\u2060', '\ufeff', '\u00ad':
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r)
}

// cut shortens s to at most limit characters, and says whether it had to.
func cut(s string, limit int) (string, bool) {
	if len(s) <= limit || utf8.RuneCountInString(s) <= limit {
		return s, false
	}
	n := 0
	for i := range s {
		if n == limit {
			return strings.TrimFunc(s[:i], blankRune), true
		}
		n++
	}
	return s, false
}
