package delivery

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/url"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"shelfmates/shared/letter"
	"shelfmates/shared/schedule"
)

// A Draft is a letter with all that makes it a mail.
type Draft struct {
	Identity
	Due     time.Time // its Date, in the school's zone
	From    netmail.Address
	To      netmail.Address
	ReplyTo string // an address, or empty
	Letter  letter.Letter
	// StopTo is the address to which a reader writes to stop these mails; empty
	// for mails that cannot be stopped.
	StopTo string
}

// ErrUnsendable says that a draft cannot become a mail: the reader's address is
// none, or a line is longer than any server takes.
var ErrUnsendable = errors.New("mail cannot be composed")

// maxLine is the longest line of a mail without its CRLF (RFC 5322, 2.1.1).
const maxLine = 998

// Compose makes the message of d: one multipart/alternative of text and HTML.
// Equal drafts give equal bytes, for everything that a composer would draw by
// lot or from its clock is derived from the identity and the due instant.
// Control characters and those that turn the direction of writing do not get
// in. The error is ErrAboutUs where an address of ours is not one plain address,
// for then no mail can leave; ErrUnsendable where it is about this one.
func Compose(d Draft, key string) (Message, error) {
	from := netmail.Address{Name: clean(d.From.Name, false), Address: d.From.Address}
	to := netmail.Address{Name: clean(d.To.Name, false), Address: d.To.Address}
	switch {
	case d.ReplyTo != "" && !PlainAddress(d.ReplyTo):
		return Message{}, fmt.Errorf("compose %s: %w", d.Identity, &Fault{Reason: BadReplyTo, Kind: ErrAboutUs})
	case !PlainAddress(from.Address):
		return Message{}, fmt.Errorf("compose %s: %w", d.Identity, &Fault{Reason: BadFrom, Kind: ErrAboutUs})
	case !PlainAddress(to.Address):
		return Message{}, fmt.Errorf("compose %s: the reader's is not one plain address: %w", d.Identity, ErrUnsendable)
	}
	tag, subject := d.Tag(d.Due), clean(d.Letter.Subject, false)
	text, html := clean(d.Letter.Text, true), clean(d.Letter.HTML, true)

	m := mail.NewMsg(mail.WithNoDefaultUserAgent(), mail.WithEncoding(mail.EncodingQP), mail.WithBoundary(boundary(tag, text, html)))
	m.FromMailAddress(&from)
	m.ToMailAddress(&to)
	if d.ReplyTo != "" {
		m.ReplyToMailAddress(&netmail.Address{Address: d.ReplyTo})
	}
	m.Subject(subject)
	m.SetDateWithValue(d.Due)
	m.SetMessageIDWithValue(tag + from.Address[strings.LastIndexByte(from.Address, '@'):])
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	if PlainAddress(d.StopTo) {
		stop := url.URL{Scheme: "mailto", Opaque: url.PathEscape(d.StopTo), RawQuery: "subject=unsubscribe"}
		m.SetGenHeader(mail.HeaderListUnsubscribe, "<"+stop.String()+">")
	}
	m.SetBodyString(mail.TypeTextPlain, text)
	m.AddAlternativeString(mail.TypeTextHTML, html)

	var raw bytes.Buffer
	if _, err := m.WriteTo(&raw); err != nil {
		return Message{}, fmt.Errorf("compose %s: %w", d.Identity, err)
	}
	for line := range bytes.Lines(raw.Bytes()) {
		if len(bytes.TrimRight(line, "\r\n")) > maxLine {
			return Message{}, fmt.Errorf("compose %s: a line is longer than %d octets: %w", d.Identity, maxLine, ErrUnsendable)
		}
	}
	return Message{
		Key: key, Name: FileName(d.Identity, d.Due), From: from, To: to, Subject: subject, Raw: raw.Bytes(), HTML: html,
	}, nil
}

// boundary derives what parts the parts from the mail's tag and from the parts
// themselves: no part can hold it, for it would change with the attempt. (The
// composer writes it without quotes, so it is made of letters and digits.)
func boundary(tag, text, html string) string {
	sum := sha256.Sum256([]byte(tag + "\x00" + text + "\x00" + html))
	return hex.EncodeToString(sum[:16])
}

// FileName returns the name of a mail's files: "2026-11-23-weekly-digest-3f9a1c20".
// The day is the one that due has in its own zone.
func FileName(id Identity, due time.Time) string {
	return due.Format(time.DateOnly) + "-" + string(id.Kind) + "-" + id.Tag(due)[:8]
}

// KindIn returns the kind of mail that a FileName says; "" where a name is none.
func KindIn(name string) schedule.Kind {
	const day, tag = len(time.DateOnly) + 1, 1 + 8
	if len(name) <= day+tag {
		return ""
	}
	if _, err := time.Parse(time.DateOnly+"-", name[:day]); err != nil || name[len(name)-tag] != '-' {
		return ""
	}
	return schedule.Kind(name[day : len(name)-tag])
}

// contentOf is the print of a message that the ledger keeps.
func contentOf(m Message) string {
	sum := sha256.Sum256(m.Raw)
	return hex.EncodeToString(sum[:16])
}

// clean drops what must not leave: control characters (line ends stay where
// there are lines) and the marks that turn the direction of writing, U+061C,
// 200E–F, 202A–E and 2066–9. Other white space in a single line becomes a space.
func clean(text string, lines bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0:
			return -1
		case r == 0x061c, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}
