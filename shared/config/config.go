// Package config turns the environment into typed settings. Only mains use it.
//
//	SHELFMATES_* (or the same-named flags) --Parse--> Settings --> adapters
//
// A setting that is wrong or missing is one clear error that names it, before
// any work is done. Whether what it names can be used is for the adapters.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// ErrWrong marks a setting that is wrong or missing.
var ErrWrong = errors.New("wrong setting")

// A SettingError names the setting, what is wrong with it and what it takes.
type SettingError struct {
	Name string // "SHELFMATES_SHEET"
	Text string // one sentence
}

func (e *SettingError) Error() string { return e.Name + ": " + e.Text }

// Unwrap makes errors.Is(err, ErrWrong) hold.
func (e *SettingError) Unwrap() error { return ErrWrong }

// A Place is where something is kept: a scheme and the rest.
type Place struct{ Scheme, Rest string }

// IsZero reports whether no place was set.
func (p Place) IsZero() bool { return p == Place{} }

// A Mode says how far mail may go.
type Mode string

// The modes.
const (
	Preview   Mode = "preview"
	Allowlist Mode = "allowlist"
	Live      Mode = "live"
)

// Settings are what the environment says, checked for form.
type Settings struct {
	School    string
	Sheet     Place // xlsx:path or google:id; zero when not set
	Store     Place // sqlite:path or dynamodb:table; zero when not set
	Mail      Place // outbox:dir, smtp:, ses:; zero when not set
	MailMode  Mode
	MailFrom  string
	MailAllow []string
	MailCap   int // 0 = not set
	PublicURL *url.URL
	Listen    string // host:port
	Admin     string
	Now       time.Time // zero = the real time

	GoogleKey      string // a path, or ssm:/name
	GoogleAudience string // for keyless access
	GoogleEndpoint string // base URL in place of Google's hosts; "" for those
	GoogleDefault  string // a path: Google's own variable for a key

	PingAudience string // which the identity tokens of the sheet's script have; "" takes no pings
}

// Names of the settings that Parse reads.
const (
	School    = "SHELFMATES_SCHOOL"
	Sheet     = "SHELFMATES_SHEET"
	Store     = "SHELFMATES_STORE"
	Mail      = "SHELFMATES_MAIL"
	MailMode  = "SHELFMATES_MAIL_MODE"
	MailFrom  = "SHELFMATES_MAIL_FROM"
	MailAllow = "SHELFMATES_MAIL_ALLOW"
	MailCap   = "SHELFMATES_MAIL_CAP"
	PublicURL = "SHELFMATES_PUBLIC_URL"
	Listen    = "SHELFMATES_LISTEN"
	Admin     = "SHELFMATES_ADMIN"
	Now       = "SHELFMATES_NOW"

	GoogleKey      = "SHELFMATES_GOOGLE_KEY"
	GoogleAudience = "SHELFMATES_GOOGLE_AUDIENCE"
	GoogleEndpoint = "SHELFMATES_GOOGLE_ENDPOINT"
	GoogleDefault  = "GOOGLE_APPLICATION_CREDENTIALS"

	PingAudience = "SHELFMATES_PING_AUDIENCE"
)

var schoolForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// Parse reads the settings through lookup, which returns "" for what is not
// set. Every wrong setting is in the error, each as a *SettingError.
func Parse(lookup func(name string) string) (Settings, error) {
	p := parser{lookup: lookup}
	s := Settings{
		School:    p.school(),
		Sheet:     p.place(Sheet, "xlsx:path or google:spreadsheetId", "xlsx", "google"),
		Store:     p.place(Store, "sqlite:path or dynamodb:table", "sqlite", "dynamodb"),
		Mail:      p.place(Mail, "outbox:dir, smtp://host:port or ses:", "outbox", "smtp", "ses"),
		MailMode:  p.mode(),
		MailFrom:  p.address(MailFrom),
		MailAllow: p.list(MailAllow),
		MailCap:   p.count(MailCap),
		PublicURL: p.url(PublicURL),
		Listen:    p.listen(),
		Admin:     p.address(Admin),
		Now:       p.instant(Now),

		GoogleKey:      lookup(GoogleKey),
		GoogleAudience: lookup(GoogleAudience),
		GoogleEndpoint: p.endpoint(GoogleEndpoint),
		GoogleDefault:  lookup(GoogleDefault),

		PingAudience: p.word(PingAudience, "the ID of the sheet's script, like 123-abc.apps.googleusercontent.com"),
	}
	return s, errors.Join(p.wrong...)
}

