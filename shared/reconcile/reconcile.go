package reconcile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/oklog/ulid/v2"

	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/words"
)

// Options are what a Syncer works on. All but Guard, Progress and Log are
// required.
type Options struct {
	Book   sheet.Book
	Store  store.Store
	School string
	Now    func() time.Time
	Rand   io.Reader
	Holder string // who this is, for whoever has to wait: "sync, process 4711"
	Guard  Guard  // nil where the lease alone decides
	// Heed leaves the spreadsheet alone, with a *LaterError, until the time that
	// an earlier failure asked for.
	Heed bool
	// Begin is told what is known of the school before the spreadsheet is read.
	// An error from it ends the run and comes back wrapped; nil lets all begin.
	Begin func(Glance) error
	// Hasty does not wait while another run is at work: the error is a
	// *HeldError at once.
	Hasty bool
	// Progress is told how many records were written of how many; nil when
	// nobody watches.
	Progress func(done, all int)
	Log      *slog.Logger
}

// A Syncer brings one school's store into line with its spreadsheet. It is used
// by one goroutine at a time; other processes may sync the same school.
type Syncer struct {
	Options
	ids ulid.MonotonicReader
}

// New returns a Syncer.
func New(o Options) *Syncer {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Holder = firstRunes(o.Holder, 40) // LEASE is checked by every write, and small
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	return &Syncer{Options: o, ids: ulid.Monotonic(o.Rand, 0)}
}

// firstRunes returns the first n characters of a text.
func firstRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// A run is one call of Sync.
type run struct {
	Options
	store   *store.Counted
	ids     ulid.MonotonicReader
	id      string // random; in every conditional write
	epoch   int64
	guarded bool
	begun   bool
	result  Report
	counts  map[partnership.Kind]counts // what all rounds so far did

	written, toWrite int
}

// maxRounds bounds how often a run starts over.
const maxRounds = 6

// Sync reads the spreadsheet once and applies what changed. It returns a Report
// whenever the data was dealt with, also with problems, held rows, tabs on
// pause or a spreadsheet that could not be written (Waiting says why). Errors:
// sheet.ErrUnreachable, sheet.ErrUnreadable, ErrForeign, store.ErrUnavailable,
// a *HeldError (ErrHeld) after ten seconds of waiting, ErrTakenOver, and a
// *NewerError.
func (s *Syncer) Sync(ctx context.Context) (Report, error) { return s.sync(ctx, false) }

// Preview returns what Sync would do. It writes nothing and takes no lease.
func (s *Syncer) Preview(ctx context.Context) (Report, error) { return s.sync(ctx, true) }

func (s *Syncer) sync(ctx context.Context, dry bool) (Report, error) {
	r := &run{Options: s.Options, ids: s.ids, store: store.Count(s.Options.Store), counts: map[partnership.Kind]counts{}}
	r.Store = r.store
	r.result.School = s.School
	id, err := ulid.New(ulid.Timestamp(s.Now()), s.Rand)
	if err != nil {
		return Report{}, fmt.Errorf("name the run: %w", err)
	}
	r.id = id.String()
	release, err := r.guard(ctx, dry)
	if err != nil {
		return Report{}, err
	}
	defer release()
	if err := r.rounds(ctx, dry); err != nil {
		return Report{}, err
	}
	r.result.StoreReads, r.result.StoreWrites = r.store.Reads(), r.store.Writes()
	return r.result, nil
}

// rounds syncs, and starts over while another gets in between or something of
// our own has to be read back.
func (r *run) rounds(ctx context.Context, dry bool) error {
	waited := time.Duration(0)
	for round := 1; ; round++ {
		again, err := r.once(ctx, dry)
		var held *HeldError
		switch {
		case errors.As(err, &held) && !r.Hasty && waited < leaseWait:
			if err := r.await(ctx, &waited); err != nil {
				return err
			}
			round-- // we have done nothing yet
		case (errors.Is(err, errMoved) || errors.Is(err, sheet.ErrMoved)) && round < maxRounds:
		case errors.Is(err, errMoved):
			return &HeldError{Holder: "others, in turns"}
		case err != nil:
			return err
		case !again || round == maxRounds:
			return nil
		}
	}
}

