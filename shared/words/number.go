package words

import (
	"math"
	"strconv"
	"strings"
)

// NotKnown stands where a number cannot be made.
const NotKnown = "n/a"

// FewCases is the number of cases from which on a rate is told in percent.
// Below it the cases themselves say more: "9 of 11".
const FewCases = 20

// Number writes n with a comma at each thousand: "12,480".
func Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Count writes n with the noun that goes with it: "1 volunteer", "12
// volunteers".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Hours writes a length of time to the minute, for tables and facts: "23 h 30
// min", "40 min", "2 h". Nothing at all is "0 h".
func Hours(minutes int) string {
	if minutes < 0 {
		return "−" + Hours(-minutes)
	}
	h, m := minutes/60, minutes%60
	switch {
	case m == 0:
		return Number(h) + " h"
	case h == 0:
		return strconv.Itoa(m) + " min"
	}
	return Number(h) + " h " + strconv.Itoa(m) + " min"
}

// WholeHours writes a length of time in whole hours, a half rounded up, for
// sentences: "612 hours", "1 hour". Below ten hours, where rounding would tell
// of hours that nobody gave, it is to the minute: "1 h 30 min".
func WholeHours(minutes int) string {
	if minutes < 600 && minutes%60 != 0 {
		return Hours(minutes)
	}
	return Count(roundDiv(minutes, 60), "hour", "hours")
}

// HoursTold is [WholeHours] without its noun, where a label has it: "612".
func HoursTold(minutes int) string {
	if minutes < 600 && minutes%60 != 0 {
		return Hours(minutes)
	}
	return Number(roundDiv(minutes, 60))
}

// HoursSaid is [Hours] as sentences have it, where whole hours are a word:
// "23 h 30 min", "612 hours", "1 hour".
func HoursSaid(minutes int) string {
	if minutes%60 != 0 {
		return Hours(minutes)
	}
	return Count(minutes/60, "hour", "hours")
}

// Money writes an amount of whole cents: "$36.14", and "$1,250" where there are
// no cents.
func Money(cents int64) string {
	if cents < 0 {
		return "−" + Money(-cents)
	}
	s := "$" + Number(int(cents/100))
	if cents%100 != 0 {
		s += "." + strconv.Itoa(int(cents%100/10)) + strconv.Itoa(int(cents%10))
	}
	return s
}

// WholeMoney writes an amount of whole cents in whole dollars, a half rounded
// up: "$22,118".
func WholeMoney(cents int64) string {
	if cents < 0 {
		return "−" + WholeMoney(-cents)
	}
	return "$" + Number(int((cents+50)/100))
}

// Rate writes part of all: "9 of 11" while all is under [FewCases], "82%" from
// there on, and "n/a" where there is nothing to be a part of. It says 0% and
// 100% only of none and of all.
func Rate(part, all int) string {
	switch {
	case all <= 0:
		return NotKnown
	case all < FewCases:
		return Number(part) + " of " + Number(all)
	}
	return Percent(part, all)
}

// Percent writes part of all in whole percent whatever their size, and "n/a"
// where all is nothing. It says 0% and 100% only of none and of all.
func Percent(part, all int) string {
	if all <= 0 {
		return NotKnown
	}
	p := roundDiv(part*100, all)
	switch {
	case part > 0 && p == 0:
		return "under 1%"
	case part < all && p == 100:
		return "over 99%"
	}
	return strconv.Itoa(p) + "%"
}

// Change writes how now compares with before: "+25%", "−8%", "no change"; while
// before is under [FewCases] "13, from 11", and "n/a" where there was nothing.
func Change(now, before int) string {
	switch {
	case before <= 0:
		return NotKnown
	case now == before:
		return "no change"
	case before < FewCases:
		return Number(now) + ", from " + Number(before)
	}
	p := int(math.Round(float64(now-before) * 100 / float64(before)))
	switch {
	case now > before && p == 0:
		return "under +1%"
	case now < before && p == 0:
		return "under −1%"
	case now > before:
		return "+" + Number(p) + "%"
	}
	return Number(p) + "%"
}

// HalfDays writes a number of days that was counted in halves, as a median is:
// "5 days", "5½ days", "1 day".
func HalfDays(halves int) string {
	if halves%2 == 0 {
		return Days(halves / 2)
	}
	if halves == 1 {
		return "½ day"
	}
	return Number(halves/2) + "½ days"
}

// List joins items as a sentence does: "a", "a and b", "a, b and c".
func List(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return strings.Join(items[:n-1], ", ") + " and " + items[n-1]
	}
}

// FirstOf joins at most most items as [List] does and says how many more there
// are: "a, b and 3 more".
func FirstOf(items []string, most int) string {
	if len(items) <= most {
		return List(items)
	}
	return strings.Join(items[:most], ", ") + " and " + Number(len(items)-most) + " more"
}

// roundDiv divides and rounds a half up. b is above zero.
func roundDiv(a, b int) int {
	if a < 0 {
		return -((-a*2 + b - 1) / (2 * b))
	}
	return (a*2 + b) / (2 * b)
}
