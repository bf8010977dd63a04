// Package standalone is the whole program on one machine: it syncs when the
// spreadsheet may have changed, works out once a minute what is due, and serves
// the pages.
//
//	save, ping --+                        +--> pages
//	minute ------+--> Sync --> store -----+
//	                                      +--> Plan --> Send --> outbox
//
// Everything runs in one process and ends with its context. A part that fails
// says so once, in words, and is tried again; the others go on.
package standalone

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"shelfmates/shared/outreach"
	"shelfmates/shared/queue"
	"shelfmates/shared/queue/inproc"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// A Syncer brings the store into line with the spreadsheet. Asked says that
// somebody just did something, so that what an earlier failure says about when
// to try again does not hold; else a *reconcile.LaterError tells it.
type Syncer interface {
	Sync(ctx context.Context, asked bool) (reconcile.Report, error)
}

// A Mailer plans what is due and sends what is planned.
type Mailer interface {
	Plan(ctx context.Context, now time.Time) (outreach.Planned, error)
	Send(ctx context.Context, now func() time.Time) (outreach.Sent, error)
}

// Options are the parts, all required but Ping, Log and Tell.
type Options struct {
	Syncer Syncer
	// Watch fires on every save from when it is called until ctx ends, and
	// closes what it returns when it has stopped.
	Watch  func(ctx context.Context, fire func()) (ended <-chan struct{})
	Mailer Mailer
	Pages  http.Handler
	// Ping makes what answers /ping, under whatever name this machine is called
	// by. It rings the queue to have the spreadsheet read, and read tells when
	// that was last done. Nil takes no pings.
	Ping    func(rung queue.Queue, read func(school string) time.Time) http.Handler
	Listen  net.Listener
	Now     func() time.Time
	Explain func(error) string // an error in words
	// Tell is told what a person at the machine should know: what a sync did
	// and what went wrong, each once. Nil is silent.
	Tell func(string)
	Log  *slog.Logger
}

const (
	// readEvery is how often the workbook is read though nobody saved it.
	readEvery = 15 * time.Minute
	// retryAfter is when a sync that failed is tried again. Where the failure is
	// one that asks for a rest, that try only learns until when.
	retryAfter = 20 * time.Second
	// tickEvery is how often it is worked out what is due.
	tickEvery = time.Minute
)

// Run runs the program until ctx ends, and returns nil then; a page server that
// fails ends it with the error.
func Run(ctx context.Context, o Options) error {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Tell == nil {
		o.Tell = func(string) {}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	p := &program{Options: o, saved: make(chan struct{}, 1), asked: make(chan struct{}, 1)}
	var parts sync.WaitGroup
	ended := o.Watch(ctx, func() { ring(p.saved) })
	handler := homeOnly(o.Pages)
	if o.Ping != nil {
		rung := inproc.New(o.Now)
		parts.Go(func() { p.answer(ctx, rung) })
		handler = beside(handler, o.Ping(rung, p.lastRead))
	}
	parts.Go(func() { p.work(ctx) })
	err := p.serve(ctx, handler)
	stop()
	parts.Wait()
	<-ended
	return err
}

type program struct {
	Options
	saved chan struct{}     // the spreadsheet may have changed
	asked chan struct{}     // somebody changed it, or asked for a sync
	said  map[string]string // what was told last, by part
	read  atomic.Int64      // when the last sync began that was done, in Unix milliseconds; 0 for none yet
}

// ring asks for a sync; one that is asked for already is enough.
func ring(bell chan<- struct{}) {
	select {
	case bell <- struct{}{}:
	default:
	}
}

// answer asks for a sync for every ping.
func (p *program) answer(ctx context.Context, rung *inproc.Queue) {
	for {
		_, done, err := rung.Next(ctx)
		if err != nil {
			return // the program ends
		}
		ring(p.asked)
		done()
	}
}

// lastRead is when the spreadsheet was last read, of the one school there is;
// zero for not since the start.
func (p *program) lastRead(string) time.Time {
	if at := p.read.Load(); at != 0 {
		return time.UnixMilli(at)
	}
	return time.Time{}
}

// work syncs and mails, one after the other, so that a mail never leaves on
// records that a sync is just changing.
func (p *program) work(ctx context.Context) {
	p.said = map[string]string{}
	timer := time.NewTimer(0)
	defer timer.Stop()
	nextRead, nextTick := p.Now(), p.Now()
	asked := true // whoever starts the program wants to see the spreadsheet
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.saved:
			nextRead = p.Now()
		case <-p.asked:
			nextRead, asked = p.Now(), true
		case <-timer.C:
		}
		if now := p.Now(); !now.Before(nextRead) {
			nextRead, asked = p.sync(ctx, asked), false
		}
		if now := p.Now(); !now.Before(nextTick) {
			p.mail(ctx, now)
			nextTick = now.Add(tickEvery)
		}
		next := nextTick
		if nextRead.Before(next) {
			next = nextRead
		}
		timer.Reset(max(0, next.Sub(p.Now())))
	}
}

// sync syncs once and returns when to do it again.
func (p *program) sync(ctx context.Context, asked bool) time.Time {
	began := p.Now()
	report, err := p.Syncer.Sync(ctx, asked)
	now := p.Now()
	var later *reconcile.LaterError
	switch {
	case ctx.Err() != nil:
		return now.Add(readEvery)
	case errors.As(err, &later):
		if p.said["sync"] == "" { // else why was told when it failed
			p.once("sync", p.Explain(err))
		}
		return later.Until
	case err != nil:
		p.once("sync", p.Explain(err))
		p.Log.Error("sync", "error", err)
		return now.Add(retryAfter)
	}
	p.read.Store(began.UnixMilli())
	p.once("sync", "")
	p.once("write", report.Waiting)
	if report.Changed {
		p.Tell(told(report))
	}
	next := now.Add(readEvery)
	if due := report.Due; !due.IsZero() && due.Before(next) {
		next = due
	}
	if next.Before(now) {
		next = now
	}
	return next
}

// told says in one line what a sync did.
func told(r reconcile.Report) string {
	created, updated, removed, fix := 0, 0, 0, 0
	for _, t := range r.Tabs {
		created, updated, removed = created+t.Created, updated+t.Updated+t.Revived, removed+t.Removed
	}
	for _, p := range r.Problems {
		if p.Level == sheet.Fix {
			fix++
		}
	}
	return words.SyncedOf(created, updated, removed, fix)
}

// mail plans and sends what is due.
func (p *program) mail(ctx context.Context, now time.Time) {
	_, err := p.Mailer.Plan(ctx, now)
	var sent outreach.Sent
	if err == nil {
		sent, err = p.Mailer.Send(ctx, p.Now)
	}
	switch {
	case ctx.Err() != nil:
	case err != nil:
		p.once("mail", p.Explain(err))
		p.Log.Error("mail", "error", err)
	default:
		p.once("mail", sent.Trouble)
	}
}

// once tells a text of a part, unless it is what was told of it last.
func (p *program) once(part, text string) {
	if p.said[part] == text {
		return
	}
	p.said[part] = text
	if text != "" {
		p.Tell(text)
	}
}
