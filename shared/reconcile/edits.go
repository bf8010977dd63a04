package reconcile

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// planEdits works out every cell of the spreadsheet that this sync wants to be
// different: headers of our two columns, IDs, notes, what intents and a reset
// setting ask for, and the report.
func (d *draft) planEdits() {
	for _, t := range d.tabs {
		if t.plan == nil || t.plan.Paused != nil || t.layout.Header == 0 {
			continue
		}
		noteAt, idAt := d.headers(t)
		for _, cell := range t.plan.IDs {
			r := &t.reading.Rows[cell.Index]
			d.set(t.layout.Title, r.Number, idAt, string(cell.ID), r.Expect)
		}
		notes := d.notes(t.layout.Schema.Kind, t.plan.Problems)
		for i := range t.reading.Rows {
			r := &t.reading.Rows[i]
			note := notes[r.Number]
			if t.plan.Rows[i] == "" && d.stillTyping(t.layout.Schema.Kind, r.Number) {
				note = ""
			}
			if closed := d.closed[t.plan.Rows[i]]; closed != "" && t.layout.Schema.Kind == partnership.Recognitions {
				note = strings.TrimPrefix(note+"\n"+closed, "\n")
			}
			if note != r.Note {
				d.set(t.layout.Title, r.Number, noteAt, note, r.Expect)
			}
		}
		d.clearBlankRows(t)
	}
	d.editSettings()
	d.editReport()
}

// clearBlankRows clears what we wrote into rows that hold nothing of staff's any
// more: notes at once, and IDs when their record is gone, lest something new
// that is typed there be taken for it.
func (d *draft) clearBlankRows(t *tab) {
	live := map[string]bool{}
	for i := range t.stored {
		if t.stored[i].Live() {
			live[string(t.stored[i].ID)] = true
		}
	}
	for i := range t.plan.Writes {
		if w := &t.plan.Writes[i]; !w.Live() {
			delete(live, string(w.ID))
		}
	}
	next := 0 // row of the reading
	for _, row := range d.grid(t.layout.Title).Rows {
		for next < len(t.reading.Rows) && t.reading.Rows[next].Number < row.Number {
			next++
		}
		if row.Number <= t.layout.Header || next < len(t.reading.Rows) && t.reading.Rows[next].Number == row.Number {
			continue
		}
		shows := func(at int) bool { return at >= 0 && at < len(row.Cells) && row.Cells[at].Kind != sheet.BlankCell }
		if shows(t.layout.NoteAt) {
			d.set(t.layout.Title, row.Number, t.layout.NoteAt, "", d.expect(t.layout.Title, row.Number))
		}
		if at := t.layout.IDAt; shows(at) && !live[sheet.Show(row.Cells[at])] {
			d.set(t.layout.Title, row.Number, at, "", d.expect(t.layout.Title, row.Number))
		}
	}
}

// noteWaiting says that what is to be written waits, where the spreadsheet is
// known to be held: pages and programs should hear of it too.
func (d *draft) noteWaiting() {
	if writingWaits(d.head, d.snapshot) == "" || len(d.edits.Cells)+len(d.edits.Added) == 0 {
		return
	}
	d.problems = append(d.problems, sheet.Problem{Code: sheet.NotesWait, Level: sheet.Note, At: -1})
}

// set adds an edit of one cell; an empty text clears it.
func (d *draft) set(title string, row, column int, text string, expect sheet.Print) {
	value := sheet.Cell{Kind: sheet.TextCell, Text: text}
	if text == "" {
		value = sheet.Cell{}
	}
	d.edits.Cells = append(d.edits.Cells, sheet.CellEdit{Tab: title, Row: row, Column: column, Value: value, Expect: expect})
}

// headers returns where the note and ID columns are, adding the headers that
// the tab does not have.
func (d *draft) headers(t *tab) (noteAt, idAt int) {
	noteAt, idAt = t.layout.NoteAt, t.layout.IDAt
	if noteAt >= 0 && idAt >= 0 {
		return noteAt, idAt
	}
	margin := d.margin(t)
	lost := false // the headers of both were cleared, and the columns stand there
	if idAt < 0 {
		idAt = margin.ids()
		if lost = idAt >= 0; !lost {
			idAt = margin.blank(noteAt < 0)
		}
		d.setHeader(t, idAt, sheet.IDColumn)
		d.clearUnder(t, idAt)
	}
	if noteAt < 0 {
		if noteAt = idAt - 1; noteAt < 0 || !d.unused(t, noteAt, lost) {
			noteAt = margin.blank(false)
		}
		d.setHeader(t, noteAt, sheet.NoteColumn)
	}
	return noteAt, idAt
}

