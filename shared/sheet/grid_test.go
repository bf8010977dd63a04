package sheet

import (
	"testing"

	"shelfmates/shared/partnership"
)

// Cells as tests write them.

func text(s string) Cell     { return Cell{Kind: TextCell, Text: s} }
func num(n float64) Cell     { return Cell{Kind: NumberCell, Number: n} }
func date(n float64) Cell    { return Cell{Kind: NumberCell, Number: n, Format: DateFormat} }
func clockAt(n float64) Cell { return Cell{Kind: NumberCell, Number: n, Format: TimeFormat} }
func lasting(n float64) Cell { return Cell{Kind: NumberCell, Number: n, Format: DurationFormat} }
func box(ticked bool) Cell   { return Cell{Kind: BoolCell, Bool: ticked} }
func broken(s string) Cell   { return Cell{Kind: ErrorCell, Text: s, Formula: true} }
func result(c Cell) Cell     { c.Formula = true; return c }

// sept5 is the serial number of 5 September 2026.
const sept5 = 46270

// grid makes a tab: each row is a list of cells, given as Cell, string, int,
// float64 or bool; nil is blank, and a row of nothing is left out.
func grid(title string, rows ...[]any) Grid {
	g := Grid{Title: title}
	for i, row := range rows {
		r := GridRow{Number: i + 1}
		filled := false
		for _, v := range row {
			c := Cell{}
			switch v := v.(type) {
			case Cell:
				c = v
			case string:
				c = text(v)
			case int:
				c = num(float64(v))
			case float64:
				c = num(v)
			case bool:
				c = box(v)
			}
			filled = filled || c.Kind != BlankCell
			r.Cells = append(r.Cells, c)
		}
		if filled {
			g.Rows = append(g.Rows, r)
			g.LastRow = r.Number
		}
	}
	return g
}

func row(cells ...any) []any { return cells }

// read reads one tab.
func read(t *testing.T, kind partnership.Kind, g Grid) Reading {
	t.Helper()
	l := LayOut([]Grid{g}, nil).Tab(kind)
	return l.Read()
}

// values returns what the rows hold in a column, for people.
func values(r Reading, column string) []string {
	i := r.Schema.Column(column)
	var all []string
	for _, row := range r.Rows {
		switch v := row.Values[i]; v.State {
		case Good:
			all = append(all, TypedValue(&r.Schema.Columns[i], v))
		case Bad:
			all = append(all, "unread: "+v.Text)
		case Absent:
			all = append(all, "absent")
		default:
			all = append(all, "")
		}
	}
	return all
}

// codes returns the codes of a row's problems.
func codes(problems []Problem) []Code {
	var all []Code
	for _, p := range problems {
		all = append(all, p.Code)
	}
	return all
}

// one reads one cell of a column.
func one(kind partnership.Kind, column string, c Cell) (Value, []Problem) {
	t := SchemaOf(kind)
	in := reader{t: t}
	i := t.Column(column)
	return in.cell(i, &t.Columns[i], 0, c), in.problems
}

// typed reads one cell and writes it back as it might be typed, with the code
// and fix of its problem.
func typed(kind partnership.Kind, column string, c Cell) (value string, code Code, fix string) {
	v, problems := one(kind, column, c)
	col := &SchemaOf(kind).Columns[SchemaOf(kind).Column(column)]
	if len(problems) > 0 {
		code, fix = problems[0].Code, problems[0].Fix
	}
	if v.State == Bad {
		return "unread", code, fix
	}
	return TypedValue(col, v), code, fix
}
