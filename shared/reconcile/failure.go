package reconcile

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// Failures that STATE remembers: asking again at once would not help.
const (
	forbidden = "forbidden"
	gone      = "gone"
	busy      = "busy"
	copied    = "copied"
)

// ErrCopied: the spreadsheet is not the one whose records the store has, but a
// copy of it or another one.
var ErrCopied = errors.New("this is another spreadsheet than the one that was read before")

// A LaterError says that the spreadsheet was left alone: an earlier read failed
// for a reason that needs time or a person.
type LaterError struct {
	Failure string
	Until   time.Time
}

func (e *LaterError) Error() string {
	return fmt.Sprintf("the spreadsheet is left alone until %s: %s", e.Until.Format(time.RFC3339), e.Failure)
}

// failure names a known failure, "" for all others.
func failure(err error) string {
	switch {
	case errors.Is(err, ErrCopied):
		return copied
	case errors.Is(err, sheet.ErrForbidden):
		return forbidden
	case errors.Is(err, sheet.ErrGone):
		return gone
	case errors.Is(err, sheet.ErrBusy):
		return busy
	}
	return ""
}

// How long a spreadsheet is left alone after a known failure: the first time,
// and at most.
const (
	firstRest = 15 * time.Minute
	mostRest  = 6 * time.Hour
)

// rest returns how long a spreadsheet is left alone after so many failures in a
// row.
func rest(failures int64) time.Duration {
	d := firstRest
	for ; failures > 1 && d < mostRest; failures-- {
		d *= 2
	}
	return min(d, mostRest)
}

// early reports whether the spreadsheet is to be left alone for now.
func (r *run) early(h head) error {
	if !r.Heed || !r.Now().Before(h.state.NextAttempt) {
		return nil
	}
	return &LaterError{Failure: h.state.Failure, Until: h.state.NextAttempt}
}

// rememberFailure records a known failure and when to try again. It is a hint
// that nothing hangs on: it is left out while another run is at work, and where
// nothing was ever committed.
func (r *run) rememberFailure(ctx context.Context, h head, failed string) error {
	if failed == "" || h.open() || !h.whole() || h.state.Committed == 0 {
		return nil
	}
	state := h.state
	state.Failure, state.Failures = failed, state.Failures+1
	state.NextAttempt = r.Now().Add(rest(state.Failures))
	item, err := state.Item()
	if err != nil {
		return err
	}
	err = r.Store.Write(ctx, r.School, []store.Action{
		{Op: store.Check, Key: store.LeaseKey, If: []store.Condition{store.Is(store.LeaseEpoch, h.lease.Epoch)}},
		{Op: store.Put, Key: item.Key, Attrs: item.Attrs},
	})
	if err != nil && !errors.Is(err, store.ErrConflict) {
		return fmt.Errorf("remember that the spreadsheet could not be read: %w", err)
	}
	return nil
}

// mostRefusal is how many characters of what to do about a refused write-back
// STATE has room for.
const mostRefusal = 300

// rememberRefusal records that the write-back was refused, for a reason that
// only shows when it is tried, and when to try again though nothing changed.
func (r *run) rememberRefusal(ctx context.Context, d *draft, advice string) error {
	d.state.Refusals = d.head.state.Refusals + 1
	d.state.Refusal = firstRunes(advice, mostRefusal)
	d.state.WriteAfter = r.Now().Add(rest(d.state.Refusals))
	item, err := d.state.Item()
	if err != nil {
		return err
	}
	err = r.write(ctx, []store.Action{
		{Op: store.Check, Key: store.LeaseKey, If: r.mine()},
		{Op: store.Put, Key: item.Key, Attrs: item.Attrs},
	})
	if err != nil {
		return fmt.Errorf("remember that the write-back was refused: %w", err)
	}
	return nil
}

// writingWaits says why writing must wait and what to do about it, "" when it
// need not.
func writingWaits(h head, snapshot sheet.Snapshot) string {
	if snapshot.Held == "" && snapshot.Began.Before(h.state.WriteAfter) {
		return h.state.Refusal
	}
	return snapshot.Held
}
