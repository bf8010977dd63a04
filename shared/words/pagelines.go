package words

import "strings"

// This file holds the short lines of pages: dates in sentences, sums, marks.

// SchoolYear names a school year: "School year 2026–27".
func SchoolYear(name string) string { return "School year " + name }

// NearDay writes a day as it is told today: "today", "yesterday", "3 Nov".
func NearDay(day, today Date) string {
	switch daysBetween(day, today) {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return day.Near(today)
}

// WeekdayNear writes a day with its weekday, and its year where that does not
// go without saying: "Tue 3 Nov".
func WeekdayNear(day, today Date) string {
	if day.IsZero() {
		return ""
	}
	near := day.Near(today)
	return day.utc().Weekday().String()[:3] + " " + near
}

// DayAndClock joins a day and a time in minutes since midnight: "today at
// 15:41".
func DayAndClock(day string, minutes int) string { return day + " at " + Clock(minutes) }

// ReadAt says as of when everything on a page is true.
func ReadAt(day, today Date, minutes int, sheet string) string {
	if day.IsZero() {
		return ""
	}
	if sheet == "" {
		sheet = "the sheet"
	}
	return "Read from " + sheet + " " + DayAndClock(NearDay(day, today), minutes) + "."
}

// ForInsideOnly marks a page that is not for partners.
func ForInsideOnly() string {
	return "For whoever looks after this partnership next. It holds addresses and notes, so keep it inside the school."
}

// DownloadTab opens the links to the files of a tab.
func DownloadTab(tab string) string { return "Download the tab " + tab + ":" }

// FileFormat names a kind of file, by its ending.
func FileFormat(ending string) string {
	if ending == "xlsx" {
		return "Excel"
	}
	return strings.ToUpper(ending)
}

// MailKind names a kind of mail, by the name that package schedule gives it;
// "" for one that is not known.
func MailKind(kind string) string {
	if kind == "weekly-digest" {
		return "Weekly digest"
	}
	return ""
}

// PageIsNew is said to screen readers when an open page changed.
func PageIsNew() string { return "The sheet was read again. This page is up to date." }

// NumberWaiting says how many wait, for screen readers.
func NumberWaiting(n int) string { return Number(n) + " waiting" }

// FromTo writes a span of days: "since 3 Nov", "3 Nov to 12 Dec", "until 12
// Dec". No days at all are "".
func FromTo(from, to, today Date) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero() && daysBetween(from, today) < 0:
		return "from " + from.Near(today)
	case to.IsZero():
		return "since " + from.Near(today)
	case from.IsZero():
		return "until " + to.Near(today)
	case from == to:
		return from.Near(today)
	}
	return from.Near(today) + " to " + to.Near(today)
}

// GivenOn says when something was given and how long ago that is.
func GivenOn(day, today Date) string {
	if day.IsZero() {
		return ""
	}
	near := NearDay(day, today)
	if near == "today" || near == "yesterday" {
		return UpperFirst(near)
	}
	return near + ", " + Ago(day, today)
}

// Overdue says by how much a thank-you is late.
func Overdue(days int) string { return Length(days) + " late" }

// LateBy says by how much a thank-you was late.
func LateBy(days int) string { return Length(days) + " late" }

// OfLimit says how much of a network's limit a post takes: "214 of 300".
func OfLimit(count, limit int) string { return Number(count) + " of " + Number(limit) }

// LibraryHelp is what hours without a program are.
func LibraryHelp() string { return "library help" }

// NotMatched marks a name that no record has yet.
func NotMatched() string { return "not matched" }

// Each says how a session's hours are made up: "3 people, 1 h 30 min each".
func Each(people, minutes int) string {
	return Count(people, "person", "people") + ", " + Hours(minutes) + " each"
}

// Training marks hours of training.
func Training() string { return "training" }

// GroupOf names people of a partner who have no names of their own.
func GroupOf(people int, partner string) string {
	if people == 1 {
		return partner
	}
	return Number(people) + " from " + partner
}

// Others counts people without a name of their own.
func Others(n int, besides bool) string {
	if besides {
		return Number(n) + " more"
	}
	return Count(n, "person", "people")
}

// RowsShown says which rows of a long list are shown.
func RowsShown(from, to, all int) string {
	return "Rows " + Number(from) + " to " + Number(to) + " of " + Number(all) + "."
}

// SessionsSum sums sessions up, and says so where there were none.
func SessionsSum(sessions, minutes, visits int) string {
	if sessions == 0 {
		return "No session is written down yet."
	}
	s := Count(sessions, "session", "sessions") + ", " + Hours(minutes)
	if visits > 0 {
		s += ", " + Count(visits, "student visit", "student visits")
	}
	return s + "."
}

// PersonSum sums one person's sessions up; before are minutes from before the
// sheet began.
func PersonSum(sessions, minutes, before int) string {
	s := SessionsSum(sessions, minutes, 0)
	if before > 0 {
		s += " " + UpperFirst(Hours(before)) + " before this sheet began."
	}
	return s
}

// HoursRequired says how far required hours have come.
func HoursRequired(done, required int, until, today Date) string {
	s := Hours(done) + " of " + Hours(required)
	if left := required - done; left > 0 {
		s += ", " + Hours(left) + " to go"
		if !until.IsZero() {
			s += " until " + until.Near(today)
		}
	} else {
		s += ", all done"
	}
	return s + "."
}

