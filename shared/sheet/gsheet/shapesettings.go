package gsheet

import (
	"slices"
	"strings"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// Widths of the Settings tab and of the report, in characters.
const (
	settingWidth = 30
	valueWidth   = 42
	aboutWidth   = 76
)

// settingColumns are the columns of a new Settings tab.
var settingColumns = []struct {
	header string
	width  float64
}{{sheet.SettingHeader, settingWidth}, {sheet.ValueHeader, valueWidth}, {sheet.AboutHeader, aboutWidth}, {sheet.NoteColumn, sheet.NoteWidth}}

// settingsTab draws the Settings tab, or the lines and explanations that it
// lacks. A line that stands there keeps its value; a blank one takes what the
// template is filled with.
func (s *shaper) settingsTab(t *target) {
	if t.blank {
		s.newSettings(t)
		return
	}
	read := &s.survey.Settings
	t.header = read.Header - 1
	about, note := t.find(sheet.AboutHeader), read.NoteAt
	end := t.width()
	for _, missing := range []struct {
		at    *int
		name  string
		width float64
	}{{&about, sheet.AboutHeader, aboutWidth}, {&note, sheet.NoteColumn, sheet.NoteWidth}} {
		if *missing.at >= 0 {
			continue
		}
		*missing.at = end
		s.insert(t.id, "COLUMNS", end, 1, t.cols)
		s.width(t.id, end, missing.width)
		s.cells(t.id, t.header, end, "userEnteredValue,userEnteredFormat", []*sheets.CellData{{
			UserEnteredValue: textValue(missing.name), UserEnteredFormat: settingHeader(missing.name),
		}})
		s.format(&sheets.GridRange{SheetId: t.id, StartRowIndex: int64(t.header + 1), StartColumnIndex: int64(end), EndColumnIndex: int64(end + 1)}, settingFormat(missing.name), "userEnteredFormat")
		t.cols++
		end++
	}
	s.sight(t, sheet.QuietTone, 0)
	s.missingLines(t, read, about)
	s.standingLines(t, read, about)
	s.noteMark(t, note)
}

// find returns the place of a header, -1 where there is none.
func (t *target) find(header string) int {
	return slices.IndexFunc(t.headers(), func(c sheet.Cell) bool { return partnership.Fold(c.Text) == partnership.Fold(header) })
}

// newSettings draws a Settings tab from nothing.
func (s *shaper) newSettings(t *target) {
	s.sight(t, sheet.QuietTone, 0)
	var header []*sheets.CellData
	for i, c := range settingColumns {
		s.width(t.id, i, c.width)
		s.format(&sheets.GridRange{SheetId: t.id, StartColumnIndex: int64(i), EndColumnIndex: int64(i + 1)}, settingFormat(c.header), "userEnteredFormat")
		header = append(header, &sheets.CellData{UserEnteredValue: textValue(c.header), UserEnteredFormat: settingHeader(c.header)})
	}
	s.cells(t.id, 0, 0, "userEnteredValue,userEnteredFormat", header)
	row := 1
	schema := sheet.Settings()
	for i := range schema.Columns {
		c := &schema.Columns[i]
		if c.Folded && (i == 0 || !schema.Columns[i-1].Folded) {
			s.fineHeading(t, row)
			row++
		}
		s.line(t, row, [3]int{0, 1, 2}, c)
		row++
	}
	s.noteMark(t, 3)
}

func (s *shaper) width(id int64, at int, characters float64) {
	s.add(&sheets.Request{UpdateDimensionProperties: &sheets.UpdateDimensionPropertiesRequest{
		Range:      &sheets.DimensionRange{SheetId: id, Dimension: "COLUMNS", StartIndex: int64(at), EndIndex: int64(at + 1)},
		Properties: &sheets.DimensionProperties{PixelSize: pixels(characters)}, Fields: "pixelSize",
	}})
}

func settingHeader(name string) *sheets.CellFormat {
	f := headerFormat(column{TemplateColumn: sheet.TemplateColumn{Name: sheet.NoteColumn}})
	if name != sheet.NoteColumn {
		f.TextFormat = &sheets.TextFormat{ForegroundColorStyle: colour(sheet.InkPaint), Bold: name != sheet.AboutHeader}
	}
	return f
}

func settingFormat(name string) *sheets.CellFormat {
	f := &sheets.CellFormat{WrapStrategy: "WRAP", VerticalAlignment: "TOP", NumberFormat: &sheets.NumberFormat{Type: "TEXT"}}
	if name == sheet.AboutHeader || name == sheet.NoteColumn {
		f.TextFormat = &sheets.TextFormat{ForegroundColorStyle: colour(sheet.QuietPaint), Italic: name == sheet.NoteColumn}
	}
	return f
}

func (s *shaper) fineHeading(t *target, row int) {
	look := &sheets.CellFormat{
		BackgroundColorStyle: colour(sheet.PaperPaint), VerticalAlignment: "MIDDLE", NumberFormat: &sheets.NumberFormat{Type: "TEXT"},
		TextFormat: &sheets.TextFormat{Bold: true, ForegroundColorStyle: colour(sheet.QuietPaint)},
	}
	cells := make([]*sheets.CellData, len(settingColumns))
	for i := range cells {
		cells[i] = &sheets.CellData{UserEnteredFormat: look}
	}
	cells[0].UserEnteredValue = textValue(sheet.FineHeading)
	s.cells(t.id, row, 0, "userEnteredValue,userEnteredFormat", cells)
}

// line writes one setting: name, value, what it does, each in its column.
func (s *shaper) line(t *target, row int, at [3]int, c *sheet.Column) {
	value := s.settings[c.Name]
	if value.Kind == sheet.BlankCell {
		value = c.UsualCell()
	}
	s.cells(t.id, row, at[0], "userEnteredValue", []*sheets.CellData{{UserEnteredValue: textValue(c.Name)}})
	s.value(t, row, at[1], c, value)
	s.cells(t.id, row, at[2], "userEnteredValue", []*sheets.CellData{{UserEnteredValue: textValue(settingHelp(c))}})
	if rule := s.dropdown(c); rule != nil {
		s.settingRule(t, row, at[1], rule)
	}
}

func (s *shaper) value(t *target, row, at int, c *sheet.Column, value sheet.Cell) {
	f := settingFormat(sheet.ValueHeader)
	f.NumberFormat = s.numberFormat(c.Type)
	if c.Unit != "" {
		f.NumberFormat = s.numberFormat(sheet.Text) // "8 weeks"
	}
	s.cells(t.id, row, at, "userEnteredValue,userEnteredFormat", []*sheets.CellData{{UserEnteredValue: typedValue(value), UserEnteredFormat: f}})
}

func (s *shaper) settingRule(t *target, row, at int, rule *sheets.DataValidationRule) {
	s.add(&sheets.Request{SetDataValidation: &sheets.SetDataValidationRequest{
		Range: &sheets.GridRange{SheetId: t.id, StartRowIndex: int64(row), EndRowIndex: int64(row + 1), StartColumnIndex: int64(at), EndColumnIndex: int64(at + 1)},
		Rule:  rule,
	}})
}

func settingHelp(c *sheet.Column) string {
	about := sheet.Column{Help: c.Help, Default: c.Default, Usual: c.Usual}
	return strings.ReplaceAll(about.HeaderHelp(""), "\n", " ")
}

// missingLines inserts the settings that have no line, below all others.
func (s *shaper) missingLines(t *target, read *sheet.SettingsReading, about int) {
	var missing []*sheet.Column
	for i := range read.Lines {
		if read.Lines[i].Row == 0 {
			missing = append(missing, &read.Schema.Columns[i])
		}
	}
	if len(missing) == 0 {
		return
	}
	at := t.nextRow()
	s.insert(t.id, "ROWS", at, len(missing), t.rows)
	for i, c := range missing {
		s.line(t, at+i, [3]int{read.NameAt, read.ValueAt, about}, c)
	}
}

// standingLines explains the lines that nobody has explained, and offers the
// choices of those that offer nothing.
func (s *shaper) standingLines(t *target, read *sheet.SettingsReading, about int) {
	for i, line := range read.Lines {
		if line.Row == 0 {
			continue
		}
		c, row := &read.Schema.Columns[i], line.Row-1
		if t.look(row, about).UserEnteredValue == nil {
			s.cells(t.id, row, about, "userEnteredValue", []*sheets.CellData{{UserEnteredValue: textValue(settingHelp(c))}})
		}
		was := t.look(row, read.ValueAt)
		if rule := s.dropdown(c); rule != nil && lacking(was.DataValidation) {
			s.settingRule(t, row, read.ValueAt, rule)
		}
		if typed, ok := s.filledSetting(c.Name); ok && was.UserEnteredValue == nil {
			s.value(t, row, read.ValueAt, c, typed)
		}
	}
}

// filledSetting returns what the template's own Settings tab gives a setting.
func (s *shaper) filledSetting(name string) (sheet.Cell, bool) {
	if _, ok := s.template.Tab(string(sheet.SettingsTab)); !ok {
		return sheet.Cell{}, false
	}
	c := s.settings[name]
	return c, c.Kind != sheet.BlankCell
}

// noteMark colours the notes.
func (s *shaper) noteMark(t *target, at int) {
	t.columns = []column{{TemplateColumn: sheet.TemplateColumn{Name: sheet.NoteColumn}, at: at}}
	s.marks(t, []sheet.Mark{{Column: sheet.NoteColumn, When: sheet.Filled, Tone: sheet.WaitingTone}})
}

// reportTab draws the tab that the system writes into. It is made or left alone.
func (s *shaper) reportTab(t *target) {
	p := &sheets.SheetProperties{SheetId: t.id, TabColorStyle: colour(sheet.RulePaint)}
	s.add(&sheets.Request{UpdateSheetProperties: &sheets.UpdateSheetPropertiesRequest{Properties: p, Fields: "tabColorStyle"}})
	for i, width := range []float64{34, 16, 80, 30} {
		s.width(t.id, i, width)
	}
	s.format(&sheets.GridRange{SheetId: t.id, EndColumnIndex: 4}, &sheets.CellFormat{NumberFormat: &sheets.NumberFormat{Type: "TEXT"}}, "userEnteredFormat.numberFormat")
	var rows []*sheets.RowData
	for _, line := range words.ReportWaiting() {
		rows = append(rows, &sheets.RowData{Values: []*sheets.CellData{{UserEnteredValue: textValue(line)}}})
	}
	s.rows(t.id, 0, 0, "userEnteredValue", rows)
}
