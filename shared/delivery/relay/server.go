package relay

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// A Server is where mails are handed in, and as whom.
type Server struct {
	Host     string // a name or an IP address
	Port     int
	User     string // empty: without signing in
	Password string
	TLS      TLS
}

// TLS says how the way to a server is kept from others' eyes.
type TLS int

// The ways of TLS.
const (
	// StartTLS asks the server for it after its greeting, and goes no further
	// without. On loopback, which nobody can listen on, it is taken where it is
	// offered, whoever has signed the certificate.
	StartTLS TLS = iota
	// Implicit begins with it.
	Implicit
	// None does without. No password goes over such a way but on loopback.
	None
)

// The ports where mails are handed in (RFC 6409 section 3.1, RFC 8314 section
// 3.3).
const (
	submission  = 587
	submissions = 465
)

// Parse reads "smtp://user:password@host:port", where user and password may be
// left out, and so may be the port: it is 587 then, and 465 for "smtps://",
// which begins with TLS. "?tls=no" does without TLS. What is special in a URL is
// written in percent-encoding. No error repeats the text, for there may be a
// password in it.
func Parse(text string) (Server, error) {
	u, err := url.Parse(text)
	if err != nil {
		return Server{}, errors.New("not a URL like smtp://user:password@host:port; what is special in a password, " +
			"such as / or @ or %, is written in percent-encoding: %2F, %40, %25")
	}
	s := Server{Host: u.Hostname()}
	s.User = u.User.Username()
	s.Password, _ = u.User.Password()
	switch u.Scheme {
	case "smtp":
		s.Port = submission
	case "smtps":
		s.Port, s.TLS = submissions, Implicit
	default:
		return Server{}, errors.New("a mail server's URL begins with smtp:// or smtps://")
	}
	if port := u.Port(); port != "" {
		if s.Port, err = strconv.Atoi(port); err != nil || s.Port < 1 || s.Port > 65535 {
			return Server{}, errors.New("a mail server's port is a number from 1 to 65535")
		}
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || len(query) > 1 || len(query) == 1 && (len(query["tls"]) != 1 || query.Get("tls") != "no") {
		return Server{}, errors.New("after the ? of a mail server's URL there can be tls=no and nothing else")
	}
	if query.Has("tls") {
		if s.TLS == Implicit {
			return Server{}, errors.New("smtps:// is with TLS; write smtp:// to do without")
		}
		s.TLS = None
	}
	switch {
	case s.Host == "" || strings.ContainsFunc(s.Host, func(r rune) bool { return r <= ' ' || r >= 0x7f }):
		return Server{}, errors.New("a mail server's URL names its host: smtp://user:password@host:port")
	case u.Path != "" && u.Path != "/" || u.Fragment != "":
		return Server{}, errors.New("a mail server's URL ends with its port, or with ?tls=no")
	case (s.User == "") != (s.Password == ""):
		return Server{}, errors.New("a mail server's URL has both user and password, or neither")
	case strings.Contains(s.User+s.Password, "\x00"):
		return Server{}, errors.New("a zero byte cannot be in a mail server's user or password")
	case s.User != "" && s.TLS == None && !s.loopback():
		return Server{}, errors.New("with tls=no a password can be read on its way; leave out one or the other")
	}
	return s, nil
}

// loopback reports whether the server is on this machine.
func (s Server) loopback() bool {
	ip := net.ParseIP(s.Host)
	return ip.IsLoopback() || strings.EqualFold(s.Host, "localhost")
}

func (s Server) address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// String is the server without user and password.
func (s Server) String() string {
	scheme := "smtp"
	if s.TLS == Implicit {
		scheme = "smtps"
	}
	return fmt.Sprintf("%s://%s", scheme, s.address())
}

// GoString is String, so that no way of printing shows the password.
func (s Server) GoString() string { return s.String() }

// LogValue is String.
func (s Server) LogValue() slog.Value { return slog.StringValue(s.String()) }
