package reconcile_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// tabs are the rows of some tabs, as people would type them: the first line
// names columns, "Date | Volunteer | Hours", the others are rows of these. A
// number, and a date as 2026-10-06, become what they are in Google.
type tabs map[string][]string

// small is the school in which the stories play: something in each tab, and
// nothing to put right.
func small() tabs {
	return tabs{
		"Partners": {
			"Partner | Kind | Contact | Email",
			"YMCA | Nonprofit | Pat Lee | pat@ymca.example",
			"Rotary Club | Service club | Jo Hill | jo@rotary.example",
			"Corner Bakery | Business | Kim Roy | kim@bakery.example",
		},
		"Volunteers": {
			"Volunteer | Partner | Email | Phone",
			"Ana Ruiz | YMCA | ana@ymca.example | 555-0101",
			"Ben Coles | YMCA | ben@ymca.example | 555-0102",
			"Cy Dunn | Rotary Club | cy@rotary.example | 555-0103",
			"Dee Fox | | dee@mail.example | 555-0104",
			"Eli Gray | | eli@mail.example | 555-0105",
			"Fay Holt",
		},
		"Hours": {
			"Date | Program | Volunteer | Hours | Students | What we did",
			"2026-10-06 | Homework help | Ana Ruiz | 1 | 3 | Table A",
			"2026-10-07 | Homework help | Ben Coles | 1.5 | 4 | Table B",
			"2026-10-08 | | Cy Dunn | 2 | 3 | Table C",
			"2026-10-09 | | Dee Fox | 0.5 | 4 | Table D",
			"2026-10-13 | Homework help | Ana Ruiz | 1 | 3 | Table E",
			"2026-10-14 | Homework help | Ben Coles | 1.5 | 4 | Table F",
			"2026-10-15 | | Cy Dunn | 2 | 3 | Table G",
			"2026-10-16 | | Dee Fox | 0.5 | 4 | Table H",
		},
		"Donations": {
			"Date | Partner | What | Value",
			"2026-03-03 | Corner Bakery | Bread for the book fair | 40",
			"2026-04-07 | Rotary Club | Twelve dictionaries | 180.5",
		},
		"Recognition": {
			"For | Because of | Channel | Words | Status | Done on",
			"Corner Bakery | Bread for the book fair | Letter | Thank you for the bread. | Sent | 2026-03-09",
		},
		"Programs": {
			"Program | Kind | Partners | Teacher | Starts | Ends",
			"Homework help | Tutoring | YMCA | Lee Park | 2026-09-01 | 2027-05-28",
		},
		"Meetings": {
			"Date | Topic | Partners | Status",
			"2026-09-15 | The year ahead | YMCA, Rotary Club | Held",
		},
		"Ideas": {
			"Idea | From | Date",
			"A chess club | Ana Ruiz | 2026-10-01",
		},
		"Team": {
			"Name | Email | Role | Access",
			"Nora Beck | nora@school.example | Librarian | Staff",
			"Lee Park | lee@school.example | Teacher | Administrator",
		},
	}
}

// furnish lays the spreadsheet out as the template has it, with the rows of the
// small school but where the story has its own.
func (o *office) furnish(own tabs) {
	o.t.Helper()
	o.RenameTab("Sheet1", "Partners")
	var grids []sheet.Grid
	for _, schema := range sheet.Tabs() {
		title := string(schema.Kind)
		rows, has := own[title]
		if !has {
			rows = small()[title]
		}
		grids = append(grids, laidOut(title, sheet.TemplateHeaders(schema), rows))
	}
	settings := sheet.Grid{Title: string(sheet.SettingsTab), Rows: []sheet.GridRow{gridRow(1, "Setting", "Value", "What it does", sheet.NoteColumn)}}
	for i, line := range sheet.Settings().Columns {
		value := map[string]string{"School name": "Maple Street", "Allow large removal": "No"}[line.Name]
		settings.Rows = append(settings.Rows, gridRow(i+2, line.Name, value, line.Help))
	}
	report := sheet.Grid{Title: sheet.ReportTitle, Rows: []sheet.GridRow{gridRow(1, sheet.ReportTitle)}}
	if err := o.file.Load(append(grids, settings, report)...); err != nil {
		o.t.Fatalf("furnish the spreadsheet: %v", err)
	}
}

