// Package queuetest holds every adapter of the port queue.Queue against the
// port's words.
//
//	adapter, its other end -> Run -> one case for each sentence of the port
package queuetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/queue"
)

// A Line is an empty queue and its other end.
type Line struct {
	queue.Queue
	// Next hands out a message that may be handled now, and what to call when
	// it has been; done is nil when there is none.
	Next func() (m queue.Message, done func(), err error)
	// Later lets time pass.
	Later func(time.Duration)
}

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func look(school, cause string) queue.Message {
	return queue.Message{Task: queue.Sync, School: school, Sheet: "1" + school, Cause: cause, At: noon}
}

func mail(school, cause string) queue.Message {
	return queue.Message{Task: queue.Mail, School: school, Cause: cause, At: noon}
}

func hints(account, cause string) queue.Message {
	return queue.Message{Task: queue.Hints, Account: account, Cause: cause, At: noon}
}

// A bench is what a case works on.
type bench struct {
	*testing.T
	Line
}

func (b bench) ring(messages ...queue.Message) {
	b.Helper()
	if err := b.Ring(b.Context(), messages...); err != nil {
		b.Fatalf("Ring: %v", err)
	}
}

// next takes a message and returns its cause; "" when there is none.
func (b bench) next() (cause string, done func()) {
	b.Helper()
	m, done, err := b.Next()
	if err != nil {
		b.Fatalf("Next: %v", err)
	}
	if done == nil {
		return "", nil
	}
	return m.Cause, done
}

// drain handles all there is and returns the messages in order.
func (b bench) drain() []queue.Message {
	b.Helper()
	var all []queue.Message
	for {
		m, done, err := b.Next()
		if err != nil {
			b.Fatalf("Next: %v", err)
		}
		if done == nil {
			return all
		}
		all = append(all, m)
		done()
	}
}

// gives says that handling all there is has these causes, in this order.
func (b bench) gives(want ...string) {
	b.Helper()
	if got := causes(b.drain()); !slices.Equal(got, want) {
		b.Errorf("handled %q, want %q", got, want)
	}
}

func causes(messages []queue.Message) []string {
	var list []string
	for _, m := range messages {
		list = append(list, m.Cause)
	}
	return list
}

