package tally

import (
	"cmp"
	"iter"
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// A Line is one row of a table of hours: what a partner, a program or a person
// stands for in the period.
type Line struct {
	Key      partnership.Key // empty: nobody, or library help
	Name     string          // as people call it; empty with Key
	Minutes  int             // of service
	Training int             // minutes of training, shown apart
	Sessions int             // entries
	Students int             // student visits; of a partner those of its sessions
	People   int             // distinct people named, in service
	Others   int             // headcount of groups, in service
	Sources  []partnership.Source
}

// A Month is one month of a table of hours.
type Month struct {
	schoolyear.Month
	Minutes  int // of service
	Sessions int // entries of either kind
	Students int
}

// sums is what one pass over the entries of a period finds.
type sums struct {
	span                     schoolyear.Span
	entries                  []partnership.Entry
	minutes, training        int
	sessions, students       int
	others                   int
	people                   map[partnership.Key]int // minutes of service each, by person
	partners                 map[partnership.Key]int // minutes of service, by partner; "" is nobody
	serviceRows, trainedRows int
}

func sumUp(x *partnership.Index, span schoolyear.Span) sums {
	s := sums{span: span, people: map[partnership.Key]int{}, partners: map[partnership.Key]int{}}
	s.entries = x.EntriesIn(span)
	for i := range s.entries {
		e := &s.entries[i]
		s.sessions++
		s.students += e.Students
		if e.Training {
			s.training += e.Total()
			s.trainedRows++
			continue
		}
		s.serviceRows++
		s.minutes += e.Total()
		s.others += e.Others
		for _, k := range e.Named {
			s.people[k] += e.Minutes
		}
		for _, share := range e.Shares {
			s.partners[share.Partner] += share.Minutes
		}
	}
	return s
}

// rows returns the entries that keep takes, as Sources in order of date.
func (s *sums) rows(room int, keep func(*partnership.Entry) bool) []partnership.Source {
	rows := make([]partnership.Source, 0, room)
	for i := range s.entries {
		if e := &s.entries[i]; keep(e) {
			rows = append(rows, e.Source)
		}
	}
	return rows
}

func service(e *partnership.Entry) bool  { return !e.Training }
func training(e *partnership.Entry) bool { return e.Training }

// ServiceHours is Σ minutes × people over the entries of kind Service.
func (t *Tally) ServiceHours() Figure {
	f := t.figure(ServiceTime, Minutes)
	f.Value = int64(t.service.minutes)
	f.Sources = t.service.rows(t.service.serviceRows, service)
	return f
}

// TrainingHours is Σ minutes × people over the entries of kind Training.
func (t *Tally) TrainingHours() Figure {
	f := t.figure(TrainingTime, Minutes)
	f.Value = int64(t.service.training)
	f.Sources = t.service.rows(t.service.trainedRows, training)
	return f
}

// Volunteers is the number of distinct people named in entries of service.
func (t *Tally) Volunteers() Figure {
	f := t.figure(Volunteers, Count)
	f.Value = int64(len(t.service.people))
	f.Sources = t.service.rows(t.service.serviceRows, func(e *partnership.Entry) bool {
		return !e.Training && len(e.Named) > 0
	})
	return f
}

// GroupHeadcount is Σ people without a name of their own over the entries of
// service: groups, and People above the names. Somebody who comes twice in a
// group counts twice.
func (t *Tally) GroupHeadcount() Figure {
	f := t.figure(GroupHeadcount, Count)
	f.Value = int64(t.service.others)
	f.Sources = t.service.rows(0, func(e *partnership.Entry) bool { return !e.Training && e.Others > 0 })
	return f
}

// StudentVisits is Σ Students over all entries: a child counts each time.
func (t *Tally) StudentVisits() Figure {
	f := t.figure(StudentVisits, Count)
	f.Value = int64(t.service.students)
	f.Sources = t.service.rows(t.service.sessions, func(e *partnership.Entry) bool { return e.Students > 0 })
	return f
}

// ByMonth returns the months of the period in order, with a zero for each
// month without entries, and nil when the period has no entry at all.
func (t *Tally) ByMonth() []Month {
	if len(t.service.entries) == 0 {
		return nil
	}
	var months []Month
	next := 0
	for m := range t.period.Months() {
		line := Month{Month: m}
		last := m.Span().Last
		for ; next < len(t.service.entries) && t.service.entries[next].Date <= last; next++ {
			e := &t.service.entries[next]
			line.Sessions++
			line.Students += e.Students
			if !e.Training {
				line.Minutes += e.Total()
			}
		}
		months = append(months, line)
	}
	return months
}

// ByPartner returns a line for each partner with entries in the period, most
// service first, then by name; the last line, where there is one, is what
// counts for nobody. Minutes add up to the total. People and Students of
// several lines may be the same and do not.
func (t *Tally) ByPartner() []Line {
	return t.lines(t.x.HoursByPartner(t.period), func(e *partnership.Entry, k partnership.Key, line *Line, came func(partnership.Key)) int {
		share := e.For(k)
		if len(e.Shares) == 1 {
			return everybody(e, line, came)
		}
		others := share.People
		for _, person := range e.Named {
			if t.from(person) == k {
				came(person)
				others--
			}
		}
		if !e.Training {
			line.Others += max(0, others)
		}
		return share.Minutes
	})
}

// from is the partner that a person comes from.
func (t *Tally) from(person partnership.Key) partnership.Key {
	if v := t.x.Volunteer(partnership.ID(person)); v != nil {
		return t.x.Key(v.Partner)
	}
	return ""
}

// everybody counts all of e.
func everybody(e *partnership.Entry, line *Line, came func(partnership.Key)) int {
	for _, person := range e.Named {
		came(person)
	}
	if !e.Training {
		line.Others += e.Others
	}
	return e.Total()
}

// ByProgram returns a line for each program with entries in the period, most
// service first, then by name; the last line, where there is one, is library
// help.
func (t *Tally) ByProgram() []Line {
	return t.lines(t.x.HoursByProgram(t.period), func(e *partnership.Entry, _ partnership.Key, line *Line, came func(partnership.Key)) int {
		return everybody(e, line, came)
	})
}

// ByVolunteer returns a line for each person named in an entry of the period,
// most service first, then by name. Minutes are the person's own; groups are
// in none of the lines.
func (t *Tally) ByVolunteer() []Line {
	return t.lines(t.x.HoursByPerson(t.period), func(e *partnership.Entry, k partnership.Key, _ *Line, came func(partnership.Key)) int {
		came(k)
		return e.Minutes
	})
}

// lines makes a line of each group of entries. credit tells how many minutes of
// an entry are the key's and who of it came for the key, and adds the Others.
func (t *Tally) lines(
	groups iter.Seq2[partnership.Key, iter.Seq[*partnership.Entry]],
	credit func(e *partnership.Entry, k partnership.Key, line *Line, came func(partnership.Key)) int,
) []Line {
	type named struct {
		Line
		folded string
	}
	var lines []named
	people := map[partnership.Key]bool{}
	training := false
	came := func(person partnership.Key) {
		if !training {
			people[person] = true
		}
	}
	for k, entries := range groups {
		line := named{Line: Line{Key: k, Name: t.x.Name(k)}}
		line.folded = partnership.Fold(line.Name)
		clear(people)
		for e := range entries {
			training = e.Training
			line.Sessions++
			line.Students += e.Students
			line.Sources = append(line.Sources, e.Source)
			if minutes := credit(e, k, &line.Line, came); training {
				line.Training += minutes
			} else {
				line.Minutes += minutes
			}
		}
		line.People = len(people)
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b named) int {
		return cmp.Or(
			cmp.Compare(none(a.Key), none(b.Key)),
			-cmp.Compare(a.Minutes, b.Minutes),
			cmp.Compare(a.folded, b.folded),
			cmp.Compare(a.Key, b.Key))
	})
	plain := make([]Line, len(lines))
	for i := range lines {
		plain[i] = lines[i].Line
	}
	return plain
}

// none orders the line of nobody behind the others.
func none(k partnership.Key) int {
	if k == "" {
		return 1
	}
	return 0
}
