package dynamo_test

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/store"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/store/storetest"
)

// first makes the first requests have these faults and the later ones none.
func first(faults ...storetest.Fault) func(int, string) storetest.Fault {
	return func(n int, _ string) storetest.Fault {
		if n <= len(faults) {
			return faults[n-1]
		}
		return storetest.None
	}
}

// over opens a store behind a network with a plan.
func over(t *testing.T, table string, plan func(int, string) storetest.Fault) (*dynamo.Store, *storetest.Network) {
	network := storetest.NewNetwork(http.DefaultTransport, plan)
	return dynamo.New(config(t, network), table, time.Now), network
}

func TestStoreKeepsItsPromisesOnABadDay(t *testing.T) {
	table := newTable(t)
	faults := []storetest.Fault{storetest.Throttled, storetest.Conflicting, storetest.Unprocessed}
	storetest.Run(t, func(t *testing.T) store.Store {
		s, _ := over(t, table, func(n int, _ string) storetest.Fault {
			if n%11 != 0 {
				return storetest.None
			}
			return faults[n/11%len(faults)]
		})
		return s
	})
}

func TestFaults(t *testing.T) {
	table := newTable(t)
	good := dynamo.New(config(t, nil), table, time.Now)
	faults := []storetest.Fault{
		storetest.Throttled, storetest.Conflicting, storetest.Unprocessed,
		storetest.LostBefore, storetest.LostAfter, storetest.BrokenAfter,
	}
	start := store.Action{Op: store.Put, Key: "a", Attrs: store.Attrs{"n": int64(1)}}
	add := store.Action{Op: store.Update, Key: "a", Add: map[string]int64{"n": 1}}
	claim := store.Action{Op: store.Put, Key: "claim", Attrs: store.Attrs{"run": "mine"}, If: []store.Condition{store.NotThere()}}

	for _, fault := range faults {
		t.Run("a request that is "+string(fault)+" is sent again", func(t *testing.T) {
			school := t.Name()
			for _, c := range []struct {
				name    string
				actions []store.Action
				left    []store.Item // beside "a"
			}{
				{"an addition counts once", []store.Action{add}, nil},
				{"an addition beside a claim counts once", []store.Action{add, claim}, []store.Item{{Key: "claim", Attrs: claim.Attrs}}},
				{"a put is done", []store.Action{{Op: store.Put, Key: "a", Attrs: store.Attrs{"n": int64(2)}}}, nil},
				{"a delete is done", []store.Action{add, {Op: store.Delete, Key: "claim"}}, nil},
			} {
				t.Run(c.name, func(t *testing.T) {
					if err := good.Write(t.Context(), school, []store.Action{start, {Op: store.Delete, Key: "claim"}}); err != nil {
						t.Fatal(err)
					}
					s, network := over(t, table, first(fault, fault))
					if err := s.Write(t.Context(), school, c.actions); err != nil {
						t.Fatalf("Write: %v", err)
					}
					want := append([]store.Item{{Key: "a", Attrs: store.Attrs{"n": int64(2)}}}, c.left...)
					if got := contents(t, good, school); !reflect.DeepEqual(got, want) {
						t.Errorf("after %d requests the school holds %v, want %v", network.Requests(), got, want)
					}
				})
			}
			t.Run("reads are complete", func(t *testing.T) {
				if err := good.Write(t.Context(), school, []store.Action{start, {Op: store.Put, Key: "b"}, {Op: store.Put, Key: "c"}}); err != nil {
					t.Fatal(err)
				}
				s, _ := over(t, table, first(fault, fault, fault))
				items, err := s.Get(t.Context(), school, "c", "b", "a", "absent")
				if err != nil || len(items) != 3 || items[2].Int("n") != 1 {
					t.Errorf("Get: got %v, %v", items, err)
				}
				s, _ = over(t, table, first(fault))
				if got := contents(t, s, school); len(got) != 3 {
					t.Errorf("List: got %v", got)
				}
			})
		})
	}
	for _, fault := range []storetest.Fault{storetest.LostAfter, storetest.BrokenAfter} {
		t.Run("a claim of one action that was "+string(fault)+" finds itself, and says so", func(t *testing.T) {
			s, _ := over(t, table, first(fault))
			err := s.Write(t.Context(), t.Name(), []store.Action{claim})
			var conflict *store.ConflictError
			if !errors.As(err, &conflict) || !conflict.Unsure || conflict.Old == nil || conflict.Old.Text("run") != "mine" {
				t.Errorf("got %v, %+v, want an unsure conflict with our own item", err, conflict)
			}
		})
	}
	t.Run("a claim of one action that was throttled is no unsure one", func(t *testing.T) {
		if err := good.Write(t.Context(), t.Name(), []store.Action{claim}); err != nil {
			t.Fatal(err)
		}
		s, _ := over(t, table, first(storetest.Throttled, storetest.Conflicting))
		err := s.Write(t.Context(), t.Name(), []store.Action{claim})
		var conflict *store.ConflictError
		if !errors.As(err, &conflict) || conflict.Unsure {
			t.Errorf("got %v, %+v, want a plain conflict", err, conflict)
		}
	})
}

