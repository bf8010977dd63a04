package standalone_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/outreach"
	"shelfmates/shared/queue"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/standalone"
)

// pipes is a listener within the program: a bubble's clock stands still while a
// real one waits.
type pipes struct {
	calls chan net.Conn
	over  chan struct{}
}

func newPipes() *pipes { return &pipes{calls: make(chan net.Conn), over: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.calls:
		return c, nil
	case <-p.over:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.over); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080} }

// ask sends a request under a host's name and returns what reads the answer.
func (p *pipes) ask(t *testing.T, host, path string) func() (*http.Response, string, error) {
	t.Helper()
	ours, theirs := net.Pipe()
	p.calls <- theirs
	if _, err := fmt.Fprintf(ours, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", path, host); err != nil {
		t.Fatal(err)
	}
	return func() (*http.Response, string, error) {
		defer ours.Close()
		resp, err := http.ReadResponse(bufio.NewReader(ours), nil)
		if err != nil {
			return nil, "", err
		}
		body, err := io.ReadAll(resp.Body)
		return resp, string(body), err
	}
}

// A diary notes when the parts were called, since the program began.
type diary struct {
	began   time.Time
	syncs   []time.Duration
	asked   []time.Duration // of syncs, those for which a rest does not hold
	plans   []time.Duration
	sends   []time.Duration
	told    []string
	sync    func(asked bool) (reconcile.Report, error)
	plan    func() error
	trouble string
}

func (d *diary) Sync(_ context.Context, asked bool) (reconcile.Report, error) {
	at := time.Since(d.began)
	d.syncs = append(d.syncs, at)
	if asked {
		d.asked = append(d.asked, at)
	}
	if d.sync == nil {
		return reconcile.Report{}, nil
	}
	return d.sync(asked)
}

func (d *diary) Plan(context.Context, time.Time) (outreach.Planned, error) {
	d.plans = append(d.plans, time.Since(d.began))
	if d.plan == nil {
		return outreach.Planned{}, nil
	}
	return outreach.Planned{}, d.plan()
}

func (d *diary) Send(context.Context, func() time.Time) (outreach.Sent, error) {
	d.sends = append(d.sends, time.Since(d.began))
	return outreach.Sent{Trouble: d.trouble}, nil
}

// A house is the program with its other sides.
type house struct {
	*diary
	listener *pipes
	page     http.HandlerFunc
	fire     func()        // the spreadsheet may have changed
	every    time.Duration // between two fires; zero for none by itself
	rung     queue.Queue
}

// runs has the program run for so long, by the clock of a bubble, while a story
// happens; and wants it to end by itself with its context.
func runs(t *testing.T, h *house, long time.Duration, story func()) {
	t.Helper()
	h.began, h.listener = time.Now(), newPipes()
	if h.page == nil {
		h.page = func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "a page") }
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		ended <- standalone.Run(ctx, standalone.Options{
			Syncer: h, Mailer: h, Listen: h.listener, Now: time.Now, Explain: error.Error, Pages: h.page,
			Tell: func(text string) { h.told = append(h.told, text) },
			Watch: func(ctx context.Context, fire func()) <-chan struct{} {
				h.fire = fire
				over := make(chan struct{})
				go func() {
					defer close(over)
					for h.every > 0 {
						select {
						case <-ctx.Done():
							return
						case <-time.After(h.every):
							fire()
						}
					}
					<-ctx.Done()
				}()
				return over
			},
			Ping: func(rung queue.Queue, _ func(string) time.Time) http.Handler {
				h.rung = rung
				return http.NotFoundHandler()
			},
		})
	}()
	synctest.Wait()
	if story != nil {
		story()
	}
	time.Sleep(long - time.Since(h.began)) // of the bubble: no time passes
	stop()
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
}

// ping rings as the sheet's script does.
func (h *house) ping(t *testing.T, id string) {
	t.Helper()
	if err := h.rung.Ring(t.Context(), queue.Message{Task: queue.Sync, School: "school", Cause: "ping:" + id, At: time.Now()}); err != nil {
		t.Error(err)
	}
	synctest.Wait()
}

func wantTimes(t *testing.T, what string, got []time.Duration, want ...time.Duration) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s at %v, want %v", what, got, want)
	}
}

