package recognition

import (
	"cmp"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// readRows gives each row of the Recognition tab to the account that it is for,
// as one of ours, which name their occasions in About, or as typed by hand.
//
// About is trusted only as far as it names occasions of the row's own
// recipient: one that was copied along with its row is as good as blank. A row
// about something that is no occasion any more closes nothing. A row that left
// the sheet goes on to speak for what it spoke for.
func (d *debt) readRows() {
	others := map[string]bool{}
	for _, a := range d.accounts {
		for _, u := range a.owed {
			others[u.About] = true
		}
	}
	rows := func(r *partnership.Recognition, gone bool) {
		a := d.account(r.For)
		keys := strings.Fields(r.About)
		own := slices.ContainsFunc(keys, func(k string) bool {
			return slices.ContainsFunc(a.owed, func(u unit) bool { return u.About == k })
		})
		switch {
		case own && gone && d.stateOf(r) == Drafted:
			a.thrown = append(a.thrown, r)
		case own:
			a.ours = append(a.ours, r)
		case len(keys) == 0, !own && slices.ContainsFunc(keys, func(k string) bool { return others[k] }), !slices.ContainsFunc(keys, isAbout):
			a.typed = append(a.typed, handwritten{r, gone})
		}
	}
	for i := range d.Recognitions {
		rows(&d.Recognitions[i], false)
	}
	for i := range d.memory.Removed {
		rows(&d.memory.Removed[i], true)
	}
	for _, a := range d.accounts {
		slices.SortFunc(a.ours, func(r, s *partnership.Recognition) int {
			return cmp.Or(d.rank(r)-d.rank(s), cmp.Compare(r.ID, s.ID))
		})
		slices.SortFunc(a.thrown, func(r, s *partnership.Recognition) int { return cmp.Compare(r.ID, s.ID) })
		a.typed = slices.DeleteFunc(a.typed, func(h handwritten) bool { return h.gone && a.again(h) })
		slices.SortFunc(a.typed, func(r, s handwritten) int {
			return cmp.Or(
				cmp.Compare(d.dayOf(r), d.dayOf(s)), d.rank(r.Recognition)-d.rank(s.Recognition), cmp.Compare(r.ID, s.ID))
		})
	}
}

// A handwritten row is one that somebody typed; gone once it has left the sheet.
type handwritten struct {
	*partnership.Recognition
	gone bool
}

// again reports whether a row that is gone stands in the sheet still: it was a
// copy, or was typed anew. A draft that was thrown away counts as typed anew
// also where one of the two does not say what it is for.
func (a *account) again(gone handwritten) bool {
	because := partnership.Fold(strings.TrimSpace(gone.BecauseOf))
	return slices.ContainsFunc(a.typed, func(h handwritten) bool {
		same := partnership.Fold(strings.TrimSpace(h.BecauseOf))
		return !h.gone && h.Channel == gone.Channel &&
			(same == because || a.stateOf(gone.Recognition) == Drafted && (same == "" || because == ""))
	})
}

func isAbout(key string) bool {
	kind, _, _ := strings.Cut(key, ":")
	switch Kind(kind) {
	case Gift, Milestone, Visit, Anniversary, Finished:
		return true
	}
	return false
}

// stateOf is how far a row has come: what its Status says, and whether it
// stands for thanks that were given. Thanks with a day ahead in Done on are
// still to be given.
func (d *debt) stateOf(r *partnership.Recognition) State {
	switch {
	case r.Status == partnership.RecognitionNone:
		return NotNeeded
	case r.DoneOn > d.today:
		return Drafted
	case r.Status == partnership.RecognitionInPerson:
		return InPerson
	case r.Thanked():
		return Thanked
	}
	return Drafted
}

// rank orders rows about one thing: what was done counts before what is drafted.
func (d *debt) rank(r *partnership.Recognition) int {
	switch d.stateOf(r) {
	case Thanked, InPerson:
		return 0
	case NotNeeded:
		return 1
	}
	return 2
}

// dayOf is the day of a row: when it was done, as far as anybody knows; of one
// that says that no thanks are needed, when it was first seen to say so; else
// when it left the sheet, else today.
func (d *debt) dayOf(h handwritten) schoolyear.Day {
	var said schoolyear.Day
	if fixed := d.memory.Fixed[h.ID]; !fixed.IsZero() && d.forgoes(h) {
		said = d.Settings.Calendar.DayOf(fixed)
	}
	return min(d.today, cmp.Or(d.doneOn(h.Recognition), said, d.memory.RemovedOn[h.ID], d.today))
}

func (d *debt) doneOn(r *partnership.Recognition) schoolyear.Day {
	if r.DoneOn != 0 {
		return r.DoneOn
	}
	return d.memory.DoneSeen[r.ID]
}
