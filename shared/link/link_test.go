package link

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// keys returns n live keys, the same for the same seed.
func keys(t rapid.TB, seed byte, n int) Keys {
	t.Helper()
	chance, k := rand.NewChaCha8([32]byte{seed}), Keys{}
	for range n {
		var err error
		if k, err = k.Rotate(chance); err != nil {
			t.Fatal(err)
		}
	}
	return k
}

func some() Link {
	return Link{Purpose: Unsubscribe, School: "maple-hollow", Subject: "0123456789abcdef0123456789abcdef", Expires: now.Add(60 * 24 * time.Hour)}
}

func sign(t rapid.TB, k Keys, l Link) string {
	t.Helper()
	token, err := k.Sign(l)
	if err != nil {
		t.Fatalf("sign %+v: %v", l, err)
	}
	return token
}

func TestLawAVerifiedTokenSaysWhatWasSigned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Link{
			Purpose: rapid.SampledFrom([]Purpose{Unsubscribe, Preferences, Idea, Stop}).Draw(t, "purpose"),
			School:  rapid.StringMatching(`[a-z0-9][a-z0-9_-]{0,62}`).Draw(t, "school"),
			Subject: rapid.StringMatching(`[0-9a-f]{32}`).Draw(t, "subject"),
			Expires: time.Unix(rapid.Int64Range(now.Unix()+1, 1<<32-1).Draw(t, "expires"), 0).UTC(),
		}
		k := keys(t, rapid.Byte().Draw(t, "keys"), rapid.IntRange(1, 4).Draw(t, "rotations"))
		token := sign(t, k, l)
		if strings.Trim(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" || len(token) > maxTokenChars {
			t.Errorf("%q does not fit into an address", token)
		}
		for _, school := range []string{l.School, ""} {
			if got, err := k.Verify(token, l.Purpose, school, now); err != nil || got != l {
				t.Errorf("%s says %+v, %v; want %+v", token, got, err, l)
			}
		}
		if again := sign(t, k, l); again != token {
			t.Errorf("equal links have the tokens %s and %s", token, again)
		}
	})
}

func TestRefused(t *testing.T) {
	k, l := keys(t, 1, 2), some()
	token := sign(t, k, l)
	for _, c := range []struct {
		about   string
		token   string
		purpose Purpose
		school  string
		now     time.Time
		want    error
	}{
		{"a good one", token, Unsubscribe, "maple-hollow", now, nil},
		{"in its last moment", token, Unsubscribe, "", l.Expires.Add(-1), nil},
		{"at its end", token, Unsubscribe, "", l.Expires, ErrExpired},
		{"for another page", token, Preferences, "maple-hollow", now, ErrPurpose},
		{"at another school", token, Unsubscribe, "maple", now, ErrSchool},
		{"for another page, at another school, too late", token, Stop, "elm", l.Expires, ErrPurpose},
		{"at another school, too late", token, Unsubscribe, "elm", l.Expires, ErrSchool},
		{"of other keys", sign(t, keys(t, 2, 1), l), Unsubscribe, "", now, ErrForged},
		{"none", "", Unsubscribe, "", now, ErrForged},
		{"with what a mail program put behind it", token + ".", Unsubscribe, "", now, ErrForged},
		{"with padding", token + "=", Unsubscribe, "", now, ErrForged},
		{"with a line end in it", token[:20] + "\n" + token[20:], Unsubscribe, "", now, ErrForged},
		{"twice", token + token, Unsubscribe, "", now, ErrForged},
		{"far too long", strings.Repeat(token, 1000), Unsubscribe, "", now, ErrForged},
	} {
		t.Run(c.about, func(t *testing.T) {
			got, err := k.Verify(c.token, c.purpose, c.school, c.now)
			if err != c.want || err != nil && (got != Link{} || !errors.Is(err, ErrInvalid)) {
				t.Errorf("Verify = %+v, %v; want %v", got, err, c.want)
			}
		})
	}
}

