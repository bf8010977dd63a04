package letter

import (
	"net/url"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// builder makes a digestView of facts.
type builder struct {
	DigestFacts
	most  limits
	today words.Date
}

func viewOf(f DigestFacts, most limits) digestView {
	b := builder{DigestFacts: f, most: most, today: date(f.Today)}
	occasions := b.byOccasion()
	v := digestView{
		Subject: words.DigestSubject(f.waiting(len(occasions)), f.Today.Weekday().String()),
		School:  b.line(f.School), Date: b.today.WithWeekday(), Lead: b.lead(len(f.Asks()) == 0),
		Sheet: b.link(words.LinkSheet, f.Links.Sheet), Pages: b.link(words.LinkPages, f.Links.Pages), Stop: b.link(words.LinkStop, f.Links.Stop),
	}
	if f.AsOf != "" {
		v.AsOf = words.AsOf(b.line(f.AsOf))
	}
	for i, owed := range first(occasions, most.thanks) {
		v.Thanks = append(v.Thanks, b.thanks(i+1, owed))
	}
	v.More = b.more(len(occasions), most.thanks, f.Links.Thanks)
	for _, m := range first(f.Meet, most.meetings) {
		v.Meet = append(v.Meet, b.meet(m))
	}
	v.MoreMet = b.more(len(f.Meet), most.meetings, f.Links.Meet)
	alerts, missing := b.missing()
	v.Alerts = alerts
	for _, l := range []*listView{b.decided(), b.upcoming(), b.ideas(), b.endings(words.HeadClearances, f.Clearances), b.endings(words.HeadAgreements, f.Agreements), b.talents(), b.cells(), missing} {
		if l != nil {
			v.Lists = append(v.Lists, *l)
		}
	}
	return v
}

func date(d schoolyear.Day) words.Date { return words.On(d.Date()) }

func first[T any](all []T, most int) []T { return all[:min(len(all), most)] }

// line makes one line of text that people typed: without control characters
// and, past any reasonable length, with an ellipsis that says it goes on.
func (b builder) line(s string) string {
	s = strings.Join(strings.Fields(words.Clean(s)), " ")
	if r := []rune(s); len(r) > b.most.line {
		return strings.TrimSpace(string(r[:b.most.line])) + " …"
	}
	return s
}

func (b builder) more(all, most int, link string) moreView {
	if all <= most {
		return moreView{}
	}
	return moreView{Count: words.More(all - most), Link: b.link(words.LinkAll, link)}
}

// link keeps an address of the school's own and drops any other: a cell or a
// name never becomes a link.
func (b builder) link(label, address string) linkView {
	if address == "" || words.Clean(address) != address || len(address) > 2000 {
		return linkView{}
	}
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" {
		return linkView{}
	}
	if u.Scheme == "mailto" || within(u, b.Links.Pages) || within(u, b.Links.Sheet) {
		return linkView{Label: label, URL: address}
	}
	return linkView{}
}

// within reports whether u lies at or below base: the public URL, or the
// document of the sheet, whose links differ after the last slash.
func within(u *url.URL, base string) bool {
	b, err := url.Parse(base)
	if err != nil || b.Host == "" || u.Scheme != b.Scheme || u.Host != b.Host {
		return false
	}
	path := b.Path
	if i := strings.LastIndex(path, "/"); strings.HasPrefix(path, "/spreadsheets/") && i > 0 {
		path = path[:i]
	}
	path = strings.TrimSuffix(path, "/")
	return u.Path == path || strings.HasPrefix(u.Path, path+"/")
}

func (b builder) lead(quiet bool) []string {
	w := b.LastWeek
	lead := []string{words.LastWeek(w.People, w.Minutes, w.Partners)}
	if w.Program != "" && (w.FullestEver || w.FullestSince != 0) {
		lead = append(lead, words.FullestWeek(b.line(w.Program), date(w.FullestSince), b.today))
	}
	if w.Gifts > 0 {
		lead = append(lead, words.GiftsCame(w.Gifts))
	}
	if quiet {
		lead = append(lead, words.NothingWaits)
	}
	return lead
}

