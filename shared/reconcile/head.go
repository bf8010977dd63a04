package reconcile

import (
	"context"
	"fmt"
	"time"

	"shelfmates/shared/store"
)

// A head is what one strongly consistent call tells of a school: who syncs, what
// the last commit found, when the sheet was last read.
type head struct {
	lease store.Lease
	state store.State
	seen  time.Time // when the last whole read began; zero when never
}

// whole reports whether the records are as the last commit left them: no run
// was cut off while it wrote.
func (h head) whole() bool { return h.lease.Epoch == h.state.Committed }

// open reports whether a run has not given the lease back: it is at work, or it
// was cut off, perhaps after its commit.
func (h head) open() bool { return h.lease.Run != "" }

// seenEvery is how long the time of the last read may be behind.
const seenEvery = 15 * time.Minute

// readHead reads LEASE, STATE and SEEN in one call.
func readHead(ctx context.Context, s store.Store, school string) (head, error) {
	items, err := s.Get(ctx, school, store.LeaseKey, store.StateKey, store.SeenKey)
	if err != nil {
		return head{}, fmt.Errorf("read the state of %s: %w", school, err)
	}
	h := head{state: store.State{Tabs: map[string]store.TabState{}}}
	for _, i := range items {
		switch i.Key {
		case store.LeaseKey:
			h.lease = store.ReadLease(i)
		case store.StateKey:
			if h.state, err = store.ReadState(i); err != nil {
				return head{}, fmt.Errorf("read the state of %s: %w", school, err)
			}
		case store.SeenKey:
			h.seen = store.ReadSeen(i)
		}
	}
	if h.state.Read.After(h.seen) {
		h.seen = h.state.Read
	}
	if h.state.Schema > store.Schema {
		return head{}, &NewerError{Stored: h.state.Schema}
	}
	return h, nil
}

// A NewerError says that the store was written by a newer version.
type NewerError struct{ Stored int64 }

func (e *NewerError) Error() string {
	return fmt.Sprintf("the store was written by a newer version of Shelfmates (schema %d, this one knows %d)", e.Stored, store.Schema)
}

// saw remembers that the sheet was read whole at began, at most once in fifteen
// minutes.
func (r *run) saw(ctx context.Context, h head, began time.Time) error {
	if began.Sub(h.seen) < seenEvery {
		return nil
	}
	item := store.SeenItem(began)
	err := r.Store.Write(ctx, r.School, []store.Action{{Op: store.Put, Key: item.Key, Attrs: item.Attrs}})
	if err != nil {
		return fmt.Errorf("remember the read: %w", err)
	}
	return nil
}
