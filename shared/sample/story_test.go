package sample_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sample"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A row is one line of a tab by the names of its columns.
type row map[string]sheet.Cell

func (r row) text(column string) string { return r[column].Text }

func (r row) number(column string) float64 { return r[column].Number }

// day is the date in a column; the zero Day where there is none.
func (r row) day(column string) schoolyear.Day {
	c := r[column]
	if c.Format != sheet.DateFormat {
		return 0
	}
	return schoolyear.MakeDay(1899, time.December, 30) + schoolyear.Day(c.Number)
}

// A school is the sample as it stands on one day.
type school struct {
	rapidOrTest
	now      time.Time
	today    schoolyear.Day
	calendar schoolyear.Calendar
	tabs     map[string][]row
}

type rapidOrTest interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

func at(t rapidOrTest, now time.Time) school {
	zone := time.FixedZone("school", -5*60*60)
	s := school{rapidOrTest: t, now: now, calendar: sample.Calendar(now, zone), tabs: map[string][]row{}}
	s.today = s.calendar.DayOf(now)
	for _, g := range sample.School(now, zone) {
		s.tabs[g.Title] = rowsOf(g)
	}
	return s
}

func rowsOf(g sheet.Grid) []row {
	var rows []row
	for _, r := range g.Rows[1:] {
		named := row{}
		for i, c := range r.Cells {
			if c.Kind != sheet.BlankCell {
				named[g.Rows[0].Cells[i].Text] = c
			}
		}
		rows = append(rows, named)
	}
	return rows
}

// all returns the rows of a tab whose column holds text, alone or in a list.
func (s school) all(tab, column, text string) []row {
	var found []row
	for _, r := range s.tabs[tab] {
		if slices.Contains(strings.Split(strings.ReplaceAll(r.text(column), "\n", ", "), ", "), text) || r.text(column) == text {
			found = append(found, r)
		}
	}
	return found
}

// one returns the single such row.
func (s school) one(tab, column, text string) row {
	s.Helper()
	found := s.all(tab, column, text)
	if len(found) != 1 {
		s.Fatalf("on %s, %d rows of %s have %q in %s", s.today, len(found), tab, text, column)
	}
	return found[0]
}

// need fails the test unless what holds.
func (s school) need(holds bool, what string) {
	s.Helper()
	if !holds {
		s.Errorf("on %s it is not so: %s", s.today, what)
	}
}

// days are the days on which the sample is looked at: any, and those on which
// a calendar is most likely to stumble.
func days() *rapid.Generator[time.Time] {
	return rapid.OneOf(
		rapid.Custom(func(t *rapid.T) time.Time {
			first := time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)
			return first.Add(time.Duration(rapid.IntRange(0, 25*365*24*60).Draw(t, "minute")) * time.Minute)
		}),
		rapid.Custom(func(t *rapid.T) time.Time {
			y := rapid.IntRange(2020, 2044).Draw(t, "year")
			d := rapid.SampledFrom([]struct {
				m time.Month
				d int
			}{{time.August, 1}, {time.July, 31}, {time.February, 29}, {time.December, 25}, {time.January, 1}, {time.February, 1}, {time.January, 31}, {time.August, 16}, {time.June, 15}}).Draw(t, "day")
			return time.Date(y, d.m, d.d, 15, 0, 0, 0, time.UTC)
		}),
	)
}

// story tells one story on any day.
func story(t *testing.T, name string, tell func(school)) {
	t.Run(name, rapid.MakeCheck(func(r *rapid.T) { tell(at(r, days().Draw(r, "now"))) }))
}

