package ical

import (
	"net/mail"
	"strings"
	"unicode"
)

// escape returns a text as a value of type TEXT (RFC 5545 section 3.3.11).
func escape(text string) string { return escapes.Replace(text) }

var escapes = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, "\n", `\n`)

// oneLine returns a text for a single line, manyLines one for several: valid
// UTF-8, without control characters and without those that turn the direction
// of writing (U+061C, 200E–F, 202A–E, 2066–9), and with nothing blank around it.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(clean(text), func(r rune) bool { return r == '\n' }), " ")
}

func manyLines(text string) string { return clean(text) }

func clean(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	text = lineEnds.Replace(text)
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text))
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// name returns the CN parameter for whoever has a name, in quotation marks,
// between which only a quotation mark and control characters have a meaning. An
// apostrophe stands in for the mark. RFC 6868 would carry it as ^', but many
// calendars show that as it is; a caret is left out, so that those which read
// RFC 6868 see none.
func name(a mail.Address) string {
	shown := strings.TrimSpace(quotes.Replace(oneLine(a.Name)))
	if shown == "" {
		return ""
	}
	return `;CN="` + shown + `"`
}

var quotes = strings.NewReplacer(`"`, `'`, `^`, ``)

// plain reports whether an address can be written as one: printable ASCII with
// a single @ and none of the characters that have a meaning between addresses.
func plain(address string) bool {
	local, domain, found := strings.Cut(address, "@")
	return found && local != "" && domain != "" && len(address) <= 254 && identifier(address) &&
		!strings.Contains(domain, "@") && !strings.ContainsAny(address, `<>()[]\,;:"`)
}

// identifier reports whether a text is a word of printable ASCII.
func identifier(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] >= 0x7f {
			return false
		}
	}
	return text != "" && len(text) <= 255
}

// mailto returns a plain address as a URI (RFC 6068). The characters that have a
// meaning there are encoded.
func mailto(address string) string { return "mailto:" + uriEscapes.Replace(address) }

var uriEscapes = strings.NewReplacer(
	"%", "%25", "?", "%3F", "&", "%26", "#", "%23", "/", "%2F", "^", "%5E", "`", "%60", "{", "%7B", "|", "%7C", "}", "%7D",
)
