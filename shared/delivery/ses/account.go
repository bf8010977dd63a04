// Package ses hands mails to Amazon SES, through its API of version 2.
//
//	delivery.Message --> one signed request, on a connection of its own --> answer --> message ID
//
// A request is sent once: the SDK's own retries are off, no connection is used
// twice, so that none can turn out dead when it is needed, and no redirect is
// followed. From the moment when there is a connection until the answer is read
// nobody knows whether the mail has left; fault.go says what each answer means.
package ses

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"shelfmates/shared/delivery"
)

var _ delivery.Transport = (*Account)(nil)

// answerLimit ends a request whose answer does not come.
const answerLimit = 30 * time.Second

// Options are what an Account can be told.
type Options struct {
	// ConfigurationSet is the one under which SES tells what becomes of a mail;
	// empty = none, or the one of the address it comes from.
	ConfigurationSet string
	// School is the tag "school" of each mail; empty = none.
	School string
}

// An Account is an AWS account, in one region, as far as mails leave by it.
type Account struct {
	options Options
	region  string
	client  func() *sesv2.Client
}

// New returns the account that cfg says. Its client is made by the first Send
// or Check, and nothing is asked before: no credentials either.
func New(cfg aws.Config, o Options) *Account {
	return &Account{
		options: o, region: cfg.Region,
		client: sync.OnceValue(func() *sesv2.Client { return newClient(cfg) }),
	}
}

func newClient(cfg aws.Config) *sesv2.Client {
	cfg.HTTPClient = once(cfg.HTTPClient)
	cfg.Credentials = credentials{cfg.Credentials}
	return sesv2.NewFromConfig(cfg, func(o *sesv2.Options) {
		o.Retryer = aws.NopRetryer{}
	})
}

// once makes a client that sends a request once, on a connection of its own. A
// client that is none of the SDK's stays as it is.
func once(client aws.HTTPClient) aws.HTTPClient {
	if client == nil {
		client = awshttp.NewBuildableClient()
	}
	sdks, isSDK := client.(*awshttp.BuildableClient)
	if !isSDK {
		return client
	}
	transport := sdks.GetTransport()
	transport.DisableKeepAlives = true
	// HTTP/2 would share one, and repeat what a server sends back. A transport
	// that has been copied offers it until it is taken out of its TLS, too.
	transport.Protocols = new(http.Protocols)
	transport.Protocols.SetHTTP1(true)
	if transport.TLSClientConfig != nil {
		transport.TLSClientConfig.NextProtos = nil
	}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Medium is the port's.
func (a *Account) Medium() delivery.Medium { return delivery.Medium{Name: "ses"} }

// Check asks whether the account may send: to anybody, and now. SES lets that
// be asked once a second (Amazon SES API quotas, read 2026-11); where others
// have asked just now, Check is content, and the send will say.
func (a *Account) Check(ctx context.Context) error {
	var out *sesv2.GetAccountOutput
	err := a.ask(ctx, func(ctx context.Context, client *sesv2.Client, wire func(*sesv2.Options)) (err error) {
		out, err = client.GetAccount(ctx, &sesv2.GetAccountInput{}, wire)
		return err
	})
	var no *answerError
	switch {
	case errors.As(err, &no) && no.throttled():
		return nil
	case err != nil && !errors.Is(err, delivery.ErrAboutUs):
		err = &delivery.Fault{Reason: Away, Kind: delivery.ErrLater, Err: err}
	case err != nil:
	case aws.ToString(out.EnforcementStatus) == "SHUTDOWN":
		err = aboutUs(Suspended, nil)
	case !out.SendingEnabled:
		err = aboutUs(Paused, nil)
	case !out.ProductionAccessEnabled:
		err = aboutUs(Sandbox, nil)
	}
	if err != nil {
		return fmt.Errorf("look at SES account: %w", err)
	}
	return nil
}

// Send hands m to SES. The receipt is the message ID by which SES names the mail
// in what it tells of it later.
func (a *Account) Send(ctx context.Context, m delivery.Message) (string, error) {
	in := &sesv2.SendEmailInput{
		FromEmailAddress: &m.From.Address,
		Destination:      &types.Destination{ToAddresses: []string{m.To.Address}},
		Content:          &types.EmailContent{Raw: &types.RawMessage{Data: m.Raw}},
		EmailTags:        a.tags(m),
	}
	if a.options.ConfigurationSet != "" {
		in.ConfigurationSetName = &a.options.ConfigurationSet
	}
	var id string
	err := a.ask(ctx, func(ctx context.Context, client *sesv2.Client, wire func(*sesv2.Options)) error {
		out, err := client.SendEmail(ctx, in, wire)
		if err != nil {
			return err
		}
		if id = aws.ToString(out.MessageId); id == "" {
			return errors.New("SES answers without a message ID")
		}
		return nil
	})
	var no *answerError
	if errors.As(err, &no) && no.unverified(m.From.Address) {
		err = aboutUs(Identity, no)
	}
	if err != nil {
		return "", fmt.Errorf("hand mail to SES: %w", err)
	}
	return id, nil
}

// tags are what SES repeats in its events: nothing about anybody.
func (a *Account) tags(m delivery.Message) []types.MessageTag {
	var tags []types.MessageTag
	for _, tag := range [][2]string{{"kind", string(delivery.KindIn(m.Name))}, {"school", a.options.School}} {
		if tag[1] != "" {
			tags = append(tags, types.MessageTag{Name: &tag[0], Value: aws.String(tagValue(tag[1]))})
		}
	}
	return tags
}

// tagValue writes a text in what a tag may hold: 256 letters, digits, - and _.
func tagValue(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '_'
	}, text)
	return text[:min(len(text), 256)]
}

// ask makes one request. A cancelled context ends it only before it has begun
// to be written: after that the answer is waited for, which alone says what came
// of it. A deadline ends it at any time, for after that there may be nobody to
// write down the answer.
func (a *Account) ask(ctx context.Context, call func(context.Context, *sesv2.Client, func(*sesv2.Options)) error) error {
	if err := ctx.Err(); err != nil {
		return &delivery.Fault{Reason: delivery.TryLater, Kind: delivery.ErrLater, Err: err}
	}
	if a.region == "" {
		return aboutUs(NoRegion, nil)
	}
	var begun atomic.Bool
	patient, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), answerLimit, fmt.Errorf("no answer within %s", answerLimit))
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		if !begun.Load() || errors.Is(ctx.Err(), context.DeadlineExceeded) {
			cancel()
		}
	})
	defer stop()
	err := call(patient, a.client(), func(o *sesv2.Options) { o.HTTPClient = watched{o.HTTPClient, &begun} })
	if err == nil {
		return nil
	}
	return outcome(err, begun.Load())
}

// watched is a client that notes when a request begins to be written.
type watched struct {
	aws.HTTPClient
	begun *atomic.Bool
}

// Do sends a request.
func (w watched) Do(r *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { w.begun.Store(true) }}
	return w.HTTPClient.Do(r.WithContext(httptrace.WithClientTrace(r.Context(), trace)))
}

// credentials make it known when there are none.
type credentials struct{ from aws.CredentialsProvider }

// Retrieve is the SDK's.
func (c credentials) Retrieve(ctx context.Context) (aws.Credentials, error) {
	if c.from == nil {
		return aws.Credentials{}, &credentialsError{errors.New("none are set")}
	}
	found, err := c.from.Retrieve(ctx)
	if err != nil {
		return aws.Credentials{}, &credentialsError{err}
	}
	return found, nil
}
