package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// running puts a text that was typed as a title, or shouted, the way it stands
// within a sentence: "Used computers" becomes "used computers", and "Spanish
// books", "LEGO sets" and "iPads" stay.
func running(s string) string {
	fields := strings.Fields(s)
	if len(fields) == 0 {
		return s
	}
	if shouted(s) {
		for i, w := range fields {
			fields[i] = strings.ToLower(w)
		}
		for i, w := range fields {
			fields[i] = properly(w)
		}
		return strings.Join(fields, " ")
	}
	first := fields[0]
	if len(fields) > 1 && isArticle(first) {
		// What follows an article has its capital on purpose, "A Steinway piano", but
		// in a title.
		rest := fields[1:]
		after := strings.Join(rest, " ")
		switch {
		case len(rest) > 1 && allTitled(rest):
			after = running(after)
		case len(rest) == 1 && titled(after) && ordinary(after):
			after = lowerFirst(after)
		}
		return strings.ToLower(first) + " " + after
	}
	if i := strings.IndexFunc(first, unicode.IsLetter); i > 0 && !unicode.IsLetter(firstRune(first)) && len(fields) > 1 {
		return s // "12 Computers" and "(new) Books" are left alone past their first sign
	}
	if !titled(first) || proper(first) || isPossessive(first) && !common(first) {
		return s
	}
	if len(fields) > 1 && titled(fields[1]) && !common(first) {
		return ordinaryLower(fields) // "Raspberry Pi kits"
	}
	whole := allTitled(fields)
	for i, w := range fields {
		if i == 0 || (whole && titled(w) && !proper(w)) {
			fields[i] = lowerFirst(w)
		}
	}
	return strings.Join(fields, " ")
}

// shouted reports whether s has several letters and all are capitals; a single
// short word may be an abbreviation.
func shouted(s string) bool {
	letters, words := 0, len(strings.Fields(s))
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 5 || (letters > 3 && words > 1)
}

// titled reports whether only the first letter of w is a capital.
func titled(w string) bool {
	r, size := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && size < len(w) && !strings.ContainsFunc(w[size:], unicode.IsUpper)
}

func allTitled(fields []string) bool {
	for _, w := range fields {
		if r := firstRune(w); unicode.IsLetter(r) && !titled(w) && len(w) > 3 {
			return false
		}
	}
	return true
}

func lowerFirst(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	return string(unicode.ToLower(r)) + w[size:]
}

// UpperFirst gives s a capital, as at the start of a sentence.
func UpperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// common reports whether w is a word that opens many a gift and is no name.
func common(w string) bool {
	switch strings.ToLower(w) {
	case "used", "new", "old", "gently", "art", "school", "computer", "office", "garden", "picture", "board", "gift",
		"library", "book", "books", "science", "craft", "sewing", "cleaning", "classroom", "reading", "folding", "wooden",
		"large", "small", "assorted", "various", "free", "fresh", "recycled", "donated", "children's", "kids", "box", "boxes", "bags", "bag":
		return true
	}
	return false
}

// ordinaryLower joins the words of a title, the ordinary ones without their
// capitals: "Rocking Chair" is a rocking chair, "Steinway Piano" a Steinway
// piano. What does not end in an ordinary thing is left alone.
func ordinaryLower(fields []string) string {
	if !allTitled(fields) || !ordinary(fields[len(fields)-1]) {
		return strings.Join(fields, " ")
	}
	lower := make([]string, len(fields))
	for i, w := range fields {
		if lower[i] = w; titled(w) && ordinary(w) {
			lower[i] = lowerFirst(w)
		}
	}
	return strings.Join(lower, " ")
}

// ordinary reports whether w is no name even where it has a capital: a word that
// opens many a gift, one made of a verb, or a thing that schools are given.
func ordinary(w string) bool {
	plain := strings.ToLower(strings.Trim(w, ",.;:()"))
	if common(plain) || len(plain) > 5 && (strings.HasSuffix(plain, "ing") || strings.HasSuffix(plain, "ed")) {
		return true
	}
	for _, one := range []string{plain, strings.TrimSuffix(plain, "s"), strings.TrimSuffix(plain, "es")} {
		switch one {
		case "chair", "armchair", "table", "desk", "bench", "stool", "sofa", "couch", "lamp", "rug", "carpet", "shelf", "shelv", "bookcase", "bookshelf",
			"cart", "wagon", "cabinet", "cushion", "pillow", "quilt", "blanket", "curtain", "clock", "mirror", "easel", "poster", "picture", "map", "globe",
			"piano", "guitar", "keyboard", "drum", "telescope", "microscope", "camera", "printer", "scanner", "laptop", "tablet", "monitor", "projector",
			"screen", "speaker", "headphone", "microwave", "refrigerator", "fridge", "oven", "van", "truck", "bus", "bike", "bicycle", "tent",
			"plant", "tree", "seed", "flower", "bulb", "tool", "toy", "game", "puzzle", "block", "kit", "set", "machine", "encyclopedia", "dictionary",
			"dictionarie", "atlas", "magazine", "newspaper", "notebook", "pencil", "pen", "marker", "crayon", "brush", "ticket", "voucher", "card", "shirt",
			"roll", "cake", "cookie", "sandwich", "collection", "subscription", "lesson", "class":
			return true
		}
	}
	return false
}

// proper reports whether w keeps its capital within a sentence: languages,
// peoples, months, days and the names of things that schools are given.
func proper(w string) bool {
	plain := strings.ToLower(strings.Trim(w, ",.;:()"))
	return properly(plain) != plain
}

// properly gives a lower-case word the capitals that it always has.
func properly(w string) string {
	switch strings.Trim(w, ",.;:()") {
	case "lego", "usb", "tv", "dvd", "cd", "cds", "dvds", "tvs", "stem", "pc", "pcs", "led", "ymca", "ywca", "vr", "hdmi":
		return strings.ToUpper(w)
	case "ipad", "ipads", "iphone", "iphones":
		return "iP" + w[2:]
	case "english", "spanish", "french", "german", "chinese", "japanese", "korean", "italian", "arabic", "russian",
		"portuguese", "vietnamese", "hindi", "latin", "greek", "polish", "somali", "tagalog", "haitian", "mexican", "african", "asian",
		"american", "indian", "hispanic", "european",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"january", "february", "april", "june", "july", "august", "september", "october", "november", "december",
		"christmas", "halloween", "thanksgiving", "easter", "hanukkah", "diwali",
		"chromebook", "chromebooks", "kindle", "kindles", "raspberry", "arduino", "arduinos", "scholastic", "amazon", "walmart",
		"costco", "starbucks", "google", "microsoft", "nintendo", "pokémon", "pokemon", "minecraft", "disney",
		"crayola", "kleenex", "ikea", "velcro", "sharpie", "sharpies", "scrabble", "monopoly", "harry", "shakespeare", "braille", "lexmark", "canon", "epson", "dell", "lenovo", "dr", "mr", "mrs", "ms", "st":
		return UpperFirst(w)
	}
	return w
}

// Clean takes out what never leaves in a letter or a page: control characters
// (line breaks stay, tabs become spaces), bidirectional controls and other
// marks that turn text around, and bytes that are no text.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r):
			return -1
		case r == '\u061C', r >= '\u200E' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\uFEFF':
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}
