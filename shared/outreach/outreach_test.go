package outreach_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/outbox"
	"shelfmates/shared/outreach"
	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/roster"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/store/storetest"
)

const school = "school"

// shelf is a loader with one edition, as a school's records stand.
type shelf struct {
	edition *roster.Edition
	err     error
}

func (s *shelf) Load(context.Context, string) (*roster.Edition, error) { return s.edition, s.err }

// newYork is the zone of the school in these tests.
func newYork(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// monday returns an instant of Monday 23 November 2026 at the school, or of a
// day so many days later.
func monday(t testing.TB, clock string, later int) time.Time {
	t.Helper()
	c, err := schoolyear.ParseClock(clock)
	if err != nil {
		t.Fatal(err)
	}
	return schoolyear.Calendar{Zone: newYork(t)}.At(schoolyear.MakeDay(2026, time.November, 23+later), c)
}

// library is a school that owes a thank-you and has so many readers of its
// digest.
func library(t testing.TB, readers int) *schooltest.School {
	s := schooltest.New()
	s.Settings.Calendar.Zone = newYork(t)
	s.Settings.DigestDay, s.Settings.DigestTime = time.Monday, 7*60
	s.Settings.ReplyTo = "desk@school.example"
	s.StartDay = schooltest.Day("2026-08-01")
	bakery := s.Partner("Oak Street Bakery")
	s.Gift("2026-11-10", bakery, "bread for the reading club")
	for i := range readers {
		member(s, fmt.Sprintf("Reader %d", i), fmt.Sprintf("reader%d@school.example", i))
	}
	return s
}

func member(s *schooltest.School, name, email string) {
	s.Member(name, "Librarian", func(m *partnership.Member) { m.Email, m.WeeklyDigest = email, true })
}

// A desk is outreach with its other sides.
type desk struct {
	*outreach.Outreach
	shelf  *shelf
	store  store.Store
	ledger *delivery.Ledger
}

func openStore(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "store.db"), func() time.Time { return monday(t, "07:00", 0) }, sqlite.Options{})
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

func newDesk(t testing.TB, st store.Store, s *schooltest.School) *desk {
	t.Helper()
	d := &desk{shelf: &shelf{edition: &roster.Edition{School: &s.School, Epoch: 1}}, store: st, ledger: delivery.NewLedger(st, rand.Reader)}
	d.Outreach = outreach.New(d.shelf, d.ledger, outreach.Options{From: "library@school.example"})
	return d
}

