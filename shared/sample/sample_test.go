package sample_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sample"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

var eastern = time.FixedZone("school", -5*60*60)

// said is a problem as a flaw names it.
func said(p sheet.Problem) string {
	return fmt.Sprintf("%s %s %q %s", p.Tab, p.Column, p.Value, p.Code)
}

// TestSampleReads reads the sample as any other spreadsheet: what is said about
// it has to be what Flaws lists, and nothing else.
func TestSampleReads(t *testing.T) {
	t.Run("exactly the slips that are meant are found", rapid.MakeCheck(func(t *rapid.T) {
		now := days().Draw(t, "now")
		survey := sheet.LayOut(sample.School(now, time.UTC), nil)
		var got, want []string
		for i := range survey.Tabs {
			layout := &survey.Tabs[i]
			reading := layout.Read()
			if reading.Paused != nil {
				t.Errorf("%s is on pause: %s", reading.Title, reading.Paused.Code)
			}
			for _, p := range reading.Problems {
				got = append(got, said(p))
			}
			for _, row := range reading.Rows {
				for _, p := range row.Problems {
					got = append(got, said(p))
				}
				if row.ID != "" || row.Note != "" {
					t.Errorf("%s row %d has an ID or a note", reading.Title, row.Number)
				}
			}
		}
		for _, p := range survey.Settings.Problems {
			got = append(got, said(p))
		}
		codes := map[string]sheet.Code{"a date typed as text": sheet.DateAsText, "a date nobody can read": sheet.DateUnread, "a duration nobody can read": sheet.HoursUnread, "a total": sheet.SummaryRow}
		for _, f := range sample.Flaws(now, time.UTC) {
			start, _, _ := strings.Cut(f.What, ":")
			if code, ok := codes[start]; ok {
				p := sheet.Problem{Tab: f.Tab, Column: f.Column, Value: f.Value, Code: code}
				if code == sheet.SummaryRow {
					p.Column, p.Value = "", ""
				}
				want = append(want, said(p))
			}
		}
		for i, g := range got {
			if strings.Contains(g, string(sheet.SummaryRow)) {
				got[i] = said(sheet.Problem{Tab: partnership.HoursTab, Code: sheet.SummaryRow})
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("on %s\ngot  %q\nwant %q", now, got, want)
		}
		if len(survey.Unread) != 1 || survey.Unread[0].Title != "Snack sign-up" {
			t.Errorf("tabs not read: %d", len(survey.Unread))
		}
	}))
	t.Run("every name is the name of a row, but for the one that is misspelled", rapid.MakeCheck(func(t *rapid.T) {
		s := at(t, days().Draw(t, "now"))
		known := map[partnership.Kind]map[string]bool{}
		for _, tab := range sheet.Tabs() {
			known[tab.Kind] = map[string]bool{}
			for _, r := range s.tabs[string(tab.Kind)] {
				name := r.text(tab.Columns[0].Name)
				known[tab.Kind][name] = true
				if p := r.text("Partner"); tab.Kind == partnership.Volunteers && p != "" {
					known[tab.Kind][name+" ("+p+")"] = true
				}
				for also := range strings.SplitSeq(r.text("Also known as"), ", ") {
					known[tab.Kind][also] = true
				}
			}
		}
		misspelled := 0
		for _, tab := range sheet.Tabs() {
			for i := range tab.Columns {
				c := &tab.Columns[i]
				if len(c.Refers) == 0 || c.Anyone {
					continue
				}
				for _, r := range s.tabs[string(tab.Kind)] {
					for _, name := range namesIn(r.text(c.Name), c, known) {
						if name == "Ben Cole" {
							misspelled++
							continue
						}
						if !slices.ContainsFunc(c.Refers, func(k partnership.Kind) bool { return known[k][name] }) && !slices.Contains(c.Words, name) {
							t.Errorf("on %s, %s has %q in %s", s.today, tab.Kind, name, c.Name)
						}
					}
				}
			}
		}
		if misspelled != 3 {
			t.Errorf("on %s, Ben Cole stands in %d rows", s.today, misspelled)
		}
	}))
}

// namesIn splits a cell of names as the program promises to: a known name that
// contains a comma is found whole.
func namesIn(cell string, c *sheet.Column, known map[partnership.Kind]map[string]bool) []string {
	if cell == "" {
		return nil
	}
	if c.Type == sheet.Ref {
		return []string{cell}
	}
	var whole []string
	for _, kind := range c.Refers {
		for _, name := range slices.Sorted(maps.Keys(known[kind])) {
			if strings.Contains(name, ",") && strings.Contains(cell, name) {
				whole = append(whole, name)
				cell = strings.Trim(strings.ReplaceAll(cell, name, ""), ", ")
			}
		}
	}
	if cell == "" {
		return whole
	}
	return append(whole, strings.Split(cell, ", ")...)
}

func TestSampleDays(t *testing.T) {
	t.Run("what has happened lies behind, on days on which the school was open", rapid.MakeCheck(func(t *rapid.T) {
		s := at(t, days().Draw(t, "now"))
		for _, h := range s.tabs["Hours"] {
			d := h.day("Date")
			if d == 0 {
				continue // typed as text
			}
			if d >= s.today || !s.calendar.SchoolDay(d) {
				t.Errorf("on %s, hours on %s", s.today, d)
			}
		}
		for _, d := range s.tabs["Donations"] {
			if d.day("Date") > s.today {
				t.Errorf("on %s, a gift on %s", s.today, d.day("Date"))
			}
		}
		for _, r := range s.tabs["Recognition"] {
			if d := r.day("Done on"); d > s.today {
				t.Errorf("on %s, thanks on %s", s.today, d)
			}
		}
		for _, p := range s.tabs["Partners"] {
			if max(p.day("Last talked"), p.day("Since")) > s.today {
				t.Errorf("on %s, %s was talked to on %s, since %s", s.today, p.text("Partner"), p.day("Last talked"), p.day("Since"))
			}
		}
		for _, p := range s.tabs["Programs"] {
			if starts, ends := p.day("Starts"), p.day("Ends"); ends != 0 && ends < starts || p.text("Status") == "Finished" && ends > s.today {
				t.Errorf("on %s, %s runs from %s to %s, %s", s.today, p.text("Program"), starts, ends, p.text("Status"))
			}
		}
	}))
	t.Run("hours of a program lie between its first and its last day", rapid.MakeCheck(func(t *rapid.T) {
		s := at(t, days().Draw(t, "now"))
		for _, h := range s.tabs["Hours"] {
			// Visits and talks come again; their row in Programs is the latest.
			programs := s.all("Programs", "Program", h.text("Program"))
			if len(programs) != 1 || programs[0].text("Kind") == "Visit or event" || programs[0].text("Kind") == "Reading" {
				continue
			}
			d, starts, ends := h.day("Date"), programs[0].day("Starts"), programs[0].day("Ends")
			if d != 0 && (d < starts || ends != 0 && d > ends) {
				t.Errorf("on %s, %s met on %s, but runs from %s to %s", s.today, h.text("Program"), d, starts, ends)
			}
		}
	}))
	t.Run("two school years have hours, and each partner is where it should be", rapid.MakeCheck(func(t *rapid.T) {
		s := at(t, days().Draw(t, "now"))
		years := map[schoolyear.Year]int{}
		for _, h := range s.tabs["Hours"] {
			if d := h.day("Date"); d != 0 {
				years[s.calendar.YearOf(d)]++
			}
		}
		year := s.calendar.YearOf(s.today)
		if years[year-1] < 100 || s.today > s.calendar.Year(year).First+60 && years[year] < 15 {
			t.Errorf("on %s, hours by year: %v", s.today, years)
		}
	}))
	t.Run("the start day is the first of the school year", rapid.MakeCheck(func(t *rapid.T) {
		s := at(t, days().Draw(t, "now"))
		from := s.one("Settings", "Setting", "Thank from").day("Value")
		if from != s.calendar.Year(s.calendar.YearOf(s.today)).First {
			t.Errorf("on %s, thank from %s", s.today, from)
		}
	}))
	t.Run("the same moment gives the same cells", rapid.MakeCheck(func(t *rapid.T) {
		now := days().Draw(t, "now")
		if !reflect.DeepEqual(sample.School(now, eastern), sample.School(now, eastern)) {
			t.Errorf("two samples of %s differ", now)
		}
	}))
	t.Run("the day is the school's own", func(t *testing.T) {
		late := time.Date(2026, time.August, 1, 2, 0, 0, 0, time.UTC) // still July in the school
		s := at(t, late)
		if from := s.one("Settings", "Setting", "Thank from").day("Value"); from != schoolyear.MakeDay(2025, time.August, 1) {
			t.Errorf("thank from %s", from)
		}
	})
	t.Run("nobody in it could be reached", func(t *testing.T) {
		for _, g := range sample.School(time.Date(2026, time.November, 24, 9, 0, 0, 0, time.UTC), eastern) {
			for _, r := range rowsOf(g) {
				for column, c := range r {
					if host, ok := strings.CutPrefix(c.Text[max(0, strings.LastIndex(c.Text, "@")):], "@"); ok && strings.Contains(column, "mail") && host != "example.org" && !strings.HasSuffix(host, ".example") {
						t.Errorf("%s: %q", column, c.Text)
					}
					if column == "Phone" && !strings.HasPrefix(c.Text, "555-01") {
						t.Errorf("phone %q", c.Text)
					}
				}
			}
		}
	})
}
