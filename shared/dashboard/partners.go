package dashboard

import (
	"math"
	"slices"

	"shelfmates/shared/chart"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// stages are the stages in the order in which a partnership grows, and then
// those in which it rests.
var stages = []partnership.Stage{
	partnership.Prospect, partnership.TryingOut, partnership.Regular, partnership.Sustained,
	partnership.Quiet, partnership.Paused, partnership.Ended,
}

// stageTag is the word and mark of a stage.
func stageTag(s partnership.Stage) tag {
	switch s {
	case partnership.Prospect:
		return tag{string(s), "is-news is-hollow"}
	case partnership.TryingOut:
		return tag{string(s), "is-news"}
	case partnership.Regular, partnership.Sustained:
		return tag{string(s), "is-good"}
	case partnership.Quiet:
		return tag{string(s), "is-waiting is-hollow"}
	case partnership.Paused:
		return tag{string(s), "is-hollow"}
	}
	return tag{string(s), "is-square"}
}

// partnersPage says where each partnership stands.
type partnersPage struct {
	Files    *downloads
	Sentence string
	Choices  []choice
	Letters  *letters
	List     drawer
	Tree     []branch
	Nothing  *empty
}

// partnerRows is how many partners one page of the list shows: each has its
// reason and its bars.
const partnerRows = 50

// branch is a partner, or somebody, and whom they introduced.
type branch struct {
	Who  link
	Note string
	Led  []branch
}

func (p *pages) partners(d *desk, r *request) (any, error) {
	page := partnersPage{List: drawer{Caption: words.LabelPartners, Compact: true, Heads: []head{
		{Text: words.LabelPartner}, {Text: words.LabelStands}, {Text: words.LabelHoursThisYear, Number: true}, {Text: words.LabelLastTogether}, {Text: words.LabelOwed},
	}}}
	wanted := partnership.Stage(r.URL.Query().Get("stage"))
	if wanted != "" && !slices.Contains(stages, wanted) {
		return nil, errNotFound
	}
	names := make([]string, len(d.Partners))
	for i := range d.Partners {
		names[i] = d.Partners[i].Name
	}
	found, letter, err := lettersOf(names, r.links.to("partners"), r)
	if err != nil {
		return nil, err
	}
	page.Letters = found
	page.Choices = append(page.Choices, choice{
		Text: words.AllNames(), Href: r.links.to("partners"), Count: words.Number(len(d.Partners)), Here: wanted == "" && letter == "",
	})
	for _, s := range stages {
		if n := len(d.byStage[s]); n > 0 {
			page.Choices = append(page.Choices, choice{
				Text: string(s), Href: r.links.stage(s), Count: words.Number(n), Here: s == wanted,
			})
		}
	}
	// Those that are alive first: their order is that of the sheet.
	for _, s := range []partnership.Stage{
		partnership.Sustained, partnership.Regular, partnership.TryingOut, partnership.Prospect,
		partnership.Quiet, partnership.Paused, partnership.Ended,
	} {
		if wanted != "" && wanted != s {
			continue
		}
		for _, one := range d.byStage[s] {
			page.List.Rows = append(page.List.Rows, d.partnerRow(r.links, one))
		}
	}
	page.Sentence = words.PartnersStand(len(d.byStage[partnership.Regular])+len(d.byStage[partnership.Sustained]), len(d.byStage[partnership.TryingOut]), len(d.Partners))
	page.Files = p.downloads(r, partnership.Partners)
	page.List.Rows, page.List.Pages = paged(under(page.List.Rows, letter), partnerRows, r, "")
	if wanted == "" && letter == "" && page.List.Pages.Earlier == "" {
		page.Tree = d.tree(r.links)
	}
	if len(d.Partners) == 0 {
		page.Nothing = &empty{
			Say: words.NoPartners(), How: words.HowPartnersAppear(),
			Heads: []string{"Partner", "Kind", "Contact"}, Example: words.ExamplePartner(),
		}
	}
	return page, nil
}

// standing is a partner and where the partnership stands.
type standing struct {
	*partnership.Partner
	partnership.Standing
}

func (d *desk) partnerRow(l links, s standing) row {
	tag := stageTag(s.Stage)
	minutes := d.partnerSum[partnership.Key(s.ID)].Minutes
	hours := cell{Head: words.LabelHoursThisYear, Number: true, Link: link{Text: words.Hours(minutes)}}
	if minutes > 0 {
		hours.Link.Href = l.partner(s.ID) + "#sessions"
		spark := chart.SparkOf(d.monthsOf(partnership.Key(s.ID)))
		hours.Spark = &spark
	}
	last := cell{Head: words.LabelLastTogether, Link: link{Text: d.near(d.index.Cadence(s.Partner, d.today).Latest.On)}, Short: true}
	owes := cell{Head: words.LabelOwed}
	if n := d.owedTo[partnership.Key(s.ID)]; n > 0 {
		owes.Link = link{words.Number(n), l.partner(s.ID) + "#owed"}
	}
	return row{
		Name: link{s.Name, l.partner(s.ID)}, Note: s.PartnerKind,
		Brief: words.Brief(string(s.Stage), words.HoursInBrief(minutes), words.OwedInBrief(d.owedTo[partnership.Key(s.ID)])),
		Cells: []cell{{Head: words.LabelStands, Tag: &tag, Note: s.Why(d.today)}, hours, last, owes},
	}
}

// monthsOf are the service hours that count for a partner in each of the last
// twelve months; not a number where there was no session.
func (d *desk) monthsOf(k partnership.Key) []float64 {
	first := schoolyear.MonthOf(d.today.AddMonths(-11))
	months := make([]float64, 12)
	for i := range months {
		months[i] = math.NaN()
	}
	for e := range d.index.HoursFor(k, d.today) {
		m := schoolyear.MonthOf(e.Date)
		at := (m.Year-first.Year)*12 + int(m.Month) - int(first.Month)
		if at < 0 || e.Training {
			continue
		}
		if math.IsNaN(months[at]) {
			months[at] = 0
		}
		months[at] += float64(e.For(k).Minutes) / 60
	}
	return months
}

func (l links) stage(s partnership.Stage) string {
	return l.base + "/partners?stage=" + queryEscape(string(s))
}
