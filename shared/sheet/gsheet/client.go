package gsheet

import (
	"context"
	"encoding/binary"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Tokens gives access tokens for Google and says whose they are. Credentials do.
type Tokens interface {
	// Token returns a token that is good for a while.
	Token(ctx context.Context) (string, error)
	// Refused says that Google did not take a token although it should be good:
	// the next Token gives another.
	Refused(token string)
	// Account returns the address with which sheets are shared.
	Account(ctx context.Context) (string, error)
}

// Options of a Client. Tokens are required; the zero value of the others works.
type Options struct {
	// Endpoint is a base URL in place of all of Google's hosts.
	Endpoint string
	Tokens   Tokens
	// Transport carries the requests; nil is http.DefaultTransport.
	Transport http.RoundTripper
	Now       func() time.Time // nil: the instants of snapshots are zero
	Rand      io.Reader        // for jitter; nil: none
	Log       *slog.Logger     // one line a call that went wrong; nil: none
}

// A Client talks to Google Sheets and Drive as one account. It may be used by
// many goroutines at once.
type Client struct {
	tokens Tokens
	http   http.Client
	sheets string // base URLs, without a slash at the end
	drive  string
	now    func() time.Time
	log    *slog.Logger

	chance sync.Mutex // of rand
	rand   io.Reader

	reads, writes, hints atomic.Int64
}

// Google's hosts.
const (
	sheetsHost = "https://sheets.googleapis.com"
	driveHost  = "https://www.googleapis.com"
)

// NewClient returns a Client. It asks for nothing yet.
func NewClient(o Options) *Client {
	c := &Client{
		tokens: o.Tokens, http: http.Client{Transport: o.Transport, CheckRedirect: stay},
		sheets: sheetsHost, drive: driveHost, now: o.Now, rand: o.Rand, log: o.Log,
	}
	if o.Endpoint != "" {
		c.sheets = strings.TrimRight(o.Endpoint, "/")
		c.drive = c.sheets
	}
	if c.now == nil {
		c.now = func() time.Time { return time.Time{} }
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	return c
}

// stay follows no redirect: where Google's API sends one, somebody else has
// answered.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Counts are the requests of a Client so far, those tried again included.
type Counts struct {
	Reads, Writes int // of Sheets, which spend its quota
	Hints         int // of Drive
}

// Counts returns how many requests were sent so far.
func (c *Client) Counts() Counts {
	return Counts{Reads: int(c.reads.Load()), Writes: int(c.writes.Load()), Hints: int(c.hints.Load())}
}

// jitter returns d times something from 0.75 to 1.25.
func (c *Client) jitter(d time.Duration) time.Duration {
	if c.rand == nil {
		return d
	}
	var b [4]byte
	c.chance.Lock()
	_, err := io.ReadFull(c.rand, b[:])
	c.chance.Unlock()
	if err != nil {
		return d
	}
	part := float64(binary.BigEndian.Uint32(b[:])) / (1 << 32)
	return time.Duration(float64(d) * (0.75 + part/2))
}
