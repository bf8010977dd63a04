package googlefake

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"
	drive "google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"
	"google.golang.org/api/option"
	sheets "google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/sheettest"
)

var _ sheettest.Staff = (*Staff)(nil)

// A bench is a Fake with one sheet, staff, and Google's own client.
type bench struct {
	*Fake
	sheet  *Spreadsheet
	staff  *Staff
	sheets *sheets.Service
	drive  *drive.Service
}

func begin(t *testing.T, options Options) bench {
	t.Helper()
	f := Begin(t, options)
	s := f.NewSheet("sheet-1", "Oak Library", "", "")
	b := bench{Fake: f, sheet: s, staff: s.Staff(t)}
	b.sheets, b.drive = clients(t, f, f.Default().Token())
	return b
}

func clients(t *testing.T, f *Fake, token string) (*sheets.Service, *drive.Service) {
	t.Helper()
	client := oauth2.NewClient(context.Background(), oauth2.StaticTokenSource(&oauth2.Token{AccessToken: token}))
	s, err := sheets.NewService(context.Background(), option.WithHTTPClient(client), option.WithEndpoint(f.URL()))
	if err != nil {
		t.Fatal(err)
	}
	d, err := drive.NewService(context.Background(), option.WithHTTPClient(client), option.WithEndpoint(f.URL()+"/drive/v3/"))
	if err != nil {
		t.Fatal(err)
	}
	return s, d
}

func text(s string) sheet.Cell { return sheet.Cell{Kind: sheet.TextCell, Text: s} }

func num(n float64, f sheet.Format) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Number: n, Format: f}
}

// read is values.batchGet of one range, unformatted.
func (b bench) read(t *testing.T, area string) *sheets.ValueRange {
	t.Helper()
	r, err := b.sheets.Spreadsheets.Values.BatchGet("sheet-1").Ranges(area).ValueRenderOption("UNFORMATTED_VALUE").DateTimeRenderOption("SERIAL_NUMBER").Do()
	if err != nil {
		t.Fatalf("read %s: %v", area, err)
	}
	return r.ValueRanges[0]
}

func (b bench) update(requests ...*sheets.Request) error {
	_, err := b.sheets.Spreadsheets.BatchUpdate("sheet-1", &sheets.BatchUpdateSpreadsheetRequest{Requests: requests}).Do()
	return err
}

// refused fails unless the error has that status and text.
func refused(t *testing.T, err error, status int, part string) {
	t.Helper()
	var e *googleapi.Error
	if !errors.As(err, &e) || e.Code != status || !strings.Contains(e.Message, part) {
		t.Errorf("the call returned %v, want %d with %q", err, status, part)
	}
}

// expectViolation takes one recorded violation away, and fails without one.
func (f *Fake) expectViolation(t *testing.T, part string) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.violations) != 1 || !strings.Contains(f.violations[0], part) {
		t.Errorf("violations are %q, want one with %q", f.violations, part)
	}
	f.violations = nil
}

