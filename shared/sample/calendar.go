package sample

import (
	"slices"
	"time"

	"shelfmates/shared/schoolyear"
)

// calendarAt is the school's calendar around now.
func calendarAt(now time.Time, zone *time.Location) schoolyear.Calendar {
	c := schoolyear.Calendar{Zone: zone, StartMonth: time.August}
	year := c.YearOf(c.DayOf(now))
	for y := year - 3; y <= year+1; y++ {
		c.Breaks = append(c.Breaks, breaksOf(y)...)
	}
	return c
}

// breaksOf returns the breaks of the school year y in order: three days of
// Thanksgiving, two weeks in winter, one in spring, and the summer until the
// first bell of the next year.
func breaksOf(y schoolyear.Year) []schoolyear.Span {
	autumn, spring := int(y), int(y)+1
	thanksgiving := weekdayFrom(schoolyear.MakeDay(autumn, time.November, 22), time.Thursday)
	winter := weekdayFrom(schoolyear.MakeDay(autumn, time.December, 19), time.Monday)
	easterly := weekdayFrom(schoolyear.MakeDay(spring, time.April, 6), time.Monday)
	lastBell := weekdayFrom(schoolyear.MakeDay(spring, time.June, 10), time.Friday)
	firstBell := weekdayFrom(schoolyear.MakeDay(spring, time.August, 15), time.Monday)
	return []schoolyear.Span{
		{First: thanksgiving - 1, Last: thanksgiving + 1},
		{First: winter, Last: winter + 11},
		{First: easterly, Last: easterly + 4},
		{First: lastBell + 1, Last: firstBell - 1},
	}
}

// weekdayFrom returns the first day of that weekday on or after d.
func weekdayFrom(d schoolyear.Day, w time.Weekday) schoolyear.Day {
	return d + schoolyear.Day((int(w)-int(d.Weekday())+7)%7)
}

// A timeline finds days around today on which the school is open.
type timeline struct {
	calendar schoolyear.Calendar
	today    schoolyear.Day
	start    schoolyear.Day // first day of the school year
}

func timelineAt(now time.Time, zone *time.Location) timeline {
	c := calendarAt(now, zone)
	today := c.DayOf(now)
	return timeline{calendar: c, today: today, start: c.Year(c.YearOf(today)).First}
}

// ago returns the last school day that lies n days or more behind today.
func (t timeline) ago(n int) schoolyear.Day {
	return t.schoolDayBy(t.today - schoolyear.Day(n))
}

// schoolDayBy returns d if it is a school day, else the last one before it.
func (t timeline) schoolDayBy(d schoolyear.Day) schoolyear.Day {
	for !t.calendar.SchoolDay(d) {
		d--
	}
	return d
}

// spoke returns the last weekday that lies n days or more behind today: people
// answer the telephone in a break.
func (t timeline) spoke(n int) schoolyear.Day {
	d := t.today - schoolyear.Day(n)
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d--
	}
	return d
}

// ahead returns the first school day that lies n days or more before us.
func (t timeline) ahead(n int) schoolyear.Day {
	return t.calendar.NextSchoolDay(t.today + schoolyear.Day(n))
}

// thisYear returns the day n days ago, but none before the school year: what
// is owed has to lie within it. It may be a day on which the school is closed.
func (t timeline) thisYear(n int) schoolyear.Day {
	return max(t.today-schoolyear.Day(n), t.start)
}

// weekly returns the last n days of that weekday, before today, on which the
// school was open, the oldest first.
func (t timeline) weekly(w time.Weekday, n int) []schoolyear.Day {
	return t.weeklyUntil(t.today-1, w, n)
}

// weeklyUntil is weekly counted back from the day last.
func (t timeline) weeklyUntil(last schoolyear.Day, w time.Weekday, n int) []schoolyear.Day {
	var days []schoolyear.Day
	for d := last; len(days) < n && last-d < 5*366; d-- {
		if d.Weekday() == w && t.calendar.SchoolDay(d) {
			days = append(days, d)
		}
	}
	slices.Reverse(days)
	return days
}
