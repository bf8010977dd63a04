package words

import (
	"strconv"
	"strings"
)

// Thanks is what a thank-you to one reader is made of. What is left at its zero
// value is not said.
type Thanks struct {
	Praise
	Dear   string // how the letter addresses the reader
	On     Date   // when it happened
	Signed string
	Ask    bool // ask whether they may be thanked in public
}

// A Message is a letter in words: what it is about and its paragraphs, parted
// by blank lines.
type Message struct{ Subject, Text string }

// ThankForGift is the letter, or email, for one gift or several.
func ThankForGift(t Thanks) Message {
	what, day := strings.ReplaceAll(t.Given.Text, " their ", " your "), t.On.dayMonth()
	yours := t.Given.Yours()
	subject := "Thank you for " + yours
	if len([]rune(subject)) > 70 {
		subject = "Thank you for your gift to our library"
	}
	opening := choose(t.Variant, []string{
		"Thank you for " + yours + ", which you gave our library on " + day + ".",
		"On " + day + " you " + t.Given.gaveUs() + stop(what) + " Thank you.",
		"This note is about " + day + ", when you " + t.Given.gaveUs() + stop(what) + " Thank you.",
		"There was a good moment here on " + day + ": you " + t.Given.gaveUs() + stop(what) + " Thank you.",
	})
	return t.message(subject, opening, t.giftFollows())
}

func (t Thanks) giftFollows() string {
	g := t.Given
	where := ""
	if t.Program != "" {
		where = g.They() + " " + g.verb("goes", "go") + " to " + t.Program + "."
	}
	if t.Money || !g.Used() {
		return join(where, choose(t.Variant/8+t.Variant, []string{
			"If you would like to see the library on a school day, come by; tell us when, and we will show you around.",
			"You are welcome to come and see what our students are doing with their time here. Tell us which day suits you.",
		}))
	}
	return join(where, choose(t.Variant/8+t.Variant, []string{
		"If you would like to see " + g.them() + " in use, come by; tell us which day suits you, and we will show you around.",
		"Should you be curious what becomes of " + g.them() + ", ask us in a month or two, or come and see.",
		"What children do with " + g.them() + " is best seen here. You are welcome on any school day.",
	}))
}

// ThankForHours is the letter for a milestone.
func ThankForHours(t Thanks) Message {
	hours := Count(t.Hours, "hour", "hours")
	opening := choose(t.Variant, []string{
		"On " + t.On.dayMonth() + " your time with our students passed " + hours + ". Thank you for every one of them.",
		countSpelled(t.Hours, "hour", "hours") + ": that is what you have given our students by now. Thank you.",
		"We keep count, and by " + t.On.dayMonth() + " you had given our students " + hours + ". Thank you.",
	})
	if t.Program != "" {
		opening = join(opening, choose(t.Variant/4+t.Variant, []string{
			"Most of that time went to " + t.Program + ".", "The greater part of it went to " + t.Program + ".",
		}))
	}
	return t.message(hours+" with our students", opening, choose(t.Variant/8+t.Variant, []string{
		"If there is something else you would like to try here, or somebody who might enjoy this as well, tell us.",
		"What should come next? If you have a thought, for yourself or for the students, we would like to hear it.",
	}))
}

// ThankForVisit is the letter after a visit or an event.
func ThankForVisit(t Thanks) Message {
	opening := join(choose(t.Variant, []string{
		"Thank you for coming to our library on " + t.On.dayMonth() + " for " + stop(t.Program),
		"On " + t.On.dayMonth() + " you were our guests for " + stop(t.Program),
	}), t.tookPart(), choose(t.Variant, []string{"", "Thank you for your time."}))
	return t.message("Thank you for coming", opening, choose(t.Variant/8+t.Variant, []string{
		"We would like to have you again. If you already know what you would do differently next time, tell us while it is fresh.",
		"What did you notice that we did not? A line about it would help us prepare the next visit.",
	}))
}

// ThankForYear is the letter for a first anniversary.
func ThankForYear(t Thanks) Message {
	gave := ""
	if t.Minutes > 0 {
		gave = "In that time you gave our students " + WholeHours(t.Minutes) + "."
	}
	opening := join(choose(t.Variant, []string{
		"It is a year since you and our library began to work together.",
		"On " + t.On.dayMonth() + " it was a year that you have been with our library.",
	}), gave, choose(t.Variant, []string{"Thank you for staying.", "Thank you."}))
	return t.message("A year together", opening, choose(t.Variant/8+t.Variant, []string{
		"What should the second year bring? If you have a thought, answer this, or let us find half an hour to talk.",
		"Before the second year fills up by itself: what would you like to do more of, and what less?",
	}))
}

// ThankForProject is the letter when a project came to its end.
func ThankForProject(t Thanks) Message {
	took := t.tookPart()
	if t.Minutes > 0 {
		took = "You gave it " + WholeHours(t.Minutes) + "."
	}
	opening := join(choose(t.Variant, []string{
		UpperFirst(t.Program) + " is done, and it would not have been the same without you.",
		"On " + t.On.dayMonth() + " " + t.Program + " came to its end.",
	}), took, choose(t.Variant, []string{"Thank you.", "Thank you for your part in it."}))
	return t.message("Thank you for "+t.Program, opening, choose(t.Variant/8+t.Variant, []string{
		"If it should go on in some form, or lead to something else, we would like to hear what you have in mind.",
		"What would you keep, and what would you do differently? We would like to know before we plan the next one.",
	}))
}

func (t Thanks) tookPart() string {
	if t.Students == 0 {
		return ""
	}
	return countSpelled(t.Students, "student", "students") + " took part."
}

