package gsheet_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/sheet/gsheet"
	"shelfmates/shared/sheet/sheettest"
)

func TestBook(t *testing.T) {
	sheettest.Run(t, func(t *testing.T) sheettest.Desk {
		d := open(t)
		return sheettest.Desk{Book: d.book, Staff: d.staff}
	})
}

// A desk is one sheet of the fake, with staff on one side and a Book on the
// other.
type desk struct {
	fake   *googlefake.Fake
	sheet  *googlefake.Spreadsheet
	staff  *googlefake.Staff
	client *gsheet.Client
	book   *gsheet.Book
}

// open makes a desk without a network, so that it fits into a bubble of
// testing/synctest, and fails the test on requests that Google would not take.
func open(t *testing.T) desk {
	t.Helper()
	d := desk{fake: googlefake.New(googlefake.Options{})}
	t.Cleanup(func() {
		d.fake.Close()
		d.fake.Check(t)
	})
	d.sheet = d.fake.NewSheet("sheet-1", "Maple library", "America/New_York", "")
	d.staff = d.sheet.Staff(t)
	d.client = connect(tokens{d.fake}, d.fake.Transport())
	d.book = d.client.Book("sheet-1")
	return d
}

func connect(of gsheet.Tokens, transport http.RoundTripper) *gsheet.Client {
	return gsheet.NewClient(gsheet.Options{Tokens: of, Transport: transport, Now: time.Now})
}

// tokens are those of the fake's own account.
type tokens struct{ fake *googlefake.Fake }

func (t tokens) Token(context.Context) (string, error)   { return t.fake.Default().Token(), nil }
func (t tokens) Refused(string)                          {}
func (t tokens) Account(context.Context) (string, error) { return googlefake.DefaultAccount, nil }

func (d desk) read(t *testing.T, known sheet.Known) sheet.Snapshot {
	t.Helper()
	snap, err := d.book.Read(t.Context(), known)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return snap
}

func (d desk) write(t *testing.T, base sheet.Snapshot, edits sheet.Edits) sheet.Written {
	t.Helper()
	w, err := d.book.Write(t.Context(), base, edits)
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	return w
}

func text(s string) sheet.Cell { return sheet.Cell{Kind: sheet.TextCell, Text: s} }

func number(n float64) sheet.Cell { return sheet.Cell{Kind: sheet.NumberCell, Number: n} }

// edit sets a cell of a row as it stands in snap.
func edit(snap sheet.Snapshot, tab string, row, column int, value sheet.Cell) sheet.CellEdit {
	g := sheet.GridNamed(snap.Grids, tab)
	return sheet.CellEdit{Tab: tab, Row: row, Column: column, Value: value, Expect: sheet.Fingerprint(g.Cells(row), nil)}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
