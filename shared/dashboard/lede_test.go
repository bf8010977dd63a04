package dashboard

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// lede is the sentence at the top of the overview, its links left out.
func lede(t *testing.T, s *schooltest.School) string {
	t.Helper()
	_, after, _ := strings.Cut(body(t, s, "/", Options{Viewer: staff}), `<p class="lede">`)
	sentence, _, _ := strings.Cut(after, "</p>")
	return regexp.MustCompile("<[^>]*>").ReplaceAllString(sentence, "")
}

// TestTheSentenceCanBeQuoted: people are people, partners are those that gave
// the hours, and the hours are those of the rows behind them.
func TestTheSentenceCanBeQuoted(t *testing.T) {
	s := schooltest.New()
	ymca, garden := s.Partner("YMCA"), s.Partner("Garden Club")
	s.Gift("2026-10-01", s.Partner("First Bank"), "Pens")
	s.Hours("2026-10-06", 90, schooltest.Who(s.Volunteer("Ana", ymca), s.Volunteer("Ben", ymca)))
	for _, on := range []string{"2026-10-07", "2026-10-14", "2026-10-21"} {
		s.Hours(on, 30, schooltest.Who(garden), func(h *partnership.Hours) { h.People = 5 })
	}
	t.Run("groups are no people, who only gave things gave no hours", func(t *testing.T) {
		const want = "This school year 2 people and visiting groups from 2 partners gave 11 hours."
		if got := lede(t, s); got != want {
			t.Errorf("it reads %q, want %q", got, want)
		}
	})
	t.Run("each number opens onto the same number", func(t *testing.T) {
		for path, want := range map[string]string{
			"/":                         `<span class="tile-value">11</span>`,
			"/rows/service-hours":       "Volunteer hours: 11 hours",
			"/rows/volunteers":          "Volunteers: 2",
			"/rows/group-headcount":     "People in groups: 15",
			"/rows/partners-with-hours": "Partners that gave hours: 2",
		} {
			if !strings.Contains(body(t, s, path, Options{Viewer: staff}), want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
		if strings.Contains(body(t, s, "/rows/partners-with-hours", Options{Viewer: staff}), "First Bank") {
			t.Error("First Bank gave no hours and is among the rows")
		}
	})
}

// TestANewYear: a school that has worked with partners for years does not begin
// to on the first of August.
func TestANewYear(t *testing.T) {
	s := schooltest.New()
	ymca := s.Partner("YMCA")
	s.Program("Tutoring", func(p *partnership.Program) {
		p.Starts, p.Partners = schooltest.Day("2026-02-02"), schooltest.Who(ymca)
	})
	ana := s.Volunteer("Ana", ymca)
	s.Hours("2026-02-03", 75, schooltest.Who(ana))
	s.Hours("2026-06-02", 60, schooltest.Who(ana))
	const want = "A new school year. Last year 1 person from 1 partner gave 2 h 15 min."
	if got := lede(t, s); got != want {
		t.Errorf("it reads %q, want %q", got, want)
	}
	t.Run("its numbers open onto the rows of that year", func(t *testing.T) {
		page := body(t, s, "/rows/service-hours?year=last", Options{Viewer: staff})
		for _, want := range []string{"School year 2025–26", "2 h 15 min", ">3 Feb<", ">2 June<"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
	})
	t.Run("no other year has pages", func(t *testing.T) {
		if w := ask(New("school", &shelf{edition: edition(s)}, noon, Options{Viewer: staff}), "/rows/service-hours?year=2019"); w.Code != http.StatusNotFound {
			t.Errorf("it answers %d", w.Code)
		}
	})
	t.Run("the first hours open it", func(t *testing.T) {
		s.Hours("2026-11-03", 60, schooltest.Who(ana))
		if got := lede(t, s); got != "This school year 1 person from 1 partner gave 1 hour." {
			t.Errorf("it reads %q", got)
		}
	})
}
