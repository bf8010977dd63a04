package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// tick is what approves in a workbook, where a blank row has no checkbox.
const tick = "Yes"

// help lays dropdowns and prompts on the columns of a tab.
func (b *templateBook) help(kind partnership.Kind, columns []templateColumn) error {
	for _, c := range columns {
		var v *excelize.DataValidation
		var err error
		switch {
		case c.Name == sheet.IDColumn:
			v = excelize.NewDataValidation(true)
			v.SetInput(words.IDPromptTitle, words.IDPrompt)
		case c.Column != nil:
			v, err = cellHelp(c.Column)
		}
		if err != nil {
			return fmt.Errorf("help with %s: %w", c.Name, err)
		}
		if v == nil {
			continue
		}
		v.Sqref = fmt.Sprintf("%s2:%s%d", c.letter, c.letter, helpReach(kind))
		if err := b.AddDataValidation(string(kind), v); err != nil {
			return fmt.Errorf("help with %s: %w", c.Name, err)
		}
	}
	return nil
}

// cellHelp returns what cells of the column offer or say while they are
// typed, nil where that is nothing. It warns at most, and takes a blank.
func cellHelp(c *sheet.Column) (*excelize.DataValidation, error) {
	v := excelize.NewDataValidation(true)
	drop, ok := c.Dropdown()
	switch {
	case c.Type == sheet.Checkbox:
		if err := v.SetDropList([]string{tick}); err != nil {
			return nil, err
		}
		v.SetInput(c.Name, c.Help)
		return v, nil
	case !ok:
		if c.Type != sheet.List && c.Type != sheet.Refs && c.Type != sheet.Ref {
			return nil, nil
		}
		v.SetInput(c.Name, c.Help)
		return v, nil
	case drop.From != "":
		v.SetSqrefDropList(namesRange(drop.From))
		if drop.Warns {
			v.SetError(excelize.DataValidationErrorStyleWarning, words.NotANameTitle(string(drop.From)), words.NotAName(string(drop.From)))
		}
		return v, nil
	}
	if err := v.SetDropList(drop.Choices); err != nil {
		return nil, err
	}
	if drop.Warns {
		v.SetError(excelize.DataValidationErrorStyleWarning, words.NotAChoiceTitle, words.NotAChoice)
	}
	return v, nil
}

// namesRange returns the cells that hold the names of a tab. Those a template
// starts with stand in its first column.
func namesRange(kind partnership.Kind) string {
	return fmt.Sprintf("'%s'!$A$2:$A$%d", kind, 2_000)
}

// marks lays the conditional colours on a tab.
func (b *templateBook) marks(kind partnership.Kind, columns []templateColumn, marks []sheet.Mark) error {
	lastInSight := "A"
	letters := map[string]string{}
	for _, c := range columns {
		letters[c.Name] = c.letter
		if c.Column != nil {
			lastInSight = c.letter
		}
	}
	for _, m := range marks {
		letter, ok := letters[m.Column]
		if !ok {
			continue
		}
		tone, err := b.paint.tone(m.Tone)
		if err != nil {
			return err
		}
		first, last := letter, letter
		if m.Row {
			first, last = "A", lastInSight
		}
		err = b.SetConditionalFormat(string(kind), fmt.Sprintf("%s2:%s%d", first, last, helpReach(kind)), []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: markFormula("$"+letter+"2", m), Format: &tone},
		})
		if err != nil {
			return fmt.Errorf("colour %s: %w", m.Column, err)
		}
	}
	return b.hairlines(string(kind), columns[len(columns)-1].letter, helpReach(kind))
}

// hairlines draws a fine line below each row that has content.
func (b *templateBook) hairlines(title, last string, end int) error {
	line, err := b.NewConditionalStyle(&excelize.Style{Border: []excelize.Border{{Type: "bottom", Color: sheet.RulePaint, Style: 1}}})
	if err != nil {
		return err
	}
	err = b.SetConditionalFormat(title, fmt.Sprintf("A2:%s%d", last, end), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: fmt.Sprintf("COUNTA($A2:$%s2)>0", last), Format: &line},
	})
	if err != nil {
		return fmt.Errorf("draw hairlines: %w", err)
	}
	return nil
}

// markFormula writes when a mark holds, about the cell of the first row.
func markFormula(cell string, m sheet.Mark) string {
	switch m.When {
	case sheet.Is:
		var any []string
		for _, text := range m.Texts {
			any = append(any, fmt.Sprintf("%s=%q", cell, text))
		}
		return "OR(" + strings.Join(any, ",") + ")"
	case sheet.Before:
		return fmt.Sprintf("AND(ISNUMBER(%s),%s<TODAY()+%d)", cell, cell, m.Days)
	}
	return fmt.Sprintf("LEN(%s)>0", cell)
}
