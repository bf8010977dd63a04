package gsheet_test

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
)

func TestEveryTabIsFoundByItsTitle(t *testing.T) {
	d := open(t)
	titles := []string{"Sheet1", "O'Brien's list", "Ann!B2", "A1", "R1C1", "2026", "Büro – Ideen 📚", "a, b", `say "hi"`, "A:Z", " two  spaces "}
	for _, title := range titles[1:] {
		d.staff.AddTab(title)
	}
	for _, title := range titles {
		d.staff.Type(title, 3, 1, text("in "+title))
	}
	d.staff.AddChartTab("A chart")
	d.staff.AddConnectedTab("A database")
	known := d.read(t, sheet.Known{}).Known
	snap := d.read(t, known)
	if snap.Requests != 1 {
		t.Errorf("it took %d requests, want 1", snap.Requests)
	}
	var got []string
	for _, g := range snap.Grids {
		got = append(got, g.Title)
		if c := g.Cell(3, 1); c != text("in "+g.Title) || g.LastRow != 3 {
			t.Errorf("%q holds %+v in B3, and its last row is %d", g.Title, c, g.LastRow)
		}
	}
	if !slices.Equal(got, titles) {
		t.Errorf("the tabs are %q, want %q", got, titles)
	}
}

func TestEightTabsOfTwoHundredRowsAreOneCall(t *testing.T) {
	d := open(t)
	var tabs []sheet.Grid
	for i := range 8 {
		g := sheet.Grid{Title: fmt.Sprint("Tab ", i)}
		for row := 1; row <= 200; row++ {
			g.Rows = append(g.Rows, sheet.GridRow{Number: row, Cells: []sheet.Cell{text(fmt.Sprint("Row ", row)), number(float64(row)), text("x")}})
		}
		tabs = append(tabs, g)
	}
	must(t, d.sheet.Load(tabs...))
	known := d.read(t, sheet.Known{}).Known
	d.fake.Forget()
	d.read(t, known)
	if d.fake.Count() != 1 {
		t.Errorf("it took %d calls, want 1", d.fake.Count())
	}
}

func TestNothingIsMissedHoweverFarDown(t *testing.T) {
	d := open(t)
	d.school()
	d.staff.Type("Partners", 255, 0, text("After 250 blank rows"))
	d.staff.Type("Partners", 1000, 25, text("In the grid's last cell"))
	d.staff.Checkboxes("Partners", 5, 300, 100)
	g := d.read(t, sheet.Known{}).Grids[0]
	if g.Cell(255, 0) != text("After 250 blank rows") || g.Cell(1000, 25) != text("In the grid's last cell") || g.LastRow != 1000 {
		t.Errorf("the last row is %d", g.LastRow)
	}
	if len(g.Rows) != 4+2+100 {
		t.Errorf("there are %d rows, want 106", len(g.Rows))
	}
}

func TestFiltersAndHiddenRowsHideNothing(t *testing.T) {
	d := open(t)
	d.school()
	d.staff.HideRow("Partners", 2)
	d.staff.Filter("Partners", 3, 4)
	d.staff.AddTab("Hidden")
	d.staff.Type("Hidden", 1, 0, text("x"))
	d.staff.HideTab("Hidden")
	snap := d.read(t, sheet.Known{})
	if len(snap.Grids) != 2 || len(snap.Grids[0].Rows) != 4 || len(snap.Grids[1].Rows) != 1 {
		t.Errorf("read %+v", snap.Grids)
	}
}

func TestErrorsAndFormulasThatAreStillWorkedOut(t *testing.T) {
	d := open(t)
	for i, e := range []string{"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "Loading…"} {
		d.staff.Type("Sheet1", 1, i, sheet.Cell{Kind: sheet.ErrorCell, Text: e})
	}
	row := d.read(t, sheet.Known{}).Grids[0].Cells(1)
	broken := func(code string) sheet.Cell { return sheet.Cell{Kind: sheet.ErrorCell, Text: code, Formula: true} }
	want := []sheet.Cell{broken("#REF!"), broken("#N/A"), text("#NAME?"), text("#VALUE!"), text("#DIV/0!"), broken("Loading...")}
	if !reflect.DeepEqual(row, want) {
		t.Errorf("read %+v, want %+v", row, want)
	}
}

func TestTheZoneIsTheSheetsOwn(t *testing.T) {
	for zone, want := range map[string]string{"America/New_York": "America/New_York", "Asia/Kathmandu": "Asia/Kathmandu", "GMT-03:30": "", "Moon/Sea": ""} {
		d := open(t)
		must(t, d.sheet.SetZone(zone))
		if got := d.read(t, sheet.Known{}).Zone; got != want {
			t.Errorf("zone %q gives %q, want %q", zone, got, want)
		}
	}
}

func TestTabsAreListedAnewOnlyWhenARangeIsRefused(t *testing.T) {
	for _, c := range []struct {
		name     string
		act      func(d desk)
		requests int
	}{
		{"nothing", func(desk) {}, 1},
		{"a row more", func(d desk) { d.staff.Type("Partners", 9, 0, text("x")) }, 1},
		{"a tab more", func(d desk) { d.staff.AddTab("Ideas") }, 1}, // it is found when the list is a day old, or by other edits
		{"a tab moved", func(d desk) { d.staff.MoveTab("Partners", 1) }, 1},
		{"a tab renamed", func(d desk) { d.staff.RenameTab("Partners", "Our partners") }, 3},
		{"a tab deleted", func(d desk) { d.staff.DeleteTab("Partners") }, 3},
		{"a tab copied", func(d desk) { d.staff.CopyTab("Partners") }, 1},
		{"a tab renamed while we list", func(d desk) {
			d.staff.RenameTab("Partners", "Our partners")
			d.fake.After(googlefake.SheetsGet, func() { d.staff.RenameTab("Our partners", "Partners again") })
		}, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t)
			d.school()
			d.staff.AddTab("Hours")
			first := d.read(t, sheet.Known{})
			key := first.Grids[0].Key
			c.act(d)
			snap := d.read(t, first.Known)
			if snap.Requests != c.requests {
				t.Errorf("it took %d requests, want %d", snap.Requests, c.requests)
			}
			if c.requests > 1 && strings.Contains(c.name, "renamed") && snap.Grids[0].Key != key {
				t.Errorf("the renamed tab has the key %s, had %s", snap.Grids[0].Key, key)
			}
		})
	}
}

