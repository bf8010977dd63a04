package sample

import (
	"slices"
	"time"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A session is one row of the Hours tab.
type session struct {
	day      schoolyear.Day
	program  string // "" is library help
	who      []string
	hours    float64
	students int
	did      string
	people   int
	behalf   string
	training bool
	typed    line // cells typed otherwise than as they should be
}

func (s session) line() line {
	l := line{"Date": date(s.day), "Volunteer": items(s.who...), "Hours": number(s.hours)}
	if s.program != "" {
		l["Program"] = text(s.program)
	}
	if s.students > 0 {
		l["Students"] = number(float64(s.students))
	}
	if s.did != "" {
		l["What we did"] = text(s.did)
	}
	if s.people > 0 {
		l["People"] = number(float64(s.people))
	}
	if s.behalf != "" {
		l["On behalf of"] = text(s.behalf)
	}
	if s.training {
		l["Kind"] = text("Training")
	}
	return l.and(s.typed)
}

// sessions are all of them in the order of their days, with the slips that
// [Flaws] lists.
func sessions(t timeline) []session {
	all := slices.Concat(
		tutoringSessions(t), spanishSessions(t), placementSessions(t), makerSessions(t),
		grandparentSessions(t), gardenSessions(t), chessSessions(t), helpSessions(t), eventSessions(t),
	)
	slices.SortStableFunc(all, func(a, b session) int { return int(a.day - b.day) })
	return slip(t, all)
}

// hours is the Hours tab: the sessions, and the total that somebody wrote below
// the last row of the last school year.
func hours(t timeline) []line {
	all := sessions(t)
	var rows []line
	var sum float64
	for i, s := range all {
		if i > 0 && all[i-1].day < t.start && s.day >= t.start {
			rows = append(rows, total(sum))
		}
		sum += s.hours
		rows = append(rows, s.line())
	}
	if last := all[len(all)-1]; last.day < t.start {
		rows = append(rows, total(sum))
	}
	return rows
}

func total(sum float64) line {
	return line{"Date": text("TOTAL"), "Hours": sheet.Cell{Kind: sheet.NumberCell, Number: sum, Formula: true}}
}

// between returns the school days of that weekday from first to yesterday.
func (t timeline) between(first schoolyear.Day, w time.Weekday) []schoolyear.Day {
	var days []schoolyear.Day
	for d := weekdayFrom(first, w); d < t.today; d += 7 {
		if t.calendar.SchoolDay(d) {
			days = append(days, d)
		}
	}
	return days
}

// tutoringSessions starts with one or two people an afternoon and grows; both
// partners come from the first week on (story A).
func tutoringSessions(t timeline) []session {
	small := [][]string{{"Ben Coles", "Ana Ruiz"}, {"Harriet Lund", "Devon Price"}, {"Samuel Okafor", "Ana Ruiz", "Patrick Doyle"}, {"Ben Coles", "Mei-Lin Zhao"}}
	grown := [][]string{
		{"Ben Coles", "Harriet Lund", "Ana Ruiz", "Devon Price"},
		{"Samuel Okafor", "Ana Ruiz", "Mei-Lin Zhao"},
		{"Ben Coles", "Samuel Okafor", "Devon Price", "Mei-Lin Zhao"},
		{"Harriet Lund", "Ana Ruiz", "Devon Price", mariaOfYMCA},
		{"Ben Coles", "Harriet Lund", "Samuel Okafor", "Ana Ruiz", "Mei-Lin Zhao"},
	}
	did := []string{
		"Fractions with paper strips", "Reading logs, then free choice", "Long division, twice", "Vocabulary for the science unit",
		"", "Story problems made of the children's own day", "Read-aloud and retelling", "Catch-up homework", "", "Times tables, as a race",
	}
	start := t.tutoringStart()
	days := append(t.between(start, time.Tuesday), t.between(start, time.Thursday)...)
	slices.Sort(days)
	var all []session
	for i, d := range days {
		s := session{day: d, program: tutoring, who: turn(i, grown...), hours: 1, did: turn(i, did...)}
		if i < 24 {
			s.who = turn(i, small...)
		}
		if i%4 == 3 {
			s.hours = 1.25
		}
		if i%9 == 4 { // some type a duration with a colon
			s.hours, s.typed = 1.5, line{"Hours": lasting(1, 30)}
		}
		s.students = 2*len(s.who) + i%3
		all = append(all, s)
	}
	// One tutor also comes alone now and then, on nobody's behalf.
	for i, d := range t.between(start+70, time.Wednesday) {
		if i%6 == 2 {
			all = append(all, session{day: d, program: tutoring, who: []string{"Ana Ruiz"}, hours: 1, students: 2, behalf: "Self", did: "Extra half hours for two readers"})
		}
	}
	return all
}

// spanishSessions are the Mondays that came of a tutor's idea (story B).
func spanishSessions(t timeline) []session {
	groups := [][]string{{"Lucía Herrera", "Mateo Salinas"}, {"Lucía Herrera", "Carmen Ortiz"}, {"Mateo Salinas", "Carmen Ortiz", "Lucía Herrera"}}
	did := []string{"First afternoon: seven children, one grandmother", "Letters home, read together", "Math words in two languages", "Two families stayed to read"}
	var all []session
	for i, d := range t.weekly(time.Monday, 6) {
		all = append(all, session{day: d, program: spanishHelp, who: turn(i, groups...), hours: 1, students: 7 + i%3, did: turn(i, did...)})
	}
	return all
}

// placementSessions are the interns' days, the first an introduction (story C).
func placementSessions(t timeline) []session {
	var all []session
	for _, p := range []placement{tape, mending, education, libraryScience, socialWork} {
		days := t.days(p)
		all = append(all, session{day: days[0], program: p.project, who: []string{p.intern}, hours: 2, training: true, did: "Introduction: keys, names, what to do when"})
		for i, d := range days {
			all = append(all, session{day: d, program: p.project, who: []string{p.intern}, hours: p.hours, did: turn(i, p.did...)})
		}
	}
	return all
}

// makerSessions open up the used computers; months later somebody from the
// shop that gave them joins (story E).
func makerSessions(t timeline) []session {
	did := []string{"Opened four laptops", "Found the memory, named the parts", "Which screws go where: a map", "Two of them start again", "Installed a drawing program", "Cleaned keyboards", ""}
	joined := t.ago(72)
	var all []session
	for i, d := range t.between(t.makerStart(), time.Friday) {
		s := session{day: d, program: makerClub, who: []string{"Hassan Karimi", "Amara Diallo"}, hours: 1.5, students: 10 + i%5, did: turn(i, did...)}
		if d >= joined {
			s.who = append(s.who, "Marisol Vega")
		}
		if i%4 == 1 {
			s.who = append(s.who, "Leo Park")
		}
		all = append(all, s)
	}
	return all
}

// grandparentSessions are entries for a group: one name and a headcount.
func grandparentSessions(t timeline) []session {
	did := []string{"Picture books by twos", "Old photographs and the stories to them", "", "Poems they learned at school", "Reading in the garden"}
	var all []session
	for i, d := range t.between(t.grandparentsStart(), time.Wednesday) {
		s := session{day: d, program: grandparents, who: []string{riverbend}, hours: 1, people: 5 + i%3, students: 20 + i%3, did: turn(i, did...)}
		if i%5 == 2 {
			s.who, s.people = []string{"Walter Nygaard"}, 6
		}
		all = append(all, s)
	}
	return all
}

func gardenSessions(t timeline) []session {
	did := []string{"Turned the beds", "Peas and a string wall", "Labels, written by first graders", "Mulch, and worms"}
	var all []session
	for i, d := range t.weekly(time.Tuesday, 30) {
		if i%3 != 0 {
			continue
		}
		s := session{day: d, program: garden, who: []string{"Edith Marlowe", "Winston Clarke"}, hours: 2, students: 18 + i%4, did: turn(i/3, did...)}
		if i%2 == 0 {
			s.who = append(s.who, "Bea Thornton")
		}
		if d >= t.ago(50) {
			s.who = append(s.who, "Tomasz Wójcik")
		}
		all = append(all, s)
	}
	return all
}

// chessSessions rest on one person (story J).
func chessSessions(t timeline) []session {
	var all []session
	for i, d := range t.weekly(time.Friday, 44) {
		if i%2 != 0 {
			continue
		}
		s := session{day: d, program: chess, who: []string{"Frank DeLuca"}, hours: 0.75, students: 10 + i%7}
		if i == 20 {
			s.who = append(s.who, "Olive Sandoval")
		}
		all = append(all, s)
	}
	return all
}

// helpSessions are library help: no program.
func helpSessions(t timeline) []session {
	did := []string{"Shelved two carts", "Mended 22 picture books", "Covered the new arrivals", "Labels and a display", "Shelf reading, A to F", ""}
	others := []string{"George Papadakis", "Sofia Lindgren", "Nina Feldman", "George Papadakis", "Zoe Hartmann", mariaOfYMCA}
	var all []session
	for i, d := range t.weekly(time.Monday, 56) {
		s := session{day: d, who: []string{"Ruth Abernathy"}, hours: 2, did: turn(i, did...)}
		if i%3 == 1 {
			s.who, s.hours = []string{turn(i/3, others...)}, 1.5
		}
		if i < 12 && i%4 == 3 {
			s.who, s.did = []string{"Ellen Voss"}, "Told stories to two classes"
		}
		all = append(all, s)
	}
	return all
}

// eventSessions are single days: visits, evenings, talks.
func eventSessions(t timeline) []session {
	handlers := []string{"Joyce Pemberton", "Carl Ostrowski"}
	all := []session{
		{day: t.ago(500), program: pawsAndPages, who: handlers, hours: 2, students: 30, did: "Their first visit: reading to Biscuit"},
		{day: t.ago(460), program: fireTruck, who: []string{firehouse}, people: 4, hours: 1.5, students: 58, did: "Stories on the truck, helmets for all"},
		{day: t.ago(210), program: readingNight, who: []string{"Rosa Delgado", "Harriet Lund"}, hours: 2, students: 55, did: "Warm rolls and read-alouds"},
		{day: t.ago(150), program: pawsAndPages, who: handlers, hours: 2.5, students: 44, did: "Fred Stays with Me!, and then each child read to a dog"},
		{day: t.ago(95), program: careerTalks, who: []string{"Raymond Cho"}, hours: 1, students: 24, did: "What a bank does, told with three jars"},
		{day: t.ago(33), program: readingNight, who: []string{"Rosa Delgado", "Iris Campbell"}, hours: 2.5, students: 71, did: "Library cards at the door, rolls at the back"},
	}
	y, _, _ := t.start.Date()
	for year := y - 2; year <= y; year++ {
		if d := kickoffDay(year); d < t.today {
			all = append(all, session{day: d, program: kickoff, who: []string{"Iris Campbell"}, hours: 3, students: 118 + 2*(year%3), did: "Cards, puppets, and the summer list"})
		}
	}
	return all
}
