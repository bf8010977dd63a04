package words

import "strings"

// Asks counts what a digest asks of its reader.
type Asks struct {
	Thanks, Meetings, Ideas, Endings, Cells, Rows, Talents int
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
	say(w.Meetings, "meeting", "meetings")
	say(w.Cells, "cell", "cells")
	say(w.Ideas, "idea", "ideas")
	say(w.Endings, "date to watch", "dates to watch")
	say(w.Talents, "talent to look for", "talents to look for")
	if len(parts) == 0 {
		return "A quiet week: nothing waits for you this " + weekday
	}
	return List(parts) + " for " + weekday
}

// LastWeek tells what last week brought: who gave how much.
func LastWeek(people, minutes, partners int) string {
	switch {
	case minutes == 0:
		return "Nobody wrote down any hours last week."
	case people == 1:
		return "Last week one person gave " + Hours(minutes) + "."
	case partners > 1:
		return "Last week " + Count(people, "person", "people") + " from " + Number(partners) + " partners gave " + Hours(minutes) + "."
	}
	return "Last week " + Count(people, "person", "people") + " gave " + Hours(minutes) + "."
}

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

// OwedGifts says what somebody gave, and when: what follows the giver's name.
func OwedGifts(things []Thing, days []Date, today Date) string {
	parts := make([]string, len(things))
	for i, t := range things {
		parts[i] = t.Text + " on " + days[i].Near(today)
	}
	return "gave " + joinPhrases(parts)
}

// OwedHours says which mark a volunteer passed.
func OwedHours(hours int, day, today Date) string {
	return "passed " + Count(hours, "hour", "hours") + " on " + day.Near(today)
}

// OwedVisit says what somebody came for.
func OwedVisit(program string, day, today Date) string {
	return "came for " + program + " on " + day.Near(today)
}

// OwedYear says since when somebody has been with the school for a year.
func OwedYear(day, today Date) string {
	return "passed a first year with you on " + day.Near(today)
}

// OwedProject says which project somebody was part of.
func OwedProject(program string, day, today Date) string {
	return "was part of " + program + ", which came to its end on " + day.Near(today)
}

// Waited is how long a thank-you has waited, with a word where it is late. Days
// are counted as long as anybody would.
func Waited(days int, late bool) string {
	length := Days(days)
	if days > 60 {
		length = Length(days)
	}
	switch {
	case days == 0:
		return "today"
	case late:
		return length + ", late"
	}
	return length
}

// Promise says in which channels thanks were promised, or which we chose, and
// how far their words are: drafted of all have a row.
func Promise(channels []string, promised bool, drafted int) string {
	n := len(channels)
	lower := make([]string, n)
	for i, c := range channels {
		lower[i] = strings.ToLower(c)
		if !promised {
			lower[i] = article(lower[i]) + " " + lower[i]
		}
	}
	if !promised {
		state := " ready:"
		if drafted == n {
			state = " drafted:"
		}
		if n == 1 {
			return UpperFirst(lower[0]) + " is" + state
		}
		return UpperFirst(List(lower)) + " are" + state
	}
	said := "Promised: " + List(lower) + "."
	switch {
	case drafted == n && n == 1:
		return said + " It is drafted:"
	case drafted == n && n == 2:
		return said + " Both are drafted:"
	case drafted == n:
		return said + " All are drafted:"
	}
	return said + " The words are ready:"
}

// ReadyInShort says in which channels thanks were promised or are ready, within
// a sentence.
func ReadyInShort(channels []string, promised bool) string {
	lower := make([]string, len(channels))
	for i, c := range channels {
		lower[i] = strings.ToLower(c)
		if !promised {
			lower[i] = article(lower[i]) + " " + lower[i]
		}
	}
	switch {
	case promised:
		return "promised " + List(lower)
	case len(lower) == 1:
		return lower[0] + " is ready"
	}
	return List(lower) + " are ready"
}

// InFull says where the whole of a letter stands that only begins here.
const InFull = "In full on the Thank-yous page"

// WordsStand says where all words are to be found, and how many thank-yous wait
// there that the digest does not show.
func WordsStand(more int) string {
	switch more {
	case 0:
		return "All words stand ready on the Thank-yous page."
	case 1:
		return "One more waits on the Thank-yous page, and all words stand ready there."
	}
	return Number(more) + " more wait on the Thank-yous page, and all words stand ready there."
}

// ReadOnce stands beside every control that publishes something.
const ReadOnce = "Read once for children's names."

// Unnamed says that public words leave the name out because nobody may give it.
const Unnamed = "Without the name, as they wish."

// FromTheRow says that the words are a person's own, out of the sheet.
const FromTheRow = "Your own words, from the sheet."

// Characters is how long a post is: "113 of 280".
func Characters(count, limit int) string { return Number(count) + " of " + Number(limit) }

// TooLong says by how much a text is too long for a network.
func TooLong(network string, over int) string {
	return "Too long for " + network + " by " + Number(over) + ": it needs to be shortened by hand."
}

// Rest says that a text goes on elsewhere.
func Rest(row int) string {
	if row > 0 {
		return "It goes on in Recognition, row " + Number(row) + "."
	}
	return "It goes on in the Recognition tab."
}

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

// RowsOf names rows of one tab: "Hours 12", "Hours 12, 15 and 9 more".
func RowsOf(tab string, rows []int) string {
	const most = 3
	texts := make([]string, 0, most)
	for i, r := range rows {
		if i == most {
			return tab + " " + strings.Join(texts, ", ") + " and " + Number(len(rows)-most) + " more"
		}
		texts = append(texts, Number(r))
	}
	return tab + " " + strings.Join(texts, ", ")
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
	HeadThank    = "Thank"
	HeadMeet     = "Meet"
	HeadDecided  = "Decided last week"
	HeadUpcoming = "Coming up"
	HeadIdeas    = "Ideas waiting"
	HeadEndings  = "Ending"
	HeadTalents  = "Talents wanted"
	HeadCells    = "Cells to fix"
	HeadRows     = "Rows"
	HeadNeedsYou = "Needs you first"
)

// Labels of links in a digest.
const (
	LinkRow     = "open its row"
	LinkAll     = "see them all"
	LinkThanks  = "open the Thank-yous page"
	LinkStop    = "stop it"
	LinkPropose = "propose a time"
	LinkSheet   = "open the sheet"
	LinkPages   = "open the pages"
	LinkOpen    = "open"
)

// OpenIn is the label of a link to a network's composer; where it cannot carry
// the text, that is said.
func OpenIn(network string, fills bool) string {
	if fills {
		return "open in " + network
	}
	return "open " + network + ", then paste"
}

// ChannelLabel is how a digest heads the words for a channel.
func ChannelLabel(channel string) string {
	switch channel {
	case "Website note":
		return "Website"
	case "Social post":
		return "Post"
	case "Receipt letter":
		return "Receipt"
	}
	return channel
}

// AsOf says when the sheet was last read.
func AsOf(when string) string { return "The sheet as of " + when }
