package words

import "strings"

// InSentence is a name as it stands within a sentence: "The Rotary Club" is the
// Rotary Club there.
func InSentence(name string) string {
	if rest, ok := strings.CutPrefix(name, "The "); ok && rest != "" {
		return "the " + rest
	}
	return name
}

// InProse is a program's name within a sentence: with the article that its noun
// asks for, "the Seed library", and as it is where it has one or asks for none,
// "A morning with Biscuit", "Chess at lunch".
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
