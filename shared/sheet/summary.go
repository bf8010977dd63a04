package sheet

import (
	"slices"
	"strings"
	"unicode"

	"shelfmates/shared/partnership"
)

// summary reports whether the row adds up others: it says so where the name of
// somebody should stand; or all else in it is numbers, and it says so before
// them or lacks what a record needs; or it holds nothing but results of formulas
// that are numbers.
func (in *reader) summary() bool {
	if in.totalNamed() {
		return true
	}
	numbers, formulas, label, first := 0, 0, false, false
	for at, c := range in.cells {
		if at == in.l.NoteAt || at == in.l.IDAt || blankCell(c) || c.Kind == BoolCell && !c.Bool {
			continue
		}
		switch {
		case c.Kind == NumberCell:
			numbers++
			if c.Formula {
				formulas++
			}
		case c.Kind == TextCell && !label && totalLabel(c.Text):
			label, first = true, numbers == 0
		default:
			return false
		}
	}
	if label {
		return first || in.lacks()
	}
	return formulas > 0 && formulas == numbers
}

// totalNamed reports whether a required cell that is to name records of another
// tab says "Total", and no record has that name.
func (in *reader) totalNamed() bool {
	for i, at := range in.l.Columns {
		col := &in.t.Columns[i]
		if !col.Required || col.Type != Ref && col.Type != Refs || at < 0 || at >= len(in.cells) {
			continue
		}
		if c := in.cells[at]; c.Kind == TextCell && totalLabel(c.Text) && (in.l.Named == nil || !in.l.Named(col.Refers, c.Text)) {
			return true
		}
	}
	return false
}

// lacks reports whether a required cell of the row is blank.
func (in *reader) lacks() bool {
	for i, at := range in.l.Columns {
		if in.t.Columns[i].Required && at >= 0 && blankCell(cellAt(in.cells, at)) {
			return true
		}
	}
	return false
}

// totalWords head a row that adds up others; besideTotal may stand with them and
// say of what and of when. Anything else makes it a name: "Total Fitness".
var (
	totalWords  = []string{"total", "totals", "subtotal", "subtotals", "grandtotal", "sum", "sums", "summe"}
	besideTotal = []string{
		"grand", "sub", "overall", "running", "all", "of", "for", "in", "the", "so", "far", "to", "date", "and",
		"hours", "hrs", "students", "volunteers", "visits", "people", "value", "donations", "gifts",
		"week", "month", "quarter", "term", "semester", "year", "school", "spring", "summer", "fall", "autumn", "winter",
	}
)

// totalLabel reports whether a text as a whole heads a row of totals: "Total",
// "TOTALS:", "Total for October", "Fall 2026 subtotal".
func totalLabel(s string) bool {
	if len(s) < len("sum") || len(s) > 40 || !holdsTotal(s) {
		return false
	}
	total, year := false, false
	for _, word := range strings.FieldsFunc(partnership.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch {
		case slices.Contains(totalWords, word):
			total = true
		case yearWord(word):
			year = true
		case year && len(word) == 2 && allDigits(word): // "2026-27"
		case !slices.Contains(besideTotal, word) && !monthWord(word):
			return false
		}
	}
	return total
}

// holdsTotal reports at little cost whether "total" or "sum" stands in a text.
func holdsTotal(s string) bool {
	for i := 0; i+len("sum") <= len(s); i++ {
		switch s[i] | 0x20 {
		case 's':
			if strings.EqualFold(s[i:i+len("sum")], "sum") {
				return true
			}
		case 't':
			if end := i + len("total"); end <= len(s) && strings.EqualFold(s[i:end], "total") {
				return true
			}
		}
	}
	return false
}

func monthWord(word string) bool {
	_, ok := monthNamed(word)
	return ok
}

func yearWord(word string) bool {
	n, ok := smallNumber(word, 4)
	return ok && n >= 1900 && n < 2100
}

func allDigits(word string) bool {
	_, ok := smallNumber(word, len(word))
	return ok
}
