package words

// A When is a day, with its time where one is known, as a digest tells it.
type When struct {
	Day     Date
	Minutes int // since midnight
	Timed   bool
}

// Mark opens a line on what is then: "Today 15:30", "Wed 2 Dec".
func (w When) Mark(today Date) string { return UpperFirst(w.short(today, "")) }

// MarkBy opens a line on what is to be done by then: "By Wed 2 Dec", "Today".
func (w When) MarkBy(today Date) string {
	if w.Day == today {
		return w.Mark(today)
	}
	return "By " + w.Day.WithWeekday()
}

// Marked puts before a line what opens it: "By Wed 2 Dec: Call them."
func Marked(mark, text string) string {
	if mark == "" {
		return text
	}
	return mark + ": " + text
}

// short is the time within a sentence, after before and never before today:
// "today 15:30", "on Wed 2 Dec 07:45".
func (w When) short(today Date, before string) string {
	day := before + w.Day.WithWeekday()
	if w.Day == today {
		day = "today"
	}
	if w.Timed {
		day += " " + Clock(w.Minutes)
	}
	return day
}

// MeetingAhead is a meeting of the coming days: what it is about, with whom, and
// whether it was confirmed.
func MeetingAhead(name string, with []string, confirmed bool) string {
	line := meetingWith(name, with)
	if !confirmed {
		line += " (not confirmed yet)"
	}
	return line
}

// MeetingInShort is that meeting in a list of several things: with whom, else
// what about, and when.
func MeetingInShort(name string, with []string, when When, today Date) string {
	what := "“" + bareLine(name) + "”"
	if len(with) > 0 {
		what = FirstOf(inSentence(with), 2)
	}
	return what + " " + when.short(today, "on ")
}

// MeetingUnheld asks about a meeting whose day has passed without a word.
func MeetingUnheld(name string, with []string, on Date) string {
	if len(with) > 0 {
		name = meetingWith(name, with) + ","
	}
	return UpperFirst(name) + " was to be on " + on.WithWeekday() + ". Was it held? Fill Who came."
}

func meetingWith(name string, with []string) string {
	if len(with) == 0 {
		return bareLine(name)
	}
	return bareLine(name) + ", with " + FirstOf(inSentence(with), 3)
}

func inSentence(names []string) []string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = InSentence(n)
	}
	return all
}

// StepAhead is a partner's next step, as staff wrote it.
func StepAhead(step, partner string) string {
	return bareLine(step) + " (" + InSentence(partner) + ")"
}

// StepInShort is that step in a list of several things.
func StepInShort(partner string, by When, today Date) string {
	return "the next step with " + InSentence(partner) + " " + by.short(today, "by ")
}

// StepBehind asks about a next step whose day has passed.
func StepBehind(step, partner string) string { return StepAhead(step, partner) + ". Is it done?" }

// VisitInWeek is a visit of the coming days, with whom.
func VisitInWeek(program string, with []string) string { return meetingWith(program, with) }

// VisitInShort is that visit in a list of several things.
func VisitInShort(program string, when When, today Date) string {
	return InProse(program) + " " + when.short(today, "on ")
}
