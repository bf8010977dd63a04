package workbook

import (
	"fmt"
	"strings"

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
		{"C", sheet.AboutHeader, aboutWidth, brush{wrap: true, ink: sheet.QuietPaint, format: asText}},
		{"D", sheet.NoteColumn, sheet.NoteWidth, brush{wrap: true, ink: sheet.QuietPaint, italic: true, format: asText}},
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
		look := brush{ground: sheet.HeaderPaint, under: sheet.GreenPaint, middle: true, bold: c.letter < "C", format: asText}
		if c.header == sheet.NoteColumn {
			look.ink, look.italic = sheet.QuietPaint, true
		}
		if err := b.headerCell(title, c.letter+"1", c.header, look, ""); err != nil {
			return err
		}
	}
	if err := b.SetRowHeight(title, 1, 24); err != nil {
		return err
	}
	typed := t.TypedSettings()
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
	if err := b.marks(sheet.SettingsTab, []templateColumn{{sheet.TemplateColumn{Name: sheet.NoteColumn}, "D", 4}}, []sheet.Mark{{Column: sheet.NoteColumn, When: sheet.Filled, Tone: sheet.WaitingTone}}); err != nil {
		return err
	}
	if err := b.sight(title, sheet.QuietPaint, 0); err != nil {
		return err
	}
	return b.paper(title)
}

func (b *templateBook) fineHeading(title string, row int) error {
	style, err := b.paint.style(brush{ground: sheet.PaperPaint, ink: sheet.QuietPaint, bold: true, middle: true, format: asText, under: sheet.RulePaint})
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
		typed = c.UsualCell()
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
	if err := b.properTab(sheet.ReportTitle, sheet.RulePaint); err != nil {
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
	return b.SetColWidth(g.Title, "A", "D", sheet.OwnWidth)
}
