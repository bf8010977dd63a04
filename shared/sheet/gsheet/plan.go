package gsheet

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"shelfmates/shared/sheet"
)

// A plan says what one batch does, given how the sheet stands right now.
type plan struct {
	builder
	job     job
	moved   map[int]bool // edits whose row or column is another one by now
	guarded map[int]bool // edits of protected cells
	refuses bool         // something is protected
	adds    map[int]int  // rows that the added ones go to
	there   map[int]int  // rows in which added ones stand already
}

// A standing is what was read again of a tab right before writing: some of its
// rows, and its ID column where rows are added.
type standing struct {
	tab  *listedTab
	grid sheet.Grid
	ids  map[string]int // row by ID, the first of each
	tail int            // from this row on all was read; 0: of this tab only single rows
}

// look reads again what the job is about, and plans.
func (w *writer) look(ctx context.Context, j job) (*plan, error) {
	for try := 1; ; try++ {
		if w.book.run == nil {
			l, err := w.book.list(ctx, &w.n)
			if err != nil {
				return nil, w.book.client.explain(ctx, err, false)
			}
			w.book.run = l
			w.bar()
		}
		now, err := w.standing(ctx, j)
		switch {
		case err == nil && w.shrunk(now):
			continue
		case err == nil:
			return w.plan(j, now), nil
		case !rangeRefused(err):
			return nil, w.book.client.explain(ctx, err, false)
		case try == readTries:
			return nil, fmt.Errorf("%w: %v", sheet.ErrMoved, err)
		}
		w.book.run, w.book.mistrust = nil, true
	}
}

// shrunk reports whether a tab that rows are added to has lost its last rows
// meanwhile, so that all of it has to be read to find where it ends.
func (w *writer) shrunk(now map[string]*standing) bool {
	found := false
	for title, s := range now {
		if s.tail > 1 && s.grid.LastUsed() < s.tail {
			w.whole[title], found = true, true
		}
	}
	return found
}

// tab returns the tab of that title, nil when it is gone or another one has its
// name by now.
func (w *writer) tab(title string) *listedTab {
	t, before := w.book.run.named(title), sheet.GridNamed(w.base.Grids, title)
	if t == nil || before == nil || strconv.FormatInt(t.id, 10) != before.Key {
		w.book.mistrust = true
		return nil
	}
	return t
}

// standing reads the header rows, the rows to be written, where rows are added
// the ID column and all from the last used row on, and the report whole.
func (w *writer) standing(ctx context.Context, j job) (map[string]*standing, error) {
	now := map[string]*standing{}
	rows := map[string][]int{}
	open := func(title string) *standing {
		if s := now[title]; s != nil {
			return s
		}
		t := w.tab(title)
		if t == nil {
			return nil
		}
		s := &standing{tab: t, grid: sheet.Grid{Title: title, Unformatted: true}, ids: map[string]int{}}
		now[title] = s
		if h := w.headers[title]; h > 0 && h <= t.rows {
			rows[title] = append(rows[title], h)
		}
		return s
	}
	for _, i := range j.cells {
		if e := w.edits.Cells[i]; open(e.Tab) != nil && e.Row <= now[e.Tab].tab.rows {
			rows[e.Tab] = append(rows[e.Tab], e.Row)
		}
	}
	var tails []rowRange
	var columns []string // titles
	for _, i := range j.added {
		title := w.edits.Added[i].Tab
		if s := open(title); s != nil && !slices.Contains(columns, title) {
			columns = append(columns, title)
			s.tail = max(1, min(sheet.GridNamed(w.base.Grids, title).LastUsed(), s.tab.rows))
			if w.whole[title] {
				s.tail = 1
			}
			tails = append(tails, rowRange{title, span{s.tail, lastRow}})
		}
	}
	if j.report && open(w.report) != nil {
		tails = append(tails, rowRange{w.report, span{1, lastRow}})
	}
	columns = slices.DeleteFunc(columns, func(title string) bool {
		at := w.idColumn(title)
		return at < 0 || at >= now[title].tab.columns
	})
	room := longQuery
	var ranges []string
	for _, title := range columns {
		ranges = append(ranges, columnOf(title, w.idColumn(title)))
	}
	for _, r := range tails {
		ranges = append(ranges, r.String())
	}
	for _, r := range ranges {
		room -= sentLength(r)
	}
	runs := append(tails, rowRanges(rows, room)...)
	for _, r := range runs[len(tails):] {
		ranges = append(ranges, r.String())
	}
	if len(ranges) == 0 {
		return now, nil
	}
	blocks, err := w.book.values(ctx, ranges, false, &w.n)
	if err != nil {
		return nil, err
	}
	for i, title := range columns {
		now[title].takeIDs(blocks[i].rows)
	}
	read := map[string]map[int][]sheet.Cell{}
	for i, r := range runs {
		if read[r.title] == nil {
			read[r.title] = map[int][]sheet.Cell{}
		}
		for _, row := range blocks[len(columns)+i].rows {
			read[r.title][row.Number+r.rows.first-1] = row.Cells
		}
	}
	for title, of := range read {
		for _, number := range slices.Sorted(maps.Keys(of)) {
			now[title].grid.Rows = append(now[title].grid.Rows, sheet.GridRow{Number: number, Cells: of[number]})
		}
	}
	return now, nil
}

