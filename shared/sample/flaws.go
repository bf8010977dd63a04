package sample

import (
	"slices"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// A Flaw is a slip that stands in the sample on purpose.
type Flaw struct {
	Tab    partnership.Kind
	Column string // "" where the whole row, or the whole tab, is meant
	Value  string // what the cell holds; for a tab of staff's own, its title
	Rows   int    // how many rows have it
	What   string // in words: what is wrong, and what a reader should make of it
}

// The slips, as they are typed.
const (
	misspelled  = "Ben Cole" // he is Ben Coles
	unreadDate  = "last Tuesday"
	unreadHours = "about two"
	ownColumn   = "T-shirt"
	ownTab      = "Snack sign-up"
	totalRow    = "TOTAL"
)

// Flaws returns the slips in School as of now. Nothing else in it is amiss.
func Flaws(now time.Time, zone *time.Location) []Flaw {
	return []Flaw{
		{partnership.HoursTab, "Volunteer", misspelled, 3, "a name that is not known: the rows count, and say so once"},
		{partnership.HoursTab, "Date", textDate(timelineAt(now, zone)), 1, "a date typed as text: it is taken, with a note"},
		{partnership.HoursTab, "Date", unreadDate, 1, "a date nobody can read: a new row makes no record"},
		{partnership.HoursTab, "Hours", unreadHours, 1, "a duration nobody can read: a new row makes no record"},
		{partnership.HoursTab, "", totalRow, 1, "a total: never a record"},
		{partnership.HoursTab, "", "doubled", 1, "the same session typed twice: two records, for who is to say"},
		{partnership.Volunteers, ownColumn, "", 0, "a column of staff's own: left alone"},
		{"", "", ownTab, 0, "a tab of staff's own: left alone"},
	}
}

// textDay is the day of the date that is typed as text.
func textDay(t timeline) schoolyear.Day { return t.ago(27) }

func textDate(t timeline) string {
	y, m, d := textDay(t).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format("January 2, 2006")
}

// slip puts the slips that [Flaws] lists among the sessions.
func slip(t timeline, all []session) []session {
	left := 3
	for i := len(all) - 4; i >= 0 && left > 0; i-- {
		if at := slices.Index(all[i].who, "Ben Coles"); at >= 0 {
			all[i].who = slices.Clone(all[i].who)
			all[i].who[at] = misspelled
			left--
		}
	}
	for i := len(all) - 2; i >= 0; i-- {
		if all[i].program == grandparents {
			all = slices.Insert(all, i, all[i])
			break
		}
	}
	late := []session{
		{day: textDay(t), who: []string{"George Papadakis"}, hours: 2, did: "Moved the atlases", typed: line{"Date": text(textDate(t))}},
		{day: t.ago(8), who: []string{"Sofia Lindgren"}, hours: 1, did: "Photographs of the new shelf", typed: line{"Date": text(unreadDate)}},
		{day: t.ago(5), program: chess, who: []string{"Frank DeLuca"}, students: 12, typed: line{"Hours": text(unreadHours)}},
	}
	for _, s := range late {
		at, _ := slices.BinarySearchFunc(all, s.day+1, func(a session, d schoolyear.Day) int { return int(a.day - d) })
		all = slices.Insert(all, at, s)
	}
	return all
}

// byDate orders lines by their Date, as staff keep them.
func byDate(lines []line) []line {
	slices.SortStableFunc(lines, func(a, b line) int {
		return int(a["Date"].Number - b["Date"].Number)
	})
	return lines
}
