package partnership

import (
	"slices"

	"shelfmates/shared/schoolyear"
)

// A Milestone is a mark of service hours that a volunteer passed.
type Milestone struct {
	Volunteer Key
	Hours     int            // the mark: the highest of those passed that day
	Below     []int          // lower marks passed the same day, ascending; not thanked apart
	On        schoolyear.Day // the day on which it was passed
	Minutes   int            // lifetime service by the end of that day, Hours before included
	Source    Source         // the entry that passed it
}

// Milestones returns the marks of Settings.MilestoneHours that a person has
// passed up to today, in order of date. Service counts, and Hours before does;
// marks that Hours before alone reaches were passed elsewhere and are left
// out. Of several passed on one day it returns the highest.
func (x *Index) Milestones(person Key, today schoolyear.Day) []Milestone {
	marks := slices.Clone(x.Settings.MilestoneHours)
	slices.Sort(marks)
	total := x.before(person)
	next := 0
	for next < len(marks) && (marks[next] <= 0 || marks[next]*60 <= total) {
		next++
	}
	var passed []Milestone
	for e := range x.HoursOf(person, today) {
		if next == len(marks) {
			break
		}
		if e.Training {
			continue
		}
		total += e.Minutes
		same := len(passed) > 0 && passed[len(passed)-1].On == e.Date
		if same {
			passed[len(passed)-1].Minutes = total
		}
		for ; next < len(marks) && marks[next]*60 <= total; next++ {
			if same && passed[len(passed)-1].Hours == marks[next] {
				continue // a mark typed twice
			}
			m := Milestone{Volunteer: person, Hours: marks[next], On: e.Date, Minutes: total, Source: e.Source}
			if same {
				last := &passed[len(passed)-1]
				m.Below = append(last.Below, last.Hours)
				*last = m
			} else {
				passed = append(passed, m)
				same = true
			}
		}
	}
	return passed
}

// before is the time that a person gave elsewhere, by all rows that mean the
// person.
func (x *Index) before(person Key) int {
	total := 0
	for _, v := range x.rows(person) {
		total += v.BeforeMinutes
	}
	return total
}

// rows returns the volunteers that a Key means: mostly one, several where a
// person stands in several rows, none for a name without a record.
func (x *Index) rows(person Key) []*Volunteer {
	v := x.volunteers[ID(person)]
	if v == nil {
		return nil
	}
	return append([]*Volunteer{v}, x.doubles[person]...)
}

// A Placement is how far somebody with Hours required has come.
type Placement struct {
	Volunteer *Volunteer
	Required  int            // minutes
	Done      int            // minutes of service since Started
	Training  int            // minutes of training in that time, shown apart
	HalfOn    schoolyear.Day // the day on which half was reached; zero before
	FullOn    schoolyear.Day // the day on which all was reached; zero before
	Last      schoolyear.Day // the latest session that counts; zero while none does
	Ends      schoolyear.Day // Until; zero where it is not given
	Sources   []Source       // the volunteer's row, then the entries, by date
}

// Placements returns the progress of every volunteer with Hours required who
// has not left, as of today, in the order of the sheet. Hours before does not
// count, and neither does anything before Started, where that is given.
func (x *Index) Placements(today schoolyear.Day) []Placement {
	var all []Placement
	for i := range x.School.Volunteers {
		v := &x.School.Volunteers[i]
		if v.RequiredMinutes > 0 && v.Status != VolunteerLeft && v.Status != VolunteerRemove {
			all = append(all, x.Placement(v, today))
		}
	}
	return all
}

// Placement returns the progress of one volunteer.
func (x *Index) Placement(v *Volunteer, today schoolyear.Day) Placement {
	p := Placement{Volunteer: v, Required: v.RequiredMinutes, Ends: v.Until, Sources: []Source{v.Source}}
	for e := range x.HoursOf(x.Key(Ref{ID: v.ID}), today) {
		if e.Date < v.Started {
			continue
		}
		p.Sources = append(p.Sources, e.Source)
		if e.Training {
			p.Training += e.Minutes
			continue
		}
		p.Done += e.Minutes
		p.Last = e.Date
		if p.HalfOn == 0 && 2*p.Done >= p.Required {
			p.HalfOn = e.Date
		}
		if p.FullOn == 0 && p.Done >= p.Required {
			p.FullOn = e.Date
		}
	}
	return p
}
