// Package inproc is the queue of one process: `shelfmates serve` rings its own
// sync with it.
//
//	Ring --> taken before? merge with a waiting one? --> groups in turn --Next--> handler
//
// What waits ends with the process: the first read after the start finds
// whatever it stood for.
package inproc

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"shelfmates/shared/queue"
)

var _ queue.Queue = (*Queue)(nil)

const (
	// remember is how long an ID that was taken is not taken again.
	remember = 5 * time.Minute
	// mostWaiting bounds what waits, in messages after merging: one machine
	// has few schools, and more is a handler that hangs.
	mostWaiting = 1000
)

// A Queue holds messages until Next gives them out.
type Queue struct {
	now func() time.Time

	mu      sync.Mutex
	waiting []queue.Message // in the order of ringing
	busy    map[string]bool // groups whose message is being handled
	taken   []taken         // IDs, oldest first
	changed chan struct{}   // closed and made anew when there is something to look at
}

// taken is an ID and when it was rung.
type taken struct {
	id string
	at time.Time
}

// New returns an empty queue. now measures how long IDs are remembered.
func New(now func() time.Time) *Queue {
	return &Queue{now: now, busy: map[string]bool{}, changed: make(chan struct{})}
}

// Ring takes all messages or, where they would be too many, none.
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
	now := q.now()
	q.forget(now)
	waiting, ids := slices.Clone(q.waiting), slices.Clone(q.taken)
	for _, m := range messages {
		id := m.ID()
		if slices.ContainsFunc(ids, func(t taken) bool { return t.id == id }) {
			continue
		}
		ids = append(ids, taken{id, now})
		same := func(w queue.Message) bool { return w.Task == m.Task && w.Group() == m.Group() }
		if i := slices.IndexFunc(waiting, same); i >= 0 {
			waiting[i] = m
		} else {
			waiting = append(waiting, m)
		}
	}
	if len(waiting) > mostWaiting {
		return fmt.Errorf("ring: %d messages wait: %w", len(q.waiting), queue.ErrUnavailable)
	}
	q.waiting, q.taken = waiting, ids
	q.wake()
	return nil
}

// Next waits for a message of a group that is not being handled and returns it.
// Whoever has handled it calls done, and only then comes the next of its group.
// The error is that of ctx.
func (q *Queue) Next(ctx context.Context) (m queue.Message, done func(), err error) {
	for {
		q.mu.Lock()
		free := func(m queue.Message) bool { return !q.busy[m.Group()] }
		if i := slices.IndexFunc(q.waiting, free); i >= 0 {
			m = q.waiting[i]
			q.waiting = slices.Delete(q.waiting, i, i+1)
			q.busy[m.Group()] = true
			q.mu.Unlock()
			return m, sync.OnceFunc(func() { q.finish(m.Group()) }), nil
		}
		changed := q.changed
		q.mu.Unlock()
		select {
		case <-ctx.Done():
			return queue.Message{}, nil, ctx.Err()
		case <-changed:
		}
	}
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

// forget drops the IDs whose time is over.
func (q *Queue) forget(now time.Time) {
	for len(q.taken) > 0 && now.Sub(q.taken[0].at) >= remember {
		q.taken = q.taken[1:]
	}
}
