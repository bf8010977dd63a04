package gsheet

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"cloud.google.com/go/auth"
	"github.com/aws/aws-sdk-go-v2/aws"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// ErrCredentials marks settings that name no account to open a sheet as.
var ErrCredentials = errors.New("credentials for Google are not set as they should be")

// The scopes that are asked for: to read and write the sheets that are shared
// with the account, and to be told which of its files changed.
const (
	scopeSheets = "https://www.googleapis.com/auth/spreadsheets"
	scopeHints  = "https://www.googleapis.com/auth/drive.metadata.readonly"
)

// CredentialOptions say as whom sheets are opened. The first of Key, Audience
// and Default that is set counts.
type CredentialOptions struct {
	Key      string // SHELFMATES_GOOGLE_KEY: a path, or ssm:/name
	Audience string // SHELFMATES_GOOGLE_AUDIENCE: see Audience
	Default  string // GOOGLE_APPLICATION_CREDENTIALS: a path
	Endpoint string // SHELFMATES_GOOGLE_ENDPOINT; "" for Google's own hosts

	// AWS returns the configuration of this machine: for ssm: and for keyless
	// access. It is asked on first use, and once; nil where this is never AWS.
	AWS func(context.Context) (aws.Config, error)
	// Transport carries the requests for tokens; nil is Go's own.
	Transport http.RoundTripper
}

// A Source says where the credentials come from.
type Source string

// The sources.
const (
	KeyFile   Source = "key file"
	Parameter Source = "parameter of AWS Systems Manager"
	Keyless   Source = "keyless, by the identity that AWS gives this machine"
)

// Credentials are one account. Nothing is read or sent before the first call of
// Token or Account. They may be used by many goroutines at once.
type Credentials struct {
	options  CredentialOptions
	source   Source
	at       string   // path, or name of the parameter
	audience audience // of Keyless
	client   *http.Client
	aws      func(context.Context) (aws.Config, error)

	mu     sync.Mutex
	key    *accountKey        // once it was read
	tokens auth.TokenProvider // keeps a token until shortly before it ends
	last   string             // the token handed out last
}

// NewCredentials returns the credentials that o names. Its error wraps
// ErrCredentials and has an advice.
func NewCredentials(o CredentialOptions) (*Credentials, error) {
	c := &Credentials{options: o, source: KeyFile, at: o.Key}
	switch name, parameter := strings.CutPrefix(o.Key, "ssm:"); {
	case parameter:
		c.source, c.at = Parameter, name
	case o.Key != "":
	case o.Audience != "":
		parsed, ok := parseAudience(o.Audience)
		if !ok {
			return nil, misset(words.GoogleAudience)
		}
		c.source, c.audience = Keyless, parsed
	case o.Default != "":
		c.at = o.Default
	default:
		return nil, misset(words.GoogleNoCredential)
	}
	c.client = &http.Client{Transport: tokenTransport{o.Transport}, Timeout: tokenTimeout}
	if o.AWS == nil {
		o.AWS = func(context.Context) (aws.Config, error) { return aws.Config{}, nil } // no region, no identity
	}
	c.aws = once(o.AWS)
	c.renew()
	return c, nil
}

func misset(t words.GoogleTrouble) error {
	return &sheet.AdviceError{Err: &spoken{t.What(""), ErrCredentials}, Advice: t.Advice("")}
}

const (
	// tokenTimeout ends a request for a token that hangs.
	tokenTimeout = 30 * time.Second
	// tokenMargin is how long before its end a token is no longer used: a whole
	// run of the function, so that no token ends within one.
	tokenMargin = 5 * time.Minute
)

// Source says where the credentials come from.
func (c *Credentials) Source() Source { return c.source }

// Token returns an access token that is good for some minutes at least. It asks
// Google when there is none. Its errors are those of a Book, with an advice:
// ErrForbidden when the account is refused, ErrUnreachable when nobody answered.
func (c *Credentials) Token(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, err := c.tokens.Token(ctx)
	if err == nil && t.Value == "" {
		err = errors.New("an answer without a token")
	}
	if err != nil {
		return "", c.explain(ctx, err)
	}
	c.last = t.Value
	return t.Value, nil
}

// Refused says that Google did not take a token of ours. The next Token reads
// the key anew and asks anew.
func (c *Credentials) Refused(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if token == c.last {
		c.renew()
	}
}

// Account returns the address to share a sheet with, "" where only Google knows
// it. It reads the key where there is one, and asks nothing of Google.
func (c *Credentials) Account(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key, err := c.readKey(ctx)
	if err != nil {
		return "", c.explain(ctx, err)
	}
	return key.Email, nil
}

// renew forgets what was read and handed out. A token is never fetched behind
// anybody's back: a function that sleeps between two calls would fetch it in
// vain.
func (c *Credentials) renew() {
	c.key, c.last = nil, ""
	c.tokens = auth.NewCachedTokenProvider(fetcher{c}, &auth.CachedTokenProviderOptions{
		ExpireEarly: tokenMargin, DisableAsyncRefresh: true,
	})
}

// A fetcher asks Google for a token, each time anew.
type fetcher struct{ *Credentials }

func (f fetcher) Token(ctx context.Context) (*auth.Token, error) {
	key, err := f.readKey(ctx)
	switch {
	case err != nil:
		return nil, err
	case key.Type == typeKeyless:
		return f.exchange(ctx, key)
	}
	return f.sign(ctx, key)
}

// once returns load, whose first success is kept.
func once[T any](load func(context.Context) (T, error)) func(context.Context) (T, error) {
	var mu sync.Mutex
	var kept *T
	return func(ctx context.Context) (T, error) {
		mu.Lock()
		defer mu.Unlock()
		if kept != nil {
			return *kept, nil
		}
		loaded, err := load(ctx)
		if err == nil {
			kept = &loaded
		}
		return loaded, err
	}
}
