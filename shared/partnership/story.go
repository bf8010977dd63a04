package partnership

import (
	"cmp"
	"slices"

	"shelfmates/shared/schoolyear"
)

// An EventKind says what happened in a partner's story.
type EventKind string

// The kinds of events.
const (
	WasIntroduced EventKind = "introduced"       // Who introduced the partner
	CameFromIdea  EventKind = "came from idea"   // Who had the idea What that led to the partner
	Began         EventKind = "began"            // the day in Since
	Gave          EventKind = "gave"             // a donation of What
	WasThanked    EventKind = "thanked"          // through Channel, for What
	VolunteerCame EventKind = "volunteer joined" // Who
	FirstHours    EventKind = "first hours"      // Who of its people, in program What
	JoinedAfter   EventKind = "gave, then joined"
	ProgramBegan  EventKind = "program began"    // What; it grew from From, where that is not empty
	MetTogether   EventKind = "met"              // a held meeting about What
	HadIdea       EventKind = "idea"             // Who of its people suggested What, which led to From, where not empty
	Introduced    EventKind = "introduced other" // the partner brought Who
	PassedMark    EventKind = "milestone"        // Who passed Count hours
	BecameRegular EventKind = "became regular"
	BecameLasting EventKind = "became sustained"
	WentQuiet     EventKind = "went quiet"
	CameBack      EventKind = "came back"
	ProgramEnded  EventKind = "program finished" // What, with outcome From
	TookPlace     EventKind = "took place"       // What, a program of one day, with outcome From
)

// order is where events of the kind are told among those of one day.
func (k EventKind) order() int {
	return slices.Index([]EventKind{
		WasIntroduced, CameFromIdea, Began, ProgramBegan, Gave, WasThanked, VolunteerCame, CameBack, FirstHours, JoinedAfter,
		TookPlace, MetTogether, HadIdea, Introduced, PassedMark, BecameRegular, BecameLasting, ProgramEnded, WentQuiet,
	}, k)
}

// An Event is one thing that happened between a partner and the school.
type Event struct {
	Kind    EventKind
	On      schoolyear.Day // zero where no row says when: told first
	Who     Key            // a person or partner, as the Kind says
	What    string         // a gift, a program, a topic, an idea
	From    string         // what it grew from or led to, or an outcome, as the Kind says
	Channel Channel        // of WasThanked
	Count   int            // students, hours or days, as the Kind says
	Gift    *Donation      // of Gave and JoinedAfter
	Sources []Source       // the rows that tell it, never none
}

// Story returns what happened with a partner up to today, in order. It is for
// people who may see the partner's rows: names in it have no consent yet.
func (x *Index) Story(p *Partner, today schoolyear.Day) []Event {
	k := Key(p.ID)
	s := &story{x: x, p: p, k: k, today: today}
	s.beginnings()
	s.gifts()
	s.people()
	s.programs()
	s.talks()
	s.stages()
	slices.SortStableFunc(s.events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.On, b.On),
			cmp.Compare(a.Kind.order(), b.Kind.order()))
	})
	return s.events
}

// A story collects the events of one partner.
type story struct {
	x      *Index
	p      *Partner
	k      Key
	today  schoolyear.Day
	events []Event
}

// tell adds e unless it lies ahead.
func (s *story) tell(e Event) {
	if e.On <= s.today {
		s.events = append(s.events, e)
	}
}

// beginnings tells how the partner was found. It is dated by Since, else by
// the first thing done together.
func (s *story) beginnings() {
	start := s.p.Since
	if done := s.x.Activities(s.k, s.today); start == 0 && len(done) > 0 {
		start = done[0].First
	}
	if by := s.x.Key(s.p.IntroducedBy); by != "" && by != s.k {
		s.tell(Event{Kind: WasIntroduced, On: start, Who: by, Sources: []Source{s.p.Source}})
	}
	for _, i := range s.x.ideasTo[s.k] {
		s.tell(Event{Kind: CameFromIdea, On: i.Date, Who: s.x.Key(i.From), What: i.Text, Sources: []Source{i.Source}})
	}
	if s.p.Since != 0 {
		s.tell(Event{Kind: Began, On: s.p.Since, Sources: []Source{s.p.Source}})
	}
	for _, other := range s.x.brought[s.k] {
		if other != s.p {
			on := other.Since
			if done := s.x.Activities(Key(other.ID), s.today); on == 0 && len(done) > 0 {
				on = done[0].First
			}
			s.tell(Event{Kind: Introduced, On: on, Who: Key(other.ID), Sources: []Source{other.Source}})
		}
	}
}

