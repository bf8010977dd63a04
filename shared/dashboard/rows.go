package dashboard

import (
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/tally"
	"shelfmates/shared/words"
)

// rowsPage is one number and the rows that it was made from.
type rowsPage struct {
	Name, Value string
	How         string // how the number is made
	Period      string
	Lists       []drawer
	Pages       pager
	Nothing     string
}

func (p *pages) rows(d *desk, r *request) (any, error) {
	figure, period, ok := d.figure(tally.Key(r.PathValue("number")), r.URL.Query().Get("month"), r.URL.Query().Get("year"))
	if !ok {
		return nil, errNotFound
	}
	page := rowsPage{
		Name: words.NumberName(string(figure.Key)), Value: valueOf(figure), How: words.NumberHow(string(figure.Key)),
		Period: period,
	}
	if worth := d.worth(); figure.Key == tally.TimeValue && worth != "" {
		page.How += " " + words.TheirTime(int(d.figures[tally.ServiceTime].Value), worth)
	}
	if figure.Unit == tally.Rate && !figure.Unknown {
		page.How += words.OutOf(int(figure.Value), int(figure.Of))
	}
	if len(figure.Thanks) > 0 {
		var list drawer
		list, page.Pages = p.thanksBehind(d, r, figure)
		page.Lists = []drawer{list}
		return page, nil
	}
	if figure.Key == tally.Volunteers {
		list, pages := p.peopleBehind(d, r, figure)
		page.Pages = pages
		if page.Lists = []drawer{list}; len(list.Rows) == 0 {
			page.Lists, page.Nothing = nil, words.NoRows()
		}
		return page, nil
	}
	marked := "" // the column that says which rows a rate's numerator is made of
	if figure.Unit == tally.Rate {
		marked = words.RateColumn(string(figure.Key))
	}
	sources := slices.Clone(figure.Sources)
	if len(sources) == 0 {
		page.Nothing = words.NoRows()
	}
	sources = once(sources)
	slices.SortStableFunc(sources, func(a, b partnership.Source) int { return kindOrder(a.Kind) - kindOrder(b.Kind) })
	var shown []partnership.Source
	shown, page.Pages = paged(sources, pageRows, r, "")
	met := map[partnership.Source]bool{}
	for _, s := range figure.Met {
		met[s] = true
	}
	for _, s := range shown {
		if n := len(page.Lists); n == 0 || page.Lists[n-1].Caption != string(s.Kind) {
			page.Lists = append(page.Lists, drawer{
				Caption: string(s.Kind), Heads: rowHeads(s.Kind, marked), Files: p.downloads(r, s.Kind),
			})
		}
		list := &page.Lists[len(page.Lists)-1]
		one := d.row(r, s)
		if marked != "" {
			mark := tag{words.LabelNo, "is-hollow"}
			if met[s] {
				mark = tag{words.LabelYes, "is-good"}
			}
			one.Cells = slices.Insert(one.Cells, 0, cell{Head: marked, Tag: &mark, Short: true})
		}
		list.Rows = append(list.Rows, one)
	}
	return page, nil
}

// valueOf writes a number as the sentence and the tiles do.
func valueOf(f tally.Figure) string {
	if f.Unit == tally.Minutes && !f.Unknown {
		return words.WholeHours(int(f.Value))
	}
	return f.Text()
}

// figure returns a number of this school year or the last one or, for what has
// months, of a month, and the days it is about in words.
func (d *desk) figure(key tally.Key, month, year string) (tally.Figure, string, bool) {
	now := d.Settings.Calendar.YearOf(d.today)
	if year != "" {
		all := d.wholeLastYear().All()
		at := slices.IndexFunc(all, func(f tally.Figure) bool { return f.Key == key })
		if year != lastYear || at < 0 {
			return tally.Figure{}, "", false
		}
		return all[at], words.SchoolYear((now - 1).String()), true
	}
	if month != "" {
		m, ok := parseMonth(month)
		if !ok {
			return tally.Figure{}, "", false
		}
		t := tally.Of(d.index, d.debt, m, d.today)
		switch key {
		case tally.ServiceTime:
			return t.ServiceHours(), onDate(m.First).MonthYear(), true
		case tally.TrainingTime:
			return t.TrainingHours(), onDate(m.First).MonthYear(), true
		}
		return tally.Figure{}, "", false
	}
	f, ok := d.figures[key]
	return f, words.SchoolYear(now.String()), ok
}

