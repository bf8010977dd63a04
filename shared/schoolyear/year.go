package schoolyear

import (
	"cmp"
	"fmt"
	"time"
)

// A Year is a school year, named by the calendar year in which it starts:
// Year(2026) runs from August 2026 to July 2027 by default.
type Year int

// String names the year as people do: "2026–27".
func (y Year) String() string { return fmt.Sprintf("%04d–%02d", int(y), (int(y)+1)%100) }

// YearOf returns the school year that d lies in.
func (c Calendar) YearOf(d Day) Year {
	y, m, _ := d.Date()
	if m < c.startMonth() {
		y--
	}
	return Year(y)
}

// Year returns the first and last day of y.
func (c Calendar) Year(y Year) Span {
	first := MakeDay(int(y), c.startMonth(), 1)
	return Span{First: first, Last: MakeDay(int(y)+1, c.startMonth(), 1) - 1}
}

// YearToDate returns the part of y that lies up to the same date of the year
// as today does in its own school year, today's included: the year whole when
// it is over. Two years that are compared are cut like this, both on the one
// today, so that a running year never looks worse for being unfinished.
//
// A year before today's is cut at today's month and day; 29 February falls on
// the 28th where there is no 29th.
func (c Calendar) YearToDate(y Year, today Day) Span {
	whole := c.Year(y)
	cut := today.AddMonths(12 * int(y-c.YearOf(today)))
	return Span{First: whole.First, Last: max(whole.First, min(whole.Last, cut))}
}

// A Term is half a school year: Half is 1 or 2, and the second starts six
// months after the first.
type Term struct {
	Year Year
	Half int
}

// Compare returns −1, 0 or 1 as t is before, the same as, or after u.
func (t Term) Compare(u Term) int {
	return cmp.Or(cmp.Compare(t.Year, u.Year), cmp.Compare(t.Half, u.Half))
}

// Next returns the term after t.
func (t Term) Next() Term {
	if t.Half == 1 {
		return Term{t.Year, 2}
	}
	return Term{t.Year + 1, 1}
}

// TermOf returns the term that d lies in.
func (c Calendar) TermOf(d Day) Term {
	y := c.YearOf(d)
	if d < c.Year(y).First.AddMonths(6) {
		return Term{Year: y, Half: 1}
	}
	return Term{Year: y, Half: 2}
}

// Term returns the first and last day of t.
func (c Calendar) Term(t Term) Span {
	year := c.Year(t.Year)
	second := year.First.AddMonths(6)
	if t.Half == 1 {
		return Span{First: year.First, Last: second - 1}
	}
	return Span{First: second, Last: year.Last}
}

// A Month is one month of one calendar year.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf returns the month that d lies in.
func MonthOf(d Day) Month {
	y, m, _ := d.Date()
	return Month{y, m}
}

// Next returns the month after m.
func (m Month) Next() Month { return MonthOf(m.Span().Last + 1) }

// Span returns the first and last day of m.
func (m Month) Span() Span {
	return Span{First: MakeDay(m.Year, m.Month, 1), Last: MakeDay(m.Year, m.Month+1, 0)}
}

// Compare returns −1, 0 or 1 as m is before, the same as, or after n.
func (m Month) Compare(n Month) int {
	return cmp.Or(cmp.Compare(m.Year, n.Year), cmp.Compare(m.Month, n.Month))
}

// String returns the ISO 8601 form, "2026-04".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year, int(m.Month)) }
