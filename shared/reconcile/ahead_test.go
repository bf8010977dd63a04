package reconcile_test

import (
	"strings"
	"testing"
	"time"

	"shelfmates/shared/sheet"
)

// TestAnEntryDatedAhead holds that nobody looks for hours in a number in vain:
// the row says why they are not there yet, until its day.
func TestAnEntryDatedAhead(t *testing.T) {
	d := newDesk(t)
	d.paper.tab("Volunteers").typeRow("Ana Ruiz")
	hours := d.paper.tab("Hours")
	day := d.clock.AddDate(0, 0, 7).Format(time.DateOnly)
	first := hours.typeRow(day, "", "Ana Ruiz", "2")
	again := hours.typeRow(day, "", "Ana Ruiz", "2")
	r := d.sync()
	if note := d.note("Hours", first); !strings.Contains(note, "This date is in the future, so the row is not counted until then.") {
		t.Errorf("the note says %q", note)
	}
	if said(r, sheet.RowDoubled) {
		t.Error("two rows that do not count yet are said to count both")
	}
	if r := d.later(); r.Changed {
		t.Error("there is something to do though its day has not come")
	}

	d.clock = r.Due
	r = d.sync()
	if note := d.note("Hours", first); note != "" || said(r, sheet.DateAhead) {
		t.Errorf("on its day the note says %q", note)
	}
	if note := d.note("Hours", again); !said(r, sheet.RowDoubled) || note == "" {
		t.Errorf("now both count, and the note says %q", note)
	}
}
