package letterbox

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

const (
	issuer = "https://accounts.google.com"
	// googleHost has Google's certificates.
	googleHost = "https://www.googleapis.com"
	certsPath  = "/oauth2/v3/certs"
	// maxToken is the longest token that is looked at; Google's have about 1,200
	// characters.
	maxToken = 8 << 10
	// skew is how far a token may come from the future: Google's clock and ours
	// are not the same.
	skew = 5 * time.Minute
	// renewAfter is how long certificates are kept, so that one that Google takes
	// back does not stay good; Google's own say about six hours.
	renewAfter = 6 * time.Hour
)

// untrusted is the refusal of a token. It is the same for all of them: whoever
// forges tokens is told nothing.
func untrusted() error {
	return &refusal{status: http.StatusUnauthorized, reason: "the identity token is not accepted"}
}

// tokens checks identity tokens against Google's certificates.
type tokens struct {
	client *http.Client
	url    string
	config *oidc.Config

	mu   sync.Mutex
	keys *oidc.RemoteKeySet
	made time.Time // when keys was
}

func newTokens(endpoint string, clock func() time.Time) *tokens {
	if endpoint == "" {
		endpoint = googleHost
	}
	return &tokens{
		client: &http.Client{Transport: &certificates{now: clock}, Timeout: fetchTime},
		url:    endpoint + certsPath,
		// The audience is checked by whoever knows the school's.
		config: &oidc.Config{SkipClientIDCheck: true, SupportedSigningAlgs: []string{oidc.RS256}, Now: clock},
	}
}

// audience returns the one audience of the token in an Authorization header: of
// a token that Google signed, that is valid now, and that names a person with
// an e-mail address that Google has verified. Other errors than a *refusal say
// that Google's certificates cannot be had.
func (t *tokens) audience(ctx context.Context, header string) (string, error) {
	scheme, raw, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") || len(raw) > maxToken {
		return "", untrusted()
	}
	keys := &watched{KeySet: t.set()}
	token, err := oidc.NewVerifier(issuer, keys, t.config).Verify(ctx, raw)
	if errors.Is(keys.err, errNoCertificates) {
		return "", keys.err
	}
	if err != nil {
		return "", untrusted()
	}
	var claims struct {
		Email    string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	if token.Claims(&claims) != nil || claims.Email == "" || !claims.Verified {
		return "", untrusted()
	}
	if token.IssuedAt.After(t.config.Now().Add(skew)) || len(token.Audience) != 1 {
		return "", untrusted()
	}
	return token.Audience[0], nil
}

// set returns the keys: they are fetched when a token is first checked, and
// again for one that none of them signed.
func (t *tokens) set() *oidc.RemoteKeySet {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := t.config.Now(); t.keys == nil || now.Sub(t.made) >= renewAfter {
		// The context only hands over the client: the set outlives every request.
		t.keys, t.made = oidc.NewRemoteKeySet(oidc.ClientContext(context.Background(), t.client), t.url), now
	}
	return t.keys
}

// watched is a key set that keeps the error of its one use, of which a verifier
// returns the text alone.
type watched struct {
	oidc.KeySet
	err error
}

func (w *watched) VerifySignature(ctx context.Context, jwt string) ([]byte, error) {
	payload, err := w.KeySet.VerifySignature(ctx, jwt)
	w.err = err
	return payload, err
}
