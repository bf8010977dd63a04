package recognition

import "shelfmates/shared/schoolyear"

// A mark is a milestone of an account: so many hours, passed on a day.
type mark struct {
	hours int
	on    schoolyear.Day
}

// marksOf returns the milestones among units, in whatever state they will be.
func marksOf(units []unit) []mark {
	var marks []mark
	for _, u := range units {
		if u.Kind == Milestone {
			marks = append(marks, mark{u.Hours, u.Day})
		}
	}
	return marks
}

// surpassed reports whether u is a milestone and a higher one had been passed by
// that day. Nobody is thanked for ten hours who has given twenty-five: while the
// lower thank-you is only due, the highest speaks for it (docs/decisions/0020).
func (a *account) surpassed(u unit, by schoolyear.Day) bool {
	if u.Kind != Milestone {
		return false
	}
	for _, m := range a.marks {
		if m.hours > u.Hours && m.on <= by {
			return true
		}
	}
	return false
}
