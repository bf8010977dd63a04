package delivery

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	netmail "net/mail"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/store/storetest"
)

const school = "school"

var monday = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func openStore(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "store.db"), func() time.Time { return monday }, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newLedger(s store.Store) *Ledger { return NewLedger(s, rand.Reader) }

// mails makes planned mails to so many readers of Monday's digest.
func mails(n int) []Entry {
	var all []Entry
	for i := range n {
		id := Identity{School: school, Kind: schedule.WeeklyDigest, Thing: "2026-11-23", Address: fmt.Sprintf("reader%d@school.example", i)}
		p := Pepper("pepper")
		all = append(all, Entry{
			Key: id.Key(p), Kind: id.Kind, Thing: id.Thing, Reader: p.Reader(id.Address), To: netmail.Address{Address: id.Address},
			Record: "01", Name: FileName(id, monday), Due: monday, Expires: monday.AddDate(0, 0, 6), Planned: monday,
		})
	}
	return all
}

func decision(n int) Decision {
	name := schoolyear.MakeDay(2026, time.November, 23)
	return Decision{
		Period:  schedule.Period{Kind: schedule.WeeklyDigest, Name: name, Day: name, At: monday, Expires: monday.AddDate(0, 0, 6)},
		Verdict: schedule.Mail, At: monday,
		After: schedule.Course{Pattern: "Mon 07:00 UTC", Since: monday.AddDate(0, 0, -30).Add(-time.Nanosecond), Last: name, Mailed: name, Asked: "x"},
		Mails: mails(n),
	}
}

func plan(t testing.TB, l *Ledger, n int) []Entry {
	t.Helper()
	if err := l.Decide(t.Context(), school, Course{}, decision(n)); err != nil {
		t.Fatal(err)
	}
	return entries(t, l)
}

