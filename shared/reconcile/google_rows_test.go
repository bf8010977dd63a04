package reconcile_test

import (
	"fmt"
	"testing"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

func TestGoogleRows(t *testing.T) {
	play(t, []story{
		{
			name: "a tab is sorted one way and the other: nothing is written",
			steps: []step{
				acts(func(o *office) { o.Sort("Hours", 2, 1, false) }),
				syncs(asOpened, untouched, well),
				acts(func(o *office) { o.Sort("Hours", 0, 1, true); o.Sort("Volunteers", 0, 1, true) }),
				syncs(asOpened, untouched, well),
			},
		},
		{
			name: "a tab with a note is sorted: the note goes along, and the report tells its new place",
			steps: []step{
				acts(func(o *office) { o.set("Hours", "Table A", "Students", "many") }),
				syncs(noted("Hours", "Table A", "many")),
				acts(func(o *office) { o.Sort("Hours", 0, 1, true) }),
				syncs(noted("Hours", "Table A", "many"), record("Hours", "Table A", "Students", "3"), problemAt(sheet.NumberUnread, "E9")),
				acts(func(o *office) { o.set("Hours", "Table A", "Students", "3") }),
				syncs(well, asOpened, unnoted("Hours")),
			},
		},
		{
			name: "some columns of a tab are sorted without the others: on pause, nothing believed, until it is undone",
			steps: []step{
				acts(func(o *office) { o.keep(); o.SortColumns("Hours", 0, 1, 0, 2, true) }),
				syncs(paused("Hours", sheet.Scrambled), asOpened),
				later(paused("Hours", sheet.Scrambled), asOpened, untouched),
				acts(func(o *office) {
					o.back()
					o.set("Hours", "Table A", "Hours", "3")
				}),
				syncs(going, well, record("Hours", "Table A", "Hours", "3"), record("Hours", "Table B", "Hours", "1.5")),
			},
		},
		{
			name: "one column is sorted alone: on pause, nothing believed, until it is undone",
			steps: []step{
				acts(func(o *office) { o.keep(); o.SortOne("Hours", o.column("Hours", "Volunteer"), 1, true) }),
				syncs(paused("Hours", sheet.Scrambled), asOpened),
				acts(func(o *office) { o.back() }),
				syncs(going, well, asOpened),
			},
		},
		{
			name: "one column is sorted alone, and a person says that it is right",
			steps: []step{
				acts(func(o *office) { o.SortOne("Hours", o.column("Hours", "What we did"), 1, true) }),
				syncs(paused("Hours", sheet.Scrambled), asOpened),
				acts(func(o *office) { o.set("Settings", "Allow large removal", "Value", "Hours") }),
				syncs(going, count("Hours", 8), cell("Settings", "Allow large removal", "Value", "No")).asking(4, 1),
			},
		},
		{
			name: "a row is inserted in the middle: it alone is new",
			steps: []step{
				acts(func(o *office) {
					o.InsertRows("Hours", 4, 2)
					o.addAt("Hours", 5, "Date | Volunteer | Hours", "2026-10-08 | Eli Gray | 1:30")
				}),
				syncs(count("Hours", 9), well, record("Hours", "Eli Gray", "Hours", "1.5"), record("Hours", "Table C", "Hours", "2")),
			},
		},
		{
			name: "rows are cut and pasted further down, and others dragged up: they keep their records",
			steps: []step{
				acts(func(o *office) { o.CutPaste("Hours", 3, 2, 20); o.MoveRows("Volunteers", 6, 1, 2) }),
				syncs(asOpened, untouched, well),
				acts(func(o *office) { o.set("Hours", "Table B", "Hours", "2") }),
				syncs(record("Hours", "Table B", "Hours", "2"), count("Hours", 8)),
			},
		},
		{
			name: "a row is copied with its ID and its note: the copy gets an ID of its own, and no note",
			steps: []step{
				acts(func(o *office) { o.set("Hours", "Table A", "Students", "many") }),
				syncs(noted("Hours", "Table A", "many")),
				acts(func(o *office) {
					o.CopyPaste("Hours", 2, 1, 10)
					o.Type("Hours", 10, o.column("Hours", "What we did"), text("Table I"))
					o.Type("Hours", 10, o.column("Hours", "Students"), text("5"))
				}),
				syncs(count("Hours", 9), record("Hours", "Table A", "Students", "3"), record("Hours", "Table I", "Students", "5"),
					distinct("Hours"), cell("Hours", "Table I", sheet.NoteColumn, "")),
			},
		},
		{
			name: "rows are copied as they are: identical rows are records of their own, and so many stay",
			steps: []step{
				acts(func(o *office) { o.CopyPaste("Hours", 2, 2, 10) }),
				syncs(count("Hours", 10), distinct("Hours")),
				acts(func(o *office) { o.ClearColumn("Hours", o.column("Hours", sheet.IDColumn), 1) }),
				syncs(count("Hours", 10), distinct("Hours")),
			},
		},
		{
			name: "IDs are cleared: they come back",
			steps: []step{
				acts(func(o *office) {
					o.ClearColumn("Hours", o.column("Hours", sheet.IDColumn), 1)
					o.set("Volunteers", "Ana Ruiz", sheet.IDColumn, "")
				}),
				syncs(asOpened, well, distinct("Hours"), holdsID("Hours", "Table A"), holdsID("Volunteers", "Ana Ruiz")),
			},
		},
		{
			name: "IDs are typed over with anything, a formula, and another row's: each row gets its own back",
			steps: []step{
				acts(func(o *office) {
					id := o.column("Hours", sheet.IDColumn)
					o.Type("Hours", 2, id, text("x"))
					o.Type("Hours", 3, id, text("17"))
					o.Formula("Hours", 4, id, "ROW()", "4")
					other, _ := o.Sees("Hours", 6, id)
					o.Type("Hours", 5, id, other)
				}),
				syncs(asOpened, well, distinct("Hours"), holdsID("Hours", "Table A"), holdsID("Hours", "Table C"), holdsID("Hours", "Table D")),
			},
		},
		{
			name: "a row is typed cell by cell with a sync after each: one record, not scolded for a minute",
			steps: []step{
				acts(func(o *office) { o.Type("Hours", 10, 0, text("2026-10-30")) }),
				soon(count("Hours", 8), unnoted("Hours")),
				acts(func(o *office) { o.Type("Hours", 10, o.column("Hours", "Program"), text("Homework help")) }),
				soon(count("Hours", 8), unnoted("Hours")),
				acts(func(o *office) { o.Type("Hours", 10, o.column("Hours", "Volunteer"), text("Eli")) }),
				soon(count("Hours", 8)),
				acts(func(o *office) { o.Type("Hours", 10, o.column("Hours", "Hours"), text("1.5")) }),
				soon(count("Hours", 9)),
				acts(func(o *office) { o.Type("Hours", 10, o.column("Hours", "Volunteer"), text("Eli Gray")) }),
				soon(count("Hours", 9)),
				acts(func(o *office) { o.Type("Hours", 10, o.column("Hours", "What we did"), text("Table I")) }),
				syncs(count("Hours", 9), well, unnoted("Hours"), record("Hours", "Table I", "Volunteer", "Eli Gray")),
				later(count("Hours", 9)),
			},
		},
		{
			name: "a row stays half typed: after a minute its note says what is missing, and it is no record",
			steps: []step{
				acts(func(o *office) { o.add("Hours", "Date | Students", "2026-10-30 | 9") }),
				soon(unnoted("Hours")),
				syncs(noted("Hours", "9", "Volunteer"), count("Hours", 8)),
				acts(func(o *office) { o.Type("Hours", 10, 2, text("Eli Gray")); o.Type("Hours", 10, 3, text("1")) }),
				syncs(count("Hours", 9), unnoted("Hours"), well),
			},
		},
		{
			name: "250 blank rows stand in the middle of a tab: nothing below is missed",
			steps: []step{
				acts(func(o *office) { o.InsertRows("Hours", 5, 250) }),
				syncs(asOpened, untouched, well),
				acts(func(o *office) { o.set("Hours", "Table H", "Hours", "4") }),
				syncs(record("Hours", "Table H", "Hours", "4"), count("Hours", 8)),
			},
		},
		{
			name: "data stands in the last row of the grid, and the row that we add finds its place",
			steps: []step{
				acts(func(o *office) {
					o.SetGrid("Ideas", o.last("Ideas"), len(o.headers("Ideas")))
					o.SetGrid("Hours", 12, len(o.headers("Hours")))
					o.addAt("Hours", 12, "Date | Volunteer | Hours | What we did", "2026-10-30 | Eli Gray | 1 | Table I")
					o.intend(store.Intent{ID: newID, Tab: "Ideas", Fields: map[string]string{"Idea": "A garden", "From": "Ben Coles"}, Who: "form"})
				}),
				syncs(count("Hours", 9), holdsID("Hours", "Table I"), cell("Ideas", "A garden", "From", "Ben Coles")),
				syncs(count("Ideas", 2), record("Ideas", "A garden", "From", "Ben Coles"), well), // what we added is read back
			},
		},
		{
			name: "800 rows hold nothing but an unticked checkbox: no record, and what we add follows the last record",
			steps: []step{
				acts(func(o *office) {
					o.Checkboxes("Recognition", o.column("Recognition", "Approved"), 3, 800)
					o.intend(store.Intent{ID: newID, Tab: "Recognition", Fields: map[string]string{"For": "Rotary Club", "Because of": "Twelve dictionaries", "Channel": "Letter", "Status": "Draft"}, Who: "tick"})
				}),
				syncs(rowIs("Recognition", "Rotary Club", 3)),
				syncs(count("Recognition", 2), well),
				acts(func(o *office) {
					o.Type("Recognition", o.row("Recognition", "Rotary Club"), o.column("Recognition", "Approved"), sheet.Cell{Kind: sheet.BoolCell, Bool: true})
				}),
				syncs(count("Recognition", 2), well, record("Recognition", "Rotary Club", "Approved", "Yes")),
			},
		},
		{
			name: "a filter and hidden rows hide nothing from the sync",
			steps: []step{
				acts(func(o *office) {
					o.Filter("Hours", 3, 4, 5)
					o.HideRow("Hours", 7)
					o.set("Hours", "Table C", "Hours", "3")
				}),
				syncs(count("Hours", 8), well, record("Hours", "Table C", "Hours", "3")),
			},
		},
		{
			name: "dates and names are merged over their rows and fill down; other cells are pointed out",
			steps: []step{
				acts(func(o *office) {
					o.add("Hours", "Date | Program | Volunteer | Hours | What we did",
						"2026-10-20 | Homework help | Ana Ruiz | 1 | Table I",
						"2026-10-20 | Homework help | Ben Coles | 1 | Table J",
						"2026-10-20 | Homework help | Cy Dunn | 1 | Table K")
					o.Merge("Hours", sheet.Merge{FirstRow: 10, LastRow: 12, FirstColumn: 0, LastColumn: 0})
					o.Merge("Hours", sheet.Merge{FirstRow: 10, LastRow: 12, FirstColumn: 1, LastColumn: 1})
				}),
				syncs(count("Hours", 11), well, record("Hours", "Table K", "Date", "2026-10-20"), record("Hours", "Table J", "Program", "Homework help")),
				acts(func(o *office) {
					o.Merge("Hours", sheet.Merge{FirstRow: 10, LastRow: 12, FirstColumn: 4, LastColumn: 4})
				}),
				syncs(count("Hours", 11), record("Hours", "Table K", "Date", "2026-10-20")),
			},
		},
		{
			name: "a row is deleted and brought back within ten minutes: nothing happened",
			steps: []step{
				acts(func(o *office) { o.keep(); o.DeleteRow("Hours", 4) }),
				syncs(told(sheet.RowsMissing), asOpened),
				acts(func(o *office) { o.back() }),
				syncs(asOpened, well),
			},
		},
		{
			name: "a row is deleted for good: removed ten minutes later, and brought back it is the same record",
			steps: []step{
				acts(func(o *office) { o.keep(); o.DeleteRow("Hours", o.row("Hours", "Table C")) }),
				syncs(told(sheet.RowsMissing), count("Hours", 8)),
				later(count("Hours", 7), well),
				acts(func(o *office) { o.back() }),
				syncs(asOpened, well),
			},
		},
		{
			name: "last year is cleared in August: held, offered to the archive, and archived it counts for ever",
			set:  tabs{"Hours": lastYear()},
			steps: []step{
				acts(func(o *office) { o.DeleteRows("Hours", 2, 12) }),
				syncs(waiting("Hours", 12), asOpened, told(sheet.RowsHeld)),
				later(waiting("Hours", 12), asOpened),
				acts(func(o *office) { o.set("Settings", "Allow large removal", "Value", "Archive") }),
				syncs(count("Hours", 14), waiting("Hours", 0), cell("Settings", "Allow large removal", "Value", "No")).asking(4, 1),
				later(count("Hours", 14), well),
				acts(func(o *office) { time.Sleep(30 * 24 * time.Hour); o.set("Hours", "Table Z", "Hours", "2") }),
				syncs(count("Hours", 14), well, waiting("Hours", 0)).asking(4, 1),
			},
		},
		{
			name: "a large removal is allowed: it is done once, and the setting goes back to No",
			set:  tabs{"Hours": lastYear()},
			steps: []step{
				acts(func(o *office) { o.DeleteRows("Hours", 2, 12) }),
				syncs(waiting("Hours", 12), count("Hours", 14)),
				acts(func(o *office) { o.set("Settings", "Allow large removal", "Value", "Yes") }),
				syncs(count("Hours", 2), cell("Settings", "Allow large removal", "Value", "No")).asking(4, 1),
				later(count("Hours", 2), well),
			},
		},
		{
			name: "half of Volunteers is deleted at once: held until the rows are back",
			steps: []step{
				acts(func(o *office) { o.keep(); o.DeleteRows("Volunteers", 2, 4) }),
				syncs(waiting("Volunteers", 4), asOpened),
				later(waiting("Volunteers", 4), asOpened),
				acts(func(o *office) { o.back() }),
				syncs(waiting("Volunteers", 0), asOpened, well),
			},
		},
		{
			name: "rows are cleared instead of deleted: removed like deleted ones, and the blank rows lose their IDs",
			steps: []step{
				acts(func(o *office) {
					o.ClearRows("Hours", 4, 1)
				}),
				syncs(told(sheet.RowsMissing)),
				later(count("Hours", 7), well),
			},
		},
		{
			name: "a row adds up the others: a note, never a record",
			steps: []step{
				acts(func(o *office) {
					o.Type("Hours", 11, 0, text("TOTAL"))
					o.FormulaOf("Hours", 11, 3, "SUM(D2:D9)", sheet.Cell{Kind: sheet.NumberCell, Number: 10})
				}),
				syncs(count("Hours", 8), told(sheet.SummaryRow)),
				later(count("Hours", 8), noted("Hours", "TOTAL", "")),
			},
		},
	})
}

// lastYear are twelve entries of the school year past, and two of this.
func lastYear() []string {
	rows := []string{"Date | Volunteer | Hours | What we did"}
	for i := range 12 {
		rows = append(rows, fmt.Sprintf("2026-03-%02d | Ana Ruiz | 1 | Table %c", i+1, 'A'+i))
	}
	return append(rows, "2026-09-08 | Ana Ruiz | 1 | Table Y", "2026-09-15 | Ben Coles | 1 | Table Z")
}

// soon is a step: a sync some seconds later, while somebody is still typing.
func soon(see ...check) step { return step{wait: 8 * time.Second, reads: 3, writes: 1, see: see} }

// distinct: no two rows of the tab have one ID, and each has one.
func distinct(tab string) check {
	return func(o *office) string {
		id := o.column(tab, sheet.IDColumn)
		at := map[string]int{}
		for _, r := range o.Grid(tab).Rows[1:] {
			if id >= len(r.Cells) {
				return fmt.Sprintf("row %d of %s has no ID", r.Number, tab)
			}
			its := r.Cells[id].Text
			if at[its] > 0 || its == "" {
				return fmt.Sprintf("row %d of %s has the ID %q, as row %d has", r.Number, tab, its, at[its])
			}
			at[its] = r.Number
		}
		return ""
	}
}

// rowIs: the row stands there.
func rowIs(tab, row string, want int) check {
	return func(o *office) string {
		if got := o.row(tab, row); got != want {
			return fmt.Sprintf("%s is in row %d of %s, want %d", row, got, tab, want)
		}
		return ""
	}
}

// problemAt: a problem of that code is told of that cell.
func problemAt(code sheet.Code, cell string) check {
	return func(o *office) string {
		for _, p := range o.report.Stands {
			if p.Code == code && p.Cell() == cell {
				return ""
			}
		}
		return fmt.Sprintf("%s is not told of %s; what stands: %v", code, cell, codes(o))
	}
}
