package letterbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

const (
	// fetchTime is how long Google may take to answer.
	fetchTime = 10 * time.Second
	// fetchEvery is how often it is asked at most. A token that no known key has
	// signed makes the key set ask again, and anybody can send such tokens.
	fetchEvery = time.Minute
	// retryAfter is when it is asked again after it did not answer.
	retryAfter = 10 * time.Second
	// maxCertificates bounds an answer, in bytes; Google's has about 1,500.
	maxCertificates = 256 << 10
)

// errNoCertificates: Google's certificates cannot be fetched, so nothing is
// known of any token.
var errNoCertificates = errors.New("certificates of Google cannot be fetched")

// certificates is an HTTP transport for one address. It asks once a minute at
// most and gives out the last answer meanwhile; an answer that is no JSON, and
// none at all, is errNoCertificates.
type certificates struct {
	now func() time.Time

	mu   sync.Mutex
	next time.Time // before it nothing is asked
	body []byte
	err  error
}

// RoundTrip answers as the address did last, or asks it.
func (c *certificates) RoundTrip(r *http.Request) (*http.Response, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); !now.Before(c.next) {
		c.body, c.err = fetch(r)
		c.next = now.Add(fetchEvery)
		if c.err != nil {
			c.next = now.Add(retryAfter)
		}
	}
	if c.err != nil {
		return nil, c.err
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header:        http.Header{"Content-Type": {"application/json"}},
		ContentLength: int64(len(c.body)), Body: io.NopCloser(bytes.NewReader(c.body)),
	}, nil
}

func fetch(r *http.Request) ([]byte, error) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", errNoCertificates, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxCertificates))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %v", errNoCertificates, err)
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%w: %s", errNoCertificates, resp.Status)
	case !json.Valid(body):
		return nil, fmt.Errorf("%w: the answer is not JSON", errNoCertificates)
	}
	return body, nil
}
