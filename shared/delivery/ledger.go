package delivery

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/store"
)

// ErrTaken says that a mail is no longer as it was read: another worker has
// it, or somebody stopped it.
var ErrTaken = errors.New("mail was changed meanwhile")

// A Ledger keeps a school's mails in the store.
//
// Its methods may be called by any number of workers and machines at once: each
// change is one conditional write on the mail as it was read.
type Ledger struct {
	store store.Store
	rand  io.Reader
}

// NewLedger returns the ledger in s. Random is where claims and peppers come
// from.
func NewLedger(s store.Store, random io.Reader) *Ledger { return &Ledger{store: s, rand: random} }

// Entries returns every mail of the school, in the order in which they fall
// due, then by key.
func (l *Ledger) Entries(ctx context.Context, school string) ([]Entry, error) {
	var all []Entry
	for item, err := range l.store.List(ctx, school, store.MailPrefix) {
		if err != nil {
			return nil, fmt.Errorf("list mails: %w", err)
		}
		all = append(all, readEntry(item))
	}
	inOrder(all)
	return all, nil
}

// Waiting returns the mails that may still leave, in the order of Entries. Where
// there are none it is one call of the store, however long the ledger is: each
// waiting mail has a mark of its own, made and taken away in the same write as
// its state.
func (l *Ledger) Waiting(ctx context.Context, school string) ([]Entry, error) {
	var keys []string
	for mark, err := range l.store.List(ctx, school, store.WaitingPrefix) {
		if err != nil {
			return nil, fmt.Errorf("list waiting mails: %w", err)
		}
		keys = append(keys, store.MailPrefix+strings.TrimPrefix(mark.Key, store.WaitingPrefix))
	}
	var waiting []Entry
	for some := range slices.Chunk(keys, mostKeys) {
		items, err := l.store.Get(ctx, school, some...)
		if err != nil {
			return nil, fmt.Errorf("read waiting mails: %w", err)
		}
		for _, item := range items {
			if e := readEntry(item); e.State.Waiting() { // it may have left since the list
				waiting = append(waiting, e)
			}
		}
	}
	inOrder(waiting)
	return waiting, nil
}

// mostKeys is how many items one call of the store returns.
const mostKeys = 100

// mark returns the actions that keep the mark of a waiting mail true when it
// comes from one state to another; none where both wait, or neither.
func mark(key string, from, to State) []store.Action {
	switch {
	case !from.Waiting() && to.Waiting():
		return []store.Action{{Op: store.Put, Key: store.WaitingPrefix + key}}
	case from.Waiting() && !to.Waiting():
		return []store.Action{{Op: store.Delete, Key: store.WaitingPrefix + key}}
	}
	return nil
}

// inOrder sorts mails by when they fall due, then by key.
func inOrder(entries []Entry) {
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Key, b.Key))
	})
}

// Tidy writes down what time alone has changed (see Entry.StateAt) and returns
// the entries as they stand then. One that somebody else changes at the same
// moment is left as it was read.
func (l *Ledger) Tidy(ctx context.Context, school string, entries []Entry, now time.Time) ([]Entry, error) {
	tidy := slices.Clone(entries)
	for i, e := range tidy {
		state := e.StateAt(now)
		if state == e.State {
			continue
		}
		next := e
		next.State, next.Settled = state, now
		if state == Unknown {
			next.Reason = LostWorker
		}
		next, err := l.change(ctx, school, e, next)
		switch {
		case err == nil:
			tidy[i] = next
		case !errors.Is(err, ErrTaken):
			return nil, fmt.Errorf("tidy mail %s: %w", e.Key, err)
		}
	}
	return tidy, nil
}

// Claim takes a planned mail in hand, with what is about to be sent: after it,
// no other worker sends it, and no other content goes out under its key. It
// returns ErrTaken when the mail is no longer as in e.
func (l *Ledger) Claim(ctx context.Context, school string, e Entry, m Message, now time.Time) (Entry, error) {
	if e.State != Planned {
		return e, fmt.Errorf("claim mail %s in state %s: %w", e.Key, e.State, ErrTaken)
	}
	claim := make([]byte, 12)
	if _, err := io.ReadFull(l.rand, claim); err != nil {
		return e, fmt.Errorf("claim mail %s: %w", e.Key, err)
	}
	next := e
	next.State, next.Claimed, next.claim = Claimed, now, hex.EncodeToString(claim)
	next.Content, next.Subject, next.Reason = contentOf(m), m.Subject, ""
	next, err := l.change(ctx, school, e, next)
	if err != nil {
		return e, fmt.Errorf("claim mail %s: %w", e.Key, err)
	}
	return next, nil
}

