package heartbeat_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/heartbeat"
	"shelfmates/shared/queue"
	"shelfmates/shared/registry"
)

func TestTick(t *testing.T) {
	const look = "hints/account:google/minute:"
	t.Run("rings the schools of the minute's slot, with their spreadsheets and zones", func(t *testing.T) {
		d := newDeployment(t)
		d.add("maple-hollow", "America/New_York") // slot 9
		d.add("elm", "UTC")
		d.turn("maple-hollow")
		d.is("beat", d.ticked(), heartbeat.Beat{Minutes: 1, Schools: 1, Looks: 1})
		d.is("messages", d.handled(d.syncs), []queue.Message{
			{Task: queue.Hints, Account: "google", Cause: "minute:2026-11-24T12:09Z", At: d.now},
			{Task: queue.Sync, School: "maple-hollow", Sheet: "sheet-of-maple-hollow", Zone: "America/New_York", Cause: "slot:2026-11-24T12:09Z", At: d.now},
		})
	})
	t.Run("a second one in the same minute rings nothing", func(t *testing.T) {
		d := newDeployment(t)
		d.add("maple-hollow", "UTC")
		d.turn("maple-hollow")
		d.ticked()
		d.handled(d.syncs)
		d.now = d.now.Add(59 * time.Second)
		d.is("beat", d.ticked(), heartbeat.Beat{})
		d.is("messages", d.ids(d.syncs), []string{})
	})
	t.Run("two at once ring nothing twice", func(t *testing.T) {
		d := newDeployment(t)
		d.add("maple-hollow", "UTC")
		d.turn("maple-hollow")
		d.ticked()
		d.ok(d.registry.SetLastMinute(t.Context(), d.now.Add(-time.Minute))) // as the other saw it
		d.ticked()
		d.is("messages", d.ids(d.syncs), []string{look + "2026-11-24T12:09Z", "sync/maple-hollow/slot:2026-11-24T12:09Z"})
	})
	t.Run("makes up for the minutes that were missed, with one look for hints", func(t *testing.T) {
		d := newDeployment(t)
		d.add("maple-hollow", "UTC")
		d.turn("maple-hollow")
		turn := d.now
		d.now = turn.Add(-time.Minute)
		d.ticked()
		d.handled(d.syncs)
		d.now = turn.Add(3 * time.Minute)
		d.is("beat", d.ticked(), heartbeat.Beat{Minutes: 4, Schools: 1, Looks: 1})
		d.is("messages", d.ids(d.syncs), []string{look + "2026-11-24T12:12Z", "sync/maple-hollow/slot:2026-11-24T12:09Z"})
	})
	t.Run("a school is read once, however many of its turns were missed", func(t *testing.T) {
		d := newDeployment(t)
		d.add("maple-hollow", "UTC")
		d.ticked()
		d.handled(d.syncs)
		d.now = noon.Add(5 * 24 * time.Hour)
		beat := d.ticked()
		d.is("minutes and schools", fmt.Sprint(beat.Minutes, beat.Schools), "60 1")
		d.is("messages", d.ids(d.syncs), []string{look + "2026-11-29T12:00Z", "sync/maple-hollow/slot:2026-11-29T11:54Z"})
	})
	t.Run("a last minute that lies ahead is from another clock", func(t *testing.T) {
		d := newDeployment(t)
		d.ok(d.registry.SetLastMinute(t.Context(), noon.Add(24*time.Hour)))
		d.is("minutes", d.ticked().Minutes, 1)
		last, err := d.registry.LastMinute(t.Context())
		d.ok(err)
		d.is("last minute", last, noon)
	})
	t.Run("says of a failing school that it is, and counts it", func(t *testing.T) {
		d := newDeployment(t)
		d.add("maple-hollow", "UTC")
		d.ok(d.registry.SetFailing(t.Context(), "maple-hollow", noon))
		d.turn("maple-hollow")
		d.is("failing", d.ticked().Failing, 1)
		d.is("message says so", d.handled(d.syncs)[1].Failing, true)
		d.now = d.now.Add(time.Minute)
		d.is("failing in the next slot", d.ticked().Failing, 0)
	})
	t.Run("a school of whose item nothing can be made holds up no other", func(t *testing.T) {
		d := newDeployment(t)
		d.add("maple-hollow", "UTC")
		d.turn("maple-hollow")
		slot := "REG#SLOT#09"
		for sort, sheet := range map[string]string{"SCHOOL#broken": "", "SCHOOL#a/b c": "1aB"} {
			d.ok(d.table.Write(t.Context(), registry.Change{Key: registry.Key{Partition: slot, Sort: sort}, Put: registry.Attrs{"sheet": sheet}}))
		}
		d.ok(d.table.Write(t.Context(), registry.Change{Key: registry.Key{Partition: "REG#DUE", Sort: "0000000000001#x#lost"}, Put: registry.Attrs{"school": "lost", "task": "x"}}))
		beat := d.ticked()
		d.is("schools", beat.Schools, 1)
		d.is("unreadable", beat.Unreadable, []string{"lost", "broken", "a/b c"})
		d.is("messages", len(d.handled(d.syncs)), 2)
	})
}

