package dashboard

import (
	"cmp"
	"slices"

	"shelfmates/shared/chart"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// volunteersPage is everybody who gives time.
type volunteersPage struct {
	Files    *downloads
	Sentence string
	Letters  *letters
	List     drawer
	Past     drawer
	HasPast  bool
	Talents  *talents
	Nothing  *empty
}

// talents are the wanted talents and who has them.
type talents struct {
	Sentence string
	Held     []talent
}

// talent is one that is wanted.
type talent struct {
	Name  string
	Who   string
	Wants bool // nobody has it
}

func (p *pages) volunteers(d *desk, r *request) (any, error) {
	heads := []head{{Text: words.LabelVolunteer}, {Text: words.LabelWith}, {Text: words.LabelTalents}, {Text: words.LabelHoursThisYear, Number: true}, {Text: words.LabelLastHere}}
	page := volunteersPage{
		List: drawer{Caption: words.LabelVolunteers, Heads: heads, Compact: true},
		Past: drawer{Caption: words.LabelPastVolunteers, Heads: heads, Compact: true},
	}
	type line struct {
		volunteer *partnership.Volunteer
		minutes   int
		last      schoolyear.Day
	}
	var lines []line
	active := 0
	for i := range d.Volunteers {
		v := &d.Volunteers[i]
		if v.Status == partnership.VolunteerRemove {
			continue
		}
		key := d.index.Key(refTo(v))
		one := line{v, d.personSum[key].Minutes, d.index.ServiceOf(key, d.today).Last}
		if v.Active() {
			active++
		}
		lines = append(lines, one)
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.minutes, a.minutes) })
	for _, one := range lines {
		v := one.volunteer
		list := &page.List
		note := v.Role
		switch v.Status {
		case partnership.VolunteerPaused, partnership.VolunteerLeft:
			list, note = &page.Past, string(v.Status)
		case partnership.VolunteerInvited:
			note = string(v.Status)
		}
		hours := cell{Link: link{Text: words.Hours(one.minutes)}}
		if one.minutes > 0 {
			hours.Link.Href = r.links.volunteer(v.ID) + "#sessions"
		}
		with := cell{}
		if v.Partner != (partnership.Ref{}) {
			with.Link = d.who(r.links, v.Partner)
		}
		list.add(link{v.Name, r.links.volunteer(v.ID)}, note, with, text(words.FirstOf(v.Talents, 3)), hours, short(d.near(one.last)))
		list.Rows[len(list.Rows)-1].Brief = words.Brief(note, with.Link.Text, words.HoursInBrief(one.minutes))
	}
	names := make([]string, len(lines))
	for i, one := range lines {
		names[i] = one.volunteer.Name
	}
	found, letter, err := lettersOf(names, r.links.to("volunteers"), r)
	if err != nil {
		return nil, err
	}
	page.Letters, page.List.Rows, page.Past.Rows = found, under(page.List.Rows, letter), under(page.Past.Rows, letter)
	page.Files = p.downloads(r, partnership.Volunteers)
	pagedBoth(&page.List, &page.Past, pageRows, r)
	page.HasPast = len(page.Past.Rows) > 0
	if letter == "" {
		page.Talents = d.talents()
	}
	if len(lines) > 0 {
		page.Sentence = words.VolunteersActive(active)
	}
	if len(d.Volunteers) == 0 {
		page.Nothing = &empty{
			Say: words.NoVolunteers(), How: words.HowVolunteersAppear(),
			Heads: []string{"Volunteer", "Partner", "Role", "Talents"}, Example: words.ExampleVolunteer(),
		}
	}
	return page, nil
}

// refTo is a reference to a volunteer.
func refTo(v *partnership.Volunteer) partnership.Ref {
	return partnership.Ref{Kind: partnership.Volunteers, ID: v.ID, Name: v.Name}
}

