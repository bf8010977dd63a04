package match_test

import (
	"slices"
	"strings"
	"testing"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

func TestWritten(t *testing.T) {
	s := newSchool(t)
	s.tab(partnership.Partners, "Partner | Email", "YMCA |y@ymca.example| ", "Rotary Club |r@rotary.example| ", "Smith, Jones & Co || ")
	s.tab(partnership.Volunteers, "Volunteer | Partner",
		"Maria Garcia | YMCA | ", "Maria Garcia | Rotary Club | ", "Ana Ruiz | YMCA | ", "Rotary Club || ")
	s.tab(partnership.Programs, "Program | Starts | Ends", "Tutoring | 2025-09-01 | 2026-05-30 | ", "Tutoring | 2026-09-01 | 2027-05-30 | ")
	typed := []string{
		"2026-10-01 | Maria Garcia (ymca) | 1 | | ",
		"2026-10-02 | maria garcia (Rotary Club), ANA RUIZ | 1 | tutoring | ",
		"2026-10-03 | Maria Garcia | 1 | Tutoring (2025) | ",
		"2026-10-04 | Zoe Young; smith, jones & co | 1 | | ",
		"2026-10-05 | Rotary  Club | 1 | Tutoring | ",
	}
	s.tab(partnership.HoursTab, "Date | Volunteer | Hours | Program", typed...)
	s.sync()
	hours := sheet.SchemaOf(partnership.HoursTab)
	who, program := hours.Column("Volunteer"), hours.Column("Program")
	write := func() (texts [][2]string, means [][2][]sheet.Named) {
		names := match.NewNames()
		for kind, records := range s.stored {
			names.Add(sheet.SchemaOf(kind), records)
		}
		for i := range s.stored[partnership.HoursTab] {
			r := &s.stored[partnership.HoursTab][i]
			if r.Live() {
				texts = append(texts, [2]string{strings.Join(names.Written(hours, r, who), ", "), strings.Join(names.Written(hours, r, program), ", ")})
				means = append(means, [2][]sheet.Named{r.Refs[who], r.Refs[program]})
			}
		}
		return texts, means
	}
	texts, means := write()
	t.Run("a name is the present one, with what tells two of one name apart", func(t *testing.T) {
		want := [][2]string{
			{"Maria Garcia (YMCA)", ""},
			{"Maria Garcia (Rotary Club), Ana Ruiz", "Tutoring"},
			{"Maria Garcia", "Tutoring (2025)"}, // whose hours they are, nobody knows
			{"Zoe Young, Smith, Jones & Co", ""},
			{"Rotary Club", "Tutoring"},
		}
		if !slices.Equal(texts, want) {
			t.Errorf("got %q, want %q", texts, want)
		}
	})
	t.Run("typed into a sheet it means the same", func(t *testing.T) {
		for i := range typed {
			cells := strings.Split(typed[i], "|")
			cells[1], cells[3] = texts[i][0], texts[i][1]
			typed[i] = strings.Join(cells, "|")
		}
		delete(s.stored, partnership.HoursTab)
		delete(s.missing, partnership.HoursTab)
		s.tab(partnership.HoursTab, "Date | Volunteer | Hours | Program", typed...)
		s.sync()
		again, now := write()
		if !slices.Equal(again, texts) {
			t.Errorf("it is written %q, and was %q", again, texts)
		}
		for i := range now {
			for c := range now[i] {
				if !slices.EqualFunc(now[i][c], means[i][c], func(a, b sheet.Named) bool { return a.ID == b.ID && a.Kind == b.Kind }) {
					t.Errorf("%q means %+v, and meant %+v", texts[i][c], now[i][c], means[i][c])
				}
			}
		}
	})
}
