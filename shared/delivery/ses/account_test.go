package ses_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/ses"
)

const configurationSet = "shelfmates"

// start starts a fake of SES and an Account there. At its end no request may
// have been one that no client of SES sends, and no connection may be left.
func start(t *testing.T) (*deliverytest.SES, *ses.Account) {
	t.Helper()
	fake := deliverytest.StartSES(configurationSet)
	t.Cleanup(func() {
		fake.Close()
		for _, v := range fake.Violations() {
			t.Errorf("violation: %s", v)
		}
		if n := fake.Idle(); n > 0 {
			t.Errorf("%d connections were left open after their request", n)
		}
	})
	return fake, ses.New(fake.Config(), ses.Options{ConfigurationSet: configurationSet, School: "maple-hollow"})
}

func TestSESKeepsThePort(t *testing.T) {
	deliverytest.Run(t, func(t *testing.T) deliverytest.Rig {
		fake, account := start(t)
		return deliverytest.Rig{
			Transport: account,
			Arrived: func(testing.TB) [][]byte {
				var raw [][]byte
				for _, m := range fake.Taken() {
					raw = append(raw, m.Raw)
				}
				return raw
			},
			Refuse: func(testing.TB, *delivery.Message) {
				next := fake.Asked("SendEmail") + 1
				fake.Answer(func(n int) deliverytest.SESAnswer {
					if n != next {
						return deliverytest.SESAnswer{}
					}
					return deliverytest.SESAnswer{Status: 400, Code: "MessageRejected", Message: "The message contains a virus."}
				})
			},
			Break: func(testing.TB) {
				fake.SetAccount(deliverytest.SESAccount{ProductionAccessEnabled: true, EnforcementStatus: "HEALTHY"})
				fake.Answer(func(int) deliverytest.SESAnswer {
					return deliverytest.SESAnswer{Status: 400, Code: "SendingPausedException", Message: "Sending is paused."}
				})
			},
			Mend: func(testing.TB) {
				fake.SetAccount(deliverytest.SESAccount{SendingEnabled: true, ProductionAccessEnabled: true, EnforcementStatus: "HEALTHY"})
				fake.Answer(nil)
			},
		}
	})
}

func TestRequest(t *testing.T) {
	t.Run("a mail goes in its envelope, under the configuration set, with tags that name nobody", func(t *testing.T) {
		fake, account := start(t)
		m := deliverytest.Message(t, 1)
		receipt, err := account.Send(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		got := fake.Taken()
		if len(got) != 1 || got[0].ID != receipt || got[0].From != m.From.Address || got[0].To != m.To.Address ||
			got[0].ConfigurationSet != configurationSet || string(got[0].Raw) != string(m.Raw) {
			t.Errorf("receipt %q, taken %+v", receipt, got)
		}
		if want := map[string]string{"kind": "weekly-digest", "school": "maple-hollow"}; !maps.Equal(got[0].Tags, want) {
			t.Errorf("tags %v, want %v", got[0].Tags, want)
		}
	})
	t.Run("without a configuration set, a school or a kind nothing is said of them", func(t *testing.T) {
		fake := deliverytest.StartSES()
		defer fake.Close()
		m := deliverytest.Message(t, 1)
		m.Name = "note"
		if _, err := ses.New(fake.Config(), ses.Options{}).Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		if got := fake.Taken(); len(got) != 1 || got[0].ConfigurationSet != "" || len(got[0].Tags) > 0 {
			t.Errorf("taken %+v", got)
		}
	})
	t.Run("a configuration set that is not there is about us", func(t *testing.T) {
		fake := deliverytest.StartSES("another")
		defer fake.Close()
		account := ses.New(fake.Config(), ses.Options{ConfigurationSet: configurationSet})
		_, err := account.Send(t.Context(), deliverytest.Message(t, 1))
		wants(t, err, aboutUs, ses.ConfigurationSet)
	})
	t.Run("retries that are asked for elsewhere are not made", func(t *testing.T) {
		fake := deliverytest.StartSES()
		defer fake.Close()
		fake.Answer(func(int) deliverytest.SESAnswer { return deliverytest.SESAnswer{Status: 500} })
		cfg := fake.Config()
		cfg.RetryMaxAttempts, cfg.RetryMode = 5, aws.RetryModeStandard
		cfg.Retryer = func() aws.Retryer { return retry.NewStandard() }
		_, err := ses.New(cfg, ses.Options{}).Send(t.Context(), deliverytest.Message(t, 1))
		wants(t, err, unknown, delivery.NoAnswer)
		if n := fake.Asked("SendEmail"); n != 1 {
			t.Errorf("%d requests, want one", n)
		}
	})
}

func TestCheck(t *testing.T) {
	for name, at := range map[string]struct {
		account deliverytest.SESAccount
		want    string
		reason  delivery.Reason
	}{
		"an account that may send is good":        {deliverytest.SESAccount{SendingEnabled: true, ProductionAccessEnabled: true, EnforcementStatus: "HEALTHY"}, sent, ""},
		"one on probation may still send":         {deliverytest.SESAccount{SendingEnabled: true, ProductionAccessEnabled: true, EnforcementStatus: "PROBATION"}, sent, ""},
		"one in the sandbox is about us":          {deliverytest.SESAccount{SendingEnabled: true, EnforcementStatus: "HEALTHY"}, aboutUs, ses.Sandbox},
		"one whose sending is paused is about us": {deliverytest.SESAccount{ProductionAccessEnabled: true, EnforcementStatus: "HEALTHY"}, aboutUs, ses.Paused},
		"one that was shut down is about us":      {deliverytest.SESAccount{SendingEnabled: true, ProductionAccessEnabled: true, EnforcementStatus: "SHUTDOWN"}, aboutUs, ses.Suspended},
	} {
		t.Run(name, func(t *testing.T) {
			fake, account := start(t)
			fake.SetAccount(at.account)
			wants(t, account.Check(t.Context()), at.want, at.reason)
			if n, m := fake.Asked("GetAccount"), fake.Asked("SendEmail"); n != 1 || m != 0 {
				t.Errorf("%d questions and %d mails, want one and none", n, m)
			}
		})
	}
	for name, at := range map[string]struct {
		status int
		code   string
		want   string
		reason delivery.Reason
	}{
		"who may not ask hears that it is about us": {403, "AccessDeniedException", aboutUs, ses.Forbidden},
		"where others have just asked it is good":   {429, "TooManyRequestsException", sent, ""},
		"a trouble of SES's is later":               {500, "InternalFailure", later, ses.Away},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("X-Amzn-Errortype", at.code)
				w.WriteHeader(at.status)
			}))
			defer server.Close()
			wants(t, account(server.URL).Check(t.Context()), at.want, at.reason)
		})
	}
}
