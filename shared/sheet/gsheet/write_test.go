package gsheet_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
)

// ids are the edits that every case makes: IDs for the three partners, a note,
// and a row added.
func ids(snap sheet.Snapshot) sheet.Edits {
	return sheet.Edits{
		Cells: []sheet.CellEdit{
			edit(snap, "Partners", 2, 4, text("01JD2")), edit(snap, "Partners", 3, 4, text("01JD3")), edit(snap, "Partners", 4, 4, text("01JD4")),
			edit(snap, "Partners", 4, 3, text("Is this a business?")),
		},
		Added: []sheet.AddedRow{{Tab: "Partners", Cells: map[int]sheet.Cell{0: text("Fire House"), 4: text("01JD5")}}},
	}
}

// hold fails unless the tab holds these texts from its first row on, and
// nothing else.
func (d desk) hold(t *testing.T, tab string, want ...[]string) {
	t.Helper()
	g := d.staff.Grid(tab)
	if g.LastRow > len(want) {
		t.Errorf("%s has content down to row %d, want %d", tab, g.LastRow, len(want))
	}
	for i, texts := range want {
		for column := range 12 {
			value := sheet.Cell{}
			if column < len(texts) && texts[column] != "" {
				value = text(texts[column])
			}
			if got := g.Cell(i+1, column); got != value {
				t.Errorf("%s %s%d holds %+v, want %+v", tab, sheet.ColumnName(column), i+1, got, value)
			}
		}
	}
}

// written is what the tab holds once ids are written.
var written = [][]string{
	{"Partner", "Kind", "Notes", "Shelfmates note", "ID"},
	{"YMCA", "Nonprofit", "", "", "01JD2"},
	{"Corner Bakery", "Business", "bread on Fridays", "", "01JD3"},
	{"Garden Club", "", "seeds", "Is this a business?", "01JD4"},
	{"Fire House", "", "", "", "01JD5"},
}

func TestAnUnchangedSheetCostsOneReadAndAChangedOneThreeAndAWrite(t *testing.T) {
	d := open(t)
	d.school()
	first := d.read(t, sheet.Known{})
	d.staff.Type("Partners", 6, 0, text("Book Shop"))
	d.staff.ClearRows("Partners", 6, 1)
	d.fake.Forget()
	snap := d.read(t, first.Known)
	if n := d.fake.Count(googlefake.ValuesBatchGet); n != 1 || d.fake.Count() != 1 || snap.Requests != 1 {
		t.Errorf("reading took %d calls and counted %d, want 1", d.fake.Count(), snap.Requests)
	}
	for name, detail := range map[string]bool{"with formats asked for": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			d.school()
			known := d.read(t, sheet.Known{}).Known
			d.fake.Forget()
			snap := d.read(t, known)
			if detail {
				if err := d.book.Detail(t.Context(), &snap, []sheet.Lookup{{Tab: "Partners"}}); err != nil {
					t.Fatal(err)
				}
			}
			w := d.write(t, snap, ids(snap))
			d.hold(t, "Partners", written...)
			if d.fake.Reads() != 3 || d.fake.Writes() != 1 {
				t.Errorf("%d reads and %d writes, want 3 and 1", d.fake.Reads(), d.fake.Writes())
			}
			if snap.Requests+w.Reads != 3 || w.Requests != 1 {
				t.Errorf("counted %d reads and %d writes, want 3 and 1", snap.Requests+w.Reads, w.Requests)
			}
			if c := d.client.Counts(); c.Reads != 5 || c.Writes != 1 || c.Hints != 0 {
				t.Errorf("the client counted %+v, want 5 reads and 1 write", c)
			}
		})
	}
}

