package letter

import (
	"strings"
	"unicode/utf8"

	"shelfmates/shared/words"
)

const (
	// excerptLength is about two lines of a letter, in characters: an excerpt is
	// as many whole sentences as begin and end within it, at least one.
	excerptLength = 160
	// excerptMost is where one sentence alone is too long for an excerpt.
	excerptMost = 320
)

// excerpt returns the first sentences of a letter, without its salutation. A
// list belongs to the sentence that opens it. Only a sentence that is too long
// is cut, where it pauses.
func excerpt(text string) string {
	text = strings.TrimSpace(words.Clean(text))
	if opening, rest, more := strings.Cut(text, "\n\n"); more && strings.HasSuffix(opening, ",") {
		text = rest
	}
	all := sentences(text)
	said := ""
	for i, s := range all {
		if i > 0 && utf8.RuneCountInString(said)+1+utf8.RuneCountInString(s) > excerptLength {
			return said + " …"
		}
		said = strings.TrimSpace(said + " " + s)
		if r := []rune(said); len(r) > excerptMost {
			return pause(string(r[:excerptMost])) + " …"
		}
	}
	return said
}

// sentences parts a letter into its sentences, each on one line.
func sentences(text string) []string {
	var all []string
	open := false // the paragraph before waits for what it announces
	for p := range strings.SplitSeq(text, "\n\n") {
		items := strings.Split("\n"+p, "\n- ")
		for i, item := range items {
			items[i] = strings.Join(strings.Fields(item), " ")
		}
		list := len(items) > 1
		p = strings.TrimSpace(items[0] + " " + strings.Join(items[1:], "; "))
		if p == "" {
			continue
		}
		if list && !strings.HasSuffix(p, ".") {
			p += "."
		}
		if open {
			all[len(all)-1] += " " + p
		} else {
			for {
				first, rest, more := strings.Cut(p, ". ")
				if !more {
					break
				}
				all, p = append(all, first+"."), rest
			}
			all = append(all, p)
		}
		open = strings.HasSuffix(p, ":")
	}
	return all
}

// pause cuts a text at the last place where it pauses, else between two words.
func pause(text string) string {
	for _, at := range []string{"; ", ", ", " "} {
		if i := strings.LastIndex(text, at); i > len(text)/3 {
			text = text[:i]
			break
		}
	}
	return strings.TrimRight(text, " ,;:–-")
}
