package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"shelfmates/shared/schoolyear"
)

// The longest time that one entry may give (SHEET.md, Reading cells).
const maxMinutes = 100 * 60

// duration reads a cell of hours: 1.5 as hours, 1:30 or a cell formatted as a
// time by its value. It is rounded half up to a whole minute.
func (in *reader) duration(col *Column, at int, c Cell) Value {
	var minutes int64
	var over, ok bool
	switch c.Kind {
	case NumberCell:
		if c.Format == DateFormat && c.Number >= 1 {
			return in.bad(HoursUnread, col, at, c, "")
		}
		minutes, over, ok = numberMinutes(c)
	case TextCell:
		minutes, over, ok = textMinutes(cleanLine(c.Text))
		if !ok {
			return in.bad(HoursUnread, col, at, c, guessHours(c.Text))
		}
	}
	switch {
	case !ok:
		return in.bad(HoursUnread, col, at, c, "")
	case over || minutes < 1 || minutes > maxMinutes:
		return in.bad(HoursRange, col, at, c, "")
	}
	return Value{State: Good, Num: minutes}
}

// numberMinutes returns the minutes of a number cell; over says that it is more
// than the longest time before rounding.
func numberMinutes(c Cell) (minutes int64, over, ok bool) {
	if !(math.Abs(c.Number) < 1e6) {
		return 0, true, !math.IsNaN(c.Number)
	}
	if c.Format != PlainFormat {
		seconds := int64(math.Round(c.Number * 24 * 60 * 60))
		return floorDiv(seconds+30, 60), seconds > maxMinutes*60, true
	}
	if m := c.Number * 60; m == math.Trunc(m) {
		return int64(m), m > maxMinutes, true
	}
	n, ok := decimalOf(c.Number, hourPlaces)
	return hourMinutes(n), n > 100*hourUnits, ok
}

// Hours are taken to nine decimal places before they are rounded to minutes.
const (
	hourPlaces = 9
	hourUnits  = 1_000_000_000
)

func hourMinutes(n int64) int64 { return floorDiv(n*60+hourUnits/2, hourUnits) }

// floorDiv divides and rounds down, b above zero.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// textMinutes reads "1.5", "1:30" or "1:30:00".
func textMinutes(s string) (minutes int64, over, ok bool) {
	hours, rest, clock := strings.Cut(s, ":")
	if !clock {
		n, ok := parseDecimal(s, hourPlaces)
		return hourMinutes(n), n > 100*hourUnits, ok && n < 1e6*hourUnits
	}
	h, ok := smallNumber(hours, 4)
	mm, ss, seconds := strings.Cut(rest, ":")
	m, fine := smallNumber(mm, 2)
	s60 := 0
	if seconds {
		var full bool
		s60, full = smallNumber(ss, 2)
		fine = fine && full && len(ss) == 2 && s60 < 60
	}
	if !ok || !fine || len(mm) != 2 || m >= 60 {
		return 0, false, false
	}
	total := int64(h)*3600 + int64(m)*60 + int64(s60)
	return (total + 30) / 60, total > maxMinutes*60, true
}

var (
	hoursAndMinutes = regexp.MustCompile(`^(\d+)\s*(?:h|hr|hrs|hour|hours)\.?\s*(?:and\s*)?(\d{1,2})\s*(?:m|min|mins|minute|minutes)?\.?$`)
	minutesAlone    = regexp.MustCompile(`^(\d+)\s*(?:m|min|mins|minute|minutes)\.?$`)
	oneNumber       = regexp.MustCompile(`\d+(?:[.,]\d+)?`)
)

// numberWords are the lengths that people write out.
var numberWords = map[string]string{
	"half": "0.5", "half an hour": "0.5", "a half": "0.5", "one": "1", "an hour": "1", "one and a half": "1.5", "two": "2",
	"two and a half": "2.5", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"ten": "10", "eleven": "11", "twelve": "12",
}

