package sheet

import (
	"slices"

	"shelfmates/shared/partnership"
)

// headerRows is how far down a header is looked for.
const headerRows = 20

// A Layout is what the header of one staff tab says, before any row is read:
// the fields of a Reading but for its Rows and Sum. It is cheap; [Layout.Sums]
// tells whether reading the rows is worth while, [Layout.Read] reads them.
type Layout struct {
	Reading
	grid     *Grid   // nil while the tab is missing
	others   []other // headers that mean nothing to us, in their order
	first    int     // index of the first row below the header
	lastName int     // place of "Last name" where it completes the column at split; -1
	split    int     // the column that "First name" stands for; -1
	merged   map[int][]mergedCell

	// Named reports whether a record of one of those tabs has the name: whoever
	// is called Total is no row of totals. While it is nil, none has.
	Named func(tabs []partnership.Kind, name string) bool
}

// An other is a header that no column of the schema answers to.
type other struct {
	title string
	at    int
}

// Has returns the columns that the tab has as bits: bit i for column i of the
// schema, 62 for the note column, 63 for the ID column. Moving columns about
// does not change it.
func (l *Layout) Has() uint64 {
	var bits uint64
	for i, at := range l.Columns {
		if at >= 0 {
			bits |= 1 << i
		}
	}
	if l.NoteAt >= 0 {
		bits |= 1 << 62
	}
	if l.IDAt >= 0 {
		bits |= 1 << 63
	}
	return bits
}

// Lookalike returns the header among those that mean nothing to us which was
// probably meant as the column, "" when none was.
func (l *Layout) Lookalike(column int) string {
	var titles []string
	for _, o := range l.others {
		titles = append(titles, o.title)
	}
	col := &l.Schema.Columns[column]
	for _, name := range append([]string{col.Name}, col.Aliases...) {
		if near := Closest(name, titles); near != "" {
			return near
		}
	}
	return ""
}

// missingTab is the layout of a tab that is not there.
func missingTab(t *TabSchema) Layout {
	l := blankLayout(t)
	l.Paused = &Problem{Code: TabMissing, Level: Fix, Tab: t.Kind, At: -1}
	return l
}

func blankLayout(t *TabSchema) Layout {
	l := Layout{split: -1, lastName: -1}
	l.Schema, l.NoteAt, l.IDAt = t, -1, -1
	l.Columns = make([]int, len(t.Columns))
	for i := range l.Columns {
		l.Columns[i] = -1
	}
	return l
}

// layOut finds the header of a tab and what stands under it.
func layOut(t *TabSchema, g *Grid) Layout {
	l := blankLayout(t)
	l.grid, l.Title, l.first = g, g.Title, len(g.Rows)
	best, most := header{}, 1
	for i := range g.Rows {
		if g.Rows[i].Number > headerRows {
			break
		}
		h := readHeader(t, &g.Rows[i])
		if h.complete(t) {
			best = h
			break
		}
		if h.known() > most {
			best, most = h, h.known()
		}
	}
	if best.row == nil {
		l.Paused = l.noHeader()
		return l
	}
	l.take(best)
	l.first, _ = slices.BinarySearchFunc(g.Rows, l.Header+1, func(r GridRow, n int) int { return r.Number - n })
	if l.Paused == nil {
		l.merged = l.spread()
	}
	return l
}

// noHeader says why nothing of the tab can be read: it shows nothing but an
// error, or no row of headers.
func (l *Layout) noHeader() *Problem {
	p := &Problem{Code: HeaderNotFound, Level: Fix, Tab: l.Schema.Kind, At: -1, Args: l.Schema.required()}
	for i := range l.grid.Rows {
		for at, c := range l.grid.Rows[i].Cells {
			if text, broken := errorText(c); broken {
				p.Code, p.Value, p.Row, p.At, p.Args = TabCollapsed, text, l.grid.Rows[i].Number, at, nil
				return p
			}
		}
	}
	return p
}

// take lays the columns out by the header h, with what is wrong in it.
func (l *Layout) take(h header) {
	l.Header, l.Width, l.others = h.row.Number, len(h.row.Cells), h.others
	if len(h.note) > 0 {
		l.NoteAt = h.note[len(h.note)-1]
	}
	if len(h.id) > 0 {
		l.IDAt = h.id[len(h.id)-1]
	}
	var missing []string
	for i := range l.Schema.Columns {
		col, places := &l.Schema.Columns[i], h.places[i]
		switch {
		case len(places) == 1:
			l.Columns[i] = places[0]
		case h.splitName(l.Schema, i):
			l.Columns[i], l.lastName, l.split = h.given[0], h.last[0], i
		case len(places) > 1:
			p := Problem{Code: ColumnDoubled, Level: Fix, Tab: l.Schema.Kind, Row: l.Header, At: places[1], Column: col.Name}
			for _, at := range places {
				p.Args = append(p.Args, cleanLine(h.row.Cells[at].Text)+" ("+ColumnName(at)+itoa(l.Header)+")")
			}
			if !col.Required {
				l.Problems = append(l.Problems, p)
			} else if p.Code = HeaderDoubled; l.Paused == nil {
				l.Paused = &p
			}
		case col.Required:
			missing = append(missing, col.Name)
		}
	}
	if len(missing) == 0 || l.Paused != nil {
		return
	}
	p := &Problem{Code: HeaderMissing, Level: Fix, Tab: l.Schema.Kind, Row: l.Header, Column: missing[0], Args: missing}
	if p.Fix = l.Lookalike(l.Schema.Column(missing[0])); p.Fix != "" {
		for _, o := range l.others {
			if o.title == p.Fix {
				p.At = o.at
			}
		}
	}
	l.Paused = p
}
