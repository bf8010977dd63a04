// Package inproc is the queue of one process: `shelfmates serve` rings its own
// sync with it.
//
//	Ring --> taken before? merge with a waiting one? --> groups in turn --Next--> handler
//
// What waits ends with the process: the first read after the next start finds
// whatever it stood for.
package inproc

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"shelfmates/shared/queue"
)

var _ queue.Queue = (*Queue)(nil)

const (
	// remember is how long an ID that was taken is not taken again.
	remember = 5 * time.Minute
	// mostWaiting bounds what waits, merged: one machine has few schools, so
	// more means that nobody handles anything.
	mostWaiting = 1000
)

// A Queue holds messages until Next hands them out.
type Queue struct {
	now func() time.Time

	mu      sync.Mutex
	waiting []queue.Message      // in the order of ringing
	busy    map[string]bool      // groups with a message that is being handled
	taken   map[string]time.Time // IDs, and when
	changed chan struct{}        // closed when there may be something to hand out
}

// New returns an empty queue. now measures how long IDs are remembered.
func New(now func() time.Time) *Queue {
	return &Queue{now: now, busy: map[string]bool{}, taken: map[string]time.Time{}, changed: make(chan struct{})}
}

// Ring takes all messages, or none where too many wait already.
func (q *Queue) Ring(ctx context.Context, messages ...queue.Message) error {
	for _, m := range messages {
		if err := m.Validate(); err != nil {
			return fmt.Errorf("ring: %w", err)
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("ring: %w: %w", queue.ErrUnavailable, err)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting)+len(messages) > mostWaiting {
		return fmt.Errorf("ring: %d messages wait: %w", len(q.waiting), queue.ErrUnavailable)
	}
	now := q.now()
	maps.DeleteFunc(q.taken, func(_ string, at time.Time) bool { return now.Sub(at) >= remember })
	for _, m := range messages {
		if _, again := q.taken[m.ID()]; again {
			continue
		}
		q.taken[m.ID()] = now
		same := func(w queue.Message) bool { return w.Task == m.Task && w.Group() == m.Group() }
		if i := slices.IndexFunc(q.waiting, same); i >= 0 {
			q.waiting[i] = m
		} else {
			q.waiting = append(q.waiting, m)
		}
	}
	q.wake()
	return nil
}

// Next waits for a message whose group has none that is being handled. Whoever
// gets it calls done when it has been, whatever came of it; only then comes the
// next of its group. The error is that of ctx, once nothing can be handed out.
func (q *Queue) Next(ctx context.Context) (m queue.Message, done func(), err error) {
	for {
		m, found, changed := q.take()
		if found {
			return m, sync.OnceFunc(func() { q.finish(m.Group()) }), nil
		}
		select {
		case <-ctx.Done():
			return queue.Message{}, nil, ctx.Err()
		case <-changed:
		}
	}
}

// take hands out a message, or what to wait for.
func (q *Queue) take() (m queue.Message, found bool, changed <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.IndexFunc(q.waiting, func(m queue.Message) bool { return !q.busy[m.Group()] })
	if i < 0 {
		return queue.Message{}, false, q.changed
	}
	m = q.waiting[i]
	q.waiting = slices.Delete(q.waiting, i, i+1)
	q.busy[m.Group()] = true
	return m, true, nil
}

func (q *Queue) finish(group string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.busy, group)
	q.wake()
}

// wake lets everybody who waits look again.
func (q *Queue) wake() {
	close(q.changed)
	q.changed = make(chan struct{})
}
