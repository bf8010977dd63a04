package words

import "strings"

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

// OwedVisitPerhaps says what somebody was to come for, where nobody has written
// that it took place.
func OwedVisitPerhaps(program string, day, today Date) string {
	return "was to come for " + program + " on " + day.Near(today)
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

// PromiseWaits asks what has to be known before there are words, and says in
// which channels thanks were promised.
func PromiseWaits(question string, channels []string, promised bool) string {
	if !promised {
		return question
	}
	lower := make([]string, len(channels))
	for i, c := range channels {
		lower[i] = strings.ToLower(c)
	}
	return question + " Promised: " + List(lower) + "."
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

// InFullTheirs says it where their own page has it.
const InFullTheirs = "In full on their page"

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
const Rest = "It goes on in the Recognition tab."

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
