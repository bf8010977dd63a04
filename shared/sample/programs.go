package sample

import (
	"strings"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// The programs that other tabs name.
const (
	tutoring     = "After-school tutoring"
	spanishHelp  = "Homework help in Spanish"
	makerClub    = "Maker club"
	welcome      = "Family welcome corner"
	twoLanguages = "Labels in two languages"
	pocketPoems  = "A poem in your pocket"
	bookTalks    = "Book talks on tape"
	biscuit      = "A morning with Biscuit"
	pawsAndPages = "Paws and pages"
	garden       = "Reading garden"
	grandparents = "Reading grandparents"
	chess        = "Chess at lunch"
	kickoff      = "Summer reading kickoff"
	readingNight = "Family reading night"
	careerTalks  = "Career talks"
	seedLibrary  = "Seed library"
	bookDrive    = "Winter book drive"
	fireTruck    = "Story time on the fire truck"
)

// visit is the day of the dogs' next morning at the school.
func (t timeline) visit() schoolyear.Day { return t.ahead(11) }

// thriftGift is the day on which the used computers came.
func (t timeline) thriftGift() schoolyear.Day { return t.ago(250) }

// makerStart is the first Friday of the club that opens them up.
func (t timeline) makerStart() schoolyear.Day {
	d := weekdayFrom(t.thriftGift()+21, time.Friday)
	for !t.calendar.SchoolDay(d) {
		d += 7
	}
	return d
}

// spanishStart is the first Monday of the homework help in Spanish, and
// spanishIdea the day on which a tutor thought of it.
func (t timeline) spanishStart() schoolyear.Day { return t.weekly(time.Monday, 6)[0] }

func (t timeline) spanishIdea() schoolyear.Day { return t.schoolDayBy(t.spanishStart() - 40) }

// tutoringStart is the first Tuesday of October of the last school year.
func (t timeline) tutoringStart() schoolyear.Day {
	y, _, _ := t.start.Date()
	return weekdayFrom(schoolyear.MakeDay(y-1, time.October, 5), time.Tuesday)
}

// programs is the Programs tab.
func programs(t timeline) []line {
	p := func(name, kind string, more line) line {
		return line{"Program": text(name), "Kind": text(kind)}.and(more)
	}
	day := func(d schoolyear.Day) line { return line{"Starts": date(d), "Ends": date(d)} }
	y, _, _ := t.start.Date()
	return []line{
		p(tutoring, "Tutoring", line{
			"Partners": items(club, ymca), "Teacher": items(grade3, grade4), "Administrator": text(principal),
			"Starts": date(t.tutoringStart()), "Status": text("Running"), "Students served": number(18),
			"Outcome": text("Eleven of eighteen moved up a reading level by spring."),
			"Meets":   text("Tuesdays and Thursdays, 3:15 to 4:15"), "Grade or group": text("3-5"),
			"Goal": text("Every child who asks has a tutor twice a week."), "Also known as": items("Tutoring"),
		}),
		p(spanishHelp, "Tutoring", line{
			"Partners": items(parish), "Teacher": text(grade3), "Starts": date(t.spanishStart()),
			"Students served": number(9), "Meets": text("Mondays, 3:15"), "Grade or group": text("2-4"),
			"Goal": text("Homework in the language that is spoken at home."), "Grew from": text(tutoring),
		}),
		p(makerClub, "Maker space or club", line{
			"Partners": items(thrift, university), "Teacher": text(grade5), "Administrator": text(deputy),
			"Starts": date(t.makerStart()), "Students served": number(14),
			"Outcome": text("Fifteen computers opened, nine running again, two of them in the library now."),
			"Meets":   text("Fridays, 3:15"), "Grade or group": text("4-5"), "Goal": text("Know what is inside, and not be afraid of it."),
		}),
		p(welcome, "Internship", line{
			"Partners": items(university), "Administrator": text(deputy), "Starts": date(t.internStart(socialWork)), "Ends": date(t.ahead(12)),
			"Students served": number(31), "Goal": text("A corner where a new family is greeted in its own words. Priya's special project."),
		}),
		p(twoLanguages, "Special project", line{
			"Partners": items(university), "Teacher": text(grade1), "Starts": date(t.internStart(libraryScience)), "Ends": date(t.ahead(70)),
			"Goal": text("Shelf labels and 200 catalogue cards in English and Spanish. Jonah's special project."),
		}),
		p(pocketPoems, "Special project", line{
			"Partners": items(university), "Teacher": text(grade4), "Administrator": text(principal),
			"Starts": date(t.internStart(education)), "Ends": date(t.ago(30)), "Status": text("Finished"), "Students served": number(46),
			"Book or unit": text("Poetry, grade 4"), "Goal": text("Each child carries one poem and can say it. Grace's special project."),
		}),
		p(bookTalks, "Special project", line{
			"Partners": items(university), "Teacher": text(grade5), "Administrator": text(deputy), "Starts": date(t.internStart(tape)), "Ends": date(t.ago(290)),
			"Status": text("Finished"), "Students served": number(22), "Outcome": text("Thirty-one recordings; the bus riders listen to them."),
		}),
		p(biscuit, partnership.VisitKind, day(t.visit()).and(line{
			"Partners": items(dogs), "Teacher": items(grade2, grade1), "Administrator": text(principal), "Students served": number(45),
			"Book or unit": text("Fred Stays with Me! by Nancy Coffelt"), "Grade or group": text("1-2"), "Meets": text("9:00 to 11:30, library"),
			"Student questions": lines(
				"Does Biscuit know which house is home?",
				"What does a dog do when two people call?",
				"How did you learn to be a helper dog?",
				"Does Pepper like being read to, or is he being polite?",
			),
			"Checklist": lines(
				"[x] Handlers' clearances on file", "[x] Letter to families, with the allergy question",
				"[ ] Insurance letter from Gentle Paws", "[ ] Vaccination records for both dogs", "[ ] Rug and water bowl",
			),
			"Grew from": text(pawsAndPages),
		})),
		p(pawsAndPages, partnership.VisitKind, day(t.ago(150)).and(line{
			"Partners": items(dogs), "Teacher": text(grade2), "Administrator": text(principal), "Status": text("Finished"),
			"Students served": number(44), "Outcome": text("Two children who do not read aloud read aloud, to Pepper."),
			"Book or unit": text("Fred Stays with Me! by Nancy Coffelt"), "Grade or group": text("2"),
		})),
		p(garden, "Special project", line{
			"Partners": items(gardeners), "Teacher": text(grade1), "Starts": date(t.weekly(time.Tuesday, 30)[0]), "Students served": number(60),
			"Meets": text("Every third Tuesday, 8:45"), "Outcome": text("Four raised beds, one bench, and a wall of peas."),
		}),
		p(grandparents, "Reading", line{
			"Partners": items(riverbend), "Teacher": text(grade2), "Administrator": text(principal),
			"Starts": date(t.grandparentsStart()), "Status": text("Running"), "Students served": number(22),
			"Meets": text("Wednesdays, 10:00"), "Grade or group": text("2"),
		}),
		p(chess, "Mentoring", line{"Teacher": text(grade5), "Starts": date(t.weekly(time.Friday, 44)[0]), "Students served": number(16), "Meets": text("Fridays at lunch")}),
		p(kickoff, "Reading", line{
			"Partners": items(townshelf), "Teacher": items(grade1, grade4), "Administrator": text(principal),
			"Starts": date(kickoffDay(y - 1)), "Ends": date(kickoffDay(y - 1)), "Status": text("Finished"), "Students served": number(120),
			"Outcome": text("Eighty-four library cards issued in one afternoon."),
		}),
		p(readingNight, partnership.VisitKind, day(t.ago(33)).and(line{
			"Partners": items(bakery, townshelf), "Teacher": text(grade4), "Administrator": text(principal), "Status": text("Finished"),
			"Students served": number(71), "Outcome": text("Seventy-one children came, with forty grown-ups; nobody wanted to go home."),
		})),
		p(careerTalks, partnership.VisitKind, day(t.ahead(34)).and(line{
			"Partners": items(lawyers, bank), "Teacher": text(grade5), "Status": text("Planned"), "Grade or group": text("5"),
		})),
		p(bookDrive, "Materials drive", line{
			"Partners": items(townshelf, club), "Administrator": text(deputy), "Teacher": text(grade3), "Starts": date(t.ago(380)), "Ends": date(t.ago(366)),
			"Status": text("Finished"), "Students served": number(150), "Outcome": text("312 books went home with 150 children."),
		}),
		p(fireTruck, partnership.VisitKind, day(t.ago(460)).and(line{
			"Partners": items(firehouse), "Teacher": text(grade1), "Administrator": text(principal), "Status": text("Finished"),
			"Students served": number(58), "Outcome": text("The best-attended story time we have had."),
		})),
		p(seedLibrary, "Other", line{
			"Partners": items(nursery, gardeners), "Status": text("Idea"), "Goal": text("Borrow seeds in spring, bring seeds back in fall, from the old card catalogue."),
		}),
	}
}

// lines is a long text, one thing a line.
func lines(of ...string) sheet.Cell { return text(strings.Join(of, "\n")) }

// kickoffDay is the day of the summer reading kickoff in the school year that
// starts in the calendar year y: a Wednesday in May.
func kickoffDay(y int) schoolyear.Day {
	return weekdayFrom(schoolyear.MakeDay(y+1, time.May, 14), time.Wednesday)
}

// grandparentsStart is a Wednesday early in the last school year.
func (t timeline) grandparentsStart() schoolyear.Day {
	y, _, _ := t.start.Date()
	return weekdayFrom(schoolyear.MakeDay(y-1, time.September, 8), time.Wednesday)
}
