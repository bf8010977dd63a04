package words

import (
	"strings"
	"unicode"
)

// InSentence is a name as it stands within a sentence: "The Rotary Club" is the
// Rotary Club there, and "A quiet neighbor" a quiet neighbor; "A Better Chance"
// stays.
func InSentence(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	switch {
	case rest == "":
		return name
	case first == "The":
		return "the " + rest
	case titledArticle(first) && unicode.IsLower(firstRune(rest)):
		return strings.ToLower(first) + " " + rest
	}
	return name
}

// Addressed is a name after "Dear": "The Aldous family" and "A quiet neighbor"
// without what no letter addresses.
func Addressed(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	if rest != "" && (first == "The" || titledArticle(first) && unicode.IsLower(firstRune(rest))) {
		return rest
	}
	return name
}

func titledArticle(word string) bool {
	switch word {
	case "A", "An", "Some", "One":
		return true
	}
	return false
}

// InProse is a program's name within a sentence: with the article that its noun
// asks for, "the Seed library", and as it is where it has one or asks for none,
// "a morning with Biscuit", "Chess at lunch".
func InProse(program string) string {
	first := firstWord(program)
	if isArticle(first) || isPossessive(first) {
		return InSentence(program)
	}
	switch strings.ToLower(headOf(program)) {
	case "club", "corner", "garden", "library", "drive", "night", "day", "morning", "evening", "space", "makerspace", "lab", "team", "choir", "circle",
		"project", "program", "workshop", "kickoff", "fair", "festival", "party", "shelf", "lunch", "class", "camp", "league", "challenge", "visit", "tour",
		"group", "band", "show", "exhibit", "exhibition", "table", "swap", "sale", "sessions", "talks", "visits", "workshops", "lessons", "buddies", "grandparents":
		return "the " + program
	}
	return program
}
