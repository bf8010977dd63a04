package letterbox_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestTokens(t *testing.T) {
	google, stranger := newSigner("first"), newSigner("stranger")
	posing := &signer{"first", stranger.key} // the ID of Google's key, and not its key
	hour := int64(3600)
	for name, c := range map[string]struct {
		token string
		want  int
	}{
		"a good one":                      {google.token(good()), http.StatusOK},
		"of the issuer's other name":      {google.token(good().but(claims{"iss": "accounts.google.com"})), http.StatusOK},
		"from a clock a little ahead":     {google.token(good().but(claims{"iat": now.Unix() + 60, "nbf": now.Unix() + 60})), http.StatusOK},
		"with an audience in a list":      {google.token(good().but(claims{"aud": []string{audience}})), http.StatusOK},
		"none":                            {"", http.StatusUnauthorized},
		"no JWT":                          {"ya29.a0AfH6SMB", http.StatusUnauthorized},
		"with alg none":                   {unsigned(good()), http.StatusUnauthorized},
		"with alg none and a signature":   {google.sign(map[string]any{"alg": "none", "kid": "first"}, good()), http.StatusUnauthorized},
		"signed with the public key":      {google.hashed(good()), http.StatusUnauthorized},
		"signed by a stranger":            {stranger.token(good()), http.StatusUnauthorized},
		"signed by a stranger as Google":  {posing.token(good()), http.StatusUnauthorized},
		"with its own key in it":          {stranger.sign(map[string]any{"alg": "RS256", "kid": "first", "jku": "https://stranger.example/certs"}, good()), http.StatusUnauthorized},
		"with a key that was not named":   {stranger.sign(map[string]any{"alg": "RS256"}, good()), http.StatusUnauthorized},
		"changed after it was signed":     {changed(google.token(good())), http.StatusUnauthorized},
		"without its signature":           {google.token(good())[:strings.LastIndex(google.token(good()), ".")+1], http.StatusUnauthorized},
		"for another script":              {google.token(good().but(claims{"aud": "another.apps.googleusercontent.com"})), http.StatusUnauthorized},
		"for two scripts":                 {google.token(good().but(claims{"aud": []string{audience, "another"}})), http.StatusUnauthorized},
		"for none":                        {google.token(good().but(claims{"aud": nil})), http.StatusUnauthorized},
		"of another issuer":               {google.token(good().but(claims{"iss": "https://accounts.example"})), http.StatusUnauthorized},
		"of an issuer that looks like it": {google.token(good().but(claims{"iss": "https://accounts.google.com/"})), http.StatusUnauthorized},
		"of no issuer":                    {google.token(good().but(claims{"iss": nil})), http.StatusUnauthorized},
		"expired":                         {google.token(good().but(claims{"exp": now.Unix() - 1})), http.StatusUnauthorized},
		"that never expires":              {google.token(good().but(claims{"exp": nil})), http.StatusUnauthorized},
		"not valid yet":                   {google.token(good().but(claims{"nbf": now.Unix() + hour, "exp": now.Unix() + 2*hour})), http.StatusUnauthorized},
		"issued in the future":            {google.token(good().but(claims{"iat": now.Unix() + hour, "exp": now.Unix() + 2*hour})), http.StatusUnauthorized},
		"without an e-mail":               {google.token(good().but(claims{"email": nil})), http.StatusUnauthorized},
		"with an e-mail not verified":     {google.token(good().but(claims{"email_verified": false})), http.StatusUnauthorized},
		"that does not say verified":      {google.token(good().but(claims{"email_verified": nil})), http.StatusUnauthorized},
		"with verified as text":           {google.token(good().but(claims{"email_verified": "true"})), http.StatusUnauthorized},
		"too long to be looked at":        {google.token(good().but(claims{"name": strings.Repeat("x", 9000)})), http.StatusUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBox(t)
			status(t, b.post(c.token, file(t, "ping.json")), c.want)
			if c.want != http.StatusOK {
				b.silent()
			}
		})
	}
}

