package dashboard

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// letters lead to the names of a long list by how one of their words begins. A
// letter can stand in an address, where a name that somebody typed must not:
// addresses are kept by browsers, and sent along.
type letters struct {
	Says    string // what a letter found
	Choices []choice
	Open    bool // a letter was chosen
}

// lettersFrom is how many rows a list has from which on it has letters.
const lettersFrom = 20

// digits is what an address calls the names with a word that begins with one.
const digits = "0"

// lettersOf returns the letters of a list's names, nil where it is short, and
// the one that was asked for, "" for none. Address is that of the list.
func lettersOf(names []string, address string, r *request) (*letters, string, error) {
	wanted := r.URL.Query().Get("letter")
	if wanted != "" && !slices.Equal(initials(wanted), []string{wanted}) {
		return nil, "", errNotFound
	}
	if len(names) < lettersFrom && wanted == "" {
		return nil, "", nil
	}
	count := map[string]int{}
	for _, name := range names {
		for _, letter := range initials(name) {
			count[letter]++
		}
	}
	all := &letters{Open: wanted != ""}
	if all.Open {
		all.Says = words.NamesUnder(count[wanted], letterText(wanted))
		all.Choices = append(all.Choices, choice{Text: words.AllNames(), Href: address})
	}
	for _, letter := range slices.Sorted(maps.Keys(count)) {
		all.Choices = append(all.Choices, choice{
			Text: letterText(letter), Href: address + "?letter=" + url.QueryEscape(letter), Here: letter == wanted,
		})
	}
	return all, wanted, nil
}

func letterText(letter string) string {
	if letter == digits {
		return "0–9"
	}
	return letter
}

// initials are how the words of a name begin, each once: a plain capital, for
// É is looked for under E, or [digits].
func initials(name string) []string {
	var all []string
	for _, word := range textWords(name) {
		first := []rune(norm.NFD.String(word))[0]
		letter := string(unicode.ToUpper(first))
		if unicode.IsDigit(first) {
			letter = digits
		}
		if !unicode.IsMark(first) && !slices.Contains(all, letter) {
			all = append(all, letter)
		}
	}
	return all
}

// textWords parts a name at everything but letters and digits.
func textWords(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// under keeps the rows whose names have a word with that letter, by name.
func under(rows []row, letter string) []row {
	if letter == "" {
		return rows
	}
	rows = slices.DeleteFunc(rows, func(one row) bool { return !slices.Contains(initials(one.Name.Text), letter) })
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Compare(partnership.Fold(a.Name.Text), partnership.Fold(b.Name.Text))
	})
	return rows
}
