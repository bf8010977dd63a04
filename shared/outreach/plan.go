package outreach

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/roster"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
)

// A Planned says what one run of Plan decided.
type Planned struct {
	Periods []Decided `json:"periods"`
	// Next is when something falls due next; zero when nothing is in sight.
	Next time.Time `json:"next,omitzero"`
}

// A Decided is one period and what became of it.
type Decided struct {
	Kind    schedule.Kind    `json:"kind"`
	Period  string           `json:"period"` // the day that names it
	Due     time.Time        `json:"due"`
	Verdict schedule.Verdict `json:"verdict"`
	Mails   int              `json:"mails"`
}

// attempts is how often Plan begins again when another tick was faster.
const attempts = 5

// Plan decides what is due at now and was not decided before, and plans its
// mails. When another tick decides the same, the one that is first counts.
// While the sheet has never been read, or a first sync is half-way, nothing is
// due. Late by any time, it decides as of the due instant.
func (o *Outreach) Plan(ctx context.Context, school string, now time.Time) (Planned, error) {
	planned := Planned{Periods: []Decided{}}
	e, err := o.loader.Load(ctx, school)
	if errors.Is(err, roster.ErrNeverSynced) || errors.Is(err, roster.ErrHalfway) {
		return planned, nil
	}
	if err != nil {
		return planned, fmt.Errorf("plan mail of %s: %w", school, err)
	}
	rhythm := schedule.Digest(e.Settings)
	for range attempts {
		decided, err := o.planRhythm(ctx, school, e, rhythm, now)
		planned.Periods = append(planned.Periods, decided...)
		if errors.Is(err, delivery.ErrDecided) {
			continue
		}
		if err != nil {
			return planned, fmt.Errorf("plan mail of %s: %w", school, err)
		}
		break // also when others keep being faster: they decide it
	}
	if ahead := rhythm.Periods(now, now.AddDate(0, 3, 0)); len(ahead) > 0 {
		planned.Next = ahead[0].At
	}
	mails := 0
	for _, d := range planned.Periods {
		mails += d.Mails
	}
	o.Log.InfoContext(ctx, "planned mail", "school", school, "periods", len(planned.Periods), "mails", mails)
	return planned, nil
}

// planRhythm decides the periods of one recurring mail that wait for it.
func (o *Outreach) planRhythm(ctx context.Context, school string, e *roster.Edition, r schedule.Rhythm, now time.Time) ([]Decided, error) {
	course, err := o.ledger.Course(ctx, school, r.Kind)
	if err != nil {
		return nil, err
	}
	if course.Open() != 0 {
		if err := o.ledger.Finish(ctx, school, r.Kind, course); err != nil {
			return nil, err
		}
		if course, err = o.ledger.Course(ctx, school, r.Kind); err != nil {
			return nil, err
		}
	}
	due, inForce := course.Due(r, e.StartDay, e.Committed, now)
	if len(due) == 0 {
		if course.Under(inForce) == course.Course {
			return nil, nil
		}
		return nil, o.ledger.Keep(ctx, school, r.Kind, course, course.Under(inForce))
	}
	pepper, err := o.ledger.Pepper(ctx, school)
	if err != nil {
		return nil, err
	}
	var decided []Decided
	for i, p := range due {
		d := o.judge(school, e, r, course.Course, p, pepper, now)
		if i == len(due)-1 {
			d.After = d.After.Under(inForce)
		}
		if err := o.ledger.Decide(ctx, school, course, d); err != nil {
			return decided, err
		}
		decided = append(decided, Decided{r.Kind, p.Name.String(), p.At, d.Verdict, len(d.Mails)})
		if course, err = o.ledger.Course(ctx, school, r.Kind); err != nil {
			return decided, err
		}
		if course.Open() != 0 {
			if err := o.ledger.Finish(ctx, school, r.Kind, course); err != nil {
				return decided, err
			}
			if course, err = o.ledger.Course(ctx, school, r.Kind); err != nil {
				return decided, err
			}
		}
	}
	return decided, nil
}

// judge decides one period from the records as they are and the clock as it
// was when the period fell due.
func (o *Outreach) judge(
	school string, e *roster.Edition, r schedule.Rhythm, c schedule.Course, p schedule.Period, pepper delivery.Pepper, now time.Time,
) delivery.Decision {
	readers, _ := digestReaders(e)
	d := delivery.Decision{Period: p, At: now}
	d.Verdict, d.After = c.Judge(r, p, schedule.Question{
		Readers: len(readers), Asks: o.digestFacts(e, p.Day, c.Mailed).Asks(), OnQuiet: e.Settings.DigestOnQuiet,
	})
	if d.Verdict != schedule.Mail {
		return d
	}
	for _, to := range readers {
		id := identity(school, p, to)
		d.Mails = append(d.Mails, delivery.Entry{
			Key: id.Key(pepper), Kind: id.Kind, Thing: id.Thing, Reader: pepper.Reader(id.Address), To: to.address, Record: to.record,
			Name: delivery.FileName(id, p.At.In(zoneOf(e.Settings.Calendar))), Due: p.At, Expires: p.Expires, Before: c.Mailed, Planned: now,
		})
	}
	return d
}

// dayOf is the school's day at an instant.
func dayOf(e *roster.Edition, t time.Time) schoolyear.Day { return e.Settings.Calendar.DayOf(t) }
