package relay

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"

	"shelfmates/shared/delivery"
)

// A session is a connection over which mails can be handed in, one after the
// other.
type session struct {
	wire
	offers map[string]string // what EHLO offers: name in capitals -> parameters
	mails  int               // begun on it
}

// step asks, and returns the reply when it is of the class ok.
func (s *session) step(ctx context.Context, at step, line string, ok int) (reply, error) {
	r, err := s.ask(ctx, line)
	return s.passes(at, r, err, ok)
}

// passes returns a reply that lets the dialogue go on.
func (s *session) passes(at step, r reply, err error, ok int) (reply, error) {
	if err != nil {
		return r, cutOff(at, err)
	}
	return r, unwelcome(at, r, ok)
}

// open brings a connection as far as a mail can begin.
func (s *session) open(ctx context.Context, server Server, o Options) error {
	if server.TLS == Implicit {
		if err := s.secure(ctx, server, o); err != nil {
			return err
		}
	}
	r, err := s.hear(ctx)
	if _, err := s.passes(greeting, r, err, 2); err != nil {
		return err
	}
	if err := s.hello(ctx, o.Name); err != nil {
		return err
	}
	if server.TLS == StartTLS {
		if err := s.startTLS(ctx, server, o); err != nil {
			return err
		}
	}
	if server.User == "" {
		return nil
	}
	return s.signIn(ctx, server)
}

// hello says who we are: by name, or by our address as RFC 5321 section 4.1.3
// writes it.
func (s *session) hello(ctx context.Context, name string) error {
	if name == "" {
		name = "[127.0.0.1]"
		if local, isTCP := s.conn.LocalAddr().(*net.TCPAddr); isTCP && local.IP.To4() != nil {
			name = "[" + local.IP.String() + "]"
		} else if isTCP {
			name = "[IPv6:" + local.IP.String() + "]"
		}
	}
	r, err := s.step(ctx, hello, "EHLO "+name, 2)
	if err != nil {
		return err
	}
	s.offers = map[string]string{}
	for _, line := range r.lines[1:] {
		offer, parameters, _ := strings.Cut(line, " ")
		s.offers[strings.ToUpper(offer)] = strings.ToUpper(parameters)
	}
	return nil
}

// startTLS goes over to TLS and says hello anew: what was offered before may
// have come from anybody.
func (s *session) startTLS(ctx context.Context, server Server, o Options) error {
	if _, offered := s.offers["STARTTLS"]; !offered {
		if server.loopback() {
			return nil
		}
		return &delivery.Fault{Reason: NoTLS, Kind: delivery.ErrAboutUs, Err: fmt.Errorf("%s: it is not offered", startTLS)}
	}
	if _, err := s.step(ctx, startTLS, "STARTTLS", 2); err != nil {
		return err
	}
	if err := s.silent(); err != nil {
		return cutOff(startTLS, err)
	}
	if err := s.secure(ctx, server, o); err != nil {
		return err
	}
	return s.hello(ctx, o.Name)
}

// secure puts TLS on the connection.
func (s *session) secure(ctx context.Context, server Server, o Options) error {
	conn := tls.Client(s.conn, &tls.Config{
		ServerName: server.Host, RootCAs: o.Roots, MinVersion: tls.VersionTLS12,
		InsecureSkipVerify: server.loopback(), // see StartTLS
	})
	if err := s.within(ctx, func() error { return conn.HandshakeContext(ctx) }); err != nil {
		return cutOff(handshake, err)
	}
	s.wire = newWire(conn, s.limit)
	return nil
}

// signIn signs in with PLAIN, or with LOGIN where the server has nothing else.
// The way there is TLS or loopback: see Parse and startTLS.
func (s *session) signIn(ctx context.Context, server Server) error {
	b64 := base64.StdEncoding.EncodeToString
	offered := strings.Fields(s.offers["AUTH"])
	var lines []string
	switch {
	case slices.Contains(offered, "PLAIN"):
		lines = []string{"AUTH PLAIN " + b64([]byte("\x00"+server.User+"\x00"+server.Password))}
	case slices.Contains(offered, "LOGIN"):
		lines = []string{"AUTH LOGIN", b64([]byte(server.User)), b64([]byte(server.Password))}
	default:
		return &delivery.Fault{Reason: NoSignIn, Kind: delivery.ErrAboutUs, Err: fmt.Errorf("%s: neither PLAIN nor LOGIN is offered", auth)}
	}
	for _, line := range lines[:len(lines)-1] {
		if _, err := s.step(ctx, auth, line, 3); err != nil {
			return err
		}
	}
	_, err := s.step(ctx, auth, lines[len(lines)-1], 2)
	return err
}

