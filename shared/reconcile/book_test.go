package reconcile_test

import (
	"context"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// A paper is a spreadsheet in memory, edited as staff do. It keeps the promise
// of sheet.Book without files, so that thousands of syncs take a moment.
type paper struct {
	now  func() time.Time
	tabs []*page
	held string // who has it open: writes are refused
	bars string // why writes are refused, where reading does not tell

	// sparse has it read as a spreadsheet is that lists its tabs and tells the
	// formats of numbers only when asked.
	sparse bool
	keys   int // given out to pages

	// slip, when set, is called between the reading of Write and its writing.
	slip func()
	// fail, when set, is asked before each Read and Write; an error ends it
	// there. After a Write it is asked again, with the edits applied.
	fail func(what string) error
}

// A page is one tab: cells by row, the header in row 1.
type page struct {
	kind  partnership.Kind
	key   string
	title string
	rows  [][]sheet.Cell // rows[0] is row 1
}

var _ sheet.Book = (*paper)(nil)

func newPaper(now func() time.Time) *paper { return &paper{now: now} }

// add adds a staff tab with the given headers, our two columns at the end.
func (p *paper) add(kind partnership.Kind, headers ...string) *page {
	p.keys++
	pg := &page{kind: kind, key: strconv.Itoa(p.keys), title: string(kind)}
	p.tabs = append(p.tabs, pg)
	pg.typeRow(headers...)
	return pg
}

// of returns the tab that holds records of that kind, whatever it is called.
func (p *paper) of(kind partnership.Kind) *page {
	for _, pg := range p.tabs {
		if pg.kind == kind {
			return pg
		}
	}
	return nil
}

func (p *paper) tab(title string) *page {
	for _, pg := range p.tabs {
		if pg.title == title {
			return pg
		}
	}
	return nil
}

// text returns the cell that somebody gets who types s.
func text(s string) sheet.Cell {
	if s == "" {
		return sheet.Cell{}
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return sheet.Cell{Kind: sheet.NumberCell, Number: n}
	}
	if d, err := time.Parse(time.DateOnly, s); err == nil {
		serial := d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
		return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DateFormat, Number: serial}
	}
	return sheet.Cell{Kind: sheet.TextCell, Text: s}
}

// typeRow types a row below the last one and returns its number.
func (pg *page) typeRow(cells ...string) int {
	row := make([]sheet.Cell, len(cells))
	for i, s := range cells {
		row[i] = text(s)
	}
	pg.rows = append(pg.rows, row)
	return len(pg.rows)
}

// set types into one cell.
func (pg *page) set(row, column int, s string) { pg.put(row, column, text(s)) }

func (pg *page) put(row, column int, c sheet.Cell) {
	for len(pg.rows) < row {
		pg.rows = append(pg.rows, nil)
	}
	for len(pg.rows[row-1]) <= column {
		pg.rows[row-1] = append(pg.rows[row-1], sheet.Cell{})
	}
	pg.rows[row-1][column] = c
}

func (pg *page) at(row, column int) sheet.Cell {
	if row > len(pg.rows) || column >= len(pg.rows[row-1]) {
		return sheet.Cell{}
	}
	return pg.rows[row-1][column]
}

// column returns the place of a header, -1 where it is not.
func (pg *page) column(header string) int {
	return slices.IndexFunc(pg.rows[0], func(c sheet.Cell) bool { return c.Text == header })
}

// say returns what a cell shows.
func (pg *page) say(row int, header string) string {
	at := pg.column(header)
	if at < 0 {
		return ""
	}
	return sheet.Show(pg.at(row, at))
}

// deleteRow deletes a row; those below move up.
func (pg *page) deleteRow(row int) { pg.rows = slices.Delete(pg.rows, row-1, row) }

// insertRow makes room for a row.
func (pg *page) insertRow(row int) { pg.rows = slices.Insert(pg.rows, row-1, []sheet.Cell(nil)) }

// sortBy sorts all rows below the header by one column.
func (pg *page) sortBy(column int) {
	body := pg.rows[1:]
	sort.SliceStable(body, func(i, j int) bool {
		a, b := cellOr(body[i], column), cellOr(body[j], column)
		if a.Kind != b.Kind {
			return a.Kind > b.Kind
		}
		return a.Number < b.Number || a.Number == b.Number && strings.ToLower(a.Text) < strings.ToLower(b.Text)
	})
}

// sortAlone sorts the cells of some columns without the rest of their rows.
func (pg *page) sortAlone(by int, columns ...int) {
	rows := make([]int, 0, len(pg.rows))
	for i := 2; i <= len(pg.rows); i++ {
		rows = append(rows, i)
	}
	parts := make([][]sheet.Cell, len(rows))
	for i, row := range rows {
		for _, c := range columns {
			parts[i] = append(parts[i], pg.at(row, c))
		}
	}
	key := slices.Index(columns, by)
	sort.SliceStable(parts, func(i, j int) bool {
		a, b := parts[i][key], parts[j][key]
		return a.Number < b.Number || a.Number == b.Number && strings.ToLower(a.Text) < strings.ToLower(b.Text)
	})
	for i, row := range rows {
		for k, c := range columns {
			pg.put(row, c, parts[i][k])
		}
	}
}

