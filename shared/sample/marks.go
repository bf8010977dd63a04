package sample

import (
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// marks are the hours at which this school thanks a volunteer.
var marks = []float64{25, 100, 250}

// A passed is a mark that somebody came to.
type passed struct {
	who   string
	hours float64 // the highest mark passed that day
	on    schoolyear.Day
	paper bool // no mail goes to them: a certificate is printed
}

// marksPassed returns the marks that the volunteers have passed, in the order of
// the days. Rows that make no record count for nobody.
func marksPassed(t timeline) []passed {
	given, paper := map[string]float64{}, map[string]bool{}
	for _, v := range volunteers(t) {
		name := v["Volunteer"].Text
		if partner := v["Partner"].Text; name == maria && partner != "" {
			name += " (" + partner + ")"
		}
		given[name] = v["Hours before"].Number
		paper[name] = v["Under 18"].Text == "Yes" || v["Status"].Text == "Left"
	}
	var all []passed
	for _, s := range sessions(t) {
		if s.training || s.unread() {
			continue
		}
		for _, who := range s.who {
			before, known := given[who]
			if !known {
				continue // a group, or a name that is misspelled
			}
			given[who] += s.hours
			one := passed{who: who, on: s.day, paper: paper[who]}
			for _, mark := range marks {
				if before < mark && given[who] >= mark {
					one.hours = mark
				}
			}
			if one.hours > 0 {
				all = append(all, one)
			}
		}
	}
	return all
}

// unread reports whether the session is one that nobody can read.
func (s session) unread() bool {
	return s.typed["Date"].Text == unreadDate || s.typed["Hours"].Text == unreadHours
}

// markCells is the marks as Settings have them.
func markCells() sheet.Cell {
	texts := make([]string, len(marks))
	for i, mark := range marks {
		texts[i] = count(mark)
	}
	return items(texts...)
}
