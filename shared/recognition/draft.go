package recognition

import (
	"hash/fnv"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// A Draft holds the words for one thank-you, ready to be read once by a person
// and used.
type Draft struct {
	Channel   partnership.Channel
	BecauseOf string // for the Because of column: "12 used computers, 3 Nov"
	Subject   string // of an email or a letter
	Words     string // for the Words column; paragraphs are parted by a blank line
	Posts     []Post // of a social post: the same words as each network counts them
	AskFirst  string // what to ask before it is used; "" when nothing
	Unnamed   bool   // public words that do not name whom they thank
	ByHand    bool   // Words are a person's, from the row, and not ours
}

// Drafts returns the words for each of all, in its order: those of its row
// where a person wrote some, else ours. Ours are made from What, program names
// and numbers alone, name in public only who said yes, and are the same for the
// same thank-you each time; within one call, no two of a kind begin alike as
// long as there are ways left. For a visit of which nobody has written that it took
// place there are none yet: that is asked first.
func Drafts(x *partnership.Index, all []Thanks) []Draft {
	w := newDiscretion(x)
	drafts := make([]Draft, len(all))
	taken := map[string]bool{}
	for i, t := range all {
		variant := t.variant()
		ways := t.ways()
		for range ways {
			if mark := t.mark(variant % ways); !taken[mark] {
				taken[mark] = true
				break
			}
			variant++
		}
		drafts[i] = w.draft(t, variant)
	}
	return drafts
}

// variant scatters thank-yous over the ways to say a thing; those of one
// occasion in several channels begin one after the other.
func (t Thanks) variant() uint32 {
	h := fnv.New32a()
	h.Write([]byte(string(t.For.ID) + t.Occasions[0].About))
	v := h.Sum32()
	v ^= v >> 16
	v *= 0x45d9f3b
	return (v ^ v>>16) + uint32(slices.Index(everyChannel, t.Channel)+1)
}

// ways is the number of openings for a thank-you of t's sort.
func (t Thanks) ways() uint32 {
	switch {
	case t.Kind() == Gift && t.Channel.Public():
		return 6
	case t.Kind() == Gift:
		return 4
	}
	return 3
}

// mark names an opening of t's sort. A website note and a post begin from the
// same ways, but for gifts.
func (t Thanks) mark(opening uint32) string {
	if t.Channel.Public() && t.Kind() != Gift {
		return string(t.Kind()) + "/public/" + string(rune('a'+opening))
	}
	return string(t.Kind()) + "/" + string(t.Channel) + "/" + string(rune('a'+opening))
}

func (w *discretion) draft(t Thanks, variant uint32) Draft {
	d := Draft{Channel: t.Channel, BecauseOf: t.BecauseOf()}
	if t.Channel.Public() && !t.Consent.May {
		d.Unnamed = true
		if t.Consent.Reason == partnership.ConsentNotAsked {
			d.AskFirst = words.AskFirst
		}
	}
	if r := t.Row; r != nil && strings.TrimSpace(r.Words) != "" {
		d.Words, d.ByHand = strings.TrimSpace(words.Clean(r.Words)), true
		d.Unnamed = false
		if t.Channel.Public() && w.namesTheRemoved(d.Words) {
			d.Words, d.AskFirst = "", words.NamesTheRemoved
			return d
		}
		if t.Channel == partnership.SocialPost {
			d.Posts = Posts(d.Words, w.Settings)
		}
		return d
	}
	if t.Unconfirmed() {
		d.AskFirst = words.DidItTakePlace
		return d
	}
	switch t.Channel {
	case partnership.WebsiteNote:
		d.Words = w.public(t, variant).Website
	case partnership.SocialPost:
		d.Words, d.Posts = fitting(w.public(t, variant).Posts, w.Settings)
	case partnership.ReceiptLetter:
		m := w.receipt(t)
		d.Subject, d.Words = m.Subject, m.Text
	case partnership.Certificate:
		m := w.certificate(t)
		d.Subject, d.Words = m.Subject, m.Text
	default:
		m := w.letter(t, variant)
		d.Subject, d.Words = m.Subject, m.Text
	}
	return d
}

// public returns words for everybody: with the name only after a yes, and
// nothing that points at somebody who gave none.
func (w *discretion) public(t Thanks, variant uint32) words.Public {
	p := praise(t, variant)
	if t.Consent.May {
		p.Who = words.InSentence(oneName(t.Consent.Name))
	}
	given, program := w.discreet(t)
	p.Given, p.Program = given, words.InProse(program)
	switch t.Kind() {
	case Milestone:
		return words.PraiseMilestone(p)
	case Visit:
		p.Program = orElse(p.Program, "a visit")
		return words.PraiseVisit(p)
	case Finished:
		p.Program = orElse(p.Program, "a project")
		return words.PraiseFinished(p)
	case Anniversary:
		return words.PraiseAnniversary(p)
	}
	return words.PraiseGift(p)
}

// letter returns the words for an email or a letter to whom t thanks.
func (w *discretion) letter(t Thanks, variant uint32) words.Message {
	first := t.Occasions[0]
	l := words.Thanks{
		Praise: praise(t, variant), Dear: w.dear(t), On: words.On(first.Day.Date()),
		Signed: words.Signature(w.Settings.Signed, w.Settings.SchoolName),
		Ask:    t.Consent.Reason == partnership.ConsentNotAsked && t.For.Matched() && !w.thankedBefore(t),
	}
	switch t.Kind() {
	case Milestone:
		return words.ThankForHours(l)
	case Visit:
		return words.ThankForVisit(l)
	case Finished:
		return words.ThankForProject(l)
	case Anniversary:
		return words.ThankForYear(l)
	}
	return words.ThankForGift(l)
}

// thankedBefore reports whether a thank-you other than t's was given to the
// same recipient: the first one asks whether thanks may be public.
func (w *discretion) thankedBefore(t Thanks) bool {
	for _, r := range w.ThanksFor(w.Key(t.For)) {
		if r != t.Row && r.Thanked() {
			return true
		}
	}
	return false
}

// dear is how a letter addresses the recipient: the contact, where a partner
// has one.
func (w *discretion) dear(t Thanks) string {
	who := recipientOf(w.Index, t.For)
	switch {
	case who.partner != nil && strings.TrimSpace(who.partner.Contact) != "":
		return words.Salutation(oneName(who.partner.Contact))
	case who.volunteer != nil:
		return words.Salutation(oneName(who.volunteer.Name))
	}
	return words.Addressed(oneName(w.creditName(t)))
}

// creditName is what a recipient is called in a letter of its own.
func (w *discretion) creditName(t Thanks) string {
	if p := recipientOf(w.Index, t.For).partner; p != nil && p.CreditAs != "" {
		return p.CreditAs
	}
	return t.For.Name
}

func (w *discretion) receipt(t Thanks) words.Message {
	items := make([]words.ReceiptItem, len(t.Occasions))
	for i, o := range t.Occasions {
		items[i] = words.ReceiptItem{On: words.On(o.Day.Date()), What: o.Thing().Whole()}
		if o.Money && o.HasValue {
			items[i].Amount = words.Money(int64(o.Value))
			items[i].What = strings.TrimSpace(strings.TrimPrefix(items[i].What, words.MoneyGiven("").Text))
		}
	}
	return words.Receipt(w.dear(t), oneName(t.For.Name), orElse(w.Settings.SchoolName, "our school library"),
		words.Signature(w.Settings.Signed, w.Settings.SchoolName), oneName(w.Settings.ReceiptSentence), items)
}

func (w *discretion) certificate(t Thanks) words.Message {
	p := praise(t, 0)
	because := words.CertifiedGift(p.Given)
	switch t.Kind() {
	case Milestone:
		because = words.CertifiedHours(p.Hours)
	case Visit:
		because = words.CertifiedVisit(p.Program)
	case Finished:
		because = words.CertifiedProject(p.Program)
	case Anniversary:
		because = words.CertifiedYear()
	}
	school := orElse(w.Settings.SchoolName, "Our school library")
	return words.CertificateOf(oneName(w.creditName(t)), because, school, w.Settings.Signed, words.On(t.lastDay().Date()))
}

func (t Thanks) lastDay() schoolyear.Day { return t.Occasions[len(t.Occasions)-1].Day }

// aFew is the number of children below which a count could point at one.
const aFew = 5

// praise gathers what may be said of t, without any name.
func praise(t Thanks, variant uint32) words.Praise {
	o := t.Occasions[0]
	p := words.Praise{Variant: variant, Program: oneName(o.Program), Minutes: o.Minutes, Students: o.Students}
	if p.Students == 0 && o.Sessions == 1 {
		p.Students = o.Visits
	}
	if p.Students < aFew {
		p.Students = 0
	}
	if o.Kind == Milestone {
		p.Hours = o.Hours
	}
	things := make([]words.Thing, len(t.Occasions))
	p.Money = true
	for i, o := range t.Occasions {
		things[i] = o.Thing()
		p.Money = p.Money && o.Money
		if oneName(o.Program) != p.Program {
			p.Program = "" // gifts for different programs: none is named
		}
	}
	p.Given, p.Program = words.Things(things), words.InProse(p.Program)
	return p
}

// Thing is what a gift was, as sentences take it.
func (o Occasion) Thing() words.Thing {
	if o.Money {
		return words.MoneyGiven(o.What)
	}
	return words.ThingGiven(o.What, o.Quantity)
}

// BecauseOf names the occasions of t, as the Because of column has them: "12
// used computers, 3 Nov".
func (t Thanks) BecauseOf() string {
	parts := make([]string, len(t.Occasions))
	for i, o := range t.Occasions {
		day := words.On(o.Day.Date())
		switch o.Kind {
		case Milestone:
			parts[i] = words.BecauseHours(o.Hours, day)
		case Anniversary:
			parts[i] = words.BecauseYear(day)
		case Gift:
			parts[i] = words.BecauseGift(o.Thing(), day)
		default:
			parts[i] = words.BecauseProgram(oneName(o.Program), day)
		}
	}
	return strings.Join(parts, "; ")
}

// names are the texts by which a person would call o in Because of.
func (o Occasion) names() []string {
	switch o.Kind {
	case Gift:
		return []string{o.What, o.Thing().Text}
	case Milestone:
		return []string{words.Count(o.Hours, "hour", "hours")}
	case Anniversary:
		return []string{"first anniversary", "anniversary", "a year together", "one year"}
	}
	return []string{o.Program}
}

func joinAbout(occasions []Occasion) string {
	keys := make([]string, len(occasions))
	for i, o := range occasions {
		keys[i] = o.About
	}
	return strings.Join(keys, " ")
}

// oneName puts a name on one line, without control characters.
func oneName(s string) string {
	return strings.Join(strings.Fields(words.Clean(s)), " ")
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
