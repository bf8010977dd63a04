package storetest

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/store"
)

// A model is what one school should hold. It is written from the port alone and
// shares no code with the adapters.
type model map[string]store.Attrs

// write applies actions and returns the index of the first that conflicts, or
// -1 when all were done.
func (m model) write(actions []store.Action) int {
	for i, a := range actions {
		attrs, there := m[a.Key]
		for _, c := range a.If {
			value, has := attrs[c.Attr]
			holds := has && (c.Equals == nil || reflect.DeepEqual(value, c.Equals))
			if c.Attr == "" {
				holds = there
			}
			if c.Absent {
				holds = !has && c.Attr != "" || c.Attr == "" && !there
			}
			if !holds {
				return i
			}
		}
	}
	for _, a := range actions {
		switch a.Op {
		case store.Put:
			m[a.Key] = maps.Clone(a.Attrs)
		case store.Update:
			after := maps.Clone(m[a.Key])
			if after == nil {
				after = store.Attrs{}
			}
			maps.Copy(after, a.Attrs)
			for name, n := range a.Add {
				was, _ := after[name].(int64)
				after[name] = was + n
			}
			for _, name := range a.Remove {
				delete(after, name)
			}
			m[a.Key] = after
		case store.Delete:
			delete(m, a.Key)
		}
		if m[a.Key][store.TTL] == longAgo {
			delete(m, a.Key)
		}
	}
	return -1
}

func (m model) list(prefix string) []store.Item {
	var items []store.Item
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if strings.HasPrefix(key, prefix) {
			items = append(items, item(key, m[key]))
		}
	}
	return items
}

// Few keys, names and values, so that a history meets itself often.
var (
	someKeys  = rapid.SampledFrom([]string{"a", "a#", "a#b", "b", "é"})
	someNames = rapid.SampledFrom([]string{"name", "t.x", "n"})
	someTexts = rapid.SampledFrom([]any{"", "x", "y", true, false, []byte("x")})
	someInts  = rapid.SampledFrom([]int64{-1, 0, 7})
)

// someValue keeps "n" a number, so that every addition is one.
func someValue(t *rapid.T, name string) any {
	if name == "n" {
		return someInts.Draw(t, "number")
	}
	return someTexts.Draw(t, "value")
}

func someAction(t *rapid.T, key string) store.Action {
	a := store.Action{Op: rapid.SampledFrom([]store.Op{store.Put, store.Put, store.Update, store.Update, store.Delete, store.Check}).Draw(t, "op"), Key: key}
	if a.Op == store.Put || a.Op == store.Update {
		a.Attrs = store.Attrs{}
		for _, name := range rapid.SliceOfNDistinct(someNames, 0, 2, rapid.ID).Draw(t, "names") {
			a.Attrs[name] = someValue(t, name)
		}
		if rapid.IntRange(0, 5).Draw(t, "expires") == 0 {
			a.Attrs[store.TTL] = rapid.SampledFrom([]int64{longAgo, inAges}).Draw(t, "ttl")
		}
	}
	if a.Op == store.Update {
		if _, set := a.Attrs["n"]; !set && rapid.Bool().Draw(t, "adds") {
			a.Add = map[string]int64{"n": someInts.Draw(t, "plus")}
		}
		if _, set := a.Attrs["name"]; !set && rapid.Bool().Draw(t, "removes") {
			a.Remove = []string{"name"}
		}
	}
	for n := rapid.IntRange(0, 2).Draw(t, "conditions"); n > 0 || a.Op == store.Check && len(a.If) == 0; n-- {
		name := someNames.Draw(t, "on")
		a.If = append(a.If, rapid.SampledFrom([]store.Condition{
			store.NotThere(), {}, store.Without(name), {Attr: name}, store.Is("n", int64(7)), store.Is("name", "x"),
		}).Draw(t, "condition"))
	}
	return a
}

// histories numbers the schools of random histories; rapid runs many in one test.
var histories atomic.Int64

func historyCases(t *testing.T, open func(*testing.T) bench) {
	t.Run("leaves what a simple model says", rapid.MakeCheck(func(rt *rapid.T) {
		b := open(t)
		school := fmt.Sprintf("%s/%d", b.school, histories.Add(1))
		m := model{}
		for range rapid.IntRange(1, 12).Draw(rt, "writes") {
			var actions []store.Action
			for _, key := range rapid.SliceOfNDistinct(someKeys, 1, 3, rapid.ID).Draw(rt, "keys") {
				actions = append(actions, someAction(rt, key))
			}
			was := maps.Clone(m)
			want := m.write(actions)
			err := b.Store.Write(t.Context(), school, actions)
			var conflict *store.ConflictError
			switch {
			case want < 0 && err != nil:
				rt.Fatalf("Write(%+v) on %v: got %v, want it done", actions, was, err)
			case want >= 0 && !errors.As(err, &conflict):
				rt.Fatalf("Write(%+v) on %v: got %v, want a conflict at %d", actions, was, err, want)
			case want >= 0:
				old, there := was[actions[want].Key]
				if conflict.Index != want || (conflict.Old != nil) != there || there && !reflect.DeepEqual(conflict.Old.Attrs, old) {
					rt.Fatalf("Write(%+v) on %v: got conflict %d with %+v, want %d", actions, was, conflict.Index, conflict.Old, want)
				}
			}
			for _, prefix := range []string{"", "a#"} {
				got, err := collect(t.Context(), b.other, school, prefix)
				if err != nil || !sameItems(got, m.list(prefix)) {
					rt.Fatalf("after %+v on %v: List(%q) gave %+v, %v, want %+v", actions, was, prefix, got, err, m.list(prefix))
				}
			}
			got, err := b.Store.Get(t.Context(), school, "é", "a", "a#b")
			var there []store.Item
			for _, key := range []string{"é", "a", "a#b"} {
				if attrs, has := m[key]; has {
					there = append(there, item(key, attrs))
				}
			}
			if err != nil || !sameItems(got, there) {
				rt.Fatalf("Get gave %+v, %v, want %+v", got, err, there)
			}
		}
	}))
}
