package match

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// unnamed are names that are to stand nowhere. They are looked up by their first
// word, so that a text is gone through once, however many they are.
type unnamed struct {
	names  []string
	folded []string
	byWord map[string][]int // positions, by the folded word that a name begins with
	odd    []int            // of names that begin with no word
}

// add takes in a name; one that folds to nothing is no name.
func (u *unnamed) add(name string) {
	folded := partnership.Fold(name)
	if folded == "" {
		return
	}
	at := len(u.names)
	u.names, u.folded = append(u.names, name), append(u.folded, folded)
	word := firstWord(folded)
	if word == "" {
		u.odd = append(u.odd, at)
		return
	}
	if u.byWord == nil {
		u.byWord = map[string][]int{}
	}
	u.byWord[word] = append(u.byWord[word], at)
}

// in returns the names that a text holds as whole words, each once, in the order
// in which they were added.
func (u *unnamed) in(text string) []string {
	text = partnership.Fold(text)
	var held []int
	look := func(at, name int) {
		if standsAt(text, at, u.folded[name]) && !slices.Contains(held, name) {
			held = append(held, name)
		}
	}
	for at := 0; at < len(text); {
		for _, name := range u.odd {
			if at == 0 || !wordByte(text[at-1]) {
				look(at, name)
			}
		}
		word := firstWord(text[at:])
		for _, name := range u.byWord[word] {
			look(at, name)
		}
		at += max(1, len(word))
	}
	slices.Sort(held)
	names := make([]string, len(held))
	for i, name := range held {
		names[i] = u.names[name]
	}
	return names
}

// standsAt reports whether a name stands in a text at that place and ends with a
// word.
func standsAt(text string, at int, name string) bool {
	if !strings.HasPrefix(text[at:], name) {
		return false
	}
	end := at + len(name)
	return end == len(text) || !wordByte(text[end])
}

// firstWord returns the word that a text begins with, "" where it begins with
// something else.
func firstWord(text string) string {
	end := 0
	for end < len(text) && wordByte(text[end]) {
		end++
	}
	return text[:end]
}

// wordByte reports whether a byte belongs to a word; those of letters beyond
// ASCII do.
func wordByte(b byte) bool {
	return b >= 0x80 || b >= 'a' && b <= 'z' || b >= '0' && b <= '9'
}

// toRemove returns the names of a volunteer who is to be removed.
func toRemove(t *sheet.TabSchema, s *Stored, name int) []string {
	status := t.Column("Status")
	if t.Kind != partnership.Volunteers || !s.Live() || s.Values[status].Text != string(partnership.VolunteerRemove) {
		return nil
	}
	return append(slices.Clone(s.Former), s.Values[name].Text)
}
