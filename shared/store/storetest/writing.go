package storetest

import (
	"context"
	"fmt"
	"testing"

	"shelfmates/shared/store"
)

func writeCases(t *testing.T, open func(*testing.T) bench) {
	type attrs = store.Attrs
	before := attrs{"name": "Ana", "n": int64(5), "gone": true}
	for _, c := range []struct {
		does   string
		action store.Action
		absent bool        // start from no item
		left   store.Attrs // nil: no item
	}{
		{"Put replaces the whole item", store.Action{Op: store.Put, Attrs: attrs{"name": "Ben"}}, false, attrs{"name": "Ben"}},
		{"Put makes an absent item", store.Action{Op: store.Put, Attrs: attrs{"name": "Ben"}}, true, attrs{"name": "Ben"}},
		{"Put without attributes leaves a bare item", store.Action{Op: store.Put}, false, attrs{}},
		{
			"Update sets, adds and removes, and leaves the rest",
			store.Action{Op: store.Update, Attrs: attrs{"b": "x"}, Add: map[string]int64{"n": 2}, Remove: []string{"gone"}},
			false,
			attrs{"name": "Ana", "n": int64(7), "b": "x"},
		},
		{
			"Update changes the type of an attribute",
			store.Action{Op: store.Update, Attrs: attrs{"name": int64(3)}},
			false,
			attrs{"name": int64(3), "n": int64(5), "gone": true},
		},
		{
			"Update makes an absent item, an absent number counts as 0",
			store.Action{Op: store.Update, Attrs: attrs{"b": "x"}, Add: map[string]int64{"n": -2}, Remove: []string{"gone"}},
			true,
			attrs{"b": "x", "n": int64(-2)},
		},
		{
			"Update adds to an attribute that the item lacks",
			store.Action{Op: store.Update, Add: map[string]int64{"m": 4}},
			false,
			attrs{"name": "Ana", "n": int64(5), "gone": true, "m": int64(4)},
		},
		{
			"Update removes what is not there without an error",
			store.Action{Op: store.Update, Remove: []string{"never", "n"}},
			false,
			attrs{"name": "Ana", "gone": true},
		},
		{"Update that only removes makes an absent item too", store.Action{Op: store.Update, Remove: []string{"n"}}, true, attrs{}},
		{"Update of nothing makes an absent item too", store.Action{Op: store.Update}, true, attrs{}},
		{"Update of nothing changes nothing", store.Action{Op: store.Update}, false, before},
		{"Delete takes the item away", store.Action{Op: store.Delete}, false, nil},
		{"Delete of an absent item is no error", store.Action{Op: store.Delete}, true, nil},
		{"Check changes nothing", store.Action{Op: store.Check, If: []store.Condition{store.Is("n", int64(5))}}, false, before},
	} {
		for _, company := range []string{"alone", "beside another action"} {
			t.Run(c.does+", "+company, func(t *testing.T) {
				b := open(t)
				if !c.absent {
					b.write(put("k", before))
				}
				c.action.Key = "k"
				actions, want := []store.Action{c.action}, []store.Item{}
				if company != "alone" {
					actions = append(actions, put("a", nil))
					want = append(want, item("a", nil))
				}
				b.write(actions...)
				if c.left != nil {
					want = append(want, item("k", c.left))
				}
				b.holds(want...)
			})
		}
	}
	t.Run("does nothing when there are no actions", func(t *testing.T) {
		b := open(t)
		b.write()
		b.holds()
	})
	t.Run("does all actions or none", func(t *testing.T) {
		b := open(t)
		b.write(put("stays", attrs{"n": int64(1)}), put("epoch", attrs{"epoch": int64(2)}))
		var actions []store.Action
		for i := range store.MaxActions - 3 {
			actions = append(actions, put(fmt.Sprintf("new%03d", i), attrs{"n": int64(i)}))
		}
		actions = append(actions,
			store.Action{Op: store.Delete, Key: "stays"},
			store.Action{Op: store.Update, Key: "added", Add: map[string]int64{"n": 1}},
			store.Action{Op: store.Check, Key: "epoch", If: []store.Condition{store.Is("epoch", int64(1))}})
		b.refused(actions...)
		b.holds(item("epoch", attrs{"epoch": int64(2)}), item("stays", attrs{"n": int64(1)}))

		actions[len(actions)-1].If[0].Equals = int64(2)
		b.write(actions...)
		if got := len(b.list("")); got != store.MaxActions-1 {
			t.Errorf("the school holds %d items, want %d", got, store.MaxActions-1)
		}
	})
	t.Run("changes one school alone", func(t *testing.T) {
		b := open(t)
		b.write(put("k", attrs{"of": "first"}))
		neighbours := []string{b.school + "2", b.school + "#k", b.school[:len(b.school)-1], "S#" + b.school, "x"}
		for _, school := range neighbours {
			if err := b.Store.Write(t.Context(), school, []store.Action{put("k", attrs{"of": school}), put("n", nil, store.NotThere())}); err != nil {
				t.Fatalf("write to school %q: %v", school, err)
			}
		}
		b.holds(item("k", attrs{"of": "first"}))
		b.gives(b.get("k", "n"), item("k", attrs{"of": "first"}))
		for _, school := range neighbours {
			items, err := collect(t.Context(), b.Store, school, "")
			if err != nil || len(items) != 2 || items[0].Text("of") != school {
				t.Errorf("school %q holds %s, %v", school, show(items), err)
			}
			if err := b.Store.Write(t.Context(), school, []store.Action{{Op: store.Delete, Key: "k"}, {Op: store.Delete, Key: "n"}}); err != nil {
				t.Fatal(err)
			}
		}
		b.holds(item("k", attrs{"of": "first"}))
	})
	t.Run("refuses what only a bug writes, and writes nothing of it", func(t *testing.T) {
		b := open(t)
		text := put("text", attrs{"name": "Ana"})
		b.write(text)
		for _, c := range []struct {
			name    string
			actions []store.Action
		}{
			{"a key twice", []store.Action{put("a", nil), {Op: store.Delete, Key: "a"}}},
			{"an empty key", []store.Action{put("a", nil), put("", nil)}},
			{"a key that is not UTF-8", []store.Action{put("a", nil), put("\xff", nil)}},
			{"a text that is not UTF-8", []store.Action{put("a", attrs{"x": "\xff"})}},
			{"a value of another type", []store.Action{put("a", attrs{"n": 1})}},
			{"the name of a key attribute", []store.Action{put("a", attrs{"pk": "x"})}},
			{"an attribute without a name", []store.Action{put("a", attrs{"": "x"})}},
			{"an attribute set and removed", []store.Action{{Op: store.Update, Key: "a", Attrs: attrs{"x": "y"}, Remove: []string{"x"}}}},
			{"an attribute set and added to", []store.Action{{Op: store.Update, Key: "a", Attrs: attrs{"x": int64(1)}, Add: map[string]int64{"x": 1}}}},
			{"an addition in a Put", []store.Action{{Op: store.Put, Key: "a", Add: map[string]int64{"x": 1}}}},
			{"attributes in a Delete", []store.Action{{Op: store.Delete, Key: "text", Attrs: attrs{"x": "y"}}}},
			{"a Check without a condition", []store.Action{put("a", nil), {Op: store.Check, Key: "text"}}},
			{"an addition to a text", []store.Action{put("a", nil), {Op: store.Update, Key: "text", Add: map[string]int64{"name": 1}}}},
			{"an expiry that is no number", []store.Action{put("a", attrs{store.TTL: "soon"})}},
		} {
			if err := b.Store.Write(t.Context(), b.school, c.actions); err == nil {
				t.Errorf("%s: got no error", c.name)
			}
		}
		b.holds(item("text", text.Attrs))
		if err := b.Store.Write(t.Context(), "", []store.Action{put("a", nil)}); err == nil {
			t.Error("no school: got no error")
		}
	})
	t.Run("writes nothing when its context was over before", func(t *testing.T) {
		b := open(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		isCanceled(t, "Write of one", b.Store.Write(ctx, b.school, []store.Action{put("a", nil)}))
		isCanceled(t, "Write of two", b.Store.Write(ctx, b.school, []store.Action{put("a", nil), put("b", nil)}))
		b.holds()
	})
}
