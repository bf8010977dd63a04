package lambdahttp

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
)

// post is an event with all that the API Gateway Developer Guide describes, as
// cited at gateway, and with what somebody may have put into it.
func post(t testing.TB, change ...func(*events.APIGatewayV2HTTPRequest)) events.APIGatewayV2HTTPRequest {
	t.Helper()
	b, err := os.ReadFile("testdata/post.json")
	if err != nil {
		t.Fatal(err)
	}
	var e events.APIGatewayV2HTTPRequest
	if err := json.Unmarshal(b, &e); err != nil {
		t.Fatal(err)
	}
	for _, c := range change {
		c(&e)
	}
	return e
}

// seen returns the request that a handler gets of an event, its body read.
func seen(t testing.TB, e events.APIGatewayV2HTTPRequest) (*http.Request, string) {
	t.Helper()
	var got *http.Request
	var body []byte
	answer, err := adapter(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		got = r
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			t.Errorf("read body: %v", err)
		}
	})).Invoke(t.Context(), e)
	if err != nil || answer.StatusCode != http.StatusOK || got == nil {
		t.Fatalf("answered %+v, %v", answer, err)
	}
	return got, string(body)
}

func TestRequest(t *testing.T) {
	r, body := seen(t, post(t))
	for _, c := range []struct {
		about     string
		got, want any
	}{
		{"method", r.Method, "POST"},
		{"address", r.URL.String(), "https://library.example/u/AQ4WunVrVJZA?to=one&to=two&from=mail"},
		{"request line", r.RequestURI, "/u/AQ4WunVrVJZA?to=one&to=two&from=mail"},
		{"protocol", r.ProtoAtLeast(1, 1), true},
		{"body", body, "List-Unsubscribe=One-Click"},
		{"its length", r.ContentLength, int64(26)},
		{"cookies", r.Header.Get("Cookie"), "seen=1; lang=en"},
		{"a header that came twice", r.Header.Get("X-Several"), "one,two"},
		{"host, by the setting", r.Host, "library.example"},
		{"client, by the gateway", r.RemoteAddr, "198.51.100.9:0"},
		{"what proxies say", r.Header.Get("X-Forwarded-For") + r.Header.Get("X-Forwarded-Host") + r.Header.Get("X-Forwarded-Proto") + r.Header.Get("Forwarded") + r.Header.Get("Via") + r.Header.Get("Host"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.about, c.got, c.want)
		}
	}
}

func TestPaths(t *testing.T) {
	for _, c := range []struct{ about, raw, query, path, escaped, uri string }{
		{"the top", "/", "", "/", "/", "/"},
		{"none", "", "", "/", "/", "/"},
		{"decoded, as an HTTP API has it", "/a b/c/é", "", "/a b/c/é", "/a%20b/c/%C3%A9", "/a%20b/c/%C3%A9"},
		{"a slash that was encoded, decoded", "/a/b", "", "/a/b", "/a/b", "/a/b"},
		{"a slash that is encoded still", "/a%2Fb", "", "/a/b", "/a%2Fb", "/a%2Fb"},
		{"in small letters", "/a%2fb", "", "/a/b", "/a%2fb", "/a%2fb"},
		{"a percent sign, decoded", "/100%", "", "/100%", "/100%25", "/100%25"},
		{"and encoded", "/100%25", "", "/100%", "/100%25", "/100%25"},
		{"a plus sign is one", "/a+b%2B", "", "/a+b+", "/a+b%2B", "/a+b%2B"},
		{"a question mark, decoded", "/what?", "a=1", "/what?", "/what%3F", "/what%3F?a=1"},
		{"a mark of a fragment, decoded", "/a#b", "", "/a#b", "/a%23b", "/a%23b"},
		{"two slashes are no host", "//evil.example/a", "", "//evil.example/a", "//evil.example/a", "//evil.example/a"},
		{"an address is a path", "http://evil.example/", "", "/http://evil.example/", "/http://evil.example/", "/http://evil.example/"},
		{"the query stays as it is", "/", "a=%2F+%2B&a=%zz&&;", "/", "/", "/?a=%2F+%2B&a=%zz&&;"},
	} {
		t.Run(c.about, func(t *testing.T) {
			r, _ := seen(t, post(t, func(e *events.APIGatewayV2HTTPRequest) { e.RawPath, e.RawQueryString = c.raw, c.query }))
			if r.URL.Path != c.path || r.URL.EscapedPath() != c.escaped || r.URL.RawQuery != c.query || r.RequestURI != c.uri || r.URL.Host != "library.example" || r.Host != "library.example" {
				t.Errorf("%q is path %q, escaped %q, query %q, line %q at %q; want %q, %q, %q, %q",
					c.raw, r.URL.Path, r.URL.EscapedPath(), r.URL.RawQuery, r.RequestURI, r.URL.Host, c.path, c.escaped, c.query, c.uri)
			}
		})
	}
}

func TestClient(t *testing.T) {
	for ip, want := range map[string]string{
		"198.51.100.9": "198.51.100.9:0", "2001:db8::9": "[2001:db8::9]:0", "": "", "evil, 10.0.0.1": "", "198.51.100.9:443": "",
	} {
		r, _ := seen(t, post(t, func(e *events.APIGatewayV2HTTPRequest) { e.RequestContext.HTTP.SourceIP = ip }))
		if r.RemoteAddr != want {
			t.Errorf("client %q is %q, want %q", ip, r.RemoteAddr, want)
		}
	}
}

