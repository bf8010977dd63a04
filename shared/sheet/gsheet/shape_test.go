package gsheet_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/sheet/gsheet"
)

// A shaping is a spreadsheet that a test shapes.
type shaping struct {
	t      *testing.T
	fake   *googlefake.Fake
	file   *googlefake.Spreadsheet
	staff  *googlefake.Staff
	client *gsheet.Client
}

func begin(t *testing.T) *shaping {
	t.Helper()
	f := googlefake.Begin(t, googlefake.Options{})
	s := f.NewSheet("school", "Library partners", "America/New_York", "en_US")
	return &shaping{t, f, s, s.Staff(t), gsheet.NewClient(gsheet.Options{Endpoint: f.URL(), Tokens: issued{f.Default()}})}
}

// issued are tokens that an account has without asking for them.
type issued struct{ account *googlefake.Account }

func (i issued) Token(context.Context) (string, error)   { return i.account.Token(), nil }
func (i issued) Account(context.Context) (string, error) { return i.account.Email, nil }
func (i issued) Refused(string)                          {}

func (s *shaping) shape(template sheet.Template) gsheet.ShapeReport {
	s.t.Helper()
	report, err := s.client.Shape(s.t.Context(), "school", template)
	if err != nil {
		s.t.Fatal(err)
	}
	return report
}

// looks returns the tabs as the API shows them, with the first rows of each.
func (s *shaping) looks() map[string]*sheets.Sheet { s.t.Helper(); return s.rows(90) }

func (s *shaping) rows(last int) map[string]*sheets.Sheet {
	s.t.Helper()
	query := url.Values{"includeGridData": {"true"}}
	for _, title := range s.file.Titles() {
		query.Add("ranges", fmt.Sprintf("'%s'!1:%d", title, last))
	}
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.fake.URL()+"/v4/spreadsheets/school?"+query.Encode(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.fake.Default().Token())
	resp, err := s.fake.Transport().RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	var whole sheets.Spreadsheet
	if err := json.NewDecoder(resp.Body).Decode(&whole); err != nil {
		s.t.Fatal(err)
	}
	tabs := map[string]*sheets.Sheet{}
	for _, one := range whole.Sheets {
		tabs[one.Properties.Title] = one
	}
	return tabs
}

// text is everything that can be seen of the spreadsheet, to compare.
func (s *shaping) text() string {
	s.t.Helper()
	all, err := json.Marshal(s.rows(60))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(all)
}

func cellOf(one *sheets.Sheet, row, at int) *sheets.CellData {
	if len(one.Data) == 0 || row >= len(one.Data[0].RowData) || at >= len(one.Data[0].RowData[row].Values) {
		return &sheets.CellData{}
	}
	return one.Data[0].RowData[row].Values[at]
}

// headers returns the first row of a tab, up to the first blank cell.
func (s *shaping) headers(title string) []string {
	s.t.Helper()
	var texts []string
	for {
		cell, _ := s.staff.Sees(title, 1, len(texts))
		if cell.Kind == sheet.BlankCell {
			return texts
		}
		texts = append(texts, cell.Text)
	}
}

func (s *shaping) place(title, header string) int {
	s.t.Helper()
	at := slices.Index(s.headers(title), header)
	if at < 0 {
		s.t.Fatalf("%s has no column %q", title, header)
	}
	return at
}

var template = []string{"Partners", "Volunteers", "Hours", "Donations", "Recognition", "Programs", "Meetings", "Ideas", "Team", "Settings", "Shelfmates report"}

