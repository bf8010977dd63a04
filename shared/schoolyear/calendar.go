// Package schoolyear is the calendar of a school: civil days, its zone, its
// year and terms, its breaks.
//
//	instant (time.Time) --Calendar.DayOf--> Day --Calendar.At--> instant
//
// It is the only place where an instant becomes a day or a day an instant.
// Everything else in the program counts in Days.
package schoolyear

import "time"

// A Span is a run of days, both ends included. A zero Last means a single day.
type Span struct{ First, Last Day }

// Contains reports whether d lies in s.
func (s Span) Contains(d Day) bool { return d >= s.First && d <= max(s.First, s.Last) }

// A Calendar knows one school's days. The zero value is a school in UTC whose
// year starts in August and that never has a break.
type Calendar struct {
	Zone       *time.Location // nil is UTC
	StartMonth time.Month     // first month of the school year; 0 is August
	Breaks     []Span
}

// DayOf returns the civil date in the school's zone at the instant t.
func (c Calendar) DayOf(t time.Time) Day {
	y, m, d := t.In(c.zone()).Date()
	return MakeDay(y, m, d)
}

// At returns the instant at which the school's clocks show clock on d. A time
// that daylight saving skips becomes the first instant after the gap; one that
// happens twice, the first of the two.
func (c Calendar) At(d Day, clock Clock) time.Time {
	y, m, day := d.Date()
	t := time.Date(y, m, day, int(clock)/60, int(clock)%60, 0, 0, c.zone())
	if earlier := t.Add(-time.Hour); c.shows(earlier, d, clock) {
		return earlier
	}
	if !c.shows(t, d, clock) { // skipped: time.Date chose one side of the gap
		start, end := t.ZoneBounds()
		if c.reading(t) < clockOn(d, clock) {
			return end.In(c.zone())
		}
		return start.In(c.zone())
	}
	return t
}

// shows reports whether the school's clocks show clock on d at t.
func (c Calendar) shows(t time.Time, d Day, clock Clock) bool {
	return c.reading(t) == clockOn(d, clock)
}

// reading is what the clocks show at t, in minutes since day zero.
func (c Calendar) reading(t time.Time) int64 {
	t = t.In(c.zone())
	return clockOn(c.DayOf(t), Clock(t.Hour()*60+t.Minute()))
}

func clockOn(d Day, clock Clock) int64 { return int64(d)*24*60 + int64(clock) }

func (c Calendar) zone() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

func (c Calendar) startMonth() time.Month {
	if c.StartMonth == 0 {
		return time.August
	}
	return c.StartMonth
}

// A Year is a school year, named by the calendar year in which it starts:
// Year(2026) runs from August 2026 to July 2027 by default.
type Year int

// YearOf returns the school year that d lies in.
func (c Calendar) YearOf(d Day) Year {
	y, m, _ := d.Date()
	if m < c.startMonth() {
		y--
	}
	return Year(y)
}

// Year returns the first and last day of y.
func (c Calendar) Year(y Year) Span {
	first := MakeDay(int(y), c.startMonth(), 1)
	return Span{First: first, Last: MakeDay(int(y)+1, c.startMonth(), 1) - 1}
}

// A Term is half a school year: Half is 1 or 2, and the second starts six
// months after the first.
type Term struct {
	Year Year
	Half int
}

// TermOf returns the term that d lies in.
func (c Calendar) TermOf(d Day) Term {
	y := c.YearOf(d)
	if d < c.Year(y).First.AddMonths(6) {
		return Term{Year: y, Half: 1}
	}
	return Term{Year: y, Half: 2}
}

// InBreak reports whether d lies in a break.
func (c Calendar) InBreak(d Day) bool {
	for _, b := range c.Breaks {
		if b.Contains(d) {
			return true
		}
	}
	return false
}

// SchoolDay reports whether d is a Monday to Friday outside breaks.
func (c Calendar) SchoolDay(d Day) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday && !c.InBreak(d)
}

// NextSchoolDay returns d if it is a school day, else the first one after it.
// A calendar whose breaks leave none within two years gives the zero Day.
func (c Calendar) NextSchoolDay(d Day) Day {
	for end := d + 2*366; d < end; d++ {
		if c.SchoolDay(d) {
			return d
		}
	}
	return 0
}
