package dashboard

import (
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// fixPage is what could not be read as it was meant, grouped by cause.
type fixPage struct {
	Sentence     string
	Fixes        []cause
	FixPages     pager
	Missing      []goneRow
	MissingPages pager
	Notes        []cause
	NotePages    pager
	Nothing      *empty
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

const (
	// mostCells is how many cells of one cause are named.
	mostCells = 8
	// fixRows, goneRows and noteRows are how many of each list one page shows:
	// a cause with all its cells and what to do about it is long.
	fixRows, goneRows, noteRows = 20, 25, 8
)

func (p *pages) fix(d *desk, r *request) (any, error) {
	if r.viewer != Staff {
		return nil, errNotFound
	}
	page := fixPage{Sentence: words.CellsToFix(len(d.fixes))}
	var shown []sharing
	shown, page.FixPages = pagedBy("from", d.fixes, fixRows, r, "")
	page.Fixes = causes(r.links, shown)
	var notes []sheet.Problem
	for _, one := range d.Problems {
		if one.Level != sheet.Fix {
			notes = append(notes, one)
		}
	}
	shown, page.NotePages = pagedBy("notes", byCause(notes), noteRows, r, "#notes")
	page.Notes = causes(r.links, shown)
	gone, pages := pagedBy("gone", d.Missing, goneRows, r, "#missing")
	page.MissingPages = pages
	for _, g := range gone {
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

// sharing are the problems of one cause.
type sharing struct {
	first []sheet.Problem // mostCells at most
	more  int             // how many there are besides
}

// byCause groups problems by what caused them, in the order of the first of
// each.
func byCause(problems []sheet.Problem) []sharing {
	var all []sharing
	at := map[string]int{}
	for _, one := range problems {
		why := one.Cause()
		i, known := at[why]
		if !known {
			i = len(all)
			at[why] = i
			all = append(all, sharing{})
		}
		if len(all[i].first) == mostCells {
			all[i].more++
			continue
		}
		all[i].first = append(all[i].first, one)
	}
	return all
}

// causes puts problems into words.
func causes(l links, all []sharing) []cause {
	var told []cause
	for _, s := range all {
		text := s.first[0].Text()
		one := cause{What: text.What, Kept: text.Kept, Todo: text.Todo}
		for _, p := range s.first {
			one.Cells = append(one.Cells, l.cellOf(p))
		}
		if s.more > 0 {
			one.More = words.AndMore(s.more)
		}
		told = append(told, one)
	}
	return told
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
