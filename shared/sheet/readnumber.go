package sheet

import (
	"math"
	"strconv"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// Decimal places of the types that hold fractions, and the most that they take
// in their own units: a million, a hundred million dollars. Sums of any sheet
// fit into 64 bits.
const (
	moneyPlaces  = 2
	numberPlaces = 4
	maxAmount    = 10_000_000_000
)

// whole reads a cell that holds a whole number, with the column's unit after it
// or none.
func (in *reader) whole(col *Column, at int, c Cell) Value {
	most := col.Most
	if most == 0 {
		most = 1_000_000
	}
	var n int64
	ok := false
	switch c.Kind {
	case NumberCell:
		if ok = c.Format == PlainFormat && c.Number == math.Trunc(c.Number); ok {
			n = int64(max(-1, min(c.Number, float64(most)+1)))
		}
	case TextCell:
		n, ok = parseDecimal(withoutUnit(cleanLine(c.Text), col.Unit), 0)
	}
	switch {
	case !ok:
		return in.bad(NumberUnread, col, at, c, guessWhole(col, Show(c), most), "whole")
	case n < col.Least || n > most:
		return in.bad(NumberRange, col, at, c, "", words.Number(int(col.Least)), words.Number(int(most)))
	}
	return Value{State: Good, Num: n}
}

// amount reads a cell of Money, or of a Number that may have a fraction.
func (in *reader) amount(col *Column, at int, c Cell) Value {
	places, code := numberPlaces, NumberUnread
	if col.Type == Money {
		places, code = moneyPlaces, MoneyUnread
	}
	var n int64
	ok := false
	switch c.Kind {
	case NumberCell:
		switch {
		case c.Format == PlainFormat:
			n, ok = decimalOf(c.Number, places)
		case c.Format == DurationFormat && col.Unit == "hours":
			n, ok = decimalOf(math.Round(c.Number*24*3600)/3600, places)
		}
	case TextCell:
		s := cleanLine(c.Text)
		if col.Type == Money {
			s = withoutDollars(s)
		} else {
			s = withoutUnit(s, col.Unit)
		}
		n, ok = parseDecimal(s, places)
	}
	switch {
	case !ok:
		return in.bad(code, col, at, c, guessAmount(col, c, places))
	case n < 0 || n > maxAmount:
		return in.bad(NumberRange, col, at, c, "", "0", words.Number(maxAmount/powerOfTen(places)))
	}
	return Value{State: Good, Num: n}
}

func powerOfTen(places int) int {
	n := 1
	for range places {
		n *= 10
	}
	return n
}

// withoutUnit takes the column's unit off: "8 weeks", "1 week".
func withoutUnit(s, unit string) string {
	if unit == "" || s == "" || s[len(s)-1]|0x20 < 'a' {
		return s
	}
	number, word, _ := strings.Cut(s, " ")
	if word = partnership.Fold(word); word == unit || word+"s" == unit {
		return number
	}
	return s
}

func withoutDollars(s string) string {
	for _, sign := range []string{"US$", "USD", "$"} {
		s = strings.TrimPrefix(s, sign)
	}
	return strings.TrimSpace(strings.TrimSuffix(s, "USD"))
}

// decimalOf returns n in units of ten to the minus places, a half rounded up,
// by the digits that a spreadsheet shows and not by the binary fraction. What is
// too large for that is the largest number there is, or the smallest.
func decimalOf(n float64, places int) (int64, bool) {
	switch {
	case n >= 1e12:
		return math.MaxInt64, true
	case n <= -1e12:
		return -math.MaxInt64, true
	case math.IsNaN(n):
		return 0, false
	}
	if places > 4 && math.Abs(n) >= 1e6 {
		return 0, false
	}
	var buf [64]byte
	return decimal(string(strconv.AppendFloat(buf[:0], n, 'f', -1, 64)), places, true)
}

// parseDecimal reads a decimal number typed as text, with commas at thousands
// or none, in units of ten to the minus places. More places than that are no
// number that we could keep as typed.
func parseDecimal(s string, places int) (int64, bool) {
	if strings.Contains(s, ",") {
		var ok bool
		if s, ok = withoutThousands(s); !ok {
			return 0, false
		}
	}
	return decimal(s, places, false)
}

// withoutThousands takes the commas out of "1,250.00" where each stands at a
// thousand.
func withoutThousands(s string) (string, bool) {
	whole, _, _ := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	if len(groups[0]) < 1 || len(groups[0]) > 3 {
		return "", false
	}
	for _, g := range groups[1:] {
		if _, ok := smallNumber(g, 3); !ok || len(g) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, "") + s[len(whole):], true
}

// decimal reads digits with at most one point among them. Digits beyond places
// round half up when round is set, and must be zeros otherwise. What is too large
// is the largest number there is, or the smallest.
func decimal(s string, places int, round bool) (int64, bool) {
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	var n int64
	point, seen, up, huge := -1, 0, false, false // places so far; -1 before the point
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '.' && point < 0:
			point = 0
		case c < '0' || c > '9':
			return 0, false
		case point == places:
			if c != '0' && !round {
				return 0, false
			}
			up = up || seen == 0 && c >= '5'
			seen++
		default:
			if huge = huge || n > math.MaxInt64/100; !huge {
				n = n*10 + int64(c-'0')
			}
			if point >= 0 {
				point++
			}
		}
	}
	if s == "" || s == "." {
		return 0, false
	}
	for point = max(point, 0); point < places; point++ {
		if huge = huge || n > math.MaxInt64/100; !huge {
			n *= 10
		}
	}
	switch {
	case huge:
		n = math.MaxInt64
	case up:
		n++
	}
	if negative {
		n = -n
	}
	return n, true
}

// guessWhole returns the whole number from least to most that a text probably
// means, "" where it could be something else.
func guessWhole(col *Column, s string, most int64) string {
	s = partnership.Fold(s)
	number := numberWords[s]
	if number == "" {
		number = loneNumber(col, s)
	}
	n, ok := parseDecimal(number, 0)
	if !ok || n < col.Least || n > most {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// guessAmount returns the amount that a text probably means, with a comma for
// its last two digits taken for a point; "" where it could be something else.
func guessAmount(col *Column, c Cell, places int) string {
	if c.Kind != TextCell {
		return ""
	}
	var number string
	if s := partnership.Fold(c.Text); col.Type == Money {
		number = loneNumber(col, strings.NewReplacer("us$", " ", "$", " ").Replace(s), "usd", "dollar", "dollars")
	} else {
		number = loneNumber(col, s)
	}
	if i := strings.LastIndexByte(number, ','); i >= 0 && len(number)-i-1 <= 2 {
		number = strings.NewReplacer(".", "", ",", "").Replace(number[:i]) + "." + number[i+1:]
	}
	number = strings.ReplaceAll(number, ",", "")
	if n, ok := parseDecimal(number, places); !ok || n < 0 || n > maxAmount {
		return ""
	}
	return number
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
