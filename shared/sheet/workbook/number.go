package workbook

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"shelfmates/shared/sheet"
)

// parseNumber reads the content of a numeric cell. Short decimals, nearly all
// of them, are read without strconv: a whole number below 2^53 divided by a
// power of ten up to 10^22 is rounded once, so the result is exact.
func parseNumber(b []byte) (float64, bool) {
	var mantissa uint64
	point, digits := -1, 0
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9' && digits < 15:
			mantissa = mantissa*10 + uint64(c-'0')
			digits++
		case c == '.' && point < 0:
			point = i
		default:
			return parseOther(b)
		}
	}
	if digits == 0 {
		return 0, false
	}
	n := float64(mantissa)
	if point >= 0 {
		n /= tens[len(b)-1-point]
	}
	return n, true
}

var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

func parseOther(b []byte) (float64, bool) {
	b = bytes.TrimSpace(b)
	for _, c := range b {
		if (c < '0' || c > '9') && bytes.IndexByte([]byte("+-.eE"), c) < 0 {
			return 0, false // NaN, hexadecimal and what else strconv takes
		}
	}
	n, err := strconv.ParseFloat(string(b), 64)
	return n, err == nil
}

// parseIndex reads a whole number from 0 to limit.
func parseIndex(b []byte, limit int) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' || n > limit {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0 && n <= limit
}

// from1904 is how many days the epoch of the Macintosh lies after 30 December
// 1899: 1 January 1904.
const from1904 = 1462

// neutral turns a serial of the file's own date system into days since
// 30 December 1899. Only dates lie on a calendar: times, lengths of time and
// plain numbers stay as they are. In the 1900 system the days before March
// 1900 are one too low, for the leap day that year did not have.
func neutral(serial float64, format sheet.Format, is1904 bool) float64 {
	switch {
	case format != sheet.DateFormat:
	case is1904:
		return serial + from1904
	case serial >= 1 && serial < 60:
		return serial + 1
	}
	return serial
}

// own turns a neutral serial into one of the file's date system.
func own(serial float64, format sheet.Format, is1904 bool) float64 {
	switch {
	case format != sheet.DateFormat:
	case is1904:
		return serial - from1904
	case serial >= 2 && serial < 61:
		return serial - 1
	}
	return serial
}

// parseISO reads the content of a cell of type d: a date, a time or both, as a
// neutral serial.
func parseISO(text string) (serial float64, format sheet.Format, ok bool) {
	epoch := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			_, offset := t.Zone()
			t = t.Add(time.Duration(offset) * time.Second) // as it reads on the wall
			days := math.Floor(t.Sub(epoch).Hours() / 24)
			rest := t.Sub(epoch) - time.Duration(days)*24*time.Hour
			return days + rest.Hours()/24, sheet.DateFormat, true
		}
	}
	for _, layout := range []string{"15:04:05", "15:04", "T15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Sub(t.Truncate(24*time.Hour)).Hours() / 24, sheet.TimeFormat, true
		}
	}
	return 0, 0, false
}