// Run holds an adapter against the port. Every call of open makes a new, empty
// queue.
func Run(t *testing.T, open func(t *testing.T) Line) {
	for name, test := range map[string]func(bench){
		"a message is handled with all that it says": func(b bench) {
			want := queue.Message{
				Task: queue.Sync, School: "maple-hollow", Sheet: "1aB_c-d", Zone: "America/New_York", Failing: true,
				Cause: "ping:Zürich 7 <é>", At: noon.Add(123456789 * time.Nanosecond),
			}
			b.ring(want)
			if got := b.drain(); len(got) != 1 || got[0] != want {
				b.Errorf("got %+v, want %+v", got, want)
			}
		},
		"an ID is not taken twice within five minutes": func(b bench) {
			b.ring(look("a", "drive:7"))
			b.ring(look("a", "drive:7"), look("a", "drive:7"))
			b.gives("drive:7")
			b.Later(4*time.Minute + 59*time.Second)
			b.ring(look("a", "drive:7"))
			b.gives()
			b.Later(time.Second)
			b.ring(look("a", "drive:7"))
			b.gives("drive:7")
		},
		"another school, task or cause is another message": func(b bench) {
			b.ring(look("a", "x"), look("b", "x"), mail("a", "x"), hints("a", "x"))
			if got := len(b.drain()); got != 4 {
				b.Errorf("handled %d messages, want 4", got)
			}
			b.ring(look("a", "y"))
			b.gives("y")
		},
		"a group has one message at a time, in order": func(b bench) {
			b.ring(look("a", "1"))
			_, done := b.next()
			b.ring(mail("a", "2"), look("a", "3"))
			if cause, _ := b.next(); cause != "" {
				b.Fatalf("%q is handed out while 1 is being handled", cause)
			}
			done()
			b.gives("2", "3")
		},
		"groups do not wait for each other": func(b bench) {
			b.ring(look("a", "1"), look("b", "2"), hints("google", "3"))
			var got []string
			for range 3 {
				cause, _ := b.next()
				got = append(got, cause)
			}
			if slices.Sort(got); !slices.Equal(got, []string{"1", "2", "3"}) {
				b.Errorf("handed out %q while the first is being handled, want all three", got)
			}
		},
		"what waits may be merged, and then the latest counts": func(b bench) {
			b.ring(look("a", "1"), look("a", "2"))
			b.ring(look("a", "3"))
			got := causes(b.drain())
			if !slices.IsSorted(got) || len(got) == 0 || got[len(got)-1] != "3" {
				b.Errorf("handled %q, want 3 as the last", got)
			}
		},
		"what is rung during the handling is handled after it": func(b bench) {
			b.ring(look("a", "1"))
			_, done := b.next()
			b.ring(look("a", "2"))
			done()
			b.gives("2")
		},
		"many messages are all taken": func(b bench) {
			var many []queue.Message
			var want []string
			for i := range 35 {
				name := fmt.Sprintf("%02d", i)
				many, want = append(many, look("school-"+name, name)), append(want, name)
			}
			b.ring(many...)
			got := causes(b.drain())
			if slices.Sort(got); !slices.Equal(got, want) {
				b.Errorf("handled %q, want %q", got, want)
			}
		},
		"nothing is taken with a message that is not valid": func(b bench) {
			err := b.Ring(b.Context(), look("a", "1"), queue.Message{Task: queue.Sync, Cause: "2", At: noon})
			if err == nil || errors.Is(err, queue.ErrUnavailable) {
				b.Errorf("Ring: got %v", err)
			}
			b.gives()
		},
		"a ring whose time is over is ErrUnavailable, and works again later": func(b bench) {
			ctx, cancel := context.WithCancel(b.Context())
			cancel()
			err := b.Ring(ctx, look("a", "1"))
			if !errors.Is(err, queue.ErrUnavailable) || !errors.Is(err, context.Canceled) {
				b.Errorf("Ring: got %v", err)
			}
			b.ring(look("a", "1"))
			b.gives("1")
		},
		"any number may ring at once": func(b bench) {
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() {
					for i := range 12 {
						if err := b.Ring(b.Context(), look(fmt.Sprintf("school-%d", i), "drive:7")); err != nil {
							b.Errorf("Ring: %v", err)
						}
					}
				})
			}
			all.Wait()
			if got := len(b.drain()); got != 12 {
				b.Errorf("handled %d messages of 12 schools", got)
			}
		},
	} {
		t.Run(name, func(t *testing.T) { test(bench{t, open(t)}) })
	}
	t.Run("whatever happens in which order", func(t *testing.T) {
		rapid.Check(t, func(rt *rapid.T) { history(rt, open(t)) })
	})
}

// history rings, takes and finishes at random: no group has two messages out, a
// group keeps its order, and each message is followed by a handling of its task.
func history(t *rapid.T, line Line) {
	rung := 0
	owed := map[string]int{} // task and group -> number of the last ring
	last := map[string]int{} // group -> number of the last that was handed out
	out := map[string]func(){}
	take := func() bool {
		m, done, err := line.Next()
		if err != nil {
			t.Fatalf("Next: %v", err)
		}
		if done == nil {
			return false
		}
		var n int
		if _, err := fmt.Sscanf(m.Cause, "%d", &n); err != nil {
			t.Fatalf("cause %q: %v", m.Cause, err)
		}
		if out[m.Group()] != nil {
			t.Fatalf("%s is handed out while another of its group is being handled", m.ID())
		}
		key := string(m.Task) + m.Group()
		if n < last[key] {
			t.Fatalf("%s comes after %d of its task", m.ID(), last[key])
		}
		last[key] = n
		if owed[key] == n {
			delete(owed, key)
		}
		out[m.Group()] = done
		return true
	}
	finish := func(group string) {
		out[group]()
		delete(out, group)
	}
	for range rapid.IntRange(0, 25).Draw(t, "steps") {
		switch rapid.SampledFrom([]string{"ring", "ring", "take", "finish"}).Draw(t, "step") {
		case "ring":
			rung++
			school := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "school")
			m := look(school, fmt.Sprint(rung))
			if rapid.Bool().Draw(t, "mail") {
				m = mail(school, fmt.Sprint(rung))
			}
			if err := line.Ring(context.Background(), m); err != nil {
				t.Fatalf("Ring: %v", err)
			}
			owed[string(m.Task)+m.Group()] = rung
		case "take":
			take()
		default:
			for _, group := range []string{"a", "b", "c"} {
				if out[group] != nil {
					finish(group)
					break
				}
			}
		}
	}
	for {
		for _, group := range []string{"a", "b", "c"} {
			if out[group] != nil {
				finish(group)
			}
		}
		if !take() {
			break
		}
	}
	if len(owed) > 0 {
		t.Fatalf("nothing was handled after these were rung: %v", owed)
	}
}
