package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"shelfmates/shared/store"
)

func concurrencyCases(t *testing.T, open func(*testing.T) bench) {
	const workers = 6
	// together runs one function per worker, half of them on the other handle.
	together := func(b bench, work func(worker int, s store.Store) error) {
		b.Helper()
		errs := make(chan error, workers)
		var group sync.WaitGroup
		for worker := range workers {
			group.Go(func() {
				s := b.Store
				if worker%2 == 1 {
					s = b.other
				}
				if err := work(worker, s); err != nil {
					errs <- fmt.Errorf("worker %d: %w", worker, err)
				}
			})
		}
		group.Wait()
		close(errs)
		for err := range errs {
			b.Error(err)
		}
	}
	ctx := context.Background()

	for _, beside := range []string{"alone", "beside an item that all write"} {
		t.Run("additions that meet all count, "+beside, func(t *testing.T) {
			b := open(t)
			together(b, func(worker int, s store.Store) error {
				for i := range 10 {
					actions := []store.Action{{Op: store.Update, Key: "sum", Add: map[string]int64{"n": 1}}}
					if beside != "alone" {
						actions = append(actions, put("last", store.Attrs{"who": int64(worker), "i": int64(i)}))
					}
					if err := s.Write(ctx, b.school, actions); err != nil {
						return err
					}
				}
				return nil
			})
			b.gives(b.get("sum"), item("sum", store.Attrs{"n": int64(10 * workers)}))
		})
	}
	t.Run("of those who claim an absent item one succeeds and the others see it", func(t *testing.T) {
		b := open(t)
		for round := range 10 {
			for _, company := range [][]store.Action{nil, {put("company", nil)}} {
				key := fmt.Sprintf("MAIL#%d-%d", round, len(company))
				var won sync.Map
				together(b, func(worker int, s store.Store) error {
					claim := put(key, store.Attrs{"by": int64(worker)}, store.NotThere())
					err := s.Write(ctx, b.school, append([]store.Action{claim}, company...))
					var conflict *store.ConflictError
					switch {
					case err == nil:
						won.Store(worker, true)
					case errors.As(err, &conflict) && conflict.Old != nil && conflict.Old.Key == key:
					default:
						return err
					}
					return nil
				})
				n := 0
				won.Range(func(any, any) bool { n++; return true })
				if n != 1 {
					t.Fatalf("%s was claimed by %d workers, want 1", key, n)
				}
			}
		}
	})
	t.Run("the later of two Writes judges by what the earlier wrote", func(t *testing.T) {
		b := open(t)
		b.write(put("count", store.Attrs{"n": int64(0)}))
		together(b, func(_ int, s store.Store) error {
			for done := 0; done < 8; {
				items, err := s.Get(ctx, b.school, "count")
				if err != nil {
					return err
				}
				n := items[0].Int("n")
				err = s.Write(ctx, b.school, []store.Action{put("count", store.Attrs{"n": n + 1}, store.Is("n", n))})
				if err == nil {
					done++
				} else if !errors.Is(err, store.ErrConflict) {
					return err
				}
			}
			return nil
		})
		b.gives(b.get("count"), item("count", store.Attrs{"n": int64(8 * workers)}))
	})
	t.Run("no Write sees half of another", func(t *testing.T) {
		b := open(t)
		pair := func(n int64, conditions ...store.Condition) []store.Action {
			return []store.Action{put("a", store.Attrs{"n": n}, conditions...), put("b", store.Attrs{"n": n}, conditions...)}
		}
		b.write(pair(0)...)
		together(b, func(worker int, s store.Store) error {
			for done := 0; done < 10; done++ {
				items, err := s.Get(ctx, b.school, "a")
				if err != nil {
					return err
				}
				n := items[0].Int("n")
				actions := pair(n+1, store.Is("n", n))
				if worker > 1 { // these only look
					for i := range actions {
						actions[i].Op, actions[i].Attrs = store.Check, nil
					}
				}
				err = s.Write(ctx, b.school, actions)
				var conflict *store.ConflictError
				if errors.As(err, &conflict) {
					if conflict.Index != 0 {
						return fmt.Errorf("a was still %d, but b was %+v", n, conflict.Old)
					}
				} else if err != nil {
					return err
				}
			}
			return nil
		})
	})
	t.Run("readers go on while others write", func(t *testing.T) {
		b := open(t)
		items := numbered(200, store.Attrs{"n": int64(0)})
		b.inBatches(items)
		together(b, func(worker int, s store.Store) error {
			for i := range 10 {
				if worker < 2 {
					key := items[i*worker].Key
					if err := s.Write(ctx, b.school, []store.Action{put(key, store.Attrs{"n": int64(i)}), put("x", nil)}); err != nil {
						return err
					}
					continue
				}
				got, err := collect(ctx, s, b.school, "R#")
				if err != nil {
					return err
				}
				if len(got) != len(items) {
					return fmt.Errorf("listed %d items, want %d", len(got), len(items))
				}
			}
			return nil
		})
	})
}
