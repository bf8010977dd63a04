package delivery

import (
	"errors"

	"shelfmates/shared/words"
)

// A Reason says why a mail stands where it does: who or what stopped it, how it
// was refused, why it waits. It is kept in the ledger; what went wrong in detail
// is in the log.
type Reason string

// The reasons.
const (
	LostWorker  Reason = "lost worker"  // whoever had the mail in hand never came back
	NotAReader  Reason = "not a reader" // Team no longer asks for it
	WasRefused  Reason = "refused"
	Unsendable  Reason = "unsendable" // see ErrUnsendable
	TryLater    Reason = "later"
	NoAnswer    Reason = "no answer"
	NotSetUp    Reason = "not set up" // see ErrAboutUs
	BadFrom     Reason = "bad from"
	BadReplyTo  Reason = "bad reply to"
	OutboxFixed Reason = "outbox fixed" // no files can be made in it
)

// Text is the reason in words.
func (r Reason) Text() string { return words.MailReason(string(r)) }

// A Fault is an error with a reason of its own. Kind is one of the errors that
// say what it means for the mail, such as ErrAboutUs.
type Fault struct {
	Reason Reason
	Kind   error
	Err    error // what happened, for the log; may be nil
}

func (f *Fault) Error() string {
	if f.Err == nil {
		return f.Kind.Error()
	}
	return f.Kind.Error() + ": " + f.Err.Error()
}

// Unwrap makes errors.Is hold for the kind and for what happened.
func (f *Fault) Unwrap() []error {
	if f.Err == nil {
		return []error{f.Kind}
	}
	return []error{f.Kind, f.Err}
}

// ReasonOf is the reason in an error of a Transport or of Compose.
func ReasonOf(err error) Reason {
	var f *Fault
	switch {
	case errors.As(err, &f):
		return f.Reason
	case errors.Is(err, ErrAboutUs):
		return NotSetUp
	case errors.Is(err, ErrUnsendable):
		return Unsendable
	case errors.Is(err, ErrRefused):
		return WasRefused
	case errors.Is(err, ErrLater):
		return TryLater
	}
	return NoAnswer
}
