package storetest

import (
	"testing"

	"shelfmates/shared/store"
)

func conditionCases(t *testing.T, open func(*testing.T) bench) {
	type attrs = store.Attrs
	there := attrs{"text": "x", "n": int64(5), "yes": true, "empty": "", "bytes": []byte("x")}
	over := attrs{"text": "x", store.TTL: longAgo}
	for _, c := range []struct {
		name      string
		item      store.Attrs // nil: none
		condition store.Condition
		holds     bool
	}{
		{"an item is not there, and it is not", nil, store.NotThere(), true},
		{"an item is not there, but it is", there, store.NotThere(), false},
		{"an item is not there, and its time is over", over, store.NotThere(), true},
		{"an item is there, and it is", there, store.Condition{}, true},
		{"an item is there, but it is not", nil, store.Condition{}, false},
		{"an item is there, but its time is over", over, store.Condition{}, false},
		{"an attribute is absent, and it is", there, store.Without("other"), true},
		{"an attribute is absent, and so is the item", nil, store.Without("text"), true},
		{"an attribute is absent, but it is there", there, store.Without("text"), false},
		{"an attribute is absent, but it is there and empty", there, store.Without("empty"), false},
		{"an attribute is absent, and the item's time is over", over, store.Without("text"), true},
		{"an attribute is there, and it is", there, store.Condition{Attr: "n"}, true},
		{"an attribute is there, but it is not", there, store.Condition{Attr: "other"}, false},
		{"a text equals, and it does", there, store.Is("text", "x"), true},
		{"a text equals, but it does not", there, store.Is("text", "y"), false},
		{"a text equals, but there is no item", nil, store.Is("text", "x"), false},
		{"a text equals, but the item's time is over", over, store.Is("text", "x"), false},
		{"an empty text equals, and it does", there, store.Is("empty", ""), true},
		{"an empty text equals, but the attribute is absent", there, store.Is("other", ""), false},
		{"a number equals, and it does", there, store.Is("n", int64(5)), true},
		{"a number equals, but it does not", there, store.Is("n", int64(-5)), false},
		{"a number equals, but the attribute is a text", attrs{"n": "5"}, store.Is("n", int64(5)), false},
		{"0 equals, but the attribute is absent", there, store.Is("other", int64(0)), false},
		{"a yes equals, and it does", there, store.Is("yes", true), true},
		{"a yes equals, but it does not", there, store.Is("yes", false), false},
		{"a text equals, but the attribute is binary", there, store.Is("bytes", "x"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t)
			var old *store.Item
			for _, op := range []store.Op{store.Check, store.Update, store.Put, store.Delete} {
				b.write(store.Action{Op: store.Delete, Key: "k"})
				if c.item != nil {
					b.write(put("k", c.item))
					if c.item[store.TTL] == nil {
						i := item("k", c.item)
						old = &i
					}
				}
				action := store.Action{Op: op, Key: "k", If: []store.Condition{c.condition}}
				if op == store.Put || op == store.Update {
					action.Attrs = attrs{"new": "y"}
				}
				for _, company := range [][]store.Action{nil, {put("a", nil)}} {
					actions := append(company, action)
					if c.holds {
						b.write(actions...)
						b.write(store.Action{Op: store.Delete, Key: "k"})
						if c.item != nil {
							b.write(put("k", c.item))
						}
						continue
					}
					conflict := b.refused(actions...)
					if conflict.Index != len(company) || conflict.Key != "k" || conflict.Unsure {
						t.Errorf("op %d: got conflict %+v, want index %d on k", op, conflict, len(company))
					}
					if (conflict.Old == nil) != (old == nil) || old != nil && !sameItems([]store.Item{*conflict.Old}, []store.Item{*old}) {
						t.Errorf("op %d: got old item %+v, want %+v", op, conflict.Old, old)
					}
				}
			}
		})
	}
	t.Run("all conditions of an action must hold", func(t *testing.T) {
		b := open(t)
		b.write(put("k", attrs{"n": int64(1), "m": int64(2)}))
		b.write(put("k", attrs{"n": int64(1), "m": int64(2)}, store.Is("n", int64(1)), store.Is("m", int64(2)), store.Without("o")))
		b.refused(put("k", nil, store.Is("n", int64(1)), store.Is("m", int64(3))))
		b.refused(put("k", nil, store.Is("n", int64(2)), store.Is("m", int64(2))))
		b.holds(item("k", attrs{"n": int64(1), "m": int64(2)}))
	})
	t.Run("a condition is on the item as it stands before the Write", func(t *testing.T) {
		b := open(t)
		b.write(put("k", attrs{"n": int64(1)}))
		b.write(store.Action{Op: store.Update, Key: "k", Attrs: attrs{"n": int64(2)}, If: []store.Condition{store.Is("n", int64(1))}})
		b.holds(item("k", attrs{"n": int64(2)}))
	})
	t.Run("of several conflicts the first is told", func(t *testing.T) {
		b := open(t)
		b.write(put("k2", attrs{"n": int64(1)}), put("k4", nil))
		conflict := b.refused(put("k1", nil), put("k2", nil, store.NotThere()), put("k3", nil), put("k4", nil, store.NotThere()))
		if conflict.Index != 1 || conflict.Key != "k2" || conflict.Old == nil || conflict.Old.Int("n") != 1 {
			t.Errorf("got %+v, want the conflict of k2 with its item", conflict)
		}
	})
	t.Run("an item whose time is over", func(t *testing.T) {
		for _, beside := range [][]store.Action{nil, {put("a", nil)}} {
			b := open(t)
			later := attrs{"name": "Ana", store.TTL: inAges}
			b.write(put("over", over), put("later", later))
			b.gives(b.get("over", "later"), item("later", later))
			b.gives(b.list("o"))
			b.write(append(beside, store.Action{Op: store.Update, Key: "over", Attrs: attrs{"new": "y"}})...)
			b.gives(b.get("over"), item("over", attrs{"new": "y"}))

			b.write(put("over", over))
			b.write(append(beside, store.Action{Op: store.Update, Key: "over", Add: map[string]int64{"n": 3}, Remove: []string{"text"}})...)
			b.gives(b.get("over"), item("over", attrs{"n": int64(3)}))

			b.write(put("over", over))
			b.write(append(beside, store.Action{Op: store.Update, Key: "over", Attrs: attrs{"new": "y"}, If: []store.Condition{store.NotThere()}})...)
			b.gives(b.get("over"), item("over", attrs{"new": "y"}))
			b.write(store.Action{Op: store.Delete, Key: "over"}, store.Action{Op: store.Delete, Key: "later"})
		}
	})
}

// Times to live that need no clock. DynamoDB Local deletes what is over when it
// likes, as the port allows.
const (
	longAgo = int64(1_000_000_000) // 2001
	inAges  = int64(9_000_000_000) // 2255
)
