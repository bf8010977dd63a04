package relay_test

import (
	"context"
	"net"
	"testing"

	"github.com/emersion/go-smtp"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/relay"
)

// host is a name that is no loopback, so that TLS is asked for as it is on the
// way to any other machine.
const host = "mail.school.example"

// start starts a mail server, and a Relay to it under the name of host.
func start(t testing.TB, o deliverytest.SMTPOptions, url string) (*deliverytest.SMTP, *relay.Relay) {
	t.Helper()
	certificate, roots := deliverytest.Certificate(t, host)
	o.Certificate = certificate
	server, err := deliverytest.StartSMTP(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	parsed, err := relay.Parse(url)
	if err != nil {
		t.Fatal(err)
	}
	r := relay.New(parsed, relay.Options{Roots: roots, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, server.Addr().String())
	}})
	t.Cleanup(r.Close)
	return server, r
}

func TestRelayKeepsThePort(t *testing.T) {
	deliverytest.Run(t, func(t *testing.T) deliverytest.Rig {
		server, r := start(t, deliverytest.SMTPOptions{User: "library", Password: "s3cret", Mechanism: "PLAIN"},
			"smtp://library:s3cret@"+host+":587")
		return deliverytest.Rig{
			Transport: r,
			Arrived: func(testing.TB) [][]byte {
				var raw [][]byte
				for _, m := range server.Arrived() {
					raw = append(raw, m.Raw)
				}
				return raw
			},
			Refuse: func(_ testing.TB, m *delivery.Message) {
				server.Change(func(o *deliverytest.SMTPOptions) {
					o.Answer = func(s deliverytest.SMTPStep) error {
						if s.At != "RCPT" || s.Mail.To != m.To.Address {
							return nil
						}
						return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "<" + s.Mail.To + "> is unknown"}
					}
				})
			},
			Break: func(testing.TB) {
				server.Change(func(o *deliverytest.SMTPOptions) { o.Password = "changed" })
				server.HangUp()
			},
			Mend: func(testing.TB) {
				server.Change(func(o *deliverytest.SMTPOptions) { o.Password = "s3cret" })
			},
		}
	})
}
