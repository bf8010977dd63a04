package gsheet

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
)

// pixels is a width in characters as Google counts it.
func pixels(characters float64) int64 { return int64(characters*7) + 10 }

// colour reads RRGGBB.
func colour(hex string) *sheets.ColorStyle {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		return nil // a paint that is not there
	}
	part := func(shift int) float64 { return float64(n>>shift&0xff) / 255 }
	return &sheets.ColorStyle{RgbColor: &sheets.Color{Red: part(16), Green: part(8), Blue: part(0)}}
}

// headerFormat is how a header looks: in bold what a row cannot do without, in
// grey what is folded away or the system's.
func headerFormat(c column) *sheets.CellFormat {
	f := &sheets.CellFormat{
		BackgroundColorStyle: colour(sheet.HeaderPaint), WrapStrategy: "WRAP", VerticalAlignment: "MIDDLE",
		NumberFormat: &sheets.NumberFormat{Type: "TEXT"},
		TextFormat:   &sheets.TextFormat{ForegroundColorStyle: colour(sheet.InkPaint)},
		Borders:      &sheets.Borders{Bottom: &sheets.Border{Style: "SOLID_MEDIUM", ColorStyle: colour(sheet.GreenPaint)}},
	}
	switch {
	case c.Column != nil && !c.Folded:
		f.TextFormat.Bold = c.Column.Required
	case c.Column != nil:
		f.TextFormat.ForegroundColorStyle = colour(sheet.QuietPaint)
		f.Borders.Bottom.ColorStyle = colour(sheet.RulePaint)
	case c.Name == sheet.NoteColumn, c.Name == sheet.IDColumn:
		f.TextFormat.ForegroundColorStyle = colour(sheet.QuietPaint)
		f.TextFormat.Italic = c.Name == sheet.NoteColumn
	default:
		return nil // staff's own, as plain as they would
	}
	return f
}

// bodyFormat is how the cells of a column look.
func (s *shaper) bodyFormat(c sheet.TemplateColumn) *sheets.CellFormat {
	f := &sheets.CellFormat{VerticalAlignment: "TOP"}
	quiet := &sheets.TextFormat{ForegroundColorStyle: colour(sheet.QuietPaint)}
	switch {
	case c.Name == sheet.NoteColumn:
		quiet.Italic = true
		f.TextFormat, f.WrapStrategy, f.NumberFormat = quiet, "WRAP", s.numberFormat(sheet.Text)
	case c.Name == sheet.IDColumn:
		quiet.FontSize = 9
		f.TextFormat, f.NumberFormat = quiet, s.numberFormat(sheet.Text)
	case c.Column != nil:
		f.NumberFormat = s.numberFormat(c.Column.Type)
		switch c.Column.Type {
		case sheet.Text, sheet.LongText, sheet.List, sheet.Name, sheet.Ref, sheet.Refs:
			f.WrapStrategy = "WRAP"
		case sheet.YesNo, sheet.Checkbox, sheet.Whole, sheet.Number:
			f.HorizontalAlignment = "CENTER"
		case sheet.Money, sheet.Duration:
			f.HorizontalAlignment = "RIGHT"
		}
		if c.Column.System {
			f.TextFormat = quiet
		}
	}
	return f
}