func TestAWriteWhoseReplyIsLostIsNotRepeated(t *testing.T) {
	for name, fault := range map[string]googlefake.Fault{
		"503":            {Status: 503},
		"a reset":        {Kind: googlefake.Reset},
		"no answer":      {Kind: googlefake.Hang},
		"HTML":           {Kind: googlefake.HTML},
		"half a reply":   {Kind: googlefake.Truncated},
		"an empty reply": {Kind: googlefake.Empty},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := open(t)
				d.school()
				snap := d.read(t, sheet.Known{})
				fault.Method, fault.After = googlefake.BatchUpdate, true
				d.fake.Fail(fault)
				w := d.write(t, snap, ids(snap))
				d.hold(t, "Partners", written...)
				if w.Requests != 1 || len(w.Deferred) > 0 || !reflect.DeepEqual(w.AddedAt, []int{5}) {
					t.Errorf("written %+v, want everything by one request, and row 5", w)
				}
			})
		})
		if fault.Kind == googlefake.Truncated || fault.Kind == googlefake.Empty {
			continue // a reply of success comes after the deed
		}
		t.Run(name+", nothing applied", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := open(t)
				d.school()
				snap := d.read(t, sheet.Known{})
				fault.Method, fault.After = googlefake.BatchUpdate, false
				d.fake.Fail(fault)
				w := d.write(t, snap, ids(snap))
				d.hold(t, "Partners", written...)
				if w.Requests != 2 || len(w.Deferred) > 0 {
					t.Errorf("written %+v, want everything by a second request", w)
				}
			})
		})
	}
}

func TestAfterALostReplyWhatStaffDidMeanwhileStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.school()
		snap := d.read(t, sheet.Known{})
		d.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Status: 503, After: true})
		d.fake.After(googlefake.BatchUpdate, func() {
			d.staff.Type("Partners", 3, 2, text("cakes"))
			d.staff.Sort("Partners", 0, 1, false)
		})
		w := d.write(t, snap, ids(snap))
		d.hold(t, "Partners", written[0], []string{"Corner Bakery", "Business", "cakes", "", "01JD3"}, written[4], written[3], written[1])
		if w.Requests != 1 || !reflect.DeepEqual(w.AddedAt, []int{3}) {
			t.Errorf("written %+v, want one request, and row 3", w)
		}
	})
}

func TestAWriteThatStaysUnknownIsAnError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.school()
		snap := d.read(t, sheet.Known{})
		d.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Status: 503, Times: -1})
		w, err := d.book.Write(t.Context(), snap, ids(snap))
		if !errors.Is(err, sheet.ErrUnreachable) || errors.Is(err, sheet.ErrWriteRefused) || w.Requests != 3 {
			t.Errorf("got %v after %d requests, want ErrUnreachable after 3", err, w.Requests)
		}
	})
}

func TestQuotaOfWritesIsWaitedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.school()
		snap := d.read(t, sheet.Known{})
		d.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Status: 429, Times: 3})
		go func() {
			time.Sleep(5 * time.Second)
			d.staff.Type("Partners", 3, 2, text("cakes"))
		}()
		w := d.write(t, snap, ids(snap))
		if w.Requests != 4 || len(w.Deferred) != 1 || w.Deferred[0].Row != 3 {
			t.Errorf("written %+v, want the row that changed while we waited left out", w)
		}
		if got, _ := d.staff.Sees("Partners", 3, 4); got != (sheet.Cell{}) {
			t.Errorf("the row that changed got %+v", got)
		}
	})
}