func (d *desk) plan(t testing.TB, now time.Time) outreach.Planned {
	t.Helper()
	p, err := d.Plan(t.Context(), school, now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (d *desk) send(t testing.TB, transport delivery.Transport, now time.Time) outreach.Sent {
	t.Helper()
	return d.sendBy(t, transport, at(now))
}

// sendBy sends with a clock that may move on during the run.
func (d *desk) sendBy(t testing.TB, transport delivery.Transport, now func() time.Time) outreach.Sent {
	t.Helper()
	s, err := d.Send(t.Context(), school, transport, now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// at is a clock that stands still.
func at(now time.Time) func() time.Time { return func() time.Time { return now } }

// status counts the ledger, and fails when what is found waiting is not what
// waits in it.
func (d *desk) status(t testing.TB, now time.Time) delivery.Status {
	t.Helper()
	entries, err := d.ledger.Entries(t.Context(), school)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, e := range entries {
		if e.State.Waiting() {
			want = append(want, e.Key)
		}
	}
	marks := 0
	for _, err := range d.store.List(t.Context(), school, store.WaitingPrefix) {
		if err != nil {
			t.Fatal(err)
		}
		marks++
	}
	waiting, err := d.ledger.Waiting(t.Context(), school)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range waiting {
		got = append(got, e.Key)
	}
	if !slices.Equal(got, want) || marks != len(want) {
		t.Errorf("found waiting %v by %d marks, want %v", got, marks, want)
	}
	return delivery.StatusOf(entries, now, nil)
}

// A pillarBox is a transport that keeps what it is given, and fails as told.
type pillarBox struct {
	mu    sync.Mutex
	sent  map[string][][]byte // by reader
	fail  func(n int) error   // of the n-th call, from 1; nil never fails
	check error
	calls int
}

func (b *pillarBox) Medium() delivery.Medium     { return delivery.Medium{Name: "test", Files: true} }
func (b *pillarBox) Check(context.Context) error { return b.check }

func (b *pillarBox) Send(_ context.Context, m delivery.Message) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls++
	if b.fail != nil {
		if err := b.fail(b.calls); err != nil {
			return "", err
		}
	}
	if b.sent == nil {
		b.sent = map[string][][]byte{}
	}
	b.sent[m.To.Address] = append(b.sent[m.To.Address], m.Raw)
	return "", nil
}

func (b *pillarBox) count() int {
	n := 0
	for _, mails := range b.sent {
		n += len(mails)
	}
	return n
}

// once fails when an address got more than one mail.
func (b *pillarBox) once(t testing.TB) {
	t.Helper()
	for to, mails := range b.sent {
		if len(mails) > 1 {
			t.Errorf("%s got %d mails", to, len(mails))
		}
	}
}

func TestPlanAndSend(t *testing.T) {
	t.Run("on Monday at seven each reader gets the digest, once", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 3)), &pillarBox{}
		if p := d.plan(t, monday(t, "06:59", 0)); len(p.Periods) != 0 || !p.Next.Equal(monday(t, "07:00", 0)) {
			t.Errorf("a minute before: %+v", p)
		}
		if p := d.plan(t, monday(t, "07:00", 0)); len(p.Periods) != 1 || p.Periods[0].Verdict != schedule.Mail || p.Periods[0].Mails != 3 {
			t.Errorf("at seven: %+v", p)
		}
		for range 3 {
			d.plan(t, monday(t, "07:01", 0))
			d.send(t, box, monday(t, "07:01", 0))
		}
		if box.count() != 3 {
			t.Errorf("%d mails left, want 3", box.count())
		}
		box.once(t)
		if s := d.status(t, monday(t, "08:00", 0)); s.Sent != 3 || s.Total != 3 {
			t.Errorf("status %+v", s.Counts)
		}
	})
	t.Run("while nothing waits a run is one call of the store, however many mails have left", func(t *testing.T) {
		recorded := storetest.Record(openStore(t))
		d, box := newDesk(t, recorded, library(t, 150)), &pillarBox{}
		d.plan(t, monday(t, "07:00", 0))
		d.send(t, box, monday(t, "07:00", 0))
		recorded.Taken()
		d.send(t, box, monday(t, "07:01", 0))
		if calls := recorded.Taken(); len(calls) != 1 || calls[0].Prefix != store.WaitingPrefix || box.count() != 150 {
			t.Errorf("%d mails left, then a run took %d calls: %+v", box.count(), len(calls), calls)
		}
	})
	t.Run("a tick in the night before last still finds it due, and it is dated when it was", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 1)), &pillarBox{}
		d.plan(t, monday(t, "10:00", 3))
		d.send(t, box, monday(t, "10:00", 3))
		if raw := box.sent["reader0@school.example"]; len(raw) != 1 || !bytes.Contains(raw[0], []byte("Date: Mon, 23 Nov 2026 07:00:00 -0500")) {
			t.Errorf("sent %.300s", raw)
		}
	})
	t.Run("before the sheet was ever read nothing is due", func(t *testing.T) {
		for _, err := range []error{roster.ErrNeverSynced, roster.ErrHalfway} {
			d := newDesk(t, openStore(t), library(t, 1))
			d.shelf.err = err
			if p := d.plan(t, monday(t, "07:00", 0)); len(p.Periods) != 0 {
				t.Errorf("%v: planned %+v", err, p)
			}
		}
	})
	t.Run("a quiet week is decided once, and what comes up later that day waits for the next", func(t *testing.T) {
		s := library(t, 1)
		gifts := s.Donations
		s.Donations = nil
		d, box := newDesk(t, openStore(t), s), &pillarBox{}
		if p := d.plan(t, monday(t, "07:00", 0)); p.Periods[0].Verdict != schedule.Quiet {
			t.Errorf("planned %+v, want a quiet week", p)
		}
		s.Donations = gifts
		if p := d.plan(t, monday(t, "09:00", 0)); len(p.Periods) != 0 {
			t.Errorf("planned again: %+v", p)
		}
		d.plan(t, monday(t, "07:00", 7))
		d.send(t, box, monday(t, "07:00", 7))
		if box.count() != 1 {
			t.Errorf("%d mails the week after, want 1", box.count())
		}
	})
	t.Run("without a plain address nobody gets a mail, and a shared one gets one", func(t *testing.T) {
		s := library(t, 1)
		member(s, "No address", "")
		member(s, "Two addresses", "a@school.example, b@school.example")
		member(s, "Same address", "READER0@school.example")
		d, box := newDesk(t, openStore(t), s), &pillarBox{}
		d.plan(t, monday(t, "07:00", 0))
		d.send(t, box, monday(t, "07:00", 0))
		if box.count() != 1 {
			t.Errorf("mails to %v, want one to reader0", box.sent)
		}
	})
	t.Run("who takes the yes away in time gets nothing", func(t *testing.T) {
		s := library(t, 2)
		d, box := newDesk(t, openStore(t), s), &pillarBox{}
		d.plan(t, monday(t, "07:00", 0))
		s.Team[0].WeeklyDigest = false
		d.send(t, box, monday(t, "07:00", 0))
		if st := d.status(t, monday(t, "08:00", 0)); st.Stopped != 1 || st.Sent != 1 || len(box.sent["reader0@school.example"]) != 0 {
			t.Errorf("status %+v, mails to %d", st.Counts, len(box.sent))
		}
	})
	t.Run("a digest that waits past its time expires", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 2)), &pillarBox{}
		d.plan(t, monday(t, "07:00", 0))
		if s := d.send(t, box, monday(t, "07:00", 6)); s.Expired != 2 || box.count() != 0 {
			t.Errorf("sent %+v, %d mails", s, box.count())
		}
	})
	t.Run("nothing leaves at night", func(t *testing.T) {
		s := library(t, 1)
		s.Settings.DigestTime = 5 * 60
		for _, c := range []struct {
			clock, next string
			later       int
			want        int
		}{{"05:00", "06:00", 0, 0}, {"05:59", "06:00", 0, 0}, {"06:00", "", 0, 1}, {"19:59", "", 0, 1}, {"20:00", "06:00", 1, 0}, {"23:30", "06:00", 1, 0}} {
			d, box := newDesk(t, openStore(t), s), &pillarBox{}
			d.plan(t, monday(t, "05:00", 0))
			sent := d.send(t, box, monday(t, c.clock, 0))
			if box.count() != c.want {
				t.Errorf("at %s %d mails left, want %d", c.clock, box.count(), c.want)
			}
			if c.next != "" && !sent.Next.Equal(monday(t, c.next, c.later)) {
				t.Errorf("at %s next is %s, want %s", c.clock, sent.Next, monday(t, c.next, c.later))
			}
		}
	})
	t.Run("a mail that a newer version planned is left to it", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 1)), &pillarBox{}
		at := monday(t, "07:00", 0)
		day := schooltest.Day("2026-11-23")
		err := d.ledger.Decide(t.Context(), school, delivery.Course{}, delivery.Decision{
			Period: schedule.Period{Kind: "postcard", Name: day, Day: day, At: at}, Verdict: schedule.Mail, At: at,
			Mails: []delivery.Entry{{Key: "postcard#x#y", Kind: "postcard", Due: at, Expires: at.AddDate(0, 0, 9), Planned: at}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if s := d.send(t, box, at); s.Waiting != 1 || box.count() != 0 || d.status(t, at).Waiting != 1 {
			t.Errorf("sent %+v", s)
		}
	})
}

