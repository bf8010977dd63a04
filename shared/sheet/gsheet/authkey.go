package gsheet

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"cloud.google.com/go/auth"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"
	"github.com/aws/smithy-go"

	"shelfmates/shared/words"
)

// An accountKey is what we read of the JSON that Google gives out for a service
// account: its key, or, without any secret, how AWS may act as it.
type accountKey struct {
	Type  string `json:"type"`
	Email string `json:"client_email"`

	ID       string `json:"private_key_id"`
	Private  string `json:"private_key"`
	TokenURL string `json:"token_uri"`

	Audience      string `json:"audience"`
	Subject       string `json:"subject_token_type"`
	Impersonation string `json:"service_account_impersonation_url"`
}

// The types of JSON that we take.
const (
	typeKey     = "service_account"
	typeKeyless = "external_account"
)

// Google's own address for tokens, where a key names none.
const googleTokenURL = "https://oauth2.googleapis.com/token"

// readKey returns the key, read once and kept.
func (c *Credentials) readKey(ctx context.Context) (*accountKey, error) {
	if c.key != nil {
		return c.key, nil
	}
	if c.source == Keyless {
		c.key = &accountKey{Type: typeKeyless, Audience: c.audience.provider, Email: c.audience.account}
		return c.key, nil
	}
	text, err := c.keyText(ctx)
	if err != nil {
		return nil, err
	}
	key, err := parseKey(text)
	if err != nil {
		return nil, err
	}
	c.key = key
	return key, nil
}

func (c *Credentials) keyText(ctx context.Context) ([]byte, error) {
	if c.source == Parameter {
		return c.parameter(ctx)
	}
	text, err := os.ReadFile(c.at)
	switch {
	case err == nil:
		return text, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, trouble(words.GoogleKeyMissing, err)
	case errors.Is(err, fs.ErrPermission):
		return nil, trouble(words.GoogleKeyForbidden, err)
	}
	return nil, trouble(words.GoogleKeyUnreadable, err)
}

// parseKey reads a key. Its errors hold nothing of the key: those of the JSON
// and PEM readers may.
func parseKey(text []byte) (*accountKey, error) {
	var key accountKey
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &key); err != nil {
		return nil, trouble(words.GoogleKeyUnreadable, errors.New("not whole JSON"))
	}
	switch key.Type {
	case typeKey:
	case typeKeyless:
		return &key, key.asAudience()
	default:
		return nil, trouble(words.GoogleKeyOfAPerson, errors.New("not of type service_account"))
	}
	block, _ := pem.Decode([]byte(key.Private))
	if block == nil || key.Email == "" {
		return nil, trouble(words.GoogleKeyUnreadable, errors.New("no client_email or no whole private_key in it"))
	}
	if _, err := x509.ParsePKCS8PrivateKey(block.Bytes); err != nil {
		if _, err := x509.ParsePKCS1PrivateKey(block.Bytes); err != nil {
			return nil, trouble(words.GoogleKeyUnreadable, errors.New("its private_key is damaged"))
		}
	}
	if key.TokenURL == "" {
		key.TokenURL = googleTokenURL
	}
	return &key, nil
}

// asAudience checks what gcloud wrote for keyless access, and finds the account
// in its address.
func (k *accountKey) asAudience() error {
	path, _ := strings.CutSuffix(k.Impersonation, ":generateAccessToken")
	k.Email = path[strings.LastIndex(path, "/")+1:]
	parsed, ok := parseAudience(k.Audience + "#" + k.Email)
	if !ok || k.Subject != awsToken {
		return trouble(words.GoogleKeyOfAPerson, errors.New("not for AWS, or without a provider"))
	}
	k.Audience = parsed.provider
	return nil
}

// sign asks for a token with an assertion that the key signs.
func (c *Credentials) sign(ctx context.Context, key *accountKey) (*auth.Token, error) {
	url := key.TokenURL
	if c.options.Endpoint != "" {
		url = c.host("", "/token")
	}
	tokens, err := auth.New2LOTokenProvider(&auth.Options2LO{
		Email: key.Email, PrivateKey: []byte(key.Private), PrivateKeyID: key.ID, TokenURL: url,
		Scopes: []string{scopeSheets, scopeHints}, Client: c.client, Logger: silent(),
	})
	if err != nil {
		return nil, trouble(words.GoogleKeyUnreadable, errors.New("cannot sign with it"))
	}
	return tokens.Token(ctx)
}

// parameter reads the key from AWS Systems Manager.
func (c *Credentials) parameter(ctx context.Context) ([]byte, error) {
	cfg, err := c.aws(ctx)
	if err != nil {
		return nil, trouble(words.GoogleStoreAway, errors.New("no AWS configuration"))
	}
	out, err := ssm.NewFromConfig(cfg).GetParameter(ctx, &ssm.GetParameterInput{Name: &c.at, WithDecryption: aws.Bool(true)})
	var missing *types.ParameterNotFound
	var refused smithy.APIError
	switch {
	case err == nil && out.Parameter != nil:
		return []byte(aws.ToString(out.Parameter.Value)), nil
	case err == nil || errors.As(err, &missing):
		return nil, trouble(words.GoogleKeyMissing, fmt.Errorf("no parameter %s", c.at))
	case errors.As(err, &refused) && refused.ErrorFault() == smithy.FaultClient:
		return nil, trouble(words.GoogleKeyForbidden, fmt.Errorf("%s of %s", refused.ErrorCode(), c.at))
	}
	return nil, trouble(words.GoogleStoreAway, fmt.Errorf("no answer for parameter %s", c.at))
}
