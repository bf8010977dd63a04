package ses_test

import (
	"testing"

	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/ses"
)

// BenchmarkSend hands mails to a fake of SES on loopback, each over a connection
// of its own.
func BenchmarkSend(b *testing.B) {
	fake := deliverytest.StartSES()
	defer fake.Close()
	account := ses.New(fake.Config(), ses.Options{School: "maple-hollow"})
	m := deliverytest.Message(b, 1)
	for b.Loop() {
		if _, err := account.Send(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "mails/s")
}
