package words

import "strings"

// Asks counts what a digest asks of its reader.
type Asks struct {
	Thanks, Meetings, Ideas, Ahead, Endings, Cells, Rows, Talents int
}

// DigestSubject is the subject of a weekly digest: at most three things, the
// most pressing first. Weekday is the day it is for, "Monday".
func DigestSubject(w Asks, weekday string) string {
	var parts []string
	say := func(n int, one, many string) {
		if n > 0 && len(parts) < 3 {
			parts = append(parts, Count(n, one, many))
		}
	}
	say(w.Rows, "thing that needs you", "things that need you")
	say(w.Thanks, "thank-you", "thank-yous")
	say(w.Meetings, "meeting to arrange", "meetings to arrange")
	say(w.Cells, "cell", "cells")
	say(w.Ideas, "idea", "ideas")
	say(w.Ahead, "thing to keep in mind", "things to keep in mind")
	say(w.Endings, "date to watch", "dates to watch")
	say(w.Talents, "talent wanted", "talents wanted")
	if len(parts) == 0 {
		return "A quiet week: nothing waits for you this " + weekday
	}
	return List(parts) + " for " + weekday
}

// LastWeek tells what last week brought, or the days since a date: who gave how
// much. A zero date is last week.
func LastWeek(people, minutes, partners int, since, today Date) string {
	when := lately(since, today)
	switch {
	case minutes == 0:
		return "Nobody wrote down any hours " + when + "."
	case people == 1:
		return UpperFirst(when) + " one person gave " + HoursSaid(minutes) + "."
	case partners > 1:
		return UpperFirst(when) + " " + Count(people, "person", "people") + " from " + Number(partners) + " partners gave " + HoursSaid(minutes) + "."
	}
	return UpperFirst(when) + " " + Count(people, "person", "people") + " gave " + HoursSaid(minutes) + "."
}

// lately is "last week", or "since 9 Nov".
func lately(since, today Date) string {
	if since.IsZero() {
		return "last week"
	}
	return "since " + since.Near(today)
}

// HeadDecided heads what meetings decided in the same days.
func HeadDecided(since, today Date) string { return "Decided " + lately(since, today) }

// FullestWeek says that a program had more than in a long time; a zero date
// that it never had as much.
func FullestWeek(program string, since, today Date) string {
	had := UpperFirst(program) + " had its fullest week"
	if isPluralNoun(headOf(program)) {
		had = UpperFirst(program) + " had their fullest week"
	}
	if since.IsZero() {
		return had + " yet."
	}
	if daysBetween(since, today) < 70 {
		return had + " since " + since.Short() + "."
	}
	month := since.Month.String()
	if since.Year != today.Year {
		month = since.MonthYear()
	}
	return had + " since " + month + "."
}

// GiftsCame says how many gifts came in last week.
func GiftsCame(n int) string {
	if n == 1 {
		return "One gift came in."
	}
	return UpperFirst(small(n)) + " gifts came in."
}

// NothingWaits is the line of a week in which nothing is asked of anyone.
const NothingWaits = "Nothing waits for you this week. Enjoy the library."

// MeetWhy says why to meet a partner now: "last met 9 weeks ago, you wanted
// every 8". Talked says that last is a talk and no meeting.
func MeetWhy(last Date, talked bool, today Date, everyWeeks int) string {
	ago := Ago(last, today)
	often := "you wanted every " + Weeks(everyWeeks)
	switch {
	case everyWeeks == 1:
		often = "you wanted every week"
	case strings.HasSuffix(ago, " weeks ago"):
		often = "you wanted every " + Number(everyWeeks)
	}
	if talked {
		ago = "last talked " + ago
	} else {
		ago = "last met " + ago
	}
	switch {
	case last.IsZero() && everyWeeks > 0:
		return "you have not met yet, and " + often
	case last.IsZero():
		return "you have not met yet"
	case everyWeeks > 0:
		return ago + ", " + often
	}
	return ago
}

// Slot is a time to offer: "Tue 24 Nov 15:30".
func Slot(day Date, minutes int) string { return day.WithWeekday() + " " + Clock(minutes) }

// Times are the times that one could offer.
func Times(slots []string) string {
	switch len(slots) {
	case 0:
		return ""
	case 1:
		return "A time you could offer: " + slots[0]
	case 2:
		return "Two times you could offer: " + strings.Join(slots, " · ")
	case 3:
		return "Three times you could offer: " + strings.Join(slots, " · ")
	}
	return "Times you could offer: " + strings.Join(slots, " · ")
}