// TestOrigin says that a form on our own pages can be posted, and one on another
// site cannot, whatever host the request names.
func TestOrigin(t *testing.T) {
	h := http.NewCrossOriginProtection().Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	for origin, want := range map[string]int{
		"https://library.example": 200, "https://evil.example": 403, "https://abc123.execute-api.us-east-1.amazonaws.com": 403,
	} {
		got, err := adapter(t, h).Invoke(t.Context(), post(t, func(e *events.APIGatewayV2HTTPRequest) { e.Headers["origin"] = origin }))
		if err != nil || got.StatusCode != want {
			t.Errorf("a form of %s: %d, %v; want %d", origin, got.StatusCode, err, want)
		}
	}
}

func TestBodies(t *testing.T) {
	full, over := strings.Repeat("é", maxBody/2), strings.Repeat("x", maxBody+1)
	for _, c := range []struct {
		about  string
		body   string
		coded  bool
		status int
	}{
		{"none", "", false, 200},
		{"as it is", "a=1", false, 200},
		{"that looks like base64 and is not said to be", "YT0x", false, 200},
		{"of 1 MB", full, false, 200},
		{"of 1 MB in base64", base64.StdEncoding.EncodeToString([]byte(full)), true, 200},
		{"of one byte more", over, false, 413},
		{"of one byte more in base64", base64.StdEncoding.EncodeToString([]byte(over)), true, 413},
		{"of many more", base64.StdEncoding.EncodeToString([]byte(over + over)), true, 413},
		{"that is not base64", "a=1&b=2", true, 400},
	} {
		t.Run(c.about, func(t *testing.T) {
			var got []byte
			called := false
			h := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				called = true
				var err error
				if got, err = io.ReadAll(r.Body); err != nil || r.ContentLength != int64(len(got)) {
					t.Errorf("read %d bytes of %d: %v", len(got), r.ContentLength, err)
				}
			})
			answer, err := adapter(t, h).Invoke(t.Context(), post(t, func(e *events.APIGatewayV2HTTPRequest) { e.Body, e.IsBase64Encoded = c.body, c.coded }))
			if err != nil || answer.StatusCode != c.status || called != (c.status == 200) {
				t.Fatalf("answered %d, %v, handler called: %v; want %d", answer.StatusCode, err, called, c.status)
			}
			want := c.body
			if c.coded {
				b, _ := base64.StdEncoding.DecodeString(c.body)
				want = string(b)
			}
			if c.status == 200 && string(got) != want {
				t.Errorf("the handler read %.40q, want %.40q", got, want)
			}
		})
	}
}

func TestOtherEvents(t *testing.T) {
	a := adapter(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the handler was called") }))
	for name, change := range map[string]func(*events.APIGatewayV2HTTPRequest){
		"of payload format 1.0":     func(e *events.APIGatewayV2HTTPRequest) { e.Version = "1.0" },
		"of something else":         func(e *events.APIGatewayV2HTTPRequest) { *e = events.APIGatewayV2HTTPRequest{} },
		"that is none of a request": func(e *events.APIGatewayV2HTTPRequest) { e.RequestContext.HTTP.Method = "" },
	} {
		if answer, err := a.Invoke(t.Context(), post(t, change)); err == nil {
			t.Errorf("an event %s was answered with %+v", name, answer)
		}
	}
}

func FuzzInvoke(f *testing.F) {
	whole, err := os.ReadFile("testdata/post.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte(`{"version":"2.0","rawPath":"/%2F/é?#","rawQueryString":"%zz","headers":{"":"\r\n","a b":"c"},"cookies":["",";"],"requestContext":{"http":{"method":"HEAD","sourceIp":"::1%x"}},"body":"/w==","isBase64Encoded":true}`))
	f.Fuzz(func(t *testing.T, event []byte) {
		var e events.APIGatewayV2HTTPRequest
		if json.Unmarshal(event, &e) != nil {
			return
		}
		called := 0
		mux := http.NewServeMux()
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
			called++
			if r.Host != "library.example" || r.URL.Host != "library.example" || r.URL.Scheme != "https" || !strings.HasPrefix(r.URL.Path, "/") || !strings.HasPrefix(r.RequestURI, "/") {
				t.Errorf("the address is %s %s %s", r.Host, r.URL, r.RequestURI)
			}
			body, err := io.ReadAll(r.Body)
			if err != nil || len(body) > maxBody || int64(len(body)) != r.ContentLength {
				t.Errorf("%d bytes of %d: %v", len(body), r.ContentLength, err)
			}
			r.ParseForm()
			for _, c := range r.Cookies() {
				http.SetCookie(w, c)
			}
			fmt.Fprintf(w, "%s", body)
		})
		answer, err := adapter(t, mux).Invoke(context.Background(), e)
		if err == nil && (answer.StatusCode < 200 || answer.StatusCode > 499 || called > 1) {
			t.Errorf("%s is answered with %+v by %d calls", event, answer, called)
		}
		if _, err := json.Marshal(answer); err != nil {
			t.Error(err)
		}
		for name, value := range answer.Headers {
			if strings.ContainsAny(name+value, "\r\n") {
				t.Errorf("header %q: %q", name, value)
			}
		}
	})
}
