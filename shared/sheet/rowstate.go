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
