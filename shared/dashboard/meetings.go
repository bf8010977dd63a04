package dashboard

import (
	"cmp"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// meetingsPage is who to meet, when, and what was decided.
type meetingsPage struct {
	Sentence string
	Meet     []meet
	Coming   []meeting
	Held     []meeting
	Nothing  *empty
}

// meet is a partner whom it is time to meet.
type meet struct {
	Partner link
	Text    string
	Next    string // the partner's next step, from the sheet
	Row     link
}

// meeting is one card.
type meeting struct {
	ID, Title, When, Place string
	Status                 tag
	With                   []link
	Came                   string
	Agenda, Decisions      string
	Notes                  string // for staff
	Row                    link
}

// heldCards is how many meetings of the past the page shows.
const heldCards = 20

func (p *pages) meetings(d *desk, r *request) (any, error) {
	page := meetingsPage{}
	overdue := d.overdue()
	for _, one := range overdue {
		page.Meet = append(page.Meet, meet{
			Partner: link{one.partner.Name, r.links.partner(one.partner.ID)},
			Text:    words.TimeToMeet(onDate(one.cadence.Latest.On), one.cadence.Weeks, d.date),
			Next:    one.partner.NextStep, Row: r.links.source(one.cadence.Latest.Source),
		})
	}
	page.Sentence = words.PartnersToMeet(len(overdue))
	all := make([]*partnership.Meeting, 0, len(d.Meetings))
	for i := range d.Meetings {
		all = append(all, &d.Meetings[i])
	}
	slices.SortStableFunc(all, func(a, b *partnership.Meeting) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Starts, b.Starts))
	})
	for _, m := range all {
		if m.Date >= d.today && !m.HeldBy(d.today) {
			page.Coming = append(page.Coming, d.meeting(r, m))
		}
	}
	for _, m := range slices.Backward(all) {
		if (m.Date < d.today || m.HeldBy(d.today)) && len(page.Held) < heldCards {
			page.Held = append(page.Held, d.meeting(r, m))
		}
	}
	if len(d.Meetings) == 0 && len(overdue) == 0 {
		page.Nothing = &empty{
			Say: words.NoMeetings(), How: words.HowMeetingsAppear(),
			Heads: []string{"Date", "Starts", "Partners", "Status"}, Example: words.ExampleMeeting(),
		}
	}
	return page, nil
}

// late is a partner whose cadence is overdue.
type late struct {
	partner *partnership.Partner
	cadence partnership.Cadence
}

// overdue returns the partners with whom it is time to talk, the longest wait
// first: those with a running program, Regular or Sustained ones, and those
// that have a cadence of their own. One with a meeting ahead is left alone.
func (d *desk) overdue() []late {
	var all []late
	for i := range d.Partners {
		p := &d.Partners[i]
		stage := d.index.Standing(p, d.today).Stage
		if stage == partnership.Paused || stage == partnership.Ended {
			continue
		}
		c := d.index.Cadence(p, d.today)
		if c.OverdueDays(d.today) == 0 || d.meetsAhead(p) {
			continue
		}
		if !c.Own && stage != partnership.Regular && stage != partnership.Sustained && !d.runsWith(p) {
			continue
		}
		all = append(all, late{p, c})
	}
	slices.SortStableFunc(all, func(a, b late) int { return cmp.Compare(a.cadence.Due, b.cadence.Due) })
	return all
}

func (d *desk) meetsAhead(p *partnership.Partner) bool {
	return slices.ContainsFunc(d.index.MeetingsWith(partnership.Key(p.ID)), func(m *partnership.Meeting) bool {
		return m.Date >= d.today && m.StatusOn(d.today) != partnership.MeetingCancelled
	})
}

func (d *desk) runsWith(p *partnership.Partner) bool {
	return slices.ContainsFunc(d.index.ProgramsWith(partnership.Key(p.ID)), func(one *partnership.Program) bool {
		return d.index.ProgramStatus(one, d.today) == partnership.ProgramRunning
	})
}

func (d *desk) meeting(r *request, m *partnership.Meeting) meeting {
	one := meeting{
		ID: "meeting-" + anchor(string(m.ID)), Title: d.topic(m), When: d.when(m.Date), Place: m.Place,
		Status: meetingTag(m.StatusOn(d.today)), Agenda: m.Agenda, Decisions: m.Decisions, Row: r.links.source(m.Source),
	}
	if m.HasStarts {
		one.When = words.DayAndClock(one.When, int(m.Starts))
	}
	for _, ref := range m.Partners {
		one.With = append(one.With, d.who(r.links, ref))
	}
	if len(m.WhoCame) > 0 {
		one.Came = words.WhoCame(d.names(m.WhoCame))
	}
	if r.viewer == Staff {
		one.Notes = m.Notes
	}
	return one
}

// topic is what a meeting is called.
func (d *desk) topic(m *partnership.Meeting) string {
	if m.Topic != "" {
		return m.Topic
	}
	return words.MeetingWith(d.names(m.Partners))
}

// when writes a day with its weekday, and its year where that is another one.
func (d *desk) when(day schoolyear.Day) string {
	return words.WeekdayNear(onDate(day), d.date)
}

// meetingTag is the word and mark of a meeting's status.
func meetingTag(s partnership.MeetingStatus) tag {
	switch s {
	case partnership.MeetingConfirmed:
		return tag{"Confirmed", "is-good"}
	case partnership.MeetingHeld:
		return tag{"Held", "is-good is-square"}
	case partnership.MeetingCancelled:
		return tag{"Cancelled", "is-lost is-square"}
	}
	return tag{"Proposed", "is-waiting is-hollow"}
}