func TestTickRingsWhatIsDue(t *testing.T) {
	due := noon.Add(7 * time.Second)
	start := func(t *testing.T) *deployment {
		d := newDeployment(t)
		d.add("elm", "UTC")
		d.ok(d.registry.SetDue(t.Context(), "elm", registry.Mail, due))
		d.ok(d.registry.SetDue(t.Context(), "elm", registry.Sync, due))
		return d
	}
	// rung takes what was rung for what is due.
	rung := func(d *deployment) []queue.Message {
		var list []queue.Message
		for _, m := range append(d.handled(d.syncs), d.handled(d.mails)...) {
			if heartbeat.IsDue(m) {
				list = append(list, m)
			}
		}
		return list
	}
	t.Run("when its time has come, not before", func(t *testing.T) {
		d := start(t)
		d.ticked()
		d.is("messages", len(rung(d)), 0)
		d.now = due
		d.is("due", d.ticked().Due, 2)
		d.is("messages", rung(d), []queue.Message{
			{Task: queue.Sync, School: "elm", Sheet: "sheet-of-elm", Cause: "due:2026-11-24T12:00:07Z", At: due},
			{Task: queue.Mail, School: "elm", Cause: "due:2026-11-24T12:00:07Z", At: due},
		})
	})
	t.Run("once in five minutes while it stays due, and no more once it is moved on", func(t *testing.T) {
		d := start(t)
		count := 0
		for range 12 {
			d.now = d.now.Add(time.Minute)
			d.ticked()
			count += len(rung(d))
		}
		d.is("messages in twelve minutes", count, 6)
		d.ok(d.registry.SetDue(t.Context(), "elm", registry.Mail, time.Time{}))
		d.ok(d.registry.SetDue(t.Context(), "elm", registry.Sync, noon.Add(time.Hour)))
		d.now = d.now.Add(10 * time.Minute)
		d.is("due", d.ticked().Due, 0)
	})
}

func TestTickInTrouble(t *testing.T) {
	const turn, mail = "sync/maple-hollow/slot:2026-11-24T12:09Z", "mail/maple-hollow/due:2026-11-24T12:09:00Z"
	for _, c := range []struct {
		what   string
		broken string // partition
		queue  bool
		rung   []string // all the same
	}{
		{"slots cannot be read", "REG#SLOT", false, []string{mail}},
		{"the last minute cannot be read", "REG#TICK", false, []string{mail}},
		{"what is due cannot be read", "REG#DUE", false, []string{turn}},
		{"the sync queue takes nothing", "", true, []string{mail}},
	} {
		t.Run("where "+c.what+" the rest is rung, and the next minute makes up for it", func(t *testing.T) {
			d := newDeployment(t)
			d.add("maple-hollow", "UTC")
			d.turn("maple-hollow")
			d.ok(d.registry.SetDue(t.Context(), "maple-hollow", registry.Mail, d.now))
			d.now = d.now.Add(-time.Minute)
			d.ticked()
			rung := func() []string {
				return slices.DeleteFunc(append(d.ids(d.syncs), d.ids(d.mails)...), func(id string) bool {
					return strings.HasPrefix(id, "hints/")
				})
			}
			d.is("before", rung(), []string{})

			d.now = d.now.Add(time.Minute)
			d.table.broken, d.syncs.broken = c.broken, c.queue
			if _, err := d.tick(); !errors.Is(err, errBroken) && !errors.Is(err, queue.ErrUnavailable) {
				t.Errorf("got %v", err)
			}
			first := rung()
			d.is("in trouble", first, c.rung)

			d.table.broken, d.syncs.broken = "", false
			d.now = d.now.Add(time.Minute)
			d.ticked()
			both := append(first, rung()...)
			slices.Sort(both)
			d.is("in both minutes", both, []string{mail, turn})
		})
	}
}
