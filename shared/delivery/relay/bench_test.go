package relay_test

import (
	"strconv"
	"testing"

	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/relay"
)

// BenchmarkSend hands mails to a server on loopback, over connections that are
// kept.
func BenchmarkSend(b *testing.B) {
	server, err := deliverytest.StartSMTP(deliverytest.SMTPOptions{})
	if err != nil {
		b.Fatal(err)
	}
	defer server.Close()
	to, err := relay.Parse("smtp://127.0.0.1:" + strconv.Itoa(server.Addr().Port))
	if err != nil {
		b.Fatal(err)
	}
	r := relay.New(to, relay.Options{})
	defer r.Close()
	m := deliverytest.Message(b, 1)
	for b.Loop() {
		if _, err := r.Send(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "mails/s")
}
