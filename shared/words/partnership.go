package words

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The reasons of a stage.

// WhyProspect is the reason of a partnership in which nothing was done yet.
func WhyProspect() string { return "Nothing done together yet." }

// WhyTryingOut is the reason of a partnership in its first term.
func WhyTryingOut(since, today Date) string {
	return "Active in one term of the last twelve months, " + Since(since, today) + "."
}

// WhyRegular is the reason of one that was active in so many of the terms that
// the last twelve months touch, two or more.
func WhyRegular(terms int) string { return activeIn(terms) + "." }

// WhySustained is the reason of one that goes back to an earlier school year,
// "2024–25".
func WhySustained(terms int, earlier string) string {
	return activeIn(terms) + ", and already in " + earlier + "."
}

func activeIn(terms int) string {
	if terms > 2 { // a year is two terms long, and touches three at most
		return "Active in each term of the last twelve months"
	}
	return "Active in two terms of the last twelve months"
}

// WhyQuiet is the reason of one in which nothing was done for twelve months.
func WhyQuiet(last Date) string { return "Quiet since " + last.MonthYear() + "." }

// WhyTyped is the reason of a stage that stands in the sheet, where the rows
// alone say another or the same.
func WhyTyped(stage, worked string) string {
	if stage == worked {
		return "Set in the sheet, and the rows say the same."
	}
	return "Set in the sheet. The rows alone would say " + worked + "."
}

// The events of a partner's story. Each is one sentence. What staff typed goes
// in as they typed it, without the full stop at its end.

// WasIntroduced tells who brought a partner.
func WasIntroduced(partner, by string) string {
	return asSentence(by, "introduced", InSentence(partner))
}

// CameFromIdea tells whose idea led to a partner.
func CameFromIdea(partner, by, idea string) string {
	if by == "" {
		by = "Somebody"
	}
	return asSentence(by, "suggested", "“"+bare(idea)+"”, which led to", InSentence(partner))
}

// BeganTogether tells that a partnership began.
func BeganTogether(partner string) string {
	return asSentence(partner, "became a partner of the school")
}

// A GiftTold is a gift as a story needs it.
type GiftTold struct {
	What     string // as typed
	Quantity string // as typed
	Money    bool
	For      string // the program it was for; may be empty
}

// thing is the gift in running text, without a price.
func (g GiftTold) thing() string {
	if g.Money {
		return MoneyGiven(g.What).Text
	}
	return ThingGiven(g.What, g.Quantity).Text
}

// GaveWhat tells of a gift, and for which program unless the gift says so.
func GaveWhat(partner string, gift GiftTold) string {
	what := gift.thing()
	if gift.For != "" && !strings.Contains(what, " for ") {
		what += " for " + InProse(gift.For)
	}
	return asSentence(partner, "gave", what)
}

// WasThanked tells through which channel a partner was thanked, and for what.
func WasThanked(partner, channel, what string) string {
	how := map[string]string{
		"Website note": "with a note on the website", "Social post": "with a post", "Email": "by email",
		"Receipt letter": "with a receipt letter", "Letter": "with a letter", "Certificate": "with a certificate",
	}[channel]
	if what = bare(what); what != "" {
		how += ": “" + what + "”"
	}
	return asSentence(partner, "was thanked", how)
}

// VolunteerJoined tells of somebody who came from a partner, as a tutor or in
// another role.
func VolunteerJoined(volunteer, partner, role string) string {
	if role = strings.ToLower(bare(role)); role != "" && role != "other" {
		article := "as a"
		if strings.ContainsRune("aeiou", rune(role[0])) {
			article = "as an"
		}
		return asSentence(volunteer, "came from", InSentence(partner), article, role)
	}
	return asSentence(volunteer, "came from", InSentence(partner))
}

// GaveFirstHours tells of a partner's first session: who came, alone or empty,
// in which program, and with how many students.
func GaveFirstHours(partner, who, program string, students int) string {
	if program = InSentence(program); program == "" {
		program = "library help"
	}
	with := ""
	if students > 0 {
		with = "with " + Count(students, "student", "students")
	}
	if who == "" {
		who = partner
	} else {
		who += " (" + InSentence(partner) + ")"
	}
	if with != "" {
		program += ","
	}
	return asSentence(who, "gave the first hours, in", program, with)
}

