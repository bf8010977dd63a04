package schedule

import (
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
)

// A Topic says what a point of an agenda is about.
type Topic string

// The topics, in the order in which an agenda has them.
const (
	DecidedLast     Topic = "decided"    // Text: what the last meeting decided; Day: when
	NextStep        Topic = "next step"  // Text; Day: by when, may be zero
	HoursGiven      Topic = "hours"      // Minutes and Visits since Day
	Outcome         Topic = "outcome"    // Name: the program; Text: what came of it
	IdeaWaits       Topic = "idea"       // Text, Status; Name: whose; Day: since when, may be zero
	ThanksOwed      Topic = "owed"       // Count, may be 0; Day: of the oldest
	ThanksGiven     Topic = "thanked"    // Count since Day
	AgreementEnds   Topic = "agreement"  // Day: the last good one
	ClearanceEnds   Topic = "clearance"  // Name: whose; Day: the last good one
	NoAdministrator Topic = "no office"  // nobody from the office came last time
	NoTeacher       Topic = "no teacher" // no teacher came last time
	TalentWanted    Topic = "talent"     // Name: a talent that nobody has and this partner offers
	TalentsMissing  Topic = "talents"    // Names: talents that nobody has
)

// A Point is one fact of an agenda, with the rows that it was drawn from. Which
// fields are filled depends on the Topic.
type Point struct {
	Topic   Topic
	Day     schoolyear.Day
	Minutes int
	Visits  int
	Count   int
	Name    string
	Names   []string
	Text    string
	Status  partnership.IdeaStatus
	Sources []partnership.Source
}

const (
	// endingWithin is how many days ahead an ending is worth a word.
	endingWithin = 75
	// mostIdeas and mostTalents keep an agenda short enough to be used.
	mostIdeas, mostTalents = 3, 3
)

// agenda draws up what to talk about with a partner.
func agenda(x *partnership.Index, p *Proposal, thanks []recognition.Thanks, today schoolyear.Day) []Point {
	key := partnership.Key(p.Partner.ID)
	var points []Point
	last := lastMeeting(x, key, today)
	if last != nil && last.Decisions != "" {
		points = append(points, Point{Topic: DecidedLast, Day: last.Date, Text: last.Decisions, Sources: []partnership.Source{last.Source}})
	}
	if p.Partner.NextStep != "" {
		points = append(points, Point{
			Topic: NextStep, Day: p.Partner.NextStepOn, Text: p.Partner.NextStep, Sources: []partnership.Source{p.Partner.Source},
		})
	}
	points = append(points, hoursGiven(x, key, p.Since, today)...)
	points = append(points, outcomes(x, key, p.Since, today)...)
	points = append(points, ideasWaiting(x, key)...)
	points = append(points, thanksPoints(thanks, p.Partner.ID, p.Since)...)
	points = append(points, endings(x, p.Partner, today)...)
	points = append(points, absent(x, last)...)
	return append(points, talents(x, p.Partner)...)
}

func lastMeeting(x *partnership.Index, key partnership.Key, today schoolyear.Day) *partnership.Meeting {
	var last *partnership.Meeting
	for _, m := range x.MeetingsWith(key) {
		if m.HeldBy(today) {
			last = m
		}
	}
	return last
}

// hoursGiven sums the service that counts for the partner after since.
func hoursGiven(x *partnership.Index, key partnership.Key, since, today schoolyear.Day) []Point {
	p := Point{Topic: HoursGiven, Day: since}
	for e := range x.HoursFor(key, today) {
		if e.Date <= since || e.Training {
			continue
		}
		for _, share := range e.Shares {
			if share.Partner == key {
				p.Minutes += share.Minutes
			}
		}
		p.Visits += e.Students
		p.Sources = append(p.Sources, e.Source)
	}
	if p.Minutes == 0 {
		return nil
	}
	return []Point{p}
}

// outcomes tells what came of the partner's programs that ended after since.
func outcomes(x *partnership.Index, key partnership.Key, since, today schoolyear.Day) []Point {
	var points []Point
	for _, program := range x.ProgramsWith(key) {
		ran, ok := x.Ran(program, today)
		if !ok || program.Outcome == "" || ran.Last <= since || x.ProgramStatus(program, today) != partnership.ProgramFinished {
			continue
		}
		points = append(points, Point{Topic: Outcome, Name: program.Name, Text: program.Outcome, Sources: []partnership.Source{program.Source}})
	}
	return points
}

