package dashboard

import (
	"net/http"
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	viewer := Staff
	options := Options{Tables: oneTable{}, Base: "/alder", Viewer: func(*http.Request) Viewer { return viewer }}
	h := New("school", &shelf{edition: lively()}, noon, options)
	t.Run("every list leads to its tab, as CSV and for Excel", func(t *testing.T) {
		for path, file := range map[string]string{
			"/partners": "partners", "/volunteers": "volunteers", "/programs": "programs", "/thanks": "recognition",
			"/meetings": "meetings", "/ideas": "ideas", "/rows/service-hours": "hours", "/rows/donations": "donations",
		} {
			page := ask(h, "/alder"+path).Body.String()
			for _, ending := range []string{".csv", ".xlsx"} {
				if address := `href="/alder/tables/` + file + ending + `"`; strings.Count(page, address) != 1 {
					t.Errorf("%s has %d links to %s%s, want one", path, strings.Count(page, address), file, ending)
				}
			}
		}
	})
	t.Run("a file is taken away and never opened in the browser", func(t *testing.T) {
		for file, media := range map[string]string{
			"hours.csv": "text/csv", "hours.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		} {
			w := ask(h, "/alder/tables/"+file)
			header := w.Header()
			if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "Hours,") || !strings.HasPrefix(header.Get("Content-Type"), media) {
				t.Errorf("%s answers %d, %s:\n%s", file, w.Code, header.Get("Content-Type"), w.Body)
			}
			for name, want := range map[string]string{
				"Content-Disposition": `attachment; filename="` + file + `"`, "X-Content-Type-Options": "nosniff",
				"Cache-Control": "private, no-store", "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
			} {
				if got := header.Get(name); got != want {
					t.Errorf("%s has %s: %s, want %s", file, name, got, want)
				}
			}
		}
	})
	t.Run("only tabs that have a list, and only in formats there are", func(t *testing.T) {
		for _, file := range []string{"team.csv", "settings.csv", "hours", "hours.html", "hours.csv.exe", "..%2Fhours.csv", "Hours.csv"} {
			if w := ask(h, "/alder/tables/"+file); w.Code != http.StatusNotFound {
				t.Errorf("%s answers %d, want 404", file, w.Code)
			}
		}
	})
	t.Run("administrators neither see the links nor get the files", func(t *testing.T) {
		viewer = Administrator
		if w := ask(h, "/alder/tables/hours.csv"); w.Code != http.StatusNotFound {
			t.Errorf("the file answers %d, want 404", w.Code)
		}
		if strings.Contains(ask(h, "/alder/partners").Body.String(), "/tables/") {
			t.Error("the page has a link to a file")
		}
	})
	t.Run("without tables there are no links", func(t *testing.T) {
		if strings.Contains(ask(New("school", &shelf{edition: lively()}, noon, Options{Viewer: staff}), "/partners").Body.String(), "/tables/") {
			t.Error("the page has a link to a file")
		}
	})
}
