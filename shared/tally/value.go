package tally

import (
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// A TimeRate is what an hour of a volunteer's time is valued at. It is a
// school's own setting, and stands wherever the value does.
type TimeRate struct {
	Cents  int64
	Source string // "2025, Independent Sector": the year and who says so, as Settings have it; never empty
	Year   int    // the year in Source; 0 where it names none
	Stale  bool   // the rate's year ended over 18 months ago
}

// TimeRate returns the school's rate, and false where it has set none, or does
// not say whose it is: the value is printed with its year and source, or not.
func (t *Tally) TimeRate() (TimeRate, bool) {
	s := t.x.Settings
	r := TimeRate{Cents: int64(s.HourValue), Source: s.HourValueSource, Year: yearIn(s.HourValueSource)}
	if r.Year != 0 {
		r.Stale = schoolyear.MakeDay(r.Year, 12, 31).AddMonths(18) < t.today
	}
	return r, r.Cents > 0 && strings.TrimSpace(r.Source) != ""
}

// yearIn returns the first number of four digits in s that can be a year.
func yearIn(s string) int {
	year, digits := 0, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			digits++
			year = min(year*10+int(s[i]-'0'), 10000)
			continue
		}
		if digits == 4 && year >= 1990 && year < 2100 {
			return year
		}
		year, digits = 0, 0
	}
	return 0
}

// TimeValue is service hours × rate, rounded once to a cent; n/a where the
// school has set no rate. It never stands without its TimeRate.
func (t *Tally) TimeValue() Figure {
	f := t.figure(TimeValue, Cents)
	rate, known := t.TimeRate()
	f.Unknown = !known
	if known {
		f.Value = (int64(t.service.minutes)*rate.Cents + 30) / 60
		f.Sources = t.service.rows(t.service.serviceRows, service)
	}
	return f
}

// ProgramPlaces is Σ students served of the programs that ran in the period. A
// child in two programs has two places.
func (t *Tally) ProgramPlaces() Figure {
	f := t.figure(ProgramPlaces, Count)
	for _, p := range t.ran() {
		if p.StudentsServed > 0 {
			f.Value += int64(p.StudentsServed)
			f.Sources = append(f.Sources, p.Source)
		}
	}
	return f
}

// ran returns the programs that ran in the period, in the order of the sheet.
func (t *Tally) ran() []*partnership.Program {
	var all []*partnership.Program
	for i := range t.x.School.Programs {
		p := &t.x.School.Programs[i]
		if ran, ok := t.x.Ran(p, t.period.Last); ok && ran.Overlaps(t.period) {
			all = append(all, p)
		}
	}
	return all
}
