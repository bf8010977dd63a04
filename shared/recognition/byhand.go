package recognition

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A way is how a row that somebody typed finds its thank-you. They are tried in
// this order, each for all rows.
type way int

const (
	byName     way = iota // Because of names it
	byNearName            // Because of nearly names it: "12 boks"
	byAge                 // the oldest dated on or before the row
)

// closeByHand lets a row that somebody typed speak for a thank-you: the open
// one that it names in Because of, else the oldest with the same channel dated
// on or before it. It reports whether the row found one.
//
// Gifts after the day of the row are not what it thanked for: they open the
// next thank-you. So do gifts that came into the sheet once the row was fixed,
// unless Because of names them beside the rest. A row that is only a draft takes
// what nobody has drafted, and thrown away it says that no thanks are needed.
func (a *account) closeByHand(settled *[]Thanks, h handwritten, by way) bool {
	day := a.dayOf(h)
	if day < a.start() || by != byAge && strings.TrimSpace(h.BecauseOf) == "" {
		return false // history closes nothing that came after it
	}
	score := func([]Occasion) int { return 1 }
	switch by {
	case byName:
		score = func(o []Occasion) int { return likenessOf(h.BecauseOf, o) }
	case byNearName:
		meant := a.meant(h.BecauseOf, *settled)
		score = func(o []Occasion) int {
			if meant != "" && slices.ContainsFunc(o, func(o Occasion) bool { return slices.Contains(o.names(), meant) }) {
				return 1
			}
			return 0
		}
	}
	besides := map[string]bool{} // named beside what the row knew
	for _, u := range a.owed {
		if by == byName && u.Kind == Gift && likeness(h.BecauseOf, u) > 1 && !a.another(h, u, day) {
			besides[u.About] = true
		}
	}
	within := func(u unit) bool { return a.knew(h, u.Occasion) || besides[u.About] }
	anything := func(unit) bool { return true }
	if a.closeOne(settled, h, by, score, within, besides) {
		return true
	}
	// What was there when the row was fixed comes first, for that is what its
	// note has told. Thanks that were given may have been for more; whoever says
	// that none are needed can only mean more by naming it.
	return (!a.forgoes(h) || by == byName && !h.gone) && a.closeOne(settled, h, by, score, anything, besides)
}

// closeOne lets row h speak for the best thank-you among what it may take.
func (a *account) closeOne(settled *[]Thanks, h handwritten, by way, score func([]Occasion) int, may func(unit) bool, besides map[string]bool) bool {
	r, day := h.Recognition, a.dayOf(h)
	best, bestScore := -1, 0
	groups := a.groups(may)
	for i, g := range groups {
		if by != byName && (g[0].Day > day || a.surpassed(g[0], day)) || !a.suits(r, g, by != byAge) {
			continue
		}
		if s := score(occasionsOf(g)); s > bestScore {
			best, bestScore = i, s
		}
	}
	if a.stateOf(r) != Drafted && a.closeDraft(*settled, h, by, score, may, bestScore, olderThan(groups, best)) {
		return true
	}
	if best < 0 {
		return false
	}
	chosen := groups[best]
	anchor := chosen[slices.IndexFunc(chosen, func(u unit) bool { return score([]Occasion{u.Occasion}) == bestScore })]
	taken := a.take(func(u unit) bool {
		return u.channel == anchor.channel && (u.About == anchor.About ||
			u.Kind == Gift && among(chosen, u) && (u.Day <= day && a.knew(h, u.Occasion) || besides[u.About]))
	})
	a.closes(settled, h, taken)
	if r.Channel == "" && a.stateOf(r) == NotNeeded {
		a.closeOtherChannels(settled, h, taken)
	}
	return true
}

// closes settles units of one channel by row h.
func (a *account) closes(settled *[]Thanks, h handwritten, units []unit) {
	if h.Channel != "" {
		for i := range units {
			units[i].channel = h.Channel
		}
	}
	t := a.thanks(units)
	if a.follows(&t, h.Recognition); h.gone && t.State == Drafted {
		t.State, t.Why, t.Row = NotNeeded, DraftDeleted, nil
	}
	t.ByHand = true
	*settled = append(*settled, t)
}

