package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/letterbox"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
)

const (
	pingSheet    = "1mapleHollow_partners-2026"
	pingAudience = "271828182845-script.apps.googleusercontent.com"
)

// TestPagesFollowAPing edits a Google Sheet while the built command serves it.
// By itself the command would read it within the minute; the ping of the sheet's
// script, which comes in through a tunnel, has it read at once.
func TestPagesFollowAPing(t *testing.T) {
	fake := googlefake.Begin(t, googlefake.Options{})
	staff := fake.NewSheet(pingSheet, "Library partners", "America/New_York", "en_US").Staff(t)
	m := newMachine(t, built(t))
	key, err := fake.Default().WriteKey(m.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("SHELFMATES_GOOGLE_ENDPOINT", fake.URL())
	t.Setenv("SHELFMATES_GOOGLE_KEY", key)
	m.run("new-sheet", "--sheet", "google:"+pingSheet)
	m.run("sync", "--sheet", "google:"+pingSheet)
	s, err := startServer(m.command("serve", "--listen", "127.0.0.1:0", "--sheet", "google:"+pingSheet, "--ping-audience", pingAudience))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.interrupt(); err != nil {
			t.Errorf("after Ctrl-C: %v", err)
		}
	}()
	if !strings.Contains(s.said, s.address+"/ping") {
		t.Errorf("it does not say where pings are taken: %s", s.said)
	}

	// The read at the start is over once a ping tells of it.
	token := fake.IdentityToken(map[string]any{
		"iss": "https://accounts.google.com", "aud": pingAudience, "sub": "1234567890",
		"email": "ana.lopez@maple.example", "email_verified": true,
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix(),
	})
	if got := s.ping(t, "Bearer "+token, "5f0d2b8e-0001").StatusCode; got != http.StatusOK {
		t.Fatalf("a ping is answered with %d, want 200", got)
	}

	rows := staff.Grid("Partners").Rows
	header := slices.IndexFunc(rows, func(r sheet.GridRow) bool { return len(r.Cells) > 0 && r.Cells[0].Text == "Partner" })
	if header < 0 {
		t.Fatalf("Partners has no header Partner: %+v", rows)
	}
	staff.Fill("Partners", rows[header].Number+1, []string{"Friends of the Library"})
	forged := s.ping(t, "Bearer "+token[:len(token)-4]+"AAAA", "5f0d2b8e-0002")
	if forged.StatusCode != http.StatusUnauthorized {
		t.Errorf("a forged ping is answered with %s, want 401", forged.Status)
	}
	answered := s.ping(t, "Bearer "+token, "5f0d2b8e-0003")
	var reply letterbox.Reply
	if err := json.NewDecoder(answered.Body).Decode(&reply); err != nil {
		t.Fatal(err)
	}
	if !reply.Ringing || reply.Read == "" || !strings.HasPrefix(reply.Read, "2026-11-23T13:0") {
		t.Errorf("a ping is answered with %+v, want a read by the program's clock and one to come", reply)
	}
	took := s.shows(t, "/partners", "Friends of the Library")
	t.Logf("an edit shows %v after its ping", took)

	// The tunnel shows nobody a page, and a stranger no more than that it is there.
	if got := s.through(t, http.MethodGet, "/partners", "", "").StatusCode; got != http.StatusMisdirectedRequest {
		t.Errorf("a page under the tunnel's name is answered with %d, want 421", got)
	}
	if got := s.through(t, http.MethodGet, "/ping", "", "").StatusCode; got != http.StatusMethodNotAllowed {
		t.Errorf("GET /ping is answered with %d, want 405", got)
	}
}

// ping sends a ping as the script does.
func (s *server) ping(t *testing.T, authorization, id string) *http.Response {
	t.Helper()
	return s.through(t, http.MethodPost, "/ping", authorization, `{"spreadsheet":"`+pingSheet+`","id":"`+id+`"}`)
}

// through sends a request as it comes through a tunnel: under a name that is not
// this machine's.
func (s *server) through(t *testing.T, method, path, authorization, body string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.address+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "library.example.org"
	r.Header.Set("Authorization", authorization)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}
