package outreach

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/roster"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
)

// A Sent counts what one run of Send did.
type Sent struct {
	Sent    int `json:"sent"`
	Refused int `json:"refused"`
	Unknown int `json:"unknown"`
	Stopped int `json:"stopped"`
	Expired int `json:"expired"`
	Later   int `json:"later"`   // tried, and to be tried again
	Waiting int `json:"waiting"` // not tried, for it is night, or not yet time for the next try
	// Trouble says in words what keeps all mail from leaving; empty when nothing
	// does.
	Trouble string `json:"trouble,omitempty"`
	// Next is when there is something to do again; zero when nothing waits.
	Next time.Time `json:"next,omitzero"`
}

// Send hands over what is planned, due and free to leave: one mail at a time,
// each claimed in the store right before its call, so that it leaves at most
// once however many runs there are and wherever they are cut off. It returns an
// error only when the store or the records cannot be reached; what became of
// each mail is in the ledger.
//
// Now is asked anew for every mail: a transport may take long, and what was free
// to leave when the run began may meet the night, or its own end, before its
// turn comes.
//
// When the transport says that something is wrong with our own settings, the
// run stops and everything stays planned.
func (o *Outreach) Send(ctx context.Context, school string, transport delivery.Transport, now func() time.Time) (Sent, error) {
	run := &sending{Outreach: o, school: school, transport: transport, now: now}
	err := run.all(ctx)
	s := run.Sent
	o.Log.InfoContext(ctx, "sent mail", "school", school, "sent", s.Sent, "refused", s.Refused, "unknown", s.Unknown,
		"later", s.Later, "stopped", s.Stopped, "waiting", s.Waiting, "trouble", s.Trouble != "")
	if err != nil {
		return s, fmt.Errorf("send mail of %s: %w", school, err)
	}
	return s, nil
}

// sending is one run.
type sending struct {
	*Outreach
	Sent
	school    string
	transport delivery.Transport
	now       func() time.Time

	sheaf *sheaf // of the last period, for the next reader
}

func (s *sending) all(ctx context.Context) error {
	entries, err := s.ledger.Waiting(ctx, s.school)
	if err != nil {
		return err
	}
	if entries, err = s.tidy(ctx, entries); err != nil {
		return err
	}
	entries = slices.DeleteFunc(entries, func(e delivery.Entry) bool { return e.State != delivery.Planned })
	if len(entries) == 0 {
		return nil
	}
	if err := s.transport.Check(ctx); err != nil {
		s.trouble(ctx, err)
		s.Waiting = len(entries)
		return nil
	}
	for i, e := range entries {
		goOn, err := s.one(ctx, e)
		if err != nil || !goOn {
			s.Waiting += len(entries) - i - 1
			return err
		}
	}
	if s.Trouble == "" {
		s.troubles.over(s.school)
	}
	return nil
}

// tidy writes down what time alone has changed, and counts what has expired.
func (s *sending) tidy(ctx context.Context, entries []delivery.Entry) ([]delivery.Entry, error) {
	tidy, err := s.ledger.Tidy(ctx, s.school, entries, s.now())
	for i := range tidy {
		if tidy[i].State == delivery.Expired && entries[i].State != delivery.Expired {
			s.Expired++
		}
	}
	return tidy, err
}

// one takes a planned mail as far as it goes. False ends the run.
func (s *sending) one(ctx context.Context, e delivery.Entry) (goOn bool, err error) {
	edition, err := s.loader.Load(ctx, s.school)
	if errors.Is(err, roster.ErrHalfway) || errors.Is(err, roster.ErrNeverSynced) {
		s.Waiting++ // the records are not whole: the next run finds them so
		return false, nil
	}
	if err != nil {
		return false, err
	}
	terms, known := schedule.TermsOf(e.Kind)
	if !known {
		s.Waiting++ // a newer version has planned it, and will send it
		return true, nil
	}
	now := s.now()
	if e.StateAt(now) == delivery.Expired {
		_, err := s.tidy(ctx, []delivery.Entry{e})
		return err == nil, err
	}
	if free := freeAt(edition, e, terms.AtNight, now); now.Before(free) {
		s.wait(free)
		return true, nil
	}
	message, stop, err := s.render(edition, e)
	switch {
	case errors.Is(err, delivery.ErrAboutUs):
		s.trouble(ctx, err)
		s.Waiting++
		return false, nil
	case err != nil:
		return true, s.failed(ctx, e, delivery.Refused, err)
	case stop != "":
		return true, s.settle(ctx, e, delivery.Outcome{State: delivery.Stopped, Reason: stop})
	}
	claimed, err := s.ledger.Claim(ctx, s.school, e, message, s.now())
	if errors.Is(err, delivery.ErrTaken) {
		return true, nil // another run has it, or somebody stopped it
	}
	if err != nil {
		return false, err
	}
	receipt, err := s.transport.Send(ctx, message)
	// What came of it has to be written down, also when our time is up.
	ctx = context.WithoutCancel(ctx)
	switch {
	case err == nil:
		return true, s.settle(ctx, claimed, delivery.Outcome{State: delivery.Sent, Receipt: receipt})
	case errors.Is(err, delivery.ErrAboutUs):
		s.trouble(ctx, err)
		s.Waiting++
		_, err := s.ledger.Release(ctx, s.school, claimed, delivery.ReasonOf(err))
		if errors.Is(err, delivery.ErrTaken) {
			err = nil // somebody has settled it meanwhile
		}
		return false, err
	case errors.Is(err, delivery.ErrLater):
		return true, s.failed(ctx, claimed, delivery.Planned, err)
	case errors.Is(err, delivery.ErrRefused):
		return true, s.failed(ctx, claimed, delivery.Refused, err)
	default:
		return true, s.failed(ctx, claimed, delivery.Unknown, err)
	}
}

