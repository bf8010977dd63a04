package reconcile_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/store/storetest"
)

// TestEnding holds what a run leaves behind, however it ends.
func TestEnding(t *testing.T) {
	t.Run("a run whose time is up during the write-back gives the lease back", func(t *testing.T) {
		d := newDesk(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		ctx, cancel := context.WithCancel(t.Context())
		d.paper.fail = func(what string) error {
			if what == "write" {
				cancel()
				return ctx.Err()
			}
			return nil
		}
		if _, err := d.syncer(d.store).Sync(ctx); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
		d.paper.fail = nil
		d.sync()
		if d.paper.tab("Volunteers").say(2, sheet.IDColumn) == "" {
			t.Error("the next run wrote no ID")
		}
	})
	t.Run("a run that cannot commit gives the lease back", func(t *testing.T) {
		d := newDesk(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		writes := 0
		s := storetest.Observe(d.store, func(_ context.Context, c storetest.Call) error {
			if c.Method == storetest.Write {
				if writes++; writes == 2 {
					return store.ErrUnavailable
				}
			}
			return nil
		}, nil)
		if _, err := d.syncer(s).Sync(t.Context()); !errors.Is(err, store.ErrUnavailable) {
			t.Fatalf("got %v", err)
		}
		if r := d.sync(); r.Tabs[1].Created != 1 {
			t.Errorf("the next run reports %+v", r.Tabs)
		}
	})
	t.Run("a lease that cannot be given back is no failure of the sync", func(t *testing.T) {
		d := newDesk(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		written := false
		d.paper.fail = func(what string) error { written = written || what == "written"; return nil }
		s := storetest.Observe(d.store, func(context.Context, storetest.Call) error {
			if written {
				return store.ErrUnavailable
			}
			return nil
		}, nil)
		r, err := d.syncer(s).Sync(t.Context())
		if err != nil || len(r.Tabs) == 0 || r.Tabs[1].Created != 1 {
			t.Errorf("reported %+v, %v", r.Tabs, err)
		}
	})
	t.Run("a refused write-back rests: what is unchanged meanwhile costs no more than ever, and says what to do", func(t *testing.T) {
		d := newDesk(t)
		d.paper.sparse = true
		d.paper.bars = "Make us an editor."
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		if r := d.sync(); r.Writes != 1 || r.Waiting != "Make us an editor." {
			t.Errorf("the first sync wrote %d times and says %q", r.Writes, r.Waiting)
		}
		for range 3 {
			if r := d.sync(); r.Reads != 1 || r.Writes != 0 || r.StoreReads != 1 || r.StoreWrites != 0 || r.Waiting != "Make us an editor." {
				t.Errorf("a sync at rest: %d reads, %d writes, %d and %d of the store, says %q", r.Reads, r.Writes, r.StoreReads, r.StoreWrites, r.Waiting)
			}
		}
		if r := d.later(); r.Writes != 1 {
			t.Errorf("after the rest it wrote %d times", r.Writes)
		}
		d.clock = d.clock.Add(16 * time.Minute)
		if r := d.sync(); r.Writes != 0 {
			t.Errorf("the second rest is no longer than the first: %d writes", r.Writes)
		}
		d.paper.bars = ""
		d.clock = d.clock.Add(time.Hour)
		if r := d.sync(); r.Writes != 1 || r.Waiting != "" || d.paper.tab("Volunteers").say(2, sheet.IDColumn) == "" {
			t.Errorf("when it may write again: %d writes, says %q", r.Writes, r.Waiting)
		}
		if r := d.sync(); r.Changed || r.Writes != 0 {
			t.Errorf("and then: changed %v, %d writes", r.Changed, r.Writes)
		}
	})
	t.Run("a report counts what all rounds did", func(t *testing.T) {
		d := thankful(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		d.paper.tab("Volunteers").typeRow("Ben Coles")
		d.intend(store.Intent{ID: newID, Tab: "Recognition", Record: d.id("Recognition", 2), Column: "Status", Seen: "Draft", Want: "Sent"})
		r := d.sync()
		if got := d.tabReport(r, "Volunteers"); got.Created != 2 || got.Unchanged != 0 {
			t.Errorf("Volunteers are reported as %+v", got)
		}
		if got := d.tabReport(r, "Recognition"); got.Updated != 1 || got.Unchanged != 0 {
			t.Errorf("Recognition is reported as %+v", got)
		}
	})
	t.Run("a run that stalled does not turn back when the sheet was last read", func(t *testing.T) {
		d := newDesk(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		d.sync()
		d.sync()
		d.clock = d.clock.Add(20 * time.Minute)
		s := storetest.Observe(d.store, func(_ context.Context, c storetest.Call) error {
			if c.Method == storetest.Write { // it stalls here, about to remember its read
				d.clock = d.clock.Add(20 * time.Minute)
				d.paper.tab("Volunteers").typeRow("Ben Coles")
				d.sync()
			}
			return nil
		}, nil)
		if _, err := d.syncer(s).Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		items, err := d.store.Get(t.Context(), d.school, store.SeenKey)
		if err != nil {
			t.Fatal(err)
		}
		if len(items) != 0 && store.ReadSeen(items[0]).Began.Before(d.clock.Add(-5*time.Minute)) {
			t.Errorf("the sheet was last read at %s, it is %s", store.ReadSeen(items[0]).Began, d.clock)
		}
	})
}
