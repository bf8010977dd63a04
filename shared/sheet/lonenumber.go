package sheet

import (
	"regexp"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
)

// numberWords are the numbers that people write out.
var numberWords = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"ten": "10", "eleven": "11", "twelve": "12",
}

// aboutWords may stand beside a number without making another of it.
var aboutWords = []string{"about", "around", "approx", "approximately", "roughly", "circa", "ca", "every", "~", "."}

var numberOrWord = regexp.MustCompile(`\d+(?:[.,]\d+)*|\p{L}+|\S`)

// loneNumber returns the only number of a folded text, as it stands there, when
// all beside it says no more than what is counted: the column's own name or an
// alias, its unit, or one of units. Anything else could make it another number,
// as in "grade 5", "2 days" or "20+", and gives "".
func loneNumber(col *Column, s string, units ...string) string {
	number := ""
	for _, word := range numberOrWord.FindAllString(s, -1) {
		switch {
		case word[0] >= '0' && word[0] <= '9':
			if number != "" {
				return ""
			}
			number = word
		case !slices.Contains(aboutWords, word) && !slices.Contains(units, word) && !col.counts(word):
			return ""
		}
	}
	return number
}

// counts reports whether a folded word says what the column counts.
func (col *Column) counts(word string) bool {
	named := func(name string) bool {
		name = partnership.Fold(name)
		return name == word || strings.TrimSuffix(name, "s") == word
	}
	return col.Unit != "" && named(col.Unit) || named(col.Name) || slices.ContainsFunc(col.Aliases, named)
}
