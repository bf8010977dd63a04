package letterbox_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"shelfmates/shared/letterbox"
	"shelfmates/shared/registry"
	"shelfmates/shared/store/sqlite"
)

func TestRegisteredSchools(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "deployment.db"), time.Now, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r := registry.New(db.Registry())
	for _, s := range []registry.School{
		{ID: "maple", Sheet: "sheet-m", Audience: "script-m"},
		{ID: "oak", Sheet: "sheet-o", Audience: "script-o"},
		{ID: "elm", Sheet: "sheet-e"},
	} {
		if _, err := r.Add(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		what, sheet, audience, want string
	}{
		{"a school by its sheet and script", "sheet-m", "script-m", "maple"},
		{"another by its own", "sheet-o", "script-o", "oak"},
		{"nobody by another's script", "sheet-m", "script-o", ""},
		{"nobody by a sheet that is not there", "sheet-x", "script-m", ""},
		{"nobody by a school that has no script", "sheet-e", "script-m", ""},
		{"nobody by a school that has no script, and no audience", "sheet-e", "", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			got, err := letterbox.Registered{Registry: r}.Find(t.Context(), c.sheet, c.audience)
			if got != c.want || (err == nil) != (c.want != "") || err != nil && !errors.Is(err, letterbox.ErrNoSheet) {
				t.Errorf("%s with %s: got %q, %v, want %q", c.sheet, c.audience, got, err, c.want)
			}
		})
	}
}
