package words

import "strings"

// A Part is a piece of a sentence. Number says which number it states; it is
// empty for plain words.
type Part struct {
	Text   string
	Number string
}

// The numbers that [YearSentence] and [NewYear] state.
const (
	PeopleNumber   = "people"
	GroupsNumber   = "groups"
	PartnersNumber = "partners"
	HoursNumber    = "hours"
)

// YearSentence opens the overview: what happened this school year, so that a
// principal could read it aloud. People are different people with a name;
// groups says that people without one came too, whose headcount belongs into
// no sentence with people: it counts them each time. Partners are those that
// gave the hours; while there are none, those that have begun anything.
func YearSentence(people int, groups bool, partners, minutes int) []Part {
	if minutes == 0 {
		if partners == 0 {
			return []Part{{Text: "This school year is still a blank page."}}
		}
		return []Part{
			{Text: "This school year "},
			{Count(partners, "partner", "partners"), PartnersNumber},
			{Text: pick(partners, " has", " have") + " begun to work with us. No volunteer hours are written down yet."},
		}
	}
	return append(append([]Part{{Text: "This school year "}}, whoGave(people, groups, partners, minutes)...), Part{Text: "."})
}

// NewYear opens the overview until a school year has its first hours: with
// those of the year before, whole.
func NewYear(people int, groups bool, partners, minutes int) []Part {
	return append(append([]Part{{Text: "A new school year. Last year "}}, whoGave(people, groups, partners, minutes)...), Part{Text: "."})
}

func whoGave(people int, groups bool, partners, minutes int) []Part {
	var all []Part
	if people > 0 {
		all = append(all, Part{Count(people, "person", "people"), PeopleNumber})
	}
	if groups {
		if people > 0 {
			all = append(all, Part{Text: " and "})
		}
		all = append(all, Part{"visiting groups", GroupsNumber})
	}
	if partners > 0 {
		all = append(all, Part{Text: " from "}, Part{Count(partners, "partner", "partners"), PartnersNumber})
	}
	return append(all, Part{Text: " gave "}, Part{WholeHours(minutes), HoursNumber})
}

// ThanksWaiting says how many thank-yous are owed and how long the oldest has
// waited.
func ThanksWaiting(n int, oldest, today Date) string {
	if n == 0 {
		return "No thank-you is waiting."
	}
	s := Count(n, "thank-you is", "thank-yous are") + " waiting"
	if days := daysBetween(oldest, today); !oldest.IsZero() && days > 1 {
		if n == 1 {
			return s + ", for " + Length(days) + "."
		}
		return s + ", the oldest for " + Length(days) + "."
	}
	return s + "."
}

// ThankedInTime says how many were thanked in time: "12 of 15 were thanked
// within two weeks."
func ThankedInTime(done, all, days int) string {
	if all == 0 {
		return "No thank-you has fallen due yet."
	}
	return Rate(done, all) + pick(done*boolInt(all < FewCases), " was", " were") + " thanked " + within(days) + "."
}

// WithinDays names the time in which the school wants to thank.
func WithinDays(days int) string { return within(days) }

func within(days int) string {
	switch {
	case days == 7:
		return "within a week"
	case days == 14:
		return "within two weeks"
	case days == 21:
		return "within three weeks"
	case days > 0 && days%7 == 0:
		return "within " + Weeks(days/7)
	}
	return "within " + Days(days)
}

// ThankFor is the task of thanking somebody.
func ThankFor(who, because string) string {
	if because == "" {
		return "Thank " + InSentence(who) + "."
	}
	return "Thank " + InSentence(who) + ": " + strings.TrimSuffix(because, ".") + "."
}

// MeetAgain is the task of meeting a partner, with the reason that [MeetWhy]
// gives.
func MeetAgain(who, why string) string { return "Meet " + who + ": " + why + "." }

// TimeToMeet says why it is time to talk with a partner.
func TimeToMeet(last Date, weeks int, today Date) string {
	if last.IsZero() {
		return "you have not talked yet, and wanted to every " + Weeks(weeks) + "."
	}
	every := "every " + Weeks(weeks)
	if weeks == 1 {
		every = "every week"
	}
	return "last together " + Ago(last, today) + ", you wanted to talk " + every + "."
}

// IdeaWaits is the task of answering an idea.
func IdeaWaits(idea, from string) string {
	if from == "" {
		return "“" + idea + "” waits for an answer."
	}
	return from + " suggests: “" + idea + "”"
}

// ClearanceEnds says when somebody's clearance ends or ended.
func ClearanceEnds(who string, on, today Date) string {
	return who + "'s clearance " + ends(on, today)
}

// HoursUncleared warns that somebody gave time without a clearance that was
// good: on so many days, first on one.
func HoursUncleared(who string, sessions int, first, today Date) string {
	if sessions == 1 {
		return who + " gave time on " + first.Near(today) + " without a clearance that was good that day."
	}
	return who + " gave time " + Number(sessions) + " times since " + first.Near(today) + " without a clearance that was good that day."
}

// AgreementEnds says when a partner's agreement ends or ended.
func AgreementEnds(who string, on, today Date) string {
	return "The agreement with " + InSentence(who) + " " + ends(on, today)
}

func ends(on, today Date) string {
	if daysBetween(on, today) > 0 {
		return "ended " + Ago(on, today) + ", on " + on.Near(today) + "."
	}
	return "ends " + Ago(on, today) + ", on " + on.Near(today) + "."
}

// CellsToFix says how much waits to be put right: one name in six cells is one
// thing.
func CellsToFix(n int) string {
	return Count(n, "thing", "things") + " in the sheet could not be read as meant."
}

