package schoolyear

import (
	"fmt"
	"strings"
	"time"
)

// ParseSpan reads what stands in a list of breaks: "2026-12-21 to 2027-01-02",
// also with "until", "through" or a dash between the two days, or a single day,
// "2026-11-26". The days are as [ParseDay] reads them; the first is not after
// the last.
func ParseSpan(s string) (Span, error) {
	fields := strings.Fields(strings.NewReplacer("–", " – ", "—", " — ").Replace(s))
	bad := fmt.Errorf("parse days %q: want YYYY-MM-DD, or YYYY-MM-DD to YYYY-MM-DD", s)
	if len(fields) != 1 && len(fields) != 3 {
		return Span{}, bad
	}
	first, err := ParseDay(fields[0])
	if err != nil {
		return Span{}, bad
	}
	if len(fields) == 1 {
		return Span{First: first, Last: first}, nil
	}
	switch strings.ToLower(fields[1]) {
	case "to", "until", "till", "through", "-", "–", "—":
	default:
		return Span{}, bad
	}
	last, err := ParseDay(fields[2])
	if err != nil {
		return Span{}, bad
	}
	if last < first {
		return Span{}, fmt.Errorf("parse days %q: the last day is before the first", s)
	}
	return Span{First: first, Last: last}, nil
}

// ParseMonth reads the name of a month, whole or its first three letters or
// more ("August", "aug", "Sept."), or its number, "8".
func ParseMonth(s string) (time.Month, error) {
	name := strings.ToLower(strings.TrimSuffix(strings.TrimSpace(s), "."))
	for m := time.January; m <= time.December; m++ {
		whole := strings.ToLower(m.String())
		if name == fmt.Sprint(int(m)) || (len(name) >= 3 && strings.HasPrefix(whole, name)) {
			return m, nil
		}
	}
	return 0, fmt.Errorf("parse month %q: want a name such as August", s)
}

// ParseWeekday reads the name of a day of the week, whole or its first two
// letters or more ("Monday", "tue", "Thurs.").
func ParseWeekday(s string) (time.Weekday, error) {
	name := strings.ToLower(strings.TrimSuffix(strings.TrimSpace(s), "."))
	for w := time.Sunday; w <= time.Saturday; w++ {
		if len(name) >= 2 && strings.HasPrefix(strings.ToLower(w.String()), name) {
			return w, nil
		}
	}
	return 0, fmt.Errorf("parse weekday %q: want a name such as Monday", s)
}

// A Slot is a time of the week, "Tue 15:30".
type Slot struct {
	Weekday time.Weekday
	Clock   Clock
}

// ParseSlot reads a weekday and a time of day, "Tue 15:30" or "Tuesday 3:30
// pm".
func ParseSlot(s string) (Slot, error) {
	day, clock, ok := strings.Cut(strings.TrimSpace(s), " ")
	if !ok {
		return Slot{}, fmt.Errorf("parse time of the week %q: want one such as Tue 15:30", s)
	}
	w, err := ParseWeekday(day)
	if err != nil {
		return Slot{}, fmt.Errorf("parse time of the week %q: %w", s, err)
	}
	c, err := ParseClock(clock)
	if err != nil {
		return Slot{}, fmt.Errorf("parse time of the week %q: %w", s, err)
	}
	return Slot{w, c}, nil
}

// String returns what ParseSlot reads, "Tue 15:30".
func (s Slot) String() string { return s.Weekday.String()[:3] + " " + s.Clock.String() }
