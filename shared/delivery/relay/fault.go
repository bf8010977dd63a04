package relay

import (
	"errors"
	"fmt"

	"shelfmates/shared/delivery"
)

// What keeps mails from leaving, or has kept one, for people to read.
const (
	ServerAway    delivery.Reason = "mail server away" // it cannot be reached
	TLSFailed     delivery.Reason = "TLS failed"
	NoTLS         delivery.Reason = "no TLS"           // the server does not offer it
	NoMailServer  delivery.Reason = "no mail server"   // something else answers
	NotWelcome    delivery.Reason = "not welcome"      // the server does not want to speak with us
	NoSignIn      delivery.Reason = "no sign-in"       // none that we know is offered
	BadPassword   delivery.Reason = "bad password"     // or a bad user
	BadSender     delivery.Reason = "bad sender"       // it takes no mail from our address
	ServerBusy    delivery.Reason = "mail server busy" // it takes no mail from us at the moment
	NoSuchAddress delivery.Reason = "no such address"  // of a reader
)

// A step is a part of the dialogue with a server.
type step string

const (
	dialling  step = "connect"
	handshake step = "TLS"
	greeting  step = "greeting"
	hello     step = "EHLO"
	startTLS  step = "STARTTLS"
	auth      step = "AUTH"
	reset     step = "RSET"
	mailFrom  step = "MAIL FROM"
	rcptTo    step = "RCPT TO"
	data      step = "DATA"
	body      step = "message"
	finalDot  step = "final dot"
)

// A ReplyError is a server's no. It leaves out the server's own words, for they
// repeat mail addresses.
type ReplyError struct {
	Step   string // "RCPT TO", "final dot"
	Code   int    // 550
	Status string // enhanced status code of RFC 3463, "5.1.1"; empty where there is none
}

func (e *ReplyError) Error() string {
	if e.Status == "" {
		return fmt.Sprintf("%s: the server answers %d", e.Step, e.Code)
	}
	return fmt.Sprintf("%s: the server answers %d %s", e.Step, e.Code, e.Status)
}

// NoSuchAddress reports whether the server says for good that there is no such
// address as the reader's: 5.1.x in its reply to RCPT. 5.1.7 and 5.1.8 are
// about the sender's (RFC 3463 section 3.2).
func (e *ReplyError) NoSuchAddress() bool {
	return e.Step == string(rcptTo) && len(e.Status) > 4 && e.Status[:4] == "5.1." && e.Status != "5.1.7" && e.Status != "5.1.8"
}

// errMalformed says that what came is no reply of a mail server.
var errMalformed = errors.New("the answer is none of a mail server")

// cutOff is the error of a step to which no reply was read.
func cutOff(at step, err error) error {
	reason, kind := delivery.TryLater, delivery.ErrLater
	switch at {
	case finalDot: // the server may have taken the message
		return fmt.Errorf("%s: %w", at, err)
	case dialling:
		reason = ServerAway
	case handshake:
		reason = TLSFailed
	case greeting:
		reason = ServerAway
		if errors.Is(err, errMalformed) {
			reason, kind = NoMailServer, delivery.ErrAboutUs
		}
	}
	return &delivery.Fault{Reason: reason, Kind: kind, Err: fmt.Errorf("%s: %w", at, err)}
}

// unwelcome is the error of a reply that does not let the dialogue go on; ok is
// the class of those that do: 2 or 3.
func unwelcome(at step, r reply, ok int) error {
	class := r.code / 100
	said := &ReplyError{Step: string(at), Code: r.code, Status: r.status}
	fault := func(reason delivery.Reason, kind error) error {
		return &delivery.Fault{Reason: reason, Kind: kind, Err: said}
	}
	no := class == 4 || class == 5
	switch {
	case class == ok:
		return nil
	case at == finalDot && !no:
		return said // neither yes nor no: nobody knows
	case r.code == 421 || !no: // it is about to hang up, or has lost its way
		return fault(delivery.TryLater, delivery.ErrLater)
	case at == rcptTo && class == 5 && said.NoSuchAddress():
		return fault(NoSuchAddress, delivery.ErrRefused)
	case (at == rcptTo || at == finalDot) && class == 5:
		return fault(delivery.WasRefused, delivery.ErrRefused)
	case at == rcptTo || at == finalDot || at == data || at == reset:
		return fault(delivery.TryLater, delivery.ErrLater)
	case class == 4:
		return fault(ServerBusy, delivery.ErrAboutUs)
	case at == auth:
		return fault(BadPassword, delivery.ErrAboutUs)
	case at == mailFrom:
		return fault(BadSender, delivery.ErrAboutUs)
	}
	return fault(NotWelcome, delivery.ErrAboutUs)
}
