package reconcile_test

import (
	"testing"

	"shelfmates/shared/sheet"
)

func TestGoogleColumns(t *testing.T) {
	play(t, []story{
		{
			name: "two columns are swapped, others dragged, and nothing changes",
			steps: []step{
				acts(func(o *office) {
					o.SwapColumns("Volunteers", 0, 3)
					o.MoveColumn("Hours", o.column("Hours", sheet.IDColumn), 0)
				}),
				syncs(asOpened, untouched, well),
				acts(func(o *office) { o.set("Hours", "Table C", "Hours", "3") }),
				syncs(record("Hours", "Table C", "Hours", "3"), well),
			},
		},
		{
			name: "headers are typed as other words for the same, in any case, and nothing changes",
			steps: []step{
				acts(func(o *office) {
					o.head("Hours", "Date", "DATE OF SERVICE")
					o.head("Hours", "Volunteer", "who")
					o.head("Volunteers", "Phone", "Phone no.")
					o.head("Volunteers", "Email", "e-mail address:")
				}),
				syncs(asOpened, well),
				acts(func(o *office) { o.set("Volunteers", "Ana Ruiz", "Phone no.", "555-0199") }),
				syncs(record("Volunteers", "Ana Ruiz", "Phone", "555-0199")),
			},
		},
		{
			name: "a header with a blank that does not break, a zero-width space and a soft hyphen is that header",
			steps: []step{
				acts(func(o *office) {
					o.head("Hours", "Date", "\u200bDate\u00a0")
					o.head("Hours", "What we did", "What\u00a0we\u00a0did\ufeff")
					o.head("Volunteers", "Volunteer", "Volun\u00adteer\n")
				}),
				syncs(asOpened, well),
			},
		},
		{
			name: "a required header that stands there twice puts its tab on pause until one is gone",
			steps: []step{
				acts(func(o *office) {
					o.InsertColumn("Hours", 2)
					o.Type("Hours", 1, 2, text("Date"))
					o.set("Hours", "Table A", "Hours", "7")
				}),
				syncs(paused("Hours", sheet.HeaderDoubled), count("Hours", 8)).asking(4, 1),
				later(paused("Hours", sheet.HeaderDoubled), untouched),
				acts(func(o *office) { o.DeleteColumn("Hours", 2) }),
				syncs(going, well, record("Hours", "Table A", "Hours", "7"), record("Hours", "Table B", "Hours", "1.5")),
			},
		},
		{
			name: "an optional header that stands there twice keeps what is stored, and the rest of its tab goes on",
			steps: []step{
				acts(func(o *office) {
					o.InsertColumn("Volunteers", 0)
					o.Type("Volunteers", 1, 0, text("Phone number"))
					o.Type("Volunteers", o.row("Volunteers", "Ana Ruiz"), 0, text("555-0777"))
					o.set("Volunteers", "Ana Ruiz", "Email", "ana@mail.example")
				}),
				syncs(going, told(sheet.ColumnDoubled), record("Volunteers", "Ana Ruiz", "Phone", "555-0101"),
					record("Volunteers", "Ana Ruiz", "Email", "ana@mail.example")),
				later(told(sheet.ColumnDoubled)),
				acts(func(o *office) { o.DeleteColumn("Volunteers", 0) }),
				syncs(well, record("Volunteers", "Ana Ruiz", "Phone", "555-0101")),
			},
		},
		{
			name: "a column without a header, and one of staff's own, are left alone and travel with their rows",
			steps: []step{
				acts(func(o *office) {
					o.InsertColumn("Volunteers", 1)
					o.InsertColumn("Volunteers", 1)
					o.Type("Volunteers", 1, 1, text("T-shirt"))
					o.Type("Volunteers", o.row("Volunteers", "Ana Ruiz"), 1, text("M"))
					o.Type("Volunteers", o.row("Volunteers", "Ana Ruiz"), 2, text("a remark"))
				}),
				syncs(asOpened, well),
				acts(func(o *office) { o.Sort("Volunteers", 0, 1, true) }),
				syncs(asOpened, untouched, well, cell("Volunteers", "Ana Ruiz", "T-shirt", "M")),
			},
		},
		{
			name: "a merged banner and a blank row above the headers, and nothing changes",
			steps: []step{
				acts(func(o *office) {
					o.InsertRows("Hours", 1, 2)
					o.Type("Hours", 1, 0, text("Hours of our volunteers, 2026 to 2027"))
					o.Merge("Hours", sheet.Merge{FirstRow: 1, LastRow: 1, FirstColumn: 0, LastColumn: 5})
				}),
				syncs(asOpened, well),
				acts(func(o *office) { o.Type("Hours", 4, 5, text("Under the banner")) }),
				syncs(well, count("Hours", 8)),
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
				syncs(paused("Hours", sheet.HeaderMissing), record("Volunteers", "Ana Ruiz", "Phone", "555-0199"), count("Hours", 8)).asking(5, 1),
				later(untouched, count("Hours", 8)),
				acts(func(o *office) { o.back() }),
				syncs(going, well, asOpened),
			},
		},
		{
			name: "an optional column is renamed to something unknown: its values stay, said until it is back",
			steps: []step{
				acts(func(o *office) { o.head("Volunteers", "Phone", "Ring them at") }),
				syncs(going, told(sheet.ColumnGone), asOpened),
				later(told(sheet.ColumnGone), asOpened),
				acts(func(o *office) {
					o.set("Volunteers", "Ana Ruiz", "Ring them at", "555-0199")
					o.head("Volunteers", "Ring them at", "Phone")
				}),
				syncs(well, record("Volunteers", "Ana Ruiz", "Phone", "555-0199"), record("Volunteers", "Ben Coles", "Phone", "555-0102")),
			},
		},
		{
			name: "a column is cleared and then deleted: that is how to drop one",
			steps: []step{
				acts(func(o *office) { o.ClearColumn("Volunteers", o.column("Volunteers", "Phone"), 1) }),
				syncs(well, record("Volunteers", "Ana Ruiz", "Phone", "")),
				acts(func(o *office) { o.DeleteColumn("Volunteers", o.column("Volunteers", "Phone")) }),
				syncs(well),
			},
		},
		{
			name: "the columns of notes and IDs are deleted: they come back after the last header, every row with its record",
			steps: []step{
				acts(func(o *office) {
					o.add("Hours", "Date | Volunteer | Hours", "2026-10-20 | Gil Ito | 1")
					o.DeleteColumn("Hours", o.column("Hours", sheet.IDColumn))
					o.DeleteColumn("Hours", o.column("Hours", sheet.NoteColumn))
				}),
				syncs(count("Hours", 9), noted("Hours", "Gil Ito", "Gil Ito")),
				later(count("Hours", 9), going, record("Hours", "Table D", "Hours", "0.5")),
				acts(func(o *office) { o.DeleteRow("Hours", o.row("Hours", "Gil Ito")) }),
				syncs(), later(asOpened, well),
			},
		},
		{
			name: "a name in two columns, filled by a form with its timestamps, is one name",
			set:  tabs{"Volunteers": {"Volunteer | Email", "Ana Ruiz | ana@ymca.example"}, "Hours": nil, "Ideas": nil},
			steps: []step{
				acts(func(o *office) {
					o.head("Volunteers", "Volunteer", "First name")
					o.InsertColumn("Volunteers", 1)
					o.Type("Volunteers", 1, 1, text("Last name"))
					o.set("Volunteers", "Ana Ruiz", "Last name", "Ruiz")
					o.set("Volunteers", "Ana Ruiz", "First name", "Ana")
					o.InsertColumn("Volunteers", 0)
					o.Type("Volunteers", 1, 0, text("Timestamp"))
					o.add("Volunteers", "Timestamp | First name | Last name | Email", "2026-11-02 | Gil | Ito | gil@mail.example")
				}),
				syncs(count("Volunteers", 2), record("Volunteers", "Ana", "Volunteer", "Ana Ruiz"), record("Volunteers", "Gil", "Volunteer", "Gil Ito"), well),
			},
		},
	})
}