// RowsOf names rows of one tab by their days, for their numbers change with
// every sort: "Hours of 3 Nov", "Hours of 3 Nov, 10 Nov and 9 more", and "Partners"
// where nothing dates them.
func RowsOf(tab string, days []Date, today Date) string {
	const most = 3
	var texts []string
	for i, day := range days {
		if i == most {
			return tab + " of " + strings.Join(texts, ", ") + " and " + Number(len(days)-most) + " more"
		}
		texts = append(texts, day.Near(today))
	}
	if len(texts) == 0 {
		return tab
	}
	return tab + " of " + strings.Join(texts, ", ")
}

// IdeaWaiting is a line about an idea.
func IdeaWaiting(text, from, status string, since, today Date) string {
	line := "“" + text + "”"
	if from != "" {
		line += ", from " + from
	}
	state := strings.ToLower(status)
	if !since.IsZero() {
		state += ", " + Length(max(0, daysBetween(since, today)))
	}
	return line + " (" + state + ")"
}

// TalentMissing asks for a talent that nobody has, of somebody who may know.
func TalentMissing(talent string, ask []string) string {
	return talent + ": nobody offers it yet. Ask " + FirstOf(ask, 3) + "."
}

// TalentsNobodyHas asks for talents of which nothing more is known.
func TalentsNobodyHas(talents []string) string {
	return "Nobody offers " + strings.Join(talents, " or ") + " yet. Whom could you ask?"
}

// Decided is what a meeting decided.
func Decided(meeting string, day, today Date, text string) string {
	return meeting + ", " + day.Near(today) + ": " + text
}

// RowsGone says that rows are gone from the sheet and still count.
func RowsGone(rows int, tab, since string) string {
	one, many := " row went missing in ", " rows went missing in "
	line := Count(rows, strings.TrimSpace(one), strings.TrimSpace(many)) + " " + tab
	if since != "" {
		line += " on " + since
	}
	if rows == 1 {
		return line + ". It still counts until it is removed; undo brings it back."
	}
	return line + ". They still count until they are removed; undo brings them back."
}

// RowsHeld says that so many rows went at once that a person must decide.
func RowsHeld(rows int, tab, since string) string {
	line := Count(rows, "row", "rows") + " of " + tab + " went at once"
	if since != "" {
		line += " on " + since
	}
	return line + ", so nothing was removed. Was it meant? Put them back, or set Allow large removal in Settings."
}

// TabPaused says that a tab is not read.
func TabPaused(tab, why, since string) string {
	line := tab + " is on pause"
	if since != "" {
		line += " since " + since
	}
	line += "; what it said before still counts."
	if why != "" {
		line += " " + stop(UpperFirst(why))
	}
	return line
}

// At is an instant in a sentence: "Sun 15 Nov 10:02".
func At(day Date, minutes int, hasTime bool) string {
	if !hasTime {
		return day.WithWeekday()
	}
	return Slot(day, minutes)
}

// CellShort is a cell to fix where nothing more is known of it.
func CellShort(value, kept string) string {
	line := "“" + value + "” could not be read."
	if kept != "" {
		line = "“" + value + "” could not be read; we kept " + kept + "."
	}
	return line
}

// More says how many a list leaves out.
func More(n int) string { return "and " + Number(n) + " more" }

// WhyDigest is the reason line of the weekly digest.
const WhyDigest = "You get this because Team says Weekly digest: yes."

// StopInTeam says how to stop the digest where there is no link for it.
const StopInTeam = "To stop it, write No there."

// Headings of a digest.
const (
	HeadThank     = "Thank"
	HeadMeet      = "Meet"
	HeadBehind    = "Just behind you"
	HeadUpcoming  = "Coming up"
	HeadIdeas     = "Ideas waiting"
	HeadUncleared = "Clearances to check"
	HeadEndings   = "Ending"
	HeadTalents   = "Talents wanted"
	HeadCells     = "Cells to fix"
	HeadRows      = "Rows"
	HeadNeedsYou  = "Needs you first"
)

// Labels of links in a digest.
const (
	LinkOwed       = "open this thank-you"
	LinkThanks     = "open the Thank-yous page"
	LinkMeetings   = "open the Meetings page"
	LinkIdeas      = "open the Ideas page"
	LinkVolunteers = "open the Volunteers page"
	LinkCells      = "open Cells to fix"
	LinkAttention  = "open what needs attention"
	LinkStory      = "open their story"
	LinkStop       = "stop it"
	LinkSheet      = "open the sheet"
	LinkPages      = "open the pages"
	LinkOpen       = "open"
)

// AsOf says when the sheet was last read.
func AsOf(when string) string { return "The sheet as of " + when }
