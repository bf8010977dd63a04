package reconcile

import (
	"fmt"
	"strconv"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// mostShown is how many characters of a cell a problem repeats: a cell may hold
// more than an item of the store.
const mostShown = 300

// collect brings together what stands after this sync: the problems of every
// tab, what is missing, who is still typing.
func (d *draft) collect() {
	d.problems = append(d.problems, d.settings.problems...)
	for _, t := range d.tabs {
		kind := t.layout.Schema.Kind
		if t.plan == nil {
			for _, p := range d.memory.problems {
				if p.Tab == kind {
					d.problems = append(d.problems, p)
				}
			}
			for _, m := range d.memory.missing {
				if m.Tab == kind {
					d.missing = append(d.missing, m)
				}
			}
			for _, y := range d.memory.typing {
				if y.Tab == kind {
					d.typing = append(d.typing, y)
				}
			}
			continue
		}
		d.missing = append(d.missing, t.plan.Missing...)
		d.problems = append(d.problems, d.known(t)...)
		d.problems = append(d.problems, d.rowsMissing(t)...)
		d.watchTyping(t)
	}
	for _, g := range d.survey.Unread {
		d.problems = append(d.problems, sheet.Problem{
			Code: sheet.TabNotRead, Level: sheet.Note, Tab: partnership.Kind(g.Title), At: -1,
		})
	}
	if d.settings.zoneless(d.snapshot.Zone) {
		d.problems = append(d.problems, sheet.Problem{Code: sheet.ZoneMissing, Level: sheet.Fix, Tab: sheet.SettingsTab, At: -1, Column: timeZone})
	}
	if d.head.state.Committed == 0 {
		d.problems = append(d.problems, d.history()...)
	}
	for i := range d.problems {
		d.problems[i].Value = firstRunes(d.problems[i].Value, mostShown)
	}
}

// known returns the problems of a matched tab. A tab that never was there is no
// problem, and who was renamed is told what came along.
func (d *draft) known(t *tab) []sheet.Problem {
	problems := t.plan.Problems
	if p := t.plan.Paused; p != nil && p.Code == sheet.TabMissing && t.before.Title == "" {
		return nil
	}
	hours := sheet.SchemaOf(partnership.HoursTab)
	for _, r := range t.plan.Renames {
		if r.Fresh {
			r.Minutes = d.minutesOf(t.layout.Schema.Kind, r.ID)
			for i := range t.plan.Writes {
				if w := &t.plan.Writes[i]; w.ID == r.ID {
					w.Turn.Minutes = r.Minutes
				}
			}
		}
		along := ""
		if r.Minutes > 0 {
			along = sheet.FormatValue(&hours.Columns[hours.Column("Hours")], sheet.Value{State: sheet.Good, Num: r.Minutes})
		}
		problems[r.Problem].Args = append(problems[r.Problem].Args, along)
	}
	return problems
}

// rowsMissing says how many rows went missing that still count.
func (d *draft) rowsMissing(t *tab) []sheet.Problem {
	n, first := 0, time.Time{}
	for _, m := range t.plan.Missing {
		if m.Held {
			continue
		}
		n++
		if first.IsZero() || m.Since.Before(first) {
			first = m.Since
		}
	}
	if n == 0 || t.plan.Paused != nil {
		return nil
	}
	return []sheet.Problem{{
		Code: sheet.RowsMissing, Level: sheet.Note, Tab: t.layout.Schema.Kind, At: -1,
		Args: []string{strconv.Itoa(n), first.In(d.zone()).Format("15:04")},
	}}
}

func (d *draft) zone() *time.Location {
	if d.calendar.Zone == nil {
		return time.UTC
	}
	return d.calendar.Zone
}

// mostTyping is how many incomplete new rows of a tab can be of somebody who is
// still typing. More were pasted, and are told of at once.
const mostTyping = 20

// watchTyping remembers since when the tab has incomplete new rows.
func (d *draft) watchTyping(t *tab) {
	n := 0
	for i, id := range t.plan.Rows {
		r := &t.reading.Rows[i]
		if id != "" || r.State != sheet.Incomplete {
			continue
		}
		if n++; n > mostTyping {
			break
		}
		y := roster.Typing{Tab: t.layout.Schema.Kind, Row: r.Number, Says: says(r), Since: d.snapshot.Began}
		for _, before := range d.memory.typing {
			if before.Tab == y.Tab && (before.Row == y.Row || before.Says == y.Says) && before.Since.Before(y.Since) {
				y.Since = before.Since
			}
		}
		d.typing = append(d.typing, y)
	}
}

// says returns the print of what a row says, wherever it stands.
func says(r *sheet.Row) string {
	var b []byte
	for _, v := range r.Values {
		b = fmt.Appendf(b, "%d %d %q ", v.State, v.Num, v.Text)
	}
	return sheet.PrintOf(b).String()
}

// stillTyping reports whether the row is one that nobody is scolded for yet.
func (d *draft) stillTyping(kind partnership.Kind, row int) bool {
	for _, y := range d.typing {
		if y.Tab == kind && y.Row == row {
			return d.snapshot.Began.Before(y.Until())
		}
	}
	return false
}

// history says in the first report which recent gifts lie before the start day,
// so that nobody waits for their thank-yous.
func (d *draft) history() []sheet.Problem {
	const days = 30
	start := d.settings.thankFrom()
	if start.IsZero() {
		start = d.today
	}
	n := 0
	for _, t := range d.tabs {
		if t.layout.Schema.Kind != partnership.Donations || t.plan == nil {
			continue
		}
		date := t.layout.Schema.Column("Date")
		for i := range t.plan.Writes {
			day := schoolyear.Day(t.plan.Writes[i].Values[date].Num)
			if day < start && day >= d.today-days && day <= d.today {
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	return []sheet.Problem{{
		Code: sheet.History, Level: sheet.Note, Tab: partnership.Donations, At: -1,
		Args: []string{strconv.Itoa(n), strconv.Itoa(days)},
	}}
}

// nextDue is when a sync has something to do though nobody edits anything.
func (d *draft) nextDue() time.Time {
	var next time.Time
	sooner := func(t time.Time) {
		if next.IsZero() || t.Before(next) {
			next = t
		}
	}
	paused := map[partnership.Kind]bool{}
	for _, t := range d.tabs {
		paused[t.layout.Schema.Kind] = t.plan != nil && t.plan.Paused != nil || t.plan == nil && t.before.Paused != ""
	}
	for _, m := range d.missing {
		if !m.Held && !paused[m.Tab] {
			sooner(m.Since.Add(match.RemoveAfter))
		}
	}
	for _, y := range d.typing {
		if due := y.Until(); due.After(d.snapshot.Began) {
			sooner(due)
		}
	}
	for _, p := range d.problems {
		if day, ahead := dayAhead(p); ahead && !paused[p.Tab] {
			sooner(d.calendar.At(day, 0))
		}
	}
	return next
}

// dayAhead returns the day from which an entry counts that is dated ahead.
func dayAhead(p sheet.Problem) (schoolyear.Day, bool) {
	if p.Code != sheet.DateAhead || len(p.Args) == 0 {
		return 0, false
	}
	day, err := schoolyear.ParseDay(p.Args[0])
	return day, err == nil
}