func TestOutcomes(t *testing.T) {
	seven := func(t *testing.T) time.Time { return monday(t, "07:00", 0) }
	t.Run("what is about us stops the run, and everything stays planned", func(t *testing.T) {
		d := newDesk(t, openStore(t), library(t, 3))
		d.plan(t, seven(t))
		box := &pillarBox{check: fmt.Errorf("wrong password: %w", delivery.ErrAboutUs)}
		if s := d.send(t, box, seven(t)); s.Trouble == "" || s.Waiting != 3 || box.calls != 0 {
			t.Errorf("check fails: %+v after %d calls", s, box.calls)
		}
		box = &pillarBox{fail: func(n int) error {
			if n == 2 {
				return fmt.Errorf("paused: %w", delivery.ErrAboutUs)
			}
			return nil
		}}
		if s := d.send(t, box, seven(t)); s.Trouble == "" || s.Sent != 1 || s.Waiting != 2 || box.calls != 2 {
			t.Errorf("second call fails: %+v after %d calls", s, box.calls)
		}
		if s := d.send(t, &pillarBox{}, seven(t)); s.Sent != 2 {
			t.Errorf("after it was mended: %+v", s)
		}
	})
	t.Run("an address of ours that is none stops the run before anything is claimed, until it is mended", func(t *testing.T) {
		for from, replyTo := range map[string]string{
			"Library <library@school.example>": "desk@school.example",
			"library@school.example":           "the desk",
			"":                                 "desk@school.example, office@school.example",
		} {
			s := library(t, 3)
			s.Settings.ReplyTo = replyTo
			d, box := newDesk(t, openStore(t), s), &pillarBox{}
			d.From = from
			d.plan(t, seven(t))
			sent := d.send(t, box, seven(t))
			if sent.Waiting != 3 || box.calls != 0 || d.status(t, seven(t)).Waiting != 3 {
				t.Errorf("from %q, reply to %q: %+v after %d calls", from, replyTo, sent, box.calls)
			}
			if !strings.Contains(sent.Trouble, "not one plain address") {
				t.Errorf("from %q, reply to %q: it says %q", from, replyTo, sent.Trouble)
			}
			d.From, s.Settings.ReplyTo = "library@school.example", "desk@school.example"
			if sent := d.send(t, box, seven(t)); sent.Sent != 3 || sent.Trouble != "" {
				t.Errorf("from %q, reply to %q: after it was mended %+v", from, replyTo, sent)
			}
		}
	})
	t.Run("people are told in words, and the log has the details", func(t *testing.T) {
		for _, about := range []error{delivery.ErrAboutUs, delivery.ErrLater, delivery.ErrRefused, errors.New("eof")} {
			var log bytes.Buffer
			d := newDesk(t, openStore(t), library(t, 1))
			d.Log = slog.New(slog.NewTextHandler(&log, nil))
			d.plan(t, seven(t))
			sent := d.send(t, &pillarBox{fail: func(int) error { return fmt.Errorf("dial 10.0.0.1: %w", about) }}, seven(t))
			entries, err := d.ledger.Entries(t.Context(), school)
			if err != nil {
				t.Fatal(err)
			}
			if said := sent.Trouble + entries[0].Reason.Text(); strings.Contains(said, "10.0.0.1") || !strings.HasSuffix(said, ".") {
				t.Errorf("%v: people are told %q", about, said)
			}
			if entries[0].Reason != delivery.ReasonOf(about) || !strings.Contains(log.String(), "10.0.0.1") || strings.Contains(log.String(), "reader0") {
				t.Errorf("%v: the ledger has %q, the log\n%s", about, entries[0].Reason, &log)
			}
		}
	})
	for _, c := range []struct {
		name string
		err  error
		want delivery.Counts
		then delivery.Counts // after another run an hour later without failures
	}{
		{"a refused mail is never tried again", delivery.ErrRefused, delivery.Counts{Total: 1, Refused: 1}, delivery.Counts{Total: 1, Refused: 1}},
		{"a mail that could not leave is tried again", delivery.ErrLater, delivery.Counts{Total: 1, Waiting: 1}, delivery.Counts{Total: 1, Sent: 1}},
		{"a mail whose fate nobody knows is never tried again", errors.New("connection reset"), delivery.Counts{Total: 1, Unknown: 1}, delivery.Counts{Total: 1, Unknown: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, openStore(t), library(t, 1))
			d.plan(t, seven(t))
			d.send(t, &pillarBox{fail: func(int) error { return c.err }}, seven(t))
			if got := d.status(t, seven(t)).Counts; got != c.want {
				t.Errorf("status %+v, want %+v", got, c.want)
			}
			early := &pillarBox{}
			d.send(t, early, seven(t).Add(time.Minute))
			if early.calls != 0 {
				t.Errorf("%d calls a minute later, want none", early.calls)
			}
			d.send(t, &pillarBox{}, seven(t).Add(time.Hour))
			if got := d.status(t, seven(t)).Counts; got != c.then {
				t.Errorf("an hour later %+v, want %+v", got, c.then)
			}
		})
	}
}

