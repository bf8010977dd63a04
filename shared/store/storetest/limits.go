package storetest

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"shelfmates/shared/store"
)

func limitCases(t *testing.T, open func(*testing.T) bench) {
	tooLarge := func(b bench, what string, actions ...store.Action) {
		b.Helper()
		if err := b.Store.Write(b.Context(), b.school, actions); !errors.Is(err, store.ErrTooLarge) {
			b.Errorf("%s: got %v, want ErrTooLarge", what, err)
		}
	}
	t.Run("a Write has at most MaxActions actions", func(t *testing.T) {
		b := open(t)
		var actions []store.Action
		for i := range store.MaxActions + 1 {
			actions = append(actions, put(fmt.Sprintf("k%03d", i), store.Attrs{"n": int64(i)}))
		}
		tooLarge(b, "101 actions", actions...)
		b.holds()
		b.write(actions[:store.MaxActions]...)
	})
	// filled is an item of exactly so many bytes.
	filled := func(b bench, key string, bytes int) store.Attrs {
		bare := store.Size(b.school, item(key, store.Attrs{"text": ""}))
		return store.Attrs{"text": strings.Repeat("x", bytes-bare)}
	}
	t.Run("an item has at most MaxItemBytes", func(t *testing.T) {
		b := open(t)
		full := filled(b, "k", store.MaxItemBytes)
		tooLarge(b, "one byte more", put("k", filled(b, "k", store.MaxItemBytes+1)))
		tooLarge(b, "one byte more, beside another", put("a", nil), put("k", filled(b, "k", store.MaxItemBytes+1)))
		b.holds()
		b.write(put("k", full))
		b.write(put("k", full), put("a", nil))
		b.holds(item("a", nil), item("k", full))
	})
	t.Run("an Update leaves at most MaxItemBytes", func(t *testing.T) {
		b := open(t)
		full := filled(b, "k", store.MaxItemBytes-10)
		b.write(put("k", full))
		grow := store.Action{Op: store.Update, Key: "k", Attrs: store.Attrs{"more": "1234567"}}
		tooLarge(b, "one byte more", grow)
		tooLarge(b, "one byte more, beside another", put("a", nil), grow)
		b.holds(item("k", full))
		grow.Attrs["more"] = "123456"
		b.write(grow)
	})
	t.Run("a Write has at most MaxWriteBytes", func(t *testing.T) {
		b := open(t)
		var actions []store.Action
		for i := range 11 {
			key := fmt.Sprintf("k%03d", i)
			actions = append(actions, put(key, filled(b, key, 390*1024)))
		}
		tooLarge(b, "4,290 KB", actions...)
		b.holds()
		b.write(actions[:10]...)
	})
	t.Run("a key has at most 1,024 bytes", func(t *testing.T) {
		b := open(t)
		tooLarge(b, "a longer key", put(strings.Repeat("é", 513), nil))
		b.write(put(strings.Repeat("é", 512), nil))
		sameKeys(b, b.list("é"), []string{strings.Repeat("é", 512)})
	})
}

// oddKeys are keys that some store or query language might take for something
// else.
var oddKeys = []string{
	" ", "  leading", "trailing ", "a%b", "a_b", "a*b", "a'b", `a"b`, `a\b`, "a\x00b", "a\x00", "a\nb", "a/b", "a?b=c",
	"Ünïcödé", "日本", "\U0001F4DA", "\U0010FFFF", "#pk", ":v", "NULL", "a", "A", "PENDING#Hours", "MAIL#2026-11-23/digest/ana@example.org",
}

func valueCases(t *testing.T, open func(*testing.T) bench) {
	t.Run("keys are kept with every character", func(t *testing.T) {
		b := open(t)
		for _, key := range oddKeys {
			b.write(put(key, store.Attrs{"key": key}, store.NotThere()))
		}
		for _, key := range oddKeys {
			b.gives(b.get(key), item(key, store.Attrs{"key": key}))
			if got := b.list(key); len(got) == 0 || got[0].Key != key {
				t.Errorf("list of %q begins with %q", key, keysOf(got))
			}
		}
	})
	t.Run("schools are kept with every character", func(t *testing.T) {
		b := open(t)
		for _, odd := range []string{" ", "'", "#", "%", "é", "a/b", "a\x00b"} {
			school := b.school + odd
			if err := b.Store.Write(t.Context(), school, []store.Action{put("k", store.Attrs{"of": odd})}); err != nil {
				t.Fatal(err)
			}
			items, err := b.Store.Get(t.Context(), school, "k")
			if err != nil || len(items) != 1 || items[0].Text("of") != odd {
				t.Errorf("school %q: got %v, %v", school, items, err)
			}
		}
	})
	all := store.Attrs{
		"text": "Ana \"the\" O'Neil\r\n\t\x00\U0001F4DA", "empty": "", "long": strings.Repeat("é", 20_000),
		"zero": int64(0), "negative": int64(-42), "most": int64(math.MaxInt64), "least": int64(math.MinInt64),
		"beyond a float": int64(1<<53 + 1),
		"yes":            true, "no": false,
		"bytes": []byte{0, 255, 128, '\n'}, "no bytes": []byte{},
		"name": "reserved", "status": "reserved", "tab.Hours": "dotted", "a b": "blank", "#x": "mark", ":y": "colon", "Größe": "umlaut", "size": int64(3),
	}
	t.Run("values come back as they were, also through an Update", func(t *testing.T) {
		b := open(t)
		b.write(put("k", all), store.Action{Op: store.Update, Key: "u", Attrs: all})
		b.holds(item("k", all), item("u", all))
		b.gives(b.get("u", "k"), item("u", all), item("k", all))
	})
	t.Run("conditions compare odd names and extremes", func(t *testing.T) {
		b := open(t)
		b.write(put("k", all))
		check := store.Action{Op: store.Check, Key: "k"}
		for name, value := range all {
			if _, isBytes := value.([]byte); !isBytes && name != "long" {
				check.If = append(check.If, store.Is(name, value))
			}
		}
		b.write(check)
		b.refused(store.Action{Op: store.Check, Key: "k", If: []store.Condition{store.Is("beyond a float", int64(1<<53))}})
		b.refused(store.Action{Op: store.Check, Key: "k", If: []store.Condition{store.Is("most", int64(math.MaxInt64-1))}})
	})
	t.Run("values passed in are not kept, values returned are the caller's", func(t *testing.T) {
		b := open(t)
		passed := store.Attrs{"bytes": []byte("abc"), "n": int64(1)}
		b.write(put("k", passed))
		want := item("k", store.Attrs{"bytes": []byte("abc"), "n": int64(1)})
		passed["bytes"].([]byte)[0] = 'X'
		passed["n"] = int64(2)
		for _, read := range []func() []store.Item{
			func() []store.Item { return b.get("k") },
			func() []store.Item { return b.list("k") },
			func() []store.Item { return []store.Item{*b.refused(put("k", nil, store.NotThere())).Old} },
		} {
			got := read()
			if !reflect.DeepEqual(got, []store.Item{want}) {
				t.Fatalf("got %+v, want %+v", got, want)
			}
			got[0].Attrs["bytes"].([]byte)[0] = 'Y'
			got[0].Attrs["n"] = int64(3)
		}
		b.holds(want)
	})
}
