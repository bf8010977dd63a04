package dashboard

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
)

// pageBudget is how many bytes a page may have.
const pageBudget = 60 << 10

// box is an Outbox in memory.
type box []Message

func (b box) List(context.Context) ([]Mail, error) {
	var all []Mail
	for _, m := range b {
		all = append(all, m.Mail)
	}
	return all, nil
}

func (b box) Read(_ context.Context, id string) (Message, error) {
	for _, m := range b {
		if m.ID == id {
			return m, nil
		}
	}
	return Message{}, ErrNoMail
}

func oneMail() box {
	return box{{
		Mail: Mail{ID: "2026-11-23-weekly-digest-1", At: noon(), Kind: "Weekly digest", To: "Ms. Okafor", Subject: "3 thank-yous for Monday"},
		Text: "Last week 11 people gave 23 h 30 min.", HTML: `<!doctype html><p style="color:green">Last week 11 people gave 23 h 30 min.</p>`,
	}}
}

// oneTable is Tables of a tab with one row.
type oneTable struct{}

func (oneTable) WriteTable(_ context.Context, w io.Writer, tab partnership.Kind, format string) error {
	_, err := fmt.Fprintf(w, "%s,%s\r\n'=1+1,\r\n", tab, format)
	return err
}

// ask sends one request to h and returns its answer.
func ask(h http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// crawl opens every page that can be reached from the first by links, and
// gives each to look.
func crawl(t *testing.T, h http.Handler, base string, look func(path string, doc *html.Node, body string)) {
	t.Helper()
	waiting, seen := []string{base + "/"}, map[string]bool{base + "/": true}
	ids := map[string][]string{}
	type anchor struct{ from, to, id string }
	var anchors []anchor
	for len(waiting) > 0 {
		at := waiting[0]
		waiting = waiting[1:]
		w := ask(h, at)
		if w.Code != http.StatusOK {
			t.Errorf("%s answers %d", at, w.Code)
			continue
		}
		if strings.HasSuffix(at, "/html") || strings.Contains(at, "/assets/") || strings.Contains(at, "/tables/") {
			continue // a mail as it is, and files
		}
		doc, err := html.Parse(strings.NewReader(w.Body.String()))
		if err != nil {
			t.Fatalf("parse %s: %v", at, err)
		}
		look(at, doc, w.Body.String())
		here, _ := url.Parse(at)
		for n := range doc.Descendants() {
			if id := attr(n, "id"); id != "" {
				ids[here.Path+"?"+here.RawQuery] = append(ids[here.Path+"?"+here.RawQuery], id)
			}
			for _, key := range []string{"href", "src"} {
				to, err := here.Parse(attr(n, key))
				if attr(n, key) == "" || err != nil || to.Host != "" {
					continue
				}
				if to.Fragment != "" {
					anchors = append(anchors, anchor{at, to.Path + "?" + to.RawQuery, to.Fragment})
				}
				to.Fragment = ""
				if next := to.RequestURI(); !seen[next] {
					seen[next] = true
					waiting = append(waiting, next)
				}
			}
		}
	}
	for _, a := range anchors {
		if !slices.Contains(ids[a.to], a.id) {
			t.Errorf("%s leads to %s#%s, which is not there", a.from, a.to, a.id)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// sound checks what holds for every page.
func sound(t *testing.T, path string, doc *html.Node) {
	t.Helper()
	count := map[string]int{}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("%s has two elements with the id %q", path, id)
			}
			ids[id] = true
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s has the attribute %s on <%s>, which the content policy refuses", path, a.Key, n.Data)
			}
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				t.Errorf("%s has a script for a link: %q", path, a.Val)
			}
		}
		switch n.Data {
		case "style":
			t.Errorf("%s has an inline style sheet", path)
		case "script":
			if attr(n, "src") == "" {
				t.Errorf("%s has an inline script", path)
			}
		case "img":
			if attr(n, "alt") == "" {
				t.Errorf("%s has a picture without words", path)
			}
		case "svg":
			if attr(n, "aria-hidden") == "" && attr(n, "aria-labelledby") == "" {
				t.Errorf("%s has a drawing that is neither named nor hidden", path)
			}
		case "a", "summary", "button":
			if strings.TrimSpace(content(n)) == "" {
				t.Errorf("%s has a <%s> without a word: %v", path, n.Data, n.Attr)
			}
		case "table":
			if !has(n, "th") {
				t.Errorf("%s has a table without heads", path)
			}
		case "iframe":
			if attr(n, "title") == "" || !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "sandbox" }) {
				t.Errorf("%s has a frame without a title or a sandbox", path)
			}
		}
	}
	for n := range doc.Descendants() {
		for _, key := range []string{"aria-labelledby", "aria-describedby"} {
			for id := range strings.FieldsSeq(attr(n, key)) {
				if !ids[id] {
					t.Errorf("%s: %s=%q names nothing", path, key, id)
				}
			}
		}
	}
	for _, one := range []string{"h1", "main", "title"} {
		if want := 1; count[one] != want && !(one == "title" && count[one] > 1) { // drawings have titles too
			t.Errorf("%s has %d <%s>, want %d", path, count[one], one, want)
		}
	}
}

