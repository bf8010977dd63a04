package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"shelfmates/shared/store"
)

// ErrInjected is in every error that a wrapper of this package makes up; it
// comes with store.ErrUnavailable, as the port promises.
var ErrInjected = errors.New("injected by a test")

// A Side says whether the failing call is done.
type Side string

// The two sides of a failure.
const (
	Before Side = "before" // nothing reaches the store
	After  Side = "after"  // the store does it, the reply is lost
)

// Sides are both, for tests that range over them.
var Sides = []Side{Before, After}

// FailAt wraps s so that its n-th call (from 1, over all methods) fails once.
func FailAt(s store.Store, n int, side Side) *Observed {
	return failing(s, side, func(call int) bool { return call == n })
}

// CrashAt wraps s as if the process ended at its n-th call: that call and all
// later ones fail. With After, the n-th itself is done.
func CrashAt(s store.Store, n int, side Side) *Observed {
	if side == Before {
		return failing(s, Before, func(call int) bool { return call >= n })
	}
	return Observe(s, func(_ context.Context, c Call) error {
		if c.N > n {
			return injected(c)
		}
		return nil
	}, func(_ context.Context, c Call, err error) error {
		if c.N == n {
			return injected(c)
		}
		return err
	})
}

func failing(s store.Store, side Side, fails func(n int) bool) *Observed {
	if side == Before {
		return Observe(s, func(_ context.Context, c Call) error {
			if fails(c.N) {
				return injected(c)
			}
			return nil
		}, nil)
	}
	return Observe(s, nil, func(_ context.Context, c Call, err error) error {
		if fails(c.N) {
			return injected(c)
		}
		return err
	})
}

func injected(c Call) error {
	return fmt.Errorf("call %d (%s): %w: %w", c.N, c.Method, ErrInjected, store.ErrUnavailable)
}

// A Recorder is a store that remembers its calls.
type Recorder struct {
	*Observed
	mu    sync.Mutex
	calls []Call
}

// Record wraps s. The recorded actions are the caller's own, not copies.
func Record(s store.Store) *Recorder {
	r := &Recorder{}
	r.Observed = Observe(s, func(_ context.Context, c Call) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.calls = append(r.calls, c)
		return nil
	}, nil)
	return r
}

// Taken returns the calls since the last Taken, in order, and forgets them.
func (r *Recorder) Taken() []Call {
	r.mu.Lock()
	defer r.mu.Unlock()
	calls := r.calls
	r.calls = nil
	return calls
}
