package storetest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
)

func newStore(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), time.Now, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// threeCalls writes "a", lists and writes "b", and returns how each ended.
func threeCalls(ctx context.Context, s store.Store) [3]bool {
	first := s.Write(ctx, "school", []store.Action{put("a", nil)})
	_, second := collect(ctx, s, "school", "")
	third := s.Write(ctx, "school", []store.Action{put("b", nil)})
	return [3]bool{first == nil, second == nil, third == nil}
}

func TestFailures(t *testing.T) {
	for _, c := range []struct {
		name string
		wrap func(store.Store) *Observed
		went [3]bool
		left []string
	}{
		{"the first call fails before", func(s store.Store) *Observed { return FailAt(s, 1, Before) }, [3]bool{false, true, true}, []string{"b"}},
		{"the first call fails after", func(s store.Store) *Observed { return FailAt(s, 1, After) }, [3]bool{false, true, true}, []string{"a", "b"}},
		{"a list fails after its items", func(s store.Store) *Observed { return FailAt(s, 2, After) }, [3]bool{true, false, true}, []string{"a", "b"}},
		{"a crash before the first", func(s store.Store) *Observed { return CrashAt(s, 1, Before) }, [3]bool{false, false, false}, nil},
		{"a crash after the first", func(s store.Store) *Observed { return CrashAt(s, 1, After) }, [3]bool{false, false, false}, []string{"a"}},
		{"a crash before the third", func(s store.Store) *Observed { return CrashAt(s, 3, Before) }, [3]bool{true, true, false}, []string{"a"}},
		{"a crash after the third", func(s store.Store) *Observed { return CrashAt(s, 3, After) }, [3]bool{true, true, false}, []string{"a", "b"}},
		{"a crash that never comes", func(s store.Store) *Observed { return CrashAt(s, 4, Before) }, [3]bool{true, true, true}, []string{"a", "b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStore(t)
			wrapped := c.wrap(s)
			if went := threeCalls(t.Context(), wrapped); went != c.went {
				t.Errorf("the calls went %v, want %v", went, c.went)
			}
			if wrapped.Calls() != 3 {
				t.Errorf("counted %d calls, want 3", wrapped.Calls())
			}
			sameKeys(bench{T: t}, bench{T: t, Store: s, school: "school"}.list(""), c.left)
		})
	}
	t.Run("the error is one of the port", func(t *testing.T) {
		_, err := FailAt(newStore(t), 1, After).Get(t.Context(), "school", "a")
		if !errors.Is(err, store.ErrUnavailable) || !errors.Is(err, ErrInjected) {
			t.Errorf("got %v", err)
		}
	})
}

// Two hands on one store take turns at every call.
func TestObserveLetsAnotherRunTakeItsTurn(t *testing.T) {
	s := newStore(t)
	wrapped := Observe(s, func(ctx context.Context, c Call) error {
		return s.Write(ctx, "school", []store.Action{{Op: store.Update, Key: "turns", Add: map[string]int64{"n": 1}}})
	}, nil)
	threeCalls(t.Context(), wrapped)
	got, err := s.Get(t.Context(), "school", "turns")
	if err != nil || len(got) != 1 || got[0].Int("n") != 3 {
		t.Errorf("got %v, %v, want 3 turns", got, err)
	}
}

func TestRecorderTellsEachCallOnce(t *testing.T) {
	r := Record(newStore(t))
	threeCalls(t.Context(), r)
	calls := r.Taken()
	if len(calls) != 3 || calls[0].Actions[0].Key != "a" || calls[1].Method != List || calls[2].N != 3 || len(r.Taken()) != 0 {
		t.Errorf("got %+v", calls)
	}
}

// The meter's size of what travels and the port's size of an item are two
// writings of one rule.
func TestSizesAgree(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		school, key := rapid.String().Draw(rt, "school"), rapid.String().Draw(rt, "key")
		i := item(key, store.Attrs{})
		typed := map[string]map[string]any{"pk": {"S": "S#" + school}, "sk": {"S": key}}
		for _, name := range rapid.SliceOfNDistinct(rapid.StringMatching(`x[a-zé.]{0,5}`), 0, 4, rapid.ID).Draw(rt, "names") {
			switch rapid.IntRange(0, 3).Draw(rt, "type") {
			case 0:
				v := rapid.String().Draw(rt, "text")
				i.Attrs[name], typed[name] = v, map[string]any{"S": v}
			case 1:
				v := rapid.Int64().Draw(rt, "number")
				i.Attrs[name], typed[name] = v, map[string]any{"N": strconv.FormatInt(v, 10)}
			case 2:
				v := rapid.SliceOf(rapid.Byte()).Draw(rt, "bytes")
				i.Attrs[name], typed[name] = v, map[string]any{"B": base64.StdEncoding.EncodeToString(v)}
			default:
				i.Attrs[name], typed[name] = true, map[string]any{"BOOL": true}
			}
		}
		body, err := json.Marshal(typed)
		if err != nil {
			rt.Fatal(err)
		}
		var raw rawItem
		if err := json.Unmarshal(body, &raw); err != nil {
			rt.Fatal(err)
		}
		want, err := sizeOf(raw)
		if got := store.Size(school, i); err != nil || got != want {
			rt.Fatalf("store.Size is %d, the meter's %d, %v", got, want, err)
		}
	})
}
