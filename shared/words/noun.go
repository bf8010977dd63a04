package words

import (
	"strconv"
	"strings"
	"unicode"
)

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
		if next := firstWord(rest); startsWithNumber(rest) || isArticle(next) || isPossessive(next) || headOf(s) == first {
			return s // "printing 200 flyers", "painting the reading corner"; but a rocking chair
		}
	}
	if unicode.IsUpper(firstRune(headOf(s))) && rest == "" && !isDevice(first) {
		return s // a name standing alone
	}
	if r := unicode.ToLower(firstRune(s)); (r < 'a' || r > 'z') && !unicode.IsDigit(r) {
		return s // no English word
	}
	return article(s) + " " + s
}

// isDevice reports whether a name standing alone names one of many like it.
func isDevice(word string) bool {
	switch strings.ToLower(word) {
	case "chromebook", "kindle", "arduino":
		return true
	}
	return false
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
		case "of", "for", "from", "with", "in", "to", "on", "by", "about", "at", "during", "and", "or", "that", "which", "plus", "&", "every", "each", "per":
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
	case "several", "many", "some", "these":
		return !isMass(headOf(s))
	}
	if isNumberWord(fields[0]) {
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
	case "a", "an", "the", "some", "our", "their", "his", "her", "several", "many", "all", "half", "this", "these", "one", "its", "my":
		return true
	}
	return isNumberWord(word)
}

// isNumberWord reports whether a word is a number above one.
func isNumberWord(word string) bool {
	switch strings.ToLower(word) {
	case "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
		"seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred":
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
