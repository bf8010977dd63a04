package delivery

import (
	"context"
	"errors"
	"log/slog"
	"net/mail"
)

// What a Transport's error says about the mail. An error that is none of these
// says that nobody knows: the mail may have left.
var (
	// ErrRefused: the answer was no, about this reader or this message. It did
	// not leave, and would be refused again.
	ErrRefused = errors.New("mail was refused")
	// ErrLater: it did not leave; later it may.
	ErrLater = errors.New("mail cannot leave now")
	// ErrAboutUs: it did not leave, and nothing else will before somebody
	// mends the settings: a wrong password, a paused account, a full disk.
	ErrAboutUs = errors.New("mail is not set up to leave")
)

// A Transport hands mails over to whatever carries them.
//
// Send hands over one message, byte for byte, in one attempt: it never repeats
// a request by itself. It returns nil once the message is taken for good, with
// the carrier's own name for it where there is one. It returns an error that is
// ErrRefused, ErrLater or ErrAboutUs only when it is certain that the message
// did not leave; any other error leaves that open. An ended context before the
// message began to leave is ErrLater.
//
// Check reports, without sending anything, whether mails can leave: nil, or an
// error that is ErrAboutUs or ErrLater. A run asks it before its first claim.
//
// Medium says what carries the mails, the same at every call.
//
// All methods may be called by several goroutines at once.
type Transport interface {
	Send(ctx context.Context, m Message) (receipt string, err error)
	Check(ctx context.Context) error
	Medium() Medium
}

// A Medium is what carries mails.
type Medium struct {
	Name string // "outbox", "smtp", "ses"
	// Files says that mails become files on this machine and reach nobody by
	// themselves. They need no mode and no brake.
	Files bool
}

// A Message is a mail, composed and ready to leave.
type Message struct {
	Key     string // in the ledger
	Name    string // of its files, without an ending; stable for one mail
	From    mail.Address
	To      mail.Address
	Subject string
	Raw     []byte // the whole message of RFC 5322, lines ended by CRLF
	HTML    string // its HTML part as composed, for reading
}

// LogValue gives the key alone: no address and no text reaches a log.
func (m Message) LogValue() slog.Value { return slog.StringValue(m.Key) }
