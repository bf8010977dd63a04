package storetest

import (
	"fmt"
	"slices"
	"testing"

	"shelfmates/shared/store"
)

// Benchmark measures an adapter on what a large school does: its first sync, a
// page that loads it, an unchanged sync, a few changes.
func Benchmark(b *testing.B, open func(b *testing.B) store.Store) {
	const records = 50_000
	s := open(b)
	defer s.Close()
	items := make([]store.Item, records)
	for i := range items {
		items[i] = item(fmt.Sprintf("R#Hours#01JD%022d", i), store.Attrs{
			"fields": fmt.Sprintf(`{"Date":"2026-10-%02d","Volunteer":"Volunteer number %d","Program":"Reading buddies","Hours":1.5}`, i%28+1, i%300),
			"hash":   "0123456789abcdef0123456789abcdef", "rev": int64(i), "row": int64(i + 2),
		})
	}
	lease := put(store.LeaseKey, store.Attrs{"epoch": int64(1)})
	check := store.Action{Op: store.Check, Key: store.LeaseKey, If: []store.Condition{store.Is("epoch", int64(1))}}
	fill := func(b *testing.B, school string) {
		if err := s.Write(b.Context(), school, []store.Action{lease}); err != nil {
			b.Fatal(err)
		}
		for chunk := range slices.Chunk(items, store.MaxActions-1) {
			actions := []store.Action{check}
			for _, i := range chunk {
				actions = append(actions, put(i.Key, i.Attrs))
			}
			if err := s.Write(b.Context(), school, actions); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("write 50,000 records, 99 at once", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			fill(b, fmt.Sprintf("filled-%d", n))
		}
	})
	fill(b, "school")
	b.Run("list 50,000 records", func(b *testing.B) {
		for b.Loop() {
			got, err := collect(b.Context(), s, "school", store.RecordPrefix)
			if err != nil || len(got) != records {
				b.Fatalf("got %d items, %v", len(got), err)
			}
		}
	})
	b.Run("get three items", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Get(b.Context(), "school", store.LeaseKey, store.StateKey, store.SeenKey); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("write one item", func(b *testing.B) {
		for b.Loop() {
			if err := s.Write(b.Context(), "school", []store.Action{put(items[0].Key, items[0].Attrs)}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("write 5 records under a check", func(b *testing.B) {
		actions := []store.Action{check}
		for _, i := range items[:5] {
			actions = append(actions, put(i.Key, i.Attrs))
		}
		for b.Loop() {
			if err := s.Write(b.Context(), "school", actions); err != nil {
				b.Fatal(err)
			}
		}
	})
}
