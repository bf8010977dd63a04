package partnership

import (
	"cmp"
	"slices"

	"shelfmates/shared/schoolyear"
)

// An Activity is something that a partner and the school did together: an
// hours entry, a donation, a held meeting, or a program that ran.
type Activity struct {
	schoolyear.Span // one day, but for a program
	Source          // Kind says which it is
}

// Activities returns what was done together with a partner up to today, in
// order of its first days. It is what makes a partner active in a period, and
// what the stage is worked out from.
func (x *Index) Activities(partner Key, today schoolyear.Day) []Activity {
	var few []Activity
	on := func(d schoolyear.Day, s Source) Activity {
		return Activity{schoolyear.Span{First: d, Last: d}, s}
	}
	for _, d := range x.gifts[partner] {
		if d.Date <= today {
			few = append(few, on(d.Date, d.Source))
		}
	}
	for _, m := range x.meetings[partner] {
		if m.HeldBy(today) {
			few = append(few, on(m.Date, m.Source))
		}
	}
	for _, p := range x.runs[partner] {
		if ran, ok := x.Ran(p, today); ok {
			few = append(few, Activity{ran, p.Source})
		}
	}
	slices.SortStableFunc(few, func(a, b Activity) int { return cmp.Compare(a.First, b.First) })
	// Hours are many and in order already: the others are merged in.
	all := make([]Activity, 0, len(few)+len(x.byPartner[partner]))
	for e := range x.HoursFor(partner, today) {
		for len(few) > 0 && few[0].First < e.Date {
			all, few = append(all, few[0]), few[1:]
		}
		all = append(all, on(e.Date, e.Source))
	}
	return append(all, few...)
}

// ActiveIn returns the rows that make a partner active in the days of span, as
// far as they lie up to today, in order of date. None means that it was not.
func (x *Index) ActiveIn(partner Key, span schoolyear.Span, today schoolyear.Day) []Source {
	var rows []Source
	for _, a := range x.Activities(partner, today) {
		if a.First <= span.Last && a.Last >= span.First {
			rows = append(rows, a.Source)
		}
	}
	return rows
}
