package ses_test

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/ses"
)

// The outcomes of MAIL.md.
const (
	sent    = deliverytest.Sent
	refused = deliverytest.Refused
	aboutUs = deliverytest.AboutUs
	later   = deliverytest.Later
	unknown = deliverytest.Unknown
)

// wants holds an error to what it means, and to saying nothing about anybody.
func wants(t testing.TB, err error, outcome string, reason delivery.Reason) {
	t.Helper()
	if deliverytest.OutcomeOf(err) != outcome || err != nil && delivery.ReasonOf(err) != reason {
		t.Errorf("it is %s for %q, want %s for %q: %v", deliverytest.OutcomeOf(err), delivery.ReasonOf(err), outcome, reason, err)
	}
	for _, secret := range []string{"reader1", "library@", "school.example", "Monday", "wJalrXUtnFEMI", "virus"} {
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("the error repeats %q: %v", secret, err)
		}
	}
}

func TestAnswers(t *testing.T) {
	m := deliverytest.Message(t, 1)
	failed := "Email address is not verified. The following identities failed the check in region US-EAST-2: "
	for _, at := range []struct {
		status        int
		code, message string
		want          string
		reason        delivery.Reason
	}{
		{400, "MessageRejected", "The message contains a virus.", refused, delivery.WasRefused},
		{400, "BadRequestException", "Missing final '@domain' in reader1", refused, delivery.WasRefused},
		{400, "BadRequestException", "Header too long", refused, delivery.WasRefused},
		{400, "ValidationException", "no", refused, delivery.WasRefused},

		{400, "MessageRejected", failed + "Library <library@school.example>, library@school.example", aboutUs, ses.Identity},
		{400, "MessageRejected", failed + m.To.Address, aboutUs, ses.Sandbox},
		{400, "MessageRejected", failed + "LIBRARY@School.example, " + m.To.Address, aboutUs, ses.Identity},
		{400, "MessageRejected", "Sending suspended for this account.", aboutUs, ses.Suspended},
		{400, "MessageRejected", "Email sending paused for this account.", aboutUs, ses.Paused},
		{400, "BadRequestException", "Configuration set <x> is not valid", aboutUs, ses.ConfigurationSet},
		{400, "AccountSuspendedException", "no", aboutUs, ses.Suspended},
		{400, "SendingPausedException", "no", aboutUs, ses.Paused},
		{400, "MailFromDomainNotVerifiedException", "no", aboutUs, ses.Identity},
		{400, "ConfigurationSetDoesNotExist", "no", aboutUs, ses.ConfigurationSet},
		{400, "UnrecognizedClientException", "no", aboutUs, ses.Forbidden},
		{400, "ExpiredTokenException", "no", aboutUs, ses.Forbidden},
		{401, "NotAuthorized", "no", aboutUs, ses.Forbidden},
		{403, "AccessDeniedException", "no for " + m.To.Address, aboutUs, ses.Forbidden},
		{403, "MessageRejected", "no", aboutUs, ses.Forbidden},
		{404, "NotFoundException", "Configuration set <x> does not exist.", aboutUs, ses.ConfigurationSet},
		{408, "RequestTimeoutException", "no", aboutUs, ses.Away},
		{405, "", "", aboutUs, ses.OddAnswer},
		{413, "RequestEntityTooLargeException", "", aboutUs, ses.OddAnswer},
		{307, "", "", aboutUs, ses.OddAnswer},

		{429, "TooManyRequestsException", "Maximum sending rate exceeded.", later, ses.Busy},
		{429, "", "", later, ses.Busy},
		{400, "ThrottlingException", "Rate exceeded", later, ses.Busy},
		{400, "LimitExceededException", "Daily message quota exceeded.", later, ses.Busy},

		{500, "InternalServiceErrorException", "no", unknown, delivery.NoAnswer},
		{500, "MessageRejected", "no", unknown, delivery.NoAnswer},
		{503, "ThrottlingException", "no", unknown, delivery.NoAnswer},
		{502, "", "", unknown, delivery.NoAnswer},
		{504, "", "", unknown, delivery.NoAnswer},
	} {
		t.Run(fmt.Sprintf("%d %s %.20s", at.status, at.code, at.message), func(t *testing.T) {
			fake, account := start(t)
			fake.Answer(func(int) deliverytest.SESAnswer {
				return deliverytest.SESAnswer{Status: at.status, Code: at.code, Message: at.message}
			})
			_, err := account.Send(t.Context(), m)
			wants(t, err, at.want, at.reason)
			if n := fake.Asked("SendEmail"); n != 1 {
				t.Errorf("%d requests, want one", n)
			}
		})
	}
	for name, at := range map[string]struct {
		answer deliverytest.SESAnswer
		want   string
		reason delivery.Reason
	}{
		"an answer that is no JSON":          {deliverytest.SESAnswer{Body: "<html>"}, unknown, delivery.NoAnswer},
		"an answer without a message ID":     {deliverytest.SESAnswer{Body: "{}"}, unknown, delivery.NoAnswer},
		"a 400 of somebody else's":           {deliverytest.SESAnswer{Status: 400, Body: "<html>Bad Request"}, aboutUs, ses.OddAnswer},
		"a 500 after it was taken":           {deliverytest.SESAnswer{Status: 500, Code: "InternalFailure", Take: true}, unknown, delivery.NoAnswer},
		"a reset before the request is read": {deliverytest.SESAnswer{Cut: deliverytest.BeforeBody}, unknown, delivery.NoAnswer},
		"a reset after it is read":           {deliverytest.SESAnswer{Cut: deliverytest.BeforeAnswer}, unknown, delivery.NoAnswer},
		"a reset after it is read and taken": {deliverytest.SESAnswer{Cut: deliverytest.BeforeAnswer, Take: true}, unknown, delivery.NoAnswer},
		"a reset within the answer":          {deliverytest.SESAnswer{Cut: deliverytest.WithinAnswer}, unknown, delivery.NoAnswer},
	} {
		t.Run(name+" is "+at.want, func(t *testing.T) {
			fake, account := start(t)
			fake.Answer(func(int) deliverytest.SESAnswer { return at.answer })
			_, err := account.Send(t.Context(), m)
			wants(t, err, at.want, at.reason)
			if n := fake.Asked("SendEmail"); n != 1 {
				t.Errorf("%d requests, want one", n)
			}
		})
	}
	t.Run("a redirect is not followed", func(t *testing.T) {
		asked := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked++
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		}))
		defer server.Close()
		a := account(server.URL)
		_, err := a.Send(t.Context(), m)
		wants(t, err, aboutUs, ses.OddAnswer)
		wants(t, a.Check(t.Context()), aboutUs, ses.OddAnswer)
		if asked != 2 {
			t.Errorf("%d requests, want two", asked)
		}
	})
	t.Run("each mail has a connection of its own, also where one could be shared", func(t *testing.T) {
		from := map[string]int{}
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			from[r.Proto+" "+r.RemoteAddr]++
			w.WriteHeader(http.StatusBadRequest)
		}))
		server.EnableHTTP2, server.Config.ErrorLog = true, log.New(io.Discard, "", 0)
		server.StartTLS()
		defer server.Close()
		roots := x509.NewCertPool()
		roots.AddCert(server.Certificate())
		a := account(server.URL, func(c *aws.Config) {
			c.HTTPClient = awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) { t.TLSClientConfig.RootCAs = roots })
		})
		for range 3 {
			_, err := a.Send(t.Context(), m)
			wants(t, err, aboutUs, ses.OddAnswer)
		}
		for client := range from {
			if len(from) != 3 || !strings.HasPrefix(client, "HTTP/1.1 ") {
				t.Errorf("requests by connection: %v, want three with one each", from)
			}
		}
	})
}

