package letter

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

func (b builder) row(s partnership.Source) string { return b.rowsOf([]partnership.Source{s}) }

// list makes a list of all that item turns into lines, cut to its limit. Where
// the lines have no links of their own, link stands under them also when they
// are all there.
func list[T any](b builder, title string, all []T, link linkView, item func(T) itemView) *listView {
	if len(all) == 0 {
		return nil
	}
	l := &listView{Title: title, More: b.more(len(all), b.most.lines, link)}
	linked := false
	for _, x := range first(all, b.most.lines) {
		i := item(x)
		linked = linked || i.Link.URL != ""
		l.Items = append(l.Items, i)
	}
	if !linked {
		l.More.Link = link
	}
	return l
}

func (b builder) decided() *listView {
	return list(b, words.HeadDecided(date(b.Since), b.today), b.Decisions, b.link(words.LinkMeetings, b.Links.Meet), func(d Decision) itemView {
		return itemView{Text: b.line(words.Decided(d.Meeting, date(d.Day), b.today, d.Text)), Rows: b.row(d.Source)}
	})
}

// upcoming is what lies ahead, and behind what was reached and asks for a word.
func (b builder) upcoming() (ahead, behind *listView) {
	var coming, gone []Upcoming
	for _, u := range b.Upcoming {
		if u.Day < b.Today {
			gone = append(gone, u)
		} else {
			coming = append(coming, u)
		}
	}
	behind = b.near(words.HeadBehind, gone)
	b.most.lines *= 2 // the week itself is not to be missed
	return b.near(words.HeadUpcoming, coming), behind
}

func (b builder) near(title string, all []Upcoming) *listView {
	return list(b, title, all, b.link(words.LinkAttention, b.Links.Attention), func(u Upcoming) itemView {
		return itemView{Mark: u.When, Text: b.line(u.Text), Rows: b.row(u.Source), Link: b.link(words.LinkOpen, u.Link)}
	})
}

func (b builder) ideas() *listView {
	return list(b, words.HeadIdeas, b.Ideas, b.link(words.LinkIdeas, b.Links.Ideas), func(i Idea) itemView {
		text := words.IdeaWaiting(b.line(i.Text), b.line(i.From), string(i.Status), date(i.Since), b.today)
		return itemView{Text: text, Rows: b.row(i.Source), Link: b.link(words.LinkOpen, i.Link)}
	})
}

// endings are clearances and agreements, the first to end first.
func (b builder) endings() *listView {
	type ending struct {
		Ending
		text string
	}
	var all []ending
	for _, e := range b.Clearances {
		all = append(all, ending{e, words.ClearanceEnds(b.line(e.Who), date(e.Day), b.today)})
	}
	for _, e := range b.Agreements {
		all = append(all, ending{e, words.AgreementEnds(b.line(e.Who), date(e.Day), b.today)})
	}
	slices.SortStableFunc(all, func(d, e ending) int { return int(d.Day) - int(e.Day) })
	return list(b, words.HeadEndings, all, b.link(words.LinkAttention, b.Links.Attention), func(e ending) itemView {
		return itemView{Text: e.text, Rows: b.row(e.Source), Link: b.link(words.LinkOpen, e.Link)}
	})
}

// uncleared are people whose time was given without a good clearance.
func (b builder) uncleared() *listView {
	return list(b, words.HeadUncleared, b.Uncleared, b.link(words.LinkAttention, b.Links.Attention), func(u Uncleared) itemView {
		text := words.HoursUncleared(b.line(u.Who), u.Times, date(u.First), b.today) + " " + words.ClearanceNow(date(u.Until), b.today)
		return itemView{Text: text, Rows: b.row(u.Source), Link: b.link(words.LinkOpen, u.Link)}
	})
}

// talents are a line for each that somebody could be asked for, and one for all
// others.
func (b builder) talents() *listView {
	var lines, nobody []string
	for _, t := range b.Talents {
		if len(t.Ask) == 0 {
			nobody = append(nobody, b.line(t.Talent))
			continue
		}
		ask := make([]string, len(t.Ask))
		for i, a := range t.Ask {
			ask[i] = b.line(a)
		}
		lines = append(lines, words.TalentMissing(b.line(t.Talent), ask))
	}
	if len(nobody) > 0 {
		lines = append(lines, words.TalentsNobodyHas(nobody))
	}
	return list(b, words.HeadTalents, lines, b.link(words.LinkVolunteers, b.Links.Volunteers), func(line string) itemView { return itemView{Text: line} })
}

func (b builder) cells() *listView {
	return list(b, words.HeadCells, b.Cells, b.link(words.LinkCells, b.Links.Cells), func(c Cell) itemView {
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
	link := b.link(words.LinkCells, b.Links.Cells)
	return list(b, words.HeadNeedsYou, urgent, link, item), list(b, words.HeadRows, calm, link, item)
}
