package functions_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"shelfmates/shared/heartbeat"
	"shelfmates/shared/lambdaqueue/lambdatest"
	"shelfmates/shared/queue"
	"shelfmates/shared/registry"
)

// visibility is longer than what hides a message that failed.
const visibility = 331 * time.Second

// TestASyncKilledAtAnyRequest kills the function at every request that it sends
// (to Google, the table, the mail queue), before it arrives and after it was
// done. The message comes again, and the school ends as with one clean run.
func TestASyncKilledAtAnyRequest(t *testing.T) {
	d := deploy(t)
	names := []string{"Ana Ruiz", "Bo Lind", "Chi Park"}
	run := func(school string, n int, side lambdatest.Side) (world string, cut bool) {
		staff := d.volunteers(school, names...)
		d.KillAll() // each begins cold, with a token to ask for
		d.ring(school, "sheet-of-"+school)
		d.wire.CutAt(n, side)
		d.Drain(t.Context())
		cut = d.wire.Requests() >= n && n > 0
		d.wire.CutAt(0, lambdatest.Whole)
		if cut {
			d.Advance(visibility)
			d.Drain(t.Context())
		}
		return d.world(school, staff), cut
	}
	clean, _ := run("clean", 0, lambdatest.Whole)
	t.Logf("a clean run ends as\n%s", clean)
	for _, side := range []lambdatest.Side{lambdatest.Before, lambdatest.After} {
		n := 1
		for ; ; n++ {
			world, cut := run(fmt.Sprintf("cut-%s-%d", side, n), n, side)
			if !cut {
				break
			}
			if world != clean {
				t.Errorf("killed %s request %d it ends as\n%s", side, n, world)
			}
		}
		if n < 10 {
			t.Errorf("a sync sends %d requests only", n-1)
		}
	}
	if dead := d.SQS.Letters(deadLetters); len(dead) != 0 {
		t.Errorf("dead letters: %v", dead)
	}
}

// TestATickKilledAtAnyRequest kills tick at every request. The next minute makes
// up for it: what was to be queued is queued, and once.
func TestATickKilledAtAnyRequest(t *testing.T) {
	d := deploy(t)
	d.register("maple", "sheet-of-maple")
	slot, _ := registry.SlotOf("maple")
	queued := func() []string {
		var all []string
		for _, l := range slices.Concat(d.SQS.Letters(syncQueue), d.SQS.Letters(mailQueue)) {
			if m, err := queue.Parse(l.Body); err == nil && m.Task != queue.Hints {
				all = append(all, string(m.Task)+" "+m.School)
			}
		}
		slices.Sort(all)
		return all
	}
	run := func(n int, side lambdatest.Side) (got []string, cut bool) {
		d.Advance(time.Minute)
		for int(d.Now().Unix()/60)%registry.Slots != slot {
			d.Advance(time.Minute)
		}
		if err := d.registry.SetDue(t.Context(), "maple", registry.Mail, d.Now()); err != nil {
			t.Fatal(err)
		}
		if err := d.registry.SetLastMinute(t.Context(), d.Now().Add(-time.Minute)); err != nil {
			t.Fatal(err)
		}
		d.SQS.Empty(syncQueue)
		d.SQS.Empty(mailQueue)
		d.wire.CutAt(n, side)
		err := d.Tick(t.Context())
		if cut = n > 0 && d.wire.Requests() >= n; cut != (err != nil) {
			t.Errorf("cut %v, tick: %v", cut, err)
		}
		d.wire.CutAt(0, lambdatest.Whole)
		d.Advance(time.Minute)
		if err := d.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		return queued(), cut
	}
	want := []string{"mail maple", "sync maple"}
	if got, _ := run(0, lambdatest.Whole); !slices.Equal(got, want) {
		t.Fatalf("a clean tick queues %v, want %v", got, want)
	}
	for _, side := range []lambdatest.Side{lambdatest.Before, lambdatest.After} {
		n := 1
		for ; ; n++ {
			got, cut := run(n, side)
			if !slices.Equal(got, want) {
				t.Errorf("killed %s request %d: queued %v, want %v", side, n, got, want)
			}
			if !cut {
				break
			}
		}
		if n < 5 {
			t.Errorf("a tick sends %d requests only", n-1)
		}
	}
}

// TestALookKilledAtAnyRequest kills the function while it asks Drive what
// changed. The look comes again, and what changed is read.
func TestALookKilledAtAnyRequest(t *testing.T) {
	d := deploy(t)
	staff := d.volunteers("maple", "Ana Ruiz")
	look := func() {
		m := queue.Message{Task: queue.Hints, Account: heartbeat.OwnAccount, Cause: fmt.Sprint("minute:", d.Now()), At: d.Now()}
		body, err := m.Body()
		if err == nil {
			err = d.SQS.Send(syncQueue, m.Group(), m.ID(), body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	look()
	d.Drain(t.Context())
	people := 1
	for _, side := range []lambdatest.Side{lambdatest.Before, lambdatest.After} {
		for n := 1; n <= 6; n++ { // token, page token, changes, whose, ring, page token
			people++
			staff.Fill("Volunteers", 1+people, []string{fmt.Sprint("Volunteer ", people), fmt.Sprint(people, "@families.example")})
			d.Advance(time.Minute)
			look()
			d.wire.CutAt(n, side)
			d.Drain(t.Context())
			d.wire.CutAt(0, lambdatest.Whole)
			d.Advance(visibility)
			d.Drain(t.Context())
			if got := len(d.people("maple")); got != people {
				t.Errorf("killed %s request %d: %d records, want %d", side, n, got, people)
			}
		}
	}
	if dead := d.SQS.Letters(deadLetters); len(dead) != 0 {
		t.Errorf("dead letters: %v", dead)
	}
}

func TestAMessageDeliveredTwice(t *testing.T) {
	d := deploy(t)
	once, twice := d.volunteers("once", "Ana Ruiz", "Bo Lind"), d.volunteers("twice", "Ana Ruiz", "Bo Lind")
	d.ring("once", "sheet-of-once")
	d.ring("twice", "sheet-of-twice")
	for _, l := range d.SQS.Letters(syncQueue) {
		if l.Group == "twice" {
			d.SQS.Repeat(syncQueue, l.ID)
		}
	}
	d.Drain(t.Context())
	if got, want := d.world("twice", twice), d.world("once", once); got != want {
		t.Errorf("a message delivered twice ends as\n%s\nwant\n%s", got, want)
	}
	if synced := len(d.logged("synced")); synced != 3 {
		t.Errorf("%d messages were dealt with, want 3", synced)
	}
}
