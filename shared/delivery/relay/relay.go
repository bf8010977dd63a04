// Package relay hands mails to a mail server, by SMTP.
//
//	delivery.Message --> session: MAIL, RCPT, DATA, message --final dot--> reply --> receipt
//	                        ^                                                |
//	   dial, EHLO, STARTTLS, AUTH        RSET <-- kept for the next mail <---+
//
// It speaks for itself rather than through a client of others, because what an
// error means depends on how far the dialogue had come when it happened: before
// the final dot begins to be written the message has not left, from there until
// the reply is read nobody knows, and which replies are about us and which about
// the reader depends on the command. fault.go has that table.
package relay

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"shelfmates/shared/delivery"
)

var _ delivery.Transport = (*Relay)(nil)

const (
	// answerLimit is how long each answer may take (MAIL.md, Commands).
	answerLimit = 30 * time.Second
	// idleLimit is how long a connection is kept that nobody uses: long enough
	// for the ledger between two mails of a run, and no longer than that.
	idleLimit = 10 * time.Second
	// goodbyeLimit bounds the parting from a server.
	goodbyeLimit = 2 * time.Second
	// mailsEach is how many mails go over one connection: some servers hang up
	// after a number of them, in the middle of the next.
	mailsEach = 100
)

// Options are what a Relay can be told besides its server.
type Options struct {
	// Name is by which we introduce ourselves, a host's name; empty = our end of
	// the connection, as an address.
	Name string
	// Roots sign the server's certificate; nil = those of the machine.
	Roots *x509.CertPool
	// Dial connects; nil = over the network.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// A Relay hands mails to one server. A connection is kept for the mails that
// come right after, one for each goroutine that sends at the same time.
type Relay struct {
	server  Server
	options Options

	mu   sync.Mutex
	idle []*kept
}

// kept is a session that waits for its next mail.
type kept struct {
	*session
	bored *time.Timer // parts with it
}

// New returns a Relay to a server. Nothing is dialled before the first Send or
// Check.
func New(server Server, o Options) *Relay {
	if o.Dial == nil {
		o.Dial = new(net.Dialer).DialContext
	}
	return &Relay{server: server, options: o}
}

// Medium is the port's.
func (r *Relay) Medium() delivery.Medium { return delivery.Medium{Name: "smtp"} }

// Check connects and signs in. The connection is kept for the first mail.
func (r *Relay) Check(ctx context.Context) error {
	s, err := r.session(ctx)
	if err != nil {
		return fmt.Errorf("look at mail server %s: %w", r.server, err)
	}
	r.keep(s)
	return nil
}

// Send hands m to the server. The receipt is what the server says when it takes
// it, which names the mail in most servers' logs. A server's no is a ReplyError
// in the error.
func (r *Relay) Send(ctx context.Context, m delivery.Message) (string, error) {
	receipt, err := r.send(ctx, m)
	if err != nil {
		return "", fmt.Errorf("hand mail to %s: %w", r.server, err)
	}
	return receipt, nil
}

func (r *Relay) send(ctx context.Context, m delivery.Message) (string, error) {
	if err := sendable(m); err != nil {
		return "", err
	}
	s, err := r.session(ctx)
	if err != nil {
		return "", err
	}
	defer r.keep(s)
	return s.send(ctx, m)
}

// session returns one on which a mail can begin: one that was kept, or a new
// one. RSET finds out whether one that was kept is still good.
func (r *Relay) session(ctx context.Context) (*session, error) {
	for {
		s := r.take()
		if s == nil {
			return r.connect(ctx)
		}
		if s.reset(ctx) == nil {
			return s, nil
		}
		s.close()
	}
}

// take returns a session that was kept, nil when there is none.
func (r *Relay) take() *session {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.idle) == 0 {
		return nil
	}
	k := r.idle[len(r.idle)-1]
	r.idle = r.idle[:len(r.idle)-1]
	k.bored.Stop()
	return k.session
}

// keep keeps a session for the next mail, or ends one that is no good.
func (r *Relay) keep(s *session) {
	switch {
	case s.spoiled:
		s.close()
	case s.mails >= mailsEach:
		part(s)
	default:
		r.mu.Lock()
		defer r.mu.Unlock()
		k := &kept{session: s}
		k.bored = time.AfterFunc(idleLimit, func() { r.forget(k) })
		r.idle = append(r.idle, k)
	}
}

// forget parts with a session that nobody has taken.
func (r *Relay) forget(k *kept) {
	r.mu.Lock()
	for i := range r.idle {
		if r.idle[i] == k {
			r.idle = append(r.idle[:i:i], r.idle[i+1:]...)
			r.mu.Unlock()
			part(k.session)
			return
		}
	}
	r.mu.Unlock() // taken meanwhile
}

// Close parts with the connections that are kept, as it is fit at the end of a
// run. The Relay can be used on.
func (r *Relay) Close() {
	for s := r.take(); s != nil; s = r.take() {
		part(s)
	}
}

// part says goodbye. Whatever the server answers, the connection is over.
func part(s *session) {
	ctx, cancel := context.WithTimeout(context.Background(), goodbyeLimit)
	defer cancel()
	_, _ = s.ask(ctx, "QUIT")
	s.close()
}

// connect opens a new session.
func (r *Relay) connect(ctx context.Context) (*session, error) {
	dial, cancel := context.WithTimeoutCause(ctx, answerLimit, fmt.Errorf("no answer within %s", answerLimit))
	defer cancel()
	conn, err := r.options.Dial(dial, "tcp", r.server.address())
	if err != nil {
		return nil, cutOff(dialling, err)
	}
	s := &session{wire: newWire(conn, answerLimit)}
	if err := s.open(ctx, r.server, r.options); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// sendable says what is wrong with a message that no server is to see: an
// address that is more than one, or a line end that a server might take for the
// end of the message.
func sendable(m delivery.Message) error {
	if !onePath(m.From.Address) {
		return &delivery.Fault{Reason: delivery.BadFrom, Kind: delivery.ErrAboutUs}
	}
	if !onePath(m.To.Address) {
		return unsendable(errors.New("the reader's is not one plain address"))
	}
	if len(m.Raw) == 0 {
		return unsendable(errors.New("the message is empty"))
	}
	for line := range bytes.Lines(m.Raw) {
		text, whole := bytes.CutSuffix(line, []byte("\r\n"))
		if !whole || bytes.ContainsAny(text, "\r\x00") {
			return unsendable(errors.New("a line of the message does not end with CRLF"))
		}
	}
	return nil
}

// onePath reports whether an address can stand between < and >.
func onePath(address string) bool {
	return strings.Contains(address, "@") &&
		!strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '<' || r == '>' })
}

func unsendable(err error) error {
	return &delivery.Fault{Reason: delivery.Unsendable, Kind: delivery.ErrRefused, Err: err}
}
