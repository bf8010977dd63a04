package match_test

import (
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

func TestNamesSortedAlone(t *testing.T) {
	four := func(t *testing.T, names ...string) (paused bool, held []string) {
		s := newSchool(t)
		headers := "Volunteer | Partner | Email"
		write := func(names []string, ids ...string) {
			var rows []string
			for i, rest := range []string{"YMCA | dee@mail.example", "Rotary | cy@mail.example", "Bakery | ben@mail.example", "YMCA | "} {
				rows = append(rows, names[i]+" | "+rest+" | "+ids[i])
			}
			s.tab(partnership.Volunteers, headers, rows...)
		}
		write([]string{"Dee Fox", "Cy Dunn", "Ben Coles", "Ana Ruiz"}, "", "", "", "")
		s.sync()
		write(names, id(1), id(2), id(3), id(4))
		plan := s.sync()[partnership.Volunteers]
		for _, r := range s.stored[partnership.Volunteers] {
			held = append(held, r.Values[0].Text)
		}
		return plan.Paused != nil && plan.Paused.Code == sheet.Scrambled, held
	}
	t.Run("names sorted alone in a tab of four rows put it on pause, and nobody gets another's hours", func(t *testing.T) {
		paused, held := four(t, "Ana Ruiz", "Ben Coles", "Cy Dunn", "Dee Fox")
		if !paused || held[0] != "Dee Fox" || held[3] != "Ana Ruiz" {
			t.Errorf("on pause %v; the records are %q", paused, held)
		}
	})
	t.Run("three that changed places too", func(t *testing.T) {
		if paused, held := four(t, "Cy Dunn", "Ben Coles", "Dee Fox", "Ana Ruiz"); !paused {
			t.Errorf("it is not on pause; the records are %q", held)
		}
	})
	t.Run("three that were renamed are three renames", func(t *testing.T) {
		if paused, held := four(t, "Dee Foxx", "Cy Lund", "Ben Hill", "Ana Ruiz"); paused || held[1] != "Cy Lund" {
			t.Errorf("on pause %v; the records are %q", paused, held)
		}
	})
}
