package dashboard

import (
	"cmp"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/tally"
	"shelfmates/shared/words"
)

// thanksBehind lists the thank-yous that a number was made from, those due last
// first: whom, what for, how, until when, and when they were given.
func (p *pages) thanksBehind(d *desk, r *request, f tally.Figure) (drawer, pager) {
	marked := words.RateColumn(string(f.Key))
	list := drawer{
		Caption: words.ThanksList(), Files: p.downloads(r, partnership.Recognitions),
		Heads: []head{{Text: words.LabelFor}, {Text: words.LabelBecause}, {Text: words.LabelHow}, {Text: words.LabelDueBy}, {Text: words.LabelGiven}},
	}
	if f.Unit == tally.Rate {
		list.Heads = append(list.Heads, head{Text: marked})
	}
	all := slices.Clone(f.Thanks)
	slices.SortStableFunc(all, func(a, b recognition.Thanks) int { return cmp.Compare(b.DueBy, a.DueBy) })
	shown, pages := paged(all, pageRows, r, "")
	for _, t := range shown {
		due, given := short(d.near(t.DueBy)), short(words.GivenWhen(t.Done(), onDate(t.DoneOn), d.date))
		if t.State == recognition.InPerson {
			given.Note = string(t.State)
		}
		cells := []cell{text(t.BecauseOf()), text(string(t.Channel)), due, given}
		if f.Unit == tally.Rate {
			mark := tag{words.LabelNo, "is-hollow"}
			if t.Done() && (f.Key == tally.PromisesKept || !t.Late(d.today)) {
				mark = tag{words.LabelYes, "is-good"}
			}
			cells = append(cells, cell{Tag: &mark, Short: true})
		}
		list.add(d.who(r.links, t.For), "", cells...)
	}
	return list, pages
}
