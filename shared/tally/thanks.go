package tally

import (
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
)

// Donations is the number of donations in the period.
func (t *Tally) Donations() Figure {
	return t.counted(Donations, t.gifts(func(*partnership.Donation) bool { return true }))
}

// DonationValue is Σ value of the period's donations, as their donors state
// it; DonationsUnvalued belongs beside it. Where no donor states one it is n/a.
func (t *Tally) DonationValue() Figure {
	f := t.figure(DonationValue, Cents)
	f.Sources = t.gifts(func(d *partnership.Donation) bool {
		if d.HasValue {
			f.Value += int64(d.Value)
		}
		return d.HasValue
	})
	f.Unknown = len(f.Sources) == 0
	return f
}

// DonationsUnvalued is the number of the period's donations without a stated
// value.
func (t *Tally) DonationsUnvalued() Figure {
	return t.counted(DonationsUnvalued, t.gifts(func(d *partnership.Donation) bool { return !d.HasValue }))
}

func (t *Tally) gifts(keep func(*partnership.Donation) bool) []partnership.Source {
	var rows []partnership.Source
	for i := range t.x.School.Donations {
		if d := &t.x.School.Donations[i]; t.period.Contains(d.Date) && keep(d) {
			rows = append(rows, d.Source)
		}
	}
	return rows
}

// inPeriod returns the thank-yous whose occasion lies in the period.
func (t *Tally) inPeriod(keep func(*recognition.Thanks) bool) []*recognition.Thanks {
	var all []*recognition.Thanks
	for i := range t.thanks {
		if th := &t.thanks[i]; t.period.Contains(th.Since) && keep(th) {
			all = append(all, th)
		}
	}
	return all
}

// thanksRow is the row that stands for a thank-you: that of its occasion.
func thanksRow(th *recognition.Thanks) partnership.Source {
	for _, o := range th.Occasions {
		if len(o.Sources) > 0 {
			return o.Sources[0]
		}
	}
	if th.Row != nil {
		return th.Row.Source
	}
	return partnership.Source{}
}

// thanksRate makes a Rate of thank-yous, one case for each channel.
func (t *Tally) thanksRate(key Key, cases []*recognition.Thanks, met func(*recognition.Thanks) bool) Figure {
	f := t.rate(key, func(yield func(partnership.Source, bool) bool) {
		for _, th := range cases {
			if !yield(thanksRow(th), met(th)) {
				return
			}
		}
	})
	for _, th := range cases {
		f.Thanks = append(f.Thanks, *th)
	}
	return f
}

// ThankedOnTime is thank-yous done within the set days / all that fell due, of
// the occasions in the period. One falls due when it is done or its last day
// has passed; where no thanks are needed none is due, nor for a visit that
// perhaps did not take place.
func (t *Tally) ThankedOnTime() Figure {
	cases := t.inPeriod(func(th *recognition.Thanks) bool {
		return th.Done() || (th.Waits() && th.DueBy < t.today)
	})
	return t.thanksRate(ThankedOnTime, cases, func(th *recognition.Thanks) bool {
		return th.Done() && !th.Late(t.today)
	})
}

// DaysToThanks is median(thanked on − given on) over the thank-yous of the
// period's occasions that were done on a known day.
func (t *Tally) DaysToThanks() Figure {
	f := t.figure(DaysToThanks, HalfDays)
	var days []int
	for _, th := range t.inPeriod(func(th *recognition.Thanks) bool { return th.Done() && th.DoneOn != 0 }) {
		days = append(days, int(max(0, th.DoneOn-th.Since)))
		f.Sources, f.Thanks = append(f.Sources, thanksRow(th)), append(f.Thanks, *th)
	}
	f.Value, f.Unknown = median(days)
	return f
}

// median returns the median of days in half days, and true where there is
// none.
func median(days []int) (halves int64, unknown bool) {
	if len(days) == 0 {
		return 0, true
	}
	slices.Sort(days)
	middle := len(days) / 2
	return int64(days[middle] + days[(len(days)-1)/2]), false
}

// ThanksOwed is the number of thank-yous due or drafted and not done, of
// whatever period, as of today: each once, however many of its channels are
// open. Thanks has every one of those.
func (t *Tally) ThanksOwed() Figure {
	f := t.figure(ThanksOwed, Count)
	thankYous, _ := recognition.CountOpen(t.thanks)
	f.Value = int64(thankYous)
	for i := range t.thanks {
		if th := &t.thanks[i]; th.Waits() {
			f.Sources, f.Thanks = append(f.Sources, thanksRow(th)), append(f.Thanks, *th)
		}
	}
	return f
}

// PromisesKept is promised channels delivered / promised, of the occasions in
// the period. A promise set aside as No thanks needed was made all the same.
func (t *Tally) PromisesKept() Figure {
	cases := t.inPeriod(func(th *recognition.Thanks) bool { return th.Promised })
	return t.thanksRate(PromisesKept, cases, func(th *recognition.Thanks) bool { return th.Done() })
}
