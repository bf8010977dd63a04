package reconcile_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

const newID = "01K8ZZZZZZZZZZZZZZZZZZZZZZ"

// thankful is a desk with a Recognition tab of one draft, synced.
func thankful(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.paper.tab("Partners").typeRow("YMCA")
	d.paper.add(partnership.Recognitions, "For", "Because of", "Channel", "Words", "Approved", "Status").
		typeRow("YMCA", "Forty books", "Letter", "Thank you!", "", "Draft")
	d.sync()
	return d
}

func (d *desk) intend(intents ...store.Intent) {
	d.t.Helper()
	if err := store.AddIntents(context.Background(), d.store, d.school, intents...); err != nil {
		d.t.Fatalf("store an intent: %v", err)
	}
}

// waiting is how many intents wait, as LEASE counts them and as there are.
func (d *desk) waiting() (counted int64, there int) {
	d.t.Helper()
	items, err := d.store.Get(context.Background(), d.school, store.LeaseKey)
	if err != nil {
		d.t.Fatalf("read the lease: %v", err)
	}
	for range d.store.List(context.Background(), d.school, store.IntentPrefix) {
		there++
	}
	return store.ReadLease(items[0]).Intents, there
}

func (d *desk) wantWaiting(want int) {
	d.t.Helper()
	if counted, there := d.waiting(); counted != int64(want) || there != want {
		d.t.Fatalf("%d intents are counted and %d there, want %d", counted, there, want)
	}
}

