package letter

import (
	"fmt"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
)

func on(s string) schoolyear.Day {
	d, err := schoolyear.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func at(kind partnership.Kind, id string, row int) partnership.Source {
	s := partnership.Source{Kind: kind, ID: partnership.ID(id)}
	switch kind {
	case partnership.HoursTab, partnership.Donations, partnership.Meetings, partnership.Ideas:
		s.Day = on("2026-10-31") + schoolyear.Day(row%20)
	}
	return s
}

func partner(id, name string) partnership.Ref {
	return partnership.Ref{Kind: partnership.Partners, ID: partnership.ID(id), Name: name}
}

// riverbend is the school of the golden letters.
func riverbend() *partnership.School {
	publicly := []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost}
	return &partnership.School{
		StartDay: on("2026-08-01"),
		Settings: partnership.Settings{
			SchoolName: "Riverbend Elementary", Signed: "Dana Whitfield, librarian", ThankWithinDays: 14, MilestoneHours: []int{10, 25, 50},
			Networks: []string{"Facebook", "Bluesky", "X"}, SchoolWebsite: "https://riverbend.example.org",
		},
		Partners: []partnership.Partner{
			{Source: at(partnership.Partners, "thrift", 2), Name: "Second Turn Thrift", Email: "hello@secondturn.example", OKToThank: partnership.Yes, PromisedThanks: publicly},
			{Source: at(partnership.Partners, "bakery", 3), Name: "Sweet Rise Bakery", Email: "ana@sweetrise.example", Contact: "Ana Ruiz", PromisedThanks: []partnership.Channel{partnership.SocialPost}},
			{Source: at(partnership.Partners, "dogs", 4), Name: "Paws for Reading", Email: "team@paws.example", OKToThank: partnership.Yes},
		},
		Volunteers: []partnership.Volunteer{{Source: at(partnership.Volunteers, "marcus", 7), Name: "Marcus Webb", Email: "marcus@webb.example", OKToThank: partnership.Yes}},
		Programs: []partnership.Program{
			{Source: at(partnership.Programs, "maker", 3), Name: "Maker Space"},
			{Source: at(partnership.Programs, "dogday", 4), Name: "Therapy dog morning", ProgramKind: "Visit or event", Partners: []partnership.Ref{partner("dogs", "Paws for Reading")}, Starts: on("2026-11-12"), StudentsServed: 45},
		},
		Hours: []partnership.Hours{{Source: at(partnership.HoursTab, "h9", 60), Date: on("2026-11-12"), Program: partnership.Ref{Kind: partnership.Programs, ID: "dogday", Name: "Therapy dog morning"}, Volunteers: []partnership.Ref{partner("dogs", "Paws for Reading")}, People: 2, Students: 42, Minutes: 60}},
		Donations: []partnership.Donation{
			{Source: at(partnership.Donations, "g1", 9), Date: on("2026-11-03"), Partner: partner("thrift", "Second Turn Thrift"), What: "12 used computers", For: partnership.Ref{Kind: partnership.Programs, ID: "maker", Name: "Maker Space"}},
			{Source: at(partnership.Donations, "g2", 10), Date: on("2026-10-28"), Partner: partner("bakery", "Sweet Rise Bakery"), What: "Bread and rolls for 40"},
		},
	}
}

// owed returns the open thank-yous of s with their words.
func owed(s *partnership.School, today schoolyear.Day) []Owed {
	x := partnership.NewIndex(s)
	var open []recognition.Thanks
	for _, t := range recognition.Debt(x, recognition.Memory{}, today) {
		if t.Open() {
			open = append(open, t)
		}
	}
	all := make([]Owed, len(open))
	for i, d := range recognition.Drafts(x, open) {
		all[i] = Owed{Thanks: open[i], Draft: d, Link: "https://shelfmates.riverbend.example/partners/" + string(open[i].For.ID) + "#owed"}
	}
	return all
}

