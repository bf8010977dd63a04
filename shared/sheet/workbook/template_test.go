package workbook_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/workbook"
)

// created makes a workbook from t and opens it with a library that is not ours.
func created(t *testing.T, template sheet.Template) *excelize.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "school.xlsx")
	if err := workbook.Create(path, template); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// headersOf returns the header row of a tab.
func headersOf(t *testing.T, f *excelize.File, tab string) []string {
	t.Helper()
	rows, err := f.GetRows(tab, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s has no rows: %v", tab, err)
	}
	return rows[0]
}

// letterOf returns the column of a header.
func letterOf(t *testing.T, f *excelize.File, tab, header string) string {
	t.Helper()
	at := slices.Index(headersOf(t, f, tab), header)
	if at < 0 {
		t.Fatalf("%s has no column %q", tab, header)
	}
	return sheet.ColumnName(at)
}

// helpOn returns the validation that a column's cells have, nil for none.
func helpOn(t *testing.T, f *excelize.File, tab, header string) *excelize.DataValidation {
	t.Helper()
	all, err := f.GetDataValidations(tab)
	if err != nil {
		t.Fatal(err)
	}
	letter := letterOf(t, f, tab, header)
	for _, v := range all {
		if strings.HasPrefix(v.Sqref, letter+"2:") {
			return v
		}
	}
	return nil
}

