package letterbox

import (
	"bytes"
	"context"
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
	// retryAfter is when it is asked again after it did not answer.
	retryAfter = 10 * time.Second
	// maxCertificates bounds an answer, in bytes; Google's has about 1,500.
	maxCertificates = 256 << 10
)

// errNoCertificates: Google's certificates cannot be fetched, so nothing is
// known of a token.
var errNoCertificates = errors.New("certificates of Google cannot be fetched")

// certificates are Google's, as JSON, fetched when they are asked for and kept.
type certificates struct {
	url    string
	client *http.Client
	now    func() time.Time

	mu      sync.Mutex
	body    []byte    // the last good answer
	fetched time.Time // when that was asked for
	err     error     // of the last attempt
	next    time.Time // before it none is made again after an error
}

// get returns certificates that were fetched less than maxAge ago. Whoever asks
// while they are being fetched waits for them. The error is errNoCertificates.
func (c *certificates) get(ctx context.Context, maxAge time.Duration) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	switch {
	case c.body != nil && now.Sub(c.fetched) < maxAge:
		return c.body, nil
	case c.err != nil && now.Before(c.next):
		return nil, c.err
	}
	body, err := c.fetch(ctx)
	if c.err = err; err != nil {
		c.next = now.Add(retryAfter)
		return nil, err
	}
	c.body, c.fetched = body, now
	return body, nil
}

// fetch asks Google. It does not end with the ping that it is for: others wait
// for it.
func (c *certificates) fetch(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), fetchTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", errNoCertificates, err)
	}
	resp, err := c.client.Do(r)
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

// answered is an HTTP transport that has its answer already: the form in which
// the OpenID library takes certificates.
type answered []byte

// RoundTrip gives the answer.
func (a answered) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header:        http.Header{"Content-Type": {"application/json"}},
		ContentLength: int64(len(a)), Body: io.NopCloser(bytes.NewReader(a)),
	}, nil
}
