package sample_test

import (
	"context"
	"maps"
	"math/rand"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/roster"
	"shelfmates/shared/sample"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/tally"
)

// An openBook is a spreadsheet that somebody has open: it is read, never written.
type openBook struct {
	grids []sheet.Grid
	now   func() time.Time
}

func (b openBook) Read(context.Context, sheet.Known) (sheet.Snapshot, error) {
	return sheet.Snapshot{Grids: b.grids, Began: b.now(), Requests: 1, Held: "the librarian"}, nil
}

func (b openBook) Detail(context.Context, *sheet.Snapshot, []sheet.Lookup) error { return nil }

func (b openBook) Write(context.Context, sheet.Snapshot, sheet.Edits) (sheet.Written, error) {
	return sheet.Written{}, sheet.ErrWriteRefused
}

// TestSampleWhole takes the sample all the way: through a sync into a store,
// and out of it as a school with its stages, debts and numbers.
func TestSampleWhole(t *testing.T) {
	for _, day := range []string{"2026-11-24", "2026-08-31", "2026-10-12", "2027-06-07", "2026-08-01", "2026-07-31", "2028-02-29", "2026-12-25", "2027-02-03"} {
		t.Run("on "+day, func(t *testing.T) {
			now, err := time.Parse("2006-01-02 15", day+" 15")
			if err != nil {
				t.Fatal(err)
			}
			clock := func() time.Time { return now }
			db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "school.db"), clock, sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			syncer := reconcile.New(reconcile.Options{
				Book: openBook{records(sample.School(now, time.UTC)), clock}, Store: db, School: "school", Now: clock,
				Rand: rand.New(rand.NewSource(1)), Holder: "test",
			})
			report, err := syncer.Sync(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			t.Run("the sync says what is meant to be said, and nothing else", func(t *testing.T) {
				codes := map[sheet.Code]int{}
				for _, p := range report.Stands {
					codes[p.Code]++
				}
				want := map[sheet.Code]int{sheet.UnknownName: 3, sheet.DateAsText: 1, sheet.SummaryRow: 1, sheet.TabNotRead: 1}
				for _, asWell := range []sheet.Code{sheet.NotesWait, sheet.History, sheet.RowDoubled} {
					want[asWell] = codes[asWell]
				}
				maps.DeleteFunc(want, func(_ sheet.Code, n int) bool { return n == 0 })
				if !maps.Equal(codes, want) {
					t.Errorf("said %v, want %v", codes, want)
				}
			})
			edition, err := roster.New(db).Load(t.Context(), "school")
			if err != nil {
				t.Fatal(err)
			}
			x := edition.Index()
			today := edition.Settings.Calendar.DayOf(now)
			t.Run("partners stand at every stage", func(t *testing.T) {
				want := map[string][]partnership.Stage{
					"Maple Hollow Service Club":    {partnership.Sustained},
					"Lakeside YMCA":                {partnership.Sustained},
					"Larkin State University":      {partnership.Sustained},
					"Riverbend Retirement Village": {partnership.Sustained},
					"Cardinal Savings Bank":        {partnership.Regular, partnership.Sustained},
					"Three Oaks Nursery":           {partnership.TryingOut},
					"Bell, Hart & Daughters":       {partnership.TryingOut},
					"Pages & Co. Books":            {partnership.Prospect},
					"Fire Station 4":               {partnership.Quiet},
					"Brightline Dental":            {partnership.Paused},
				}
				for i := range edition.Partners {
					p := &edition.Partners[i]
					if stages, asked := want[p.Name]; asked && !slices.Contains(stages, x.Standing(p, today).Stage) {
						t.Errorf("%s is %s, want %s", p.Name, x.Standing(p, today).Stage, stages)
					}
				}
			})
			thanks := recognition.Debt(x, edition.Memory, today)
			t.Run("nearly everybody has been thanked, and the rest is what one would like to see", func(t *testing.T) {
				owed := map[string]int{}
				late, drafted, fell, onTime := 0, 0, 0, 0
				for i := range thanks {
					th := &thanks[i]
					if th.Open() {
						owed[th.For.Name]++
					}
					if th.State == recognition.Drafted {
						drafted++
					}
					if th.Open() && th.Late(today) {
						late++
					}
					if th.Done() {
						if fell++; !th.Late(today) {
							onTime++
						}
					}
				}
				for name, channels := range map[string]int{"Rosa's Corner Bakery": 2, "Second Turn Thrift": 2, "The Aldous family": 1} {
					if owed[name] != channels {
						t.Errorf("%d thank-yous are owed to %s, want %d", owed[name], name, channels)
					}
				}
				if len(owed) > 4 || drafted != 1 || late > 1 || 10*onTime < 8*fell {
					t.Errorf("owed to %v, %d late, %d drafted; %d of %d on time", owed, late, drafted, onTime, fell)
				}
			})
			t.Run("one partner is to be met, with an agenda that can be traced and three times to offer", func(t *testing.T) {
				all := schedule.Proposals(x, thanks, today)
				if len(all) != 1 || all[0].Partner.Name != "Cardinal Savings Bank" || len(all[0].Agenda) < 3 || len(all[0].Times) != 3 {
					t.Fatalf("proposals: %+v", all)
				}
				for _, point := range all[0].Agenda {
					if len(point.Sources) == 0 {
						t.Errorf("point %s has no row", point.Topic)
					}
				}
			})
			t.Run("the last twelve months have numbers that one could quote", func(t *testing.T) {
				of := tally.Of(x, thanks, schoolyear.Span{First: today.AddMonths(-12) + 1, Last: today}, today)
				for _, f := range []struct {
					name        string
					value       int64
					least, most int64
				}{
					{"hours", of.ServiceHours().Value / 60, 600, 1500},
					{"people", of.Volunteers().Value, 25, 45},
					{"active partners", of.ActivePartners().Value, 11, 16},
					{"student visits", of.StudentVisits().Value, 1200, 3500},
					{"top share in percent", 100 * of.TopShare().Value / max(1, of.TopShare().Of), 20, 60},
					{"donations", of.Donations().Value, 12, 20},
					{"gave, then joined", of.GaveThenJoined().Value, 1, 5},
				} {
					if f.value < f.least || f.value > f.most {
						t.Errorf("%s: %d, want %d to %d", f.name, f.value, f.least, f.most)
					}
				}
			})
		})
	}
}

// records leaves out the rows that make no record; TestSampleReads has them.
func records(grids []sheet.Grid) []sheet.Grid {
	for i := range grids {
		grids[i].Rows = slices.DeleteFunc(grids[i].Rows, func(r sheet.GridRow) bool {
			return slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return c.Text == "last Tuesday" || c.Text == "about two" })
		})
	}
	return grids
}
