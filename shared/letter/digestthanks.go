package letter

import (
	"cmp"
	"slices"
	"strings"

	"shelfmates/shared/recognition"
	"shelfmates/shared/words"
)

// byOccasion puts the channels of one occasion together: first what is late, then
// what others shall read and somebody was promised, then what has waited longest.
func (b builder) byOccasion() [][]Owed {
	var groups [][]Owed
	at := map[string]int{}
	for _, o := range b.Thanks {
		if len(o.Thanks.Occasions) == 0 {
			continue
		}
		key := o.Thanks.Together()
		i, has := at[key]
		if !has {
			i = len(groups)
			at[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], o)
	}
	rank := func(group []Owed) int {
		public := slices.ContainsFunc(group, func(o Owed) bool { return o.Thanks.Promised && o.Thanks.Channel.Public() })
		switch {
		case b.late(group) && public:
			return 0
		case b.late(group):
			return 1
		case public:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(groups, func(g, h []Owed) int {
		return cmp.Or(rank(g)-rank(h), int(g[0].Thanks.Since-h[0].Thanks.Since))
	})
	return groups
}

// late reports whether one of the thank-yous of an occasion is late.
func (b builder) late(owed []Owed) bool {
	return slices.ContainsFunc(owed, func(o Owed) bool { return o.Thanks.Late(b.Today) })
}

// other is a thank-you in one line; its words stand on the page.
func (b builder) other(number int, owed []Owed) otherView {
	t := owed[0].Thanks
	var channels []string
	for _, o := range owed {
		channels = append(channels, string(o.Thanks.Channel))
	}
	late := b.late(owed)
	v := otherView{
		Number: number, Who: b.line(t.For.Name), Did: b.line(b.did(t)), Late: late,
		Waited: words.Waited(max(0, int(b.Today-t.Since)), late), Ready: words.ReadyInShort(channels, t.Promised),
	}
	if unworded(owed) {
		v.Ready = strings.TrimSuffix(owed[0].Draft.AskFirst, ".")
	}
	return v
}

// unworded reports whether an occasion has no words until its question is
// answered.
func unworded(owed []Owed) bool {
	return !slices.ContainsFunc(owed, func(o Owed) bool { return o.Draft.Words != "" || o.Draft.AskFirst == "" })
}

func (b builder) thanks(number int, owed []Owed) thanksView {
	t := owed[0].Thanks
	v := thanksView{Number: number, Who: b.line(t.For.Name), Did: b.line(b.did(t))}
	var channels []string
	drafted := 0
	promised := false
	v.Late = b.late(owed)
	for _, o := range owed {
		channels = append(channels, string(o.Thanks.Channel))
		promised = promised || o.Thanks.Promised
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
	if unworded(owed) {
		v.Promise = words.PromiseWaits(owed[0].Draft.AskFirst, channels, promised)
		v.Words, v.ReadOnce = nil, false
	}
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
		if o.Unconfirmed {
			return words.OwedVisitPerhaps(words.InProse(o.Program), day, b.today)
		}
		return words.OwedVisit(words.InProse(o.Program), day, b.today)
	case recognition.Anniversary:
		return words.OwedYear(day, b.today)
	case recognition.Finished:
		return words.OwedProject(words.InProse(o.Program), day, b.today)
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
		Link: b.link(words.LinkOwed, o.Link),
	}
	if !o.Thanks.Channel.Public() {
		v.Paragraphs, v.Excerpt = []string{excerpt(d.Words)}, true
		if v.Full = b.link(words.InFullTheirs, o.Link); v.Full.URL == "" {
			v.Full = b.link(words.InFull, b.Links.Thanks)
		}
		v.Link = linkView{}
		if d.ByHand {
			v.Notes = append(v.Notes, noteView{Text: words.FromTheRow})
		}
		return v
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
		v.Notes = append(v.Notes, noteView{Text: words.Rest})
	}
	if d.AskFirst != "" {
		v.Notes = append(v.Notes, noteView{d.AskFirst, true})
	} else if d.Unnamed {
		v.Notes = append(v.Notes, noteView{Text: words.Unnamed})
	}
	if d.ByHand {
		v.Notes = append(v.Notes, noteView{Text: words.FromTheRow})
	}
	for _, p := range d.Posts {
		n := networkView{Name: p.Network, Fits: p.Fits()}
		if p.Limit <= tight || !p.Fits() {
			n.Count = together(words.Characters(p.Count, p.Limit))
		}
		if p.Compose != "" && len(p.Compose) <= 4000 {
			n.Link = linkView{words.OpenIn(p.Network, p.Fills), p.Compose}
		}
		v.Networks = append(v.Networks, n)
		if !p.Fits() {
			v.Notes = append(v.Notes, noteView{words.TooLong(p.Network, p.Count-p.Limit), true})
		}
	}
	return v
}

// tight is how many characters a network takes at most for its count to be worth
// a word: nobody asks how many of 63,206 a sentence has.
const tight = 1000
