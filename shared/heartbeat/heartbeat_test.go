package heartbeat_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/heartbeat"
	"shelfmates/shared/queue"
	"shelfmates/shared/queue/inproc"
	"shelfmates/shared/registry"
	"shelfmates/shared/registry/registrytest"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// A deployment is a registry and queues whose time a test moves.
type deployment struct {
	t        testing.TB
	now      time.Time
	table    *faultyTable
	registry *registry.Registry
	syncs    *faultyQueue
	mails    *faultyQueue
}

func newDeployment(t testing.TB) *deployment {
	t.Helper()
	d := &deployment{t: t, now: noon}
	d.table = &faultyTable{Table: registrytest.NewMemory()}
	d.registry = registry.New(d.table)
	d.syncs, d.mails = newQueue(d), newQueue(d)
	return d
}

func newQueue(d *deployment) *faultyQueue {
	return &faultyQueue{Queue: inproc.New(func() time.Time { return d.now })}
}

// A faultyTable fails where its partition begins with broken.
type faultyTable struct {
	registry.Table
	broken string
	calls  int
}

var errBroken = errors.New("broken by the test")

func (f *faultyTable) fails(partition string) bool {
	f.calls++
	return f.broken != "" && strings.HasPrefix(partition, f.broken)
}

func (f *faultyTable) Get(ctx context.Context, keys ...registry.Key) ([]registry.Item, error) {
	if len(keys) > 0 && f.fails(keys[0].Partition) {
		return nil, errBroken
	}
	return f.Table.Get(ctx, keys...)
}

func (f *faultyTable) Query(ctx context.Context, partition, from, until string) ([]registry.Item, error) {
	if f.fails(partition) {
		return nil, errBroken
	}
	return f.Table.Query(ctx, partition, from, until)
}

// A faultyQueue takes nothing while it is broken.
type faultyQueue struct {
	*inproc.Queue
	broken bool
}

func (f *faultyQueue) Ring(ctx context.Context, messages ...queue.Message) error {
	if f.broken {
		return queue.ErrUnavailable
	}
	return f.Queue.Ring(ctx, messages...)
}

func (d *deployment) ok(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *deployment) add(id, zone string) {
	d.t.Helper()
	_, err := d.registry.Add(d.t.Context(), registry.School{ID: id, Sheet: "sheet-of-" + id})
	d.ok(err)
	d.ok(d.registry.SetZone(d.t.Context(), id, zone))
}

func (d *deployment) tick() (heartbeat.Beat, error) {
	t := heartbeat.Ticker{Registry: d.registry, Sync: d.syncs, Mail: d.mails, Accounts: []string{heartbeat.OwnAccount}}
	return t.Tick(d.t.Context(), d.now)
}

// ticked ticks, and it must work.
func (d *deployment) ticked() heartbeat.Beat {
	d.t.Helper()
	beat, err := d.tick()
	d.ok(err)
	return beat
}

// handled takes all that waits in a queue.
func (d *deployment) handled(q *faultyQueue) []queue.Message {
	d.t.Helper()
	over, end := context.WithCancel(d.t.Context())
	end()
	var all []queue.Message
	for {
		m, done, err := q.Next(over)
		if err != nil {
			return all
		}
		done()
		all = append(all, m)
	}
}

// ids are those of all that waits in a queue.
func (d *deployment) ids(q *faultyQueue) []string {
	d.t.Helper()
	list := []string{}
	for _, m := range d.handled(q) {
		list = append(list, m.ID())
	}
	slices.Sort(list)
	return list
}

func (d *deployment) is(what string, got, want any) {
	d.t.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		d.t.Errorf("%s: got %s, want %s", what, g, w)
	}
}

// turn moves the time to the next turn of a school's slot, from noon on.
func (d *deployment) turn(school string) {
	slot, _ := registry.SlotOf(school)
	d.now = noon.Add(time.Duration(slot) * time.Minute)
}
