package lambdahttp

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/lambda"
)

const public = "https://library.example"

func adapter(t testing.TB, h http.Handler, change ...func(*Options)) *Adapter {
	t.Helper()
	at, err := url.Parse(public)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Handler: h, Public: at}
	for _, c := range change {
		c(&o)
	}
	return New(o)
}

// A gateway stands in for an HTTP API: it makes an event of a request as one
// does, hands it to the function as JSON, and sends what comes back.
//
// The form of both is in the API Gateway Developer Guide, "Create AWS Lambda
// proxy integrations for HTTP APIs" (read 2026-11-24): header names in small
// letters, repeated headers joined with commas, cookies in a list, and in the
// answer statusCode, headers, cookies, body and isBase64Encoded. That the path
// is decoded is not said there: see location.
type gateway struct {
	t        testing.TB
	function lambda.Handler
}

func newGateway(t testing.TB, h http.Handler) *httptest.Server {
	s := httptest.NewServer(gateway{t, lambda.NewHandler(adapter(t, h).Invoke)})
	t.Cleanup(s.Close)
	return s
}

// event is the JSON of a request.
func event(r *http.Request, body []byte) map[string]any {
	headers, cookies := map[string]string{"x-forwarded-for": "203.0.113.7, 198.51.100.9", "x-forwarded-proto": "https", "host": r.Host}, []string{}
	for name, values := range r.Header {
		if name == "Cookie" {
			for _, line := range values {
				cookies = append(cookies, strings.Split(line, "; ")...)
			}
			continue
		}
		headers[strings.ToLower(name)] = strings.Join(values, ",")
	}
	ip, _, _ := net.SplitHostPort(r.RemoteAddr)
	e := map[string]any{
		"version": "2.0", "routeKey": "$default", "rawPath": r.URL.Path, "rawQueryString": r.URL.RawQuery, "headers": headers,
		"requestContext": map[string]any{
			"accountId": "123456789012", "apiId": "abc123", "domainName": "abc123.execute-api.us-east-1.amazonaws.com",
			"http":      map[string]any{"method": r.Method, "path": r.URL.Path, "protocol": "HTTP/1.1", "sourceIp": ip, "userAgent": r.UserAgent()},
			"requestId": "JKJaXmPLvHcESHA=", "routeKey": "$default", "stage": "$default", "time": "24/Nov/2026:12:00:00 +0000", "timeEpoch": 1795521600000,
		},
		"isBase64Encoded": false,
	}
	if len(cookies) > 0 {
		e["cookies"] = cookies
	}
	if len(body) > 0 {
		e["body"], e["isBase64Encoded"] = base64.StdEncoding.EncodeToString(body), true
	}
	return e
}

func (g gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		g.t.Error(err)
	}
	var answer struct {
		StatusCode      int
		Headers         map[string]string
		Cookies         []string
		Body            string
		IsBase64Encoded bool
	}
	if err := json.Unmarshal(invoke(r.Context(), g.t, g.function, event(r, body)), &answer); err != nil {
		g.t.Error(err)
	}
	for name, value := range answer.Headers {
		w.Header().Set(name, value)
	}
	for _, cookie := range answer.Cookies {
		w.Header().Add("Set-Cookie", cookie)
	}
	content := []byte(answer.Body)
	if answer.IsBase64Encoded {
		if content, err = base64.StdEncoding.DecodeString(answer.Body); err != nil {
			g.t.Error(err)
		}
	}
	w.WriteHeader(answer.StatusCode)
	w.Write(content)
}

// invoke runs the function on an event, from JSON to JSON.
func invoke(ctx context.Context, t testing.TB, function lambda.Handler, event any) []byte {
	in, err := json.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	out, err := function.Invoke(ctx, in)
	if err != nil {
		t.Errorf("event %s: %v", in, err)
	}
	return out
}
