package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/store/storetest"
)

// errCrash ends a process in the middle of a Read or a Write of the paper.
var errCrash = errors.New("crash")

// A crash is a point at which a process ends.
type crash struct {
	call int            // of the store; 0 for a point of the spreadsheet
	side storetest.Side // of that call
	what string         // "read", "write", "written"
}

func (c crash) String() string {
	if c.call > 0 {
		return fmt.Sprintf("%s store call %d", c.side, c.call)
	}
	return "at " + c.what
}

// points are all points at which a sync of few rows can end.
func points() []crash {
	all := []crash{{what: "read"}, {what: "write"}, {what: "written"}}
	for call := 1; call <= 16; call++ {
		for _, side := range storetest.Sides {
			all = append(all, crash{call: call, side: side})
		}
	}
	return all
}

// crashSync syncs and ends at c.
func (d *desk) crashSync(c crash) {
	d.clock = d.clock.Add(time.Minute)
	s := d.store
	if c.call > 0 {
		s = storetest.CrashAt(d.store, c.call, c.side)
	} else {
		d.paper.fail = func(what string) error {
			if what == c.what {
				return errCrash
			}
			return nil
		}
	}
	_, err := d.syncer(s).Sync(context.Background())
	d.paper.fail = nil
	if err != nil && !errors.Is(err, storetest.ErrInjected) && !errors.Is(err, errCrash) {
		d.t.Fatalf("a sync that crashed %s: %v", c, err)
	}
}

// committed reports whether the records are as the last commit left them.
func (d *desk) committed() bool {
	items, err := d.store.Get(context.Background(), d.school, store.LeaseKey, store.StateKey)
	if err != nil {
		d.t.Fatalf("read the head: %v", err)
	}
	epoch := map[string]int64{}
	for _, i := range items {
		epoch[i.Key] = i.Int(store.LeaseEpoch) + i.Int("committed")
	}
	return epoch[store.LeaseKey] == epoch[store.StateKey]
}

// alone is the lock of a machine on which nobody else syncs: whoever crashed is
// gone.
type alone struct{}

func (alone) TryLock(context.Context, string) (func(), string, error) { return func() {}, "", nil }

// world tells all that staff and pages can see, up to IDs and revisions: every
// row with its note and the fields of its record, and, when missing, the records
// without a row: since when they are missing is another moment after a crash.
func (d *desk) world(missing bool) string {
	var b strings.Builder
	names := d.names()
	for _, pg := range d.paper.tabs {
		if pg.kind == sheet.SettingsTab {
			continue
		}
		records := d.records(pg.kind)
		told := func(id partnership.ID) string {
			r, there := records[id]
			if !there {
				return "no record"
			}
			return tell(pg.kind, r, names)
		}
		fmt.Fprintf(&b, "%s\n", pg.title)
		for n := 2; n <= len(pg.rows); n++ {
			var cells []string
			for at := range pg.rows[0] {
				if pg.rows[0][at].Text != sheet.IDColumn {
					cells = append(cells, sheet.Show(pg.at(n, at)))
				}
			}
			id := partnership.ID(pg.say(n, sheet.IDColumn))
			fmt.Fprintf(&b, "%d %q: %s\n", n, cells, told(id))
			delete(records, id)
		}
		if !missing {
			continue
		}
		var left []string
		for id := range records {
			left = append(left, "no row: "+told(id)+"\n")
		}
		slices.Sort(left)
		b.WriteString(strings.Join(left, ""))
	}
	return along.ReplaceAllString(b.String(), "")
}

// names are those that references to records are told by.
func (d *desk) names() map[partnership.ID]string {
	names := map[partnership.ID]string{}
	for _, kind := range []partnership.Kind{partnership.Partners, partnership.Volunteers} {
		for id, r := range d.records(kind) {
			names[id] = r.Values[0].Text
		}
	}
	return names
}

// tell tells all that a record says, but for its ID and revision.
func tell(kind partnership.Kind, r match.Stored, names map[partnership.ID]string) string {
	var refs []string
	for c, list := range r.Refs {
		for _, n := range list {
			refs = append(refs, fmt.Sprintf("%d %s=%s", c, n.Text, names[n.ID]))
		}
	}
	slices.Sort(refs)
	former := slices.Clone(r.Former)
	slices.Sort(former)
	return fmt.Sprint(sheet.EncodeFields(sheet.SchemaOf(kind), r.Values), r.Typed, refs, former, r.Archived)
}

// along is what a note says came along with a new name: it counts rows that have
// been missing for ten minutes, and those that have been for nine.
var along = regexp.MustCompile(`, with [0-9.]+ hours?`)