func contents(t *testing.T, s store.Store, school string) []store.Item {
	t.Helper()
	var items []store.Item
	for item, err := range s.List(t.Context(), school, "") {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, item)
	}
	return items
}

// TestAStoreThatStaysAway runs in a bubble, where waiting takes no time: the
// network refuses every request and nothing leaves the process.
func TestAStoreThatStaysAway(t *testing.T) {
	calls := map[string]func(context.Context, store.Store) error{
		"Get": func(ctx context.Context, s store.Store) error { _, err := s.Get(ctx, "school", "a"); return err },
		"List": func(ctx context.Context, s store.Store) error {
			var last error
			for _, err := range s.List(ctx, "school", "") {
				last = err
			}
			return last
		},
		"Write of one": func(ctx context.Context, s store.Store) error {
			return s.Write(ctx, "school", []store.Action{{Op: store.Put, Key: "a"}})
		},
		"Write of two": func(ctx context.Context, s store.Store) error {
			return s.Write(ctx, "school", []store.Action{{Op: store.Put, Key: "a"}, {Op: store.Put, Key: "b"}})
		},
	}
	for name, call := range calls {
		for _, fault := range []storetest.Fault{storetest.Throttled, storetest.Conflicting, storetest.LostBefore, storetest.Unprocessed} {
			if fault == storetest.Unprocessed && name != "Get" {
				continue
			}
			t.Run(name+", always "+string(fault)+", ends", func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s, network := away(t, fault)
					begun := time.Now()
					err := call(t.Context(), s)
					if !errors.Is(err, store.ErrUnavailable) || network.Requests() != 10 {
						t.Errorf("got %v after %d requests, want ErrUnavailable after 10", err, network.Requests())
					}
					if took := time.Since(begun); took > 15*time.Second {
						t.Errorf("took %v", took)
					}
				})
			})
			t.Run(name+", always "+string(fault)+", ends with its context", func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s, _ := away(t, fault)
					ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
					defer cancel()
					begun := time.Now()
					err := call(ctx, s)
					if !errors.Is(err, store.ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("got %v, want ErrUnavailable and DeadlineExceeded", err)
					}
					if took := time.Since(begun); took > 50*time.Millisecond {
						t.Errorf("took %v, its context lasted 50ms", took)
					}
				})
			})
		}
	}
}

func away(t *testing.T, fault storetest.Fault) (*dynamo.Store, *storetest.Network) {
	network := storetest.NewNetwork(nil, func(int, string) storetest.Fault { return fault })
	cfg := nobody(network)
	endpoint := "http://127.0.0.1:1"
	cfg.BaseEndpoint = &endpoint
	return dynamo.New(cfg, "table", time.Now), network
}

// TestRefusals holds the sentences against the real answers.
func TestRefusals(t *testing.T) {
	t.Run("a table that is not there is named", func(t *testing.T) {
		_, err := dynamo.New(config(t, nil), "elsewhere", time.Now).Get(t.Context(), "school", "a")
		want := `read items of school: there is no table "elsewhere" in this account and region: store cannot be reached`
		if !errors.Is(err, store.ErrUnavailable) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	})
	t.Run("making a table a second time changes nothing", func(t *testing.T) {
		s := dynamo.New(config(t, nil), newTable(t), time.Now)
		if err := s.Write(t.Context(), "school", []store.Action{{Op: store.Put, Key: "a"}}); err != nil {
			t.Fatal(err)
		}
		if err := s.CreateTable(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := contents(t, s, "school"); !slices.EqualFunc(got, []string{"a"}, func(i store.Item, k string) bool { return i.Key == k }) {
			t.Errorf("the school holds %v", got)
		}
	})
}