func TestValues(t *testing.T) {
	b := begin(t, Options{})
	b.staff.AddTab("It's Hours")
	for i, c := range []sheet.Cell{
		text("007"), num(12, 0), num(46329, sheet.DateFormat), num(1.0625, sheet.DurationFormat),
		{Kind: sheet.BoolCell, Bool: true}, {Kind: sheet.ErrorCell, Text: "#REF!"}, {Kind: sheet.ErrorCell, Text: "Loading..."},
		text("gone"),
	} {
		b.staff.Type("It's Hours", 3, i, c)
	}
	b.staff.Type("It's Hours", 3, 7, sheet.Cell{})
	b.staff.Type("It's Hours", 5, 1, num(1.5, 0))
	b.staff.Type("It's Hours", 9, 1, text("gone"))
	b.staff.Type("It's Hours", 9, 1, sheet.Cell{})
	t.Run("unformatted values come typed, errors with their reason, blanks at the end are trimmed", func(t *testing.T) {
		got := b.read(t, "'It''s Hours'")
		want := [][]any{{}, {}, {"007", 12., 46329., 1.0625, true, "#REF! (Reference does not exist)", "Loading..."}, {}, {"", 1.5}}
		if !reflect.DeepEqual(got.Values, want) || got.Range != "'It''s Hours'!A1:Z1000" {
			t.Errorf("%s holds %v, want %v", got.Range, got.Values, want)
		}
	})
	t.Run("formatted values are what is shown", func(t *testing.T) {
		r, err := b.sheets.Spreadsheets.Values.Get("sheet-1", "'It''s Hours'!A3:G3").Do()
		if err != nil {
			t.Fatal(err)
		}
		want := [][]any{{"007", "12", "11/3/2026", "25:30:00", "TRUE", "#REF!", "Loading..."}}
		if !reflect.DeepEqual(r.Values, want) {
			t.Errorf("values are %v, want %v", r.Values, want)
		}
	})
	t.Run("formulas come as formulas", func(t *testing.T) {
		b.staff.Formula("It's Hours", 4, 0, `"a"&"b"`, "ab")
		r, err := b.sheets.Spreadsheets.Values.Get("sheet-1", "'it''s HOURS'!A3:A4").ValueRenderOption("FORMULA").MajorDimension("COLUMNS").Do()
		if err != nil {
			t.Fatal(err)
		}
		if want := [][]any{{"007", `="a"&"b"`}}; !reflect.DeepEqual(r.Values, want) || r.MajorDimension != "COLUMNS" {
			t.Errorf("values are %v, want %v", r.Values, want)
		}
	})
	t.Run("an empty tab has no values at all", func(t *testing.T) {
		if got := b.read(t, "Sheet1"); got.Values != nil || got.Range != "Sheet1!A1:Z1000" {
			t.Errorf("%s holds %v", got.Range, got.Values)
		}
	})
	t.Run("one unknown tab fails the whole call", func(t *testing.T) {
		_, err := b.sheets.Spreadsheets.Values.BatchGet("sheet-1").Ranges("Sheet1", "'Volunteers'").Do()
		refused(t, err, 400, "Unable to parse range: 'Volunteers'")
	})
	t.Run("a tab that is a chart cannot be read", func(t *testing.T) {
		b.staff.AddChartTab("Chart1")
		_, err := b.sheets.Spreadsheets.Values.BatchGet("sheet-1").Ranges("'Chart1'").Do()
		refused(t, err, 400, "Unable to parse range")
	})
}

