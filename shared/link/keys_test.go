package link

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestRotation(t *testing.T) {
	chance := rand.NewChaCha8([32]byte{7})
	first, err := NewKeys(chance)
	if err != nil {
		t.Fatal(err)
	}
	token := sign(t, first, some())
	second, err := first.Rotate(chance)
	if err != nil {
		t.Fatal(err)
	}
	third, err := second.Rotate(chance)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("the one before is honoured", func(t *testing.T) {
		if _, err := second.Verify(token, Unsubscribe, "", now); err != nil {
			t.Error(err)
		}
	})
	t.Run("the one before that is not", func(t *testing.T) {
		if _, err := third.Verify(token, Unsubscribe, "", now); err != ErrForged {
			t.Errorf("Verify = %v, want ErrForged", err)
		}
	})
	t.Run("the newest signs", func(t *testing.T) {
		if _, err := first.Verify(sign(t, second, some()), Unsubscribe, "", now); err != ErrForged {
			t.Errorf("the older key verifies what the newer signed: %v", err)
		}
	})
	t.Run("a source that repeats itself is refused", func(t *testing.T) {
		same := strings.NewReader(strings.Repeat("x", 64))
		k, err := NewKeys(same)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Rotate(same); err == nil {
			t.Error("both keys are the same")
		}
	})
	t.Run("a source that ends is refused", func(t *testing.T) {
		if k, err := NewKeys(strings.NewReader("short")); !errors.Is(err, io.ErrUnexpectedEOF) || len(k.live) != 0 {
			t.Errorf("NewKeys = %v, %v", k, err)
		}
	})
}

func TestKeysAsText(t *testing.T) {
	one, two := keys(t, 1, 1), keys(t, 1, 2)
	for name, k := range map[string]Keys{"one": one, "two": two} {
		for form, text := range map[string]string{
			"as written":           k.Text(),
			"with CRLF":            strings.ReplaceAll(k.Text(), "\n", "\r\n"),
			"with blank lines":     "\n" + strings.ReplaceAll(k.Text(), "\n", "\n\n  "),
			"without a last line":  strings.TrimSuffix(k.Text(), "\n"),
			"without its comments": strings.TrimPrefix(k.Text(), heading),
		} {
			got, err := ParseKeys(text)
			if err != nil || got.Text() != k.Text() {
				t.Errorf("%s, %s: read %v, %v; want %v", name, form, got, err, k)
			}
		}
	}
	secret := encoding.EncodeToString(one.live[0].secret[:])
	for name, text := range map[string]string{
		"nothing":                 "",
		"comments alone":          heading,
		"a key that is cut short": heading + secret[:42],
		"a key that is too long":  heading + secret + "AAAA",
		"a key in other letters":  heading + secret[:42] + "=",
		"bits too many":           heading + secret[:42] + "_",
		"two keys in a line":      heading + secret + " " + secret,
		"the same key twice":      heading + secret + "\n" + secret,
		"three keys":              two.Text() + encoding.EncodeToString(bytes.Repeat([]byte{9}, 32)),
	} {
		k, err := ParseKeys(text)
		if err == nil || len(k.live) != 0 {
			t.Errorf("%s: read %v", name, k)
		} else if strings.Contains(err.Error(), secret[:8]) {
			t.Errorf("%s: the error quotes the key: %v", name, err)
		}
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	k := keys(t, 1, 2)
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("read", "keys", k)
	printed := log.String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"} {
		printed += fmt.Sprintf(verb, k) + fmt.Sprintf(verb, &k) + fmt.Sprintf(verb, struct{ Keys Keys }{k}) + "\n"
	}
	for _, one := range k.live {
		for _, form := range []string{
			string(one.secret[:]), encoding.EncodeToString(one.secret[:]), hex.EncodeToString(one.secret[:4]), fmt.Sprint(one.secret[0], one.secret[1]),
		} {
			if strings.Contains(printed, form) {
				t.Errorf("%q is printed:\n%s", form, printed)
			}
		}
		if !strings.Contains(printed, hex.EncodeToString(one.id[:])) {
			t.Errorf("the ID is not printed:\n%s", printed)
		}
	}
}

func FuzzParseKeys(f *testing.F) {
	f.Add(keys(f, 1, 1).Text())
	f.Add(keys(f, 1, 2).Text())
	f.Add("# nothing\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		k, err := ParseKeys(text)
		if err != nil {
			return
		}
		again, err := ParseKeys(k.Text())
		if err != nil || again.Text() != k.Text() || len(k.live) < 1 || len(k.live) > 2 {
			t.Errorf("%q is read as %v, then as %v, %v", text, k, again, err)
		}
	})
}
