package heartbeat_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfmates/shared/heartbeat"
	"shelfmates/shared/registry"
	"shelfmates/shared/schoolyear"
)

// zones have whole, half and quarter hours, summer time of an hour and of half
// an hour, and one that is none.
var zones = []string{"America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Australia/Lord_Howe", "UTC", "No/Where"}

// schoolsOf adds three schools of each zone and returns their clocks.
func schoolsOf(d *deployment) map[string]schoolyear.Calendar {
	schools := map[string]schoolyear.Calendar{}
	for i := range 3 * len(zones) {
		zone := zones[i%len(zones)]
		id := fmt.Sprintf("school-%d", i)
		d.add(id, zone)
		where, err := time.LoadLocation(zone)
		if err != nil {
			where = time.UTC
		}
		schools[id] = schoolyear.Calendar{Zone: where}
	}
	return schools
}

func night(c schoolyear.Calendar, t time.Time) bool {
	clock := c.ClockOf(t)
	return clock >= 20*60 || clock < 6*60
}

// TestADayWithoutTrouble: 14 hours with four reads each, and 10 with one.
func TestADayWithoutTrouble(t *testing.T) {
	d := newDeployment(t)
	schools := schoolsOf(d)
	count := map[string]int{}
	for range 24 * 60 {
		d.ticked()
		for _, m := range d.handled(d.syncs) {
			count[m.School]++
		}
		d.now = d.now.Add(time.Minute)
	}
	for id := range schools {
		if count[id] != 66 {
			t.Errorf("%s was read %d times in a day, want 66", id, count[id])
		}
	}
	if count[""] != 24*60 {
		t.Errorf("there were %d looks for hints, want one a minute", count[""])
	}
}

// TestDayLaws: whatever minutes are missed, doubled or late, no more than 15
// minutes that were done lie between two reads of a sheet by day, 60 where one
// of them is at night; no turn is rung twice; and every read was a turn.
func TestDayLaws(t *testing.T) {
	d := newDeployment(t)
	schools := schoolsOf(d)
	days := []time.Time{
		time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),  // New York's clocks go back
		time.Date(2027, 3, 14, 0, 0, 0, 0, time.UTC),  // and forward
		time.Date(2027, 4, 3, 12, 0, 0, 0, time.UTC),  // Chatham's and Lord Howe's
		time.Date(2026, 10, 3, 10, 0, 0, 0, time.UTC), // and back
	}
	rapid.Check(t, func(rt *rapid.T) {
		begin := rapid.SampledFrom(days).Draw(rt, "day")
		d.now = begin
		d.syncs = newQueue(d)
		d.ok(d.registry.SetLastMinute(context.Background(), begin.Add(-time.Minute)))
		ticker := heartbeat.Ticker{Registry: d.registry, Sync: d.syncs, Mail: d.mails}
		done := 0
		type read struct {
			at   time.Time
			done int // minutes done before it
		}
		last := map[string]read{}
		rung := map[string]bool{}
		tick := func(at time.Time) {
			if _, err := ticker.Tick(context.Background(), at); err != nil {
				rt.Fatal(err)
			}
			for _, m := range d.handled(d.syncs) {
				if rung[m.ID()] {
					rt.Fatalf("%s is rung twice", m.ID())
				}
				rung[m.ID()] = true
				calendar := schools[m.School]
				now := read{at, done}
				before, known := last[m.School]
				last[m.School] = now
				if !known {
					before = read{begin, 0}
				}
				most := 15
				if night(calendar, before.at) || night(calendar, at) {
					most = 60
				}
				if n := now.done - before.done; n > most {
					rt.Fatalf("%s: %d minutes were done between reads at %v and %v, at most %d", m.School, n, before.at, at, most)
				}
			}
		}
		for minute := 0; minute < 26*60; {
			run := rapid.IntRange(1, 200).Draw(rt, "minutes")
			kind := rapid.SampledFrom([]string{"done", "done", "done", "missed", "doubled", "late"}).Draw(rt, "are")
			if kind == "missed" && run > 90 {
				run = 90
			}
			for range run {
				at := begin.Add(time.Duration(minute) * time.Minute).Add(17 * time.Second)
				minute++
				d.now = at
				if kind == "missed" {
					continue
				}
				done++
				tick(at)
				switch kind {
				case "doubled":
					tick(at.Add(30 * time.Second))
				case "late":
					tick(at.Add(-time.Minute))
				}
			}
		}
		for id, calendar := range schools {
			end := d.now
			most := 15
			if night(calendar, last[id].at) || night(calendar, end) {
				most = 60
			}
			if n := done - last[id].done; n > most {
				rt.Fatalf("%s was last read %d done minutes before the end, at most %d", id, n, most)
			}
		}
	})
}

// TestTheCallsOfAMinute: a minute costs as many calls of the registry however
// many schools there are.
func TestTheCallsOfAMinute(t *testing.T) {
	d := newDeployment(t)
	d.ticked()
	for i := range 200 {
		_, err := d.registry.Add(t.Context(), registry.School{ID: fmt.Sprintf("school-%d", i), Sheet: fmt.Sprintf("sheet-%d", i)})
		d.ok(err)
	}
	d.now = d.now.Add(time.Minute)
	d.table.calls = 0
	beat := d.ticked()
	// The last minute, one slot, what is due; and before it is kept, what is kept.
	if d.table.calls != 4 || beat.Schools < 5 {
		t.Errorf("%d calls for %d schools, want 4", d.table.calls, beat.Schools)
	}
}
