package words

// NoLongerAReader says why a planned mail did not leave.
func NoLongerAReader() string { return "Team no longer asks for it at this address." }

// MailReason says why a mail stands where it does, and what is to be done where
// there is something. Reason is the ledger's word for it.
func MailReason(reason string) string {
	switch reason {
	case "lost worker":
		return "The program ended while it was sending this mail. It may have left, so it is not sent again by itself."
	case "not a reader":
		return NoLongerAReader()
	case "refused":
		return "It was refused, for this reader or for what is in it."
	case "unsendable":
		return "It cannot be sent: its reader's address is not one plain address, or a line in it is too long."
	case "later":
		return "It could not leave just now. It is tried again by itself."
	case "no answer":
		return "No answer came, so it may have left. It is not sent again by itself."
	case "not set up":
		return "No mail can leave with the settings as they are. Every mail waits until they are mended."
	case "bad from":
		return "The address that mails come from is not one plain address, like library@school.example. " +
			"Every mail waits until SHELFMATES_MAIL_FROM is mended."
	case "bad reply to":
		return "Reply to in Settings is not one plain address, like library@school.example. Every mail waits until it is mended."
	case "outbox fixed":
		return "No files can be made in the outbox. Check that its folder may be written and that the disk has room. " +
			"Every mail waits until then."
	}
	if text, ofCarrier := carrierReasons[reason]; ofCarrier {
		return text
	}
	return "A newer version of Shelfmates knows why."
}

// LeftOutNoAddress says why somebody who wants a mail gets none.
func LeftOutNoAddress() string { return "Team has no Email for them." }

// LeftOutBadAddress likewise.
func LeftOutBadAddress() string { return "Email in Team is not one plain address." }

// LeftOutSharedAddress says that one mail goes to an address that two share.
func LeftOutSharedAddress() string {
	return "Somebody above in Team has the same address, and gets it there."
}

// WhyDigestGoes says why somebody gets the digest of a day.
func WhyDigestGoes(day Date) string {
	return "Team says Weekly digest: yes, and " + day.WithWeekday() + " is its day."
}

// QuietWeek says why a digest does not go out.
func QuietWeek() string { return "A quiet week: nothing is asked of anyone." }

// SameAsLastWeek likewise.
func SameAsLastWeek() string {
	return "Nothing has changed since the last digest; an unchanged list comes every second week."
}

// TooSoonAfter likewise.
func TooSoonAfter(day Date) string {
	return "It would come within four days of the digest of " + day.WithWeekday() + "."
}

// MailAlready says that a mail has left, or what became of it.
func MailAlready(state string) string {
	switch state {
	case "SENT":
		return "It has been sent already."
	case "CLAIMED":
		return "It is being sent right now."
	case "REFUSED":
		return "It was refused."
	case "UNKNOWN":
		return "It may have left; nobody knows. It is not sent again by itself."
	case "EXPIRED":
		return "It waited for too long."
	}
	return "It was stopped."
}

// VisitAhead is a line of the digest two weeks before a visit.
func VisitAhead(program string, on Date) string {
	return program + " is on " + on.WithWeekday() + "."
}

// OutcomeWanted is a line of the digest after a program came to its end, or a
// visit took place, and nobody has written down what came of it.
func OutcomeWanted(program string, visit bool, on Date) string {
	ended := " came to its end on "
	if visit {
		ended = " was on "
	}
	return UpperFirst(program) + ended + on.WithWeekday() + ". What came of it? A line in Outcome keeps it."
}

// VisitUnsure is that line where nobody has written that the visit took place.
func VisitUnsure(program string, on Date) string {
	return UpperFirst(program) + " was to be on " + on.WithWeekday() + ". " + DidItTakePlace
}

// PlacementHalfway is a line of the digest after somebody has done half of the
// hours required: that is behind, and said so.
func PlacementHalfway(who string, done, required int, on Date) string {
	return who + " passed half-way on " + on.WithWeekday() + ": " + Hours(done) + " of " + Hours(required) + " are done. Ask how it goes."
}

// PlacementEnds is a line of the digest two weeks before a placement ends.
func PlacementEnds(who string, done, required int, on Date) string {
	line := who + "'s placement ends on " + on.WithWeekday() + ": " + Hours(done) + " of " + Hours(required) + " are done"
	return line + ", and a letter with the hours will be wanted. Note what came of it, under Outcome in Programs."
}
