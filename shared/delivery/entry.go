package delivery

import (
	"log/slog"
	"net/mail"
	"strings"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/store"
)

// A State is where a mail stands. Each is in exactly one.
type State string

// The states of a mail.
const (
	Planned    State = "PLANNED"
	Claimed    State = "CLAIMED" // a worker has it in hand
	Sent       State = "SENT"    // handed over
	Refused    State = "REFUSED" // the answer was no, about this reader or message
	Unknown    State = "UNKNOWN" // it may have left; never sent again by itself
	Stopped    State = "STOPPED" // by a person, or by what they changed
	Suppressed State = "SUPPRESSED"
	Expired    State = "EXPIRED"
)

// Waiting reports whether the mail may still leave.
func (s State) Waiting() bool { return s == Planned || s == Claimed }

// ClaimLasts is how long a claim is trusted: after it the worker is taken for
// dead, and what became of the mail for unknown.
const ClaimLasts = 5 * time.Minute

// An Entry is one mail in the ledger.
type Entry struct {
	Key     string // see Identity.Key
	Kind    schedule.Kind
	Thing   string
	Reader  string         // hash of the address
	To      mail.Address   // whom it goes to
	Record  partnership.ID // of the reader
	Name    string         // of its files: "2026-11-23-weekly-digest-3f9a1c20"
	State   State
	Due     time.Time
	Expires time.Time
	Before  schoolyear.Day // day of the one before of its kind: from there on it tells what is new; zero for the first
	Planned time.Time      // when it was planned
	Claimed time.Time      // when it was claimed last
	Settled time.Time      // when it came to the state it is in, the waiting ones apart
	Content string         // print of what was composed at the claim
	Subject string         // likewise
	Reason  Reason         // empty while there is none
	Receipt string         // the transport's own name for it
	Tries   int            // claims that came to nothing
	NextTry time.Time      // not before; zero = at once

	claim string // of the worker that had it last
	rev   int64  // rises with every change
}

// LogValue gives the key alone: no address reaches a log.
func (e Entry) LogValue() slog.Value { return slog.StringValue(e.Key) }

// StateAt is the state at now, as the next run will write it: a claim that is
// too old is UNKNOWN, and what has waited too long EXPIRED.
func (e Entry) StateAt(now time.Time) State {
	switch {
	case e.State == Claimed && now.Sub(e.Claimed) > ClaimLasts:
		return Unknown
	case e.State == Planned && !now.Before(e.Expires):
		return Expired
	}
	return e.State
}

// Attributes of a mail's item. Instants are in Unix milliseconds.
const (
	attrKind    = "kind"
	attrThing   = "thing"
	attrReader  = "reader"
	attrTo      = "to"
	attrToName  = "toName"
	attrRecord  = "record"
	attrName    = "name"
	attrState   = "state"
	attrDue     = "due"
	attrExpires = "expires"
	attrBefore  = "before"
	attrPlanned = "planned"
	attrClaimed = "claimed"
	attrSettled = "settled"
	attrContent = "content"
	attrSubject = "subject"
	attrReason  = "reason"
	attrReceipt = "receipt"
	attrTries   = "tries"
	attrNextTry = "next"
	attrClaim   = "claim"
	attrRev     = "rev"
)

// attrs returns the attributes of a mail's item; texts that are empty and
// instants that never were are left out.
func (e Entry) attrs() store.Attrs {
	a := store.Attrs{
		attrState: string(e.State), attrTries: int64(e.Tries), attrRev: e.rev,
		attrDue: e.Due.UnixMilli(), attrExpires: e.Expires.UnixMilli(), attrPlanned: e.Planned.UnixMilli(),
		attrBefore: int64(e.Before),
	}
	for name, text := range map[string]string{
		attrKind: string(e.Kind), attrThing: e.Thing, attrReader: e.Reader, attrTo: e.To.Address, attrToName: e.To.Name,
		attrRecord: string(e.Record), attrName: e.Name, attrContent: e.Content, attrSubject: e.Subject,
		attrReason: string(e.Reason), attrReceipt: e.Receipt, attrClaim: e.claim,
	} {
		if text != "" {
			a[name] = text
		}
	}
	for name, t := range map[string]time.Time{attrClaimed: e.Claimed, attrSettled: e.Settled, attrNextTry: e.NextTry} {
		if !t.IsZero() {
			a[name] = t.UnixMilli()
		}
	}
	return a
}

func readEntry(i store.Item) Entry {
	return Entry{
		Key:  strings.TrimPrefix(i.Key, store.MailPrefix),
		Kind: schedule.Kind(i.Text(attrKind)), Thing: i.Text(attrThing), Reader: i.Text(attrReader),
		To:     mail.Address{Name: i.Text(attrToName), Address: i.Text(attrTo)},
		Record: partnership.ID(i.Text(attrRecord)), Name: i.Text(attrName), State: State(i.Text(attrState)),
		Due: instant(i, attrDue), Expires: instant(i, attrExpires), Before: schoolyear.Day(i.Int(attrBefore)), Planned: instant(i, attrPlanned),
		Claimed: instant(i, attrClaimed), Settled: instant(i, attrSettled),
		Content: i.Text(attrContent), Subject: i.Text(attrSubject), Reason: Reason(i.Text(attrReason)),
		Receipt: i.Text(attrReceipt), Tries: int(i.Int(attrTries)), NextTry: instant(i, attrNextTry),
		claim: i.Text(attrClaim), rev: i.Int(attrRev),
	}
}

func instant(i store.Item, attr string) time.Time {
	if ms := i.Int(attr); ms != 0 {
		return time.UnixMilli(ms).UTC()
	}
	return time.Time{}
}
