package googlefake

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

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
	client := &http.Client{Transport: bearer{token, http.DefaultTransport}}
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

// bearer adds a token to each call.
type bearer struct {
	token string
	http.RoundTripper
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.RoundTripper.RoundTrip(r)
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
		{Kind: sheet.BoolCell, Bool: true},
		{Kind: sheet.ErrorCell, Text: "#REF!"},
		{Kind: sheet.ErrorCell, Text: "Loading..."},
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

func TestManyAtOnce(t *testing.T) {
	b := begin(t, Options{})
	done := make(chan error)
	for i := range 8 {
		go func() {
			var err error
			for range 10 {
				b.staff.Fill("Sheet1", i+1, []string{"a", "b"})
				b.staff.Sort("Sheet1", 0, 1, false)
				_, err = b.sheets.Spreadsheets.Get("sheet-1").IncludeGridData(true).Do()
			}
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if b.Reads() != 80 {
		t.Errorf("counted %d reads", b.Reads())
	}
}

func TestFaultOfOneSheet(t *testing.T) {
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	b := begin(t, Options{Now: func() time.Time { return now }})
	b.NewSheet("sheet-2", "Elm Library", "", "")
	b.Fail(Fault{File: "sheet-1", Status: 429, Until: now.Add(65 * time.Second)})
	get := func(id string) error {
		_, err := b.sheets.Spreadsheets.Values.BatchGet(id).Ranges("Sheet1").Do()
		return err
	}
	for range 3 {
		refused(t, get("sheet-1"), 429, "Quota exceeded for quota metric 'Read requests'")
	}
	if err := get("sheet-2"); err != nil {
		t.Error(err)
	}
	now = now.Add(65 * time.Second)
	if err := get("sheet-1"); err != nil {
		t.Error(err)
	}
}
