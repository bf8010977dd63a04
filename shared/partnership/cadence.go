package partnership

import (
	"cmp"
	"slices"

	"shelfmates/shared/schoolyear"
)

// A Contact is one time that the school and a partner talked or worked
// together.
type Contact struct {
	On     schoolyear.Day // zero: never
	Source Source         // the meeting, the session, or the partner's own row for Last talked
}

// A Cadence is how often a school wants to talk with a partner, and how that
// goes.
type Cadence struct {
	Weeks   int            // Talk every, else Meet at least every
	Own     bool           // Weeks stands in the partner's row
	Met     Contact        // the latest held meeting
	Session Contact        // the latest hours entry that counts for the partner
	Talked  Contact        // Last talked, as typed
	Latest  Contact        // the latest of these; of the same day the meeting, then Last talked
	Due     schoolyear.Day // the last day on which the next one is in time; zero while there was none
}

// OverdueDays is by how many days the next contact is late on today; 0 while it
// is in time, and where there never was one.
func (c Cadence) OverdueDays(today schoolyear.Day) int {
	if c.Due == 0 {
		return 0
	}
	return max(0, int(today-c.Due))
}

// Kept reports whether the latest contact lies within the cadence on today.
func (c Cadence) Kept(today schoolyear.Day) bool { return c.Due != 0 && today <= c.Due }

// Cadence returns how it stands with a partner on today. What is dated ahead
// does not count.
func (x *Index) Cadence(p *Partner, today schoolyear.Day) Cadence {
	k := Key(p.ID)
	c := Cadence{Weeks: x.Settings.MeetEveryWeeks}
	if p.TalkEveryWeeks > 0 {
		c.Weeks, c.Own = p.TalkEveryWeeks, true
	}
	for _, m := range x.meetings[k] {
		if m.HeldBy(today) {
			c.Met = Contact{m.Date, m.Source}
		}
	}
	if p.LastTalked <= today {
		c.Talked = Contact{p.LastTalked, p.Source}
	}
	positions := x.byPartner[k]
	for i := len(positions) - 1; i >= 0; i-- {
		if e := &x.entries[positions[i]]; e.Date <= today {
			c.Session = Contact{e.Date, e.Source}
			break
		}
	}
	for _, one := range [...]Contact{c.Met, c.Talked, c.Session} {
		if one.On > c.Latest.On {
			c.Latest = one
		}
	}
	if c.Latest.On != 0 && c.Weeks > 0 {
		c.Due = c.Latest.On + schoolyear.Day(7*c.Weeks)
	}
	return c
}

// An Ending is a clearance or an agreement with its last good day.
type Ending struct {
	Who    Ref
	On     schoolyear.Day // it is good on this day still
	Source Source
}

// ClearancesEnding returns the clearances of active volunteers that have ended
// or end within so many days of today, the first to end first. There are none
// where the school does not track them.
func (x *Index) ClearancesEnding(today schoolyear.Day, within int) []Ending {
	if !x.Settings.TrackClearances {
		return nil
	}
	var all []Ending
	for i := range x.School.Volunteers {
		v := &x.School.Volunteers[i]
		if v.Active() && v.ClearanceUntil != 0 && int(v.ClearanceUntil-today) <= within {
			all = append(all, Ending{Ref{Volunteers, v.ID, v.Name}, v.ClearanceUntil, v.Source})
		}
	}
	return inOrderOfEnd(all)
}

// ClearedOn reports whether somebody's clearance is good on a day.
func (v *Volunteer) ClearedOn(d schoolyear.Day) bool { return v.ClearanceUntil >= d }

// AgreementsEnding returns the agreements that have ended or end within so
// many days of today, the first to end first; those of ended partnerships are
// left out.
func (x *Index) AgreementsEnding(today schoolyear.Day, within int) []Ending {
	var all []Ending
	for i := range x.School.Partners {
		p := &x.School.Partners[i]
		if p.StageCell != Ended && p.AgreementUntil != 0 && int(p.AgreementUntil-today) <= within {
			all = append(all, Ending{Ref{Partners, p.ID, p.Name}, p.AgreementUntil, p.Source})
		}
	}
	return inOrderOfEnd(all)
}

func inOrderOfEnd(all []Ending) []Ending {
	slices.SortStableFunc(all, func(a, b Ending) int { return cmp.Compare(a.On, b.On) })
	return all
}

// An Uncleared is somebody who gave time while the clearance was not good.
type Uncleared struct {
	Volunteer *Volunteer
	Entries   []*Entry // in order of date, never none
}

// UnclearedHours returns who gave time in the days of span without a clearance
// that was good that day, the first to do so first: what a school that tracks
// clearances wants to be warned of. Those who asked to be removed are left out.
func (x *Index) UnclearedHours(span schoolyear.Span) []Uncleared {
	if !x.Settings.TrackClearances {
		return nil
	}
	var all []Uncleared
	at := map[Key]int{}
	entries := x.EntriesIn(span)
	for i := range entries {
		e := &entries[i]
		for _, k := range e.Named {
			v := x.volunteers[ID(k)]
			if v == nil || x.removed[v.ID] || v.Status == VolunteerRemove ||
				slices.ContainsFunc(x.rows(k), func(row *Volunteer) bool { return row.ClearedOn(e.Date) }) {
				continue
			}
			n, met := at[k]
			if !met {
				n = len(all)
				at[k] = n
				all = append(all, Uncleared{Volunteer: v})
			}
			all[n].Entries = append(all[n].Entries, e)
		}
	}
	return all
}
