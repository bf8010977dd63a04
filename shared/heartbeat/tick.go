package heartbeat

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"shelfmates/shared/queue"
	"shelfmates/shared/registry"
)

// OwnAccount names the one Google account of a deployment.
const OwnAccount = "google"

// A Ticker does the minutes of a deployment.
type Ticker struct {
	Registry *registry.Registry
	Sync     queue.Queue
	Mail     queue.Queue
	Accounts []string // for which to look for hints
}

// A Beat is what one tick did.
type Beat struct {
	Minutes    int      // done: 1, more when some were missed, 0 when this one was done before
	Schools    int      // whose sheets are to be read
	Due        int      // tasks that are due
	Looks      int      // for hints
	Failing    int      // schools of these minutes' slots that are failing; within Slots minutes each is counted once
	Unreadable []string // schools of whose items in the registry nothing can be made
}

// Tick does the minute at now, and those since the last that was done. Slots
// and what is due do not wait for each other: where one fails the other is rung
// all the same, and the error says so. A tick that failed is made up for by the
// next.
func (t *Ticker) Tick(ctx context.Context, now time.Time) (Beat, error) {
	var beat Beat
	due := t.due(ctx, now, &beat)
	return beat, errors.Join(t.slots(ctx, now, &beat), due)
}

// slots rings the schools whose turn it is and the looks for hints, and keeps
// that these minutes are done.
func (t *Ticker) slots(ctx context.Context, now time.Time, beat *Beat) error {
	last, err := t.Registry.LastMinute(ctx)
	if err != nil {
		return err
	}
	todo := minutes(last, now)
	if len(todo) == 0 {
		return nil
	}
	looks := looks(t.Accounts, todo[len(todo)-1], now)
	var schools []queue.Message
	bySlot := turns(todo)
	for _, slot := range slices.Sorted(maps.Keys(bySlot)) {
		found, err := t.Registry.Slot(ctx, slot)
		if err != nil {
			return err
		}
		beat.Unreadable = append(beat.Unreadable, found.Unreadable...)
		for _, s := range found.Schools {
			if !s.Failing.IsZero() {
				beat.Failing++
			}
		}
		schools = append(schools, reads(found.Schools, bySlot[slot], now)...)
	}
	schools, bad := sound(schools)
	beat.Unreadable = append(beat.Unreadable, bad...)
	if err := ring(ctx, t.Sync, append(looks, schools...)); err != nil {
		return err
	}
	beat.Minutes, beat.Schools, beat.Looks = len(todo), len(schools), len(looks)
	return t.Registry.SetLastMinute(ctx, todo[len(todo)-1])
}

// due rings what is due.
func (t *Ticker) due(ctx context.Context, now time.Time, beat *Beat) error {
	list, err := t.Registry.Due(ctx, now)
	if err != nil {
		return err
	}
	messages, bad := sound(rings(list, now))
	beat.Due, beat.Unreadable = len(messages), append(beat.Unreadable, bad...)
	return errors.Join(
		ring(ctx, t.Sync, of(queue.Sync, messages)),
		ring(ctx, t.Mail, of(queue.Mail, messages)),
	)
}

func ring(ctx context.Context, q queue.Queue, messages []queue.Message) error {
	if len(messages) == 0 {
		return nil
	}
	return q.Ring(ctx, messages...)
}
