package workbook

import (
	"bytes"
	"fmt"
	"io"
)

// maxToken bounds one tag or one run of text, in bytes: the longest cell that
// is taken, with every character written as a numeric entity, and room to spare.
const maxToken = 4 << 20

// maxDepth bounds how deep elements nest; spreadsheets stay below twenty.
const maxDepth = 256

type tokenKind uint8

const (
	startTag tokenKind = iota + 1
	endTag
	textRun
)

// An attr is one attribute as it stands in the tag: the value not yet decoded.
type attr struct{ name, value []byte }

// A scanner splits XML into tags and text, in one pass and without building
// anything. It is strict: what it accepts is well-formed, apart from doubled
// attributes. A document type is refused, and so is any encoding but UTF-8.
//
// Slices that it hands out are good until the next call of next.
type scanner struct {
	kind  tokenKind
	name  []byte // of a tag, with its prefix
	attrs []attr // of a start tag
	empty bool   // a start tag that ends itself: no end tag follows
	raw   []byte // of a text
	cdata bool   // the text stands in a CDATA section: nothing in it is escaped
	from  int    // where the token begins in the part, in bytes
	to    int    // where it ends
	err   error

	r      io.Reader // nil when buf holds the whole part
	buf    []byte
	pos    int // of the next token in buf
	off    int // of buf[0] in the part
	path   []byte
	depths []int // for each open element, where its name begins in path
	rooted bool
}

// newScanner returns a scanner of a part that is read as it goes.
func newScanner(r io.Reader) *scanner {
	return &scanner{r: r, buf: make([]byte, 0, 64<<10)}
}

// scanBytes returns a scanner of a part in memory.
func scanBytes(part []byte) *scanner { return &scanner{buf: part} }

// depth returns how many elements are open.
func (s *scanner) depth() int { return len(s.depths) }

// next moves to the next token and reports whether there is one. At the end,
// and after a fault, it returns false; err tells which.
func (s *scanner) next() bool {
	if s.err != nil {
		return false
	}
	s.empty = false
	for {
		if s.pos == len(s.buf) && !s.fill() {
			return s.finish()
		}
		if s.off == 0 && s.pos == 0 && !s.begin() {
			return false
		}
		if s.pos == len(s.buf) {
			continue
		}
		if s.buf[s.pos] != '<' {
			if s.text() {
				return true
			}
		} else if s.tag() {
			return true
		}
		if s.err != nil {
			return false
		}
	}
}

// begin skips a byte order mark and refuses UTF-16.
func (s *scanner) begin() bool {
	for len(s.buf) < 3 && s.fill() {
	}
	switch {
	case bytes.HasPrefix(s.buf, []byte("\xef\xbb\xbf")):
		s.pos = 3
	case bytes.HasPrefix(s.buf, []byte("\xfe\xff")), bytes.HasPrefix(s.buf, []byte("\xff\xfe")):
		return s.fail("is not in UTF-8")
	}
	return s.err == nil
}

// finish judges the end of the part.
func (s *scanner) finish() bool {
	if s.err == nil && (len(s.depths) > 0 || !s.rooted) {
		s.fail("ends too early")
	}
	return false
}

func (s *scanner) fail(what string) bool {
	if s.err == nil {
		s.err = fmt.Errorf("%w: it %s, near byte %d", errMalformed, what, s.off+s.pos)
	}
	return false
}

