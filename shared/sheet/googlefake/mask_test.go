package googlefake

import (
	"encoding/json"
	"testing"
)

func TestMasks(t *testing.T) {
	sheetsDoc := documents()[0]
	whole := `{"spreadsheetId":"x","properties":{"title":"t","locale":"l"},"sheets":[{"properties":{"sheetId":1,"title":"a"},"merges":[]},{"properties":{"sheetId":2,"title":"b"}}]}`
	for text, want := range map[string]string{
		"*":             whole,
		"spreadsheetId": `{"spreadsheetId":"x"}`,
		"properties.title,sheets(properties(sheetId))": `{"properties":{"title":"t"},"sheets":[{"properties":{"sheetId":1}},{"properties":{"sheetId":2}}]}`,
		"properties/title,properties/locale":           `{"properties":{"locale":"l","title":"t"}}`,
		"sheets.properties.title,sheets.properties":    `{"sheets":[{"properties":{"sheetId":1,"title":"a"}},{"properties":{"sheetId":2,"title":"b"}}]}`,
		"sheets(*)":     `{"sheets":[{"merges":[],"properties":{"sheetId":1,"title":"a"}},{"properties":{"sheetId":2,"title":"b"}}]}`,
		"sheets.merges": `{"sheets":[{"merges":[]},{}]}`,
		"sheets(data(rowData(values(note))),properties(index)": "error",
		"sheets.property":              "error",
		"":                             "error",
		"properties,":                  "error",
		"sheets.properties.title.more": "error",
	} {
		m, err := sheetsDoc.parseMask("Spreadsheet", text)
		got := "error"
		if err == nil {
			var v any
			if err := json.Unmarshal([]byte(whole), &v); err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(m.apply(v))
			if err != nil {
				t.Fatal(err)
			}
			got = string(b)
		}
		if got != want && !(text == "*" && len(got) == len(want)) {
			t.Errorf("mask %q gives %s, want %s", text, got, want)
		}
	}
}

func TestWriteMasks(t *testing.T) {
	for _, c := range []struct{ mask, dst, src, want string }{
		{"userEnteredValue", `{"note":"n","userEnteredValue":{"stringValue":"a"}}`, `{}`, `{"note":"n"}`},
		{"note", `{"userEnteredValue":{"stringValue":"a"}}`, `{"note":"n","userEnteredValue":{"boolValue":true}}`, `{"note":"n","userEnteredValue":{"stringValue":"a"}}`},
		{"userEnteredFormat.numberFormat", `{"userEnteredFormat":{"wrapStrategy":"WRAP"}}`, `{"userEnteredFormat":{"numberFormat":{"type":"DATE"}}}`, `{"userEnteredFormat":{"numberFormat":{"type":"DATE"},"wrapStrategy":"WRAP"}}`},
		{"userEnteredFormat(numberFormat,textFormat.bold)", `{"userEnteredFormat":{"numberFormat":{"type":"DATE"},"textFormat":{"bold":true}}}`, `{}`, `{}`},
		{"*", `{"note":"n"}`, `{"userEnteredValue":{"boolValue":true}}`, `{"userEnteredValue":{"boolValue":true}}`},
	} {
		paths, problem := documents()[0].parsePaths("CellData", c.mask, "x")
		if problem != nil {
			t.Fatal(problem)
		}
		var dst, src map[string]any
		for text, into := range map[string]*map[string]any{c.dst: &dst, c.src: &src} {
			if err := json.Unmarshal([]byte(text), into); err != nil {
				t.Fatal(err)
			}
		}
		for _, path := range paths {
			copyPath(dst, src, path)
		}
		if b, err := json.Marshal(dst); err != nil || string(b) != c.want {
			t.Errorf("%s of %s onto %s is %s, want %s", c.mask, c.src, c.dst, b, c.want)
		}
	}
}

func FuzzMask(f *testing.F) {
	for _, seed := range []string{"*", "sheets(properties(sheetId,title),merges)", "sheets.data/rowData", "a,,b", "((", "sheets.*"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := documents()[0].parseMask("Spreadsheet", text)
		if err == nil && len(m) == 0 {
			t.Errorf("%q is a mask of nothing", text)
		}
	})
}