func (t Thanks) message(subject string, paragraphs ...string) Message {
	text := "Dear " + t.Dear + ","
	if t.Ask {
		paragraphs = append(paragraphs, "One question: may we thank you publicly as well, on our website for example, and under what name? A short answer is enough, and a no is fine.")
	}
	for _, p := range paragraphs {
		text += "\n\n" + p
	}
	return Message{Subject: subject, Text: text + "\n\nWith kind regards,\n" + t.Signed}
}

// ReceiptItem is one gift in a receipt letter.
type ReceiptItem struct {
	On     Date
	What   string // the things, or what the money is for
	Amount string // of money only, as the donor states it
}

// Receipt is the letter that confirms a gift: who, what, which day, and the
// school's own sentence. It says nothing else.
func Receipt(dear, donor, school, signed, sentence string, items []ReceiptItem) Message {
	text := "Dear " + dear + ",\n\nThis letter confirms that " + InSentence(donor) + " gave the following to " + school + ":\n"
	for _, i := range items {
		line := i.What
		switch {
		case i.Amount != "" && i.What != "":
			line = i.Amount + " (" + i.What + ")"
		case i.Amount != "":
			line = i.Amount
		}
		text += "\n- " + i.On.Full() + ": " + line
	}
	if sentence != "" {
		text += "\n\n" + stop(sentence)
	}
	return Message{Subject: "Receipt for your gift", Text: text + "\n\n" + signed}
}

// CertificateOf are the words of a certificate to print: a title, the name, and
// what it is for.
func CertificateOf(name, because, school, signed string, on Date) Message {
	lines := []string{"Certificate of thanks", name, because, school + ", " + on.Full(), signed}
	return Message{Subject: "Certificate of thanks", Text: strings.Join(lines, "\n\n")}
}

// What a certificate says somebody did.
func CertifiedGift(t Thing) string {
	if t.bare() {
		return "gave " + t.Text + " to our library."
	}
	return "gave our library " + stop(t.Text)
}

// CertifiedHours is for a milestone.
func CertifiedHours(hours int) string {
	return "has given the students of our school " + Count(hours, "hour", "hours") + " of time and patience."
}

// CertifiedVisit is for a visit or an event.
func CertifiedVisit(program string) string { return "was our guest for " + stop(program) }

// CertifiedYear is for a first anniversary.
func CertifiedYear() string { return "has worked with our library for a year." }

// CertifiedProject is for a project that came to its end.
func CertifiedProject(program string) string { return "took part in " + stop(program) }

// Signature is who signs where Settings name nobody.
func Signature(signed, school string) string {
	switch {
	case signed != "" && school != "" && !strings.Contains(signed, school):
		return signed + "\n" + school
	case signed != "":
		return signed
	case school != "":
		return "The library of " + school
	}
	return "The school library"
}

// Salutation is how a letter addresses a person: by the first name, where it
// can be told, else as the name was typed.
func Salutation(name string) string {
	first, _, more := strings.Cut(strings.TrimSpace(name), " ")
	switch {
	case !more, strings.ContainsAny(name, ",&/+()"), strings.Contains(name, " and "):
		return name
	case strings.HasSuffix(first, "."), len([]rune(first)) < 3:
		return name
	}
	switch strings.ToLower(first) {
	case "the", "dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sister", "father", "pastor", "rabbi", "coach", "captain", "chief", "officer":
		return name
	}
	return first
}

// BecauseGift is a gift as the Because of column names it.
func BecauseGift(t Thing, on Date) string { return UpperFirst(t.Text) + ", " + on.Short() }

// BecauseHours is a milestone there.
func BecauseHours(hours int, on Date) string {
	return Count(hours, "hour", "hours") + ", " + on.Short()
}

// BecauseYear is a first anniversary there.
func BecauseYear(on Date) string { return "First anniversary, " + on.Short() }

// BecauseProgram is a visit or a finished project there.
func BecauseProgram(program string, on Date) string { return program + ", " + on.Short() }

// dayMonth is a date in a letter: "3 November".
func (d Date) dayMonth() string {
	return d.form(func() string { return strconv.Itoa(d.Day) + " " + d.Month.String() })
}

// SettlesThanks is the note of a row of Recognition that somebody typed: which
// thank-you it settles, named as Because of names it. Where the row has no
// Channel and other channels stay open, by is the one that it settles and left
// are those.
func SettlesThanks(because, by string, left []string) string {
	settles := "Settles the thanks for: " + because
	if by == "" {
		return settles + "."
	}
	return settles + ", as " + by + ". Still open: " + List(left) + ". Fill Channel if another was done."
}

// SettlesNothing is the note of such a row that finds nothing to settle. Open
// are the channels in which name waits for thanks, promised or our own choice.
func SettlesNothing(name string, open []string, promised bool) string {
	switch {
	case len(open) == 0:
		return "Settles nothing: no thank-you was open for " + name + ". This one stands by itself."
	case promised:
		return "Settles nothing: promised to " + name + " and still open is " + List(open) + ". Put what was done into Channel."
	}
	return "Settles nothing: what is open for " + name + " is " + List(open) + ". Put what was done into Channel."
}

// SettlesNothingYet is the note of a row that is dated before everything that
// its recipient waits for, of which because is the first.
func SettlesNothingYet(because string) string {
	return "Settles nothing: what is open came after it, first " + because + ". Check Done on."
}

// DoneOnAhead is the note of a thank-you whose Done on is still to come.
func DoneOnAhead(on Date) string {
	return "Done on is still to come: it counts as thanked from " + on.Full() + "."
}
