package sheet

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"shelfmates/shared/schoolyear"
)

// choice reads a cell that holds one of the column's choices.
func (in *reader) choice(col *Column, at int, c Cell) Value {
	s := Show(c)
	if spelled, ok := col.spelled(s, c); ok {
		return Value{State: Good, Text: spelled}
	}
	if col.Open {
		return in.text(col, at, c)
	}
	if other, ok := col.Elsewhere[Fold(s)]; ok {
		return in.bad(ChoiceElsewhere, col, at, c, "", other)
	}
	return in.bad(ChoiceUnknown, col, at, c, Closest(s, col.Choices), col.Choices...)
}

// spelled returns the choice that s, or the box c, means.
func (col *Column) spelled(s string, c Cell) (string, bool) {
	for _, choice := range col.Choices {
		if s == choice {
			return choice, true
		}
	}
	if c.Kind == BoolCell {
		s = "no"
		if c.Bool {
			s = "yes"
		}
	}
	choice, ok := col.choice[Fold(s)]
	return choice, ok
}

// yesNo reads a cell of a YesNo or Checkbox column. An unticked Checkbox is
// blank; an unticked box in a YesNo column says no.
func (in *reader) yesNo(col *Column, at int, c Cell) Value {
	var yes bool
	switch c.Kind {
	case BoolCell:
		yes = c.Bool
	case NumberCell:
		if c.Number != 0 && c.Number != 1 || c.Format != PlainFormat {
			return in.bad(YesNoUnread, col, at, c, "")
		}
		yes = c.Number == 1
	default:
		var ok bool
		if yes, ok = yesOrNo(c.Text); !ok {
			return in.bad(YesNoUnread, col, at, c, Closest(c.Text, []string{"Yes", "No"}))
		}
	}
	switch {
	case yes:
		return Value{State: Good, Num: 1}
	case col.Type == Checkbox:
		return Value{}
	}
	return Value{State: Good}
}

func yesOrNo(s string) (yes, ok bool) {
	switch Fold(s) {
	case "yes", "y", "sí", "si", "true", "1":
		return true, true
	case "no", "n", "false", "0":
		return false, true
	}
	return false, false
}

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
	if wrong != "" && col.Each == SpanItem {
		items, wrong = col.items(splitItems(s, true))
	}
	switch {
	case wrong == "" && len(items) == 0:
		return Value{}
	case wrong == "":
		return Value{State: Good, Text: strings.Join(items, "\n")}
	}
	switch col.Each {
	case SpanItem:
		return in.bad(SpanUnread, col, at, c, "", wrong)
	case TimeItem:
		return in.bad(TimeUnread, col, at, c, "", wrong)
	case WholeItem:
		return in.bad(NumberUnread, col, at, c, "", "whole")
	}
	return in.bad(ItemUnknown, col, at, c, Closest(wrong, col.Choices), append([]string{wrong}, col.Choices...)...)
}

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

// items reads each part, and returns the first that means nothing.
func (col *Column) items(parts []string) (items []string, wrong string) {
	seen := map[string]bool{}
	for _, part := range parts {
		part = cleanLine(part)
		if part == "" {
			continue
		}
		item, ok := part, true
		switch {
		case col.Each == SpanItem:
			item, ok = spanItem(part)
		case col.Each == TimeItem:
			item, ok = timeItem(part)
		case col.Each == WholeItem:
			n, err := strconv.ParseUint(part, 10, 20)
			item, ok = strconv.FormatUint(n, 10), err == nil && n > 0
		case len(col.Choices) > 0:
			item, ok = col.spelled(part, Cell{})
		}
		if !ok {
			return nil, part
		}
		if folded := Fold(item); !seen[folded] {
			seen[folded] = true
			items = append(items, item)
		}
	}
	if col.Each == WholeItem {
		slices.SortFunc(items, func(a, b string) int { x, _ := strconv.Atoi(a); y, _ := strconv.Atoi(b); return x - y })
	}
	return items, ""
}

