package googlefake

import (
	"math"
	"strconv"
	"strings"
	"time"
)

func (f numberFormat) isDate() bool {
	return f.kind == "DATE" || f.kind == "TIME" || f.kind == "DATE_TIME"
}

// formatted is what a cell shows. The patterns are those that Shelfmates and
// the menus of Sheets use; numbers of others are shown plainly.
func (s *Spreadsheet) formatted(c *cell) string {
	v := c.shown()
	switch v.kind {
	case textValue, errorValue:
		return v.text
	case boolValue:
		return strings.ToUpper(strconv.FormatBool(v.bool))
	case numberValue:
		if c.format.isDate() {
			return showDate(c.format, v.number)
		}
		return s.showNumber(c.format, v.number)
	}
	return ""
}

// dateTokens are tried in order; the longest of a letter come first.
var dateTokens = []string{"[hh]", "[h]", "[mm]", "[m]", "[ss]", "[s]", "yyyy", "yy", "mmmm", "mmm", "mm", "m", "dddd", "ddd", "dd", "d", "hh", "h", "ss", "s", "am/pm", "a/p"}

// showDate writes a serial number by a date pattern; without one as en_US does.
func showDate(f numberFormat, serial float64) string {
	pattern := f.pattern
	if pattern == "" {
		pattern = map[string]string{"DATE": "m/d/yyyy", "TIME": "h:mm:ss am/pm", "DATE_TIME": "m/d/yyyy h:mm:ss"}[f.kind]
	}
	seconds := int64(math.Round(serial * 86400))
	at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds) * time.Second)
	twelve := strings.Contains(strings.ToLower(pattern), "am/pm")
	var b strings.Builder
	minutes := false // after hours, "m" is minutes
	for rest := pattern; rest != ""; {
		token := ""
		for _, t := range dateTokens {
			if len(rest) >= len(t) && strings.EqualFold(rest[:len(t)], t) {
				token = t
				break
			}
		}
		if token == "" {
			switch {
			case rest[0] == '"' && strings.Contains(rest[1:], `"`):
				literal, after, _ := strings.Cut(rest[1:], `"`)
				b.WriteString(literal)
				rest = after
			case rest[0] == '\\' && len(rest) > 1:
				b.WriteByte(rest[1])
				rest = rest[2:]
			default:
				b.WriteByte(rest[0])
				rest = rest[1:]
			}
			continue
		}
		rest = rest[len(token):]
		if strings.HasPrefix(token, "m") && (minutes || strings.HasPrefix(strings.TrimLeft(rest, ":. "), "s")) && len(token) <= 2 {
			b.WriteString(padded(at.Minute(), len(token)))
			continue
		}
		minutes = strings.HasPrefix(token, "h") || strings.HasPrefix(token, "[h")
		b.WriteString(dateToken(token, at, seconds, twelve))
	}
	return b.String()
}

func dateToken(token string, at time.Time, seconds int64, twelve bool) string {
	switch token[0] {
	case 'y':
		return at.Format(map[int]string{2: "06", 4: "2006"}[len(token)])
	case 'm':
		return at.Format(map[int]string{1: "1", 2: "01", 3: "Jan", 4: "January"}[len(token)])
	case 'd':
		return at.Format(map[int]string{1: "2", 2: "02", 3: "Mon", 4: "Monday"}[len(token)])
	case 'h':
		h := at.Hour()
		if twelve {
			h = (h+11)%12 + 1
		}
		return padded(h, len(token))
	case 's':
		return padded(at.Second(), len(token))
	case 'a':
		return at.Format("PM")
	case '[':
		unit := map[byte]int64{'h': 3600, 'm': 60, 's': 1}[token[1]]
		n := seconds / unit
		if token[1] != 's' && seconds < 0 && n == 0 {
			return "-" + padded(0, len(token)-2)
		}
		return padded(int(n), len(token)-2)
	}
	return token
}

func padded(n, width int) string {
	text := strconv.Itoa(n)
	for len(text) < width {
		text = "0" + text
	}
	return text
}

// showNumber writes a number by its pattern: decimals, thousands, percent, a
// currency sign before.
func (s *Spreadsheet) showNumber(f numberFormat, n float64) string {
	pattern, _, _ := strings.Cut(f.pattern, ";")
	if f.kind == "" || f.kind == "TEXT" || pattern == "" || pattern == "@" {
		return s.point(plainNumber(n))
	}
	percent := ""
	if strings.Contains(pattern, "%") {
		n, percent = n*100, "%"
	}
	decimals := 0
	if _, after, ok := strings.Cut(pattern, "."); ok {
		decimals = strings.Count(after, "0") + strings.Count(after, "#")
	}
	text := strconv.FormatFloat(math.Abs(n), 'f', decimals, 64)
	if strings.Contains(pattern, ",") {
		text = thousands(text)
	}
	sign := ""
	if n < 0 {
		sign = "-"
	}
	currency := ""
	if strings.Contains(pattern, "$") {
		currency = "$"
	}
	return sign + currency + s.point(text) + percent
}

// point writes the decimal sign of the locale.
func (s *Spreadsheet) point(text string) string {
	if s.commas() {
		return strings.NewReplacer(".", ",", ",", ".").Replace(text)
	}
	return text
}

// commas reports whether the locale writes 1,5 for one and a half.
func (s *Spreadsheet) commas() bool {
	language, _, _ := strings.Cut(s.locale, "_")
	return language != "" && !strings.Contains("en ja zh ko he th", language) && s.locale != "es_MX"
}

func plainNumber(n float64) string {
	if abs := math.Abs(n); abs >= 1e15 || abs != 0 && abs < 1e-6 {
		return strings.ToUpper(strconv.FormatFloat(n, 'e', -1, 64))
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func thousands(text string) string {
	whole, rest, found := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		return whole + "." + rest
	}
	return whole
}
