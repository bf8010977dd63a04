package export_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/export"
	"shelfmates/shared/partnership"
	"shelfmates/shared/store/sqlite"
)

func TestWriteTable(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), time.Now, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	school := export.School{Store: db, Name: "maple"}
	t.Run("a tab without records is its headers", func(t *testing.T) {
		var csv, xlsx bytes.Buffer
		if err := errors.Join(
			school.WriteTable(t.Context(), &csv, partnership.Ideas, "csv"),
			school.WriteTable(t.Context(), &xlsx, partnership.Ideas, "xlsx"),
		); err != nil {
			t.Fatal(err)
		}
		if got, want := csv.String(), "Idea,From,Date,Status,Why,Kind,Led to,ID\n"; got != want {
			t.Errorf("as CSV it is %q, want %q", got, want)
		}
		f, err := excelize.OpenReader(&xlsx)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("Ideas")
		if want := []string{"Idea", "From", "Date", "Status", "Why", "Kind", "Led to", "ID"}; err != nil || len(rows) != 1 || !slices.Equal(rows[0], want) {
			t.Errorf("for Excel it is %v (%v), want %v", rows, err, want)
		}
	})
	t.Run("what there is not is an error", func(t *testing.T) {
		if err := school.WriteTable(t.Context(), &bytes.Buffer{}, "Grades", "csv"); !errors.Is(err, export.ErrNoTab) {
			t.Errorf("a tab that there is not: %v, want ErrNoTab", err)
		}
		if err := school.WriteTable(t.Context(), &bytes.Buffer{}, partnership.Ideas, "pdf"); err == nil {
			t.Error("a format that there is not is no error")
		}
	})
}