func TestTemplate(t *testing.T) {
	f := created(t, sheet.Template{Zone: "America/New_York", Made: time.Date(2026, time.November, 24, 9, 0, 0, 0, time.UTC)})

	t.Run("the tabs stand in the order of the sheet, and no others", func(t *testing.T) {
		want := []string{"Partners", "Volunteers", "Hours", "Donations", "Recognition", "Programs", "Meetings", "Ideas", "Team", "Settings", "Shelfmates report"}
		if got := f.GetSheetList(); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("every column of the schema is there, folded ones last, and the note and the ID end the tab", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			got := headersOf(t, f, string(tab.Kind))
			if want := sheet.TemplateHeaders(tab); !slices.Equal(got, want) {
				t.Errorf("%s: got %q, want %q", tab.Kind, got, want)
			}
			for _, c := range tab.Columns {
				if !slices.Contains(got, c.Name) {
					t.Errorf("%s lacks %q", tab.Kind, c.Name)
				}
			}
		}
	})
	t.Run("folded columns are a closed group, and the ID is hidden without one", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			title := string(tab.Kind)
			for i, name := range headersOf(t, f, title) {
				at := tab.Column(name)
				folded := at >= 0 && tab.Columns[at].Folded
				level, err := f.GetColOutlineLevel(title, sheet.ColumnName(i))
				if err != nil {
					t.Fatal(err)
				}
				seen, err := f.GetColVisible(title, sheet.ColumnName(i))
				if err != nil {
					t.Fatal(err)
				}
				if (level == 1) != folded || seen != !(folded || name == sheet.IDColumn) {
					t.Errorf("%s, %s: folded %v, but outline level %d, visible %v", title, name, folded, level, seen)
				}
			}
		}
	})
	t.Run("headers stay in sight, and the name where the tab is wide", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			panes, err := f.GetPanes(string(tab.Kind))
			if err != nil {
				t.Fatal(err)
			}
			if !panes.Freeze || panes.YSplit != 1 || panes.XSplit != sheet.LookOf(tab.Kind).Frozen {
				t.Errorf("%s: panes %+v", tab.Kind, panes)
			}
		}
	})
	t.Run("every header explains itself", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			notes, err := f.GetComments(string(tab.Kind))
			if err != nil {
				t.Fatal(err)
			}
			if len(notes) != len(tab.Columns)+2 {
				t.Errorf("%s has %d notes for %d columns", tab.Kind, len(notes), len(tab.Columns)+2)
			}
			for _, note := range notes {
				if !strings.HasSuffix(note.Cell, "1") || note.Author != "Shelfmates" {
					t.Errorf("%s: note on %s by %q", tab.Kind, note.Cell, note.Author)
				}
			}
		}
	})
	t.Run("single choices offer their choices, and warn at most", func(t *testing.T) {
		v := helpOn(t, f, "Partners", "Stage")
		if v == nil || v.Type != "list" || v.Formula1 != `"Prospect,Trying out,Regular,Sustained,Paused,Ended"` || *v.ErrorStyle != "warning" || !v.AllowBlank {
			t.Errorf("Stage: %+v", v)
		}
	})
	t.Run("a choice that takes other words does not even warn", func(t *testing.T) {
		if v := helpOn(t, f, "Volunteers", "Role"); v == nil || v.Type != "list" || v.ShowErrorMessage {
			t.Errorf("Role: %+v", v)
		}
	})
	t.Run("names of one tab are offered from there", func(t *testing.T) {
		if v := helpOn(t, f, "Hours", "Program"); v == nil || v.Formula1 != "'Programs'!$A$2:$A$2000" || *v.ErrorStyle != "warning" {
			t.Errorf("Program: %+v", v)
		}
	})
	t.Run("lists, and names of several tabs, get help only", func(t *testing.T) {
		for tab, header := range map[string]string{"Hours": "Volunteer", "Partners": "Introduced by", "Volunteers": "Talents", "Programs": "Partners"} {
			if v := helpOn(t, f, tab, header); v == nil || v.Type == "list" || v.Prompt == nil || v.ShowErrorMessage {
				t.Errorf("%s, %s: %+v", tab, header, v)
			}
		}
	})
	t.Run("no validation refuses anything", func(t *testing.T) {
		for _, tab := range f.GetSheetList() {
			all, err := f.GetDataValidations(tab)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range all {
				if v.ShowErrorMessage && (v.ErrorStyle == nil || *v.ErrorStyle != "warning") || !v.AllowBlank {
					t.Errorf("%s %s: %+v", tab, v.Sqref, v)
				}
			}
		}
	})
	t.Run("a new row takes the format of its column", func(t *testing.T) {
		for _, want := range []struct{ tab, header, format string }{
			{"Hours", "Date", "mmm d, yyyy"},
			{"Hours", "Hours", ""}, // so that 1:30 becomes a time, and 1.5 a number
			{"Hours", "Students", "#,##0"},
			{"Meetings", "Starts", "h:mm AM/PM"},
			{"Donations", "Value", "#,##0.00"},
			{"Partners", "Phone", "@"},
			{"Programs", "Grade or group", "@"},
		} {
			id, err := f.GetColStyle(want.tab, letterOf(t, f, want.tab, want.header))
			if err != nil {
				t.Fatal(err)
			}
			style, err := f.GetStyle(id)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if style.CustomNumFmt != nil {
				got = *style.CustomNumFmt
			}
			if got != want.format {
				t.Errorf("%s, %s: format %q, want %q", want.tab, want.header, got, want.format)
			}
		}
	})
	t.Run("below the headers staff tabs are empty: no checkbox, no blank text", func(t *testing.T) {
		for _, tab := range sheet.Tabs() {
			rows, err := f.GetRows(string(tab.Kind))
			if err != nil || len(rows) != 1 {
				t.Errorf("%s has %d rows: %v", tab.Kind, len(rows), err)
			}
		}
	})
	t.Run("settings stand with their values, what is fine as it is after the heading", func(t *testing.T) {
		rows, err := f.GetRows("Settings", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"Setting", "Value", "What it does", "Shelfmates note"}; !slices.Equal(rows[0], want) {
			t.Errorf("header %q", rows[0])
		}
		values, heading := map[string]string{}, 0
		for i, row := range rows[1:] {
			if row[0] == sheet.FineHeading {
				heading = i
				continue
			}
			values[row[0]] = row[1]
			if len(row) < 3 || row[2] == "" {
				t.Errorf("%s does not say what it does", row[0])
			}
		}
		if heading != 8 {
			t.Errorf("%d settings on top, want 8", heading)
		}
		for _, c := range sheet.Settings().Columns {
			if _, there := values[c.Name]; !there {
				t.Errorf("setting %q is missing", c.Name)
			}
		}
		if values["Time zone"] != "America/New_York" || values["Digest day"] != "Monday" || values["Thank within"] != "14 days" || values["Thank from"] != "" {
			t.Errorf("values %q", values)
		}
	})
	t.Run("it prints across, as wide as the page, with its header on every page", func(t *testing.T) {
		layout, err := f.GetPageLayout("Hours")
		if err != nil {
			t.Fatal(err)
		}
		props, err := f.GetSheetProps("Hours")
		if err != nil {
			t.Fatal(err)
		}
		if *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || !*props.FitToPage {
			t.Errorf("layout %+v, props %+v", layout, props)
		}
		repeated := false
		for _, name := range f.GetDefinedName() {
			repeated = repeated || name.Name == "_xlnm.Print_Titles" && name.Scope == "Hours" && strings.HasSuffix(name.RefersTo, "$1:$1")
		}
		if !repeated {
			t.Error("the header row is not repeated")
		}
	})
	t.Run("its properties name nobody", func(t *testing.T) {
		p, err := f.GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		if p.Creator != "Shelfmates" || p.LastModifiedBy != "Shelfmates" || p.Created != "2026-11-24T09:00:00Z" {
			t.Errorf("properties %+v", p)
		}
	})
}

