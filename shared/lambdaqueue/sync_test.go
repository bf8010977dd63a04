package lambdaqueue_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math/rand"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shelfmates/shared/heartbeat"
	"shelfmates/shared/lambdaqueue"
	"shelfmates/shared/queue"
	"shelfmates/shared/registry"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/sheet/gsheet"
	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/store/storetest"
)

// A school is one of a deployment, whose sync messages a test hands over one by
// one.
type school struct {
	t        *testing.T
	clock    time.Time
	google   *googlefake.Fake
	staff    *googlefake.Staff
	store    store.Store
	registry *registry.Registry
	hints    func() (heartbeat.Look, error)
	rung     []queue.Message // for the mail
	printed  bytes.Buffer
}

// Ring is the mail queue.
func (s *school) Ring(_ context.Context, messages ...queue.Message) error {
	s.rung = append(s.rung, messages...)
	return nil
}

// Token, Refused and Account are an account that is always let in.
func (s *school) Token(context.Context) (string, error)   { return s.google.Default().Token(), nil }
func (s *school) Refused(string)                          {}
func (s *school) Account(context.Context) (string, error) { return googlefake.DefaultAccount, nil }

const spreadsheet = "sheet-of-maple"

// newSchool registers maple, with one volunteer in its sheet. It fits into a
// bubble.
func newSchool(t *testing.T) *school {
	s := &school{t: t, clock: time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC)}
	s.google = googlefake.New(googlefake.Options{})
	s.staff = s.google.NewSheet(spreadsheet, "Partners", "America/Chicago", "").Staff(t)
	s.staff.RenameTab("Sheet1", "Volunteers")
	s.staff.Fill("Volunteers", 1, []string{"Volunteer", "Email"}, []string{"Ana Ruiz", "ana@families.example"})
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), s.now, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	s.store, s.registry = db, registry.New(db.Registry())
	if _, err := s.registry.Add(t.Context(), registry.School{ID: "maple", Sheet: spreadsheet}); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *school) now() time.Time { return s.clock }

// handle hands a message over, a minute after whatever was before, and says
// whether it was received before.
func (s *school) handle(ctx context.Context, m queue.Message, received int) error {
	s.t.Helper()
	s.clock = s.clock.Add(time.Minute)
	if m.At.IsZero() {
		m.At = s.clock
	}
	if m.Cause == "" {
		m.Cause = "ping:1"
	}
	body, err := m.Body()
	if err != nil {
		s.t.Fatal(err)
	}
	client := gsheet.NewClient(gsheet.Options{Tokens: s, Transport: s.google.Transport(), Now: s.now})
	syncs := &lambdaqueue.Syncs{
		Store: s.store, Registry: s.registry, Mail: s, Now: s.now, Rand: rand.New(rand.NewSource(s.clock.Unix())), Holder: "test",
		Book:  func(id string) sheet.Book { return client.Book(id) },
		Hints: func(context.Context, string) (heartbeat.Look, error) { return s.hints() },
		Log:   slog.New(slog.NewTextHandler(&s.printed, nil)),
	}
	return syncs.Handle(ctx, lambdaqueue.Message{Body: body, Received: received})
}

// sync syncs the school, which must be done as a message.
func (s *school) sync(m queue.Message) {
	s.t.Helper()
	m.Task, m.School, m.Sheet = queue.Sync, "maple", spreadsheet
	if err := s.handle(s.t.Context(), m, 1); err != nil {
		s.t.Fatalf("the message is not done: %v", err)
	}
}

// failing reports whether the registry has the school as failing.
func (s *school) failing() bool {
	s.t.Helper()
	n, _ := registry.SlotOf("maple")
	slot, err := s.registry.Slot(s.t.Context(), n)
	if err != nil || len(slot.Schools) != 1 {
		s.t.Fatalf("slot %d: %v, %v", n, slot, err)
	}
	return !slot.Schools[0].Failing.IsZero()
}

var maple = queue.Message{Task: queue.Sync, School: "maple", Sheet: spreadsheet}

func TestMessagesOfTheSync(t *testing.T) {
	t.Run("a commit rings the mail, once for each", func(t *testing.T) {
		s := newSchool(t)
		s.sync(maple)
		s.sync(maple)
		if len(s.rung) != 1 || s.rung[0].Task != queue.Mail || s.rung[0].School != "maple" {
			t.Errorf("rung for the mail: %+v", s.rung)
		}
	})
	t.Run("a second try of a message does again what comes after the commit", func(t *testing.T) {
		s := newSchool(t)
		s.sync(maple)
		if err := s.handle(t.Context(), maple, 2); err != nil {
			t.Fatal(err)
		}
		if len(s.rung) != 2 || s.rung[0].ID() != s.rung[1].ID() {
			t.Errorf("rung for the mail: %+v, want the same twice", s.rung)
		}
	})
	t.Run("a message from before the last whole read asks nobody but the store, once", func(t *testing.T) {
		s := newSchool(t)
		s.sync(maple)
		old := maple
		old.At = s.clock.Add(-time.Second)
		counted := storetest.Observe(s.store, nil, nil)
		s.store = counted
		s.google.Forget()
		s.sync(old)
		if s.google.Count() != 0 || counted.Calls() != 1 {
			t.Errorf("%d calls of Google, %d of the store", s.google.Count(), counted.Calls())
		}
	})
	t.Run("what removes a row later is kept as due", func(t *testing.T) {
		s := newSchool(t)
		s.staff.Fill("Volunteers", 3, []string{"Bo Lind"}, []string{"Chi Park"}, []string{"Dee Novak"}, []string{"Eli Stone"})
		s.sync(maple)
		s.sync(maple)
		s.staff.DeleteRow("Volunteers", 3)
		s.sync(maple)
		due, err := s.registry.Due(t.Context(), s.clock.Add(time.Hour))
		if err != nil || len(due) != 1 || due[0].School != "maple" || due[0].Task != registry.Sync || !due[0].At.After(s.clock) {
			t.Errorf("due: %+v, %v", due, err)
		}
	})
	t.Run("a lease that is held is a failed message, and nobody waits", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := newSchool(t)
			err := s.store.Write(t.Context(), "maple", []store.Action{{Op: store.Update, Key: store.LeaseKey, Attrs: store.Attrs{
				store.LeaseRun: "another", store.LeaseHolder: "library-pc", store.LeaseUntil: s.clock.Add(4 * time.Minute).UnixMilli(),
			}}})
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			if err := s.handle(t.Context(), maple, 1); err == nil {
				t.Error("the message is done")
			}
			if took := time.Since(began); took > time.Second {
				t.Errorf("it waited %s", took)
			}
		})
	})
	t.Run("a store out of reach is a failed message", func(t *testing.T) {
		s := newSchool(t)
		s.store = storetest.Observe(s.store, func(context.Context, storetest.Call) error { return store.ErrUnavailable }, nil)
		if err := s.handle(t.Context(), maple, 1); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a sheet that hangs until our time is up is a failed message", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := newSchool(t)
			s.google.Fail(googlefake.Fault{Kind: googlefake.Hang, Times: -1})
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if err := s.handle(ctx, maple, 1); err == nil {
				t.Error("the message is done")
			}
			s.google.Close()
		})
	})
}

