package recognition

import (
	"cmp"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// Debt returns every thank-you since the start day, as of today: one entry for
// each occasion (or gifts that share their thanks) and channel, in whatever
// state. They are in order of Since; those of one occasion stand together, in the
// order of the channels. What is dated ahead of today is not owed yet.
func Debt(x *partnership.Index, memory Memory, today schoolyear.Day) []Thanks {
	d := &debt{Index: x, memory: memory, today: today, accounts: map[partnership.Key]*account{}}
	for _, o := range d.occasions() {
		d.account(o.For).owe(o)
	}
	d.readRows()
	var all []Thanks
	for _, a := range d.accounts {
		all = append(all, a.settle()...)
	}
	slices.SortFunc(all, func(s, t Thanks) int {
		return cmp.Or(
			cmp.Compare(s.Since, t.Since), cmp.Compare(d.Key(s.For), d.Key(t.For)), cmp.Compare(s.Occasions[0].About, t.Occasions[0].About),
			cmp.Compare(slices.Index(everyChannel, s.Channel), slices.Index(everyChannel, t.Channel)))
	})
	return all
}

// debt is one computation of what a school owes.
type debt struct {
	*partnership.Index
	memory   Memory
	today    schoolyear.Day
	accounts map[partnership.Key]*account
}

// start is the day from which on thanks are owed.
func (d *debt) start() schoolyear.Day {
	if d.Settings.ThankFrom != 0 {
		return d.Settings.ThankFrom
	}
	return d.StartDay
}

// An occurrence is an occasion and whom it is to be thanked to.
type occurrence struct {
	Occasion
	For      partnership.Ref
	consent  partnership.Consent
	promised []partnership.Channel // for this occasion alone; empty = as the partner
	unneeded Reason                // why nobody has to thank for it
}

// account is everything between the school and one recipient.
type account struct {
	*debt
	who   recipient
	owed  []unit
	marks []mark                     // the milestones of owed, those that are settled too
	ours  []*partnership.Recognition // rows that carry the key of an occasion, best first
	typed []handwritten              // rows typed by hand

	thrown []*partnership.Recognition // drafts of ours that left the sheet
}

// A unit is one occasion in one channel.
type unit struct {
	occurrence
	channel  partnership.Channel
	promised bool
}

func (d *debt) account(r partnership.Ref) *account {
	key := d.Key(r)
	a := d.accounts[key]
	if a == nil {
		a = &account{debt: d, who: d.recipient(r)}
		d.accounts[key] = a
	}
	return a
}

// owe adds an occasion in each of its channels.
func (a *account) owe(o occurrence) {
	channels, promised := a.channels(o)
	for _, c := range channels {
		a.owed = append(a.owed, unit{occurrence: o, channel: c, promised: promised})
	}
}

// key names a thank-you for good.
func (a *account) key(c partnership.Channel, about string) string {
	return string(a.who.key) + "/" + string(c) + "/" + about
}