func TestTabsThatNeverHoldStillAreMoved(t *testing.T) {
	d := open(t)
	d.school()
	known := d.read(t, sheet.Known{}).Known
	n := 0
	var rename func()
	rename = func() {
		n++
		d.staff.RenameTab(d.sheet.Titles()[0], fmt.Sprint("Partners ", n))
		d.fake.After(googlefake.SheetsGet, rename)
	}
	rename()
	if snap, err := d.book.Read(t.Context(), known); !errors.Is(err, sheet.ErrMoved) || snap.Requests > 6 {
		t.Errorf("got %v after %d requests, want ErrMoved", err, snap.Requests)
	}
}

// large makes a sheet of about 5 MB: 20,000 rows of hours, and 100 partners.
func (d desk) large(t *testing.T) {
	hours := sheet.Grid{Title: "Hours", Rows: []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{text("Date"), text("Volunteer"), text("Hours"), text("What we did"), text("ID")}}}}
	for i := range 20_000 {
		hours.Rows = append(hours.Rows, sheet.GridRow{Number: i + 2, Cells: []sheet.Cell{
			number(46000), text(fmt.Sprint("Volunteer ", i%50)), number(1.5), text(strings.Repeat("We read. ", 22)), text(fmt.Sprintf("01JD%06d", i)),
		}})
	}
	partners := sheet.Grid{Title: "Partners", Rows: []sheet.GridRow{{Number: 1, Cells: []sheet.Cell{text("Partner"), text("ID")}}}}
	for i := range 100 {
		partners.Rows = append(partners.Rows, sheet.GridRow{Number: i + 2, Cells: []sheet.Cell{text(fmt.Sprint("Partner ", i)), text(fmt.Sprintf("01JE%06d", i))}})
	}
	must(t, d.sheet.Load(partners, hours))
}

func TestALargeSheetIsReadInParts(t *testing.T) {
	d := open(t)
	d.large(t)
	first := d.read(t, sheet.Known{})
	d.fake.Forget()
	again := d.read(t, first.Known)
	if !reflect.DeepEqual(again.Grids, first.Grids) || len(sheet.GridNamed(first.Grids, "Hours").Rows) != 20_001 {
		t.Error("the parts do not show the same as the first reading")
	}
	if calls := d.fake.Count(googlefake.ValuesBatchGet); calls != again.Requests || calls < 4 || calls > 6 {
		t.Errorf("it took %d calls, counted %d, want 3 or 4 parts and the ID columns", calls, again.Requests)
	}
	ranges := lastRanges(t, d)
	if !slices.Equal(ranges, []string{"'Hours'!E:E", "'Partners'!B:B"}) && !slices.Equal(ranges, []string{"'Partners'!B:B", "'Hours'!E:E"}) {
		t.Errorf("the last call asks for %q, want the ID columns whole", ranges)
	}
	t.Run("a row inserted between two parts has it read again", func(t *testing.T) {
		d.fake.After(googlefake.ValuesBatchGet, func() { d.staff.InsertRows("Hours", 3, 1) })
		d.fake.Forget()
		snap := d.read(t, again.Known)
		g := sheet.GridNamed(snap.Grids, "Hours")
		if len(g.Rows) != 20_001 || g.Rows[2].Number != 4 || g.LastRow != 20_002 {
			t.Errorf("read %d rows down to %d, want each once", len(g.Rows), g.LastRow)
		}
		if snap.Requests <= again.Requests {
			t.Errorf("it took %d requests, want twice as many as %d", snap.Requests, again.Requests)
		}
	})
	t.Run("rows that always move are said to", func(t *testing.T) {
		var insert func()
		insert = func() {
			d.staff.InsertRows("Hours", 3, 1)
			d.fake.After(googlefake.ValuesBatchGet, insert)
		}
		insert()
		if _, err := d.book.Read(t.Context(), again.Known); !errors.Is(err, sheet.ErrMoved) {
			t.Errorf("got %v, want ErrMoved", err)
		}
	})
}

func TestWhatTakesTooLongIsAskedForInHalves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.large(t)
		known := d.read(t, sheet.Known{}).Known
		for i := range known.Tabs { // as if it had been small before
			known.Tabs[i].Bytes, known.Tabs[i].Rows = 0, 0
		}
		d.fake.Fail(googlefake.Fault{Method: googlefake.ValuesBatchGet, Kind: googlefake.Hang})
		d.fake.Fail(googlefake.Fault{Method: googlefake.ValuesBatchGet, Status: 504, Skip: 1})
		snap := d.read(t, known)
		if len(sheet.GridNamed(snap.Grids, "Hours").Rows) != 20_001 || len(sheet.GridNamed(snap.Grids, "Partners").Rows) != 101 {
			t.Error("rows are missing")
		}
	})
}

// lastRanges are the ranges of the last call.
func lastRanges(t *testing.T, d desk) []string {
	t.Helper()
	calls := d.fake.Calls()
	query, err := url.ParseQuery(calls[len(calls)-1].Query)
	must(t, err)
	return query["ranges"]
}
