package dashboard

import (
	"cmp"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/tally"
	"shelfmates/shared/words"
)

// thanksPage is the thank-yous that are owed, with their words, and those that
// are settled.
type thanksPage struct {
	Sentence string // "3 thank-yous are waiting, the oldest for 13 days."
	Kept     string // "12 of 15 were thanked within two weeks."
	KeptHref string
	Owed     []owed
	Pages    pager
	Nothing  *empty
	Given    drawer
	Before   bool // there is a list of given ones
	Files    *downloads
}

// owed is what one recipient waits for because of one thing: a card.
type owed struct {
	ID      string
	For     link // empty on the recipient's own page
	Because string
	Since   string
	since   schoolyear.Day
	Late    bool
	LateBy  string
	Rows    []link
	Ways    []way
	open    []int // of the desk's open thank-yous, those on this card
}

// owedToOne returns the cards of one recipient, for the page about it.
func (d *desk) owedToOne(l links, k partnership.Key) []owed {
	cards := d.owed(l, func(t recognition.Thanks) bool { return d.index.Key(t.For) == k })
	for i := range cards {
		cards[i].For = link{}
	}
	return d.worded(l, cards)
}

// wait says how long the thank-you has waited, and whether that is too long.
func (o owed) wait() string {
	if o.Late {
		return o.LateBy
	}
	return o.Since
}

// way is one channel of a thank-you, with words for it.
type way struct {
	Channel  string
	State    tag
	Promised bool
	AskFirst string
	Subject  string
	Words    string
	Posts    []post
	ReadOnce string // what to look for before everybody reads it
}

// post is how one network counts the words.
type post struct {
	Network, Count string
	Fits           bool
	Compose        string
	Pasted         bool // the composer opens empty
}

// owedCards is how many cards of open thank-yous the page shows: with all their
// words they are long.
const owedCards = 15

// givenRows is how many thank-yous of the past the page shows.
const givenRows = 40

// thanks is the page that shows the card at a position of all.
func (l links) thanks(at int) string { return l.at("thanks", at, owedCards) }

func (p *pages) thanks(d *desk, r *request) (any, error) {
	page := thanksPage{}
	page.Owed, page.Pages = paged(d.owed(r.links, nil), owedCards, r, "")
	page.Owed = d.worded(r.links, page.Owed)
	page.Sentence = words.ThanksWaiting(d.waiting, d.oldestThanks(), d.date)
	if onTime := d.figures[tally.ThankedOnTime]; !onTime.Unknown {
		page.Kept = words.ThankedInTime(int(onTime.Value), int(onTime.Of), d.Settings.ThankWithinDays)
		page.KeptHref = r.links.rows(string(tally.ThankedOnTime), nil)
	}
	if len(d.open) == 0 {
		page.Nothing = &empty{
			Say: words.NoThanksOwed(len(d.debt) > 0), How: words.HowThanksAppear(),
			Heads: []string{"Date", "Partner", "What"}, Example: words.ExampleGift(),
		}
		if history := d.giftsBefore(d.StartDay); history > 0 && len(d.debt) == 0 {
			page.Nothing.How = words.GiftsAreHistory(history, onDate(d.StartDay), d.date) + " " + page.Nothing.How
		}
	}
	page.Given = drawer{Caption: words.LabelSettled, Heads: []head{{Text: words.LabelFor}, {Text: words.LabelBecause}, {Text: words.LabelHow}, {Text: words.LabelWhen}}}
	given := slices.Clone(d.debt)
	given = slices.DeleteFunc(given, recognition.Thanks.Open)
	slices.SortStableFunc(given, func(a, b recognition.Thanks) int { return cmp.Compare(b.DoneOn, a.DoneOn) })
	for _, t := range given[:min(givenRows, len(given))] {
		because := cell{Link: link{Text: t.BecauseOf()}}
		done := short(onDate(t.DoneOn).Near(d.date))
		if t.Row != nil && safe(t.Row.Link) {
			done.Link.Href = t.Row.Link
			if done.Link.Text == "" {
				done.Link.Text = words.OpenLink()
			}
		}
		if t.Late(d.today) {
			done.Note = words.LateBy(int(t.DoneOn - t.DueBy))
		}
		how := cell{Link: link{Text: string(t.Channel)}}
		if t.State != recognition.Thanked {
			how.Note = string(t.State)
		}
		page.Given.add(d.who(r.links, t.For), "", because, how, done)
	}
	page.Before = len(page.Given.Rows) > 0
	page.Files = p.downloads(r, partnership.Recognitions)
	return page, nil
}

