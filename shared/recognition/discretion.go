package recognition

import (
	"slices"
	"strings"
	"unicode"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// discretion knows whose names must not stand in public words. What was given
// and what a program is called are free text, and people write names there:
// "books from Ana", "YMCA tutoring".
type discretion struct {
	*partnership.Index
	people map[string]bool // folded words of names of people who gave no yes
	firms  map[string]bool // telling words of partners' names that gave no yes
	whole  []string        // such names whole, folded
	gone   []string        // names of people who asked to be removed, whole, folded
}

func newDiscretion(x *partnership.Index) *discretion {
	w := &discretion{Index: x, people: map[string]bool{}, firms: map[string]bool{}}
	person := func(names ...string) {
		for _, n := range names {
			for _, part := range nameParts(n) {
				w.people[part] = true
			}
		}
	}
	for i := range x.Volunteers {
		v := &x.Volunteers[i]
		if !x.MayName(refTo(v)).May {
			person(append(slices.Clone(v.AlsoKnownAs), v.Name)...)
		}
		if v.Status == partnership.VolunteerRemove {
			for _, n := range append(slices.Clone(v.AlsoKnownAs), v.Name) {
				w.gone = append(w.gone, wordsOnly(partnership.Fold(n)))
			}
		}
	}
	for i := range x.Team {
		person(x.Team[i].Name)
	}
	for i := range x.Partners {
		p := &x.Partners[i]
		person(p.Contact, p.SecondContact)
		if x.MayName(partnership.Ref{Kind: partnership.Partners, ID: p.ID, Name: p.Name}).May {
			continue
		}
		for _, n := range append(slices.Clone(p.AlsoKnownAs), p.Name, p.CreditAs) {
			w.firm(n)
		}
	}
	return w
}

func (w *discretion) firm(name string) {
	if strings.TrimSpace(name) == "" {
		return
	}
	w.whole = append(w.whole, wordsOnly(partnership.Fold(name)))
	for _, part := range nameParts(name) {
		if !everyday[part] {
			w.firms[part] = true
		}
	}
}

// discreet returns what was given and the program of t as public words may
// have them: "a gift", or no program, in place of a text that holds a name
// without a yes, or part of one.
func (w *discretion) discreet(t Thanks) (words.Thing, string) {
	own, yes := map[string]bool{}, map[string]bool{}
	for _, part := range nameParts(t.Consent.Name) {
		yes[part] = true
	}
	if !t.Consent.May {
		for _, n := range w.namesOf(t) {
			for _, part := range nameParts(n) {
				own[part] = true
			}
		}
	}
	p := praise(t, 0)
	given, program := p.Given, p.Program
	for _, o := range t.Occasions {
		if w.tells(o.What, own, yes) || w.tells(o.Quantity, own, yes) {
			given = words.SomeGift()
		}
	}
	if w.tells(program, own, yes) {
		program = ""
	}
	return given, program
}

// namesOf are all names by which a recipient might be recognized.
func (w *discretion) namesOf(t Thanks) []string {
	names := []string{t.For.Name}
	who := recipientOf(w.Index, t.For)
	if p := who.partner; p != nil {
		names = append(names, p.Name, p.CreditAs, p.Contact, p.SecondContact, p.SocialHandle)
		names = append(names, p.AlsoKnownAs...)
	}
	if v := who.volunteer; v != nil {
		names = append(append(names, v.Name, v.Partner.Name), v.AlsoKnownAs...)
	}
	return names
}

// tells reports whether text holds a word of the recipient's own name, a name
// of somebody else, or, written as a name, part of one; words of a name that
// may be said do not count.
func (w *discretion) tells(text string, own, yes map[string]bool) bool {
	for _, word := range textWords(text) {
		part := partnership.Fold(word)
		switch {
		case yes[part]:
		case own[part] || related(part, own):
			return true
		case len(part) > 2 && startsUpper(word) && (w.people[part] || w.firms[part] || w.firms[part+"s"] || w.firms[strings.TrimSuffix(part, "s")]):
			return true
		}
	}
	folded := " " + wordsOnly(partnership.Fold(text)) + " "
	for _, name := range w.whole {
		if strings.Contains(folded, " "+name+" ") && !allIn(name, yes) {
			return true
		}
	}
	return false
}

// namesTheRemoved reports whether text names somebody who asked to be removed.
func (w *discretion) namesTheRemoved(text string) bool {
	return slices.ContainsFunc(w.gone, func(name string) bool { return name != "" && containsWords(partnership.Fold(text), name) })
}

// related reports whether word shares its stem with one of names: "Rotarian"
// with "Rotary". Stems are four letters at least, endings four at most.
func related(word string, names map[string]bool) bool {
	w := []rune(word)
	for name := range names {
		n := []rune(name)
		same := 0
		for same < len(w) && same < len(n) && w[same] == n[same] {
			same++
		}
		if same >= max(4, min(len(w), len(n))-2) && max(len(w), len(n))-same <= 4 {
			return true
		}
		if strings.TrimSuffix(word, "s") == strings.TrimSuffix(name, "s") {
			return true
		}
	}
	return false
}

func allIn(name string, yes map[string]bool) bool {
	for _, part := range strings.Fields(name) {
		if !yes[part] {
			return false
		}
	}
	return true
}

// nameParts are the folded words of a name that say something: three letters
// at least, and no article.
func nameParts(name string) []string {
	var parts []string
	for _, word := range textWords(name) {
		part := partnership.Fold(word)
		switch part {
		case "the", "and", "for", "our", "of", "dr", "mr", "mrs", "ms", "inc", "llc":
			continue
		}
		if len([]rune(part)) > 2 || !isASCII(part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// textWords parts text at everything but letters and digits; a possessive s
// goes.
func textWords(text string) []string {
	text = strings.NewReplacer("'s", " ", "’s", " ").Replace(text)
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

func startsUpper(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r) || !unicode.IsLower(r)
	}
	return false
}

func isASCII(s string) bool {
	for _, r := range s {
		if r > unicode.MaxASCII {
			return false
		}
	}
	return true
}

// everyday are words of organizations' names that point at none of them.
var everyday = map[string]bool{
	"school": true, "library": true, "club": true, "center": true, "centre": true, "community": true, "books": true, "book": true,
	"bank": true, "bakery": true, "garden": true, "gardens": true, "church": true, "university": true, "college": true, "friends": true, "city": true, "county": true,
	"public": true, "service": true, "services": true, "society": true, "association": true, "foundation": true, "group": true,
	"reading": true, "tutoring": true, "therapy": true, "dogs": true, "dog": true, "computers": true, "computer": true, "maker": true, "art": true, "arts": true,
	"science": true, "music": true, "health": true, "store": true, "shop": true, "company": true, "cafe": true, "restaurant": true, "market": true,
	"local": true, "new": true, "used": true, "second": true, "first": true, "american": true, "national": true, "youth": true, "family": true, "children": true, "kids": true, "students": true, "volunteers": true, "help": true, "homework": true, "project": true, "program": true, "education": true, "social": true, "work": true, "department": true, "museum": true, "hospital": true, "nursery": true, "paper": true, "plants": true, "house": true, "home": true, "thrift": true, "mentors": true, "partners": true, "visit": true,
}