func TestShapeBlank(t *testing.T) {
	s := begin(t)
	report := s.shape(sheet.Template{Zone: "Europe/Berlin"})
	tabs := s.looks()

	t.Run("the tabs stand in the order of the sheet, the blank one put to use", func(t *testing.T) {
		if got := s.file.Titles(); !slices.Equal(got, template) {
			t.Errorf("got %q", got)
		}
		if !slices.Equal(report.Added, template) || len(report.Others)+len(report.Mended)+len(report.Unclear) > 0 {
			t.Errorf("report %+v", report)
		}
	})
	t.Run("it takes one write", func(t *testing.T) {
		if report.Writes != 1 || s.fake.Writes() != 1 || report.Reads > 3 {
			t.Errorf("%d writes, %d reads", s.fake.Writes(), report.Reads)
		}
	})
	t.Run("every column of the schema is there, in its order", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			if got, want := s.headers(string(tab.Kind)), sheet.TemplateHeaders(tab); !slices.Equal(got, want) {
				t.Errorf("%s: got %q, want %q", tab.Kind, got, want)
			}
		}
	})
	t.Run("every header explains itself and stays in sight", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			one := tabs[string(tab.Kind)]
			for at := range s.headers(string(tab.Kind)) {
				if cellOf(one, 0, at).Note == "" {
					t.Errorf("%s: no help on %s1", tab.Kind, sheet.ColumnName(at))
				}
			}
			if g := one.Properties.GridProperties; g.FrozenRowCount != 1 || int(g.FrozenColumnCount) != sheet.LookOf(tab.Kind).Frozen {
				t.Errorf("%s: frozen %d, %d", tab.Kind, g.FrozenRowCount, g.FrozenColumnCount)
			}
		}
	})
	t.Run("folded columns are a closed group, and the ID is hidden and asks before it is typed over", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			one := tabs[string(tab.Kind)]
			for at, name := range s.headers(string(tab.Kind)) {
				i := tab.Column(name)
				folded := i >= 0 && tab.Columns[i].Folded
				grouped := slices.ContainsFunc(one.ColumnGroups, func(g *sheets.DimensionGroup) bool {
					return g.Collapsed && int(g.Range.StartIndex) <= at && at < int(g.Range.EndIndex)
				})
				hidden := one.Data[0].ColumnMetadata[at].HiddenByUser
				if grouped != folded || hidden != (folded || name == sheet.IDColumn) {
					t.Errorf("%s, %s: folded %v, grouped %v, hidden %v", tab.Kind, name, folded, grouped, hidden)
				}
			}
			id := int64(s.place(string(tab.Kind), sheet.IDColumn))
			if len(one.ProtectedRanges) != 1 || !one.ProtectedRanges[0].WarningOnly || one.ProtectedRanges[0].Range.StartColumnIndex != id {
				t.Errorf("%s: protected %+v", tab.Kind, one.ProtectedRanges)
			}
		}
	})
	t.Run("dropdowns offer choices and names, and refuse nothing", func(t *testing.T) {
		stage := cellOf(tabs["Partners"], 80, s.place("Partners", "Stage")).DataValidation
		if stage == nil || stage.Condition.Type != "ONE_OF_LIST" || len(stage.Condition.Values) != 6 || stage.Strict {
			t.Errorf("Stage: %+v", stage)
		}
		program := cellOf(tabs["Hours"], 80, s.place("Hours", "Program")).DataValidation
		if program == nil || program.Condition.Type != "ONE_OF_RANGE" || program.Condition.Values[0].UserEnteredValue != "='Programs'!$A$2:$A" || program.Strict {
			t.Errorf("Program: %+v", program)
		}
		for title, one := range tabs {
			for _, r := range one.Data[0].RowData {
				for _, c := range r.Values {
					if c.DataValidation != nil && c.DataValidation.Strict {
						t.Fatalf("%s refuses: %+v", title, c.DataValidation)
					}
				}
			}
		}
	})
	t.Run("lists, and names of several tabs, get help only", func(t *testing.T) {
		for tab, header := range map[string]string{"Hours": "Volunteer", "Partners": "Introduced by", "Volunteers": "Talents", "Programs": "Partners"} {
			if v := cellOf(tabs[tab], 1, s.place(tab, header)).DataValidation; v != nil {
				t.Errorf("%s, %s: %+v", tab, header, v)
			}
		}
	})
	t.Run("a new row takes the format of its column", func(t *testing.T) {
		for _, want := range []struct{ tab, header, kind, pattern string }{
			{"Hours", "Date", "DATE", "mmm d, yyyy"},
			{"Hours", "Hours", "", ""}, // so that 1:30 becomes a time, and 1.5 a number
			{"Meetings", "Starts", "TIME", "h:mm AM/PM"},
			{"Donations", "Value", "NUMBER", "#,##0.00"},
			{"Partners", "Phone", "TEXT", ""},
		} {
			f := cellOf(tabs[want.tab], 1, s.place(want.tab, want.header)).UserEnteredFormat
			if f == nil || f.NumberFormat == nil {
				f = &sheets.CellFormat{NumberFormat: &sheets.NumberFormat{}}
			}
			if f.NumberFormat.Type != want.kind || f.NumberFormat.Pattern != want.pattern {
				t.Errorf("%s, %s: %+v", want.tab, want.header, f.NumberFormat)
			}
		}
	})
	t.Run("below the headers there is nothing: no checkbox, no blank text", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			if g := s.staff.Grid(string(tab.Kind)); len(g.Rows) != 1 {
				t.Errorf("%s has %d rows", tab.Kind, len(g.Rows))
			}
			for _, r := range tabs[string(tab.Kind)].Data[0].RowData {
				for _, c := range r.Values {
					if c.DataValidation != nil && c.DataValidation.Condition.Type == "BOOLEAN" {
						t.Fatalf("%s has a checkbox", tab.Kind)
					}
				}
			}
		}
	})
	t.Run("settings stand with values and explanations, in the sheet's own zone", func(t *testing.T) {
		values := s.settings()
		for _, c := range sheet.Settings().Columns {
			if line, there := values[c.Name]; !there || line.about == "" {
				t.Errorf("setting %q: %+v", c.Name, line)
			}
		}
		if values["Time zone"].value.Text != "America/New_York" || values["Digest day"].value.Text != "Monday" || values["Thank from"].value.Kind != sheet.BlankCell {
			t.Errorf("values %+v", values)
		}
		if values["Digest time"].value.Kind != sheet.NumberCell || values["Thank within"].value.Text != "14 days" {
			t.Errorf("values %+v", values)
		}
	})
	t.Run("notes are coloured, each tab in its own tone", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			one := tabs[string(tab.Kind)]
			if len(one.ConditionalFormats) != len(sheet.LookOf(tab.Kind).Marks) || one.Properties.TabColorStyle == nil {
				t.Errorf("%s: %d colours, tab %+v", tab.Kind, len(one.ConditionalFormats), one.Properties.TabColorStyle)
			}
			for _, f := range one.ConditionalFormats {
				if formula := f.BooleanRule.Condition.Values[0].UserEnteredValue; strings.ContainsAny(formula, ",;") {
					t.Errorf("%s: %s is not read the same in every country", tab.Kind, formula)
				}
			}
		}
	})
	t.Run("the sync finds nothing wrong in it", func(t *testing.T) {
		var grids []sheet.Grid
		for _, title := range s.file.Titles() {
			grids = append(grids, s.staff.Grid(title))
		}
		survey := sheet.LayOut(grids, nil)
		for _, l := range survey.Tabs {
			if l.Paused != nil || len(l.Problems) > 0 {
				t.Errorf("%s: %+v %+v", l.Schema.Kind, l.Paused, l.Problems)
			}
		}
		if len(survey.Settings.Problems) > 0 || survey.Report == nil {
			t.Errorf("settings %+v", survey.Settings.Problems)
		}
	})
	t.Run("a second run writes nothing", func(t *testing.T) {
		before := s.text()
		if again := s.shape(sheet.Template{}); again.Writes != 0 || len(again.Added)+len(again.Mended) > 0 {
			t.Errorf("report %+v", again)
		}
		if s.text() != before {
			t.Error("the spreadsheet changed")
		}
	})
}

