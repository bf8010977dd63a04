package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shelfmates/shared/store"
)

func getCases(t *testing.T, open func(*testing.T) bench) {
	t.Run("returns those of the named items that exist, in the order of the keys", func(t *testing.T) {
		b := open(t)
		one, two := item("R#Hours#1", store.Attrs{"n": int64(1)}), item("LEASE", store.Attrs{"epoch": int64(7)})
		b.inBatches([]store.Item{one, two})
		b.gives(b.get("R#Hours#1", "STATE", "LEASE"), one, two)
		b.gives(b.get("LEASE", "STATE", "R#Hours#1"), two, one)
	})
	t.Run("returns an item once, also when it is named twice", func(t *testing.T) {
		b := open(t)
		b.inBatches([]store.Item{item("a", nil), item("b", nil)})
		sameKeys(b, b.get("b", "a", "b", "absent", "absent"), []string{"b", "a"})
	})
	t.Run("returns nothing where no key is named", func(t *testing.T) {
		b := open(t)
		b.write(put("a", nil))
		b.gives(b.get())
	})
	t.Run("takes more than a hundred keys", func(t *testing.T) {
		b := open(t)
		items := numbered(150, nil)
		b.inBatches(items)
		keys := keysOf(items)
		slices.Reverse(keys)
		sameKeys(b, b.get(keys...), keys)
	})
	t.Run("takes a hundred keys whose items are larger than one reply", func(t *testing.T) {
		b := open(t)
		items := numbered(60, store.Attrs{"text": strings.Repeat("x", 390_000)})
		for chunk := range slices.Chunk(items, 10) {
			b.inBatches(chunk)
		}
		b.gives(b.get(keysOf(items)...), items...)
	})
	t.Run("sees a write that returned before, from another process too", func(t *testing.T) {
		b := open(t)
		for n := range int64(20) {
			b.write(put("a", store.Attrs{"n": n}))
			items, err := b.other.Get(t.Context(), b.school, "a")
			if err != nil || len(items) != 1 || items[0].Int("n") != n {
				t.Fatalf("after writing %d: got %v, %v", n, items, err)
			}
		}
	})
	t.Run("says that it cannot reach the store when its context is over", func(t *testing.T) {
		b := open(t)
		b.write(put("a", nil))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := b.Store.Get(ctx, b.school, "a")
		isCanceled(t, "Get", err)
	})
}

func listCases(t *testing.T, open func(*testing.T) bench) {
	t.Run("yields the items whose key starts with the prefix, in the order of their keys", func(t *testing.T) {
		b := open(t)
		for _, key := range []string{"R#Hours#2", "R#Hours2#1", "R#Hours#10", "R#Hours", "R#Ideas#1", "LEASE", "R#Hours#é", "R#Hours#z"} {
			b.write(put(key, nil))
		}
		sameKeys(b, b.list("R#Hours#"), []string{"R#Hours#10", "R#Hours#2", "R#Hours#z", "R#Hours#é"})
		sameKeys(b, b.list("R#Hours"), []string{"R#Hours", "R#Hours#10", "R#Hours#2", "R#Hours#z", "R#Hours#é", "R#Hours2#1"})
		sameKeys(b, b.list("R#Hours#1"), []string{"R#Hours#10"})
		sameKeys(b, b.list("R#Meetings#"), nil)
		if got := b.list(""); len(got) != 8 {
			t.Errorf("the empty prefix gave %q, want all 8", keysOf(got))
		}
	})
	t.Run("orders keys by their bytes", func(t *testing.T) {
		b := open(t)
		keys := slices.Clone(oddKeys)
		for _, key := range keys {
			b.write(put(key, nil))
		}
		slices.Sort(keys) // Go compares strings by bytes
		sameKeys(b, b.list(""), keys)
	})
	t.Run("goes on however many there are", func(t *testing.T) {
		b := open(t)
		small := numbered(2500, store.Attrs{"name": "Ana"})
		b.inBatches(small)
		b.gives(b.list("R#"), small...)
	})
	t.Run("goes on beyond a megabyte", func(t *testing.T) {
		b := open(t)
		large := numbered(40, store.Attrs{"text": strings.Repeat("y", 80_000)})
		b.inBatches(large)
		b.gives(b.list("R#"), large...)
	})
	t.Run("stops when its caller does", func(t *testing.T) {
		b := open(t)
		b.inBatches(numbered(30, nil))
		n := 0
		for range b.List(t.Context(), b.school, "") {
			if n++; n == 3 {
				break
			}
		}
		if n != 3 {
			t.Errorf("yielded %d items, want 3", n)
		}
	})
	t.Run("lets its caller write meanwhile, and yields each item that was there once", func(t *testing.T) {
		b := open(t)
		b.inBatches(numbered(1200, nil))
		seen := map[string]int{}
		for item, err := range b.List(t.Context(), b.school, "R#") {
			if err != nil {
				t.Fatal(err)
			}
			seen[item.Key]++
			if len(seen)%100 == 1 {
				b.write(put(item.Key, store.Attrs{"seen": true}), put("S#"+item.Key, nil))
			}
		}
		for _, item := range numbered(1200, nil) {
			if seen[item.Key] != 1 {
				t.Fatalf("%s was yielded %d times, want once", item.Key, seen[item.Key])
			}
		}
	})
	t.Run("sees the writes that returned before it began, from another process too", func(t *testing.T) {
		b := open(t)
		for n := 1; n <= 20; n++ {
			b.write(put(fmt.Sprintf("k%02d", n), nil))
			items, err := collect(t.Context(), b.other, b.school, "k")
			if err != nil || len(items) != n {
				t.Fatalf("after %d writes: got %d items, %v", n, len(items), err)
			}
		}
	})
	t.Run("yields nothing more after an error", func(t *testing.T) {
		b := open(t)
		b.inBatches(numbered(5, nil))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		n := 0
		for _, err := range b.List(ctx, b.school, "") {
			n++
			isCanceled(t, "List", err)
		}
		if n != 1 {
			t.Errorf("yielded %d times, want the error alone", n)
		}
	})
}

// numbered returns n items under "R#Hours#", in order.
func numbered(n int, attrs store.Attrs) []store.Item {
	items := make([]store.Item, n)
	for i := range items {
		items[i] = item(fmt.Sprintf("R#Hours#%05d", i), attrs)
	}
	return items
}

func isCanceled(t *testing.T, what string, err error) {
	t.Helper()
	if !errors.Is(err, context.Canceled) || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("%s with a canceled context: got %v, want ErrUnavailable and context.Canceled", what, err)
	}
}
