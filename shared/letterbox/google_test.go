package letterbox_test

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
)

// A google signs identity tokens and serves its certificates.
type google struct {
	*httptest.Server
	asked atomic.Int64 // how often for certificates
	key   atomic.Pointer[signer]
	spoil atomic.Pointer[http.HandlerFunc] // answers in place of the certificates
}

// A signer is an RSA key with its ID.
type signer struct {
	id  string
	key *rsa.PrivateKey
}

// newSigner makes a key; the few that tests use are made once.
func newSigner(id string) *signer { return &signer{id, keyOf(id)} }

var keys sync.Map

func keyOf(id string) *rsa.PrivateKey {
	made, _ := keys.LoadOrStore(id, sync.OnceValue(func() *rsa.PrivateKey {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err) // the machine has no randomness
		}
		return key
	}))
	return made.(func() *rsa.PrivateKey)()
}

func newGoogle(t testing.TB) *google {
	g := &google{}
	g.key.Store(newSigner("first"))
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/oauth2/v3/certs" {
			t.Errorf("asked for %s", r.URL)
		}
		g.asked.Add(1)
		if spoil := g.spoil.Load(); spoil != nil {
			(*spoil)(w, r)
			return
		}
		s := g.key.Load()
		fmt.Fprintf(w, `{"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":%q,"n":%q,"e":%q}]}`, s.id,
			encode(s.key.N.Bytes()), encode(big.NewInt(int64(s.key.E)).Bytes()))
	}))
	t.Cleanup(g.Close)
	return g
}

type claims map[string]any

// good are the claims of a token as a script of the school gets it.
func good() claims {
	return claims{
		"iss": "https://accounts.google.com", "aud": audience, "azp": audience, "sub": "1234567890",
		"email": "ana.lopez@maple.example", "email_verified": true, "hd": "maple.example",
		"iat": now.Unix() - 30, "exp": now.Unix() + 3570,
	}
}

// but returns the claims with some others; nil takes one away.
func (c claims) but(others claims) claims {
	c = maps.Clone(c)
	for name, v := range others {
		if c[name] = v; v == nil {
			delete(c, name)
		}
	}
	return c
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func part(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // of this file
	}
	return encode(b)
}

// token signs claims as Google does.
func (s *signer) token(c claims) string {
	return s.sign(map[string]any{"alg": "RS256", "kid": s.id, "typ": "JWT"}, c)
}

func (s *signer) sign(header map[string]any, c claims) string {
	text := part(header) + "." + part(c)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, s.key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	return text + "." + encode(signature)
}

// hashed signs with a key that everybody knows, the public one.
func (s *signer) hashed(c claims) string {
	text := part(map[string]any{"alg": "HS256", "kid": s.id}) + "." + part(c)
	mac := hmac.New(sha256.New, s.key.N.Bytes())
	mac.Write([]byte(text))
	return text + "." + encode(mac.Sum(nil))
}

func unsigned(c claims) string {
	return part(map[string]any{"alg": "none", "typ": "JWT"}) + "." + part(c) + "."
}