type settingLine struct {
	value sheet.Cell
	about string
}

// settings returns the lines of the Settings tab by name.
func (s *shaping) settings() map[string]settingLine {
	s.t.Helper()
	lines := map[string]settingLine{}
	name, value, about := s.place("Settings", "Setting"), s.place("Settings", "Value"), s.place("Settings", "What it does")
	for _, r := range s.staff.Grid("Settings").Rows[1:] {
		at := func(i int) sheet.Cell {
			if i < len(r.Cells) {
				return r.Cells[i]
			}
			return sheet.Cell{}
		}
		lines[at(name).Text] = settingLine{at(value), at(about).Text}
	}
	return lines
}

// halfMade is what a school has after a year of its own.
func halfMade(s *shaping) {
	s.staff.RenameTab("Sheet1", "Volunteer list")
	s.staff.Fill("Volunteer list", 1,
		[]string{"Name", "Cell phone", "Shirt size", "Email"},
		[]string{"Ana Ruiz", "555-0101", "M", "ana@example.org"},
		[]string{"Ben Coles", "", "L", ""},
	)
	s.staff.AddTab("Snacks")
	s.staff.Fill("Snacks", 1, []string{"Who", "What"}, []string{"Ana", "Apples"})
	s.staff.AddTab("Hours")
	s.staff.Fill("Hours", 1, []string{"Our library's hours"}, nil, []string{"Date", "Volunteer", "Hours"})
	s.staff.Type("Hours", 4, 0, sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DateFormat, Number: 46350})
	s.staff.Fill("Hours", 4, []string{"", "Ana Ruiz", "1:30"})
	s.staff.AddTab("Settings")
	s.staff.Fill("Settings", 1, []string{"Setting", "Value"}, []string{"School name", "Maple Hollow"}, []string{"Digest day", "Friday"})
}

