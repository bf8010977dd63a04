package lambdahttp

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-lambda-go/events"
)

// An answer collects what a handler writes. It keeps the promises of
// http.ResponseWriter as the server of net/http keeps them.
type answer struct {
	header http.Header
	sent   http.Header // as it was when the status was set
	status int         // 0 until then
	body   bytes.Buffer
}

func newAnswer() *answer { return &answer{header: http.Header{}} }

// Header returns the headers. What changes in them after the status is set does
// not leave.
func (w *answer) Header() http.Header { return w.header }

// WriteHeader sets the status, once. Informational ones are left out: the
// gateway passes on a single answer.
func (w *answer) WriteHeader(status int) {
	switch {
	case status < 100 || status > 999:
		panic(fmt.Sprintf("status %d", status))
	case status < 200 || w.status != 0:
		return
	}
	w.status, w.sent = status, w.header.Clone()
}

// Write adds to the body.
func (w *answer) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	if w.status == http.StatusNoContent || w.status == http.StatusNotModified {
		return 0, http.ErrBodyNotAllowed
	}
	return w.body.Write(p)
}

// response returns what was collected, as the gateway takes it: cookies in a
// list of their own, other headers that have several values joined, and a body
// that is not text in base64.
func (w *answer) response(method string) events.APIGatewayV2HTTPResponse {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	body := w.body.Bytes()
	if _, said := w.sent["Content-Type"]; !said && len(body) > 0 {
		w.sent.Set("Content-Type", http.DetectContentType(body))
	}
	out := events.APIGatewayV2HTTPResponse{StatusCode: w.status, Headers: map[string]string{}, Cookies: []string{}}
	for name, values := range w.sent {
		for i, value := range values {
			values[i] = lineEnds.Replace(value)
		}
		switch {
		case name == "Set-Cookie":
			out.Cookies = values
		case name == "Content-Length" && method != http.MethodHead: // the gateway counts
		case len(values) > 0:
			out.Headers[name] = strings.Join(values, ", ")
		}
	}
	switch {
	case method == http.MethodHead:
	case utf8.Valid(body):
		out.Body = string(body)
	default:
		out.Body, out.IsBase64Encoded = base64.StdEncoding.EncodeToString(body), true
	}
	return out
}

// lineEnds keeps a value in its header.
var lineEnds = strings.NewReplacer("\r", " ", "\n", " ")
