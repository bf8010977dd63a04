package ses_test

import (
	"testing"

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
