package ical

import (
	"bytes"
	"unicode/utf8"
)

// A writer collects content lines (RFC 5545 section 3.1).
type writer struct{ bytes.Buffer }

// maxLine is the longest line in octets, without its CRLF.
const maxLine = 75

// line writes one content line. Where it is longer than maxLine it goes on in
// the next, behind a space, and no character is torn apart.
func (w *writer) line(property, value string) {
	rest, room := property+":"+value, maxLine
	for len(rest) > room {
		end := room
		for !utf8.RuneStart(rest[end]) {
			end--
		}
		w.WriteString(rest[:end])
		w.WriteString("\r\n ")
		rest, room = rest[end:], maxLine-1 // the space counts
	}
	w.WriteString(rest)
	w.WriteString("\r\n")
}

// text writes a property whose value is text, unless that is empty.
func (w *writer) text(property, value string) {
	if value != "" {
		w.line(property, escape(value))
	}
}
