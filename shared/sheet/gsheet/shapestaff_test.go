package gsheet_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
)

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