// fill reads more, dropping what lies before pos. It returns false at the end
// of the part and on a fault.
func (s *scanner) fill() bool {
	if s.r == nil || s.err != nil {
		return false
	}
	if s.pos > 0 {
		n := copy(s.buf, s.buf[s.pos:])
		s.buf = s.buf[:n]
		s.off += s.pos
		s.pos = 0
	}
	if len(s.buf) == cap(s.buf) {
		if len(s.buf) >= maxToken {
			return s.fail("holds too long a text")
		}
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
	for {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		switch {
		case err == io.EOF:
			s.r = nil
			return n > 0
		case err != nil:
			s.err = err
			return false
		case n > 0:
			return true
		}
	}
}

// text takes the text up to the next tag; it returns false for the white space
// around the root element. White space of any length passes, piece by piece:
// some programs pad with it.
func (s *scanner) text() bool {
	n := bytes.IndexByte(s.buf[s.pos:], '<')
	for n < 0 {
		had := len(s.buf) - s.pos
		if had >= maxToken && s.r != nil {
			if len(bytes.TrimLeft(s.buf[s.pos:], " \t\r\n")) == 0 {
				n = had
				break
			}
			s.err = &longError{}
			return false
		}
		if !s.fill() {
			n = len(s.buf) - s.pos
			break
		}
		if n = bytes.IndexByte(s.buf[s.pos+had:], '<'); n >= 0 {
			n += had
		}
	}
	if s.err != nil {
		return false
	}
	return s.give(n, s.buf[s.pos:s.pos+n], false)
}

// give hands out the text raw, which with its markup is n bytes long.
func (s *scanner) give(n int, raw []byte, cdata bool) bool {
	s.raw, s.cdata, s.kind = raw, cdata, textRun
	s.from, s.to = s.off+s.pos, s.off+s.pos+n
	if len(s.depths) > 0 {
		s.pos += n
		return true
	}
	if cdata || len(bytes.TrimLeft(raw, " \t\r\n")) > 0 {
		return s.fail("holds text outside its root element")
	}
	s.pos += n
	return false
}

// tag takes the markup at pos. It returns false for what means nothing, a
// comment or an instruction, and on a fault.
func (s *scanner) tag() bool {
	for {
		b := s.buf[s.pos:]
		n, found := more, false
		switch {
		case len(b) < 2:
		case b[1] == '?':
			n = s.instruction(b)
		case b[1] == '!':
			n, found = s.declaration(b)
			if found { // a CDATA section
				return s.give(n, b[len("<![CDATA["):n-len("]]>")], true)
			}
		case b[1] == '/':
			n, found = s.close(b)
		default:
			n, found = s.open(b)
		}
		switch {
		case s.err != nil:
			return false
		case n != more:
			s.from, s.to = s.off+s.pos, s.off+s.pos+n
			s.pos += n
			return found
		case !s.fill():
			return s.fail("ends inside a tag")
		}
	}
}

// more says that the markup is not whole in the window yet.
const more = 0

func (s *scanner) instruction(b []byte) int {
	end := bytes.Index(b, []byte("?>"))
	if end < 0 {
		return more
	}
	if bytes.HasPrefix(b, []byte("<?xml ")) {
		if s.rooted || len(s.depths) > 0 {
			s.fail("has a second declaration")
		}
		if encoding := declared(b[:end]); encoding != "" && encoding != "utf-8" && encoding != "us-ascii" {
			s.fail("is not in UTF-8")
		}
	}
	return end + len("?>")
}

// declared returns the encoding of an XML declaration in lower case, "" when
// it names none.
func declared(declaration []byte) string {
	_, after, found := bytes.Cut(declaration, []byte("encoding"))
	if !found {
		return ""
	}
	after = bytes.TrimLeft(after, " \t\r\n=")
	if len(after) < 2 {
		return "?"
	}
	value, _, _ := bytes.Cut(after[1:], after[:1])
	return string(bytes.ToLower(value))
}

// declaration takes what begins with "<!": a comment, a CDATA section (found),
// or what is refused.
func (s *scanner) declaration(b []byte) (n int, cdata bool) {
	const comment, section = "<!--", "<![CDATA["
	switch {
	case bytes.HasPrefix(b, []byte(comment)):
		if end := bytes.Index(b[len(comment):], []byte("-->")); end >= 0 {
			return len(comment) + end + len("-->"), false
		}
	case bytes.HasPrefix(b, []byte(section)):
		if end := bytes.Index(b, []byte("]]>")); end >= 0 {
			return end + len("]]>"), true
		}
	case len(b) >= len(section):
		s.fail("holds a document type")
	}
	return more, false
}

func (s *scanner) close(b []byte) (int, bool) {
	end := bytes.IndexByte(b, '>')
	if end < 0 {
		return more, false
	}
	name := bytes.TrimRight(b[2:end], " \t\r\n")
	top := len(s.depths) - 1
	if top < 0 || !bytes.Equal(name, s.path[s.depths[top]:]) {
		return more, s.fail("closes an element that is not open")
	}
	s.path = s.path[:s.depths[top]]
	s.depths = s.depths[:top]
	s.kind, s.name = endTag, name
	return end + 1, true
}

func (s *scanner) open(b []byte) (int, bool) {
	n := nameEnd(b, 1)
	if n == len(b) {
		return more, false
	}
	if n == 1 {
		return more, s.fail("holds a tag without a name")
	}
	s.name, s.attrs = b[1:n], s.attrs[:0]
	for {
		space := n
		for n < len(b) && isSpace(b[n]) {
			n++
		}
		if n+1 >= len(b) {
			if n < len(b) && b[n] == '>' {
				return s.opened(n+1, false)
			}
			return more, false
		}
		switch {
		case b[n] == '>':
			return s.opened(n+1, false)
		case b[n] == '/' && b[n+1] == '>':
			return s.opened(n+2, true)
		case space == n:
			return more, s.fail("holds a malformed tag")
		}
		at := n
		n = nameEnd(b, n)
		name := b[at:n]
		for n < len(b) && isSpace(b[n]) {
			n++
		}
		if n == len(b) {
			return more, false
		}
		if len(name) == 0 || b[n] != '=' {
			return more, s.fail("holds a malformed attribute")
		}
		for n++; n < len(b) && isSpace(b[n]); n++ {
		}
		if n == len(b) {
			return more, false
		}
		quote := b[n]
		if quote != '"' && quote != '\'' {
			return more, s.fail("holds an attribute without quotes")
		}
		length := bytes.IndexByte(b[n+1:], quote)
		if length < 0 {
			return more, false
		}
		value := b[n+1 : n+1+length]
		if bytes.IndexByte(value, '<') >= 0 {
			return more, s.fail("holds a tag inside an attribute")
		}
		s.attrs = append(s.attrs, attr{name, value})
		n += length + 2
	}
}

// opened finishes a start tag of n bytes.
func (s *scanner) opened(n int, empty bool) (int, bool) {
	if len(s.depths) == 0 {
		if s.rooted {
			return more, s.fail("has two root elements")
		}
		s.rooted = true
	}
	s.kind, s.empty = startTag, empty
	if !empty {
		if len(s.depths) == maxDepth {
			return more, s.fail("nests too deep")
		}
		s.depths = append(s.depths, len(s.path))
		s.path = append(s.path, s.name...)
	}
	return n, true
}

// nameEnd returns where the name that begins at b[at] ends.
func nameEnd(b []byte, at int) int {
	for at < len(b) {
		switch c := b[at]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9',
			c == ':', c == '_', c == '-', c == '.', c >= 0x80:
			at++
		default:
			return at
		}
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// attr returns the value of the attribute of that exact name as it stands, nil
// when there is none.
func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if string(s.attrs[i].name) == name {
			return s.attrs[i].value
		}
	}
	return nil
}

// skip passes over what is inside the element whose start tag was just read.
func (s *scanner) skip() {
	if s.empty {
		return
	}
	for depth := len(s.depths); len(s.depths) >= depth && s.next(); {
	}
}
