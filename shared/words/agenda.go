package words

import "strings"

// AgendaDecided recalls what was decided.
func AgendaDecided(text string, day, today Date) string {
	return "decided on " + day.Near(today) + ": " + bareLine(text)
}

// AgendaNextStep is the next step as staff wrote it.
func AgendaNextStep(text string, on, today Date) string {
	if on.IsZero() {
		return "next step: " + bareLine(text)
	}
	return "next step, by " + on.Near(today) + ": " + bareLine(text)
}

// AgendaHours says what was given: "41 hours since 9 Sep, 120 student visits".
func AgendaHours(minutes, visits int, since, today Date) string {
	line := WholeHours(minutes) + " since " + since.Near(today)
	if visits > 0 {
		line += ", " + Count(visits, "student visit", "student visits")
	}
	return line
}

// AgendaOutcome says what came of a program.
func AgendaOutcome(program, outcome string) string { return program + ": " + bareLine(outcome) }

// AgendaIdea is an idea on its way, with whose it is.
func AgendaIdea(text, from, status string, since, today Date) string {
	line := "idea: “" + bareLine(text) + "”"
	if from != "" {
		line = "idea of " + from + ": “" + bareLine(text) + "”"
	}
	state := strings.ToLower(status)
	if !since.IsZero() {
		state += ", " + Length(max(0, daysBetween(since, today)))
	}
	return line + " (" + state + ")"
}

// AgendaOwed says how many thank-yous are open, and since when.
func AgendaOwed(n int, oldest, today Date) string {
	return Count(n, "thank-you", "thank-yous") + " owed, the oldest for " + oldest.Near(today)
}

// AgendaThanked says how often thanks were given.
func AgendaThanked(n int, since, today Date) string {
	if n == 1 {
		return "thanked once since " + since.Near(today)
	}
	return "thanked " + Number(n) + " times since " + since.Near(today)
}

// AgendaAgreement says when the agreement ends, or ended.
func AgendaAgreement(until, today Date) string {
	if daysBetween(until, today) > 0 {
		return "agreement ended " + until.Near(today)
	}
	return "agreement ends " + until.Near(today)
}

// AgendaClearance says when somebody's clearance ends, or ended.
func AgendaClearance(who string, until, today Date) string {
	if daysBetween(until, today) > 0 {
		return who + "'s clearance ended " + until.Near(today)
	}
	return who + "'s clearance ends " + until.Near(today)
}

// AgendaNoOffice says that the last meeting had nobody from the office.
func AgendaNoOffice() string { return "nobody from the office came last time; invite the principal?" }

// AgendaNoTeacher says that the last meeting had no teacher.
func AgendaNoTeacher() string { return "no teacher came last time; whose class is it about?" }

// AgendaTalent asks for a talent that the partner offers.
func AgendaTalent(talent string) string {
	return talent + ": they offer it, and nobody here has it yet"
}

// AgendaTalents asks whether the partner knows somebody.
func AgendaTalents(talents []string) string {
	return "do they know somebody for " + List(talents) + "? (Settings, Talents wanted)"
}

// bareLine is a text of the sheet as one line without its full stop.
func bareLine(text string) string {
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), ".;, ")
}
