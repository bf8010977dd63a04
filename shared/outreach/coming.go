package outreach

import (
	"cmp"
	"slices"

	"shelfmates/shared/letter"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// stepTold is for how many days a next step is told of whose day has passed.
const stepTold = 28

// thisWeek lists what the days of span bring, in their order: meetings that are
// confirmed or proposed, visits, and partners' next steps that are due. Each
// stands in the digest of its own week, whatever was announced before; a meeting
// on the day of the next digest in this one too, for that morning is late to
// hear of it.
func thisWeek(x *partnership.Index, span schoolyear.Span) []letter.Upcoming {
	type entry struct {
		letter.Upcoming
		at words.When
	}
	var all []entry
	today := date(span.First)
	add := func(at words.When, u letter.Upcoming) {
		u.Week = u.Day <= span.Last
		all = append(all, entry{u, at})
	}
	for i := range x.School.Meetings {
		m := &x.School.Meetings[i]
		status := m.StatusOn(span.First)
		confirmed := status == partnership.MeetingConfirmed
		if m.Date < span.First || m.Date > span.Last+1 || !confirmed && status != partnership.MeetingProposed {
			continue
		}
		at := words.When{Day: date(m.Date), Minutes: int(m.Starts), Timed: m.HasStarts}
		name, with := x.MeetingName(m), meetingWith(x, m)
		short := words.MeetingInShort(name, names(x, x.MeetingPartners(m)), at, today)
		add(at, letter.Upcoming{
			Text: words.MeetingAhead(name, with, confirmed), When: at.Mark(today), Short: short, Day: m.Date, Source: m.Source,
		})
	}
	for i := range x.School.Programs {
		p := &x.School.Programs[i]
		if !p.Visit() || p.Starts < span.First || p.Starts > span.Last {
			continue
		}
		var with []string
		for _, r := range p.Partners {
			with = append(with, cmp.Or(x.Name(x.Key(r)), r.Name))
		}
		at := words.When{Day: date(p.Starts)}
		add(at, letter.Upcoming{
			Text: words.VisitInWeek(p.Name, with), When: at.Mark(today), Short: words.VisitInShort(p.Name, at, today), Day: p.Starts, Source: p.Source,
		})
	}
	for _, p := range stepsDue(x, span) {
		by := words.When{Day: date(p.NextStepOn)}
		add(by, letter.Upcoming{
			Text: words.StepAhead(p.NextStep, p.Name), Step: true, When: by.MarkBy(today), Short: words.StepInShort(p.Name, by, today), Day: p.NextStepOn, Source: p.Source,
		})
	}
	clock := func(e entry) int { // what has a time comes before what has the whole day
		if !e.at.Timed {
			return 24 * 60
		}
		return e.at.Minutes
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Or(int(a.Day-b.Day), clock(a)-clock(b)) })
	list := make([]letter.Upcoming, len(all))
	for i, e := range all {
		list[i] = e.Upcoming
	}
	return list
}

// Open lists what of the digests is still open on a day, for a list of all that
// waits: what [unanswered] and [upcoming] tell week by week, and the next steps of
// the seven days to come.
func Open(x *partnership.Index, day schoolyear.Day) []letter.Upcoming {
	near := func(d schoolyear.Day) bool { return d >= day && d <= day+visitAhead }
	all := upcoming(x, day, day-stepTold, schoolyear.Span{First: day, Last: day - 1}, near)
	for _, p := range stepsDue(x, schoolyear.Span{First: day, Last: day + weekly - 1}) {
		all = append(all, letter.Upcoming{
			Text: words.StepAhead(p.NextStep, p.Name), Step: true, When: words.When{Day: date(p.NextStepOn)}.MarkBy(date(day)), Day: p.NextStepOn, Source: p.Source,
		})
	}
	return all
}

// unanswered lists what was to be before a day, and of which nobody has written
// whether it was: meetings since the digest before, and partners' next steps.
func unanswered(x *partnership.Index, day, since schoolyear.Day) []letter.Upcoming {
	var all []letter.Upcoming
	for i := range x.School.Meetings {
		m := &x.School.Meetings[i]
		status := m.StatusOn(day)
		open := status == partnership.MeetingConfirmed || status == partnership.MeetingProposed
		if open && m.Date >= since && m.Date < day {
			all = append(all, letter.Upcoming{
				Text: words.MeetingUnheld(x.MeetingName(m), meetingWith(x, m), date(m.Date)), Day: m.Date, Source: m.Source,
			})
		}
	}
	for _, p := range stepsDue(x, schoolyear.Span{First: day - stepTold, Last: day - 1}) {
		by := words.When{Day: date(p.NextStepOn)}
		all = append(all, letter.Upcoming{
			Text: words.StepBehind(p.NextStep, p.Name), Step: true, When: by.MarkBy(date(day)), Day: p.NextStepOn, Source: p.Source,
		})
	}
	return all
}

// stepsDue returns the partners whose next step is due in the days of span,
// without those that are paused or have ended.
func stepsDue(x *partnership.Index, span schoolyear.Span) []*partnership.Partner {
	var due []*partnership.Partner
	for i := range x.School.Partners {
		p := &x.School.Partners[i]
		if p.NextStep != "" && p.NextStepOn >= span.First && p.NextStepOn <= span.Last &&
			p.StageCell != partnership.Paused && p.StageCell != partnership.Ended {
			due = append(due, p)
		}
	}
	slices.SortStableFunc(due, func(p, q *partnership.Partner) int { return int(p.NextStepOn - q.NextStepOn) })
	return due
}

// meetingWith names the partners of a meeting, where its name does not.
func meetingWith(x *partnership.Index, m *partnership.Meeting) []string {
	if m.Topic == "" {
		return nil
	}
	return names(x, x.MeetingPartners(m))
}

func names(x *partnership.Index, keys []partnership.Key) []string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = x.Name(k)
	}
	return all
}
