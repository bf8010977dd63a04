package recognition

import (
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// closeByHand lets a row that somebody typed speak for a thank-you: the open
// one that it names in Because of (named), else the oldest with the same
// channel dated on or before it. It reports whether the row found one.
//
// Gifts after the day of the row are not what it thanked for: they open the
// next thank-you. A row that is only a draft takes what nobody has drafted, and
// thrown away it says that no thanks are needed.
func (a *account) closeByHand(settled *[]Thanks, h handwritten, named bool) bool {
	r := h.Recognition
	if named && strings.TrimSpace(r.BecauseOf) == "" {
		return false
	}
	day := a.dayOf(r)
	best, bestScore := -1, 0
	groups := a.groups()
	for i, g := range groups {
		if !named && (g[0].Day > day || a.surpassed(g[0], day)) || !a.suits(r, g, named) {
			continue
		}
		score := 1
		if named {
			score = likeness(r.BecauseOf, g...)
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if stateOf(r) != Drafted && a.closeDraft(*settled, r, named, day, bestScore, olderThan(groups, best)) {
		return true
	}
	if best < 0 {
		return false
	}
	chosen := groups[best]
	channel, first := chosen[0].channel, chosen[0].About
	units := a.take(func(u unit) bool {
		meant := u.Day <= day || named && likeness(r.BecauseOf, u) > 0
		return u.channel == channel && meant && (u.About == first || u.Kind == Gift && among(chosen, u))
	})
	if r.Channel != "" {
		for i := range units {
			units[i].channel = r.Channel
		}
	}
	t := a.thanks(units)
	if a.follows(&t, r); h.gone && t.State == Drafted {
		t.State, t.Why, t.Row = NotNeeded, DraftDeleted, nil
	}
	t.ByHand = true
	*settled = append(*settled, t)
	return true
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

// closeDraft closes a draft of ours in favour of r, where it is what r means
// more than anything that nobody has drafted.
func (a *account) closeDraft(settled []Thanks, r *partnership.Recognition, named bool, day schoolyear.Day, score int, oldest schoolyear.Day) bool {
	best := -1
	for i := range settled {
		t := &settled[i]
		if t.State != Drafted || t.ByHand || r.Channel != "" && t.Channel != r.Channel {
			continue
		}
		if named {
			if s := likenessOf(r.BecauseOf, t.Occasions); s > score {
				best, score = i, s
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
	for _, v := range units {
		if v.About == u.About {
			return true
		}
	}
	return false
}

func likeness(text string, units ...unit) int {
	occasions := make([]Occasion, len(units))
	for i, u := range units {
		occasions[i] = u.Occasion
	}
	return likenessOf(text, occasions)
}

// likenessOf says how surely text names one of the occasions: 3 its very words,
// 2 its words among others, 1 some words of it, 0 not.
func likenessOf(text string, occasions []Occasion) int {
	text = bare(text)
	best := 0
	for _, o := range occasions {
		for _, name := range o.names() {
			name = bare(name)
			switch {
			case len(name) < 2 || len(text) < 2:
			case text == name:
				best = max(best, 3)
			case containsWords(text, name):
				best = max(best, 2)
			case containsWords(name, text):
				best = max(best, 1)
			}
		}
	}
	return best
}

// bare is a text as names are compared, without the article that opens it: "the
// piano" is "A piano".
func bare(text string) string {
	text = partnership.Fold(text)
	for _, article := range []string{"a ", "an ", "the "} {
		if rest, has := strings.CutPrefix(text, article); has {
			return rest
		}
	}
	return text
}

// containsWords reports whether part stands in text as whole words.
func containsWords(text, part string) bool {
	return strings.Contains(" "+wordsOnly(text)+" ", " "+wordsOnly(part)+" ")
}

func wordsOnly(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune(" .,;:()\"“”!?-–", r)
	}), " ")
}
