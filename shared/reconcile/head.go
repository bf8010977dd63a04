package reconcile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// A head is what one strongly consistent call tells of a school: who syncs, what
// the last commit found, when the sheet was last read.
type head struct {
	lease store.Lease
	state store.State
	seen  store.Seen
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
	if h.state.Read.After(h.seen.Began) {
		h.seen.Began = h.state.Read
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

// A Glance is what is known of a school before its spreadsheet is read.
type Glance struct {
	Sheet string    // identity of the spreadsheet at the last commit; "" before the first
	Seen  time.Time // when the last whole read of it began; zero when there was none
	Whole bool      // no run is at work, and none was cut off
}

// begin asks once, before anything else, whether the run is to go on.
func (r *run) begin(h head) error {
	if r.Begin == nil || r.begun {
		return nil
	}
	r.begun = true
	err := r.Begin(Glance{Sheet: h.state.Sheet, Seen: h.seen.Began, Whole: h.whole() && !h.open()})
	if err != nil {
		return fmt.Errorf("begin to sync %s: %w", r.School, err)
	}
	return nil
}

// saw remembers that the sheet was read whole, at most once in fifteen minutes
// but for what it newly told of itself.
func (r *run) saw(ctx context.Context, h head, snapshot sheet.Snapshot) error {
	seen, told, err := seenIn(h, snapshot)
	if err != nil || !told && snapshot.Began.Sub(h.seen.Began) < seenEvery {
		return err
	}
	item := seen.Item()
	err = r.Store.Write(ctx, r.School, []store.Action{
		{Op: store.Check, Key: store.LeaseKey, If: []store.Condition{store.Is(store.LeaseEpoch, h.lease.Epoch)}},
		{Op: store.Put, Key: item.Key, Attrs: item.Attrs},
	})
	if err != nil && !errors.Is(err, store.ErrConflict) { // another run knows better
		return fmt.Errorf("remember the read: %w", err)
	}
	return nil
}

// listedFor is how long a list of the tabs is believed. Sooner a tab that staff
// add is found by whatever else they change.
const listedFor = 24 * time.Hour

// known returns what the next reading of the spreadsheet may build on: nothing
// while a tab is missing or doubled, which any edit may put right.
func (h head) known(now time.Time) sheet.Known {
	var known sheet.Known
	if h.seen.Listed.IsZero() || now.Sub(h.seen.Listed) >= listedFor || h.state.Committed == 0 {
		return known
	}
	for _, t := range h.state.Tabs {
		if t.Paused == string(sheet.TabMissing) || t.Paused == string(sheet.TabDoubled) {
			return known
		}
	}
	if err := json.Unmarshal([]byte(h.seen.Tabs), &known.Tabs); err != nil {
		return sheet.Known{} // of another version
	}
	known.Zone, known.Listed = h.seen.Zone, h.seen.Listed
	return known
}

// seenIn returns what to remember of a reading, and whether the spreadsheet
// told more of itself than is remembered.
func seenIn(h head, snapshot sheet.Snapshot) (seen store.Seen, told bool, err error) {
	seen = store.Seen{Began: snapshot.Began, Listed: snapshot.Listed, Zone: snapshot.Zone}
	if seen.Listed.IsZero() {
		return seen, false, nil
	}
	tabs, err := json.Marshal(snapshot.Tabs)
	if err != nil {
		return seen, false, fmt.Errorf("encode the tabs: %w", err)
	}
	seen.Tabs = string(tabs)
	stale := seen.Listed.Sub(h.seen.Listed) >= listedFor
	return seen, stale || seen.Tabs != h.seen.Tabs || seen.Zone != h.seen.Zone, nil
}

// drifted reports whether a tab that was read is on pause now for its header or
// name, while the reading built on an old list of tabs: another tab may have
// its name by now.
func drifted(s *sheet.Survey, state store.State) bool {
	for i := range s.Tabs {
		l := &s.Tabs[i]
		t := state.Tabs[string(l.Schema.Kind)]
		if l.Paused != nil && t.Title != "" && t.Paused != string(l.Paused.Code) {
			return true
		}
	}
	return false
}