func TestStories(t *testing.T) {
	story(t, "A: tutoring starts small with two partners, and one tutor also comes alone", func(s school) {
		of := map[string][]string{}
		for _, v := range s.tabs["Volunteers"] {
			if v.text("Role") == "Tutor" && v.text("Status") == "" {
				of[v.text("Partner")] = append(of[v.text("Partner")], v.text("Volunteer"))
			}
		}
		s.need(len(of["Maple Hollow Service Club"]) == 3 && len(of["Lakeside YMCA"]) == 3, "three tutors from the club and three from the YMCA")
		sessions := s.all("Hours", "Program", "After-school tutoring")
		weekdays := map[time.Weekday]bool{}
		early, late := 0, 0
		alone := 0
		for i, h := range sessions {
			if h.text("On behalf of") == "Self" {
				s.need(h.text("Volunteer") == "Ana Ruiz", "only Ana Ruiz comes alone")
				alone++
				continue
			}
			weekdays[h.day("Date").Weekday()] = true
			people := strings.Count(h.text("Volunteer"), ",") + 1
			if i < 20 {
				early += people
			} else if i >= len(sessions)-20 {
				late += people
			}
		}
		s.need(len(weekdays) == 2 && weekdays[time.Tuesday] && weekdays[time.Thursday], "two afternoons a week")
		s.need(alone >= 3, "she came alone now and then")
		s.need(early < late, "it started small")
	})
	story(t, "B: a tutor's idea becomes a program and a partner, and one that is not taken keeps its reason", func(s school) {
		idea := s.one("Ideas", "From", "Ana Ruiz")
		s.need(idea.text("Status") == "Done" && idea.text("Why") != "" && idea.text("Led to") == "Homework help in Spanish, St. Brigid Parish Neighbors", "done, with a reason and what it led to")
		s.need(s.one("Partners", "Partner", "St. Brigid Parish Neighbors").text("Introduced by") == "Ana Ruiz", "the partner shows who named it")
		program := s.one("Programs", "Program", "Homework help in Spanish")
		s.need(program.text("Grew from") == "After-school tutoring" && program.day("Starts") > idea.day("Date"), "the program came after the idea, out of tutoring")
		s.need(len(s.all("Hours", "Program", "Homework help in Spanish")) >= 6, "it has met")
		thanked := s.all("Recognition", "Because of", "The idea of homework help in Spanish")
		s.need(len(thanked) == 1 && thanked[0].text("For") == "Ana Ruiz" && thanked[0].text("Status") == "Sent" && thanked[0].day("Done on") >= program.day("Starts"), "she was thanked when it had come to something")
		for _, r := range s.all("Ideas", "Status", "Not now") {
			s.need(r.text("Why") != "", "an idea not taken keeps its reason")
		}
	})
	story(t, "C: interns of three fields are near the end, half-way and done", func(s school) {
		given := map[string]float64{}
		for _, h := range s.tabs["Hours"] {
			if h.text("Kind") != "Training" {
				given[h.text("Volunteer")] += h.number("Hours")
			}
		}
		interests := map[string]bool{}
		for _, v := range s.all("Volunteers", "Role", "Intern") {
			interests[v.text("Interests")] = true
		}
		s.need(interests["Social work"] && interests["Library science"] && interests["Education"], "three fields")
		share := func(name string) float64 {
			return given[name] / s.one("Volunteers", "Volunteer", name).number("Hours required")
		}
		s.need(share("Priya Nair") > 0.8 && share("Priya Nair") < 1, "Priya is nearly there")
		s.need(share("Jonah Whitfield") == 0.5, "Jonah is exactly half-way")
		s.need(share("Grace Adeyemi") == 1, "Grace has given her hours")
		until := s.one("Volunteers", "Volunteer", "Priya Nair").day("Until")
		s.need(until >= s.today+12 && s.calendar.SchoolDay(until), "her last day is a school day ahead")
		closed := s.one("Programs", "Program", "A poem in your pocket")
		s.need(closed.text("Status") == "Finished" && closed.text("Outcome") == "", "its outcome is still to be asked for")
	})
	story(t, "D: a bakery is thanked in two channels, and another donor is never named", func(s school) {
		s.need(s.one("Partners", "Partner", "Rosa's Corner Bakery").text("Promised thanks") == "Website note, Social post", "what the bakery was promised")
		owed := 0
		for _, d := range s.all("Donations", "Partner", "Rosa's Corner Bakery") {
			if d.day("Date") >= s.calendar.Year(s.calendar.YearOf(s.today)).First {
				owed++
			}
		}
		s.need(owed >= 1, "a gift of this school year waits for its thanks")
		channels := map[string]bool{}
		for _, r := range s.all("Recognition", "For", "Rosa's Corner Bakery") {
			channels[r.text("Channel")+" "+r.text("Status")] = true
		}
		s.need(channels["Website note Published"] && channels["Social post Published"], "an earlier one was thanked in both")
		s.need(s.one("Partners", "Partner", "The Aldous family").text("OK to thank publicly") == "No", "the Aldous family said no")
		for _, d := range s.all("Donations", "Partner", "The Aldous family") {
			s.need(d.text("Name publicly") == "No" && d.text("Promised thanks") == "Receipt letter", "no name, and a receipt")
		}
	})
	story(t, "E: used computers come first, then the club, and months later somebody from the shop", func(s school) {
		gift := s.all("Donations", "Partner", "Second Turn Thrift")[0].day("Date")
		var first schoolyear.Day
		for _, h := range s.all("Hours", "Volunteer", "Marisol Vega") {
			s.need(h.text("Program") == "Maker club", "she helps in the maker club")
			if first == 0 {
				first = h.day("Date")
			}
		}
		starts := s.one("Programs", "Program", "Maker club").day("Starts")
		s.need(gift < starts && starts < first && first-gift > 100, "gift, club, and months later the volunteer")
		thanked := s.all("Recognition", "For", "Second Turn Thrift")
		s.need(len(thanked) == 2 && thanked[0].day("Done on") > gift && thanked[0].day("Done on") < first, "thanked in between")
		v := s.one("Volunteers", "Volunteer", "Marisol Vega")
		s.need(v.text("Partner") == "Second Turn Thrift" && v.day("Clearance until") >= s.today, "she is of the shop, and cleared")
	})
	story(t, "F: a morning with dogs is planned around a book, with questions and a checklist", func(s school) {
		visit := s.one("Programs", "Program", "A morning with Biscuit")
		s.need(visit.text("Kind") == "Visit or event" && strings.Contains(visit.text("Book or unit"), "Fred Stays with Me!"), "a visit tied to its book")
		s.need(visit.day("Starts") > s.today && s.calendar.SchoolDay(visit.day("Starts")), "on a school day ahead")
		s.need(strings.Count(visit.text("Student questions"), "?") >= 3, "with the students' questions")
		s.need(strings.Contains(visit.text("Checklist"), "[x]") && strings.Contains(visit.text("Checklist"), "[ ]"), "with papers in hand and papers missing")
		before := s.one("Programs", "Program", "Paws and pages")
		s.need(before.day("Ends") < s.today && before.text("Outcome") != "", "an earlier visit came to something")
	})
	story(t, "G: the club introduces a bank and a garden club, and that a nursery", func(s school) {
		by := func(partner string) string { return s.one("Partners", "Partner", partner).text("Introduced by") }
		s.need(by("Cardinal Savings Bank") == "Maple Hollow Service Club" && by("Maple Hollow Garden Club") == "Maple Hollow Service Club", "the club introduced both")
		s.need(by("Three Oaks Nursery") == "Maple Hollow Garden Club", "three levels deep")
		s.need(s.one("Partners", "Partner", "Maple Hollow Garden Club").text("Also known as") == "Garden Club of Maple Hollow", "a doubled row has been merged")
		s.need(len(s.all("Donations", "Partner", "Garden Club of Maple Hollow")) == 1, "and a gift still stands under its name")
	})
	story(t, "H: teachers and administrators take part, with gaps that can be named", func(s school) {
		both, gaps := 0, 0
		for _, p := range s.tabs["Programs"] {
			if p.text("Teacher") != "" && p.text("Administrator") != "" {
				both++
			} else if p.text("Status") != "Finished" {
				gaps++
			}
		}
		s.need(both >= 8 && gaps >= 3, "most programs have both, some do not")
		s.need(len(s.all("Team", "Access", "Administrator")) == 2 && len(s.all("Team", "Role", "Teacher")) == 5 && len(s.all("Team", "Weekly digest", "Yes")) == 2, "the team")
	})
	story(t, "I: one partner is overdue for a talk, and meetings stand in every state", func(s school) {
		last := schoolyear.Day(0)
		for _, tab := range []struct{ tab, column, who string }{{"Meetings", "Partners", "Cardinal Savings Bank"}, {"Hours", "Volunteer", "Raymond Cho"}} {
			for _, r := range s.all(tab.tab, tab.column, tab.who) {
				if d := r.day("Date"); d <= s.today {
					last = max(last, d)
				}
			}
		}
		b := s.one("Partners", "Partner", "Cardinal Savings Bank")
		s.need(last > 0 && b.number("Talk every") == 8 && s.today-last > 8*7 && b.day("Last talked") == 0, "the bank has not been talked to for more than eight weeks")
		states := map[string]int{}
		for _, m := range s.tabs["Meetings"] {
			switch d := m.day("Date"); {
			case m.text("Status") == "Held":
				s.need(d < s.today && m.text("Who came") != "" && m.text("Decisions") != "", "what was held is past and written down")
			case m.text("Status") == "Confirmed" && d < s.today:
				s.need(m.text("Decisions") == "", "notes are still to come")
				states["waiting for notes"]++
				continue
			case d > s.today:
				s.need(s.calendar.SchoolDay(d), "what is planned is on a school day")
			}
			states[m.text("Status")]++
		}
		s.need(states["Held"] >= 7 && states["Confirmed"] == 1 && states["Proposed"] == 1 && states["Cancelled"] == 1 && states[""] == 1 && states["waiting for notes"] == 1, "meetings in every state")
	})
	story(t, "J: wanted talents are held and missing, in several spellings", func(s school) {
		held := map[string]bool{}
		spellings := map[string]bool{}
		for _, v := range s.tabs["Volunteers"] {
			for talent := range strings.SplitSeq(v.text("Talents"), ", ") {
				held[partnership.Fold(talent)] = true
				if partnership.Fold(talent) == "coding" {
					spellings[talent] = true
				}
			}
		}
		var missing []string
		for wanted := range strings.SplitSeq(s.one("Settings", "Setting", "Talents wanted").text("Value"), ", ") {
			if !held[partnership.Fold(wanted)] {
				missing = append(missing, wanted)
			}
		}
		s.need(slices.Equal(missing, []string{"American Sign Language", "Sewing"}), "two talents are missing")
		s.need(len(spellings) == 3, "coding is spelled in three ways")
		people := map[string]bool{}
		for _, h := range s.all("Hours", "Program", "Chess at lunch") {
			people[h.text("Volunteer")] = true
		}
		s.need(len(people) == 2, "chess rests on one person, who had help once")
		states := map[string]bool{}
		for _, i := range s.tabs["Ideas"] {
			states[i.text("Status")] = true
			s.need(i.day("Date") <= s.today, "no idea comes from the future")
		}
		s.need(len(states) == 6, "ideas in every state, and one without")
	})
	story(t, "K: every partner says whom to ask and what comes next", func(s school) {
		for _, p := range s.tabs["Partners"] {
			s.need(p.text("Contact") != "" && p.text("School lead") != "" && p.text("Next step") != "" && p.text("Notes") != "", p.text("Partner")+" could be handed over")
		}
		s.need(len(s.tabs["Partners"]) >= 15 && len(s.tabs["Volunteers"]) >= 40, "a school of some size")
		n := len(s.tabs["Hours"])
		s.need(n >= 290 && n <= 500, "a sheet of some length")
		if n < 290 || n > 500 {
			s.Errorf("%d hours rows", n)
		}
	})
}
