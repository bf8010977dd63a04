package sample

import (
	"time"

	"shelfmates/shared/schoolyear"
)

// The partners, in the order of their rows.
const (
	club       = "Maple Hollow Service Club"
	ymca       = "Lakeside YMCA"
	university = "Larkin State University"
	bakery     = "Rosa's Corner Bakery"
	thrift     = "Second Turn Thrift"
	dogs       = "Gentle Paws Therapy Dogs"
	bank       = "Cardinal Savings Bank"
	gardeners  = "Maple Hollow Garden Club"
	nursery    = "Three Oaks Nursery"
	parish     = "St. Brigid Parish Neighbors"
	aldous     = "The Aldous family"
	townshelf  = "Maple Hollow Public Library"
	firehouse  = "Fire Station 4"
	riverbend  = "Riverbend Retirement Village"
	bookshop   = "Pages & Co. Books"
	lawyers    = "Bell, Hart & Daughters" // a name with a comma in it
	dentist    = "Brightline Dental"
)

// gardenersOnce is what the garden club was called in a doubled row that has
// been merged since; a gift still stands under it.
const gardenersOnce = "Garden Club of Maple Hollow"

// partners is the Partners tab. Every row says whom to ask and what comes next,
// so that somebody else could take over tomorrow (story K); who introduced whom
// makes a tree three levels deep (story G).
func partners(t timeline) []line {
	since := func(yearsAgo int, m time.Month, d int) schoolyear.Day {
		y, _, _ := t.start.Date()
		return schoolyear.MakeDay(y-yearsAgo, m, d)
	}
	return []line{
		{
			"Partner": text(club), "Kind": text("Service club"),
			"Contact": text("Harold Beckett"), "Email": mailbox("Harold Beckett"), "Phone": phone(14),
			"Last talked": date(t.spoke(9)), "Next step": text("Ask whether two more members could take Thursdays"), "Next step on": date(t.ahead(8)),
			"OK to thank publicly": text("Yes"), "Promised thanks": items("Website note"),
			"Notes":          text("They meet on the first Tuesday, upstairs at the firehouse. Harold would rather be called than mailed."),
			"Second contact": text("Harriet Lund"), "Second email": mailbox("Harriet Lund"), "Website": text("https://mhserviceclub.example"),
			"Since": date(since(2, time.January, 12)), "Introduced by": text(principal), "Credit as": text("the Maple Hollow Service Club"),
			"Talk every": number(8), "Agreement until": date(t.today + 290), "School lead": text(librarian),
			"Offers": items("Tutors", "Small grants"),
		},
		{
			"Partner": text(ymca), "Kind": text("Nonprofit"),
			"Contact": text("Denise Fowler"), "Email": mailbox("Denise Fowler"), "Phone": phone(22),
			"Next step": text("Renew the agreement, and ask about a van for the visit"), "Next step on": date(t.ahead(5)),
			"OK to thank publicly": text("Yes"), "Promised thanks": items("Social post"),
			"Notes": text("Denise plans staff six weeks ahead, so ask early. The van needs two weeks' notice."),
			"Since": date(since(1, time.October, 5)), "Introduced by": text(deputy), "Also known as": items("the Y", "YMCA of Lakeside"),
			"Social handle": text("@lakesideymca"), "Agreement until": date(t.today + 41), "School lead": text(assistant),
			"Offers": items("Tutors", "Van", "Gym for rainy days"),
		},
		{
			"Partner": text(university), "Kind": text("University or college"),
			"Contact": text("Dr. Paul Iverson"), "Email": text("fieldoffice@larkinstate.example"), "Phone": phone(31),
			"Last talked": date(t.spoke(20)), "Next step": text("Send mid-point notes for both interns"), "Next step on": date(t.ahead(3)),
			"OK to thank publicly": text("Yes"),
			"Notes":                text("Three field offices, one mailbox. Social work wants its form signed by a supervisor with five years in the school."),
			"Second contact":       text("Anita Kessler, education"), "Second email": mailbox("Anita Kessler"),
			"Since": date(since(2, time.February, 2)), "Credit as": text("Larkin State University"),
			"Agreement until": date(t.today + 210), "School lead": text(librarian), "Offers": items("Interns", "Campus tour"),
		},
		{
			"Partner": text(bakery), "Kind": text("Business"),
			"Contact": text("Rosa Delgado"), "Email": mailbox("Rosa Delgado"), "Phone": phone(8),
			"Last talked": date(t.spoke(6)), "Next step": text("Tell her the date of the spring reading night"), "Next step on": date(t.ahead(12)),
			"OK to thank publicly": text("Yes"), "Promised thanks": items("Website note", "Social post"),
			"Notes": text("Closed on Mondays. She gives in return for a note on our website and a post, and she reads both."),
			"Since": date(since(2, time.March, 20)), "Introduced by": text("Ruth Abernathy"), "Social handle": text("@rosascorner"),
			"School lead": text(assistant), "Offers": items("Bread on Fridays", "Sheet cakes"),
		},
		{
			"Partner": text(thrift), "Kind": text("Nonprofit"),
			"Contact": text("Gil Navarro"), "Email": mailbox("Gil Navarro"), "Phone": phone(45),
			"Last talked": date(t.thisYear(12)), "Next step": text("Ask for two more laptops that still start"), "Next step on": date(t.ahead(20)),
			"OK to thank publicly": text("Yes"), "Promised thanks": items("Website note", "Social post"),
			"Notes": text("Drives are wiped before anything leaves the shop; Gil signs for it."),
			"Since": date(t.schoolDayBy(t.thriftGift() - 10)), "Also known as": items("2nd Turn Thrift"), "Introduced by": text(grade5),
			"School lead": text(librarian), "Offers": items("Used computers", "Tools"),
		},
		{
			"Partner": text(dogs), "Kind": text("Health or therapy"),
			"Contact": text("Joyce Pemberton"), "Email": mailbox("Joyce Pemberton"), "Phone": phone(53),
			"Last talked": date(t.spoke(11)), "Next step": text("Get the insurance letter for this visit"), "Next step on": date(t.ahead(2)),
			"OK to thank publicly": text("Yes"), "Promised thanks": items("Social post"),
			"Notes": text("Biscuit needs a rug and a door that closes. No more than fifteen children at a time."),
			"Since": date(since(2, time.April, 14)), "School lead": text(librarian), "Offers": items("Visits with dogs"),
		},
		{
			"Partner": text(bank), "Kind": text("Business"),
			"Contact": text("Raymond Cho"), "Email": mailbox("Raymond Cho"), "Phone": phone(60),
			"Next step":     text("Ask under what name we may thank them"),
			"Notes":         text("Gifts go through the community desk in January and July."),
			"Since":         date(since(1, time.September, 15)),
			"Introduced by": text(club), "Talk every": number(8), "School lead": text(librarian),
			"Offers": items("Speakers", "Small grants"),
		},
		{
			"Partner": text(gardeners), "Kind": text("Nonprofit"),
			"Contact": text("Edith Marlowe"), "Email": mailbox("Edith Marlowe"), "Phone": phone(64),
			"Last talked": date(t.spoke(70)), "Next step": text("Walk the beds together before planting"), "Next step on": date(t.ago(4)),
			"OK to thank publicly": text("Yes"), "Notes": text("Edith keeps the key to the shed."),
			"Since": date(since(2, time.April, 2)), "Introduced by": text(club), "Also known as": items(gardenersOnce),
			"School lead": text(assistant), "Offers": items("Gardeners", "Seeds"),
		},
		{
			"Partner": text(nursery), "Kind": text("Business"),
			"Contact": text("Lena Fischer"), "Email": mailbox("Lena Fischer"), "Phone": phone(65),
			"Last talked": date(t.spoke(20)), "Next step": text("Show Lena the reading garden"), "Next step on": date(t.ahead(9)),
			"Notes": text("Came once with saplings; would like to do more."),
			"Since": date(t.ago(20)), "Introduced by": text(gardeners), "School lead": text(assistant), "Offers": items("Trees", "Mulch"),
		},
		{
			"Partner": text(parish), "Kind": text("Faith group"),
			"Contact": text("Carmen Ortiz"), "Email": mailbox("Carmen Ortiz"), "Phone": phone(71),
			"Last talked": date(t.spoke(13)), "Next step": text("Find a second room for Mondays"), "Next step on": date(t.ahead(6)),
			"OK to thank publicly": text("Yes"), "Notes": text("They come as neighbors, not as a church: no leaflets, and nobody asked them."),
			"Since": date(t.schoolDayBy(t.spanishStart() - 14)), "Introduced by": text("Ana Ruiz"), "School lead": text(librarian), "Offers": items("Homework help in Spanish"),
		},
		{
			"Partner": text(aldous), "Kind": text("Individual"),
			"Contact": text("Margaret Aldous"), "Email": mailbox("Margaret Aldous"), "Phone": phone(77),
			"Last talked": date(t.spoke(18)), "Next step": text("Send the receipt, and a photograph of the shelf without children in it"), "Next step on": date(t.ahead(4)),
			"OK to thank publicly": text("No"), "Promised thanks": items("Receipt letter"),
			"Notes": text("Please no name anywhere. Gives every year, in memory of a teacher."),
			"Since": date(since(2, time.November, 30)), "School lead": text(librarian),
		},
		{
			"Partner": text(townshelf), "Kind": text("Government"),
			"Contact": text("Iris Campbell"), "Email": mailbox("Iris Campbell"), "Phone": phone(80),
			"Last talked": date(t.spoke(28)), "Next step": text("Agree on the summer reading list"), "Next step on": date(t.ahead(30)),
			"OK to thank publicly": text("Yes"), "Promised thanks": items("Website note"),
			"Notes": text("Iris can issue library cards on the spot when parents come."),
			"Since": date(since(2, time.February, 10)), "School lead": text(assistant), "Offers": items("Library cards", "Story times"),
		},
		{
			"Partner": text(firehouse), "Kind": text("Government"),
			"Contact": text("Captain Luis Medina"), "Email": text("station4@maplehollowfire.example"), "Phone": phone(86),
			"OK to thank publicly": text("Yes"), "Next step": text("Write in spring; they were glad to come"),
			"Notes": text("One story time on the truck, and then a long winter of calls."), "School lead": text(assistant),
		},
		{
			"Partner": text(riverbend), "Kind": text("Other"),
			"Contact": text("Walter Nygaard"), "Email": mailbox("Walter Nygaard"), "Phone": phone(90),
			"Last talked": date(t.spoke(7)), "Next step": text("Order large-print copies for the readers"), "Next step on": date(t.ahead(14)),
			"OK to thank publicly": text("Yes"), "Notes": text("The bus brings five to seven of them on Wednesdays."),
			"Since": date(since(1, time.September, 9)), "School lead": text(assistant), "Offers": items("Readers", "Knitting"),
		},
		{
			"Partner": text(bookshop), "Kind": text("Business"),
			"Contact": text("Nadia Rahimi"), "Email": mailbox("Nadia Rahimi"), "Phone": phone(93),
			"Last talked": date(t.spoke(16)), "Next step": text("Send her our wish list for the book fair"), "Next step on": date(t.ahead(7)),
			"Introduced by": text("Iris Campbell"), "School lead": text(librarian), "Notes": text("Interested, nothing agreed yet."),
		},
		{
			"Partner": text(lawyers), "Kind": text("Business"),
			"Contact": text("Judith Hart"), "Email": mailbox("Judith Hart"), "Phone": phone(96),
			"Next step": text("Ask who could speak at the career talks"), "Next step on": date(t.ahead(10)),
			"Introduced by": text(bank), "School lead": text(assistant), "Notes": text("Judith has twins in third grade."),
		},
		{
			"Partner": text(dentist), "Kind": text("Health or therapy"), "Stage": text("Paused"),
			"Contact": text("Dr. Amit Sen"), "Email": text("office@brightlinedental.example"), "Phone": phone(98),
			"Next step": text("Ask again when they have moved"), "Notes": text("Moving offices this year."),
			"School lead": text(assistant), "OK to thank publicly": text("Yes"), "Send thanks": text("No"),
		},
	}
}
