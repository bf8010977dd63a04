package reconcile

import (
	"context"
	"errors"
	"fmt"

	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

const (
	// batchActions leaves room in a transaction of 100 for the check of the
	// epoch.
	batchActions = store.MaxActions - 1
	// batchBytes stays under the 4 MB of a transaction.
	batchBytes = 3_500_000
)

// ErrTakenOver: another run took over while this one wrote. What it had written
// is whole, record by record, and the other run goes on from there.
var ErrTakenOver = errors.New("another sync took over")

// commit writes the records in transactions one after another, each only while
// the epoch is ours, and in the last one STATE with LEASE. Between the first
// and the last the epoch is ahead of the committed one, so nobody reads half.
func (r *run) commit(ctx context.Context, d *draft) error {
	d.state.Committed = r.epoch
	item, err := d.state.Item()
	if err != nil {
		return err
	}
	last := []store.Action{
		{Op: store.Put, Key: item.Key, Attrs: item.Attrs},
		{
			Op: store.Update, Key: store.LeaseKey, If: r.mine(),
			Attrs: store.Attrs{store.LeaseHolder: r.Holder},
			Add:   map[string]int64{store.LeaseIntents: -int64(len(d.done))},
		},
	}
	seen, told, err := seenIn(d.head, d.snapshot)
	if err != nil {
		return err
	}
	if told {
		item := seen.Item()
		last = append(last, store.Action{Op: store.Put, Key: item.Key, Attrs: item.Attrs})
	}
	for _, i := range d.done { // with their count, so that it never says more than there are
		last = append(last, store.Action{Op: store.Delete, Key: store.IntentPrefix + i.ID})
	}
	if d.settings.write != nil { // what they release is done by then
		item, err := roster.EncodeRecord(sheet.Settings(), *d.settings.write)
		if err != nil {
			return err
		}
		last = append(last, store.Action{Op: store.Put, Key: item.Key, Attrs: item.Attrs})
	}
	writes := d.writes
	check := store.Action{Op: store.Check, Key: store.LeaseKey, If: r.mine()}
	for len(writes) > 0 {
		n := batch(writes)
		if n == len(writes) && n+len(last) <= store.MaxActions {
			break // the rest goes with the commit
		}
		if err := r.write(ctx, append([]store.Action{check}, writes[:n]...)); err != nil {
			return fmt.Errorf("write records: %w", err)
		}
		writes = writes[n:]
		r.progress(n)
	}
	if err := r.write(ctx, append(last, writes...)); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	r.progress(len(writes))
	return nil
}

// batch returns how many of the writes fit into one transaction.
func batch(writes []store.Action) int {
	bytes := 0
	for i, w := range writes {
		bytes += store.Size("", store.Item{Key: w.Key, Attrs: w.Attrs})
		if i == batchActions || bytes > batchBytes && i > 0 {
			return i
		}
	}
	return len(writes)
}

// write does one transaction. A conflict on the lease means that another run
// took over.
func (r *run) write(ctx context.Context, actions []store.Action) error {
	err := r.Store.Write(ctx, r.School, actions)
	if errors.Is(err, store.ErrConflict) {
		return fmt.Errorf("%w: %v", ErrTakenOver, err)
	}
	return err
}
