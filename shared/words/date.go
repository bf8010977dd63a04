package words

import (
	"fmt"
	"strconv"
	"time"
)

// A Date is a civil date as the sentences here need it. [On] makes one from
// what a schoolyear.Day's Date method returns: On(day.Date()).
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// On returns the date of year y, month m and day d.
func On(y int, m time.Month, d int) Date { return Date{y, m, d} }

// IsZero reports whether d is no date: the zero Date, or any before the year 1,
// as On makes it of the zero schoolyear.Day.
func (d Date) IsZero() bool { return d.Year < 1 }

// Short is the date in a line of its own year: "3 Nov".
func (d Date) Short() string {
	return d.form(func() string { return strconv.Itoa(d.Day) + " " + shortMonth(d.Month) })
}

// Full is the date with its year: "3 November 2026".
func (d Date) Full() string {
	return d.form(func() string { return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year) })
}

// Near is the date as it is told on today: "3 Nov" where the year goes without
// saying (within half a year, or in the same one), else "3 Nov 2025".
func (d Date) Near(today Date) string {
	return d.form(func() string {
		days := daysBetween(d, today)
		if d.Year == today.Year || (days > -183 && days < 183) {
			return d.Short()
		}
		return d.Short() + " " + strconv.Itoa(d.Year)
	})
}

// WithWeekday is the date with its weekday: "Tue 3 Nov".
func (d Date) WithWeekday() string {
	return d.form(func() string { return d.utc().Weekday().String()[:3] + " " + d.Short() })
}

// MonthYear is the month of the date: "May 2025".
func (d Date) MonthYear() string {
	return d.form(func() string { return d.Month.String() + " " + strconv.Itoa(d.Year) })
}

func (d Date) form(write func() string) string {
	if d.IsZero() {
		return ""
	}
	return write()
}

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// shortMonth is a month as a line of text has it; short ones stay whole.
func shortMonth(m time.Month) string {
	switch m {
	case time.May, time.June, time.July:
		return m.String()
	case time.September:
		return "Sept"
	}
	return m.String()[:3]
}

func daysBetween(from, to Date) int { return int(to.utc().Sub(from.utc()) / (24 * time.Hour)) }

// Days writes a number of days: "1 day", "13 days".
func Days(n int) string { return Count(n, "day", "days") }

// Weeks writes a number of weeks: "1 week", "9 weeks".
func Weeks(n int) string { return Count(n, "week", "weeks") }

// Ago writes how long ago day was, as people say it on today: "today",
// "yesterday", "13 days ago", "9 weeks ago", "5 months ago", "2 years ago". A
// day ahead reads "tomorrow", "in 13 days" and so on, and no date is "never".
func Ago(day, today Date) string {
	if day.IsZero() {
		return "never"
	}
	switch n := daysBetween(day, today); {
	case n == 0:
		return "today"
	case n == 1:
		return "yesterday"
	case n == -1:
		return "tomorrow"
	case n > 0:
		return Length(n) + " ago"
	default:
		return "in " + Length(-n)
	}
}

// Length writes a number of days in the unit that people would choose: days up
// to three weeks, then weeks up to half a year, months up to two years, years.
// It rounds down, so that it never says more than it was.
func Length(days int) string {
	switch {
	case days < 21:
		return Days(days)
	case days < 183:
		return Weeks(days / 7)
	case days < 731:
		return Count(days*12/365, "month", "months")
	}
	return Count(days*4/1461, "year", "years")
}

// Since writes from when on something has stood, and how long that is by
// today: "since today", "since Tuesday, 12 days", "since 3 Nov, 3 weeks",
// "since May 2025". No date is "for a long time".
func Since(day, today Date) string {
	if day.IsZero() {
		return "for a long time"
	}
	switch n := daysBetween(day, today); {
	case n <= 0:
		return "since today"
	case n == 1:
		return "since yesterday"
	case n < 14:
		return "since " + day.utc().Weekday().String() + ", " + Days(n)
	case n < 183:
		return "since " + day.Near(today) + ", " + Length(n)
	}
	return "since " + day.MonthYear()
}

// Clock writes a time of day, given in minutes since midnight: "15:30".
func Clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }
