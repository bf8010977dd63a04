package googlefake

import (
	"maps"
	"strings"

	"shelfmates/shared/sheet"
)

// A valueKind is a kind of ExtendedValue.
type valueKind uint8

const (
	noValue valueKind = iota
	textValue
	numberValue
	boolValue
	formulaValue // text holds it with its "="
	errorValue   // text holds what is shown, "#REF!", message the reason
)

// A value is what Google calls an ExtendedValue.
type value struct {
	kind    valueKind
	bool    bool
	number  float64
	text    string
	message string // of an error: "Reference does not exist"; may be ""
}

// A numberFormat is Google's NumberFormat; the zero value is "automatic".
type numberFormat struct{ kind, pattern string }

// A cell is one cell of a tab. Rest holds the other fields of CellData that
// were entered (note, dataValidation, textFormatRuns, userEnteredFormat but for
// its number format) as JSON; it is never changed in place.
type cell struct {
	value  value
	result *value // of a formula
	format numberFormat
	rest   map[string]any
}

// shown is the effective value.
func (c *cell) shown() value {
	if c.value.kind == formulaValue {
		if c.result == nil {
			return value{}
		}
		return *c.result
	}
	return c.value
}

// blank reports whether the cell holds no value; it may have a format.
func (c *cell) blank() bool { return c.value.kind == noValue }

// bare reports whether the cell holds nothing at all.
func (c *cell) bare() bool { return c.blank() && c.format == numberFormat{} && len(c.rest) == 0 }

// errorTypes are the names of errors by what is shown (ErrorValue.type in the
// discovery document of Sheets).
var errorTypes = map[string]string{
	"#ERROR!": "ERROR", "#NULL!": "NULL_VALUE", "#DIV/0!": "DIVIDE_BY_ZERO", "#VALUE!": "VALUE",
	"#REF!": "REF", "#NAME?": "NAME", "#NUM!": "NUM", "#N/A": "N_A", "Loading...": "LOADING",
}

// json is the value as Google writes it; nil for none.
func (v value) json() map[string]any {
	switch v.kind {
	case textValue:
		return map[string]any{"stringValue": v.text}
	case numberValue:
		return map[string]any{"numberValue": v.number}
	case boolValue:
		return map[string]any{"boolValue": v.bool}
	case formulaValue:
		return map[string]any{"formulaValue": v.text}
	case errorValue:
		e := map[string]any{"type": errorTypes[v.text]}
		if v.message != "" {
			e["message"] = v.message
		}
		return map[string]any{"errorValue": e}
	}
	return nil
}

// entered is the part of CellData that can be written, as JSON.
func (c *cell) entered() map[string]any {
	data := maps.Clone(c.rest)
	if data == nil {
		data = map[string]any{}
	}
	if v := c.value.json(); v != nil {
		data["userEnteredValue"] = v
	}
	if c.format != (numberFormat{}) {
		format, _ := data["userEnteredFormat"].(map[string]any)
		format = maps.Clone(format)
		if format == nil {
			format = map[string]any{}
		}
		format["numberFormat"] = c.format.json()
		data["userEnteredFormat"] = format
	}
	return data
}

func (f numberFormat) json() map[string]any {
	m := map[string]any{"type": f.kind}
	if f.pattern != "" {
		m["pattern"] = f.pattern
	}
	return m
}

// The formats that staff's cells get from what they type.
var (
	dateFormat     = numberFormat{"DATE", "m/d/yyyy"}
	dateTimeFormat = numberFormat{"DATE_TIME", "m/d/yyyy h:mm:ss"}
	timeFormat     = numberFormat{"TIME", "h:mm am/pm"}
	durationFormat = numberFormat{"TIME", "[h]:mm:ss"}
)

// cellOf is a cell as staff type it.
func cellOf(c sheet.Cell) cell {
	switch c.Kind {
	case sheet.TextCell:
		return cell{value: value{kind: textValue, text: c.Text}}
	case sheet.BoolCell:
		return cell{value: value{kind: boolValue, bool: c.Bool}}
	case sheet.ErrorCell:
		text, message := c.Text, ""
		if text == "Loading…" {
			text = "Loading..."
		}
		switch text {
		case "#REF!":
			message = "Reference does not exist"
		case "#N/A":
			message = "Did not find value in VLOOKUP evaluation."
		}
		return cell{value: value{kind: formulaValue, text: "=SOMETHING()"}, result: &value{kind: errorValue, text: text, message: message}}
	case sheet.NumberCell:
		formats := map[sheet.Format]numberFormat{
			sheet.DateFormat: dateFormat, sheet.TimeFormat: timeFormat, sheet.DurationFormat: durationFormat,
		}
		format := formats[c.Format]
		if format == dateFormat && c.Number != float64(int64(c.Number)) {
			format = dateTimeFormat
		}
		return cell{value: value{kind: numberValue, number: c.Number}, format: format}
	}
	return cell{}
}

// sheetCell is the cell as it is meant, its formula's result in place of the
// formula.
func (c *cell) sheetCell() sheet.Cell {
	v := c.shown()
	formula := c.value.kind == formulaValue
	switch v.kind {
	case textValue:
		if formula && v.text == "" {
			return sheet.Cell{}
		}
		return sheet.Cell{Kind: sheet.TextCell, Text: v.text, Formula: formula}
	case numberValue:
		return sheet.Cell{Kind: sheet.NumberCell, Number: v.number, Format: c.format.meaning(), Formula: formula}
	case boolValue:
		return sheet.Cell{Kind: sheet.BoolCell, Bool: v.bool, Formula: formula}
	case errorValue:
		return sheet.Cell{Kind: sheet.ErrorCell, Text: v.text, Formula: formula}
	}
	return sheet.Cell{}
}

// meaning is what the format makes of a number.
func (f numberFormat) meaning() sheet.Format {
	switch f.kind {
	case "DATE", "DATE_TIME":
		if f.kind == "DATE_TIME" && strings.Contains(f.pattern, "[") {
			return sheet.DurationFormat
		}
		return sheet.DateFormat
	case "TIME":
		if strings.Contains(f.pattern, "[") {
			return sheet.DurationFormat
		}
		return sheet.TimeFormat
	}
	return sheet.PlainFormat
}

// with is the cell holding a new value and keeping the rest.
func (c cell) with(typed cell) cell {
	c.value, c.result, c.format = typed.value, typed.result, typed.format
	return c
}
