package sample

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// recognition is the Recognition tab of a school that thanks: what was said and
// done in the last two years, in its order, and last the draft that waits for
// somebody to read it. What is owed besides comes in by itself: a gift of
// computers with the note and the post that were promised, the post for the
// bakery, an intern's hundred hours, and a receipt that is late.
func recognition(t timeline) []line {
	all := slices.Concat(forGifts(t), forTimeTogether(t), forIdeas(t), forHours(t))
	slices.SortStableFunc(all, func(a, b thanks) int { return cmp.Compare(a.done, b.done) })
	var rows []line
	for _, one := range all {
		rows = append(rows, one.line())
	}
	return append(rows, line{
		"For": text(bakery), "Because of": text(bakeryGift), "Channel": text("Website note"), "Status": text("Draft"),
		"Words": text("Six dozen rolls and two sheet cakes from Rosa's Corner Bakery came through the library door this week, still warm. Second grade wrote the thank-you cards in frosting colors. Thank you, Rosa."),
	})
}

// A thanks is one row of what was done.
type thanks struct {
	whom, because, channel, status string
	done                           schoolyear.Day
	words, page                    string // page: its name on the library's website
}

func (k thanks) line() line {
	l := line{
		"For": text(k.whom), "Because of": text(k.because), "Channel": text(k.channel), "Status": text(k.status), "Done on": date(k.done),
	}
	if k.words != "" {
		l["Words"] = text(k.words)
		l["Approved"] = sheet.Cell{Kind: sheet.BoolCell, Bool: true}
	}
	if k.page != "" {
		l["Link"] = text("https://maplehollow.example/library/" + k.page)
	}
	return l
}

// after is the day on which somebody found the time to say thank you: a school
// day some days after d, within the two weeks that the school gives itself, and
// not ahead of today.
func (t timeline) after(d schoolyear.Day, days int) schoolyear.Day {
	found := t.calendar.NextSchoolDay(d + schoolyear.Day(days))
	if found > d+12 && days <= 12 {
		found = d + schoolyear.Day(days) // from home, in a break
	}
	return min(found, t.today)
}

// forGifts are the thanks for what was given.
func forGifts(t timeline) []thanks {
	all := []thanks{
		{whom: aldous, because: "Thirty picture books, new", channel: "Receipt letter", status: "Sent", done: t.after(t.ago(560), 6)},
		{
			whom: bakery, because: "Rolls for the first reading night", channel: "Website note", status: "Published", done: t.after(t.ago(470), 5), page: "rolls",
			words: "Five dozen warm rolls from Rosa's Corner Bakery stood at the door of our first reading night. The children say a book smells better with butter. Thank you, Rosa.",
		},
		{whom: bakery, because: "Rolls for the first reading night", channel: "Social post", status: "Published", done: t.after(t.ago(470), 6)},
		{whom: dentist, because: "Toothbrush kits for the book bags", channel: "Email", status: "No thanks needed", done: t.after(t.ago(400), 8)},
		{whom: townshelf, because: "Withdrawn picture books for the drive", channel: "Website note", status: "Published", done: t.after(t.ago(377), 9), page: "book-drive"},
		{whom: bakery, because: "Bread for the volunteers' breakfast", channel: "Website note", status: "Published", done: t.after(t.ago(350), 4), page: "breakfast"},
		{whom: bakery, because: "Bread for the volunteers' breakfast", channel: "Social post", status: "Published", done: t.after(t.ago(350), 4)},
		{whom: gardeners, because: "Soil and boards for four raised beds", channel: "Email", status: "Sent", done: t.after(t.ago(325), 6)},
		{
			whom: bank, because: "Money for magnifiers", channel: "Email", status: "Sent", done: t.after(t.ago(310), 8),
			words: "Dear Mr. Cho, thirty magnifiers came on Tuesday. The fourth grade has been reading the veins of leaves ever since. Thank you.",
		},
		{
			whom: club, because: "Money for headphones", channel: "Website note", status: "Published", done: t.after(t.ago(260), 8), page: "headphones",
			words: "Twenty pairs of headphones, and a quieter room. The Maple Hollow Service Club heard what tutoring sounds like and did something about it.",
		},
		{
			whom: thrift, because: thriftGift, channel: "Website note", status: "Published", done: t.after(t.thriftGift(), 8), page: "computers",
			words: "Fifteen computers from Second Turn Thrift are in pieces on our workroom tables, which is exactly where our fifth graders want them.",
		},
		{whom: thrift, because: thriftGift, channel: "Social post", status: "Published", done: t.after(t.thriftGift(), 9)},
		{whom: bakery, because: "Rolls and sheet cakes for the reading night", channel: "Website note", status: "Published", done: t.after(t.ago(210), 3), page: "reading-night"},
		{whom: bakery, because: "Rolls and sheet cakes for the reading night", channel: "Social post", status: "Published", done: t.after(t.ago(210), 3)},
		{whom: "Olive Sandoval", because: "Chess sets that were her husband's", channel: "Letter", status: "Done in person", done: t.after(t.ago(170), 7)},
		{whom: gardeners, because: "Seed packets", channel: "Email", status: "Sent", done: t.after(t.ago(120), 5)},
		{whom: bank, because: "Money for a microscope", channel: "Email", status: "Sent", done: t.after(t.ago(110), 7)},
		{
			whom: townshelf, because: "Magazines for cutting and pasting", channel: "Website note", status: "Published", done: t.after(t.ago(95), 10), page: "magazines",
			words: "Every collage in the front hall began as a magazine from the Maple Hollow Public Library. Look for the one made of weather maps.",
		},
		// Judith was thanked, but not in two weeks.
		{whom: lawyers, because: "Lunch for the speakers of the career talks", channel: "Email", status: "Sent", done: t.after(t.ago(60), 19)},
		{
			whom: riverbend, because: "Hand-knitted bookmarks", channel: "Letter", status: "Sent", done: t.after(t.ago(40), 6),
			words: "Dear friends at Riverbend, every book that leaves the library this month leaves with one of your bookmarks in it. The blue ones go first.",
		},
		{whom: club, because: firstDayGift, channel: "Website note", status: "Published", done: t.after(t.firstWeek(), 5), page: "backpacks"},
		{whom: gardeners, because: sunflowers, channel: "Email", status: "Sent", done: t.after(t.firstWeek()+6, 3)},
		{whom: nursery, because: "Dogwood saplings and mulch", channel: "Email", status: "Sent", done: t.after(t.ago(20), 4)},
	}
	return slices.DeleteFunc(all, func(k thanks) bool {
		return k.because == firstDayGift && t.firstWeek() > t.today || k.because == sunflowers && t.firstWeek()+6 > t.today
	})
}