func TestRanges(t *testing.T) {
	s := &Spreadsheet{}
	for i, title := range []string{"Sheet1", "CO2", "RC", "My tab", "a'b", "Sum!A1"} {
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

func TestGet(t *testing.T) {
	b := begin(t, Options{})
	b.staff.AddTab("Hours")
	b.staff.Fill("Hours", 1, []string{"Date", "Hours"})
	b.staff.Type("Hours", 3, 1, num(1.0625, sheet.DurationFormat))
	b.staff.Merge("Hours", sheet.Merge{FirstRow: 4, LastRow: 5, FirstColumn: 0, LastColumn: 0})
	t.Run("a mask without grid data gives the tabs alone", func(t *testing.T) {
		r, err := b.sheets.Spreadsheets.Get("sheet-1").Fields("properties(title,timeZone)", "sheets(properties(sheetId,title,sheetType),merges)").Do()
		if err != nil {
			t.Fatal(err)
		}
		if r.Properties.TimeZone != "America/Chicago" || r.Properties.Locale != "" || len(r.Sheets) != 2 || r.Sheets[1].Data != nil {
			t.Errorf("got %+v", r)
		}
		if m := r.Sheets[1].Merges; len(m) != 1 || m[0].StartRowIndex != 3 || m[0].EndRowIndex != 5 || m[0].EndColumnIndex != 1 {
			t.Errorf("merges are %+v", m)
		}
	})
	t.Run("ranges and a mask give the cells of one tab", func(t *testing.T) {
		r, err := b.sheets.Spreadsheets.Get("sheet-1").Ranges("'Hours'!B3", "'Hours'!A1:B1").Fields("sheets(properties.title,data(startRow,startColumn,rowData.values(effectiveValue,effectiveFormat.numberFormat)))").Do()
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Sheets) != 1 || len(r.Sheets[0].Data) != 2 {
			t.Fatalf("got %+v", r.Sheets)
		}
		d := r.Sheets[0].Data[0]
		v := d.RowData[0].Values[0]
		if d.StartRow != 2 || d.StartColumn != 1 || *v.EffectiveValue.NumberValue != 1.0625 || v.EffectiveFormat.NumberFormat.Pattern != "[h]:mm:ss" || v.FormattedValue != "" {
			t.Errorf("got %+v with %+v", d, v)
		}
	})
	t.Run("without asking there is no grid data", func(t *testing.T) {
		r, err := b.sheets.Spreadsheets.Get("sheet-1").Do()
		if err != nil {
			t.Fatal(err)
		}
		if r.Sheets[1].Data != nil || r.Sheets[1].Properties.GridProperties.RowCount != 1000 {
			t.Errorf("got %+v", r.Sheets[1])
		}
		if r, err = b.sheets.Spreadsheets.Get("sheet-1").IncludeGridData(true).Do(); err != nil || len(r.Sheets[1].Data[0].RowData) != 3 || len(r.Sheets[1].Data[0].RowMetadata) != 1000 {
			t.Errorf("got %+v, %v", r, err)
		}
	})
	t.Run("a field that is not there is refused and recorded", func(t *testing.T) {
		_, err := b.sheets.Spreadsheets.Get("sheet-1").Fields("properties, sheets.properties").Do()
		refused(t, err, 400, "Cannot find matching fields for path ' sheets'")
		b.expectViolation(t, "fields=")
	})
}

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
		refused(t, insert(1002, false), 400, "must be less than the grid size (1002)")
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
		b.staff.Unprotect("Sheet1")
		if err := b.update(&sheets.Request{AddProtectedRange: &sheets.AddProtectedRangeRequest{ProtectedRange: &sheets.ProtectedRange{WarningOnly: true, Range: &sheets.GridRange{StartColumnIndex: 1, EndColumnIndex: 2}}}}); err != nil {
			t.Fatal(err)
		}
		if err := b.update(set(start(0, 1), "userEnteredValue", str("x"))); err != nil {
			t.Error(err)
		}
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

func TestQuota(t *testing.T) {
	now := time.Date(2026, 11, 24, 10, 0, 30, 0, time.UTC)
	b := begin(t, Options{Now: func() time.Time { return now }, Quota: &Quota{AccountReads: 2, ProjectReads: 3}})
	get := func(s *sheets.Service) error {
		_, err := s.Spreadsheets.Values.BatchGet("sheet-1").Ranges("Sheet1").Do()
		return err
	}
	for range 2 {
		if err := get(b.sheets); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, get(b.sheets), 429, "limit 'Read requests per minute per user' of service 'sheets.googleapis.com'")
	other := b.NewAccount("second@shelfmates-demo.iam.gserviceaccount.com")
	b.sheet.Share(other.Email, Reader)
	second, _ := clients(t, b.Fake, other.Token())
	if err := get(second); err != nil {
		t.Fatal(err)
	}
	refused(t, get(second), 429, "limit 'Read requests per minute' of service")
	if err := b.update(&sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{Dimension: "ROWS", Length: 1}}); err != nil {
		t.Errorf("a write spent the quota of reads: %v", err)
	}
	now = now.Add(30 * time.Second) // the next minute by the clock
	if err := get(b.sheets); err != nil {
		t.Errorf("in the next minute: %v", err)
	}
	if b.Reads() != 6 || b.Writes() != 1 {
		t.Errorf("counted %d reads and %d writes", b.Reads(), b.Writes())
	}
}

func TestRights(t *testing.T) {
	b := begin(t, Options{})
	get := func() error {
		_, err := b.sheets.Spreadsheets.Values.BatchGet("sheet-1").Ranges("Sheet1").Do()
		return err
	}
	write := func() error {
		return b.update(&sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{Dimension: "ROWS", Length: 1}})
	}
	b.sheet.Share(DefaultAccount, Reader)
	if err := get(); err != nil {
		t.Error(err)
	}
	refused(t, write(), 403, "The caller does not have permission")
	b.sheet.Unshare(DefaultAccount)
	refused(t, get(), 403, "The caller does not have permission")
	b.sheet.Share(DefaultAccount, Writer)
	b.sheet.Trash()
	if err := get(); err != nil {
		t.Errorf("a file in the trash: %v", err)
	}
	b.sheet.Delete()
	refused(t, get(), 404, "Requested entity was not found.")
	b.RevokeTokens()
	refused(t, get(), 401, "invalid authentication credentials")
	narrow, _ := clients(t, b.Fake, b.Default().Token(ScopeDriveMetadata))
	_, err := narrow.Spreadsheets.Get("sheet-1").Do()
	refused(t, err, 403, "insufficient authentication scopes")
}

