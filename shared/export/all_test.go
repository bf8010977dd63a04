package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/export"
	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/store/storetest"
)

func open(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), time.Now, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// filled is a store with records, a session and a sync's lease.
func filled(t *testing.T) store.Store {
	t.Helper()
	s := open(t)
	state, err := store.State{Committed: 3, StartDay: "2026-08-03"}.Item()
	if err != nil {
		t.Fatal(err)
	}
	items := []store.Item{
		state,
		{Key: store.LeaseKey, Attrs: store.Attrs{store.LeaseEpoch: int64(3), store.LeaseRun: "R", store.LeaseUntil: int64(9)}},
		{Key: store.SessionPrefix + "x", Attrs: store.Attrs{"who": "somebody"}},
		{Key: "PEPPER", Attrs: store.Attrs{"pepper": []byte{0, 1, 255}}},
	}
	for i := range 250 {
		items = append(items, store.Item{Key: store.RecordKey("Ideas", fmt.Sprintf("%03d", i)), Attrs: store.Attrs{"fields": `{"Idea":"x"}`, "rev": int64(i), "archived": true}})
	}
	for _, i := range items {
		if err := s.Write(t.Context(), "maple", []store.Action{{Op: store.Put, Key: i.Key, Attrs: i.Attrs}}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func all(t *testing.T, s store.Store) string {
	t.Helper()
	var out bytes.Buffer
	if err := export.All(t.Context(), s, "maple", &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestMoving(t *testing.T) {
	first := all(t, filled(t))

	t.Run("everything but sessions and the lease's holder moves", func(t *testing.T) {
		other := open(t)
		n, err := export.Import(t.Context(), other, "maple", strings.NewReader(first))
		if err != nil || n != 253 {
			t.Fatalf("got %d items, %v; want 253", n, err)
		}
		if again := all(t, other); again != first {
			t.Error("what came out of the second store differs")
		}
		if strings.Contains(first, "somebody") || strings.Contains(first, `"R"`) {
			t.Error("the export holds a session or a lease's run")
		}
	})
	t.Run("which spreadsheet was read is left behind", func(t *testing.T) {
		from := filled(t)
		bound := store.State{Committed: 3, Sheet: "1abc", Tabs: map[string]store.TabState{"Ideas": {Title: "Ideas", Key: "7", Live: 250}}}
		state, err := bound.Item()
		if err != nil {
			t.Fatal(err)
		}
		seen := store.Seen{Began: time.UnixMilli(5).UTC(), Listed: time.UnixMilli(4), Tabs: "[]", Zone: "UTC"}.Item()
		if err := from.Write(t.Context(), "maple", []store.Action{
			{Op: store.Put, Key: state.Key, Attrs: state.Attrs}, {Op: store.Put, Key: seen.Key, Attrs: seen.Attrs},
		}); err != nil {
			t.Fatal(err)
		}
		to := open(t)
		if _, err := export.Import(t.Context(), to, "oak", strings.NewReader(all(t, from))); err != nil {
			t.Fatal(err)
		}
		items, err := to.Get(t.Context(), "oak", store.StateKey, store.SeenKey)
		if err != nil || len(items) != 2 {
			t.Fatalf("got %d items, %v", len(items), err)
		}
		for _, i := range items {
			if i.Key == store.SeenKey {
				if got, want := store.ReadSeen(i), (store.Seen{Began: time.UnixMilli(5).UTC()}); got != want {
					t.Errorf("SEEN is %+v, want %+v", got, want)
				}
				continue
			}
			got, err := store.ReadState(i)
			if tab := got.Tabs["Ideas"]; err != nil || got.Sheet != "" || tab.Key != "" || tab.Live != 250 {
				t.Errorf("STATE is %+v, %v", got, err)
			}
		}
	})
	t.Run("a store with records takes nothing", func(t *testing.T) {
		if _, err := export.Import(t.Context(), filled(t), "maple", strings.NewReader(first)); !errors.Is(err, export.ErrNotEmpty) {
			t.Fatalf("got %v, want ErrNotEmpty", err)
		}
	})
	items := func(t *testing.T, s store.Store) (keys []string) {
		t.Helper()
		for item, err := range s.List(t.Context(), "maple", "") {
			if err != nil {
				t.Fatal(err)
			}
			keys = append(keys, item.Key)
		}
		return keys
	}
	t.Run("an export that was cut off anywhere is refused, leaves nothing, and can be done again whole", func(t *testing.T) {
		lines := strings.SplitAfter(first, "\n")
		for _, cut := range []int{0, 1, 2, len(lines) / 2, len(lines) - 2} {
			other := open(t)
			if _, err := export.Import(t.Context(), other, "maple", strings.NewReader(strings.Join(lines[:cut], ""))); !errors.Is(err, export.ErrNotAnExport) {
				t.Fatalf("cut after %d lines: got %v, want ErrNotAnExport", cut, err)
			}
			if left := items(t, other); len(left) != 0 {
				t.Fatalf("cut after %d lines: %d items were left, such as %s", cut, len(left), left[0])
			}
			if n, err := export.Import(t.Context(), other, "maple", strings.NewReader(first)); err != nil || n != 253 {
				t.Fatalf("after a cut at %d lines: got %d, %v", cut, n, err)
			}
		}
	})
	t.Run("so is one with a line doubled, a line changed, or something behind its end", func(t *testing.T) {
		lines := strings.SplitAfter(strings.TrimSuffix(first, "\n"), "\n")
		end := lines[len(lines)-1]
		for what, text := range map[string]string{
			"a line doubled":            strings.Join(append(slices.Insert(slices.Clone(lines[:len(lines)-1]), 5, lines[4]), strings.Replace(end, "253", "254", 1)), ""),
			"a line behind its end":     first + lines[5],
			"rubbish behind its end":    first + "x",
			"bytes that are none":       strings.Replace(first, "AAH/", "A?H/", 1),
			"a state that cannot be":    strings.Replace(first, `"key":"STATE","text":{`, `"key":"STATE","text":{"tab.Ideas":"{",`, 1),
			"no lines, and rubbish":     "{",
			"records for people to see": `{"tab":"Ideas","id":"1","rev":1,"fields":{}}` + "\n",
		} {
			other := open(t)
			if _, err := export.Import(t.Context(), other, "maple", strings.NewReader(text)); !errors.Is(err, export.ErrNotAnExport) || text == first {
				t.Errorf("%s: got %v, want ErrNotAnExport", what, err)
			}
			if left := items(t, other); len(left) != 0 {
				t.Errorf("%s: %d items were left, such as %s", what, len(left), left[0])
			}
		}
	})
	t.Run("what an import that was killed left is not shown, and is gone with the next one", func(t *testing.T) {
		other := open(t)
		if err := other.Write(t.Context(), "maple", []store.Action{{Op: store.Put, Key: store.RecordKey("Ideas", "zzz"), Attrs: store.Attrs{"fields": `{"Idea":"x"}`}}}); err != nil {
			t.Fatal(err)
		}
		if tables, err := export.Tables(t.Context(), other, "maple", ""); len(tables) != 0 || err != nil {
			t.Errorf("its records are shown: %v, %v", tables, err)
		}
		if _, err := export.Import(t.Context(), other, "maple", strings.NewReader(first)); err != nil {
			t.Fatal(err)
		}
		if again := all(t, other); again != first {
			t.Error("what came out after the next import differs from what went in")
		}
	})
	t.Run("a sync in between is noticed", func(t *testing.T) {
		s := filled(t)
		watched := storetest.Observe(s, nil, func(ctx context.Context, c storetest.Call, err error) error {
			if c.N == 2 { // the list of everything
				return s.Write(ctx, "maple", []store.Action{{Op: store.Update, Key: store.LeaseKey, Attrs: store.Attrs{store.LeaseEpoch: int64(4)}}})
			}
			return err
		})
		if err := export.All(t.Context(), watched, "maple", &bytes.Buffer{}); !errors.Is(err, export.ErrMoved) {
			t.Fatalf("got %v, want ErrMoved", err)
		}
	})
	t.Run("a school never synced is an empty export", func(t *testing.T) {
		if got := all(t, open(t)); got != "" {
			t.Fatalf("got %q", got)
		}
	})
}

func TestTexts(t *testing.T) {
	table := export.Table{Tab: "Partners", Columns: []string{"Partner", "Offers"}, Rows: []export.Row{
		{ID: "01A", Rev: 2, Values: []any{"=HYPERLINK(1)", []string{"a", "b"}}},
		{ID: "01B", Rev: 1, Values: []any{"  @sum", nil}},
		{ID: "01C", Rev: 1, Values: []any{"\tx", 1.5}},
	}}
	var csv, lines bytes.Buffer
	if err := export.CSV(&csv, table); err != nil {
		t.Fatal(err)
	}
	want := "Partner,Offers,ID\n'=HYPERLINK(1),\"a, b\",01A\n'  @sum,,01B\n'\tx,1.5,01C\n"
	if csv.String() != want {
		t.Errorf("CSV: got %q, want %q", csv.String(), want)
	}
	if err := export.Lines(&lines, []export.Table{table}); err != nil {
		t.Fatal(err)
	}
	first := `{"tab":"Partners","id":"01A","rev":2,"fields":{"Partner":"=HYPERLINK(1)","Offers":["a","b"]}}`
	if got, _, _ := strings.Cut(lines.String(), "\n"); got != first {
		t.Errorf("lines: got %s, want %s", got, first)
	}
}
