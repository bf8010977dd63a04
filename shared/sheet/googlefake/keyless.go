package googlefake

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Keyless is a workload identity pool provider that trusts an AWS role, and
// the service account that the role may act as.
type Keyless struct {
	Audience string // "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/aws"
	Account  string // e-mail of the service account; DefaultAccount when empty

	// What AWS gave the role. The signature of the request that stands for the
	// role is checked with them, as AWS does when Google sends it on.
	AccessKeyID, SecretAccessKey, SessionToken string
}

// TrustAWS sets up keyless access.
func (f *Fake) TrustAWS(k Keyless) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if k.Account == "" {
		k.Account = DefaultAccount
	}
	f.pools = append(f.pools, &k)
}

// exchange is the token exchange of the Security Token Service (RFC 8693;
// docs.cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds,
// "Exchange a credential for a federated token", read 2026-11).
func (f *Fake) exchange(c *request) (any, error) {
	form, err := c.form("audience", "grant_type", "requested_token_type", "scope", "subject_token", "subject_token_type", "options")
	if err != nil {
		return nil, err
	}
	for name, want := range map[string]string{
		"grant_type":           "urn:ietf:params:oauth:grant-type:token-exchange",
		"requested_token_type": "urn:ietf:params:oauth:token-type:access_token",
		"subject_token_type":   "urn:ietf:params:aws:token-type:aws4_request",
	} {
		if form.Get(name) != want {
			return nil, against("%s is %q, want %q", name, form.Get(name), want)
		}
	}
	if strings.TrimSpace(form.Get("scope")) == "" {
		return nil, &oauthError{http.StatusBadRequest, "invalid_scope", "The scope is missing."}
	}
	audience := form.Get("audience")
	i := slices.IndexFunc(f.pools, func(k *Keyless) bool { return k.Audience == audience })
	if i < 0 {
		return nil, &oauthError{http.StatusBadRequest, "invalid_target", "The target service indicated by the \"audience\" parameters is invalid."}
	}
	if err := f.pools[i].open(form.Get("subject_token"), f.now()); err != nil {
		return nil, err
	}
	secret := f.issue(token{account: f.pools[i].Account, scopes: strings.Fields(form.Get("scope")), until: f.now().Add(time.Hour), federated: true})
	return map[string]any{
		"access_token": secret, "issued_token_type": "urn:ietf:params:oauth:token-type:access_token", "token_type": "Bearer", "expires_in": 3600,
	}, nil
}

var (
	stsAddress = regexp.MustCompile(`^https://sts(\.[a-z0-9-]+)?\.amazonaws\.com/?\?Action=GetCallerIdentity&Version=2011-06-15$`)
	signedWith = regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([a-z0-9-]+)/sts/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$`)
)

// open checks a subject token: the JSON of a signed GetCallerIdentity request,
// escaped for a URL. Signed are host, date, session token and the pool that it
// is meant for (x-goog-cloud-target-resource), so that it is good for no other.
func (k *Keyless) open(text string, now time.Time) error {
	plain, err := url.QueryUnescape(text)
	if err != nil {
		return grant("The subject token is not escaped for a URL.")
	}
	var signed struct {
		URL     string `json:"url"`
		Method  string `json:"method"`
		Headers []struct{ Key, Value string }
	}
	if err := json.Unmarshal([]byte(plain), &signed); err != nil {
		return grant("The subject token is not a signed request: %v.", err)
	}
	headers := map[string]string{}
	for _, h := range signed.Headers {
		headers[strings.ToLower(h.Key)] = strings.TrimSpace(h.Value)
	}
	address, err := url.Parse(signed.URL)
	if err != nil || signed.Method != http.MethodPost || !stsAddress.MatchString(signed.URL) {
		return grant("The signed request is %s %s, not GetCallerIdentity.", signed.Method, signed.URL)
	}
	if headers["host"] != address.Host {
		return grant("The signed host is %q.", headers["host"])
	}
	if headers["x-goog-cloud-target-resource"] != k.Audience {
		return grant("The signed request is meant for %q.", headers["x-goog-cloud-target-resource"])
	}
	made, err := time.Parse("20060102T150405Z", headers["x-amz-date"])
	if err != nil || made.Sub(now).Abs() > 15*time.Minute {
		return grant("The signed request is of %q.", headers["x-amz-date"])
	}
	m := signedWith.FindStringSubmatch(headers["authorization"])
	if m == nil {
		return grant("The request is not signed with AWS Signature Version 4.")
	}
	names := strings.Split(m[4], ";")
	for _, needed := range []string{"host", "x-amz-date", "x-goog-cloud-target-resource"} {
		if !slices.Contains(names, needed) {
			return grant("%s is not signed.", needed)
		}
	}
	if m[1] != k.AccessKeyID || headers["x-amz-security-token"] != k.SessionToken {
		return grant("AWS does not know the credentials.")
	}
	if m[5] != k.sign(address, signed.Method, headers, names, m[2], m[3]) {
		return grant("AWS does not confirm the signature.")
	}
	return nil
}

// sign computes Signature Version 4 of a request without a body
// (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html,
// read 2026-11).
func (k *Keyless) sign(address *url.URL, method string, headers map[string]string, names []string, day, region string) string {
	path := address.Path
	if path == "" {
		path = "/"
	}
	canonical := method + "\n" + path + "\n" + address.Query().Encode() + "\n"
	for _, name := range names {
		canonical += name + ":" + headers[name] + "\n"
	}
	canonical += "\n" + strings.Join(names, ";") + "\n" + hash("")
	scope := day + "/" + region + "/sts/aws4_request"
	text := "AWS4-HMAC-SHA256\n" + headers["x-amz-date"] + "\n" + scope + "\n" + hash(canonical)
	key := []byte("AWS4" + k.SecretAccessKey)
	for _, part := range []string{day, region, "sts", "aws4_request", text} {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	return hex.EncodeToString(key)
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
