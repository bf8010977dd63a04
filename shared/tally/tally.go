package tally

import (
	"iter"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
)

// A Tally makes the numbers of one period. It is built for a page or a letter
// in one pass over the period's entries and is then only read.
type Tally struct {
	x       *partnership.Index
	thanks  []recognition.Thanks
	today   schoolyear.Day
	period  schoolyear.Span // cut at today
	before  schoolyear.Span // what the period is compared with, cut alike
	service sums
	active  map[partnership.Key]bool
	earlier map[partnership.Key]bool // active in before
}

// OfYear returns the Tally of a school year. Until it ends it, and the year
// before with which it is compared, are cut at today's date. Thanks is what
// recognition.Debt returns for today.
func OfYear(x *partnership.Index, thanks []recognition.Thanks, year schoolyear.Year, today schoolyear.Day) *Tally {
	cal := x.Settings.Calendar
	cut := today
	if year < cal.YearOf(today) {
		cut = cal.Year(year).Last
	}
	t := &Tally{x: x, thanks: thanks, today: today}
	t.period, t.before = cal.YearToDate(year, cut), cal.YearToDate(year-1, cut)
	return t.count()
}

// Of returns the Tally of any days that have begun by today, up to today: last
// week, a month, the time since a meeting. It is compared with the same dates of the year before.
func Of(x *partnership.Index, thanks []recognition.Thanks, period schoolyear.Span, today schoolyear.Day) *Tally {
	t := &Tally{x: x, thanks: thanks, today: today}
	t.period = schoolyear.Span{First: period.First, Last: min(max(period.First, period.Last), max(period.First, today))}
	t.before = schoolyear.Span{First: t.period.First.AddMonths(-12), Last: t.period.Last.AddMonths(-12)}
	return t.count()
}

// Previous returns the Tally of the school year before, cut at the same date.
// What it says of thanks, stages and clearances is still as of today.
func (t *Tally) Previous() *Tally {
	p := &Tally{x: t.x, thanks: t.thanks, today: t.today}
	p.period = t.before
	p.before = schoolyear.Span{First: t.before.First.AddMonths(-12), Last: t.before.Last.AddMonths(-12)}
	return p.count()
}

func (t *Tally) count() *Tally {
	t.service = sumUp(t.x, t.period)
	t.active = activeIn(t.x, t.period)
	t.earlier = activeIn(t.x, t.before)
	return t
}

// activeIn returns the partners with an hours entry, a donation, a program
// running or a held meeting in the days of span. Names without a record are
// among them; whoever counts partners counts records.
func activeIn(x *partnership.Index, span schoolyear.Span) map[partnership.Key]bool {
	active := map[partnership.Key]bool{}
	entries := x.EntriesIn(span)
	for i := range entries {
		for _, s := range entries[i].Shares {
			active[s.Partner] = true
		}
	}
	for i := range x.School.Donations {
		if d := &x.School.Donations[i]; span.Contains(d.Date) {
			active[x.Key(d.Partner)] = true
		}
	}
	for i := range x.School.Meetings {
		if m := &x.School.Meetings[i]; span.Contains(m.Date) && m.HeldBy(span.Last) {
			for _, k := range x.MeetingPartners(m) {
				active[k] = true
			}
		}
	}
	for i := range x.School.Programs {
		p := &x.School.Programs[i]
		if ran, ok := x.Ran(p, span.Last); ok && ran.Overlaps(span) {
			for _, r := range p.Partners {
				active[x.Key(r)] = true
			}
		}
	}
	return active
}

// figure starts a Figure of the period.
func (t *Tally) figure(key Key, unit Unit) Figure {
	return Figure{Key: key, Unit: unit, Period: t.period}
}

// rate makes a Rate of cases and of those that meet it. Without any case it is
// n/a.
func (t *Tally) rate(key Key, cases iter.Seq2[partnership.Source, bool]) Figure {
	f := t.figure(key, Rate)
	for row, met := range cases {
		f.Of++
		f.Sources = append(f.Sources, row)
		if met {
			f.Value++
			f.Met = append(f.Met, row)
		}
	}
	f.Unknown = f.Of == 0
	return f
}

// counted makes a Count of rows, one each.
func (t *Tally) counted(key Key, rows []partnership.Source) Figure {
	f := t.figure(key, Count)
	f.Value, f.Sources = int64(len(rows)), rows
	return f
}
