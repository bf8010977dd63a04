package googlefake

import (
	"maps"
	"slices"
)

// The kinds of tabs (SheetType).
const (
	gridTab       = "GRID"
	chartTab      = "OBJECT"      // a chart on a tab of its own
	connectedTab  = "DATA_SOURCE" // connected to BigQuery or Looker
	firstGridRows = 1000
	firstGridCols = 26
)

// A tab is one sheet of a spreadsheet. Row holds the rows from the first up to
// the last that has anything; the grid goes on blank to rows.
type tab struct {
	id         int64
	title      string
	kind       string
	hidden     bool
	rows, cols int
	row        []row
	props      map[string]any // other SheetProperties: gridProperties' frozen counts, colours
	columns    map[int]map[string]any
	merges     []gridRange
	protected  []*protectedRange
	groups     map[dimension][]group
	rules      []rule // conditional formats
	bands      []band
	filter     map[string]any // basicFilter
}

type row struct {
	cells  []cell
	hidden bool // by hand
	sifted bool // by a filter
	props  map[string]any
}

// A gridRange is half open; -1 as an end is unbounded.
type gridRange struct{ row0, row1, col0, col1 int }

type protectedRange struct {
	id      int64
	area    gridRange
	warning bool
	editors []string // e-mails besides the owner
	more    map[string]any
}

type group struct {
	from, to  int
	depth     int
	collapsed bool
}

type rule struct {
	areas []gridRange
	body  map[string]any // ConditionalFormatRule without ranges
}

type band struct {
	id   int64
	area gridRange
	body map[string]any
}

type dimension uint8

const (
	rowsDimension dimension = iota
	columnsDimension
)

func newTab(id int64, title string) *tab {
	return &tab{id: id, title: title, kind: gridTab, rows: firstGridRows, cols: firstGridCols, props: map[string]any{}, columns: map[int]map[string]any{}, groups: map[dimension][]group{}}
}

// clone copies the tab so that neither sees changes of the other. The cells of
// a row are shared: whoever changes one copies its row first.
func (t *tab) clone() *tab {
	c := *t
	c.row = slices.Clone(t.row)
	c.props = maps.Clone(t.props)
	c.columns = maps.Clone(t.columns)
	c.merges = slices.Clone(t.merges)
	c.protected = nil
	for _, p := range t.protected {
		q := *p
		c.protected = append(c.protected, &q)
	}
	c.groups = map[dimension][]group{}
	for d, g := range t.groups {
		c.groups[d] = slices.Clone(g)
	}
	c.rules = slices.Clone(t.rules)
	for i := range c.rules {
		c.rules[i].areas = slices.Clone(c.rules[i].areas)
	}
	c.bands = slices.Clone(t.bands)
	return &c
}

// at returns the cell; a blank one where there is none. Both from 0.
func (t *tab) at(r, c int) cell {
	if r < 0 || r >= len(t.row) || c < 0 || c >= len(t.row[r].cells) {
		return cell{}
	}
	return t.row[r].cells[c]
}

// put sets a cell inside the grid.
func (t *tab) put(r, c int, to cell) {
	if to.bare() && (r >= len(t.row) || c >= len(t.row[r].cells)) {
		return
	}
	t.reach(r)
	cells := slices.Clone(t.row[r].cells)
	for len(cells) <= c {
		cells = append(cells, cell{})
	}
	cells[c] = to
	t.row[r].cells = cells
}

// reach makes sure that row r is kept.
func (t *tab) reach(r int) {
	for len(t.row) <= r {
		t.row = append(t.row, row{})
	}
}

// grow makes the grid large enough for a cell, as staff add rows at its end.
func (t *tab) grow(r, c int) {
	t.rows, t.cols = max(t.rows, r+1), max(t.cols, c+1)
}

// lastRow returns the number of rows up to the last with a value.
func (t *tab) lastRow() int {
	for r := len(t.row) - 1; r >= 0; r-- {
		for c := range t.row[r].cells {
			if !t.row[r].cells[c].blank() {
				return r + 1
			}
		}
	}
	return 0
}

// insert puts n blank rows or columns before index at; they inherit the formats
// and rules of the ones before them, or of those after, or nothing.
func (t *tab) insert(d dimension, at, n int, from int) {
	if d == rowsDimension {
		t.rows += n
		if at < len(t.row) || from >= 0 && from < len(t.row) {
			t.reach(at - 1)
			fresh := make([]row, n)
			if from >= 0 && from < len(t.row) {
				for i := range fresh {
					for _, c := range t.row[from].cells {
						fresh[i].cells = append(fresh[i].cells, c.dressed())
					}
				}
			}
			t.row = slices.Insert(t.row, at, fresh...)
		}
	} else {
		t.cols += n
		for r := range t.row {
			cells := slices.Clone(t.row[r].cells)
			if at >= len(cells) && (from < 0 || from >= len(cells)) {
				continue
			}
			for len(cells) < at {
				cells = append(cells, cell{})
			}
			fresh := make([]cell, n)
			if from >= 0 && from < len(cells) {
				for i := range fresh {
					fresh[i] = cells[from].dressed()
				}
			}
			t.row[r].cells = slices.Insert(cells, at, fresh...)
		}
		t.columns = shiftKeys(t.columns, at, n)
	}
	t.shift(d, at, n)
}

