package heartbeat_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"shelfmates/shared/heartbeat"
	"shelfmates/shared/queue"
)

// errLost is what a Drive says of a token that it no longer knows.
var errLost = errors.New("token lost")

// A drive is a list of changes; a token is how far it was read.
type drive struct {
	d       *deployment
	changes []string
	lost    bool  // no token is known any more
	fault   error // what every call fails with
	calls   int
}

func (f *drive) StartToken(context.Context) (string, error) {
	f.calls++
	f.lost = false
	return fmt.Sprint(len(f.changes)), f.fault
}

func (f *drive) Changes(_ context.Context, token string) (sheets []string, next string, err error) {
	f.calls++
	f.d.now = f.d.now.Add(2 * time.Second) // it takes its time
	var from int
	if _, err := fmt.Sscan(token, &from); err != nil || f.lost {
		return nil, "", errLost
	}
	return f.changes[from:], fmt.Sprint(len(f.changes)), f.fault
}

// watched is a deployment with a Drive that was looked at once.
func watched(t *testing.T) (*deployment, *drive) {
	d := newDeployment(t)
	f := &drive{d: d}
	d.add("maple", "UTC")
	d.add("oak", "UTC")
	d.is("first look", d.looked(f), heartbeat.Look{Anew: true})
	return d, f
}

func (d *deployment) look(f *drive) (heartbeat.Look, error) {
	l := heartbeat.Looker{
		Registry: d.registry, Drive: f, Sync: d.syncs, Now: func() time.Time { return d.now },
		Lost: func(err error) bool { return errors.Is(err, errLost) },
	}
	return l.Look(d.t.Context(), heartbeat.OwnAccount)
}

// looked looks, and it must work.
func (d *deployment) looked(f *drive) heartbeat.Look {
	d.t.Helper()
	look, err := d.look(f)
	d.ok(err)
	return look
}

func TestLook(t *testing.T) {
	t.Run("rings the schools whose sheets changed, and nobody for others'", func(t *testing.T) {
		d, f := watched(t)
		f.changes = []string{"sheet-of-oak", "somebody's list"}
		d.is("look", d.looked(f), heartbeat.Look{Changed: 2, Schools: 1})
		d.is("messages", d.handled(d.syncs), []queue.Message{
			{Task: queue.Sync, School: "oak", Sheet: "sheet-of-oak", Cause: "drive:2", At: d.now}, // later than Drive's answer
		})
		d.is("next look", d.looked(f), heartbeat.Look{})
		d.is("messages", d.ids(d.syncs), []string{})
	})
	t.Run("a sheet that changes again is rung again", func(t *testing.T) {
		d, f := watched(t)
		for _, want := range []string{"sync/oak/drive:1", "sync/oak/drive:2"} {
			f.changes = append(f.changes, "sheet-of-oak")
			d.looked(f)
			d.is("messages", d.ids(d.syncs), []string{want})
		}
	})
	t.Run("one that could not ring looks at the same changes again", func(t *testing.T) {
		d, f := watched(t)
		f.changes = []string{"sheet-of-oak"}
		d.syncs.broken = true
		if _, err := d.look(f); !errors.Is(err, queue.ErrUnavailable) {
			t.Errorf("got %v", err)
		}
		d.syncs.broken = false
		d.looked(f)
		d.is("messages", d.ids(d.syncs), []string{"sync/oak/drive:1"})
	})
	t.Run("one that ended before it kept the token rings nothing twice, and misses no edit", func(t *testing.T) {
		d, f := watched(t)
		f.changes = []string{"sheet-of-oak"}
		d.looked(f)
		d.is("messages", d.ids(d.syncs), []string{"sync/oak/drive:1"})
		d.ok(d.registry.SetPageToken(t.Context(), heartbeat.OwnAccount, "0")) // as if it had not been kept
		d.looked(f)
		d.is("messages", d.ids(d.syncs), []string{})
		d.ok(d.registry.SetPageToken(t.Context(), heartbeat.OwnAccount, "0"))
		f.changes = append(f.changes, "sheet-of-oak")
		d.looked(f)
		d.is("messages", d.ids(d.syncs), []string{"sync/oak/drive:2"})
	})
	t.Run("a token that Drive no longer knows begins anew", func(t *testing.T) {
		d, f := watched(t)
		f.changes, f.lost = []string{"sheet-of-oak"}, true
		d.is("look", d.looked(f), heartbeat.Look{Anew: true})
		f.changes = append(f.changes, "sheet-of-maple")
		d.looked(f)
		d.is("messages", d.ids(d.syncs), []string{"sync/maple/drive:2"})
	})
	t.Run("another failure of Drive's leaves the token as it is", func(t *testing.T) {
		d, f := watched(t)
		f.changes, f.fault = []string{"sheet-of-oak"}, errBroken
		if _, err := d.look(f); !errors.Is(err, errBroken) {
			t.Errorf("got %v", err)
		}
		f.fault = nil
		d.is("look", d.looked(f), heartbeat.Look{Changed: 1, Schools: 1})
	})
	t.Run("a start that Drive refuses is kept by nobody", func(t *testing.T) {
		d := newDeployment(t)
		if _, err := d.look(&drive{d: d, fault: errBroken}); !errors.Is(err, errBroken) {
			t.Errorf("got %v", err)
		}
		token, err := d.registry.PageToken(t.Context(), heartbeat.OwnAccount)
		d.ok(err)
		d.is("token", token, "")
	})
	t.Run("many changes are one call of Drive, and one look into the registry", func(t *testing.T) {
		d, f := watched(t)
		for i := range 80 {
			f.changes = append(f.changes, fmt.Sprint("somebody's list ", i))
		}
		f.changes = append(f.changes, "sheet-of-oak", "sheet-of-maple")
		f.calls, d.table.calls = 0, 0
		d.is("look", d.looked(f), heartbeat.Look{Changed: 82, Schools: 2})
		// The token, the spreadsheets, and the token once more before it is kept.
		d.is("calls of Drive and the registry", fmt.Sprint(f.calls, d.table.calls), "1 3")
	})
}