// changed puts other claims between a token's header and signature.
func changed(token string) string {
	parts := strings.Split(token, ".")
	return parts[0] + "." + part(good().but(claims{"email": "eve@maple.example"})) + "." + parts[2]
}

func TestCertificates(t *testing.T) {
	t.Run("are fetched for the first token and kept", func(t *testing.T) {
		b := newBox(t)
		asked(t, b, 0)
		for range 5 {
			reply(t, b.script("a"))
		}
		asked(t, b, 1)
	})
	t.Run("are fetched once a minute at most for tokens that nobody knows", func(t *testing.T) {
		b := newBox(t)
		reply(t, b.script("a"))
		for range 50 {
			status(t, b.post(newSigner("stranger").token(good()), file(t, "ping.json")), http.StatusUnauthorized)
		}
		asked(t, b, 1)
		b.now = now.Add(time.Minute)
		status(t, b.post(newSigner("stranger").token(good()), file(t, "ping.json")), http.StatusUnauthorized)
		asked(t, b, 2)
	})
	t.Run("that are new are found, and the old ones no longer count", func(t *testing.T) {
		b := newBox(t)
		old := b.token()
		status(t, b.post(old, file(t, "ping.json")), http.StatusOK)
		b.google.key.Store(newSigner("second"))
		b.now = now.Add(time.Minute)
		reply(t, b.script("b"))
		status(t, b.post(old, file(t, "ping.json")), http.StatusUnauthorized)
	})
	t.Run("are fetched once for pings that come together", func(t *testing.T) {
		b := newBox(t)
		var together sync.WaitGroup
		for i := range 8 {
			together.Go(func() { status(t, b.script(fmt.Sprint(i)), http.StatusOK) })
		}
		together.Wait()
		asked(t, b, 1)
	})
	t.Run("that cannot be renewed for a stranger's token are good for others", func(t *testing.T) {
		b := newBox(t)
		reply(t, b.script("a"))
		away := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
		b.google.spoil.Store(&away)
		b.now = now.Add(10 * time.Minute)
		status(t, b.post(newSigner("stranger").token(good()), file(t, "ping.json")), http.StatusServiceUnavailable)
		reply(t, b.script("b"))
	})
	t.Run("that Google takes back are dropped within hours", func(t *testing.T) {
		b := newBox(t)
		long := claims{"exp": now.Unix() + 24*3600}
		stolen := b.google.key.Load().token(good().but(long))
		status(t, b.post(stolen, file(t, "ping.json")), http.StatusOK)
		b.google.key.Store(newSigner("second"))
		b.now = now.Add(6 * time.Hour)
		status(t, b.post(stolen, file(t, "ping.json")), http.StatusUnauthorized)
	})
	for name, spoil := range map[string]http.HandlerFunc{
		"that are refused":            func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
		"that come as a page":         func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>sign in")) },
		"that end in the middle":      func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"keys":[{"kty":"RSA"`)) },
		"that never come":             func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"that lie at another address": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) },
		"of which there is no end":    func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(strings.Repeat("[", 1<<20))) },
	} {
		t.Run(name+" are no judgement of a token", func(t *testing.T) {
			b := newBox(t)
			b.google.spoil.Store(&spoil)
			got := b.script("a")
			status(t, got, http.StatusServiceUnavailable)
			if got.Header.Get("Retry-After") == "" {
				t.Error("it does not say when to try again")
			}
			b.silent()
			b.google.spoil.Store(nil)
			b.now = now.Add(30 * time.Second)
			reply(t, b.script("a"))
		})
	}
}

// asked says how often Google was asked for its certificates.
func asked(t *testing.T, b *box, want int64) {
	t.Helper()
	if got := b.google.asked.Load(); got != want {
		t.Errorf("certificates were fetched %d times, want %d", got, want)
	}
}
