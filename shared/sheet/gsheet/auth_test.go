package gsheet_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/sheet/gsheet"
)

const provider = "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/school/providers/aws"

// onAWS is what the SDK finds on a machine of AWS.
func onAWS(context.Context) (aws.Config, error) {
	return aws.Config{Region: "us-east-2", Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "wJalrXUtnFEMI", "session-of-the-role")}, nil
}

// trusted sets up keyless access for onAWS.
func trusted(f *googlefake.Fake) {
	f.TrustAWS(googlefake.Keyless{
		Audience: provider, Account: googlefake.DefaultAccount,
		AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI", SessionToken: "session-of-the-role",
	})
}

func credentialsOf(t *testing.T, o gsheet.CredentialOptions) *gsheet.Credentials {
	t.Helper()
	c, err := gsheet.NewCredentials(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// good fails the test unless the token opens the sheet.
func good(t *testing.T, f *googlefake.Fake, c *gsheet.Credentials) {
	t.Helper()
	token, err := c.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f.NewSheet("school", "School", "", "")
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, f.URL()+"/v4/spreadsheets/school?fields=spreadsheetId", nil)
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := f.Transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("the sheet answers %d to the token", resp.StatusCode)
	}
}

func keyFile(t *testing.T, f *googlefake.Fake) string {
	t.Helper()
	path, err := f.Default().WriteKey(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// parameters is a Systems Manager that holds one parameter.
func parameters(t *testing.T, name, value string) func(context.Context) (aws.Config, error) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			Name           string
			WithDecryption bool
		}
		err := json.NewDecoder(r.Body).Decode(&asked)
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		switch {
		case err != nil || r.Header.Get("X-Amz-Target") != "AmazonSSM.GetParameter" || !asked.WithDecryption:
			t.Errorf("asked %s for %+v, %v", r.Header.Get("X-Amz-Target"), asked, err)
		case asked.Name != name:
			w.WriteHeader(http.StatusBadRequest)
			w.Write([]byte(`{"__type":"ParameterNotFound"}`))
		case value == "":
			w.WriteHeader(http.StatusBadRequest)
			w.Write([]byte(`{"__type":"AccessDeniedException","message":"User is not authorized"}`))
		default:
			json.NewEncoder(w).Encode(map[string]any{"Parameter": map[string]any{"Name": name, "Value": value}})
		}
	}))
	t.Cleanup(server.Close)
	return func(ctx context.Context) (aws.Config, error) {
		cfg, err := onAWS(ctx)
		cfg.BaseEndpoint = &server.URL
		return cfg, err
	}
}

