package gsheet_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sample"
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

func TestShapeAfterStaff(t *testing.T) {
	s := begin(t)
	s.shape(sheet.Template{})
	s.staff.Fill("Partners", 2, []string{"Lakeside YMCA", "Nonprofit"})
	stage := s.place("Partners", "Stage")

	t.Run("rows inserted at the top are nothing to mend", func(t *testing.T) {
		s.staff.InsertRows("Partners", 2, 1)
		s.staff.Type("Partners", 2, 0, sheet.Cell{Kind: sheet.TextCell, Text: "Second Turn Thrift"})
		if again := s.shape(sheet.Template{}); again.Writes != 0 {
			t.Errorf("report %+v, sent %s", again, s.sent())
		}
	})
	t.Run("a column that was moved stays there, and its colours find it", func(t *testing.T) {
		s.staff.MoveColumn("Partners", stage, 1)
		s.shape(sheet.Template{})
		if s.place("Partners", "Stage") != 1 {
			t.Errorf("headers %q", s.headers("Partners"))
		}
		colours := s.looks()["Partners"].ConditionalFormats
		if len(colours) != len(sheet.LookOf("Partners").Marks) || !strings.Contains(colours[1].BooleanRule.Condition.Values[0].UserEnteredValue, "$B2=") {
			t.Errorf("%d colours, the second by %s", len(colours), colours[1].BooleanRule.Condition.Values[0].UserEnteredValue)
		}
		if again := s.shape(sheet.Template{}); again.Writes != 0 {
			t.Errorf("report %+v, sent %s", again, s.sent())
		}
	})
	t.Run("a group that staff opened stays open", func(t *testing.T) {
		group := s.looks()["Partners"].ColumnGroups[0].Range
		s.update(map[string]any{"updateDimensionGroup": map[string]any{
			"dimensionGroup": map[string]any{"range": group, "depth": 1, "collapsed": false}, "fields": "collapsed",
		}})
		if again := s.shape(sheet.Template{}); again.Writes != 0 || s.looks()["Partners"].ColumnGroups[0].Collapsed {
			t.Errorf("report %+v", again)
		}
	})
	t.Run("a column and a tab that were deleted come back", func(t *testing.T) {
		s.staff.DeleteTab("Ideas")
		at := s.place("Partners", "Phone")
		s.staff.DeleteColumn("Partners", at)
		again := s.shape(sheet.Template{})
		if !slices.Equal(again.Added, []string{"Ideas"}) || !slices.Equal(again.Mended, []string{"Partners"}) {
			t.Errorf("report %+v", again)
		}
		if got := s.file.Titles(); !slices.Equal(got, template) {
			t.Errorf("tabs %q", got)
		}
		if n := len(s.looks()["Partners"].ConditionalFormats); n != len(sheet.LookOf("Partners").Marks) {
			t.Errorf("%d colours", n)
		}
	})
	t.Run("a rule of staff's own is not replaced", func(t *testing.T) {
		id := s.looks()["Programs"].Properties.SheetId
		at := s.place("Programs", "Status")
		s.update(map[string]any{"setDataValidation": map[string]any{
			"range": map[string]any{"sheetId": id, "startRowIndex": 1, "startColumnIndex": at, "endColumnIndex": at + 1},
			"rule":  map[string]any{"condition": map[string]any{"type": "ONE_OF_LIST", "values": []any{map[string]any{"userEnteredValue": "x"}}}},
		}})
		if again := s.shape(sheet.Template{}); again.Writes != 0 {
			t.Errorf("report %+v", again)
		}
	})
	t.Run("a dropdown whose names are gone is laid anew", func(t *testing.T) {
		s.staff.DeleteTab("Programs")
		s.shape(sheet.Template{})
		rule := cellOf(s.looks()["Hours"], 1, s.place("Hours", "Program")).DataValidation
		if rule == nil || strings.Contains(rule.Condition.Values[0].UserEnteredValue, "#REF!") {
			t.Errorf("Program: %+v", rule)
		}
	})
}

// update sends one request as somebody else.
func (s *shaping) update(request map[string]any) {
	s.t.Helper()
	body, err := json.Marshal(map[string]any{"requests": []any{request}})
	if err != nil {
		s.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.fake.URL()+"/v4/spreadsheets/school:batchUpdate", strings.NewReader(string(body)))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.fake.Default().Token())
	req.Header.Set("Content-Type", "application/json")
	resp, err := s.fake.Transport().RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		s.t.Fatalf("status %d", resp.StatusCode)
	}
}

