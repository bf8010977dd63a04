package relay_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"shelfmates/shared/delivery/relay"
)

func TestParse(t *testing.T) {
	t.Run("a URL says where, as whom and how", func(t *testing.T) {
		for text, want := range map[string]relay.Server{
			"smtp://library:s3cret@mail.school.example:2525": {Host: "mail.school.example", Port: 2525, User: "library", Password: "s3cret"},
			"smtp://mail.school.example":                     {Host: "mail.school.example", Port: 587},
			"smtp://mail.school.example/":                    {Host: "mail.school.example", Port: 587},
			"smtps://mail.school.example":                    {Host: "mail.school.example", Port: 465, TLS: relay.Implicit},
			"SMTPS://a:b@mail.school.example:4650":           {Host: "mail.school.example", Port: 4650, User: "a", Password: "b", TLS: relay.Implicit},
			"smtp://10.0.0.2:25?tls=no":                      {Host: "10.0.0.2", Port: 25, TLS: relay.None},
			"smtp://a:b@localhost:1025?tls=no":               {Host: "localhost", Port: 1025, User: "a", Password: "b", TLS: relay.None},
			"smtp://a:b@127.0.0.2?tls=no":                    {Host: "127.0.0.2", Port: 587, User: "a", Password: "b", TLS: relay.None},
			"smtp://a:b@[::1]:25?tls=no":                     {Host: "::1", Port: 25, User: "a", Password: "b", TLS: relay.None},
			"smtp://ana%40ymca.example:p%2F%3A%25@[2001:db8::1]:587": {
				Host: "2001:db8::1", Port: 587, User: "ana@ymca.example", Password: "p/:%",
			},
		} {
			if got, err := relay.Parse(text); err != nil || got.User != want.User || got.Password != want.Password ||
				got.Host != want.Host || got.Port != want.Port || got.TLS != want.TLS {
				t.Errorf("%s: %s, user %q, TLS %d (%v)", text, got, got.User, got.TLS, err)
			}
		}
	})
	t.Run("what is none is refused, and the password is not repeated", func(t *testing.T) {
		for text, want := range map[string]string{
			"":                                           "begins with smtp://",
			"mail.school.example:587":                    "URL",
			"http://a:s3cret@mail.school.example":        "begins with smtp://",
			"smtp:a:s3cret@mail.school.example":          "names its host",
			"smtp://":                                    "names its host",
			"smtp://a:s3cret@:587":                       "names its host",
			"smtp://a:s3cret/x@mail.school.example":      "percent-encoding",
			"smtp://a:s3cret%zz@mail.school.example":     "percent-encoding",
			"smtp://a:s3cret@mail.school.example:0":      "port",
			"smtp://a:s3cret@mail.school.example:70000":  "port",
			"smtp://a:s3cret@mail.school.example:mail":   "percent-encoding",
			"smtp://a@mail.school.example":               "both user and password",
			"smtp://:s3cret@mail.school.example":         "both user and password",
			"smtp://a:s3cret%00@mail.school.example":     "zero byte",
			"smtp://a:s3cret@mail.school.example/in":     "ends with its port",
			"smtp://a:s3cret@mail.school.example#in":     "ends with its port",
			"smtp://a:s3cret@mail.school.example?tls=no": "can be read on its way",
			"smtp://mail.school.example?tls=yes":         "tls=no and nothing else",
			"smtp://mail.school.example?tls=no&a=b":      "tls=no and nothing else",
			"smtp://mail.school.example?tls=no&tls=no":   "tls=no and nothing else",
			"smtp://mail.school.example?auth=no":         "tls=no and nothing else",
			"smtps://mail.school.example?tls=no":         "is with TLS",
			"smtp://mail%20x.school.example":             "URL",
		} {
			_, err := relay.Parse(text)
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("%q: error %v, want one with %q and without the password", text, err, want)
			}
		}
	})
	t.Run("no way of printing a server shows user or password", func(t *testing.T) {
		s, err := relay.Parse("smtps://library:s3cret@mail.school.example")
		if err != nil {
			t.Fatal(err)
		}
		var log strings.Builder
		slog.New(slog.NewTextHandler(&log, nil)).Info("mail", "server", s)
		for _, text := range []string{fmt.Sprint(s), fmt.Sprintf("%+v %#v %s", s, s, &s), log.String()} {
			if strings.Contains(text, "s3cret") || strings.Contains(text, "library") || !strings.Contains(text, "smtps://mail.school.example:465") {
				t.Errorf("printed %q", text)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("smtp://library:s3cret@mail.school.example:587?tls=no")
	f.Add("smtps://[::1]:465")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := relay.Parse(text)
		if err != nil {
			return
		}
		if s.Host == "" || s.Port < 1 || s.Port > 65535 || (s.User == "") != (s.Password == "") || strings.ContainsAny(s.Host, "\r\n ") {
			t.Errorf("%q is read as %s", text, s)
		}
	})
}
