package sheet

import (
	"math"
	"strconv"
	"strings"

	"shelfmates/shared/schoolyear"
)

// zeroDay is the day whose serial number is 0: 30 December 1899.
const zeroDay = schoolyear.Day(693594)

// lastSerial is 31 December 9999, the last day that a spreadsheet knows.
const lastSerial = 2958465

// Show returns what a cell shows, on one line, as far as that can be told from
// its value: "2026-09-05" for a date, "1:30" for a duration.
func Show(c Cell) string {
	switch c.Kind {
	case TextCell:
		s, _ := cut(cleanLine(c.Text), maxShort)
		return s
	case ErrorCell:
		s, _ := cut(cleanLine(c.Text), maxShort)
		return s
	case BoolCell:
		if c.Bool {
			return "TRUE"
		}
		return "FALSE"
	case NumberCell:
		return showNumber(c)
	}
	return ""
}

func showNumber(c Cell) string {
	if day, ok := serialDay(c.Number); ok && c.Format == DateFormat {
		return day.String()
	}
	if abs := math.Abs(c.Number); abs < lastSerial {
		seconds := int64(math.Round(abs * 24 * 60 * 60))
		switch c.Format {
		case TimeFormat:
			return schoolyear.Clock(seconds / 60 % (24 * 60)).String()
		case DurationFormat:
			text := itoa(int(seconds/3600)) + ":" + twoDigits(int(seconds/60%60))
			if c.Number < 0 {
				text = "-" + text
			}
			return text
		}
	}
	return digits(c.Number)
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + itoa(n)
	}
	return itoa(n)
}

// digits writes a number without exponent: "2134", "0.5".
func digits(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// serialDay returns the day of a serial number, the time of day cut off.
func serialDay(n float64) (schoolyear.Day, bool) {
	if !(n >= 0 && n < lastSerial+1) { // also NaN
		return 0, false
	}
	return zeroDay + schoolyear.Day(n), true
}

// errorText returns the text of a formula error, and whether the cell is one.
// A value that is still being fetched counts: nothing is known of it. Google
// adds the reason, "#REF! (Reference does not exist)"; the error alone is told.
func errorText(c Cell) (string, bool) {
	switch c.Kind {
	case ErrorCell:
		return Show(c), true
	case TextCell:
		if len(c.Text) < 4 || c.Text[0] != '#' && c.Text[0] != 'L' {
			return "", false
		}
		text := c.Text
		if short, _, found := strings.Cut(text, " ("); found && strings.HasSuffix(text, ")") {
			text = short
		}
		switch text {
		case "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!", "#CALC!", "#GETTING_DATA", "Loading...", "Loading…":
			return text, true
		}
	}
	return "", false
}

// blankCell reports whether the cell shows nothing.
func blankCell(c Cell) bool {
	switch c.Kind {
	case BlankCell:
		return true
	case TextCell:
		if c.Text != "" && c.Text[0] > ' ' && c.Text[0] < 0x7f {
			return false
		}
		return cleanLine(c.Text) == ""
	}
	return false
}

// cellAt returns the cell in the 0-based column at, blank beyond the row's end.
func cellAt(cells []Cell, at int) Cell {
	if at < 0 || at >= len(cells) {
		return Cell{}
	}
	return cells[at]
}

// cellText returns what a cell of text says, trimmed.
func cellText(cells []Cell, at int) string {
	if at < 0 || at >= len(cells) {
		return ""
	}
	if cells[at].Kind == TextCell {
		return cleanText(cells[at].Text)
	}
	return Show(cells[at])
}
