package gsheet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// host returns an address on one of Google's hosts, or on the endpoint that
// stands for all of them.
func (c *Credentials) host(name, path string) string {
	if c.options.Endpoint != "" {
		return strings.TrimSuffix(c.options.Endpoint, "/") + path
	}
	return "https://" + name + path
}

// silent is a logger that says nothing: the library's own would show tokens
// where an environment variable asks it to.
func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

// A spoken error reads as a sentence for people, and is one of the port's by its
// kind: the sentinel's own words would say the same again.
type spoken struct {
	text string
	kind error
}

func (e *spoken) Error() string { return e.text }
func (e *spoken) Unwrap() error { return e.kind }

// A credentialError is what is wrong with our coming to Google.
type credentialError struct {
	trouble words.GoogleTrouble
	cause   error
}

func trouble(t words.GoogleTrouble, cause error) error { return &credentialError{t, cause} }

func (e *credentialError) Error() string { return fmt.Sprintf("%s: %v", e.trouble, e.cause) }

// A refusal is an answer of a token host other than a token. It holds the code
// that the host gave, and nothing of what it wrote besides.
type refusal struct {
	path   string
	status int
	code   string // "invalid_grant", "PERMISSION_DENIED", or ""
	clock  bool   // it is about the time in what we signed
}

func (r *refusal) Error() string {
	text := fmt.Sprintf("status %d", r.status)
	if r.code != "" {
		text += " " + r.code
	}
	return text
}

// A tokenTransport turns refusals into errors before the library words them:
// its own errors quote the answer.
type tokenTransport struct{ next http.RoundTripper }

func (t tokenTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	next := t.next
	if next == nil {
		next = http.DefaultTransport
	}
	resp, err := next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < 300 {
		return resp, nil
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10)) // the status alone says enough
	return nil, read(req.URL.Path, resp.StatusCode, body)
}

// read reads a refusal in either of the two forms that Google uses.
func read(path string, status int, body []byte) *refusal {
	r := &refusal{path: path, status: status}
	var oauth struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	var api struct {
		Error struct {
			Status string `json:"status"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &oauth) == nil {
		r.code = oauth.Error
		r.clock = strings.Contains(oauth.Description, "iat") && strings.Contains(oauth.Description, "exp")
	} else if json.Unmarshal(body, &api) == nil {
		r.code = api.Error.Status
	}
	if strings.ContainsFunc(r.code, func(c rune) bool { return c != '_' && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') }) {
		r.code = "" // not one of Google's
	}
	return r
}

// trouble says what the refusal means.
func (r *refusal) trouble() words.GoogleTrouble {
	switch {
	case r.status == http.StatusTooManyRequests:
		return words.GoogleQuota
	case r.status >= 500 || r.status < 400 || r.status == http.StatusRequestTimeout:
		return words.GoogleAway
	case r.clock:
		return words.GoogleClock
	case strings.HasSuffix(r.path, ":generateAccessToken"):
		return words.GoogleActAs
	case strings.HasSuffix(r.path, "/v1/token"):
		return words.GoogleExchange
	}
	return words.GoogleKeyRefused
}

// explain words an error on the way to a token as those of a Book. The lock is
// held.
func (c *Credentials) explain(ctx context.Context, err error) error {
	t, why := words.GoogleAway, error(nil)
	var own *credentialError
	var refused *refusal
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("get a token from Google: %w", errors.Join(sheet.ErrUnreachable, ctx.Err()))
	case errors.As(err, &own):
		t, why = own.trouble, own.cause
	case errors.As(err, &refused):
		t, why = refused.trouble(), refused
	default:
		why = err
	}
	kind := sheet.ErrForbidden
	switch t {
	case words.GoogleAway, words.GoogleStoreAway:
		kind = sheet.ErrUnreachable
	case words.GoogleQuota:
		kind = sheet.ErrBusy
	}
	account := ""
	if c.key != nil {
		account = c.key.Email
	}
	return &sheet.AdviceError{
		Err:    &spoken{fmt.Sprintf("get a token from Google: %s (%v)", t.What(account), why), kind},
		Advice: t.Advice(account),
	}
}
