package reconcile

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shelfmates/shared/store"
)

const (
	// leaseTime is how long a run may take before another takes over, by the
	// program's clock.
	leaseTime = 5 * time.Minute
	// leaseAhead is how far ahead of one's own clock an expiry is believed: a
	// clock that ran wrong must not lock a school for a year.
	leaseAhead = 10 * time.Minute
	// leaseWait is how long a second run waits, in wall-clock time.
	leaseWait = 10 * time.Second
)

// ErrHeld: another sync of the school is running.
var ErrHeld = errors.New("another sync is running")

// A HeldError says who holds the lease, and until when.
type HeldError struct {
	Holder string
	Until  time.Time // zero where nobody knows
}

func (e *HeldError) Error() string {
	if e.Until.IsZero() {
		return fmt.Sprintf("%v: held by %s", ErrHeld, e.Holder)
	}
	return fmt.Sprintf("%v: held by %s until %s", ErrHeld, e.Holder, e.Until.Format(time.RFC3339))
}

// Unwrap makes errors.Is(err, ErrHeld) hold.
func (e *HeldError) Unwrap() error { return ErrHeld }

// A Guard is a lock that ends with its process, where the store has one: then
// holding it is proof that no other run is alive, whatever LEASE says. It has
// the promise of TryLock of package sqlite.
type Guard interface {
	TryLock(ctx context.Context, school string) (release func(), heldBy string, err error)
}

// errMoved: the epoch moved since the head was read, so everything read since
// must be read again.
var errMoved = errors.New("the epoch moved")

// take takes the lease under the next epoch, if nobody else did since head was
// read.
func (r *run) take(ctx context.Context, head head) error {
	if r.heldBy(head.lease) {
		return &HeldError{Holder: head.lease.Holder, Until: head.lease.Until}
	}
	r.epoch = head.lease.Epoch + 1
	condition := store.Is(store.LeaseEpoch, head.lease.Epoch)
	if head.lease.Epoch == 0 {
		condition = store.Without(store.LeaseEpoch)
	}
	err := r.Store.Write(ctx, r.School, []store.Action{{
		Op: store.Update, Key: store.LeaseKey,
		Attrs: store.Attrs{
			store.LeaseEpoch: r.epoch, store.LeaseRun: r.id,
			store.LeaseHolder: r.Holder, store.LeaseUntil: r.Now().Add(leaseTime).UnixMilli(),
		},
		If: []store.Condition{condition},
	}})
	switch {
	case err == nil || r.ours(err):
		return nil
	case errors.Is(err, store.ErrConflict):
		return errMoved
	default:
		return fmt.Errorf("take the lease: %w", err)
	}
}

// await returns when the lease is free, or when leaseWait is over in all. The
// spreadsheet is not read meanwhile.
func (r *run) await(ctx context.Context, waited *time.Duration) error {
	for *waited < leaseWait {
		if err := pause(ctx, leasePoll); err != nil {
			return err
		}
		*waited += leasePoll
		h, err := readHead(ctx, r.Store, r.School)
		if err != nil || !r.heldBy(h.lease) {
			return err
		}
	}
	return nil
}

// heldBy reports whether another run holds the lease.
func (r *run) heldBy(l store.Lease) bool {
	now := r.Now()
	return !r.guarded && l.Run != "" && now.Before(l.Until) && l.Until.Sub(now) <= leaseAhead
}

// ours reports whether a conflict is the reply to our own write, whose first
// reply was lost.
func (r *run) ours(err error) bool {
	var conflict *store.ConflictError
	return errors.As(err, &conflict) && conflict.Key == store.LeaseKey && conflict.Old != nil &&
		conflict.Old.Text(store.LeaseRun) == r.id && conflict.Old.Int(store.LeaseEpoch) == r.epoch
}

// mine is the condition that every write of a run carries.
func (r *run) mine() []store.Condition {
	return []store.Condition{store.Is(store.LeaseEpoch, r.epoch), store.Is(store.LeaseRun, r.id)}
}

// releaseTime is how long giving the lease back may take, also when the run's
// own time is up.
const releaseTime = 5 * time.Second

// release gives the lease back. That it fails is no failure of the sync: the
// lease expires.
func (r *run) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
	defer cancel()
	err := r.Store.Write(ctx, r.School, []store.Action{{
		Op: store.Update, Key: store.LeaseKey,
		Attrs: store.Attrs{store.LeaseRun: "", store.LeaseHolder: "", store.LeaseUntil: int64(0)},
		If:    r.mine(),
	}})
	if err != nil && !errors.Is(err, store.ErrConflict) {
		r.Log.Warn("lease not given back", "school", r.School, "epoch", r.epoch, "error", err)
	}
}
