package sheet

// cell reads one cell as its column's type.
func (in *reader) cell(i int, col *Column, at int, c Cell) Value {
	switch {
	case c.Kind == StaleCell:
		return in.bad(FormulaStale, col, at, c, "")
	case blankCell(c):
		return Value{}
	}
	switch col.Type {
	case Date:
		return in.date(col, at, c)
	case Duration:
		return in.duration(col, at, c)
	case Clock:
		return in.clock(col, at, c)
	case Whole:
		return in.whole(col, at, c)
	case Number, Money:
		return in.amount(col, at, c)
	case YesNo, Checkbox, Choice:
		if m := &in.lastMemo[i]; c.Kind == TextCell && m.text == c.Text && c.Text != "" {
			return m.value
		}
		said := len(in.problems)
		v := in.oneOf(col, at, c)
		if c.Kind == TextCell && len(in.problems) == said {
			in.lastMemo[i] = memo{c.Text, v}
		}
		return v
	case List:
		return in.list(col, at, c)
	case Email:
		return in.email(col, at, c)
	case Zone:
		return in.zone(col, at, c)
	default:
		return in.text(col, at, c)
	}
}

func (in *reader) oneOf(col *Column, at int, c Cell) Value {
	if col.Type == Choice {
		return in.choice(col, at, c)
	}
	return in.yesNo(col, at, c)
}
