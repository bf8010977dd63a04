package dashboard

import (
	"html"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/roster"
)

// TestRowsThatLeftTheSheet: one calm line for all tabs, after the page's own
// words, with the time at which they will be removed.
func TestRowsThatLeftTheSheet(t *testing.T) {
	read := time.Date(2026, time.November, 24, 10, 2, 0, 0, time.UTC)
	school := func(asOf time.Time, gone ...roster.Gone) *roster.Edition {
		s := schooltest.New()
		s.AsOf = asOf
		s.Gift("2026-11-03", s.Partner("First Bank"), "Pens")
		e := edition(s)
		e.Missing = gone
		return e
	}
	gone := func(kind partnership.Kind, since time.Time, held bool) roster.Gone {
		return roster.Gone{Source: partnership.Source{Kind: kind, ID: "x"}, Name: "One row", Since: since, Held: held}
	}
	overview := func(e *roster.Edition) string {
		return html.UnescapeString(ask(New("school", &shelf{edition: e}, noon, Options{Viewer: staff}), "/").Body.String())
	}
	t.Run("all tabs share a line", func(t *testing.T) {
		page := overview(school(read, gone(partnership.HoursTab, read, false), gone(partnership.HoursTab, read, false),
			gone(partnership.Donations, read.Add(-time.Minute), false)))
		const want = `<p class="notice">2 rows of Hours and 1 row of Donations left the sheet and will be removed at 10:12. If you meant it, there is nothing to do; if not, undo it or put the rows back.`
		if !strings.Contains(page, want) || strings.Count(page, `class="notice`) != 2 {
			t.Errorf("the page lacks %q, or says more", want)
		}
		if strings.Index(page, `class="lede"`) > strings.Index(page, "left the sheet") {
			t.Error("a phone shows it above the sentence")
		}
	})
	t.Run("the page of cells to fix has the time of each", func(t *testing.T) {
		w := ask(New("school", &shelf{edition: school(read, gone(partnership.HoursTab, read, false))}, noon, Options{Viewer: staff}), "/fix")
		if !strings.Contains(w.Body.String(), "Today at 10:02, will be removed at 10:12") {
			t.Error("it has not")
		}
	})
	t.Run("when their time has come, the next reading removes them", func(t *testing.T) {
		if page := overview(school(read.Add(time.Hour), gone(partnership.HoursTab, read, false))); !strings.Contains(page, "will be removed the next time the sheet is read.") {
			t.Error("the page does not say so")
		}
	})
	t.Run("those that wait for a person say so", func(t *testing.T) {
		page := overview(school(read, gone(partnership.HoursTab, read, true)))
		if !strings.Contains(page, `<p class="notice is-waiting">1 row of Hours left the sheet at once and still counts until you decide`) || strings.Contains(page, "will be removed") {
			t.Error("the page does not say that they count until somebody decides")
		}
	})
}

// TestAPhoneListIsShort: a row is its name and one line, and the menu says how
// much waits in all.
func TestAPhoneListIsShort(t *testing.T) {
	h := New("school", &shelf{edition: lively()}, noon, Options{Viewer: staff})
	for path, want := range map[string]string{
		"/volunteers": `<span class="brief"><bdi>Tutor · Lakeside YMCA · `,
		"/partners":   `<span class="brief"><bdi>Sustained · `,
	} {
		page := ask(h, path).Body.String()
		if !strings.Contains(page, `<table class="drawer is-compact"`) || !strings.Contains(page, want) {
			t.Errorf("%s lacks %q", path, want)
		}
	}
	t.Run("none are not counted", func(t *testing.T) {
		for _, path := range []string{"/volunteers", "/partners"} {
			if page := ask(h, path).Body.String(); strings.Contains(page, "· 0 h") || strings.Contains(page, "0 thank-yous owed") {
				t.Errorf("%s counts none", path)
			}
		}
		s := schooltest.New()
		s.Volunteer("Ana", partnership.Ref{}, func(v *partnership.Volunteer) { v.Status = partnership.VolunteerPaused })
		if page := body(t, s, "/volunteers", Options{Viewer: staff}); !strings.Contains(page, "Nobody is active just now.") {
			t.Error("the list of people who all paused does not say that nobody is active")
		}
		if page := body(t, schooltest.New(), "/volunteers", Options{Viewer: staff}); strings.Contains(page, " active") {
			t.Error("the list of nobody counts who is active")
		}
	})
	d := newDesk(lively(), schooltest.Day("2026-11-24"))
	f := (&pages{}).frame(d, Staff, "/")
	if want := count(d.waiting + len(d.fixes)); f.Waiting != want {
		t.Errorf("the menu says %q, want %q", f.Waiting, want)
	}
	if f := (&pages{}).frame(d, Administrator, "/"); f.Waiting != count(d.waiting) {
		t.Errorf("the menu of administrators says %q, want %q", f.Waiting, count(d.waiting))
	}
}
