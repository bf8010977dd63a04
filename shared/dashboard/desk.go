package dashboard

import (
	"slices"
	"sync"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/roster"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/tally"
	"shelfmates/shared/words"
)

// A desk is one edition as of one day, with everything that several pages
// need worked out once. But for its answers it is never changed.
type desk struct {
	*roster.Edition
	index *partnership.Index
	today schoolyear.Day
	date  words.Date // today
	year  schoolyear.Span
	debt  []recognition.Thanks
	open  []recognition.Thanks // of debt, those that are open, oldest first
	// waiting is how many thank-yous are open, each once whatever its channels.
	waiting int
	// drafts are the words for each of open, the same as in the digest. They are
	// made when a page first shows some.
	drafts func() []recognition.Draft
	// ideaAt and meetingAt say where on their pages ideas and meetings stand.
	ideaAt    func() map[partnership.ID]int
	meetingAt func() map[partnership.ID]int
	fixes     []sharing // what asks for something, by its cause, as the mail counts it
	// proposals are whom to meet, as the digest has them.
	proposals []schedule.Proposal
	at        map[partnership.Kind]map[partnership.ID]int

	figures    map[tally.Key]tally.Figure // of the school year, as far as it has come
	before     tally.Figure               // service hours by the same date last year
	rate       tally.TimeRate             // what an hour is valued at
	onPartner  tally.Dependence
	onPerson   tally.Dependence
	lastMonths []tally.Month // the last twelve; nil without hours in them
	byPartner  []tally.Line  // of the school year, as are the next three
	partnerSum map[partnership.Key]tally.Line
	personSum  map[partnership.Key]tally.Line
	programSum map[partnership.Key]tally.Line
	byStage    map[partnership.Stage][]standing
	owedTo     map[partnership.Key]int // open thank-yous, by partner or volunteer
	entries    map[partnership.ID]*partnership.Entry

	mu      sync.Mutex
	answers map[string]answer
	size    int // bytes of answers
}

// keepBytes is how much of rendered pages one desk keeps.
const keepBytes = 8 << 20

func newDesk(e *roster.Edition, today schoolyear.Day) *desk {
	calendar := e.Settings.Calendar
	d := &desk{
		Edition: e, index: e.Index(), today: today, date: onDate(today),
		year:    calendar.YearToDate(calendar.YearOf(today), today),
		answers: map[string]answer{},
	}
	d.debt = recognition.Debt(d.index, e.Memory, today)
	d.owedTo = map[partnership.Key]int{}
	counted := map[string]bool{}
	for _, t := range d.debt {
		if !t.Open() {
			continue
		}
		d.open = append(d.open, t)
		if one := t.Together(); t.Waits() && !counted[one] {
			counted[one] = true
			d.owedTo[d.index.Key(t.For)]++
		}
	}
	d.waiting, _ = recognition.CountOpen(d.debt)
	d.drafts = sync.OnceValue(func() []recognition.Draft { return recognition.Drafts(d.index, d.open) })
	d.ideaAt = sync.OnceValue(func() map[partnership.ID]int {
		return placesOf(d.ideaOrder(), func(i **partnership.Idea) partnership.ID { return (*i).ID })
	})
	d.meetingAt = sync.OnceValue(func() map[partnership.ID]int {
		return placesOf(d.meetingOrder(), func(m **partnership.Meeting) partnership.ID { return (*m).ID })
	})
	d.fixes = byCause(slices.DeleteFunc(slices.Clone(e.Problems), func(p sheet.Problem) bool { return p.Level != sheet.Fix }))
	d.proposals = schedule.Proposals(d.index, d.debt, today)
	d.at = places(e.School)
	d.addUp()
	return d
}

// stands reports whether d is still what an edition says on a day. An edition
// that is behind comes as a new copy each time.
func (d *desk) stands(e *roster.Edition, today schoolyear.Day) bool {
	return d.today == today && d.Epoch == e.Epoch && d.AsOf.Equal(e.AsOf) && d.Behind == e.Behind
}

// addUp makes the numbers that pages share.
func (d *desk) addUp() {
	t := tally.OfYear(d.index, d.debt, d.Settings.Calendar.YearOf(d.today), d.today)
	d.figures = map[tally.Key]tally.Figure{}
	for _, f := range t.All() {
		d.figures[f.Key] = f
	}
	d.before = t.Previous().ServiceHours()
	d.rate, _ = t.TimeRate()
	d.onPartner, d.onPerson = t.OnPartner(), t.OnPerson()
	d.byPartner = t.ByPartner()
	d.partnerSum, d.personSum, d.programSum = byKey(d.byPartner), byKey(t.ByVolunteer()), byKey(t.ByProgram())
	year := schoolyear.Span{First: schoolyear.MonthOf(d.today.AddMonths(-11)).Span().First, Last: d.today}
	d.lastMonths = tally.Of(d.index, d.debt, year, d.today).ByMonth()
	d.byStage = map[partnership.Stage][]standing{}
	for i := range d.Partners {
		p := &d.Partners[i]
		s := d.index.Standing(p, d.today)
		d.byStage[s.Stage] = append(d.byStage[s.Stage], standing{p, s})
	}
	entries := d.index.Entries()
	d.entries = make(map[partnership.ID]*partnership.Entry, len(entries))
	for i := range entries {
		d.entries[entries[i].ID] = &entries[i]
	}
}