// WholeSheet stands for the place of what concerns no single tab.
func WholeSheet() string { return "The whole sheet" }

// ProgramWantsAdministrator asks an administrator to take part.
func ProgramWantsAdministrator(program string) string {
	return program + " has no administrator yet. It could be you."
}

// AndMore says how many tasks are not shown.
func AndMore(n int) string { return "and " + Number(n) + " more" }

// NothingNeedsYou stands where no task waits.
func NothingNeedsYou() string { return "Nothing is waiting for you. Enjoy it." }

// AgainstLastYear compares hours with those of the year before, at the same
// date.
func AgainstLastYear(minutes, before int) string {
	if before == 0 {
		return "none by this day last year"
	}
	return WholeHours(before) + " by this day last year"
}

// ChildCountsEachTime says how student visits are counted.
func ChildCountsEachTime() string { return "a child counts each time" }

// StatedValue says what donations are worth, as far as donors stated it.
func StatedValue(cents int64, unvalued int) string {
	switch {
	case cents == 0 && unvalued == 0:
		return ""
	case cents == 0:
		return "no value stated"
	case unvalued == 0:
		return WholeMoney(cents) + " as donors state"
	}
	return WholeMoney(cents) + " as stated, " + Number(unvalued) + " without a value"
}

// HoursTrend is the caption of the hours by month: months are minutes, the
// first of them begins on first, the last is not over.
func HoursTrend(months []int, first Date) string {
	if len(months) < 2 {
		return ""
	}
	best, full := -1, months[:len(months)-1]
	for i, m := range full {
		if m > 0 && (best < 0 || m > full[best]) {
			best = i
		}
	}
	now := months[len(months)-1]
	if best < 0 {
		if now == 0 {
			return "No hours are written down in these twelve months."
		}
		return "The first " + WholeHours(now) + " of these twelve months came this month."
	}
	name := On(first.Year, first.Month, 1)
	for range best {
		if name.Month++; name.Month > 12 {
			name.Month, name.Year = 1, name.Year+1
		}
	}
	if now > full[best] {
		return "This month is already the fullest of the last twelve, with " + WholeHours(now) + "."
	}
	return name.Month.String() + " was the fullest month, with " + WholeHours(full[best]) + "; this month has " + WholeHours(now) + " so far."
}

// OnTheirOwn names those who come for no partner.
func OnTheirOwn() string { return "on their own" }

// OtherPartners counts partners that are not listed one by one.
func OtherPartners(n int) string { return Count(n, "other partner", "other partners") }

// PartnersStand opens the list of partners.
func PartnersStand(regular, trying, all int) string {
	if all == 0 {
		return ""
	}
	s := Number(regular) + " of " + Count(all, "partnership is", "partnerships are") + " regular or sustained"
	if trying > 0 {
		s += ", " + Number(trying) + pick(trying, " is", " are") + " trying it out"
	}
	return s + "."
}

// ProgramsRunning opens the list of programs.
func ProgramsRunning(n int) string {
	if n == 0 {
		return "No program is running."
	}
	return Count(n, "program is", "programs are") + " running."
}

// ProgramLacks says who is missing from a program, and what to do.
func ProgramLacks(teacher, administrator bool) string {
	switch {
	case teacher && administrator:
		return "no teacher and no administrator yet. Ask one of each to come by."
	case teacher:
		return "no teacher yet. Whose class would gain from it?"
	}
	return "no administrator yet. Invite one to a session."
}

// VolunteersActive opens the list of volunteers.
func VolunteersActive(n int) string {
	if n == 0 {
		return "Nobody is active just now."
	}
	return Count(n, "person is", "people are") + " active."
}

// AllNames leads back from a part of a list to the whole.
func AllNames() string { return "All" }

// NamesUnder says how many names of a list have a word that begins with a
// letter.
func NamesUnder(n int, letter string) string {
	if n == 0 {
		return "No name has a word with " + letter + "."
	}
	return Count(n, "name has", "names have") + " a word that begins with " + letter + "."
}

// TalentsHeld says how many of the wanted talents somebody has.
func TalentsHeld(held, wanted int) string {
	if held == wanted {
		return "Somebody active has each of them."
	}
	return "Somebody active has " + Number(held) + " of " + Number(wanted) + ". The others are something to ask for at the next meeting."
}

// IdeasSum opens the list of ideas.
func IdeasSum(waiting, carried, all int) string {
	if all == 0 {
		return ""
	}
	s := Count(waiting, "idea waits", "ideas wait") + " for an answer"
	if waiting == 0 {
		s = "Every idea has its answer"
	}
	if carried > 0 {
		s += "; " + Number(carried) + " of " + Number(all) + " led to something"
	}
	return s + "."
}

// PartnersToMeet opens the page of meetings.
func PartnersToMeet(n int) string {
	if n == 0 {
		return "You have talked with everybody in time."
	}
	return "It is time to talk with " + Count(n, "partner", "partners") + "."
}

// MeetingWith is what a meeting without a topic is called.
func MeetingWith(who string) string {
	if who == "" {
		return "Meeting"
	}
	return "Meeting with " + who
}

// WhoCame says who came to a meeting.
func WhoCame(names string) string { return "Came: " + names }

// MailsWritten opens the list of mails.
func MailsWritten(n int) string {
	if n == 0 {
		return ""
	}
	return Count(n, "mail was", "mails were") + " written into the outbox. None of them left this machine."
}

func pick(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// AskFor says which partners might have a talent that nobody has.
func AskFor(partners string) string {
	if partners == "" {
		return ""
	}
	return "ask " + partners
}