func TestCredentials(t *testing.T) {
	t.Run("a key file opens the sheet, and says with whom to share it", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		c := credentialsOf(t, gsheet.CredentialOptions{Key: keyFile(t, f), Endpoint: f.URL()})
		account, err := c.Account(t.Context())
		if err != nil || account != googlefake.DefaultAccount || c.Source() != gsheet.KeyFile {
			t.Errorf("account %q of %s, %v", account, c.Source(), err)
		}
		if n := f.Count(); n != 0 {
			t.Errorf("%d requests before a token is asked for", n)
		}
		good(t, f, c)
	})
	t.Run("without a setting of ours the standard one counts", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		good(t, f, credentialsOf(t, gsheet.CredentialOptions{Default: keyFile(t, f), Endpoint: f.URL()}))
	})
	t.Run("a key in Systems Manager is read once, on first use", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		asked := 0
		stored := parameters(t, "/shelfmates/google", string(f.Default().Key()))
		c := credentialsOf(t, gsheet.CredentialOptions{Key: "ssm:/shelfmates/google", Endpoint: f.URL(), AWS: func(ctx context.Context) (aws.Config, error) {
			asked++
			return stored(ctx)
		}})
		if asked != 0 {
			t.Error("AWS was asked before first use")
		}
		good(t, f, c)
		good(t, f, c)
		if account, err := c.Account(t.Context()); asked != 1 || account != googlefake.DefaultAccount || c.Source() != gsheet.Parameter {
			t.Errorf("AWS was asked %d times; account %q of %s, %v", asked, account, c.Source(), err)
		}
	})
	t.Run("on AWS it goes without a key, acting as the account after the #", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		trusted(f)
		c := credentialsOf(t, gsheet.CredentialOptions{Audience: provider + "#" + googlefake.DefaultAccount, Endpoint: f.URL(), AWS: onAWS})
		good(t, f, c)
		if account, err := c.Account(t.Context()); account != googlefake.DefaultAccount || err != nil || c.Source() != gsheet.Keyless {
			t.Errorf("account %q of %s, %v", account, c.Source(), err)
		}
		if exchanged, acted := f.Count(googlefake.TokenExchange), f.Count(googlefake.TokenForAccount); exchanged != 1 || acted != 1 {
			t.Errorf("%d exchanges, %d tokens of the account", exchanged, acted)
		}
	})
	t.Run("the file that gcloud makes for AWS does as well", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		trusted(f)
		path := filepath.Join(t.TempDir(), "aws.json")
		made := `{"type":"external_account","audience":"` + provider + `","subject_token_type":"urn:ietf:params:aws:token-type:aws4_request",
			"service_account_impersonation_url":"https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/` + googlefake.DefaultAccount + `:generateAccessToken",
			"token_url":"https://sts.googleapis.com/v1/token","credential_source":{"environment_id":"aws1"}}`
		if err := os.WriteFile(path, []byte(made), 0o600); err != nil {
			t.Fatal(err)
		}
		good(t, f, credentialsOf(t, gsheet.CredentialOptions{Default: path, Endpoint: f.URL(), AWS: onAWS}))
	})
	t.Run("only what is needed is asked for", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		seen := &bodies{next: f.Transport()}
		c := credentialsOf(t, gsheet.CredentialOptions{Key: keyFile(t, f), Endpoint: f.URL(), Transport: seen})
		if _, err := c.Token(t.Context()); err != nil {
			t.Fatal(err)
		}
		if want := "https://www.googleapis.com/auth/spreadsheets https://www.googleapis.com/auth/drive.metadata.readonly"; seen.scope(t) != want {
			t.Errorf("scopes %q, want %q", seen.scope(t), want)
		}
	})
	t.Run("the endpoint stands for every host", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		trusted(f)
		seen := &bodies{next: f.Transport()}
		c := credentialsOf(t, gsheet.CredentialOptions{Audience: provider + "#" + googlefake.DefaultAccount, Endpoint: f.URL() + "/", AWS: onAWS, Transport: seen})
		if _, err := c.Token(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, url := range seen.urls {
			if !strings.HasPrefix(url, f.URL()) {
				t.Errorf("asked %s", url)
			}
		}
	})
}

func TestTokensLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := googlefake.New(googlefake.Options{})
		c := credentialsOf(t, gsheet.CredentialOptions{Key: keyFile(t, f), Endpoint: f.URL(), Transport: f.Transport()})
		token := func() string {
			t.Helper()
			s, err := c.Token(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		first := token()
		time.Sleep(54 * time.Minute)
		if token() != first || f.Count() != 1 {
			t.Errorf("another token within the hour; %d requests", f.Count())
		}
		time.Sleep(2 * time.Minute)
		second := token()
		if second == first || f.Count() != 2 {
			t.Errorf("a token that ends in four minutes is still used; %d requests", f.Count())
		}
		c.Refused(first)
		if token() != second {
			t.Error("the refusal of an old token costs the new one")
		}
		c.Refused(second)
		if token() == second {
			t.Error("a refused token is used on")
		}
	})
}

func TestCredentialsRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		setup func(t *testing.T, f *googlefake.Fake, o *gsheet.CredentialOptions)
		want  error
		says  string // of the error
		do    string // of the advice
	}{
		{"a key that is not there", func(t *testing.T, _ *googlefake.Fake, o *gsheet.CredentialOptions) {
			o.Key = filepath.Join(t.TempDir(), "nowhere.json")
		}, sheet.ErrForbidden, "no key of that name", "Check the name"},
		{"a key that is cut off", func(t *testing.T, f *googlefake.Fake, o *gsheet.CredentialOptions) {
			half := f.Default().Key()
			if err := os.WriteFile(o.Key, half[:len(half)/2], 0o600); err != nil {
				t.Fatal(err)
			}
		}, sheet.ErrForbidden, "cannot be read as one", "Download a new key"},
		{"a sign-in of a person", func(t *testing.T, _ *googlefake.Fake, o *gsheet.CredentialOptions) {
			if err := os.WriteFile(o.Key, []byte(`{"type":"authorized_user","refresh_token":"1//secret"}`), 0o600); err != nil {
				t.Fatal(err)
			}
		}, sheet.ErrForbidden, "another kind", "service account"},
		{"a key that was deleted", func(_ *testing.T, f *googlefake.Fake, _ *gsheet.CredentialOptions) {
			f.Default().Disable()
		}, sheet.ErrForbidden, "invalid_grant", "add a new key"},
		{"a clock that is wrong", func(_ *testing.T, f *googlefake.Fake, _ *gsheet.CredentialOptions) {
			f.Fail(googlefake.Fault{Method: googlefake.TokenForKey, Status: 400, Reason: "invalid_grant", Message: "Invalid JWT: Token must be a short-lived token. Check your iat and exp values in the JWT claim."})
		}, sheet.ErrForbidden, "clock", "Set the clock"},
		{"a token host that is down", func(_ *testing.T, f *googlefake.Fake, _ *gsheet.CredentialOptions) {
			f.Fail(googlefake.Fault{Method: googlefake.TokenForKey, Kind: googlefake.HTML})
		}, sheet.ErrUnreachable, "status 502", "try again"},
		{"a token host that asks for patience", func(_ *testing.T, f *googlefake.Fake, _ *gsheet.CredentialOptions) {
			f.Fail(googlefake.Fault{Method: googlefake.TokenForKey, Status: 429})
		}, sheet.ErrBusy, "status 429", "try again"},
		{"an answer that is cut off", func(_ *testing.T, f *googlefake.Fake, _ *gsheet.CredentialOptions) {
			f.Fail(googlefake.Fault{Method: googlefake.TokenForKey, Kind: googlefake.Truncated})
		}, sheet.ErrUnreachable, "cannot be reached", "try again"},
		{"an answer without a token", func(_ *testing.T, f *googlefake.Fake, _ *gsheet.CredentialOptions) {
			f.Fail(googlefake.Fault{Method: googlefake.TokenForKey, Kind: googlefake.Empty})
		}, sheet.ErrUnreachable, "cannot be reached", "try again"},
		{"a parameter that is not there", func(t *testing.T, f *googlefake.Fake, o *gsheet.CredentialOptions) {
			o.Key, o.AWS = "ssm:/other", parameters(t, "/shelfmates/google", "{}")
		}, sheet.ErrForbidden, "no parameter /other", "Check the name"},
		{"a parameter that may not be read", func(t *testing.T, f *googlefake.Fake, o *gsheet.CredentialOptions) {
			o.Key, o.AWS = "ssm:/shelfmates/google", parameters(t, "/shelfmates/google", "")
		}, sheet.ErrForbidden, "AccessDenied", "ssm:GetParameter"},
		{"a provider that does not know this machine", func(_ *testing.T, f *googlefake.Fake, o *gsheet.CredentialOptions) {
			o.Key, o.Audience, o.AWS = "", provider+"#"+googlefake.DefaultAccount, onAWS
		}, sheet.ErrForbidden, "invalid_target", "workload identity provider"},
		{"a role that may not act as the account", func(_ *testing.T, f *googlefake.Fake, o *gsheet.CredentialOptions) {
			trusted(f)
			o.Key, o.Audience, o.AWS = "", provider+"#other@shelfmates-demo.iam.gserviceaccount.com", onAWS
		}, sheet.ErrForbidden, "PERMISSION_DENIED", "roles/iam.workloadIdentityUser on other@"},
		{"a machine that is not on AWS", func(_ *testing.T, f *googlefake.Fake, o *gsheet.CredentialOptions) {
			o.Key, o.Audience = "", provider+"#"+googlefake.DefaultAccount
			o.AWS = func(context.Context) (aws.Config, error) { return aws.Config{}, nil }
		}, sheet.ErrForbidden, "no AWS identity", "SHELFMATES_GOOGLE_KEY"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := googlefake.Begin(t, googlefake.Options{})
			o := gsheet.CredentialOptions{Key: keyFile(t, f), Endpoint: f.URL(), Transport: f.Transport()}
			c.setup(t, f, &o)
			_, err := credentialsOf(t, o).Token(t.Context())
			var advice *sheet.AdviceError
			if !errors.Is(err, c.want) || !errors.As(err, &advice) {
				t.Fatalf("got %v, want %v with an advice", err, c.want)
			}
			if !strings.Contains(err.Error(), c.says) || !strings.Contains(advice.Advice, c.do) {
				t.Errorf("got %q, with the advice %q", err, advice.Advice)
			}
			for _, secret := range []string{"PRIVATE", "wJalr", "session-of", "1//secret", "ya29."} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("%q tells %s", err, secret)
				}
			}
		})
	}
	t.Run("a host that quotes what it got is not quoted", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		f.Fail(googlefake.Fault{Method: googlefake.TokenForKey, Status: 400, Reason: "assertion=ey.secret", Message: "assertion=ey.secret"})
		_, err := credentialsOf(t, gsheet.CredentialOptions{Key: keyFile(t, f), Endpoint: f.URL()}).Token(t.Context())
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a caller who gives up is told so", func(t *testing.T) {
		f := googlefake.Begin(t, googlefake.Options{})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := credentialsOf(t, gsheet.CredentialOptions{Key: keyFile(t, f), Endpoint: f.URL()}).Token(ctx)
		if !errors.Is(err, context.Canceled) || !errors.Is(err, sheet.ErrUnreachable) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("what is not set, or not understood, is said before anything is done", func(t *testing.T) {
		for _, o := range []gsheet.CredentialOptions{
			{}, {Audience: "school"}, {Audience: provider + "#nobody"}, {Audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p"},
		} {
			_, err := gsheet.NewCredentials(o)
			var advice *sheet.AdviceError
			if !errors.Is(err, gsheet.ErrCredentials) || !errors.As(err, &advice) || advice.Advice == "" {
				t.Errorf("%+v: got %v", o, err)
			}
		}
	})
}

// bodies notes what is sent.
type bodies struct {
	next http.RoundTripper
	urls []string
	last string
}

func (b *bodies) RoundTrip(r *http.Request) (*http.Response, error) {
	b.urls = append(b.urls, r.URL.String())
	if r.GetBody != nil {
		body, err := r.GetBody()
		if err != nil {
			return nil, err
		}
		var text strings.Builder
		if _, err := io.Copy(&text, body); err != nil {
			return nil, err
		}
		b.last = text.String()
	}
	return b.next.RoundTrip(r)
}

// scope returns the scopes that the assertion sent last asks for.
func (b *bodies) scope(t *testing.T) string {
	t.Helper()
	form, err := url.ParseQuery(b.last)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(form.Get("assertion"), ".")
	if len(parts) != 3 {
		t.Fatalf("no assertion in %q", b.last)
	}
	plain, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims struct{ Scope string }
	if err := json.Unmarshal(plain, &claims); err != nil {
		t.Fatal(err)
	}
	return claims.Scope
}
