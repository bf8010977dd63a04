package registrytest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"shelfmates/shared/registry"
)

func key(partition, sort string) registry.Key {
	return registry.Key{Partition: partition, Sort: sort}
}

func put(k registry.Key, was, is registry.Attrs) registry.Change {
	return registry.Change{Key: k, Put: is, Was: was}
}

func drop(k registry.Key, was registry.Attrs) registry.Change {
	return registry.Change{Key: k, Was: was}
}

// write writes what must be taken.
func (b bench) write(changes ...registry.Change) {
	b.Helper()
	b.ok(b.Write(b.Context(), changes...))
}

// refused writes what must conflict.
func (b bench) refused(changes ...registry.Change) {
	b.Helper()
	if err := b.Write(b.Context(), changes...); !errors.Is(err, registry.ErrConflict) {
		b.Errorf("Write: got %v, want ErrConflict", err)
	}
}

// query returns the sort keys of a partition between two.
func (b bench) query(partition, from, until string) []string {
	b.Helper()
	items, err := b.Query(b.Context(), partition, from, until)
	b.ok(err)
	keys := []string{}
	for _, i := range items {
		b.is("partition", i.Partition, partition)
		keys = append(keys, i.Sort)
	}
	return keys
}

// holds says what is there of a key; nil: nothing.
func (b bench) holds(k registry.Key, want registry.Attrs) {
	b.Helper()
	items, err := b.Get(b.Context(), k)
	b.ok(err)
	if want == nil {
		b.is(k.Sort, items, []registry.Item(nil))
		return
	}
	b.is(k.Sort, items, []registry.Item{{Key: k, Attrs: want}})
}

func tableCases() map[string]func(bench) {
	one, two := registry.Attrs{"n": int64(1), "text": ""}, registry.Attrs{"n": int64(2), "text": "é"}
	a, z := key("P", "a"), key("Q", "z")
	return map[string]func(bench){
		"Get returns what exists, of any partition": func(b bench) {
			b.write(put(a, nil, one), put(z, nil, two))
			items, err := b.other.Get(b.Context(), z, key("P", "z"), a)
			b.ok(err)
			slices.SortFunc(items, func(x, y registry.Item) int { return strings.Compare(x.Sort, y.Sort) })
			b.is("items", items, []registry.Item{{Key: a, Attrs: one}, {Key: z, Attrs: two}})
		},
		"Get of nothing is nothing": func(b bench) {
			items, err := b.Get(b.Context())
			b.ok(err)
			b.is("items", len(items), 0)
		},
		"Get takes any number of keys": func(b bench) {
			b.write(put(a, nil, one))
			keys := []registry.Key{a}
			for i := range 249 {
				keys = append(keys, key("P", fmt.Sprint(i)))
			}
			items, err := b.Get(b.Context(), keys...)
			b.ok(err)
			b.is("items", items, []registry.Item{{Key: a, Attrs: one}})
		},
		"Query returns a partition between two sort keys, both included, byte by byte": func(b bench) {
			for _, sort := range []string{"a", "b", "b\U0010FFFF", "B", "ba", "c", "é"} {
				b.write(put(key("P", sort), nil, one))
			}
			b.write(put(key("P2", "b"), nil, one), put(key("O", "b"), nil, one))
			b.is("a to b", b.query("P", "a", "b"), []string{"a", "b"})
			b.is("b to end of b", b.query("P", "b", "b\U0010FFFF"), []string{"b", "ba", "b\U0010FFFF"})
			b.is("all", b.query("P", "0", "\U0010FFFF"), []string{"B", "a", "b", "ba", "b\U0010FFFF", "c", "é"})
			b.is("none", b.query("P", "d", "e"), []string{})
		},
		"Query returns all, however many and however large": func(b bench) {
			var changes []registry.Change
			var want []string
			for i := range 1025 {
				sort := fmt.Sprintf("%04d", i)
				attrs := registry.Attrs{"n": int64(i)}
				if i < 25 {
					attrs["text"] = strings.Repeat("x", 60_000)
				}
				changes, want = append(changes, put(key("P", sort), nil, attrs)), append(want, sort)
			}
			for some := range slices.Chunk(changes, registry.MaxChanges) {
				b.write(some...)
			}
			if got := b.query("P", "0", "9"); !slices.Equal(got, want) {
				b.Errorf("got %d items, want %d in their order", len(got), len(want))
			}
		},
		"Write puts what was not there only while it is not": func(b bench) {
			b.write(put(a, nil, one))
			b.refused(put(a, nil, two))
			b.holds(a, one)
		},
		"Write puts and deletes what is there only as it was": func(b bench) {
			b.refused(put(a, one, two))
			b.refused(drop(a, one))
			b.write(put(a, nil, one))
			b.refused(put(a, two, two))
			b.refused(drop(a, two))
			b.holds(a, one)
			b.write(put(a, one, two))
			b.holds(a, two)
			b.write(drop(a, two))
			b.holds(a, nil)
		},
		"Write replaces the whole item": func(b bench) {
			b.write(put(a, nil, one))
			b.write(put(a, one, registry.Attrs{"other": "x"}))
			b.holds(a, registry.Attrs{"other": "x"})
		},
		"Write judges a kind of value too": func(b bench) {
			b.write(put(a, nil, registry.Attrs{"n": int64(1)}))
			b.refused(put(a, registry.Attrs{"n": "1"}, two))
			b.refused(put(a, registry.Attrs{"n": int64(1), "more": int64(0)}, two))
		},
		"Write does all or nothing": func(b bench) {
			b.write(put(a, nil, one))
			b.refused(put(z, nil, two), put(key("P", "new"), nil, two), put(a, two, two))
			b.holds(z, nil)
			b.holds(a, one)
			b.is("P", b.query("P", "a", "z"), []string{"a"})
		},
		"Write takes as many changes as it says": func(b bench) {
			var changes []registry.Change
			for i := range registry.MaxChanges {
				changes = append(changes, put(key(fmt.Sprint("P", i%2), fmt.Sprint(i)), nil, one))
			}
			b.write(changes...)
			b.is("items", len(b.query("P0", "0", "9"))+len(b.query("P1", "0", "9")), registry.MaxChanges)
		},
		"of many who change one item at once one goes first": func(b bench) {
			b.write(put(a, nil, registry.Attrs{"n": int64(0)}))
			var all sync.WaitGroup
			won := make(chan registry.Table, 16)
			for i := range 16 {
				table := []registry.Table{b.Table, b.other}[i%2]
				all.Go(func() {
					err := table.Write(b.Context(), put(a, registry.Attrs{"n": int64(0)}, registry.Attrs{"n": int64(i + 1)}))
					if err == nil {
						won <- table
					} else if !errors.Is(err, registry.ErrConflict) {
						b.Errorf("Write: %v", err)
					}
				})
			}
			all.Wait()
			b.is("winners", len(won), 1)
		},
	}
}
