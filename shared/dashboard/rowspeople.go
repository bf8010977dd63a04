package dashboard

import (
	"cmp"
	"slices"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/tally"
	"shelfmates/shared/words"
)

// peopleBehind lists the people whom a number counts, by name: each with the
// time they gave in the rows that it was made from, and a link to those.
func (p *pages) peopleBehind(d *desk, r *request, f tally.Figure) (drawer, pager) {
	type person struct {
		key               partnership.Key
		minutes, sessions int
	}
	at := map[partnership.Key]int{}
	var people []person
	for _, s := range f.Sources {
		e := d.entries[s.ID]
		for _, k := range e.Named {
			i, known := at[k]
			if !known {
				i = len(people)
				at[k] = i
				people = append(people, person{key: k})
			}
			people[i].minutes += e.Minutes
			people[i].sessions++
		}
	}
	slices.SortStableFunc(people, func(a, b person) int {
		x, y := d.index.Name(a.key), d.index.Name(b.key)
		return cmp.Or(strings.Compare(partnership.Fold(x), partnership.Fold(y)), strings.Compare(x, y))
	})
	list := drawer{
		Caption: words.LabelVolunteers, Files: p.downloads(r, partnership.HoursTab),
		Heads: []head{{Text: words.LabelName}, {Text: words.LabelSessions, Number: true}, {Text: words.LabelHours, Number: true}},
	}
	shown, pages := paged(people, pageRows, r, "")
	for _, one := range shown {
		name := link{Text: d.index.Name(one.key)}
		if d.has(partnership.Volunteers, partnership.ID(one.key)) {
			name.Href = r.links.volunteer(partnership.ID(one.key))
		}
		list.add(name, "", cell{Number: true, Link: link{Text: words.Number(one.sessions)}}, cell{Number: true, Link: link{Text: words.Hours(one.minutes)}})
	}
	return list, pages
}