// closeOtherChannels settles what units are owed in every other channel, drafts
// of ours among them: a row without a Channel that says No thanks needed says
// so of all.
func (a *account) closeOtherChannels(settled *[]Thanks, h handwritten, units []unit) {
	for i := range *settled {
		if t := &(*settled)[i]; t.State == Drafted && !t.ByHand && slices.ContainsFunc(t.Occasions, func(o Occasion) bool { return among(units, unit{occurrence: occurrence{Occasion: o}}) }) {
			a.follows(t, h.Recognition)
			t.ByHand = true
		}
	}
	for _, c := range everyChannel {
		if others := a.take(func(u unit) bool { return u.channel == c && among(units, u) }); len(others) > 0 {
			a.closes(settled, h, others)
		}
	}
}

// another reports whether a gift that is called as u is, and that row h can
// have meant, is owed beside u: then the name in Because of is spent on it.
func (a *account) another(h handwritten, u unit, day schoolyear.Day) bool {
	return slices.ContainsFunc(a.owed, func(v unit) bool {
		return v.Kind == Gift && v.About != u.About && bare(v.What) == bare(u.What) && v.Day <= day && a.knew(h, v.Occasion)
	})
}

// meant is the name of something still to be thanked for that text nearly is;
// "" when nothing is near.
func (a *account) meant(text string, settled []Thanks) string {
	var names []string
	for _, u := range a.owed {
		names = append(names, u.names()...)
	}
	for _, t := range settled {
		if t.State == Drafted && !t.ByHand {
			for _, o := range t.Occasions {
				names = append(names, o.names()...)
			}
		}
	}
	near := sheet.Closest(text, names)
	if comma := strings.LastIndexByte(text, ','); near == "" && comma >= 0 { // "12 boks, 3 Nov"
		text = text[:comma]
		near = sheet.Closest(text, names)
	}
	if digits(near) != digits(text) {
		return "" // 12 books are not 13
	}
	return near
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// suits reports whether row r can speak for the thank-you of a group: in its
// channel, in any where r names none, and in another only for what nobody
// promised: what r names, or an Email for a Letter, for which of the two it is
// hangs on the address that is known now.
func (a *account) suits(r *partnership.Recognition, g []unit, named bool) bool {
	c := g[0].channel
	if r.Channel == "" || c == r.Channel {
		return true
	}
	mailed := func(c partnership.Channel) bool { return c == partnership.Email || c == partnership.Letter }
	if !named && !(mailed(c) && mailed(r.Channel)) {
		return false
	}
	return !slices.ContainsFunc(g, func(u unit) bool { return u.promised })
}

// closeDraft closes a draft of ours in favour of h, where it is what h means
// more than anything that nobody has drafted.
func (a *account) closeDraft(settled []Thanks, h handwritten, by way, score func([]Occasion) int, may func(unit) bool, least int, oldest schoolyear.Day) bool {
	r, day, best := h.Recognition, a.dayOf(h), -1
	for i := range settled {
		t := &settled[i]
		if t.State != Drafted || t.ByHand || r.Channel != "" && t.Channel != r.Channel {
			continue
		}
		if slices.ContainsFunc(t.Occasions, func(o Occasion) bool { return !may(unit{occurrence: occurrence{Occasion: o}}) }) {
			continue
		}
		if by != byAge {
			if s := score(t.Occasions); s > least {
				best, least = i, s
			}
		} else if t.Since <= day && (oldest == 0 || t.Since < oldest) {
			best, oldest = i, t.Since
		}
	}
	if best < 0 {
		return false
	}
	a.follows(&settled[best], r)
	settled[best].ByHand = true
	return true
}

func olderThan(groups [][]unit, best int) schoolyear.Day {
	if best < 0 {
		return 0
	}
	return groups[best][0].Day
}

func among(units []unit, u unit) bool {
	return slices.ContainsFunc(units, func(v unit) bool { return v.About == u.About })
}

func occasionsOf(units []unit) []Occasion {
	occasions := make([]Occasion, len(units))
	for i, u := range units {
		occasions[i] = u.Occasion
	}
	return occasions
}
