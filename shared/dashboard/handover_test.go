package dashboard

import (
	"html"
	"net/http"
	"strings"
	"testing"
)

// TestHandover is story K: the librarian leaves, and somebody takes over.
func TestHandover(t *testing.T) {
	viewer := Staff
	h := New("school", &shelf{edition: lively()}, noon, Options{Viewer: func(*http.Request) Viewer { return viewer }})
	const rotary = "/partners/Partners%202"
	t.Run("it holds all that the next person needs", func(t *testing.T) {
		w := ask(h, rotary+"/handover")
		page := html.UnescapeString(w.Body.String())
		for what, want := range map[string]string{
			"that it is internal":      "Handover, internal",
			"what is promised":         "Website note and Social post",
			"where it stands":          "Sustained",
			"the contact":              "june@rotary.example",
			"the notes":                "Prefers a call before noon.",
			"the agreement":            "until 15 Dec",
			"the next step":            "Ask June about two more tutors for Thursday",
			"who of the school leads":  "Ms. Okafor",
			"the people":               "Cleo Marsh",
			"the programs":             "After-school tutoring",
			"the story":                "Alder Creek Rotary Club became a regular partner.",
			"the way back to the page": `href="` + rotary + `"`,
		} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %s: %q", what, want)
			}
		}
	})
	t.Run("what is owed and what was decided last are on it", func(t *testing.T) {
		thrift := html.UnescapeString(ask(h, "/partners/Partners%205/handover").Body.String())
		if !strings.Contains(thrift, "12 used computers") || !strings.Contains(thrift, "not begun") {
			t.Error("the page lacks the thank-yous that are owed")
		}
		if !strings.Contains(thrift, "A shelf of books about repair") {
			t.Error("the page lacks the idea under way")
		}
		university := html.UnescapeString(ask(h, "/partners/Partners%209/handover").Body.String())
		if !strings.Contains(university, "Gus starts with the picture book shelves") {
			t.Error("the page lacks what the last meeting decided")
		}
	})
	t.Run("staff find it on the partner's page, administrators do not", func(t *testing.T) {
		const link = `href="` + rotary + `/handover"`
		if !strings.Contains(ask(h, rotary).Body.String(), link) {
			t.Error("the partner's page does not lead to it")
		}
		viewer = Administrator
		if strings.Contains(ask(h, rotary).Body.String(), link) {
			t.Error("an administrator's page leads to it")
		}
		if w := ask(h, rotary+"/handover"); w.Code != http.StatusNotFound {
			t.Errorf("it answers an administrator with %d, want 404", w.Code)
		}
	})
}
