package sheet

import (
	"math"
	"strconv"
	"strings"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// FormatValue writes a value for people: "5 September 2026", "1.5 hours",
// "$36.14", "Yes", "Coding and Spanish". A blank is "".
func FormatValue(col *Column, v Value) string {
	if v.State != Good {
		return ""
	}
	switch col.Type {
	case Date:
		return words.On(schoolyear.Day(v.Num).Date()).Full()
	case Clock:
		return words.Clock(int(v.Num))
	case Duration:
		return words.HoursTyped(int(v.Num))
	case Whole:
		return joined(words.Number(int(v.Num)), trimmedUnit(v.Num, col.Unit))
	case Number:
		return joined(digits(float64(v.Num)/1e4), trimmedUnit(v.Num/1e4, col.Unit))
	case Money:
		return words.Money(v.Num)
	case YesNo, Checkbox:
		if v.Num != 0 {
			return "Yes"
		}
		return "No"
	case List:
		return words.List(v.Items())
	}
	return v.Text
}

func joined(number, unit string) string {
	if unit == "" {
		return number
	}
	return number + " " + unit
}

// TypedValue writes a value as staff would type it into its cell: "2026-09-05",
// "1.5", "36.14", "Yes", "Coding, Spanish". A blank is "".
func TypedValue(col *Column, v Value) string {
	if v.State != Good {
		return ""
	}
	switch col.Type {
	case Date:
		return schoolyear.Day(v.Num).String()
	case Clock:
		return schoolyear.Clock(v.Num).String()
	case Duration:
		return hoursForm(int(v.Num))
	case Whole:
		return joined(strconv.FormatInt(v.Num, 10), trimmedUnit(v.Num, col.Unit))
	case Number:
		return digits(float64(v.Num) / 1e4)
	case Money:
		return moneyDigits(v.Num)
	case YesNo, Checkbox:
		return FormatValue(col, v)
	case List:
		if col.Each == SpanItem || col.Each == TimeItem {
			return v.Text // one a line
		}
		return strings.Join(v.Items(), ", ")
	}
	return v.Text
}

// ExportValue returns a value in the form of the exports (DESIGN section 5): a
// string, a float64, a bool or a []string; nil for a blank one. References are
// as typed here; who knows what they mean puts the canonical names.
func ExportValue(col *Column, v Value) any {
	if v.State != Good {
		return nil
	}
	switch col.Type {
	case Date:
		return schoolyear.Day(v.Num).String()
	case Clock:
		return schoolyear.Clock(v.Num).String()
	case Duration:
		return math.Round(float64(v.Num)*1e4/60) / 1e4
	case Whole:
		return float64(v.Num)
	case Number:
		return float64(v.Num) / 1e4
	case Money:
		return moneyDigits(v.Num)
	case YesNo, Checkbox:
		return v.Num != 0
	case List:
		return v.Items()
	case Refs:
		return splitClean(v.Text)
	}
	return v.Text
}

func moneyDigits(cents int64) string {
	s := strconv.FormatInt(cents/100, 10)
	return s + "." + twoDigits(int(cents%100))
}

func splitClean(s string) []string {
	var parts []string
	for _, part := range splitItems(s, true) {
		if part = cleanLine(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