// TestTouched changes every bit of a token, and every length and letter of its
// text: each is another token, and none but the first is good.
func TestTouched(t *testing.T) {
	k := keys(t, 1, 2)
	for _, school := range []string{"elm", "elms", "elm-1", "maple-hollow"} { // every remainder of the encoding
		l := some()
		l.School = school
		token := sign(t, k, l)
		try := func(touched string) {
			if got, err := k.Verify(touched, l.Purpose, "", now); err != ErrForged {
				t.Errorf("%s, made from %s, says %+v, %v", touched, token, got, err)
			}
		}
		raw, err := encoding.DecodeString(token)
		if err != nil {
			t.Fatal(err)
		}
		for i := range raw {
			for bit := range 8 {
				raw[i] ^= 1 << bit
				try(encoding.EncodeToString(raw))
				raw[i] ^= 1 << bit
			}
		}
		for i := range token {
			try(token[:i])
			try(token[i+1:])
			for _, c := range "Aa0-_+/ %\x00é" {
				if touched := token[:i] + string(c) + token[i+1:]; touched != token {
					try(touched)
				}
			}
		}
	}
}

// TestFormat holds the form of a token still: links in letters that have left
// must go on working. The token was made by hand from the description in
// link.go, not by this package.
func TestFormat(t *testing.T) {
	const want = "AQ4WunVrVJZAASNFZ4mrze8BI0VniavN721hcGxlLWhvbGxvd8Gs8fUHKRThyOnRuJM0mms"
	if got := sign(t, keys(t, 1, 1), some()); got != want {
		t.Errorf("the token is\n%s, want\n%s", got, want)
	}
}

func TestCannotBeSigned(t *testing.T) {
	for name, change := range map[string]func(*Link){
		"no purpose":                 func(l *Link) { l.Purpose = 0 },
		"a purpose that is none":     func(l *Link) { l.Purpose = 'x' },
		"no school":                  func(l *Link) { l.School = "" },
		"a school that is a path":    func(l *Link) { l.School = "a/b" },
		"a school that begins wrong": func(l *Link) { l.School = "-a" },
		"a name that is too long":    func(l *Link) { l.School = strings.Repeat("a", 64) },
		"an address as subject":      func(l *Link) { l.Subject = "ana.lopez+library@ybor.example.x" },
		"capital digits":             func(l *Link) { l.Subject = strings.ToUpper(l.Subject) },
		"half a subject":             func(l *Link) { l.Subject = l.Subject[:16] },
		"no expiry":                  func(l *Link) { l.Expires = time.Time{} },
		"an expiry after 2106":       func(l *Link) { l.Expires = time.Date(2107, 1, 1, 0, 0, 0, 0, time.UTC) },
	} {
		t.Run(name, func(t *testing.T) {
			l := some()
			change(&l)
			token, err := keys(t, 1, 1).Sign(l)
			if err == nil || token != "" {
				t.Errorf("Sign = %q, %v", token, err)
			}
			if err != nil && strings.Contains(err.Error(), "@") {
				t.Errorf("the error quotes the address: %v", err)
			}
		})
	}
	if token, err := (Keys{}).Sign(some()); err == nil {
		t.Errorf("without a key it is %q", token)
	}
}

func FuzzVerify(f *testing.F) {
	k := keys(f, 1, 2)
	f.Add(sign(f, k, some()))
	f.Add("")
	f.Add("AQ4WunVrVJZAASNFZ4mrze8BI0VniavN721hcGxlLWhvbGxvd8Gs8fUHKRThyOnRuJM0mms")
	f.Fuzz(func(t *testing.T, token string) {
		l, err := k.Verify(token, Unsubscribe, "", now)
		if err != nil {
			if !errors.Is(err, ErrInvalid) || l != (Link{}) {
				t.Errorf("Verify(%q) = %+v, %v", token, l, err)
			}
			return
		}
		newer := sign(t, k, l)
		older := sign(t, Keys{live: k.live[1:]}, l)
		if token != newer && token != older {
			t.Errorf("%q is good, and nobody signed it", token)
		}
	})
}