// spanItem reads "2026-12-21 to 2027-01-02", or one day.
func spanItem(s string) (string, bool) {
	from, to, several := s, "", false
	for _, between := range []string{" to ", "–", "—", " - ", " until ", " through "} {
		if from, to, several = strings.Cut(s, between); several {
			break
		}
	}
	first, ok := textDay(from)
	if !several || !ok {
		return first.String(), ok
	}
	last, ok := textDay(to)
	if !ok || last < first {
		return "", false
	}
	if last == first {
		return first.String(), true
	}
	return first.String() + " to " + last.String(), true
}

// timeItem reads "Tue 15:30".
func timeItem(s string) (string, bool) {
	day, clock, ok := strings.Cut(s, " ")
	weekday, known := weekdayNamed(Fold(strings.Trim(day, ".,")))
	at, readable := textClock(clock)
	if !ok || !known || !readable {
		return "", false
	}
	return weekday.String()[:3] + " " + at.String(), true
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

// zone reads the IANA name of a time zone.
func (in *reader) zone(col *Column, at int, c Cell) Value {
	s := cleanLine(c.Text)
	if c.Kind == TextCell && zoneExists(s) {
		return Value{State: Good, Text: s}
	}
	return in.bad(ZoneUnknown, col, at, c, usualZone(s))
}

func zoneExists(s string) bool {
	if s == "" || s == "Local" || !strings.Contains(s, "/") && s != "UTC" {
		return false
	}
	_, err := time.LoadLocation(s)
	return err == nil
}

// usualZone returns the zone that a name in common use, or a misspelled one,
// probably means.
func usualZone(s string) string {
	var zones []string
	for _, z := range usualZones {
		for _, name := range strings.Split(z.names, ",") {
			if Fold(s) == name {
				return z.zone
			}
		}
		zones = append(zones, z.zone)
	}
	return Closest(strings.ReplaceAll(s, " ", "_"), zones)
}

// usualZones are the zones of American schools, and what people call them.
var usualZones = []struct{ zone, names string }{
	{"America/New_York", "eastern,eastern time,est,edt,et,us/eastern,new york"},
	{"America/Chicago", "central,central time,cst,cdt,ct,us/central,chicago"},
	{"America/Denver", "mountain,mountain time,mst,mdt,mt,us/mountain,denver"},
	{"America/Phoenix", "arizona,phoenix,us/arizona"},
	{"America/Los_Angeles", "pacific,pacific time,pst,pdt,pt,us/pacific,los angeles"},
	{"America/Anchorage", "alaska,akst,akdt,anchorage"},
	{"Pacific/Honolulu", "hawaii,hst,honolulu"},
	{"America/Puerto_Rico", "puerto rico,ast,atlantic,san juan"},
	{"Pacific/Guam", "guam,chst"},
	{"Europe/London", "london,gmt,bst"},
	{"Pacific/Auckland", "auckland,nzst,nzdt,new zealand"},
}

// textClock reads a time of day typed as text: "15:30", "3:30 pm", "3 pm".
func textClock(s string) (schoolyear.Clock, bool) {
	s = strings.ReplaceAll(strings.ReplaceAll(Fold(s), ".", ""), " ", "")
	half := -1
	switch {
	case strings.HasSuffix(s, "am"):
		half = 0
	case strings.HasSuffix(s, "pm"):
		half = 12
	}
	if half >= 0 {
		s = s[:len(s)-2]
	}
	hours, minutes, colon := strings.Cut(s, ":")
	h, ok := smallNumber(hours, 2)
	m := 0
	if colon {
		var fine bool
		m, fine = smallNumber(minutes, 2)
		ok = ok && fine && len(minutes) == 2
	}
	switch {
	case !ok || m > 59 || h > 23 || !colon && half < 0:
		return 0, false
	case half >= 0 && (h < 1 || h > 12):
		return 0, false
	case half >= 0:
		h = h%12 + half
	}
	return schoolyear.Clock(h*60 + m), true
}

// smallNumber reads a number of at most most digits and nothing else.
func smallNumber(s string, most int) (int, bool) {
	if s == "" || len(s) > most {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