func TestKnownFailures(t *testing.T) {
	for _, c := range []struct {
		what   string
		fails  func(s *school)
		reason string
	}{
		{"a sheet that is not shared any more", func(s *school) { s.google.Sheet(spreadsheet).Unshare(googlefake.DefaultAccount) }, "not shared"},
		{"a sheet that was deleted", func(s *school) { s.google.Sheet(spreadsheet).Delete() }, "deleted"},
		{"a quota that is spent beyond our time", func(s *school) {
			s.google.Fail(googlefake.Fault{Kind: googlefake.Answer, Status: 429, Times: -1})
		}, "asked too often"},
		{"a Google that is away", func(s *school) {
			s.google.Fail(googlefake.Fault{Kind: googlefake.Answer, Status: 503, Times: -1})
		}, "cannot be reached"},
		{"a sheet without one tab of ours", func(s *school) { s.staff.RenameTab("Volunteers", "Holidays") }, "cannot be read"},
	} {
		t.Run(c.what+" is done as a message, and the school counts as failing", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newSchool(t)
				c.fails(s)
				ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
				defer cancel()
				if err := s.handle(ctx, maple, 1); err != nil {
					t.Errorf("the message is not done: %v", err)
				}
				if !s.failing() {
					t.Error("the school does not count as failing")
				}
				if log := s.printed.String(); !strings.Contains(log, c.reason) || strings.Contains(log, "@") {
					t.Errorf("the log says %s", log)
				}
				s.google.Close()
			})
		})
	}
	t.Run("it counts as failing until it is read again", func(t *testing.T) {
		s := newSchool(t)
		s.sync(maple)
		s.google.Sheet(spreadsheet).Unshare(googlefake.DefaultAccount)
		s.sync(maple)
		if !s.failing() {
			t.Error("it does not count as failing")
		}
		s.google.Sheet(spreadsheet).Share(googlefake.DefaultAccount, googlefake.Writer)
		s.google.Forget()
		turn := queue.Message{Zone: "America/Chicago", Failing: true, Cause: "slot:1"}
		s.sync(turn)
		if s.google.Count() != 0 || !s.failing() {
			t.Errorf("a turn right after a failure asked Google %d times, failing %v", s.google.Count(), s.failing())
		}
		s.clock = s.clock.Add(15 * time.Minute)
		s.sync(turn)
		if s.failing() {
			t.Error("it still counts as failing")
		}
	})
	t.Run("a wait that is over is not rung on and on while the sheet cannot be read", func(t *testing.T) {
		s := newSchool(t)
		s.staff.Fill("Volunteers", 3, []string{"Bo Lind"}, []string{"Chi Park"}, []string{"Dee Novak"}, []string{"Eli Stone"})
		s.sync(maple)
		s.sync(maple)
		s.staff.DeleteRow("Volunteers", 3)
		s.sync(maple)
		s.google.Sheet(spreadsheet).Unshare(googlefake.DefaultAccount)
		over := queue.Message{Cause: "due:2026-11-24T14:20:00Z"}
		s.sync(over)
		if due, err := s.registry.Due(t.Context(), s.clock.Add(24*time.Hour)); err != nil || len(due) != 0 {
			t.Errorf("still due: %+v, %v", due, err)
		}
		s.google.Forget()
		s.sync(over)
		if s.google.Count() != 0 {
			t.Errorf("Google was asked %d times right after it refused", s.google.Count())
		}
	})
	t.Run("Drive that does not answer is done: the next minute looks again", func(t *testing.T) {
		s := newSchool(t)
		look := queue.Message{Task: queue.Hints, Account: heartbeat.OwnAccount}
		s.hints = func() (heartbeat.Look, error) { return heartbeat.Look{}, sheet.ErrUnreachable }
		if err := s.handle(t.Context(), look, 1); err != nil {
			t.Error(err)
		}
		s.hints = func() (heartbeat.Look, error) { return heartbeat.Look{}, store.ErrUnavailable }
		if err := s.handle(t.Context(), look, 1); err == nil {
			t.Error("a store out of reach is done")
		}
	})
}