// A protected column also keeps rows from being inserted: they wait.
func TestProtectedCellsAreLeftOutAndSaidOnce(t *testing.T) {
	d := open(t)
	d.school()
	d.staff.ProtectColumn("Partners", 3)
	check := func(t *testing.T, w sheet.Written, err error, requests int) {
		t.Helper()
		var with *sheet.AdviceError
		if !errors.Is(err, sheet.ErrWriteRefused) || !errors.As(err, &with) || !strings.Contains(with.Advice, googlefake.DefaultAccount) {
			t.Errorf("got %v, want ErrWriteRefused with advice", err)
		}
		if w.Requests != requests || len(w.Deferred) != 1 || w.Deferred[0].Column != 3 {
			t.Errorf("written %+v, want %d requests and the note left out", w, requests)
		}
		d.hold(t, "Partners", written[0], written[1], written[2], []string{"Garden Club", "", "seeds", "", "01JD4"})
		if len(w.AddedAt) > 0 && w.AddedAt[0] != 0 {
			t.Errorf("the added row went to %v", w.AddedAt)
		}
	}
	snap := d.read(t, sheet.Known{})
	w, err := d.book.Write(t.Context(), snap, ids(snap))
	check(t, w, err, 1)

	t.Run("what is protected alone is not tried again", func(t *testing.T) {
		snap := d.read(t, sheet.Known{})
		edits := sheet.Edits{Cells: []sheet.CellEdit{edit(snap, "Partners", 4, 3, text("Is this a business?"))}}
		w, err := d.book.Write(t.Context(), snap, edits)
		check(t, w, err, 0)
	})
	t.Run("protected right before writing costs one more request", func(t *testing.T) {
		for _, locale := range []string{"en_US", "es_MX"} { // in whatever language Google says so
			d = open(t)
			must(t, d.sheet.SetLocale(locale))
			d.school()
			snap := d.read(t, sheet.Known{})
			d.fake.Before(googlefake.BatchUpdate, func() { d.staff.ProtectColumn("Partners", 3) })
			w, err := d.book.Write(t.Context(), snap, ids(snap))
			check(t, w, err, 2)
		}
	})
	t.Run("an area that a list does not tell apart is left out by what Google refused", func(t *testing.T) {
		d = open(t)
		d.school()
		snap := d.read(t, sheet.Known{})
		d.staff.ProtectColumn("Partners", 7)
		d.fake.Fail(googlefake.Fault{Method: googlefake.BatchUpdate, Status: 400, Message: "Invalid requests[0].updateCells: este objeto está protegido"})
		w, err := d.book.Write(t.Context(), snap, ids(snap))
		check(t, w, err, 2)
	})
	t.Run("a protected tab", func(t *testing.T) {
		d := open(t)
		d.school()
		d.staff.ProtectTab("Partners")
		snap := d.read(t, sheet.Known{})
		w, err := d.book.Write(t.Context(), snap, ids(snap))
		if !errors.Is(err, sheet.ErrWriteRefused) || w.Requests != 0 || len(w.Deferred) != 4 || w.AddedAt[0] != 0 {
			t.Errorf("got %v and %+v, want all left out", err, w)
		}
	})
}

func TestARightToReadAloneRefusesWritesInOneSentence(t *testing.T) {
	d := open(t)
	d.school()
	d.sheet.Share(googlefake.DefaultAccount, googlefake.Reader)
	snap := d.read(t, sheet.Known{})
	w, err := d.book.Write(t.Context(), snap, ids(snap))
	var with *sheet.AdviceError
	if !errors.Is(err, sheet.ErrWriteRefused) || !errors.As(err, &with) || !strings.Contains(with.Advice, "Make "+googlefake.DefaultAccount+" an editor") || w.Requests != 1 {
		t.Errorf("got %v after %d requests", err, w.Requests)
	}
}

