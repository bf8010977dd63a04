package gsheet

import (
	"regexp"
	"strings"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/sheet"
)

// Parts of a pattern that are shown as they stand, and the brackets of colours
// and conditions (Sheets API, date and number formats, read 2026-11).
var (
	literalPart = regexp.MustCompile(`"[^"]*"|\\.`)
	elapsedPart = regexp.MustCompile(`\[(h+|m+|s+)\]`)
	bracketPart = regexp.MustCompile(`\[[^\]]*\]`)
)

// formatOf says what a number format makes of a number. Google has no type of
// its own for a length of time: its pattern tells it, "[h]:mm". And what staff
// make up as a format for dates may show the time of day alone.
func formatOf(f *sheets.NumberFormat) sheet.Format {
	if f == nil {
		return sheet.PlainFormat
	}
	switch f.Type {
	case "DATE", "DATE_TIME", "TIME":
	default:
		return sheet.PlainFormat
	}
	pattern := literalPart.ReplaceAllString(strings.ToLower(f.Pattern), "")
	if elapsedPart.MatchString(pattern) {
		return sheet.DurationFormat
	}
	pattern = bracketPart.ReplaceAllString(pattern, "")
	hour := strings.ContainsAny(pattern, "h")
	day := strings.ContainsAny(pattern, "dy") || strings.Contains(pattern, "mmm")
	switch {
	case f.Type == "TIME" && !day, hour && !day:
		return sheet.TimeFormat
	}
	return sheet.DateFormat
}

// numberFormats are what is given to a cell into which a number of that format
// is written. Without a pattern Google shows it as the sheet's locale does.
var numberFormats = map[sheet.Format]*sheets.NumberFormat{
	sheet.DateFormat:     {Type: "DATE"},
	sheet.TimeFormat:     {Type: "TIME", Pattern: "h:mm am/pm"},
	sheet.DurationFormat: {Type: "TIME", Pattern: "[h]:mm"},
}
