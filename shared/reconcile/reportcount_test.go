package reconcile_test

import (
	"slices"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// TestTheReportCountsCauses: what asks for something stands first, counted by
// cause as on the pages and in the mail, and apart from what is good to know.
func TestTheReportCountsCauses(t *testing.T) {
	d := newDesk(t)
	report := d.paper.add(partnership.Kind(sheet.ReportTitle))
	d.paper.tab("Volunteers").typeRow("Ana Ruiz")
	for range 2 {
		d.paper.tab("Hours").typeRow("2026-10-06", "", "Ben Cole", "1")
	}
	d.paper.tab("Hours").typeRow("soon", "", "Ana Ruiz", "1")
	d.sync()
	var first []string
	for row := 1; row < 40; row++ {
		first = append(first, report.at(row, 0).Text)
	}
	for _, want := range []string{"To put right: 2", "Hours C2, Hours C3", "Hours A4", "For information: 1", "Hours A3"} {
		if !slices.Contains(first, want) {
			t.Errorf("no line begins with %q: %q", want, first)
		}
	}
}
