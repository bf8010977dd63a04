package sheet

import (
	"math"
	"strings"
)

// text reads a cell of Text, LongText, Name, Phone, Ref or Refs.
func (in *reader) text(col *Column, at int, c Cell) Value {
	limit := maxShort
	var s string
	switch {
	case c.Kind != TextCell:
		s = in.untyped(col, at, c)
	case col.Type == LongText || col.Type == Refs:
		s, limit = cleanText(c.Text), maxLong
	default:
		s = cleanLine(c.Text)
	}
	if s == "" {
		return Value{}
	}
	for _, word := range col.Words {
		if strings.EqualFold(s, word) {
			s = word
		}
	}
	return Value{State: Good, Text: in.within(col, at, c, s, limit)}
}

// within cuts a text to the limit and says so.
func (in *reader) within(col *Column, at int, c Cell, s string, limit int) string {
	s, was := cut(s, limit)
	if was {
		in.say(TextTooLong, Note, col, at, c, "", itoa(limit))
	}
	return s
}

// untyped is the text of a cell that is none: the digits of a number, as they
// were typed but for zeros before them.
func (in *reader) untyped(col *Column, at int, c Cell) string {
	s := Show(c)
	if c.Kind != NumberCell {
		return s
	}
	switch {
	case c.Format == DateFormat:
		in.say(DateInText, Note, col, at, c, "")
	case c.Format == PlainFormat && losesZeros(col, c.Number, s):
		in.say(NumberAsText, Note, col, at, c, "")
	}
	return s
}

// losesZeros reports whether a number in a text column is likely to have been
// typed with zeros before it: a phone number shorter than a whole one, or a
// code of four digits or more, years apart.
func losesZeros(col *Column, n float64, s string) bool {
	if n != math.Trunc(n) || n < 0 {
		return false
	}
	if col.Type == Phone {
		return len(s) < 10
	}
	return len(s) >= 4 && !(n >= 1900 && n < 2100)
}

// email reads a cell that holds one plain address.
func (in *reader) email(col *Column, at int, c Cell) Value {
	if c.Kind != TextCell {
		return in.bad(EmailUnread, col, at, c, "")
	}
	s := cleanLine(c.Text)
	if plainAddress(s) {
		return Value{State: Good, Text: s}
	}
	var found []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,;<>()[]\"'\u00a0", r) || r < ' ' }) {
		part = strings.Trim(strings.TrimPrefix(part, "mailto:"), ".:")
		if plainAddress(part) {
			found = append(found, part)
		}
	}
	switch len(found) {
	case 0:
		return in.bad(EmailUnread, col, at, c, "")
	case 1:
		return in.bad(EmailUnread, col, at, c, found[0])
	}
	return in.bad(EmailSeveral, col, at, c, found[0])
}

// plainAddress reports whether s is one address and nothing else: ASCII, one @,
// a domain of two labels or more. Quoted and commented forms are nobody's.
func plainAddress(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || len(local) > 64 || len(s) > 254 || strings.Contains(local, "..") ||
		local[0] == '.' || local[len(local)-1] == '.' || !strings.Contains(domain, ".") {
		return false
	}
	for i := 0; i < len(local); i++ {
		if c := local[i]; !alphanumeric(c) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~.", rune(c)) {
			return false
		}
	}
	for _, label := range strings.Split(domain, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := 0; i < len(label); i++ {
			if c := label[i]; !alphanumeric(c) && c != '-' {
				return false
			}
		}
	}
	return true
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