func (s *story) gifts() {
	for _, d := range s.x.gifts[s.k] {
		s.tell(Event{Kind: Gave, On: d.Date, What: d.What, From: d.For.Name, Gift: d, Sources: []Source{d.Source}})
	}
	for _, r := range s.x.thanks[s.k] {
		if r.Thanked() && r.DoneOn != 0 {
			s.tell(Event{Kind: WasThanked, On: r.DoneOn, What: r.BecauseOf, Channel: r.Channel, Sources: []Source{r.Source}})
		}
	}
}

// people tells of the partner's volunteers: when each joined, the first hours
// that count for the partner, and the marks they passed.
func (s *story) people() {
	told := map[Key]bool{}
	for _, v := range s.x.people[s.k] {
		who := s.x.Key(Ref{ID: v.ID})
		if told[who] {
			continue
		}
		told[who] = true
		joined := Event{Kind: VolunteerCame, On: v.Started, Who: who, What: v.Role, Sources: []Source{v.Source}}
		for e := range s.x.HoursOf(who, s.today) {
			if joined.On == 0 {
				joined.On = e.Date
			}
			joined.Sources = append(joined.Sources, e.Source)
			break
		}
		if joined.On != 0 {
			s.tell(joined)
		}
		for _, m := range s.x.Milestones(who, s.today) {
			s.tell(Event{Kind: PassedMark, On: m.On, Who: who, Count: m.Hours, Sources: []Source{m.Source}})
		}
	}
	for e := range s.x.HoursFor(s.k, s.today) {
		first := Event{Kind: FirstHours, On: e.Date, What: s.x.Name(e.ProgramKey), Count: e.Students, Sources: []Source{e.Source}}
		if len(e.Named) == 1 {
			first.Who = e.Named[0]
		}
		s.tell(first)
		if _, joined := s.x.GaveThenJoined(s.p, s.today); joined {
			gift := s.x.gifts[s.k][0]
			s.tell(Event{
				Kind: JoinedAfter, On: e.Date, What: gift.What, Gift: gift, Count: int(e.Date - gift.Date),
				Sources: []Source{gift.Source, e.Source},
			})
		}
		break
	}
}

func (s *story) programs() {
	for _, p := range s.x.runs[s.k] {
		ran, ok := s.x.Ran(p, s.today)
		if !ok {
			continue
		}
		began := Event{Kind: ProgramBegan, On: ran.First, Who: Key(p.ID), What: p.Name, Sources: []Source{p.Source}}
		for _, r := range p.GrewFrom {
			if from := s.x.programs[r.ID]; from != nil {
				began.Sources = append(began.Sources, from.Source)
			}
			if began.From == "" {
				began.From = r.Name
			}
		}
		finished := s.x.ProgramStatus(p, s.today) == ProgramFinished
		if !finished || ran.Len() > 1 || began.From != "" {
			s.tell(began)
		}
		if finished && (!p.Visit() || s.x.TookPlace(p, s.today)) {
			kind := ProgramEnded
			if ran.Len() == 1 {
				kind = TookPlace
			}
			s.tell(Event{
				Kind: kind, On: ran.Last, Who: Key(p.ID), What: p.Name, From: p.Outcome,
				Count: p.StudentsServed, Sources: []Source{p.Source},
			})
		}
	}
}

