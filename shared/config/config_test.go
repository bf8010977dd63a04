package config_test

import (
	"errors"
	"strings"
	"testing"

	"shelfmates/shared/config"
)

func TestSettings(t *testing.T) {
	for _, c := range []struct {
		what, name, value string
		want              string // part of the error; "" when it is taken
	}{
		{"an ordinary school", config.School, "maple-hollow", ""},
		{"a school that would break a key", config.School, "a#b", "name for a school"},
		{"a workbook", config.Sheet, "xlsx:/home/ana/Library partners.xlsx", ""},
		{"a sheet without a scheme", config.Sheet, "partners.xlsx", "xlsx:path or google:spreadsheetId"},
		{"a scheme without a path", config.Store, "sqlite:", "sqlite:path or dynamodb:table"},
		{"a mail server", config.Mail, "smtp://user:pass@localhost:25", ""},
		{"an unknown mode", config.MailMode, "on", "preview, allowlist or live"},
		{"a port alone is loopback", config.Listen, ":9000", ""},
		{"no port", config.Listen, "localhost", "host:port"},
		{"a day instead of a time", config.Now, "2026-11-02", "RFC 3339"},
		{"the ID of a script", config.PingAudience, "123-abc.apps.googleusercontent.com", ""},
		{"two IDs of scripts", config.PingAudience, "123-abc 456-def", "the ID of the sheet's script"},
		{"a cap of none", config.MailCap, "0", "whole number from 1 up"},
		{"two addresses", config.Admin, "a@x.example, b@x.example", "one plain e-mail address"},
		{"an address with a name", config.MailFrom, "Library <lib@x.example>", "one plain e-mail address"},
		{"a relative address of pages", config.PublicURL, "partners.example", "https://host"},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, err := config.Parse(func(name string) string {
				if name == c.name {
					return c.value
				}
				return ""
			})
			if c.want == "" {
				if err != nil {
					t.Fatalf("%s=%q: got %v, want no error", c.name, c.value, err)
				}
				return
			}
			var wrong *config.SettingError
			if !errors.As(err, &wrong) || wrong.Name != c.name || !strings.Contains(err.Error(), c.want) || !errors.Is(err, config.ErrWrong) {
				t.Fatalf("%s=%q: got %v, want an error that names it and says %q", c.name, c.value, err, c.want)
			}
		})
	}
}

func TestSecretsStayOut(t *testing.T) {
	_, err := config.Parse(func(name string) string {
		if name == config.Mail {
			return "smtps://user:swordfish@mail.example"
		}
		return ""
	})
	if err == nil || strings.Contains(err.Error(), "swordfish") {
		t.Fatalf("got %v, want an error without the password", err)
	}
}

func TestDefaults(t *testing.T) {
	s, err := config.Parse(func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	if s.School != "school" || s.MailMode != config.Preview || s.Listen != "127.0.0.1:8080" || !config.Loopback(s.Listen) {
		t.Fatalf("got %+v", s)
	}
	if config.Loopback("0.0.0.0:8080") {
		t.Fatal("0.0.0.0 passes for loopback")
	}
}
