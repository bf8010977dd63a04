package standalone_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/outreach"
	"shelfmates/shared/queue"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/standalone"
)

// syncs tells of every sync.
type syncs chan struct{}

func (s syncs) Sync(context.Context, bool) (reconcile.Report, error) {
	s <- struct{}{}
	return reconcile.Report{}, nil
}

type noMail struct{}

func (noMail) Plan(context.Context, time.Time) (outreach.Planned, error) {
	return outreach.Planned{}, nil
}

func (noMail) Send(context.Context, func() time.Time) (outreach.Sent, error) {
	return outreach.Sent{}, nil
}

// TestPing has a program take pings as they come through a tunnel, under a name
// that is not this machine's.
func TestPing(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	synced := make(syncs)
	began := time.Now()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	var read func(string) time.Time
	options := standalone.Options{
		Syncer: synced, Mailer: noMail{}, Listen: listener, Now: time.Now, Explain: error.Error,
		Watch: func(context.Context, func()) <-chan struct{} {
			over := make(chan struct{})
			close(over)
			return over
		},
		Pages: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("a page")) }),
		Ping: func(rung queue.Queue, last func(string) time.Time) http.Handler {
			read = last
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				m := queue.Message{Task: queue.Sync, School: "school", Cause: "ping:" + r.Header.Get("X-ID"), At: time.Now()}
				if err := rung.Ring(r.Context(), m); err != nil {
					t.Error(err)
				}
			})
		},
	}
	go func() { ended <- standalone.Run(ctx, options) }()
	<-synced // the read at the start

	ask := func(path, id string) int {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+listener.Addr().String()+path, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = "library.example.org"
		r.Header.Set("X-ID", id)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	for _, id := range []string{"a", "b"} {
		if got := ask("/ping", id); got != http.StatusOK {
			t.Errorf("a ping is answered with %d, want 200", got)
		}
		<-synced
	}
	for _, path := range []string{"/", "/ping/", "/Ping", "//ping", "/partners"} {
		if got := ask(path, "c"); got != http.StatusMisdirectedRequest {
			t.Errorf("%s under another name: %d, want 421", path, got)
		}
	}
	if at := read("school"); at.Before(began.Truncate(time.Millisecond)) || at.After(time.Now()) {
		t.Errorf("it was last read at %v, want a time since %v", at, began)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
}
