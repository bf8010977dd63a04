package partnership

import (
	"slices"

	"shelfmates/shared/schoolyear"
)

// A Stage is how far a partnership has come.
type Stage string

// The stages. Quiet is never typed: it is worked out only.
const (
	Prospect  Stage = "Prospect"
	TryingOut Stage = "Trying out"
	Regular   Stage = "Regular"
	Sustained Stage = "Sustained"
	Quiet     Stage = "Quiet"
	Paused    Stage = "Paused"
	Ended     Stage = "Ended"
)

// A Standing is the stage of one partnership on one day, with its reason.
type Standing struct {
	Stage  Stage // the one to show: as typed, else worked out
	Typed  bool  // Stage is as typed
	Worked Stage // what the rows alone say
	// Terms are those of the last twelve months in which the partner was
	// active, the oldest first.
	Terms []schoolyear.Term
	// Since is the first day of activity in Terms; of Quiet the last day on
	// which something was done; zero for a Prospect.
	Since schoolyear.Day
	// Last is the latest day of activity; zero where there was none.
	Last schoolyear.Day
	// Earlier is the latest school year with activity before the one that Last
	// lies in; 0 where there was none.
	Earlier schoolyear.Year
	// Sources are the rows that the stage rests on, the oldest first: the first
	// of each of Terms, and before them the latest of Earlier; of Quiet the
	// latest of all.
	Sources []Source
}

// Standing works out the stage of a partner on today from the twelve months up
// to it:
//
//	Prospect    nothing was ever done
//	Trying out  active in one term only
//	Regular     active in two terms
//	Sustained   Regular, and active in an earlier school year than its latest
//	Quiet       nothing for twelve months
//
// A stage that is typed is the one to show.
func (x *Index) Standing(p *Partner, today schoolyear.Day) Standing {
	s := x.standing(x.Activities(Key(p.ID), today), today)
	if p.StageCell != "" {
		s.Stage, s.Typed = p.StageCell, true
	}
	return s
}

// standing works out a stage from activities, which are in order and none of
// which begins after today. It makes no calendar arithmetic per activity.
func (x *Index) standing(all []Activity, today schoolyear.Day) Standing {
	if len(all) == 0 {
		return Standing{Stage: Prospect, Worked: Prospect}
	}
	cal := x.Settings.Calendar
	window := schoolyear.Span{First: today.AddMonths(-12) + 1, Last: today}
	var s Standing
	var latest Source
	for _, a := range all {
		if last := min(a.Last, today); last >= s.Last {
			s.Last, latest = last, a.Source
		}
	}
	for term := cal.TermOf(window.First); term.Compare(cal.TermOf(today)) <= 0; term = term.Next() {
		part := cal.Term(term)
		part = schoolyear.Span{First: max(part.First, window.First), Last: min(part.Last, window.Last)}
		i := slices.IndexFunc(all, func(a Activity) bool { return a.Overlaps(part) })
		if i < 0 {
			continue
		}
		if s.Since == 0 {
			s.Since = max(all[i].First, part.First)
		}
		s.Terms = append(s.Terms, term)
		if !slices.Contains(s.Sources, all[i].Source) {
			s.Sources = append(s.Sources, all[i].Source)
		}
	}
	thisYear := cal.Year(cal.YearOf(s.Last)).First
	var before schoolyear.Day
	var earlier Source
	for _, a := range all {
		if a.First >= thisYear {
			break
		}
		if last := min(a.Last, thisYear-1); last >= before {
			before, earlier = last, a.Source
		}
	}
	if before != 0 {
		s.Earlier = cal.YearOf(before)
	}
	switch {
	case len(s.Terms) == 0:
		s.Worked, s.Since, s.Sources = Quiet, s.Last, []Source{latest}
	case len(s.Terms) == 1:
		s.Worked = TryingOut
	case before == 0:
		s.Worked = Regular
	default:
		s.Worked = Sustained
		if !slices.Contains(s.Sources, earlier) {
			s.Sources = append([]Source{earlier}, s.Sources...)
		}
	}
	s.Stage = s.Worked
	return s
}