// GaveThenJoined tells that a giver became more than that, and how many days
// after the first gift.
func GaveThenJoined(partner string, gift GiftTold, days int) string {
	return asSentence(partner, "first gave", gift.thing()+",", "and joined in", Length(days), "later")
}

// ProgramBegan tells that a program began, and what it grew from.
func ProgramBegan(program, from string) string {
	if from != "" {
		return asSentence(program, "began: it grew from", InSentence(from))
	}
	return asSentence(program, "began")
}

// ProgramEnded tells that a program finished, for how many students, and what
// came of it.
func ProgramEnded(program string, students int, outcome string) string {
	return cameOf(program+" finished", students, outcome)
}

// TookPlace tells of a program of one day.
func TookPlace(program string, students int, outcome string) string {
	return cameOf(program+" took place", students, outcome)
}

func cameOf(what string, students int, outcome string) string {
	if students > 0 {
		what += " with " + Count(students, "student", "students")
	}
	told := asSentence(what)
	if outcome = bare(outcome); outcome != "" {
		told += " " + asSentence(outcome)
	}
	return told
}

// MetAbout tells of a meeting, its topic and what was decided.
func MetAbout(partner, topic, decisions string) string {
	about := ""
	if topic = bare(topic); topic != "" {
		about = ": “" + topic + "”"
	}
	told := asSentence("A meeting with", InSentence(partner)+about)
	if decisions = bare(decisions); decisions != "" {
		told += " Decided: " + asSentence(decisions)
	}
	return told
}

// HadIdea tells who suggested what, and what it led to.
func HadIdea(who, idea, ledTo string) string {
	if ledTo != "" {
		return asSentence(who, "suggested", "“"+bare(idea)+"”, which led to", InSentence(ledTo))
	}
	return asSentence(who, "suggested", "“"+bare(idea)+"”")
}

// PassedMark tells that a volunteer passed a mark of hours.
func PassedMark(who string, hours int) string {
	return asSentence(who, "passed", Count(hours, "hour", "hours"))
}

// BecameRegular tells that a partnership reached its second term.
func BecameRegular(partner string) string { return asSentence(partner, "became a regular partner") }

// BecameSustained tells that a partnership went on into another school year.
func BecameSustained(partner string) string {
	return asSentence(partner, "became a sustained partner: active in more than one school year")
}

// WentQuiet tells of the last time before a year without anything.
func WentQuiet() string { return "After that it was quiet for a time." }

// CameBack tells that a partner returned, after so many days.
func CameBack(partner string, days int) string {
	return asSentence(partner, "came back after", Length(days))
}

// The value of time, which never stands alone.

// TimeValue tells what hours would be worth, at which rate, and whose rate it
// is: "would be worth $22,118 at $36.14 an hour (2025, Independent Sector)".
func TimeValue(cents, rate int64, source string) string {
	return "would be worth " + WholeMoney(cents) + " at " + Money(rate) + " an hour (" + bare(source) + ")"
}

// TheirTime opens the overview's line on the value of hours; what is what
// TimeValue says. Where the hours are rounded elsewhere it says them to the
// minute, so that whoever multiplies finds the same.
func TheirTime(minutes int, what string) string {
	if WholeHours(minutes) != Hours(minutes) && minutes%60 != 0 {
		return "Their " + Hours(minutes) + " " + what + "."
	}
	return "Their time " + what + "."
}

// StaleRate warns of a rate that has become old.
func StaleRate(year int) string {
	return "The value of an hour is of " + strconv.Itoa(year) + ". Type a newer one in Settings, with its year and source."
}

// Dependence tells how much of the hours come from one partner or person.
func Dependence(name string, part, all int) string {
	return asSentence(name, "gives", Percent(part, all), "of all hours") + " Who else could share the work?"
}

// asSentence joins what is not empty with spaces, begins with a capital and ends
// with one full stop.
func asSentence(parts ...string) string {
	s := Capital(strings.Join(nonEmpty(parts...), " "))
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s // "Acme Inc."
	}
	return s + "."
}

// Capital returns s with a capital at its start, for the beginning of a
// sentence.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// bare is a text as it stands inside a sentence: on one line, without spaces
// around it and without the full stop at its end.
func bare(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".; ")
}
