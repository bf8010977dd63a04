package functions_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/queue"
	"shelfmates/shared/sheet/googlefake"
)

func TestATickBringsAChangedSheetIntoTheTable(t *testing.T) {
	d := deploy(t)
	staff := d.volunteers("maple", "Ana Ruiz")
	d.quietMinute("maple")

	d.minute() // the first look: from here on Drive tells what changes
	if people := d.people("maple"); len(people) != 0 {
		t.Fatalf("before anything changed there are %d records", len(people))
	}
	staff.Fill("Volunteers", 3, []string{"Bo Lind", address("Bo Lind"), "Active"})
	d.minute()
	if people := d.people("maple"); len(people) != 2 {
		t.Fatalf("after a tick there are the records %v, want both volunteers\n%s", people, strings.Join(d.Lines(), "\n"))
	}
	before := d.world("maple", staff)

	d.minute() // Drive tells of what we wrote ourselves
	d.google.Forget()
	d.minute()
	if after := d.world("maple", staff); after != before {
		t.Errorf("a second tick changed\n%s\ninto\n%s", before, after)
	}
	if reads, writes := d.google.Reads(), d.google.Writes(); reads != 0 || writes != 0 {
		t.Errorf("a second tick cost %d reads and %d writes of the sheet", reads, writes)
	}
	if letters := d.SQS.Letters(syncQueue); len(letters) != 0 {
		t.Errorf("left in the queue: %v", letters)
	}
	d.private("Ana", "Bo Lind", "families.example", "Volunteers")
}

func TestTheSlotsTurnReadsASheetThatDriveSaysNothingOf(t *testing.T) {
	d := deploy(t)
	staff := d.volunteers("maple", "Ana Ruiz")
	for range 15 {
		d.minute()
	}
	if people := d.people("maple"); len(people) != 1 {
		t.Fatalf("after fifteen minutes there are %d records, want 1", len(people))
	}
	staff.Fill("Volunteers", 3, []string{"Bo Lind", address("Bo Lind"), "Active"})
	d.google.Forget()
	d.ring("maple", "sheet-of-maple")
	d.Drain(t.Context())
	changed := d.google.Reads()
	d.google.Forget()
	d.Advance(time.Minute)
	d.ring("maple", "sheet-of-maple")
	d.Drain(t.Context())
	if unchanged := d.google.Reads(); changed > 3 || unchanged != 1 || d.google.Writes() != 0 {
		t.Errorf("a changed sheet cost %d reads, the same unchanged %d and %d writes", changed, unchanged, d.google.Writes())
	}
	lines := d.logged("synced")
	last := lines[len(lines)-1]
	if last["changed"] != false || last["store_reads"] != 1.0 || last["store_writes"] != 0.0 {
		t.Errorf("an unchanged sheet is logged as %v", last)
	}
}

func TestOneHangingSheetHoldsNobody(t *testing.T) {
	const schools = 100
	d := deploy(t)
	name := func(i int) string { return fmt.Sprintf("school-%02d", i) }
	for i := range schools {
		d.volunteers(name(i), fmt.Sprintf("Volunteer %d", i))
	}
	d.google.Fail(googlefake.Fault{File: "sheet-of-" + name(7), Kind: googlefake.Hang, Times: -1})
	done := make(chan string, schools)
	d.done = func(m queue.Message, ok bool) {
		if ok {
			done <- m.School
		}
	}
	for i := range schools {
		d.ring(name(i), "sheet-of-"+name(i))
	}
	drained := make(chan struct{})
	go func() { defer close(drained); d.Drain(t.Context()) }()
	for range schools - 1 {
		if school := <-done; school == name(7) {
			t.Errorf("%s, whose sheet hangs, is done", school)
		}
	}
	for i := range schools {
		want := 1
		if i == 7 {
			want = 0
		}
		if got := len(d.people(name(i))); got != want {
			t.Errorf("%s has %d records, want %d", name(i), got, want)
		}
	}
	// Its function is ended, as by its own time limit. Later the sheet answers.
	d.KillAll()
	<-drained
	d.google.Heal()
	d.Advance(331 * time.Second)
	d.Drain(t.Context())
	if got := len(d.people(name(7))); got != 1 {
		t.Errorf("once its sheet answers, %s has %d records", name(7), got)
	}
}

