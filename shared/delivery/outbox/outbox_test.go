package outbox_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/deliverytest"
	"shelfmates/shared/delivery/outbox"
	"shelfmates/shared/schedule"
)

func TestOutboxKeepsThePort(t *testing.T) {
	deliverytest.Run(t, func(t *testing.T) deliverytest.Rig {
		dir := filepath.Join(t.TempDir(), "school", "outbox")
		return deliverytest.Rig{
			Transport: outbox.New(dir),
			Arrived: func(t testing.TB) [][]byte {
				files, err := filepath.Glob(filepath.Join(dir, "*.eml"))
				if err != nil {
					t.Fatal(err)
				}
				var all [][]byte
				for _, file := range files {
					raw, err := os.ReadFile(file)
					if err != nil {
						t.Fatal(err)
					}
					all = append(all, raw)
				}
				return all
			},
			Refuse: func(_ testing.TB, m *delivery.Message) { m.Name = "../" + m.Name }, // it leads out of the folder
			Break: func(t testing.TB) { // a file where the folder should be
				if err := os.WriteFile(filepath.Dir(dir), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			},
			Mend: func(t testing.TB) {
				if err := os.Remove(filepath.Dir(dir)); err != nil {
					t.Fatal(err)
				}
			},
		}
	})
}

func send(t *testing.T, o *outbox.Outbox, m delivery.Message) {
	t.Helper()
	if _, err := o.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
}

func TestOutboxFolder(t *testing.T) {
	t.Run("a mail handed over again is there once", func(t *testing.T) {
		o := outbox.New(t.TempDir())
		m := deliverytest.Message(t, 1)
		send(t, o, m)
		send(t, o, m)
		files, err := os.ReadDir(o.Dir())
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range files {
			names = append(names, f.Name())
		}
		if got, want := strings.Join(names, " "), m.Name+".eml "+m.Name+".html"; got != want {
			t.Errorf("files %s, want %s", got, want)
		}
	})
	t.Run("only its owner may read a mail", func(t *testing.T) {
		o := outbox.New(filepath.Join(t.TempDir(), "outbox"))
		m := deliverytest.Message(t, 1)
		send(t, o, m)
		for path, want := range map[string]os.FileMode{o.Dir(): 0o700, filepath.Join(o.Dir(), m.Name+".eml"): 0o600} {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if got := info.Mode().Perm(); got != want {
				t.Errorf("%s has mode %o, want %o", filepath.Base(path), got, want)
			}
		}
	})
	t.Run("a name that leads out of the folder is refused", func(t *testing.T) {
		o := outbox.New(t.TempDir())
		for _, name := range []string{"", ".", "..", "../mail", "a/b", ".hidden", "/etc/mail"} {
			m := deliverytest.Message(t, 1)
			m.Name = name
			if _, err := o.Send(t.Context(), m); !errors.Is(err, delivery.ErrRefused) {
				t.Errorf("send under the name %q: %v, want ErrRefused", name, err)
			}
			if _, err := o.Open(name); !errors.Is(err, outbox.ErrNoSuchMail) {
				t.Errorf("open %q: %v, want ErrNoSuchMail", name, err)
			}
		}
	})
}

func TestOutboxReading(t *testing.T) {
	t.Run("a folder that is not there is empty", func(t *testing.T) {
		list, err := outbox.New(filepath.Join(t.TempDir(), "none")).List()
		if err != nil || len(list) != 0 {
			t.Errorf("list %v (%v), want none", list, err)
		}
	})
	t.Run("the list says when, to whom and what, and passes over what is no mail", func(t *testing.T) {
		o := outbox.New(t.TempDir())
		a, b := deliverytest.Message(t, 1), deliverytest.Message(t, 2)
		send(t, o, a)
		send(t, o, b)
		for name, text := range map[string]string{"notes.txt": "x", "broken.eml": "no header", ".new-1.eml": "x"} {
			if err := os.WriteFile(filepath.Join(o.Dir(), name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		list, err := o.List()
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != 2 {
			t.Fatalf("list %v, want two mails", list)
		}
		for _, l := range list {
			if l.Subject != "Monday — été" || !strings.HasPrefix(l.To, "<reader") || l.Date.Format("2006-01-02 15:04") != "2026-11-23 12:00" {
				t.Errorf("listed %+v", l)
			}
		}
	})
	t.Run("a mail that vanishes meanwhile is passed over", func(t *testing.T) {
		o := outbox.New(t.TempDir())
		send(t, o, deliverytest.Message(t, 1))
		if err := os.Symlink(filepath.Join(o.Dir(), "gone"), filepath.Join(o.Dir(), "gone.eml")); err != nil {
			t.Fatal(err)
		}
		if list, err := o.List(); err != nil || len(list) != 1 {
			t.Errorf("list %v (%v), want the mail that is there", list, err)
		}
	})
	t.Run("a file whose size and time stay is not opened again", func(t *testing.T) {
		o := outbox.New(t.TempDir())
		m := deliverytest.Message(t, 1)
		send(t, o, m)
		subject := func() string {
			list, err := o.List()
			if err != nil || len(list) != 1 {
				t.Fatalf("list %v (%v)", list, err)
			}
			return list[0].Subject
		}
		before := subject()
		path := filepath.Join(o.Dir(), m.Name+".eml")
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		other := strings.Replace(string(m.Raw), "Subject: =?UTF-8?q?Mon", "Subject: =?UTF-8?q?Fri", 1)
		if err := errors.Join(os.WriteFile(path, []byte(other), 0o600), os.Chtimes(path, time.Time{}, info.ModTime())); err != nil {
			t.Fatal(err)
		}
		if got := subject(); got != before {
			t.Errorf("listed %q, want what was read before, %q", got, before)
		}
		if err := os.Chtimes(path, time.Time{}, info.ModTime().Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		if got := subject(); !strings.HasPrefix(got, "Fri") {
			t.Errorf("with a new time it is listed as %q", got)
		}
	})
	t.Run("the name says what kind of mail it is", func(t *testing.T) {
		o := outbox.New(t.TempDir())
		m := deliverytest.Message(t, 1)
		for _, m.Name = range []string{"2026-11-23-weekly-digest-3f9a1c20", "somebody-elses"} {
			send(t, o, m)
		}
		list, err := o.List()
		if err != nil || len(list) != 2 || list[0].Kind != schedule.WeeklyDigest || list[1].Kind != "" {
			t.Errorf("list %+v (%v)", list, err)
		}
	})
	t.Run("a mail opens with the text and the page that went in", func(t *testing.T) {
		o := outbox.New(t.TempDir())
		m := deliverytest.Message(t, 1)
		send(t, o, m)
		got, err := o.Open(m.Name)
		if err != nil {
			t.Fatal(err)
		}
		if got.Text != ".\n..\nFrom here\n" || got.HTML != "<p>Zum Gruß</p>\n" || string(got.Raw) != string(m.Raw) {
			t.Errorf("opened text %q, page %q", got.Text, got.HTML)
		}
	})
	t.Run("a mail that is not there is ErrNoSuchMail", func(t *testing.T) {
		if _, err := outbox.New(t.TempDir()).Open("2026-11-23-none"); !errors.Is(err, outbox.ErrNoSuchMail) {
			t.Errorf("open: %v", err)
		}
	})
}
