package letterbox

import (
	"context"
	"net/http"
	"strings"
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
	// keepFor is how long certificates are used, so that one that Google takes
	// back does not stay good; Google's own say about six hours.
	keepFor = 6 * time.Hour
	// renewAfter is how old they are before a token that they do not prove has
	// them fetched anew. Anybody can send such tokens.
	renewAfter = time.Minute
)

// untrusted is the refusal of a token. It is the same for all of them: whoever
// forges tokens is told nothing.
func untrusted() error {
	return &refusal{status: http.StatusUnauthorized, reason: "the identity token is not accepted"}
}

// tokens checks identity tokens against Google's certificates.
type tokens struct {
	certificates *certificates
	config       *oidc.Config
}

func newTokens(endpoint string, clock func() time.Time) *tokens {
	if endpoint == "" {
		endpoint = googleHost
	}
	// A redirect is no answer of Google's.
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &tokens{
		certificates: &certificates{url: endpoint + certsPath, client: client, now: clock},
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
	if !strings.EqualFold(scheme, "Bearer") || raw == "" || len(raw) > maxToken {
		return "", untrusted()
	}
	token, err := t.verify(ctx, raw)
	if err != nil {
		return "", err
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

// verify checks signature, issuer and time, once more with newer certificates
// where those at hand do not prove the token.
func (t *tokens) verify(ctx context.Context, raw string) (*oidc.IDToken, error) {
	for _, maxAge := range []time.Duration{keepFor, renewAfter} {
		body, err := t.certificates.get(ctx, maxAge)
		if err != nil {
			return nil, err
		}
		keys := oidc.NewRemoteKeySet(oidc.ClientContext(ctx, &http.Client{Transport: answered(body)}), t.certificates.url)
		token, err := oidc.NewVerifier(issuer, keys, t.config).Verify(ctx, raw)
		if err == nil {
			return token, nil
		}
	}
	return nil, untrusted()
}
