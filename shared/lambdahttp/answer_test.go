package lambdahttp

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// TestAnswer holds the JSON of an answer still, as the gateway takes it.
func TestAnswer(t *testing.T) {
	const full = `"headers":{"Content-Type":"text/html; charset=utf-8","Vary":"Cookie, Accept"},"multiValueHeaders":null`
	for _, c := range []struct{ about, method, body, want string }{
		{"a page", "GET", "<p>é & more", `{"statusCode":404,` + full + `,"body":"<p>é & more","cookies":["a=1; Path=/","b=2"]}`},
		{"bytes", "POST", "\x89PNG", `{"statusCode":404,` + full + `,"body":"iVBORw==","isBase64Encoded":true,"cookies":["a=1; Path=/","b=2"]}`},
		{
			"headers alone", "HEAD", "<p>é", `{"statusCode":404,"headers":{"Content-Length":"5","Content-Type":"text/html; charset=utf-8","Vary":"Cookie, Accept"},` +
				`"multiValueHeaders":null,"body":"","cookies":["a=1; Path=/","b=2"]}`,
		},
	} {
		t.Run(c.about, func(t *testing.T) {
			h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				http.SetCookie(w, &http.Cookie{Name: "a", Value: "1", Path: "/"})
				http.SetCookie(w, &http.Cookie{Name: "b", Value: "2"})
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.Header().Set("Content-Length", "5")
				w.Header().Add("Vary", "Cookie")
				w.Header().Add("Vary", "Accept")
				w.WriteHeader(http.StatusNotFound)
				w.Write([]byte(c.body))
			})
			function := lambda.NewHandler(adapter(t, h).Invoke)
			e := post(t, func(e *events.APIGatewayV2HTTPRequest) { e.RequestContext.HTTP.Method = c.method })
			if got := strings.TrimSpace(string(invoke(t.Context(), t, function, e))); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestNoStreaming says that an answer does not pretend to leave bit by bit.
func TestNoStreaming(t *testing.T) {
	answer, err := adapter(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if _, ok := w.(http.Flusher); ok {
			t.Error("it is an http.Flusher")
		}
		if http.NewResponseController(w).Flush() == nil {
			t.Error("it flushes")
		}
	})).Invoke(t.Context(), post(t))
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("answered %+v, %v", answer, err)
	}
}

func TestPanics(t *testing.T) {
	for _, c := range []struct {
		about string
		throw func(http.ResponseWriter)
		what  string
	}{
		{"with a cell in it", func(http.ResponseWriter) { panic("Ana López, ana@ybor.example") }, "string"},
		{"of the runtime", func(http.ResponseWriter) { clear((*[1]int)(nil)[:]) }, "runtime error: invalid memory address or nil pointer dereference"},
		{"after half a page", func(w http.ResponseWriter) { w.Header().Set("X-Half", "1"); w.Write([]byte("Ana")); panic(struct{}{}) }, "struct {}"},
		{"of a status that is none", func(w http.ResponseWriter) { w.WriteHeader(42) }, "string"},
		{"that gives up", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, "*errors.errorString"},
	} {
		t.Run(c.about, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.HandleFunc("/u/{token}", func(w http.ResponseWriter, _ *http.Request) { c.throw(w) })
			var log bytes.Buffer
			a := adapter(t, mux, func(o *Options) { o.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
			answer, err := a.Invoke(t.Context(), post(t))
			if err != nil || answer.StatusCode != 500 || answer.Body != "Internal Server Error\n" || answer.Headers["X-Half"] != "" || answer.Headers["Cache-Control"] != "no-store" {
				t.Errorf("answered %+v, %v", answer, err)
			}
			for _, private := range []string{"Ana", "ana@", "AQ4WunVrVJZA", "198.51.100.9"} {
				if strings.Contains(log.String(), private) {
					t.Errorf("%q is in the log: %s", private, log.String())
				}
			}
			var line struct{ Level, Msg, Request, Method, Route, What, Stack string }
			if err := json.Unmarshal(log.Bytes(), &line); err != nil || strings.Count(log.String(), "\n") != 1 {
				t.Fatalf("the log is %q: %v", log.String(), err)
			}
			if !strings.Contains(line.Stack, "answer_test.go") {
				t.Errorf("the stack does not say where: %s", line.Stack)
			}
			line.Stack = ""
			if want := (struct{ Level, Msg, Request, Method, Route, What, Stack string }{"ERROR", "panic", "JKJaXmPLvHcESHA=", "POST", "/u/{token}", c.what, ""}); line != want {
				t.Errorf("logged %+v, want %+v", line, want)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	a := adapter(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("") }), func(o *Options) {
		o.Refuse = func(w http.ResponseWriter, r *http.Request, status int) {
			w.Header().Set("Content-Security-Policy", "default-src 'none'")
			w.WriteHeader(status)
			w.Write([]byte("That did not work, " + r.URL.Path))
		}
	})
	for want, change := range map[int]func(*events.APIGatewayV2HTTPRequest){
		400: func(e *events.APIGatewayV2HTTPRequest) { e.Body = "?" },
		413: func(e *events.APIGatewayV2HTTPRequest) { e.Body = strings.Repeat("AAAA", maxBody) },
		500: func(*events.APIGatewayV2HTTPRequest) {},
	} {
		got, err := a.Invoke(t.Context(), post(t, change))
		if err != nil || got.StatusCode != want || got.Body != "That did not work, /u/AQ4WunVrVJZA" || got.Headers["Content-Security-Policy"] == "" {
			t.Errorf("answered %+v, %v; want %d", got, err, want)
		}
	}
}

func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var inside context.Context
		end := time.Now().Add(15 * time.Second)
		bounded, cancel := context.WithDeadline(t.Context(), end)
		defer cancel()
		for name, ctx := range map[string]context.Context{"with an end": bounded, "without one": context.Background()} {
			_, err := adapter(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				inside = r.Context()
				want, ends := ctx.Deadline()
				if got, bound := inside.Deadline(); bound != ends || ends && !got.Equal(want.Add(-time.Second)) {
					t.Errorf("%s: the handler's time ends at %s, want a second before %s", name, got, want)
				}
				if inside.Err() != nil {
					t.Errorf("%s: its time is over: %v", name, inside.Err())
				}
			})).Invoke(ctx, post(t))
			if err != nil || inside.Err() != context.Canceled {
				t.Errorf("%s: %v; after the answer the request's context is %v", name, err, inside.Err())
			}
		}
	})
}
