package words

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// A Thing is what somebody gave, as a sentence takes it after "gave us".
type Thing struct {
	Text   string // "12 used computers", "a box of picture books", "use of their van"
	Plural bool
	Number bool // Text holds a number already
}

// ThingGiven makes a Thing of what a person typed into What and Quantity: with
// its article or number, in running text, without the donor's price. What
// cannot be made out is left as it was typed; nothing at all is [SomeGift].
func ThingGiven(what, quantity string) Thing {
	what = withoutPrices(withoutPreamble(oneLine(what)))
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
	what = nounPhrase(withQuantity(running(what), oneLine(quantity)))
	return thing(what, isPlural(what))
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
	case isArticle(first) && strings.ToLower(first) != "two", isPossessive(first):
		return text
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
	for _, mark := range []string{"bread", "pizza", "snack", "cookie", "food", "lunch", "breakfast", "dinner", "meal", "cake", "donut", "pastr",
		"sandwich", "fruit", "apple", "juice", "water", "coffee", "candy", "popcorn", "cream", "cupcake", "muffin", "bagel", "salad", "drink",
		"gift", "money", "cash", "card", "ticket", "admission", "voucher", "coupon", "certificate", "pass", "discount", "subscription",
		"use", "repair", "printing", "print", "flyer", "poster", "help", "time", "work", "labor", "delivery", "transport", "storage", "space", "room",
		"tour", "trip", "visit", "workshop", "lesson", "talk", "performance", "show", "hour", "session", "training", "advice", "installation",
		"catering", "photograph", "publicity", "shelving", "shelf", "shelves", "curtain", "carpet", "paint", "sofa", "couch"} {
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

var (
	preamble     = regexp.MustCompile(`(?i)^(?:(?:in[- ]kind|generous|kind)\s+)*(?:an?\s+)?(?:(?:in[- ]kind|generous)\s+)*(?:(?:donation|gift|contribution)(?:\s+of\b|:|\s+-)|(?:donated|gave|given|gifted)(?::|\s+-|\b))\s*`)
	price        = regexp.MustCompile(`(?i)(?:\(\s*)?(?:,\s*)?(?:\b(?:worth|valued at|value|valued|total(?:ing)?|retail|approx\.?|about|ca\.?|est\.?|estimated|of)\s*:?\s*)*(?:[$€£]\s?\d[\d,.]*\d|[$€£]\s?\d|\b\d[\d,.]*\s?(?:dollars?|usd|euros?|eur)\b)(?:\s*(?:each|total|in all|in value|value|retail|apiece))?(?:\s*\))?`)
	moneyPurpose = regexp.MustCompile(`(?i)\b(toward|towards|for)\s+(.+)$`)
	spaceBefore  = regexp.MustCompile(`\s+([,;.)])`)
)

// oneLine puts text on one line, without the marks that end it or shout.
func oneLine(s string) string {
	s = strings.ReplaceAll(Clean(s), "!", "")
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, l := range lines {
		l = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(l), "-*•·"))
		if l = strings.TrimRight(l, " .;,"); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(strings.Fields(strings.Join(kept, "; ")), " ")
}

func withoutPreamble(s string) string {
	if cut := preamble.ReplaceAllString(s, ""); cut != "" {
		return cut
	}
	return s
}

// withoutPrices takes amounts of money out: a letter for a gift in kind never
// carries a value.
func withoutPrices(s string) string {
	s = price.ReplaceAllString(s, " ")
	s = spaceBefore.ReplaceAllString(strings.Join(strings.Fields(s), " "), "$1")
	return strings.Trim(strings.TrimSpace(s), ",;:-– ")
}

// splitThings parts a list of things at commas, semicolons and its last "and",
// when each part can stand alone; otherwise s is one thing ("chairs, folding").
func splitThings(s string) []string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ';' })
	if len(parts) < 2 {
		parts = splitCommas(s)
	}
	if len(parts) < 2 {
		return parts
	}
	last := strings.TrimSpace(parts[len(parts)-1])
	parts = parts[:len(parts)-1]
	if rest, ok := strings.CutPrefix(last, "and "); ok {
		last = rest
	} else if a, b, ok := strings.Cut(last, " and "); ok && standsAlone(b) && standsAlone(a) {
		parts, last = append(parts, a), b
	}
	parts = append(parts, last)
	for i, p := range parts {
		parts[i] = running(strings.TrimSpace(p))
		if parts[i] == "" || !standsAlone(parts[i]) {
			return []string{s}
		}
	}
	return parts
}