// lastYear is what an address calls the school year before this one.
const lastYear = "last"

// wholeLastYear is the Tally of the school year before, to its end.
func (d *desk) wholeLastYear() *tally.Tally {
	return tally.OfYear(d.index, d.debt, d.Settings.Calendar.YearOf(d.today)-1, d.today)
}

func byKey(lines []tally.Line) map[partnership.Key]tally.Line {
	all := make(map[partnership.Key]tally.Line, len(lines))
	for _, line := range lines {
		all[line.Key] = line
	}
	return all
}

// kept returns the answer that was kept under key.
func (d *desk) kept(key string) (answer, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	a, ok := d.answers[key]
	return a, ok
}

// keep keeps an answer. When there are too many, all are forgotten: the next
// readers make them again. One that is too much by itself is not kept.
func (d *desk) keep(key string, a answer) {
	if len(a.body) > keepBytes {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.size+len(a.body) > keepBytes {
		clear(d.answers)
		d.size = 0
	}
	d.answers[key] = a
	d.size += len(a.body)
}

// places says where each record stands in its slice.
func places(s *partnership.School) map[partnership.Kind]map[partnership.ID]int {
	return map[partnership.Kind]map[partnership.ID]int{
		partnership.Partners:     placesOf(s.Partners, func(r *partnership.Partner) partnership.ID { return r.ID }),
		partnership.Volunteers:   placesOf(s.Volunteers, func(r *partnership.Volunteer) partnership.ID { return r.ID }),
		partnership.HoursTab:     placesOf(s.Hours, func(r *partnership.Hours) partnership.ID { return r.ID }),
		partnership.Donations:    placesOf(s.Donations, func(r *partnership.Donation) partnership.ID { return r.ID }),
		partnership.Recognitions: placesOf(s.Recognitions, func(r *partnership.Recognition) partnership.ID { return r.ID }),
		partnership.Programs:     placesOf(s.Programs, func(r *partnership.Program) partnership.ID { return r.ID }),
		partnership.Meetings:     placesOf(s.Meetings, func(r *partnership.Meeting) partnership.ID { return r.ID }),
		partnership.Ideas:        placesOf(s.Ideas, func(r *partnership.Idea) partnership.ID { return r.ID }),
	}
}

func placesOf[T any](records []T, id func(*T) partnership.ID) map[partnership.ID]int {
	at := make(map[partnership.ID]int, len(records))
	for i := range records {
		at[id(&records[i])] = i
	}
	return at
}

func onDate(d schoolyear.Day) words.Date {
	if d.IsZero() {
		return words.Date{}
	}
	return words.On(d.Date())
}

// near writes a day as it is told today: "3 Nov".
func (d *desk) near(day schoolyear.Day) string { return onDate(day).Near(d.date) }

// dayOf is the day of an instant in the school's zone; zero for none.
func (d *desk) dayOf(t time.Time) schoolyear.Day {
	if t.IsZero() {
		return 0
	}
	return d.Settings.Calendar.DayOf(t)
}

// clockOf is the time of day of an instant in the school's zone, in minutes.
func (d *desk) clockOf(t time.Time) int { return int(d.Settings.Calendar.ClockOf(t)) }

// notices are what readers need to know on every page about the sheet as a
// whole.
func (d *desk) notices(l links) []notice {
	var all []notice
	for _, tab := range d.Tabs {
		if tab.Paused != "" {
			all = append(all, notice{Urgent: true, Text: words.TabOnPause(string(tab.Kind)), Link: l.to("fix"), LinkText: words.WhyLink()})
		}
	}
	all = append(all, d.rowsLeft(l)...)
	if d.Behind {
		all = append(all, notice{Text: words.SheetBeingRead()})
	}
	return all
}

// rowsLeft says of all tabs in one line which rows left the sheet, and in
// another which of them wait for a person. A tab on pause loses none.
func (d *desk) rowsLeft(l links) []notice {
	var all []notice
	for _, held := range []bool{false, true} {
		n, last := 0, time.Time{}
		var tabs []string
		for _, tab := range d.Tabs {
			gone := 0
			for _, g := range d.Missing {
				if g.Kind == tab.Kind && g.Held == held && tab.Paused == "" {
					gone++
					if g.Since.After(last) {
						last = g.Since
					}
				}
			}
			if gone > 0 {
				n, tabs = n+gone, append(tabs, words.RowsInTab(gone, string(tab.Kind)))
			}
		}
		if n == 0 {
			continue
		}
		one := notice{Text: words.RowsWaitForYou(n, tabs), Urgent: held, Link: l.to("fix") + "#missing", LinkText: words.WhichLink()}
		if !held {
			one.Text = words.RowsAreGone(n, tabs, d.removal(last))
		}
		all = append(all, one)
	}
	return all
}

// removal says when a row that went missing at an instant will be removed.
func (d *desk) removal(since time.Time) string {
	at := since.Add(match.RemoveAfter)
	return words.RemovalAt(onDate(d.dayOf(at)), d.date, d.clockOf(at), d.AsOf.After(at))
}
