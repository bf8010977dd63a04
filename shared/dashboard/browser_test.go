package dashboard

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"shelfmates/shared/roster"
	"shelfmates/shared/testenv"
)

// look is what TestInABrowser runs in each page.
//
//go:embed testdata/look.js
var look string

// browser starts a browser for one test.
func browser(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), chromedp.ExecPath(testenv.Chromium(t)), chromedp.NoSandbox, chromedp.Headless,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits until the browser has ended
		cancel()
	})
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func TestInABrowser(t *testing.T) {
	ctx := browser(t)
	for name, e := range map[string]*roster.Edition{"full": lively(), "empty": blank(), "hostile": hostile()} {
		h := New("school", &shelf{edition: e}, noon, Options{Viewer: staff, Outbox: oneMail(), Tables: oneTable{}, Try: []string{"Save the workbook."}})
		server := httptest.NewServer(h)
		defer server.Close()
		var paths []string
		kinds := map[string]int{}
		crawl(t, h, "", func(path string, _ *html.Node, _ string) {
			kind := strings.SplitN(strings.TrimPrefix(path, "/"), "/", 2)
			one := kind[0]
			if len(kind) > 1 {
				one += "/…"
			}
			if kinds[one]++; kinds[one] <= 2 { // two of each kind of page
				paths = append(paths, path)
			}
		})
		for _, width := range []int64{390, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				t.Run(fmt.Sprintf("a %s school at %d pixels, %s", name, width, scheme), func(t *testing.T) {
					media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
					if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
						t.Fatal(err)
					}
					for _, path := range paths {
						if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 844), chromedp.Navigate(server.URL+path)); err != nil {
							t.Fatalf("open %s: %v", path, err)
						}
						wrong, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](look))
						if err != nil {
							t.Fatalf("look at %s: %v", path, err)
						}
						for _, w := range wrong[:min(5, len(wrong))] {
							t.Errorf("%s: %s", path, w)
						}
					}
				})
			}
		}
	}
}

// pushed is a Loader whose edition changes under the pages.
type pushed struct {
	mu      sync.Mutex
	edition *roster.Edition
}

func (p *pushed) Load(context.Context, string) (*roster.Edition, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.edition, nil
}

func TestAnOpenPageFollowsTheSheet(t *testing.T) {
	ctx := browser(t)
	loader := &pushed{edition: lively()}
	var asked sync.WaitGroup
	asked.Add(1)
	var first sync.Once
	h := New("school", loader, noon, Options{Viewer: staff, Outbox: oneMail(), Poll: 20 * time.Millisecond})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r)
		if r.Header.Get("If-None-Match") != "" {
			first.Do(asked.Done)
		}
	}))
	defer server.Close()
	const until = `new Promise((done) => {
		const seen = () => document.querySelector(".lede").textContent.includes(%q) && done(document.activeElement.textContent);
		new MutationObserver(seen).observe(document.body, {subtree: true, childList: true, characterData: true});
		seen();
	})`
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 844), chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	before, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector("details").open = true;
		document.querySelector('.rail .place[href="/ideas"]').focus(); document.querySelector(".lede").textContent`))
	if err != nil {
		t.Fatal(err)
	}
	asked.Wait() // the page asks again, and is told that nothing changed
	next := lively()
	next.Epoch++
	next.Hours[len(next.Hours)-3].Minutes += 30 * 60
	next.School.Hours = append(next.School.Hours, next.Hours[len(next.Hours)-3])
	loader.mu.Lock()
	loader.edition = next
	loader.mu.Unlock()
	want := strings.TrimSpace(textOf(t, ask(New("x", loader, noon, Options{Viewer: staff}), "/").Body.String(), "lede"))
	if want == strings.TrimSpace(before) {
		t.Fatalf("the two editions read the same: %s", want)
	}
	focused, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf(until, want), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("wait for %q: %v", want, err)
	}
	if focused != "Ideas" {
		t.Errorf("the focus went from Ideas to %q", focused)
	}
	rest, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`[String(document.querySelector("details").open), document.getElementById("heard").textContent]`))
	if err != nil {
		t.Fatal(err)
	}
	if rest[0] != "true" || rest[1] == "" {
		t.Errorf("what was open is open: %s; screen readers hear %q", rest[0], rest[1])
	}
}

// textOf returns the text of the first element of a class.
func textOf(t *testing.T, page, class string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if attr(n, "class") == class {
			return content(n)
		}
	}
	t.Fatalf("the page has no element of class %q", class)
	return ""
}
