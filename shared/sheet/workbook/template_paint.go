package workbook

import (
	"github.com/xuri/excelize/v2"

	"shelfmates/shared/sheet"
)

// A brush is all that two cells can differ in.
type brush struct {
	ink, ground  string
	format       string
	size         float64
	bold, italic bool
	wrap         bool
	across       string // left where it is "", or center, or right
	middle       bool   // of the row's height; else its top
	under        string // colour of a line below
}

// A painter makes each style once: a workbook has room for some 64,000, and
// is smaller with few.
type painter struct {
	file   *excelize.File
	styles map[brush]int
	tones  map[sheet.Tone]int
}

func newPainter(f *excelize.File) *painter {
	return &painter{file: f, styles: map[brush]int{}, tones: map[sheet.Tone]int{}}
}

// style returns the number of the style that b describes.
func (p *painter) style(b brush) (int, error) {
	if id, made := p.styles[b]; made {
		return id, nil
	}
	if b.ink == "" {
		b.ink = sheet.InkPaint
	}
	if b.size == 0 {
		b.size = 11
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: "Calibri", Size: b.size, Color: b.ink, Bold: b.bold, Italic: b.italic},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: b.wrap},
	}
	if b.middle {
		s.Alignment.Vertical = "center"
	}
	switch b.across {
	case "center":
		s.Alignment.Horizontal = "center"
	case "right": // and not against the text of the next column
		s.Alignment.Horizontal, s.Alignment.Indent = "right", 1
	default:
		s.Alignment.Horizontal = "left"
	}
	if b.ground != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{b.ground}}
	}
	if b.format != "" {
		s.CustomNumFmt = &b.format
	}
	if b.under != "" {
		s.Border = []excelize.Border{{Type: "bottom", Color: b.under, Style: 2}}
	}
	id, err := p.file.NewStyle(s)
	if err == nil {
		p.styles[b] = id
	}
	return id, err
}

// tone returns the number of the conditional style of a tone.
func (p *painter) tone(t sheet.Tone) (int, error) {
	if id, made := p.tones[t]; made {
		return id, nil
	}
	s := &excelize.Style{Font: &excelize.Font{Color: t.Ink()}}
	if tint := t.Tint(); tint != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{tint}}
	}
	id, err := p.file.NewConditionalStyle(s)
	if err == nil {
		p.tones[t] = id
	}
	return id, err
}

// The formats of numbers, in the words of a spreadsheet file.
const (
	asText     = "@"
	asDate     = "mmm d, yyyy"
	asTime     = "h:mm AM/PM"
	asDuration = "[h]:mm"
	asMoney    = "#,##0.00"
	asWhole    = "#,##0"
)

// typeFormat returns the format that cells of a type start with. Text is said to
// be text, so that "3-5" stays a group of grades and a phone number keeps its
// zeros. A duration has no format: a spreadsheet then gives 1:30 that of a
// time, which is how it is told from 1.5.
func typeFormat(t sheet.Type) string {
	switch t {
	case sheet.Date:
		return asDate
	case sheet.Clock:
		return asTime
	case sheet.Money:
		return asMoney
	case sheet.Whole:
		return asWhole
	case sheet.Duration, sheet.Number, sheet.YesNo, sheet.Checkbox:
		return ""
	}
	return asText
}

// columnBrush returns the brush of a column's cells.
func columnBrush(c *sheet.Column) brush {
	b := brush{format: typeFormat(c.Type)}
	switch c.Type {
	case sheet.Text, sheet.LongText, sheet.List, sheet.Name, sheet.Ref, sheet.Refs:
		b.wrap = true
	case sheet.YesNo, sheet.Checkbox, sheet.Whole, sheet.Number:
		b.across = "center"
	case sheet.Money, sheet.Duration:
		b.across = "right"
	}
	if c.System {
		b.ink = sheet.QuietPaint
	}
	return b
}
