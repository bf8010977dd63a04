package googlefake

import (
	"strings"
	"testing"
)

func TestRanges(t *testing.T) {
	s := &Spreadsheet{}
	for i, title := range []string{"Sheet1", "CO2", "RC", "My tab", "a'b", "Sum!A1", "x.y"} {
		s.tabs = append(s.tabs, newTab(int64(i), title))
	}
	for text, want := range map[string]string{
		"Sheet1":            "Sheet1!A1:Z1000",
		"sheet1":            "Sheet1!A1:Z1000",
		"'CO2'":             "'CO2'!A1:Z1000",
		"B2":                "Sheet1!B2",
		"B2:A1":             "Sheet1!A1:B2",
		"A1:AA5":            "Sheet1!A1:Z5",
		"$A$1:$B":           "Sheet1!A1:B1000",
		"A:A":               "Sheet1!A1:A1000",
		"2:3":               "Sheet1!A2:Z3",
		"RC":                "Sheet1!A1",
		"'RC'":              "'RC'!A1:Z1000",
		"R2C3":              "Sheet1!C2",
		"R[1]C[1]":          "Sheet1!B2",
		"'My tab'!C4:D":     "'My tab'!C4:D1000",
		"My tab":            "'My tab'!A1:Z1000",
		"'a''b'!A1:A1":      "'a''b'!A1",
		"'Sum!A1'!A2":       "'Sum!A1'!A2",
		"CO2":               "exceeds grid limits. Max rows: 1000, max columns: 26",
		"Sheet1!A1001":      "Range (Sheet1!A1001) exceeds grid limits",
		"Nobody":            "Unable to parse range: Nobody",
		"'Sheet1'!":         "Unable to parse range: 'Sheet1'!",
		"Sheet1!":           "Unable to parse range: Sheet1!",
		"Sheet1!A":          "Unable to parse range: Sheet1!A",
		"A0":                "Unable to parse range: A0",
		"'Sheet1":           "Unable to parse range: 'Sheet1",
		"'Sheet1'!'Sheet1'": "Unable to parse range",
		"":                  "Unable to parse range: ",
		"x.y!A1":            "x.y!A1",
	} {
		area, err := s.resolve(text)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = a1(area.tab.title, area.gridRange)
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func FuzzRange(f *testing.F) {
	for _, seed := range []string{"A1", "'a''b'!A1:B", "R1C1:R2C2", "$A:$ZZZ", "1:1", "'", "A1:", "Sheet1!A1:B2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := &Spreadsheet{tabs: []*tab{newTab(0, "Sheet1"), newTab(1, "a'b"), newTab(2, "CO2")}}
		area, err := s.resolve(text)
		if err != nil {
			return
		}
		if area.row0 < 0 || area.col0 < 0 || area.row0 >= area.row1 || area.col0 >= area.col1 || area.row1 > area.tab.rows || area.col1 > area.tab.cols {
			t.Fatalf("%q is the range %+v", text, area.gridRange)
		}
		again, err := s.resolve(a1(area.tab.title, area.gridRange))
		if err != nil || again != area {
			t.Errorf("%q is echoed as %q, which is %+v, %v", text, a1(area.tab.title, area.gridRange), again, err)
		}
	})
}
