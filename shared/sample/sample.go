// Package sample is a school that does not exist, with every story in it.
//
//	now + zone --calendar--> days --stories--> tabs of typed cells
//	                                             |--> workbook.Create
//	                                             +--> any other spreadsheet
//
// Its dates follow now, so that a demonstration is alive on any day of any
// year: what happened lies behind, what is planned lies ahead, and neither on
// a day on which the school is closed. The cells hold what staff would have
// typed: names and no IDs, and a few of the slips that real sheets have, which
// [Flaws] lists. The same now gives the same cells.
package sample

import (
	"time"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// Zone is the IANA zone that the school stands in.
const Zone = "America/New_York"

// School returns the tabs of the sample school as of now, each with its header
// in row 1, in the order of the sheet; the tab of staff's own comes last.
// The zone is the school's; nil is UTC.
func School(now time.Time, zone *time.Location) []sheet.Grid {
	return build(now, zone)
}

// Calendar returns the school's calendar as its Settings have it: a year that
// starts in August, and the breaks of the years around now. Settings list those
// from this school year on.
func Calendar(now time.Time, zone *time.Location) schoolyear.Calendar {
	return calendarAt(now, zone)
}
