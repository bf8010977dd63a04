package reconcile_test

import (
	"testing"

	"shelfmates/shared/partnership"
)

// thanking is a school with a partner, its gifts by day, and an empty
// Recognition tab.
func thanking(t *testing.T, gifts ...[2]string) (*desk, *page) {
	t.Helper()
	d := newDesk(t)
	d.paper.tab("Partners").typeRow("YMCA", "Nonprofit")
	given := d.paper.add(partnership.Donations, "Date", "Partner", "What")
	for _, g := range gifts {
		given.typeRow(g[0], "YMCA", g[1])
	}
	settings := d.paper.add("Settings", "Setting", "Value")
	settings.typeRow("Thank from", "2026-01-01")
	return d, d.paper.add(partnership.Recognitions, "For", "Because of", "Channel", "Status", "Done on")
}

func TestATypedThankYouIsToldWhatItSettles(t *testing.T) {
	note := func(p *page, row int) string { return p.say(row, "Shelfmates note") }
	t.Run("what it names, in its note and not among the problems", func(t *testing.T) {
		d, thanks := thanking(t, [2]string{"2026-09-01", "40 chairs"}, [2]string{"2026-10-05", "a piano"})
		row := thanks.typeRow("YMCA", "the piano", "Letter", "Sent", "")
		r := d.sync()
		if got, want := note(thanks, row), "Settles the thanks for: A piano, 5 Oct."; got != want {
			t.Errorf("its note says %q, want %q", got, want)
		}
		for _, p := range r.Stands {
			if p.Tab == partnership.Recognitions {
				t.Errorf("it stands as a problem: %+v", p)
			}
		}
		if r := d.sync(); r.Changed {
			t.Error("a second sync found something to do")
		}
	})
	t.Run("else the oldest, and another once that gift was never given", func(t *testing.T) {
		d, thanks := thanking(t, [2]string{"2026-09-01", "40 chairs"}, [2]string{"2026-10-05", "a piano"})
		row := thanks.typeRow("YMCA", "", "Letter", "Sent", "2026-10-20")
		d.sync()
		if got, want := note(thanks, row), "Settles the thanks for: 40 chairs, 1 Sept."; got != want {
			t.Fatalf("its note says %q, want %q", got, want)
		}
		given := d.paper.tab("Donations")
		given.set(2, given.column("Date"), "2025-09-01")
		d.sync()
		if got, want := note(thanks, row), "Settles the thanks for: A piano, 5 Oct."; got != want {
			t.Errorf("then it says %q, want %q", got, want)
		}
	})
	t.Run("a draft settles nothing, nor does thanks for what is history", func(t *testing.T) {
		d, thanks := thanking(t, [2]string{"2025-09-01", "40 chairs"}, [2]string{"2026-10-05", "a piano"})
		draft := thanks.typeRow("YMCA", "the piano", "Letter", "Draft", "")
		old := thanks.typeRow("YMCA", "40 chairs", "Letter", "Sent", "2025-09-10")
		d.sync()
		if note(thanks, draft) != "" || note(thanks, old) != "" {
			t.Errorf("the notes say %q and %q, want nothing", note(thanks, draft), note(thanks, old))
		}
	})
}
