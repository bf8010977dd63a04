package outreach

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/letter"
	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/roster"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/tally"
	"shelfmates/shared/words"
)

const (
	// ClearanceWarning and AgreementWarning are how many days ahead an end is
	// told, in the mail and on the pages.
	ClearanceWarning, AgreementWarning = 30, 60
	// A visit is told two weeks before, a placement's end likewise (MAIL.md,
	// When).
	visitAhead = 14
	// weekly is how many days a digest tells of where there was none before.
	weekly = 7
)

// digestFacts gathers what the digest of a day is made of: the records as they
// are, seen from that day. Before is the day of the digest that went out before,
// zero for none. What happens on a day or comes near on one stands in one
// digest, the first after that day: weeks may be left out and digests moved, so
// that the seven days before a digest are no measure.
func (o *Outreach) digestFacts(e *roster.Edition, day, before schoolyear.Day) letter.DigestFacts {
	since := before
	if since == 0 || since >= day {
		since = day - weekly
	}
	x := e.Index()
	thanks := recognition.Debt(x, e.Memory, day)
	f := letter.DigestFacts{
		School:   e.Settings.SchoolName,
		Today:    day,
		AsOf:     asOf(e, day),
		LastWeek: news(x, thanks, schoolyear.Span{First: since, Last: day - 1}, day),
		Thanks:   owed(x, thanks),
		Links:    o.links(),
	}
	for i := range e.Meetings {
		m := &e.Meetings[i]
		if m.HeldBy(day) && m.Date >= since && m.Date < day && m.Decisions != "" {
			f.Decisions = append(f.Decisions, letter.Decision{Meeting: x.MeetingName(m), Day: m.Date, Text: m.Decisions, Source: m.Source})
		}
	}
	for _, p := range schedule.Proposals(x, thanks, day) {
		f.Meet = append(f.Meet, prompt(x, p, day))
	}
	if since != day-weekly {
		f.Since = since
	}
	next := nextDigest(e, day)
	soon := max(day+visitAhead, next-1)
	week := schoolyear.Span{First: day, Last: max(day+weekly, next) - 1}
	f.Upcoming = slices.Concat(thisWeek(x, week), upcoming(x, day, since, week, func(d schoolyear.Day) bool {
		return d >= day && d <= soon && (before == 0 || d-before > visitAhead)
	}))
	for i := range e.Ideas {
		idea := &e.Ideas[i]
		if idea.Status == partnership.IdeaNew || idea.Status == partnership.IdeaTalking {
			f.Ideas = append(f.Ideas, letter.Idea{
				Text: idea.Text, From: x.Name(x.Key(idea.From)), Status: idea.Status, Since: idea.Date, Source: idea.Source,
			})
		}
	}
	slices.SortStableFunc(f.Ideas, func(a, b letter.Idea) int { return int(a.Since) - int(b.Since) })
	for _, end := range x.ClearancesEnding(day, ClearanceWarning) {
		f.Clearances = append(f.Clearances, letter.Ending{Who: end.Who.Name, Day: end.On, Source: end.Source})
	}
	for _, end := range x.AgreementsEnding(day, AgreementWarning) {
		f.Agreements = append(f.Agreements, letter.Ending{Who: end.Who.Name, Day: end.On, Source: end.Source})
	}
	year := e.Settings.Calendar.YearToDate(e.Settings.Calendar.YearOf(day), day)
	for _, u := range x.UnclearedHours(year) {
		f.Uncleared = append(f.Uncleared, letter.Uncleared{
			Who: u.Volunteer.Name, Times: len(u.Entries), First: u.Entries[0].Date, Until: u.Volunteer.ClearanceUntil, Source: u.Volunteer.Source,
		})
	}
	for _, t := range x.MissingTalents() {
		gap := letter.TalentGap{Talent: t.Name}
		for _, p := range t.Offered {
			gap.Ask = append(gap.Ask, p.Name)
		}
		f.Talents = append(f.Talents, gap)
	}
	f.Cells, f.Missing = cells(e), missing(e)
	o.link(&f)
	return f
}

func date(d schoolyear.Day) words.Date {
	if d == 0 {
		return words.Date{}
	}
	return words.On(d.Date())
}

// asOf is when the sheet was read that these records are from, as people say
// it on that day. A later read that found nothing new does not count: the same
// records make the same letter, rehearsed or sent.
func asOf(e *roster.Edition, day schoolyear.Day) string {
	if e.Committed.IsZero() {
		return ""
	}
	return words.NearDay(date(dayOf(e, e.Committed)), date(day)) + " " + words.Clock(int(e.Settings.Calendar.ClockOf(e.Committed)))
}

// owed returns the open thank-yous with their words.
func owed(x *partnership.Index, thanks []recognition.Thanks) []letter.Owed {
	open := slices.DeleteFunc(slices.Clone(thanks), func(t recognition.Thanks) bool { return !t.Open() })
	var all []letter.Owed
	for i, draft := range recognition.Drafts(x, open) {
		all = append(all, letter.Owed{Thanks: open[i], Draft: draft})
	}
	return all
}

// prompt puts a proposal into words.
func prompt(x *partnership.Index, p schedule.Proposal, day schoolyear.Day) letter.MeetingPrompt {
	m := letter.MeetingPrompt{
		Partner: p.Partner.Name, LastMet: p.Last.On, Talked: p.Last.On != p.Cadence.Met.On, EveryWeeks: p.Cadence.Weeks,
		Sources: []partnership.Source{p.Partner.Source},
	}
	if p.Last.On != 0 && p.Last.Source != p.Partner.Source {
		m.Sources = append(m.Sources, p.Last.Source)
	}
	for _, point := range p.Agenda {
		m.Agenda = append(m.Agenda, letter.AgendaLine{Text: point.Line(day), Sources: point.Sources})
	}
	for _, t := range p.Times {
		m.Times = append(m.Times, letter.MeetingTime(t))
	}
	return m
}