func TestAPoisonedMessageEndsInTheDeadLetters(t *testing.T) {
	for what, body := range map[string]string{
		"a body that cannot be read":         `{"v":1,"task":`,
		"a body of a newer version":          `{"v":99,"task":"sync","school":"maple","cause":"ping:1","at":"2026-11-24T08:00:00Z"}`,
		"a body for another kind of program": `{"v":1,"task":"mail","school":"maple","cause":"ping:1","at":"2026-11-24T08:00:00Z"}`,
	} {
		t.Run(what, func(t *testing.T) {
			d := deploy(t)
			d.volunteers("maple", "Ana Ruiz")
			if err := d.SQS.Send(syncQueue, "maple", "poison", body); err != nil {
				t.Fatal(err)
			}
			d.ring("maple", "sheet-of-maple")
			for range 5 {
				d.Drain(t.Context())
				if got := len(d.people("maple")); got != 0 {
					t.Fatalf("the later message overtook: %d records", got)
				}
				d.Advance(331 * time.Second)
			}
			d.Drain(t.Context())
			if dead := d.SQS.Letters(deadLetters); len(dead) != 1 || dead[0].Body != body {
				t.Errorf("dead letters %v", dead)
			}
			if got := len(d.people("maple")); got != 1 {
				t.Errorf("its school has %d records, want 1", got)
			}
		})
	}
}

func TestWhatIsKnownToNeedAPersonIsDone(t *testing.T) {
	d := deploy(t)
	staff := d.volunteers("maple", "Ana Ruiz")
	sheet := d.google.Sheet("sheet-of-maple")
	sheet.Unshare(googlefake.DefaultAccount)
	for range 15 {
		d.minute()
	}
	if letters := d.SQS.Letters(syncQueue); len(letters) != 0 || len(d.SQS.Letters(deadLetters)) != 0 {
		t.Errorf("left in the queue: %v", letters)
	}
	failing := func() (sum float64) {
		lines := d.logged("ticked")
		for _, line := range lines[len(lines)-15:] {
			sum += line["schools_failing"].(float64)
		}
		return sum
	}
	for range 15 {
		d.minute()
	}
	if failing() != 1 {
		t.Errorf("in fifteen minutes %v schools are counted as failing, want 1", failing())
	}
	sheet.Share(googlefake.DefaultAccount, googlefake.Writer)
	for range 45 {
		d.minute()
	}
	if got := len(d.people("maple")); got != 1 || failing() != 0 {
		t.Errorf("once it is shared again: %d records, failing %v\n%s", got, failing(), d.world("maple", staff))
	}
	d.private("Ana", "families.example", "iam.gserviceaccount.com")
}

func TestAMessageOfAnotherSheetAsksTheRegistry(t *testing.T) {
	d := deploy(t)
	d.volunteers("maple", "Ana Ruiz")
	d.google.NewSheet("elsewhere", "Somebody else's", "", "").Staff(t).RenameTab("Sheet1", "Volunteers")
	d.ring("maple", "elsewhere")
	d.ring("nobody", "sheet-of-maple")
	d.Drain(t.Context())
	if got := len(d.people("maple")); got != 1 {
		t.Errorf("maple has %d records, want those of its own sheet", got)
	}
	if got := len(d.people("nobody")); got != 0 {
		t.Errorf("a school that is not registered has %d records", got)
	}
	if letters := d.SQS.Letters(syncQueue); len(letters) != 0 {
		t.Errorf("left in the queue: %v", letters)
	}
}
