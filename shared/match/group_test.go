package match_test

import (
	"testing"

	"shelfmates/shared/partnership"
)

// TestAGroupWithoutPeople: a partner who gave hours counts as one person until
// somebody says how many came, and that is asked.
func TestAGroupWithoutPeople(t *testing.T) {
	const asked = `How many came? "Rotary" counts as one person. If it was a group, put their number into People.`
	for _, c := range []struct{ name, row, want string }{
		{"a group that nobody counted", "2026-10-06|Rotary|2||", asked},
		{"one that somebody did", "2026-10-06|Rotary|2|12|", ""},
		{"a partner who is one person", "2026-10-06|Judith Keller|2||", ""},
		{"a volunteer", "2026-10-06|Ana|2||", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSchool(t)
			s.tab(partnership.Volunteers, "Volunteer", "Ana|")
			s.tab(partnership.Partners, "Partner|Kind", "Rotary|Service club|", "Judith Keller|Individual|")
			s.tab(partnership.HoursTab, "Date|Volunteer|Hours|People", c.row)
			if got := notes(s.sync()[partnership.HoursTab]); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
