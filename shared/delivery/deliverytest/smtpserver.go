package deliverytest

import (
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"slices"
	"sync"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// SMTPOptions are what a mail server is told. The zero value takes mail from
// anybody, without TLS.
type SMTPOptions struct {
	// Certificate makes it offer STARTTLS, or begin with TLS where Implicit is
	// true.
	Certificate *tls.Certificate
	Implicit    bool
	// User and Password sign in; empty = nobody need. Mechanism is "PLAIN" or
	// "LOGIN". Without a certificate a password is taken in the clear.
	User, Password, Mechanism string
	// Answer is asked at each step what to say; nil, or nil from it, goes on. An
	// *smtp.SMTPError is said as it is; ErrHangUp hangs up. Several connections
	// may ask at once.
	Answer func(SMTPStep) error
}

// ErrHangUp as an answer ends the connection without a word.
var ErrHangUp = errors.New("hang up")

// An SMTPStep is where a dialogue with a mail server has come to.
type SMTPStep struct {
	// At is "EHLO", "AUTH", "MAIL", "RCPT", "message" (it has come whole and is
	// not taken yet) or "taken" (it is, and the reply is still to come).
	At   string
	Mail SMTPMail // as far as it is known
}

// An SMTPMail is a mail in its envelope.
type SMTPMail struct {
	From, To string
	Raw      []byte
}

// An SMTP is a mail server on loopback. It keeps what it takes.
type SMTP struct {
	server *smtp.Server
	door   *door

	mu      sync.Mutex
	options SMTPOptions
	arrived []SMTPMail
}

// StartSMTP starts a mail server.
func StartSMTP(o SMTPOptions) (*SMTP, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &SMTP{options: o, door: &door{Listener: listener}}
	s.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		session := &smtpSession{server: s, conn: c}
		return session, session.answer("EHLO")
	}))
	s.server.Domain, s.server.EnableSMTPUTF8 = "mail.school.example", true
	s.server.ErrorLog = log.New(io.Discard, "", 0)
	s.server.AllowInsecureAuth = o.Certificate == nil
	listener = s.door
	if o.Certificate != nil {
		config := &tls.Config{Certificates: []tls.Certificate{*o.Certificate}}
		if o.Implicit {
			listener = tls.NewListener(s.door, config)
		} else {
			s.server.TLSConfig = config
		}
	}
	go s.server.Serve(listener) //nolint:errcheck // it ends with Close
	return s, nil
}

// Close ends the server and its connections.
func (s *SMTP) Close() { _ = s.server.Close() }

// Addr is where it listens: 127.0.0.1 and a port.
func (s *SMTP) Addr() *net.TCPAddr { return s.door.Addr().(*net.TCPAddr) }

// Change changes what it answers and whom it knows, from now on.
func (s *SMTP) Change(change func(*SMTPOptions)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.options)
}

// Arrived returns the mails that it has taken, in order.
func (s *SMTP) Arrived() []SMTPMail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.arrived)
}

// Connections says how many there have been.
func (s *SMTP) Connections() int {
	s.door.mu.Lock()
	defer s.door.mu.Unlock()
	return len(s.door.open)
}

// HangUp ends all connections, and goes on listening.
func (s *SMTP) HangUp() {
	s.door.mu.Lock()
	defer s.door.mu.Unlock()
	for _, c := range s.door.open {
		_ = c.Close()
	}
}

// A door is a listener that remembers whom it let in.
type door struct {
	net.Listener
	mu   sync.Mutex
	open []net.Conn
}

func (d *door) Accept() (net.Conn, error) {
	c, err := d.Listener.Accept()
	if err == nil {
		d.mu.Lock()
		d.open = append(d.open, c)
		d.mu.Unlock()
	}
	return c, err
}

// smtpSession is one client's.
type smtpSession struct {
	server   *SMTP
	conn     *smtp.Conn
	mail     SMTPMail
	signedIn bool
}

var (
	_ smtp.AuthSession = (*smtpSession)(nil)
	_ sasl.Server      = (*loginServer)(nil)
)

func (s *smtpSession) options() SMTPOptions {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	return s.server.options
}

func (s *smtpSession) answer(at string) error {
	answer := s.options().Answer
	if answer == nil {
		return nil
	}
	err := answer(SMTPStep{At: at, Mail: s.mail})
	if errors.Is(err, ErrHangUp) {
		_ = s.conn.Conn().Close()
	}
	return err
}

func (s *smtpSession) AuthMechanisms() []string {
	if o := s.options(); o.User != "" {
		return []string{o.Mechanism}
	}
	return nil
}

func (s *smtpSession) Auth(mechanism string) (sasl.Server, error) {
	o := s.options()
	if mechanism != o.Mechanism {
		return nil, smtp.ErrAuthUnknownMechanism
	}
	signIn := func(user, password string) error {
		if err := s.answer("AUTH"); err != nil {
			return err
		}
		if user != o.User || password != o.Password {
			return smtp.ErrAuthFailed
		}
		s.signedIn = true
		return nil
	}
	if mechanism == "LOGIN" {
		return &loginServer{signIn: signIn}, nil
	}
	return sasl.NewPlainServer(func(_, user, password string) error { return signIn(user, password) }), nil
}

func (s *smtpSession) Mail(from string, _ *smtp.MailOptions) error {
	if s.options().User != "" && !s.signedIn {
		return smtp.ErrAuthRequired
	}
	s.mail.From = from
	return s.answer("MAIL")
}

func (s *smtpSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mail.To = to
	return s.answer("RCPT")
}

func (s *smtpSession) Data(r io.Reader) (err error) {
	if s.mail.Raw, err = io.ReadAll(r); err != nil {
		return err
	}
	if err := s.answer("message"); err != nil {
		return err
	}
	s.server.mu.Lock()
	s.server.arrived = append(s.server.arrived, s.mail)
	s.server.mu.Unlock()
	return s.answer("taken")
}

func (s *smtpSession) Reset()        { s.mail = SMTPMail{} }
func (s *smtpSession) Logout() error { return nil }

// A loginServer is the server's side of LOGIN, which nobody has written down
// but everybody speaks: it asks for a user, then for a password.
type loginServer struct {
	signIn func(user, password string) error
	asked  int
	user   string
}

func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	l.asked++
	switch l.asked {
	case 1:
		return []byte("Username:"), false, nil
	case 2:
		l.user = string(response)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.signIn(l.user, string(response))
}