// ideasWaiting lists the ideas of the partner and its volunteers that are on
// their way, those that nobody has touched first.
func ideasWaiting(x *partnership.Index, key partnership.Key) []Point {
	givers := []partnership.Key{key}
	for _, v := range x.VolunteersFrom(key) {
		if k := x.Key(partnership.Ref{ID: v.ID}); !slices.Contains(givers, k) {
			givers = append(givers, k)
		}
	}
	var points []Point
	for _, status := range []partnership.IdeaStatus{partnership.IdeaNew, partnership.IdeaTalking, partnership.IdeaTrying} {
		for _, k := range givers {
			for _, idea := range x.IdeasFrom(k) {
				if idea.Status == status && len(points) < mostIdeas {
					points = append(points, Point{
						Topic: IdeaWaits, Text: idea.Text, Status: status, Name: x.Name(k), Day: idea.Date,
						Sources: []partnership.Source{idea.Source},
					})
				}
			}
		}
	}
	return points
}

// thanksPoints says how many thank-yous the partner is owed, and how many it
// was given after since.
func thanksPoints(thanks []recognition.Thanks, partner partnership.ID, since schoolyear.Day) []Point {
	owed, given := Point{Topic: ThanksOwed}, Point{Topic: ThanksGiven, Day: since}
	open, done := map[string]bool{}, map[string]bool{} // a thank-you is one, whatever its channels
	for _, t := range thanks {
		if t.For.ID != partner {
			continue
		}
		switch {
		case t.Open():
			if open[t.Together()] = true; owed.Day == 0 || t.Since < owed.Day {
				owed.Day = t.Since
			}
			owed.Count = len(open)
			owed.Sources = append(owed.Sources, t.Sources()...)
		case t.Done() && t.DoneOn > since:
			done[t.Together()] = true
			given.Count = len(done)
			given.Sources = append(given.Sources, t.Sources()...)
		}
	}
	var points []Point
	for _, p := range []Point{owed, given} {
		if p.Count > 0 {
			points = append(points, p)
		}
	}
	return points
}

// endings lists the partner's agreement and its volunteers' clearances that
// have ended or end soon.
func endings(x *partnership.Index, partner *partnership.Partner, today schoolyear.Day) []Point {
	var points []Point
	if until := partner.AgreementUntil; until != 0 && until-today <= endingWithin {
		points = append(points, Point{Topic: AgreementEnds, Day: until, Sources: []partnership.Source{partner.Source}})
	}
	for _, e := range x.ClearancesEnding(today, endingWithin) {
		if v := x.Volunteer(e.Who.ID); v != nil && v.Partner.ID == partner.ID {
			points = append(points, Point{Topic: ClearanceEnds, Name: e.Who.Name, Day: e.On, Sources: []partnership.Source{e.Source}})
		}
	}
	return points
}

// absent says who of the school was not at the last meeting, where it is
// recorded who came.
func absent(x *partnership.Index, last *partnership.Meeting) []Point {
	if last == nil || len(last.WhoCame) == 0 {
		return nil
	}
	office, teacher := false, false
	for _, r := range last.WhoCame {
		if m := x.Member(r.ID); m != nil {
			office = office || m.Administrator()
			teacher = teacher || m.Teacher()
		}
	}
	var points []Point
	for _, a := range []struct {
		came  bool
		topic Topic
	}{{office, NoAdministrator}, {teacher, NoTeacher}} {
		if !a.came {
			points = append(points, Point{Topic: a.topic, Day: last.Date, Sources: []partnership.Source{last.Source}})
		}
	}
	return points
}

// talents turns wanted talents that nobody has into asks: by name where the
// partner offers one, else together.
func talents(x *partnership.Index, partner *partnership.Partner) []Point {
	var points []Point
	var missing []string
	for _, t := range x.MissingTalents() {
		if slices.ContainsFunc(t.Offered, func(p *partnership.Partner) bool { return p.ID == partner.ID }) {
			points = append(points, Point{Topic: TalentWanted, Name: t.Name, Sources: []partnership.Source{partner.Source}})
			continue
		}
		missing = append(missing, t.Name)
	}
	if len(points) == 0 && len(missing) > 0 {
		settings := partnership.Source{Kind: "Settings", ID: "settings"}
		points = append(points, Point{
			Topic: TalentsMissing, Names: missing[:min(len(missing), mostTalents)], Sources: []partnership.Source{settings},
		})
	}
	return points
}
