package sample_test

import (
	"path/filepath"
	"testing"
	"time"

	"shelfmates/shared/sample"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/workbook"
)

// TestSampleAsFile writes the sample as a workbook and reads it back: the rows
// mean the same as before they were written.
func TestSampleAsFile(t *testing.T) {
	now := time.Date(2026, time.November, 24, 15, 0, 0, 0, time.UTC)
	grids := sample.School(now, time.UTC)
	path := filepath.Join(t.TempDir(), "school.xlsx")
	if err := workbook.Create(path, sheet.Template{Zone: "UTC", Made: now, Filled: grids}); err != nil {
		t.Fatal(err)
	}
	snap, err := workbook.New(path, time.Now, workbook.Options{}).Read(t.Context(), sheet.Known{})
	if err != nil {
		t.Fatal(err)
	}
	before, after := sheet.LayOut(grids, nil), sheet.LayOut(snap.Grids, nil)
	for i := range before.Tabs {
		want, got := before.Tabs[i].Read(), after.Tabs[i].Read()
		if got.Paused != nil || len(got.Rows) != len(want.Rows) {
			t.Errorf("%s: %d rows, want %d; on pause: %v", want.Title, len(got.Rows), len(want.Rows), got.Paused)
			continue
		}
		for j := range want.Rows {
			for c := range want.Rows[j].Values {
				if got.Rows[j].Values[c] != want.Rows[j].Values[c] {
					t.Errorf("%s row %d, %s: read %+v, want %+v", want.Title, want.Rows[j].Number, want.Schema.Columns[c].Name, got.Rows[j].Values[c], want.Rows[j].Values[c])
				}
			}
			if len(got.Rows[j].Problems) != len(want.Rows[j].Problems) {
				t.Errorf("%s row %d: %d problems, want %d", want.Title, want.Rows[j].Number, len(got.Rows[j].Problems), len(want.Rows[j].Problems))
			}
		}
	}
	if len(after.Settings.Problems) != 0 || after.Settings.Paused != nil {
		t.Errorf("settings: %v, on pause %v", after.Settings.Problems, after.Settings.Paused)
	}
	for i, c := range after.Settings.Schema.Columns {
		if v := after.Settings.Values[i]; v.State == sheet.Absent || v.State == sheet.Bad {
			t.Errorf("setting %s: %+v", c.Name, v)
		}
	}
	if after.Report == nil || len(after.Unread) != 1 {
		t.Errorf("report tab %v, tabs not read %d", after.Report, len(after.Unread))
	}
}
