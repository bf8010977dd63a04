package sample

import (
	"time"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// build writes every tab of the sample school.
func build(now time.Time, zone *time.Location) []sheet.Grid {
	t := timelineAt(now, zone)
	return []sheet.Grid{
		table("Team", team(t)),
	}
}

// A line is one row as staff type it: a cell by the name of its column.
type line map[string]sheet.Cell

func text(s string) sheet.Cell { return sheet.Cell{Kind: sheet.TextCell, Text: s} }

func number(n float64) sheet.Cell { return sheet.Cell{Kind: sheet.NumberCell, Number: n} }

func date(d schoolyear.Day) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DateFormat, Number: float64(d - sheetEpoch)}
}

// sheetEpoch is the day that spreadsheets count from, 30 December 1899.
const sheetEpoch = schoolyear.Day(693594)

func table(title string, lines []line) sheet.Grid {
	return sheet.Grid{Title: title}
}
func team(t timeline) []line { return nil }
