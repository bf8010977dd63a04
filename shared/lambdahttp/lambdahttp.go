package lambdahttp

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

// Options are what an Adapter works with. Handler and Public are required.
type Options struct {
	Handler http.Handler
	Public  *url.URL // where the pages are; its scheme and host are those of every request
	// Refuse answers in place of the handler: 400 for a body that cannot be
	// read, 413 for one that is too large, 500 after a panic. Nil says the
	// status in plain text.
	Refuse func(w http.ResponseWriter, r *http.Request, status int)
	Log    *slog.Logger
}

// An Adapter answers the events of one API.
type Adapter struct{ Options }

// New returns an Adapter.
func New(o Options) *Adapter {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Refuse == nil {
		o.Refuse = refuse
	}
	return &Adapter{o}
}

// endWith is what is left of the function's time when the handler's is over, so
// that its answer still leaves.
const endWith = time.Second

// Invoke answers one event. An error says that it is none of an HTTP API with
// payload format 2.0; whatever the handler does is an answer.
func (a *Adapter) Invoke(ctx context.Context, event events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	if event.Version != "2.0" || event.RequestContext.HTTP.Method == "" {
		return events.APIGatewayV2HTTPResponse{}, fmt.Errorf("read event: payload format is %.8q, not 2.0", event.Version)
	}
	ctx, cancel := bound(ctx)
	defer cancel()
	r, err := a.request(ctx, &event)
	if err != nil {
		status := http.StatusBadRequest
		if errors.Is(err, errTooLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		return a.refused(r, status), nil
	}
	w, ok := a.serve(r, event.RequestContext.RequestID)
	if !ok {
		return a.refused(r, http.StatusInternalServerError), nil
	}
	return w.response(r.Method), nil
}

// bound ends the handler's time before the function's.
func bound(ctx context.Context) (context.Context, context.CancelFunc) {
	if end, ends := ctx.Deadline(); ends {
		return context.WithDeadline(ctx, end.Add(-endWith))
	}
	return context.WithCancel(ctx)
}

// serve runs the handler. It reports false after a panic, with one line in the
// log: the route, not the path, for that may hold a token.
func (a *Adapter) serve(r *http.Request, id string) (w *answer, ok bool) {
	w = newAnswer()
	defer func() {
		caught := recover()
		if caught == nil {
			return
		}
		ok = false
		// What was thrown may quote a cell, except when it is the runtime's.
		what := fmt.Sprintf("%T", caught)
		if fault, is := caught.(runtime.Error); is {
			what = fault.Error()
		}
		a.Log.Error("panic", "request", id, "method", r.Method, "route", r.Pattern, "what", what, "stack", string(debug.Stack()))
	}()
	a.Handler.ServeHTTP(w, r)
	return w, true
}

func (a *Adapter) refused(r *http.Request, status int) events.APIGatewayV2HTTPResponse {
	w := newAnswer()
	a.Refuse(w, r, status)
	return w.response(r.Method)
}

func refuse(w http.ResponseWriter, _ *http.Request, status int) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, http.StatusText(status), status)
}
