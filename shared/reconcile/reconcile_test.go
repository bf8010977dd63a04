package reconcile_test

import (
	"context"
	"maps"
	"math/rand"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
)

// A desk is a school's spreadsheet with its store, and a clock that the test
// moves.
type desk struct {
	t      fataler
	school string
	clock  time.Time
	paper  *paper
	store  store.Store
	rand   *rand.Rand
	guard  reconcile.Guard
}

// A fataler is a *testing.T or a *rapid.T.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func newDesk(t testing.TB) *desk { t.Helper(); return deskAt(t, openStore(t), "maple") }

// openStore opens a store of its own for a test.
func openStore(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "school.db"), time.Now, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// deskAt returns the desk of a school in a store that others may use too.
func deskAt(t fataler, s store.Store, school string) *desk {
	d := &desk{t: t, school: school, store: s, clock: time.Date(2026, 11, 2, 14, 0, 0, 0, time.UTC), rand: rand.New(rand.NewSource(7))}
	d.paper = newPaper(d.now)
	d.paper.add(partnership.Partners, "Partner", "Kind", "Contact", "Email", "Phone", "Also known as")
	d.paper.add(partnership.Volunteers, "Volunteer", "Partner", "Email", "Phone", "Status", "Talents")
	d.paper.add(partnership.HoursTab, "Date", "Program", "Volunteer", "Hours", "Students", "What we did")
	return d
}

func (d *desk) now() time.Time { return d.clock }

func (d *desk) syncer(s store.Store) *reconcile.Syncer {
	return reconcile.New(reconcile.Options{
		Book: d.paper, Store: s, School: d.school, Now: d.now, Rand: d.rand, Holder: "test", Guard: d.guard,
	})
}

// sync syncs, a minute after whatever was before.
func (d *desk) sync() reconcile.Report {
	d.t.Helper()
	d.clock = d.clock.Add(time.Minute)
	r, err := d.syncer(d.store).Sync(context.Background())
	if err != nil {
		d.t.Fatalf("sync: %v", err)
	}
	return r
}

// later syncs when everything that is missing has aged.
func (d *desk) later() reconcile.Report {
	d.t.Helper()
	d.clock = d.clock.Add(15 * time.Minute)
	return d.sync()
}

// all returns the records and tombstones of a tab by ID.
func (d *desk) all(kind partnership.Kind) map[partnership.ID]match.Stored {
	d.t.Helper()
	all := map[partnership.ID]match.Stored{}
	for i, err := range d.store.List(context.Background(), d.school, store.RecordPrefix+string(kind)+"#") {
		if err != nil {
			d.t.Fatalf("list %s: %v", kind, err)
		}
		r, err := roster.DecodeRecord(sheet.SchemaOf(kind), i)
		if err != nil {
			d.t.Fatalf("decode %s: %v", i.Key, err)
		}
		all[r.ID] = r
	}
	return all
}

// records returns the live records of a tab by ID.
func (d *desk) records(kind partnership.Kind) map[partnership.ID]match.Stored {
	d.t.Helper()
	live := d.all(kind)
	maps.DeleteFunc(live, func(_ partnership.ID, r match.Stored) bool { return !r.Live() })
	return live
}

func (d *desk) tabReport(r reconcile.Report, kind partnership.Kind) reconcile.TabReport {
	for _, t := range r.Tabs {
		if t.Tab == string(kind) {
			return t
		}
	}
	return reconcile.TabReport{}
}

func TestFirstSync(t *testing.T) {
	d := newDesk(t)
	d.paper.tab("Volunteers").typeRow("Ana Ruiz", "YMCA", "ana@ymca.example")
	d.paper.tab("Partners").typeRow("YMCA", "Nonprofit", "Pat Lee", "pat@ymca.example")
	d.paper.tab("Hours").typeRow("2026-10-06", "", "Ana Ruiz", "1.5", "4", "Fractions")
	d.paper.tab("Hours").typeRow("2026-10-13", "", "Ben Cole", "1.5", "4", "")

	r := d.sync()
	if got := d.tabReport(r, partnership.HoursTab); got.Created != 2 || got.Rows != 2 {
		t.Fatalf("hours: got %+v", got)
	}
	ids := d.records(partnership.HoursTab)
	for row := 2; row <= 3; row++ {
		if id := d.paper.tab("Hours").say(row, sheet.IDColumn); ids[partnership.ID(id)].ID == "" {
			t.Errorf("row %d has the ID %q, which no record has", row, id)
		}
	}
	if note := d.paper.tab("Hours").say(3, sheet.NoteColumn); !strings.Contains(note, "Ben Cole") {
		t.Errorf("the unknown name has the note %q", note)
	}

	t.Run("an unchanged sheet costs one read and no write", func(t *testing.T) {
		d.paper.tab("Volunteers").typeRow("Ben Cole")
		d.sync()
		r := d.sync()
		if r.Reads != 1 || r.Writes != 0 || r.StoreReads != 1 || r.StoreWrites != 0 || r.Changed {
			t.Fatalf("got %d reads, %d writes, %d store reads, %d store writes, changed %v", r.Reads, r.Writes, r.StoreReads, r.StoreWrites, r.Changed)
		}
		if note := d.paper.tab("Hours").say(3, sheet.NoteColumn); note != "" {
			t.Errorf("the name is known now, and the note still says %q", note)
		}
	})
	t.Run("a sort writes nothing", func(t *testing.T) {
		d.paper.tab("Hours").sortBy(2)
		d.paper.tab("Hours").sortBy(0)
		d.paper.tab("Hours").rows[1], d.paper.tab("Hours").rows[2] = d.paper.tab("Hours").rows[2], d.paper.tab("Hours").rows[1]
		r := d.sync()
		if r.Writes != 0 || r.StoreWrites != 0 {
			t.Fatalf("got %d writes, %d store writes", r.Writes, r.StoreWrites)
		}
	})
}
