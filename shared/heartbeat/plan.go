package heartbeat

import (
	"strings"
	"time"

	"shelfmates/shared/queue"
	"shelfmates/shared/registry"
	"shelfmates/shared/schoolyear"
)

// A school's night, in which its sheet is read once an hour.
const (
	nightBegins = schoolyear.Clock(20 * 60)
	nightEnds   = schoolyear.Clock(6 * 60)
)

// longestGap is the longest time between two turns of a school. Minutes before
// that have nothing to make up for.
const longestGap = time.Hour

// minutes returns the minutes that a tick at now is for: those after the last
// that was done, at most an hour of them, up to its own. A last minute that
// lies well ahead comes from another clock, and counts as none; where there is
// none a tick is for its own minute alone.
func minutes(last, now time.Time) []time.Time {
	now = now.UTC().Truncate(time.Minute)
	if last.IsZero() || last.Sub(now) > 10*time.Minute {
		last = now.Add(-time.Minute)
	}
	if first := now.Add(-longestGap); last.Before(first) {
		last = first
	}
	var list []time.Time
	for m := last.UTC().Truncate(time.Minute).Add(time.Minute); !m.After(now); m = m.Add(time.Minute) {
		list = append(list, m)
	}
	return list
}

// slotOf returns the slot whose turn a minute is, and which of its turns in the
// hour that is.
func slotOf(minute time.Time) (slot, quarter int) {
	m := int(minute.Unix()/60) % (registry.Slots * registry.Quarters)
	return m % registry.Slots, m / registry.Slots
}

// turns returns the slots that have a turn in some minutes, each with its
// minutes.
func turns(minutes []time.Time) map[int][]time.Time {
	slots := map[int][]time.Time{}
	for _, m := range minutes {
		slot, _ := slotOf(m)
		slots[slot] = append(slots[slot], m)
	}
	return slots
}

// lastTurn returns the latest of its slot's minutes at which a school's sheet
// is to be read. A school whose zone is not known lives in UTC.
func lastTurn(t registry.Turn, minutes []time.Time) (time.Time, bool) {
	zone, err := time.LoadLocation(t.Zone)
	if err != nil {
		zone = time.UTC
	}
	_, own := registry.SlotOf(t.School)
	for i := len(minutes) - 1; i >= 0; i-- {
		clock := schoolyear.Calendar{Zone: zone}.ClockOf(minutes[i])
		night := clock >= nightBegins || clock < nightEnds
		if _, quarter := slotOf(minutes[i]); !night || quarter == own {
			return minutes[i], true
		}
	}
	return time.Time{}, false
}

// reads returns a message for each school of a slot whose turn it is.
func reads(schools []registry.Turn, minutes []time.Time, now time.Time) []queue.Message {
	var messages []queue.Message
	for _, t := range schools {
		if turn, its := lastTurn(t, minutes); its {
			messages = append(messages, queue.Message{
				Task: queue.Sync, School: t.School, Sheet: t.Sheet, Zone: t.Zone, Failing: !t.Failing.IsZero(),
				Cause: "slot:" + stamp(turn), At: now,
			})
		}
	}
	return messages
}

// stamp names a minute.
func stamp(minute time.Time) string { return minute.Format("2006-01-02T15:04Z") }

// causeDue begins the causes of messages for what is due.
const causeDue = "due:"

// IsDue reports whether a message was rung because something is due. Whoever
// handles it keeps in the registry when that is due next, whatever came of it:
// it stays due otherwise, and is rung again as soon as the queue takes its ID.
func IsDue(m queue.Message) bool { return strings.HasPrefix(m.Cause, causeDue) }

// rings returns the messages for what is due, named by its time.
func rings(due []registry.Due, now time.Time) []queue.Message {
	var messages []queue.Message
	for _, d := range due {
		m := queue.Message{School: d.School, Cause: causeDue + d.At.UTC().Format(time.RFC3339Nano), At: now}
		switch d.Task {
		case registry.Sync:
			m.Task, m.Sheet = queue.Sync, d.Sheet
		case registry.Mail:
			m.Task = queue.Mail
		}
		messages = append(messages, m)
	}
	return messages
}

// sound divides messages into those that a queue takes and the schools of those
// that it does not: somebody wrote nonsense into the registry, and it must not
// hold up the others.
func sound(messages []queue.Message) (good []queue.Message, bad []string) {
	for _, m := range messages {
		if m.Validate() != nil {
			bad = append(bad, m.School)
			continue
		}
		good = append(good, m)
	}
	return good, bad
}

// of returns the messages for one task.
func of(task queue.Task, messages []queue.Message) []queue.Message {
	var some []queue.Message
	for _, m := range messages {
		if m.Task == task {
			some = append(some, m)
		}
	}
	return some
}

// looks returns a look for hints for each account.
func looks(accounts []string, minute, now time.Time) []queue.Message {
	var messages []queue.Message
	for _, account := range accounts {
		messages = append(messages, queue.Message{
			Task: queue.Hints, Account: account, Cause: "minute:" + stamp(minute), At: now,
		})
	}
	return messages
}
