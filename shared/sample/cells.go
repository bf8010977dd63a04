package sample

import (
	"fmt"
	"strings"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A line is one row as staff type it: each cell under the name of its column.
// A column that is not named stays blank.
type line map[string]sheet.Cell

// and returns the line with the cells of more added.
func (l line) and(more line) line {
	for column, cell := range more {
		l[column] = cell
	}
	return l
}

func text(s string) sheet.Cell { return sheet.Cell{Kind: sheet.TextCell, Text: s} }

// items is a list as staff type one: with commas.
func items(of ...string) sheet.Cell { return text(strings.Join(of, ", ")) }

func number(n float64) sheet.Cell { return sheet.Cell{Kind: sheet.NumberCell, Number: n} }

// sheetEpoch is the day that spreadsheets count from, 30 December 1899.
const sheetEpoch = schoolyear.Day(693594)

func date(d schoolyear.Day) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DateFormat, Number: float64(d - sheetEpoch)}
}

const minutesADay = 24 * 60

// clock is a time of day.
func clock(hour, minute int) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.TimeFormat, Number: float64(hour*60+minute) / minutesADay}
}

// lasting is a duration typed with a colon, 1:30.
func lasting(hours, minutes int) sheet.Cell {
	return sheet.Cell{Kind: sheet.NumberCell, Format: sheet.DurationFormat, Number: float64(hours*60+minutes) / minutesADay}
}

// mailbox is an address for a person who does not exist, in a domain that
// never will (RFC 2606).
func mailbox(name string) sheet.Cell {
	plain := strings.NewReplacer("í", "i", "ó", "o", "'", "", ".", "", " ", ".").Replace(strings.ToLower(name))
	return text(plain + "@example.org")
}

// phone is a number from those kept for fiction, 555-0100 to 555-0199.
func phone(n int) sheet.Cell { return text(fmt.Sprintf("555-01%02d", n%100)) }

// turn goes through the choices one after the other, again and again.
func turn[T any](i int, choices ...T) T { return choices[i%len(choices)] }

// schoolMail is the address of somebody at the school.
func schoolMail(name string) sheet.Cell {
	first, last, _ := strings.Cut(strings.ToLower(name), " ")
	return text(first[:1] + "." + last + "@maplehollow.example")
}