// forTimeTogether are the thanks for visits, for projects that came to their
// end, and for a first year.
func forTimeTogether(t timeline) []thanks {
	y, _, _ := t.start.Date()
	all := []thanks{
		{whom: firehouse, because: fireTruck, channel: "Email", status: "Sent", done: t.after(t.ago(460), 2)},
		{whom: townshelf, because: bookDrive, channel: "Website note", status: "Published", done: t.after(t.ago(366), 5), page: "book-drive"},
		{whom: club, because: bookDrive, channel: "Website note", status: "Published", done: t.after(t.ago(366), 5), page: "book-drive"},
		{whom: university, because: bookTalks, channel: "Email", status: "Sent", done: t.after(t.ago(290), 9)},
		{whom: townshelf, because: kickoff, channel: "Website note", status: "Published", done: t.after(kickoffDay(y-1), 2), page: "summer"},
		{
			whom: dogs, because: pawsAndPages, channel: "Social post", status: "Published", done: t.after(t.ago(150), 3),
			words: "This morning forty-four second graders read to two very patient dogs. Thank you, Gentle Paws.",
		},
		{whom: bakery, because: readingNight, channel: "Website note", status: "Published", done: t.after(t.ago(33), 3), page: "reading-night-2"},
		{
			whom: bakery, because: readingNight, channel: "Social post", status: "Published", done: t.after(t.ago(33), 3),
			words: "Seventy-one children, forty grown-ups, and not one roll left. Thank you, Rosa's Corner Bakery.",
		},
		{whom: townshelf, because: readingNight, channel: "Website note", status: "Published", done: t.after(t.ago(33), 3), page: "reading-night-2"},
		{whom: university, because: pocketPoems, channel: "Email", status: "Sent", done: t.after(t.ago(30), 9)},
	}
	tutoringYear := t.tutoringStart().AddMonths(12)
	for _, year := range []struct {
		thanks
		first schoolyear.Day // a year after the first day together
	}{
		{thanks{whom: club, channel: "Website note", status: "Published", page: "one-year"}, tutoringYear},
		{thanks{whom: ymca, channel: "Social post", status: "Published"}, tutoringYear},
		{thanks{whom: riverbend, channel: "Letter", status: "Done in person"}, t.grandparentsStart().AddMonths(12)},
		{thanks{whom: university, channel: "Email", status: "No thanks needed"}, min(t.internStart(tape), t.internStart(mending)).AddMonths(12)},
		{thanks{whom: bakery, channel: "Website note", status: "Published", page: "one-year-of-bread"}, t.ago(470).AddMonths(12)},
		{thanks{whom: bakery, channel: "Social post", status: "Published"}, t.ago(470).AddMonths(12)},
		{thanks{whom: dogs, channel: "Social post", status: "Published"}, t.ago(500).AddMonths(12)},
		{thanks{whom: bank, channel: "Email", status: "Sent"}, t.ago(310).AddMonths(12)},
		{thanks{whom: gardeners, channel: "Email", status: "Sent"}, min(t.ago(325), t.weekly(time.Tuesday, 30)[0]).AddMonths(12)},
	} {
		if year.first > t.today {
			continue
		}
		year.because, year.done = "A year together", t.after(year.first, 4)
		all = append(all, year.thanks)
	}
	return all
}

// forIdeas are the thanks to people who thought of something.
func forIdeas(t timeline) []thanks {
	return []thanks{
		{whom: "Carl Ostrowski", because: "The idea of a dog every season", channel: "Email", status: "Done in person", done: t.ago(52)},
		{
			whom: "Ana Ruiz", because: "The idea of homework help in Spanish", channel: "Email", status: "Sent", done: t.after(t.spanishStart(), 2),
			words: "Dear Ana, seven children came on the first Monday, and one grandmother. It was your idea. Thank you.",
		},
	}
}

// forHours are the thanks for hours given: on the day itself for whoever is
// told at the door, a letter some days later for others. Priya's hundred hours
// still wait, and George had to wait for long.
func forHours(t timeline) []thanks {
	var all []thanks
	for i, mark := range marksPassed(t) {
		if mark.who == socialWork.intern && mark.hours == 100 && mark.on > t.today-13 {
			continue
		}
		one := thanks{whom: mark.who, because: count(mark.hours) + " hours with us", channel: "Email", status: "Sent", done: t.after(mark.on, 2+i%7)}
		switch {
		case mark.paper:
			one.channel, one.status = "Certificate", "Done in person"
		case mark.who == "George Papadakis":
			one.done = t.after(mark.on, 18)
		case i%3 == 1:
			one.channel, one.status, one.done = "Letter", "Done in person", mark.on
		}
		all = append(all, one)
	}
	return all
}

func count(hours float64) string { return strconv.Itoa(int(hours)) }
