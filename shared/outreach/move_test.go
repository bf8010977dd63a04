package outreach_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"shelfmates/shared/delivery"
	"shelfmates/shared/export"
	"shelfmates/shared/schedule"
	"shelfmates/shared/store"
)

// moved exports everything that a store has of the school into a new one.
func moved(t *testing.T, from, to store.Store) store.Store {
	t.Helper()
	state, err := store.State{Schema: store.Schema, Committed: 1}.Item()
	if err != nil {
		t.Fatal(err)
	}
	err = from.Write(t.Context(), school, []store.Action{ // as a sync leaves them
		{Op: store.Put, Key: state.Key, Attrs: state.Attrs},
		{Op: store.Put, Key: store.LeaseKey, Attrs: store.Attrs{store.LeaseEpoch: int64(1)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	if err := export.All(t.Context(), from, school, &all); err != nil {
		t.Fatal(err)
	}
	if _, err := export.Import(t.Context(), to, school, bytes.NewReader(all.Bytes())); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestAMovedStoreGoesOn(t *testing.T) {
	onEveryStore(t, func(t *testing.T, open func(testing.TB) store.Store) {
		s, seven := library(t, 5), monday(t, "07:00", 0)
		d := newDesk(t, open(t), s)
		d.plan(t, seven)
		box := &pillarBox{fail: func(n int) error { // one leaves, one is refused, one is open, then no more
			return []error{nil, delivery.ErrRefused, errors.New("eof"), fmt.Errorf("paused: %w", delivery.ErrAboutUs)}[min(n, 4)-1]
		}}
		d.send(t, box, seven)
		before := d.status(t, seven).Counts

		d = newDesk(t, moved(t, d.store, open(t)), s)
		t.Run("the ledger has every mail as it was", func(t *testing.T) {
			want := delivery.Counts{Total: 5, Sent: 1, Refused: 1, Unknown: 1, Waiting: 2}
			if got := d.status(t, seven).Counts; got != want || before != want {
				t.Errorf("before %+v, after %+v, want %+v", before, got, want)
			}
		})
		t.Run("what was decided is not decided again, what has left does not leave again, and what waits leaves", func(t *testing.T) {
			if p := d.plan(t, seven); len(p.Periods) != 0 {
				t.Errorf("planned %+v", p.Periods)
			}
			box.fail = nil
			if sent := d.send(t, box, seven); sent.Sent != 2 || box.count() != 3 {
				t.Errorf("sent %+v, %d mails in all", sent, box.count())
			}
			box.once(t)
		})
		t.Run("the readers of the next digest are the same, by the same pepper", func(t *testing.T) {
			next := monday(t, "07:00", 14)
			if p := d.plan(t, next); len(p.Periods) != 1 || p.Periods[0].Verdict != schedule.Mail || p.Periods[0].Mails != 5 {
				t.Fatalf("planned %+v", p.Periods)
			}
			entries, err := d.ledger.Entries(t.Context(), school)
			if err != nil {
				t.Fatal(err)
			}
			readers := map[string]int{}
			for _, e := range entries {
				readers[e.Reader]++
			}
			if len(entries) != 10 || len(readers) != 5 {
				t.Errorf("%d mails to %d readers, want 10 to 5", len(entries), len(readers))
			}
		})
	})
}
