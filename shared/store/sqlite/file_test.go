package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/store/storetest"
)

var someone = store.Action{Op: store.Put, Key: "R#Volunteers#1", Attrs: store.Attrs{"Volunteer": "Ana"}}

func TestOpen(t *testing.T) {
	t.Run("makes the folder and the file for their owner alone", func(t *testing.T) {
		if runtime.GOOS == "windows" {
			return // folders there have no such modes
		}
		path := filepath.Join(t.TempDir(), "data", "shelfmates", "store.db")
		s := open(t, path)
		defer s.Close()
		if err := s.Write(t.Context(), "school", []store.Action{someone}); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]os.FileMode{filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600} {
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			if got := info.Mode().Perm(); got != want {
				t.Errorf("%s has mode %o, want %o", name, got, want)
			}
		}
	})
	t.Run("takes a path with any character", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "A school's #1 ü%20 & store? x=y", "a b.db")
		s := open(t, path)
		if err := s.Write(t.Context(), "school", []store.Action{someone}); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		names, err := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(path)), "*", "*"))
		if err != nil || len(names) != 1 || names[0] != path {
			t.Errorf("closed, it left %q, %v, want %q alone", names, err, path)
		}
		again := open(t, path)
		defer again.Close()
		if got, err := again.Get(t.Context(), "school", someone.Key); err != nil || len(got) != 1 {
			t.Errorf("opened again: got %v, %v", got, err)
		}
	})
	t.Run("keeps to the port where the path cannot be used, and says why in a sentence", func(t *testing.T) {
		dir := t.TempDir()
		text := filepath.Join(dir, "notes.txt")
		write(t, text, "A list of books, and nothing that a store could be.\n"+strings.Repeat("x", 4096))
		torn := filepath.Join(dir, "torn.db")
		whole, err := os.ReadFile(filled(t, filepath.Join(dir, "whole.db")))
		if err != nil {
			t.Fatal(err)
		}
		for i := 100; i < 4096; i++ {
			whole[i] = 0x5a
		}
		write(t, torn, string(whole))
		foreign, newer := filepath.Join(dir, "foreign.db"), filled(t, filepath.Join(dir, "newer.db"))
		execute(t, foreign, "CREATE TABLE books (title TEXT)")
		execute(t, newer, "PRAGMA user_version = 99")
		for path, want := range map[string]string{
			text:                              "it is not a store of Shelfmates",
			torn:                              "the file is damaged; put back a copy",
			foreign:                           "it is the database of another program",
			newer:                             "it was written by a newer version of Shelfmates; use that version or a newer one",
			dir:                               "is a directory",
			filepath.Join(text, "a", "b.db"):  "not a directory",
			filepath.Join(text, "store.db"):   "not a directory",
			filepath.Join(dir, "nul\x00l.db"): "invalid argument",
		} {
			for _, readOnly := range []bool{false, true} {
				s, err := sqlite.Open(t.Context(), path, time.Now, sqlite.Options{ReadOnly: readOnly})
				if err == nil {
					s.Close()
				}
				if path == dir && readOnly {
					want = "it cannot be opened; look at the permissions of the file and its folder"
				}
				if !errors.Is(err, store.ErrUnavailable) || !strings.Contains(err.Error(), ": "+want+": ") {
					t.Errorf("%q, read only %v: got %v, want %q", filepath.Base(path), readOnly, err, want)
				}
			}
		}
	})
}

func TestReadOnly(t *testing.T) {
	openIt := func(t *testing.T, path string) *sqlite.Store {
		s, err := sqlite.Open(t.Context(), path, time.Now, sqlite.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	refuses := func(t *testing.T, s *sqlite.Store) {
		t.Helper()
		err := s.Write(t.Context(), "school", []store.Action{someone})
		if !errors.Is(err, store.ErrUnavailable) || !strings.Contains(err.Error(), "it may only be read") {
			t.Errorf("Write: got %v", err)
		}
	}
	t.Run("where there is no file it is empty and makes none", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "data", "store.db")
		s := openIt(t, path)
		if got, err := s.Get(t.Context(), "school", "LEASE"); err != nil || len(got) != 0 {
			t.Errorf("Get: got %v, %v", got, err)
		}
		for item, err := range s.List(t.Context(), "school", "") {
			t.Errorf("List: got %v, %v", item, err)
		}
		refuses(t, s)
		if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the folder is there: %v", err)
		}
	})
	t.Run("it reads while another process writes, and refuses to write", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "store.db")
		writer := open(t, path)
		defer writer.Close()
		s := openIt(t, path)
		if err := writer.Write(t.Context(), "school", []store.Action{someone}); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Get(t.Context(), "school", someone.Key); err != nil || len(got) != 1 {
			t.Errorf("Get: got %v, %v", got, err)
		}
		refuses(t, s)
	})
}

