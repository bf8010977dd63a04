package dashboard

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
)

// TestNamesAreFoundByLetter: a name in an address would be kept by browsers, so
// that a letter has to do, and links, so that no script has to.
func TestNamesAreFoundByLetter(t *testing.T) {
	s := schooltest.New()
	for i := range 18 {
		s.Volunteer(fmt.Sprintf("Helper %02d", i), partnership.Ref{})
		s.Partner(fmt.Sprintf("Shop %02d", i))
	}
	s.Volunteer("Ana Ruiz", partnership.Ref{})
	s.Volunteer("Élodie Ruthven", partnership.Ref{}, func(v *partnership.Volunteer) { v.Status = partnership.VolunteerLeft })
	s.Partner("Rotary Club")
	s.Partner("4-H of Alder Creek")
	t.Run("by any word of it, those that left too, and also where it has an accent", func(t *testing.T) {
		for path, want := range map[string][]string{
			"/volunteers?letter=R": {"Ana Ruiz", "Élodie Ruthven"}, "/volunteers?letter=E": {"Élodie Ruthven"},
			"/partners?letter=C": {"4-H of Alder Creek", "Rotary Club"}, "/partners?letter=0": {"4-H of Alder Creek"},
		} {
			page := body(t, s, path, Options{Viewer: staff})
			at := 0
			for _, name := range want {
				next := strings.Index(page[at:], "<bdi>"+name+"</bdi></a>")
				if next < 0 {
					t.Errorf("%s lacks %q, or has it in another order", path, name)
					break
				}
				at += next
			}
			if strings.Contains(page, "Helper 01") || strings.Contains(page, "Shop 01<") && !strings.Contains(path, "letter=0") {
				t.Errorf("%s has others too", path)
			}
		}
	})
	t.Run("letters that some name has are links, and lead back to all", func(t *testing.T) {
		page := body(t, s, "/volunteers?letter=R", Options{Viewer: staff})
		for _, want := range []string{`href="/volunteers?letter=A"`, `href="/volunteers?letter=E"`, `<a class="choice" href="/volunteers">All</a>`, "2 names have a word that begins with R."} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %s", want)
			}
		}
		if strings.Contains(page, "letter=Q") {
			t.Error("there is a link to a letter that no name has")
		}
	})
	t.Run("a letter whose last name is gone says so", func(t *testing.T) {
		if page := body(t, s, "/partners?letter=Q", Options{Viewer: staff}); !strings.Contains(page, "No name has a word with Q.") {
			t.Error("it does not")
		}
	})
	t.Run("a short list has none, and nothing but a letter is a letter", func(t *testing.T) {
		if page := ask(New("school", &shelf{edition: lively()}, noon, Options{Viewer: staff}), "/volunteers").Body.String(); strings.Contains(page, "?letter=") {
			t.Error("a list of ten has letters")
		}
		for _, letter := range []string{"r", "Ruiz", "7", "%3Cb%3E", "%CC%81"} {
			if w := ask(New("school", &shelf{edition: edition(s)}, noon, Options{Viewer: staff}), "/volunteers?letter="+letter); w.Code != http.StatusNotFound {
				t.Errorf("%s answers %d, want 404", letter, w.Code)
			}
		}
	})
}
