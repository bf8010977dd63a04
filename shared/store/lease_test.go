package store_test

import (
	"testing"
	"time"

	"shelfmates/shared/store"
)

func TestALeaseTellsItsEndInUTC(t *testing.T) {
	until := time.Date(2026, time.November, 24, 7, 30, 0, 0, time.FixedZone("school", -5*60*60))
	l := store.ReadLease(store.Item{Key: store.LeaseKey, Attrs: store.Attrs{store.LeaseUntil: until.UnixMilli()}})
	if got, want := l.Until.Format(time.RFC3339), "2026-11-24T12:30:00Z"; got != want {
		t.Errorf("a lease until %s ends at %s, want %s", until.Format(time.RFC3339), got, want)
	}
	if l := store.ReadLease(store.Item{Key: store.LeaseKey}); !l.Until.IsZero() {
		t.Errorf("a lease that nobody holds ends at %s, want no time", l.Until)
	}
}