func TestExpiry(t *testing.T) {
	storetest.RunExpiry(t, func(t *testing.T, now func() time.Time) store.Store {
		s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), now, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestWhatIsOverIsDeletedByAWriteAnHourLater(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := sqlite.Open(t.Context(), path, func() time.Time { return now }, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	session := store.Action{Op: store.Put, Key: "SESSION#1", Attrs: store.Attrs{store.TTL: now.Add(time.Minute).Unix()}}
	for _, c := range []struct {
		after time.Duration
		rows  int
	}{{0, 1}, {59 * time.Minute, 1}, {60 * time.Minute, 0}} {
		now = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC).Add(c.after)
		if err := s.Write(t.Context(), "other school", []store.Action{someone}); err != nil {
			t.Fatal(err)
		}
		if c.after == 0 {
			if err := s.Write(t.Context(), "school", []store.Action{session}); err != nil {
				t.Fatal(err)
			}
		}
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		var rows int
		if err := db.QueryRow("SELECT count(*) FROM items WHERE key LIKE 'SESSION%'").Scan(&rows); err != nil || rows != c.rows {
			t.Errorf("after %v: %d rows, %v, want %d", c.after, rows, err, c.rows)
		}
		db.Close()
	}
}

func TestAnotherProgramKeepsTheFileLocked(t *testing.T) {
	path := filled(t, filepath.Join(t.TempDir(), "store.db"))
	s := open(t, path)
	defer s.Close()
	db, err := sql.Open("sqlite", path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	other, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	t.Run("reads go on", func(t *testing.T) {
		if got, err := s.Get(t.Context(), "school", someone.Key); err != nil || len(got) != 1 {
			t.Errorf("Get: got %v, %v", got, err)
		}
	})
	t.Run("a write gives up with its context", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		err := s.Write(ctx, "school", []store.Action{someone})
		if !errors.Is(err, store.ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Write: got %v", err)
		}
	})
	t.Run("a write waits for the other to end", func(t *testing.T) {
		done := make(chan error)
		go func() { done <- s.Write(t.Context(), "school", []store.Action{someone}) }()
		if err := other.Commit(); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Errorf("Write: %v", err)
		}
	})
}

func TestSweep(t *testing.T) {
	t.Run("what has expired is deleted with the next write that is done, though one before it was refused", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "store.db")
		now := time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC)
		s, err := sqlite.Open(t.Context(), path, func() time.Time { return now }, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		rows := func() (n int) {
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM items").Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		session := store.Action{Op: store.Put, Key: "SESSION#1", Attrs: store.Attrs{store.TTL: now.Add(time.Minute).Unix()}}
		if err := s.Write(t.Context(), "school", []store.Action{session, someone}); err != nil {
			t.Fatal(err)
		}
		now = now.Add(2 * time.Hour)
		refused := store.Action{Op: store.Put, Key: someone.Key, If: []store.Condition{store.NotThere()}}
		if err := s.Write(t.Context(), "school", []store.Action{refused}); !errors.Is(err, store.ErrConflict) {
			t.Fatalf("write: %v, want ErrConflict", err)
		}
		if got := rows(); got != 2 {
			t.Errorf("after a write that was refused the file holds %d items, want 2", got)
		}
		if err := s.Write(t.Context(), "school", []store.Action{someone}); err != nil {
			t.Fatal(err)
		}
		if got := rows(); got != 1 {
			t.Errorf("after a write that was done the file holds %d items, want 1", got)
		}
	})
}

// filled makes a store with one record and returns its path.
func filled(t *testing.T, path string) string {
	t.Helper()
	s := open(t, path)
	if err := errors.Join(s.Write(t.Context(), "school", []store.Action{someone}), s.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}