// nextDigest is the day of the digest after that of a day, which breaks may put
// off for long; zero when none is in sight.
func nextDigest(e *roster.Edition, day schoolyear.Day) schoolyear.Day {
	const inSight = 200
	c := e.Settings.Calendar
	periods := schedule.Digest(e.Settings).Periods(c.At(day+1, 0).Add(-time.Nanosecond), c.At(day+inSight, 0))
	if len(periods) == 0 {
		return 0
	}
	return periods[0].Day
}

// upcoming lists visits that have come near since the digest before, programs
// that have come to their end since then without a word about what came of them,
// placements that have come half-way, or near their end, and what is unanswered.
// Near is what lies within two weeks, or before the next digest, and did not in
// the one before. The visits of the week are in thisWeek.
func upcoming(x *partnership.Index, day, since schoolyear.Day, week schoolyear.Span, near func(schoolyear.Day) bool) []letter.Upcoming {
	var all []letter.Upcoming
	for i := range x.School.Programs {
		p := &x.School.Programs[i]
		if p.Visit() && near(p.Starts) && p.Starts > week.Last {
			all = append(all, letter.Upcoming{Text: words.VisitAhead(p.Name, date(p.Starts)), Day: p.Starts, Source: p.Source})
		}
		if ran, began := x.Ran(p, day); began && p.Outcome == "" && ran.Last >= since && ran.Last < day {
			text := words.OutcomeWanted(p.Name, p.Visit(), date(ran.Last))
			if p.Visit() && !x.TookPlace(p, day) {
				text = words.VisitUnsure(p.Name, date(ran.Last))
			}
			all = append(all, letter.Upcoming{Text: text, Day: ran.Last, Source: p.Source})
		}
	}
	for _, p := range x.Placements(day) {
		who, done, required := p.Volunteer.Name, p.Done, p.Required
		if p.HalfOn != 0 && p.HalfOn >= since && p.HalfOn < day && p.FullOn == 0 {
			all = append(all, letter.Upcoming{Text: words.PlacementHalfway(who, done, required, date(p.HalfOn)), Day: p.HalfOn, Source: p.Volunteer.Source})
		}
		if near(p.Ends) {
			all = append(all, letter.Upcoming{
				Text: words.PlacementEnds(who, done, required, date(p.Ends)), Day: p.Ends, Source: p.Volunteer.Source,
			})
		}
	}
	slices.SortStableFunc(all, func(a, b letter.Upcoming) int { return int(a.Day) - int(b.Day) })
	return append(all, unanswered(x, day, since)...)
}

// cells lists what is to be put right in the sheet, one line a cause: the same
// unknown name in six rows is one thing to do. What concerns whole tabs and
// missing rows is in missing.
func cells(e *roster.Edition) []letter.Cell {
	var all []letter.Cell
	seen := map[string]bool{}
	for _, p := range e.Problems {
		if p.Level != sheet.Fix || p.Code == sheet.RowsMissing || p.Code == sheet.RowsHeld || isPause(e, p) || seen[p.Cause()] {
			continue
		}
		seen[p.Cause()] = true
		all = append(all, letter.Cell{
			Tab: cmp.Or(e.Tab(p.Tab).Title, string(p.Tab)), Address: p.Cell(), Sentence: p.Text().Message(), Value: p.Value, Kept: p.Kept,
		})
	}
	return all
}

// isPause reports whether p is why its tab is on pause.
func isPause(e *roster.Edition, p sheet.Problem) bool {
	tab := e.Tab(p.Tab)
	return tab.Paused != "" && string(p.Code) == tab.Paused
}

// missing lists tabs on pause and rows that are gone, by tab.
func missing(e *roster.Edition) []letter.Missing {
	var all []letter.Missing
	for _, tab := range e.Tabs {
		if tab.Paused != "" {
			m := letter.Missing{Tab: tab.Title, Pause: true}
			for _, p := range e.Problems {
				if p.Tab == tab.Kind && isPause(e, p) {
					text := p.Text()
					m.Why = strings.TrimSpace(text.What + " " + text.Todo)
					break
				}
			}
			all = append(all, m)
		}
		for _, held := range []bool{true, false} {
			m := letter.Missing{Tab: tab.Title, Held: held}
			for _, gone := range e.Missing {
				if gone.Kind != tab.Kind || gone.Held != held {
					continue
				}
				if m.Rows++; m.Rows == 1 { // the longest missing comes first
					m.Since, m.Clock = dayOf(e, gone.Since), e.Settings.Calendar.ClockOf(gone.Since)
				}
			}
			if m.Rows > 0 {
				all = append(all, m)
			}
		}
	}
	return all
}

// news tells what the days before a day brought.
func news(x *partnership.Index, thanks []recognition.Thanks, span schoolyear.Span, day schoolyear.Day) letter.Week {
	t := tally.Of(x, thanks, span, day)
	w := letter.Week{
		Minutes: int(t.ServiceHours().Value),
		People:  int(t.Volunteers().Value + t.GroupHeadcount().Value),
		Gifts:   int(t.Donations().Value),
	}
	for _, line := range t.ByPartner() {
		if line.Key != "" && line.Minutes > 0 {
			w.Partners++
		}
	}
	w.Program, w.FullestSince, w.FullestEver = fullest(x, day)
	return w
}
