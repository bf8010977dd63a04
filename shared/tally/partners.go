package tally

import (
	"iter"

	"shelfmates/shared/partnership"
)

// A Seen says of one partner in which of two years it was active.
type seen struct {
	partner      *partnership.Partner
	now, earlier bool
}

// seenPartners yields the partners active in the period or the one before,
// those that left the sheet included.
func (t *Tally) seenPartners() iter.Seq[seen] {
	return func(yield func(seen) bool) {
		for p := range t.x.EveryPartner() {
			k := partnership.Key(p.ID)
			if s := (seen{p, t.active[k], t.earlier[k]}); (s.now || s.earlier) && !yield(s) {
				return
			}
		}
	}
}

// partners counts those that keep takes.
func (t *Tally) partners(key Key, keep func(seen) bool) Figure {
	var rows []partnership.Source
	for s := range t.seenPartners() {
		if keep(s) {
			rows = append(rows, s.partner.Source)
		}
	}
	return t.counted(key, rows)
}

// ActivePartners is the number of partners with at least one hours entry,
// donation, program running or held meeting in the period.
func (t *Tally) ActivePartners() Figure {
	return t.partners(ActivePartners, func(s seen) bool { return s.now })
}

// HoursPartners is the number of partners for which service hours of the period
// count.
func (t *Tally) HoursPartners() Figure {
	return t.partners(HoursPartners, func(s seen) bool { return t.service.partners[partnership.Key(s.partner.ID)] > 0 })
}

// NewPartners is the number of partners active now and not before.
func (t *Tally) NewPartners() Figure {
	return t.partners(NewPartners, func(s seen) bool { return s.now && !s.earlier })
}

// PartnersKept is the number of partners active now and before: those that
// came back.
func (t *Tally) PartnersKept() Figure {
	return t.partners(PartnersKept, func(s seen) bool { return s.now && s.earlier })
}

// PartnersNotSeen is the number of partners active before and not now. Until
// the year has ended they are not yet back.
func (t *Tally) PartnersNotSeen() Figure {
	return t.partners(PartnersNotSeen, func(s seen) bool { return !s.now && s.earlier })
}

// PartnerRetention is partners active now and before / partners active before.
func (t *Tally) PartnerRetention() Figure {
	return t.rate(PartnerRetention, func(yield func(partnership.Source, bool) bool) {
		for s := range t.seenPartners() {
			if s.earlier && !yield(s.partner.Source, s.now) {
				return
			}
		}
	})
}

// PartnerGrowth is active now / active before − 1, both cut at the same date.
func (t *Tally) PartnerGrowth() Figure {
	f := t.figure(PartnerGrowth, Change)
	for s := range t.seenPartners() {
		f.Sources = append(f.Sources, s.partner.Source)
		if s.now {
			f.Value++
		}
		if s.earlier {
			f.Of++
		}
	}
	f.Unknown = f.Of == 0
	return f
}

// VolunteerRetention is people with service in both years / people with
// service in the year before. Its rows are the Volunteers', none for a name
// without a record.
func (t *Tally) VolunteerRetention() Figure {
	f := t.figure(VolunteerRetention, Rate)
	asked := map[partnership.Key]bool{}
	entries := t.x.EntriesIn(t.before)
	for i := range entries {
		if entries[i].Training {
			continue
		}
		for _, k := range entries[i].Named {
			if asked[k] {
				continue
			}
			asked[k] = true
			_, now := t.service.people[k]
			v := t.x.Volunteer(partnership.ID(k))
			f.Of++
			if v != nil {
				f.Sources = append(f.Sources, v.Source)
			}
			if now {
				f.Value++
				if v != nil {
					f.Met = append(f.Met, v.Source)
				}
			}
		}
	}
	f.Unknown = f.Of == 0
	return f
}

// A Dependence is how much of the hours comes from one side.
type Dependence struct {
	Key     partnership.Key // the partner or person with the largest part
	Minutes int             // its service
	Of      int             // all service
	Parts   int             // partners, or people, with service
}

// From this many partners and hours on a large share is worth a word, and only
// above a half.
const (
	dependenceParts   = 4
	dependenceMinutes = 50 * 60
)

// Say reports whether the dependence is to be told: above 50 %, from 4 parts
// and 50 hours on.
func (d Dependence) Say() bool {
	return d.Parts >= dependenceParts && d.Of >= dependenceMinutes && 2*d.Minutes > d.Of
}

// OnPartner returns the partner with the most service in the period.
func (t *Tally) OnPartner() Dependence { return largest(t.x, t.service.partners, t.service.minutes) }

// OnPerson returns the person with the most service in the period.
func (t *Tally) OnPerson() Dependence { return largest(t.x, t.service.people, t.service.minutes) }

// largest finds the largest part; of equal ones that whose name comes first.
func largest(x *partnership.Index, minutes map[partnership.Key]int, all int) Dependence {
	d := Dependence{Of: all}
	name := ""
	for k, m := range minutes {
		if k == "" || m == 0 {
			continue
		}
		d.Parts++
		n := partnership.Fold(x.Name(k)) + string(k)
		if m > d.Minutes || (m == d.Minutes && n < name) {
			d.Key, d.Minutes, name = k, m, n
		}
	}
	return d
}

// TopShare is the largest partner's service / all service. See OnPartner for
// whose it is, and when it is worth a word. Its rows are the entries.
func (t *Tally) TopShare() Figure {
	top := t.OnPartner()
	return t.share(TopShare, top, func(e *partnership.Entry) bool { return e.For(top.Key).Minutes > 0 })
}

// TopPersonShare is the service of the person with the most / all service.
func (t *Tally) TopPersonShare() Figure {
	top := t.OnPerson()
	return t.share(TopPersonShare, top, func(e *partnership.Entry) bool {
		for _, k := range e.Named {
			if k == top.Key {
				return true
			}
		}
		return false
	})
}

func (t *Tally) share(key Key, top Dependence, mine func(*partnership.Entry) bool) Figure {
	f := t.figure(key, Rate)
	f.Value, f.Of, f.Unknown = int64(top.Minutes), int64(top.Of), top.Of == 0
	f.Sources = t.service.rows(t.service.serviceRows, service)
	if top.Key != "" {
		f.Met = t.service.rows(0, func(e *partnership.Entry) bool { return !e.Training && mine(e) })
	}
	return f
}