// numberFormat returns the format that cells of a type start with, nil for
// Google's own choice. Text is said to be text, so that "3-5" stays a group of
// grades and a phone number keeps its zeros; a duration is not, so that 1:30
// becomes a time and 1.5 a number. Where English is not spoken, dates and times
// look as they do there.
func (s *shaper) numberFormat(t sheet.Type) *sheets.NumberFormat {
	english := strings.HasPrefix(s.whole.Properties.Locale, "en")
	switch t {
	case sheet.Date:
		if english {
			return &sheets.NumberFormat{Type: "DATE", Pattern: "mmm d, yyyy"}
		}
		return &sheets.NumberFormat{Type: "DATE"}
	case sheet.Clock:
		if english {
			return &sheets.NumberFormat{Type: "TIME", Pattern: "h:mm AM/PM"}
		}
		return &sheets.NumberFormat{Type: "TIME"}
	case sheet.Money:
		return &sheets.NumberFormat{Type: "NUMBER", Pattern: "#,##0.00"}
	case sheet.Whole:
		return &sheets.NumberFormat{Type: "NUMBER", Pattern: "#,##0"}
	case sheet.Duration, sheet.Number, sheet.YesNo, sheet.Checkbox:
		return nil
	}
	return &sheets.NumberFormat{Type: "TEXT"}
}

// dropdown returns what cells of a column offer, nil where that is nothing. It
// warns at most. A Checkbox gets its box with its row, never before.
func (s *shaper) dropdown(c *sheet.Column) *sheets.DataValidationRule {
	if c == nil {
		return nil
	}
	drop, ok := c.Dropdown()
	if !ok {
		return nil
	}
	rule := &sheets.DataValidationRule{ShowCustomUi: true, InputMessage: c.Help, Condition: &sheets.BooleanCondition{Type: "ONE_OF_LIST"}}
	if drop.From == "" {
		for _, choice := range drop.Choices {
			rule.Condition.Values = append(rule.Condition.Values, &sheets.ConditionValue{UserEnteredValue: choice})
		}
		return rule
	}
	t, names, ok := s.namesIn(drop.From)
	if !ok {
		return nil
	}
	letter := sheet.ColumnName(names.at)
	rule.Condition.Type = "ONE_OF_RANGE"
	rule.Condition.Values = []*sheets.ConditionValue{{
		UserEnteredValue: fmt.Sprintf("=%s!$%s$%d:$%s", quoted(t.title), letter, t.header+2, letter),
	}}
	return rule
}

// lacking reports whether a cell has no rule, or one whose names are gone.
func lacking(rule *sheets.DataValidationRule) bool {
	if rule == nil || rule.Condition == nil {
		return true
	}
	for _, v := range rule.Condition.Values {
		if strings.Contains(v.UserEnteredValue, "#REF!") {
			return true
		}
	}
	return false
}

// marks lays the conditional colours on a tab. One that is there is known by its
// formula, wherever its column stands by now, and is only led back to it.
// Google tries rules in their order, and ours come after staff's own.
func (s *shaper) marks(t *target, marks []sheet.Mark) {
	var there []*sheets.ConditionalFormatRule
	if t.stands != nil {
		there = t.stands.ConditionalFormats
	}
	last, n := 0, len(there)
	for _, c := range t.columns {
		if c.Column != nil {
			last = max(last, c.at)
		}
	}
	for _, m := range marks {
		i := slices.IndexFunc(t.columns, func(c column) bool { return c.Name == m.Column })
		if i < 0 {
			continue
		}
		at := t.columns[i].at
		formula := markFormula(fmt.Sprintf("$%s%d", sheet.ColumnName(at), t.header+2), m)
		area := &sheets.GridRange{SheetId: t.id, StartRowIndex: int64(t.header + 1), StartColumnIndex: int64(at), EndColumnIndex: int64(at + 1)}
		if m.Row {
			area.StartColumnIndex, area.EndColumnIndex = 0, int64(last+1)
		}
		rule := &sheets.ConditionalFormatRule{
			Ranges: []*sheets.GridRange{area},
			BooleanRule: &sheets.BooleanRule{
				Condition: &sheets.BooleanCondition{Type: "CUSTOM_FORMULA", Values: []*sheets.ConditionValue{{UserEnteredValue: formula}}},
				Format:    markFormat(m.Tone),
			},
		}
		known := slices.IndexFunc(there, func(f *sheets.ConditionalFormatRule) bool { return shapeOf(formulaOf(f)) == shapeOf(formula) })
		switch {
		case known < 0:
			s.add(&sheets.Request{AddConditionalFormatRule: &sheets.AddConditionalFormatRuleRequest{Index: int64(n), Rule: rule}})
			n++
		case columnIn(formulaOf(there[known])) != columnIn(formula):
			s.add(&sheets.Request{UpdateConditionalFormatRule: &sheets.UpdateConditionalFormatRuleRequest{Index: int64(known), Rule: rule}})
		}
	}
}