func TestShapeWhileStaffType(t *testing.T) {
	for name, act := range map[string]func(*googlefake.Staff){
		"a column inserted": func(p *googlefake.Staff) { p.InsertColumn("Volunteer list", 1) },
		"a column typed behind the last": func(p *googlefake.Staff) {
			p.Fill("Volunteer list", 1, []string{"", "", "", "", "Birthday", "Parking"}, []string{"", "", "", "", "May 4", "A7"})
		},
		"rows inserted": func(p *googlefake.Staff) { p.InsertRows("Volunteer list", 1, 2) },
		"settings typed below the last": func(p *googlefake.Staff) {
			p.Fill("Settings", 4, []string{"Signed", "Nora Quist"}, []string{"Our own", "line"})
		},
	} {
		t.Run(name+" between reading and writing stays as typed", func(t *testing.T) {
			s := begin(t)
			halfMade(s)
			typed := map[string]int{}
			s.fake.Before(googlefake.BatchUpdate, func() {
				act(s.staff)
				for _, title := range []string{"Volunteer list", "Settings"} {
					s.count(title, typed)
				}
			})
			s.shape(sheet.Template{})
			stands := map[string]int{}
			for _, title := range []string{"Volunteer list", "Settings"} {
				s.count(title, stands)
			}
			for text, n := range typed {
				if stands[text] < n {
					t.Errorf("%q stood there %d times, and now %d", text, n, stands[text])
				}
			}
		})
	}
}

func TestShapeTwoAtOnce(t *testing.T) {
	s := begin(t)
	halfMade(s)
	s.fake.Before(googlefake.BatchUpdate, func() { s.staff.AddTab("Team") })
	_, err := s.client.Shape(t.Context(), "school", sheet.Template{})
	var advice *sheet.AdviceError
	if !errors.Is(err, sheet.ErrMoved) || !errors.As(err, &advice) {
		t.Fatalf("got %v, want %v with an advice", err, sheet.ErrMoved)
	}
	if got := s.file.Titles(); !slices.Equal(got, []string{"Volunteer list", "Snacks", "Hours", "Settings", "Team"}) {
		t.Errorf("half of it was done: %q", got)
	}
	if again := s.shape(sheet.Template{}); !slices.Contains(again.Mended, "Team") || slices.Contains(again.Added, "Team") {
		t.Errorf("report %+v", again)
	}
}

// count counts the texts of a tab.
func (s *shaping) count(title string, into map[string]int) {
	s.t.Helper()
	for _, r := range s.staff.Grid(title).Rows {
		for _, c := range r.Cells {
			if c.Kind == sheet.TextCell {
				into[c.Text]++
			}
		}
	}
}

func TestShapeUnclear(t *testing.T) {
	s := begin(t)
	s.staff.RenameTab("Sheet1", "Hours")
	s.staff.Fill("Hours", 1, []string{"Date", "Volunteer", "Hours", "Date"}, []string{"x", "Ana", "1", "y"})
	s.staff.AddTab("Meetings")
	s.staff.Fill("Meetings", 1, []string{"we meet when we meet"})
	s.staff.AddChartTab("Ideas")
	before := s.staff.Grid("Hours")
	report := s.shape(sheet.Template{})
	var titles []string
	for _, u := range report.Unclear {
		titles = append(titles, u.Title)
		if u.Why.Text().Todo == "" {
			t.Errorf("%s: %+v says nothing to do", u.Title, u.Why)
		}
	}
	if !slices.Equal(titles, []string{"Hours", "Meetings", "Ideas"}) {
		t.Errorf("unclear %q", titles)
	}
	if now := s.staff.Grid("Hours"); len(now.Rows) != len(before.Rows) || len(now.Rows[0].Cells) != 4 {
		t.Errorf("Hours became %+v", now)
	}
	if again := s.shape(sheet.Template{}); again.Writes != 0 {
		t.Errorf("report %+v", again)
	}
}