// talks tells of meetings and ideas, the partner's own and its people's.
func (s *story) talks() {
	for _, m := range s.x.meetings[s.k] {
		if m.HeldBy(s.today) {
			s.tell(Event{Kind: MetTogether, On: m.Date, What: m.Topic, From: m.Decisions, Sources: []Source{m.Source}})
		}
	}
	givers := []Key{s.k}
	for _, v := range s.x.people[s.k] {
		if who := s.x.Key(Ref{ID: v.ID}); !slices.Contains(givers, who) {
			givers = append(givers, who)
		}
	}
	for _, who := range givers {
		for _, i := range s.x.ideasFrom[who] {
			e := Event{Kind: HadIdea, On: i.Date, Who: who, What: i.Text, Sources: []Source{i.Source}}
			if i.Status == IdeaDone && len(i.LedTo) > 0 {
				e.From = s.x.Name(s.x.Key(i.LedTo[0]))
			}
			s.tell(e)
		}
	}
}

// stages tells when the partnership became regular and then sustained, fell
// quiet, and came back. It looks at each term anew, since only the first
// activity in a term can raise a stage. A term that a program merely runs into
// has no such day until something is done in it.
func (s *story) stages() {
	all := s.x.Activities(s.k, s.today)
	if len(all) == 0 {
		return
	}
	cal := s.x.Settings.Calendar
	var busy schoolyear.Day // the last day of activity so far
	regular, lasting := false, false
	for term := cal.TermOf(all[0].First); term.Compare(cal.TermOf(s.today)) <= 0; term = term.Next() {
		span := cal.Term(term)
		was := busy
		for _, a := range all {
			if a.Overlaps(span) {
				busy = max(busy, min(a.Last, span.Last, s.today))
			}
		}
		i, on := s.firstDone(all, span)
		if i < 0 {
			continue
		}
		known := 0
		for known < len(all) && all[known].First <= on {
			known++
		}
		if was != 0 && was <= on.AddMonths(-12) {
			s.tell(Event{Kind: WentQuiet, On: was, Sources: []Source{s.lastBefore(all, on)}})
			s.tell(Event{Kind: CameBack, On: on, Count: int(on - was), Sources: []Source{all[i].Source}})
		}
		then := s.x.standing(all[:known], on)
		if !lasting && then.Worked == Sustained {
			s.tell(Event{Kind: BecameLasting, On: on, Sources: then.Sources})
		} else if !regular && then.Worked == Regular {
			s.tell(Event{Kind: BecameRegular, On: on, Sources: then.Sources})
		}
		lasting = then.Worked == Sustained
		regular = lasting || then.Worked == Regular
	}
	if busy <= s.today.AddMonths(-12) {
		s.tell(Event{Kind: WentQuiet, On: busy, Sources: []Source{s.lastBefore(all, s.today)}})
	}
}

// firstDone returns the position of the activity that made the partner active
// in the days of span, and its day: the first that began in them, else the
// first program that ended; −1 where a program ran through and nothing else
// was done.
func (s *story) firstDone(all []Activity, span schoolyear.Span) (int, schoolyear.Day) {
	if i := slices.IndexFunc(all, func(a Activity) bool { return span.Contains(a.First) }); i >= 0 {
		return i, all[i].First
	}
	ended := -1
	for i, a := range all {
		if span.Contains(a.Last) && a.Last < s.today && (ended < 0 || a.Last < all[ended].Last) {
			ended = i
		}
	}
	if ended < 0 {
		return -1, 0
	}
	return ended, all[ended].Last
}

// lastBefore returns the row of the latest activity that ended before d.
func (s *story) lastBefore(all []Activity, d schoolyear.Day) Source {
	var last Activity
	for _, a := range all {
		if a.Last < d && a.Last >= last.Last {
			last = a
		}
	}
	return last.Source
}

// Thanked reports whether r stands for thanks that were given: its Status says
// so, or it has a Link, or, without a Status, a day in Done on.
func (r *Recognition) Thanked() bool {
	switch r.Status {
	case RecognitionPublished, RecognitionSent, RecognitionInPerson:
		return true
	case RecognitionNone:
		return false
	case "":
		return r.Link != "" || r.DoneOn != 0
	}
	return r.Link != ""
}
