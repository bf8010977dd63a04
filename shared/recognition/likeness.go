package recognition

import (
	"strings"

	"shelfmates/shared/partnership"
)

func likeness(text string, units ...unit) int { return likenessOf(text, occasionsOf(units)) }

// likenessOf says how surely text names one of the occasions: 3 its very words,
// 2 its words among others, 1 some words of it, 0 not.
func likenessOf(text string, occasions []Occasion) int {
	text = bare(text)
	best := 0
	for _, o := range occasions {
		for _, name := range o.names() {
			name = bare(name)
			switch {
			case len(name) < 2 || len(text) < 2:
			case text == name:
				best = max(best, 3)
			case containsWords(text, name):
				best = max(best, 2)
			case containsWords(name, text):
				best = max(best, 1)
			}
		}
	}
	return best
}

// bare is a text as names are compared, without the article that opens it: "the
// piano" is "A piano".
func bare(text string) string {
	text = partnership.Fold(text)
	for _, article := range []string{"a ", "an ", "the "} {
		if rest, has := strings.CutPrefix(text, article); has {
			return rest
		}
	}
	return text
}

// containsWords reports whether part stands in text as whole words.
func containsWords(text, part string) bool {
	return strings.Contains(" "+wordsOnly(text)+" ", " "+wordsOnly(part)+" ")
}

func wordsOnly(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune(" .,;:()\"“”!?-–", r)
	}), " ")
}