func (s *standing) takeIDs(rows []sheet.GridRow) {
	for _, r := range rows {
		if id := sheet.Show(r.Cells[0]); s.ids[id] == 0 {
			s.ids[id] = r.Number
		}
	}
}

// idColumn returns where the IDs of added rows of the tab stand: in its ID
// column, or where that is about to be made, in the last cell of theirs.
func (w *writer) idColumn(title string) int {
	at, own := w.idAt[title]
	last := -1
	for _, a := range w.edits.Added {
		if a.Tab == title {
			_, has := a.Cells[at]
			own = own && has
			for column := range a.Cells {
				last = max(last, column)
			}
		}
	}
	if own {
		return at
	}
	return last
}

// plan holds the job against what stands in the sheet now.
func (w *writer) plan(j job, now map[string]*standing) *plan {
	p := &plan{job: j, moved: map[int]bool{}, guarded: map[int]bool{}, adds: map[int]int{}, there: map[int]int{}}
	type cell struct {
		tab         string
		row, column int
	}
	latest := map[cell]int{} // of two edits of one cell the later counts
	for _, i := range j.cells {
		e := w.edits.Cells[i]
		at := cell{e.Tab, e.Row, e.Column}
		latest[at] = max(latest[at], i)
	}
	var scratch []byte
	for _, i := range j.cells {
		e := w.edits.Cells[i]
		if latest[cell{e.Tab, e.Row, e.Column}] != i {
			continue
		}
		s := now[e.Tab]
		if s == nil || e.Row > s.tab.rows {
			p.moved[i] = true
			continue
		}
		if w.barred[i] || s.tab.guarded(e.Row, e.Column) {
			p.guarded[i], p.refuses = true, true
			continue
		}
		print := sheet.Fingerprint(s.grid.Cells(e.Row), &scratch)
		if print != e.Expect && print == w.printAfter(j, s, e.Tab, e.Row) {
			continue // it landed, and nobody told us
		}
		if print != e.Expect || e.Row != w.headers[e.Tab] && !w.sameHeader(&s.grid, e.Tab, e.Column) {
			p.moved[i] = true
			continue
		}
		if !holds(s.grid.Cell(e.Row, e.Column), e.Value) {
			p.set(s.tab, i, e, w.base)
		}
	}
	p.flush()
	w.planAdded(p, now)
	if j.report {
		w.planReport(p, now[w.report])
	}
	return p
}

