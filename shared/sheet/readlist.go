package sheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// list reads a cell of several items, and keeps each once.
func (in *reader) list(col *Column, at int, c Cell) Value {
	if v, ok := in.singleItem(col, c); ok {
		return v
	}
	s := cleanText(c.Text)
	if c.Kind != TextCell {
		s = in.untyped(col, at, c)
	}
	s = in.within(col, at, c, s, maxLong)
	items, wrong := col.items(splitItems(s, col.Each != SpanItem))
	if len(wrong) > 0 && col.Each == SpanItem { // commas stand in dates, or between breaks
		if more, rest := col.items(splitItems(s, true)); len(rest) == 0 || len(more) > len(items) {
			items, wrong = more, rest
		}
	}
	switch {
	case len(wrong) > 0:
		return in.wrongItems(col, at, c, wrong)
	case len(items) == 0:
		return Value{}
	}
	if col.Daytime && slices.ContainsFunc(items, atNight) {
		in.say(ClockEarly, Note, col, at, c, "")
	}
	return Value{State: Good, Text: strings.Join(items, "\n")}
}

// wrongItems says which items mean nothing, all of them at once: the list stays
// what it was until none is left.
func (in *reader) wrongItems(col *Column, at int, c Cell, wrong []string) Value {
	named := strings.Join(wrong, "\n")
	switch col.Each {
	case SpanItem:
		return in.bad(SpanUnread, col, at, c, "", named)
	case TimeItem:
		return in.bad(TimeUnread, col, at, c, "", named)
	case WholeItem:
		return in.bad(NumbersUnread, col, at, c, "", named, words.Number(mostItem))
	}
	near := make([]string, len(wrong))
	for i := range wrong {
		if near[i] = Closest(wrong[i], col.Choices); near[i] == "" {
			near = nil
			break
		}
	}
	return in.bad(ItemUnknown, col, at, c, words.List(near), append([]string{named}, col.Choices...)...)
}

// mostItem is the largest whole number that a list takes.
const mostItem = 1_000_000

// singleItem reads a list of one date, or one box, that is no text.
func (in *reader) singleItem(col *Column, c Cell) (Value, bool) {
	switch {
	case c.Kind == NumberCell && col.Each == SpanItem:
		if day, ok := plausibleDay(c.Number); ok {
			return Value{State: Good, Text: day.String()}, true
		}
	case c.Kind == BoolCell:
		if choice, ok := col.spelled("", c); ok {
			return Value{State: Good, Text: choice}, true
		}
	}
	return Value{}, false
}

func splitItems(s string, commas bool) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == ';' || commas && r == ',' })
}

// items reads each part, and returns those apart that mean nothing.
func (col *Column) items(parts []string) (items, wrong []string) {
	seen := map[string]bool{}
	for _, part := range parts {
		part = cleanLine(part)
		if part == "" {
			continue
		}
		item, ok := part, true
		switch {
		case col.Each == SpanItem:
			item, ok = spanItem(part, dayOrder(parts))
		case col.Each == TimeItem:
			item, ok = timeItem(part)
		case col.Each == WholeItem:
			n, err := strconv.Atoi(part)
			item, ok = strconv.Itoa(n), err == nil && n > 0 && n <= mostItem
		case len(col.Choices) > 0:
			item, ok = col.spelled(part, Cell{})
		}
		if !ok {
			if !slices.Contains(wrong, part) {
				wrong = append(wrong, part)
			}
			continue
		}
		if folded := partnership.Fold(item); !seen[folded] {
			seen[folded] = true
			items = append(items, item)
		}
	}
	if col.Each == WholeItem {
		slices.SortFunc(items, func(a, b string) int { x, _ := strconv.Atoi(a); y, _ := strconv.Atoi(b); return x - y })
	}
	return items, wrong
}

// spanItem reads "2026-12-21 to 2027-01-02", or one day.
func spanItem(s string, order numericOrder) (string, bool) {
	from, to, several := s, "", false
	for _, between := range []string{" to ", "–", "—", " - ", " until ", " through "} {
		if from, to, several = strings.Cut(s, between); several {
			break
		}
	}
	first, ok := spanDay(from, order)
	if !several || !ok {
		return first.String(), ok
	}
	last, ok := spanDay(to, order)
	if !ok || last < first {
		return "", false
	}
	if last == first {
		return first.String(), true
	}
	return first.String() + " to " + last.String(), true
}

// A numericOrder says which of the first two numbers of a date is the month.
type numericOrder uint8

const (
	unknownOrder numericOrder = iota
	monthFirst                // 12/21/2026
	dayFirst                  // 21/12/2026
)

var anyNumeric = regexp.MustCompile(`\b(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}\b`)

// dayOrder returns the order in which all dates of a list can be read that can be
// read in one order only.
func dayOrder(parts []string) numericOrder {
	order := unknownOrder
	for _, part := range parts {
		for _, numbers := range anyNumeric.FindAllStringSubmatch(part, -1) {
			seen := unknownOrder
			switch a, b := atoi(numbers[1]), atoi(numbers[2]); {
			case a > 12:
				seen = dayFirst
			case b > 12:
				seen = monthFirst
			}
			if seen != unknownOrder && order != unknownOrder && seen != order {
				return unknownOrder
			}
			order = max(order, seen)
		}
	}
	return order
}

// spanDay reads a day of a list, whose numbers no spreadsheet made a date of:
// they are one where they can mean one only, or another of the list shows which
// is the month.
func spanDay(s string, order numericOrder) (schoolyear.Day, bool) {
	if day, ok := textDay(s); ok {
		return day, true
	}
	parts := numeric.FindStringSubmatch(cleanLine(s))
	if parts == nil {
		return 0, false
	}
	if day := guessNumeric(parts[1], parts[2], parts[3]); day != 0 {
		return day, true
	}
	month, date := parts[1], parts[2]
	if order == dayFirst {
		month, date = date, month
	}
	if order == unknownOrder || len(parts[3]) != 4 {
		return 0, false
	}
	return checkedDay(atoi(parts[3]), time.Month(atoi(month)), atoi(date), anyDay)
}

// timeItem reads "Tue 15:30".
func timeItem(s string) (string, bool) {
	day, clock, ok := strings.Cut(s, " ")
	weekday, known := weekdayNamed(partnership.Fold(strings.Trim(day, ".,")))
	at, readable := textClock(clock)
	if !ok || !known || !readable {
		return "", false
	}
	return weekday.String()[:3] + " " + at.String(), true
}

// atNight reports whether an item such as "Tue 03:30" is before the morning.
func atNight(item string) bool {
	clock, ok := textClock(item[len("Tue "):])
	return ok && clock < morning
}

// weekdayNamed returns the weekday of a folded name, or of its first three
// letters or more.
func weekdayNamed(s string) (time.Weekday, bool) {
	if len(s) < 3 {
		return 0, false
	}
	s = strings.TrimSuffix(s, "s") // "Tuesdays", "Weds" apart
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); len(s) >= 3 && strings.HasPrefix(name, s) {
			return d, true
		}
	}
	return 0, false
}
