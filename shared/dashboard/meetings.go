package dashboard

import (
	"cmp"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// meetingsPage is who to meet, when, and what was decided.
type meetingsPage struct {
	Files    *downloads
	Sentence string
	Meet     []meet
	Coming   []meeting
	Held     []meeting
	Pages    pager // of both: the past follows what is coming
	Nothing  *empty
}

// meet is a partner whom it is time to meet.
type meet struct {
	Partner link
	Text    string
	Agenda  []agendaLine
	Times   []string // to offer
	Row     link
}

// agendaLine is one thing to talk about, and the rows that say so.
type agendaLine struct {
	Text string
	Rows []link
}

// meeting is one card.
type meeting struct {
	ID, Title, When, Place string
	Status                 tag
	With                   []link
	Came                   string
	Agenda, Decisions      string
	Notes                  string // for staff
}

// meetingCards is how many meetings one page shows.
const meetingCards = 20

// meetingOrder is the order in which the page has meetings: those that are
// coming, the next one first, then those of the past, the latest first.
func (d *desk) meetingOrder() []*partnership.Meeting {
	all := make([]*partnership.Meeting, 0, len(d.Meetings))
	for i := range d.Meetings {
		all = append(all, &d.Meetings[i])
	}
	slices.SortStableFunc(all, func(a, b *partnership.Meeting) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Starts, b.Starts))
	})
	var order []*partnership.Meeting
	for _, m := range all {
		if d.coming(m) {
			order = append(order, m)
		}
	}
	for _, m := range slices.Backward(all) {
		if !d.coming(m) {
			order = append(order, m)
		}
	}
	return order
}

// coming reports whether a meeting is still to be.
func (d *desk) coming(m *partnership.Meeting) bool { return m.Date >= d.today && !m.HeldBy(d.today) }

// meetingLink leads to a meeting on its page.
func (d *desk) meetingLink(l links, m *partnership.Meeting) string {
	return l.at("meetings", d.meetingAt()[m.ID], meetingCards) + "#meeting-" + anchor(string(m.ID))
}

func (p *pages) meetings(d *desk, r *request) (any, error) {
	page := meetingsPage{}
	for _, one := range d.proposals {
		prompt := meet{
			Partner: link{one.Partner.Name, r.links.partner(one.Partner.ID)},
			Text:    d.meetWhy(one) + ".",
			Row:     d.source(r.links, one.Last.Source),
		}
		for _, point := range one.Agenda {
			if point.Topic == schedule.ClearanceEnds && r.viewer != Staff {
				continue
			}
			line := agendaLine{Text: point.Line(d.today)}
			for _, source := range point.Sources {
				line.Rows = append(line.Rows, d.source(r.links, source))
			}
			prompt.Agenda = append(prompt.Agenda, line)
		}
		for _, t := range one.Times {
			prompt.Times = append(prompt.Times, words.DayAndClock(d.when(t.Day), int(t.Clock)))
		}
		page.Meet = append(page.Meet, prompt)
	}
	page.Files = p.downloads(r, partnership.Meetings)
	page.Sentence = words.PartnersToMeet(len(d.proposals))
	shown, pages := paged(d.meetingOrder(), meetingCards, r, "")
	for _, m := range shown {
		list := &page.Held
		if d.coming(m) {
			list = &page.Coming
		}
		*list = append(*list, d.meeting(r, m))
	}
	page.Pages = pages
	if len(d.Meetings) == 0 && len(d.proposals) == 0 {
		page.Nothing = &empty{
			Say: words.NoMeetings(), How: words.HowMeetingsAppear(),
			Heads: []string{"Date", "Starts", "Partners", "Status"}, Example: words.ExampleMeeting(),
		}
	}
	return page, nil
}

// meetWhy says why to meet a partner now, in the digest's words.
func (d *desk) meetWhy(p schedule.Proposal) string {
	return words.MeetWhy(onDate(p.Last.On), p.Last.On != p.Cadence.Met.On, d.date, p.Cadence.Weeks)
}

func (d *desk) meeting(r *request, m *partnership.Meeting) meeting {
	one := meeting{
		ID: "meeting-" + anchor(string(m.ID)), Title: d.index.MeetingName(m), When: d.when(m.Date), Place: m.Place,
		Status: meetingTag(m.StatusOn(d.today)), Agenda: m.Agenda, Decisions: m.Decisions,
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

// when writes a day with its weekday, and its year where that is another one.
func (d *desk) when(day schoolyear.Day) string {
	return words.WeekdayNear(onDate(day), d.date)
}

// meetingTag is the word and mark of a meeting's status.
func meetingTag(s partnership.MeetingStatus) tag {
	switch s {
	case partnership.MeetingConfirmed:
		return tag{string(partnership.MeetingConfirmed), "is-good"}
	case partnership.MeetingHeld:
		return tag{string(partnership.MeetingHeld), "is-good is-square"}
	case partnership.MeetingCancelled:
		return tag{string(partnership.MeetingCancelled), "is-lost is-square"}
	}
	return tag{string(partnership.MeetingProposed), "is-waiting is-hollow"}
}
