package outreach

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

const (
	// A week stands out when none of the six before it had as much, and only in
	// a program with at least eight weeks to compare.
	standsOutAfter, weeksToCompare = 6, 8
	// A week below an hour does not stand out.
	leastMinutes = 60
)

// fullest finds the program whose last seven days stand out most: the day on
// which the last week with as much service began, or that there never was one.
// The name is empty when none stands out.
func fullest(x *partnership.Index, day schoolyear.Day) (name string, since schoolyear.Day, ever bool) {
	best := 0
	for i := range x.School.Programs {
		p := &x.School.Programs[i]
		weeks := map[int]int{} // minutes, by how many weeks ago
		for e := range x.HoursIn(partnership.Key(p.ID), day-1) {
			if !e.Training {
				weeks[int(day-1-e.Date)/7] += e.Total()
			}
		}
		if weeks[0] < leastMinutes || len(weeks) <= weeksToCompare {
			continue
		}
		ago := 0 // of the last week with as much; 0: none
		for week, minutes := range weeks {
			if week > 0 && minutes >= weeks[0] && (ago == 0 || week < ago) {
				ago = week
			}
		}
		switch {
		case ago == 0 && !ever:
			name, since, ever = p.Name, 0, true
		case ago > max(best, standsOutAfter) && !ever:
			name, since, best = p.Name, day-schoolyear.Day(7*(ago+1)), ago
		}
	}
	return name, since, ever
}
