package tally

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// asOf is the day on which standings of the period are taken: its last.
func (t *Tally) asOf() schoolyear.Day { return t.period.Last }

// ContactKept is partners Trying out, Regular or Sustained whose latest held
// meeting, session or Last talked lies within their cadence / all such, on the
// period's last day.
func (t *Tally) ContactKept() Figure {
	return t.rate(ContactKept, func(yield func(partnership.Source, bool) bool) {
		for i := range t.x.School.Partners {
			p := &t.x.School.Partners[i]
			switch t.x.Standing(p, t.asOf()).Stage {
			case partnership.TryingOut, partnership.Regular, partnership.Sustained:
				if !yield(p.Source, t.x.Cadence(p, t.asOf()).Kept(t.asOf())) {
					return
				}
			}
		}
	})
}

// held returns the meetings held in the period, in the order of the sheet.
func (t *Tally) held() []*partnership.Meeting {
	var all []*partnership.Meeting
	for i := range t.x.School.Meetings {
		if m := &t.x.School.Meetings[i]; t.period.Contains(m.Date) && m.HeldBy(t.period.Last) {
			all = append(all, m)
		}
	}
	return all
}

// MeetingsHeld is the number of meetings held in the period.
func (t *Tally) MeetingsHeld() Figure {
	var rows []partnership.Source
	for _, m := range t.held() {
		rows = append(rows, m.Source)
	}
	return t.counted(MeetingsHeld, rows)
}

// came makes a Rate of the held meetings of which Who came is recorded, and of
// those to which somebody came whom is takes.
func (t *Tally) came(key Key, is func(partnership.Ref) bool) Figure {
	return t.rate(key, func(yield func(partnership.Source, bool) bool) {
		for _, m := range t.held() {
			met := false
			for _, r := range m.WhoCame {
				met = met || is(r)
			}
			if len(m.WhoCame) > 0 && !yield(m.Source, met) {
				return
			}
		}
	})
}

// AdministratorsCame is held meetings to which an administrator came (Access
// Administrator, or Role Principal) / held meetings with Who came.
func (t *Tally) AdministratorsCame() Figure {
	return t.came(AdministratorsCame, func(r partnership.Ref) bool {
		m := t.x.Member(r.ID)
		return m != nil && m.Administrator()
	})
}

// TeachersCame is held meetings to which a teacher came / held meetings with
// Who came.
func (t *Tally) TeachersCame() Figure {
	return t.came(TeachersCame, func(r partnership.Ref) bool {
		m := t.x.Member(r.ID)
		return m != nil && m.Teacher()
	})
}

// PartnersCame is held meetings to which a partner, or a volunteer, came /
// held meetings with Who came.
func (t *Tally) PartnersCame() Figure {
	return t.came(PartnersCame, func(r partnership.Ref) bool {
		return r.Matched() && (r.Kind == partnership.Partners || r.Kind == partnership.Volunteers)
	})
}

// StaffInvolvement is programs with both a teacher and an administrator /
// programs, of those that ran in the period.
func (t *Tally) StaffInvolvement() Figure {
	return t.rate(StaffInvolvement, func(yield func(partnership.Source, bool) bool) {
		for _, p := range t.ran() {
			both := len(p.Teachers) > 0 && p.Administrator != partnership.Ref{}
			if !yield(p.Source, both) {
				return
			}
		}
	})
}

// GaveThenJoined is partners whose first donation precedes their first hours /
// partners with a donation, of all time up to the period's last day.
func (t *Tally) GaveThenJoined() Figure {
	return t.rate(GaveThenJoined, func(yield func(partnership.Source, bool) bool) {
		for p := range t.x.EveryPartner() {
			gave, joined := t.x.GaveThenJoined(p, t.asOf())
			if gave && !yield(p.Source, joined) {
				return
			}
		}
	})
}

// IdeasCarriedOut is ideas Done with something they led to / ideas, of the
// period by their Date; ideas without one count while the period lasts.
func (t *Tally) IdeasCarriedOut() Figure {
	return t.rate(IdeasCarriedOut, func(yield func(partnership.Source, bool) bool) {
		for _, i := range t.ideas() {
			if !yield(i.Source, carriedOut(i)) {
				return
			}
		}
	})
}

func carriedOut(i *partnership.Idea) bool {
	return i.Status == partnership.IdeaDone && len(i.LedTo) > 0
}

func (t *Tally) ideas() []*partnership.Idea {
	current := t.period.Contains(t.today)
	var all []*partnership.Idea
	for n := range t.x.School.Ideas {
		i := &t.x.School.Ideas[n]
		if t.period.Contains(i.Date) || (i.Date == 0 && current) {
			all = append(all, i)
		}
	}
	return all
}

// DaysToCarryOut is the median days from an idea's Date to the first day of
// what it led to, over the period's ideas carried out where both are known.
func (t *Tally) DaysToCarryOut() Figure {
	f := t.figure(DaysToCarryOut, HalfDays)
	var days []int
	for _, i := range t.ideas() {
		if !carriedOut(i) || i.Date == 0 {
			continue
		}
		if began, ok := t.x.Began(i.LedTo, t.asOf()); ok {
			days = append(days, int(max(0, began-i.Date)))
			f.Sources = append(f.Sources, i.Source)
		}
	}
	f.Value, f.Unknown = median(days)
	return f
}

// IntroducedPartners is new partners with an introducer / new partners.
func (t *Tally) IntroducedPartners() Figure {
	return t.rate(IntroducedPartners, func(yield func(partnership.Source, bool) bool) {
		for s := range t.seenPartners() {
			introduced := s.partner.IntroducedBy != partnership.Ref{}
			if s.now && !s.earlier && !yield(s.partner.Source, introduced) {
				return
			}
		}
	})
}

// TalentSpread is wanted talents that an active volunteer has / wanted
// talents. Its rows are the volunteers who have one; see partnership's Talents
// for the gaps by name.
func (t *Tally) TalentSpread() Figure {
	f := t.figure(TalentSpread, Rate)
	listed := map[partnership.Source]bool{}
	for _, talent := range t.x.Talents() {
		f.Of++
		if len(talent.Held) > 0 {
			f.Value++
		}
		for _, v := range talent.Held {
			if !listed[v.Source] {
				listed[v.Source] = true
				f.Sources = append(f.Sources, v.Source)
			}
		}
	}
	f.Met, f.Unknown = f.Sources, f.Of == 0
	return f
}

// ClearancesCurrent is volunteers Active and with hours in the period whose
// clearance runs to today or later / all such; n/a where the school does not
// track clearances.
func (t *Tally) ClearancesCurrent() Figure {
	return t.rate(ClearancesCurrent, func(yield func(partnership.Source, bool) bool) {
		if !t.x.Settings.TrackClearances {
			return
		}
		came := map[partnership.Key]bool{}
		for i := range t.service.entries {
			for _, k := range t.service.entries[i].Named {
				came[k] = true
			}
		}
		for i := range t.x.School.Volunteers {
			v := &t.x.School.Volunteers[i]
			k := partnership.Key(v.ID)
			if v.Active() && came[k] && !yield(v.Source, v.ClearedOn(t.today)) {
				return
			}
		}
	})
}

// AgreementsCurrent is partners whose agreement runs to today or later /
// partners that have one.
func (t *Tally) AgreementsCurrent() Figure {
	return t.rate(AgreementsCurrent, func(yield func(partnership.Source, bool) bool) {
		for i := range t.x.School.Partners {
			p := &t.x.School.Partners[i]
			if p.AgreementUntil != 0 && !yield(p.Source, p.AgreementUntil >= t.today) {
				return
			}
		}
	})
}
