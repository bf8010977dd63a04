package googlefake

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// errFormula is said to who types a formula into the page.
const errFormula advice = "This stand-in for Google Sheets does not work formulas out. Type the value itself."

var (
	clockText  = regexp.MustCompile(`^([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?(?: ?([AaPp])\.?[Mm]\.?)?$`)
	numberText = regexp.MustCompile(`^[-+]?(\$ ?)?[0-9][0-9,]*(\.[0-9]+)?%?$|^[-+]?(\$ ?)?\.[0-9]+%?$`)
)

// dayForms are the ways to type a day that every English locale takes for one;
// "1/2/2026" is read month first, but in locales that put the day first.
var dayForms = []string{"2006-1-2", "Jan 2, 2006", "January 2, 2006", "2 Jan 2006", "2 January 2006"}

// typed is what a cell holds after somebody typed that text into it, as far as
// a newcomer will type: numbers, money, percents, days, times, TRUE and FALSE.
// A text after ' stays a text; a cell that is formatted keeps its format.
func (s *Spreadsheet) typed(text string, old cell) (cell, error) {
	trimmed := strings.TrimSpace(text)
	plain := cell{value: value{kind: textValue, text: text}, format: old.format}
	switch {
	case trimmed == "":
		return cell{format: old.format}, nil
	case strings.HasPrefix(text, "'"):
		plain.value.text = text[1:]
		return plain, nil
	case old.format.kind == "TEXT":
		return plain, nil
	case strings.HasPrefix(trimmed, "="):
		return cell{}, errFormula
	case strings.EqualFold(trimmed, "true"), strings.EqualFold(trimmed, "false"):
		return cell{value: value{kind: boolValue, bool: strings.EqualFold(trimmed, "true")}, format: old.format}, nil
	}
	if n, format, ok := s.quantity(trimmed); ok {
		if format == (numberFormat{}) || old.format.kind == format.kind {
			format = old.format
		}
		return cell{value: value{kind: numberValue, number: n}, format: format}, nil
	}
	return plain, nil
}

// quantity reads a number, a day, a time or a length of time.
func (s *Spreadsheet) quantity(text string) (float64, numberFormat, bool) {
	if m := clockText.FindStringSubmatch(text); m != nil {
		return clock(m)
	}
	forms := append([]string{"1/2/2006", "1/2/06"}, dayForms...)
	if language, country, _ := strings.Cut(s.locale, "_"); language != "en" || country != "US" {
		forms = append([]string{"2/1/2006", "2/1/06", "2.1.2006"}, dayForms...)
	}
	for _, form := range forms {
		if day, err := time.Parse(form, text); err == nil {
			zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
			return day.Sub(zero).Hours() / 24, dateFormat, true
		}
	}
	if s.commas() {
		text = strings.NewReplacer(".", ",", ",", ".").Replace(text)
	}
	if !numberText.MatchString(text) {
		return 0, numberFormat{}, false
	}
	bare := strings.NewReplacer(",", "", "$", "", " ", "", "%", "").Replace(text)
	n, err := strconv.ParseFloat(bare, 64)
	switch {
	case err != nil:
		return 0, numberFormat{}, false
	case strings.Contains(text, "%"):
		return n / 100, numberFormat{"PERCENT", "0%"}, true
	case strings.Contains(text, "$"):
		return n, numberFormat{"CURRENCY", `"$"#,##0.00`}, true
	}
	return n, numberFormat{}, true
}

// clock reads "15:15", "3:15 pm" as a time and "25:30" as a length of time.
func clock(m []string) (float64, numberFormat, bool) {
	part := func(i int) int {
		n, err := strconv.Atoi(m[i])
		if err != nil {
			return 0
		}
		return n
	}
	h := part(1)
	format := timeFormat
	switch {
	case m[4] != "" && (h < 1 || h > 12):
		return 0, numberFormat{}, false
	case m[4] != "":
		h = h%12 + map[bool]int{true: 12}[strings.EqualFold(m[4], "p")]
	case h > 23:
		format = durationFormat
	}
	return float64(h*3600+part(2)*60+part(3)) / 86400, format, true
}

// entry is what the page puts into the field of a cell: typed again, it gives
// the same.
func (s *Spreadsheet) entry(c *cell) string {
	v := c.shown()
	if v.kind == numberValue {
		switch {
		case c.format.kind == "DATE" && v.number == float64(int64(v.number)):
			return showDate(numberFormat{"DATE", "yyyy-mm-dd"}, v.number)
		case c.format.kind == "TIME":
			return showDate(numberFormat{"TIME", "[h]:mm:ss"}, v.number)
		case c.format.kind == "PERCENT":
			return s.point(plainNumber(v.number*100)) + "%"
		}
		return s.point(plainNumber(v.number))
	}
	if v.kind == textValue && c.format.kind != "TEXT" {
		if again, err := s.typed(v.text, *c); err != nil || again.value != v {
			return "'" + v.text
		}
	}
	return s.formatted(c)
}