// trouble says what keeps all mail from leaving. The log has it in detail, once
// for as long as the reason stays the same: a run comes every minute.
func (s *sending) trouble(ctx context.Context, err error) {
	reason := delivery.ReasonOf(err)
	s.Trouble = reason.Text()
	if s.troubles.is(s.school, reason) {
		s.Log.WarnContext(ctx, "no mail can leave", "school", s.school, "error", err)
	}
}

// failed settles a mail that did not leave, or of which nobody knows.
func (s *sending) failed(ctx context.Context, e delivery.Entry, state delivery.State, err error) error {
	s.Log.WarnContext(ctx, "mail did not leave", "school", s.school, "mail", e, "state", state, "error", err)
	return s.settle(ctx, e, delivery.Outcome{State: state, Reason: delivery.ReasonOf(err)})
}

// settle writes an outcome down and counts it. That somebody else has settled
// the mail meanwhile is no error.
func (s *sending) settle(ctx context.Context, e delivery.Entry, o delivery.Outcome) error {
	settled, err := s.ledger.Settle(ctx, s.school, e, o, s.now())
	if errors.Is(err, delivery.ErrTaken) {
		return nil
	}
	if err != nil {
		return err
	}
	switch o.State {
	case delivery.Sent:
		s.Sent.Sent++
	case delivery.Refused:
		s.Refused++
	case delivery.Unknown:
		s.Unknown++
	case delivery.Stopped:
		s.Stopped++
	case delivery.Planned:
		s.Later++
		s.soonest(settled.NextTry)
	}
	return nil
}

func (s *sending) wait(until time.Time) {
	s.Waiting++
	s.soonest(until)
}

func (s *sending) soonest(t time.Time) {
	if s.Next.IsZero() || t.Before(s.Next) {
		s.Next = t
	}
}

// Nothing leaves at night, by the school's clocks (MAIL.md, What holds a mail
// back).
const (
	nightBegins schoolyear.Clock = 20 * 60
	nightEnds   schoolyear.Clock = 6 * 60
)

// freeAt is the first instant from now on at which the mail may leave.
func freeAt(edition *roster.Edition, e delivery.Entry, atNight bool, now time.Time) time.Time {
	free := e.Due
	for _, t := range []time.Time{e.NextTry, now} {
		if t.After(free) {
			free = t
		}
	}
	if atNight {
		return free
	}
	c := edition.Settings.Calendar
	day := c.DayOf(free)
	switch {
	case free.Before(c.At(day, nightEnds)):
		return c.At(day, nightEnds)
	case !free.Before(c.At(day, nightBegins)):
		return c.At(day+1, nightEnds)
	}
	return free
}

// render writes the letter of a planned mail as of the instant when it was
// due. Stop says why it is not to leave after all.
func (s *sending) render(edition *roster.Edition, e delivery.Entry) (m delivery.Message, stop delivery.Reason, err error) {
	readers, _ := digestReaders(edition)
	at := slices.IndexFunc(readers, func(r reader) bool { return strings.EqualFold(r.address.Address, e.To.Address) })
	if at < 0 {
		return m, delivery.NotAReader, nil
	}
	day := dayOf(edition, e.Due)
	if !s.sheaf.fits(edition, day, e.Before) {
		s.sheaf = s.newSheaf(s.school, edition, day, e.Before)
	}
	id := delivery.Identity{School: s.school, Kind: e.Kind, Thing: e.Thing, Address: readers[at].address.Address}
	m, err = s.sheaf.message(id, e.Key, readers[at].address, e.Due)
	return m, "", err
}
