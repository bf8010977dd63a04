package sheet

import (
	"strings"
	"unicode"

	"shelfmates/shared/partnership"
)

// Fold returns the form in which names, choices and headers are compared; it is
// the one that people and talents are compared in too.
func Fold(s string) string { return partnership.Fold(s) }

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
