package gsheet

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"shelfmates/shared/sheet"
)

func TestDecodeValues(t *testing.T) {
	text := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.TextCell, Text: s} }
	for _, c := range []struct {
		name, values string
		want         []sheet.GridRow
	}{
		{"no values at all", `[]`, nil},
		{"one row of every kind", `[["YMCA", 1.5, true, false, "", null, "x"]]`, []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{
			text("YMCA"), {Kind: sheet.NumberCell, Number: 1.5}, {Kind: sheet.BoolCell, Bool: true}, {Kind: sheet.BoolCell}, {}, {}, text("x"),
		}}}},
		{"blank rows are left out, and numbered", `[[], ["a"], [""], ["", ""], ["b"]]`, []sheet.GridRow{
			{Number: 2, Cells: []sheet.Cell{text("a")}}, {Number: 5, Cells: []sheet.Cell{text("b")}},
		}},
		{"blank cells at the end are trimmed", `[["a", "", ""]]`, []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{text("a")}}}},
		{"spaces stay", `[["  Ana  Ruiz ", " "]]`, []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{text("  Ana  Ruiz "), text(" ")}}}},
		{"escapes", `[["a\nb \"q\" \\ \/ \u003c\u00e9\ud83d\ude00", "\ud83d"]]`, []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{
			text("a\nb \"q\" \\ / <é😀"), text("\ufffd"),
		}}}},
		{"numbers as they come", `[[46329, -3.25, 1e-7, 1.0E+2, 0]]`, []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{
			{Kind: sheet.NumberCell, Number: 46329},
			{Kind: sheet.NumberCell, Number: -3.25},
			{Kind: sheet.NumberCell, Number: 1e-7},
			{Kind: sheet.NumberCell, Number: 100},
			{Kind: sheet.NumberCell},
		}}}},
		{"an error is one where it has a reason", `[["#REF! (Reference does not exist)", "#1 (on the list)"]]`, []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{
			{Kind: sheet.ErrorCell, Text: "#REF!", Formula: true}, text("#1 (on the list)"),
		}}}},
		{"a bare error stays a text", `[["#REF!", "#N/A"]]`, []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{text("#REF!"), text("#N/A")}}}},
		{"a formula that is still being worked out is an error, not a text", `[["Loading..."]]`, []sheet.GridRow{
			{Number: 1, Cells: []sheet.Cell{{Kind: sheet.ErrorCell, Text: "Loading...", Formula: true}}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			blocks, err := decodeValues(`{"spreadsheetId":"x", "valueRanges": [ {"range":"'Hours'!A1:K9","majorDimension":"ROWS","values":` + c.values + "}\n]}\n")
			if err != nil {
				t.Fatal(err)
			}
			if len(blocks) != 1 || blocks[0].area != "'Hours'!A1:K9" || !reflect.DeepEqual(blocks[0].rows, c.want) {
				t.Errorf("decoded %+v, want %+v", blocks, c.want)
			}
		})
	}
}

func TestDecodeValuesRefusesWhatIsNotWhole(t *testing.T) {
	whole := `{"valueRanges":[{"range":"A!A1:B2","values":[["a\n",1,true],[]]}]}`
	for i := range len(whole) {
		if blocks, err := decodeValues(whole[:i]); err == nil {
			t.Errorf("decoded %+v from the truncated %s", blocks, whole[:i])
		}
	}
	for _, s := range []string{"", "null", "<html>", `{"valueRanges":[{"values":[[{"a":1}]]}]}`, `{"valueRanges":[{"values":[["\x"]]}]}`, `{"valueRanges":[{"values":[[1-2]]}]}`, whole + "x", "{\"a\":\"\xff\"}"} {
		if blocks, err := decodeValues(s); err == nil {
			t.Errorf("decoded %+v from %q", blocks, s)
		}
	}
}

// FuzzDecodeValues holds the decoder against encoding/json.
func FuzzDecodeValues(f *testing.F) {
	for _, s := range []string{
		`{"valueRanges":[{"range":"A!A1:B2","values":[["a\n",1,true],[],[null,"\u00e9"]]},{}]}`, `{"x":[1,{"y":[]}],"valueRanges":[]}`, `{}`, `[`, `{"valueRanges":[{"values":[[1e999]]}]}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		blocks, err := decodeValues(s)
		if err != nil {
			return
		}
		var reply struct {
			ValueRanges []struct {
				Range  string
				Values [][]any
			}
		}
		if err := json.Unmarshal([]byte(s), &reply); err != nil {
			return // the decoder is more lenient with what stands beside the values
		}
		for i, b := range blocks {
			for _, row := range b.rows {
				for k, c := range row.Cells {
					if i >= len(reply.ValueRanges) || row.Number > len(reply.ValueRanges[i].Values) {
						return // a name that stands there twice
					}
					values := reply.ValueRanges[i].Values[row.Number-1]
					if k >= len(values) {
						t.Fatalf("a cell more than %v", values)
					}
					same := false
					switch v := values[k].(type) {
					case nil:
						same = c == sheet.Cell{}
					case string:
						same = c.Kind == sheet.ErrorCell || c.Text == v
					case float64:
						same = c.Kind == sheet.NumberCell && math.Float64bits(c.Number) == math.Float64bits(v)
					case bool:
						same = c.Kind == sheet.BoolCell && c.Bool == v
					}
					if !same {
						t.Fatalf("decoded %+v from %v", c, values[k])
					}
				}
			}
		}
	})
}