// account is one at any endpoint.
func account(url string, change ...func(*aws.Config)) *ses.Account {
	cfg := deliverytest.SESConfig(url)
	for _, c := range change {
		c(&cfg)
	}
	return ses.New(cfg, ses.Options{})
}

// closedPort is an endpoint where nobody listens.
func closedPort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	return "http://" + l.Addr().String()
}

func TestBeforeTheRequest(t *testing.T) {
	m := deliverytest.Message(t, 1)
	t.Run("where nobody listens it is later", func(t *testing.T) {
		a := account(closedPort(t))
		_, err := a.Send(t.Context(), m)
		wants(t, err, later, ses.Away)
		wants(t, a.Check(t.Context()), later, ses.Away)
	})
	t.Run("a certificate of somebody else's is later", func(t *testing.T) {
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.StartTLS()
		defer server.Close()
		_, err := account(server.URL).Send(t.Context(), m)
		wants(t, err, later, ses.Away)
	})
	t.Run("without credentials it is about us", func(t *testing.T) {
		for _, none := range []aws.CredentialsProvider{nil, aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{}, errors.New("no role")
		})} {
			a := account("http://127.0.0.1:1", func(c *aws.Config) { c.Credentials = none })
			_, err := a.Send(t.Context(), m)
			wants(t, err, aboutUs, ses.NoCredentials)
			wants(t, a.Check(t.Context()), aboutUs, ses.NoCredentials)
		}
	})
	t.Run("credentials that come over the network do not begin the mail", func(t *testing.T) {
		role := httptest.NewServer(http.NotFoundHandler())
		defer role.Close()
		a := account(closedPort(t), func(c *aws.Config) {
			given := c.Credentials
			c.Credentials = aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) {
				r, err := http.NewRequestWithContext(ctx, http.MethodGet, role.URL, nil)
				if err != nil {
					return aws.Credentials{}, err
				}
				got, err := http.DefaultClient.Do(r)
				if err != nil {
					return aws.Credentials{}, err
				}
				_ = got.Body.Close()
				return given.Retrieve(ctx)
			})
		})
		_, err := a.Send(t.Context(), m)
		wants(t, err, later, ses.Away)
	})
	t.Run("without a region it is about us", func(t *testing.T) {
		a := account("http://127.0.0.1:1", func(c *aws.Config) { c.Region = "" })
		_, err := a.Send(t.Context(), m)
		wants(t, err, aboutUs, ses.NoRegion)
		wants(t, a.Check(t.Context()), aboutUs, ses.NoRegion)
	})
	t.Run("New asks for nothing", func(t *testing.T) {
		account("http://127.0.0.1:1", func(c *aws.Config) {
			c.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
				t.Error("it asks for credentials")
				return aws.Credentials{}, nil
			})
		})
	})
}

