package schedule

import (
	"slices"
	"strings"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// A Rhythm says when a mail that comes again and again falls due.
type Rhythm struct {
	Kind     Kind
	Weekday  time.Weekday
	Clock    schoolyear.Clock
	Calendar schoolyear.Calendar
	// Apart is how many days must lie between two mails: none comes within so
	// many days of the last.
	Apart int
}

// digestApart is MAIL.md's "no digest comes within four days of the last".
const digestApart = 4

// Digest returns the rhythm of the weekly digest.
func Digest(s partnership.Settings) Rhythm {
	return Rhythm{
		Kind: WeeklyDigest, Weekday: s.DigestDay, Clock: s.DigestTime, Calendar: s.Calendar, Apart: digestApart,
	}
}

// A Period is one time that a mail is due.
type Period struct {
	Kind Kind
	// Name is the day by which the rhythm counts it, which names the period for
	// good: the last one where several meet.
	Name schoolyear.Day
	// Day is the day on which it falls due: Name, or the first school day after
	// it where Name lies in a break.
	Day     schoolyear.Day
	At      time.Time // on Day, by the school's clock
	Expires time.Time
}

// Periods returns the periods that fall due after one instant and up to
// another, oldest first. Those that a break moves to the same day are one, and
// so are one that a break moves past the next and that next.
func (r Rhythm) Periods(after, upTo time.Time) []Period {
	var periods []Period
	// A break moves a period on, never back: one of long ago may fall due now.
	first, last := r.Calendar.DayOf(after)-r.longestBreak()-7, r.Calendar.DayOf(upTo)+7
	for day := first; day <= last; day++ {
		if day.Weekday() != r.Weekday {
			continue
		}
		p := r.period(day)
		if p.Day == 0 {
			continue
		}
		for n := len(periods); n > 0 && periods[n-1].Day >= p.Day; n-- {
			periods = periods[:n-1]
		}
		periods = append(periods, p)
	}
	return slices.DeleteFunc(periods, func(p Period) bool { return !p.At.After(after) || p.At.After(upTo) })
}

// period returns the period named by day; its Day is zero where breaks leave
// no school day after it.
func (r Rhythm) period(day schoolyear.Day) Period {
	p := Period{Kind: r.Kind, Name: day, Day: day}
	if r.Calendar.InBreak(day) {
		p.Day = r.Calendar.NextSchoolDay(day)
	}
	p.At = r.Calendar.At(p.Day, r.Clock)
	t, _ := TermsOf(r.Kind)
	p.Expires = p.At.Add(t.Lasts)
	return p
}

// longestBreak returns the days that breaks may move a period by at most: all
// of them in a row, with a weekend after each.
func (r Rhythm) longestBreak() schoolyear.Day {
	var days schoolyear.Day
	for _, b := range r.Calendar.Breaks {
		days += max(b.Last-b.First, 0) + 3
	}
	return min(days, 2*366)
}

// pattern is the rhythm as text: equal texts, equal due instants.
func (r Rhythm) pattern() string {
	zone := "UTC"
	if r.Calendar.Zone != nil {
		zone = r.Calendar.Zone.String()
	}
	b := []string{r.Weekday.String()[:3], r.Clock.String(), zone}
	for _, s := range r.Calendar.Breaks {
		b = append(b, s.First.String()+"/"+s.Last.String())
	}
	return strings.Join(b, " ")
}

// parsePattern returns the rhythm of a text that pattern made, and false for
// one that it cannot have made, or whose zone this machine does not know.
func parsePattern(kind Kind, apart int, text string) (Rhythm, bool) {
	f := strings.Fields(text)
	if len(f) < 3 {
		return Rhythm{}, false
	}
	r := Rhythm{Kind: kind, Apart: apart}
	for r.Weekday = time.Sunday; r.Weekday.String()[:3] != f[0]; r.Weekday++ {
		if r.Weekday == time.Saturday {
			return Rhythm{}, false
		}
	}
	var err error
	if r.Clock, err = schoolyear.ParseClock(f[1]); err != nil {
		return Rhythm{}, false
	}
	if r.Calendar.Zone, err = time.LoadLocation(f[2]); err != nil {
		return Rhythm{}, false
	}
	for _, s := range f[3:] {
		first, last, _ := strings.Cut(s, "/")
		b := schoolyear.Span{}
		if b.First, err = schoolyear.ParseDay(first); err != nil {
			return Rhythm{}, false
		}
		if last != "" {
			if b.Last, err = schoolyear.ParseDay(last); err != nil {
				return Rhythm{}, false
			}
		}
		r.Calendar.Breaks = append(r.Calendar.Breaks, b)
	}
	return r, true
}
