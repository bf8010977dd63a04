package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/store/storetest"
)

// meeting syncs, and has another run take its turn at the point c: at that call
// of the store, or at that moment of the spreadsheet. It returns both errors.
func (d *desk) meeting(c crash, other func() error) (mine, others error) {
	d.clock = d.clock.Add(time.Minute)
	met := false
	meet := func() {
		if !met {
			met = true
			others = other()
		}
	}
	s := storetest.Observe(d.store, func(_ context.Context, call storetest.Call) error {
		if call.N == c.call && c.side == storetest.Before {
			meet()
		}
		return nil
	}, func(_ context.Context, call storetest.Call, err error) error {
		if call.N == c.call && c.side == storetest.After {
			meet()
		}
		return err
	})
	d.paper.fail = func(what string) error {
		if what == c.what {
			meet()
		}
		return nil
	}
	_, mine = d.syncer(s).Sync(context.Background())
	d.paper.fail = nil
	if !met { // it ended before that point
		others = other()
	}
	return mine, others
}

func TestTwoRuns(t *testing.T) {
	s, n := openStore(t), 0
	t.Run("one of which stalls at any point while another takes over end as one clean run", rapid.MakeCheck(func(rt *rapid.T) {
		n++
		clean, met := twins(rt, s, n)
		met.guard = nil // what decides is the lease
		for range 5 {
			edits := rapid.IntRange(0, 3).Draw(rt, "edits")
			clean.interval(edits)
			met.interval(edits)
			at := rapid.SampledFrom(points()).Draw(rt, "meet")
			mine, others := met.meeting(at, func() error {
				met.clock = met.clock.Add(6 * time.Minute) // the lease has run out
				_, err := met.syncer(met.store).Sync(context.Background())
				return err
			})
			if others != nil {
				rt.Fatalf("%s: the run that takes over: %v", at, others)
			}
			if mine != nil && !errors.Is(mine, reconcile.ErrTakenOver) && !errors.Is(mine, reconcile.ErrHeld) {
				rt.Fatalf("%s: the run that stalled: %v", at, mine)
			}
			clean.sync()
			clean.clock = clean.clock.Add(6 * time.Minute)
			for range 2 {
				met.sync()
				clean.sync()
			}
			compareWorlds(rt, clean, fmt.Sprintf("%s another took over", at), met.world(false), clean.world(false))
		}
		compareWorlds(rt, clean, "aged", met.aged(), clean.aged())
	}))
}

// hold takes the lease for another run, until the given time.
func (d *desk) hold(until time.Time) {
	err := d.store.Write(context.Background(), d.school, []store.Action{{
		Op: store.Update, Key: store.LeaseKey, Attrs: store.Attrs{
			store.LeaseRun: "another", store.LeaseHolder: "sync on library-pc", store.LeaseUntil: until.UnixMilli(),
		},
	}})
	if err != nil {
		d.t.Fatalf("hold the lease: %v", err)
	}
}

func TestLease(t *testing.T) {
	t.Run("a second sync waits ten seconds, then says who holds it until when", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := newDesk(t)
			d.paper.tab("Volunteers").typeRow("Ana Ruiz")
			until := d.clock.Add(4 * time.Minute)
			d.hold(until)
			began := time.Now()
			_, err := d.syncer(d.store).Sync(t.Context())
			var held *reconcile.HeldError
			if !errors.As(err, &held) || held.Holder != "sync on library-pc" || !held.Until.Equal(until) {
				t.Fatalf("got %v, want it held by sync on library-pc until %s", err, until)
			}
			if waited := time.Since(began); waited != 10*time.Second {
				t.Errorf("it waited %s, want 10 s", waited)
			}
			if len(d.records("Volunteers")) != 0 {
				t.Error("it wrote records all the same")
			}
		})
	})
	t.Run("a second sync goes on as soon as the first is done", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := newDesk(t)
			d.paper.tab("Volunteers").typeRow("Ana Ruiz")
			d.hold(d.clock.Add(4 * time.Minute))
			reads := 0
			d.paper.fail = func(what string) error {
				if what == "read" {
					reads++
				}
				return nil
			}
			free := time.AfterFunc(3*time.Second, func() { d.hold(time.Time{}.Add(1)) })
			defer free.Stop()
			if _, err := d.syncer(d.store).Sync(t.Context()); err != nil {
				t.Fatal(err)
			}
			if len(d.records("Volunteers")) != 1 {
				t.Error("it did not sync")
			}
			if reads > 3 {
				t.Errorf("the spreadsheet was read %d times while it waited", reads)
			}
		})
	})
	t.Run("after expiry another takes over", func(t *testing.T) {
		d := newDesk(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		d.hold(d.clock.Add(-time.Second))
		d.sync()
	})
	t.Run("an expiry more than ten minutes ahead counts as expired", func(t *testing.T) {
		d := newDesk(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		d.hold(d.clock.AddDate(1, 0, 0))
		d.sync()
	})
	t.Run("a run that stalled and wakes up after another took over writes nothing", func(t *testing.T) {
		d := newDesk(t)
		d.paper.tab("Volunteers").typeRow("Ana Ruiz")
		d.sync()
		d.paper.tab("Volunteers").set(2, 3, "555-0101")
		committed := 0 // the call of the store that commits
		counting := storetest.Observe(d.store, func(_ context.Context, c storetest.Call) error {
			for _, a := range c.Actions {
				if a.Key == store.StateKey {
					committed = c.N
				}
			}
			return nil
		}, nil)
		d.clock = d.clock.Add(time.Minute)
		if _, err := d.syncer(counting).Sync(t.Context()); err != nil || committed == 0 {
			t.Fatalf("a sync that commits at call %d: %v", committed, err)
		}
		d.paper.tab("Volunteers").set(2, 3, "555-0102")
		mine, others := d.meeting(crash{call: committed, side: storetest.Before}, func() error {
			d.clock = d.clock.Add(6 * time.Minute)
			d.paper.tab("Volunteers").set(2, 3, "555-0103")
			_, err := d.syncer(d.store).Sync(t.Context())
			return err
		})
		if !errors.Is(mine, reconcile.ErrTakenOver) || others != nil {
			t.Fatalf("the run that stalled: %v; the one that took over: %v", mine, others)
		}
		for _, r := range d.records("Volunteers") {
			if got := r.Values[sheet.SchemaOf("Volunteers").Column("Phone")].Text; got != "555-0103" {
				t.Errorf("the phone is %s, want that of the run that took over", got)
			}
		}
	})
	t.Run("a lost reply to taking the lease is no conflict", func(t *testing.T) {
		for n := 1; n <= 6; n++ {
			d := newDesk(t)
			d.paper.tab("Volunteers").typeRow("Ana Ruiz")
			d.clock = d.clock.Add(time.Minute)
			// The store's client tries again, and finds what its first attempt wrote.
			again := storetest.Observe(d.store, nil, func(ctx context.Context, c storetest.Call, err error) error {
				if c.N == n && c.Method == storetest.Write && err == nil && len(c.Actions) == 1 {
					return d.store.Write(ctx, c.School, c.Actions)
				}
				return err
			})
			if _, err := d.syncer(again).Sync(t.Context()); err != nil {
				t.Fatalf("reply %d lost: %v", n, err)
			}
			if len(d.records("Volunteers")) != 1 {
				t.Fatalf("reply %d lost: nothing was stored", n)
			}
		}
	})
}