type parser struct {
	lookup func(string) string
	wrong  []error
}

func (p *parser) refuse(name, format string, args ...any) {
	p.wrong = append(p.wrong, &SettingError{name, fmt.Sprintf(format, args...)})
}

func (p *parser) school() string {
	v := p.lookup(School)
	if v == "" {
		return "school"
	}
	if !schoolForm.MatchString(v) {
		p.refuse(School, "%q is not a name for a school; use small letters, digits, - and _, like maple-hollow", v)
	}
	return v
}

func (p *parser) place(name, forms string, schemes ...string) Place {
	v := p.lookup(name)
	if v == "" {
		return Place{}
	}
	scheme, rest, _ := strings.Cut(v, ":")
	for _, s := range schemes {
		if scheme == s && (rest != "" || s == "ses") {
			return Place{scheme, rest}
		}
	}
	if !strings.Contains(v, ":") {
		scheme = v
	}
	p.refuse(name, "%q is not understood; it takes %s", scheme, forms) // the rest may hold a password
	return Place{}
}

func (p *parser) mode() Mode {
	switch v := Mode(p.lookup(MailMode)); v {
	case "":
		return Preview
	case Preview, Allowlist, Live:
		return v
	default:
		p.refuse(MailMode, "%q is not a mode; it takes preview, allowlist or live", v)
		return Preview
	}
}

func (p *parser) address(name string) string {
	v := p.lookup(name)
	if v == "" {
		return ""
	}
	if a, err := mail.ParseAddress(v); err != nil || a.Address != v {
		p.refuse(name, "it takes one plain e-mail address, without a name, like library@school.example")
	}
	return v
}

func (p *parser) list(name string) []string {
	var list []string
	for item := range strings.SplitSeq(p.lookup(name), ",") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

func (p *parser) count(name string) int {
	v := p.lookup(name)
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		p.refuse(name, "%q is not a whole number from 1 up", v)
		return 0
	}
	return n
}

// word is a text without white space.
func (p *parser) word(name, form string) string {
	v := p.lookup(name)
	if strings.ContainsFunc(v, unicode.IsSpace) {
		p.refuse(name, "%q is more than one word; it takes %s", v, form)
		return ""
	}
	return v
}

// endpoint is a base URL without its last slash.
func (p *parser) endpoint(name string) string {
	v := strings.TrimSuffix(p.lookup(name), "/")
	if u, err := url.Parse(v); v != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "") {
		p.refuse(name, "%q is not a base address; it takes https://host", v)
		return ""
	}
	return v
}

func (p *parser) url(name string) *url.URL {
	v := p.lookup(name)
	if v == "" {
		return nil
	}
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		p.refuse(name, "%q is not an address of pages; it takes https://host", v)
		return nil
	}
	return u
}

// listen fills in the loopback host: pages are open without sign-in there.
func (p *parser) listen() string {
	v := p.lookup(Listen)
	if v == "" {
		return "127.0.0.1:8080"
	}
	host, port, err := net.SplitHostPort(v)
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 0 || n > 65535 {
		p.refuse(Listen, "%q is not host:port", v)
		return ""
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}

func (p *parser) instant(name string) time.Time {
	v := p.lookup(name)
	if v == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, v)
	if err != nil {
		p.refuse(name, "%q is not a time; it takes RFC 3339, like 2026-11-02T07:00:00-05:00", v)
	}
	return t
}

// Loopback reports whether a host:port is reachable from this machine only.
func Loopback(hostPort string) bool {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
