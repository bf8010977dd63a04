package partnership

import "shelfmates/shared/schoolyear"

// ProgramStatus returns where p stands on today: what is typed, else by its
// dates. One without any date is planned until it has hours, and runs from
// then on: an ongoing program needs no dates.
func (x *Index) ProgramStatus(p *Program, today schoolyear.Day) ProgramStatus {
	ends := x.ends(p, today)
	switch {
	case p.StatusCell != "":
		return p.StatusCell
	case ends != 0 && ends < today:
		return ProgramFinished
	case p.Starts > today:
		return ProgramPlanned
	case p.Starts != 0 || p.Ends != 0:
		return ProgramRunning
	}
	if first, _ := x.sessions(Key(p.ID), today); first != 0 {
		return ProgramRunning
	}
	return ProgramPlanned
}

// Ran returns the days up to today on which p has run, and false where it has
// not begun. Its dates decide; where Starts is missing it began with its first
// hours, and one typed Finished without Ends ended with its last ones.
func (x *Index) Ran(p *Program, today schoolyear.Day) (schoolyear.Span, bool) {
	status := x.ProgramStatus(p, today)
	if status != ProgramRunning && status != ProgramFinished {
		return schoolyear.Span{}, false
	}
	first, last := x.sessions(Key(p.ID), today)
	ends := x.ends(p, today)
	ran := schoolyear.Span{First: p.Starts, Last: today}
	if ran.First == 0 {
		ran.First = first
	}
	switch {
	case ends != 0 && ends < today:
		ran.Last = ends
	case status == ProgramFinished:
		ran.Last = max(last, ran.First)
	}
	switch {
	case ran.First == 0 && status == ProgramRunning:
		ran.First = ran.Last // typed Running and nothing else is known: it runs now
	case ran.First == 0 && p.Ends != 0:
		ran.First = ran.Last // ended on a known day, began on none
	}
	if ran.First == 0 || ran.First > today {
		return schoolyear.Span{}, false
	}
	ran.Last = max(ran.First, min(ran.Last, today))
	return ran, true
}

// ends returns the last day of p, zero where it has none. A visit without Ends is
// one day, and goes on to its last hours; one that Meets again and again is a
// visit by name only.
func (x *Index) ends(p *Program, today schoolyear.Day) schoolyear.Day {
	if p.Ends != 0 || p.Starts == 0 || !p.Visit() || p.Meets != "" {
		return p.Ends
	}
	_, last := x.sessions(Key(p.ID), today)
	return max(p.Starts, last)
}

// sessions returns the days of the first and the latest session of a program
// up to today; zero where there was none.
func (x *Index) sessions(program Key, today schoolyear.Day) (first, last schoolyear.Day) {
	positions := x.byProgram[program]
	for i := len(positions) - 1; i >= 0; i-- {
		if last = x.entries[positions[i]].Date; last <= today {
			return x.entries[positions[0]].Date, last
		}
	}
	return 0, 0
}

// StatusOn returns where m stands on today. Held and Cancelled are as typed;
// otherwise a meeting whose day has come is held once Who came or Decisions
// are filled, and before that it is what is typed, else Proposed.
func (m *Meeting) StatusOn(today schoolyear.Day) MeetingStatus {
	switch {
	case m.StatusCell == MeetingHeld || m.StatusCell == MeetingCancelled:
		return m.StatusCell
	case m.Date <= today && (len(m.WhoCame) > 0 || m.Decisions != ""):
		return MeetingHeld
	case m.StatusCell != "":
		return m.StatusCell
	}
	return MeetingProposed
}

// HeldBy reports whether m took place on today or before.
func (m *Meeting) HeldBy(today schoolyear.Day) bool {
	return m.Date <= today && m.StatusOn(today) == MeetingHeld
}

// Active reports whether v gives time at present.
func (v *Volunteer) Active() bool { return v.Status == VolunteerActive || v.Status == "" }

// Administrator reports whether m is one in the school's own sense: by Access,
// or as its principal.
func (m *Member) Administrator() bool {
	return m.Access == AccessAdministrator || Fold(m.Role) == "principal"
}

// Teacher reports whether m is one by Role.
func (m *Member) Teacher() bool { return Fold(m.Role) == "teacher" }

// VisitKind is the kind of a program that is prompted and thanked for as a
// visit.
const VisitKind = "Visit or event"

// Visit reports whether p is a visit.
func (p *Program) Visit() bool { return p.ProgramKind == VisitKind }

// Began returns the first day of the earliest of what an idea led to, up to
// today: of a program the day it began, of a partner its first activity. It is
// false where none has begun.
func (x *Index) Began(what []Ref, today schoolyear.Day) (schoolyear.Day, bool) {
	var first schoolyear.Day
	for _, r := range what {
		var on schoolyear.Day
		if p := x.programs[r.ID]; p != nil {
			if ran, ok := x.Ran(p, today); ok {
				on = ran.First
			}
		} else if done := x.Activities(x.Key(r), today); len(done) > 0 {
			on = done[0].First
		}
		if on != 0 && (first == 0 || on < first) {
			first = on
		}
	}
	return first, first != 0
}

// GaveThenJoined reports whether a partner has given by today, and whether its
// first donation came before the first hours that count for it.
func (x *Index) GaveThenJoined(p *Partner, today schoolyear.Day) (gave, joined bool) {
	k := Key(p.ID)
	gifts := x.gifts[k]
	if len(gifts) == 0 || gifts[0].Date > today {
		return false, false
	}
	for e := range x.HoursFor(k, today) {
		return true, gifts[0].Date < e.Date
	}
	return true, false
}

// A ProgramGap is what a program lacks at the school.
type ProgramGap struct {
	Program         *Program
	NoTeacher       bool
	NoAdministrator bool
}

// ProgramGaps returns the programs, running or planned, that have no teacher or
// no administrator, in the order of the sheet. A name that is not matched yet
// fills its cell.
func (x *Index) ProgramGaps(today schoolyear.Day) []ProgramGap {
	var gaps []ProgramGap
	for i := range x.School.Programs {
		p := &x.School.Programs[i]
		if s := x.ProgramStatus(p, today); s != ProgramRunning && s != ProgramPlanned {
			continue
		}
		if g := (ProgramGap{p, len(p.Teachers) == 0, p.Administrator == Ref{}}); g.NoTeacher || g.NoAdministrator {
			gaps = append(gaps, g)
		}
	}
	return gaps
}

// TookPlace reports whether somebody has written down that a visit took place:
// an outcome, hours on its day or after, or that it is finished. That its day
// has passed says nothing: dogs fall ill.
func (x *Index) TookPlace(p *Program, today schoolyear.Day) bool {
	if p.Outcome != "" || p.StatusCell == ProgramFinished {
		return true
	}
	for e := range x.HoursIn(Key(p.ID), today) {
		if e.Date >= p.Starts {
			return true
		}
	}
	return false
}
