package words

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	preamble     = regexp.MustCompile(`(?i)^(?:(?:in[- ]kind|generous|kind)\s+)*(?:an?\s+)?(?:(?:in[- ]kind|generous)\s+)*(?:(?:donation|gift|contribution)(?:\s+of\b|:|\s+-)|(?:donated|gave|given|gifted)(?::|\s+-|\b))\s*`)
	price        = regexp.MustCompile(`(?i)(?:\(\s*)?(?:,\s*)?(?:\b(?:worth|valued at|value|valued|total(?:ing)?|retail|approx\.?|about|ca\.?|est\.?|estimated|of)\s*:?\s*)*(?:[$€£]\s?\d[\d,.]*\d|[$€£]\s?\d|\b\d[\d,.]*\s?(?:dollars?|usd|euros?|eur)\b)(?:\s*(?:each|total|in all|in value|value|retail|apiece))?(?:\s*\))?`)
	moneyPurpose = regexp.MustCompile(`(?i)\b(toward|towards|for)\s+(.+)$`)
	// adjectiveLast is a thing with its adjective after a comma, as lists have it.
	adjectiveLast = regexp.MustCompile(`(?i)^([^,;]+),\s+(brand new|like new|new|used|second-hand|assorted|unopened|hardcover|paperback)$`)
	spaceBefore   = regexp.MustCompile(`\s+([,;.)])`)
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

// adjectiveFirst puts an adjective where English has it: "picture books, new"
// becomes "new picture books".
func adjectiveFirst(s string) string {
	m := adjectiveLast.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	thing, adjective := m[1], strings.ReplaceAll(strings.ToLower(m[2]), " ", "-")
	if first, rest, more := strings.Cut(thing, " "); more && (startsWithNumber(thing) || isArticle(first)) {
		return first + " " + adjective + " " + rest
	}
	return adjective + " " + thing
}

// withQuantity puts the Quantity column before what: "12" gives "12 used
// computers", "3 boxes" gives "3 boxes of picture books", "about 200" stays
// about 200. A quantity in other words than these counts something else, and
// stands beside: six trees, of saplings and mulch.
func withQuantity(what, quantity string) (phrase, beside string) {
	quantity = withoutPrices(quantity)
	if quantity == "" || startsWithNumber(what) || isArticle(firstWord(what)) {
		return what, ""
	}
	if word, rest, more := strings.Cut(quantity, " "); more && isRoughly(word) && startsWithNumber(rest) {
		if phrase, beside := withQuantity(what, rest); phrase != what {
			return strings.ToLower(word) + " " + phrase, beside
		}
		return what, quantity
	}
	if _, err := strconv.Atoi(strings.ReplaceAll(quantity, ",", "")); err == nil {
		return counted(what, quantity), ""
	}
	if !startsWithNumber(quantity) {
		return what, ""
	}
	number, unit, _ := strings.Cut(quantity, " ")
	switch {
	case strings.EqualFold(unit, headOf(what)), unit == "", strings.Contains(strings.ToLower(what), strings.ToLower(unit)):
		return number + " " + what, ""
	case isTally(unit):
		return quantity + " " + what, ""
	case isMeasure(unit):
		return quantity + " of " + what, ""
	}
	return what, quantity
}

// counted puts a whole number before what, and what into its plural.
func counted(what, number string) string {
	n, err := strconv.Atoi(strings.ReplaceAll(number, ",", ""))
	switch {
	case err != nil || n <= 0 || isMass(headOf(what)):
		return what
	case n == 1 && isPlural(what):
		return what
	case n > 1 && !isPlural(what):
		return Number(n) + " " + pluralPhrase(what)
	}
	return Number(n) + " " + what
}

// isRoughly reports whether a word says that a number is not exact.
func isRoughly(word string) bool {
	switch strings.ToLower(word) {
	case "about", "around", "nearly", "almost", "over", "roughly", "approximately", "some":
		return true
	}
	return false
}

// isTally reports whether a unit is a number itself: five dozen rolls.
func isTally(unit string) bool {
	switch strings.ToLower(unit) {
	case "dozen", "hundred", "thousand", "score":
		return true
	}
	return false
}

// isMeasure reports whether things come in a unit: three boxes of books.
func isMeasure(unit string) bool {
	fields := strings.Fields(strings.ToLower(unit))
	one := strings.TrimSuffix(fields[len(fields)-1], "s")
	switch one {
	case "box", "boxe", "bag", "case", "set", "pack", "package", "packet", "pair", "sheet", "pound", "lb", "ounce", "kilo", "kg", "gallon", "liter", "litre",
		"quart", "pint", "cart", "crate", "bin", "roll", "stack", "bundle", "ream", "carton", "pallet", "truckload", "carload", "load", "tray", "loaf", "loave",
		"bottle", "can", "jar", "tub", "tube", "basket", "bucket", "barrel", "yard", "foot", "feet", "meter", "metre", "spool", "skein", "ball", "bolt", "cup",
		"slice", "piece", "copy", "copie", "hour", "day", "week", "month", "session", "batch", "batche", "bunch", "bunche", "kit", "tin", "sack", "cooler",
		"flat", "tote", "binder", "block", "slab", "plate", "platter", "drawer", "ton", "inch", "inche", "bushel", "serving", "pot":
		return true
	}
	return false
}
