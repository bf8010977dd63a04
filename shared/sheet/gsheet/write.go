package gsheet

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// limits are what a Google Sheet holds (Google Drive help, files you can store,
// read 2026-11).
var limits = sheet.Limits{Rows: lastRow, Columns: 18278, Text: 50_000}

// writeTries is how often a batch is sent: once more after a refusal that could
// be got round, or a fault that left open whether it was applied.
const writeTries = 3

// Write applies the edits that still hold, by one spreadsheets.batchUpdate, two
// only above 2 MB. Before, it reads the header rows and the rows to be written
// again. What the cells hold already is not written again.
//
// Where nobody knows whether a batch was applied, it is looked at the sheet
// before anything else is done: what landed is not sent again.
//
// Cells that are protected from us, or all of them when we may not edit at all,
// make the error sheet.ErrWriteRefused; the others are written all the same, and
// Written tells what was left out.
func (b *Book) Write(ctx context.Context, base sheet.Snapshot, edits sheet.Edits) (sheet.Written, error) {
	if edits.Empty() {
		return sheet.Written{}, nil
	}
	if err := edits.Check(limits); err != nil {
		return sheet.Written{}, err
	}
	w := newWriter(b, base, edits)
	var err error
	for _, j := range w.jobs() {
		if err = w.do(ctx, j); err != nil {
			break
		}
	}
	if err == nil && w.refused {
		err = b.client.advise(ctx, words.GoogleProtected, sheet.ErrWriteRefused, nil)
	}
	if err != nil {
		err = fmt.Errorf("write Google Sheet: %w", err)
	}
	return w.written(), err
}

// A writer is one Write under way.
type writer struct {
	book    *Book
	base    sheet.Snapshot
	edits   sheet.Edits
	headers map[string]int // header rows by title
	idAt    map[string]int // ID columns by title
	report  string         // title of the report tab, "" where there is none

	n        spent
	refused  bool         // something is protected from us
	left     map[int]bool // edits left out, by their place in Edits.Cells
	addedAt  []int
	barred   map[int]bool // edits that Google refused although nothing told so before
	barAdded map[int]bool
	barLines bool            // the report
	suspect  origin          // what Google refused just now
	whole    map[string]bool // tabs that are read whole to find where they end
}

func newWriter(b *Book, base sheet.Snapshot, edits sheet.Edits) *writer {
	w := &writer{
		book: b, base: base, edits: edits, headers: sheet.HeaderRows(base.Grids), idAt: map[string]int{},
		left: map[int]bool{}, addedAt: make([]int, len(edits.Added)), barred: map[int]bool{}, barAdded: map[int]bool{}, whole: map[string]bool{},
	}
	survey := sheet.LayOut(base.Grids, nil)
	for i := range survey.Tabs {
		if l := &survey.Tabs[i]; l.Title != "" {
			w.idAt[l.Title] = l.IDAt
		}
	}
	if survey.Report != nil {
		w.report = survey.Report.Title
	}
	return w
}

func (w *writer) written() sheet.Written {
	done := sheet.Written{Requests: w.n.writes, Reads: w.n.reads}
	for i, e := range w.edits.Cells {
		if w.left[i] {
			done.Deferred = append(done.Deferred, e)
		}
	}
	if len(w.addedAt) > 0 {
		done.AddedAt = w.addedAt
	}
	return done
}

// A job is what goes into one batch.
type job struct {
	cells  []int // places in Edits.Cells, those of one row together
	added  []int // places in Edits.Added
	report bool
	bytes  int
}

// editBytes is about what an edit takes in a request, besides its text.
const editBytes = 80

// jobs splits the edits into batches of about 2 MB, by what there is to write
// and to read for it: nearly always one.
func (w *writer) jobs() []job {
	var all []job
	open := job{}
	room := func(bytes int) {
		if open.bytes > 0 && open.bytes+bytes > portionBytes {
			all = append(all, open)
			open = job{}
		}
		open.bytes += bytes
	}
	order := make([]int, len(w.edits.Cells))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return comparePlaces(w.edits.Cells[a], w.edits.Cells[b]) })
	for len(order) > 0 {
		first, n, bytes := w.edits.Cells[order[0]], 0, 0
		for ; n < len(order); n++ {
			e := w.edits.Cells[order[n]]
			if e.Tab != first.Tab || e.Row != first.Row {
				break
			}
			bytes += editBytes + len(e.Value.Text)
		}
		room(max(bytes, w.rowBytes(first.Tab, first.Row)))
		open.cells = append(open.cells, order[:n]...)
		order = order[n:]
	}
	for i, a := range w.edits.Added {
		bytes := 0
		for _, c := range a.Cells {
			bytes += editBytes + len(c.Text)
		}
		room(bytes)
		open.added = append(open.added, i)
	}
	if w.edits.Report != nil && w.report != "" && !sheet.GridNamed(w.base.Grids, w.report).Lists(w.edits.Report) {
		bytes := 0
		for _, row := range w.edits.Report {
			for _, text := range row {
				bytes += editBytes + len(text)
			}
		}
		room(bytes)
		open.report = true
	}
	return append(all, open)
}

