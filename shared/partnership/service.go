package partnership

import (
	"iter"

	"shelfmates/shared/schoolyear"
)

// A Service is all that one person, partner or program stands for, in minutes.
// Package tally has the sums of one period.
type Service struct {
	Service  int // of kind Service
	Training int
	Sessions int            // entries of either kind
	Students int            // student visits of these entries
	Last     schoolyear.Day // the day of the latest entry; zero without one
}

// ServiceOf adds up what a person gave up to today, Hours before left out.
func (x *Index) ServiceOf(person Key, today schoolyear.Day) Service {
	return addUp(x.HoursOf(person, today), func(e *Entry) int { return e.Minutes })
}

// ServiceFor adds up what counts for a partner up to today.
func (x *Index) ServiceFor(partner Key, today schoolyear.Day) Service {
	return addUp(x.HoursFor(partner, today), func(e *Entry) int { return e.For(partner).Minutes })
}

// ServiceIn adds up what was given in a program up to today; the empty Key is
// library help.
func (x *Index) ServiceIn(program Key, today schoolyear.Day) Service {
	return addUp(x.HoursIn(program, today), (*Entry).Total)
}

func addUp(entries iter.Seq[*Entry], minutes func(*Entry) int) Service {
	var s Service
	for e := range entries {
		s.Sessions++
		s.Students += e.Students
		s.Last = e.Date
		if e.Training {
			s.Training += minutes(e)
		} else {
			s.Service += minutes(e)
		}
	}
	return s
}
