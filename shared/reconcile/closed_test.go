package reconcile_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/roster"
)

// thanking is a school with a partner, its gifts by day, and an empty
// Recognition tab.
func thanking(t *testing.T, gifts ...[2]string) (*desk, *page) {
	t.Helper()
	d := newDesk(t)
	d.paper.tab("Partners").typeRow("YMCA", "Nonprofit")
	given := d.paper.add(partnership.Donations, "Date", "Partner", "What", "Promised thanks")
	for _, g := range gifts {
		given.typeRow(g[0], "YMCA", g[1])
	}
	settings := d.paper.add("Settings", "Setting", "Value")
	settings.typeRow("Thank from", "2026-01-01")
	return d, d.paper.add(partnership.Recognitions, "For", "Because of", "Channel", "Status", "Done on", "Words", "Approved")
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

func TestATypedThankYouThatSettlesNothingSaysWhy(t *testing.T) {
	note := func(p *page, row int) string { return p.say(row, "Shelfmates note") }
	for _, c := range []struct {
		name           string
		row            [4]string // Because of, Channel, Status, Done on
		promised, want string
	}{
		{
			"another channel was promised",
			[4]string{"", "Email", "Sent", "2026-10-20"},
			"Website note, Social post",
			"Settles nothing: promised to YMCA and still open is Website note and Social post. Put what was done into Channel.",
		},
		{
			"all was given after it",
			[4]string{"", "Letter", "Sent", "2026-02-20"},
			"",
			"Settles nothing: what is open came after it, first A piano, 5 Oct. Check Done on.",
		},
		{
			"no Channel where two are promised",
			[4]string{"the piano", "", "Done in person", "2026-10-20"},
			"Website note, Social post",
			"Settles the thanks for: A piano, 5 Oct, as Website note. Still open: Social post. Fill Channel if another was done.",
		},
		{
			"No thanks needed is said of all channels",
			[4]string{"the piano", "", "No thanks needed", "2026-10-20"},
			"Website note, Social post",
			"Settles the thanks for: A piano, 5 Oct.",
		},
		{
			"the day is still to come",
			[4]string{"the piano", "Letter", "Sent", "2027-01-03"},
			"",
			"Done on is still to come: it counts as thanked from 3 January 2027.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, thanks := thanking(t, [2]string{"2026-10-05", "a piano"})
			given := d.paper.tab("Donations")
			given.set(2, given.column("Promised thanks"), c.promised)
			row := thanks.typeRow("YMCA", c.row[0], c.row[1], c.row[2], c.row[3])
			d.sync()
			if got := note(thanks, row); got != c.want {
				t.Errorf("its note says %q, want %q", got, c.want)
			}
			if r := d.sync(); r.Changed {
				t.Error("a second sync found something to do")
			}
		})
	}
	t.Run("nobody waits", func(t *testing.T) {
		d, thanks := thanking(t)
		row := thanks.typeRow("YMCA", "the idea of a chess club", "Email", "Sent", "2026-10-20")
		d.sync()
		if got, want := note(thanks, row), "Settles nothing: no thank-you was open for YMCA. This one stands by itself."; got != want {
			t.Errorf("its note says %q, want %q", got, want)
		}
	})
}

func TestAGiftTypedLaterIsThankedByItself(t *testing.T) {
	for _, c := range []struct {
		name string
		row  [6]string // Because of, Channel, Status, Done on, Words, Approved
		then func(d *desk, thanks *page, row int)
		want string // the state of the thanks for the books
	}{
		{
			"than the approval of a letter that is then sent",
			[6]string{"12 books", "Letter", "", "", "Thank you for the 12 books.", "Yes"},
			func(d *desk, thanks *page, row int) { thanks.set(row, thanks.column("Status"), "Sent") }, "thanked",
		},
		{"than No thanks needed", [6]string{"12 books", "Letter", "No thanks needed"}, nil, "no thanks needed"},
		{"than words of staff's own", [6]string{"12 books", "Letter", "Draft", "", "My own words."}, nil, "drafted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, thanks := thanking(t, [2]string{"2026-10-20", "12 books"})
			row := thanks.typeRow(append([]string{"YMCA"}, c.row[:]...)...)
			d.sync()
			d.paper.tab("Donations").typeRow("2026-10-19", "YMCA", "a piano")
			d.sync()
			if c.then != nil {
				c.then(d, thanks, row)
				d.sync()
			}
			d.owes("a piano: due", "12 books: "+c.want)
		})
	}
	t.Run("than the deletion of a draft, while its row was only missing", func(t *testing.T) {
		d, thanks := thanking(t, [2]string{"2026-10-20", "12 books"})
		d.paper.tab("Partners").typeRow("Rotary", "Service club")
		for range 4 {
			thanks.typeRow("Rotary", "", "Letter", "", "")
		}
		row := thanks.typeRow("YMCA", "12 books", "Letter", "Draft", "")
		d.sync()
		thanks.deleteRow(row)
		d.sync()
		d.paper.tab("Donations").typeRow("2026-10-19", "YMCA", "a piano")
		d.sync()
		d.later()
		d.owes("a piano: due", "12 books: no thanks needed")
	})
}

// owes checks what the school owes, as of the desk's day, in the order of the
// gifts.
func (d *desk) owes(want ...string) {
	d.t.Helper()
	e, err := roster.New(d.store).Load(context.Background(), "maple")
	if err != nil {
		d.t.Fatalf("load: %v", err)
	}
	var got []string
	for _, th := range recognition.Debt(e.Index(), e.Memory, e.Settings.Calendar.DayOf(d.now())) {
		var gifts []string
		for _, o := range th.Occasions {
			gifts = append(gifts, o.What)
		}
		got = append(got, strings.Join(gifts, " + ")+": "+string(th.State))
	}
	if !slices.Equal(got, want) {
		d.t.Fatalf("owed: %q, want %q", got, want)
	}
}
