package workbook

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxText is the number of characters that a cell can hold (Excel
// specifications and limits, read 2026-11).
const maxText = 32767

// appendText appends what the text token says, its entities resolved and its
// line ends made newlines.
func (s *scanner) appendText(dst []byte) []byte {
	if s.cdata {
		return s.appendChars(dst, s.raw)
	}
	return s.appendEscaped(dst, s.raw)
}

// appendEscaped appends raw, the content of an element or attribute.
func (s *scanner) appendEscaped(dst, raw []byte) []byte {
	for s.err == nil {
		before, after, found := bytes.Cut(raw, []byte("&"))
		dst = s.appendChars(dst, before)
		if !found {
			break
		}
		entity, rest, closed := bytes.Cut(after, []byte(";"))
		r, known := entityRune(entity)
		if !closed || !known {
			s.fail("holds an unknown entity")
			break
		}
		dst = utf8.AppendRune(dst, r)
		raw = rest
	}
	return dst
}

// appendChars appends plain characters and refuses those that XML does.
func (s *scanner) appendChars(dst, raw []byte) []byte {
	if !utf8.Valid(raw) {
		s.fail("is not in UTF-8")
		return dst
	}
	at := len(dst)
	dst = append(dst, raw...)
	lines := false
	for _, c := range dst[at:] {
		if c < ' ' && c != '\n' && c != '\t' {
			if c != '\r' {
				s.fail("holds a control character")
				return dst[:at]
			}
			lines = true
		}
	}
	if lines {
		text := bytes.ReplaceAll(dst[at:], []byte("\r\n"), []byte("\n"))
		dst = append(dst[:at], bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))...)
	}
	return dst
}

// entityRune returns what &entity; stands for.
func entityRune(entity []byte) (rune, bool) {
	switch string(entity) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, numeric := bytes.CutPrefix(entity, []byte("#"))
	if !numeric || len(digits) > 8 {
		return 0, false
	}
	base := 10
	if hex, is := bytes.CutPrefix(digits, []byte("x")); is {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	r := rune(n)
	switch {
	case err != nil || n > utf8.MaxRune || !utf8.ValidRune(r):
		return 0, false
	case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
		return 0, false
	}
	return r, true
}

// unescape resolves _x000D_ and the like, by which OOXML writes characters
// that XML cannot hold (ECMA-376 part 1, ST_Xstring). It works in place.
func unescape(text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	out := text[:0]
	for i := 0; i < len(text); {
		r, n := escapedRune(text[i:])
		if n == 0 {
			out = append(out, text[i])
			i++
			continue
		}
		out = utf8.AppendRune(out, r)
		i += n
	}
	return out
}

// escapedRune returns the character that text begins with in the form _xHHHH_
// and the length of that form, 0 when it begins with none.
func escapedRune(text []byte) (rune, int) {
	const length = len("_x000D_")
	unit, found := escapedUnit(text)
	if !found {
		return 0, 0
	}
	if !utf16.IsSurrogate(rune(unit)) {
		return rune(unit), length
	}
	if low, follows := escapedUnit(text[length:]); follows {
		if r := utf16.DecodeRune(rune(unit), rune(low)); r != utf8.RuneError {
			return r, 2 * length
		}
	}
	return utf8.RuneError, length
}

func escapedUnit(text []byte) (uint16, bool) {
	if len(text) < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	var unit uint16
	for _, c := range text[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		unit = unit<<4 | uint16(c)
	}
	return unit, true
}

// appendXML appends text as the content of an element: escaped, control
// characters dropped, line ends as newlines, and what looks like _x000D_ kept
// from being read as one.
func appendXML(dst []byte, text string) []byte {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for i, r := range text {
		switch {
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '"':
			dst = append(dst, "&quot;"...)
		case r == '\r':
			dst = append(dst, '\n')
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF:
		case r == '_' && looksEscaped(text[i:]):
			dst = append(dst, "_x005F_"...)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

func looksEscaped(text string) bool {
	if len(text) > 7 {
		text = text[:7]
	}
	_, is := escapedUnit([]byte(text))
	return is
}

// appendTextElement appends <t>text</t>, with the mark that keeps white space
// where the text needs it.
func appendTextElement(dst []byte, prefix, text string) []byte {
	dst = append(dst, '<')
	dst = append(dst, prefix...)
	dst = append(dst, 't')
	if strings.ContainsAny(text, "\n\r\t") || strings.TrimSpace(text) != text || strings.Contains(text, "  ") {
		dst = append(dst, ` xml:space="preserve"`...)
	}
	dst = append(dst, '>')
	dst = appendXML(dst, text)
	dst = append(dst, "</"...)
	dst = append(dst, prefix...)
	return append(dst, "t>"...)
}
