package sheet

import (
	"slices"
	"strconv"
	"time"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// A Template is what a new spreadsheet is made from, besides the schema: the
// same for a workbook and for Google.
type Template struct {
	// Zone is the IANA zone shown in Settings; "" leaves that cell blank.
	Zone string
	// Made is when it is made, for the file's properties; zero says nothing.
	Made time.Time
	// Filled are the tabs that start with rows, each with its header in row 1
	// and in whatever order. A staff tab has the columns of its grid, those of
	// the schema that the grid lacks coming after; the Settings tab keeps the
	// template's rows and takes the values given by name; a tab of any other
	// name is a tab of staff's own, put last and as plain as they would.
	Filled []Grid
}

// Tab returns the filled grid of that title, and whether there is one.
func (t Template) Tab(title string) (Grid, bool) {
	for _, g := range t.Filled {
		if g.Title == title {
			return g, true
		}
	}
	return Grid{}, false
}

// TemplateHeaders returns the headers of a staff tab in the order of the
// template: what is always seen, what is folded away, the note, the ID.
func TemplateHeaders(t *TabSchema) []string {
	var headers []string
	for _, folded := range []bool{false, true} {
		for _, c := range t.Columns {
			if c.Folded == folded {
				headers = append(headers, c.Name)
			}
		}
	}
	return append(headers, NoteColumn, IDColumn)
}

// A TemplateColumn is one column of a staff tab as it will stand.
type TemplateColumn struct {
	Name   string
	Column *Column // nil for the note, the ID and staff's own
	Folded bool
	Width  float64 // in characters
}

// Widths of columns that are not in the schema, in characters.
const (
	NoteWidth = 44
	idWidth   = 30
	OwnWidth  = 16
)

// TemplateColumns returns the columns of a tab: those of the filled grid as they
// stand there, then what the template has besides.
func TemplateColumns(t *TabSchema, filled Grid) []TemplateColumn {
	var headers []string
	if len(filled.Rows) > 0 {
		for _, c := range filled.Rows[0].Cells {
			headers = append(headers, c.Text)
		}
	}
	for _, name := range TemplateHeaders(t) {
		if !slices.Contains(headers, name) {
			headers = append(headers, name)
		}
	}
	columns := make([]TemplateColumn, len(headers))
	for i, name := range headers {
		columns[i] = TemplateColumnOf(t, name)
	}
	return columns
}

// TemplateColumnOf returns the column of that canonical name, or one of staff's
// own.
func TemplateColumnOf(t *TabSchema, name string) TemplateColumn {
	c := TemplateColumn{Name: name, Width: OwnWidth}
	switch at := t.Column(name); {
	case at >= 0:
		c.Column = &t.Columns[at]
		c.Folded, c.Width = c.Column.Folded, max(c.Column.Width, 9)
	case name == NoteColumn:
		c.Width = NoteWidth
	case name == IDColumn:
		c.Width = idWidth
	}
	return c
}

// HeaderHelp is what the header of the column says of it, with an example as
// one would type it.
func (c *Column) HeaderHelp(example string) string {
	blank := c.Default
	if blank == "" {
		blank = c.Usual
	}
	return words.HeaderHelp(c.Help, example, blank, c.Required)
}

// UsualCell is what a blank means, as a typed cell.
func (c *Column) UsualCell() Cell {
	switch {
	case c.Usual == "":
		return Cell{}
	case c.Type == Clock:
		if clock, err := schoolyear.ParseClock(c.Usual); err == nil {
			return Cell{Kind: NumberCell, Format: TimeFormat, Number: float64(clock) / (24 * 60)}
		}
	case c.Type == Whole && c.Unit == "":
		if n, err := strconv.Atoi(c.Usual); err == nil {
			return Cell{Kind: NumberCell, Number: float64(n)}
		}
	}
	return Cell{Kind: TextCell, Text: c.Usual}
}

// TypedSettings returns the values of settings that the template brings, by
// name.
func (t Template) TypedSettings() map[string]Cell {
	typed := map[string]Cell{}
	if t.Zone != "" {
		typed["Time zone"] = Cell{Kind: TextCell, Text: t.Zone}
	}
	filled, _ := t.Tab(string(SettingsTab))
	for _, row := range filled.Rows {
		if row.Number > 1 && len(row.Cells) > 1 {
			typed[row.Cells[0].Text] = row.Cells[1]
		}
	}
	return typed
}
