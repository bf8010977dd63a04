package words

import (
	"strings"
	"unicode"
)

// A Thing is what somebody gave, as a sentence takes it after "gave us".
type Thing struct {
	Text   string // "12 used computers", "a box of picture books", "use of their van"
	Plural bool
	Number bool   // Text holds a number already
	Beside string // a quantity that goes into no sentence: "6 trees", of saplings and mulch
}

// ThingGiven makes a Thing of what a person typed into What and Quantity: with
// its article or number, in running text, without the donor's price. What
// cannot be made out is left as it was typed; nothing at all is [SomeGift].
func ThingGiven(what, quantity string) Thing {
	what = adjectiveFirst(withoutPrices(withoutPreamble(oneLine(what))))
	items := splitThings(what)
	if len(items) > 1 {
		for i, item := range items {
			items[i] = nounPhrase(item)
		}
		return thing(List(items), true)
	}
	what = strings.TrimRight(what, ",; ")
	if what == "" {
		return SomeGift()
	}
	what, beside := withQuantity(running(what), oneLine(quantity))
	what = nounPhrase(what)
	t := thing(what, isPlural(what))
	t.Beside = beside
	return t
}

// SomeGift is a gift of which nothing is said.
func SomeGift() Thing { return Thing{Text: "a generous gift"} }

// MoneyGiven makes a Thing of a gift of money: what it is for, never how much.
func MoneyGiven(what string) Thing {
	what = running(withoutPreamble(oneLine(what)))
	if m := moneyPurpose.FindStringSubmatch(what); m != nil {
		purpose := strings.TrimRight(strings.TrimSpace(withoutPrices(m[2])), ",; ")
		if purpose != "" {
			return Thing{Text: "money " + strings.ToLower(m[1]) + " " + purpose}
		}
	}
	return Thing{Text: "money"}
}

// Yours is the thing as it is told to whoever gave it: "the 12 used computers",
// "the use of your van", "your gift".
func (t Thing) Yours() string {
	text := strings.ReplaceAll(t.Text, " their ", " your ")
	first, rest, _ := strings.Cut(text, " ")
	switch {
	case first == "money":
		return "your gift of " + text
	case t == SomeGift():
		return "your " + rest
	case first == "a", first == "an":
		return "the " + rest
	case isArticle(first) && !isNumberWord(first), isPossessive(first):
		return text
	case isRoughly(first) && startsWithNumber(rest):
		_, things, _ := strings.Cut(rest, " ")
		return "the " + things // nobody thanks for "the about 200 magazines"
	}
	return "the " + text
}

// Start is the thing at the start of a sentence, a small number as a word:
// "Twelve used computers".
func (t Thing) Start() string {
	if n, ok := leadingNumber(t.Text); ok && n > 1 {
		_, rest, _ := strings.Cut(t.Text, " ")
		return UpperFirst(small(n) + " " + rest)
	}
	return UpperFirst(t.Text)
}

// bare reports whether nothing stands before the noun, so that it would run
// into another before it: "gave our library magazines".
func (t Thing) bare() bool {
	first, rest, _ := strings.Cut(t.Text, " ")
	roughly := isRoughly(first) && startsWithNumber(rest)
	return !startsWithNumber(t.Text) && !isArticle(first) && !isPossessive(first) && !roughly
}

// gaveUs is the giving of the thing, up to the thing.
func (t Thing) gaveUs() string {
	if t.bare() {
		return "gave us "
	}
	return "gave our library "
}

// Whole is the thing with its quantity, where that stands beside: for a list,
// and for no sentence.
func (t Thing) Whole() string {
	if t.Beside == "" {
		return t.Text
	}
	return t.Text + " (" + t.Beside + ")"
}

// They is the pronoun for the thing at the start of a sentence.
func (t Thing) They() string { return UpperFirst(t.they()) }

func (t Thing) they() string { return t.verb("it", "they") }

func (t Thing) them() string { return t.verb("it", "them") }

// verb picks the form that agrees with the thing.
func (t Thing) verb(one, many string) string {
	if t.Plural {
		return many
	}
	return one
}

// Used reports whether children can take the thing in their hands and work with
// it, as far as its name tells: books and telescopes, but not bread, a van's
// use, or tickets.
func (t Thing) Used() bool {
	for _, part := range strings.Split(strings.ReplaceAll(t.Text, " and ", ", "), ", ") {
		if !usable(part) {
			return false
		}
	}
	return true
}

func usable(s string) bool {
	head := strings.ToLower(headOf(s))
	of := "" // "3 boxes of cookies" are cookies
	if _, after, ok := strings.Cut(strings.ToLower(s), " of "); ok {
		of = headOf(after)
	}
	for _, mark := range []string{
		"bread", "pizza", "snack", "cookie", "food", "lunch", "breakfast", "dinner", "meal", "cake", "donut", "pastr",
		"sandwich", "fruit", "apple", "juice", "water", "coffee", "candy", "popcorn", "cream", "cupcake", "muffin", "bagel", "salad", "drink",
		"gift", "money", "cash", "card", "ticket", "admission", "voucher", "coupon", "certificate", "pass", "discount", "subscription",
		"use", "repair", "printing", "print", "flyer", "poster", "help", "time", "work", "labor", "delivery", "transport", "storage", "space", "room",
		"tour", "trip", "visit", "workshop", "lesson", "talk", "performance", "show", "hour", "session", "training", "advice", "installation",
		"catering", "photograph", "publicity", "shelving", "shelf", "shelves", "curtain", "carpet", "paint", "sofa", "couch",
	} {
		if strings.HasPrefix(head, mark) || strings.HasPrefix(of, mark) {
			return false
		}
	}
	if first := strings.ToLower(firstWord(s)); strings.HasSuffix(first, "ing") && len(first) > 5 && !common(first) {
		return false // "painting the reading corner"
	}
	return head != ""
}

func thing(text string, plural bool) Thing {
	return Thing{Text: text, Plural: plural, Number: strings.ContainsFunc(text, unicode.IsDigit)}
}

// Things joins what several gifts brought.
func Things(all []Thing) Thing {
	if len(all) == 1 {
		return all[0]
	}
	texts := make([]string, len(all))
	for i, t := range all {
		texts[i] = t.Text
	}
	return thing(joinPhrases(texts), true)
}

// joinPhrases joins as [List] does, with "as well as" before the last where one
// of the items is a list of its own.
func joinPhrases(items []string) string {
	nested := false
	for _, item := range items {
		nested = nested || strings.Contains(item, " and ")
	}
	if !nested || len(items) < 2 {
		return List(items)
	}
	return strings.Join(items[:len(items)-1], ", ") + ", as well as " + items[len(items)-1]
}