// printAfter returns the fingerprint that the row has once the job's edits of it
// are written.
func (w *writer) printAfter(j job, s *standing, title string, row int) sheet.Print {
	cells := slices.Clone(sheet.GridNamed(w.base.Grids, title).Cells(row))
	for _, i := range j.cells {
		e := w.edits.Cells[i]
		if e.Tab != title || e.Row != row || w.barred[i] || s.tab.guarded(row, e.Column) {
			continue
		}
		for len(cells) <= e.Column {
			cells = append(cells, sheet.Cell{})
		}
		cells[e.Column] = normal(e.Value)
	}
	return sheet.Fingerprint(cells, nil)
}

// sameHeader reports whether the header of a column is still the one that was
// read, or the one that this Write gives it.
func (w *writer) sameHeader(now *sheet.Grid, title string, column int) bool {
	row := w.headers[title]
	is := now.Cell(row, column)
	if is == sheet.GridNamed(w.base.Grids, title).Cell(row, column) {
		return true
	}
	return slices.ContainsFunc(w.edits.Cells, func(e sheet.CellEdit) bool {
		return e.Tab == title && e.Row == row && e.Column == column && normal(e.Value) == is
	})
}

// planAdded finds the places of new rows: after the last used row of their tab,
// by making room there, so that nothing that somebody types there meanwhile is
// overwritten. Where a protected range stands in the way, they wait. A row whose tab is gone, or one of whose columns moved, goes
// nowhere.
func (w *writer) planAdded(p *plan, now map[string]*standing) {
	byTab := map[string][]int{}
	for _, i := range p.job.added {
		a := w.edits.Added[i]
		s := now[a.Tab]
		if s == nil {
			continue
		}
		if row := s.ids[sheet.Show(a.Cells[w.idColumn(a.Tab)])]; row > 0 {
			p.there[i] = row // an earlier batch landed, and nobody told us
			continue
		}
		stays := true
		for column := range a.Cells {
			stays = stays && w.sameHeader(&s.grid, a.Tab, column)
		}
		if stays {
			byTab[a.Tab] = append(byTab[a.Tab], i)
		}
	}
	for _, title := range slices.Sorted(maps.Keys(byTab)) {
		s := now[title]
		last := max(s.grid.LastUsed(), w.headers[title])
		free := slices.DeleteFunc(byTab[title], func(i int) bool {
			bars := w.barAdded[i] || s.tab.bars(last)
			for column := range w.edits.Added[i].Cells {
				bars = bars || s.tab.guarded(last+1, column)
			}
			p.refuses = p.refuses || bars
			return bars
		})
		for k, i := range free {
			p.adds[i] = last + k + 1
		}
		if len(free) > 0 {
			p.insert(s.tab, last, last > w.headers[title], free, w)
		}
	}
}

// planReport replaces the report, unless it is another one by now: then it is
// what we sent before, or a later run wrote it.
func (w *writer) planReport(p *plan, now *standing) {
	switch {
	case now == nil || !sameRows(&now.grid, sheet.GridNamed(w.base.Grids, w.report)):
	case w.barLines || now.tab.guarded(1, 0):
		p.refuses = true
	default:
		p.list(now.tab, w.edits.Report)
	}
}

// sameRows reports whether two readings of a tab show the same.
func sameRows(a, b *sheet.Grid) bool {
	return slices.EqualFunc(a.Rows, b.Rows, func(a, b sheet.GridRow) bool {
		return a.Number == b.Number && slices.Equal(a.Cells, b.Cells)
	})
}

// normal is a value as it reads once it is written.
func normal(v sheet.Cell) sheet.Cell {
	v.Format, v.Formula = sheet.PlainFormat, false
	if v.Kind == sheet.TextCell && v.Text == "" {
		v = sheet.Cell{}
	}
	return v
}

// holds reports whether the cell shows value already.
func holds(cell, value sheet.Cell) bool { return cell == normal(value) }
