package delivery

import (
	"bytes"
	"flag"
	"io"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message"
	gomail "github.com/emersion/go-message/mail"

	"shelfmates/shared/letter"
	"shelfmates/shared/schedule"
)

var update = flag.Bool("update", false, "write the golden files anew")

func draft(t testing.TB) Draft {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return Draft{
		Identity: Identity{School: "school", Kind: schedule.WeeklyDigest, Thing: "2026-11-23", Address: "nora@school.example"},
		Due:      time.Date(2026, 11, 23, 7, 0, 0, 0, zone),
		From:     netmail.Address{Name: "Maple Street Library", Address: "library@school.example"},
		To:       netmail.Address{Name: "Nora Beck", Address: "nora@school.example"},
		ReplyTo:  "desk@school.example",
		StopTo:   "desk@school.example",
		Letter: letter.Letter{
			Subject: "3 thank-yous and 1 meeting for Monday — ready",
			Text:    "Last week 11 people gave 23 h 30 min.\n\nTHANK\n1. Peña’s bakery gave bread.\n",
			HTML:    "<!doctype html><html><body><p>Last week 11 people gave 23 h 30 min.</p></body></html>\n",
		},
	}
}

func compose(t testing.TB, d Draft) Message {
	t.Helper()
	m, err := Compose(d, d.Key(Pepper("pepper")))
	if err != nil {
		t.Fatalf("compose %s: %v", d.Identity, err)
	}
	return m
}

// A part is one part of a mail as an independent parser reads it.
type part struct{ kind, text string }

func parse(t testing.TB, raw []byte) (gomail.Header, []part) {
	t.Helper()
	r, err := gomail.CreateReader(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		t.Fatalf("parse mail: %v\n%.600s", err, raw)
	}
	var parts []part
	for {
		p, err := r.NextPart()
		if err == io.EOF {
			return r.Header, parts
		}
		if err != nil {
			t.Fatalf("parse part %d: %v\n%.600s", len(parts), err, raw)
		}
		body, err := io.ReadAll(p.Body)
		if err != nil {
			t.Fatalf("read part %d: %v", len(parts), err)
		}
		h, ok := p.Header.(*gomail.InlineHeader)
		if !ok {
			t.Fatalf("part %d is an attachment", len(parts))
		}
		kind, _, err := h.ContentType()
		if err != nil {
			t.Fatalf("type of part %d: %v", len(parts), err)
		}
		parts = append(parts, part{kind, strings.ReplaceAll(string(body), "\r\n", "\n")})
	}
}

