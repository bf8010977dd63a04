package sqlite_test

import (
	"path/filepath"
	"testing"
	"time"

	"shelfmates/shared/registry"
	"shelfmates/shared/registry/registrytest"
	"shelfmates/shared/store/sqlite"
)

func TestRegistry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	registrytest.Run(t, func(t *testing.T) registry.Table {
		s := open(t, path)
		t.Cleanup(func() { s.Close() })
		return s.Registry()
	})
}

func TestRegistryOfAStoreThatIsNotThere(t *testing.T) {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), time.Now, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	schools, err := registry.New(s.Registry()).Schools(t.Context())
	if err != nil || len(schools) != 0 {
		t.Errorf("got %v, %v, want none", schools, err)
	}
}
