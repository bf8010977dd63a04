package partnership

// A Talent is one that the school wants, and who has it.
type Talent struct {
	Name     string       // as Settings spell it
	Held     []*Volunteer // active volunteers who have it; none: it is missing
	Offered  []*Partner   // partners that list it under Offers
	Interest []*Volunteer // active volunteers who list it under Interests only
}

// Talents returns the talents of Settings.TalentsWanted, each once, in their
// order, with those who have them, each person once. Spellings are folded:
// "Coding" and "coding " are one. Nobody changes what it returns.
func (x *Index) Talents() []Talent { return x.talents }

// indexTalents finds out who has what is wanted.
func (x *Index) indexTalents() {
	position := map[string]int{}
	for _, want := range x.Settings.TalentsWanted {
		f := Fold(want)
		if _, double := position[f]; f == "" || double {
			continue
		}
		position[f] = len(x.talents)
		x.talents = append(x.talents, Talent{Name: want})
	}
	each := func(items []string, take func(int)) {
		done := map[int]bool{}
		for _, item := range items {
			if i, ok := position[Fold(item)]; ok && !done[i] {
				done[i] = true
				take(i)
			}
		}
	}
	type one struct {
		talent int
		person Key
	}
	listed := map[one]bool{}
	people := func(items func(*Volunteer) []string, list func(*Talent) *[]*Volunteer) {
		for i := range x.School.Volunteers {
			v := &x.School.Volunteers[i]
			if !v.Active() {
				continue
			}
			who := x.Key(Ref{ID: v.ID})
			each(items(v), func(t int) {
				if !listed[one{t, who}] {
					listed[one{t, who}] = true
					to := list(&x.talents[t])
					*to = append(*to, v)
				}
			})
		}
	}
	people(func(v *Volunteer) []string { return v.Talents }, func(t *Talent) *[]*Volunteer { return &t.Held })
	people(func(v *Volunteer) []string { return v.Interests }, func(t *Talent) *[]*Volunteer { return &t.Interest })
	for i := range x.School.Partners {
		p := &x.School.Partners[i]
		if p.StageCell != Ended {
			each(p.Offers, func(t int) { x.talents[t].Offered = append(x.talents[t].Offered, p) })
		}
	}
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
