package sheet

import (
	"math"
	"regexp"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// The longest time that one entry may give (SHEET.md, Reading cells).
const maxMinutes = 100 * 60

// longDay is a time that hardly anybody gives in one day: more is asked about.
const longDay = 12 * 60

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
			return in.bad(HoursUnread, col, at, c, guessHours(col, c.Text))
		}
	}
	switch {
	case !ok:
		return in.bad(HoursUnread, col, at, c, "")
	case over || minutes < 1 || minutes > maxMinutes:
		return in.bad(HoursRange, col, at, c, "")
	}
	half := c.Format != PlainFormat && c.Number < 1 // 0.5 typed into a cell of times shows 12:00
	if minutes > longDay || half && minutes == longDay {
		in.say(HoursMany, Note, col, at, c, "", words.HoursTyped(int(minutes)))
	}
	return Value{State: Good, Num: minutes}
}

// numberMinutes returns the minutes of a number cell; over says that it is more
// than the longest time before rounding. A time of day is less than a day: 1.5
// typed into a cell that shows those, as below one with 1:30, is a plain number.
func numberMinutes(c Cell) (minutes int64, over, ok bool) {
	if !(math.Abs(c.Number) < 1e6) {
		return 0, true, !math.IsNaN(c.Number)
	}
	if c.Format != PlainFormat && (c.Format != TimeFormat || c.Number < 1) {
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
		n = min(n, 1e6*hourUnits)
		return hourMinutes(max(n, -1e6*hourUnits)), n > 100*hourUnits, ok
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
	hoursAndMinutes = regexp.MustCompile(`^(\d+)\s*(?:h|hr|hrs|hour|hours)\.?\s*(?:and\s*)?([0-5]?\d)\s*(?:m|min|mins|minute|minutes)?\.?$`)
	minutesAlone    = regexp.MustCompile(`^(\d+)\s*(?:m|min|mins|minute|minutes)\.?$`)
	hoursAndPart    = regexp.MustCompile(`^(?:(\d+)\s+(?:and\s+)?)?(1/2|1/4|3/4)(?:\s*(?:h|hr|hrs|hour|hours))?\.?$`)
	hoursAndHalf    = regexp.MustCompile(`^(\d+)\s*(?:h|hr|hrs|hour|hours)?\s*and a half(?:\s*hours?)?$`)
)

// hourWords are the lengths that people write out, besides the plain numbers.
var hourWords = map[string]string{
	"half an hour": "0.5", "half hour": "0.5", "a half hour": "0.5", "an hour": "1", "one hour": "1",
	"one and a half": "1.5", "an hour and a half": "1.5", "two and a half": "2.5", "three and a half": "3.5",
}

// fractions spells the characters for parts of a whole.
var fractions = strings.NewReplacer("½", " 1/2", "¼", " 1/4", "¾", " 3/4", "⁄", "/")

// guessHours returns the form to type for a text that is no plain length of
// time, "" where it could mean anything else: "1.30" beside a word may be an
// hour and a half.
func guessHours(col *Column, s string) string {
	s = partnership.Fold(fractions.Replace(s))
	word := strings.TrimSuffix(strings.TrimSuffix(s, " hours"), " hour")
	for _, words := range []map[string]string{hourWords, numberWords} {
		if form, ok := words[s]; ok {
			return form
		}
		if form, ok := words[word]; ok {
			return form
		}
	}
	minutes := 0
	if parts := hoursAndMinutes.FindStringSubmatch(s); parts != nil {
		minutes = atoi(parts[1])*60 + atoi(parts[2])
	} else if parts := minutesAlone.FindStringSubmatch(s); parts != nil {
		minutes = atoi(parts[1])
	} else if parts := hoursAndPart.FindStringSubmatch(s); parts != nil {
		minutes = atoi(parts[1])*60 + map[string]int{"1/2": 30, "1/4": 15, "3/4": 45}[parts[2]]
	} else if parts := hoursAndHalf.FindStringSubmatch(s); parts != nil {
		minutes = atoi(parts[1])*60 + 30
	} else {
		minutes = loneHours(loneNumber(col, s, "h", "each"))
	}
	if minutes < 1 || minutes > maxMinutes {
		return ""
	}
	return hoursForm(minutes)
}

// loneHours returns the minutes of a number of hours that can mean one thing
// only: with two decimal places, quarters alone.
func loneHours(number string) int {
	whole, part, pointed := strings.Cut(strings.Replace(number, ",", ".", 1), ".")
	if pointed && len(part) != 1 && part != "25" && part != "50" && part != "75" {
		return 0
	}
	minutes, over, ok := textMinutes(whole + "." + part)
	if !ok || over {
		return 0
	}
	return int(minutes)
}

// atoi reads digits that a pattern has found; what is too long for a length of
// time is more than any.
func atoi(digits string) int {
	n, ok := smallNumber(digits, 6)
	if !ok && digits != "" {
		return maxMinutes + 1
	}
	return n
}

// hoursForm writes minutes as they may be typed: "2.5", and "2:20" where hours
// have no short decimal form.
func hoursForm(minutes int) string {
	if minutes%3 == 0 { // two decimal places at most
		return digits(float64(minutes) / 60)
	}
	return itoa(minutes/60) + ":" + twoDigits(minutes%60)
}

// clock reads a cell that holds a time of day. A number that is no part of a day
// has one only behind a date that we can use: 3 is the third hour to whoever
// typed it, and midnight to the spreadsheet.
func (in *reader) clock(col *Column, at int, c Cell) Value {
	switch c.Kind {
	case NumberCell:
		day, part := math.Floor(c.Number), c.Number-math.Floor(c.Number)
		_, dated := plausibleDay(c.Number)
		timed := c.Format == TimeFormat || c.Format == DateFormat
		if day == 0 && c.Format != DurationFormat || dated && part > 0 && timed {
			return in.hour(col, at, c, int64(math.Round(part*24*60))%(24*60))
		}
		return in.bad(ClockUnread, col, at, c, guessClock(Show(c)))
	case TextCell:
		if clock, ok := textClock(c.Text); ok {
			return in.hour(col, at, c, int64(clock))
		}
		return in.bad(ClockUnread, col, at, c, guessClock(c.Text))
	}
	return in.bad(ClockUnread, col, at, c, "")
}

// morning is when the first things at a school begin, in minutes: before it
// most people who type 3:30 mean the afternoon.
const morning = 6 * 60

// hour takes a time of day, and says where it is one of the night.
func (in *reader) hour(col *Column, at int, c Cell, minutes int64) Value {
	if col.Daytime && minutes < morning {
		in.say(ClockEarly, Note, col, at, c, "")
	}
	return Value{State: Good, Num: minutes}
}

var clockDigits = regexp.MustCompile(`^(\d{1,2})(?:[.h,]?(\d\d)|h)?(?:\s*(?:o'clock|uhr|h|hrs))?$`)

// guessClock returns the form to type for a text that is no plain time of day,
// "" where it may be morning or afternoon: 3 is both, 15 and 08 are not.
func guessClock(s string) string {
	s = partnership.Fold(s)
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
	if !ok || clock < 13*60 && !strings.HasPrefix(parts[1], "0") {
		return ""
	}
	return clock.String()
}

// textClock reads a time of day typed as text: "15:30", "3:30 pm", "3 pm".
func textClock(s string) (schoolyear.Clock, bool) {
	s = strings.ReplaceAll(strings.ReplaceAll(partnership.Fold(s), ".", ""), " ", "")
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