// splitCommas splits at commas outside brackets and numbers.
func splitCommas(s string) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range s {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case r == ',' && depth == 0 && strings.HasPrefix(s[i+1:], " "):
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

func standsAlone(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return startsWithNumber(s) || isArticle(first) || isPlural(s) || isMass(headOf(s))
}

// withQuantity puts the Quantity column before what: "12" gives "12 used
// computers", "3 boxes" gives "3 boxes of picture books".
func withQuantity(what, quantity string) string {
	quantity = withoutPrices(quantity)
	if quantity == "" || startsWithNumber(what) || isArticle(firstWord(what)) {
		return what
	}
	if n, err := strconv.Atoi(strings.ReplaceAll(quantity, ",", "")); err == nil {
		switch {
		case n <= 0 || isMass(headOf(what)):
			return what
		case n == 1 && isPlural(what):
			return what
		case n > 1 && !isPlural(what):
			return Number(n) + " " + pluralPhrase(what)
		}
		return Number(n) + " " + what
	}
	if !startsWithNumber(quantity) {
		return what
	}
	number, unit, _ := strings.Cut(quantity, " ")
	if strings.EqualFold(unit, headOf(what)) || unit == "" || strings.Contains(strings.ToLower(what), strings.ToLower(unit)) {
		return number + " " + what
	}
	return quantity + " of " + what
}

// nounPhrase gives a phrase the article it needs.
func nounPhrase(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "1", "one":
		if rest != "" && !startsWithNumber(rest) {
			return article(rest) + " " + rest
		}
	}
	if isMass(first) && strings.HasPrefix(rest, "of ") {
		return "the " + s // "the use of their van"
	}
	if startsWithNumber(s) || isArticle(first) || isPlural(s) || isMass(headOf(s)) || isPossessive(first) {
		return s
	}
	if strings.HasSuffix(strings.ToLower(first), "ing") && rest != "" {
		if strings.HasPrefix(rest, "of ") {
			return "the " + s // "the use of their van"
		}
		return s // "printing 200 flyers"
	}
	if unicode.IsUpper(firstRune(headOf(s))) && rest == "" {
		return s // a name standing alone
	}
	if r := unicode.ToLower(firstRune(s)); (r < 'a' || r > 'z') && !unicode.IsDigit(r) {
		return s // no English word
	}
	return article(s) + " " + s
}

// isPossessive reports whether a word says whose something is: "Ana's".
func isPossessive(word string) bool {
	return strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s")
}

// article is "a" or "an" by the sound that follows.
func article(s string) string {
	word := strings.ToLower(firstWord(s))
	for _, silent := range []string{"hour", "honor", "honest", "heir"} {
		if strings.HasPrefix(word, silent) {
			return "an"
		}
	}
	for _, like := range []string{"uni", "use", "usa", "euro", "one", "once", "ukulele", "usb"} {
		if strings.HasPrefix(word, like) && !strings.HasPrefix(word, "unin") && !strings.HasPrefix(word, "unim") {
			return "a"
		}
	}
	if word != "" && strings.ContainsRune("aeiou", rune(word[0])) {
		return "an"
	}
	if strings.HasPrefix(word, "8") || word == "11" || word == "18" {
		return "an"
	}
	return "a"
}

// headOf is the noun of a phrase: its last word before "of", "for" and the
// like.
func headOf(s string) string {
	head := ""
	for i, word := range strings.Fields(s) {
		bare := strings.Trim(word, "()[].,;:\"“”")
		switch strings.ToLower(bare) {
		case "of", "for", "from", "with", "in", "to", "on", "by", "about", "at", "and", "or", "that", "which", "plus", "&", "every", "each", "per":
			if i > 0 {
				return head
			}
		}
		if strings.HasPrefix(word, "(") && i > 0 {
			return head
		}
		if bare != "" {
			head = bare
		}
		if strings.HasSuffix(word, ",") {
			return head
		}
	}
	return head
}

