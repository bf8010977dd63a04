package lambdahttp

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pages is a handler with a little of all that ours have: a form that is posted,
// cookies, a redirect, an image, a table to take away.
func pages() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /u/{token}", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: r.PathValue("token"), Path: "/", HttpOnly: true})
		http.SetCookie(w, &http.Cookie{Name: "lang", Value: "en", Path: "/"})
		fmt.Fprintf(w, "<!doctype html><p>Stop the letters to %q?</p>", r.URL.Query()["to"])
	})
	mux.HandleFunc("POST /u/{token}", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 16); err != nil && err != http.ErrNotMultipart {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		var cookies []string
		for _, c := range r.Cookies() {
			cookies = append(cookies, c.String())
		}
		fmt.Fprintf(w, "token %q, form %q, posted %q, cookies %q", r.PathValue("token"), r.Form, r.PostForm, cookies)
	})
	mux.HandleFunc("GET /go", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/there?a=%2F", http.StatusSeeOther) })
	mux.HandleFunc("GET /image", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		w.Write([]byte("\x89PNG\r\n\x1a\n\x00\xff"))
	})
	mux.HandleFunc("GET /guess", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("\x89PNG\r\n\x1a\n\x00\xff")) })
	mux.HandleFunc("GET /headers", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Cookie")
		w.Header().Add("Vary", "Accept")
		w.Header()["X-Broken"] = []string{"a\r\nSet-Cookie: evil=1"}
		w.Header().Set("Content-Length", "2")
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusTeapot)
		w.WriteHeader(http.StatusOK)
		w.Header().Set("X-Late", "1")
		io.WriteString(w, "ok")
	})
	mux.HandleFunc("GET /unchanged", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"1"`)
		w.WriteHeader(http.StatusNotModified)
		if _, err := w.Write([]byte("x")); err != http.ErrBodyNotAllowed {
			panic("a body was taken")
		}
	})
	mux.HandleFunc("GET /nothing", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || int64(len(body)) != r.ContentLength {
			panic("the length is not that of the body")
		}
		w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
		w.Write(body)
	})
	return http.NewCrossOriginProtection().Handler(mux)
}

// TestAsAServer asks the same of a handler behind the gateway and of the same
// handler in a server of net/http. The answers are the same.
func TestAsAServer(t *testing.T) {
	direct, behind := httptest.NewUnstartedServer(pages()), newGateway(t, pages())
	direct.Config.ErrorLog = log.New(io.Discard, "", 0) // it speaks of the second status
	direct.Start()
	t.Cleanup(direct.Close)
	var upload bytes.Buffer
	parts := multipart.NewWriter(&upload)
	for name, value := range map[string]string{"idea": "A shelf of\r\nbooks & “más”", "bytes": "\x00\xff"} {
		if err := parts.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	parts.Close()
	const form = "application/x-www-form-urlencoded"
	for _, c := range []struct{ method, path, kind, body string }{
		{"GET", "/u/AQ4-_x?to=a%2Fb&to=c+d&to=%C3%A9&empty=&&x", "", ""},
		{"HEAD", "/u/AQ4-_x?to=a", "", ""},
		{"POST", "/u/AQ4-_x?list=a%2Bb", form, "List-Unsubscribe=One-Click&why=a+b%2Bc%26&why=%E2%9C%93"},
		{"POST", "/u/AQ4-_x", parts.FormDataContentType(), upload.String()},
		{"POST", "/u/AQ4-_x", form, "a=%zz"},
		{"GET", "/go", "", ""},
		{"GET", "/go/../image", "", ""},
		{"GET", "/image", "", ""},
		{"HEAD", "/image", "", ""},
		{"GET", "/guess", "", ""},
		{"GET", "/headers", "", ""},
		{"GET", "/unchanged", "", ""},
		{"GET", "/nothing", "", ""},
		{"GET", "/not there/%20/%25/caf%C3%A9/a+b", "", ""},
		{"PUT", "/u/AQ4-_x", "text/plain", "x"},
		{"OPTIONS", "/u/AQ4-_x", "", ""},
		{"POST", "/echo", "application/octet-stream", "\x00\x01\xff\xfe"},
		{"POST", "/echo", "application/json", `{"<a>":"é\u2028&"}`},
	} {
		t.Run(c.method+" "+c.path, func(t *testing.T) {
			got, want := ask(t, behind, c.method, c.path, c.kind, c.body), ask(t, direct, c.method, c.path, c.kind, c.body)
			if got != want {
				t.Errorf("behind the gateway:\n%s\nfrom a server:\n%s", got, want)
			}
		})
	}
}

// ask returns an answer as text, without what every answer has of its own.
func ask(t testing.TB, s *httptest.Server, method, path, kind, body string) string {
	t.Helper()
	r, err := http.NewRequest(method, s.URL+strings.ReplaceAll(path, " ", "%20"), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Cookie", "a=1; b=x=y; a=2")
	answer, err := http.DefaultTransport.RoundTrip(r) // follows no redirect
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintln(&b, answer.StatusCode)
	for _, name := range slices.Sorted(maps.Keys(answer.Header)) {
		if name != "Date" && name != "Content-Length" { // the gateway counts
			values := answer.Header[name]
			if name != "Set-Cookie" {
				values = []string{strings.Join(values, ", ")}
			}
			fmt.Fprintf(&b, "%s: %q\n", name, values)
		}
	}
	fmt.Fprintf(&b, "%q", content)
	return b.String()
}

// TestBrowser lives through a visit: a page sets cookies, and the form that it
// shows is posted with them.
func TestBrowser(t *testing.T) {
	s := newGateway(t, pages())
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	page, err := browser.Get(s.URL + "/u/AQ4?to=ana")
	if err != nil {
		t.Fatal(err)
	}
	page.Body.Close()
	answer, err := browser.PostForm(s.URL+"/u/AQ4?from=page", url.Values{"why": {"too many & too long"}, "List-Unsubscribe": {"One-Click"}})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	const want = `token "AQ4", form map["List-Unsubscribe":["One-Click"] "from":["page"] "why":["too many & too long"]], ` +
		`posted map["List-Unsubscribe":["One-Click"] "why":["too many & too long"]], cookies ["seen=AQ4" "lang=en"]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLawBodiesComeAndGoByteForByte(t *testing.T) {
	s := newGateway(t, pages())
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "body")
		if rapid.Bool().Draw(t, "text") {
			body = []byte(rapid.String().Draw(t, "words"))
		}
		answer, err := http.Post(s.URL+"/echo", "application/octet-stream", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		got, err := io.ReadAll(answer.Body)
		if err != nil || !bytes.Equal(got, body) {
			t.Errorf("%q came back as %q, %v", body, got, err)
		}
	})
}
