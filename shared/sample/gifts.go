package sample

import (
	"slices"

	"shelfmates/shared/schoolyear"
)

// The gifts that other tabs name.
const (
	thriftGift = "Used laptops and desktop computers"
	bakeryGift = "Six dozen rolls and two sheet cakes"

	firstDayGift = "Backpacks for children who come without one"
	sunflowers   = "Sunflowers for every classroom door"
)

// donations is the Donations tab. Gifts come early in the row of a partner and
// late: some long thanked for, some of this school year and waiting.
func donations(t timeline) []line {
	gift := func(d schoolyear.Day, from, what string, more line) line {
		return line{"Date": date(d), "Partner": text(from), "What": text(what)}.and(more)
	}
	money := func(dollars float64) line { return line{"Value": number(dollars), "Kind": text("Money")} }
	all := []line{
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
		gift(t.thriftGift(), thrift, thriftGift, line{"For": text(makerClub), "Quantity": text("15")}),
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
		gift(t.thisYear(12), thrift, "Used computers", line{"Quantity": text("12"), "For": text(makerClub)}),
		gift(t.thisYear(4), bakery, bakeryGift, line{"Value": number(145)}),
		// Before the first bell, and thanked for.
		gift(t.firstWeek(), club, firstDayGift, line{"Quantity": text("40"), "Value": number(600)}),
		gift(t.firstWeek()+6, gardeners, sunflowers, nil),
	}
	return byDate(slices.DeleteFunc(all, func(l line) bool { return l["Date"].Number > date(t.today).Number }))
}

// firstWeek is the day of this school year on which the first gift came.
func (t timeline) firstWeek() schoolyear.Day { return t.start + 4 }
