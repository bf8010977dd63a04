package sheet

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// The dates that a cell may mean. A number outside is a typing slip: 15 in a
// date column is 14 January 1900 to the spreadsheet, 2026 is 18 July 1905.
const (
	firstYear = 1930
	lastYear  = 2199
)

// date reads a cell that holds a date: by its serial number, never by how it is
// displayed, or typed as text that can mean one date only.
func (in *reader) date(col *Column, at int, c Cell) Value {
	switch c.Kind {
	case NumberCell:
		day, ok := plausibleDay(c.Number)
		if !ok || c.Format == DurationFormat {
			return in.bad(DateImpossible, col, at, c, "")
		}
		return Value{State: Good, Num: int64(day)}
	case TextCell:
		if day, ok := textDay(c.Text); ok {
			in.say(DateAsText, Note, col, at, c, day.String())
			return Value{State: Good, Num: int64(day)}
		}
		day, monthDay := guessDay(c.Text)
		if monthDay != "" {
			return in.bad(DateUnread, col, at, c, "", monthDay)
		}
		return in.bad(DateUnread, col, at, c, day.String())
	}
	return in.bad(DateUnread, col, at, c, "")
}

// plausibleDay returns the day of a serial number.
func plausibleDay(n float64) (schoolyear.Day, bool) {
	day, ok := serialDay(n)
	return day, ok && !math.Signbit(n) && plausible(day)
}

func plausible(d schoolyear.Day) bool {
	y, _, _ := d.Date()
	return y >= firstYear && y <= lastYear
}

// textDay reads a date typed as text: ISO 8601, with or without a time of day
// but without a zone, or day, month by name and year of four digits in any
// order that people write, with the right weekday before it or none.
func textDay(s string) (schoolyear.Day, bool) {
	s = cleanLine(s)
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' {
		day, err := schoolyear.ParseDay(s[:10])
		return day, err == nil && plausible(day) && timeOfDay(s[10:])
	}
	return namedDay(s)
}

// timeOfDay reports whether s, what follows an ISO date, is nothing or a time
// of day.
func timeOfDay(s string) bool {
	if s == "" {
		return true
	}
	if s[0] != 'T' && s[0] != ' ' {
		return false
	}
	for _, layout := range []string{"15:04", "15:04:05"} { // takes fractions of a second too
		if _, err := time.Parse(layout, s[1:]); err == nil {
			return true
		}
	}
	return false
}

// namedDay reads "5 September 2026", "Sat, Sept 5th, 2026", "2026 September 5".
func namedDay(s string) (schoolyear.Day, bool) {
	if len(s) > 60 {
		return 0, false
	}
	var year, day int
	var month time.Month
	weekday, named := time.Weekday(0), false
	for _, word := range strings.FieldsFunc(partnership.Fold(s), func(r rune) bool { return strings.ContainsRune(" ,.-", r) }) {
		if word == "of" || word == "the" {
			continue
		}
		if n, ok := smallNumber(word, 4); ok && len(word) == 4 && year == 0 {
			year = n
			continue
		}
		if n, ok := ordinal(word); ok && day == 0 {
			day = n
			continue
		}
		if m, ok := monthNamed(word); ok && month == 0 {
			month = m
			continue
		}
		d, ok := weekdayNamed(word)
		if !ok || named {
			return 0, false
		}
		weekday, named = d, true
	}
	if year == 0 || day == 0 || month == 0 {
		return 0, false
	}
	return checkedDay(year, month, day, func(d schoolyear.Day) bool { return !named || d.Weekday() == weekday })
}

func checkedDay(year int, month time.Month, day int, holds func(schoolyear.Day) bool) (schoolyear.Day, bool) {
	d := schoolyear.MakeDay(year, month, day)
	y, m, n := d.Date()
	return d, y == year && m == month && n == day && plausible(d) && holds(d)
}

// ordinal reads "5", "05", "5th", "1st".
func ordinal(word string) (int, bool) {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		word = strings.TrimSuffix(word, suffix)
	}
	n, ok := smallNumber(word, 2)
	return n, ok && n >= 1 && n <= 31
}

// monthNamed returns the month of a folded name, or of its first three letters
// or more.
func monthNamed(word string) (time.Month, bool) {
	if len(word) < 3 {
		return 0, false
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), word) {
			return m, true
		}
	}
	return time.September, word == "sept"
}

var (
	dateWord = regexp.MustCompile(`'?\d+|\p{L}+`)
	numeric  = regexp.MustCompile(`^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$`)
)

// dateWords may stand in a date without changing its day.
var dateWords = []string{"of", "the", "on", "about", "around", "approx", "approximately", "circa", "ca", "ish", "st", "nd", "rd", "th"}

// guessDay returns what a text that is no plain date was probably meant to be:
// a day, or where it has no year the month and day as "09-05", or neither. Where
// it could be two days ("10-12 Sept"), or says a weekday that the day is not, it
// is neither.
func guessDay(s string) (day schoolyear.Day, monthDay string) {
	s = partnership.Fold(s)
	if len(s) > 60 {
		return 0, ""
	}
	if parts := numeric.FindStringSubmatch(s); parts != nil {
		return guessNumeric(parts[1], parts[2], parts[3]), ""
	}
	var month time.Month
	weekday, named := time.Weekday(0), false
	year, date, between := 0, 0, false // whether the month stands behind the date
	words := dateWord.FindAllString(s, -1)
	for i, word := range words {
		n, short := smallNumber(strings.TrimPrefix(word, "'"), 2)
		full, whole := smallNumber(word, 4)
		m, isMonth := monthNamed(word)
		d, isWeekday := weekdayNamed(word)
		switch {
		case whole && len(word) == 4 && year == 0:
			year = full
		case short && date == 0 && word[0] != '\'' && n >= 1 && n <= 31:
			date = n
		case short && year == 0 && (word[0] == '\'' || between && len(word) == 2 && i == len(words)-1):
			if year = century(n); year == 0 {
				return 0, ""
			}
		case isMonth && month == 0:
			month, between = m, date != 0
		case isWeekday && !named:
			weekday, named = d, true
		case !slices.Contains(dateWords, word):
			return 0, ""
		}
	}
	switch {
	case month == 0 || date == 0 || year == 0 && named:
		return 0, ""
	case year == 0:
		return 0, twoDigits(int(month)) + "-" + twoDigits(date)
	}
	return orNone(checkedDay(year, month, date, func(d schoolyear.Day) bool { return !named || d.Weekday() == weekday })), ""
}

// century returns the year that two digits mean, which is none of ours where
// they could belong to the century before.
func century(n int) int {
	if n >= 60 {
		return 0
	}
	return 2000 + n
}

// guessNumeric reads three numbers: the year first, or else day and month in
// the order that makes them one date only.
func guessNumeric(a, b, c string) schoolyear.Day {
	first, _ := smallNumber(a, 4)
	second, _ := smallNumber(b, 2)
	third, _ := smallNumber(c, 4)
	if len(a) == 4 {
		return orNone(checkedDay(first, time.Month(second), third, anyDay))
	}
	switch {
	case len(c) == 2:
		third = century(third)
	case len(c) != 4:
		return 0
	}
	switch {
	case first > 12 || first == second:
		return orNone(checkedDay(third, time.Month(second), first, anyDay))
	case second > 12:
		return orNone(checkedDay(third, time.Month(first), second, anyDay))
	}
	return 0
}

func anyDay(schoolyear.Day) bool { return true }

func orNone(d schoolyear.Day, ok bool) schoolyear.Day {
	if !ok {
		return 0
	}
	return d
}
