package lambdaqueue

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// What must be left of a function's time, by the real clock.
const (
	// beginWith is what a school needs at its slowest, a full read of a large
	// sheet and its write-back.
	beginWith = 60 * time.Second
	// askWith is below which no request is sent any more: its answer could come
	// too late to be dealt with.
	askWith = 10 * time.Second
	// endWith is when a request that is still out is given up, so that the
	// answer of the function still leaves.
	endWith = 5 * time.Second
)

// limits are moments of one invocation. Each is a context that is done once the
// moment is past; nil where the invocation has no end.
type limits struct{ begin, ask context.Context }

type limitsKey struct{}

// limit bounds ctx by the end of the function less endWith, and leaves in it
// what Transport asks for.
func limit(ctx context.Context) (context.Context, limits, context.CancelFunc) {
	end, ends := ctx.Deadline()
	if !ends {
		return ctx, limits{}, func() {}
	}
	begin, stopBegin := context.WithDeadline(ctx, end.Add(-beginWith))
	ask, stopAsk := context.WithDeadline(ctx, end.Add(-askWith))
	bounded, stop := context.WithDeadline(ctx, end.Add(-endWith))
	l := limits{begin, ask}
	return context.WithValue(bounded, limitsKey{}, l), l, func() { stopBegin(); stopAsk(); stop() }
}

func (l limits) tooLateToBegin() bool { return l.begin != nil && l.begin.Err() != nil }

// ErrTooLate: a request was not sent, because the function is about to end.
var ErrTooLate = errors.New("too little time is left for another request")

// Transport sends no request in the last ten seconds of a function. The request
// must carry a context that comes from Invoke; any other goes through.
func Transport(inner http.RoundTripper) http.RoundTripper { return transport{inner} }

// attemptLimit ends one request whose connection hangs, so that the next may
// find a better one.
const attemptLimit = 40 * time.Second

// Client returns a client for services that are asked in small steps, with
// Transport under it.
func Client() *http.Client {
	return &http.Client{Transport: Transport(http.DefaultTransport), Timeout: attemptLimit}
}

type transport struct{ inner http.RoundTripper }

func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if l, ok := req.Context().Value(limitsKey{}).(limits); ok && l.ask != nil && l.ask.Err() != nil {
		if req.Body != nil {
			_ = req.Body.Close() // a RoundTripper closes it, also when it fails
		}
		return nil, ErrTooLate
	}
	return t.inner.RoundTrip(req)
}
