package googlefake

import "strings"

// values is spreadsheets.values.get.
func (s *Spreadsheet) values(c *request) (any, error) {
	area, err := s.resolve(c.params["range"])
	if err != nil {
		return nil, err
	}
	return s.valueRange(area, c.rendering()), nil
}

// valuesBatch is spreadsheets.values.batchGet: one range that cannot be read
// fails the whole call.
func (s *Spreadsheet) valuesBatch(c *request) (any, error) {
	result := map[string]any{"spreadsheetId": s.id}
	var list []any
	for _, text := range c.query["ranges"] {
		area, err := s.resolve(text)
		if err != nil {
			return nil, err
		}
		list = append(list, s.valueRange(area, c.rendering()))
	}
	if list != nil {
		result["valueRanges"] = list
	}
	return result, nil
}

// A rendering is how values are written.
type rendering struct{ value, dates, major string }

func (c *request) rendering() rendering {
	first := func(name, otherwise string) string {
		if v, ok := c.query[name]; ok && v[0] != "" && !strings.HasSuffix(v[0], "_UNSPECIFIED") {
			return v[0]
		}
		return otherwise
	}
	return rendering{first("valueRenderOption", "FORMATTED_VALUE"), first("dateTimeRenderOption", "SERIAL_NUMBER"), first("majorDimension", "ROWS")}
}

// valueRange is one ValueRange: blank cells at the end of each row, and blank
// rows at the end, are left out; "values" too when nothing is left.
func (s *Spreadsheet) valueRange(area span, how rendering) map[string]any {
	t := area.tab
	result := map[string]any{"range": a1(t.title, area.gridRange), "majorDimension": how.major}
	outer, inner := area.row1, area.col1
	from, first := area.row0, area.col0
	at := t.at
	if how.major == "COLUMNS" {
		outer, inner, from, first = area.col1, area.row1, area.col0, area.row0
		at = func(column, row int) cell { return t.at(row, column) }
		inner = min(inner, max(len(t.row), first))
	} else {
		outer = min(outer, max(len(t.row), from))
	}
	var lines []any
	kept := 0
	for i := from; i < outer; i++ {
		line := []any{}
		end := inner
		if how.major != "COLUMNS" {
			end = min(end, max(len(t.row[i].cells), first))
		}
		filled := 0
		for j := first; j < end; j++ {
			c := at(i, j)
			line = append(line, s.render(&c, how))
			if !c.blank() {
				filled = len(line)
			}
		}
		lines = append(lines, line[:filled])
		if filled > 0 {
			kept = len(lines)
		}
	}
	if kept > 0 {
		result["values"] = lines[:kept]
	}
	return result
}

// render writes one cell as an option says. An error comes with its reason when
// it is not formatted: "#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)"
// (github.com/brekkylab/backlot/issues/159, measured 2026-09, and many a reader
// of such sheets before).
func (s *Spreadsheet) render(c *cell, how rendering) any {
	if how.value == "FORMULA" && c.value.kind == formulaValue {
		return c.value.text
	}
	v := c.shown()
	if how.value == "FORMATTED_VALUE" {
		return s.formatted(c)
	}
	switch v.kind {
	case textValue:
		return v.text
	case numberValue:
		if how.dates == "FORMATTED_STRING" && c.format.isDate() {
			return s.formatted(c)
		}
		return v.number
	case boolValue:
		return v.bool
	case errorValue:
		if v.message != "" {
			return v.text + " (" + v.message + ")"
		}
		return v.text
	}
	return ""
}