func entries(t testing.TB, l *Ledger) []Entry {
	t.Helper()
	all, err := l.Entries(t.Context(), school)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func waiting(t testing.TB, l *Ledger) []Entry {
	t.Helper()
	all, err := l.Waiting(t.Context(), school)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDecide(t *testing.T) {
	t.Run("a decision and its course are read back as they were stored", func(t *testing.T) {
		l := newLedger(openStore(t))
		plan(t, l, 2)
		c, err := l.Course(t.Context(), school, schedule.WeeklyDigest)
		if err != nil {
			t.Fatal(err)
		}
		want := decision(2).After
		if c.Pattern != want.Pattern || !c.Since.Equal(want.Since) || c.Last != want.Last || c.Mailed != want.Mailed || c.Asked != want.Asked {
			t.Errorf("course %+v, want %+v", c.Course, want)
		}
	})
	t.Run("a period is decided once, whoever comes second", func(t *testing.T) {
		l := newLedger(openStore(t))
		plan(t, l, 1)
		if err := l.Decide(t.Context(), school, Course{}, decision(2)); !errors.Is(err, ErrDecided) {
			t.Errorf("decide from a course that has moved on: %v, want ErrDecided", err)
		}
		c, err := l.Course(t.Context(), school, schedule.WeeklyDigest)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Decide(t.Context(), school, c, decision(2)); !errors.Is(err, ErrDecided) {
			t.Errorf("decide the same period again: %v, want ErrDecided", err)
		}
		if got := entries(t, l); len(got) != 1 {
			t.Errorf("%d mails, want the 1 of the first decision", len(got))
		}
	})
	t.Run("a mail that is in the ledger already is not planned again", func(t *testing.T) {
		l := newLedger(openStore(t))
		all := plan(t, l, 1)
		e, err := l.Claim(t.Context(), school, all[0], Message{}, monday)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Settle(t.Context(), school, e, Outcome{State: Sent}, monday); err != nil {
			t.Fatal(err)
		}
		c, err := l.Course(t.Context(), school, schedule.WeeklyDigest)
		if err != nil {
			t.Fatal(err)
		}
		d := decision(3)
		d.Period.Name++ // another period by name, the same mails by key
		if err := l.Decide(t.Context(), school, c, d); err != nil {
			t.Fatal(err)
		}
		s := StatusOf(entries(t, l), monday, nil)
		if s.Sent != 1 || s.Waiting != 2 {
			t.Errorf("status %+v, want 1 sent and 2 waiting", s.Counts)
		}
	})
	t.Run("more mails than fit into one write are all planned, though it is cut off anywhere", func(t *testing.T) {
		const readers = 250
		for n := 1; ; n++ {
			for _, side := range storetest.Sides {
				real := openStore(t)
				l := newLedger(storetest.CrashAt(real, n, side))
				err := l.Decide(t.Context(), school, Course{}, decision(readers))
				finish := func(l *Ledger) error {
					c, err := l.Course(t.Context(), school, schedule.WeeklyDigest)
					if err != nil || c.Open() == 0 {
						return err
					}
					return l.Finish(t.Context(), school, schedule.WeeklyDigest, c)
				}
				if err == nil {
					err = finish(l)
				}
				crashed := err != nil
				l = newLedger(real)
				if err := l.Decide(t.Context(), school, Course{}, decision(readers)); err != nil && !errors.Is(err, ErrDecided) {
					t.Fatal(err)
				}
				if err := finish(l); err != nil {
					t.Fatalf("finish after a crash %s call %d: %v", side, n, err)
				}
				if got := entries(t, l); len(got) != readers {
					t.Fatalf("after a crash %s call %d: %d mails, want %d", side, n, len(got), readers)
				}
				if got := waiting(t, l); len(got) != readers {
					t.Fatalf("after a crash %s call %d: %d mails are found waiting, want %d", side, n, len(got), readers)
				}
				if !crashed && side == storetest.After {
					return
				}
			}
		}
	})
}

func TestClaimAndSettle(t *testing.T) {
	claim := func(t *testing.T, l *Ledger, e Entry) Entry {
		t.Helper()
		e, err := l.Claim(t.Context(), school, e, Message{Subject: "Monday", Raw: []byte("raw")}, monday)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	t.Run("of many workers one gets the mail", func(t *testing.T) {
		s := openStore(t)
		e := plan(t, newLedger(s), 1)[0]
		var all sync.WaitGroup
		got := make([]error, 20)
		for i := range got {
			all.Go(func() { _, got[i] = newLedger(s).Claim(t.Context(), school, e, Message{}, monday) })
		}
		all.Wait()
		won := 0
		for _, err := range got {
			if err == nil {
				won++
			} else if !errors.Is(err, ErrTaken) {
				t.Error(err)
			}
		}
		if won != 1 {
			t.Errorf("%d workers have the mail, want 1", won)
		}
	})
	t.Run("a claim whose reply was lost is the worker's own", func(t *testing.T) {
		s := openStore(t)
		e := plan(t, newLedger(s), 1)[0]
		l := newLedger(storetest.FailAt(s, 1, storetest.After))
		if _, err := l.Claim(t.Context(), school, e, Message{}, monday); err != nil {
			t.Errorf("claim: %v", err)
		}
	})
	t.Run("a claimed mail keeps its content and takes no other", func(t *testing.T) {
		l := newLedger(openStore(t))
		e := plan(t, l, 1)[0]
		claimed := claim(t, l, e)
		if claimed.Content == "" || claimed.Subject != "Monday" {
			t.Errorf("claimed with content %q, subject %q", claimed.Content, claimed.Subject)
		}
		if _, err := l.Claim(t.Context(), school, claimed, Message{Raw: []byte("other")}, monday); !errors.Is(err, ErrTaken) {
			t.Errorf("claim again: %v, want ErrTaken", err)
		}
	})
	t.Run("a mail that could not leave is tried after 5, 15, then every 60 minutes", func(t *testing.T) {
		l := newLedger(openStore(t))
		e := plan(t, l, 1)[0]
		for _, want := range []time.Duration{5 * time.Minute, 15 * time.Minute, time.Hour, time.Hour} {
			var err error
			if e, err = l.Settle(t.Context(), school, claim(t, l, e), Outcome{State: Planned, Reason: "busy"}, monday); err != nil {
				t.Fatal(err)
			}
			if got := e.NextTry.Sub(monday); got != want || e.State != Planned {
				t.Errorf("after %d tries: %s, next in %s, want %s", e.Tries, e.State, got, want)
			}
		}
	})
	t.Run("a claim older than five minutes is unknown, and its worker may still say what came of it", func(t *testing.T) {
		l := newLedger(openStore(t))
		claimed := claim(t, l, plan(t, l, 1)[0])
		late := monday.Add(ClaimLasts + time.Second)
		tidy, err := l.Tidy(t.Context(), school, entries(t, l), late)
		if err != nil || tidy[0].State != Unknown {
			t.Fatalf("tidied to %v (%v), want UNKNOWN", tidy, err)
		}
		if e, err := l.Settle(t.Context(), school, claimed, Outcome{State: Sent, Receipt: "r"}, late); err != nil || e.State != Sent {
			t.Errorf("settled as %s (%v), want SENT", e.State, err)
		}
		if got := entries(t, l)[0]; got.State != Sent || got.Receipt != "r" {
			t.Errorf("ledger says %s, receipt %q", got.State, got.Receipt)
		}
	})
	t.Run("a claim that another run took for lost can still be given back, and is found waiting", func(t *testing.T) {
		l := newLedger(openStore(t))
		claimed := claim(t, l, plan(t, l, 1)[0])
		tidy, err := l.Tidy(t.Context(), school, entries(t, l), monday.Add(ClaimLasts+time.Second))
		if err != nil || tidy[0].State != Unknown {
			t.Fatalf("tidied to %v (%v), want UNKNOWN", tidy, err)
		}
		if e, err := l.Release(t.Context(), school, claimed, NotSetUp); err != nil || e.State != Planned {
			t.Errorf("released as %s (%v), want PLANNED", e.State, err)
		}
		got := waiting(t, l)
		if len(got) != 1 || got[0].State != Planned || got[0].Tries != 0 || !got[0].Settled.IsZero() {
			t.Fatalf("found waiting: %+v, want the mail as it was planned", got)
		}
		claim(t, l, got[0])
	})
	t.Run("a claim that another run took for lost and somebody settled is not given back", func(t *testing.T) {
		l := newLedger(openStore(t))
		claimed := claim(t, l, plan(t, l, 1)[0])
		tidy, err := l.Tidy(t.Context(), school, entries(t, l), monday.Add(ClaimLasts+time.Second))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Settle(t.Context(), school, tidy[0], Outcome{State: Sent}, monday); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Release(t.Context(), school, claimed, NotSetUp); !errors.Is(err, ErrTaken) {
			t.Errorf("release: %v, want ErrTaken", err)
		}
	})
	t.Run("a mail that somebody stopped cannot be claimed", func(t *testing.T) {
		l := newLedger(openStore(t))
		e := plan(t, l, 1)[0]
		if _, err := l.Settle(t.Context(), school, e, Outcome{State: Stopped, Reason: "Nora"}, monday); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Claim(t.Context(), school, e, Message{}, monday); !errors.Is(err, ErrTaken) {
			t.Errorf("claim: %v, want ErrTaken", err)
		}
	})
	t.Run("a mail given back leaves no trace of the attempt", func(t *testing.T) {
		l := newLedger(openStore(t))
		e := plan(t, l, 1)[0]
		back, err := l.Release(t.Context(), school, claim(t, l, e), "mail is not set up")
		if err != nil || back.State != Planned || back.Tries != 0 || !back.NextTry.IsZero() || back.Content != "" {
			t.Errorf("released to %+v (%v)", back, err)
		}
		claim(t, l, back)
	})
	t.Run("a mail is found waiting while it may still leave, and when it is taken back to be sent again", func(t *testing.T) {
		l := newLedger(openStore(t))
		e := plan(t, l, 1)[0]
		for _, step := range []struct {
			to   State
			want int
		}{{Planned, 1}, {Unknown, 0}, {Planned, 1}, {Sent, 0}} {
			if e.State == Planned {
				e = claim(t, l, e)
			}
			if got := waiting(t, l); len(got) != 1 && e.State == Claimed {
				t.Errorf("%d mails wait while one is claimed, want it", len(got))
			}
			var err error
			if e, err = l.Settle(t.Context(), school, e, Outcome{State: step.to}, monday); err != nil {
				t.Fatal(err)
			}
			if got := waiting(t, l); len(got) != step.want {
				t.Errorf("%d mails wait after one became %s, want %d", len(got), step.to, step.want)
			}
		}
	})
	t.Run("what waits past its time expires, to the second", func(t *testing.T) {
		l := newLedger(openStore(t))
		all := plan(t, l, 1)
		for _, c := range []struct {
			at   time.Time
			want State
		}{{all[0].Expires.Add(-time.Second), Planned}, {all[0].Expires, Expired}} {
			tidy, err := l.Tidy(t.Context(), school, entries(t, l), c.at)
			if err != nil || tidy[0].State != c.want {
				t.Errorf("at %s: %s (%v), want %s", c.at, tidy[0].State, err, c.want)
			}
		}
	})
}

func TestPepper(t *testing.T) {
	t.Run("it is made once, though many make it at the same moment", func(t *testing.T) {
		s := openStore(t)
		var all sync.WaitGroup
		got := make([]Pepper, 10)
		for i := range got {
			all.Go(func() {
				p, err := newLedger(s).Pepper(t.Context(), school)
				if err != nil {
					t.Error(err)
				}
				got[i] = p
			})
		}
		all.Wait()
		for _, p := range got {
			if string(p) != string(got[0]) || len(p) != pepperBytes {
				t.Fatalf("peppers differ: %x and %x", p, got[0])
			}
		}
	})
}

func TestStatus(t *testing.T) {
	t.Run("every mail is in exactly one state, and the counts add up to the total", func(t *testing.T) {
		var all []Entry
		for i, s := range []State{Planned, Planned, Claimed, Sent, Sent, Refused, Unknown, Stopped, Suppressed, Expired} {
			e := mails(i + 1)[i]
			e.State, e.Claimed, e.Settled = s, monday, monday
			all = append(all, e)
		}
		s := StatusOf(all, monday, func(e Entry) bool { return e.Key == all[0].Key })
		want := Counts{Total: 10, Waiting: 3, Held: 1, Sent: 2, Refused: 1, Stopped: 1, Suppressed: 1, Expired: 1, Unknown: 1}
		if s.Counts != want || s.ByKind[schedule.WeeklyDigest] != want {
			t.Errorf("counts %+v, by kind %+v, want %+v", s.Counts, s.ByKind, want)
		}
	})
	t.Run("an unknown mail needs a look after a day, a claim that is too old is unknown", func(t *testing.T) {
		e := mails(1)[0]
		e.State, e.Claimed = Claimed, monday
		soon, late := StatusOf([]Entry{e}, monday.Add(ClaimLasts+1), nil), StatusOf([]Entry{e}, monday.Add(25*time.Hour), nil)
		if soon.Unknown != 1 || len(soon.NeedsALook) != 0 {
			t.Errorf("after five minutes: %+v", soon)
		}
		if len(late.NeedsALook) != 1 || late.NeedsALook[0].Key != e.Key {
			t.Errorf("after a day: %+v, want a look at %s", late.NeedsALook, e.Key)
		}
	})
}
