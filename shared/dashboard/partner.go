package dashboard

import (
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// partnerPage is one partnership: where it stands, its next step, its story in
// time, its people and what they do.
type partnerPage struct {
	Name, Kind string
	Stage      tag
	Why        string
	Next       string // the next step, from the sheet
	NextOn     string
	Talk       string // whether it is time to talk
	TalkLate   bool
	Tiles      []tile
	Facts      []fact
	Promises   []fact
	Contact    []fact // for staff
	Notes      string // for staff
	Handover   string // for staff: the page for whoever looks after it next
	Owed       []owed
	Years      []storyYear
	People     []personLine
	Programs   []programLine
	Tree       []branch
	Sessions   drawer
	Sum        string
}

// storyYear is what happened in one school year.
type storyYear struct {
	Name   string
	Events []event
}

// event is one thing that happened.
type event struct {
	Day, Text string
	Look      string
	Rows      []link
}

// personLine is one of a partner's people.
type personLine struct {
	Who   link
	Role  string
	Hours string
}

// programLine is one of a partner's programs.
type programLine struct {
	Program link
	Status  tag
}

func (p *pages) partner(d *desk, r *request) (any, error) {
	one, err := d.partnerAsked(r)
	if err != nil {
		return nil, err
	}
	return d.partnerPage(r, one), nil
}

// partnerAsked is the partner that a request names.
func (d *desk) partnerAsked(r *request) (*partnership.Partner, error) {
	at, ok := d.at[partnership.Partners][partnership.ID(r.PathValue("id"))]
	if !ok {
		return nil, errNotFound
	}
	return &d.Partners[at], nil
}

func (d *desk) partnerPage(r *request, one *partnership.Partner) partnerPage {
	key := partnership.Key(one.ID)
	standing := d.index.Standing(one, d.today)
	page := partnerPage{
		Name: one.Name, Kind: one.PartnerKind, Stage: stageTag(standing.Stage), Why: standing.Why(d.today),
		Next: one.NextStep, NextOn: words.StepOn(onDate(one.NextStepOn), d.date),
	}
	resting := standing.Stage == partnership.Ended || standing.Stage == partnership.Paused || standing.Stage == partnership.Quiet
	if c := d.index.Cadence(one, d.today); c.OverdueDays(d.today) > 0 && !resting {
		page.Talk, page.TalkLate = words.Capital(words.TimeToMeet(onDate(c.Latest.On), c.Weeks, d.date)), true
	} else if c.Latest.On != 0 {
		page.Talk = words.LastTogether(onDate(c.Latest.On), d.date)
	}
	page.Owed = d.owedToOne(r.links, key)
	page.Years = d.storyOf(r.links, one)
	d.partnerFacts(&page, r, one)
	d.partnerPeople(&page, r, one)
	for _, b := range d.index.Introductions() {
		if found, ok := branchOf(b, key); ok && len(found.Branches) > 0 {
			page.Tree = []branch{d.branch(r.links, found)}
		}
	}
	page.Sessions = newSessions(words.SessionsFor(one.Name))
	for e := range d.index.HoursFor(key, d.today) {
		line := d.session(r.links, e, r.viewer)
		line.Cells[2].Link.Text = words.Hours(e.For(key).Minutes)
		if e.For(key).Minutes != e.Total() {
			line.Cells[2].Note = words.PartOf(e.Total())
		}
		page.Sessions.Rows = append(page.Sessions.Rows, line)
	}
	newestFirst(&page.Sessions, r)
	all := d.index.ServiceFor(key, d.today)
	page.Sum = words.SessionsSum(all.Sessions, all.Service, 0)
	page.Tiles = []tile{
		{words.LabelHoursThisYear, words.HoursTold(d.partnerSum[key].Minutes), words.HoursInAll(all.Service), "#sessions"},
		{words.LabelPeople, words.Number(len(page.People)), words.FirstOf(peopleNames(page.People), 2), "#people"},
		{words.LabelGifts, words.Number(len(d.givenBy(key))), d.latestGift(key), "#story"},
		{words.LabelOwed, words.Number(d.owedTo[key]), d.owedNote(key), "#owed"},
	}
	return page
}

func peopleNames(people []personLine) []string {
	var names []string
	for _, p := range people {
		names = append(names, p.Who.Text)
	}
	return names
}

// givenBy are a partner's gifts up to today.
func (d *desk) givenBy(k partnership.Key) []*partnership.Donation {
	gifts := d.index.GiftsOf(k)
	for len(gifts) > 0 && gifts[len(gifts)-1].Date > d.today {
		gifts = gifts[:len(gifts)-1]
	}
	return gifts
}

// given is a gift with its quantity, as letters have it: "12 used computers".
// Money is what staff typed of it.
func given(g *partnership.Donation) string {
	switch {
	case g.What == "" && !g.Money:
		return ""
	case g.What == "":
		return words.Capital(words.MoneyGiven("").Text)
	case g.Money:
		return g.What
	}
	return words.Capital(words.ThingGiven(g.What, g.Quantity).Whole())
}

func (d *desk) latestGift(k partnership.Key) string {
	gifts := d.givenBy(k)
	if len(gifts) == 0 {
		return ""
	}
	return shortened(given(gifts[len(gifts)-1]), 40)
}

func (d *desk) owedNote(k partnership.Key) string {
	for _, t := range d.open {
		if d.index.Key(t.For) == k {
			return words.Since(onDate(t.Since), d.date)
		}
	}
	return ""
}

func (d *desk) partnerFacts(page *partnerPage, r *request, one *partnership.Partner) {
	facts := facts{}
	facts.text(words.LabelTogetherSince, onDate(one.Since).Near(d.date))
	facts.refs(words.LabelIntroducedBy, d, r.links, []partnership.Ref{one.IntroducedBy})
	facts.refs(words.LabelSchoolLead, d, r.links, []partnership.Ref{one.SchoolLead})
	facts.text(words.LabelOffers, words.List(one.Offers))
	facts.text(words.LabelAgreement, words.FromTo(words.Date{}, onDate(one.AgreementUntil), d.date))
	facts.text(words.LabelCreditedAs, one.CreditAs)
	site := link{Text: one.Website}
	if safe(one.Website) {
		site.Href = one.Website
	}
	facts.link(words.LabelWebsite, site)
	facts.text(words.LabelSocial, one.SocialHandle)
	page.Facts, facts.all = facts.all, nil
	var channels []string
	for _, c := range one.PromisedThanks {
		channels = append(channels, string(c))
	}
	facts.text(words.LabelPromisedThanks, words.List(channels))
	facts.text(words.LabelThanksInPublic, words.ThanksInPublic(int(one.OKToThank), false))
	page.Promises = facts.all
	if r.viewer == Staff {
		facts.all = nil
		facts.text(words.LabelContact, one.Contact)
		facts.text(words.LabelEmail, one.Email)
		facts.text(words.LabelPhone, one.Phone)
		facts.text(words.LabelSecond, one.SecondContact)
		facts.text(words.LabelEmail, one.SecondEmail)
		page.Contact, page.Notes = facts.all, one.Notes
		page.Handover = r.links.partner(one.ID) + "/handover"
	}
}

func (d *desk) partnerPeople(page *partnerPage, r *request, one *partnership.Partner) {
	key := partnership.Key(one.ID)
	told := map[partnership.Key]bool{}
	for _, v := range d.index.VolunteersFrom(key) {
		who := d.index.Key(refTo(v))
		if told[who] || v.Status == partnership.VolunteerRemove {
			continue
		}
		told[who] = true
		page.People = append(page.People, personLine{
			Who: link{v.Name, r.links.volunteer(v.ID)}, Role: v.Role, Hours: words.Hours(d.personSum[who].Minutes),
		})
	}
	for _, p := range d.index.ProgramsWith(key) {
		page.Programs = append(page.Programs, programLine{
			link{p.Name, r.links.program(p.ID)}, statusTag(d.index.ProgramStatus(p, d.today)),
		})
	}
}

// storyOf tells a partner's story, the latest school year first and in it the
// latest event.
func (d *desk) storyOf(l links, p *partnership.Partner) []storyYear {
	var years []storyYear
	for _, e := range slices.Backward(d.index.Story(p, d.today)) {
		name := words.UndatedYear()
		if !e.On.IsZero() {
			name = d.Settings.Calendar.YearOf(e.On).String()
		}
		if n := len(years); n == 0 || years[n-1].Name != name {
			years = append(years, storyYear{Name: name})
		}
		year := &years[len(years)-1]
		one := event{Day: words.WeekdayNear(onDate(e.On), d.date), Text: d.index.Tell(p, e), Look: eventLook(e.Kind)}
		for _, s := range e.Sources {
			if at := d.source(l, s); at.Text != "" {
				one.Rows = append(one.Rows, at)
			}
		}
		year.Events = append(year.Events, one)
	}
	return years
}

// eventLook is the mark of an event on the line of time.
func eventLook(k partnership.EventKind) string {
	switch k {
	case partnership.Gave:
		return "is-gift"
	case partnership.WasThanked:
		return "is-thanks"
	case partnership.BecameRegular, partnership.BecameLasting, partnership.CameBack, partnership.JoinedAfter,
		partnership.CameFromIdea, partnership.ProgramBegan, partnership.ProgramEnded, partnership.TookPlace:
		return "is-turn"
	}
	return ""
}

// tree is who introduced whom.
func (d *desk) tree(l links) []branch {
	var all []branch
	for _, b := range d.index.Introductions() {
		all = append(all, d.branch(l, b))
	}
	return all
}

func (d *desk) branch(l links, b partnership.Branch) branch {
	one := branch{Who: link{Text: b.Name}}
	switch {
	case d.has(partnership.Partners, partnership.ID(b.Key)):
		one.Who.Href = l.partner(partnership.ID(b.Key))
	case d.has(partnership.Volunteers, partnership.ID(b.Key)):
		one.Who.Href = l.volunteer(partnership.ID(b.Key))
		one.Note = words.AVolunteer()
	}
	for _, c := range b.Branches {
		one.Led = append(one.Led, d.branch(l, c))
	}
	return one
}

// branchOf finds the branch of one key.
func branchOf(b partnership.Branch, k partnership.Key) (partnership.Branch, bool) {
	if b.Key == k {
		return b, true
	}
	for _, c := range b.Branches {
		if found, ok := branchOf(c, k); ok {
			return found, true
		}
	}
	return partnership.Branch{}, false
}
