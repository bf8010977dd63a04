package queue_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/queue"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestBody(t *testing.T) {
	m := queue.Message{Task: queue.Sync, School: "maple-hollow", Sheet: "1aB_c-d", Cause: "drive:4711", At: noon}
	t.Run("carries its version, school, spreadsheet and cause", func(t *testing.T) {
		want := `{"v":1,"task":"sync","school":"maple-hollow","sheet":"1aB_c-d","cause":"drive:4711","at":"2026-11-24T12:00:00Z"}`
		if got, err := m.Body(); err != nil || got != want {
			t.Errorf("got %s, %v, want %s", got, err, want)
		}
	})
	t.Run("is read as it was written, with whatever a later program of this version adds", func(t *testing.T) {
		body, err := m.Body()
		if err != nil {
			t.Fatal(err)
		}
		got, err := queue.Parse(strings.Replace(body, `"v":1,`, `"v":1,"colour":"red",`, 1))
		if err != nil || got != m {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("of a higher version is refused as such, whatever else it says", func(t *testing.T) {
		var newer *queue.NewerError
		if _, err := queue.Parse(`{"v":2,"task":["sync"]}`); !errors.As(err, &newer) || newer.Version != 2 {
			t.Errorf("got %v", err)
		}
	})
	for name, body := range map[string]string{
		"nothing":              ``,
		"another text":         `hello`,
		"a list":               `[]`,
		"half a body":          `{"v":1,"task":"sy`,
		"no version":           `{"task":"sync","school":"a","cause":"x","at":"2026-11-24T12:00:00Z"}`,
		"an unknown task":      `{"v":1,"task":"dance","school":"a","cause":"x","at":"2026-11-24T12:00:00Z"}`,
		"no school":            `{"v":1,"task":"sync","cause":"x","at":"2026-11-24T12:00:00Z"}`,
		"no cause":             `{"v":1,"task":"sync","school":"a","at":"2026-11-24T12:00:00Z"}`,
		"no time":              `{"v":1,"task":"sync","school":"a","cause":"x"}`,
		"hints for a school":   `{"v":1,"task":"hints","school":"a","cause":"x","at":"2026-11-24T12:00:00Z"}`,
		"a school like a path": `{"v":1,"task":"sync","school":"a/b","cause":"x","at":"2026-11-24T12:00:00Z"}`,
	} {
		t.Run("that is "+name+" cannot be read", func(t *testing.T) {
			if m, err := queue.Parse(body); !errors.Is(err, queue.ErrUnreadable) {
				t.Errorf("got %+v, %v", m, err)
			}
		})
	}
}

func TestID(t *testing.T) {
	long := strings.Repeat("x", 200)
	for _, c := range []struct {
		what  string
		m     queue.Message
		id    string
		group string
	}{
		{"school and cause can be read in it", queue.Message{Task: queue.Sync, School: "maple-hollow", Cause: "slot:2026-11-24T12:00Z"}, "sync/maple-hollow/slot:2026-11-24T12:00Z", "maple-hollow"},
		{"an account is no school", queue.Message{Task: queue.Hints, Account: "google", Cause: "minute:1"}, "hints/account:google/minute:1", "account:google"},
		{"a cause with other characters stands there as a print", queue.Message{Task: queue.Sync, School: "a", Cause: "ping:ü"}, "sync/a/#eb4094537b1333109b9ec745b397fdce", "a"},
		{"so does one that is long", queue.Message{Task: queue.Mail, School: "a", Cause: long}, "mail/a/#aa20c23e3201834050679e1d88941b9a", "a"},
		{"and an account", queue.Message{Task: queue.Hints, Account: long, Cause: "1"}, "hints/#aa20c23e3201834050679e1d88941b9a/1", "#aa20c23e3201834050679e1d88941b9a"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if id, group := c.m.ID(), c.m.Group(); id != c.id || group != c.group {
				t.Errorf("got %s in %s, want %s in %s", id, group, c.id, c.group)
			}
		})
	}
}

// TestIDLaws: SQS takes every ID and group, and two messages have one ID only
// when task, school or account, and cause are the same.
func TestIDLaws(t *testing.T) {
	name := rapid.OneOf(rapid.StringMatching(`[a-z0-9][a-z0-9_-]{0,62}`), rapid.SampledFrom([]string{"a", "google", "account"}))
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ab/#:]{1,6}`), rapid.StringMatching(`[!-~]{1,200}`))
	message := rapid.Custom(func(t *rapid.T) queue.Message {
		m := queue.Message{Task: rapid.SampledFrom([]queue.Task{queue.Sync, queue.Hints, queue.Mail}).Draw(t, "task"), Cause: text.Draw(t, "cause"), At: noon}
		if m.Task == queue.Hints {
			m.Account = text.Draw(t, "account")
		} else {
			m.School = name.Draw(t, "school")
		}
		return m
	}).Filter(func(m queue.Message) bool { return m.Validate() == nil })
	rapid.Check(t, func(t *rapid.T) {
		a, b := message.Draw(t, "one"), message.Draw(t, "other")
		for _, s := range []string{a.ID(), a.Group()} {
			if len(s) == 0 || len(s) > 128 || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Fatalf("SQS does not take %q", s)
			}
		}
		if a.ID() == b.ID() && (a.Task != b.Task || a.School != b.School || a.Account != b.Account || a.Cause != b.Cause) {
			t.Fatalf("%+v and %+v have the same ID %q", a, b, a.ID())
		}
	})
}

// FuzzParse: what can be read is written and read as the same.
func FuzzParse(f *testing.F) {
	for _, m := range []queue.Message{
		{Task: queue.Sync, School: "a", Sheet: "1", Cause: "x", At: noon, Zone: "UTC", Failing: true},
		{Task: queue.Hints, Account: "google", Cause: "x", At: noon},
	} {
		body, err := m.Body()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		m, err := queue.Parse(body)
		if err != nil {
			return
		}
		written, err := m.Body()
		if err != nil {
			t.Fatalf("%+v cannot be written: %v", m, err)
		}
		again, err := queue.Parse(written)
		if err != nil || !again.At.Equal(m.At) || again.ID() != m.ID() {
			t.Fatalf("got %+v, %v, want %+v", again, err, m)
		}
	})
}
