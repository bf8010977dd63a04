package dashboard

import (
	"net/url"

	"shelfmates/shared/chart"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/tally"
	"shelfmates/shared/words"
)

// overviewPage is the first page: a sentence, what needs attention, numbers,
// the trend, where partnerships stand, the latest stories.
type overviewPage struct {
	Year     string
	Lede     []link
	Second   link
	Tasks    []task
	More     link
	Quiet    string // nothing needs attention
	Helps    bool   // the tasks are those that an administrator could help with
	Tiles    []tile
	Worth    link   // what the hours would be worth, at which rate
	OldRate  string // for staff: the rate is old
	Hours    *chart.Drawing
	Pipeline []bar
	ByWhom   []bar
	Top      string // "The YMCA gave 58% of all hours."
	Stories  []storyCard
	Nothing  *empty
}

// tile is one number.
type tile struct {
	Label, Value, Note, Href string
}

// bar is a row of a table with a bar in it.
type bar struct {
	Name, Value link
	Meter       chart.Meter
}

func (p *pages) overview(d *desk, r *request) (any, error) {
	page := overviewPage{Year: words.SchoolYear(d.Settings.Calendar.YearOf(d.today).String())}
	number := func(k tally.Key) tally.Figure { return d.figures[k] }
	rowsOf := func(k tally.Key) string { return r.links.rows(string(k), nil) }
	hours := number(tally.ServiceTime)
	if len(d.Partners)+len(d.Volunteers)+len(d.Hours)+len(d.Donations) == 0 {
		page.Nothing = &empty{
			Say: words.EmptySchool(), How: words.HowToBegin(),
			Heads: []string{"Date", "Program", "Volunteer", "Hours"}, Example: words.ExampleHours(),
		}
		return page, nil
	}
	page.Lede = d.lede(r.links)
	onTime := number(tally.ThankedOnTime)
	kept := words.ThankedInTime(int(onTime.Value), int(onTime.Of), d.Settings.ThankWithinDays)
	tasks := d.tasksOf(r)
	if r.viewer == Staff {
		page.Second = link{words.ThanksWaiting(d.waiting, d.oldestThanks(), d.date), r.links.to("thanks")}
	} else {
		page.Second, page.Helps = link{kept, rowsOf(tally.ThankedOnTime)}, true
	}
	page.Tasks = choose(tasks)
	if more := len(tasks) - len(page.Tasks); more > 0 {
		page.More = link{words.AndMore(more), r.links.to("attention")}
	}
	if len(tasks) == 0 {
		page.Quiet = words.NothingNeedsYou()
	}
	page.Tiles = []tile{
		{words.LabelVolunteerHours, words.HoursTold(int(hours.Value)), words.AgainstLastYear(int(hours.Value), int(d.before.Value)), rowsOf(tally.ServiceTime)},
		{words.LabelStudentVisits, number(tally.StudentVisits).Text(), words.ChildCountsEachTime(), rowsOf(tally.StudentVisits)},
		{words.LabelDonations, number(tally.Donations).Text(), words.StatedValue(int64(number(tally.DonationValue).Value), int(number(tally.DonationsUnvalued).Value)), rowsOf(tally.Donations)},
		{words.LabelThankedOnTime, onTime.Text(), words.WithinDays(d.Settings.ThankWithinDays), rowsOf(tally.ThankedOnTime)},
	}
	if worth := d.worth(); worth != "" {
		page.Worth = link{words.TheirTime(int(hours.Value), worth), rowsOf(tally.TimeValue)}
		if d.rate.Stale && r.viewer == Staff {
			page.OldRate = words.StaleRate(d.rate.Year)
		}
	}
	page.Hours = d.hoursChart(r.links)
	page.Pipeline = d.pipeline(r.links)
	page.ByWhom, page.Top = d.byWhom(r.links)
	page.Stories = d.latestStories(r.links, 3)
	return page, nil
}