// send hands in one mail. Its receipt is what the server says when it takes it.
func (s *session) send(ctx context.Context, m delivery.Message) (string, error) {
	extra, err := s.extra(m)
	if err != nil {
		return "", err
	}
	s.mails++
	if _, err := s.step(ctx, mailFrom, "MAIL FROM:<"+m.From.Address+">"+extra, 2); err != nil {
		return "", err
	}
	if _, err := s.step(ctx, rcptTo, "RCPT TO:<"+m.To.Address+">", 2); err != nil {
		return "", err
	}
	if _, err := s.step(ctx, data, "DATA", 3); err != nil {
		return "", err
	}
	if err := s.within(ctx, func() error { return writeStuffed(s.conn, m.Raw) }); err != nil {
		return "", cutOff(body, err)
	}
	return s.dot(ctx)
}

// dot ends the message. From the moment when its bytes begin to be written
// until the reply is read nobody knows whether the server has taken it, so a
// cancelled context no longer cuts that short; a deadline does, for after it
// there may be nobody to write down what came of it.
func (s *session) dot(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", cutOff(body, err)
	}
	patient := context.WithoutCancel(ctx)
	if deadline, has := ctx.Deadline(); has {
		var cancel context.CancelFunc
		patient, cancel = context.WithDeadline(patient, deadline)
		defer cancel()
	}
	var r reply
	at := body
	err := s.within(patient, func() (err error) {
		if err := s.silent(); err != nil {
			return err
		}
		at = finalDot
		r, err = s.exchange(".")
		return err
	})
	if r, err = s.passes(at, r, err, 2); err != nil {
		return "", err
	}
	return receiptOf(r), nil
}

// receiptOf is what a server says when it takes a message, without what cannot
// be printed and cut to a length that fits in a line of a table.
func receiptOf(r reply) string {
	const most = 120
	text := strings.Map(func(c rune) rune {
		if c < ' ' || c >= 0x7f {
			return -1
		}
		return c
	}, strings.TrimSpace(strings.TrimPrefix(r.lines[len(r.lines)-1], r.status)))
	return text[:min(most, len(text))]
}

// extra is what MAIL has to say about a message that is not in ASCII alone. The
// size is not told: a message that is too big is refused at its end, where the
// reply is about the message and not about us.
func (s *session) extra(m delivery.Message) (string, error) {
	header, _, _ := bytes.Cut(m.Raw, []byte("\r\n\r\n"))
	var extra string
	for _, need := range []struct {
		offer, parameter string
		needed           bool
	}{
		{"8BITMIME", " BODY=8BITMIME", !ascii(m.Raw)},
		{"SMTPUTF8", " SMTPUTF8", !ascii(header) || !ascii([]byte(m.From.Address+m.To.Address))},
	} {
		if !need.needed {
			continue
		}
		if _, offered := s.offers[need.offer]; !offered {
			return "", unsendable(fmt.Errorf("the server does not offer %s", need.offer))
		}
		extra += need.parameter
	}
	return extra, nil
}

func ascii(text []byte) bool {
	for _, c := range text {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// writeStuffed writes a message with one more dot before each line that begins
// with one (RFC 5321 section 4.5.2), to its last CRLF.
func writeStuffed(w io.Writer, raw []byte) error {
	const chunk = 32 << 10
	out := bufio.NewWriterSize(w, chunk)
	for line := range bytes.Lines(raw) {
		if line[0] == '.' {
			_ = out.WriteByte('.') // Flush returns what goes wrong
		}
		_, _ = out.Write(line)
	}
	return out.Flush()
}

// reset makes a session that was used before ready for the next mail.
func (s *session) reset(ctx context.Context) error {
	if _, err := s.step(ctx, reset, "RSET", 2); err != nil {
		return err
	}
	if err := s.silent(); err != nil {
		return cutOff(reset, err)
	}
	return nil
}
