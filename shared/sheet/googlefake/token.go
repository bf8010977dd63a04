package googlefake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// An oauthError is an error of the token hosts (RFC 6749 section 5.2), and
// whether it shows that the request was formed wrongly.
type oauthError struct {
	http int
	code string // "invalid_grant"
	text string
}

func (e *oauthError) Error() string { return e.code + ": " + e.text }

func grant(format string, args ...any) error {
	return &oauthError{http.StatusBadRequest, "invalid_grant", fmt.Sprintf(format, args...)}
}

// form reads a body of form fields, each once, all of them known.
func (c *request) form(known ...string) (url.Values, error) {
	if c.Method != http.MethodPost {
		return nil, against("a token is asked for with POST")
	}
	if kind := c.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/x-www-form-urlencoded") {
		return nil, against("a token is asked for with a form, not %q", kind)
	}
	form, err := url.ParseQuery(string(c.body))
	if err != nil {
		return nil, against("the form cannot be read: %v", err)
	}
	for name, values := range form {
		if !slices.Contains(known, name) || len(values) != 1 {
			return nil, against("the form has %q %d times", name, len(values))
		}
	}
	return form, nil
}

// tokenForKey is the grant for a signed assertion (RFC 7523;
// developers.google.com/identity/protocols/oauth2/service-account, read 2026-11):
// issuer, audience = this address, scope, at most an hour long.
func (f *Fake) tokenForKey(c *request) (any, error) {
	form, err := c.form("grant_type", "assertion")
	if err != nil {
		return nil, err
	}
	if form.Get("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer" {
		return nil, against("unsupported grant type %q", form.Get("grant_type"))
	}
	header, claims, err := openToken(form.Get("assertion"), &f.keys.account().PublicKey)
	if err != nil {
		return nil, grant("Invalid JWT Signature.")
	}
	if header["alg"] != "RS256" {
		return nil, against("the assertion is signed with %v", header["alg"])
	}
	issuer, _ := claims["iss"].(string)
	a := f.accounts[issuer]
	if a == nil {
		return nil, grant("Invalid grant: account not found")
	}
	if kid, ok := header["kid"]; ok && kid != a.keyID {
		return nil, grant("Invalid JWT Signature.")
	}
	// Somebody may stand between: then the address asked is theirs.
	asked := "http://" + c.Host + "/token"
	if aud := claims["aud"]; aud != f.base+"/token" && aud != asked && aud != "https://oauth2.googleapis.com/token" {
		return nil, grant("Invalid JWT: Failed audience check. The right audience is %s/token", f.base)
	}
	issued, ok0 := claims["iat"].(float64)
	until, ok1 := claims["exp"].(float64)
	now := float64(f.now().Unix())
	if !ok0 || !ok1 || until <= now || issued > now+600 || until-issued > 3600 {
		return nil, grant("Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.")
	}
	scopes := strings.Fields(fmt.Sprint(claims["scope"]))
	if claims["scope"] == nil || len(scopes) == 0 {
		return nil, &oauthError{http.StatusBadRequest, "invalid_scope", "Invalid OAuth scope or ID token audience provided."}
	}
	secret := f.issue(token{account: issuer, scopes: scopes, until: f.now().Add(time.Hour)})
	return map[string]any{"access_token": secret, "expires_in": 3599, "token_type": "Bearer"}, nil
}

// The scopes of which one is needed to act as a service account.
const (
	scopeCloud = "https://www.googleapis.com/auth/cloud-platform"
	scopeIAM   = "https://www.googleapis.com/auth/iam"
)

// tokenForAccount is projects.serviceAccounts.generateAccessToken of the IAM
// credentials service: with a federated token, a token of the account that the
// pool's role may act as.
func (f *Fake) tokenForAccount(c *request) (any, error) {
	email := strings.TrimSuffix(strings.TrimPrefix(c.URL.Path, "/v1/projects/-/serviceAccounts/"), ":generateAccessToken")
	t, ok := c.who(f)
	if !ok || !t.federated {
		return nil, &apiError{http: http.StatusUnauthorized, message: "Request had invalid authentication credentials.", service: "iamcredentials.googleapis.com"}
	}
	var body struct {
		Scope     []string `json:"scope"`
		Lifetime  string   `json:"lifetime"`
		Delegates []string `json:"delegates"`
	}
	decoder := json.NewDecoder(strings.NewReader(string(c.body)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&body); err != nil || c.Method != http.MethodPost {
		return nil, against("Invalid JSON payload received. %v", err)
	}
	if len(body.Scope) == 0 {
		return nil, against("Request contains an invalid argument: scope is required")
	}
	life := time.Hour
	if body.Lifetime != "" {
		var err error
		if life, err = time.ParseDuration(body.Lifetime); err != nil || life > time.Hour {
			return nil, against("Invalid lifetime %q", body.Lifetime)
		}
	}
	if !slices.Contains(t.scopes, scopeCloud) && !slices.Contains(t.scopes, scopeIAM) {
		return nil, &apiError{http: http.StatusForbidden, reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT", service: "iamcredentials.googleapis.com", message: "Request had insufficient authentication scopes."}
	}
	a := f.accounts[email]
	if a == nil || t.account != email {
		return nil, &apiError{
			http: http.StatusForbidden, reason: "IAM_PERMISSION_DENIED", service: "iam.googleapis.com",
			message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
			meta:    map[string]string{"permission": "iam.serviceAccounts.getAccessToken"},
		}
	}
	c.account = a
	until := f.now().Add(life)
	secret := f.issue(token{account: email, scopes: body.Scope, until: until})
	return map[string]any{"accessToken": secret, "expireTime": until.UTC().Format(time.RFC3339)}, nil
}