func TestAddedRows(t *testing.T) {
	added := sheet.Edits{Added: []sheet.AddedRow{
		{Tab: "Partners", Cells: map[int]sheet.Cell{0: text("Fire House"), 4: text("01JD5")}},
		{Tab: "Partners", Cells: map[int]sheet.Cell{0: text("Book Shop"), 4: text("01JD6")}},
	}}
	for _, c := range []struct {
		name string
		act  func(d desk)
		at   int
	}{
		{"a full grid grows", func(d desk) { d.staff.SetGrid("Partners", 4, 5) }, 5},
		{"rows of unticked boxes are none", func(d desk) { d.staff.Checkboxes("Partners", 5, 5, 800) }, 5},
		{"what is typed below while we write moves down", func(d desk) {
			d.fake.Before(googlefake.BatchUpdate, func() { d.staff.Type("Partners", 5, 0, text("Typed meanwhile")) })
		}, 5},
		{"a gap does not matter", func(d desk) { d.staff.Type("Partners", 255, 0, text("Far away")) }, 256},
		{"rows deleted meanwhile", func(d desk) {
			d.fake.After(googlefake.ValuesBatchGet, func() { d.staff.DeleteRows("Partners", 3, 2) })
		}, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t)
			d.school()
			c.act(d)
			before := d.staff.Grid("Partners")
			w := d.write(t, d.read(t, sheet.Known{}), added)
			if !reflect.DeepEqual(w.AddedAt, []int{c.at, c.at + 1}) || w.Requests != 1 {
				t.Errorf("written %+v, want rows %d and %d by one request", w, c.at, c.at+1)
			}
			for i, name := range []string{"Fire House", "Book Shop"} {
				if got, _ := d.staff.Sees("Partners", c.at+i, 0); got != text(name) {
					t.Errorf("row %d shows %+v, want %s", c.at+i, got, name)
				}
			}
			after := d.staff.Grid("Partners")
			rows := len(before.Rows) + 2
			if strings.Contains(c.name, "typed") {
				rows++
				if got, _ := d.staff.Sees("Partners", 7, 0); got != text("Typed meanwhile") {
					t.Errorf("row 7 shows %+v", got)
				}
			} else if strings.Contains(c.name, "deleted") {
				rows -= 2
			}
			if len(after.Rows) != rows {
				t.Errorf("there are %d rows, want %d", len(after.Rows), rows)
			}
		})
	}
}

func TestAMissingHeaderMakesTheGridWider(t *testing.T) {
	d := open(t)
	d.staff.RenameTab("Sheet1", "Ideas")
	d.staff.Fill("Ideas", 1, []string{"Idea"}, []string{"Homework help"})
	d.staff.SetGrid("Ideas", 2, 1)
	snap := d.read(t, sheet.Known{})
	d.write(t, snap, sheet.Edits{
		Cells: []sheet.CellEdit{
			edit(snap, "Ideas", 1, 1, text("Shelfmates note")), edit(snap, "Ideas", 1, 2, text("ID")), edit(snap, "Ideas", 2, 2, text("01JD2")),
		},
		Added: []sheet.AddedRow{{Tab: "Ideas", Cells: map[int]sheet.Cell{0: text("Chess club"), 2: text("01JD3")}}},
	})
	d.hold(t, "Ideas", []string{"Idea", "Shelfmates note", "ID"}, []string{"Homework help", "", "01JD2"}, []string{"Chess club", "", "01JD3"})
}

func TestADateGetsAFormatAndACheckboxItsLooks(t *testing.T) {
	d := open(t)
	d.staff.RenameTab("Sheet1", "Recognition")
	d.staff.Fill("Recognition", 1, []string{"For", "Approved", "Done on", "ID"}, []string{"YMCA"})
	snap := d.read(t, sheet.Known{})
	date := sheet.Cell{Kind: sheet.NumberCell, Number: 46329, Format: sheet.DateFormat}
	box := sheet.Cell{Kind: sheet.BoolCell}
	d.write(t, snap, sheet.Edits{
		Cells: []sheet.CellEdit{edit(snap, "Recognition", 2, 2, date), edit(snap, "Recognition", 2, 1, box)},
		Added: []sheet.AddedRow{{Tab: "Recognition", Cells: map[int]sheet.Cell{0: text("Garden Club"), 1: box, 2: date, 3: text("01JD3")}}},
	})
	for row := 2; row <= 3; row++ {
		if got, _ := d.staff.Sees("Recognition", row, 2); got != date {
			t.Errorf("C%d shows %+v, want a date", row, got)
		}
		if got, _ := d.staff.Sees("Recognition", row, 1); got != box {
			t.Errorf("B%d shows %+v, want an empty box", row, got)
		}
	}
	for _, c := range d.fake.Calls() {
		if c.Method == googlefake.BatchUpdate && strings.Count(c.Body, `"BOOLEAN"`) != 2 {
			t.Errorf("%d checkboxes were made, want 2", strings.Count(c.Body, `"BOOLEAN"`))
		}
	}
}