func cellOr(row []sheet.Cell, column int) sheet.Cell {
	if column < len(row) {
		return row[column]
	}
	return sheet.Cell{}
}

// copyOf returns a deep copy: what an undo goes back to.
func (p *paper) copyOf() []*page {
	var tabs []*page
	for _, pg := range p.tabs {
		c := &page{kind: pg.kind, key: pg.key, title: pg.title}
		for _, row := range pg.rows {
			c.rows = append(c.rows, slices.Clone(row))
		}
		tabs = append(tabs, c)
	}
	return tabs
}

func (p *paper) Read(_ context.Context, known sheet.Known) (sheet.Snapshot, error) {
	if p.fail != nil {
		if err := p.fail("read"); err != nil {
			return sheet.Snapshot{}, err
		}
	}
	s := sheet.Snapshot{Known: sheet.Known{Zone: "America/New_York"}, Began: p.now(), Requests: 1, Held: p.held}
	if !p.sparse {
		for _, pg := range p.tabs {
			s.Grids = append(s.Grids, pg.grid())
		}
		return s, nil
	}
	s.Identity = "paper"
	if s.Known = known; known.Listed.IsZero() || !p.holds(known) {
		s.Requests++
		s.Known = sheet.Known{Zone: "America/New_York", Listed: p.now()}
		for _, pg := range p.tabs {
			s.Tabs = append(s.Tabs, sheet.KnownTab{Key: pg.key, Title: pg.title})
		}
	}
	for _, t := range s.Tabs {
		g := p.tab(t.Title).grid()
		g.Key, g.Unformatted = t.Key, true
		for _, r := range g.Rows {
			for i := range r.Cells {
				r.Cells[i].Format = sheet.PlainFormat
			}
		}
		s.Grids = append(s.Grids, g)
	}
	return s, nil
}

// holds reports whether every known tab is there under its name.
func (p *paper) holds(known sheet.Known) bool {
	return !slices.ContainsFunc(known.Tabs, func(t sheet.KnownTab) bool { return p.tab(t.Title) == nil })
}

// Detail tells the formats of the cells that are asked for.
func (p *paper) Detail(_ context.Context, snap *sheet.Snapshot, wanted []sheet.Lookup) error {
	if !p.sparse {
		return nil
	}
	snap.Requests++
	if p.fail != nil {
		if err := p.fail("read"); err != nil {
			return err
		}
	}
	for _, w := range wanted {
		g := &snap.Grids[slices.IndexFunc(snap.Grids, func(g sheet.Grid) bool { return g.Title == w.Tab })]
		for _, at := range w.Cells {
			i, found := slices.BinarySearchFunc(g.Rows, at.Row, func(r sheet.GridRow, n int) int { return r.Number - n })
			pg := p.tab(w.Tab)
			if !found || pg == nil || at.Row > len(pg.rows) || pg.at(at.Row, at.Column).Number != g.Rows[i].Cells[at.Column].Number {
				return sheet.ErrMoved
			}
			g.Rows[i].Cells[at.Column].Format = pg.at(at.Row, at.Column).Format
		}
	}
	return nil
}

func (pg *page) grid() sheet.Grid {
	g := sheet.Grid{Title: pg.title}
	for i, row := range pg.rows {
		row = slices.Clone(row)
		for len(row) > 0 && row[len(row)-1].Kind == sheet.BlankCell {
			row = row[:len(row)-1]
		}
		if len(row) > 0 {
			g.Rows = append(g.Rows, sheet.GridRow{Number: i + 1, Cells: row})
			g.LastRow = i + 1
		}
	}
	return g
}

func (p *paper) Write(_ context.Context, _ sheet.Snapshot, edits sheet.Edits) (sheet.Written, error) {
	if p.held != "" {
		return sheet.Written{}, &sheet.AdviceError{Err: sheet.ErrWriteRefused, Advice: p.held}
	}
	if p.bars != "" {
		return sheet.Written{Reads: 1, Requests: 1}, &sheet.AdviceError{Err: sheet.ErrWriteRefused, Advice: p.bars}
	}
	if p.fail != nil {
		if err := p.fail("write"); err != nil {
			return sheet.Written{}, err
		}
	}
	if p.slip != nil {
		p.slip()
	}
	w := sheet.Written{Requests: 1, Reads: 1}
	var good []sheet.CellEdit
	for _, e := range edits.Cells {
		pg := p.tab(e.Tab)
		if pg == nil || e.Row > len(pg.rows) || sheet.Fingerprint(pg.rows[e.Row-1], nil) != e.Expect {
			w.Deferred = append(w.Deferred, e)
			continue
		}
		good = append(good, e)
	}
	for _, e := range good {
		p.tab(e.Tab).put(e.Row, e.Column, e.Value)
	}
	for _, a := range edits.Added {
		pg := p.tab(a.Tab)
		row := pg.grid().LastRow + 1
		for column, c := range a.Cells {
			pg.put(row, column, c)
		}
		w.AddedAt = append(w.AddedAt, row)
	}
	if edits.Report != nil {
		if pg := p.tab(sheet.ReportTitle); pg != nil {
			pg.rows = nil
			for _, line := range edits.Report {
				pg.typeRow(line...)
			}
		}
	}
	if p.fail != nil {
		if err := p.fail("written"); err != nil {
			return sheet.Written{}, err
		}
	}
	return w, nil
}
