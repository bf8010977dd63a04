package reconcile_test

import (
	"fmt"
	"testing"
	"time"

	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
)

func TestGoogleTabs(t *testing.T) {
	play(t, []story{
		{
			name: "a school's first sync: every row gets its ID, and nothing is to be put right",
			set:  tabs{},
			steps: []step{
				syncs(asOpened, untouched, well, unnoted("Hours", "Volunteers")),
			},
		},
		{
			name: "a tab is renamed to something of staff's own, and moved: it is followed",
			steps: []step{
				acts(func(o *office) {
					o.RenameTab("Hours", "Who came & when, '26")
					o.MoveTab("Who came & when, '26", 0)
					o.set("Who came & when, '26", "Table A", "Hours", "7")
				}),
				// The known title is refused, the tabs are listed and read again.
				syncs(going, well, count("Hours", 8), hours("Table A", 7)).asking(5, 1),
				syncs(untouched),
				acts(func(o *office) { o.RenameTab("Who came & when, '26", "Hours") }),
				syncs(going, well, hours("Table A", 7)).asking(5, 1),
			},
		},
		{
			name: "a tab is deleted: it is on pause and nothing of it is lost; restored, it goes on",
			steps: []step{
				acts(func(o *office) { o.DeleteTab("Hours") }),
				syncs(paused("Hours", sheet.TabMissing), asOpened).asking(5, 1),
				later(paused("Hours", sheet.TabMissing), untouched, asOpened),
				acts(func(o *office) {
					o.RestoreTab("Hours")
					o.set("Hours", "Table A", "Hours", "7")
				}),
				syncs(going, well, hours("Table A", 7), hours("Table B", 1.5)).asking(4, 1),
			},
		},
		{
			name: "a tab is deleted and typed anew without IDs: the rows are those that they were",
			steps: []step{
				acts(func(o *office) {
					o.DeleteTab("Ideas")
					o.AddTab("Ideas")
					o.Fill("Ideas", 1, []string{"Idea", "From", "Date"})
					o.add("Ideas", "Idea | From | Date", "A chess club | Ana Ruiz | 2026-10-01")
				}),
				syncs(going, well, asOpened, holdsID("Ideas", "A chess club")).asking(6, 1),
			},
		},
		{
			name: "a copy of a tab is left alone, whatever is done in it",
			steps: []step{
				acts(func(o *office) { o.CopyTab("Volunteers") }),
				syncs(untouched, asOpened), // unseen until something else is touched
				acts(func(o *office) {
					o.DeleteRow("Copy of Volunteers", 2)
					o.set("Copy of Volunteers", "Ben Coles", "Phone", "555-0000")
					o.set("Volunteers", "Cy Dunn", "Phone", "555-0199")
				}),
				syncs(record("Volunteers", "Cy Dunn", "Phone", "555-0199"), record("Volunteers", "Ben Coles", "Phone", "555-0102"), count("Volunteers", 6)),
				acts(func(o *office) { time.Sleep(25 * time.Hour) }), // the tabs are listed once a day
				syncs(count("Volunteers", 6), record("Volunteers", "Ben Coles", "Phone", "555-0102"), going).asking(4, 1),
				acts(func(o *office) { o.DeleteTab("Copy of Volunteers") }),
				syncs(count("Volunteers", 6), going, well).asking(5, 1),
			},
		},
		{
			name: "the original of a copied tab is deleted and the copy takes its name: the rows keep their records",
			steps: []step{
				acts(func(o *office) {
					o.CopyTab("Volunteers")
					o.DeleteTab("Volunteers")
					o.RenameTab("Copy of Volunteers", "Volunteers")
				}),
				syncs(going, well, asOpened).asking(5, 1),
			},
		},
		{
			name: "the whole file is copied: the copy says that it is one, and nothing of either is touched",
			steps: []step{
				acts(func(o *office) {
					o.file = o.file.Copy("copy-of-maple")
					o.Staff = o.file.Staff(o.t.(*testing.T))
					o.set("Volunteers", "Ana Ruiz", "Phone", "555-0000")
				}),
				fails(reconcile.ErrCopied, asOpened).asking(3, 0),
				acts(func(o *office) {
					o.file = o.fake.Sheet(fileID)
					o.Staff = o.file.Staff(o.t.(*testing.T))
				}),
				syncs(asOpened, well),
			},
		},
		{
			name: "tabs with a chart, of a database, hidden, and of strange names: what is ours is read, and nothing else",
			steps: []step{
				acts(func(o *office) {
					o.AddChartTab("Hours by month")
					o.AddConnectedTab("District data")
					o.AddTab("Bob's \"list\"! A1:B2")
					o.Type("Bob's \"list\"! A1:B2", 1, 0, text("Anything"))
					o.HideTab("Hours")
					o.set("Hours", "Table A", "Hours", "7")
					time.Sleep(25 * time.Hour)
				}),
				syncs(going, hours("Table A", 7), count("Volunteers", 6)).asking(5, 1),
			},
		},
		{
			name: "a tab collapses to a lone error: it is on pause whatever is said, and goes on when it is back",
			steps: []step{
				acts(func(o *office) { o.keep(); o.Collapse("Hours", "#REF!") }),
				syncs(paused("Hours", sheet.TabCollapsed), asOpened).asking(4, 1),
				acts(func(o *office) { o.set("Settings", "Allow large removal", "Value", "Yes") }),
				syncs(asOpened, cell("Settings", "Allow large removal", "Value", "No")).asking(4, 1),
				later(paused("Hours", sheet.TabCollapsed), asOpened).asking(4, 1),
				acts(func(o *office) { o.back() }),
				syncs(going, well, asOpened),
			},
		},
		{
			name: "IMPORTRANGE is still loading: the tab is on pause until it has loaded",
			steps: []step{
				acts(func(o *office) { o.keep(); o.Collapse("Hours", "Loading...") }),
				syncs(paused("Hours", sheet.TabCollapsed), asOpened).asking(4, 1),
				acts(func(o *office) { o.back() }),
				syncs(going, well, asOpened),
			},
		},
		{
			name: "no tab of ours is left: the sheet cannot be read, and nothing is lost",
			steps: []step{
				acts(func(o *office) {
					o.keep()
					o.AddTab("Notes")
					for _, title := range o.file.Titles() {
						if title != "Notes" {
							o.DeleteTab(title)
						}
					}
				}),
				fails(sheet.ErrUnreadable, asOpened).asking(5, 0),
				acts(func(o *office) { o.back() }),
				syncs(going, well, asOpened).asking(4, 1),
			},
		},
	})
}

// hours: the record with that in What we did has so many hours.
func hours(did string, want float64) check {
	return func(o *office) string {
		for _, r := range o.records("Hours") {
			schema := sheet.SchemaOf("Hours")
			if r.Values[schema.Column("What we did")].Text == did {
				if got := r.Values[schema.Column("Hours")].Num; float64(got) != want*60 {
					return fmt.Sprintf("%s has %d minutes, want %g hours", did, got, want)
				}
				return ""
			}
		}
		return "no record says " + did
	}
}

// holdsID: the row has the ID of a live record.
func holdsID(tab, row string) check {
	return func(o *office) string {
		if id := o.id(tab, row); o.everything()[id] == "" {
			return fmt.Sprintf("%s in %s has the ID %q, which no record has", row, tab, id)
		}
		return ""
	}
}