// talents says which of the wanted talents somebody active has; nil where none
// are wanted.
func (d *desk) talents() *talents {
	if len(d.Settings.TalentsWanted) == 0 {
		return nil
	}
	all := &talents{}
	held := 0
	for _, t := range d.index.Talents() {
		var who, ask []string
		for _, v := range t.Held {
			who = append(who, v.Name)
		}
		for _, p := range t.Offered {
			ask = append(ask, p.Name)
		}
		one := talent{Name: t.Name, Who: words.FirstOf(who, 3), Wants: len(who) == 0}
		if one.Wants {
			one.Who = words.AskFor(words.FirstOf(ask, 2))
		} else {
			held++
		}
		all.Held = append(all.Held, one)
	}
	all.Sentence = words.TalentsHeld(held, len(all.Held))
	return all
}

// volunteerPage is one person.
type volunteerPage struct {
	Name     string
	Status   tag
	Facts    []fact
	Contact  []fact // for staff
	Notes    string // for staff
	Owed     []owed
	Sessions drawer
	Sum      string
	Progress *progress
}

// progress is how far required hours have come.
type progress struct {
	Text  string
	Meter chart.Meter
}

func (p *pages) volunteer(d *desk, r *request) (any, error) {
	at, ok := d.at[partnership.Volunteers][partnership.ID(r.PathValue("id"))]
	if !ok || d.Volunteers[at].Status == partnership.VolunteerRemove {
		return nil, errNotFound
	}
	v := &d.Volunteers[at]
	key := d.index.Key(refTo(v))
	page := volunteerPage{Name: v.Name, Status: volunteerTag(v)}
	facts := facts{}
	facts.text(words.LabelRole, v.Role)
	facts.refs(words.LabelWith, d, r.links, []partnership.Ref{v.Partner})
	facts.text(words.LabelTalents, words.List(v.Talents))
	facts.text(words.LabelInterests, words.List(v.Interests))
	facts.text(words.LabelHere, words.FromTo(onDate(v.Started), onDate(v.Until), d.date))
	facts.refs(words.LabelIntroducedBy, d, r.links, []partnership.Ref{v.IntroducedBy})
	for _, idea := range d.index.IdeasFrom(key) {
		facts.link(words.LabelIdea, link{shortened(idea.Text, 100), d.ideaLink(r.links, idea)})
	}
	if r.viewer == Staff {
		contact := facts
		contact.all = nil
		contact.text(words.LabelEmail, v.Email)
		contact.text(words.LabelPhone, v.Phone)
		if d.Settings.TrackClearances {
			contact.text(words.LabelClearance, words.ClearanceUntil(onDate(v.ClearanceUntil), d.date))
		}
		contact.text(words.LabelThanksInPublic, words.ThanksInPublic(int(v.OKToThank), v.Under18 == partnership.Yes))
		page.Contact, page.Notes = contact.all, v.Notes
	}
	page.Facts = facts.all
	page.Owed = d.owedToOne(r.links, key)
	page.Sessions = newSessions(words.SessionsOf(v.Name))
	for e := range d.index.HoursOf(key, d.today) {
		page.Sessions.Rows = append(page.Sessions.Rows, d.session(r.links, e, r.viewer))
	}
	newestFirst(&page.Sessions, r)
	all := d.index.ServiceOf(key, d.today)
	page.Sum = words.PersonSum(all.Sessions, all.Service, v.BeforeMinutes)
	if v.RequiredMinutes > 0 {
		placed := d.index.Placement(v, d.today)
		page.Progress = &progress{
			Text:  words.HoursRequired(placed.Done, placed.Required, onDate(placed.Ends), d.date),
			Meter: meterOf(placed.Done, placed.Required),
		}
	}
	return page, nil
}

// volunteerTag is the word and mark of a volunteer's status.
func volunteerTag(v *partnership.Volunteer) tag {
	switch {
	case v.Active():
		return tag{string(partnership.VolunteerActive), "is-good"}
	case v.Status == partnership.VolunteerInvited:
		return tag{string(partnership.VolunteerInvited), "is-news is-hollow"}
	case v.Status == partnership.VolunteerPaused:
		return tag{string(partnership.VolunteerPaused), "is-hollow"}
	}
	return tag{string(v.Status), "is-square"}
}
