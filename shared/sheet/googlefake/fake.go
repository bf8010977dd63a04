package googlefake

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Options are what a Fake may be told. The zero value works: the real clock,
// no quota, no latency.
type Options struct {
	Now func() time.Time
	// Listen is the address to listen on; "127.0.0.1:0" when empty.
	Listen string
	// Quota limits calls per minute; nil does not. GoogleQuota has Google's own.
	Quota *Quota
	// Latency is how long a call takes before it is applied.
	Latency func(Method) time.Duration
	// DriveDelay is how long after an edit changes.list begins to tell of it.
	DriveDelay time.Duration
}

// A Fake is Google as far as Shelfmates uses it: Sheets, Drive, and the hosts
// that give tokens. It may be used by many goroutines at once.
type Fake struct {
	options Options
	keys    signingKeys

	listener net.Listener
	server   *http.Server
	base     string
	done     chan struct{} // closed by Close, so that hanging calls end

	mu         sync.Mutex
	files      map[string]*Spreadsheet
	accounts   map[string]*Account
	tokens     map[string]token
	pools      []*Keyless
	faults     []*Fault
	hooks      []hook
	calls      []Call
	spent      []spending
	violations []string
	edits      []edit // what changes.list is told from
	nextID     int64
}

// Start starts a Fake on a loopback port.
func Start(options Options) (*Fake, error) {
	f := New(options)
	if f.options.Listen == "" {
		f.options.Listen = "127.0.0.1:0"
	}
	listener, err := net.Listen("tcp", f.options.Listen)
	if err != nil {
		return nil, fmt.Errorf("listen for the fake of Google: %w", err)
	}
	f.listener, f.base = listener, "http://"+listener.Addr().String()
	f.server = &http.Server{Handler: f}
	go f.server.Serve(listener) //nolint:errcheck // it ends with Close
	return f, nil
}

// New makes a Fake that listens nowhere: its calls arrive through Transport, or
// as an http.Handler. It has no goroutine of its own and fits into a
// testing/synctest bubble.
func New(options Options) *Fake {
	if options.Now == nil {
		options.Now = time.Now
	}
	f := &Fake{
		options: options, keys: newSigningKeys(), base: "http://google.invalid", done: make(chan struct{}),
		files: map[string]*Spreadsheet{}, accounts: map[string]*Account{}, tokens: map[string]token{}, nextID: 1,
	}
	f.NewAccount(DefaultAccount)
	return f
}

// URL is the base of all addresses: the value for SHELFMATES_GOOGLE_ENDPOINT.
func (f *Fake) URL() string { return f.base }

// Close ends the server and every call that hangs.
func (f *Fake) Close() {
	f.mu.Lock()
	select {
	case <-f.done:
	default:
		close(f.done)
	}
	f.mu.Unlock()
	if f.server != nil {
		f.server.Close()
	}
}

// Violations are the requests so far that Google's discovery documents do not
// allow, and those that the Fake cannot answer as Google would.
func (f *Fake) Violations() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.violations...)
}

// T is the part of testing.TB that is needed here, so that the demo links no
// testing package.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Begin starts a Fake for a test, ends it with the test, and fails the test on
// violations.
func Begin(t T, options Options) *Fake {
	t.Helper()
	f, err := Start(options)
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() {
		f.Close()
		f.Check(t)
	})
	return f
}

// Check fails the test on violations.
func (f *Fake) Check(t T) {
	t.Helper()
	for _, v := range f.Violations() {
		t.Errorf("against Google's discovery document: %s", v)
	}
}

func (f *Fake) now() time.Time { return f.options.Now() }

// id returns a new number that nothing else has, as sheetId and the like.
func (f *Fake) id() int64 {
	f.nextID++
	return f.nextID
}

// secret returns a text that nobody guesses.
func secret() string { return rand.Text() }

// pause waits, or ends early with the request.
func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
