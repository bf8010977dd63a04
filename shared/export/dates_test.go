package export_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/export"
	"shelfmates/shared/partnership"
)

// TestDaysOfAWorkbook: they sort, and a spreadsheet can count with them.
func TestDaysOfAWorkbook(t *testing.T) {
	var book bytes.Buffer
	if err := export.XLSX(&book, []export.Table{{
		Tab: partnership.Donations, Columns: []string{"Date", "Partner", "What"},
		Rows: []export.Row{{ID: "D1", Values: []any{"2026-11-03", "Second Turn Thrift", "2026-11-03"}}},
	}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&book)
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"A2": "46329", "C2": "2026-11-03"} { // a text that looks like a day stays one
		if got, err := f.GetCellValue("Donations", cell, excelize.Options{RawCellValue: true}); err != nil || got != want {
			t.Errorf("%s holds %q (%v), want %q", cell, got, err, want)
		}
	}
	if got, err := f.GetCellValue("Donations", "A2"); err != nil || got != "2026-11-03" {
		t.Errorf("A2 shows %q (%v)", got, err)
	}
}