func gridRow(number int, cells ...string) sheet.GridRow {
	r := sheet.GridRow{Number: number}
	for _, s := range cells {
		r.Cells = append(r.Cells, text(s))
	}
	return r
}

// laidOut is a tab with these headers and, under them, the rows of a table.
func laidOut(title string, headers, table []string) sheet.Grid {
	g := sheet.Grid{Title: title, Rows: []sheet.GridRow{gridRow(1, headers...)}}
	for i, row := range typed(headers, table) {
		g.Rows = append(g.Rows, sheet.GridRow{Number: i + 2, Cells: row})
	}
	return g
}

// typed puts the rows of a table under the headers of a tab.
func typed(headers, table []string) [][]sheet.Cell {
	var rows [][]sheet.Cell
	if len(table) == 0 {
		return nil
	}
	columns := fields(table[0])
	for _, line := range table[1:] {
		row := make([]sheet.Cell, len(headers))
		for i, s := range fields(line) {
			row[slices.Index(headers, columns[i])] = text(s)
		}
		rows = append(rows, row)
	}
	return rows
}

func fields(line string) []string {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// headers are those in row 1 of a tab.
func (o *office) headers(tab string) []string {
	g := o.Grid(tab)
	var headers []string
	for _, c := range g.Cells(1) {
		headers = append(headers, sheet.Show(c))
	}
	return headers
}

// column returns the place of a header in row 1.
func (o *office) column(tab, header string) int {
	o.t.Helper()
	at := slices.Index(o.headers(tab), header)
	if at < 0 {
		o.t.Fatalf("no column %q in %s", header, tab)
	}
	return at
}

// row returns the number of the first row below row 1 that shows that in some
// cell.
func (o *office) row(tab, shows string) int {
	o.t.Helper()
	for _, r := range o.Grid(tab).Rows {
		if r.Number > 1 && slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return sheet.Show(c) == shows }) {
			return r.Number
		}
	}
	o.t.Fatalf("no row with %q in %s", shows, tab)
	return 0
}

// keep keeps the file as it is, and back brings it back, as version history does.
func (o *office) keep() { o.kept = o.file.Version() }
func (o *office) back() { o.file.RestoreVersion(o.kept) }

// last returns the number of the last row of a tab.
func (o *office) last(tab string) int { return o.Grid(tab).LastRow }

// set types into the cell of a row, found by what it shows, under a header.
func (o *office) set(tab, shows, header, value string) { o.put(tab, shows, header, text(value)) }

func (o *office) put(tab, shows, header string, value sheet.Cell) {
	o.t.Helper()
	o.Type(tab, o.row(tab, shows), o.column(tab, header), value)
}

// head types over a header.
func (o *office) head(tab, header, to string) {
	o.t.Helper()
	o.Type(tab, 1, o.column(tab, header), text(to))
}

// add types rows below the last one: a table as in tabs.
func (o *office) add(tab string, table ...string) {
	o.t.Helper()
	o.addAt(tab, o.last(tab)+1, table...)
}

// addAt types rows from a row on.
func (o *office) addAt(tab string, row int, table ...string) {
	o.t.Helper()
	for i, cells := range typed(o.headers(tab), table) {
		for at, c := range cells {
			if c.Kind != sheet.BlankCell {
				o.Type(tab, row+i, at, c)
			}
		}
	}
}

// shows is what staff see in the cell of a row under a header.
func (o *office) shows(tab, row, header string) string {
	o.t.Helper()
	cell, _ := o.Sees(tab, o.row(tab, row), o.column(tab, header))
	return sheet.Show(cell)
}

// id is what the ID cell of a row says.
func (o *office) id(tab, row string) partnership.ID {
	o.t.Helper()
	return partnership.ID(o.shows(tab, row, sheet.IDColumn))
}

// says is what the live record of a row says in a column, as staff would type
// it.
func (o *office) says(tab, row, column string) string {
	o.t.Helper()
	schema := sheet.SchemaOf(partnership.Kind(tab))
	r, there := o.records(schema.Kind)[o.id(tab, row)]
	if !there {
		return "no record"
	}
	c := schema.Column(column)
	return sheet.TypedValue(&schema.Columns[c], r.Values[c])
}

// moments are times and durations in what is said, which a crash changes.
var moments = regexp.MustCompile(`, with [0-9.]+ hours?| at [0-9]{1,2}:[0-9]{2}|(?m)^[0-9]+ \["Last read".*$`)

