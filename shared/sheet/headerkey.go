package sheet

import (
	"strings"
	"unicode"

	"shelfmates/shared/partnership"
)

// headerKey returns the form in which headers and titles of tabs are compared:
// letters and digits alone, folded. "E-mail *" and "email" have the same key.
func headerKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			return r
		}
		return -1
	}, partnership.Fold(s))
}