func content(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func has(n *html.Node, element string) bool {
	for c := range n.Descendants() {
		if c.Data == element {
			return true
		}
	}
	return false
}

func TestEveryPage(t *testing.T) {
	schools := map[string]*roster.Edition{"full": lively(), "empty": blank(), "hostile": hostile()}
	for name, edition := range schools {
		for viewer, as := range map[string]Viewer{"staff": Staff, "administrators": Administrator} {
			t.Run("a "+name+" school is sound for "+viewer, func(t *testing.T) {
				h := New("school", &shelf{edition: edition}, noon, Options{
					Outbox: oneMail(), Tables: oneTable{}, Base: "/alder", Viewer: func(*http.Request) Viewer { return as },
					Try: []string{"Save the workbook."}, Poll: 1e9,
				})
				pages := 0
				crawl(t, h, "/alder", func(path string, doc *html.Node, body string) {
					pages++
					sound(t, path, doc)
					if len(body) > pageBudget && name != "hostile" { // whose names are as long as paragraphs
						t.Errorf("%s has %d bytes, more than %d", path, len(body), pageBudget)
					}
				})
				if pages < 6 {
					t.Errorf("only %d pages can be reached", pages)
				}
			})
		}
	}
}

func TestHostileText(t *testing.T) {
	h := New("school", &shelf{edition: hostile()}, noon, Options{Viewer: staff, Outbox: oneMail()})
	crawl(t, h, "", func(path string, doc *html.Node, body string) {
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && (n.Data == "blink" || n.Data == "script") {
				t.Errorf("%s: what somebody typed became the element <%s>", path, n.Data)
			}
			if href := attr(n, "href"); strings.HasPrefix(href, "javascript") || strings.HasPrefix(href, "data") {
				t.Errorf("%s: what somebody typed became the address %q", path, href)
			}
		}
	})
}

func TestAdministratorsSeeNoAddresses(t *testing.T) {
	private := []string{"june@rotary.example", "+1 555 0100", "+1 555 0199", "someone@home.example", "Prefers a call", "Fractions first"}
	shown := map[string]bool{}
	for viewer, as := range map[string]Viewer{"staff": Staff, "administrator": Administrator} {
		h := New("school", &shelf{edition: lively()}, noon, Options{Outbox: oneMail(), Viewer: func(*http.Request) Viewer { return as }})
		crawl(t, h, "", func(path string, _ *html.Node, body string) {
			for _, p := range private {
				if strings.Contains(html.UnescapeString(body), p) {
					shown[viewer+" "+p] = true
					if as == Administrator {
						t.Errorf("%s shows an administrator %q", path, p)
					}
				}
			}
		})
	}
	for _, p := range private {
		if !shown["staff "+p] {
			t.Errorf("staff find %q nowhere", p)
		}
	}
	h := New("school", &shelf{edition: lively()}, noon, Options{Outbox: oneMail(), Viewer: func(*http.Request) Viewer { return Administrator }})
	for _, path := range []string{"/fix", "/mail", "/mail/2026-11-23-weekly-digest-1", "/mail/2026-11-23-weekly-digest-1/html"} {
		if w := ask(h, path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers an administrator with %d, want 404", path, w.Code)
		}
	}
}
