package googlefake

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"shelfmates/shared/sheet"
)

func TestPage(t *testing.T) {
	s, p := desk(t)
	p.Type("Sheet1", 2, 3, num(46329, sheet.DateFormat))
	send := func(method, path string, form url.Values) *http.Response {
		r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
		if method == http.MethodPost {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		w := httptest.NewRecorder()
		s.fake.ServeHTTP(w, r)
		return w.Result()
	}
	body := func(r *http.Response) string {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	t.Run("the root leads to the only sheet", func(t *testing.T) {
		if r := send("GET", "/", nil); r.StatusCode != 303 || r.Header.Get("Location") != "/sheet/sheet-1" {
			t.Errorf("got %d to %s", r.StatusCode, r.Header.Get("Location"))
		}
	})
	t.Run("a tab is shown as a table", func(t *testing.T) {
		got := body(send("GET", "/sheet/sheet-1?tab=Sheet1&row=2&column=3", nil))
		for _, want := range []string{"Oak Library", "Cleo", `<textarea id="text" name="text" rows="2" autofocus>2026-11-03</textarea>`, "Add row 5", `aria-label="Delete row 2"`} {
			if !strings.Contains(got, want) {
				t.Errorf("the page lacks %s", want)
			}
		}
	})
	t.Run("a cell is typed, a row added, another deleted", func(t *testing.T) {
		for _, form := range []url.Values{
			{"do": {"type"}, "tab": {"Sheet1"}, "row": {"3"}, "column": {"1"}, "text": {"ana@school.example\r\nor by phone"}},
			{"do": {"add"}, "tab": {"Sheet1"}, "cell0": {"Dan"}, "cell2": {"007"}, "cell3": {"11/24/2026"}},
			{"do": {"delete"}, "tab": {"Sheet1"}, "row": {"2"}},
		} {
			if r := send("POST", "/sheet/sheet-1", form); r.StatusCode != 303 {
				t.Errorf("%v is answered with %d %s", form, r.StatusCode, body(r))
			}
		}
		shows(t, p, "1 Name Mail ID", "2 Ana ana@school.example or by phone 1", "3 Ben b@x 2", "4 Dan  7 2026-11-24")
	})
	t.Run("a formula is refused with a sentence", func(t *testing.T) {
		r := send("POST", "/sheet/sheet-1", url.Values{"do": {"type"}, "tab": {"Sheet1"}, "row": {"3"}, "column": {"1"}, "text": {"=1+1"}})
		if got := body(r); r.StatusCode != 422 || !strings.Contains(got, "does not work formulas out") {
			t.Errorf("got %d %s", r.StatusCode, got)
		}
	})
	t.Run("a form of another page is refused", func(t *testing.T) {
		r := httptest.NewRequest("POST", "/sheet/sheet-1", strings.NewReader("do=undo"))
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		w := httptest.NewRecorder()
		s.fake.ServeHTTP(w, r)
		if w.Code != 403 {
			t.Errorf("got %d", w.Code)
		}
	})
	t.Run("what staff type is never markup", func(t *testing.T) {
		p.Fill("Sheet1", 1, []string{`<script>alert(1)</script>`})
		if got := body(send("GET", "/sheet/sheet-1", nil)); strings.Contains(got, "<script") {
			t.Error("the page holds a script")
		}
	})
}

func TestTyped(t *testing.T) {
	for _, c := range []struct {
		locale, text string
		want         sheet.Cell
	}{
		{"en_US", "12", num(12, 0)},
		{"en_US", "1,234.5", num(1234.5, 0)},
		{"en_US", "$36.14", num(36.14, 0)},
		{"en_US", "-3", num(-3, 0)},
		{"en_US", "11/3/2026", num(46329, sheet.DateFormat)},
		{"en_GB", "3/11/2026", num(46329, sheet.DateFormat)},
		{"en_US", "2026-11-03", num(46329, sheet.DateFormat)},
		{"en_US", "Nov 3, 2026", num(46329, sheet.DateFormat)},
		{"en_US", "3:15 pm", num(15.25/24, sheet.TimeFormat)},
		{"en_US", "25:30", num(25.5/24, sheet.DurationFormat)},
		{"de_DE", "1,5", num(1.5, 0)},
		{"en_US", "true", sheet.Cell{Kind: sheet.BoolCell, Bool: true}},
		{"en_US", "'007", text("007")},
		{"en_US", "1.2.3", text("1.2.3")},
		{"en_US", "Sept 5th-ish", text("Sept 5th-ish")},
		{"en_US", " ", sheet.Cell{}},
	} {
		s := &Spreadsheet{locale: c.locale}
		made, err := s.typed(c.text, cell{})
		if err != nil || made.sheetCell() != c.want {
			t.Errorf("%q in %s is %+v, %v, want %+v", c.text, c.locale, made.sheetCell(), err, c.want)
		}
		again, err := s.typed(s.entry(&made), made)
		if err != nil || again.sheetCell() != c.want {
			t.Errorf("%q in %s is offered as %q, which is %+v", c.text, c.locale, s.entry(&made), again.sheetCell())
		}
	}
}