// twins are two schools whose staff do the same.
func twins(rt *rapid.T, s store.Store, n int) (clean, crashed *law) {
	seed := rapid.Int64().Draw(rt, "seed")
	clean = newLaw(rt, s, fmt.Sprintf("clean-%d", n), seed)
	crashed = newLaw(rt, s, fmt.Sprintf("crashed-%d", n), seed)
	clean.guard, crashed.guard = alone{}, alone{}
	// A row that lost its ID may be given back by its place alone, as long as its
	// ID has not been read back; and which have been is known a sync later in a
	// run that changes less. So here nobody loses IDs, nor all else of a row.
	clean.edits = slices.DeleteFunc(clean.edits, func(e edit) bool {
		return e.name == "break a formula" || strings.Contains(e.name, " ID") && e.name != "copy a row with its ID"
	})
	crashed.edits = clean.edits
	return clean, crashed
}

// aged returns the world once removal has aged.
func (l *law) aged() string {
	l.later()
	l.later()
	return l.world(true)
}

// interval makes the edits of one interval and returns how it was before.
func (l *law) interval(edits int) []*page {
	before := l.paper.copyOf()
	for range edits {
		l.staff.edit(l.edits)
	}
	return before
}

func TestCrash(t *testing.T) {
	s, n := openStore(t), 0
	t.Run("at any point and a rerun end as one clean run", rapid.MakeCheck(func(rt *rapid.T) {
		n++
		clean, crashed := twins(rt, s, n)
		for range 8 {
			edits := rapid.IntRange(0, 3).Draw(rt, "edits")
			clean.interval(edits)
			crashed.interval(edits)
			at := rapid.SampledFrom(points()).Draw(rt, "crash")
			crashed.crashSync(at)
			clean.sync()
			for range 2 { // by the second nobody counts as still typing
				crashed.sync()
				clean.sync()
			}
			compareWorlds(rt, clean, fmt.Sprintf("%s, rerun", at), crashed.world(false), clean.world(false))
		}
		compareWorlds(rt, clean, "aged", crashed.aged(), clean.aged())
	}))
	t.Run("before its commit, then an undo and a rerun, end as if nothing had been typed", rapid.MakeCheck(func(rt *rapid.T) {
		n++
		clean, crashed := twins(rt, s, n)
		for range 5 {
			edits := rapid.IntRange(1, 3).Draw(rt, "edits")
			before := crashed.interval(edits)
			at := rapid.SampledFrom(points()).Draw(rt, "crash")
			crashed.crashSync(at)
			if crashed.committed() {
				return // that is no crash, but a sync and an undo
			}
			crashed.paper.restore(before)
			clean.paper.restore(clean.interval(edits))
			clean.sync()
			for range 2 {
				crashed.sync()
				clean.sync()
			}
			compareWorlds(rt, clean, fmt.Sprintf("%s, undo, rerun", at), crashed.world(false), clean.world(false))
			edits = rapid.IntRange(0, 2).Draw(rt, "more edits")
			clean.interval(edits)
			crashed.interval(edits)
			crashed.sync()
			clean.sync()
		}
		compareWorlds(rt, clean, "aged", crashed.aged(), clean.aged())
	}))
}

func compareWorlds(rt *rapid.T, l *law, when, got, want string) {
	rt.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			rt.Fatalf("%s: the worlds part at line %d\ngot  %s\nwant %s\nlast edits:\n  %s", when, i,
				strings.Join(g[min(i, len(g)):min(i+2, len(g))], "\n     "), strings.Join(w[min(i, len(w)):min(i+2, len(w))], "\n     "),
				strings.Join(l.staff.did[max(0, len(l.staff.did)-8):], "\n  "))
		}
	}
}

var _ reconcile.Guard = alone{}

// TestCrashOnDynamoDB ends one sync of edits, new rows and a removal at every
// call, on the other store.
func TestCrashOnDynamoDB(t *testing.T) {
	s := onDynamo(t, nil)
	for n, at := range points() {
		seed := int64(3)
		clean := newLaw(t, s, fmt.Sprintf("clean-%d", n), seed)
		crashed := newLaw(t, s, fmt.Sprintf("crashed-%d", n), seed)
		crashed.guard = alone{}
		for _, l := range []*law{clean, crashed} {
			l.sync()
			hours := l.paper.of(partnership.HoursTab)
			hours.set(2, 3, "3")
			hours.deleteRow(4)
			hours.rows = append(hours.rows, l.staff.freshRow(hours))
			l.paper.of(partnership.Volunteers).set(3, 0, "Somebody Else")
		}
		crashed.crashSync(at)
		clean.sync()
		for range 2 {
			crashed.sync()
			clean.sync()
		}
		if got, want := crashed.aged(), clean.aged(); got != want {
			t.Errorf("%s, rerun: got\n%s\nwant\n%s", at, got, want)
		}
	}
}