// A silent client of HTTP never answers. Connected says that it has a connection.
type silent struct{ connected bool }

func (s silent) Do(r *http.Request) (*http.Response, error) {
	if s.connected {
		httptrace.ContextClientTrace(r.Context()).GotConn(httptrace.GotConnInfo{})
	}
	<-r.Context().Done()
	return nil, context.Cause(r.Context())
}

func TestTime(t *testing.T) {
	m := deliverytest.Message(t, 1)
	for _, at := range []struct {
		name      string
		connected bool
		ctx       func(context.Context) (context.Context, context.CancelFunc)
		want      string
		reason    delivery.Reason
		after     time.Duration
	}{
		{"no connection within thirty seconds is later", false, context.WithCancel, later, ses.Away, 30 * time.Second},
		{"no answer within thirty seconds is unknown", true, context.WithCancel, unknown, delivery.NoAnswer, 30 * time.Second},
		{"a deadline before the request is later", false, within(5 * time.Second), later, ses.Away, 5 * time.Second},
		{"a deadline after it has begun is unknown", true, within(5 * time.Second), unknown, delivery.NoAnswer, 5 * time.Second},
		{"cancelled before the request it is later", false, cancelled(5 * time.Second), later, ses.Away, 5 * time.Second},
		{"cancelled after it has begun it waits for the answer", true, cancelled(5 * time.Second), unknown, delivery.NoAnswer, 30 * time.Second},
	} {
		t.Run(at.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := account("http://ses.invalid", func(c *aws.Config) { c.HTTPClient = silent{at.connected} })
				ctx, cancel := at.ctx(t.Context())
				defer cancel()
				began := time.Now()
				_, err := a.Send(ctx, m)
				wants(t, err, at.want, at.reason)
				if took := time.Since(began); took != at.after {
					t.Errorf("it took %s, want %s", took, at.after)
				}
			})
		})
	}
	t.Run("an answer that comes after the context was cancelled counts", func(t *testing.T) {
		fake, a := start(t)
		ctx, cancel := context.WithCancel(t.Context())
		wait := make(chan struct{})
		fake.Answer(func(int) deliverytest.SESAnswer {
			cancel()
			close(wait)
			return deliverytest.SESAnswer{Wait: wait}
		})
		receipt, err := a.Send(ctx, m)
		wants(t, err, sent, "")
		if got := fake.Taken(); len(got) != 1 || got[0].ID != receipt || receipt == "" {
			t.Errorf("receipt %q, taken %+v", receipt, got)
		}
	})
}

func within(d time.Duration) func(context.Context) (context.Context, context.CancelFunc) {
	return func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithTimeout(ctx, d) }
}

func cancelled(after time.Duration) func(context.Context) (context.Context, context.CancelFunc) {
	return func(ctx context.Context) (context.Context, context.CancelFunc) {
		ctx, cancel := context.WithCancel(ctx)
		time.AfterFunc(after, cancel)
		return ctx, cancel
	}
}