func TestShapeFilled(t *testing.T) {
	zone, err := time.LoadLocation(sample.Zone)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.November, 24, 9, 0, 0, 0, zone)
	filled := sheet.Template{Zone: sample.Zone, Filled: sample.School(now, zone)}

	same := func(t *testing.T, s *shaping, title string) {
		t.Helper()
		want, _ := filled.Tab(title)
		got, headers := s.staff.Grid(title), s.headers(title)
		for _, r := range want.Rows {
			i := slices.IndexFunc(got.Rows, func(n sheet.GridRow) bool { return n.Number == r.Number })
			for at, c := range r.Cells {
				if c.Kind == sheet.BlankCell {
					continue
				}
				if i < 0 {
					t.Fatalf("%s: no row %d", title, r.Number)
				}
				if to := slices.Index(headers, want.Rows[0].Cells[at].Text); to < 0 || to >= len(got.Rows[i].Cells) || !alike(got.Rows[i].Cells[to], c) {
					t.Fatalf("%s row %d, %s: got %+v, want %+v", title, r.Number, want.Rows[0].Cells[at].Text, got.Rows[i].Cells, c)
				}
			}
		}
	}
	t.Run("a blank spreadsheet gets the sample school, as typed", func(t *testing.T) {
		s := begin(t)
		report := s.shape(filled)
		for _, tab := range sheet.Tabs() {
			same(t, s, string(tab.Kind))
		}
		if s.settings()["School name"].value.Text != "Maple Hollow Elementary" || len(report.Filled) == 0 || s.fake.Writes() != 1 {
			t.Errorf("report %+v", report)
		}
		one := s.looks()["Recognition"]
		at := s.place("Recognition", "Approved")
		rows := len(s.staff.Grid("Recognition").Rows)
		for row := 1; row < 90; row++ {
			v := cellOf(one, row, at).DataValidation
			if box := v != nil && v.Condition.Type == "BOOLEAN"; box != (row < rows) {
				t.Fatalf("row %d of %d: checkbox %v", row+1, rows, box)
			}
		}
		if again := s.shape(filled); again.Writes != 0 {
			t.Errorf("a second run: %+v, sent %s", again, s.sent())
		}
	})
	t.Run("rows go into tabs without rows only", func(t *testing.T) {
		s := begin(t)
		s.shape(sheet.Template{})
		s.staff.Fill("Team", 2, []string{"Nora Quist"})
		report := s.shape(filled)
		if len(s.staff.Grid("Team").Rows) != 2 || !slices.Contains(report.Kept, "Team") || slices.Contains(report.Filled, "Team") {
			t.Errorf("report %+v", report)
		}
		same(t, s, "Hours")
		same(t, s, "Recognition")
		if s.settings()["School name"].value.Text != "Maple Hollow Elementary" {
			t.Errorf("a blank setting stays blank")
		}
	})
}

// alike compares cells as staff see them.
func alike(got, want sheet.Cell) bool {
	if got.Kind == sheet.NumberCell && want.Kind == sheet.NumberCell {
		return got.Number == want.Number && (got.Format == want.Format || want.Format == sheet.PlainFormat)
	}
	return got == want
}

func TestShapeCrash(t *testing.T) {
	whole := begin(t)
	halfMade(whole)
	report := whole.shape(sheet.Template{})
	sent := report.Reads + report.Writes
	want := whole.text()
	for _, after := range []bool{false, true} {
		for cut := range sent {
			if after && cut < sent-1 {
				continue // a read leaves nothing behind
			}
			s := begin(t)
			halfMade(s)
			ctx, cancel := context.WithCancel(t.Context())
			cutting := &cutOff{next: http.DefaultTransport, left: cut, after: after, cancel: cancel}
			client := gsheet.NewClient(gsheet.Options{Endpoint: s.fake.URL(), Tokens: issued{s.fake.Default()}, Transport: cutting})
			if _, err := client.Shape(ctx, "school", sheet.Template{}); err == nil {
				t.Errorf("cut off at request %d, and no error", cut+1)
			}
			cancel()
			s.shape(sheet.Template{})
			if got := s.text(); got != want {
				t.Errorf("cut off at request %d (applied: %v), the second run ends elsewhere than one whole run", cut+1, after)
			}
		}
	}
}

// cutOff ends the caller at one of its requests, before or after it is applied.
type cutOff struct {
	next   http.RoundTripper
	left   int
	after  bool
	cancel func()
}

func (c *cutOff) RoundTrip(r *http.Request) (*http.Response, error) {
	c.left--
	if c.left >= 0 {
		return c.next.RoundTrip(r)
	}
	if c.after {
		resp, err := c.next.RoundTrip(r)
		if err == nil {
			resp.Body.Close()
		}
	}
	c.cancel()
	return nil, context.Canceled
}

func TestShapeRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		setup func(*shaping)
		want  error
	}{
		{"not shared", func(s *shaping) { s.file.Unshare(googlefake.DefaultAccount) }, sheet.ErrForbidden},
		{"shared for reading only", func(s *shaping) { s.file.Share(googlefake.DefaultAccount, googlefake.Reader) }, sheet.ErrWriteRefused},
		{"deleted", func(s *shaping) { s.file.Delete() }, sheet.ErrGone},
		{"an Excel file in Drive", func(s *shaping) { s.file.Office() }, sheet.ErrUnreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := begin(t)
			c.setup(s)
			_, err := s.client.Shape(t.Context(), "school", sheet.Template{})
			var advice *sheet.AdviceError
			if !errors.Is(err, c.want) || !errors.As(err, &advice) {
				t.Errorf("got %v, want %v with an advice", err, c.want)
			}
		})
	}
}
