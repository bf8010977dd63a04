package storetest

import (
	"errors"
	"testing"

	"shelfmates/shared/store"
)

// RunDamage holds an adapter against what the port says of damaged items.
// Damage makes an item hold what no adapter writes, past the port.
func RunDamage(t *testing.T, s store.Store, damage func(t *testing.T, school, key string)) {
	const school = "damaged"
	b := bench{T: t, Store: s, school: school}
	b.write(put("R#Hours#1", nil), put("R#Hours#2", store.Attrs{"n": int64(1)}), put("R#Ideas#1", nil))
	damage(t, school, "R#Hours#2")
	damaged := func(t *testing.T, err error) {
		t.Helper()
		if !errors.Is(err, store.ErrDamaged) || errors.Is(err, store.ErrUnavailable) {
			t.Errorf("got %v, want ErrDamaged and not ErrUnavailable: asking again gives the same", err)
		}
	}
	t.Run("Get says ErrDamaged when it meets an item that holds what no adapter writes", func(t *testing.T) {
		_, err := s.Get(t.Context(), school, "R#Hours#1", "R#Hours#2")
		damaged(t, err)
	})
	t.Run("List says ErrDamaged when it meets one", func(t *testing.T) {
		_, err := collect(t.Context(), s, school, "R#Hours#")
		damaged(t, err)
	})
	t.Run("others can be read all the same", func(t *testing.T) {
		sameKeys(b, b.get("R#Hours#1", "R#Ideas#1"), []string{"R#Hours#1", "R#Ideas#1"})
		sameKeys(b, b.list("R#Ideas#"), []string{"R#Ideas#1"})
	})
	t.Run("a damaged item can be replaced", func(t *testing.T) {
		b.write(put("R#Hours#2", store.Attrs{"n": int64(2)}))
		sameKeys(b, b.list("R#"), []string{"R#Hours#1", "R#Hours#2", "R#Ideas#1"})
	})
}