func markFormat(t sheet.Tone) *sheets.CellFormat {
	f := &sheets.CellFormat{TextFormat: &sheets.TextFormat{ForegroundColorStyle: colour(t.Ink())}}
	if tint := t.Tint(); tint != "" {
		f.BackgroundColorStyle = colour(tint)
	}
	return f
}

// formulaOf returns the formula of a conditional colour, "" where it has none.
func formulaOf(f *sheets.ConditionalFormatRule) string {
	if f.BooleanRule == nil || f.BooleanRule.Condition == nil || len(f.BooleanRule.Condition.Values) != 1 {
		return ""
	}
	return f.BooleanRule.Condition.Values[0].UserEnteredValue
}

// markFormula writes when a mark holds, about the cell of the first row. It has
// no function of two arguments: Google reads formulas as if they were typed, and
// what stands between arguments depends on the country.
func markFormula(cell string, m sheet.Mark) string {
	switch m.When {
	case sheet.Is:
		var any []string
		for _, text := range m.Texts {
			any = append(any, fmt.Sprintf(`(%s="%s")`, cell, text))
		}
		return "=" + strings.Join(any, "+") + ">0"
	case sheet.Before:
		return fmt.Sprintf("=ISNUMBER(%s)*(%s<TODAY()+%d)", cell, cell, m.Days)
	}
	return fmt.Sprintf("=LEN(%s)>0", cell)
}

// shapeOf is a formula without its cells, which move with columns and rows.
func shapeOf(formula string) string {
	return strings.ToLower(strings.ReplaceAll(cellInFormula.ReplaceAllString(formula, "cell"), " ", ""))
}

// columnIn returns the letters of the first column that a formula names.
func columnIn(formula string) string {
	if m := cellInFormula.FindStringSubmatch(formula); m != nil {
		return strings.ToUpper(m[1])
	}
	return ""
}

var cellInFormula = regexp.MustCompile(`\$([A-Za-z]{1,3})\$?[0-9]+|#REF!`)

// format lays a format on a range.
func (s *shaper) format(area *sheets.GridRange, f *sheets.CellFormat, fields string) {
	s.add(&sheets.Request{RepeatCell: &sheets.RepeatCellRequest{Range: area, Cell: &sheets.CellData{UserEnteredFormat: f}, Fields: fields}})
}

// cells writes neighbouring cells of one row.
func (s *shaper) cells(id int64, row, at int, fields string, cells []*sheets.CellData) {
	s.rows(id, row, at, fields, []*sheets.RowData{{Values: cells}})
}

func (s *shaper) rows(id int64, row, at int, fields string, rows []*sheets.RowData) {
	s.add(&sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{
		Start: &sheets.GridCoordinate{SheetId: id, RowIndex: int64(row), ColumnIndex: int64(at)}, Fields: fields, Rows: rows,
	}})
}

func textValue(text string) *sheets.ExtendedValue { return &sheets.ExtendedValue{StringValue: &text} }

// typedValue is a cell as Google takes it, nil for a blank. A text stays a text
// whatever it begins with.
func typedValue(c sheet.Cell) *sheets.ExtendedValue {
	switch c.Kind {
	case sheet.TextCell:
		return textValue(c.Text)
	case sheet.NumberCell:
		return &sheets.ExtendedValue{NumberValue: &c.Number}
	case sheet.BoolCell:
		return &sheets.ExtendedValue{BoolValue: &c.Bool}
	}
	return nil
}