var riverbendLinks = Links{
	Sheet: "https://docs.google.com/spreadsheets/d/1abc/edit", Pages: "https://shelfmates.riverbend.example",
	Thanks: "https://shelfmates.riverbend.example/thanks", Cells: "https://shelfmates.riverbend.example/fix",
	Ideas: "https://shelfmates.riverbend.example/ideas", Meet: "https://shelfmates.riverbend.example/meetings",
	Attention: "https://shelfmates.riverbend.example/attention", Volunteers: "https://shelfmates.riverbend.example/volunteers",
	Stop: "https://shelfmates.riverbend.example/stop/k7Q2",
}

// fullWeek is a Monday with something in every section.
func fullWeek() DigestFacts {
	today := on("2026-11-16")
	clock := func(s string) schoolyear.Clock { c, _ := schoolyear.ParseClock(s); return c }
	return DigestFacts{
		School: "Riverbend Elementary", Today: today, AsOf: "today 06:45",
		LastWeek:  Week{Minutes: 1410, People: 11, Partners: 4, Program: "Tutoring", FullestSince: on("2026-03-09"), Gifts: 1},
		Thanks:    owed(riverbend(), today),
		Decisions: []Decision{{Meeting: "Meeting with the Rotary Club", Day: on("2026-11-11"), Text: "Saturday reading hour in January, Rotary brings the cocoa.", Source: at(partnership.Meetings, "m1", 5)}},
		Meet: []MeetingPrompt{{
			Partner: "YMCA of Riverbend", LastMet: on("2026-09-10"), EveryWeeks: 8,
			Agenda: []AgendaLine{
				{"41 hours since September, 14 students a week", []partnership.Source{at(partnership.HoursTab, "h1", 41), at(partnership.HoursTab, "h2", 44), at(partnership.HoursTab, "h3", 47), at(partnership.HoursTab, "h4", 52), at(partnership.HoursTab, "h5", 58)}},
				{"their tutor's idea: homework help in Spanish (new, 12 days)", []partnership.Source{at(partnership.Ideas, "i1", 4)}},
				{"thanks owed: none; the agreement ends 31 January", []partnership.Source{at(partnership.Partners, "y", 6)}},
				{"nobody from the office came last time; invite the principal?", []partnership.Source{at(partnership.Meetings, "m0", 3), at(partnership.Team, "t1", 4)}},
			},
			Times: []MeetingTime{{on("2026-11-24"), clock("15:30")}, {on("2026-12-01"), clock("15:30")}, {on("2026-12-03"), clock("08:00")}},
			Link:  "https://shelfmates.riverbend.example/partners/y",
		}},
		Upcoming: []Upcoming{
			{Text: "Renewing the agreement, with YMCA of Riverbend", When: "Today 15:30", Short: "YMCA of Riverbend today 15:30", Week: true, Day: today, Source: at(partnership.Meetings, "m2", 12)},
			{Text: "Ask whether two more members could take Thursdays (Garden Club)", When: "By Wed 18 Nov", Short: "the next step with Garden Club by Wed 18 Nov", Week: true, Step: true, Day: today + 2, Source: at(partnership.Partners, "p2", 2)},
			{Text: "A morning with Biscuit is on Mon 30 Nov.", Day: on("2026-11-30"), Link: "https://shelfmates.riverbend.example/programs/dogs2", Source: at(partnership.Programs, "p9", 9)},
		},
		Uncleared:  []Uncleared{{Who: "Noor Haddad", Times: 2, First: on("2026-11-03"), Until: on("2026-10-20"), Source: at(partnership.Volunteers, "v4", 14)}},
		Ideas:      []Idea{{Text: "Homework help in Spanish", From: "Marcus Webb", Status: partnership.IdeaNew, Since: on("2026-11-04"), Source: at(partnership.Ideas, "i1", 4)}, {Text: "A seed library", From: "Garden Club", Status: partnership.IdeaTalking, Since: on("2026-09-20"), Source: at(partnership.Ideas, "i2", 5)}},
		Clearances: []Ending{{Who: "Lena Ortiz", Day: on("2026-12-10"), Source: at(partnership.Volunteers, "v3", 12)}},
		Agreements: []Ending{{Who: "YMCA of Riverbend", Day: on("2027-01-31"), Source: at(partnership.Partners, "y", 6)}},
		Talents:    []TalentGap{{Talent: "Spanish", Ask: []string{"YMCA of Riverbend", "Iglesia San José"}}},
		Cells: []Cell{
			{Tab: "Hours", Address: "D14", Sentence: "Hours D14 says “2h30”, which is not a number. We kept 2 hours from 3 March. Type 2.5.", Link: "https://docs.google.com/spreadsheets/d/1abc/edit#gid=3&range=D14"},
			{Tab: "Volunteers", Address: "B9", Value: "Ymca??", Kept: "YMCA of Riverbend"},
		},
		Missing: []Missing{{Tab: "Volunteers", Rows: 1, Since: on("2026-11-15"), Clock: clock("10:02")}},
		Links:   riverbendLinks,
	}
}

