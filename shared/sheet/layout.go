package sheet

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
)

// headerRows is how far down a header is looked for.
const headerRows = 20

// A Layout is what the header of one staff tab says, before any row is read:
// the fields of a Reading but for its Rows and Sum. It is cheap; [Layout.Sums]
// tells whether reading the rows is worth while, [Layout.Read] reads them.
type Layout struct {
	Reading
	Others []Other // headers that mean nothing to us, in their order

	grid     *Grid // nil while the tab is missing
	first    int   // index of the first row below the header
	lastName int   // place of "Last name" where it completes the column at split; -1
	split    int   // the column that "First name" stands for; -1
	merged   map[int][]mergedCell
}

// An Other is a header that no column of the schema answers to.
type Other struct {
	Title string
	At    int
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
	for _, o := range l.Others {
		titles = append(titles, o.Title)
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
	l.grid, l.Title, l.LastRow, l.first = g, g.Title, g.LastRow, len(g.Rows)
	best, most := header{}, 1
	for i := range g.Rows {
		if g.Rows[i].Number > headerRows {
			break
		}
		h := readHeader(t, &g.Rows[i])
		if h.complete(t) {
			best, most = h, h.known()
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
	p := &Problem{Code: HeaderNotFound, Level: Fix, Tab: l.Schema.Kind, At: -1, Args: l.Schema.Required()}
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

// A header is one row read as headers.
type header struct {
	row         *GridRow
	places      [][]int // for each column of the schema, where it is named
	note, id    []int
	given, last []int // "First name", "Last name"
	others      []Other
}

func readHeader(t *TabSchema, row *GridRow) header {
	h := header{row: row, places: make([][]int, len(t.Columns))}
	for at, c := range row.Cells {
		if c.Kind != TextCell {
			continue
		}
		key := headerKey(c.Text)
		if i, known := t.headers[key]; known {
			h.places[i] = append(h.places[i], at)
			continue
		}
		switch key {
		case "":
		case "shelfmatesnote", "shelfmatesnotes":
			h.note = append(h.note, at)
		case "id", "shelfmatesid":
			h.id = append(h.id, at)
		case "firstname", "first", "givenname", "forename":
			h.given = append(h.given, at)
		case "lastname", "last", "surname", "familyname":
			h.last = append(h.last, at)
		case "timestamp": // of a Google Form: ignored
		default:
			h.others = append(h.others, Other{cleanLine(c.Text), at})
		}
	}
	return h
}

// splitName reports whether the name of column i stands in two columns.
func (h *header) splitName(t *TabSchema, i int) bool {
	return t.Columns[i].Split && len(h.places[i]) == 0 && len(h.given) == 1 && len(h.last) == 1
}

func (h *header) complete(t *TabSchema) bool {
	for i := range t.Columns {
		if t.Columns[i].Required && len(h.places[i]) == 0 && !h.splitName(t, i) {
			return false
		}
	}
	return true
}

func (h *header) known() int {
	n := min(1, len(h.note)) + min(1, len(h.id)) + min(1, len(h.given)) + min(1, len(h.last))
	for _, p := range h.places {
		n += min(1, len(p))
	}
	return n
}

// take lays the columns out by the header h, with what is wrong in it.
func (l *Layout) take(h header) {
	l.Header, l.Width, l.Others = h.row.Number, len(h.row.Cells), h.others
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
		for _, o := range l.Others {
			if o.Title == p.Fix {
				p.At = o.At
			}
		}
	}
	l.Paused = p
}

// A Survey is a whole spreadsheet laid out: which tab is which, and where the
// columns stand.
type Survey struct {
	Tabs     []Layout // one a staff tab, in the order of Tabs(); those missing are on pause
	Settings SettingsReading
	Report   *Grid   // the report tab; nil where there is none
	Unread   []*Grid // every other tab, in the order of the spreadsheet

	grids []Grid
}

// LayOut finds out which tab is which. Known says what tabs were before, by
// their Key where the adapter gives one: a tab that was renamed is still the
// same. It may be nil. The grids must not change while the survey is used.
func LayOut(grids []Grid, known map[string]partnership.Kind) *Survey {
	s := &Survey{grids: grids}
	claims := map[*TabSchema][]*Grid{}
	for i := range grids {
		g := &grids[i]
		key := headerKey(g.Title)
		t := catalogue.byTitle[key]
		if kind, ok := known[g.Key]; ok && g.Key != "" && catalogue.byKind[kind] != nil {
			t = catalogue.byKind[kind]
		}
		switch {
		case t != nil:
			claims[t] = append(claims[t], g)
		case key == headerKey(ReportTitle) && s.Report == nil:
			s.Report = g
		default:
			s.Unread = append(s.Unread, g)
		}
	}
	choose := func(t *TabSchema) (*Grid, *Problem) {
		g, rest, doubled := chooseTab(t, claims[t], known)
		s.Unread = append(s.Unread, rest...)
		return g, doubled
	}
	for _, t := range catalogue.staff {
		g, doubled := choose(t)
		switch {
		case doubled != nil:
			l := blankLayout(t)
			l.Paused = doubled
			s.Tabs = append(s.Tabs, l)
		case g == nil:
			s.Tabs = append(s.Tabs, missingTab(t))
		default:
			s.Tabs = append(s.Tabs, layOut(t, g))
		}
	}
	g, doubled := choose(catalogue.settings)
	s.Settings = readSettings(catalogue.settings, g)
	if doubled != nil {
		s.Settings.Paused = doubled
	}
	s.sortUnread()
	return s
}

func (s *Survey) sortUnread() {
	place := func(g *Grid) int {
		return slices.IndexFunc(s.grids, func(other Grid) bool { return other.Title == g.Title })
	}
	slices.SortStableFunc(s.Unread, func(a, b *Grid) int { return place(a) - place(b) })
}

// chooseTab returns the one grid that is the tab, and those that look like it:
// the one known by its Key, else the one with the very name, else the only one.
func chooseTab(t *TabSchema, claims []*Grid, known map[string]partnership.Kind) (g *Grid, rest []*Grid, doubled *Problem) {
	if len(claims) == 0 {
		return nil, nil, nil
	}
	best := claims
	for _, better := range []func(*Grid) bool{
		func(g *Grid) bool { return g.Key != "" && known[g.Key] == t.Kind },
		func(g *Grid) bool { return headerKey(g.Title) == headerKey(string(t.Kind)) },
		func(g *Grid) bool { return strings.TrimSpace(g.Title) == string(t.Kind) },
	} {
		var some []*Grid
		for _, g := range best {
			if better(g) {
				some = append(some, g)
			}
		}
		if len(some) > 0 {
			best = some
		}
	}
	if len(best) > 1 {
		p := &Problem{Code: TabDoubled, Level: Fix, Tab: t.Kind, At: -1}
		for _, g := range best {
			p.Args = append(p.Args, g.Title)
		}
		return nil, nil, p
	}
	for _, g := range claims {
		if g != best[0] {
			rest = append(rest, g)
		}
	}
	return best[0], rest, nil
}

// Tab returns the layout of a staff tab.
func (s *Survey) Tab(kind partnership.Kind) *Layout {
	for i := range s.Tabs {
		if s.Tabs[i].Schema.Kind == kind {
			return &s.Tabs[i]
		}
	}
	return nil
}

// Adopt takes the unread tab g for the staff tab of that kind, which is
// missing: the IDs in it say so, though its name does not.
func (s *Survey) Adopt(kind partnership.Kind, g *Grid) {
	*s.Tab(kind) = layOut(SchemaOf(kind), g)
	s.Unread = slices.DeleteFunc(s.Unread, func(other *Grid) bool { return other == g })
}

// IDs returns what stands in the ID column of a tab of any name, nil where it
// has none. Only a column with the note's beside it, in one header, counts.
func IDs(g *Grid) []string {
	none := &TabSchema{}
	for i := range g.Rows {
		if g.Rows[i].Number > headerRows {
			return nil
		}
		h := readHeader(none, &g.Rows[i])
		if len(h.id) == 0 || len(h.note) == 0 {
			continue
		}
		at := h.id[len(h.id)-1]
		var ids []string
		for _, row := range g.Rows[i+1:] {
			if text := cellText(row.Cells, at); text != "" {
				ids = append(ids, text)
			}
		}
		return ids
	}
	return nil
}
