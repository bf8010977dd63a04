package lambdaqueue

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"shelfmates/shared/heartbeat"
	"shelfmates/shared/queue"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/registry"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// A Syncs deals with the messages of the sync queue: a school's spreadsheet to
// read, or Drive to ask for hints. All fields are required.
//
// What it keeps in the registry, and the ring for the mail, comes after the
// commit. A process that ends in between has its message again, and then
// all of it is done whether or not the spreadsheet has changed since.
type Syncs struct {
	Store    store.Store
	Registry *registry.Registry
	Book     func(spreadsheet string) sheet.Book
	Hints    func(ctx context.Context, account string) (heartbeat.Look, error)
	Mail     queue.Queue
	Now      func() time.Time
	Rand     io.Reader
	Holder   string // who this is, for whoever finds the lease held
	Log      *slog.Logger
}

// errSeen ends a run whose message asks for nothing new: the whole spreadsheet
// was read after it was rung.
var errSeen = errors.New("read since it was rung")

// errMismatch ends a run whose message names another spreadsheet than the last
// commit had.
var errMismatch = errors.New("another spreadsheet than at the last commit")

// Handle deals with one message. Its error says that the message is to come
// again; whatever is known to need time or a person is done as a message, and
// the school's next turn tries again.
func (s *Syncs) Handle(ctx context.Context, m Message) error {
	asked, err := queue.Parse(m.Body)
	if err != nil {
		return err
	}
	switch asked.Task {
	case queue.Sync:
		return s.school(ctx, asked, m.Received > 1)
	case queue.Hints:
		return s.hints(ctx, asked)
	}
	return fmt.Errorf("a message for %s in the queue of the syncs: %w", asked.Task, queue.ErrUnreadable)
}

// hints asks Drive which spreadsheets changed. The look of the next minute asks
// for the same and more, so one that Google does not answer is done.
func (s *Syncs) hints(ctx context.Context, m queue.Message) error {
	look, err := s.Hints(ctx, m.Account)
	switch {
	case known(ctx, err):
		s.Log.Warn("no hints", "account", m.Account, "cause", m.Cause, "reason", reason(err))
		return nil
	case err != nil:
		return err
	}
	s.Log.Info("looked for hints", "account", m.Account, "cause", m.Cause, "changed", look.Changed, "schools", look.Schools, "anew", look.Anew)
	return nil
}

// school syncs a school. again says that an earlier try of this message may
// have ended anywhere.
func (s *Syncs) school(ctx context.Context, m queue.Message, again bool) error {
	report, err := s.sync(ctx, m, again, false)
	if errors.Is(err, errMismatch) {
		var registered registry.School
		registered, err = s.Registry.School(ctx, m.School)
		if errors.Is(err, registry.ErrUnknown) {
			s.Log.Warn("nobody's message", "school", m.School, "cause", m.Cause)
			return nil
		}
		if err == nil {
			m.Sheet = registered.Sheet
			report, err = s.sync(ctx, m, again, true)
		}
	}
	line := []any{"school", m.School, "cause", m.Cause}
	var later *reconcile.LaterError
	switch {
	case errors.Is(err, errSeen):
		s.Log.Info("synced", append(line, "seen", true)...)
		return nil
	case errors.As(err, &later):
		s.Log.Info("sheet is left alone", append(line, "failure", later.Failure, "until", later.Until)...)
		return s.leaveToSlot(ctx, m)
	case known(ctx, err):
		s.Log.Warn("sheet cannot be read", append(line, "reason", reason(err))...)
		if err := s.leaveToSlot(ctx, m); err != nil {
			return err
		}
		return s.failing(ctx, m)
	case err != nil:
		return err
	}
	if err := s.after(ctx, m, report, report.Changed || again || heartbeat.IsDue(m)); err != nil {
		return err
	}
	s.Log.Info("synced", append(line, "changed", report.Changed, "reads", report.Reads, "writes", report.Writes,
		"store_reads", report.StoreReads, "store_writes", report.StoreWrites, "problems", len(report.Problems))...)
	return nil
}

