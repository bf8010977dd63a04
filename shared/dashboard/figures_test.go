package dashboard

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/recognition"
)

// body returns a page of a school, its entities read.
func body(t *testing.T, s *schooltest.School, path string, options Options) string {
	t.Helper()
	w := ask(New("school", &shelf{edition: edition(s)}, noon, options), path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d", path, w.Code)
	}
	return html.UnescapeString(w.Body.String())
}

// TestOneFigureEverywhere: what two pages, or a page and a mail, say of one
// thing is the same.
func TestOneFigureEverywhere(t *testing.T) {
	t.Run("required hours count from Started, as in the digest", func(t *testing.T) {
		s := schooltest.New()
		kim := s.Volunteer("Kim Osei", partnership.Ref{}, func(v *partnership.Volunteer) {
			v.RequiredMinutes, v.Started = 40*60, schooltest.Day("2026-09-01")
		})
		s.Hours("2026-03-03", 30*60, schooltest.Who(kim))
		s.Hours("2026-09-08", 5*60, schooltest.Who(kim))
		if page := body(t, s, "/volunteers/Volunteers%202", Options{Viewer: staff}); !strings.Contains(page, ">5 h of 40 h") {
			t.Error("the page does not say 5 h of 40 h")
		}
	})
	t.Run("training is no service, on the list and on the program's page", func(t *testing.T) {
		s := schooltest.New()
		club := s.Program("Tutoring", func(p *partnership.Program) { p.Starts = schooltest.Day("2026-09-01") })
		in := func(h *partnership.Hours) { h.Program, h.Students = club, 4 }
		ana := schooltest.Who(s.Volunteer("Ana", partnership.Ref{}))
		s.Hours("2026-09-08", 90, ana, in)
		s.Hours("2026-09-09", 600, ana, in, func(h *partnership.Hours) { h.Training = true })
		if page := body(t, s, "/programs", Options{Viewer: staff}); !strings.Contains(page, "1 h 30 min") || strings.Contains(page, "11 h") {
			t.Error("the list does not say 1 h 30 min")
		}
		if page := body(t, s, "/programs/Programs%202", Options{Viewer: staff}); !strings.Contains(page, "2 sessions, 1 h 30 min, 8 student visits.") {
			t.Error("the program's page does not say 1 h 30 min")
		}
	})
	t.Run("the list of partners says last together as the partner's page does", func(t *testing.T) {
		s := schooltest.New()
		bank := s.Partner("First Bank")
		s.Hours("2026-11-19", 60, schooltest.Who(s.Volunteer("Ana", bank)))
		s.Gift("2026-11-23", bank, "Pens")
		if page := body(t, s, "/partners/Partners%202", Options{Viewer: staff}); !strings.Contains(page, "Last contact 5 days ago.") {
			t.Error("its page does not say 5 days ago")
		}
		if page := body(t, s, "/partners", Options{Viewer: staff}); !strings.Contains(page, "19 Nov") || strings.Contains(page, "23 Nov") {
			t.Error("the list does not say 19 Nov")
		}
	})
	t.Run("a thank-you is one, whatever its channels, as in the digest", func(t *testing.T) {
		s := schooltest.New()
		s.StartDay = schooltest.Day("2026-08-01")
		bank := s.Partner("First Bank", func(p *partnership.Partner) {
			p.OKToThank, p.PromisedThanks = partnership.Yes, []partnership.Channel{partnership.WebsiteNote, partnership.SocialPost}
		})
		s.Gift("2026-11-23", bank, "Pens")
		for path, want := range map[string]string{
			"/": "1 thank-you is waiting.", "/thanks": "1 thank-you is waiting.", "/meetings": ", 1 waiting",
			"/partners": "1 thank-you owed", "/partners/Partners%202": `<span class="tile-value">1</span>`,
		} {
			if !strings.Contains(body(t, s, path, Options{Viewer: staff}), want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	})
	t.Run("a thank-you has the words that the digest has", func(t *testing.T) {
		s := schooltest.New()
		s.StartDay = schooltest.Day("2026-08-01")
		for i := range 6 {
			donor := s.Partner(fmt.Sprintf("Donor %d", i), func(p *partnership.Partner) { p.OKToThank = partnership.Yes })
			s.Gift("2026-11-10", donor, fmt.Sprintf("%d boxes of crayons", i+2))
		}
		x := s.Index()
		page := body(t, s, "/thanks", Options{Viewer: staff})
		for i, draft := range recognition.Drafts(x, recognition.Debt(x, recognition.Memory{}, schooltest.Day("2026-11-24"))) {
			if !strings.Contains(page, draft.Words) {
				t.Errorf("donor %d: the page lacks %q", i, draft.Words)
			}
		}
	})
}

// TestDependence: a large share is told above a half, from four partners and
// fifty hours on.
func TestDependence(t *testing.T) {
	school := func(minutes int) *schooltest.School {
		s := schooltest.New()
		for i, part := range []int{8, 1, 1, 1} {
			name := fmt.Sprintf("Partner %d", i+1)
			s.Hours("2026-10-06", minutes*part, schooltest.Who(s.Volunteer("Of "+name, s.Partner(name))))
		}
		return s
	}
	const told = "Partner 1 gives 73% of all hours."
	if !strings.Contains(body(t, school(300), "/", Options{Viewer: staff}), told) {
		t.Errorf("with 55 hours the overview lacks %q", told)
	}
	if strings.Contains(body(t, school(60), "/", Options{Viewer: staff}), "Who else could share the work?") {
		t.Error("with 11 hours the overview tells of a share")
	}
}

func TestValueOfTime(t *testing.T) {
	school := func(source string) *schooltest.School {
		s := schooltest.New()
		s.Settings.HourValue, s.Settings.HourValueSource = 3614, source
		s.Hours("2026-10-06", 600, schooltest.Who(s.Volunteer("Ana", partnership.Ref{})))
		return s
	}
	const worth, old = "would be worth $361 at $36.14 an hour (2025, Independent Sector)", "The value of an hour is of"
	for _, path := range []string{"/", "/rows/value-of-time"} {
		t.Run("it never stands without its rate: "+path, func(t *testing.T) {
			if !strings.Contains(body(t, school("2025, Independent Sector"), path, Options{Viewer: staff}), worth) {
				t.Errorf("the page lacks %q", worth)
			}
		})
	}
	t.Run("without a year and source it is not shown", func(t *testing.T) {
		if strings.Contains(body(t, school(""), "/", Options{Viewer: staff}), "would be worth") {
			t.Error("the page shows a value, and not whose")
		}
	})
	t.Run("beside rounded hours it says those that it was made of", func(t *testing.T) {
		s := school("2025, Independent Sector")
		s.Hours("2026-10-07", 80, schooltest.Who(s.Volunteer("Ben", partnership.Ref{})))
		page := body(t, s, "/", Options{Viewer: staff})
		for _, want := range []string{"11 hours", "Their 11 h 20 min would be worth $410 at $36.14 an hour"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
	})
	t.Run("staff are warned of a rate that is old, and of none else", func(t *testing.T) {
		administrators := Options{Viewer: func(*http.Request) Viewer { return Administrator }}
		for _, c := range []struct {
			source  string
			options Options
			want    bool
		}{{"2023, Independent Sector", Options{Viewer: staff}, true}, {"2025, Independent Sector", Options{Viewer: staff}, false}, {"2023", administrators, false}} {
			if got := strings.Contains(body(t, school(c.source), "/", c.options), old); got != c.want {
				t.Errorf("%s: warned %v, want %v", c.source, got, c.want)
			}
		}
	})
}

func TestHoursBeforeClearance(t *testing.T) {
	s := schooltest.New()
	fay := s.Volunteer("Fay Lindqvist", partnership.Ref{}, func(v *partnership.Volunteer) { v.ClearanceUntil = schooltest.Day("2026-10-10") })
	for _, on := range []string{"2026-10-07", "2026-10-14", "2026-10-21"} {
		s.Hours(on, 60, schooltest.Who(fay))
	}
	const warning = "Fay Lindqvist gave time 2 times since 14 Oct without a clearance that was good that day."
	if strings.Contains(body(t, s, "/", Options{Viewer: staff}), "clearance") {
		t.Error("a school that tracks no clearances is warned")
	}
	s.Settings.TrackClearances = true
	page := body(t, s, "/", Options{Viewer: staff})
	for _, want := range []string{warning, "Clearance: ended on 10 Oct."} {
		if !strings.Contains(page, want) {
			t.Errorf("the overview lacks %q", want)
		}
	}
}

// TestPagesMakeWhatTheyShow counts allocations: what is not shown costs nothing.
func TestPagesMakeWhatTheyShow(t *testing.T) {
	t.Run("the overview's thank-yous do not read everybody", func(t *testing.T) {
		cost := func(people int) float64 {
			s := schooltest.New()
			s.StartDay = schooltest.Day("2026-08-01")
			s.Gift("2026-11-10", s.Partner("First Bank"), "Pens")
			for range people {
				s.Volunteer("Somebody Else", partnership.Ref{})
			}
			d := newDesk(edition(s), schooltest.Day("2026-11-24"))
			return testing.AllocsPerRun(5, func() { d.tasks(links{}) })
		}
		if few, many := cost(1), cost(500); many > few {
			t.Errorf("they take %v allocations beside one volunteer and %v beside 500", few, many)
		}
	})
	t.Run("the latest stories do not read all the old ones", func(t *testing.T) {
		cost := func(old int) float64 {
			s := schooltest.New()
			for i := range old {
				s.Gift("2024-10-05", s.Partner(fmt.Sprintf("Old friend %d", i)), "Books")
			}
			for i := range 4 {
				s.Gift(fmt.Sprintf("2026-10-0%d", i+1), s.Partner(fmt.Sprintf("Friend %d", i)), "Pens")
			}
			d := newDesk(edition(s), schooltest.Day("2026-11-24"))
			if got := d.latestStories(links{}, 3); len(got) != 3 || got[0].Who.Text != "The story of Friend 3" || got[2].Who.Text != "The story of Friend 1" {
				t.Errorf("the latest stories are %+v", got)
			}
			return testing.AllocsPerRun(5, func() { d.latestStories(links{}, 3) })
		}
		if few, many := cost(1), cost(500); many > few+50 {
			t.Errorf("they take %v allocations beside one old friend and %v beside 500", few, many)
		}
	})
}

// plain is what somebody copies from a page: its text without tags.
func plain(page string) string {
	return strings.Join(strings.Fields(regexp.MustCompile("<[^>]*>").ReplaceAllString(page, "")), " ")
}

func TestWordsStandApart(t *testing.T) {
	page := plain(body(t, &schooltest.School{School: *lively().School}, "/thanks", Options{Viewer: staff}))
	if !strings.Contains(page, "Letter done in person") {
		t.Error("how and that it was in person run into one another")
	}
	if page := plain(body(t, &schooltest.School{School: *lively().School}, "/volunteers", Options{Viewer: staff})); !strings.Contains(page, "Spanish Ana Ruiz and Inés Duarte") {
		t.Error("a talent does not simply name who has it")
	}
}