func TestCompose(t *testing.T) {
	t.Run("a mail is the golden one, byte for byte", func(t *testing.T) {
		got := compose(t, draft(t)).Raw
		golden := filepath.Join("testdata", "digest.eml")
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
	t.Run("an independent parser reads back what went in", func(t *testing.T) {
		d := draft(t)
		h, parts := parse(t, compose(t, d).Raw)
		if got, err := h.Subject(); err != nil || got != d.Letter.Subject {
			t.Errorf("subject %q (%v), want %q", got, err, d.Letter.Subject)
		}
		if got, err := h.Date(); err != nil || !got.Equal(d.Due) {
			t.Errorf("date %s (%v), want %s", got, err, d.Due)
		}
		for name, want := range map[string]string{"From": d.From.Address, "To": d.To.Address, "Reply-To": d.ReplyTo} {
			if got, err := h.AddressList(name); err != nil || len(got) != 1 || got[0].Address != want {
				t.Errorf("%s is %v (%v), want %s", name, got, err, want)
			}
		}
		want := []part{{"text/plain", d.Letter.Text}, {"text/html", d.Letter.HTML}}
		if len(parts) != 2 || parts[0] != want[0] || parts[1] != want[1] {
			t.Errorf("parts\n%q, want\n%q", parts, want)
		}
	})
	t.Run("it names no program and can be answered, stopped and told from a person's", func(t *testing.T) {
		h, _ := parse(t, compose(t, draft(t)).Raw)
		for name, want := range map[string]string{
			"User-Agent": "", "X-Mailer": "", "Auto-Submitted": "auto-generated",
			"List-Unsubscribe":      "<mailto:desk@school.example?subject=unsubscribe>",
			"List-Unsubscribe-Post": "",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
	})
	t.Run("a mail that cannot be stopped has no header for it", func(t *testing.T) {
		d := draft(t)
		d.StopTo = ""
		if h, _ := parse(t, compose(t, d).Raw); h.Has("List-Unsubscribe") {
			t.Errorf("List-Unsubscribe is %q, want none", h.Get("List-Unsubscribe"))
		}
	})
	t.Run("equal drafts give equal bytes, and another instant or reader another Message-ID", func(t *testing.T) {
		d := draft(t)
		if a, b := compose(t, d).Raw, compose(t, d).Raw; !bytes.Equal(a, b) {
			t.Errorf("composed twice:\n%s\n%s", a, b)
		}
		ids := map[string]bool{}
		later, other := d, d
		later.Due = d.Due.AddDate(0, 0, 7)
		other.Identity.Address = "sam@school.example"
		for _, d := range []Draft{d, later, other} {
			h, _ := parse(t, compose(t, d).Raw)
			ids[h.Get("Message-Id")] = true
		}
		if len(ids) != 3 {
			t.Errorf("three mails have Message-IDs %v", ids)
		}
	})
	t.Run("the case of an address makes no other mail", func(t *testing.T) {
		d, shouted := draft(t), draft(t)
		shouted.Identity.Address = " NORA@school.example"
		p := Pepper("pepper")
		if d.Key(p) != shouted.Key(p) || d.Tag(d.Due) != shouted.Tag(d.Due) {
			t.Errorf("keys %q and %q differ", d.Key(p), shouted.Key(p))
		}
		if strings.Contains(d.Key(p), "nora") {
			t.Errorf("key %q shows the address", d.Key(p))
		}
	})
	t.Run("what is no plain address is not composed", func(t *testing.T) {
		for _, address := range []string{
			"", "nora", "nora@", "a@b.example, c@d.example", "Nora <nora@school.example>", "nora@school.example\r\nBcc: x@y.example",
			"nora @school.example", "@school.example", "ñora@school.example", "nora@school.example;", strings.Repeat("a", 250) + "@b.example",
		} {
			d := draft(t)
			d.To.Address = address
			if m, err := Compose(d, ""); err == nil {
				t.Errorf("composed a mail to %q:\n%s", address, m.Raw)
			}
		}
	})
}

func FuzzComposeCarriesNothingBesides(f *testing.F) {
	for _, seed := range []string{
		"Nora\r\nBcc: thief@example.com", "a\nSubject: b", "=?utf-8?q?x?=", "\u202eevil", "\"quoted\" <x@y>", "é ü 漢字 🙂",
		strings.Repeat("long ", 400), strings.Repeat("x", 1200), "\x00\x7f\u0085\u2028", "--=boundary\r\n\r\nbody", "<script>alert(1)</script>", ".\n..\n",
	} {
		f.Add(seed, seed, seed)
	}
	f.Fuzz(func(t *testing.T, name, subject, text string) {
		d := draft(t)
		d.To.Name, d.From.Name = name, name
		d.Letter.Subject, d.Letter.Text, d.Letter.HTML = subject, text, "<p>"+text
		m, err := Compose(d, "")
		if err != nil {
			return
		}
		h, parts := parse(t, m.Raw)
		allowed := "auto-submitted content-type date from list-unsubscribe message-id mime-version reply-to subject to"
		for fields := h.Fields(); fields.Next(); {
			if name := strings.ToLower(fields.Key()); !strings.Contains(allowed, name) {
				t.Errorf("header %q got in", name)
			}
		}
		for _, name := range []string{"From", "To"} {
			if list, err := h.AddressList(name); err != nil || len(list) != 1 {
				t.Errorf("%s is %v (%v), want one address", name, list, err)
			}
		}
		want := []part{{"text/plain", clean(text, true)}, {"text/html", clean("<p>"+text, true)}}
		if len(parts) != 2 || parts[0] != want[0] || parts[1] != want[1] {
			t.Errorf("parts %q, want %q", parts, want)
		}
		if bytes.Contains(bytes.ReplaceAll(m.Raw, []byte("\r\n"), nil), []byte("\n")) {
			t.Error("a line ends without CR")
		}
	})
}

func TestTheNameOfAMailSaysItsKind(t *testing.T) {
	id := Identity{School: "maple", Kind: schedule.WeeklyDigest, Thing: "2026-11-23", Address: "someone@maple.example"}
	name := FileName(id, time.Date(2026, time.November, 23, 7, 0, 0, 0, time.UTC))
	if got := KindIn(name); got != schedule.WeeklyDigest {
		t.Errorf("%s is of kind %q, want %q", name, got, schedule.WeeklyDigest)
	}
	for _, other := range []string{"", "2026-11-23", "2026-11-23-3f9a1c20", "2026-11-23--3f9a1c20x", "2026-13-40-weekly-digest-3f9a1c20", "letter"} {
		if got := KindIn(other); got != "" {
			t.Errorf("%q is of kind %q, want none", other, got)
		}
	}
}
