package sqlite_test

import (
	"path/filepath"
	"testing"
	"time"

	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/store/storetest"
)

func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, time.Now, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, path) })
}

func TestDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := open(t, path)
	defer s.Close()
	storetest.RunDamage(t, s, func(t *testing.T, school, key string) {
		execute(t, path, "UPDATE items SET attrs = x'00ff' WHERE school = '"+school+"' AND key = '"+key+"'")
	})
}

func BenchmarkStore(b *testing.B) {
	storetest.Benchmark(b, func(b *testing.B) store.Store { return open(b, filepath.Join(b.TempDir(), "store.db")) })
}
