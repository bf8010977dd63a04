package reconcile_test

import (
	"context"
	"testing"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/roster"
)

// memory loads what the store knows of thank-yous beside the sheet.
func (d *desk) memory() recognition.Memory {
	d.t.Helper()
	e, err := roster.New(d.store).Load(context.Background(), "maple")
	if err != nil {
		d.t.Fatalf("load: %v", err)
	}
	return e.Memory
}

func TestDoneWithoutADayIsDoneOnTheDayItWasSeen(t *testing.T) {
	d := newDesk(t)
	d.paper.tab("Partners").typeRow("YMCA", "Nonprofit")
	thanks := d.paper.add(partnership.Recognitions, "For", "Because of", "Channel", "Status", "Done on")
	row := thanks.typeRow("YMCA", "twelve chairs", "Letter", "Draft", "")
	d.sync()
	if seen := d.memory().DoneSeen; len(seen) != 0 {
		t.Fatalf("a draft: got %v, want nothing seen", seen)
	}

	thanks.set(row, thanks.column("Status"), "Done in person")
	d.sync()
	first := d.now()
	day := func() string {
		for _, on := range d.memory().DoneSeen {
			return on.String()
		}
		return ""
	}
	if got, want := day(), first.Format(time.DateOnly); got != want {
		t.Fatalf("on the first day: got %q, want %q", got, want)
	}

	d.clock = d.clock.AddDate(0, 0, 5)
	thanks.set(row, thanks.column("Because of"), "a dozen chairs")
	d.sync()
	if got, want := day(), first.Format(time.DateOnly); got != want {
		t.Errorf("after another edit: got %q, want still %q", got, want)
	}

	thanks.set(row, thanks.column("Status"), "Draft")
	d.sync()
	if got := day(); got != "" {
		t.Errorf("taken back: got %q, want nothing", got)
	}
}
