package reconcile

import (
	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
)

// minutesOf returns the minutes of service that a person gave, or that count for
// a partner, as pages will add them up after this sync: minutes times people, up
// to today. Records of other kinds have none.
func (d *draft) minutesOf(kind partnership.Kind, id partnership.ID) int64 {
	if kind != partnership.Volunteers && kind != partnership.Partners {
		return 0
	}
	if d.giving == nil {
		tabs := map[partnership.Kind][]match.Stored{}
		for _, kind := range []partnership.Kind{partnership.Partners, partnership.Volunteers, partnership.HoursTab} {
			t := d.tabOf(kind)
			if tabs[kind] = t.stored; t.settled != nil {
				tabs[kind] = t.settled.Records()
			}
		}
		d.giving = roster.EditionOf(tabs, d.snapshot.Zone, d.today).Index()
	}
	minutes := 0
	key := d.giving.Key(partnership.Ref{Kind: kind, ID: id})
	if kind == partnership.Volunteers {
		for e := range d.giving.HoursOf(key, d.today) {
			if !e.Training {
				minutes += e.Minutes
			}
		}
		return int64(minutes)
	}
	for e := range d.giving.HoursFor(key, d.today) {
		if !e.Training {
			minutes += e.For(key).Minutes
		}
	}
	return int64(minutes)
}