// dressed is the cell's format and rule without its value and note. A checkbox
// is never blank: it holds FALSE.
func (c cell) dressed() cell {
	d := cell{format: c.format, rest: fields(c.rest).without("note", "textFormatRuns")}
	if fields(d.rest).obj("dataValidation").obj("condition").text("type") == "BOOLEAN" {
		d.value = value{kind: boolValue}
	}
	return d
}

// remove deletes n rows or columns from index at.
func (t *tab) remove(d dimension, at, n int) {
	if d == rowsDimension {
		t.rows -= n
		if at < len(t.row) {
			t.row = slices.Delete(t.row, at, min(at+n, len(t.row)))
		}
	} else {
		t.cols -= n
		for r := range t.row {
			if cells := t.row[r].cells; at < len(cells) {
				t.row[r].cells = slices.Delete(slices.Clone(cells), at, min(at+n, len(cells)))
			}
		}
		t.columns = shiftKeys(t.columns, at, -n)
	}
	t.shift(d, at, -n)
}

func shiftKeys(columns map[int]map[string]any, at, n int) map[int]map[string]any {
	out := map[int]map[string]any{}
	for c, p := range columns {
		switch {
		case c < at:
			out[c] = p
		case n > 0 || c >= at-n:
			out[c+n] = p
		}
	}
	return out
}

// shift moves everything that names rows or columns: n > 0 were inserted before
// at, or -n deleted from at on.
func (t *tab) shift(d dimension, at, n int) {
	move := func(a gridRange) (gridRange, bool) {
		if d == rowsDimension {
			ok := false
			a.row0, a.row1, ok = moved(a.row0, a.row1, at, n)
			return a, ok
		}
		ok := false
		a.col0, a.col1, ok = moved(a.col0, a.col1, at, n)
		return a, ok
	}
	t.merges = keep(t.merges, func(m *gridRange) bool {
		a, ok := move(*m)
		*m = a
		return ok && (a.row1-a.row0)*(a.col1-a.col0) > 1
	})
	t.protected = keep(t.protected, func(p **protectedRange) bool {
		a, ok := move((*p).area)
		(*p).area = a
		return ok
	})
	t.rules = keep(t.rules, func(r *rule) bool {
		r.areas = keep(r.areas, func(a *gridRange) bool {
			b, ok := move(*a)
			*a = b
			return ok
		})
		return len(r.areas) > 0
	})
	t.bands = keep(t.bands, func(b *band) bool {
		a, ok := move(b.area)
		b.area = a
		return ok
	})
	t.groups[d] = keep(t.groups[d], func(g *group) bool {
		ok := false
		g.from, g.to, ok = moved(g.from, g.to, at, n)
		return ok
	})
}

// moved is a half-open span after an insertion or deletion; an end of -1 stays
// unbounded. False when nothing of it is left.
func moved(from, to, at, n int) (int, int, bool) {
	if n > 0 {
		if from >= at && (from > 0 || to >= 0) {
			from += n
		}
		if to > at {
			to += n
		}
		return from, to, true
	}
	cut := func(i int) int {
		switch {
		case i <= at:
			return i
		case i >= at-n:
			return i + n
		}
		return at
	}
	from = cut(from)
	if to >= 0 {
		to = cut(to)
		return from, to, to > from
	}
	return from, to, true
}

// keep filters in place; keep may change the item.
func keep[E any](items []E, keep func(*E) bool) []E {
	kept := items[:0]
	for i := range items {
		item := items[i]
		if keep(&item) {
			kept = append(kept, item)
		}
	}
	return kept
}

func (a gridRange) contains(r, c int) bool {
	return r >= a.row0 && (a.row1 < 0 || r < a.row1) && c >= a.col0 && (a.col1 < 0 || c < a.col1)
}

func (a gridRange) overlaps(b gridRange) bool {
	over := func(a0, a1, b0, b1 int) bool {
		return (b1 < 0 || a0 < b1) && (a1 < 0 || b0 < a1)
	}
	return over(a.row0, a.row1, b.row0, b.row1) && over(a.col0, a.col1, b.col0, b.col1)
}
