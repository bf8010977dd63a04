package relay_test

import (
	"context"
	"crypto/x509"
	"net"
	"strconv"
	"testing"

	"github.com/emersion/go-smtp"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/relay"
)

func TestTLS(t *testing.T) {
	wants := func(t *testing.T, err error, outcome string, reason delivery.Reason) {
		t.Helper()
		if deliverytest.OutcomeOf(err) != outcome || err != nil && delivery.ReasonOf(err) != reason {
			t.Errorf("it is %s for %q, want %s for %q: %v", deliverytest.OutcomeOf(err), delivery.ReasonOf(err), outcome, reason, err)
		}
		quiet(t, err)
	}
	library := deliverytest.SMTPOptions{User: "library", Password: "s3cret", Mechanism: "PLAIN"}
	for name, at := range map[string]struct {
		options deliverytest.SMTPOptions
		url     string
	}{
		"STARTTLS":                 {library, "smtp://library:s3cret@" + host},
		"STARTTLS, and LOGIN":      {deliverytest.SMTPOptions{User: "library", Password: "s3cret", Mechanism: "LOGIN"}, "smtp://library:s3cret@" + host},
		"STARTTLS, as nobody":      {deliverytest.SMTPOptions{}, "smtp://" + host},
		"TLS from the beginning":   {deliverytest.SMTPOptions{Implicit: true, User: "library", Password: "s3cret", Mechanism: "PLAIN"}, "smtps://library:s3cret@" + host},
		"none, where that is said": {deliverytest.SMTPOptions{}, "smtp://" + host + "?tls=no"},
	} {
		t.Run("a mail leaves over "+name, func(t *testing.T) {
			server, r := start(t, at.options, at.url)
			_, err := r.Send(t.Context(), note())
			wants(t, err, sent, "")
			if got := server.Arrived(); len(got) != 1 || got[0].From != note().From.Address || got[0].To != note().To.Address ||
				string(got[0].Raw) != string(note().Raw) {
				t.Errorf("arrived %+v", got)
			}
		})
	}
	t.Run("a wrong password is about us", func(t *testing.T) {
		for _, mechanism := range []string{"PLAIN", "LOGIN"} {
			o := library
			o.Mechanism = mechanism
			server, r := start(t, o, "smtp://library:other@"+host)
			_, err := r.Send(t.Context(), note())
			wants(t, err, aboutUs, relay.BadPassword)
			wants(t, r.Check(t.Context()), aboutUs, relay.BadPassword)
			if len(server.Arrived()) > 0 {
				t.Error("a mail has left")
			}
		}
	})
	t.Run("no way to sign in that we know is about us", func(t *testing.T) {
		o := library
		o.Mechanism = "CRAM-MD5"
		_, r := start(t, o, "smtp://library:s3cret@"+host)
		wants(t, r.Check(t.Context()), aboutUs, relay.NoSignIn)
	})
	t.Run("a server that wants a password is about us, where we have none", func(t *testing.T) {
		_, r := start(t, library, "smtp://"+host)
		_, err := r.Send(t.Context(), note())
		wants(t, err, aboutUs, relay.BadSender)
	})
	t.Run("without STARTTLS nothing is said but hello", func(t *testing.T) {
		s := &script{}
		r := s.relay(t, "smtp://library:s3cret@"+host)
		wants(t, r.Check(t.Context()), aboutUs, relay.NoTLS)
		_, err := r.Send(t.Context(), note())
		wants(t, err, aboutUs, relay.NoTLS)
		s.over.Wait()
		s.have(t, 2, map[string]int{ehlo: 2})
	})
	t.Run("STARTTLS can be refused, cut off or talked into", func(t *testing.T) {
		for say, want := range map[string]string{
			"454 4.7.0 not now\r\n":          aboutUs,
			"554 5.7.1 no\r\n":               aboutUs,
			"421 bye\r\n":                    later,
			"":                               later,
			"220 go\r\n250 AUTH PLAIN\r\n":   later, // from somebody in between
			"220 go\r\nwhat is that ------":  later,
			"220 go\r\n\x15\x03\x01\x00\x02": later,
		} {
			s := &script{acts: map[string]act{
				ehlo: {say: "250-a\r\n250 STARTTLS\r\n"}, startTLS: {say: say, hangUp: true},
			}}
			r := s.relay(t, "smtp://library:s3cret@"+host)
			if err := r.Check(t.Context()); deliverytest.OutcomeOf(err) != want {
				t.Errorf("after %q it is %s, want %s: %v", say, deliverytest.OutcomeOf(err), want, err)
			}
			s.over.Wait()
			if s.commands()[auth] > 0 {
				t.Errorf("after %q a password was told", say)
			}
		}
	})
	t.Run("a certificate of somebody else's lets nothing leave", func(t *testing.T) {
		for _, of := range []string{host, "other.example"} {
			certificate, roots := deliverytest.Certificate(t, of)
			if of == host {
				roots = x509.NewCertPool() // nobody has signed it
			}
			for _, scheme := range []string{"smtp", "smtps"} {
				o := library
				o.Certificate, o.Implicit = certificate, scheme == "smtps"
				server, err := deliverytest.StartSMTP(o)
				if err != nil {
					t.Fatal(err)
				}
				defer server.Close()
				to, err := relay.Parse(scheme + "://library:s3cret@" + host)
				if err != nil {
					t.Fatal(err)
				}
				r := relay.New(to, relay.Options{Roots: roots, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
					return new(net.Dialer).DialContext(ctx, network, server.Addr().String())
				}})
				_, err = r.Send(t.Context(), note())
				wants(t, err, later, relay.TLSFailed)
			}
		}
	})
	t.Run("on loopback TLS is taken where it is offered, whoever has signed", func(t *testing.T) {
		certificate, _ := deliverytest.Certificate(t, host)
		for _, o := range []deliverytest.SMTPOptions{
			{Certificate: certificate, User: "library", Password: "s3cret", Mechanism: "PLAIN"},
			{User: "library", Password: "s3cret", Mechanism: "PLAIN"},
		} {
			server, err := deliverytest.StartSMTP(o)
			if err != nil {
				t.Fatal(err)
			}
			defer server.Close()
			to, err := relay.Parse("smtp://library:s3cret@127.0.0.1:" + strconv.Itoa(server.Addr().Port))
			if err != nil {
				t.Fatal(err)
			}
			r := relay.New(to, relay.Options{Name: "desk.school.example"})
			defer r.Close()
			_, err = r.Send(t.Context(), note())
			wants(t, err, sent, "")
		}
	})
	t.Run("where nobody listens, or no such name is known, it is later", func(t *testing.T) {
		closed, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_ = closed.Close()
		for _, at := range []string{closed.Addr().String(), "mail.school.invalid:25"} {
			to, err := relay.Parse("smtp://" + at)
			if err != nil {
				t.Fatal(err)
			}
			r := relay.New(to, relay.Options{})
			wants(t, r.Check(t.Context()), later, relay.ServerAway)
			_, err = r.Send(t.Context(), note())
			wants(t, err, later, relay.ServerAway)
		}
	})
	t.Run("a mail that arrives and is never answered may have left", func(t *testing.T) {
		server, r := start(t, deliverytest.SMTPOptions{Answer: func(s deliverytest.SMTPStep) error {
			if s.At == "taken" {
				return deliverytest.ErrHangUp
			}
			return nil
		}}, "smtp://"+host)
		_, err := r.Send(t.Context(), note())
		if deliverytest.OutcomeOf(err) != unknown || len(server.Arrived()) != 1 {
			t.Errorf("it is %s, and %d have arrived: %v", deliverytest.OutcomeOf(err), len(server.Arrived()), err)
		}
	})
	t.Run("a server that has enough of us is about us at MAIL", func(t *testing.T) {
		_, r := start(t, deliverytest.SMTPOptions{Answer: func(s deliverytest.SMTPStep) error {
			if s.At == "MAIL" {
				return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "too many"}
			}
			return nil
		}}, "smtp://"+host)
		_, err := r.Send(t.Context(), note())
		wants(t, err, aboutUs, relay.ServerBusy)
	})
}
