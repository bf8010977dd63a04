package partnership_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// drawn writes trees as an indented list.
func drawn(branches []partnership.Branch, indent string) string {
	var b strings.Builder
	for _, one := range branches {
		b.WriteString(indent + one.Name + "\n")
		b.WriteString(drawn(one.Branches, indent+"  "))
	}
	return b.String()
}

func by(r partnership.Ref) func(*partnership.Partner) {
	return func(p *partnership.Partner) { p.IntroducedBy = r }
}

// TestIntroductions is story G: the club introduces a bank and a garden club,
// and the garden club a nursery.
func TestIntroductions(t *testing.T) {
	t.Run("a tree three levels deep", func(t *testing.T) {
		s := schooltest.New()
		club := s.Partner("Kiwanis")
		s.Partner("First Bank", by(club))
		garden := s.Partner("Garden Club", by(club))
		s.Partner("Green Nursery", by(garden))
		s.Partner("Alone")
		trees := s.Index().Introductions()
		if got, want := drawn(trees, ""), "Kiwanis\n  First Bank\n  Garden Club\n    Green Nursery\n"; got != want {
			t.Errorf("got:\n%swant:\n%s", got, want)
		}
		if trees[0].Branches[1].Row.ID != "Partners 4" {
			t.Errorf("row %+v", trees[0].Branches[1].Row)
		}
	})
	t.Run("volunteers, the team and names without a record bring people too", func(t *testing.T) {
		s := schooltest.New()
		ana := s.Volunteer("Ana Ruiz", partnership.Ref{})
		lee := s.Member("Ms. Lee", "Teacher")
		s.Partner("Grace Church", by(ana))
		s.Partner("YMCA", by(lee))
		s.Partner("Bakery", by(schooltest.Typed("a parent")))
		s.Volunteer("Ben Cole", partnership.Ref{}, func(v *partnership.Volunteer) { v.IntroducedBy = ana })
		want := "Ana Ruiz\n  Grace Church\n  Ben Cole\nMs. Lee\n  YMCA\na parent\n  Bakery\n"
		if got := drawn(s.Index().Introductions(), ""); got != want {
			t.Errorf("got:\n%swant:\n%s", got, want)
		}
	})
	t.Run("two that brought each other end at the first", func(t *testing.T) {
		s := schooltest.New()
		a, b := s.Partner("A"), s.Partner("B")
		s.Partners[0].IntroducedBy, s.Partners[1].IntroducedBy = b, a
		s.Partner("Itself", func(p *partnership.Partner) { p.IntroducedBy = partnership.Ref{Kind: partnership.Partners, ID: p.ID} })
		if got, want := drawn(s.Index().Introductions(), ""), "B\n  A\n"; got != want {
			t.Errorf("got:\n%swant:\n%s", got, want)
		}
	})
}

// TestIntroductionLaws: whatever rows say, everybody appears once and the tree
// ends.
func TestIntroductionLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := schooltest.New()
		n := rapid.IntRange(1, 12).Draw(t, "partners")
		var refs []partnership.Ref
		for range n {
			refs = append(refs, s.Partner("P"))
		}
		brought := map[partnership.Key]bool{}
		for i := range n {
			if rapid.Bool().Draw(t, "introduced") {
				j := rapid.IntRange(0, n-1).Draw(t, "by")
				s.Partners[i].IntroducedBy = refs[j]
				if j != i {
					brought[partnership.Key(refs[i].ID)], brought[partnership.Key(refs[j].ID)] = true, true
				}
			}
		}
		seen := map[partnership.Key]bool{}
		var walk func([]partnership.Branch)
		walk = func(branches []partnership.Branch) {
			for _, b := range branches {
				if seen[b.Key] {
					t.Fatalf("%s appears twice", b.Key)
				}
				seen[b.Key] = true
				walk(b.Branches)
			}
		}
		walk(s.Index().Introductions())
		if len(seen) != len(brought) {
			t.Fatalf("%d of %d appear", len(seen), len(brought))
		}
	})
}
