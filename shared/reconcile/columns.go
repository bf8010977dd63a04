package reconcile

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// A margin is what stands in the columns after a tab's last header: somebody's
// remarks, or our own IDs whose header was cleared.
type margin struct {
	width int          // the first column after the last header
	shows map[int]bool // columns that show anything; true where that is IDs of the tab alone
}

// margin looks at the columns of a tab that have no header.
func (d *draft) margin(t *tab) margin {
	known := make(map[string]bool, len(t.stored))
	for i := range t.stored {
		known[string(t.stored[i].ID)] = true
	}
	m := margin{width: t.layout.Width, shows: map[int]bool{}}
	for _, row := range d.grid(t.layout.Title).Rows {
		if row.Number <= t.layout.Header {
			continue
		}
		for at := m.width; at < len(row.Cells); at++ {
			if row.Cells[at].Kind == sheet.BlankCell {
				continue
			}
			ours, seen := m.shows[at]
			m.shows[at] = (ours || !seen) && known[sheet.Show(row.Cells[at])]
		}
	}
	return m
}

// ids returns the column that holds IDs and lost its header, -1 where there is
// none.
func (m margin) ids() int {
	found := -1
	for at, ours := range m.shows {
		if ours && at > found {
			found = at
		}
	}
	return found
}

// blank returns the first column in which nothing stands, with a second one
// after it where room for two is asked for.
func (m margin) blank(second bool) int {
	for at := m.width; ; at++ {
		_, shows := m.shows[at]
		if _, next := m.shows[at+1]; shows || second && next {
			continue
		}
		if second {
			return at + 1 // the note goes before
		}
		return at
	}
}

// unused reports whether a column has no header, and nothing in it where that
// matters.
func (d *draft) unused(t *tab, at int, whatever bool) bool {
	for _, row := range d.grid(t.layout.Title).Rows {
		shows := at < len(row.Cells) && row.Cells[at].Kind != sheet.BlankCell
		if shows && (row.Number == t.layout.Header || row.Number > t.layout.Header && !whatever) {
			return false
		}
	}
	return true
}

// clearUnder clears old IDs under a new header from the rows that make no
// record: they would be believed from now on.
func (d *draft) clearUnder(t *tab, at int) {
	with := map[int]bool{}
	for i, id := range t.plan.Rows {
		with[t.reading.Rows[i].Number] = id != partnership.ID("")
	}
	for _, row := range d.grid(t.layout.Title).Rows {
		if row.Number > t.layout.Header && at < len(row.Cells) && row.Cells[at].Kind != sheet.BlankCell && !with[row.Number] {
			d.set(t.layout.Title, row.Number, at, "", d.expect(t.layout.Title, row.Number))
		}
	}
}
