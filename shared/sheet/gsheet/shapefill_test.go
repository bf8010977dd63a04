package gsheet_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"shelfmates/shared/sample"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/sheet/gsheet"
)

func TestShapeFilled(t *testing.T) {
	zone, err := time.LoadLocation(sample.Zone)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.November, 24, 9, 0, 0, 0, zone)
	filled := sheet.Template{Zone: sample.Zone, Filled: sample.School(now, zone)}

	same := func(t *testing.T, s *shaping, title string) {
		t.Helper()
		want, _ := filled.Tab(title)
		got, headers := s.staff.Grid(title), s.headers(title)
		for _, r := range want.Rows {
			i := slices.IndexFunc(got.Rows, func(n sheet.GridRow) bool { return n.Number == r.Number })
			for at, c := range r.Cells {
				if c.Kind == sheet.BlankCell {
					continue
				}
				if i < 0 {
					t.Fatalf("%s: no row %d", title, r.Number)
				}
				if to := slices.Index(headers, want.Rows[0].Cells[at].Text); to < 0 || to >= len(got.Rows[i].Cells) || !alike(got.Rows[i].Cells[to], c) {
					t.Fatalf("%s row %d, %s: got %+v, want %+v", title, r.Number, want.Rows[0].Cells[at].Text, got.Rows[i].Cells, c)
				}
			}
		}
	}
	t.Run("a blank spreadsheet gets the sample school, as typed", func(t *testing.T) {
		s := begin(t)
		report := s.shape(filled)
		for _, tab := range sheet.Tabs() {
			same(t, s, string(tab.Kind))
		}
		if s.settings()["School name"].value.Text != "Maple Hollow Elementary" || len(report.Filled) == 0 || s.fake.Writes() != 1 {
			t.Errorf("report %+v", report)
		}
		one := s.looks()["Recognition"]
		at := s.place("Recognition", "Approved")
		rows := len(s.staff.Grid("Recognition").Rows)
		for row := 1; row < 90; row++ {
			v := cellOf(one, row, at).DataValidation
			if box := v != nil && v.Condition.Type == "BOOLEAN"; box != (row < rows) {
				t.Fatalf("row %d of %d: checkbox %v", row+1, rows, box)
			}
		}
		if again := s.shape(filled); again.Writes != 0 {
			t.Errorf("a second run: %+v, sent %s", again, s.sent())
		}
	})
	t.Run("rows go into tabs without rows only", func(t *testing.T) {
		s := begin(t)
		s.shape(sheet.Template{})
		s.staff.Fill("Team", 2, []string{"Nora Quist"})
		report := s.shape(filled)
		if len(s.staff.Grid("Team").Rows) != 2 || !slices.Contains(report.Kept, "Team") || slices.Contains(report.Filled, "Team") {
			t.Errorf("report %+v", report)
		}
		same(t, s, "Hours")
		same(t, s, "Recognition")
		if s.settings()["School name"].value.Text != "Maple Hollow Elementary" {
			t.Errorf("a blank setting stays blank")
		}
	})
}

// alike compares cells as staff see them.
func alike(got, want sheet.Cell) bool {
	if got.Kind == sheet.NumberCell && want.Kind == sheet.NumberCell {
		return got.Number == want.Number && (got.Format == want.Format || want.Format == sheet.PlainFormat)
	}
	return got == want
}

func TestShapeCrash(t *testing.T) {
	whole := begin(t)
	halfMade(whole)
	report := whole.shape(sheet.Template{})
	sent := report.Reads + report.Writes
	want := whole.text()
	for _, after := range []bool{false, true} {
		for cut := range sent {
			if after && cut < sent-1 {
				continue // a read leaves nothing behind
			}
			s := begin(t)
			halfMade(s)
			ctx, cancel := context.WithCancel(t.Context())
			cutting := &cutOff{next: http.DefaultTransport, left: cut, after: after, cancel: cancel}
			client := gsheet.NewClient(gsheet.Options{Endpoint: s.fake.URL(), Tokens: issued{s.fake.Default()}, Transport: cutting})
			if _, err := client.Shape(ctx, "school", sheet.Template{}); err == nil {
				t.Errorf("cut off at request %d, and no error", cut+1)
			}
			cancel()
			s.shape(sheet.Template{})
			if got := s.text(); got != want {
				t.Errorf("cut off at request %d (applied: %v), the second run ends elsewhere than one whole run", cut+1, after)
			}
		}
	}
}

// cutOff ends the caller at one of its requests, before or after it is applied.
type cutOff struct {
	next   http.RoundTripper
	left   int
	after  bool
	cancel func()
}

func (c *cutOff) RoundTrip(r *http.Request) (*http.Response, error) {
	c.left--
	if c.left >= 0 {
		return c.next.RoundTrip(r)
	}
	if c.after {
		resp, err := c.next.RoundTrip(r)
		if err == nil {
			resp.Body.Close()
		}
	}
	c.cancel()
	return nil, context.Canceled
}

func TestShapeRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		setup func(*shaping)
		want  error
	}{
		{"not shared", func(s *shaping) { s.file.Unshare(googlefake.DefaultAccount) }, sheet.ErrForbidden},
		{"shared for reading only", func(s *shaping) { s.file.Share(googlefake.DefaultAccount, googlefake.Reader) }, sheet.ErrWriteRefused},
		{"deleted", func(s *shaping) { s.file.Delete() }, sheet.ErrGone},
		{"an Excel file in Drive", func(s *shaping) { s.file.Office() }, sheet.ErrUnreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := begin(t)
			c.setup(s)
			_, err := s.client.Shape(t.Context(), "school", sheet.Template{})
			var advice *sheet.AdviceError
			if !errors.Is(err, c.want) || !errors.As(err, &advice) {
				t.Errorf("got %v, want %v with an advice", err, c.want)
			}
		})
	}
}
