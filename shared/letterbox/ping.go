package letterbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"shelfmates/shared/queue"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
)

const (
	// maxBody is the longest body of a ping, in bytes; one of ours has about 100.
	maxBody = 4 << 10
	// bodyTime is how long a body may take to arrive.
	bodyTime = 10 * time.Second
)

// A Roster tells how a school stands; *roster.Roster is one.
type Roster interface {
	Load(ctx context.Context, school string) (*roster.Edition, error)
}

// Options are the parts of a Ping. All are required but the last three.
type Options struct {
	Schools Schools
	Queue   queue.Queue
	Roster  Roster
	Now     func() time.Time // the program's clock, by which sheets are read
	Clock   func() time.Time // the real one, by which Google's tokens are valid
	// Endpoint is the base URL in place of Google's host of certificates; "" for
	// that one.
	Endpoint string
	// Read is when the school's sheet was last read, where this process knows it
	// better than the roster: a read that changed nothing is written down only
	// now and then.
	Read func(school string) time.Time
	Log  *slog.Logger
}

// A Ping answers POST /ping.
type Ping struct {
	Options
	tokens *tokens
	limits *limits
}

// NewPing returns the handler.
func NewPing(o Options) *Ping {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Ping{Options: o, tokens: newTokens(o.Endpoint, o.Clock), limits: newLimits()}
}

// A Reply says how the sheet stands. All that it tells is about the time before
// this ping.
type Reply struct {
	Read    string `json:"read"`    // when it was last read, RFC 3339 in UTC; "" when it was not, or that is not known
	Ago     int    `json:"ago"`     // how long ago that was, in seconds
	Fix     int    `json:"fix"`     // problems that wait to be put right
	Ringing bool   `json:"ringing"` // it is read for this ping; false for one that was taken before
}

// A refusal is an answer that is not the one asked for.
type refusal struct {
	status int
	reason string        // for programs, and for the log: nothing that was sent stands in it
	wait   time.Duration // after which it may be tried again; 0 tells nothing
}

func (r *refusal) Error() string { return r.reason }

// ServeHTTP answers one ping.
func (p *Ping) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", "application/json")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	_ = http.NewResponseController(w).SetReadDeadline(p.Clock().Add(bodyTime)) // where the server can
	school, reply, err := p.answer(w, r)
	status, body := http.StatusOK, any(reply)
	if err != nil {
		var no *refusal
		if !errors.As(err, &no) {
			p.Log.Error("ping", "school", school, "error", err)
			no = &refusal{http.StatusServiceUnavailable, "try again later", 30 * time.Second}
		}
		if no.status == http.StatusMethodNotAllowed {
			header.Set("Allow", http.MethodPost)
		}
		if no.wait > 0 {
			header.Set("Retry-After", strconv.Itoa(int(math.Ceil(no.wait.Seconds()))))
		}
		status, body = no.status, map[string]string{"error": no.reason}
	}
	p.Log.Info("ping", "school", school, "status", status, "ringing", reply.Ringing)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // whoever asked may be gone
}

// answer does what a ping asks. Every check comes before what costs more than
// it, and before what a stranger could learn from: the token before the body,
// and the body before the sheet.
func (p *Ping) answer(w http.ResponseWriter, r *http.Request) (school string, reply Reply, err error) {
	if r.Method != http.MethodPost {
		return "", reply, &refusal{status: http.StatusMethodNotAllowed, reason: "only POST"}
	}
	if wait := p.limits.all(p.Clock()); wait > 0 {
		return "", reply, &refusal{http.StatusTooManyRequests, "too many pings", wait}
	}
	audience, err := p.tokens.audience(r.Context(), r.Header.Get("Authorization"))
	if err != nil {
		return "", reply, err
	}
	asked, err := read(w, r)
	if err != nil {
		return "", reply, err
	}
	school, err = p.Schools.Find(r.Context(), asked.Spreadsheet, audience)
	switch {
	case errors.Is(err, ErrAudience):
		return "", reply, &refusal{status: http.StatusUnauthorized, reason: "the script is not the registered one"}
	case errors.Is(err, ErrNoSheet):
		return "", reply, &refusal{status: http.StatusNotFound, reason: "not known here"}
	case err != nil:
		return "", reply, fmt.Errorf("find the school of a ping: %w", err)
	}
	wait, anew := p.limits.school(school, asked.ID, p.Clock())
	if wait > 0 {
		return school, reply, &refusal{http.StatusTooManyRequests, "too many pings", wait}
	}
	if anew {
		if err := p.ring(r.Context(), school, asked); err != nil {
			p.limits.forget(school, asked.ID)
			return school, reply, err
		}
	}
	reply = p.standing(r.Context(), school)
	reply.Ringing = anew
	return school, reply, nil
}

// ring has the sheet read.
func (p *Ping) ring(ctx context.Context, school string, asked body) error {
	err := p.Queue.Ring(ctx, queue.Message{
		Task: queue.Sync, School: school, Sheet: asked.Spreadsheet, Cause: "ping:" + asked.ID, At: p.Now(),
	})
	if err != nil {
		return fmt.Errorf("ring the sync of %s: %w", school, err)
	}
	return nil
}

// standing says how the sheet stands. The sheet is read whether or not that can
// be told, so trouble is only logged.
func (p *Ping) standing(ctx context.Context, school string) Reply {
	var reply Reply
	edition, err := p.Roster.Load(ctx, school)
	switch {
	case errors.Is(err, roster.ErrNeverSynced), errors.Is(err, roster.ErrHalfway):
		return reply
	case err != nil:
		p.Log.Error("ping: how the sheet stands", "school", school, "error", err)
		return reply
	}
	for _, problem := range edition.Problems {
		if problem.Level == sheet.Fix {
			reply.Fix++
		}
	}
	at := edition.AsOf
	if p.Read != nil {
		if here := p.Read(school); here.After(at) {
			at = here
		}
	}
	if at.IsZero() {
		return reply
	}
	reply.Read = at.UTC().Format(time.RFC3339)
	reply.Ago = int(max(0, p.Now().Sub(at)).Seconds())
	return reply
}

// A body is what a ping says.
type body struct {
	Spreadsheet string `json:"spreadsheet"` // its ID
	ID          string `json:"id"`          // the ping's own: a ping that is sent again has the same
}

var (
	spreadsheetForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)
	idForm          = regexp.MustCompile(`^[A-Za-z0-9-]{1,64}$`)
)

// read reads a body. Fields that are not known yet are let pass.
func read(w http.ResponseWriter, r *http.Request) (body, error) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return body{}, &refusal{status: http.StatusRequestEntityTooLarge, reason: "the body is too long"}
	case err != nil:
		return body{}, &refusal{status: http.StatusBadRequest, reason: "the body did not arrive"}
	}
	var b body
	if json.Unmarshal(text, &b) != nil || !spreadsheetForm.MatchString(b.Spreadsheet) || !idForm.MatchString(b.ID) {
		return body{}, &refusal{status: http.StatusBadRequest, reason: `the body is not {"spreadsheet": …, "id": …}`}
	}
	return b, nil
}
