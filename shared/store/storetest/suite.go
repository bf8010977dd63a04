package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"shelfmates/shared/store"
)

// Run holds an adapter against the port, sentence by sentence. Every call of
// open gives another handle on one and the same storage, as another process
// would have; Run asks for two and closes them.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	first, second := open(t), open(t)
	t.Cleanup(func() {
		for _, s := range []store.Store{first, second} {
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		}
	})
	for _, part := range []struct {
		name  string
		cases func(*testing.T, func(*testing.T) bench)
	}{
		{"Get", getCases},
		{"List", listCases},
		{"Write", writeCases},
		{"conditions", conditionCases},
		{"limits", limitCases},
		{"values", valueCases},
		{"concurrency", concurrencyCases},
		{"a random history", historyCases},
	} {
		t.Run(part.name, func(t *testing.T) {
			part.cases(t, func(t *testing.T) bench {
				return bench{T: t, Store: first, other: second, school: t.Name()}
			})
		})
	}
}

// A bench is what a case works on: a store and a school of its own in it.
type bench struct {
	*testing.T
	store.Store
	other  store.Store // another handle on the same storage
	school string
}

func (b bench) write(actions ...store.Action) {
	b.Helper()
	if err := b.Store.Write(b.Context(), b.school, actions); err != nil {
		b.Fatalf("Write: %v", err)
	}
}

// refused writes what must conflict.
func (b bench) refused(actions ...store.Action) *store.ConflictError {
	b.Helper()
	err := b.Store.Write(b.Context(), b.school, actions)
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) || !errors.Is(err, store.ErrConflict) {
		b.Fatalf("Write: got %v, want a ConflictError", err)
	}
	return conflict
}

func (b bench) get(keys ...string) []store.Item {
	b.Helper()
	items, err := b.Get(b.Context(), b.school, keys...)
	if err != nil {
		b.Fatalf("Get: %v", err)
	}
	return items
}

func (b bench) list(prefix string) []store.Item {
	b.Helper()
	items, err := collect(b.Context(), b.Store, b.school, prefix)
	if err != nil {
		b.Fatalf("List: %v", err)
	}
	return items
}

func collect(ctx context.Context, s store.Store, school, prefix string) ([]store.Item, error) {
	var items []store.Item
	for item, err := range s.List(ctx, school, prefix) {
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
	return items, nil
}

// holds says that the school has exactly these items.
func (b bench) holds(want ...store.Item) {
	b.Helper()
	if got := b.list(""); !sameItems(got, want) {
		b.Errorf("the school holds %s, want %s", show(got), show(want))
	}
}

func (b bench) gives(got []store.Item, want ...store.Item) {
	b.Helper()
	if !sameItems(got, want) {
		b.Errorf("got %s, want %s", show(got), show(want))
	}
}

func sameItems(a, b []store.Item) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}

func show(items []store.Item) string {
	if len(items) > 12 {
		return fmt.Sprintf("%d items from %s to %s", len(items), items[0].Key, items[len(items)-1].Key)
	}
	return fmt.Sprintf("%+v", items)
}

// keysOf returns the keys of items in their order.
func keysOf(items []store.Item) []string {
	keys := make([]string, len(items))
	for i, item := range items {
		keys[i] = item.Key
	}
	return keys
}

func sameKeys(b bench, got []store.Item, want []string) {
	b.Helper()
	if !slices.Equal(keysOf(got), want) {
		b.Errorf("got keys %q, want %q", keysOf(got), want)
	}
}

func put(key string, attrs store.Attrs, conditions ...store.Condition) store.Action {
	return store.Action{Op: store.Put, Key: key, Attrs: attrs, If: conditions}
}

func item(key string, attrs store.Attrs) store.Item {
	if attrs == nil {
		attrs = store.Attrs{}
	}
	return store.Item{Key: key, Attrs: attrs}
}

// inBatches writes any number of items, as many at once as one Write takes.
func (b bench) inBatches(items []store.Item) {
	b.Helper()
	for chunk := range slices.Chunk(items, store.MaxActions) {
		actions := make([]store.Action, len(chunk))
		for i, item := range chunk {
			actions[i] = put(item.Key, item.Attrs)
		}
		b.write(actions...)
	}
}