// byOccasion puts the channels of one occasion together: first what somebody
// was promised, then the others, each in the order in which they came.
func (b builder) byOccasion() [][]Owed {
	var groups [][]Owed
	at := map[string]int{}
	for _, o := range b.Thanks {
		if len(o.Thanks.Occasions) == 0 {
			continue
		}
		key := string(o.Thanks.For.Kind) + string(o.Thanks.For.ID) + o.Thanks.For.Name + "\n" + o.Thanks.About()
		i, has := at[key]
		if !has {
			i = len(groups)
			at[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], o)
	}
	promised := func(group []Owed) int {
		if slices.ContainsFunc(group, func(o Owed) bool { return o.Thanks.Promised }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(groups, func(g, h []Owed) int { return promised(g) - promised(h) })
	return groups
}

func (b builder) thanks(number int, owed []Owed) thanksView {
	t := owed[0].Thanks
	v := thanksView{Number: number, Who: b.line(t.For.Name), Did: b.line(b.did(t))}
	var channels []string
	drafted := 0
	promised := false
	for _, o := range owed {
		channels = append(channels, string(o.Thanks.Channel))
		promised = promised || o.Thanks.Promised
		v.Late = v.Late || o.Thanks.Late(b.Today)
		if o.Thanks.State == recognition.Drafted {
			drafted++
		}
		v.Words = append(v.Words, b.words(o))
		v.ReadOnce = v.ReadOnce || o.Thanks.Channel.Public()
	}
	v.Link = v.Words[0].Link
	for _, w := range v.Words {
		if w.Link != v.Link {
			v.Link = linkView{}
		}
	}
	if v.Link.URL != "" {
		for i := range v.Words {
			v.Words[i].Link = linkView{}
		}
	}
	v.Waited = words.Waited(max(0, int(b.Today-t.Since)), v.Late)
	v.Promise = words.Promise(channels, promised, drafted)
	return v
}

// did is what somebody is thanked for, after the name.
func (b builder) did(t recognition.Thanks) string {
	o := t.Occasions[0]
	day := date(o.Day)
	switch o.Kind {
	case recognition.Milestone:
		return words.OwedHours(o.Hours, day, b.today)
	case recognition.Visit:
		return words.OwedVisit(o.Program, day, b.today)
	case recognition.Anniversary:
		return words.OwedYear(day, b.today)
	case recognition.Finished:
		return words.OwedProject(o.Program, day, b.today)
	}
	var things []words.Thing
	var days []words.Date
	for _, o := range t.Occasions {
		things = append(things, o.Thing())
		days = append(days, date(o.Day))
	}
	return words.OwedGifts(things, days, b.today)
}

func (b builder) words(o Owed) wordsView {
	d := o.Draft
	v := wordsView{
		Label: words.ChannelLabel(string(o.Thanks.Channel)), Subject: b.line(d.Subject),
		Link: b.link(words.LinkRow, o.Row),
	}
	row := 0
	if o.Thanks.Row != nil {
		row = o.Thanks.Row.Row
	}
	text := []rune(strings.TrimSpace(words.Clean(d.Words)))
	cut := len(text) > b.most.words
	if cut {
		text = append(text[:b.most.words:b.most.words], ' ', '…')
	}
	for _, p := range strings.Split(string(text), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			v.Paragraphs = append(v.Paragraphs, p)
		}
	}
	if cut {
		v.Notes = append(v.Notes, words.Rest(row))
	}
	if d.AskFirst != "" {
		v.Notes = append(v.Notes, d.AskFirst)
	} else if d.Unnamed {
		v.Notes = append(v.Notes, words.Unnamed)
	}
	if d.ByHand {
		v.Notes = append(v.Notes, words.FromTheRow)
	}
	for _, p := range d.Posts {
		n := networkView{Name: p.Network, Count: together(words.Characters(p.Count, p.Limit)), Fits: p.Fits()}
		if p.Compose != "" && len(p.Compose) <= 4000 {
			n.Link = linkView{words.OpenIn(p.Network, p.Fills), p.Compose}
		}
		v.Networks = append(v.Networks, n)
		if !p.Fits() {
			v.Notes = append(v.Notes, words.TooLong(p.Network, p.Count-p.Limit))
		}
	}
	return v
}

func (b builder) meet(m MeetingPrompt) meetView {
	v := meetView{
		Partner: b.line(m.Partner), Why: words.MeetWhy(date(m.LastMet), m.Talked, b.today, m.EveryWeeks),
		Link: b.link(words.LinkPropose, m.Link),
	}
	for _, a := range first(m.Agenda, b.most.agenda) {
		v.Agenda = append(v.Agenda, agendaView{Text: b.line(a.Text), Rows: rowsOf(a.Sources)})
	}
	if left := len(m.Agenda) - len(v.Agenda); left > 0 {
		v.Agenda = append(v.Agenda, agendaView{Text: words.More(left)})
	}
	var slots []string
	for _, t := range m.Times {
		slots = append(slots, together(words.Slot(date(t.Day), int(t.Clock))))
	}
	v.Times = words.Times(first(slots, 3))
	return v
}

// rowsOf names the rows that a line was drawn from, tab by tab.
func rowsOf(sources []partnership.Source) string {
	var tabs []string
	rows := map[partnership.Kind][]int{}
	var order []partnership.Kind
	for _, s := range sources {
		if s.Row <= 0 {
			continue
		}
		if _, seen := rows[s.Kind]; !seen {
			order = append(order, s.Kind)
		}
		if !slices.Contains(rows[s.Kind], s.Row) {
			rows[s.Kind] = append(rows[s.Kind], s.Row)
		}
	}
	for _, tab := range order {
		slices.Sort(rows[tab])
		tabs = append(tabs, together(words.RowsOf(string(tab), rows[tab])))
	}
	return strings.Join(tabs, ", ")
}

// together keeps a few words on one line.
func together(s string) string { return strings.ReplaceAll(s, " ", noBreak) }

// noBreak is a space at which no line ends.
const noBreak = "\u00a0"

// list makes a list of all that make turns into items, cut to its limit.
func list[T any](b builder, title string, all []T, link string, item func(T) itemView) *listView {
	if len(all) == 0 {
		return nil
	}
	l := &listView{Title: title, More: b.more(len(all), b.most.lines, link)}
	for _, x := range first(all, b.most.lines) {
		l.Items = append(l.Items, item(x))
	}
	return l
}

func row(s partnership.Source) string { return rowsOf([]partnership.Source{s}) }

func (b builder) decided() *listView {
	return list(b, words.HeadDecided, b.Decisions, b.Links.Meet, func(d Decision) itemView {
		return itemView{Text: b.line(words.Decided(d.Meeting, date(d.Day), b.today, d.Text)), Rows: row(d.Source)}
	})
}

func (b builder) upcoming() *listView {
	return list(b, words.HeadUpcoming, b.Upcoming, b.Links.Pages, func(u Upcoming) itemView {
		return itemView{Text: b.line(u.Text), Rows: row(u.Source), Link: b.link(words.LinkOpen, u.Link)}
	})
}

func (b builder) ideas() *listView {
	return list(b, words.HeadIdeas, b.Ideas, b.Links.Ideas, func(i Idea) itemView {
		text := words.IdeaWaiting(b.line(i.Text), b.line(i.From), string(i.Status), date(i.Since), b.today)
		return itemView{Text: text, Rows: row(i.Source), Link: b.link(words.LinkOpen, i.Link)}
	})
}

func (b builder) endings(title string, all []Ending) *listView {
	return list(b, title, all, b.Links.Pages, func(e Ending) itemView {
		return itemView{Text: words.EndsOn(b.line(e.Who), date(e.Day), b.today), Rows: row(e.Source), Link: b.link(words.LinkOpen, e.Link)}
	})
}

func (b builder) talents() *listView {
	return list(b, words.HeadTalents, b.Talents, b.Links.Pages, func(t TalentGap) itemView {
		ask := make([]string, len(t.Ask))
		for i, a := range t.Ask {
			ask[i] = b.line(a)
		}
		return itemView{Text: words.TalentMissing(b.line(t.Talent), ask)}
	})
}

func (b builder) cells() *listView {
	return list(b, words.HeadCells, b.Cells, b.Links.Cells, func(c Cell) itemView {
		text := b.line(c.Sentence)
		if text == "" {
			text = words.CellShort(b.line(c.Value), b.line(c.Kept))
		}
		mark := b.line(strings.TrimSpace(c.Tab + " " + c.Address))
		rest, named := strings.CutPrefix(text, mark)
		if named { // the sentence names its cell already
			text = strings.TrimSpace(rest)
		}
		return itemView{Mark: mark, Joined: named, Text: text, Link: b.link(words.LinkOpen, c.Link)}
	})
}

// missing parts what is gone into what needs a person first and what only
// needs to be known.
func (b builder) missing() (alerts, rows *listView) {
	var urgent, calm []Missing
	for _, m := range b.Missing {
		if m.Held || m.Pause {
			urgent = append(urgent, m)
		} else {
			calm = append(calm, m)
		}
	}
	item := func(m Missing) itemView {
		since := ""
		if m.Since != 0 {
			since = words.At(date(m.Since), int(m.Clock), m.Clock != 0)
		}
		switch {
		case m.Pause:
			return itemView{Text: words.TabPaused(b.line(m.Tab), b.line(m.Why), since)}
		case m.Held:
			return itemView{Text: words.RowsHeld(m.Rows, b.line(m.Tab), since)}
		}
		return itemView{Text: words.RowsGone(m.Rows, b.line(m.Tab), since)}
	}
	return list(b, words.HeadNeedsYou, urgent, b.Links.Cells, item), list(b, words.HeadRows, calm, b.Links.Cells, item)
}