// tinyWeek is a school in its first month: one gift, no pages, no links.
func tinyWeek() DigestFacts {
	s := riverbend()
	s.Donations, s.Programs, s.Volunteers = s.Donations[:1], nil, nil
	s.Donations[0].For = partnership.Ref{}
	s.Partners[0].PromisedThanks = nil
	f := DigestFacts{Today: on("2026-11-09"), LastWeek: Week{Minutes: 60, People: 1}, Thanks: owed(s, on("2026-11-09"))}
	for i := range f.Thanks {
		f.Thanks[i].Link = ""
	}
	return f
}

func quietWeek() DigestFacts {
	return DigestFacts{
		School: "Riverbend Elementary", Today: on("2026-11-16"), AsOf: "today 06:45",
		LastWeek: Week{Minutes: 1410, People: 11, Partners: 4, Program: "Tutoring", FullestEver: true}, Links: riverbendLinks,
	}
}

// hostileWeek has, wherever people can type, what must not get through.
func hostileWeek() DigestFacts {
	const evil = "\u202eevil\u2066 <script>alert(1)</script>\x00\r\nBcc: a@b.example <a href=\"javascript:alert(1)\">x</a> {{.Stop}} \"'`&amp; & \u200f-->"
	long := strings.Repeat("Riverbend", 40)
	s := riverbend()
	s.Partners[0].Name, s.Donations[0].What = evil+" "+long, evil
	s.Partners[1].Contact, s.Donations[1].What = evil, strings.Repeat("bread & \u202e rolls, ", 2000)
	s.Programs[0].Name, s.Programs[1].Name = evil, evil
	s.Settings.Signed, s.Settings.SchoolName = evil, evil
	s.Recognitions = []partnership.Recognition{{
		Source: at(partnership.Recognitions, "r1", 5), For: partner("thrift", evil), Channel: partnership.WebsiteNote, About: "gift:g1",
		Words: strings.Repeat(evil+"\n\n", 200),
	}}
	f := fullWeek()
	f.Thanks = owed(s, f.Today)
	for i := range 20 {
		f.Cells = append(f.Cells, Cell{Tab: "Hours", Address: fmt.Sprintf("D%d", 20+i), Sentence: evil, Link: "javascript:alert(1)"})
	}
	f.School, f.AsOf, f.LastWeek.Program = evil, evil, evil
	f.Meet[0].Partner, f.Meet[0].Agenda[0].Text, f.Meet[0].Link = evil, evil, "https://evil.example/"
	f.Ideas[0].Text, f.Ideas[0].From = evil, evil
	f.Upcoming[0].Text, f.Upcoming[0].Short, f.Uncleared[0].Who = evil, evil, evil
	f.Decisions[0].Text, f.Talents[0].Talent, f.Clearances[0].Who = evil, evil, evil
	f.Missing = append(f.Missing, Missing{Tab: "Hours", Pause: true, Why: evil, Since: on("2026-11-15")}, Missing{Tab: "Donations", Rows: 8, Held: true, Since: on("2026-11-14"), Clock: 600})
	f.Links.Stop, f.Links.Ideas = "https://shelfmates.riverbend.example.evil.example/stop", "data:text/html,x"
	return f
}

func weeks() map[string]DigestFacts {
	return map[string]DigestFacts{"full": fullWeek(), "quiet": quietWeek(), "hostile": hostileWeek(), "tiny": tinyWeek()}
}
