package gsheet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// A fault is a request that did not go well: Google refused it, or no whole
// reply came.
type fault struct {
	status  int    // 0: no reply that could be read
	code    string // "PERMISSION_DENIED"
	reason  string // "SERVICE_DISABLED", "rateLimitExceeded"; often ""
	message string
	after   time.Duration // when Google says to come back; 0 where it does not
	cause   error         // where there was no reply
	slow    bool          // we gave up waiting
	drive   bool          // it was Drive that was asked
}

func (f *fault) Error() string {
	if f.cause != nil {
		return f.cause.Error()
	}
	text := fmt.Sprintf("status %d", f.status)
	for _, part := range []string{f.code, f.reason} {
		if part != "" {
			text += " " + part
		}
	}
	return text
}

func (f *fault) Unwrap() error { return f.cause }

// asFault makes a fault of whatever went wrong on the way, without the address,
// which names tabs.
func asFault(err error) *fault {
	var f *fault
	if errors.As(err, &f) {
		return f
	}
	var of *url.Error
	if errors.As(err, &of) {
		err = of.Err
	}
	return &fault{cause: err}
}

// refusedBy reads a reply that is no success.
func refusedBy(status int, header http.Header, body string) *fault {
	f := &fault{status: status, after: retryAfter(header)}
	var reply struct {
		Error struct {
			Status, Message string
			Errors          []struct{ Reason string }
			Details         []struct{ Reason string }
		}
	}
	if json.Unmarshal([]byte(body), &reply) != nil {
		return f
	}
	f.code, f.message = reply.Error.Status, reply.Error.Message
	for _, e := range append(reply.Error.Details, reply.Error.Errors...) {
		if f.reason == "" {
			f.reason = e.Reason
		}
	}
	return f
}

// quota reports whether more was asked than is answered within a minute.
func (f *fault) quota() bool {
	return f.status == http.StatusTooManyRequests ||
		f.status == http.StatusForbidden && (f.code == "RESOURCE_EXHAUSTED" ||
			slices.Contains([]string{"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED"}, f.reason))
}

// passing reports whether the same request may go well in a moment.
func (f *fault) passing() bool {
	return f.cause != nil || f.status >= 500 || f.status < 400 || f.status == http.StatusRequestTimeout
}

// heavy reports whether the reply was perhaps too much to ask for at once.
func (f *fault) heavy() bool { return f.slow || f.status == http.StatusGatewayTimeout }

// unsure reports whether a write that met this fault may have been applied.
func (f *fault) unsure() bool { return f.passing() }

// trouble says what the fault means, and which error of the port it is.
func (f *fault) trouble(writing bool) (words.GoogleTrouble, error) {
	message := strings.ToLower(f.message)
	switch {
	case f.quota():
		return words.GoogleQuota, sheet.ErrBusy
	case f.heavy():
		return words.GoogleSlow, sheet.ErrUnreachable
	case f.passing():
		return words.GoogleAway, sheet.ErrUnreachable
	case f.status == http.StatusUnauthorized, f.reason == "ACCESS_TOKEN_SCOPE_INSUFFICIENT":
		return words.GoogleTokenRefused, sheet.ErrForbidden
	case f.reason == "SERVICE_DISABLED", f.reason == "accessNotConfigured":
		if f.drive {
			return words.GoogleDriveOff, sheet.ErrForbidden
		}
		return words.GoogleSheetsOff, sheet.ErrForbidden
	case f.reason == "domainPolicy", f.status == http.StatusForbidden && strings.Contains(message, "domain"):
		return words.GoogleDomain, sheet.ErrForbidden
	case strings.Contains(message, "not supported for this document"):
		return words.GoogleOffice, sheet.ErrUnreadable
	case f.guarded():
		return words.GoogleProtected, sheet.ErrWriteRefused
	case f.full():
		return words.GoogleFull, sheet.ErrWriteRefused
	case f.status == http.StatusForbidden && writing:
		return words.GoogleNoEdit, sheet.ErrWriteRefused
	case f.status == http.StatusForbidden:
		return words.GoogleNotShared, sheet.ErrForbidden
	case f.status == http.StatusNotFound, f.status == http.StatusGone:
		return words.GoogleGone, sheet.ErrGone
	}
	return words.GoogleAway, sheet.ErrUnreachable
}

// guarded reports whether a write met a protected range. Google says so in words
// alone: "You are trying to edit a protected cell or object."
func (f *fault) guarded() bool {
	return (f.status == http.StatusBadRequest || f.status == http.StatusForbidden) && strings.Contains(strings.ToLower(f.message), "protected")
}

// full reports whether the spreadsheet cannot grow: "This action would increase
// the number of cells in the workbook above the limit of 10000000 cells."
func (f *fault) full() bool {
	return f.status == http.StatusBadRequest && strings.Contains(strings.ToLower(f.message), "above the limit")
}

// explain words an error of ask or send as one of the port.
func (c *Client) explain(ctx context.Context, err error, writing bool) error {
	var advised *sheet.AdviceError
	var f *fault
	switch {
	case ctx.Err() != nil:
		return errors.Join(sheet.ErrUnreachable, ctx.Err())
	case errors.As(err, &advised):
		return err
	case !errors.As(err, &f):
		return fmt.Errorf("%w: %v", sheet.ErrUnreachable, err)
	}
	t, kind := f.trouble(writing)
	return c.advise(ctx, t, kind, f)
}

// advise makes the error that callers get: what is wrong, and the one thing to
// do about it.
func (c *Client) advise(ctx context.Context, t words.GoogleTrouble, kind, why error) error {
	account, err := c.tokens.Account(ctx)
	if err != nil {
		account = ""
	}
	text := t.What(account)
	if why != nil {
		text += " (" + why.Error() + ")"
	}
	return &sheet.AdviceError{Err: &spoken{text, kind}, Advice: t.Advice(account)}
}