// sync runs one sync, of the spreadsheet in the message. confirmed says that the
// registry has the same.
func (s *Syncs) sync(ctx context.Context, m queue.Message, again, confirmed bool) (reconcile.Report, error) {
	return reconcile.New(reconcile.Options{
		Book: s.Book(m.Sheet), Store: s.Store, School: m.School, Now: s.Now, Rand: s.Rand, Holder: s.Holder,
		Hasty: true,
		// Whoever rings at another time than the slot or a wait has it, knows of
		// something new.
		Heed: m.Zone != "" || heartbeat.IsDue(m),
		Begin: func(g reconcile.Glance) error {
			switch {
			case !confirmed && (g.Sheet != m.Sheet || m.Sheet == ""):
				return errMismatch
			case !again && g.Whole && g.Seen.After(m.At):
				return errSeen
			}
			return nil
		},
	}).Sync(ctx)
}

// known reports whether an error is Google's or the spreadsheet's own: asking
// again at once would not help. One that only shows that our time is up is not.
func known(ctx context.Context, err error) bool {
	switch {
	case errors.Is(err, sheet.ErrForbidden), errors.Is(err, sheet.ErrGone), errors.Is(err, sheet.ErrBusy):
		return true
	case ctx.Err() != nil, errors.Is(err, ErrTooLate), errors.Is(err, store.ErrUnavailable):
		return false
	}
	return errors.Is(err, sheet.ErrUnreachable) || errors.Is(err, sheet.ErrUnreadable) ||
		errors.Is(err, reconcile.ErrForeign) || errors.Is(err, reconcile.ErrCopied)
}

// reason names a known error for the log, which has no titles and no addresses.
func reason(err error) string {
	for _, one := range []error{
		sheet.ErrForbidden, sheet.ErrGone, sheet.ErrBusy, sheet.ErrUnreadable,
		reconcile.ErrForeign, reconcile.ErrCopied,
	} {
		if errors.Is(err, one) {
			return one.Error()
		}
	}
	return sheet.ErrUnreachable.Error()
}

// leaveToSlot takes away a wait that is over for a spreadsheet that cannot be
// read: every minute would ring it again. The school's turn finds what is due.
func (s *Syncs) leaveToSlot(ctx context.Context, m queue.Message) error {
	if !heartbeat.IsDue(m) || ctx.Err() != nil {
		return nil
	}
	err := s.Registry.SetDue(ctx, m.School, registry.Sync, time.Time{})
	if errors.Is(err, registry.ErrUnknown) {
		return nil
	}
	return err
}

// failing keeps since when the school's spreadsheet cannot be read, unless the
// message says that this is kept.
func (s *Syncs) failing(ctx context.Context, m queue.Message) error {
	if m.Failing || ctx.Err() != nil { // our time may be up just now; the next turn finds the same
		return nil
	}
	return s.Registry.SetFailing(ctx, m.School, s.Now())
}

// after keeps in the registry what a sync found, and rings the mail. For an
// unchanged spreadsheet that is nothing, but for a school that failed before.
func (s *Syncs) after(ctx context.Context, m queue.Message, report reconcile.Report, all bool) error {
	if all || m.Failing {
		if err := s.Registry.ClearFailing(ctx, m.School); err != nil {
			return err
		}
	}
	if !all {
		return nil
	}
	err := s.Registry.SetDue(ctx, m.School, registry.Sync, report.Due)
	if err == nil && report.Zone != "" && report.Zone != m.Zone {
		err = s.Registry.SetZone(ctx, m.School, report.Zone)
	}
	if errors.Is(err, registry.ErrUnknown) {
		return nil // it was removed while we read its sheet
	}
	if err != nil {
		return err
	}
	return s.Mail.Ring(ctx, queue.Message{
		Task: queue.Mail, School: m.School, Cause: fmt.Sprintf("commit:%d", report.Epoch), At: s.Now(),
	})
}