// lede is the sentence at the top. Until the year has its first hours, it tells
// of the year before.
func (d *desk) lede(l links) []link {
	figures, query, begun := d.figures, url.Values(nil), tally.HoursPartners
	sentence := words.YearSentence
	if figures[tally.ServiceTime].Value == 0 {
		begun = tally.ActivePartners
		if last := d.wholeLastYear(); last.ServiceHours().Value > 0 {
			figures = map[tally.Key]tally.Figure{}
			for _, f := range []tally.Figure{last.Volunteers(), last.GroupHeadcount(), last.HoursPartners(), last.ServiceHours()} {
				figures[f.Key] = f
			}
			begun, query, sentence = tally.HoursPartners, url.Values{"year": {lastYear}}, words.NewYear
		}
	}
	people, groups := int(figures[tally.Volunteers].Value), figures[tally.GroupHeadcount].Value > 0
	var all []link
	for _, part := range sentence(people, groups, int(figures[begun].Value), int(figures[tally.ServiceTime].Value)) {
		one := link{Text: part.Text}
		switch part.Number {
		case words.PeopleNumber:
			one.Href = l.rows(string(tally.Volunteers), query)
		case words.GroupsNumber:
			one.Href = l.rows(string(tally.GroupHeadcount), query)
		case words.PartnersNumber:
			one.Href = l.rows(string(begun), query)
		case words.HoursNumber:
			one.Href = l.rows(string(tally.ServiceTime), query)
		}
		all = append(all, one)
	}
	return all
}

// worth says what the year's hours would be worth, never without the rate and
// its source; "" where no rate is set or nobody gave time.
func (d *desk) worth() string {
	f := d.figures[tally.TimeValue]
	if f.Unknown || f.Value == 0 {
		return ""
	}
	return words.TimeValue(f.Value, d.rate.Cents, d.rate.Source)
}

// hoursChart draws the service hours of the last twelve months: a school year
// that has just begun would show nothing yet.
func (d *desk) hoursChart(l links) *chart.Drawing {
	first := schoolyear.MonthOf(d.today.AddMonths(-11)).Span().First
	months := d.lastMonths
	if months == nil {
		return nil
	}
	c := chart.Bars{
		ID: "hours-by-month", Title: words.LabelHoursByMonth, Axis: words.LabelMonth, Series: []string{words.LabelHours}, Open: true,
	}
	var totals []int
	for _, m := range months {
		day := onDate(m.Span().First)
		point := chart.Point{Label: day.Month.String()[:3], Name: day.MonthYear()}
		if m.Sessions > 0 {
			point.Parts = []float64{float64(m.Minutes) / 60}
			point.Texts = []string{words.Hours(m.Minutes)}
			point.Top = words.Number(roundedHours(m.Minutes))
			point.Link = l.rows(string(tally.ServiceTime), url.Values{"month": {m.String()}})
		}
		totals = append(totals, m.Minutes)
		c.Points = append(c.Points, point)
	}
	c.Caption = words.HoursTrend(totals, onDate(first))
	drawing := c.Draw()
	return &drawing
}

// pipeline says how many partnerships stand where.
func (d *desk) pipeline(l links) []bar {
	most := 0
	for _, s := range stages {
		most = max(most, len(d.byStage[s]))
	}
	var all []bar
	for _, s := range stages {
		n := len(d.byStage[s])
		if n == 0 && (s == partnership.Quiet || s == partnership.Paused || s == partnership.Ended) {
			continue
		}
		one := bar{Name: link{Text: string(s)}, Value: link{Text: words.Number(n)}, Meter: meterOf(n, most)}
		if n > 0 {
			one.Value.Href = l.stage(s)
		}
		all = append(all, one)
	}
	return all
}

// byWhom says who gave the hours of the year, the most first, and whether the
// school depends on one partner or, else, on one person.
func (d *desk) byWhom(l links) ([]bar, string) {
	const most = 6
	var all []bar
	rest, restMinutes := 0, 0
	for _, line := range d.byPartner {
		switch {
		case line.Minutes == 0:
		case line.Key == "" || len(all) < most:
			one := bar{Name: link{Text: line.Name}, Value: link{Text: words.Hours(line.Minutes)}, Meter: meterOf(line.Minutes, d.byPartner[0].Minutes)}
			if line.Key == "" {
				one.Name.Text = words.OnTheirOwn()
			} else if d.has(partnership.Partners, partnership.ID(line.Key)) {
				one.Name.Href = l.partner(partnership.ID(line.Key))
			}
			all = append(all, one)
		default:
			rest, restMinutes = rest+1, restMinutes+line.Minutes
		}
	}
	if rest > 0 {
		all = append(all, bar{Name: link{words.OtherPartners(rest), l.to("partners")}, Value: link{Text: words.Hours(restMinutes)}, Meter: meterOf(restMinutes, d.byPartner[0].Minutes)})
	}
	for _, top := range []tally.Dependence{d.onPartner, d.onPerson} {
		if top.Say() {
			return all, words.Dependence(d.index.Name(top.Key), top.Minutes, top.Of)
		}
	}
	return all, ""
}

func roundedHours(minutes int) int { return (minutes + 30) / 60 }
