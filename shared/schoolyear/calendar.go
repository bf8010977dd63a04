// Package schoolyear is the calendar of a school: civil days, its zone, its
// year and terms, its breaks.
//
//	instant (time.Time) --Calendar.DayOf--> Day --Calendar.At--> instant
//
// It is the only place where an instant becomes a day or a day an instant.
// Everything else in the program counts in Days.
package schoolyear

import "time"

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

// ClockOf returns the time of day that the school's clocks show at the instant
// t, in whole minutes.
func (c Calendar) ClockOf(t time.Time) Clock {
	t = t.In(c.zone())
	return Clock(t.Hour()*60 + t.Minute())
}

// At returns the instant at which the school's clocks show clock on d. A time
// that daylight saving skips becomes the first instant after the gap; one that
// happens twice, the first of the two.
func (c Calendar) At(d Day, clock Clock) time.Time {
	y, m, day := d.Date()
	u := time.Date(y, m, day, int(clock)/60, int(clock)%60, 0, 0, time.UTC)
	// No zone is more than 14 hours from UTC: the offsets in force 15 hours to
	// either side are those before and after any change of the clocks here.
	before, after := c.offset(u.Add(-15*time.Hour)), c.offset(u.Add(15*time.Hour))
	first, second := u.Add(-before).In(c.zone()), u.Add(-after).In(c.zone())
	if second.Before(first) {
		first, second = second, first
	}
	switch {
	case c.shows(first, d, clock):
		return first
	case c.shows(second, d, clock):
		return second
	}
	start, _ := second.ZoneBounds() // skipped: the old offset leads beyond the change
	return start.In(c.zone())
}

// offset is how far the school's clocks are ahead of UTC at t.
func (c Calendar) offset(t time.Time) time.Duration {
	_, seconds := t.In(c.zone()).Zone()
	return time.Duration(seconds) * time.Second
}

// shows reports whether the school's clocks show clock on d at t.
func (c Calendar) shows(t time.Time, d Day, clock Clock) bool {
	return c.reading(t) == clockOn(d, clock)
}

// reading is what the clocks show at t, in minutes since day zero.
func (c Calendar) reading(t time.Time) int64 {
	return clockOn(c.DayOf(t), c.ClockOf(t))
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
