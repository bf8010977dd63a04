package dashboard

import (
	"cmp"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// storyCard is one event, told away from its partner's page.
type storyCard struct {
	Day, Text string
	Who       link
	on        schoolyear.Day
}

// worthTelling are the kinds of events that are a story by themselves.
var worthTelling = []partnership.EventKind{
	partnership.TookPlace, partnership.ProgramEnded, partnership.ProgramBegan, partnership.CameFromIdea, partnership.Gave,
	partnership.JoinedAfter, partnership.BecameRegular, partnership.BecameLasting, partnership.CameBack,
}

// latestStories are the latest events worth telling, one of each partner, and
// of one day in the order of the sheet. It reads the partners that were active
// last first, and stops where no later event can come.
func (d *desk) latestStories(l links, most int) []storyCard {
	type candidate struct {
		partner *partnership.Partner
		at      int
		last    schoolyear.Day // no event worth telling is later
	}
	var candidates []candidate
	for _, all := range d.byStage {
		for _, s := range all {
			one := candidate{s.Partner, d.at[partnership.Partners][s.Partner.ID], s.Last}
			for _, idea := range d.index.IdeasThatLedTo(partnership.Key(s.Partner.ID)) {
				one.last = max(one.last, min(idea.Date, d.today))
			}
			candidates = append(candidates, one)
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.last, a.last), cmp.Compare(a.at, b.at))
	})
	type told struct {
		candidate
		event partnership.Event
	}
	var latest []told
	for _, one := range candidates {
		if len(latest) == most && latest[most-1].event.On > one.last || one.last == 0 {
			break
		}
		story := d.index.Story(one.partner, d.today)
		for i := len(story) - 1; i >= 0 && !story[i].On.IsZero(); i-- {
			if slices.Contains(worthTelling, story[i].Kind) {
				latest = append(latest, told{one, story[i]})
				break
			}
		}
		slices.SortFunc(latest, func(a, b told) int {
			return cmp.Or(cmp.Compare(b.event.On, a.event.On), cmp.Compare(a.at, b.at))
		})
		latest = latest[:min(most, len(latest))]
	}
	var cards []storyCard
	for _, one := range latest {
		cards = append(cards, storyCard{
			Day: words.Capital(words.Ago(onDate(one.event.On), d.date)), Text: d.index.Tell(one.partner, one.event),
			Who: link{words.TheStoryOf(one.partner.Name), l.partner(one.partner.ID)}, on: one.event.On,
		})
	}
	return cards
}
