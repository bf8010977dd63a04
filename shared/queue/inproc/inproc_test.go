package inproc_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/queue"
	"shelfmates/shared/queue/inproc"
	"shelfmates/shared/queue/queuetest"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestQueue(t *testing.T) {
	queuetest.Run(t, func(t *testing.T) queuetest.Line {
		now := noon
		q := inproc.New(func() time.Time { return now })
		over, end := context.WithCancel(t.Context())
		end()
		return queuetest.Line{
			Queue: q,
			Next: func() (queue.Message, func(), error) {
				m, done, err := q.Next(over) // does not wait
				if errors.Is(err, context.Canceled) {
					return m, nil, nil
				}
				return m, done, err
			},
			Later: func(d time.Duration) { now = now.Add(d) },
		}
	})
}

func message(school, cause string) queue.Message {
	return queue.Message{Task: queue.Sync, School: school, Cause: cause, At: noon}
}

func TestNextWaits(t *testing.T) {
	t.Run("for a ring", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			q := inproc.New(time.Now)
			got := make(chan string)
			go func() {
				m, done, err := q.Next(t.Context())
				if err == nil {
					done()
				}
				got <- m.Cause
			}()
			synctest.Wait()
			if err := q.Ring(t.Context(), message("a", "1")); err != nil {
				t.Fatal(err)
			}
			if cause := <-got; cause != "1" {
				t.Errorf("got %q", cause)
			}
		})
	})
	t.Run("until the former of the group has been handled", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			q := inproc.New(time.Now)
			if err := q.Ring(t.Context(), message("a", "1")); err != nil {
				t.Fatal(err)
			}
			_, done, err := q.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if err := q.Ring(t.Context(), message("a", "2")); err != nil {
				t.Fatal(err)
			}
			got := make(chan string, 1)
			go func() {
				m, _, _ := q.Next(t.Context())
				got <- m.Cause
			}()
			synctest.Wait()
			if len(got) != 0 {
				t.Fatal("2 was handed out while 1 was being handled")
			}
			done()
			done() // a second time is nothing
			if cause := <-got; cause != "2" {
				t.Errorf("got %q", cause)
			}
		})
	})
	t.Run("no longer than its context lasts", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if _, _, err := inproc.New(time.Now).Next(ctx); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
		})
	})
}

func TestWhatNobodyHandlesIsBounded(t *testing.T) {
	q := inproc.New(time.Now)
	var err error
	n := 0
	for ; err == nil; n++ {
		err = q.Ring(t.Context(), message(fmt.Sprintf("school-%d", n), "1"))
	}
	if !errors.Is(err, queue.ErrUnavailable) || n != 1001 {
		t.Errorf("message %d: %v, want ErrUnavailable at 1001", n, err)
	}
	_, done, err := q.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	done()
	if err := q.Ring(t.Context(), message("late", "1")); err != nil {
		t.Errorf("after one was handled: %v", err)
	}
}
