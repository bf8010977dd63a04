package sheet

// withheld reports whether a formula error stands in the row, and says where.
func (in *reader) withheld() bool {
	for i, at := range in.l.Columns {
		if at < 0 || at >= len(in.cells) {
			continue
		}
		if kind := in.cells[at].Kind; kind != ErrorCell && kind != TextCell {
			continue
		}
		if text, broken := errorText(in.cells[at]); broken {
			in.problems = append(in.problems, Problem{
				Code: FormulaError, Level: Fix, Tab: in.t.Kind, Row: in.number, At: at,
				Column: in.t.Columns[i].Name, Value: text, Waits: true,
			})
			return true
		}
	}
	return false
}

// summary reports whether the row adds up others: its first text says so and
// all else in it is numbers, or it holds nothing but results of formulas that
// are numbers.
func (in *reader) summary() bool {
	numbers, formulas, label := 0, 0, false
	for at, c := range in.cells {
		if at == in.l.NoteAt || at == in.l.IDAt || blankCell(c) || c.Kind == BoolCell && !c.Bool {
			continue
		}
		switch {
		case c.Kind == NumberCell:
			numbers++
			if c.Formula {
				formulas++
			}
		case c.Kind == TextCell && numbers == 0 && !label && totalWord(c.Text):
			label = true
		default:
			return false
		}
	}
	return label || formulas > 0 && formulas == numbers
}

// totalWord reports whether a text heads a row of totals.
func totalWord(s string) bool {
	if len(s) < 3 || len(s) > 24 {
		return false
	}
	switch s[0] | 0x20 {
	case 't', 's', 'g', ' ', 'h':
	default:
		return false
	}
	switch headerKey(s) {
	case "total", "totals", "sum", "grandtotal", "subtotal", "subtotals", "totalhours", "hourstotal", "sumofhours", "totalstudents", "totalvalue", "totaldonations", "totalgifts", "totalssofar", "totalsofar":
		return true
	}
	return false
}

// collapsed returns why the tab is on pause when all that is left of it is one
// formula error, as when an import broke.
func (in *reader) collapsed(rows []Row) *Problem {
	if len(rows) != 1 || rows[0].State != Withheld || !in.alone(in.cells) {
		return nil
	}
	p := rows[0].Problems[0]
	p.Code, p.Waits = TabCollapsed, false
	return &p
}

// alone reports whether one cell is all that staff put into the row.
func (in *reader) alone(cells []Cell) bool {
	n := 0
	for i, at := range in.l.Columns {
		if at >= 0 && at < len(cells) && fills(&in.t.Columns[i], cells[at]) {
			n++
		}
	}
	return n == 1
}