// The checks.

// noted: the note of the row has that in it.
func noted(tab, row, want string) check {
	return func(o *office) string {
		if got := o.shows(tab, row, sheet.NoteColumn); !strings.Contains(got, want) {
			return fmt.Sprintf("the note of %s in %s is %q, want %q in it", row, tab, got, want)
		}
		return ""
	}
}

// unnoted: no row of the tab has a note.
func unnoted(tabs ...string) check {
	return func(o *office) string {
		for _, tab := range tabs {
			at := o.column(tab, sheet.NoteColumn)
			for _, r := range o.Grid(tab).Rows {
				if r.Number > 1 && at < len(r.Cells) && r.Cells[at].Kind != sheet.BlankCell {
					return fmt.Sprintf("row %d of %s has the note %q, want none", r.Number, tab, sheet.Show(r.Cells[at]))
				}
			}
		}
		return ""
	}
}

// cell: staff see that in the cell.
func cell(tab, row, header, want string) check {
	return func(o *office) string {
		if got := o.shows(tab, row, header); got != want {
			return fmt.Sprintf("staff see %q in %s of %s in %s, want %q", got, header, row, tab, want)
		}
		return ""
	}
}

// record: the record of the row says that in the column.
func record(tab, row, column, want string) check {
	return func(o *office) string {
		if got := o.says(tab, row, column); got != want {
			return fmt.Sprintf("the record of %s in %s says %q in %s, want %q", row, tab, got, column, want)
		}
		return ""
	}
}

// count: the tab has so many live records.
func count(tab string, want int) check {
	return func(o *office) string {
		if got := len(o.records(partnership.Kind(tab))); got != want {
			return fmt.Sprintf("%s has %d records, want %d", tab, got, want)
		}
		return ""
	}
}

// asOpened: every record that there was is there under its ID and says the same;
// and there is no other.
func asOpened(o *office) string {
	now := o.everything()
	for id, was := range o.opened {
		if now[id] != was {
			return fmt.Sprintf("a record says %q, want %q", now[id], was)
		}
	}
	if len(now) != len(o.opened) {
		return fmt.Sprintf("%d records, want %d", len(now), len(o.opened))
	}
	return ""
}

// untouched: the sync wrote nothing, but for when it read.
func untouched(o *office) string {
	if r := o.report; r.Writes != 0 || r.Changed && r.StoreWrites != 0 || r.StoreWrites > 1 {
		return fmt.Sprintf("%d writes and %d store writes, want none", r.Writes, r.StoreWrites)
	}
	return ""
}

// paused: the tab is on pause, and that says why.
func paused(tab string, code sheet.Code) check {
	return func(o *office) string {
		if frozen := o.tabReport(o.report, partnership.Kind(tab)).Frozen; frozen == "" || !said(o.report, code) {
			return fmt.Sprintf("%s is on pause for %q, and %s is said: %v; want both", tab, frozen, code, said(o.report, code))
		}
		return ""
	}
}

// going: no tab is on pause.
func going(o *office) string {
	for _, t := range o.report.Tabs {
		if t.Frozen != "" {
			return fmt.Sprintf("%s is on pause: %s", t.Tab, t.Frozen)
		}
	}
	return ""
}

// told: a problem of that code stands.
func told(code sheet.Code) check {
	return func(o *office) string {
		if !said(o.report, code) {
			return fmt.Sprintf("%s is not said; what stands: %v", code, codes(o))
		}
		return ""
	}
}

// well: nothing is to be put right.
func well(o *office) string {
	if len(o.report.Stands) > 0 {
		return fmt.Sprintf("there is to be put right %v, want nothing", codes(o))
	}
	return ""
}

func codes(o *office) []string {
	var all []string
	for _, p := range o.report.Stands {
		all = append(all, fmt.Sprintf("%s %s %s", p.Code, p.Tab, p.Cell()))
	}
	return all
}

// waiting: so many rows of the tab wait for a person.
func waiting(tab string, want int) check {
	return func(o *office) string {
		if got := o.tabReport(o.report, partnership.Kind(tab)).Held; got != want {
			return fmt.Sprintf("%d rows of %s wait, want %d", got, tab, want)
		}
		return ""
	}
}
