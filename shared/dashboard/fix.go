package dashboard

import (
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// fixPage is what could not be read as it was meant, grouped by cause.
type fixPage struct {
	Sentence string
	Fixes    []cause
	Missing  []goneRow
	Notes    []cause
	Nothing  *empty
}

// cause is one cause with all its cells.
type cause struct {
	Cells []link
	More  string // "and 12 more"
	What  string
	Kept  string
	Todo  string
}

// goneRow is a record whose row left the sheet.
type goneRow struct {
	Name, Tab, Since string
}

// mostCells is how many cells of one cause are named.
const mostCells = 8

func (p *pages) fix(d *desk, r *request) (any, error) {
	if r.viewer != Staff {
		return nil, errNotFound
	}
	page := fixPage{Sentence: words.CellsToFix(len(d.fixes)), Fixes: d.causes(r.links, d.fixes)}
	var notes []sheet.Problem
	for _, one := range d.Problems {
		if one.Level != sheet.Fix {
			notes = append(notes, one)
		}
	}
	page.Notes = d.causes(r.links, notes)
	for _, g := range d.Missing {
		since := words.Capital(d.writtenAt(g.Since))
		switch {
		case g.Held:
			since = words.WaitsForYou(since)
		case d.Tab(g.Kind).Paused == "":
			since = words.WillBeRemoved(since, d.removal(g.Since))
		}
		page.Missing = append(page.Missing, goneRow{Name: g.Name, Tab: string(g.Kind), Since: since})
	}
	if len(d.fixes) == 0 {
		page.Sentence = ""
		page.Nothing = &empty{Say: words.NoCells(), How: words.HowCellsAppear()}
	}
	return page, nil
}

// causes groups problems by what caused them, in the order of the first of
// each.
func (d *desk) causes(l links, problems []sheet.Problem) []cause {
	var all []cause
	at := map[string]int{}
	more := map[int]int{}
	for _, one := range problems {
		i, known := at[one.Cause()]
		if !known {
			i = len(all)
			at[one.Cause()] = i
			text := one.Text()
			all = append(all, cause{What: text.What, Kept: text.Kept, Todo: text.Todo})
		}
		if len(all[i].Cells) == mostCells {
			more[i]++
			all[i].More = words.AndMore(more[i])
			continue
		}
		all[i].Cells = append(all[i].Cells, l.cellOf(one))
	}
	return all
}

// cellOf is where a problem stands.
func (l links) cellOf(p sheet.Problem) link {
	at := link{Text: string(p.Tab)}
	if cell := p.Cell(); cell != "" {
		at.Text += " " + cell
	}
	if l.cell != nil && p.Tab != "" {
		at.Href = l.cell(p.Tab, p.Cell())
	}
	if at.Text == "" {
		at.Text = words.WholeSheet()
	}
	return at
}