func TestFaults(t *testing.T) {
	b := begin(t, Options{})
	write := func() error {
		return b.update(&sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{Dimension: "ROWS", Length: 1}})
	}
	rows := func() int { return b.sheet.tabs[0].rows }
	b.Fail(Fault{Method: BatchUpdate, Status: 503})
	refused(t, write(), 503, "")
	if rows() != 1000 {
		t.Error("a fault before applying applied")
	}
	b.Fail(Fault{Method: BatchUpdate, Status: 503, After: true})
	refused(t, write(), 503, "")
	if rows() != 1001 {
		t.Error("a fault after applying did not apply")
	}
	for _, kind := range []FaultKind{Reset, Truncated, Empty} {
		b.Fail(Fault{Kind: kind, After: true})
		if write() == nil {
			t.Errorf("fault %d went unnoticed", kind)
		}
	}
	b.Fail(Fault{Kind: HTML})
	refused(t, write(), 502, "")
	t.Run("a call that hangs ends with its caller, and is not applied", func(t *testing.T) {
		arrived := make(chan bool, 1)
		b := begin(t, Options{Latency: func(Method) time.Duration { arrived <- true; return 0 }})
		b.Fail(Fault{Kind: Hang})
		b.Before(AnyMethod, func() { t.Error("the call was applied") })
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error)
		go func() {
			_, err := b.sheets.Spreadsheets.Get("sheet-1").Context(ctx).Do()
			done <- err
		}()
		<-arrived
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("it ended with %v", err)
		}
	})
}

func TestChanges(t *testing.T) {
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	b := begin(t, Options{Now: func() time.Time { return now }, DriveDelay: 3 * time.Minute})
	now = now.Add(10 * time.Minute)
	token, err := b.drive.Changes.GetStartPageToken().Do()
	if err != nil {
		t.Fatal(err)
	}
	list := func(from string) *drive.ChangeList {
		t.Helper()
		l, err := b.drive.Changes.List(from).Fields("newStartPageToken,nextPageToken,changes(fileId,removed,file(trashed,version))").Do()
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	b.staff.Fill("Sheet1", 1, []string{"a"})
	b.staff.Fill("Sheet1", 1, []string{"b"})
	if l := list(token.StartPageToken); len(l.Changes) != 0 || l.NewStartPageToken != token.StartPageToken {
		t.Errorf("an edit is told at once: %+v", l)
	}
	now = now.Add(3 * time.Minute)
	l := list(token.StartPageToken)
	if len(l.Changes) != 1 || l.Changes[0].FileId != "sheet-1" || l.Changes[0].Removed {
		t.Errorf("two edits are told as %+v", l.Changes)
	}
	if again := list(l.NewStartPageToken); len(again.Changes) != 0 {
		t.Errorf("told twice: %+v", again.Changes)
	}
	b.sheet.FreezeVersion()
	b.staff.Fill("Sheet1", 1, []string{"by a form"})
	b.sheet.ThawVersion()
	b.sheet.Unshare(DefaultAccount)
	now = now.Add(3 * time.Minute)
	if l = list(l.NewStartPageToken); len(l.Changes) != 1 || !l.Changes[0].Removed {
		t.Errorf("an unshared file is told as %+v", l.Changes)
	}
	_, err = b.drive.Changes.List("bogus").Do()
	refused(t, err, 400, "Invalid Value")
	_, err = b.drive.Files.Get("sheet-1").Do()
	refused(t, err, 404, "File not found: sheet-1.")
	b.sheet.Share(DefaultAccount, Reader)
	b.sheet.MoveToDrive("drive-1")
	_, err = b.drive.Files.Get("sheet-1").Do()
	refused(t, err, 404, "File not found")
	file, err := b.drive.Files.Get("sheet-1").SupportsAllDrives(true).Fields("driveId,owners(emailAddress),capabilities(canEdit),trashed,version").Do()
	if err != nil || file.DriveId != "drive-1" || file.Capabilities.CanEdit || len(file.Owners) != 0 || file.Version == 0 {
		t.Errorf("the file is %+v, %v", file, err)
	}
}
