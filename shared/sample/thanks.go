package sample

import "shelfmates/shared/schoolyear"

// donations is the Donations tab. Gifts come early in the row of a partner and
// late: some long thanked for, some of this school year and waiting.
func donations(t timeline) []line {
	gift := func(d schoolyear.Day, from, what string, more line) line {
		return line{"Date": date(d), "Partner": text(from), "What": text(what)}.and(more)
	}
	money := func(dollars float64) line { return line{"Value": number(dollars), "Kind": text("Money")} }
	return byDate([]line{
		gift(t.ago(560), aldous, "Thirty picture books, new", line{"Value": number(480), "Name publicly": text("No"), "Promised thanks": items("Receipt letter")}),
		gift(t.ago(470), bakery, "Rolls for the first reading night", line{"Quantity": text("5 dozen")}),
		gift(t.ago(400), dentist, "Toothbrush kits for the book bags", line{"Quantity": text("150")}),
		gift(t.ago(377), townshelf, "Withdrawn picture books for the drive", line{"Quantity": text("6 boxes"), "For": text(bookDrive)}),
		gift(t.ago(350), bakery, "Bread for the volunteers' breakfast", nil),
		gift(t.ago(325), gardeners, "Soil and boards for four raised beds", line{"For": text(garden), "Value": number(310)}),
		gift(t.ago(310), bank, "Money for magnifiers", money(500)),
		gift(t.ago(260), club, "Money for headphones", money(750).and(line{"For": text(tutoring)})),
		gift(t.ago(210), bakery, "Rolls and sheet cakes for the reading night", line{"For": text(readingNight), "Quantity": text("8 dozen")}),
		// Story E begins here, and not with hours.
		gift(t.thriftGift(), thrift, "Used laptops and desktop computers", line{"For": text(makerClub), "Quantity": text("15")}),
		gift(t.ago(170), "Olive Sandoval", "Chess sets that were her husband's", line{"For": text(chess), "Quantity": text("9 boards")}),
		// Typed under the name of a doubled row that has been merged since (story G).
		gift(t.ago(120), gardenersOnce, "Seed packets", line{"Quantity": text("64"), "For": text(garden)}),
		gift(t.ago(110), bank, "Money for a microscope", money(400).and(line{"For": text(makerClub)})),
		gift(t.ago(95), townshelf, "Magazines for cutting and pasting", line{"Quantity": text("about 200")}),
		gift(t.ago(60), lawyers, "Lunch for the speakers of the career talks", line{"For": text(careerTalks)}),
		gift(t.ago(40), riverbend, "Hand-knitted bookmarks", line{"Quantity": text("about 200"), "Name publicly": text("Yes")}),
		gift(t.ago(20), nursery, "Dogwood saplings and mulch", line{"Quantity": text("6 trees"), "For": text(garden)}),
		// Of this school year, and owed: a name that may be said, one that may not,
		// and one that was never asked.
		gift(t.thisYear(18), aldous, "Forty picture books, new", line{"Value": number(640), "Name publicly": text("No"), "Promised thanks": items("Receipt letter")}),
		gift(t.thisYear(12), thrift, "Working keyboards, mice and cables", line{"Quantity": text("2 boxes"), "For": text(makerClub)}),
		gift(t.thisYear(4), bakery, "Six dozen rolls and two sheet cakes", line{"Value": number(145)}),
	})
}

// recognition is the Recognition tab: what was said and done, and two drafts.
// What is owed besides comes in by itself.
func recognition(t timeline) []line {
	done := func(whom, because, channel, status string, d schoolyear.Day, more line) line {
		return line{"For": text(whom), "Because of": text(because), "Channel": text(channel), "Status": text(status), "Done on": date(d)}.and(more)
	}
	page := func(name string) line { return line{"Link": text("https://maplehollow.example/library/" + name)} }
	return []line{
		done(aldous, "Thirty picture books, new", "Receipt letter", "Sent", t.ago(552), nil),
		done(bakery, "Rolls for the first reading night", "Website note", "Published", t.ago(464), page("rolls").and(line{
			"Words": text("Five dozen warm rolls from Rosa's Corner Bakery stood at the door of our first reading night. The children say a book smells better with butter. Thank you, Rosa."),
		})),
		done(bakery, "Rolls for the first reading night", "Social post", "Published", t.ago(463), nil),
		done(dentist, "Toothbrush kits for the book bags", "Email", "No thanks needed", t.ago(390), nil),
		done(gardeners, "Soil and boards for four raised beds", "Email", "Sent", t.ago(318), nil),
		done(bank, "Money for magnifiers", "Email", "Sent", t.ago(301), line{
			"Words": text("Dear Mr. Cho, thirty magnifiers came on Tuesday. The fourth grade has been reading the veins of leaves ever since. Thank you."),
		}),
		done(club, "Money for headphones", "Website note", "Published", t.ago(251), page("headphones").and(line{
			"Words": text("Twenty pairs of headphones, and a quieter room. The Maple Hollow Service Club heard what tutoring sounds like and did something about it."),
		})),
		done("Harriet Lund", "100 hours with us", "Certificate", "Done in person", t.ago(240), nil),
		done(thrift, "Used laptops and desktop computers", "Website note", "Published", t.thriftGift()+8, page("computers").and(line{
			"Words": text("Fifteen computers from Second Turn Thrift are in pieces on our workroom tables, which is exactly where our fifth graders want them."),
		})),
		done(thrift, "Used laptops and desktop computers", "Social post", "Published", t.thriftGift()+9, nil),
		done("Olive Sandoval", "Chess sets that were her husband's", "Letter", "Done in person", t.ago(160), nil),
		done(dogs, "Paws and pages", "Social post", "Published", t.ago(146), line{
			"Words": text("This morning forty-four second graders read to two very patient dogs. Thank you, Gentle Paws."),
		}),
		done("Carl Ostrowski", "The idea of a dog every season", "Email", "Done in person", t.ago(52), nil),
		{
			"For": text(riverbend), "Because of": text("Hand-knitted bookmarks"), "Channel": text("Letter"), "Status": text("Draft"),
			"Words": text("Dear friends at Riverbend, every book that leaves the library this month leaves with one of your bookmarks in it. The blue ones go first."),
		},
		{"For": text("Ana Ruiz"), "Because of": text("The idea of homework help in Spanish"), "Channel": text("Email"), "Status": text("Draft")},
	}
}
