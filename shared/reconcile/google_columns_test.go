package reconcile_test

import (
	"testing"

	"shelfmates/shared/sheet"
)

func TestGoogleColumns(t *testing.T) {
	play(t, []story{
		{
			name: "two columns are swapped: nothing changes",
			steps: []step{
				acts(func(o *office) { o.SwapColumns("Volunteers", 0, 3) }),
				syncs(asOpened, untouched, well),
			},
		},
		{
			name: "a required column is deleted: its tab is on pause, the others go on; restored, it goes on too",
			steps: []step{
				acts(func(o *office) {
					o.keep()
					o.set("Volunteers", "Ana Ruiz", "Phone", "555-0199")
					o.DeleteColumn("Hours", o.column("Hours", "Date"))
				}),
				syncs(paused("Hours", sheet.HeaderMissing), record("Volunteers", "Ana Ruiz", "Phone", "555-0199"), count("Hours", 8)).asking(4, 1),
				later(untouched, count("Hours", 8)),
				acts(func(o *office) { o.back() }),
				syncs(going, well, asOpened, count("Hours", 8)),
			},
		},
	})
}
