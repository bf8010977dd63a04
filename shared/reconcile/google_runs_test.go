package reconcile_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/store"
	"shelfmates/shared/store/storetest"
)

func TestGoogleRuns(t *testing.T) {
	edit := acts(func(o *office) {
		o.set("Hours", "Table C", "Students", "many")
		o.add("Hours", "Date | Volunteer | Hours | What we did", "2026-10-30 | Eli Gray | 1 | Table I")
	})
	read := []check{count("Hours", 9), noted("Hours", "Table C", "many"), holdsID("Hours", "Table I"), distinct("Hours"), onlyNoted("Hours", "Table C")}
	// meanwhile is a step: that happens right before the next request of that kind
	// is answered.
	meanwhile := func(m googlefake.Method, skip int, act func(o *office)) step {
		return acts(func(o *office) {
			left := skip
			var next func()
			next = func() {
				if left--; left >= 0 {
					o.fake.Before(m, next)
					return
				}
				act(o)
			}
			o.fake.Before(m, next)
		})
	}
	play(t, []story{
		{
			name: "staff sort between the read and the write-back: notes and IDs wait, and land on their own rows",
			steps: []step{
				edit,
				meanwhile(googlefake.ValuesBatchGet, 1, func(o *office) { o.Sort("Hours", 0, 1, true) }),
				syncs(count("Hours", 9)),
				syncs(read...),
			},
		},
		{
			name: "staff insert and delete rows between the read and the write-back",
			steps: []step{
				edit,
				meanwhile(googlefake.ValuesBatchGet, 1, func(o *office) { o.InsertRows("Hours", 2, 3); o.DeleteRow("Hours", o.row("Hours", "Table H")) }),
				syncs(count("Hours", 9)),
				syncs(count("Hours", 9), noted("Hours", "Table C", "many"), holdsID("Hours", "Table I")),
				later(count("Hours", 8), distinct("Hours")),
			},
		},
		{
			name: "staff edit the very row between the read and the write-back: the edit stays, and is read next",
			steps: []step{
				edit,
				meanwhile(googlefake.ValuesBatchGet, 1, func(o *office) { o.set("Hours", "Table C", "Students", "3") }),
				syncs(count("Hours", 9)),
				syncs(count("Hours", 9), unnoted("Hours"), record("Hours", "Table C", "Students", "3"), well),
			},
		},
		{
			name: "staff sort in the last instant, which no API excludes: the next sync heals it by content",
			steps: []step{
				edit,
				meanwhile(googlefake.BatchUpdate, 0, func(o *office) { o.Sort("Hours", 0, 1, true) }),
				syncs(count("Hours", 9)),
				syncs(read...),
				later(read...),
			},
		},
		{
			name: "staff swap columns between the read and the write-back: nothing is written into the wrong one",
			steps: []step{
				edit,
				meanwhile(googlefake.ValuesBatchGet, 1, func(o *office) {
					o.SwapColumns("Hours", o.column("Hours", sheet.NoteColumn), o.column("Hours", "What we did"))
				}),
				syncs(count("Hours", 9)),
				syncs(read...),
			},
		},
		{
			name: "staff rename the tab between the read and the write-back",
			steps: []step{
				edit,
				meanwhile(googlefake.ValuesBatchGet, 1, func(o *office) { o.RenameTab("Hours", "Volunteer hours") }),
				syncs(count("Hours", 9)).asking(many, 1),
				syncs(count("Hours", 9), noted("Volunteer hours", "Table C", "many"), distinct("Volunteer hours")).asking(many, 1),
			},
		},
		{
			name: "staff type while the sheet's formats are asked for: it is read again",
			steps: []step{
				acts(func(o *office) {
					o.add("Hours", "Date | Volunteer | Hours | What we did", "2026-10-30 | Eli Gray | 1 | Table I")
					o.put("Hours", "Table I", "Hours", clock(1.5))
				}),
				meanwhile(googlefake.SheetsGet, 0, func(o *office) { o.put("Hours", "Table I", "Hours", clock(2.5)) }),
				syncs(hours("Table I", 2.5), count("Hours", 9)).asking(6, 1),
			},
		},
		{
			name: "another run does all of it while this one reads: this one finds nothing left to do",
			steps: []step{
				edit,
				meanwhile(googlefake.ValuesBatchGet, 0, func(o *office) { o.another(nil) }),
				syncs(read...).asking(many, 1),
			},
		},
		{
			name: "another run comes while this one writes back: it waits ten seconds, and says who holds the lease",
			steps: []step{
				edit,
				meanwhile(googlefake.BatchUpdate, 0, func(o *office) {
					o.set("Hours", "Table B", "Students", "9")
					o.another(reconcile.ErrHeld)
				}),
				syncs(count("Hours", 9)).asking(many, 1),
				syncs(append(read, record("Hours", "Table B", "Students", "9"))...),
			},
		},
		{
			name: "a run stalls before its write-back and wakes up when another has taken over",
			steps: []step{
				edit,
				meanwhile(googlefake.ValuesBatchGet, 1, func(o *office) {
					time.Sleep(6 * time.Minute)
					o.set("Hours", "Table B", "Students", "9")
					o.another(nil)
				}),
				syncs(count("Hours", 9)).asking(many, 2),
				syncs(append(read, record("Hours", "Table B", "Students", "9"))...),
			},
		},
		{
			name: "a run stalls in the last instant: staff sort, another takes over, and what the first then writes is healed",
			steps: []step{
				edit,
				meanwhile(googlefake.BatchUpdate, 0, func(o *office) {
					time.Sleep(6 * time.Minute)
					o.Sort("Hours", 0, 1, true)
					o.set("Hours", "Table B", "Students", "9")
					o.another(nil)
				}),
				syncs(count("Hours", 9)).asking(many, 2),
				syncs(append(read, record("Hours", "Table B", "Students", "9"))...),
			},
		},
		{
			name: "a run stalls before it commits: the one that took over is believed, and the first is shut out",
			steps: []step{
				edit,
				meanwhile(googlefake.SheetsGet, 0, func(o *office) {
					time.Sleep(6 * time.Minute)
					o.set("Hours", "Table B", "Students", "9")
					o.another(nil)
				}),
				fails(reconcile.ErrTakenOver).asking(many, 2),
				syncs(append(read, record("Hours", "Table B", "Students", "9"))...),
			},
		},
		{
			name: "a crash before anything was committed, and then an undo: as if nothing had been typed",
			steps: []step{
				acts(func(o *office) { o.keep() }),
				edit,
				dies(storetest.After, 2),
				acts(func(o *office) { o.back() }),
				syncs(asOpened, well),
			},
		},
		{
			name: "a crash after the commit and before the write-back, and then an undo: what was new is missed, and goes",
			steps: []step{
				acts(func(o *office) { o.keep() }),
				edit,
				dies(storetest.Before, 3),
				acts(func(o *office) { o.back() }),
				syncs(), later(), later(well, asRecorded),
			},
		},
		{
			name: "a crash after the write-back, and then an undo",
			steps: []step{
				acts(func(o *office) { o.keep() }),
				edit,
				dies(storetest.After, 4),
				acts(func(o *office) { o.back() }),
				syncs(), later(), later(well, asRecorded),
			},
		},
		{
			name: "a change from a page meets a cell that staff changed meanwhile: the sheet wins, and the person is told",
			steps: []step{
				acts(func(o *office) {
					o.intend(store.Intent{ID: newID, Tab: "Recognition", Record: string(o.id("Recognition", "Corner Bakery")), Column: "Status", Seen: "Sent", Want: "Published", Who: "page"})
					o.set("Recognition", "Corner Bakery", "Status", "Draft")
				}),
				syncs(cell("Recognition", "Corner Bakery", "Status", "Draft"), told(sheet.ChangeRefused)).asking(many, 2),
			},
		},
		{
			name: "a change from a page is made, and staff see it in the cell",
			steps: []step{
				acts(func(o *office) {
					o.intend(store.Intent{ID: newID, Tab: "Recognition", Record: string(o.id("Recognition", "Corner Bakery")), Column: "Status", Seen: "Sent", Want: "Published", Who: "page"})
				}),
				syncs(cell("Recognition", "Corner Bakery", "Status", "Published")),
				syncs(record("Recognition", "Corner Bakery", "Status", "Published")),
			},
		},
		{
			name: "a row is deleted while a change from a page for it waits: nothing is written anywhere else",
			steps: []step{
				acts(func(o *office) {
					o.add("Recognition", "For | Because of | Channel | Status", "Rotary Club | Twelve dictionaries | Letter | Draft")
				}),
				syncs(),
				acts(func(o *office) {
					o.intend(store.Intent{ID: newID, Tab: "Recognition", Record: string(o.id("Recognition", "Rotary Club")), Column: "Status", Seen: "Draft", Want: "Sent", Who: "page"})
				}),
				meanwhile(googlefake.ValuesBatchGet, 1, func(o *office) { o.DeleteRow("Recognition", o.row("Recognition", "Corner Bakery")) }),
				syncs().asking(many, 3),
				syncs(cell("Recognition", "Rotary Club", "Status", "Sent"), lastRow("Recognition", 2)).asking(many, 2),
			},
		},
	})
}

