package dashboard

import (
	"crypto/rand"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shelfmates/shared/delivery"
	"shelfmates/shared/outreach"
	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/roster"
	"shelfmates/shared/store/sqlite"
)

// digestOf is the next digest of an edition, with the pages at an address.
func digestOf(t *testing.T, e *roster.Edition, pages string) delivery.Message {
	t.Helper()
	e.Team[0].Email, e.Team[0].WeeklyDigest = "okafor@school.example", true
	e.Settings.DigestDay, e.Settings.DigestTime = 1, 7*60
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), noon, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o := outreach.New(&shelf{edition: e}, delivery.NewLedger(s, rand.Reader), outreach.Options{PublicURL: pages})
	r, err := o.Preview(t.Context(), "school", schooltest.Day("2026-11-30"), schooltest.Day("2026-11-30"))
	if err != nil || len(r.Mails) != 1 {
		t.Fatalf("mails %d, left out %+v, error %v", len(r.Mails), r.LeftOut, err)
	}
	return r.Mails[0].Message
}

// hrefs are the addresses of a page's links.
func hrefs(t *testing.T, page string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range doc.Descendants() {
		if to := attr(n, "href"); n.Data == "a" && to != "" {
			all = append(all, to)
		}
	}
	return all
}

func TestTheDigestLinksToThePages(t *testing.T) {
	const base = "https://library.example/partners-of-ours"
	e := lively()
	e.Volunteers[0].ClearanceUntil = schooltest.Day("2026-10-01")
	e.Ideas[1].Status = partnership.IdeaNew
	mail := digestOf(t, e, base)
	h := New("school", &shelf{edition: e}, noon, Options{Viewer: staff})
	seen := map[string]bool{}
	for _, to := range hrefs(t, mail.HTML) {
		path, ours := strings.CutPrefix(to, base)
		if !ours {
			continue // composers of networks, and mail programs
		}
		u, err := url.Parse(path)
		if err != nil || u.RawQuery != "" {
			t.Errorf("%q is not a plain address: %v", to, err)
			continue
		}
		seen[u.Path] = true
		w := ask(h, "/"+strings.TrimPrefix(u.EscapedPath(), "/"))
		if w.Code != http.StatusOK {
			t.Errorf("%s answers %d", to, w.Code)
		}
		if u.Fragment != "" && !strings.Contains(w.Body.String(), `id="`+u.Fragment+`"`) {
			t.Errorf("%s has no part %q", to, u.Fragment)
		}
	}
	for _, want := range []string{"/thanks", "/meetings", "/ideas", "/fix", "/volunteers"} {
		if !seen[want] {
			t.Errorf("no link leads to %s", want)
		}
	}
	paths := slices.Collect(maps.Keys(seen))
	for _, kind := range []string{"/partners/", "/volunteers/"} {
		if !slices.ContainsFunc(paths, func(path string) bool { return strings.HasPrefix(path, kind) }) {
			t.Errorf("no link leads to one of %s", kind)
		}
	}
}

func TestADigestWithoutThePagesAddressHasNoLinkToThem(t *testing.T) {
	mail := digestOf(t, lively(), "")
	for _, to := range hrefs(t, mail.HTML) {
		if u, err := url.Parse(to); err != nil || u.Host == "" && u.Scheme != "mailto" {
			t.Errorf("a link leads to %q", to)
		}
	}
}
