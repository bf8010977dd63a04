package googlefake

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"syscall"
)

// Transport carries calls to the Fake without a network, whatever host they
// name, so that a client can be tested inside a testing/synctest bubble.
func (f *Fake) Transport() http.RoundTripper { return transport{f} }

type transport struct{ fake *Fake }

// RoundTrip lets the Fake answer, then hands over what a network would have
// brought: a reset is an error, a cut answer a body that ends too early.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	in := r.Clone(r.Context())
	if in.Body == nil {
		in.Body = http.NoBody
	}
	in.RequestURI = r.URL.RequestURI()
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	if w.run(func() { t.fake.ServeHTTP(w, in) }) && w.body.Len() == 0 {
		if err := r.Context().Err(); err != nil {
			return nil, err
		}
		return nil, &netError{syscall.ECONNRESET}
	}
	body := io.Reader(&w.body)
	length := int64(w.body.Len())
	if promised, err := strconv.ParseInt(w.header.Get("Content-Length"), 10, 64); err == nil && promised > length {
		body, length = io.MultiReader(&w.body, cut{}), promised
	}
	return &http.Response{
		Status: strconv.Itoa(w.status) + " " + http.StatusText(w.status), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(body), ContentLength: length, Request: r,
	}, nil
}

// recorder collects an answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = status }
func (w *recorder) Write(b []byte) (int, error) { return w.body.Write(b) }

// run reports whether the handler gave the connection up.
func (w *recorder) run(serve func()) (aborted bool) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			aborted = true
		default:
			panic(p)
		}
	}()
	serve()
	return false
}

type cut struct{}

func (cut) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

type netError struct{ err error }

func (e *netError) Error() string   { return "read tcp 127.0.0.1: " + e.err.Error() }
func (e *netError) Unwrap() error   { return e.err }
func (e *netError) Timeout() bool   { return false }
func (e *netError) Temporary() bool { return errors.Is(e.err, syscall.ECONNRESET) }
