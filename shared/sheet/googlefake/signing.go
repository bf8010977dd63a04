package googlefake

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// signingKeys are the RSA keys of a Fake, made when first needed: one that all
// service accounts share, one with which identity tokens are signed.
type signingKeys struct {
	account, identity func() *rsa.PrivateKey
}

func newSigningKeys() signingKeys {
	made := func() *rsa.PrivateKey {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err) // the machine has no randomness
		}
		return key
	}
	return signingKeys{sync.OnceValue(made), sync.OnceValue(made)}
}

const identityKeyID = "identity-1"

// Key returns the account's key file in Google's JSON, its token address being
// the Fake's.
func (a *Account) Key() []byte {
	der, err := x509.MarshalPKCS8PrivateKey(a.fake.keys.account())
	if err != nil {
		panic(err) // a key that was just made
	}
	file, err := json.MarshalIndent(map[string]string{
		"type":                        "service_account",
		"project_id":                  a.Project,
		"private_key_id":              a.keyID,
		"private_key":                 string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
		"client_email":                a.Email,
		"client_id":                   "100000000000000000001",
		"auth_uri":                    "https://accounts.google.com/o/oauth2/auth",
		"token_uri":                   a.fake.base + "/token",
		"auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
		"universe_domain":             "googleapis.com",
	}, "", "  ")
	if err != nil {
		panic(err) // strings only
	}
	return file
}

// WriteKey writes the account's key file into a folder and returns its path.
func (a *Account) WriteKey(dir string) (string, error) {
	path := filepath.Join(dir, "google-key.json")
	if err := os.WriteFile(path, a.Key(), 0o600); err != nil {
		return "", fmt.Errorf("write the key file: %w", err)
	}
	return path, nil
}

// IdentityToken signs claims as Google signs the identity tokens of people and
// scripts; the key is served under /oauth2/v3/certs.
func (f *Fake) IdentityToken(claims map[string]any) string {
	return sign(f.keys.identity(), identityKeyID, claims)
}

func sign(key *rsa.PrivateKey, keyID string, claims map[string]any) string {
	part := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			panic(err) // a test's claims
		}
		return base64.RawURLEncoding.EncodeToString(b)
	}
	signed := part(map[string]string{"alg": "RS256", "kid": keyID, "typ": "JWT"}) + "." + part(claims)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// openToken checks the signature of a JWT and returns its header and claims.
func openToken(text string, key *rsa.PublicKey) (header, claims map[string]any, err error) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return nil, nil, fmt.Errorf("not a JWT of three parts")
	}
	for i, into := range []*map[string]any{&header, &claims} {
		b, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			return nil, nil, fmt.Errorf("decode part %d: %w", i+1, err)
		}
		if err := json.Unmarshal(b, into); err != nil {
			return nil, nil, fmt.Errorf("decode part %d: %w", i+1, err)
		}
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, nil, fmt.Errorf("decode the signature: %w", err)
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature); err != nil {
		return nil, nil, fmt.Errorf("check the signature: %w", err)
	}
	return header, claims, nil
}

// certificates is the answer of /oauth2/v3/certs.
func (f *Fake) certificates() map[string]any {
	public := f.keys.identity().PublicKey
	return map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "alg": "RS256", "use": "sig", "kid": identityKeyID,
		"n": base64.RawURLEncoding.EncodeToString(public.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(public.E)).Bytes()),
	}}}
}

func projectOf(email string) string {
	_, host, _ := strings.Cut(email, "@")
	project, _, _ := strings.Cut(host, ".")
	return project
}
