package sqlite

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/store"
)

// A full disk is made by SQLite's own limit of pages, which gives its code.
func TestAFullDiskIsSaidAndNothingIsWritten(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), time.Now, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.writer.Exec("PRAGMA max_page_count = 20"); err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), "school", []store.Action{
		{Op: store.Put, Key: "a"},
		{Op: store.Put, Key: "b", Attrs: store.Attrs{"text": strings.Repeat("x", 200_000)}},
	})
	if !errors.Is(err, store.ErrUnavailable) || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("Write: got %v", err)
	}
	if got, err := s.Get(t.Context(), "school", "a", "b"); err != nil || len(got) != 0 {
		t.Errorf("Get: got %v, %v, want nothing", got, err)
	}
	if err := s.Write(t.Context(), "school", []store.Action{{Op: store.Put, Key: "a"}}); err != nil {
		t.Errorf("a small write afterwards: %v", err)
	}
}

// FuzzDecode feeds what a damaged file may hold: an error or attributes that
// encode to a blob which decodes to the same.
func FuzzDecode(f *testing.F) {
	whole, err := encode(nil, store.Attrs{"n": int64(-5), "t": "text", "yes": true, "no": false, "b": []byte{0, 1}})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{nil, {1}, {2}, whole, whole[:len(whole)-1], {1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 's'}} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, blob []byte) {
		attrs, err := decode(blob)
		if err != nil {
			return
		}
		again, err := encode(nil, attrs)
		if err != nil {
			t.Fatalf("encode %v: %v", attrs, err)
		}
		if back, err := decode(again); err != nil || len(back) != len(attrs) {
			t.Fatalf("decode %x again: got %v, %v, want %v", again, back, err, attrs)
		}
	})
}
