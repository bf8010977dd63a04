package googlefake

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// updateCells writes rows of CellData. With a start, cells that are not given
// stay; with a range, the fields of all its other cells are cleared.
func (b *batch) updateCells(m fields) (map[string]any, error) {
	paths, err := b.paths("CellData", m)
	if err != nil {
		return nil, err
	}
	rows := m.list("rows")
	if m["range"] != nil && m["start"] != nil {
		return nil, against("Invalid %s: both start and range are set", b.at)
	}
	if m["range"] != nil {
		t, a, err := b.area(m.obj("range"))
		if err != nil {
			return nil, err
		}
		if len(rows) > a.row1-a.row0 {
			return nil, b.refuse("Attempting to write row: %d, beyond the last requested row of: %d", a.row1, a.row1-1)
		}
		if err := b.allow(t, a); err != nil {
			return nil, err
		}
		for r := a.row0; r < a.row1; r++ {
			var cells []any
			if i := r - a.row0; i < len(rows) {
				cells = row0(rows[i])
			}
			if len(cells) > a.col1-a.col0 {
				return nil, b.refuse("Attempting to write column: %d, beyond the last requested column of: %d", a.col1, a.col1-1)
			}
			if cells == nil && r >= len(t.row) {
				continue // blank already
			}
			for column := a.col0; column < a.col1; column++ {
				var data map[string]any
				if i := column - a.col0; i < len(cells) {
					data, _ = cells[i].(map[string]any)
				}
				if err := b.write(t, r, column, data, paths); err != nil {
					return nil, err
				}
			}
		}
		return nil, nil
	}
	start := m.obj("start")
	if start == nil {
		return nil, against("Invalid %s: neither start nor range is set", b.at)
	}
	t, err := b.tab(start)
	if err != nil {
		return nil, err
	}
	r0, c0 := start.number("rowIndex", 0), start.number("columnIndex", 0)
	if r0 < 0 || c0 < 0 {
		return nil, against("Invalid %s: GridCoordinate (%d, %d)", b.at, r0, c0)
	}
	if r0 >= t.rows {
		return nil, b.refuse("GridCoordinate.rowIndex[%d] is after last row in grid[%d]", r0, t.rows-1)
	}
	if c0 >= t.cols {
		return nil, b.refuse("GridCoordinate.columnIndex[%d] is after last column in grid[%d]", c0, t.cols-1)
	}
	for i, raw := range rows {
		if r0+i >= t.rows {
			return nil, b.refuse("Attempting to write row: %d, beyond the last requested row of: %d", r0+i, t.rows-1)
		}
		cells := row0(raw)
		if c0+len(cells) > t.cols {
			return nil, b.refuse("Attempting to write column: %d, beyond the last requested column of: %d", t.cols, t.cols-1)
		}
		if len(cells) == 0 {
			continue
		}
		if err := b.allow(t, gridRange{r0 + i, r0 + i + 1, c0, c0 + len(cells)}); err != nil {
			return nil, err
		}
		for j, data := range cells {
			m, _ := data.(map[string]any)
			if err := b.write(t, r0+i, c0+j, m, paths); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}

// row0 is the list of cells of a RowData.
func row0(raw any) []any {
	m, _ := raw.(map[string]any)
	return fields(m).list("values")
}

// repeatCell writes one CellData into every cell of a range.
func (b *batch) repeatCell(m fields) (map[string]any, error) {
	paths, err := b.paths("CellData", m)
	if err != nil {
		return nil, err
	}
	t, a, err := b.area(m.obj("range"))
	if err != nil {
		return nil, err
	}
	if err := b.allow(t, a); err != nil {
		return nil, err
	}
	for r := a.row0; r < a.row1; r++ {
		for c := a.col0; c < a.col1; c++ {
			if err := b.write(t, r, c, m.obj("cell"), paths); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}

// readOnly are the fields of CellData that Google works out; naming them in a
// write is the caller's mistake.
var readOnly = []string{"effectiveValue", "formattedValue", "effectiveFormat", "hyperlink"}

// write sets the named fields of one cell.
func (b *batch) write(t *tab, r, c int, data map[string]any, paths [][]string) error {
	old := t.at(r, c)
	entered := old.entered()
	for _, path := range paths {
		if slices.Contains(readOnly, path[0]) {
			return against("Invalid %s: Field %s is read-only", b.at, joined(path))
		}
		copyPath(entered, data, path)
	}
	made, err := b.cell(entered)
	if err != nil {
		return err
	}
	if made.value.kind == formulaValue && old.value.kind == formulaValue && made.value.text == old.value.text {
		made.result = old.result
	}
	t.put(r, c, made)
	return nil
}

// maxCell is how many characters a cell holds
// (support.google.com/drive/answer/37603, read 2026-11).
const maxCell = 50000

// cell reads the written part of CellData.
func (b *batch) cell(entered map[string]any) (cell, error) {
	var c cell
	if v, ok := entered["userEnteredValue"].(map[string]any); ok && len(v) > 0 {
		if len(v) > 1 {
			return c, against("Invalid %s: an ExtendedValue holds %d values", b.at, len(v))
		}
		switch {
		case v["stringValue"] != nil:
			text := v["stringValue"].(string)
			if len(utf16.Encode([]rune(text))) > maxCell {
				return c, b.refuse("Your input contains more than the maximum of %d characters in a single cell.", maxCell)
			}
			if text != "" {
				c.value = value{kind: textValue, text: text}
			}
		case v["numberValue"] != nil:
			n, ok := number(v["numberValue"])
			if !ok {
				return c, against("Invalid %s: numberValue %v", b.at, v["numberValue"])
			}
			c.value = value{kind: numberValue, number: n}
		case v["boolValue"] != nil:
			c.value = value{kind: boolValue, bool: v["boolValue"].(bool)}
		case v["formulaValue"] != nil:
			text := v["formulaValue"].(string)
			if !strings.HasPrefix(text, "=") {
				return c, against("Invalid %s: formulaValue %q has no \"=\"", b.at, text)
			}
			result, ok := evaluate(text)
			if !ok {
				return c, against("Invalid %s: the fake cannot work out %s", b.at, text)
			}
			c.value, c.result = value{kind: formulaValue, text: text}, &result
		default:
			return c, against("Invalid %s: errorValue cannot be written", b.at)
		}
	}
	rest := maps.Clone(entered)
	delete(rest, "userEnteredValue")
	if format, ok := rest["userEnteredFormat"].(map[string]any); ok {
		if n, ok := format["numberFormat"].(map[string]any); ok {
			f := fields(n)
			if f.text("type") == "" || f.text("type") == "NUMBER_FORMAT_TYPE_UNSPECIFIED" {
				return c, b.refuse("numberFormat.type is required")
			}
			c.format = numberFormat{f.text("type"), f.text("pattern")}
		}
		if format = fields(format).without("numberFormat"); len(format) > 0 {
			rest["userEnteredFormat"] = format
		} else {
			delete(rest, "userEnteredFormat")
		}
	}
	if note, ok := rest["note"].(string); ok && note == "" {
		delete(rest, "note")
	}
	if len(rest) > 0 {
		c.rest = rest
	}
	return c, nil
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case json.Number:
		n, err := v.Float64()
		return n, err == nil
	case float64:
		return v, true
	}
	return 0, false
}

// evaluate works out the one formula that makes sense for us to write: a link
// with words of its own.
func evaluate(text string) (value, bool) {
	inner, ok := strings.CutPrefix(text, "=HYPERLINK(")
	parts := strings.Split(strings.TrimSuffix(inner, ")"), `"`)
	if !ok || len(parts) != 5 {
		return value{}, false
	}
	return value{kind: textValue, text: parts[3]}, true
}

// setDataValidation sets or, without a rule, takes away the rule of a range.
func (b *batch) setDataValidation(m fields) (map[string]any, error) {
	t, a, err := b.area(m.obj("range"))
	if err != nil {
		return nil, err
	}
	if err := b.allow(t, a); err != nil {
		return nil, err
	}
	rule := m.obj("rule")
	if rule != nil {
		if err := b.condition(rule.obj("condition"), conditionsOfCells); err != nil {
			return nil, err
		}
	}
	for r := a.row0; r < a.row1; r++ {
		for c := a.col0; c < a.col1; c++ {
			one := t.at(r, c)
			one.rest = fields(one.rest).without("dataValidation")
			if rule != nil {
				one.rest["dataValidation"] = map[string]any(rule)
				// A checkbox is never blank: it shows and holds FALSE.
				if rule.obj("condition").text("type") == "BOOLEAN" && one.blank() && len(rule.obj("condition").list("values")) == 0 {
					one.value = value{kind: boolValue}
				}
			}
			t.put(r, c, one)
		}
	}
	return nil, nil
}

// conditionsOfCells and conditionsOfFormats say how many values each condition
// takes (BooleanCondition in the discovery document of Sheets): least and most,
// -1 for any number.
var (
	conditionsOfCells = map[string][2]int{
		"ONE_OF_LIST": {1, -1}, "ONE_OF_RANGE": {1, 1}, "BOOLEAN": {0, 2}, "CUSTOM_FORMULA": {1, 1},
		"DATE_IS_VALID": {0, 0}, "TEXT_IS_EMAIL": {0, 0}, "TEXT_IS_URL": {0, 0}, "NUMBER_GREATER": {1, 1},
		"NUMBER_GREATER_THAN_EQ": {1, 1}, "NUMBER_BETWEEN": {2, 2}, "DATE_AFTER": {1, 1}, "DATE_BEFORE": {1, 1},
	}
	conditionsOfFormats = map[string][2]int{
		"NOT_BLANK": {0, 0}, "BLANK": {0, 0}, "CUSTOM_FORMULA": {1, 1}, "TEXT_EQ": {1, 1}, "TEXT_CONTAINS": {1, 1},
		"TEXT_STARTS_WITH": {1, 1}, "DATE_BEFORE": {1, 1}, "DATE_AFTER": {1, 1}, "DATE_EQ": {1, 1},
		"NUMBER_GREATER": {1, 1}, "NUMBER_LESS": {1, 1}, "NUMBER_EQ": {1, 1}, "NUMBER_BETWEEN": {2, 2},
	}
)

// condition holds a BooleanCondition against what its place supports.
func (b *batch) condition(m fields, known map[string][2]int) error {
	span, ok := known[m.text("type")]
	if !ok {
		return against("Invalid %s: condition type %q is not supported here", b.at, m.text("type"))
	}
	values := m.list("values")
	if len(values) < span[0] || span[1] >= 0 && len(values) > span[1] {
		return b.refuse("ConditionType %s takes %d to %d values, not %d", m.text("type"), span[0], span[1], len(values))
	}
	for _, v := range values {
		one, _ := v.(map[string]any)
		if len(one) != 1 {
			return against("Invalid %s: a ConditionValue holds %d values", b.at, len(one))
		}
		text := fields(one).text("userEnteredValue")
		switch m.text("type") {
		case "ONE_OF_RANGE":
			area, ok := strings.CutPrefix(text, "=")
			if _, err := b.s.resolve(area); !ok || err != nil {
				return b.refuse("Invalid ONE_OF_RANGE %q", text)
			}
		case "CUSTOM_FORMULA":
			if !strings.HasPrefix(text, "=") {
				return b.refuse("Invalid ConditionValue.userEnteredValue: %s", text)
			}
		}
	}
	return nil
}

// updateBorders keeps nothing: no reading of ours shows borders.
func (b *batch) updateBorders(m fields) (map[string]any, error) {
	t, a, err := b.area(m.obj("range"))
	if err != nil {
		return nil, err
	}
	return nil, b.allow(t, a)
}

func (b *batch) mergeCells(m fields) (map[string]any, error) {
	t, a, err := b.area(m.obj("range"))
	if err != nil {
		return nil, err
	}
	if m.text("mergeType") != "MERGE_ALL" {
		return nil, against("Invalid %s: only MERGE_ALL is known here", b.at)
	}
	if err := b.allow(t, a); err != nil {
		return nil, err
	}
	t.merge(a)
	return nil, nil
}

func (b *batch) unmergeCells(m fields) (map[string]any, error) {
	t, a, err := b.area(m.obj("range"))
	if err != nil {
		return nil, err
	}
	t.merges = slices.DeleteFunc(slices.Clone(t.merges), a.overlaps)
	return nil, nil
}