func TestTemplateFilled(t *testing.T) {
	text := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.TextCell, Text: s} }
	ideas := sheet.Grid{Title: "Ideas", Rows: []sheet.GridRow{
		{Number: 1, Cells: []sheet.Cell{text("Date"), text("Idea"), text("Votes")}},
		{Number: 2, Cells: []sheet.Cell{{Kind: sheet.NumberCell, Format: sheet.DateFormat, Number: 46350}, text("=1+1 is a fine idea")}},
	}}
	settings := sheet.Grid{Title: "Settings", Rows: []sheet.GridRow{
		{Number: 1, Cells: []sheet.Cell{text("Setting"), text("Value")}},
		{Number: 2, Cells: []sheet.Cell{text("Digest day"), text("Friday")}},
	}}
	own := sheet.Grid{Title: "Snacks", Rows: []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{text("Who")}}}}
	f := created(t, sheet.Template{Filled: []sheet.Grid{own, settings, ideas}})

	t.Run("a filled tab keeps its columns in their order, and gets those it lacks", func(t *testing.T) {
		got := headersOf(t, f, string(partnership.Ideas))
		if want := []string{"Date", "Idea", "Votes", "From", "Status", "Why", "Kind", "Led to", sheet.NoteColumn, sheet.IDColumn}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("typed cells arrive as they are, and a text never becomes a formula", func(t *testing.T) {
		day, err := f.GetCellValue("Ideas", "A2")
		if err != nil || day != "Nov 24, 2026" {
			t.Errorf("A2 shows %q, %v", day, err)
		}
		formula, err := f.GetCellFormula("Ideas", "B2")
		if err != nil || formula != "" {
			t.Errorf("B2 has the formula %q, %v", formula, err)
		}
	})
	t.Run("a setting given by name takes the place of the usual value", func(t *testing.T) {
		rows, err := f.GetRows("Settings")
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(rows, func(r []string) bool { return r[0] == "Digest day" })
		if rows[at][1] != "Friday" {
			t.Errorf("Digest day is %q", rows[at][1])
		}
	})
	t.Run("a tab of staff's own comes last", func(t *testing.T) {
		if tabs := f.GetSheetList(); tabs[len(tabs)-1] != "Snacks" {
			t.Errorf("tabs %q", tabs)
		}
	})
}

func TestCreate(t *testing.T) {
	t.Run("a file that is there already stays as it is", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "school.xlsx")
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		err := workbook.Create(path, sheet.Template{})
		var advice *sheet.AdviceError
		if !errors.As(err, &advice) || !errors.Is(err, sheet.ErrWriteRefused) || advice.Advice == "" {
			t.Errorf("got %v", err)
		}
		if kept, err := os.ReadFile(path); err != nil || string(kept) != "mine" {
			t.Errorf("the file now holds %q, %v", kept, err)
		}
	})
	t.Run("a link that leads nowhere is in the way too", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "school.xlsx")
		if err := os.Symlink(filepath.Join(t.TempDir(), "gone"), path); err != nil {
			t.Fatal(err)
		}
		if err := workbook.Create(path, sheet.Template{}); !errors.Is(err, sheet.ErrWriteRefused) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a folder that is not there is named", func(t *testing.T) {
		err := workbook.Create(filepath.Join(t.TempDir(), "nowhere", "school.xlsx"), sheet.Template{})
		var advice *sheet.AdviceError
		if !errors.As(err, &advice) || !strings.Contains(advice.Advice, "nowhere") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("nothing is left beside the new workbook", func(t *testing.T) {
		folder := t.TempDir()
		if err := workbook.Create(filepath.Join(folder, "school.xlsx"), sheet.Template{}); err != nil {
			t.Fatal(err)
		}
		if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
			t.Errorf("the folder holds %v, %v", files, err)
		}
	})
	t.Run("two of one moment make one workbook", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "school.xlsx")
		results := make(chan error, 2)
		for range 2 {
			go func() { results <- workbook.Create(path, sheet.Template{}) }()
		}
		a, b := <-results, <-results
		if (a == nil) == (b == nil) {
			t.Errorf("got %v and %v, want one refusal", a, b)
		}
	})
}
