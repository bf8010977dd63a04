package schoolyear

import "iter"

// A Span is a run of days, both ends included. A zero Last means a single day.
type Span struct{ First, Last Day }

// last is the last day of s, also of a single day.
func (s Span) last() Day { return max(s.First, s.Last) }

// Contains reports whether d lies in s.
func (s Span) Contains(d Day) bool { return d >= s.First && d <= s.last() }

// Overlaps reports whether s and t share a day.
func (s Span) Overlaps(t Span) bool { return s.First <= t.last() && t.First <= s.last() }

// Len returns the number of days in s, at least 1.
func (s Span) Len() int { return int(s.last()-s.First) + 1 }

// Days yields the days of s in order.
func (s Span) Days() iter.Seq[Day] {
	return func(yield func(Day) bool) {
		for d := s.First; d <= s.last(); d++ {
			if !yield(d) {
				return
			}
		}
	}
}

// Months yields the months that s touches, in order.
func (s Span) Months() iter.Seq[Month] {
	return func(yield func(Month) bool) {
		for m := MonthOf(s.First); m.Compare(MonthOf(s.last())) <= 0; m = m.Next() {
			if !yield(m) {
				return
			}
		}
	}
}

// String returns "2026-12-21 to 2027-01-02", and "2026-11-26" for a single day:
// what ParseSpan reads.
func (s Span) String() string {
	if s.last() == s.First {
		return s.First.String()
	}
	return s.First.String() + " to " + s.Last.String()
}
