package recognition

import (
	"cmp"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// settle finds the state of everything that an account owes: first what rows of
// ours say, then what was deleted, then what rows typed by hand close, and what
// is left is due, unless a higher milestone speaks for it.
func (a *account) settle() []Thanks {
	a.marks = marksOf(a.owed)
	a.follow()
	slices.SortFunc(a.owed, func(u, v unit) int {
		return cmp.Or(cmp.Compare(u.Day, v.Day), cmp.Compare(u.About, v.About),
			cmp.Compare(slices.Index(everyChannel, u.channel), slices.Index(everyChannel, v.channel)))
	})
	var settled []Thanks
	for _, r := range a.ours {
		if units := a.take(func(u unit) bool { return u.channel == r.Channel && names(r.About, u.About) }); len(units) > 0 {
			settled = append(settled, a.byRow(units, r))
		}
	}
	for i := range settled {
		a.join(&settled[i])
	}
	settled = append(settled, a.deleted()...)
	for _, by := range []way{byName, byNearName, byAge} {
		a.typed = slices.DeleteFunc(a.typed, func(h handwritten) bool {
			return a.closeByHand(&settled, h, by)
		})
	}
	for _, units := range a.groups(func(unit) bool { return true }) {
		t := a.thanks(units)
		switch why := cmp.Or(a.who.unwanted(t.Channel), units[0].unneeded); {
		case why != "":
			t.State, t.Why = NotNeeded, why
		case a.surpassed(units[0], a.today):
			t.State, t.Why = NotNeeded, Surpassed
		}
		settled = append(settled, t)
	}
	for i := range settled {
		if t := &settled[i]; t.Open() && a.who.removed() {
			t.State, t.Why = NotNeeded, Removed // whatever somebody has begun to write
		}
	}
	return settled
}

// follow makes room for rows of ours whose channel a person changed: where no
// channel was promised theirs takes the place of our choice, and otherwise it
// comes on top of what was promised.
func (a *account) follow() {
	for _, r := range a.ours {
		for _, key := range strings.Fields(r.About) {
			a.owe1(key, r.Channel)
		}
	}
}

// owe1 makes an occasion owed in a channel, if it is one of the account's.
func (a *account) owe1(about string, c partnership.Channel) {
	if c == "" {
		return
	}
	at := -1
	for i, u := range a.owed {
		if u.About != about {
			continue
		}
		if u.channel == c {
			return
		}
		if !u.promised && !a.hasRow(u) {
			a.owed[i].channel = c
			return
		}
		at = i
	}
	if at >= 0 {
		u := a.owed[at]
		u.channel, u.promised = c, false
		a.owed = append(a.owed, u)
	}
}

func (a *account) hasRow(u unit) bool {
	return slices.ContainsFunc(a.ours, func(r *partnership.Recognition) bool {
		return r.Channel == u.channel && names(r.About, u.About)
	})
}

func names(abouts, about string) bool { return slices.Contains(strings.Fields(abouts), about) }

// take removes from what is owed the units for which pick holds, and returns
// them in order.
func (a *account) take(pick func(unit) bool) []unit {
	var taken []unit
	a.owed = slices.DeleteFunc(a.owed, func(u unit) bool {
		if pick(u) {
			taken = append(taken, u)
			return true
		}
		return false
	})
	return taken
}

// join lets later gifts into a draft without words that nobody approved, for the
// thank-within days that follow its first.
func (a *account) join(t *Thanks) {
	if t.State != Drafted || t.Row.Approved || t.Row.Words != "" || t.Kind() != Gift {
		return
	}
	end := t.DueBy
	for _, u := range a.take(func(u unit) bool {
		return u.Kind == Gift && u.channel == t.Channel && u.Day >= t.Since && u.Day <= end
	}) {
		t.add(u)
	}
}

// deleted settles what we once drafted and somebody threw away: what was promised
// in the channel of the draft, and what nobody promised in any.
func (a *account) deleted() []Thanks {
	var settled []Thanks
	for _, r := range a.thrown {
		units := a.take(func(u unit) bool { return names(r.About, u.About) && (u.channel == r.Channel || !u.promised) })
		if len(units) == 0 {
			continue
		}
		if r.Channel != "" {
			for i := range units {
				units[i].channel = r.Channel
			}
		}
		t := a.thanks(units)
		t.State, t.Why = NotNeeded, DraftDeleted
		settled = append(settled, t)
	}
	return settled
}

// groups parts what is owed, as far as pick lets it through, into thank-yous:
// gifts of one channel within the thank-within days of the first are one, all
// else stands alone.
func (a *account) groups(pick func(unit) bool) [][]unit {
	var groups [][]unit
	open := map[partnership.Channel]int{}
	for _, u := range a.owed {
		if !pick(u) {
			continue
		}
		if i, has := open[u.channel]; has && u.Kind == Gift && u.Day <= groups[i][0].Day+a.within() {
			groups[i] = append(groups[i], u)
			continue
		}
		if u.Kind == Gift {
			open[u.channel] = len(groups)
		}
		groups = append(groups, []unit{u})
	}
	return groups
}

func (a *account) within() schoolyear.Day { return schoolyear.Day(a.Settings.ThankWithinDays) }

// thanks makes a due thank-you of units of one channel, oldest first.
func (a *account) thanks(units []unit) Thanks {
	first := units[0]
	t := Thanks{
		Key: a.key(first.channel, first.About), For: a.who.Ref, Channel: first.channel, State: Due,
		Since: first.Day, DueBy: first.Day + a.within(), Consent: first.consent,
	}
	for _, u := range units {
		t.add(u)
	}
	return t
}

// add takes one more occasion into t. Whoever may not be named for one of them
// is not named for any.
func (t *Thanks) add(u unit) {
	t.Occasions = append(t.Occasions, u.Occasion)
	t.Promised = t.Promised || u.promised
	if severity(u.consent) > severity(t.Consent) {
		t.Consent = u.consent
	}
}

func severity(c partnership.Consent) int {
	switch c.Answer() {
	case partnership.Yes:
		return 0
	case partnership.Unanswered:
		return 1
	}
	return 2
}

// byRow makes a thank-you in the state of its row.
func (a *account) byRow(units []unit, r *partnership.Recognition) Thanks {
	t := a.thanks(units)
	a.follows(&t, r)
	return t
}

// follows gives t the state of row r.
func (a *account) follows(t *Thanks, r *partnership.Recognition) {
	t.Row, t.State, t.Why = r, a.stateOf(r), ""
	switch t.State {
	case Thanked, InPerson:
		t.DoneOn = a.doneOn(r)
	case NotNeeded:
		t.DoneOn, t.Why = a.doneOn(r), SaidSo
	}
}
