package partnership

// A Branch is somebody in the tree of introductions, with whom they brought.
type Branch struct {
	Key      Key
	Kind     Kind // Partners, Volunteers or Team; empty for a name without a record
	Name     string
	Row      Source // where it says who introduced them; zero at a root
	Branches []Branch
}

// Introductions returns who introduced whom, as trees in the order of the
// sheet: partners and volunteers under those who brought them. A root brought
// somebody and was brought by nobody. Each appears once; where rows say that
// two brought each other, the one that stands first in the sheet is the root.
func (x *Index) Introductions() []Branch {
	type person struct {
		kind   Kind
		parent Key
		row    Source
	}
	people := map[Key]*person{}
	var order []Key
	children := map[Key][]Key{}
	meet := func(k Key, kind Kind) *person {
		p := people[k]
		if p == nil {
			p = &person{kind: kind}
			people[k] = p
			order = append(order, k)
		}
		return p
	}
	introduce := func(k Key, kind Kind, by Ref, row Source) {
		parent := x.Key(by)
		p := meet(k, kind)
		if parent == "" || parent == k || p.parent != "" {
			return
		}
		for up := parent; up != ""; { // no one is brought by those they brought
			if up == k {
				return
			}
			above := people[up]
			if above == nil {
				break
			}
			up = above.parent
		}
		meet(parent, by.Kind)
		p.parent, p.row = parent, row
		children[parent] = append(children[parent], k)
	}
	for i := range x.School.Partners {
		p := &x.School.Partners[i]
		introduce(Key(p.ID), Partners, p.IntroducedBy, p.Source)
	}
	for i := range x.School.Volunteers {
		v := &x.School.Volunteers[i]
		introduce(x.Key(Ref{ID: v.ID}), Volunteers, v.IntroducedBy, v.Source)
	}
	var grow func(Key) Branch
	grow = func(k Key) Branch {
		p := people[k]
		b := Branch{Key: k, Kind: p.kind, Name: x.Name(k), Row: p.row}
		for _, c := range children[k] {
			b.Branches = append(b.Branches, grow(c))
		}
		return b
	}
	var roots []Branch
	for _, k := range order {
		if people[k].parent == "" && len(children[k]) > 0 {
			roots = append(roots, grow(k))
		}
	}
	return roots
}
