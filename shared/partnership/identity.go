package partnership

import "slices"

// indexIdentity finds rows of the Volunteers tab that mean one person, and
// names that must not be said in public.
//
// Two rows are one person when their names fold to the same and their e-mail
// addresses do too, or when one lists the other's name under Also known as and
// their addresses do not speak against it.
func (x *Index) indexIdentity() {
	x.twins = map[ID]Key{}
	vs := x.School.Volunteers
	first := make(map[string]int, len(vs)) // name and address -> position
	byName := make(map[string][]int, len(vs))
	for i := range vs {
		name := Fold(vs[i].Name)
		byName[name] = append(byName[name], i)
		if vs[i].Email == "" {
			continue
		}
		who := name + "\x00" + Fold(vs[i].Email)
		if j, ok := first[who]; ok {
			x.join(&vs[j], &vs[i])
		} else {
			first[who] = i
		}
	}
	for i := range vs {
		for _, aka := range vs[i].AlsoKnownAs {
			for _, j := range byName[Fold(aka)] {
				if j != i && (vs[i].Email == "" || vs[j].Email == "" || Fold(vs[i].Email) == Fold(vs[j].Email)) {
					x.join(&vs[min(i, j)], &vs[max(i, j)])
				}
			}
		}
	}
	x.doubles = map[Key][]*Volunteer{}
	for i := range vs {
		if k, ok := x.twins[vs[i].ID]; ok {
			x.doubles[k] = append(x.doubles[k], &vs[i])
		}
	}
	x.indexRefusals()
}

// join makes the rows of a and b, and all that are one person with b, one
// person under the Key of a.
func (x *Index) join(a, b *Volunteer) {
	ka, kb := x.Key(Ref{ID: a.ID}), x.Key(Ref{ID: b.ID})
	if ka == kb {
		return
	}
	x.twins[ID(kb)] = ka
	x.twins[b.ID] = ka
	for id, k := range x.twins {
		if k == kb {
			x.twins[id] = ka
		}
	}
}

// indexRefusals keeps under which names somebody said No to public thanks, or
// is under 18. A No counts for every record that carries the name.
func (x *Index) indexRefusals() {
	x.no, x.minors = map[string][]Source{}, map[string][]Source{}
	note := func(m map[string][]Source, s Source, names ...string) {
		for _, n := range names {
			if n = Fold(n); n != "" && !slices.Contains(m[n], s) {
				m[n] = append(m[n], s)
			}
		}
	}
	for i := range x.School.Partners {
		p := &x.School.Partners[i]
		if p.OKToThank == No {
			note(x.no, p.Source, append(slices.Clone(p.AlsoKnownAs), p.Name, p.CreditAs)...)
		}
	}
	for i := range x.School.Volunteers {
		v := &x.School.Volunteers[i]
		names := append(slices.Clone(v.AlsoKnownAs), v.Name)
		if v.OKToThank == No || v.Status == VolunteerRemove {
			note(x.no, v.Source, names...)
		}
		if v.Under18 == Yes {
			note(x.minors, v.Source, names...)
		}
	}
}
