package letterbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/letterbox"
	"shelfmates/shared/queue"
	"shelfmates/shared/roster"
)

// TestPing holds the two files that the script's own tests read as well.
func TestPing(t *testing.T) {
	b := newBox(t)
	got := b.post(b.token(), file(t, "ping.json"))
	status(t, got, http.StatusOK)
	body, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	if want := file(t, "reply.json"); string(body) != want {
		t.Errorf("answered %s, want %s", body, want)
	}
	want := queue.Message{
		Task: queue.Sync, School: school, Sheet: spreadsheet,
		Cause: "ping:5f0d2b8e-6c4f-4f0e-9d52-8f3a7c1b2e90", At: now,
	}
	if m, _ := b.rung(); m != want {
		t.Errorf("rang %+v, want %+v", m, want)
	}
	for name, want := range map[string]string{
		"Content-Type": "application/json", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
	} {
		if got := got.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestOnlyPost(t *testing.T) {
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, http.MethodOptions} {
		b := newBox(t)
		r := httptest.NewRequest(method, "/ping", strings.NewReader(file(t, "ping.json")))
		r.Header.Set("Authorization", "Bearer "+b.token())
		got := b.send(r)
		status(t, got, http.StatusMethodNotAllowed)
		if allow := got.Header.Get("Allow"); allow != "POST" {
			t.Errorf("%s: Allow is %q, want POST", method, allow)
		}
		b.silent()
	}
}

func TestWhichSheet(t *testing.T) {
	t.Run("a sheet of somebody else is not known, and nothing is told", func(t *testing.T) {
		b := newBox(t)
		got := b.post(b.token(), `{"spreadsheet":"1another","id":"a"}`)
		status(t, got, http.StatusNotFound)
		body, _ := io.ReadAll(got.Body)
		if want := `{"error":"not known here"}` + "\n"; string(body) != want {
			t.Errorf("answered %s, want %s", body, want)
		}
		b.silent()
	})
	t.Run("a stranger is told the same of every sheet", func(t *testing.T) {
		b := newBox(t)
		for name, token := range map[string]string{
			"no token": "", "another script": b.google.key.Load().token(good().but(claims{"aud": "another"})),
		} {
			for _, id := range []string{spreadsheet, "1another"} {
				if got := b.post(token, `{"spreadsheet":"`+id+`","id":"a"}`); got.StatusCode != http.StatusUnauthorized {
					t.Errorf("%s about %s: %s, want 401", name, id, got.Status)
				}
			}
		}
		b.silent()
	})
}

func TestStanding(t *testing.T) {
	t.Run("a school that was never read says so, and is read", func(t *testing.T) {
		b := newBox(t, func(o *letterbox.Options) { o.Roster = failing{roster.ErrNeverSynced} })
		if got, want := reply(t, b.script("a")), (letterbox.Reply{Ringing: true}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
	t.Run("a store out of reach does not keep the sheet from being read", func(t *testing.T) {
		b := newBox(t, func(o *letterbox.Options) { o.Roster = failing{errors.New("disk is gone")} })
		if got, want := reply(t, b.script("a")), (letterbox.Reply{Ringing: true}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if _, ok := b.rung(); !ok {
			t.Error("nothing was rung")
		}
	})
	t.Run("a read that changed nothing counts where it is known", func(t *testing.T) {
		b := newBox(t, func(o *letterbox.Options) {
			o.Read = func(string) time.Time { return now.Add(-5 * time.Second) }
		})
		if got := reply(t, b.script("a")); got.Ago != 5 || got.Read != "2026-11-24T15:03:55Z" {
			t.Errorf("got %+v, want 5 seconds ago", got)
		}
	})
	t.Run("a process that has just begun goes by the store", func(t *testing.T) {
		b := newBox(t, func(o *letterbox.Options) { o.Read = func(string) time.Time { return time.Time{} } })
		if got := reply(t, b.script("a")); got.Ago != 60 {
			t.Errorf("got %+v, want 60 seconds ago", got)
		}
	})
	t.Run("a clock that went back does not make it the future", func(t *testing.T) {
		b := newBox(t)
		b.read.AsOf = now.Add(time.Hour)
		if got := reply(t, b.script("a")); got.Ago != 0 {
			t.Errorf("got %+v, want 0 seconds ago", got)
		}
	})
}

// failing is a roster, and a queue, that is out of order.
type failing struct{ err error }

func (f failing) Load(context.Context, string) (*roster.Edition, error) { return nil, f.err }
func (f failing) Ring(context.Context, ...queue.Message) error          { return f.err }

func TestReplay(t *testing.T) {
	b := newBox(t)
	if !reply(t, b.script("a")).Ringing {
		t.Error("the first ping rings nothing")
	}
	if _, ok := b.rung(); !ok {
		t.Error("the first ping is not in the queue")
	}
	for range 3 {
		if reply(t, b.script("a")).Ringing {
			t.Error("the same ping again says that it rings")
		}
	}
	b.silent()
	reply(t, b.script("b"))
	if _, ok := b.rung(); !ok {
		t.Error("another ping is not in the queue")
	}
	reply(t, b.script("a")) // one before the last: the queue remembers it
	b.silent()
	b.now = now.Add(2 * time.Hour)
	status(t, b.post(b.google.key.Load().token(good()), file(t, "ping.json")), http.StatusUnauthorized)
	b.silent()
}

func TestQueueAway(t *testing.T) {
	b := newBox(t, func(o *letterbox.Options) { o.Queue = failing{queue.ErrUnavailable} })
	for range 2 { // the second is not taken for a ping that was rung
		got := b.script("a")
		status(t, got, http.StatusServiceUnavailable)
		if got.Header.Get("Retry-After") == "" {
			t.Error("it does not say when to try again")
		}
	}
}

func TestBursts(t *testing.T) {
	burst := func(b *box, send func(i int) *http.Response) (taken int, last *http.Response) {
		for i := range 200 {
			if last = send(i); last.StatusCode != http.StatusTooManyRequests {
				taken++
			}
		}
		return taken, last
	}
	t.Run("of a school are cut off, and told when to go on", func(t *testing.T) {
		b := newBox(t)
		taken, last := burst(b, func(i int) *http.Response { return b.script(fmt.Sprint(i)) })
		if taken != 10 {
			t.Errorf("%d pings of 200 were answered, want 10", taken)
		}
		if got := last.Header.Get("Retry-After"); got != "1" && got != "2" {
			t.Errorf("Retry-After is %q, want 1 or 2 seconds", got)
		}
		b.now = now.Add(10 * time.Second)
		reply(t, b.script("later"))
	})
	t.Run("of strangers do not use up what a school may ask", func(t *testing.T) {
		b := newBox(t)
		taken, _ := burst(b, func(int) *http.Response { return b.post("forged", file(t, "ping.json")) })
		if taken != 100 {
			t.Errorf("%d of 200 forged pings were looked at, want 100", taken)
		}
		b.now = now.Add(time.Second)
		reply(t, b.script("a"))
	})
}

func TestHostileBodies(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"nothing":              {"", http.StatusBadRequest},
		"not JSON":             {"spreadsheet=1&id=2", http.StatusBadRequest},
		"a list":               {"[]", http.StatusBadRequest},
		"null":                 {"null", http.StatusBadRequest},
		"half":                 {`{"spreadsheet":"` + spreadsheet, http.StatusBadRequest},
		"two":                  {file(t, "ping.json") + file(t, "ping.json"), http.StatusBadRequest},
		"no ID":                {`{"spreadsheet":"` + spreadsheet + `"}`, http.StatusBadRequest},
		"an ID with a line":    {`{"spreadsheet":"` + spreadsheet + `","id":"a\nb"}`, http.StatusBadRequest},
		"an ID as long as it":  {`{"spreadsheet":"` + spreadsheet + `","id":"` + strings.Repeat("a", 65) + `"}`, http.StatusBadRequest},
		"numbers":              {`{"spreadsheet":1,"id":2}`, http.StatusBadRequest},
		"a path":               {`{"spreadsheet":"../../etc","id":"a"}`, http.StatusBadRequest},
		"too long":             {`{"spreadsheet":"` + spreadsheet + `","id":"a","more":"` + strings.Repeat("x", 5000) + `"}`, http.StatusRequestEntityTooLarge},
		"deep":                 {strings.Repeat("[", 4000), http.StatusBadRequest},
		"of a newer script":    {`{"spreadsheet":"` + spreadsheet + `","id":"a","v":2}`, http.StatusOK},
		"in other white space": {"\n\t {\r\n\"id\" : \"a\", \"spreadsheet\":\"" + spreadsheet + "\"}", http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBox(t)
			status(t, b.post(b.token(), c.body), c.want)
			if c.want != http.StatusOK {
				b.silent()
			}
		})
	}
}

func TestNothingPersonalIsLogged(t *testing.T) {
	b := newBox(t)
	token := b.token()
	b.post(token, file(t, "ping.json"))
	b.post(token, `{"spreadsheet":"1another","id":"a"}`)
	b.post(unsigned(good()), file(t, "ping.json"))
	b.post(token, `{"spreadsheet":"Ana Lopez`)
	for line := range strings.Lines(b.log.String()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatal(err)
		}
		for _, hidden := range []string{"ana.lopez", "Ana Lopez", "1234567890", "maple.example", token, spreadsheet, "1another"} {
			if strings.Contains(line, hidden) {
				t.Errorf("%q is in the log: %s", hidden, line)
			}
		}
	}
	if !strings.Contains(b.log.String(), school) {
		t.Error("the log does not name the school")
	}
}

// FuzzPing sends whatever comes in as header and body: nothing but a good ping
// rings, and nothing ends in an error of ours.
func FuzzPing(f *testing.F) {
	google := newGoogle(f)
	token := "Bearer " + google.key.Load().token(good())
	f.Add(token, file(f, "ping.json"))
	f.Add("Bearer "+unsigned(good()), file(f, "ping.json"))
	f.Add("bearer x.y.z", "{}")
	f.Add("", `{"spreadsheet":"`+spreadsheet+`"}`)
	f.Add(token, `{"spreadsheet":"`+spreadsheet+`","id":"a","ID":7}`)
	f.Fuzz(func(t *testing.T, header, body string) {
		b := openBox(t, google)
		r := httptest.NewRequest(http.MethodPost, "/ping", strings.NewReader(body))
		r.Header.Set("Authorization", header)
		got := b.send(r)
		m, rang := b.rung()
		switch got.StatusCode {
		case http.StatusOK:
		case http.StatusBadRequest, http.StatusUnauthorized, http.StatusNotFound, http.StatusRequestEntityTooLarge:
			if rang {
				t.Errorf("%q, %q: refused with %s and rang", header, body, got.Status)
			}
		default:
			t.Errorf("%q, %q: %s", header, body, got.Status)
		}
		if rang && (m.Sheet != spreadsheet || m.School != school) {
			t.Errorf("%q, %q rang %+v", header, body, m)
		}
	})
}
