package sheet

import (
	"strings"

	"shelfmates/shared/partnership"
)

// Read reads all rows below the header, each cell as its column's type. A tab
// on pause gives none. The layout does not change.
func (l *Layout) Read() Reading {
	r := l.Reading
	r.Problems = append([]Problem(nil), l.Problems...)
	if l.Paused != nil {
		return r
	}
	below := l.grid.Rows[l.first:]
	in := reader{l: l, t: l.Schema, values: make([]Value, 0, len(below)*len(l.Columns))}
	r.Rows = make([]Row, 0, len(below))
	for i := range below {
		print := l.rowPrint(&below[i], &in.scratch)
		if print.IsZero() {
			continue
		}
		r.Sum = r.Sum.Plus(print)
		if !in.holds(below[i].Cells) {
			continue
		}
		row := in.row(&below[i])
		row.Print = print
		row.Expect = Fingerprint(below[i].Cells, &in.scratch)
		r.Rows = append(r.Rows, row)
	}
	if lone := in.collapsed(r.Rows); lone != nil {
		r.Paused, r.Rows = lone, nil
	}
	return r
}

// A reader reads the rows of one tab.
type reader struct {
	l       *Layout
	t       *TabSchema
	values  []Value // of all rows, one after another
	scratch []byte

	// Of the row at hand:
	number   int
	cells    []Cell
	problems []Problem
	lastMemo [64]memo
}

// A memo is the text last read in a column and what it came to: in a column of
// few choices, the next is mostly the same.
type memo struct {
	text  string
	value Value
}

// holds reports whether the row holds anything that staff put there: more than
// unticked boxes, results of formulas that are "" or 0, and what a blank means
// anyway.
func (in *reader) holds(cells []Cell) bool {
	for i, at := range in.l.Columns {
		if at >= 0 && at < len(cells) && fills(&in.t.Columns[i], cells[at]) {
			return true
		}
	}
	return !blankCell(cellAt(cells, in.l.lastName))
}

func fills(col *Column, c Cell) bool {
	if col.System || blankCell(c) {
		return false
	}
	switch c.Kind {
	case BoolCell:
		return c.Bool
	case NumberCell:
		return !c.Formula || c.Number != 0
	case TextCell:
		usual := col.Usual != "" && (col.Type == Choice || col.Type == YesNo) &&
			(c.Text == col.Usual || partnership.Fold(c.Text) == partnership.Fold(col.Usual))
		return !usual
	}
	return true
}

// row reads one row that holds something.
func (in *reader) row(g *GridRow) Row {
	in.number, in.cells, in.problems = g.Number, g.Cells, nil
	row := Row{Number: g.Number}
	if in.l.IDAt >= 0 {
		row.ID = cellText(g.Cells, in.l.IDAt)
	}
	if at := in.l.NoteAt; at >= 0 && at < len(g.Cells) {
		row.Note = g.Cells[at].Text
	}
	start := len(in.values)
	in.values = in.values[:start+len(in.l.Columns)] // within what Read made room for
	row.Values = in.values[start:len(in.values):len(in.values)]
	switch {
	case in.withheld():
		row.State = Withheld
		in.bare(row.Values)
	case in.summary():
		row.State = Summary
		in.problems = append(in.problems, Problem{Code: SummaryRow, Level: Note, Tab: in.t.Kind, Row: g.Number, At: -1})
		in.bare(row.Values)
	default:
		row.State = in.fill(row.Values)
	}
	row.Problems = in.problems
	return row
}

// bare leaves the values of a row of which nothing is taken.
func (in *reader) bare(values []Value) {
	for i, at := range in.l.Columns {
		values[i] = Value{}
		if at < 0 {
			values[i].State = Absent
		}
	}
}

// fill reads every cell of the row into values and says what the row is good
// for.
func (in *reader) fill(values []Value) RowState {
	state, size := Sound, 0
	merged := in.l.merged[in.number]
	for i, at := range in.l.Columns {
		col := &in.t.Columns[i]
		if at < 0 {
			values[i] = Value{State: Absent}
			continue
		}
		var c Cell
		if at < len(in.cells) {
			c = in.cells[at]
		}
		if i == in.l.split {
			c = in.wholeName(c)
		}
		over := Cell{}
		for _, m := range merged {
			if m.column == i && blankCell(c) {
				over = m.cell
			}
		}
		switch {
		case over.Kind == BlankCell:
			values[i] = in.cell(i, col, at, c)
		case col.FillDown:
			values[i] = in.cell(i, col, at, over)
		default:
			in.say(Merged, Fix, col, at, over, "")
			values[i] = Value{State: Bad, Text: Show(over)}
		}
		size += len(values[i].Text)
		if !col.Required {
			continue
		}
		switch values[i].State {
		case Blank:
			in.say(RequiredBlank, Fix, col, at, c, "")
			fallthrough
		case Bad:
			state = Incomplete
			in.problems[len(in.problems)-1].Waits = true
		}
	}
	if size > maxRecord {
		in.shorten(values, size)
	}
	if in.t.Kind == partnership.Team && state == Sound {
		in.needsEmail(values)
	}
	return state
}

// wholeName joins "First name" and "Last name".
func (in *reader) wholeName(first Cell) Cell {
	last := cellAt(in.cells, in.l.lastName)
	if first.Kind > TextCell || last.Kind > TextCell { // numbers, errors: as they are
		return first
	}
	return Cell{Kind: TextCell, Text: strings.TrimSpace(cleanLine(first.Text) + " " + cleanLine(last.Text))}
}

// shorten cuts the longest texts until the record can be stored.
func (in *reader) shorten(values []Value, size int) {
	for size > maxRecord {
		long := 0
		for i := range values {
			if len(values[i].Text) > len(values[long].Text) {
				long = i
			}
		}
		text, _ := cut(values[long].Text, len([]rune(values[long].Text))/2)
		size -= len(values[long].Text) - len(text)
		values[long].Text = text
	}
	in.problems = append(in.problems, Problem{
		Code: RowTooLong, Level: Note, Tab: in.t.Kind, Row: in.number, At: -1, Args: []string{itoa(maxRecord / 1000)},
	})
}

// needsEmail says that a colleague who may sign in, or gets a mail, has no
// address for it.
func (in *reader) needsEmail(values []Value) {
	email := in.t.Column("Email")
	if values[email].State != Blank {
		return
	}
	access, digest, report := values[in.t.Column("Access")], values[in.t.Column("Weekly digest")], values[in.t.Column("Monthly report")]
	if access.State == Good && access.Text != string(partnership.AccessNone) || digest.Num == 1 || report.Num == 1 {
		in.say(EmailNeeded, Fix, &in.t.Columns[email], in.l.Columns[email], Cell{}, "")
	}
}

// say notes a problem of the cell at hand.
func (in *reader) say(code Code, level Level, col *Column, at int, c Cell, fix string, args ...string) {
	in.problems = append(in.problems, Problem{
		Code: code, Level: level, Tab: in.t.Kind, Row: in.number, At: at,
		Column: col.Name, Value: Show(c), Fix: fix, Args: args,
	})
}

// bad notes a problem of a cell that could not be read and returns its value.
func (in *reader) bad(code Code, col *Column, at int, c Cell, fix string, args ...string) Value {
	in.say(code, Fix, col, at, c, fix, args...)
	return Value{State: Bad, Text: Show(c)}
}
