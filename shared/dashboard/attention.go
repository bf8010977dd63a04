package dashboard

import (
	"cmp"
	"slices"

	"shelfmates/shared/outreach"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// attentionPage is all that needs attention; the overview shows the first of
// it.
type attentionPage struct {
	Helps   bool // the tasks are those that an administrator could help with
	Tasks   []task
	Pages   pager
	Nothing string
}

// taskRows is how many tasks one page shows.
const taskRows = 50

// task is one thing that needs attention, with one thing to do.
type task struct {
	Kind   tag
	Text   string
	Note   string
	Action link
	since  schoolyear.Day
}

// mostTasks is how many tasks the page shows.
const mostTasks = 5

func (p *pages) attention(d *desk, r *request) (any, error) {
	page := attentionPage{Helps: r.viewer != Staff}
	tasks := d.tasksOf(r)
	slices.SortStableFunc(tasks, byAge)
	page.Tasks, page.Pages = paged(tasks, taskRows, r, "")
	if len(tasks) == 0 {
		page.Nothing = words.NothingNeedsYou()
	}
	return page, nil
}

// tasksOf are the tasks of who asks.
func (d *desk) tasksOf(r *request) []task {
	if r.viewer == Staff {
		return d.tasks(r.links)
	}
	return d.helps(r.links)
}

// tasks are what staff could do now, those that wait longest first.
func (d *desk) tasks(l links) []task {
	var all []task
	for i, card := range d.owed(l, nil) {
		all = append(all, task{
			Kind: tag{words.LabelThank, "is-waiting"}, Text: words.ThankFor(card.For.Text, card.Because),
			Note: card.wait(), Action: link{words.LabelSeeTheWords, l.thanks(i) + "#" + card.ID}, since: card.since,
		})
	}
	for _, one := range d.proposals {
		all = append(all, task{
			Kind: tag{words.LabelMeet, "is-news"}, Text: words.MeetAgain(one.Partner.Name, d.meetWhy(one)),
			Note: one.Partner.NextStep, Action: link{words.LabelTheirStory, l.partner(one.Partner.ID)}, since: d.today - schoolyear.Day(one.Overdue),
		})
	}
	for i := range d.Ideas {
		idea := &d.Ideas[i]
		if idea.Status != partnership.IdeaNew && idea.Status != partnership.IdeaTalking && idea.Status != "" {
			continue
		}
		all = append(all, task{
			Kind: tag{words.LabelAnswer, "is-news is-hollow"}, Text: words.IdeaWaits(shortened(idea.Text, 120), d.names([]partnership.Ref{idea.From})),
			Note:   words.Since(onDate(idea.Date), d.date),
			Action: link{words.LabelTheIdea, d.ideaLink(l, idea)}, since: idea.Date,
		})
	}
	for _, u := range outreach.Open(d.index, d.today) {
		all = append(all, task{
			Kind: tag{words.LabelLook, "is-news is-hollow"}, Text: words.Marked(u.When, u.Text),
			Action: link{words.LabelOpen, d.pageOf(l, u.Source)}, since: u.Day,
		})
	}
	for _, e := range d.index.ClearancesEnding(d.today, outreach.ClearanceWarning) {
		all = append(all, task{
			Kind: tag{words.LabelRenew, "is-waiting is-square"}, Text: words.ClearanceEnds(e.Who.Name, onDate(e.On), d.date),
			Action: link{words.LabelOpen, l.volunteer(e.Who.ID)}, since: e.On - outreach.ClearanceWarning,
		})
	}
	for _, u := range d.index.UnclearedHours(d.year) {
		first := u.Entries[0].Date
		all = append(all, task{
			Kind: tag{words.LabelCheck, "is-lost is-square"}, Text: words.HoursUncleared(u.Volunteer.Name, len(u.Entries), onDate(first), d.date),
			Note:   words.ClearanceNow(onDate(u.Volunteer.ClearanceUntil), d.date),
			Action: link{words.LabelTheirSessions, l.volunteer(u.Volunteer.ID) + "#sessions"}, since: first,
		})
	}
	for _, e := range d.index.AgreementsEnding(d.today, outreach.AgreementWarning) {
		all = append(all, task{
			Kind: tag{words.LabelRenew, "is-waiting is-square"}, Text: words.AgreementEnds(e.Who.Name, onDate(e.On), d.date),
			Action: link{words.LabelOpen, l.partner(e.Who.ID)}, since: e.On - outreach.AgreementWarning,
		})
	}
	if n := len(d.fixes); n > 0 {
		all = append(all, task{
			Kind: tag{words.LabelFix, "is-lost"}, Text: words.CellsToFix(n), Note: d.fixes[0].first[0].Text().Message(),
			Action: link{words.LabelShowThem, l.to("fix")}, since: d.today,
		})
	}
	return all
}

// helps are what an administrator could help with.
func (d *desk) helps(l links) []task {
	var all []task
	for _, g := range d.index.ProgramGaps(d.today) {
		if g.NoAdministrator {
			all = append(all, task{
				Kind: tag{words.LabelJoin, "is-news is-hollow"}, Text: words.ProgramWantsAdministrator(g.Program.Name),
				Action: link{words.LabelTheProgram, l.program(g.Program.ID)},
			})
		}
	}
	for _, one := range d.proposals {
		all = append(all, task{
			Kind: tag{words.LabelMeet, "is-news"}, Text: words.MeetAgain(one.Partner.Name, d.meetWhy(one)),
			Action: link{words.LabelTheirStory, l.partner(one.Partner.ID)}, since: d.today - schoolyear.Day(one.Overdue),
		})
	}
	return all
}

// choose takes the tasks to show: the oldest of each kind first, so that ten
// thank-yous hide no cell to fix, then whatever waits longest. They stand in
// the order of their age.
func choose(all []task) []task {
	slices.SortStableFunc(all, byAge)
	var first, others []task
	kinds := map[string]bool{}
	for _, t := range all {
		if kinds[t.Kind.Text] {
			others = append(others, t)
			continue
		}
		kinds[t.Kind.Text] = true
		first = append(first, t)
	}
	chosen := append(first, others...)
	chosen = chosen[:min(mostTasks, len(chosen))]
	slices.SortStableFunc(chosen, byAge)
	return chosen
}

// pageOf is the page that tells of a record.
func (d *desk) pageOf(l links, s partnership.Source) string {
	switch s.Kind {
	case partnership.Meetings:
		if at, known := d.at[s.Kind][s.ID]; known {
			return d.meetingLink(l, &d.Meetings[at])
		}
	case partnership.Programs:
		return l.program(s.ID)
	case partnership.Volunteers:
		return l.volunteer(s.ID)
	case partnership.Partners:
		return l.partner(s.ID)
	}
	return ""
}

func byAge(a, b task) int { return cmp.Compare(a.since, b.since) }
