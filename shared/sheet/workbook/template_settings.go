package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

const (
	settingWidth = 30
	valueWidth   = 42
	aboutWidth   = 76
)

// settingsTab draws a line for each setting, with the value that is in force
// without anybody's doing, and the heading before those that can stay.
func (b *templateBook) settingsTab(t sheet.Template) error {
	title := string(sheet.SettingsTab)
	if err := b.addTab(title); err != nil {
		return err
	}
	columns := []struct {
		letter, header string
		width          float64
		body           brush
	}{
		{"A", sheet.SettingHeader, settingWidth, brush{wrap: true, format: asText}},
		{"B", sheet.ValueHeader, valueWidth, brush{wrap: true, format: asText}},
		{"C", sheet.AboutHeader, aboutWidth, brush{wrap: true, ink: quietPaint, format: asText}},
		{"D", sheet.NoteColumn, noteWidth, brush{wrap: true, ink: quietPaint, italic: true, format: asText}},
	}
	for _, c := range columns {
		style, err := b.paint.style(c.body)
		if err != nil {
			return err
		}
		if err := b.SetColWidth(title, c.letter, c.letter, c.width); err != nil {
			return err
		}
		if err := b.SetColStyle(title, c.letter, style); err != nil {
			return err
		}
		look := brush{ground: headerPaint, under: greenPaint, middle: true, bold: c.letter < "C", format: asText}
		if c.header == sheet.NoteColumn {
			look.ink, look.italic = quietPaint, true
		}
		if err := b.headerCell(title, c.letter+"1", c.header, look, ""); err != nil {
			return err
		}
	}
	if err := b.SetRowHeight(title, 1, 24); err != nil {
		return err
	}
	typed := typedSettings(t)
	schema, row := sheet.Settings(), 2
	for i := range schema.Columns {
		c := &schema.Columns[i]
		if c.Folded && (i == 0 || !schema.Columns[i-1].Folded) {
			if err := b.fineHeading(title, row); err != nil {
				return err
			}
			row++
		}
		if err := b.setting(title, row, c, typed[c.Name]); err != nil {
			return fmt.Errorf("write setting %s: %w", c.Name, err)
		}
		row++
	}
	if err := b.marks(sheet.SettingsTab, []templateColumn{{letter: "D", name: sheet.NoteColumn}}, []sheet.Mark{{Column: sheet.NoteColumn, When: sheet.Filled, Tone: sheet.WaitingTone}}); err != nil {
		return err
	}
	if err := b.sight(title, quietPaint, 0); err != nil {
		return err
	}
	return b.paper(title)
}

// typedSettings returns the values that the template brings, by name.
func typedSettings(t sheet.Template) map[string]sheet.Cell {
	typed := map[string]sheet.Cell{}
	if t.Zone != "" {
		typed["Time zone"] = sheet.Cell{Kind: sheet.TextCell, Text: t.Zone}
	}
	filled, _ := t.Tab(string(sheet.SettingsTab))
	for _, row := range filled.Rows {
		if row.Number > 1 && len(row.Cells) > 1 {
			typed[row.Cells[0].Text] = row.Cells[1]
		}
	}
	return typed
}

func (b *templateBook) fineHeading(title string, row int) error {
	style, err := b.paint.style(brush{ground: paperPaint, ink: quietPaint, bold: true, middle: true, format: asText, under: rulePaint})
	if err != nil {
		return err
	}
	from, to := fmt.Sprintf("A%d", row), fmt.Sprintf("D%d", row)
	if err := b.SetCellStr(title, from, sheet.FineHeading); err != nil {
		return err
	}
	if err := b.SetCellStyle(title, from, to, style); err != nil {
		return err
	}
	return b.SetRowHeight(title, row, 30)
}

