package partnership

// A Talent is one that the school wants, and who has it.
type Talent struct {
	Name     string       // as Settings spell it
	Held     []*Volunteer // active volunteers who have it; none: it is missing
	Offered  []*Partner   // partners that list it under Offers
	Interest []*Volunteer // active volunteers who list it under Interests only
}

// Talents returns the talents of Settings.TalentsWanted, each once, in their
// order, with those who have them. Spellings are folded: "Coding" and "coding
// " are one.
func (x *Index) Talents() []Talent {
	var talents []Talent
	position := map[string]int{}
	for _, want := range x.Settings.TalentsWanted {
		f := Fold(want)
		if _, double := position[f]; f == "" || double {
			continue
		}
		position[f] = len(talents)
		talents = append(talents, Talent{Name: want})
	}
	each := func(items []string, take func(*Talent)) {
		done := map[int]bool{}
		for _, item := range items {
			if i, ok := position[Fold(item)]; ok && !done[i] {
				done[i] = true
				take(&talents[i])
			}
		}
	}
	for i := range x.School.Volunteers {
		v := &x.School.Volunteers[i]
		if !v.Active() {
			continue
		}
		each(v.Talents, func(t *Talent) { t.Held = x.with(t.Held, v) })
		each(v.Interests, func(t *Talent) {
			if len(x.with(t.Held, v)) > len(t.Held) {
				t.Interest = x.with(t.Interest, v)
			}
		})
	}
	for i := range x.School.Partners {
		p := &x.School.Partners[i]
		if p.StageCell != Ended {
			each(p.Offers, func(t *Talent) { t.Offered = append(t.Offered, p) })
		}
	}
	return talents
}

// MissingTalents returns the wanted talents that no active volunteer has.
func (x *Index) MissingTalents() []Talent {
	var missing []Talent
	for _, t := range x.Talents() {
		if len(t.Held) == 0 {
			missing = append(missing, t)
		}
	}
	return missing
}

// with returns list with v, unless a row of the same person is in it.
func (x *Index) with(list []*Volunteer, v *Volunteer) []*Volunteer {
	for _, w := range list {
		if w == v || x.SamePerson(w, v) {
			return list
		}
	}
	return append(list[:len(list):len(list)], v)
}