func TestIntents(t *testing.T) {
	t.Run("one is applied if the cell still holds the value seen", func(t *testing.T) {
		d := thankful(t)
		d.intend(store.Intent{ID: newID, Tab: "Recognition", Record: d.id("Recognition", 2), Column: "Status", Seen: "Draft", Want: "Sent"})
		d.sync()
		if d.paper.tab("Recognition").say(2, "Status") != "Sent" || d.field("Recognition", 2, "Status") != "Sent" {
			t.Errorf("the cell says %q, the record %q", d.paper.tab("Recognition").say(2, "Status"), d.field("Recognition", 2, "Status"))
		}
		d.wantWaiting(0)
		if r := d.sync(); r.Changed {
			t.Error("it is not settled")
		}
	})
	t.Run("else the sheet wins and the person is told", func(t *testing.T) {
		d := thankful(t)
		d.intend(store.Intent{ID: newID, Tab: "Recognition", Record: d.id("Recognition", 2), Column: "Status", Seen: "Draft", Want: "Sent"})
		d.paper.tab("Recognition").set(2, 5, "Done in person")
		r := d.sync()
		if d.paper.tab("Recognition").say(2, "Status") != "Done in person" || !said(r, sheet.ChangeRefused) {
			t.Errorf("the cell says %q, told %v", d.paper.tab("Recognition").say(2, "Status"), said(r, sheet.ChangeRefused))
		}
		d.wantWaiting(0)
	})
	added := store.Intent{ID: newID, Tab: "Recognition", Who: "tick", Fields: map[string]string{
		"For": "YMCA", "Because of": "Ten chairs", "Channel": "Letter", "Status": "Draft", "Words": "=HYPERLINK(1)",
	}}
	t.Run("a new record gets a row with its ID, in the first row after the last", func(t *testing.T) {
		d := thankful(t)
		d.intend(added)
		d.sync()
		if d.id("Recognition", 3) != newID || d.field("Recognition", 3, "Because of") != "Ten chairs" {
			t.Errorf("row 3 has the ID %q and says %q", d.id("Recognition", 3), d.field("Recognition", 3, "Because of"))
		}
		at := d.paper.tab("Recognition")
		if c := at.at(3, at.column("Approved")); c.Kind != sheet.BoolCell || c.Bool {
			t.Error("it has no checkbox")
		}
		if c := at.at(3, at.column("Words")); c.Kind != sheet.TextCell || c.Formula {
			t.Error("a text became a formula")
		}
		d.wantWaiting(0)
	})
	t.Run("a lost reply to the write-back adds no second row", func(t *testing.T) {
		d := thankful(t)
		d.guard = alone{}
		d.intend(added)
		d.crashSync(crash{what: "written"})
		d.sync()
		if n := len(d.records(partnership.Recognitions)); n != 2 || len(d.paper.tab("Recognition").rows) != 3 {
			t.Errorf("%d records, %d rows", n, len(d.paper.tab("Recognition").rows))
		}
		d.wantWaiting(0)
	})
	t.Run("a crash at any point adds its row once, and counts what waits", func(t *testing.T) {
		for _, at := range points() {
			d := thankful(t)
			d.guard = alone{}
			d.intend(added)
			d.crashSync(at)
			d.sync()
			if n := len(d.records(partnership.Recognitions)); n != 2 || len(d.paper.tab("Recognition").rows) != 3 {
				t.Errorf("%s: %d records, %d rows", at, n, len(d.paper.tab("Recognition").rows))
			}
			d.wantWaiting(0)
			if r := d.sync(); r.Changed {
				t.Errorf("%s: it is not settled", at)
			}
		}
	})
	t.Run("a row that staff removed afterwards is not added again", func(t *testing.T) {
		d := thankful(t)
		d.intend(added)
		d.sync()
		d.paper.tab("Recognition").deleteRow(3)
		d.sync()
		d.later()
		d.intend(added)
		d.sync()
		if len(d.paper.tab("Recognition").rows) != 2 {
			t.Error("it is there again")
		}
		d.wantWaiting(0)
	})
	t.Run("while the workbook is open elsewhere they wait, and cost nothing", func(t *testing.T) {
		d := thankful(t)
		d.paper.held = "Close the workbook."
		d.intend(added)
		d.sync()
		d.wantWaiting(1)
		if r := d.sync(); r.StoreWrites != 0 {
			t.Errorf("%d store writes while it waits", r.StoreWrites)
		}
		d.paper.held = ""
		d.sync()
		d.wantWaiting(0)
		if d.id("Recognition", 3) != newID {
			t.Error("the row is not there")
		}
	})
	t.Run("for a tab on pause they wait, and cost nothing", func(t *testing.T) {
		d := thankful(t)
		d.paper.tab("Recognition").set(1, 0, "Whatever")
		d.sync()
		d.intend(added)
		d.sync()
		if r := d.sync(); r.StoreWrites != 0 {
			t.Errorf("%d store writes while it waits", r.StoreWrites)
		}
		d.paper.tab("Recognition").set(1, 0, "For")
		d.sync()
		d.wantWaiting(0)
	})
	t.Run("many are settled in portions", func(t *testing.T) {
		d := thankful(t)
		for i := range 2 {
			var many []store.Intent
			for k := range 70 {
				many = append(many, store.Intent{
					ID: newID[:23] + string(rune('A'+i)) + string(rune('A'+k/10)) + string(rune('0'+k%10)), Tab: "Recognition",
					Record: d.id("Recognition", 2), Column: "Status", Seen: "Sent", Want: "Draft",
				})
			}
			d.intend(many...)
		}
		d.sync()
		d.wantWaiting(0)
	})
}

func TestLostReplies(t *testing.T) {
	t.Run("a write-back of unknown outcome is healed by the next sync", func(t *testing.T) {
		for _, what := range []string{"write", "written"} {
			d := staffed(t)
			d.paper.tab("Hours").typeRow("2026-10-30", "", "Eli Gray", "1")
			d.paper.fail = func(now string) error {
				if now == what {
					return sheet.ErrUnreachable
				}
				return nil
			}
			d.clock = d.clock.Add(1)
			if _, err := d.syncer(d.store).Sync(t.Context()); !errors.Is(err, sheet.ErrUnreachable) || !strings.Contains(err.Error(), "write spreadsheet") {
				t.Errorf("%s: got %v", what, err)
			}
			d.paper.fail = nil
			d.sync()
			if d.id("Hours", 10) == "" || len(d.records(partnership.HoursTab)) != 9 {
				t.Errorf("%s: ID %q, %d records", what, d.id("Hours", 10), len(d.records(partnership.HoursTab)))
			}
			if r := d.sync(); r.Changed {
				t.Errorf("%s: it is not settled", what)
			}
		}
	})
}