// guessHours returns the form to type for a text that is no plain length of
// time, "" when none can be told.
func guessHours(s string) string {
	s = strings.NewReplacer("½", ".5", "1⁄2", ".5", " 1/2", ".5", "¼", ".25", "¾", ".75", " .", ".").Replace(Fold(strings.NewReplacer("½", ".5", "¼", ".25", "¾", ".75").Replace(s)))
	if word, ok := numberWords[strings.TrimSuffix(strings.TrimSuffix(s, " hours"), " hour")]; ok {
		return word
	}
	minutes := 0
	if parts := hoursAndMinutes.FindStringSubmatch(s); parts != nil {
		h, _ := strconv.Atoi(parts[1])
		m, _ := strconv.Atoi(parts[2])
		minutes = h*60 + m
	} else if parts := minutesAlone.FindStringSubmatch(s); parts != nil {
		minutes, _ = strconv.Atoi(parts[1])
	} else if found := oneNumber.FindAllString(s, 2); len(found) == 1 && !strings.Contains(s, "-") {
		s = strings.Replace(found[0], ",", ".", 1)
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		if m, over, ok := textMinutes(s); ok && !over && m > 0 {
			return s
		}
		return ""
	}
	if minutes < 1 || minutes > maxMinutes {
		return ""
	}
	return hoursForm(minutes)
}

// hoursForm writes minutes as they may be typed: "2.5", and "2:20" where hours
// have no short decimal form.
func hoursForm(minutes int) string {
	if minutes%3 == 0 { // two decimal places at most
		return digits(float64(minutes) / 60)
	}
	return itoa(minutes/60) + ":" + twoDigits(minutes%60)
}

// clock reads a cell that holds a time of day.
func (in *reader) clock(col *Column, at int, c Cell) Value {
	switch c.Kind {
	case NumberCell:
		if n := c.Number; n >= 0 && n < lastSerial && (n < 1 || c.Format == TimeFormat || c.Format == DateFormat) && c.Format != DurationFormat {
			minutes := int64(math.Round((n-math.Floor(n))*24*60)) % (24 * 60)
			return Value{State: Good, Num: minutes}
		}
		return in.bad(ClockUnread, col, at, c, guessClock(Show(c)))
	case TextCell:
		if clock, ok := textClock(c.Text); ok {
			return Value{State: Good, Num: int64(clock)}
		}
		return in.bad(ClockUnread, col, at, c, guessClock(c.Text))
	}
	return in.bad(ClockUnread, col, at, c, "")
}

var clockDigits = regexp.MustCompile(`^(\d{1,2})(?:[.h,]?(\d\d)|h)?(?:\s*(?:o'clock|uhr|h|hrs))?$`)

// guessClock returns the form to type for a text that is no plain time of day.
func guessClock(s string) string {
	s = Fold(s)
	switch s {
	case "noon", "midday":
		return "12:00"
	}
	parts := clockDigits.FindStringSubmatch(s)
	if parts == nil {
		return ""
	}
	minutes := parts[2]
	if minutes == "" {
		minutes = "00"
	}
	clock, ok := textClock(parts[1] + ":" + minutes)
	if !ok {
		return ""
	}
	return clock.String()
}

// textClock reads a time of day typed as text: "15:30", "3:30 pm", "3 pm".
func textClock(s string) (schoolyear.Clock, bool) {
	s = strings.ReplaceAll(strings.ReplaceAll(Fold(s), ".", ""), " ", "")
	half := -1
	switch {
	case strings.HasSuffix(s, "am"):
		half = 0
	case strings.HasSuffix(s, "pm"):
		half = 12
	}
	if half >= 0 {
		s = s[:len(s)-2]
	}
	hours, minutes, colon := strings.Cut(s, ":")
	h, ok := smallNumber(hours, 2)
	m := 0
	if colon {
		var fine bool
		m, fine = smallNumber(minutes, 2)
		ok = ok && fine && len(minutes) == 2
	}
	switch {
	case !ok || m > 59 || h > 23 || !colon && half < 0:
		return 0, false
	case half >= 0 && (h < 1 || h > 12):
		return 0, false
	case half >= 0:
		h = h%12 + half
	}
	return schoolyear.Clock(h*60 + m), true
}