func TestAWriteGoesToTheTabThatWasReadOrNowhere(t *testing.T) {
	d := open(t)
	d.school()
	known := d.read(t, sheet.Known{}).Known
	d.staff.CopyTab("Partners")
	d.staff.RenameTab("Partners", "Partners 2025")
	d.staff.RenameTab("Copy of Partners", "Partners")
	snap := d.read(t, known) // by the title alone nobody can tell
	w := d.write(t, snap, ids(snap))
	if len(w.Deferred) != 4 || w.Requests != 0 || w.AddedAt[0] != 0 {
		t.Errorf("written %+v, want nothing", w)
	}
	d.hold(t, "Partners 2025", []string{"Partner", "Kind", "Notes", "Shelfmates note", "ID"}, written[1][:2], written[2][:3], written[3][:3])
	snap = d.read(t, snap.Known)
	d.write(t, snap, ids(snap))
	d.hold(t, "Partners", written...)
}

func TestAWriteAbove2MBIsSplit(t *testing.T) {
	d := open(t)
	d.staff.RenameTab("Sheet1", "Partners")
	d.staff.Fill("Partners", 1, []string{"Partner", "Notes", "Shelfmates note", "ID"})
	for i := range 60 {
		d.staff.Type("Partners", i+2, 0, text(fmt.Sprint("Partner ", i)))
	}
	snap := d.read(t, sheet.Known{})
	var edits sheet.Edits
	for i := range 60 {
		edits.Cells = append(edits.Cells, edit(snap, "Partners", i+2, 2, text(strings.Repeat("n", 45_000))), edit(snap, "Partners", i+2, 3, text(fmt.Sprint("01JD", i))))
	}
	w := d.write(t, snap, edits)
	if w.Requests != 2 || len(w.Deferred) != 0 {
		t.Errorf("%d requests and %d left out, want 2 and none", w.Requests, len(w.Deferred))
	}
	for _, c := range d.fake.Calls() {
		if len(c.Body) > 2_100_000 {
			t.Errorf("a request has %d bytes", len(c.Body))
		}
	}
}

func TestManyScatteredRowsFitIntoOneAddress(t *testing.T) {
	d := open(t)
	d.staff.RenameTab("Sheet1", "Partners")
	d.staff.SetGrid("Partners", 3000, 5)
	d.staff.Fill("Partners", 1, []string{"Partner", "Notes", "Shelfmates note", "ID"})
	for i := range 1000 {
		d.staff.Type("Partners", i*2+2, 0, text(fmt.Sprint("Partner ", i)))
	}
	snap := d.read(t, sheet.Known{})
	var edits sheet.Edits
	for i := range 1000 {
		edits.Cells = append(edits.Cells, edit(snap, "Partners", i*2+2, 3, text(fmt.Sprint("01JD", i))))
	}
	w := d.write(t, snap, edits)
	if w.Requests != 1 || len(w.Deferred) != 0 {
		t.Errorf("%d requests and %d left out, want 1 and none", w.Requests, len(w.Deferred))
	}
	for _, c := range d.fake.Calls() {
		if len(c.Query) > 7000 {
			t.Errorf("an address has %d bytes", len(c.Query))
		}
	}
}

func TestAReportThatAnotherWroteMeanwhileIsLeftAlone(t *testing.T) {
	d := open(t)
	d.school()
	d.staff.AddTab(sheet.ReportTitle)
	d.staff.Type(sheet.ReportTitle, 1, 0, text("Two cells to fix"))
	snap := d.read(t, sheet.Known{})
	d.fake.Before(googlefake.ValuesBatchGet, func() { d.staff.Type(sheet.ReportTitle, 1, 0, text("All is well")) })
	d.write(t, snap, sheet.Edits{Report: [][]string{{"One cell to fix"}}})
	d.hold(t, sheet.ReportTitle, []string{"All is well"})

	t.Run("and one that is as it was read is replaced", func(t *testing.T) {
		d.write(t, d.read(t, sheet.Known{}), sheet.Edits{Report: [][]string{{"One cell to fix"}}})
		d.hold(t, sheet.ReportTitle, []string{"One cell to fix"})
	})
}