// rowBytes is about what reading a row takes.
func (w *writer) rowBytes(title string, row int) int {
	g := sheet.GridNamed(w.base.Grids, title)
	if g == nil {
		return 0
	}
	n := 0
	for _, c := range g.Cells(row) {
		n += len(c.Text) + 10
	}
	return n
}

// do brings one batch into the sheet.
func (w *writer) do(ctx context.Context, j job) error {
	refusals, quota, unsure := 0, 0, 0
	for {
		p, err := w.look(ctx, j)
		if err != nil {
			return err
		}
		w.settle(p)
		if len(p.requests) == 0 {
			return nil
		}
		err = w.send(ctx, p)
		var f *fault
		if err == nil {
			w.landed(p)
			return nil
		}
		if !errors.As(err, &f) || ctx.Err() != nil {
			return w.book.client.explain(ctx, err, true)
		}
		again := false
		switch {
		case f.quota():
			again = quota < len(quotaWaits) && w.book.client.wait(ctx, max(quotaWaits[min(quota, len(quotaWaits)-1)], f.after))
			quota++
		case f.unsure():
			unsure++
			again = unsure < writeTries && w.book.client.wait(ctx, 2*firstWait<<unsure)
		case (rangeRefused(f) || f.guarded()) && !f.full():
			// A tab is gone, its grid is smaller, or something is protected. In which
			// words Google says so depends on the sheet's language: a new list tells.
			refusals++
			again = refusals < 2
			w.book.run, w.suspect = nil, p.refusedBy(f)
		}
		if !again {
			return w.book.client.explain(ctx, err, true)
		}
	}
}

// send sends the batch of the plan once.
func (w *writer) send(ctx context.Context, p *plan) error {
	_, err := w.book.client.send(ctx, call{
		purpose: writing, url: w.book.address(":batchUpdate"), spent: &w.n,
		query: url.Values{"fields": {"spreadsheetId"}, "prettyPrint": {"false"}},
		body:  &sheets.BatchUpdateSpreadsheetRequest{Requests: p.requests},
	})
	return err
}

// settle takes over what the plan left out.
func (w *writer) settle(p *plan) {
	for _, i := range p.job.cells {
		w.left[i] = p.moved[i] || p.guarded[i]
	}
	w.refused = w.refused || p.refuses
	for i, row := range p.there {
		w.addedAt[i] = row
	}
}

func (w *writer) landed(p *plan) {
	for i, row := range p.adds {
		w.addedAt[i] = row
	}
}

// refusedRequest finds in Google's words which request of a batch it refused.
var refusedRequest = regexp.MustCompile(`requests\[(\d+)\]`)

// refusedBy returns what the request was made for that Google refused, nothing
// where it does not say which one.
func (p *plan) refusedBy(f *fault) origin {
	m := refusedRequest.FindStringSubmatch(f.message)
	if m == nil {
		return origin{}
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n >= len(p.origins) {
		return origin{}
	}
	return p.origins[n]
}

// bar leaves out what was refused, where something in its tab is protected.
func (w *writer) bar() {
	o := w.suspect
	w.suspect = origin{}
	t := w.book.run.named(o.tab)
	if t == nil || len(t.guards) == 0 {
		return
	}
	for _, i := range o.cells {
		w.barred[i] = true
	}
	for _, i := range o.added {
		w.barAdded[i] = true
	}
	w.barLines = w.barLines || o.report
}

func comparePlaces(a, b sheet.CellEdit) int {
	if a.Tab != b.Tab {
		if a.Tab < b.Tab {
			return -1
		}
		return 1
	}
	return a.Row - b.Row
}
