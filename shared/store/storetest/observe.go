package storetest

import (
	"context"
	"iter"
	"sync"

	"shelfmates/shared/store"
)

// A Method is one of the calls of the port.
type Method string

// The methods that a wrapper sees. Close always passes.
const (
	Get   Method = "Get"
	List  Method = "List"
	Write Method = "Write"
)

// A Call is one call of a store, as a wrapper sees it. A List counts when it is
// ranged over.
type Call struct {
	N       int // 1, 2, 3, … over all methods, in the order of their beginning
	Method  Method
	School  string
	Keys    []string       // Get
	Prefix  string         // List
	Actions []store.Action // Write
}

// An Observed is a store that calls hooks around each call.
type Observed struct {
	inner  store.Store
	before func(context.Context, Call) error
	after  func(context.Context, Call, error) error

	mu sync.Mutex
	n  int
}

// Observe wraps s. before runs ahead of each call; its error is the call's and
// nothing reaches s. after runs when the call is done, is given its error, and
// returns the one that the caller sees: a failure there is a lost reply. Either
// may be nil. A hook may block, use s itself, or let another run take its turn.
func Observe(s store.Store, before func(context.Context, Call) error, after func(context.Context, Call, error) error) *Observed {
	if before == nil {
		before = func(context.Context, Call) error { return nil }
	}
	if after == nil {
		after = func(_ context.Context, _ Call, err error) error { return err }
	}
	return &Observed{inner: s, before: before, after: after}
}

// Calls is how many calls have begun.
func (o *Observed) Calls() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.n
}

func (o *Observed) number(c Call) Call {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.n++
	c.N = o.n
	return c
}

// Get is the port's, with the hooks around it.
func (o *Observed) Get(ctx context.Context, school string, keys ...string) ([]store.Item, error) {
	c := o.number(Call{Method: Get, School: school, Keys: keys})
	if err := o.before(ctx, c); err != nil {
		return nil, err
	}
	items, err := o.inner.Get(ctx, school, keys...)
	if err := o.after(ctx, c, err); err != nil {
		return nil, err
	}
	return items, nil
}

// List is the port's, with the hooks before its first and after its last item.
func (o *Observed) List(ctx context.Context, school, prefix string) iter.Seq2[store.Item, error] {
	return func(yield func(store.Item, error) bool) {
		c := o.number(Call{Method: List, School: school, Prefix: prefix})
		if err := o.before(ctx, c); err != nil {
			yield(store.Item{}, err)
			return
		}
		for item, err := range o.inner.List(ctx, school, prefix) {
			if err != nil {
				if err := o.after(ctx, c, err); err != nil {
					yield(store.Item{}, err)
				}
				return
			}
			if !yield(item, nil) {
				return
			}
		}
		if err := o.after(ctx, c, nil); err != nil {
			yield(store.Item{}, err)
		}
	}
}

// Write is the port's, with the hooks around it.
func (o *Observed) Write(ctx context.Context, school string, actions []store.Action) error {
	c := o.number(Call{Method: Write, School: school, Actions: actions})
	if err := o.before(ctx, c); err != nil {
		return err
	}
	return o.after(ctx, c, o.inner.Write(ctx, school, actions))
}

// Close closes the wrapped store.
func (o *Observed) Close() error { return o.inner.Close() }