// another syncs in another process, which ends like that. A process that was
// made to crash may leave it otherwise.
func (o *office) another(want error) {
	o.t.Helper()
	_, err := o.run(crash{})
	if !errors.Is(err, want) && o.crash.call == 0 {
		o.t.Fatalf("the other run ends with %v, want %v", err, want)
	}
}

// onlyNoted: no other row of the tab has a note.
func onlyNoted(tab string, rows ...string) check {
	return func(o *office) string {
		at := o.column(tab, sheet.NoteColumn)
		for _, r := range o.Grid(tab).Rows[1:] {
			has := at < len(r.Cells) && r.Cells[at].Kind != sheet.BlankCell
			if has && !slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return slices.Contains(rows, sheet.Show(c)) }) {
				return fmt.Sprintf("row %d of %s has the note %q", r.Number, tab, sheet.Show(r.Cells[at]))
			}
		}
		return ""
	}
}

// asRecorded: the records say what they said when the school opened, whatever
// unreadable text was seen in a cell since.
func asRecorded(o *office) string {
	now := o.everything()
	for id, was := range o.opened {
		fields, _, _ := strings.Cut(was, "}")
		if !strings.HasPrefix(now[id], fields) {
			return fmt.Sprintf("a record says %q, want %q", now[id], was)
		}
	}
	if len(now) != len(o.opened) {
		return fmt.Sprintf("%d records, want %d", len(now), len(o.opened))
	}
	return ""
}
