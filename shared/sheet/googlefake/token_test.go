package googlefake

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/auth/credentials"
	"cloud.google.com/go/auth/credentials/externalaccount"
	"github.com/coreos/go-oidc/v3/oidc"
)

// TestKey asks for a token with Google's own library and the key file.
func TestKey(t *testing.T) {
	f := Begin(t, Options{})
	made, err := credentials.NewCredentialsFromJSON(credentials.ServiceAccount, f.Default().Key(), &credentials.DetectOptions{Scopes: []string{ScopeSheets}})
	if err != nil {
		t.Fatal(err)
	}
	f.NewSheet("sheet-1", "Oak Library", "", "")
	got, err := made.Token(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s, _ := clients(t, f, got.Value)
	if _, err := s.Spreadsheets.Get("sheet-1").Do(); err != nil {
		t.Error(err)
	}
	t.Run("a deleted key gets invalid_grant", func(t *testing.T) {
		f.Default().Disable()
		made, err := credentials.NewCredentialsFromJSON(credentials.ServiceAccount, f.NewAccount("other@p.iam.gserviceaccount.com").Key(), &credentials.DetectOptions{Scopes: []string{ScopeSheets}})
		if err != nil {
			t.Fatal(err)
		}
		f.Account("other@p.iam.gserviceaccount.com").Disable()
		if _, err := made.Token(context.Background()); err == nil || !strings.Contains(err.Error(), "invalid_grant") {
			t.Errorf("the token is refused with %v", err)
		}
	})
}

func TestAssertions(t *testing.T) {
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	f := New(Options{Now: func() time.Time { return now }})
	claims := func(change func(map[string]any)) map[string]any {
		c := map[string]any{"iss": DefaultAccount, "scope": ScopeSheets, "aud": f.URL() + "/token", "iat": now.Unix(), "exp": now.Add(time.Hour).Unix()}
		change(c)
		return c
	}
	for name, c := range map[string]struct {
		claims map[string]any
		want   string
	}{
		"a good one":          {claims(func(map[string]any) {}), "access_token"},
		"an unknown account":  {claims(func(c map[string]any) { c["iss"] = "nobody@example.org" }), "invalid_grant"},
		"another's address":   {claims(func(c map[string]any) { c["aud"] = "https://example.org/token" }), "invalid_grant"},
		"one that ran out":    {claims(func(c map[string]any) { c["exp"] = now.Unix() }), "invalid_grant"},
		"one good for a day":  {claims(func(c map[string]any) { c["exp"] = now.Add(24 * time.Hour).Unix() }), "invalid_grant"},
		"one without a scope": {claims(func(c map[string]any) { delete(c, "scope") }), "invalid_scope"},
		"one of tomorrow": {claims(func(c map[string]any) {
			c["iat"] = now.Add(24 * time.Hour).Unix()
			c["exp"] = now.Add(25 * time.Hour).Unix()
		}), "invalid_grant"},
		"one without a time":   {claims(func(c map[string]any) { delete(c, "iat") }), "invalid_grant"},
		"one with a bad claim": {claims(func(c map[string]any) { c["exp"] = "soon" }), "invalid_grant"},
	} {
		assertion := sign(f.keys.account(), f.Default().keyID, c.claims)
		if got := post(t, f, "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion="+assertion); !strings.Contains(got, c.want) {
			t.Errorf("%s is answered with %s, want %s", name, got, c.want)
		}
	}
	forged := sign(f.keys.identity(), f.Default().keyID, claims(func(map[string]any) {}))
	if got := post(t, f, "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion="+forged); !strings.Contains(got, "Invalid JWT Signature") {
		t.Errorf("a forged one is answered with %s", got)
	}
	post(t, f, "grant_type=refresh_token&assertion=x")
	f.expectViolation(t, "unsupported grant type")
}

// post sends a form to /token through the transport.
func post(t *testing.T, f *Fake, form string) string {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, f.URL()+"/token", strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := f.Transport().RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	b := make([]byte, 4096)
	n, _ := response.Body.Read(b)
	return string(b[:n])
}

type role struct{ id, secret, session string }

func (r role) AwsRegion(context.Context, *externalaccount.RequestOptions) (string, error) {
	return "us-east-2", nil
}

func (r role) AwsSecurityCredentials(context.Context, *externalaccount.RequestOptions) (*externalaccount.AwsSecurityCredentials, error) {
	return &externalaccount.AwsSecurityCredentials{AccessKeyID: r.id, SecretAccessKey: r.secret, SessionToken: r.session}, nil
}

// TestKeyless goes the whole way with Google's own library: a signed request of
// AWS, the exchange, the account's token, a call.
func TestKeyless(t *testing.T) {
	f := Begin(t, Options{})
	f.NewSheet("sheet-1", "Oak Library", "", "")
	audience := "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/providers/aws"
	f.TrustAWS(Keyless{Audience: audience, AccessKeyID: "ASIAEXAMPLE", SecretAccessKey: "secret", SessionToken: "session"})
	token := func(r role, audience, account string) (string, error) {
		made, err := externalaccount.NewCredentials(&externalaccount.Options{
			Audience: audience, SubjectTokenType: "urn:ietf:params:aws:token-type:aws4_request", TokenURL: f.URL() + "/v1/token",
			ServiceAccountImpersonationURL: f.URL() + "/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken",
			Scopes:                         []string{ScopeSheets}, AwsSecurityCredentialsProvider: r, Client: http.DefaultClient,
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := made.TokenProvider.Token(context.Background())
		if err != nil {
			return "", err
		}
		return got.Value, nil
	}
	good := role{"ASIAEXAMPLE", "secret", "session"}
	value, err := token(good, audience, DefaultAccount)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := clients(t, f, value)
	if _, err := s.Spreadsheets.Get("sheet-1").Do(); err != nil {
		t.Error(err)
	}
	for name, c := range map[string]struct {
		role              role
		audience, account string
		want              string
	}{
		"a wrong secret":      {role{"ASIAEXAMPLE", "other", "session"}, audience, DefaultAccount, "AWS does not confirm the signature"},
		"a wrong session":     {role{"ASIAEXAMPLE", "secret", "other"}, audience, DefaultAccount, "AWS does not know the credentials"},
		"another pool":        {good, strings.Replace(audience, "/1/", "/2/", 1), DefaultAccount, "invalid_target"},
		"an account not ours": {good, audience, f.NewAccount("other@p.iam.gserviceaccount.com").Email, "iam.serviceAccounts.getAccessToken"},
	} {
		if _, err := token(c.role, c.audience, c.account); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s is answered with %v, want %s", name, err, c.want)
		}
	}
	var federated string
	f.mu.Lock()
	for secret, t := range f.tokens {
		if t.federated {
			federated = secret
		}
	}
	f.mu.Unlock()
	s, _ = clients(t, f, federated)
	_, err = s.Spreadsheets.Get("sheet-1").Do()
	refused(t, err, 401, "invalid authentication credentials")
}

// TestIdentityToken checks a minted token as the receiver of pings does.
func TestIdentityToken(t *testing.T) {
	f := Begin(t, Options{})
	now := time.Now()
	raw := f.IdentityToken(map[string]any{
		"iss": "https://accounts.google.com", "aud": "script-1", "sub": "117", "email": "librarian@school.example",
		"iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
	})
	keys := oidc.NewRemoteKeySet(context.Background(), f.URL()+"/oauth2/v3/certs")
	got, err := oidc.NewVerifier("https://accounts.google.com", keys, &oidc.Config{ClientID: "script-1"}).Verify(context.Background(), raw)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Audience, []string{"script-1"}) || f.Count(Certificates) != 1 {
		t.Errorf("the token says %+v", got)
	}
}
