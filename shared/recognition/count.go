package recognition

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// urlLength is what any address counts on X and on Mastodon (their own
// documentation, read 2026).
const urlLength = 23

var (
	// address is a link that names its scheme.
	address = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"]+`)
	// bareAddress is what X makes a link of without one: "library.example.org".
	bareAddress = regexp.MustCompile(`(?i)\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|edu|gov|info|[a-z]{2})\b(?:/[^\s<>"]*)?`)
	// remoteMention is a Mastodon handle with its server, which is not counted.
	remoteMention = regexp.MustCompile(`(@[A-Za-z0-9_]+)@[A-Za-z0-9.-]+[A-Za-z0-9]`)
)

// characters counts Unicode characters.
func characters(text string) int { return utf8.RuneCountInString(norm.NFC.String(text)) }

// graphemes counts what a reader takes for one character each.
func graphemes(text string) int { return uniseg.GraphemeClusterCount(text) }

// weighted counts as X does: addresses 23, an emoji 2 however it is made up,
// Latin and its neighbours 1, all else 2, after NFC.
func weighted(text string) int {
	text, links := withoutLinks(norm.NFC.String(text), true)
	count := links * urlLength
	eachCluster(text, func(cluster string) {
		if isEmoji(cluster) {
			count += 2
			return
		}
		for _, r := range cluster {
			count += weight(r)
		}
	})
	return count
}

// weight is a character's weight in the third version of X's own
// configuration, in units of a Latin letter.
func weight(r rune) int {
	switch {
	case r <= 4351, r >= 8192 && r <= 8205, r >= 8208 && r <= 8223, r >= 8242 && r <= 8247:
		return 1
	}
	return 2
}

// threads counts characters, and an emoji by its bytes in UTF-8.
func threads(text string) int {
	count := 0
	eachCluster(norm.NFC.String(text), func(cluster string) {
		if isEmoji(cluster) {
			count += len(cluster)
			return
		}
		count += utf8.RuneCountInString(cluster)
	})
	return count
}

// mastodon counts graphemes, addresses 23, and of a remote handle only the
// name.
func mastodon(text string) int {
	text, links := withoutLinks(text, false)
	text = remoteMention.ReplaceAllString(text, "$1")
	return graphemes(text) + links*urlLength
}

// withoutLinks takes the addresses out of text and says how many there were.
// Punctuation that ends a sentence is no part of an address.
func withoutLinks(text string, bare bool) (string, int) {
	links := 0
	take := func(found string) string {
		links++
		trimmed := strings.TrimRight(found, ".,;:!?)'\u201d\u2019")
		return found[len(trimmed):]
	}
	text = address.ReplaceAllStringFunc(text, take)
	if bare {
		text = bareAddress.ReplaceAllStringFunc(text, take)
	}
	return text, links
}

func eachCluster(text string, do func(cluster string)) {
	state := -1
	for text != "" {
		var cluster string
		cluster, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		do(cluster)
	}
}

// isEmoji reports whether a grapheme is shown as an emoji: a pictograph, alone
// where that is how it looks, or made one by a selector, a joiner, a skin tone;
// a flag; a key.
func isEmoji(cluster string) bool {
	first, size := utf8.DecodeRuneInString(cluster)
	rest := cluster[size:]
	switch {
	case first >= 0x1F000 && first <= 0x1FAFF:
		return true
	case pictograph(first):
		return strings.ContainsAny(rest, "\uFE0F\u20E3\u200D") || strings.ContainsFunc(rest, skinTone)
	}
	return false
}

func pictograph(r rune) bool {
	switch {
	case r >= '0' && r <= '9', r == '#', r == '*', r == 0xA9, r == 0xAE,
		r == 0x203C, r == 0x2049, r == 0x2122, r == 0x2139,
		r >= 0x2190 && r <= 0x2BFF, r == 0x3030, r == 0x303D, r == 0x3297, r == 0x3299:
		return true
	}
	return false
}

func skinTone(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }
