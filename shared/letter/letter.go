// Package letter composes one letter from facts alone: its subject, its text,
// and HTML that says the same.
//
//	outreach --DigestFacts--> Digest --Letter--> delivery
//
// It is pure: the same facts give the same bytes. Sentences come from package
// words; a letter decides their order, what is left out, and how it looks.
package letter

// A Letter is what a reader gets: plain text first, and the same in HTML.
type Letter struct {
	Subject string
	Text    string // UTF-8, lines parted by "\n", at most 78 columns where words allow
	HTML    string // a whole document, under 100 KB, without images or script
}