// setting writes one line: name, value, what it does, and help with typing.
func (b *templateBook) setting(title string, row int, c *sheet.Column, typed sheet.Cell) error {
	at := fmt.Sprintf("B%d", row)
	if err := b.SetCellStr(title, fmt.Sprintf("A%d", row), c.Name); err != nil {
		return err
	}
	about := strings.ReplaceAll(headerHelp(&sheet.Column{Help: c.Help, Default: c.Default, Usual: c.Usual}), "\n", " ")
	if err := b.SetCellStr(title, fmt.Sprintf("C%d", row), about); err != nil {
		return err
	}
	style, err := b.paint.style(brush{wrap: true, format: valueFormat(c)})
	if err != nil {
		return err
	}
	if err := b.SetCellStyle(title, at, at, style); err != nil {
		return err
	}
	if typed.Kind == sheet.BlankCell {
		typed = usualCell(c)
	}
	if err := b.put(title, at, typed); err != nil {
		return err
	}
	if lines := max(noteLines(about, charsIn(aboutWidth)), noteLines(typed.Text, charsIn(valueWidth))); lines > 1 {
		if err := b.SetRowHeight(title, row, float64(3+15*lines)); err != nil {
			return err
		}
	}
	v, err := cellHelp(c)
	if err != nil || v == nil {
		return err
	}
	v.Sqref = at
	return b.AddDataValidation(title, v)
}

// valueFormat is the format of a setting's value. What has a unit is a text:
// "8 weeks".
func valueFormat(c *sheet.Column) string {
	if c.Unit != "" {
		return asText
	}
	return typeFormat(c.Type)
}

// usualCell is what a blank means, as a typed cell.
func usualCell(c *sheet.Column) sheet.Cell {
	switch {
	case c.Usual == "":
		return sheet.Cell{}
	case c.Type == sheet.Clock:
		if clock, err := schoolyear.ParseClock(c.Usual); err == nil {
			return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.TimeFormat, Number: float64(clock) / (24 * 60)}
		}
	case c.Type == sheet.Whole && c.Unit == "":
		if n, err := strconv.Atoi(c.Usual); err == nil {
			return sheet.Cell{Kind: sheet.NumberCell, Number: float64(n)}
		}
	}
	return sheet.Cell{Kind: sheet.TextCell, Text: c.Usual}
}

// reportTab draws the tab that the system writes into.
func (b *templateBook) reportTab() error {
	if err := b.addTab(sheet.ReportTitle); err != nil {
		return err
	}
	first, err := b.paint.style(brush{format: asText})
	if err != nil {
		return err
	}
	if err := b.SetColStyle(sheet.ReportTitle, "A:D", first); err != nil {
		return err
	}
	for letter, width := range map[string]float64{"A": 34, "B": 16, "C": 80, "D": 30} {
		if err := b.SetColWidth(sheet.ReportTitle, letter, letter, width); err != nil {
			return err
		}
	}
	for i, line := range words.ReportWaiting() {
		if err := b.SetCellStr(sheet.ReportTitle, fmt.Sprintf("A%d", i+1), line); err != nil {
			return err
		}
	}
	if err := b.properTab(sheet.ReportTitle, rulePaint); err != nil {
		return err
	}
	return b.paper(sheet.ReportTitle)
}

// ownTab writes a tab of staff's own, as plain as they would.
func (b *templateBook) ownTab(g sheet.Grid) error {
	if err := b.addTab(g.Title); err != nil {
		return err
	}
	style, err := b.paint.style(brush{format: asDate})
	if err != nil {
		return err
	}
	for _, row := range g.Rows {
		for i, cell := range row.Cells {
			at := fmt.Sprintf("%s%d", sheet.ColumnName(i), row.Number)
			if err := b.put(g.Title, at, cell); err != nil {
				return err
			}
			if cell.Format == sheet.DateFormat {
				if err := b.SetCellStyle(g.Title, at, at, style); err != nil {
					return err
				}
			}
		}
	}
	return b.SetColWidth(g.Title, "A", "D", ownWidth)
}