func TestWhenItReads(t *testing.T) {
	bubble := func(name string, test func(t *testing.T)) {
		t.Run(name, func(t *testing.T) { synctest.Test(t, test) })
	}
	bubble("at the start, at every save, and every fifteen minutes though nobody saved", func(t *testing.T) {
		h := &house{diary: &diary{}}
		runs(t, h, 25*time.Minute, func() {
			time.Sleep(4 * time.Minute)
			h.fire()
		})
		wantTimes(t, "it reads", h.syncs, 0, 4*time.Minute, 19*time.Minute)
	})
	bubble("a sync that failed is tried again after twenty seconds, and told of once while it fails alike", func(t *testing.T) {
		h := &house{diary: &diary{}}
		n := 0
		h.sync = func(bool) (reconcile.Report, error) {
			switch n++; n {
			case 1, 2:
				return reconcile.Report{}, errors.New("the file is broken")
			case 3:
				return reconcile.Report{}, errors.New("the file is gone")
			}
			return reconcile.Report{}, nil
		}
		runs(t, h, 5*time.Minute, nil)
		wantTimes(t, "it reads", h.syncs, 0, 20*time.Second, 40*time.Second, time.Minute)
		if want := []string{"the file is broken", "the file is gone"}; !slices.Equal(h.told, want) {
			t.Errorf("it tells %q, want %q", h.told, want)
		}
	})
	bubble("trouble that comes back after it was over is told of again", func(t *testing.T) {
		h := &house{diary: &diary{}}
		n := 0
		h.sync = func(bool) (reconcile.Report, error) {
			if n++; n%2 == 1 {
				return reconcile.Report{}, errors.New("the file is broken")
			}
			return reconcile.Report{Due: time.Now().Add(time.Minute)}, nil
		}
		runs(t, h, 2*time.Minute, nil)
		wantTimes(t, "it reads", h.syncs, 0, 20*time.Second, 80*time.Second, 100*time.Second)
		if want := []string{"the file is broken", "the file is broken"}; !slices.Equal(h.told, want) {
			t.Errorf("it tells %q, want %q", h.told, want)
		}
	})
	bubble("when something falls due in the sheet it is read then", func(t *testing.T) {
		h := &house{diary: &diary{}}
		h.sync = func(bool) (reconcile.Report, error) {
			return reconcile.Report{Due: h.began.Add(7 * time.Minute)}, nil
		}
		h.sync = once(h.sync)
		runs(t, h, 10*time.Minute, nil)
		wantTimes(t, "it reads", h.syncs, 0, 7*time.Minute)
	})
	bubble("what was due in the past is read for once, at once, and not for ever", func(t *testing.T) {
		h := &house{diary: &diary{}}
		h.sync = once(func(bool) (reconcile.Report, error) {
			return reconcile.Report{Due: h.began.Add(-time.Hour)}, nil
		})
		runs(t, h, 10*time.Minute, nil)
		wantTimes(t, "it reads", h.syncs, 0, 0)
	})
}

// once answers as told the first time, and then that nothing is new.
func once(first func(bool) (reconcile.Report, error)) func(bool) (reconcile.Report, error) {
	done := false
	return func(asked bool) (reconcile.Report, error) {
		if done {
			return reconcile.Report{}, nil
		}
		done = true
		return first(asked)
	}
}

// TestARestThatAFailureAsksFor has a sheet that nobody may open, which is looked
// at every minute.
func TestARestThatAFailureAsksFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{diary: &diary{}, every: time.Minute}
		var until time.Time
		var reads []time.Duration // of the sheet itself
		h.sync = func(asked bool) (reconcile.Report, error) {
			now := time.Now()
			if !asked && now.Before(until) {
				return reconcile.Report{}, &reconcile.LaterError{Failure: "forbidden", Until: until}
			}
			reads = append(reads, now.Sub(h.began))
			if now.Sub(h.began) > 30*time.Minute {
				return reconcile.Report{}, nil // it is shared again
			}
			until = now.Add(12*time.Minute + 30*time.Second)
			return reconcile.Report{}, errors.New("the sheet is not shared with us")
		}
		runs(t, h, 32*time.Minute+30*time.Second, func() {
			time.Sleep(20 * time.Minute)
			h.ping(t, "a")
		})
		minutes := func(n float64) time.Duration { return time.Duration(n * float64(time.Minute)) }
		wantTimes(t, "it asks for the sheet", reads, 0, minutes(12.5), minutes(20), minutes(32.5))
		wantTimes(t, "it was asked to read", h.asked, 0, minutes(20))
		if want := []string{"the sheet is not shared with us"}; !slices.Equal(h.told, want) {
			t.Errorf("it tells %q, want %q", h.told, want)
		}
	})
}

