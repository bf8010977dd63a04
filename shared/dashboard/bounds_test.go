package dashboard

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
)

// longLinks are addresses of cells as long as a Google Sheet has them.
func longLinks(tab partnership.Kind, cell string) string {
	return "https://docs.google.com/spreadsheets/d/" + strings.Repeat("x", 44) + "/edit?gid=1234567890#gid=1234567890&range=" + cell
}

// crowded is a school with n of everything that belongs to no one partner.
func crowded(n int) *roster.Edition {
	s := schooltest.New()
	s.Settings, s.StartDay = settings(), schooltest.Day("2026-08-01")
	var partners []partnership.Ref
	for i := range 26 {
		partners = append(partners, s.Partner(fmt.Sprintf("Partner %c", 'A'+rune(i))))
	}
	for i := range n {
		partner := partners[i%len(partners)]
		status := []partnership.IdeaStatus{partnership.IdeaNew, partnership.IdeaTrying, partnership.IdeaDone, partnership.IdeaNotNow}[i%4]
		s.Idea("2026-10-05", fmt.Sprintf("Idea number %d: a reading night with the fire brigade in the library", i), partner, func(idea *partnership.Idea) {
			idea.Status, idea.Why = status, "They are booked out until spring. Ask again in March."
		})
		day := schooltest.Day("2026-11-24") + 1
		if i%2 == 0 {
			day -= 40
		}
		s.Meeting(day.String(), fmt.Sprintf("Meeting number %d", i), schooltest.Who(partner), func(m *partnership.Meeting) {
			m.Decisions, m.Agenda, m.Place = "Two more tutors for Thursday, from January", "What next?", "Library"
			if i%2 == 0 {
				m.WhoCame = schooltest.Who(partner)
			}
		})
	}
	e := edition(s)
	for i := range n {
		e.Problems = append(e.Problems, sheet.Problem{
			Code: sheet.HoursUnread, Level: sheet.Fix, Tab: partnership.HoursTab, Row: i + 2, At: 3, Column: "Hours",
			Value: "about two and a half hours", Kept: "2 hours", Fix: "2.5",
		}, sheet.Problem{
			Code: sheet.TextTooLong, Level: sheet.Note, Tab: partnership.Ideas, Row: i + 2, At: 0, Column: "Idea", Value: "A reading night", Args: []string{"500"},
		})
		e.Missing = append(e.Missing, roster.Gone{
			Source: partnership.Source{Kind: partnership.HoursTab, ID: partnership.ID(fmt.Sprint("Hours ", i))}, Name: fmt.Sprintf("2026-11-05, Cleo Marsh %d", i), Since: noon(),
		})
	}
	return e
}

// TestNoPageGrowsWithTheSchool opens every page of a school with hundreds of
// ideas, meetings, wrong cells and rows that left the sheet.
func TestNoPageGrowsWithTheSchool(t *testing.T) {
	h := New("school", &shelf{edition: crowded(130)}, noon, Options{Viewer: staff, CellLink: longLinks})
	found := map[string]bool{}
	crawl(t, h, "", func(path string, _ *html.Node, body string) {
		if len(body) > pageBudget {
			t.Errorf("%s has %d bytes, more than %d", path, len(body), pageBudget)
		}
		for i := range 130 {
			for _, one := range []string{fmt.Sprintf("Idea number %d:", i), fmt.Sprintf(">Meeting number %d<", i), fmt.Sprintf("Cleo Marsh %d<", i), fmt.Sprintf("Hours D%d<", i+2)} {
				if strings.Contains(body, one) {
					found[one] = true
				}
			}
		}
	})
	if want := 4 * 130; len(found) != want {
		t.Errorf("by links %d things are found, want all %d", len(found), want)
	}
}

func TestFiftyThousandWrongCells(t *testing.T) {
	h := New("school", &shelf{edition: crowded(50_000)}, noon, Options{Viewer: staff, CellLink: longLinks})
	for _, path := range []string{"/", "/attention", "/fix", "/fix?from=25000&notes=25000&gone=25000", "/fix?from=999999", "/ideas", "/ideas?from=25000", "/meetings", "/meetings?from=49990"} {
		w := ask(h, path)
		if w.Code != http.StatusOK || w.Body.Len() > pageBudget {
			t.Errorf("%s answers %d with %d bytes, want 200 with %d at most", path, w.Code, w.Body.Len(), pageBudget)
		}
	}
}

func TestAnswersAreKept(t *testing.T) {
	d := newDesk(lively(), schooltest.Day("2026-11-24"))
	d.keep("small", answer{body: []byte("page")})
	d.keep("huge", answer{body: make([]byte, keepBytes+1)})
	if _, kept := d.kept("huge"); kept {
		t.Errorf("an answer above %d bytes is kept", keepBytes)
	}
	if _, kept := d.kept("small"); !kept {
		t.Error("a huge answer makes others be forgotten")
	}
}
