package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
)

// anchor makes a short name for an element from any text, the same for the
// same text and without anything of the text in it.
func anchor(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:5])
}

// safe reports whether a text that people typed may be the address of a link.
func safe(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// shortened returns s on one line of at most n characters, and says where
// something was left out.
func shortened(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	cut := string(runes[:n])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return cut + "…"
}

// queryEscape makes a text fit for the query of an address.
func queryEscape(s string) string { return url.QueryEscape(s) }