func TestShapeHalfMade(t *testing.T) {
	s := begin(t)
	halfMade(s)
	typed := map[string]sheet.Grid{}
	for _, title := range s.file.Titles() {
		typed[title] = s.staff.Grid(title)
	}
	report := s.shape(sheet.Template{})

	t.Run("what staff typed stands where it stood", func(t *testing.T) {
		for title, was := range typed {
			now := s.staff.Grid(title)
			for _, r := range was.Rows {
				i := slices.IndexFunc(now.Rows, func(n sheet.GridRow) bool { return n.Number == r.Number })
				if i < 0 {
					t.Fatalf("%s: row %d is gone", title, r.Number)
				}
				for at, c := range r.Cells {
					if c.Kind != sheet.BlankCell && now.Rows[i].Cells[at] != c {
						t.Errorf("%s %s%d: %+v became %+v", title, sheet.ColumnName(at), r.Number, c, now.Rows[i].Cells[at])
					}
				}
			}
		}
	})
	t.Run("tabs of staff's own are left alone and named", func(t *testing.T) {
		if !slices.Equal(report.Others, []string{"Snacks"}) || len(s.staff.Grid("Snacks").Rows) != 2 {
			t.Errorf("report %+v", report)
		}
		if !slices.Equal(report.Mended, []string{"Volunteer list", "Hours", "Settings"}) {
			t.Errorf("mended %q", report.Mended)
		}
	})
	t.Run("what was lacking comes behind, in the tab's own header row", func(t *testing.T) {
		got := s.headers("Volunteer list")
		if !slices.Equal(got[:5], []string{"Name", "Cell phone", "Shirt size", "Email", "Partner"}) {
			t.Errorf("headers %q", got)
		}
		if slices.Contains(got, "Phone") || slices.Contains(got, "Volunteer") || got[len(got)-1] != sheet.IDColumn {
			t.Errorf("headers %q", got)
		}
		hours := s.staff.Grid("Hours").Rows[1]
		if hours.Number != 3 || hours.Cells[3].Text != "Program" || len(s.staff.Grid("Hours").Rows[0].Cells) != 1 {
			t.Errorf("Hours: %+v", hours)
		}
	})
	t.Run("new tabs find their place beside those that are there", func(t *testing.T) {
		want := []string{"Partners", "Volunteer list", "Snacks", "Hours", "Donations"}
		if got := s.file.Titles(); !sameOrder(got, []string{"Hours", "Donations", "Recognition", "Programs", "Meetings", "Ideas", "Team"}) || !sameOrder(got, []string{"Volunteer list", "Snacks", "Hours"}) {
			t.Errorf("got %q, want somewhat like %q", got, want)
		}
	})
	t.Run("dropdowns offer the names from where they stand", func(t *testing.T) {
		tabs := s.looks()
		rule := cellOf(tabs["Volunteer list"], 1, s.place("Volunteer list", "Partner")).DataValidation
		if rule == nil || rule.Condition.Values[0].UserEnteredValue != "='Partners'!$A$2:$A" {
			t.Errorf("Partner: %+v", rule)
		}
	})
	t.Run("a setting that has a line keeps it, the others get one", func(t *testing.T) {
		lines := s.settings()
		if lines["Digest day"].value.Text != "Friday" || lines["School name"].value.Text != "Maple Hollow" || lines["Digest day"].about == "" {
			t.Errorf("lines %+v", lines)
		}
		for _, c := range sheet.Settings().Columns {
			if _, there := lines[c.Name]; !there {
				t.Errorf("no line for %s", c.Name)
			}
		}
	})
	t.Run("a second run writes nothing", func(t *testing.T) {
		if again := s.shape(sheet.Template{}); again.Writes != 0 {
			t.Errorf("report %+v, sent %s", again, s.sent())
		}
	})
}

// sent is the body of the last batchUpdate.
func (s *shaping) sent() string {
	calls := s.fake.Calls()
	for i := len(calls) - 1; i >= 0; i-- {
		if calls[i].Body != "" {
			return calls[i].Body[:min(len(calls[i].Body), 2000)]
		}
	}
	return ""
}

// sameOrder reports whether these stand in all in this order.
func sameOrder(all, these []string) bool {
	at := -1
	for _, one := range these {
		i := slices.Index(all, one)
		if i <= at {
			return false
		}
		at = i
	}
	return true
}