// An Outcome is what came of a mail.
type Outcome struct {
	State   State
	Reason  Reason
	Receipt string
}

// Settle writes down what came of a claimed mail, or that a planned one will
// not leave. Planned as the outcome of a claim puts it back, to be tried again
// after 5, 15, then every 60 minutes.
//
// A claim that was taken for lost meanwhile is settled all the same: its worker
// knows what came of it. ErrTaken says that there was nothing to settle.
func (l *Ledger) Settle(ctx context.Context, school string, e Entry, o Outcome, now time.Time) (Entry, error) {
	next := e
	next.State, next.Reason, next.Receipt, next.Settled = o.State, o.Reason, o.Receipt, now
	if o.State == Planned {
		next.Settled, next.Content, next.Subject = time.Time{}, "", ""
		next.NextTry, next.Tries = now.Add(pause(e.Tries)), e.Tries+1
	}
	settled, err := l.give(ctx, school, e, next)
	if err != nil {
		return e, fmt.Errorf("settle mail %s: %w", e.Key, err)
	}
	return settled, nil
}

// Release puts a claimed mail back as it was planned, because the run stops
// before anything of it left. It does not count as a try. A claim that was taken
// for lost meanwhile is put back all the same, as with Settle.
func (l *Ledger) Release(ctx context.Context, school string, e Entry, reason Reason) (Entry, error) {
	next := e
	next.State, next.Claimed, next.Content, next.Subject, next.Reason = Planned, time.Time{}, "", "", reason
	released, err := l.give(ctx, school, e, next)
	if err != nil {
		return e, fmt.Errorf("release mail %s: %w", e.Key, err)
	}
	return released, nil
}

// give gives a mail out of a worker's hand as next, also when the worker was
// taken for dead meanwhile and the mail for UNKNOWN.
func (l *Ledger) give(ctx context.Context, school string, e, next Entry) (Entry, error) {
	given, err := l.change(ctx, school, e, next)
	if lost := (*lostError)(nil); errors.As(err, &lost) && lost.now.State == Unknown && lost.now.claim == e.claim && e.State == Claimed {
		given, err = l.change(ctx, school, lost.now, next)
	}
	return given, err
}

// pause is how long to wait after so many tries that came to nothing.
func pause(tries int) time.Duration {
	switch tries {
	case 0:
		return 5 * time.Minute
	case 1:
		return 15 * time.Minute
	}
	return time.Hour
}

// A lostError is ErrTaken with the mail as it stands now.
type lostError struct{ now Entry }

func (e *lostError) Error() string        { return ErrTaken.Error() }
func (e *lostError) Is(target error) bool { return target == ErrTaken }

// change replaces a mail that is still as in old. A reply that was lost is
// asked for once more: the write carries a number that only it can have
// written.
func (l *Ledger) change(ctx context.Context, school string, old, next Entry) (Entry, error) {
	next.rev = old.rev + 1
	write := func() error {
		return l.store.Write(ctx, school, append([]store.Action{{
			Op: store.Put, Key: store.MailPrefix + old.Key, Attrs: next.attrs(),
			If: []store.Condition{store.Is(attrState, string(old.State)), store.Is(attrRev, old.rev)},
		}}, mark(old.Key, old.State, next.State)...))
	}
	err := write()
	if errors.Is(err, store.ErrUnavailable) && ctx.Err() == nil {
		err = write()
	}
	conflict := (*store.ConflictError)(nil)
	if !errors.As(err, &conflict) {
		return next, err
	}
	if conflict.Old == nil {
		return old, &lostError{}
	}
	now := readEntry(*conflict.Old)
	if now.rev == next.rev && now.claim == next.claim && now.State == next.State {
		return now, nil // ours: the first reply was lost
	}
	return old, &lostError{now}
}
