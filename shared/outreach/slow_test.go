package outreach_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/delivery"
)

// A slowBox is a transport that takes its time over each mail, by the clock of
// the run; during is called while it has one in hand.
type slowBox struct {
	pillarBox
	clock  time.Time
	takes  time.Duration
	during func()
}

func (b *slowBox) now() time.Time { return b.clock }

func (b *slowBox) Send(ctx context.Context, m delivery.Message) (string, error) {
	if b.during != nil {
		b.during()
	}
	b.clock = b.clock.Add(b.takes)
	return b.pillarBox.Send(ctx, m)
}

// TestASlowTransport sends while the clock runs on.
func TestASlowTransport(t *testing.T) {
	t.Run("what would leave after 20:00 waits for the morning, though the run began before", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 3)), &slowBox{clock: monday(t, "19:58", 0), takes: 90 * time.Second}
		d.plan(t, monday(t, "07:00", 0))
		sent := d.sendBy(t, box, box.now)
		if sent.Sent != 2 || sent.Waiting != 1 || box.count() != 2 || !sent.Next.Equal(monday(t, "06:00", 1)) {
			t.Errorf("begun at 19:58, a minute and a half each: %+v", sent)
		}
	})
	t.Run("what expires before its turn comes does not leave", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 3)), &slowBox{clock: monday(t, "07:00", 6).Add(-time.Minute), takes: time.Minute}
		d.plan(t, monday(t, "07:00", 0))
		sent := d.sendBy(t, box, box.now)
		if got := d.status(t, box.clock).Counts; sent.Sent != 1 || sent.Expired != 2 || got.Expired != 2 || box.count() != 1 {
			t.Errorf("begun a minute before the end: %+v, status %+v", sent, got)
		}
	})
	t.Run("a claim is as old as its own call, not as the run", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 4)), &slowBox{clock: monday(t, "07:00", 0), takes: 4 * time.Minute}
		d.plan(t, box.clock)
		box.during = func() { d.send(t, &pillarBox{check: delivery.ErrAboutUs}, box.clock) } // another run looks what was lost
		if sent := d.sendBy(t, box, box.now); sent.Sent != 4 || sent.Unknown != 0 {
			t.Errorf("a run of sixteen minutes: %+v", sent)
		}
		if got := d.status(t, box.clock).Counts; got != (delivery.Counts{Total: 4, Sent: 4}) {
			t.Errorf("status %+v, want all sent", got)
		}
	})
	t.Run("the next try counts from when the mail came back", func(t *testing.T) {
		d, box := newDesk(t, openStore(t), library(t, 1)), &slowBox{clock: monday(t, "07:00", 0), takes: 3 * time.Minute}
		box.fail = func(int) error { return delivery.ErrLater }
		d.plan(t, box.clock)
		if sent := d.sendBy(t, box, box.now); !sent.Next.Equal(monday(t, "07:08", 0)) {
			t.Errorf("tried at 07:00 for three minutes, to be tried again at %s, want 07:08", sent.Next)
		}
	})
}

// TestTroubleInTheLog runs minute after minute while no mail can leave.
func TestTroubleInTheLog(t *testing.T) {
	var log bytes.Buffer
	d := newDesk(t, openStore(t), library(t, 2))
	d.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn})) // as the command's own
	seven := monday(t, "07:00", 0)
	d.plan(t, seven)
	minute := 0
	lines := func(err error) string {
		log.Reset()
		for range 3 {
			minute++
			d.send(t, &pillarBox{check: err, fail: func(int) error { return delivery.ErrLater }}, seven.Add(time.Duration(minute)*time.Hour))
		}
		return log.String()
	}
	disk := &delivery.Fault{Reason: delivery.OutboxFixed, Kind: delivery.ErrAboutUs, Err: errors.New("disk is full")}
	password := fmt.Errorf("wrong password: %w", delivery.ErrAboutUs)
	for _, c := range []struct {
		name string
		err  error
		want string // the one line has it; "" = no line about it
	}{
		{"trouble begins", password, "wrong password"},
		{"trouble goes on", password, ""},
		{"trouble changes", disk, "disk is full"},
		{"it is over", nil, ""},
		{"it is back", disk, "disk is full"},
	} {
		text := lines(c.err)
		want := 0
		if c.want != "" {
			want = 1
		}
		if got := strings.Count(text, "no mail can leave"); got != want || !strings.Contains(text, c.want) {
			t.Errorf("%s: in three runs the log has it %d times, want %d, with %q:\n%s", c.name, got, want, c.want, text)
		}
	}
}
