package lambdatest

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
)

// A Side is where a Wire is cut: before its request arrives, or after it was
// done and before its answer comes back.
type Side string

// The sides.
const (
	Whole  Side = ""
	Before Side = "before"
	After  Side = "after"
)

// A Wire stands between functions and the services that they ask. It counts
// their requests, and cuts one where a test wants that. Cutting calls Snap,
// which kills whoever asked; the request has no answer.
type Wire struct {
	Snap func()

	mu      sync.Mutex
	n       int // requests since CutAt
	at      int // which of them to cut; 0: none
	side    Side
	servers []*httptest.Server
}

// CutAt counts anew, and cuts the request of that number, from 1; 0 cuts none.
func (w *Wire) CutAt(n int, side Side) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.n, w.at, w.side = 0, n, side
}

// To returns an address behind which there is the service at target.
func (w *Wire) To(target string) (string, error) {
	at, err := url.Parse(target)
	if err != nil {
		return "", err
	}
	proxy := httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.Out.URL.Scheme, r.Out.URL.Host = at.Scheme, at.Host },
		// The client has gone, or the service did not answer: no answer either.
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, req *http.Request) {
		switch w.next() {
		case Before:
			w.Snap()
			panic(http.ErrAbortHandler)
		case After:
			proxy.ServeHTTP(httptest.NewRecorder(), req)
			w.Snap()
			panic(http.ErrAbortHandler)
		default:
			proxy.ServeHTTP(rw, req)
		}
	}))
	w.servers = append(w.servers, server)
	return server.URL, nil
}

func (w *Wire) next() Side {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.n++; w.n == w.at {
		return w.side
	}
	return Whole
}

// Requests is how many there were since CutAt.
func (w *Wire) Requests() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.n
}

// Close ends all that To returned.
func (w *Wire) Close() {
	for _, s := range w.servers {
		s.CloseClientConnections()
		s.Close()
	}
}
