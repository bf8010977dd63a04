package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// helpReach is the last row that dropdowns and marks are laid on. A whole column
// would make Google's import as long as the longest sheet there can be.
func helpReach(kind partnership.Kind) int {
	if kind == partnership.HoursTab {
		return 20_000
	}
	return 5_000
}

const rowHeight = 18.0 // in points; one line, with some air

// A templateColumn is one column of a staff tab as it will stand.
type templateColumn struct {
	sheet.TemplateColumn
	letter string
	number int // 1-based
}

// staffTab draws one staff tab: columns, then header, then rows, then what
// helps with typing.
func (b *templateBook) staffTab(schema *sheet.TabSchema, t sheet.Template) error {
	title := string(schema.Kind)
	if err := b.addTab(title); err != nil {
		return err
	}
	filled, _ := t.Tab(title)
	columns := templateColumns(schema, filled)
	look := sheet.LookOf(schema.Kind)
	steps := []func() error{
		func() error { return b.columns(title, columns) },
		func() error { return b.header(title, columns) },
		func() error { return b.rows(title, columns, filled) },
		func() error { return b.help(schema.Kind, columns) },
		func() error { return b.marks(schema.Kind, columns, look.Marks) },
		func() error {
			last := columns[len(columns)-1].letter
			return b.AutoFilter(title, fmt.Sprintf("A1:%s%d", last, helpReach(schema.Kind)), nil)
		},
		// After the filter, which sets the tab's properties back.
		func() error { return b.sight(title, look.Tab.Ink(), look.Frozen) },
		func() error { return b.paper(title) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func templateColumns(schema *sheet.TabSchema, filled sheet.Grid) []templateColumn {
	var columns []templateColumn
	for i, c := range sheet.TemplateColumns(schema, filled) {
		columns = append(columns, templateColumn{c, sheet.ColumnName(i), i + 1})
	}
	return columns
}

func (c templateColumn) body() brush {
	switch {
	case c.Column != nil:
		return columnBrush(c.Column)
	case c.Name == sheet.NoteColumn:
		return brush{ink: sheet.QuietPaint, italic: true, wrap: true, format: asText}
	case c.Name == sheet.IDColumn:
		return brush{ink: sheet.QuietPaint, size: 9, format: asText}
	}
	return brush{}
}

// columns sets widths, formats and groups. The folded columns are a group that
// is closed, with its + over the column after it.
func (b *templateBook) columns(title string, columns []templateColumn) error {
	for _, c := range columns {
		style, err := b.paint.style(c.body())
		if err != nil {
			return err
		}
		if err := b.SetColWidth(title, c.letter, c.letter, c.Width); err != nil {
			return err
		}
		if err := b.SetColStyle(title, c.letter, style); err != nil {
			return err
		}
		switch {
		case c.Folded:
			if err := b.SetColOutlineLevel(title, c.letter, 1); err != nil {
				return err
			}
			if err := b.SetColVisible(title, c.letter, false); err != nil {
				return err
			}
		case c.Name == sheet.IDColumn:
			if err := b.SetColVisible(title, c.letter, false); err != nil {
				return err
			}
		case c.number > 1 && columns[c.number-2].Folded:
			b.collapsed[fmt.Sprintf("xl/worksheets/sheet%d.xml", b.SheetCount)] = c.number
		}
	}
	return nil
}

// header writes the header row with a note on each. What a row cannot do
// without stands in bold.
func (b *templateBook) header(title string, columns []templateColumn) error {
	for _, c := range columns {
		look := brush{ground: sheet.HeaderPaint, under: sheet.GreenPaint, wrap: true, middle: true, format: asText}
		help := ""
		switch {
		case c.Column != nil:
			look.bold = c.Column.Required
			if c.Folded {
				look.ink, look.under = sheet.QuietPaint, sheet.RulePaint
			}
			help = headerHelp(c.Column)
		case c.Name == sheet.NoteColumn:
			look.ink, look.italic, help = sheet.QuietPaint, true, words.NoteHeaderHelp
		case c.Name == sheet.IDColumn:
			look.ink, help = sheet.QuietPaint, words.IDHeaderHelp
		default:
			look = brush{}
		}
		if err := b.headerCell(title, c.letter+"1", c.Name, look, help); err != nil {
			return err
		}
	}
	return b.SetRowHeight(title, 1, 33)
}

func (b *templateBook) headerCell(title, cell, name string, look brush, help string) error {
	style, err := b.paint.style(look)
	if err != nil {
		return err
	}
	if err := b.SetCellStr(title, cell, name); err != nil {
		return err
	}
	if err := b.SetCellStyle(title, cell, cell, style); err != nil {
		return err
	}
	if help == "" {
		return nil
	}
	return b.AddComment(title, excelize.Comment{
		Cell: cell, Author: "Shelfmates",
		Paragraph: []excelize.RichTextRun{{Text: help, Font: &excelize.Font{Family: "Calibri", Size: 10, Color: sheet.InkPaint}}},
		Width:     260, Height: uint(20 + 16*noteLines(help, 40)),
	})
}

func headerHelp(c *sheet.Column) string {
	if c.Type == sheet.Checkbox {
		return c.HeaderHelp(tick)
	}
	return c.HeaderHelp(c.Example)
}

// charsIn returns how many characters of a text fit a column: its width counts
// digits, and letters are narrower.
func charsIn(width float64) int { return int(width * 1.1) }

// noteLines returns how many lines text takes at so many characters a line.
func noteLines(text string, width int) int {
	n := 0
	for part := range strings.SplitSeq(text, "\n") {
		n += 1 + max(0, len([]rune(part))-1)/width
	}
	return n
}

// rows writes the rows of the filled grid, below its header, each as high as
// its longest text will need: not every program works that out on opening.
func (b *templateBook) rows(title string, columns []templateColumn, filled sheet.Grid) error {
	for _, row := range filled.Rows {
		if row.Number == 1 {
			continue
		}
		lines := 1
		for i, cell := range row.Cells {
			if err := b.put(title, fmt.Sprintf("%s%d", sheet.ColumnName(i), row.Number), cell); err != nil {
				return err
			}
			if c := columns[i]; !c.Folded && c.body().wrap {
				lines = max(lines, noteLines(cell.Text, charsIn(c.Width)))
			}
		}
		if lines > 1 {
			if err := b.SetRowHeight(title, row.Number, float64(3+15*lines)); err != nil {
				return err
			}
		}
	}
	return nil
}

// put writes one typed cell. Its column has given it a style already, which
// stays unless the cell says otherwise.
func (b *templateBook) put(title, at string, cell sheet.Cell) error {
	switch cell.Kind {
	case sheet.TextCell:
		return b.SetCellStr(title, at, cell.Text)
	case sheet.BoolCell:
		return b.SetCellBool(title, at, cell.Bool)
	case sheet.NumberCell:
		if err := b.SetCellFloat(title, at, cell.Number, -1, 64); err != nil {
			return err
		}
		if cell.Format == sheet.DurationFormat {
			style, err := b.paint.style(brush{format: asDuration, across: "right"})
			if err != nil {
				return err
			}
			return b.SetCellStyle(title, at, at, style)
		}
	}
	return nil
}

// sight sets what is always in sight, and the colour of the tab.
func (b *templateBook) sight(title, paint string, frozen int) error {
	corner := sheet.ColumnName(frozen) + "2"
	pane := "bottomLeft"
	if frozen > 0 {
		pane = "bottomRight"
	}
	err := b.SetPanes(title, &excelize.Panes{
		Freeze: true, XSplit: frozen, YSplit: 1, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	})
	if err != nil {
		return err
	}
	return b.properTab(title, paint)
}

// properTab sets the colour of the tab, that it prints as wide as the page,
// and that the + of a group stands after it.
func (b *templateBook) properTab(title, paint string) error {
	yes, high, paint := true, rowHeight, "FF"+paint
	return b.SetSheetProps(title, &excelize.SheetPropsOptions{
		TabColorRGB: &paint, FitToPage: &yes, OutlineSummaryRight: &yes, DefaultRowHeight: &high, CustomHeight: &yes,
	})
}

// paper sets how a tab prints: across, as wide as the page, its header on
// every page, and a foot that says what and when.
func (b *templateBook) paper(title string) error {
	letter, across, wide, high := 1, "landscape", 1, 0
	err := b.SetPageLayout(title, &excelize.PageLayoutOptions{Size: &letter, Orientation: &across, FitToWidth: &wide, FitToHeight: &high})
	if err != nil {
		return err
	}
	margin, foot := 0.5, 0.3
	err = b.SetPageMargins(title, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin, Footer: &foot})
	if err != nil {
		return err
	}
	left, middle, end := words.PrintFooter("&A", "&D", "&P", "&N")
	if err := b.SetHeaderFooter(title, &excelize.HeaderFooterOptions{OddFooter: "&L" + left + "&C" + middle + "&R" + end}); err != nil {
		return err
	}
	return b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + title + "'!$1:$1", Scope: title})
}