// ClearanceUntil says how somebody's clearance stands.
func ClearanceUntil(until, today Date) string {
	switch {
	case until.IsZero():
		return "none on file"
	case daysBetween(until, today) > 0:
		return "ended on " + until.Near(today)
	}
	return "until " + until.Near(today)
}

// ClearanceNow is ClearanceUntil as a line of its own.
func ClearanceNow(until, today Date) string {
	return "Clearance: " + ClearanceUntil(until, today) + "."
}

// ThanksInPublic says whether somebody may be named in public: answer is 1
// for yes, 2 for no, 0 for not asked.
func ThanksInPublic(answer int, under18 bool) string {
	switch {
	case under18:
		return "never, under 18"
	case answer == 1:
		return "yes"
	case answer == 2:
		return "no"
	}
	return "not asked yet"
}

// SuggestedBy says whose idea something was.
func SuggestedBy(who, idea string) string {
	idea = "“" + strings.TrimSpace(idea) + "”"
	if who == "" {
		return idea
	}
	return who + ": " + idea
}

// ChecklistLeft says what of a checklist is still to do.
func ChecklistLeft(left, all int) string {
	switch {
	case all == 0:
		return ""
	case left == 0:
		return "All done."
	}
	return Number(left) + " of " + Number(all) + pick(left, " is", " are") + " still to do."
}

// ThanksBecause names a thank-you in a list of rows.
func ThanksBecause(channel, because string) string {
	if because == "" {
		return channel
	}
	return channel + ": " + because
}

// NotStated stands where a donor stated no value.
func NotStated() string { return "not stated" }

// RowGone stands for a row that is no longer in the sheet.
func RowGone() string { return "a row that left the sheet" }

// NoRows stands where a number was made from no rows.
func NoRows() string { return "No row counts for this yet." }

// OpenLink is the text of a link that has none of its own.
func OpenLink() string { return "open" }

// TabOnPause says that a tab is not read for now.
func TabOnPause(tab string) string {
	return "The tab " + tab + " is on pause: what it said last still counts."
}

// RowsInTab counts the rows of a tab.
func RowsInTab(n int, tab string) string { return Count(n, "row", "rows") + " of " + tab }

// RowsAreGone says in one line that rows left the sheet, when they will be
// removed, and what to do. Tabs are what [RowsInTab] says of each.
func RowsAreGone(n int, tabs []string, removal string) string {
	return List(tabs) + " left the sheet and will be removed " + removal + ". If you meant it, there is nothing to do; if not, undo it or put " +
		pick(n, "the row", "the rows") + " back."
}

// RowsWaitForYou says that rows left the sheet at once and stay until a person
// decides.
func RowsWaitForYou(n int, tabs []string) string {
	return List(tabs) + " left the sheet at once and still " + pick(n, "counts", "count") + " until you decide: put them back, or set Allow large removal in Settings."
}

// RemovalAt says when a row will be removed, for a time ahead: "at 10:12". Past
// it is the next reading that removes.
func RemovalAt(day, today Date, minutes int, past bool) string {
	switch {
	case past:
		return "the next time the sheet is read"
	case day == today:
		return "at " + Clock(minutes)
	}
	return "on " + day.Near(today) + " at " + Clock(minutes)
}

// WillBeRemoved joins when a row went missing and when it will be removed.
func WillBeRemoved(since, removal string) string { return since + ", will be removed " + removal }

// WaitsForYou joins when a row went missing and that a person is to decide.
func WaitsForYou(since string) string { return since + ", waiting for you" }

// SheetBeingRead says that a newer version is on its way.
func SheetBeingRead() string { return "The sheet is being read. This page shows what it said before." }

// WhyLink and WhichLink are the texts of links of notices.
func WhyLink() string { return "Why, and what to do" }

// WhichLink leads to the rows that are missing.
func WhichLink() string { return "Which" }

// StepOn says when the next step is due.
func StepOn(day, today Date) string {
	switch {
	case day.IsZero():
		return ""
	case daysBetween(day, today) > 0:
		return "was due on " + day.Near(today) + ", " + Ago(day, today)
	}
	return "due on " + day.Near(today) + ", " + Ago(day, today)
}

// LastTogether says when the school last met or worked with a partner.
func LastTogether(day, today Date) string { return "Last contact " + Ago(day, today) + "." }

// PartOf says that a session's hours count for one partner in part only.
func PartOf(minutes int) string { return "of " + Hours(minutes) }

// HoursInAll sums hours up over all years.
func HoursInAll(minutes int) string {
	if minutes == 0 {
		return ""
	}
	return Hours(minutes) + " in all"
}

// UndatedYear heads what happened on no known day.
func UndatedYear() string { return "Before" }

// TheStoryOf leads to a partner's story.
func TheStoryOf(partner string) string { return "The story of " + InSentence(partner) }

// AVolunteer marks a person among partners.
func AVolunteer() string { return "volunteer" }

// Brief is a row in a few words: "Tutor · Lakeside YMCA · 12 h
// this year". What is empty
// is left out.
func Brief(parts ...string) string { return strings.Join(nonEmpty(parts...), " · ") }

// HoursInBrief tells of the hours of this year; none are not told.
func HoursInBrief(minutes int) string {
	if minutes == 0 {
		return ""
	}
	return Hours(minutes) + " this year"
}

// OwedInBrief counts thank-yous owed; none are not told.
func OwedInBrief(n int) string {
	if n == 0 {
		return ""
	}
	return Count(n, "thank-you owed", "thank-yous owed")
}