func (d *draft) setHeader(t *tab, at int, header string) {
	d.set(t.layout.Title, t.layout.Header, at, header, d.expect(t.layout.Title, t.layout.Header))
}

// expect returns the fingerprint of a row as it was read.
func (d *draft) expect(title string, row int) sheet.Print {
	g := d.grid(title)
	i, found := slices.BinarySearchFunc(g.Rows, row, func(r sheet.GridRow, n int) int { return r.Number - n })
	if !found {
		return sheet.Fingerprint(nil, nil)
	}
	return sheet.Fingerprint(g.Rows[i].Cells, nil)
}

// notes composes the note cell of each row that has something said of it, what
// is to be put right first.
func (d *draft) notes(kind partnership.Kind, problems []sheet.Problem) map[int]string {
	byRow := map[int][]sheet.Problem{}
	for _, p := range problems {
		if p.Tab == kind && p.Row > 0 {
			byRow[p.Row] = append(byRow[p.Row], p)
		}
	}
	notes := make(map[int]string, len(byRow))
	for row, list := range byRow {
		slices.SortStableFunc(list, func(a, b sheet.Problem) int { return strings.Compare(string(a.Level), string(b.Level)) })
		var lines []string
		for _, p := range list {
			if note := p.Text().Note; note != "" && !slices.Contains(lines, note) {
				lines = append(lines, note)
			}
		}
		notes[row] = strings.Join(lines, "\n")
	}
	return notes
}

// editSettings writes the notes of the settings, and takes Allow large removal
// back to No once it was obeyed.
func (d *draft) editSettings() {
	s := d.settings.reading
	if s.Paused != nil || s.Header == 0 {
		return
	}
	noteAt := s.NoteAt
	notes := d.notes(sheet.SettingsTab, d.settings.problems)
	if noteAt < 0 && len(notes) > 0 {
		noteAt = s.Width
		d.set(s.Title, s.Header, noteAt, sheet.NoteColumn, d.expect(s.Title, s.Header))
	}
	said := map[int]bool{}
	for _, line := range s.Lines {
		if line.Row == 0 || noteAt < 0 {
			continue
		}
		said[line.Row] = true
		if notes[line.Row] != line.Note {
			d.set(s.Title, line.Row, noteAt, notes[line.Row], line.Expect)
		}
	}
	for row, note := range notes {
		if !said[row] && row != s.Header {
			d.set(s.Title, row, noteAt, note, d.expect(s.Title, row))
		}
	}
	if i := sheet.Settings().Column(largeRemoval); d.settings.reset() && s.Lines[i].Row > 0 {
		d.set(s.Title, s.Lines[i].Row, s.ValueAt, "No", s.Lines[i].Expect)
		d.reset = true
	}
}

// apply returns the grids as they will be once the edits are written, sharing
// every row that stays as it is.
func apply(grids []sheet.Grid, edits sheet.Edits) []sheet.Grid {
	after := slices.Clone(grids)
	at := map[string]*sheet.Grid{}
	owned := map[string]bool{}
	for i := range after {
		at[after[i].Title] = &after[i]
	}
	own := func(title string) *sheet.Grid {
		g := at[title]
		if g != nil && !owned[title] {
			g.Rows = slices.Clone(g.Rows)
			owned[title] = true
		}
		return g
	}
	ownRow := map[*sheet.GridRow]bool{}
	for _, e := range edits.Cells {
		g := own(e.Tab)
		if g == nil {
			continue
		}
		i, found := slices.BinarySearchFunc(g.Rows, e.Row, func(r sheet.GridRow, n int) int { return r.Number - n })
		if !found {
			continue
		}
		row := &g.Rows[i]
		if !ownRow[row] {
			row.Cells = slices.Clone(row.Cells)
			ownRow[row] = true
		}
		for len(row.Cells) <= e.Column {
			row.Cells = append(row.Cells, sheet.Cell{})
		}
		row.Cells[e.Column] = e.Value
	}
	for _, a := range edits.Added {
		g := own(a.Tab)
		if g == nil {
			continue
		}
		g.LastRow++
		row := sheet.GridRow{Number: g.LastRow}
		for column, cell := range a.Cells {
			for len(row.Cells) <= column {
				row.Cells = append(row.Cells, sheet.Cell{})
			}
			row.Cells[column] = cell
		}
		g.Rows = append(g.Rows, row)
	}
	return after
}
