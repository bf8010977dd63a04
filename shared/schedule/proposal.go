package schedule

import (
	"cmp"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
)

// A Proposal asks to meet a partner, and says why now.
type Proposal struct {
	Partner *partnership.Partner
	Cadence partnership.Cadence
	Last    partnership.Contact // the latest held meeting or Last talked; zero: they never sat together
	Overdue int                 // days since the next talk was due; at least 1
	Since   schoolyear.Day      // from when on the agenda tells: Last, else the start of the school year
	Agenda  []Point
	Times   []MeetingTime // to offer, the first first; at most three
}

// A MeetingTime is a time on a day.
type MeetingTime struct {
	Day   schoolyear.Day
	Clock schoolyear.Clock
}

const (
	// MostProposals is how many proposals one digest holds (MAIL.md, When).
	MostProposals = 3
	timesOffered  = 3
	// notice is how many days lie between a proposal and the first time that it
	// offers: the partner has to find it possible.
	notice = 7
	// horizon is how far ahead times are looked for, in days.
	horizon = 120
	// settling is how many days a meeting that took place, or was to, keeps the
	// next proposal away while nobody has written down what became of it.
	settling = 14
)

// Proposals returns whom to meet, the longest overdue first: partners whose
// talk is overdue and who have a program running, are Regular or Sustained, or
// have Talk every filled. Nobody is asked to meet a partner that is paused, has
// ended or has gone quiet, or with whom a meeting stands in the sheet ahead.
// Thanks is all of [recognition.Debt] on that day.
//
// A session is contact, and counts as such in the number "Contact kept". It is
// no talk: whoever tutors every Tuesday has sat down with nobody
// (docs/decisions/0021).
func Proposals(x *partnership.Index, thanks []recognition.Thanks, today schoolyear.Day) []Proposal {
	var due []Proposal
	for i := range x.School.Partners {
		p := &x.School.Partners[i]
		if !mayPropose(x, p, today) {
			continue
		}
		c := x.Cadence(p, today)
		last := lastTalk(c)
		if overdue := overdue(x, p, c.Weeks, last.On, today); overdue > 0 {
			due = append(due, Proposal{Partner: p, Cadence: c, Last: last, Overdue: overdue})
		}
	}
	slices.SortStableFunc(due, func(a, b Proposal) int { return cmp.Compare(b.Overdue, a.Overdue) })
	due = due[:min(len(due), MostProposals)]
	taken := takenTimes(x, today)
	for i := range due {
		p := &due[i]
		p.Since = p.Last.On
		if p.Since == 0 {
			p.Since = x.Settings.Calendar.Year(x.Settings.Calendar.YearOf(today)).First
		}
		p.Agenda = agenda(x, p, thanks, today)
		p.Times = timesToOffer(x, taken, today)
	}
	return due
}

func mayPropose(x *partnership.Index, p *partnership.Partner, today schoolyear.Day) bool {
	stage := x.Standing(p, today).Stage
	switch stage {
	case partnership.Paused, partnership.Ended, partnership.Quiet:
		return false
	}
	for _, m := range x.MeetingsWith(partnership.Key(p.ID)) {
		status := m.StatusOn(today)
		open := status == partnership.MeetingProposed || status == partnership.MeetingConfirmed
		if open && m.Date >= today-settling {
			return false
		}
	}
	return p.TalkEveryWeeks > 0 || stage == partnership.Regular || stage == partnership.Sustained || running(x, p, today) != nil
}

// running returns the first program of the partner that runs on today, or nil.
func running(x *partnership.Index, p *partnership.Partner, today schoolyear.Day) *partnership.Program {
	for _, program := range x.ProgramsWith(partnership.Key(p.ID)) {
		if x.ProgramStatus(program, today) == partnership.ProgramRunning {
			return program
		}
	}
	return nil
}

// lastTalk is the latest time that both sat together or spoke: a held meeting,
// or Last talked.
func lastTalk(c partnership.Cadence) partnership.Contact {
	if c.Talked.On > c.Met.On {
		return c.Talked
	}
	return c.Met
}

// overdue is by how many days the talk is late that was wanted so many weeks
// after the last. Where there never was one, it counts from the partner's first
// day, at the earliest the school's start day.
func overdue(x *partnership.Index, p *partnership.Partner, weeks int, last, today schoolyear.Day) int {
	if weeks == 0 {
		return 0
	}
	if last == 0 {
		last = max(p.Since, x.StartDay)
	}
	return int(today - (last + schoolyear.Day(7*weeks)))
}

// takenTimes are the times of meetings that stand in the sheet.
func takenTimes(x *partnership.Index, today schoolyear.Day) map[MeetingTime]bool {
	taken := map[MeetingTime]bool{}
	for i := range x.School.Meetings {
		m := &x.School.Meetings[i]
		if m.HasStarts && m.StatusOn(today) != partnership.MeetingCancelled {
			taken[MeetingTime{m.Date, m.Starts}] = true
		}
	}
	return taken
}

// timesToOffer returns the next of the school's usual meeting times, outside
// breaks and not taken. They are taken then: another partner is offered others,
// so that two who say yes do not come at once.
func timesToOffer(x *partnership.Index, taken map[MeetingTime]bool, today schoolyear.Day) []MeetingTime {
	usual := slices.Clone(x.Settings.UsualMeetingTimes)
	slices.SortStableFunc(usual, func(a, b schoolyear.Slot) int { return cmp.Compare(a.Clock, b.Clock) })
	var times []MeetingTime
	for day := today + notice; day < today+horizon; day++ {
		if x.Settings.Calendar.InBreak(day) {
			continue
		}
		for _, slot := range usual {
			t := MeetingTime{day, slot.Clock}
			if slot.Weekday != day.Weekday() || taken[t] {
				continue
			}
			taken[t] = true
			if times = append(times, t); len(times) == timesOffered {
				return times
			}
		}
	}
	return times
}
