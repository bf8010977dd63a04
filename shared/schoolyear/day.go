package schoolyear

import (
	"fmt"
	"strings"
	"time"
)

// A Day is a civil date without a zone. It counts the days since 31 December
// of the year before 1, so that the zero Day means "no date" and Days compare
// and subtract as numbers.
type Day int32

// MakeDay returns the civil date of y, m and d. Values out of range carry over
// as in [time.Date]: MakeDay(2026, 2, 30) is 2 March.
func MakeDay(y int, m time.Month, d int) Day {
	return dayOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// ParseDay reads an ISO 8601 calendar date, "2026-04-03", and nothing else.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("parse day %q: want YYYY-MM-DD", s)
	}
	return dayOf(t), nil
}

// epoch is the Day of 1 January 1970.
const epoch = 719163

func dayOf(t time.Time) Day {
	const secondsADay = 24 * 60 * 60
	seconds := t.Unix()
	days := seconds / secondsADay
	if seconds%secondsADay < 0 {
		days--
	}
	return Day(days + epoch)
}

// IsZero reports whether d is no date at all.
func (d Day) IsZero() bool { return d == 0 }

// Date returns the year, month and day of the month of d.
func (d Day) Date() (int, time.Month, int) { return d.midnight().Date() }

// Weekday returns the day of the week of d.
func (d Day) Weekday() time.Weekday { return d.midnight().Weekday() }

// String returns the ISO 8601 form, "2026-04-03", and "" for the zero Day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.midnight().Format(time.DateOnly)
}

// AddMonths returns the same day of the month n months later, or the last day
// of that month where it is shorter: 31 January plus one month is 28 February.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	last := MakeDay(y, m+time.Month(n)+1, 0)
	if _, _, length := last.Date(); day >= length {
		return last
	}
	return MakeDay(y, m+time.Month(n), day)
}

// midnight is the start of d in UTC: a carrier for calendar arithmetic, never
// an instant of the school's.
func (d Day) midnight() time.Time {
	return time.Unix(int64(d-epoch)*24*60*60, 0).UTC()
}

// A Clock is a time of day in minutes since midnight. The zero Clock is
// midnight; whoever needs "no time" keeps a bool beside it.
type Clock int16

// ParseClock reads a time of day, "15:15", "7:05" or "3:15 pm".
func ParseClock(s string) (Clock, error) {
	for _, layout := range [...]string{"15:04", "3:04 pm", "3:04pm"} {
		if t, err := time.Parse(layout, strings.ToLower(strings.TrimSpace(s))); err == nil {
			return Clock(t.Hour()*60 + t.Minute()), nil
		}
	}
	return 0, fmt.Errorf("parse time of day %q: want HH:MM", s)
}

// String returns the 24-hour form, "15:15".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }
