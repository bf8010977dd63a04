package googlefake

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	sheets "google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
)

func TestBatchUpdate(t *testing.T) {
	start := func(row, column int64) *sheets.GridCoordinate {
		return &sheets.GridCoordinate{RowIndex: row, ColumnIndex: column}
	}
	set := func(at *sheets.GridCoordinate, mask string, cells ...*sheets.CellData) *sheets.Request {
		return &sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{Start: at, Fields: mask, Rows: []*sheets.RowData{{Values: cells}}}}
	}
	str := func(s string) *sheets.CellData {
		return &sheets.CellData{UserEnteredValue: &sheets.ExtendedValue{StringValue: &s}}
	}
	t.Run("a text stays a text, and only the named fields are set", func(t *testing.T) {
		b := begin(t, Options{})
		b.staff.Type("Sheet1", 2, 1, num(46329, sheet.DateFormat))
		if err := b.update(set(start(1, 1), "userEnteredValue", str("=1+1"))); err != nil {
			t.Fatal(err)
		}
		if got, formula := b.staff.Sees("Sheet1", 2, 1); got != text("=1+1") || formula != "" {
			t.Errorf("the cell shows %+v, %q", got, formula)
		}
		if f := b.sheet.tabs[0].at(1, 1).format; f != dateFormat {
			t.Errorf("its format became %+v", f)
		}
		if err := b.update(set(start(1, 1), "userEnteredValue,userEnteredFormat.numberFormat,note", &sheets.CellData{})); err != nil {
			t.Fatal(err)
		}
		if c := b.sheet.tabs[0].at(1, 1); !c.bare() {
			t.Errorf("the cleared cell holds %+v", c)
		}
	})
	t.Run("one bad request undoes them all", func(t *testing.T) {
		b := begin(t, Options{})
		err := b.update(set(start(0, 0), "userEnteredValue", str("x")), set(start(1000, 0), "userEnteredValue", str("y")))
		refused(t, err, 400, "Invalid requests[1].updateCells: GridCoordinate.rowIndex[1000] is after last row in grid[999]")
		if got, _ := b.staff.Sees("Sheet1", 1, 0); got != (sheet.Cell{}) {
			t.Errorf("the first request left %+v", got)
		}
	})
	t.Run("rows are inserted where they are asked for, after the last only with inheritFromBefore", func(t *testing.T) {
		b := begin(t, Options{})
		b.staff.Fill("Sheet1", 1, []string{"a"}, []string{"b"}, []string{"c"})
		insert := func(at int64, before bool) error {
			return b.update(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{InheritFromBefore: before, Range: &sheets.DimensionRange{Dimension: "ROWS", StartIndex: at, EndIndex: at + 2}}})
		}
		if err := insert(1, true); err != nil {
			t.Fatal(err)
		}
		if got := b.read(t, "Sheet1"); !reflect.DeepEqual(got.Values, [][]any{{"a"}, {}, {}, {"b"}, {"c"}}) || got.Range != "Sheet1!A1:Z1002" {
			t.Errorf("%s holds %v", got.Range, got.Values)
		}
		refused(t, insert(1002, false), 400, "range.startIndex must be less than the grid size (1002) if inheritFromBefore is false.")
		if err := insert(1002, true); err != nil {
			t.Error(err)
		}
	})
	t.Run("a protected column is refused to us and open with a warning", func(t *testing.T) {
		b := begin(t, Options{})
		b.staff.ProtectColumn("Sheet1", 1)
		refused(t, b.update(set(start(0, 1), "userEnteredValue", str("x"))), 400, "You are trying to edit a protected cell or object.")
		if err := b.update(set(start(0, 0), "userEnteredValue", str("x"))); err != nil {
			t.Error(err)
		}
		if err := b.sheet.SetLocale("es_US"); err != nil {
			t.Fatal(err)
		}
		refused(t, b.update(set(start(0, 1), "userEnteredValue", str("x"))), 400, "Estás intentando modificar una celda")
		b.staff.Unprotect("Sheet1")
		if err := b.update(&sheets.Request{AddProtectedRange: &sheets.AddProtectedRangeRequest{ProtectedRange: &sheets.ProtectedRange{WarningOnly: true, Range: &sheets.GridRange{StartColumnIndex: 1, EndColumnIndex: 2}}}}); err != nil {
			t.Fatal(err)
		}
		if err := b.update(set(start(0, 1), "userEnteredValue", str("x"))); err != nil {
			t.Error(err)
		}
	})
	t.Run("a range may end beyond the grid, never start there", func(t *testing.T) {
		b := begin(t, Options{})
		bold := func(from int64) error {
			return b.update(&sheets.Request{RepeatCell: &sheets.RepeatCellRequest{
				Range: &sheets.GridRange{StartRowIndex: from, EndColumnIndex: 2}, Fields: "userEnteredFormat.textFormat.bold",
				Cell: &sheets.CellData{UserEnteredFormat: &sheets.CellFormat{TextFormat: &sheets.TextFormat{Bold: true}}},
			}})
		}
		if err := bold(999); err != nil {
			t.Error(err)
		}
		refused(t, bold(1000), 400, "Invalid requests[0].repeatCell: Range (Sheet1!A1001:B) exceeds grid limits. Max rows: 1000, max columns: 26")
	})
	t.Run("what the discovery document does not know is refused and recorded", func(t *testing.T) {
		b := begin(t, Options{})
		for body, part := range map[string]string{
			`{"requests":[{"updateCell":{}}]}`:                                                                          `Unknown name \"updateCell\" at 'requests[0]': Cannot find field.`,
			`{"requests":[{"insertDimension":{"range":{"startIndex":"x"}}}]}`:                                           `Invalid value at 'requests[0].insert_dimension.range.start_index' (TYPE_INT32), \"x\"`,
			`{"requests":[{"insertDimension":{"range":{"dimension":"ROW"}}}]}`:                                          `Invalid value at 'requests[0].insert_dimension.range.dimension'`,
			`{"requests":[{"updateCells":{"start":{},"fields":"userEnteredValu","rows":[]}}]}`:                          `Invalid field`,
			`{"requests":[{"updateCells":{"start":{},"fields":"effectiveValue","rows":[{"values":[{}]}]}}]}`:            `read-only`,
			`{"requests":[{"updateCells":{"start":{},"rows":[]}}]}`:                                                     `At least one field must be listed in 'fields'`,
			`{"requests":[{"findReplace":{"find":"x","allSheets":true}}]}`:                                              `no business`,
			`{"requests":[{"updateCells":{"start":{},"fields":"*","rows":[{"values":[{"userEnteredValue":5}]}]}}]}`:     `Invalid value at 'requests[0].update_cells.rows[0].values[0].user_entered_value'`,
			`{"requests":[{"updateCells":{"start":{},"fields":"*"},"insertDimension":{"range":{"dimension":"ROWS"}}}]}`: `2 kinds of request`,
		} {
			request, err := http.NewRequest(http.MethodPost, b.URL()+"/v4/spreadsheets/sheet-1:batchUpdate", strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Authorization", "Bearer "+b.Default().Token())
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			var answer struct{ Error struct{ Message string } }
			if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if want := strings.ReplaceAll(part, `\"`, `"`); response.StatusCode != 400 || !strings.Contains(answer.Error.Message, want) {
				t.Errorf("%s: got %d %s, want %s", body, response.StatusCode, answer.Error.Message, want)
			}
			b.expectViolation(t, "sheet-1:batchUpdate")
		}
	})
	t.Run("a method that Shelfmates must not call is a violation", func(t *testing.T) {
		b := begin(t, Options{})
		_, err := b.sheets.Spreadsheets.Values.Append("sheet-1", "Sheet1", &sheets.ValueRange{}).ValueInputOption("RAW").Do()
		refused(t, err, 404, "")
		b.expectViolation(t, ":append")
	})
}