// once reads head and spreadsheet and does what is to be done. It returns true
// when the spreadsheet has to be read again for something of our own.
func (r *run) once(ctx context.Context, dry bool) (again bool, err error) {
	h, err := readHead(ctx, r.Store, r.School)
	if err != nil {
		return false, err
	}
	if err := r.begin(h); err != nil {
		return false, err
	}
	if err := r.early(h); err != nil {
		return false, err
	}
	snapshot, survey, err := r.read(ctx, h)
	if err != nil {
		if failed := failure(err); !dry {
			err = errors.Join(err, r.rememberFailure(ctx, h, failed))
		}
		return false, err
	}
	if none(survey) {
		return false, &sheet.AdviceError{
			Err:    fmt.Errorf("read spreadsheet of %s: no tab of ours in it: %w", r.School, sheet.ErrUnreadable),
			Advice: words.NoStaffTab,
		}
	}
	var standing []sheet.Problem
	if h.state.Problems > 0 && h.whole() {
		items, err := r.list(ctx, store.ProblemPrefix)
		if err != nil {
			return false, err
		}
		if standing, err = roster.DecodeProblems(items); err != nil {
			return false, err
		}
	}
	what := changed(h, survey, standing, snapshot.Zone, snapshot.Began)
	held := writingWaits(h, snapshot)
	if !what.any(held != "") {
		r.report(h.state, standing, survey)
		r.result.Epoch, r.result.Zone = h.state.Committed, zoneSaid(survey, h.state, snapshot.Zone)
		if what.waiting {
			r.result.Waiting = held
		}
		if dry {
			return false, nil
		}
		return false, r.saw(ctx, h, snapshot)
	}
	r.result.Changed = true
	if dry {
		r.epoch = h.lease.Epoch + 1
	} else {
		if err := r.take(ctx, h); err != nil {
			return false, err
		}
		defer r.release(ctx)
	}
	d, err := r.prepare(ctx, h, snapshot, survey, what)
	if err != nil {
		return false, err
	}
	r.count(d)
	r.report(d.state, d.problems, survey)
	r.result.Epoch, r.result.Zone = r.epoch, d.zone().String()
	if dry {
		return false, nil
	}
	r.written, r.toWrite = 0, len(d.writes)
	if err := r.commit(ctx, d); err != nil {
		return false, err
	}
	if err := r.writeBack(ctx, d); err != nil {
		return false, err
	}
	r.log(d)
	return r.again(d), nil
}

// again reports whether to read back at once what was written for an intent. A
// spreadsheet whose reads are counted against a quota is left for the next run,
// which is due now.
func (r *run) again(d *draft) bool {
	if !d.again || r.result.Waiting != "" {
		return false
	}
	if d.snapshot.Listed.IsZero() {
		return true
	}
	r.result.Due = d.snapshot.Began
	return false
}

// read reads the spreadsheet, building on what is known of it, and again with
// nothing known where what is known may be the reason for what it shows.
func (r *run) read(ctx context.Context, h head) (sheet.Snapshot, *sheet.Survey, error) {
	known := h.known(r.Now())
	for {
		snapshot, err := r.Book.Read(ctx, known)
		r.result.Reads += snapshot.Requests
		if err != nil {
			return snapshot, nil, fmt.Errorf("read spreadsheet of %s: %w", r.School, err)
		}
		if was := h.state.Sheet; was != "" && snapshot.Identity != "" && was != snapshot.Identity {
			return snapshot, nil, fmt.Errorf("read spreadsheet of %s: %w", r.School, ErrCopied)
		}
		survey := layOut(snapshot.Grids, callings(h.state))
		if snapshot.Listed != known.Listed || known.Listed.IsZero() || !drifted(survey, h.state) {
			return snapshot, survey, nil
		}
		known = sheet.Known{}
	}
}

// none reports whether not one staff tab is in the spreadsheet.
func none(s *sheet.Survey) bool {
	for i := range s.Tabs {
		if p := s.Tabs[i].Paused; p == nil || p.Code != sheet.TabMissing {
			return false
		}
	}
	return true
}

// guard takes the lock of this machine, waiting for whoever has it.
func (r *run) guard(ctx context.Context, dry bool) (release func(), err error) {
	if r.Guard == nil || dry {
		return func() {}, nil
	}
	for waited := time.Duration(0); ; waited += leasePoll {
		release, heldBy, err := r.Guard.TryLock(ctx, r.School)
		if err != nil {
			return nil, fmt.Errorf("lock the store: %w", err)
		}
		if release != nil {
			r.guarded = true
			return release, nil
		}
		if waited >= leaseWait {
			return nil, &HeldError{Holder: heldBy}
		}
		if err := pause(ctx, leasePoll); err != nil {
			return nil, err
		}
	}
}

// leasePoll is how often somebody who waits looks again.
const leasePoll = 250 * time.Millisecond

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *run) mint() partnership.ID {
	id, err := ulid.New(ulid.Timestamp(r.Now()), r.ids)
	if err != nil { // the source of chance ran dry: nothing can go on
		panic(fmt.Errorf("mint an ID: %w", err))
	}
	return partnership.ID(id.String())
}

func (r *run) progress(n int) {
	r.written += n
	r.Progress(r.written, r.toWrite)
}

func (r *run) log(d *draft) {
	created, updated, removed := 0, 0, 0
	for _, t := range r.result.Tabs {
		created, updated, removed = created+t.Created, updated+t.Updated+t.Revived, removed+t.Removed
	}
	r.Log.Info("synced", "school", r.School, "epoch", r.epoch, "created", created, "updated", updated,
		"removed", removed, "problems", len(d.problems), "cells_written", len(d.edits.Cells)+len(d.edits.Added))
}
