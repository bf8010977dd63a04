package letterbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/letterbox"
	"shelfmates/shared/partnership"
	"shelfmates/shared/queue"
	"shelfmates/shared/queue/inproc"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
)

const (
	school      = "maple-hollow"
	spreadsheet = "1mapleHollow_partners-2026"
	audience    = "271828182845-script.apps.googleusercontent.com"
)

var now = time.Date(2026, 11, 24, 15, 4, 0, 0, time.UTC)

// A box is a letterbox with what lies around it.
type box struct {
	t      testing.TB
	google *google
	now    time.Time
	queue  *inproc.Queue
	read   roster.Edition
	log    bytes.Buffer
	ping   *letterbox.Ping
}

// Load is the school as it was read a minute ago, with two cells to fix.
func (b *box) Load(context.Context, string) (*roster.Edition, error) { return &b.read, nil }

func newBox(t testing.TB, change ...func(*letterbox.Options)) *box {
	return openBox(t, newGoogle(t), change...)
}

// openBox makes one beside a Google that others share.
func openBox(t testing.TB, g *google, change ...func(*letterbox.Options)) *box {
	b := &box{t: t, google: g, now: now}
	clock := func() time.Time { return b.now }
	b.queue = inproc.New(clock)
	b.read = roster.Edition{School: &partnership.School{AsOf: now.Add(-time.Minute)}, Problems: []sheet.Problem{
		{Level: sheet.Fix}, {Level: sheet.Note}, {Level: sheet.Fix},
	}}
	o := letterbox.Options{
		Schools: letterbox.School{Name: school, Spreadsheet: spreadsheet, Audience: audience},
		Queue:   b.queue, Roster: b, Now: clock, Clock: clock, Endpoint: b.google.URL,
		Log: slog.New(slog.NewJSONHandler(&b.log, nil)),
	}
	for _, c := range change {
		c(&o)
	}
	b.ping = letterbox.NewPing(o)
	return b
}

// post sends a body with a token.
func (b *box) post(token, body string) *http.Response {
	r := httptest.NewRequest(http.MethodPost, "/ping", strings.NewReader(body))
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return b.send(r)
}

func (b *box) send(r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	b.ping.ServeHTTP(w, r)
	return w.Result()
}

// token is a good one.
func (b *box) token() string { return b.google.key.Load().token(good()) }

// script is a good ping with an ID.
func (b *box) script(id string) *http.Response {
	return b.post(b.token(), `{"spreadsheet":"`+spreadsheet+`","id":"`+id+`"}`)
}

// rung takes a message that waits in the queue.
func (b *box) rung() (m queue.Message, ok bool) {
	done, cancel := context.WithCancel(b.t.Context())
	cancel()
	m, finish, err := b.queue.Next(done)
	if err != nil {
		return m, false
	}
	finish()
	return m, true
}

// silent says that nothing was rung.
func (b *box) silent() {
	b.t.Helper()
	if m, ok := b.rung(); ok {
		b.t.Errorf("it rang %+v", m)
	}
}

func status(t testing.TB, got *http.Response, want int) {
	t.Helper()
	if got.StatusCode != want {
		t.Errorf("answered %s, want %d", got.Status, want)
	}
}

func reply(t testing.TB, r *http.Response) (got letterbox.Reply) {
	t.Helper()
	status(t, r, http.StatusOK)
	if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	return got
}

func file(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