func TestMailAndSyncGoOnWithoutOneAnother(t *testing.T) {
	bubble := func(name string, test func(t *testing.T)) {
		t.Run(name, func(t *testing.T) { synctest.Test(t, test) })
	}
	minutes := []time.Duration{0, time.Minute, 2 * time.Minute, 3 * time.Minute}
	bubble("once a minute it is worked out what is due, though no sync succeeds", func(t *testing.T) {
		h := &house{diary: &diary{}}
		h.sync = func(bool) (reconcile.Report, error) { return reconcile.Report{}, errors.New("the file is broken") }
		runs(t, h, 3*time.Minute+time.Second, nil)
		wantTimes(t, "it plans", h.plans, minutes...)
		wantTimes(t, "it sends", h.sends, minutes...)
	})
	bubble("mail that cannot be planned is told of once, and pages and syncs go on", func(t *testing.T) {
		h := &house{diary: &diary{}}
		h.plan = func() error { return errors.New("the store is away") }
		var page string
		runs(t, h, 3*time.Minute+time.Second, func() {
			time.Sleep(90 * time.Second)
			h.fire()
			_, page, _ = h.listener.ask(t, "localhost:8080", "/")()
		})
		wantTimes(t, "it plans", h.plans, minutes...)
		wantTimes(t, "it sends", h.sends)
		wantTimes(t, "it reads", h.syncs, 0, 90*time.Second)
		if page != "a page" || !slices.Equal(h.told, []string{"the store is away"}) {
			t.Errorf("the page is %q, it tells %q", page, h.told)
		}
	})
	bubble("what keeps mail from leaving is told of once", func(t *testing.T) {
		h := &house{diary: &diary{trouble: "The outbox is full."}}
		runs(t, h, 3*time.Minute+time.Second, nil)
		if !slices.Equal(h.told, []string{"The outbox is full."}) {
			t.Errorf("it tells %q", h.told)
		}
	})
}

// TestOnlyThisMachine asks under names that a page elsewhere could have pointed
// here (DNS rebinding), and under those of this machine.
func TestOnlyThisMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{diary: &diary{}}
		runs(t, h, time.Minute, func() {
			for host, want := range map[string]int{
				"localhost": 200, "localhost:8080": 200, "127.0.0.1:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "[::1]": 200,
				"evil.example": 421, "evil.example:8080": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421,
				"192.168.1.5:8080": 421, "0.0.0.0:8080": 421, "[fe80::1]:8080": 421, "localhost@evil.example": 421, "": 421,
			} {
				resp, body, err := h.listener.ask(t, host, "/partners")()
				if err != nil {
					t.Errorf("under the name %q: %v", host, err)
					continue
				}
				if malformed := strings.Contains(host, "@") && resp.StatusCode == http.StatusBadRequest; resp.StatusCode != want && !malformed {
					t.Errorf("under the name %q it answers %d, want %d", host, resp.StatusCode, want)
				}
				if want != http.StatusOK && strings.Contains(body, "a page") {
					t.Errorf("under the name %q it shows a page", host)
				}
			}
		})
	})
}

func TestTheEnd(t *testing.T) {
	bubble := func(name string, test func(t *testing.T)) {
		t.Run(name, func(t *testing.T) { synctest.Test(t, test) })
	}
	bubble("a page that is being made when the program ends comes to its reader whole", func(t *testing.T) {
		h := &house{diary: &diary{}}
		h.page = func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(4 * time.Second):
				_, _ = io.WriteString(w, "a slow page")
			}
		}
		answer := make(chan string, 1)
		runs(t, h, time.Minute, func() {
			time.Sleep(time.Minute - time.Second)
			read := h.listener.ask(t, "localhost", "/")
			go func() {
				_, body, err := read()
				answer <- fmt.Sprint(body, err)
			}()
		})
		if got := <-answer; got != "a slow page<nil>" || time.Since(h.began) >= time.Minute+5*time.Second {
			t.Errorf("the reader has %q, and it ended after %v", got, time.Since(h.began))
		}
	})
	bubble("a page that does not end is cut off after five seconds", func(t *testing.T) {
		h := &house{diary: &diary{}}
		cut := make(chan time.Duration, 1)
		h.page = func(_ http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
			cut <- time.Since(h.began)
		}
		runs(t, h, time.Minute, func() {
			read := h.listener.ask(t, "localhost", "/")
			go func() {
				if _, _, err := read(); err == nil {
					t.Error("the reader has an answer, want none")
				}
			}()
		})
		if at := <-cut; at != time.Minute+5*time.Second || time.Since(h.began) != at {
			t.Errorf("it was cut off after %v and ended after %v", at, time.Since(h.began))
		}
	})
}