// FuzzBatchUpdate holds that no body breaks the fake, and that a refused one
// changes nothing.
func FuzzBatchUpdate(f *testing.F) {
	for _, seed := range []string{
		`{"updateCells":{"start":{"rowIndex":1},"fields":"*","rows":[{"values":[{"userEnteredValue":{"numberValue":1}},null,{}]},null]}}`,
		`{"updateCells":{"range":{"endRowIndex":2,"endColumnIndex":2},"fields":"userEnteredValue"}}`,
		`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":3},"inheritFromBefore":true}}`,
		`{"insertDimension":{"range":{"dimension":"COLUMNS","startIndex":-1,"endIndex":2147483647}}}`,
		`{"deleteDimension":{"range":{"dimension":"COLUMNS","startIndex":0,"endIndex":2}}}`,
		`{"updateDimensionProperties":{"range":{"dimension":"COLUMNS","startIndex":0,"endIndex":2},"properties":{"pixelSize":5},"fields":"pixelSize"}}`,
		`{"addSheet":{"properties":{"title":"x","index":1,"gridProperties":{"rowCount":-1}}}}`,
		`{"updateSheetProperties":{"properties":{"index":7,"hidden":true,"gridProperties":{"rowCount":2,"frozenRowCount":1}},"fields":"index,hidden,gridProperties"}}`,
		`{"addProtectedRange":{"protectedRange":{"range":{"startColumnIndex":1},"editors":{"users":["a@x"]}}}}`,
		`{"addDimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":3}}}`,
		`{"setDataValidation":{"range":{"endRowIndex":2},"rule":{"condition":{"type":"ONE_OF_RANGE","values":[{"userEnteredValue":"=Sheet1!$A$2:$A"}]}}}}`,
		`{"addConditionalFormatRule":{"rule":{"ranges":[{"startRowIndex":1}],"booleanRule":{"condition":{"type":"NOT_BLANK"},"format":{}}}}}`,
		`{"repeatCell":{"range":{"endRowIndex":1},"cell":{"userEnteredFormat":{"numberFormat":{"type":"DATE"}}},"fields":"userEnteredFormat.numberFormat"}}`,
		`{"mergeCells":{"range":{"endRowIndex":2,"endColumnIndex":1},"mergeType":"MERGE_ALL"}}`,
		`{"addBanding":{"bandedRange":{"range":{"endRowIndex":2}}}}`,
		`{"updateSpreadsheetProperties":{"properties":{"timeZone":"Europe/Zurich"},"fields":"timeZone"}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, request string) {
		s, p := desk(t)
		call := func(request string) int {
			r := httptest.NewRequest(http.MethodPost, "/v4/spreadsheets/sheet-1:batchUpdate", strings.NewReader(`{"requests":[`+request+`,{"deleteSheet":{"sheetId":99}}]}`))
			r.Header.Set("Authorization", "Bearer "+s.fake.Default().Token())
			w := httptest.NewRecorder()
			s.fake.ServeHTTP(w, r)
			return w.Code
		}
		if got := call(request); got != http.StatusBadRequest {
			t.Errorf("%s and a bad request are answered with %d", request, got)
		}
		shows(t, p, "1 Name Mail ID", "2 Cleo c@x 3", "3 Ana a@x 1", "4 Ben b@x 2")
		if whole, err := s.describe("", nil, true, nil); err != nil || len(whole["sheets"].([]any)) != 1 {
			t.Errorf("a refused request left %v, %v", whole, err)
		}
		call(request + "," + request)
	})
}