func TestAtMostOnce(t *testing.T) {
	seven := monday(t, "07:00", 0)
	t.Run("a run that is cut off at any call of the store never makes a mail leave twice, or vanish", func(t *testing.T) {
		const readers = 3
		for n := 1; ; n++ {
			finished := false
			for _, side := range storetest.Sides {
				st, s, box := openStore(t), library(t, readers), &pillarBox{}
				crashing := storetest.CrashAt(st, n, side)
				d := newDesk(t, crashing, s)
				_, planned := d.Plan(t.Context(), school, seven)
				_, sent := d.Send(t.Context(), school, box, at(seven))
				finished = planned == nil && sent == nil

				d = newDesk(t, st, s) // the program again, until quiet
				for _, at := range []time.Time{seven, seven.Add(10 * time.Minute), seven.Add(20 * time.Minute)} {
					d.plan(t, at)
					d.send(t, box, at)
				}
				box.once(t)
				got := d.status(t, seven.Add(time.Hour))
				if got.Total != readers || got.Sent+got.Unknown != readers || got.Unknown > 1 || box.count() < readers-got.Unknown {
					t.Fatalf("cut off %s call %d: %d mails left, status %+v", side, n, box.count(), got.Counts)
				}
			}
			if finished {
				return
			}
		}
	})
}

