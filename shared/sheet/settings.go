package sheet

import "strings"

// A SettingsReading is what the Settings tab says: its one record, each setting
// a column of the schema.
type SettingsReading struct {
	Schema  *TabSchema
	Title   string // "" while the tab is missing
	Header  int    // row of the header; 0 when there is none
	NameAt  int    // 0-based place of Setting, or -1
	ValueAt int    // likewise of Value
	NoteAt  int    // likewise of the note column
	Width   int
	Paused  *Problem // the tab is missing, or its header is; nothing of it is taken
	// Values has one a setting: Absent where the tab has no line for it, Bad
	// where it could not be read, Blank where its default stands.
	Values   []Value
	Lines    []Line // likewise where each stands; Row 0 where it does not
	Problems []Problem
	Sum      Print // of all lines, in whatever order
}

// A Line is one line of the Settings tab.
type Line struct {
	Row    int
	Note   string // the note cell as it stands
	Expect Print  // fingerprint of the whole row, for write-back
}

// UsualValue returns what a blank setting, or a blank cell of a tab, stands for:
// the Value of its Usual, Blank where it has none.
func (col *Column) UsualValue() Value {
	if col.Usual == "" {
		return Value{}
	}
	in := reader{t: &TabSchema{}}
	return in.cell(0, col, 0, Cell{Kind: TextCell, Text: col.Usual})
}

// readSettings reads the Settings tab; g is nil when there is none.
func readSettings(t *TabSchema, g *Grid) SettingsReading {
	s := SettingsReading{
		Schema: t, NameAt: -1, ValueAt: -1, NoteAt: -1,
		Values: make([]Value, len(t.Columns)), Lines: make([]Line, len(t.Columns)),
	}
	for i := range s.Values {
		s.Values[i].State = Absent
	}
	if g == nil {
		s.Paused = &Problem{Code: TabMissing, Level: Fix, Tab: t.Kind, At: -1}
		return s
	}
	s.Title = g.Title
	first := s.findHeader(g)
	if first < 0 {
		s.Paused = &Problem{Code: HeaderNotFound, Level: Fix, Tab: t.Kind, At: -1, Args: []string{SettingHeader, ValueHeader}}
		return s
	}
	in := reader{t: t}
	for i := first; i < len(g.Rows); i++ {
		s.line(&in, &g.Rows[i], g.Unformatted)
	}
	s.Problems = in.problems
	return s
}

// findHeader returns the index of the first row below the header, -1 where
// there is none.
func (s *SettingsReading) findHeader(g *Grid) int {
	for i := range g.Rows {
		if g.Rows[i].Number > headerRows {
			break
		}
		name, value, note := -1, -1, -1
		for at, c := range g.Rows[i].Cells {
			if c.Kind != TextCell {
				continue
			}
			place := &note
			switch headerKey(c.Text) {
			case "setting", "settings":
				place = &name
			case "value", "values":
				place = &value
			case "shelfmatesnote", "shelfmatesnotes":
			default:
				continue
			}
			if *place < 0 {
				*place = at
			}
		}
		if name >= 0 && value >= 0 {
			s.Header, s.Width = g.Rows[i].Number, len(g.Rows[i].Cells)
			s.NameAt, s.ValueAt, s.NoteAt = name, value, note
			return i + 1
		}
	}
	return -1
}

// line reads one line. Lines that name no setting are headings and remarks, as
// long as they have no value.
func (s *SettingsReading) line(in *reader, row *GridRow, unformatted bool) {
	name := cellText(row.Cells, s.NameAt)
	value := cellAt(row.Cells, s.ValueAt)
	if name == "" {
		return
	}
	note := ""
	if s.NoteAt >= 0 {
		note = cellAt(row.Cells, s.NoteAt).Text
	}
	b := append([]byte(headerKey(name)), 0)
	b = append(append(b, note...), 0)
	s.Sum = s.Sum.Plus(PrintOf(value.appendMeaning(b, unformatted)))

	in.number, in.cells = row.Number, row.Cells
	i, known := spellings().headers[s.Schema][headerKey(name)]
	if !known {
		if headerKey(name) != headerKey(FineHeading) && !blankCell(value) {
			in.problems = append(in.problems, Problem{
				Code: SettingUnknown, Level: Note, Tab: s.Schema.Kind, Row: row.Number, At: s.NameAt,
				Value: Show(cellAt(row.Cells, s.NameAt)), Fix: Closest(name, s.names()),
			})
		}
		return
	}
	col := &s.Schema.Columns[i]
	if s.Lines[i].Row != 0 {
		in.say(SettingDoubled, Fix, col, s.ValueAt, value, "", itoa(s.Lines[i].Row))
		return
	}
	s.Lines[i] = Line{Row: row.Number, Note: note, Expect: Fingerprint(row.Cells, nil)}
	if text, broken := errorText(value); broken {
		in.say(FormulaError, Fix, col, s.ValueAt, value, "")
		s.Values[i] = Value{State: Bad, Text: text}
		return
	}
	said := len(in.problems)
	s.Values[i] = in.cell(i, col, s.ValueAt, value)
	for k := said; k < len(in.problems); k++ {
		if in.problems[k].Code == DateAsText { // nobody sorts settings
			in.problems = append(in.problems[:k], in.problems[k+1:]...)
			k--
		}
	}
}

func (s *SettingsReading) names() []string {
	var names []string
	for _, col := range s.Schema.Columns {
		names = append(names, col.Name)
	}
	return names
}

// trimmedUnit returns the unit as it goes with n: "1 week", "8 weeks".
func trimmedUnit(n int64, unit string) string {
	if n == 1 {
		return strings.TrimSuffix(unit, "s")
	}
	return unit
}
