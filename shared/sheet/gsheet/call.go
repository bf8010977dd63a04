package gsheet

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A purpose is what a request is for, and what it spends.
type purpose int

const (
	reading purpose = iota // of Sheets
	writing                // of Sheets
	hinting                // of Drive
)

// A call is one request. Requests of Sheets are counted in spent, where it is
// given, with every time they are sent.
type call struct {
	purpose purpose
	url     string
	query   url.Values
	body    any // sent as JSON by POST; nil: GET
	spent   *spent
	divides bool // the caller can ask for less at a time: what is too much is not asked for again
}

// spent counts the requests of one Read, Detail or Write.
type spent struct{ reads, writes int }

const (
	// readLimit ends a read that hangs. What Google takes longer for is asked for
	// in parts.
	readLimit = 90 * time.Second
	// writeLimit is beyond the 180 seconds after which Google itself gives up, so
	// that a slow write still tells how it ended.
	writeLimit = 185 * time.Second
	// passingTries is how often a read is sent that meets passing faults.
	passingTries = 5
	// firstWait is the wait after the first passing fault; each further one is
	// twice as long.
	firstWait = 500 * time.Millisecond
)

// quotaWaits are the waits after a refusal for quota. Google's quotas are filled
// up every minute (Sheets API, usage limits, read 2026-11), so that two of them
// lie within one and the next beyond it.
var quotaWaits = [...]time.Duration{8 * time.Second, 24 * time.Second, 40 * time.Second, 60 * time.Second}

// ask sends a read and hands the reply to take, until it is one that take
// understands: passing faults and quota are waited out as long as ctx allows.
// Its errors are faults, or those of Tokens and ctx.
func (c *Client) ask(ctx context.Context, r call, take func(body string) error) error {
	passed, refused := 0, 0
	for {
		body, err := c.send(ctx, r)
		if err == nil {
			if err = take(body); err == nil {
				return nil
			}
			err = &fault{cause: err}
		}
		var f *fault
		if !errors.As(err, &f) || ctx.Err() != nil {
			return err
		}
		var pause time.Duration
		switch {
		case f.quota() && refused < len(quotaWaits):
			pause = max(quotaWaits[refused], f.after)
			refused++
		case f.heavy() && r.divides:
			return err
		case f.passing() && passed < passingTries-1:
			pause = firstWait << passed
			passed++
			if f.slow { // a minute and a half each: once more is enough
				passed = passingTries - 1
			}
		default:
			return err
		}
		if !c.wait(ctx, pause) {
			return err
		}
	}
}

// wait waits for about d and reports whether there is time to go on; where ctx
// would end before, it does not begin to wait.
func (c *Client) wait(ctx context.Context, d time.Duration) bool {
	d = c.jitter(d)
	if deadline, ends := ctx.Deadline(); ends && time.Until(deadline) <= d {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// send sends a call once, or twice when the token was not taken, and returns
// the body of a reply that says it went well.
func (c *Client) send(ctx context.Context, r call) (string, error) {
	body, token, err := c.sendOnce(ctx, r)
	var f *fault
	if !errors.As(err, &f) || f.status != http.StatusUnauthorized {
		return body, err
	}
	c.tokens.Refused(token)
	body, _, err = c.sendOnce(ctx, r)
	return body, err
}

func (c *Client) sendOnce(ctx context.Context, r call) (body, token string, err error) {
	if token, err = c.tokens.Token(ctx); err != nil {
		return "", "", err
	}
	limit := readLimit
	if r.purpose == writing {
		limit = writeLimit
	}
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	request, err := r.request(bounded, token)
	if err != nil {
		return "", token, err
	}
	c.count(r)
	body, err = c.exchange(request)
	if err != nil && ctx.Err() == nil {
		f := asFault(err)
		f.drive = r.purpose == hinting
		f.slow = f.slow || bounded.Err() != nil
		c.log.Warn("google call failed", "status", f.status, "reason", f.reason, "code", f.code, "slow", f.slow)
		return "", token, f
	}
	return body, token, err
}

func (r call) request(ctx context.Context, token string) (*http.Request, error) {
	method, body := http.MethodGet, io.Reader(nil)
	if r.body != nil {
		encoded, err := json.Marshal(r.body)
		if err != nil {
			return nil, err
		}
		method, body = http.MethodPost, strings.NewReader(string(encoded))
	}
	request, err := http.NewRequestWithContext(ctx, method, r.url+"?"+r.query.Encode(), body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	// Google compresses for those who name gzip here too (Sheets API, improve
	// performance, read 2026-11).
	request.Header.Set("User-Agent", "shelfmates (gzip)")
	if r.body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return request, nil
}

func (c *Client) count(r call) {
	switch r.purpose {
	case reading:
		c.reads.Add(1)
		if r.spent != nil {
			r.spent.reads++
		}
	case writing:
		c.writes.Add(1)
		if r.spent != nil {
			r.spent.writes++
		}
	case hinting:
		c.hints.Add(1)
	}
}

// exchange sends the request and reads the reply whole.
func (c *Client) exchange(request *http.Request) (string, error) {
	response, err := c.http.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := readWhole(response.Body)
	if err != nil {
		return "", err
	}
	if response.StatusCode != http.StatusOK {
		return "", refusedBy(response.StatusCode, response.Header, body)
	}
	if text := strings.TrimLeft(body, " \r\n\t"); !strings.HasPrefix(text, "{") {
		return "", errMangled
	}
	return body, nil
}

// readWhole reads all that r has. A reply may have megabytes, and comes
// compressed, so that its length is not known: it is collected piece by piece,
// which takes twice its size for a moment, where growing one buffer takes five
// times.
func readWhole(r io.Reader) (string, error) {
	var pieces [][]byte
	total := 0
	for size := 4 << 10; ; size = min(size*2, 256<<10) {
		piece := make([]byte, size)
		n, err := 0, error(nil)
		for n < size && err == nil {
			var more int
			more, err = r.Read(piece[n:])
			n += more
		}
		pieces, total = append(pieces, piece[:n]), total+n
		if err != nil && err != io.EOF {
			return "", err
		}
		if err == io.EOF {
			break
		}
	}
	var whole strings.Builder
	whole.Grow(total)
	for _, p := range pieces {
		whole.Write(p)
	}
	return whole.String(), nil
}

// errMangled: what came is not a reply of Google's API, or not the whole of it.
var errMangled = errors.New("the reply is not whole, or not Google's")

// retryAfter reads the header of that name, where it gives seconds.
func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds < 0 || seconds > 600 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}
