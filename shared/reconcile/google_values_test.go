package reconcile_test

import (
	"testing"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// The formats that a number takes on in Google when a time or a length is typed.
func clock(h float64) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.TimeFormat, Number: h / 24}
}

func elapsed(h float64) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DurationFormat, Number: h / 24}
}

func words(s string) sheet.Cell { return sheet.Cell{Kind: sheet.TextCell, Text: s} }

func formulaError(s string) sheet.Cell { return sheet.Cell{Kind: sheet.ErrorCell, Text: s} }

func TestGoogleValues(t *testing.T) {
	play(t, []story{
		{
			name: "hours are typed as 1:30, as a time, as an elapsed time, as 1.5 and as text: all are an hour and a half",
			steps: []step{
				acts(func(o *office) {
					o.put("Hours", "Table A", "Hours", clock(1.5))
					o.put("Hours", "Table B", "Hours", elapsed(1.5))
					o.put("Hours", "Table C", "Hours", words("1:30"))
					o.put("Hours", "Table D", "Hours", text("1.5"))
					o.put("Hours", "Table E", "Hours", elapsed(11.5))
				}),
				syncs(well, hours("Table A", 1.5), hours("Table B", 1.5), hours("Table C", 1.5), hours("Table D", 1.5), hours("Table E", 11.5)),
				// A cell that had a format keeps it: 0.0625 shown as 1:30 is not 0.0625 hours.
				acts(func(o *office) { o.set("Hours", "Table A", "Students", "9") }),
				syncs(well, hours("Table A", 1.5), record("Hours", "Table A", "Students", "9")),
			},
		},
		{
			name: "hours that are none: flagged with what to type, and what was read before stays",
			steps: []step{
				acts(func(o *office) {
					o.put("Hours", "Table A", "Hours", words("2h30"))
					o.put("Hours", "Table B", "Hours", words("1,5"))
					o.put("Hours", "Table C", "Hours", text("0"))
					o.put("Hours", "Table D", "Hours", text("150"))
					o.put("Hours", "Table E", "Hours", text("2026-11-03"))
				}),
				syncs(hours("Table A", 1), hours("Table B", 1.5), hours("Table C", 2), hours("Table D", 0.5), hours("Table E", 1),
					noted("Hours", "Table A", "Type 2.5"), noted("Hours", "Table B", "Type 1.5")),
				acts(func(o *office) {
					for row, h := range map[string]string{"Table A": "2.5", "Table B": "1.5", "Table C": "2", "Table D": "0.5", "Table E": "1"} {
						o.set("Hours", row, "Hours", h)
					}
				}),
				syncs(well, unnoted("Hours"), hours("Table A", 2.5)),
			},
		},
		{
			name:   "a sheet of Germany: dates and decimals are read by value, not as they are shown",
			zone:   "Europe/Berlin",
			locale: "de_DE",
			steps: []step{
				acts(func(o *office) {
					o.add("Hours", "Date | Volunteer | Hours | What we did", "2026-11-05 | Eli Gray | 1.5 | Table I")
					o.put("Hours", "Table A", "Date", words("5.10.2026"))
				}),
				syncs(hours("Table I", 1.5), record("Hours", "Table I", "Date", "2026-11-05"), record("Hours", "Table A", "Date", "2026-10-06"),
					noted("Hours", "Table A", "5.10.2026"), zoneIs("Europe/Berlin")),
				acts(func(o *office) { o.set("Settings", "Time zone", "Value", "America/New_York") }),
				syncs(zoneIs("America/New_York"), record("Hours", "Table I", "Date", "2026-11-05")).asking(4, 1),
			},
		},
		{
			name: "dates typed as text are taken when they mean one day, else flagged; serials that are no date too",
			steps: []step{
				acts(func(o *office) {
					o.put("Hours", "Table A", "Date", words("6 October 2026"))
					o.put("Hours", "Table B", "Date", words("2026-10-08"))
					o.put("Hours", "Table C", "Date", words("10/8"))
					o.put("Hours", "Table D", "Date", text("15"))
					o.put("Hours", "Table E", "Date", sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DateFormat, Number: 46309.99})
				}),
				syncs(record("Hours", "Table A", "Date", "2026-10-06"), record("Hours", "Table B", "Date", "2026-10-08"),
					record("Hours", "Table C", "Date", "2026-10-08"), record("Hours", "Table D", "Date", "2026-10-09"),
					record("Hours", "Table E", "Date", "2026-10-14"), noted("Hours", "Table C", "10/8"), told(sheet.DateImpossible), told(sheet.DateAsText)),
			},
		},
		{
			name: "the nights on which the clocks change: a day stays the day that was typed, and a time the time",
			set: tabs{"Meetings": {
				"Date | Topic | Status",
				"2026-11-01 | Clocks go back | Held",
			}},
			steps: []step{
				acts(func(o *office) {
					time.Sleep(132 * 24 * time.Hour) // to Saturday, 13 March 2027, in the evening
					o.add("Meetings", "Date | Topic | Status", "2027-03-14 | Clocks go forward | Confirmed")
					o.put("Meetings", "Clocks go back", "Starts", clock(1.5))
					o.put("Meetings", "Clocks go forward", "Starts", clock(2.5))
					o.add("Hours", "Date | Volunteer | Hours | What we did", "2027-03-14 | Eli Gray | 1 | Table I", "2026-11-01 | Eli Gray | 1 | Table J")
				}),
				syncs(record("Meetings", "Clocks go back", "Date", "2026-11-01"), record("Meetings", "Clocks go back", "Starts", "01:30"),
					record("Meetings", "Clocks go forward", "Date", "2027-03-14"), record("Meetings", "Clocks go forward", "Starts", "02:30"),
					record("Hours", "Table I", "Date", "2027-03-14"), record("Hours", "Table J", "Date", "2026-11-01")).asking(4, 1),
				acts(func(o *office) { time.Sleep(10 * time.Hour) }),
				syncs(record("Meetings", "Clocks go forward", "Starts", "02:30")),
			},
		},
		{
			name: "phones, codes and money: texts keep their zeros, numbers tell that some may be lost, amounts are exact",
			steps: []step{
				acts(func(o *office) {
					o.put("Volunteers", "Ana Ruiz", "Phone", words("0171 555 01"))
					o.put("Volunteers", "Ben Coles", "Phone", text("17155502"))
					o.put("Donations", "Twelve dictionaries", "Value", words("$1,234.50"))
					o.put("Donations", "Bread for the book fair", "Value", text("0.1"))
					o.put("Donations", "Bread for the book fair", "Quantity", text("12"))
				}),
				syncs(record("Volunteers", "Ana Ruiz", "Phone", "0171 555 01"), record("Volunteers", "Ben Coles", "Phone", "17155502"),
					record("Donations", "Twelve dictionaries", "Value", "1234.50"), record("Donations", "Bread for the book fair", "Value", "0.10"),
					record("Donations", "Bread for the book fair", "Quantity", "12"), told(sheet.NumberAsText)),
				acts(func(o *office) { o.put("Donations", "Twelve dictionaries", "Value", words("about fifty")) }),
				syncs(record("Donations", "Twelve dictionaries", "Value", "1234.50"), noted("Donations", "Twelve dictionaries", "about fifty")),
			},
		},
		{
			name: "a formula breaks in a row: nothing of the row is taken until it works",
			steps: []step{
				acts(func(o *office) {
					o.put("Hours", "Table A", "Students", formulaError("#REF!"))
					o.set("Hours", "Table A", "Hours", "7")
					o.put("Hours", "Table B", "Students", formulaError("#DIV/0!"))
					o.put("Hours", "Table C", "Volunteer", formulaError("#N/A"))
					o.add("Hours", "Date | Volunteer | Hours | What we did", "2026-10-30 | Eli Gray | 1 | Table I")
					o.put("Hours", "Table I", "Students", formulaError("#NAME?"))
				}),
				syncs(asOpened, noted("Hours", "Table A", "#REF!"), noted("Hours", "Table B", "#DIV/0!"), noted("Hours", "Table C", "#N/A"), noted("Hours", "Table I", "#NAME?")),
				later(asOpened),
				acts(func(o *office) {
					o.set("Hours", "Table A", "Students", "3")
					o.set("Hours", "Table B", "Students", "4")
					o.set("Hours", "Table C", "Volunteer", "Cy Dunn")
					o.set("Hours", "Table I", "Students", "2")
				}),
				syncs(well, unnoted("Hours"), count("Hours", 9), hours("Table A", 7)),
			},
		},
		{
			name: "a formula is still loading: its row waits until it has",
			steps: []step{
				acts(func(o *office) {
					o.put("Hours", "Table A", "Students", formulaError("Loading..."))
					o.set("Hours", "Table A", "Hours", "7")
				}),
				syncs(asOpened, noted("Hours", "Table A", "still loading")),
				acts(func(o *office) { o.set("Hours", "Table A", "Students", "3") }),
				syncs(well, unnoted("Hours"), hours("Table A", 7)),
			},
		},
		{
			name: "a text that looks like a formula is read as typed, and never written as one",
			steps: []step{
				acts(func(o *office) {
					o.put("Hours", "Table A", "What we did", words("=HYPERLINK(\"http://evil.example\")"))
					o.put("Volunteers", "Fay Holt", "Volunteer", words("+Fay Holt"))
					o.put("Ideas", "A chess club", "From", words("@Somebody"))
					o.put("Hours", "Table B", "Volunteer", words("=cmd|' /C calc'!A0"))
					o.put("Hours", "Table C", "Students", words("-1+1"))
					o.intend(store.Intent{ID: newID, Tab: "Ideas", Fields: map[string]string{"Idea": "=IMPORTXML(\"http://evil.example\")", "From": "@Ben"}, Who: "form"})
				}),
				syncs(noFormulas),
				syncs(count("Ideas", 2), noFormulas),
			},
		},
		{
			name: "a formula of staff's own stays one, and its result is what is read",
			steps: []step{
				acts(func(o *office) {
					o.FormulaOf("Hours", o.row("Hours", "Table A"), o.column("Hours", "Hours"), "B1*2", sheet.Cell{Kind: sheet.NumberCell, Number: 4})
					o.Formula("Hours", o.row("Hours", "Table B"), o.column("Hours", "Volunteer"), "A1", "Eli Gray")
					o.Formula("Hours", 20, 0, "IF(B20=\"\",\"\",TODAY())", "")
				}),
				syncs(hours("Table A", 4), record("Hours", "Table B", "Volunteer", "Eli Gray"), count("Hours", 8), well, func(o *office) string {
					if _, formula := o.Sees("Hours", o.row("Hours", "Table A"), o.column("Hours", "Hours")); formula != "B1*2" {
						return "the formula is " + formula
					}
					return ""
				}),
			},
		},
		{
			name: "names in any Unicode form, case and spacing are the same; control characters are dropped",
			set: tabs{
				"Volunteers": {"Volunteer | Email", "José Núñez | jose@mail.example", "李小龍 | li@mail.example", "Zoë 😀 Ångström | zoe@mail.example"},
				"Hours":      {"Date | Volunteer | Hours | What we did", "2026-10-06 | José Núñez | 1 | Table A"},
				"Ideas":      nil,
			},
			steps: []step{
				acts(func(o *office) {
					o.add("Hours", "Date | Volunteer | Hours | What we did",
						"2026-10-07 | Jose\u0301 Nu\u0301n\u0303ez | 1 | Table B",
						"2026-10-07 | JOSÉ\u00a0\u2009NÚÑEZ | 1 | Table C",
						"2026-10-07 | 李小龍, zoë 😀 a\u030angstro\u0308m | 1 | Table D",
						"2026-10-07 | \u200fJosé Núñez\u200e | 1 | Table E")
					o.put("Hours", "Table A", "What we did", words("a\u0000b\u0007c\u202e d\r\ne\u2028f"))
				}),
				syncs(well, count("Hours", 5), unnoted("Hours"), nobodyUnknown),
			},
		},
		{
			name: "yes and no in many words, choices in any case, lists with any separator; what is none of it is flagged",
			steps: []step{
				acts(func(o *office) {
					o.set("Volunteers", "Ana Ruiz", "OK to thank publicly", "sí")
					o.put("Volunteers", "Ben Coles", "OK to thank publicly", sheet.Cell{Kind: sheet.BoolCell, Bool: true})
					o.set("Volunteers", "Cy Dunn", "OK to thank publicly", "1")
					o.set("Volunteers", "Dee Fox", "OK to thank publicly", "maybe")
					o.set("Volunteers", "Ana Ruiz", "Status", "  pAUSED ")
					o.set("Volunteers", "Ben Coles", "Status", "Pausd")
					o.put("Volunteers", "Ana Ruiz", "Talents", words("Spanish; Coding,\nChess"))
				}),
				syncs(record("Volunteers", "Ana Ruiz", "OK to thank publicly", "Yes"), record("Volunteers", "Ben Coles", "OK to thank publicly", "Yes"),
					record("Volunteers", "Cy Dunn", "OK to thank publicly", "Yes"), record("Volunteers", "Dee Fox", "OK to thank publicly", ""),
					record("Volunteers", "Ana Ruiz", "Status", "Paused"), noted("Volunteers", "Ben Coles", "Paused"), noted("Volunteers", "Dee Fox", "maybe")),
			},
		},
		{
			name: "a setting that cannot be read keeps its last good value",
			steps: []step{
				acts(func(o *office) { o.set("Settings", "Time zone", "Value", "America/Chicago") }),
				syncs(zoneIs("America/Chicago")).asking(4, 1),
				acts(func(o *office) { o.set("Settings", "Time zone", "Value", "Moon/Sea") }),
				syncs(zoneIs("America/Chicago"), told(sheet.ZoneUnknown)).asking(4, 1),
				acts(func(o *office) { o.set("Settings", "Time zone", "Value", "America/Denver") }),
				syncs(zoneIs("America/Denver"), well).asking(4, 1),
			},
		},
	})
}

// zoneIs: the school's days are those of that zone.
func zoneIs(want string) check {
	return func(o *office) string {
		if o.report.Zone != want {
			return "the zone is " + o.report.Zone + ", want " + want
		}
		return ""
	}
}

// noFormulas: no cell of a tab of ours holds a formula.
func noFormulas(o *office) string {
	for _, title := range o.file.Titles() {
		for _, r := range o.Grid(title).Rows {
			for at := range r.Cells {
				if _, formula := o.Sees(title, r.Number, at); formula != "" {
					return "a formula stands in " + title + ": " + formula
				}
			}
		}
	}
	return ""
}

// nobodyUnknown: every name in Hours is somebody's.
func nobodyUnknown(o *office) string {
	for _, r := range o.records("Hours") {
		for _, n := range r.Refs[sheet.SchemaOf("Hours").Column("Volunteer")] {
			if n.ID == "" {
				return "nobody is " + n.Text
			}
		}
	}
	return ""
}
