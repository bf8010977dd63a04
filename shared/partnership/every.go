package partnership

import "iter"

// EveryPartner yields the partners of the sheet in its order, then those that
// left it and that rows still refer to: who was active in an earlier year does
// not depend on what was cleared since.
func (x *Index) EveryPartner() iter.Seq[*Partner] {
	return func(yield func(*Partner) bool) {
		for _, list := range [...][]Partner{x.School.Partners, x.School.Removed.Partners} {
			for i := range list {
				if p := x.partners[list[i].ID]; p == &list[i] && !yield(p) {
					return
				}
			}
		}
	}
}
