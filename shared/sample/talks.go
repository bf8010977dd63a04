package sample

// meetings is the Meetings tab: held and written down, overdue, cancelled,
// waiting for its notes, agreed, and only proposed (story I).
func meetings(t timeline) []line {
	return byDate([]line{
		{
			"Date": date(t.ago(420)), "Starts": clock(15, 30), "Topic": text("Could the club tutor?"), "Partners": items(club), "Invite": items(librarian, principal),
			"Place": text("Library"), "Status": text("Held"), "Who came": items(librarian, principal, club), "Decisions": text("Begin with three people and one afternoon, then see."),
		},
		{
			"Date": date(t.ago(370)), "Topic": text("Room for the YMCA's tutors"), "Partners": items(ymca), "Invite": items(librarian, deputy),
			"Status": text("Held"), "Who came": items(deputy, assistant, ymca), "Decisions": text("Both partners on the same two afternoons; one sign-in sheet."),
		},
		{
			"Date": date(t.schoolDayBy(t.thriftGift() - 3)), "Starts": clock(14, 0), "Topic": text("Old computers"), "Partners": items(thrift), "Invite": items(librarian, grade5),
			"Place": text("The shop"), "Status": text("Held"), "Who came": items(librarian, grade5, thrift), "Decisions": text("Fifteen machines, drives wiped and signed for, delivered to the back door."),
		},
		{
			"Date": date(t.ago(120)), "Topic": text("What to plant next"), "Partners": items(gardeners), "Invite": items(assistant, grade1),
			"Status": text("Held"), "Who came": items(assistant, grade1, "Edith Marlowe"), "Decisions": text("Peas first. Edith asks Lena at the nursery about trees."),
		},
		// Overdue: they wanted to talk every eight weeks.
		{
			"Date": date(t.ago(84)), "Starts": clock(9, 0), "Topic": text("What the bank could do besides money"), "Partners": items(bank, club), "Invite": items(librarian, principal),
			"Place": text("Cardinal Savings, Main Street"), "Status": text("Held"), "Who came": items(librarian, bank), "Decisions": text("Raymond speaks again; a savings shelf for the library."),
			"Notes": text("Nobody from the office could come."),
		},
		{
			"Date": date(t.ago(66)), "Starts": clock(15, 30), "Topic": text("Half-year talk"), "Partners": items(ymca), "Invite": items(librarian, assistant),
			"Place": text("Library"), "Status": text("Held"), "Who came": items(librarian, assistant, ymca, "Ana Ruiz"), "Decisions": text("Ana brings the names of the neighbors who could help in Spanish."),
		},
		{
			"Date": date(t.ago(48)), "Topic": text("Interns for the next term"), "Partners": items(university), "Invite": items(librarian, deputy),
			"Status": text("Held"), "Who came": items(librarian, deputy, university), "Decisions": text("Two placements; the special project is agreed before the first day."),
			"Minutes": number(45),
		},
		{
			"Date": date(t.ago(34)), "Starts": clock(7, 45), "Topic": text("Tutoring check-in"), "Partners": items(club), "Invite": items(librarian, principal),
			"Place": text("Upstairs at the firehouse"), "Status": text("Held"), "Who came": items(librarian, principal, club, "Ben Coles"), "Decisions": text("Two more tutors by next month, if Thursdays can start at 3:30."),
		},
		{
			"Date": date(t.ago(15)), "Topic": text("Large-print books"), "Partners": items(riverbend), "Invite": items(assistant), "Status": text("Cancelled"),
			"Notes": text("Their bus is being repaired; Walter will call."),
		},
		// Yesterday or so, and nobody has written down yet what came of it.
		{
			"Date": date(t.ago(2)), "Starts": clock(12, 15), "Topic": text("Getting ready for the dogs"), "Partners": items(dogs), "Invite": items(librarian, grade2),
			"Place": text("Library"), "Status": text("Confirmed"), "Agenda": lines("Papers", "Groups of fifteen", "Where Pepper rests"),
		},
		{
			"Date": date(t.ahead(6)), "Starts": clock(15, 30), "Topic": text("Renewing the agreement"), "Partners": items(ymca), "Invite": items(assistant, principal),
			"Place": text("Library"), "Status": text("Confirmed"), "Minutes": number(45), "Agenda": lines("The agreement and its end", "A van for the visit", "Thursdays"),
		},
		{
			"Date": date(t.ahead(16)), "Topic": text("Who could speak, and about what"), "Partners": items(lawyers, university), "Invite": items(assistant, grade5),
		},
		{"Date": date(t.ahead(27)), "Starts": clock(15, 30), "Partners": items(nursery, gardeners), "Invite": items(grade1), "Status": text("Proposed")},
	})
}

// ideas is the Ideas tab: one in every state, from everybody (stories B and J).
func ideas(t timeline) []line {
	return []line{
		{
			"Idea": text("Open the library on Saturday mornings"), "From": text("Frank DeLuca"), "Date": date(t.ago(130)), "Status": text("Not now"),
			"Why": text("There is no custodian on Saturdays before the spring budget. We ask again in March."), "Kind": text("Other"),
		},
		{
			"Idea": text("Homework help in Spanish; the parish neighbors could do it"), "From": text("Ana Ruiz"), "Date": date(t.spanishIdea()), "Status": text("Done"),
			"Why": text("Nine children come on Mondays, and two families stay to read."), "Kind": text("Grow a program"), "Led to": items(spanishHelp, parish),
		},
		{
			"Idea": text("Have the dogs every season"), "From": text("Carl Ostrowski"), "Date": date(t.ago(80)), "Status": text("Done"),
			"Why": text("The next morning is set."), "Kind": text("Grow a program"), "Led to": items(biscuit),
		},
		{
			"Idea": text("A seed library in the old card catalogue"), "From": text("Edith Marlowe"), "Date": date(t.ago(41)), "Status": text("Trying"),
			"Kind": text("Special project"), "Led to": items(seedLibrary),
		},
		{
			"Idea": text("Fractions at the bakery, before opening"), "From": text(grade4), "Date": date(t.ago(31)), "Status": text("Trying"), "Kind": text("Special project"),
		},
		{
			"Idea": text("Record the Riverbend readers for the children who ride the bus"), "From": text(riverbend), "Date": date(t.ago(17)), "Status": text("Talking"), "Kind": text("Grow a program"),
		},
		{
			"Idea": text("A shelf of uniforms to swap"), "From": text("the front office"), "Date": date(t.ago(26)), "Status": text("Not now"),
			"Why": text("The clothing closet at St. Brigid does this already."),
		},
		{
			"Idea": text("Ask the university whether someone could teach a little sign language"), "From": text("Keisha's grandfather"), "Date": date(t.ago(6)), "Kind": text("Recruit"),
		},
		{
			"Idea": text("A repair table for headphones, run by the maker club"), "From": text("Marisol Vega"), "Date": date(t.ago(3)), "Status": text("New"), "Kind": text("Grow a program"),
		},
	}
}

// snacks is a tab of staff's own: whoever signed up to bring something.
func snacks(t timeline) []line {
	return []line{
		{"Day": date(t.ahead(2)), "Who": text("Joan"), "What": text("Clementines")},
		{"Day": date(t.ahead(9)), "Who": text("Theo"), "What": text("Crackers, no nuts")},
		{"Day": date(t.ahead(16)), "Who": text("?")},
	}
}
