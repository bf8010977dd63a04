package recognition

import (
	"strconv"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// occasions returns everything since the start day that somebody is to be
// thanked for, as of today.
func (d *debt) occasions() []occurrence {
	all := d.gifts()
	all = append(all, d.milestones()...)
	all = append(all, d.programs()...)
	all = append(all, d.anniversaries()...)
	kept := all[:0]
	for _, o := range all {
		if o.Day >= d.start() && o.Day <= d.today {
			kept = append(kept, o)
		}
	}
	return kept
}

func (d *debt) gifts() []occurrence {
	gifts := make([]occurrence, 0, len(d.Donations))
	for i := range d.Donations {
		g := &d.Donations[i]
		if d.Key(g.Partner) == "" {
			continue // nobody to thank yet
		}
		gifts = append(gifts, occurrence{
			Occasion: Occasion{
				Kind: Gift, About: about(Gift, string(g.ID)), Day: g.Date,
				What: g.What, Quantity: g.Quantity, Money: g.Money, Value: g.Value, HasValue: g.HasValue,
				Program: d.programName(g.For), Sources: []partnership.Source{g.Source},
			},
			For: g.Partner, consent: d.MayNameFor(g), promised: g.PromisedThanks,
		})
	}
	return gifts
}

func (d *debt) milestones() []occurrence {
	var passed []occurrence
	seen := map[partnership.Key]bool{}
	for i := range d.Volunteers {
		ref := refTo(&d.Volunteers[i])
		key := d.Key(ref)
		if seen[key] {
			continue
		}
		seen[key] = true
		for _, m := range d.Milestones(key, d.today) {
			passed = append(passed, occurrence{
				Occasion: Occasion{
					Kind: Milestone, About: about(Milestone, strconv.Itoa(m.Hours)), Day: m.On, Hours: m.Hours,
					Program: d.mostly(key, m.On), Sources: []partnership.Source{m.Source},
				},
				For: ref, consent: d.MayName(ref),
			})
		}
	}
	return passed
}

// mostly returns the program that holds more than half of a person's service
// up to a day; "" when none does.
func (d *debt) mostly(person partnership.Key, day schoolyear.Day) string {
	minutes := map[partnership.Key]int{}
	all := 0
	for e := range d.HoursOf(person, day) {
		if !e.Training {
			all += e.Minutes
			minutes[e.ProgramKey] += e.Minutes
		}
	}
	for key, m := range minutes {
		if key != "" && 2*m > all {
			return d.Name(key)
		}
	}
	return ""
}

// programs returns the visits that took place and the projects that came to
// their end, once for each of their partners.
func (d *debt) programs() []occurrence {
	var all []occurrence
	for i := range d.Programs {
		p := &d.Programs[i]
		kind, day := d.ended(p)
		if day == 0 {
			continue
		}
		seen := map[partnership.Key]bool{}
		for _, ref := range p.Partners {
			key := d.Key(ref)
			if key == "" || seen[key] {
				continue
			}
			seen[key] = true
			o := Occasion{
				Kind: kind, About: about(kind, string(p.ID)), Day: day, Program: p.Name,
				Students: p.StudentsServed, Sources: []partnership.Source{p.Source},
			}
			for e := range d.HoursIn(partnership.Key(p.ID), d.today) {
				o.Sessions++
				o.Visits += e.Students
				if !e.Training {
					o.Minutes += e.For(key).Minutes
				}
			}
			if kind == Visit {
				o.Students = 0 // of a visit it is how many were to come
				o.Unconfirmed = !d.TookPlace(p, d.today)
			}
			all = append(all, occurrence{Occasion: o, For: ref, consent: d.MayName(ref)})
		}
	}
	return all
}

// ended returns the day of a visit that is over, or on which a project became
// finished; zero when it is not, or nobody can tell when.
func (d *debt) ended(p *partnership.Program) (Kind, schoolyear.Day) {
	status := d.ProgramStatus(p, d.today)
	if p.Visit() {
		last := p.Ends
		if last == 0 {
			last = p.Starts
		}
		if last == 0 {
			last = d.lastSession(p)
		}
		over := status == partnership.ProgramFinished && last <= d.today ||
			status == partnership.ProgramRunning && last < d.today
		if !over {
			return Visit, 0
		}
		return Visit, last
	}
	if status != partnership.ProgramFinished {
		return Finished, 0
	}
	if p.Ends != 0 && p.Ends <= d.today {
		return Finished, p.Ends
	}
	if day := d.memory.FinishedSeen[p.ID]; day != 0 {
		return Finished, day
	}
	return Finished, d.lastSession(p)
}

func (d *debt) lastSession(p *partnership.Program) schoolyear.Day {
	var last schoolyear.Day
	for e := range d.HoursIn(partnership.Key(p.ID), d.today) {
		last = e.Date
	}
	return last
}

// anniversaries returns the day a year after a partner's first hours or
// donation, if something was done together after that first day.
func (d *debt) anniversaries() []occurrence {
	var all []occurrence
	for i := range d.Partners {
		p := &d.Partners[i]
		key := partnership.Key(p.ID)
		first, source := d.firstTogether(key)
		if first == 0 {
			continue
		}
		day := first.AddMonths(12)
		if day > d.today || len(d.ActiveIn(key, schoolyear.Span{First: first + 1, Last: day}, day)) == 0 {
			continue
		}
		o := Occasion{Kind: Anniversary, About: string(Anniversary), Day: day, Sources: []partnership.Source{source}}
		for e := range d.HoursFor(key, day) {
			o.Visits += e.Students
			if !e.Training {
				o.Minutes += e.For(key).Minutes
			}
		}
		ref := partnership.Ref{Kind: partnership.Partners, ID: p.ID, Name: p.Name}
		anniversary := occurrence{Occasion: o, For: ref, consent: d.MayName(ref)}
		if p.StageCell == partnership.Paused || p.StageCell == partnership.Ended {
			anniversary.unneeded = NotTogether
		}
		all = append(all, anniversary)
	}
	return all
}

// firstTogether returns the day of a partner's first hours or donation and its
// row; zero when there is none yet.
func (d *debt) firstTogether(key partnership.Key) (schoolyear.Day, partnership.Source) {
	var first schoolyear.Day
	var source partnership.Source
	for e := range d.HoursFor(key, d.today) {
		first, source = e.Date, e.Source
		break
	}
	if gifts := d.GiftsOf(key); len(gifts) > 0 && gifts[0].Date <= d.today && (first == 0 || gifts[0].Date < first) {
		first, source = gifts[0].Date, gifts[0].Source
	}
	return first, source
}

func (d *debt) programName(r partnership.Ref) string {
	if p := d.Program(r.ID); p != nil {
		return p.Name
	}
	return r.Name
}

func refTo(v *partnership.Volunteer) partnership.Ref {
	return partnership.Ref{Kind: partnership.Volunteers, ID: v.ID, Name: v.Name}
}

func about(kind Kind, what string) string { return string(kind) + ":" + what }
