package words

// This file holds what empty pages teach: what will appear, what makes it
// appear, and one example row of the sheet.

// EmptySchool is said while there is nothing at all.
func EmptySchool() string { return "Here you will see who helps your library, and what comes of it." }

// HowToBegin says what makes it appear.
func HowToBegin() string {
	return "Write one partner into Partners, one person into Volunteers, and one session into Hours. Save, and this page fills."
}

// ExampleHours is a row of Hours.
func ExampleHours() []string { return []string{"2026-11-03", "Tutoring", "Ana Ruiz", "1.5"} }

// NoPartners is said while there is none.
func NoPartners() string { return "Every organization that works with you will have its card here." }

// HowPartnersAppear says what makes partners appear.
func HowPartnersAppear() string {
	return "A row in the tab Partners is enough; only the name is needed. Where the partnership stands is worked out from Hours, Donations and Meetings."
}

// ExamplePartner is a row of Partners.
func ExamplePartner() []string { return []string{"Oak Street Bakery", "Business", "Rosa Lindt"} }

// NoPrograms is said while there is none.
func NoPrograms() string { return "What partners and the school do together will be listed here." }

// HowProgramsAppear says what makes programs appear.
func HowProgramsAppear() string {
	return "A row in the tab Programs is enough. With a date in Starts it runs from that day on; Hours name it in their column Program."
}

// ExampleProgram is a row of Programs.
func ExampleProgram() []string {
	return []string{"Tutoring", "Tutoring", "Lakeside YMCA", "2026-09-14"}
}

// NoVolunteers is said while there is none.
func NoVolunteers() string { return "Everybody who gives time will be listed here." }

// HowVolunteersAppear says what makes volunteers appear.
func HowVolunteersAppear() string {
	return "A row in the tab Volunteers for each person, with the partner they come from. Their hours are added up from the tab Hours."
}

// ExampleVolunteer is a row of Volunteers.
func ExampleVolunteer() []string {
	return []string{"Ana Ruiz", "Lakeside YMCA", "Tutor", "Spanish, reading"}
}

// NoThanksOwed is said while nobody waits for thanks.
func NoThanksOwed(anyBefore bool) string {
	if anyBefore {
		return "Everybody has been thanked."
	}
	return "Whom to thank will appear here, with words ready to use."
}

// GiftsAreHistory says in a school's first days why nobody waits for thanks
// though there are gifts.
func GiftsAreHistory(n int, start, today Date) string {
	verb := " count"
	if n == 1 {
		verb = " counts"
	}
	return Count(n, "gift", "gifts") + " before " + start.Near(today) + verb + " as history; Settings, Thank from, changes that."
}

// HowThanksAppear says what makes thank-yous appear.
func HowThanksAppear() string {
	return "Every donation, milestone, visit, first anniversary and finished project from the day in Thank from on is owed a thank-you, in the channels under Promised thanks."
}

// ExampleGift is a row of Donations.
func ExampleGift() []string {
	return []string{"2026-11-03", "Second Turn Thrift", "12 used computers"}
}

// NoMeetings is said while there is none.
func NoMeetings() string { return "Whom to meet, when, and what was decided will stand here." }

// HowMeetingsAppear says what makes meetings appear.
func HowMeetingsAppear() string {
	return "A row in the tab Meetings with a date ahead is a plan; once Who came or Decisions is filled, it is held. Partners you have not talked with for long are named by themselves."
}

// ExampleMeeting is a row of Meetings.
func ExampleMeeting() []string {
	return []string{"2026-12-01", "15:30", "Lakeside YMCA", "Confirmed"}
}

// NoIdeas is said while there is none.
func NoIdeas() string {
	return "What volunteers and partners suggest will be kept here until it has an answer."
}

// HowIdeasAppear says what makes ideas appear.
func HowIdeasAppear() string {
	return "A row in the tab Ideas: what, and from whom. Its Status and Why are the answer."
}

// ExampleIdea is a row of Ideas.
func ExampleIdea() []string {
	return []string{"Homework help in Spanish", "Ana Ruiz", "2026-11-03"}
}

// NoMails is said while the outbox is empty.
func NoMails() string {
	return "Mails that are written will lie here, to be read as their readers would."
}

// HowMailsAppear says what makes mails appear.
func HowMailsAppear() string {
	return "The weekly digest is written on the Digest day in Settings, for everybody in Team with Weekly digest: Yes. Nothing leaves this machine until you turn mail on."
}

// NoCells is said while every cell could be read.
func NoCells() string { return "Every cell could be read as it was meant." }

// HowCellsAppear says what makes cells to fix appear.
func HowCellsAppear() string {
	return "When a date, a number or a name cannot be read, it is named here and in the column Shelfmates note, with what still counts and the one thing to type."
}