func TestFiftyTicksAndMailersAtOnceSendWhatOneSends(t *testing.T) {
	seven := monday(t, "07:00", 0)
	onEveryStore(t, func(t *testing.T, open func(testing.TB) store.Store) {
		st, s, box := open(t), library(t, 4), &pillarBox{}
		var all sync.WaitGroup
		for range 50 {
			d := newDesk(t, st, s)
			all.Go(func() {
				if _, err := d.Plan(t.Context(), school, seven); err != nil {
					t.Error(err)
				}
				if _, err := d.Send(t.Context(), school, box, at(seven)); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		d := newDesk(t, st, s)
		d.send(t, box, seven)
		box.once(t)
		if got := d.status(t, seven).Counts; box.count() != 4 || got != (delivery.Counts{Total: 4, Sent: 4}) {
			t.Errorf("%d mails left, status %+v", box.count(), got)
		}
	})
}

func TestPreview(t *testing.T) {
	preview := func(t *testing.T, d *desk, from, to string) outreach.Rehearsal {
		t.Helper()
		r, err := d.Preview(t.Context(), school, schooltest.Day(from), schooltest.Day(to))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	t.Run("for the next due run the rehearsal is the real send, byte for byte, decided or not", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 3)), &pillarBox{}
		before := preview(t, d, "2026-11-23", "2026-11-23")
		d.plan(t, monday(t, "07:00", 0))
		reread := *d.shelf.edition // the sheet is read again, and nothing is new
		reread.AsOf = monday(t, "07:10", 0)
		d.shelf.edition = &reread
		between := preview(t, d, "2026-11-23", "2026-11-23")
		d.send(t, box, monday(t, "09:30", 0))
		if len(before.Mails) != 3 || len(between.Mails) != 3 {
			t.Fatalf("rehearsed %d mails before and %d after the decision, want 3", len(before.Mails), len(between.Mails))
		}
		for i, m := range slices.Concat(before.Mails, between.Mails) {
			sent := box.sent[m.Message.To.Address]
			if len(sent) != 1 || !bytes.Equal(sent[0], m.Message.Raw) {
				t.Errorf("rehearsal %d of %s is not what left", i, m.To)
			}
		}
		if after := preview(t, d, "2026-11-23", "2026-11-23"); len(after.Mails) != 0 || len(after.LeftOut) != 3 {
			t.Errorf("after the send: %d mails, left out %+v", len(after.Mails), after.LeftOut)
		}
	})
	t.Run("it writes nothing", func(t *testing.T) {
		recorded := storetest.Record(openStore(t))
		preview(t, newDesk(t, recorded, library(t, 2)), "2026-11-23", "2026-12-20")
		for _, c := range recorded.Taken() {
			if c.Method == storetest.Write {
				t.Errorf("wrote %+v", c.Actions)
			}
		}
	})
	t.Run("it names each mail, its reader and why, and who is left out and why", func(t *testing.T) {
		s := library(t, 2)
		member(s, "Sam", "")
		s.Member("Quinn", "Teacher", func(m *partnership.Member) { m.Email = "quinn@school.example" })
		r := preview(t, newDesk(t, openStore(t), s), "2026-11-23", "2026-11-23")
		if len(r.Mails) != 2 || r.Mails[0].Name != "2026-11-23-weekly-digest-1" || r.Mails[1].Name != "2026-11-23-weekly-digest-2" {
			t.Errorf("mails %+v", r.Mails)
		}
		if m := r.Mails[0]; m.To != "Reader 0 <reader0@school.example>" || m.Why == "" || m.Subject == "" || m.Message.HTML == "" {
			t.Errorf("mail to %q, why %q, subject %q", m.To, m.Why, m.Subject)
		}
		if at := r.Mails[0].Due.Format("Mon 15:04 MST"); at != "Mon 07:00 EST" {
			t.Errorf("due %s, want it by the school's clocks", at)
		}
		if len(r.LeftOut) != 1 || r.LeftOut[0].Who != "Sam" || r.LeftOut[0].Why == "" || r.LeftOut[0].Day != "2026-11-23" {
			t.Errorf("left out %+v, want Sam", r.LeftOut)
		}
	})
	t.Run("a reader to whom no mail can be composed is left out, decided or not, and the others are shown", func(t *testing.T) {
		s := library(t, 2)
		s.Team[0].Name = strings.Repeat("x", 2000)
		d := newDesk(t, openStore(t), s)
		before := preview(t, d, "2026-11-23", "2026-11-23")
		d.plan(t, monday(t, "07:00", 0))
		for _, r := range []outreach.Rehearsal{before, preview(t, d, "2026-11-23", "2026-11-23")} {
			if len(r.Mails) != 1 || !strings.Contains(r.Mails[0].To, "reader1@school.example") {
				t.Errorf("mails %+v, want one to reader1", r.Mails)
			}
			if len(r.LeftOut) != 1 || !strings.Contains(r.LeftOut[0].Who, "reader0@school.example") || r.LeftOut[0].Why != delivery.Unsendable.Text() {
				t.Errorf("left out %+v, want reader0, for no mail can be composed", r.LeftOut)
			}
		}
	})
	t.Run("weeks ahead it tells loud weeks from unchanged ones", func(t *testing.T) {
		r := preview(t, newDesk(t, openStore(t), library(t, 1)), "2026-11-23", "2026-12-14")
		var days, quiet []string
		for _, m := range r.Mails {
			days = append(days, m.Due.In(newYork(t)).Format(time.DateOnly))
		}
		for _, l := range r.LeftOut {
			quiet = append(quiet, l.Day)
		}
		if got, want := strings.Join(days, " ")+" | "+strings.Join(quiet, " "), "2026-11-23 2026-12-07 | 2026-11-30 2026-12-14"; got != want {
			t.Errorf("mails | left out are %s, want %s", got, want)
		}
	})
	t.Run("a school never read has nothing to rehearse", func(t *testing.T) {
		d := newDesk(t, openStore(t), library(t, 1))
		d.shelf.err = roster.ErrNeverSynced
		if r := preview(t, d, "2026-11-23", "2026-11-23"); len(r.Mails) != 0 || len(r.LeftOut) != 0 {
			t.Errorf("rehearsed %+v", r)
		}
	})
}

func TestIntoTheOutbox(t *testing.T) {
	t.Run("a digest is in the outbox as text and page, under the name that the ledger has", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 1)), outbox.New(filepath.Join(t.TempDir(), "outbox"))
		d.plan(t, monday(t, "07:00", 0))
		d.send(t, box, monday(t, "07:00", 0))
		list, err := box.List()
		if err != nil || len(list) != 1 {
			t.Fatalf("outbox has %v (%v)", list, err)
		}
		entries, err := d.ledger.Entries(t.Context(), school)
		if err != nil {
			t.Fatal(err)
		}
		if entries[0].Name != list[0].Name || entries[0].Receipt != list[0].Name+".eml" {
			t.Errorf("ledger has name %q and receipt %q, the outbox %q", entries[0].Name, entries[0].Receipt, list[0].Name)
		}
		m, err := box.Open(list[0].Name)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Oak Street Bakery", "Weekly digest: yes"} {
			if !strings.Contains(m.Text, want) || !strings.Contains(m.HTML, want) {
				t.Errorf("the digest does not say %q:\n%s", want, m.Text)
			}
		}
	})
}