func isPlural(s string) bool {
	fields := strings.Fields(strings.ToLower(s))
	if len(fields) == 0 {
		return false
	}
	if n, ok := leadingNumber(s); ok {
		return n != 1
	}
	for _, w := range fields[:len(fields)-1] {
		if w == "and" && !strings.HasPrefix(fields[0], "a") {
			return isPluralNoun(headOf(s)) || isPluralNoun(fields[len(fields)-1])
		}
	}
	switch fields[0] {
	case "a", "an", "one", "this":
		return false
	case "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "several", "many", "some", "these":
		return !isMass(headOf(s))
	}
	return isPluralNoun(headOf(s))
}

func isPluralNoun(noun string) bool {
	noun = strings.ToLower(noun)
	switch noun {
	case "people", "children", "mice", "geese", "shelves", "media", "dice", "teeth", "feet", "series":
		return true
	case "bus", "gas", "lens", "canvas", "atlas", "chess", "glass", "census", "cactus", "campus", "christmas", "tennis", "news", "mathematics", "bonus", "abacus", "harmonics", "process", "access", "iris", "swiss":
		return false
	}
	return len(noun) > 2 && strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") && !strings.HasSuffix(noun, "'s") && !strings.HasSuffix(noun, "’s")
}

func pluralPhrase(s string) string {
	head := headOf(s)
	if head == "" {
		return s
	}
	i := strings.Index(s, head)
	return s[:i] + pluralNoun(head) + s[i+len(head):]
}

func pluralNoun(noun string) string {
	lower := strings.ToLower(noun)
	switch {
	case strings.HasSuffix(lower, "shelf"):
		return noun[:len(noun)-1] + "ves"
	case strings.HasSuffix(lower, "s"), strings.HasSuffix(lower, "x"), strings.HasSuffix(lower, "ch"), strings.HasSuffix(lower, "sh"):
		return noun + "es"
	case len(lower) > 1 && strings.HasSuffix(lower, "y") && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return noun[:len(noun)-1] + "ies"
	}
	return noun + "s"
}

func isArticle(word string) bool {
	switch strings.ToLower(word) {
	case "a", "an", "the", "some", "our", "their", "his", "her", "two", "three", "four", "five", "six", "seven",
		"eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "hundred", "several", "many", "all", "half", "this", "these", "one", "its", "my":
		return true
	}
	return false
}

// isMass reports whether a noun is not counted: it takes no article.
func isMass(noun string) bool {
	switch strings.ToLower(noun) {
	case "paper", "pizza", "food", "bread", "soil", "compost", "wood", "lumber", "paint", "fabric", "yarn", "clay",
		"furniture", "equipment", "software", "hardware", "money", "cash", "time", "help", "space", "juice", "water", "coffee", "tea",
		"fruit", "mulch", "sand", "gravel", "cardboard", "clothing", "candy", "popcorn", "music", "tape", "glue", "cake",
		"cream", "milk", "lunch", "breakfast", "dinner", "labor", "labour", "work", "advice", "training", "transport",
		"transportation", "shipping", "storage", "access", "use", "repair", "maintenance", "support", "stuff", "material",
		"foam", "felt", "thread", "leather", "plywood", "wire", "ink", "toner", "stationery", "luggage", "plastic", "metal",
		"catering", "printing", "admission", "electronics", "photography", "publicity", "jewelry", "ribbon", "wool", "cotton", "pasta", "rice", "honey", "cheese", "salad", "lemonade", "cider", "hay", "straw", "lighting", "flooring", "carpeting", "wallpaper", "seating", "shelving", "bedding", "packaging", "bubble wrap", "literature", "poetry", "art", "delivery", "installation":
		return true
	}
	return false
}

func startsWithNumber(s string) bool { _, ok := leadingNumber(s); return ok }

// leadingNumber reads the number that opens s: "12 used computers", "1,200
// sheets". Words like "3D" and "2nd" are none.
func leadingNumber(s string) (int, bool) {
	word := firstWord(s)
	n, err := strconv.Atoi(strings.ReplaceAll(word, ",", ""))
	if err != nil || n < 0 {
		return 0, false
	}
	return n, true
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
