package letter

import (
	"net/url"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
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
	full := first(occasions, most.thanks)
	rest := occasions[len(full):]
	v := digestView{
		Subject: words.DigestSubject(f.waiting(len(occasions)), f.Today.Weekday().String()),
		School:  b.line(f.School), Date: b.today.WithWeekday(), Lead: b.lead(len(f.Asks()) == 0),
		Sheet: b.link(words.LinkSheet, f.Links.Sheet), Pages: b.link(words.LinkPages, f.Links.Pages), Stop: b.link(words.LinkStop, f.Links.Stop),
	}
	if f.AsOf != "" {
		v.AsOf = words.AsOf(b.line(f.AsOf))
	}
	v.Glance = b.glance(occasions)
	for i, owed := range full {
		v.Thanks = append(v.Thanks, b.thanks(i+1, owed))
	}
	for i, owed := range first(rest, most.others) {
		v.Others = append(v.Others, b.other(len(full)+i+1, owed))
	}
	if len(rest) > 0 {
		v.More = moreView{Count: words.WordsStand(len(rest) - len(v.Others)), Link: b.link(words.LinkThanks, f.Links.Thanks)}
	}
	for _, m := range first(f.Meet, most.meetings) {
		v.Meet = append(v.Meet, b.meet(m))
	}
	v.MoreMet = b.more(len(f.Meet), most.meetings, b.link(words.LinkMeetings, f.Links.Meet))
	alerts, missing := b.missing()
	ahead, behind := b.upcoming()
	v.Alerts = alerts
	for _, l := range []*listView{b.decided(), behind, ahead, b.ideas(), b.uncleared(), b.endings(), b.talents(), b.cells(), missing} {
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

// more says how many of a list are left out, and where they all are.
func (b builder) more(all, most int, link linkView) moreView {
	if all <= most {
		return moreView{}
	}
	return moreView{Count: words.More(all - most), Link: link}
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
	lead := []string{words.LastWeek(w.People, w.Minutes, w.Partners, date(b.Since), b.today)}
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

func (b builder) meet(m MeetingPrompt) meetView {
	v := meetView{
		Partner: b.line(m.Partner), Why: words.MeetWhy(date(m.LastMet), m.Talked, b.today, m.EveryWeeks),
		Link: b.link(words.LinkStory, m.Link),
	}
	for _, a := range first(m.Agenda, b.most.agenda) {
		v.Agenda = append(v.Agenda, agendaView{Text: b.line(a.Text), Rows: b.rowsOf(a.Sources)})
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
func (b builder) rowsOf(sources []partnership.Source) string {
	var tabs []string
	days := map[partnership.Kind][]schoolyear.Day{}
	var order []partnership.Kind
	for _, s := range sources {
		if s.Kind == "" {
			continue
		}
		if _, seen := days[s.Kind]; !seen {
			order, days[s.Kind] = append(order, s.Kind), nil
		}
		if !s.Day.IsZero() && !slices.Contains(days[s.Kind], s.Day) {
			days[s.Kind] = append(days[s.Kind], s.Day)
		}
	}
	for _, tab := range order {
		slices.Sort(days[tab])
		dates := make([]words.Date, len(days[tab]))
		for i, day := range days[tab] {
			dates[i] = date(day)
		}
		tabs = append(tabs, together(words.RowsOf(string(tab), dates, b.today)))
	}
	return strings.Join(tabs, ", ")
}

// together keeps a few words on one line.
func together(s string) string { return strings.ReplaceAll(s, " ", noBreak) }

// noBreak is a space at which no line ends.
const noBreak = "\u00a0"
