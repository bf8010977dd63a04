package storetest

import (
	"testing"
	"time"

	"shelfmates/shared/store"
)

// RunExpiry holds what the port says of the attribute "ttl" against an adapter
// whose clock the test sets. The clock stands far in the future, because
// DynamoDB Local deletes by its own what is over today.
func RunExpiry(t *testing.T, open func(t *testing.T, now func() time.Time) store.Store) {
	start := time.Unix(inAges, 0)
	clock := start
	s := open(t, func() time.Time { return clock })
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	const key = "SESSION#1"
	session := put(key, store.Attrs{"who": "ana", store.TTL: start.Add(time.Minute).Unix()})
	for _, c := range []struct {
		name  string
		after time.Duration
		there bool
	}{
		{"a second before, calls return the item", 59*time.Second + 999*time.Millisecond, true},
		{"from that second on no call returns it", 60 * time.Second, false},
		{"a day later no call returns it", 24 * time.Hour, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := bench{T: t, Store: s, other: s, school: t.Name()}
			clock = start
			b.write(session, put("stays", nil))
			clock = start.Add(c.after)
			want := []store.Item{item("stays", nil)}
			if c.there {
				want = []store.Item{item(key, session.Attrs), item("stays", nil)}
			}
			b.gives(b.get(key, "stays"), want...)
			b.holds(want...)
			check := store.Action{Op: store.Check, Key: key, If: []store.Condition{store.Is("who", "ana")}}
			if c.there {
				b.write(check)
				check.If = []store.Condition{store.NotThere()}
				if old := b.refused(check).Old; old == nil || old.Text("who") != "ana" {
					t.Errorf("the conflict tells of %+v, want the item", old)
				}
				return
			}
			if old := b.refused(check).Old; old != nil {
				t.Errorf("the conflict tells of %+v, want none", old)
			}
			b.write(store.Action{Op: store.Update, Key: key, Attrs: store.Attrs{"new": true}})
			b.gives(b.get(key), item(key, store.Attrs{"new": true}))
		})
	}
	t.Run("a later ttl keeps the item longer", func(t *testing.T) {
		b := bench{T: t, Store: s, other: s, school: t.Name()}
		clock = start
		b.write(session)
		b.write(store.Action{Op: store.Update, Key: key, Attrs: store.Attrs{store.TTL: start.Add(time.Hour).Unix()}})
		clock = start.Add(30 * time.Minute)
		sameKeys(b, b.get(key), []string{key})
		b.write(store.Action{Op: store.Update, Key: key, Remove: []string{store.TTL}})
		clock = start.Add(300 * time.Hour)
		sameKeys(b, b.get(key), []string{key})
	})
}