// giftsBefore counts the donations before a day.
func (d *desk) giftsBefore(day schoolyear.Day) int {
	n := 0
	for i := range d.Donations {
		if on := d.Donations[i].Date; !on.IsZero() && on < day {
			n++
		}
	}
	return n
}

// owed returns the cards of open thank-yous that belongs lets through (nil:
// all), the oldest first, without their words. Channels of one occasion share
// a card.
func (d *desk) owed(l links, belongs func(recognition.Thanks) bool) []owed {
	var cards []owed
	byKey := map[string]int{}
	for at, t := range d.open {
		if belongs != nil && !belongs(t) {
			continue
		}
		key := string(d.index.Key(t.For)) + "\x00" + t.About()
		i, known := byKey[key]
		if !known {
			i = len(cards)
			byKey[key] = i
			card := owed{
				ID: "thanks-" + anchor(key), For: d.who(l, t.For), Because: t.BecauseOf(),
				Since: words.GivenOn(onDate(t.Since), d.date), since: t.Since,
			}
			for _, s := range t.Occasions {
				for _, source := range s.Sources {
					if at := d.source(l, source); at.Text != "" && !slices.Contains(card.Rows, at) {
						card.Rows = append(card.Rows, at)
					}
				}
			}
			cards = append(cards, card)
		}
		card := &cards[i]
		if t.Late(d.today) && !card.Late {
			card.Late, card.LateBy = true, words.Overdue(int(d.today-t.DueBy))
		}
		card.open = append(card.open, at)
	}
	return cards
}

// worded puts the words of each channel on cards.
func (d *desk) worded(l links, cards []owed) []owed {
	for i := range cards {
		for _, at := range cards[i].open {
			cards[i].Ways = append(cards[i].Ways, d.way(l, d.open[at], d.drafts()[at]))
		}
	}
	return cards
}

func (d *desk) way(l links, t recognition.Thanks, draft recognition.Draft) way {
	w := way{
		Channel: string(t.Channel), State: tag{words.LabelNotBegun, "is-waiting is-hollow"}, Promised: t.Promised,
		AskFirst: draft.AskFirst, Subject: draft.Subject, Words: draft.Words,
	}
	if t.Channel.Public() {
		w.ReadOnce = words.ReadOnce
	}
	if t.State == recognition.Drafted {
		w.State = tag{words.LabelDrafted, "is-news"}
	}
	if t.Row != nil {
		if t.Row.Approved {
			w.State = tag{words.LabelApproved, "is-good"}
		}
	}
	for _, p := range draft.Posts {
		one := post{Network: p.Network, Count: words.OfLimit(p.Count, p.Limit), Fits: p.Fits(), Pasted: !p.Fills}
		if safe(p.Compose) {
			one.Compose = p.Compose
		}
		w.Posts = append(w.Posts, one)
	}
	return w
}

// oldestThanks is the day since which the oldest open thank-you waits.
func (d *desk) oldestThanks() words.Date {
	for _, t := range d.open {
		if t.Waits() {
			return onDate(t.Since)
		}
	}
	return words.Date{}
}

// who is a partner or volunteer with the page about it.
func (d *desk) who(l links, r partnership.Ref) link {
	key := d.index.Key(r)
	one := link{Text: d.index.Name(key)}
	if one.Text == "" {
		one.Text = r.Name
	}
	switch {
	case d.has(partnership.Partners, partnership.ID(key)):
		one.Href = l.partner(partnership.ID(key))
	case d.has(partnership.Volunteers, partnership.ID(key)):
		one.Href = l.volunteer(partnership.ID(key))
	case d.has(partnership.Programs, partnership.ID(key)):
		one.Href = l.program(partnership.ID(key))
	}
	return one
}

func (d *desk) has(kind partnership.Kind, id partnership.ID) bool {
	_, ok := d.at[kind][id]
	return ok
}