func parseMonth(s string) (schoolyear.Span, bool) {
	first, err := schoolyear.ParseDay(s + "-01")
	if err != nil {
		return schoolyear.Span{}, false
	}
	return schoolyear.MonthOf(first).Span(), true
}

// once returns rows in their order, each once: one program may have come from
// two ideas.
func once(rows []partnership.Source) []partnership.Source {
	seen := make(map[partnership.Source]bool, len(rows))
	return slices.DeleteFunc(rows, func(s partnership.Source) bool {
		double := seen[s]
		seen[s] = true
		return double
	})
}

// kindOrder is the order of the sheet's tabs.
func kindOrder(k partnership.Kind) int {
	return slices.Index([]partnership.Kind{
		partnership.Partners, partnership.Volunteers, partnership.HoursTab, partnership.Donations, partnership.Recognitions,
		partnership.Programs, partnership.Meetings, partnership.Ideas, partnership.Team,
	}, k)
}

// rowHeads are the columns of a list of rows of one tab, with one that says yes
// or no where it has a name.
func rowHeads(kind partnership.Kind, marked string) []head {
	var heads []head
	switch kind {
	case partnership.HoursTab:
		heads = newSessions("").Heads
	case partnership.Donations:
		heads = []head{{Text: words.LabelDate}, {Text: words.LabelFrom}, {Text: words.LabelWhat}, {Text: words.LabelValue, Number: true}}
	default:
		heads = []head{{Text: words.LabelName}, {Text: words.LabelWhat}, {Text: words.LabelWhen}}
	}
	if marked != "" {
		heads = slices.Insert(heads, 1, head{Text: marked})
	}
	return heads
}

// row shows one record, whatever tab it stands in, as a row of a list.
func (d *desk) row(r *request, s partnership.Source) row {
	at, known := d.at[s.Kind][s.ID]
	plain := func(name link, what, when string) row {
		return row{Name: name, Cells: []cell{
			{Head: words.LabelWhat, Link: link{Text: what}}, {Head: words.LabelWhen, Link: link{Text: when}, Short: true},
		}}
	}
	if !known {
		return plain(link{Text: words.RowGone()}, "", "")
	}
	switch s.Kind {
	case partnership.HoursTab:
		return d.session(r.links, d.entries[s.ID], r.viewer)
	case partnership.Donations:
		g := &d.Donations[at]
		value := cell{Head: words.LabelValue, Number: true, Link: link{Text: words.NotStated()}}
		if g.HasValue {
			value.Link.Text = words.Money(int64(g.Value))
		}
		return row{Name: link{Text: d.near(g.Date)}, Short: true, Cells: []cell{
			{Head: words.LabelFrom, Link: d.who(r.links, g.Partner)}, {Head: words.LabelWhat, Link: link{Text: given(g)}}, value,
		}}
	case partnership.Partners:
		p := &d.Partners[at]
		return plain(link{p.Name, r.links.partner(p.ID)}, p.PartnerKind, "")
	case partnership.Volunteers:
		v := &d.Volunteers[at]
		if v.Status == partnership.VolunteerRemove {
			return plain(link{Text: partnership.SomeVolunteer}, "", "")
		}
		return plain(link{v.Name, r.links.volunteer(v.ID)}, v.Role, "") // when a clearance ends is for staff, on the person's own page
	case partnership.Recognitions:
		t := &d.Recognitions[at]
		return plain(d.who(r.links, t.For), words.ThanksBecause(string(t.Channel), t.BecauseOf), d.near(t.DoneOn))
	case partnership.Programs:
		p := &d.Programs[at]
		return plain(link{p.Name, r.links.program(p.ID)}, p.ProgramKind, words.FromTo(onDate(p.Starts), onDate(p.Ends), d.date))
	case partnership.Meetings:
		m := &d.Meetings[at]
		return plain(link{d.index.MeetingName(m), d.meetingLink(r.links, m)}, string(m.StatusOn(d.today)), d.near(m.Date))
	case partnership.Ideas:
		i := &d.Ideas[at]
		return plain(link{shortened(i.Text, 120), d.ideaLink(r.links, i)}, string(i.Status), d.near(i.Date))
	}
	return plain(link{Text: words.RowGone()}, "", "")
}
