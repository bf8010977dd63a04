package gsheet

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"cloud.google.com/go/auth"
	"cloud.google.com/go/auth/credentials/externalaccount"
	"github.com/aws/aws-sdk-go-v2/aws"

	"shelfmates/shared/words"
)

// An audience is the workload identity provider that AWS's word is shown to,
// and the service account to act as. Google Drive knows no federated
// identities, so a sheet can only be shared with the account; without one the
// federated token is used as it is, which other servers may take.
type audience struct {
	provider string // "//iam.googleapis.com/projects/…/providers/aws"
	account  string // "" to act as nobody else
}

var audienceForm = regexp.MustCompile(`^//iam\.googleapis\.com/projects/[^/#\s]+/locations/global/workloadIdentityPools/[^/#\s]+/providers/[^/#\s]+$`)

// parseAudience reads PROVIDER#ACCOUNT.
func parseAudience(text string) (audience, bool) {
	provider, account, _ := strings.Cut(strings.TrimSpace(text), "#")
	provider = strings.TrimPrefix(provider, "https:")
	a := audience{strings.TrimSpace(provider), strings.TrimSpace(account)}
	return a, audienceForm.MatchString(a.provider) && (a.account == "" || strings.Count(a.account, "@") == 1)
}

// awsToken is the type of a subject token: a signed GetCallerIdentity.
const awsToken = "urn:ietf:params:aws:token-type:aws4_request"

// exchange shows AWS's word to Google's Security Token Service, and with the
// token it gives, asks for one of the service account.
func (c *Credentials) exchange(ctx context.Context, key *accountKey) (*auth.Token, error) {
	o := &externalaccount.Options{
		Audience: key.Audience, SubjectTokenType: awsToken, TokenURL: c.host("sts.googleapis.com", "/v1/token"),
		Scopes: []string{scopeSheets, scopeHints}, AwsSecurityCredentialsProvider: identity{c}, Client: c.client, Logger: silent(),
	}
	if key.Email != "" {
		o.ServiceAccountImpersonationURL = c.host("iamcredentials.googleapis.com", "/v1/projects/-/serviceAccounts/"+key.Email+":generateAccessToken")
	}
	made, err := externalaccount.NewCredentials(o)
	if err != nil {
		return nil, fmt.Errorf("set up keyless access: %w", err)
	}
	return made.TokenProvider.Token(ctx)
}

// An identity is what AWS gave this machine.
type identity struct{ *Credentials }

func (i identity) config(ctx context.Context) (aws.Config, error) {
	cfg, err := i.aws(ctx)
	if err == nil && (cfg.Region == "" || cfg.Credentials == nil) {
		err = errors.New("no region or no credentials")
	}
	if err != nil {
		return aws.Config{}, trouble(words.GoogleNoAWS, err)
	}
	return cfg, nil
}

// AwsRegion is where GetCallerIdentity is to be asked.
func (i identity) AwsRegion(ctx context.Context, _ *externalaccount.RequestOptions) (string, error) {
	cfg, err := i.config(ctx)
	return cfg.Region, err
}

// AwsSecurityCredentials are those that the request is signed with.
func (i identity) AwsSecurityCredentials(ctx context.Context, _ *externalaccount.RequestOptions) (*externalaccount.AwsSecurityCredentials, error) {
	cfg, err := i.config(ctx)
	if err != nil {
		return nil, err
	}
	given, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return nil, trouble(words.GoogleNoAWS, errors.New("AWS gave none"))
	}
	return &externalaccount.AwsSecurityCredentials{
		AccessKeyID: given.AccessKeyID, SecretAccessKey: given.SecretAccessKey, SessionToken: given.SessionToken,
	}, nil
}
