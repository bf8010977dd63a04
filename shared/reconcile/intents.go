package reconcile

import (
	"strconv"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// mostIntents is how many intents one commit settles: they are taken away in the
// transaction that closes it.
const mostIntents = 90

// planIntents brings what pages, mails and ticks asked for into the sheet. An
// intent stays until the sheet shows what it wanted, or something else than the
// person saw and the note that tells of it; then it is done.
func (d *draft) planIntents() {
	for _, i := range d.memory.intents {
		if len(d.done) == mostIntents {
			d.again = true
			return
		}
		t := d.tabOf(partnership.Kind(i.Tab))
		switch {
		case t == nil || t.layout.Schema.Column(i.Column) < 0 && i.Record != "":
			d.done = append(d.done, i) // of a newer version, or of nothing
		case t.plan == nil || t.plan.Paused != nil:
			d.stuck++ // waits until the tab is believed again
		case i.Record == "":
			d.planAdded(t, i)
		default:
			d.planChange(t, i)
		}
	}
}

func (d *draft) tabOf(kind partnership.Kind) *tab {
	for _, t := range d.tabs {
		if t.layout.Schema.Kind == kind {
			return t
		}
	}
	return nil
}

// planAdded adds the row of a new record, unless it is there already.
func (d *draft) planAdded(t *tab, i store.Intent) {
	id := partnership.ID(i.ID)
	for _, has := range t.plan.Rows {
		if has == id {
			d.done = append(d.done, i)
			return
		}
	}
	for k := range t.stored {
		if t.stored[k].ID == id { // it was there, and a person took it away
			d.done = append(d.done, i)
			return
		}
	}
	d.readBack()
	idAt := t.layout.IDAt
	if idAt < 0 {
		return // the column comes with this sync, the row with the next
	}
	added := sheet.AddedRow{Tab: t.layout.Title, Cells: map[int]sheet.Cell{
		idAt: {Kind: sheet.TextCell, Text: i.ID},
	}}
	for c := range t.layout.Schema.Columns {
		col, at := &t.layout.Schema.Columns[c], t.layout.Columns[c]
		if at < 0 {
			continue
		}
		if text, given := i.Fields[col.Name]; given {
			added.Cells[at] = cellOf(col, text)
		} else if col.Type == sheet.Checkbox {
			added.Cells[at] = sheet.Cell{Kind: sheet.BoolCell}
		}
	}
	d.edits.Added = append(d.edits.Added, added)
}

// readBack has the sheet read again after the write-back, to see that an intent
// is in it. While the workbook is open elsewhere the intent waits instead.
func (d *draft) readBack() {
	if writingWaits(d.head, d.snapshot) != "" {
		d.stuck++
		return
	}
	d.again = true
}

// planChange sets one cell, if it still holds what was seen.
func (d *draft) planChange(t *tab, i store.Intent) {
	c := t.layout.Schema.Column(i.Column)
	col, at := &t.layout.Schema.Columns[c], t.layout.Columns[c]
	for k, id := range t.plan.Rows {
		if string(id) != i.Record {
			continue
		}
		r := &t.reading.Rows[k]
		now := sheet.TypedValue(col, r.Values[c])
		if r.Values[c].State == sheet.Bad {
			now = r.Values[c].Text
		}
		switch {
		case now == i.Want:
			d.done = append(d.done, i)
		case now == i.Seen && at >= 0:
			d.edits.Cells = append(d.edits.Cells, sheet.CellEdit{
				Tab: t.layout.Title, Row: r.Number, Column: at, Value: cellOf(col, i.Want), Expect: r.Expect,
			})
			d.readBack()
		default:
			refused := sheet.Problem{
				Code: sheet.ChangeRefused, Level: sheet.Note, Tab: t.layout.Schema.Kind, Row: r.Number, At: at,
				Record: id, Column: col.Name, Value: now, Fix: i.Want,
			}
			t.plan.Problems = append(t.plan.Problems, refused)
			if strings.Contains(r.Note, refused.Text().Note) {
				d.done = append(d.done, i)
			} else {
				d.readBack() // or a crash before the write-back, and nobody is told
			}
		}
		return
	}
	for k := range t.stored {
		if string(t.stored[k].ID) == i.Record && t.stored[k].Live() {
			d.stuck++ // its row is missing; it may come back
			return
		}
	}
	d.done = append(d.done, i)
}

// serialZero is the day whose serial number is 0.
var serialZero = schoolyear.MakeDay(1899, 12, 30)

// cellOf returns the cell that holds what staff would type as text.
func cellOf(col *sheet.Column, text string) sheet.Cell {
	switch col.Type {
	case sheet.Checkbox:
		return sheet.Cell{Kind: sheet.BoolCell, Bool: text == "Yes"}
	case sheet.Date:
		if day, err := schoolyear.ParseDay(text); err == nil {
			return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DateFormat, Number: float64(day - serialZero)}
		}
	case sheet.Duration, sheet.Whole, sheet.Number, sheet.Money:
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return sheet.Cell{Kind: sheet.NumberCell, Number: n}
		}
	}
	if text == "" {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.TextCell, Text: text}
}
