package delivery

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/store"
)

// ErrDecided says that another tick has decided meanwhile: read the Course
// again.
var ErrDecided = errors.New("somebody else has decided it")

// A Course is how a recurring mail has gone so far, as the store has it.
type Course struct {
	schedule.Course
	rev  int64
	open schoolyear.Day // period whose mails are not all planned yet
}

// Open names the period that was decided and whose mails are not all planned
// yet, because whoever planned them was cut off; zero when there is none.
func (c Course) Open() schoolyear.Day { return c.open }

// A Decision is what one period comes to.
type Decision struct {
	Period  schedule.Period
	Verdict schedule.Verdict
	At      time.Time // when it was decided
	After   schedule.Course
	Mails   []Entry // to plan; none but with the verdict Mail
}

// batch is how many mails are planned in one write, each with its mark, and the
// two items of the decision beside them.
const batch = (store.MaxActions - 10) / 2

// Attributes of PERIOD# and COURSE# items.
const (
	attrVerdict = "verdict"
	attrDecided = "decided"
	attrMails   = "mails" // how many there are in all
	attrLeft    = "left"  // JSON of those that are not in the ledger yet
	attrStep    = "step"  // rises with each batch

	attrPattern = "pattern"
	attrSince   = "since" // Unix nanoseconds: it lies right before a day's start
	attrLast    = "last"
	attrMailed  = "mailed"
	attrAsked   = "asked"
	attrOpen    = "open"
)

// Course returns how mails of the kind have gone so far.
func (l *Ledger) Course(ctx context.Context, school string, kind schedule.Kind) (Course, error) {
	items, err := l.store.Get(ctx, school, courseKey(kind))
	if err != nil {
		return Course{}, fmt.Errorf("read course of %s: %w", kind, err)
	}
	if len(items) == 0 {
		return Course{}, nil
	}
	i := items[0]
	c := Course{rev: i.Int(attrRev), open: schoolyear.Day(i.Int(attrOpen))}
	c.Pattern, c.Asked = i.Text(attrPattern), i.Text(attrAsked)
	c.Last, c.Mailed = schoolyear.Day(i.Int(attrLast)), schoolyear.Day(i.Int(attrMailed))
	if ns := i.Int(attrSince); ns != 0 {
		c.Since = time.Unix(0, ns).UTC()
	}
	return c, nil
}

func courseKey(kind schedule.Kind) string { return store.CoursePrefix + string(kind) }

func periodKey(kind schedule.Kind, name schoolyear.Day) string {
	return store.PeriodPrefix + string(kind) + "#" + name.String()
}

// put returns the action that replaces the course c.
func (c Course) put(kind schedule.Kind, next schedule.Course, open schoolyear.Day) store.Action {
	a := store.Action{Op: store.Put, Key: courseKey(kind), Attrs: store.Attrs{
		attrPattern: next.Pattern, attrLast: int64(next.Last), attrMailed: int64(next.Mailed), attrAsked: next.Asked,
		attrOpen: int64(open), attrRev: c.rev + 1,
	}}
	if !next.Since.IsZero() {
		a.Attrs[attrSince] = next.Since.UnixNano()
	}
	if c.rev == 0 {
		a.If = []store.Condition{store.NotThere()}
	} else {
		a.If = []store.Condition{store.Is(attrRev, c.rev)}
	}
	return a
}

// Decide stores what a period comes to, once, and plans its mails in the same
// write; of more than fit into one write, the rest is planned right after, by
// whoever calls Finish. ErrDecided says that the course is no longer as in c;
// then nothing was written.
func (l *Ledger) Decide(ctx context.Context, school string, c Course, d Decision) error {
	kind := d.Period.Kind
	period := store.Action{
		Op: store.Put, Key: periodKey(kind, d.Period.Name), If: []store.Condition{store.NotThere()},
		Attrs: store.Attrs{
			attrVerdict: string(d.Verdict), attrDecided: d.At.UnixMilli(), attrDue: d.Period.At.UnixMilli(),
			attrMails: int64(len(d.Mails)), attrStep: int64(0),
		},
	}
	var open schoolyear.Day
	first := d.Mails
	if len(first) > batch {
		left, err := json.Marshal(d.Mails[batch:])
		if err != nil {
			return fmt.Errorf("decide %s: %w", period.Key, err)
		}
		first, open, period.Attrs[attrLeft] = first[:batch], d.Period.Name, string(left)
	}
	err := l.plan(ctx, school, []store.Action{c.put(kind, d.After, open), period}, first)
	if errors.Is(err, store.ErrConflict) {
		return fmt.Errorf("decide %s: %w", period.Key, ErrDecided)
	}
	if err != nil {
		return fmt.Errorf("decide %s: %w", period.Key, err)
	}
	return nil
}

// Keep stores a course in which only what is in force has changed.
func (l *Ledger) Keep(ctx context.Context, school string, kind schedule.Kind, c Course, next schedule.Course) error {
	err := l.store.Write(ctx, school, []store.Action{c.put(kind, next, c.open)})
	if errors.Is(err, store.ErrConflict) {
		return fmt.Errorf("keep course of %s: %w", kind, ErrDecided)
	}
	if err != nil {
		return fmt.Errorf("keep course of %s: %w", kind, err)
	}
	return nil
}

// Finish plans the mails of the open period of c that are not in the ledger
// yet. ErrDecided says that somebody else is at it.
func (l *Ledger) Finish(ctx context.Context, school string, kind schedule.Kind, c Course) error {
	key := periodKey(kind, c.open)
	for {
		items, err := l.store.Get(ctx, school, key)
		if err != nil {
			return fmt.Errorf("finish %s: %w", key, err)
		}
		if len(items) == 0 {
			return fmt.Errorf("finish %s: the decision is gone", key)
		}
		var left []Entry
		if text := items[0].Text(attrLeft); text != "" {
			if err := json.Unmarshal([]byte(text), &left); err != nil {
				return fmt.Errorf("finish %s: %w", key, err)
			}
		}
		now, rest := left, []Entry(nil)
		if len(left) > batch {
			now, rest = left[:batch], left[batch:]
		}
		step := items[0].Int(attrStep)
		period := store.Action{
			Op: store.Update, Key: key, Attrs: store.Attrs{attrStep: step + 1}, If: []store.Condition{store.Is(attrStep, step)},
		}
		actions := []store.Action{period}
		if len(rest) == 0 {
			actions[0].Remove = []string{attrLeft}
			actions = append(actions, c.put(kind, c.Course, 0))
		} else if text, err := json.Marshal(rest); err != nil {
			return fmt.Errorf("finish %s: %w", key, err)
		} else {
			actions[0].Attrs[attrLeft] = string(text)
		}
		switch err := l.plan(ctx, school, actions, now); {
		case errors.Is(err, store.ErrConflict):
			return fmt.Errorf("finish %s: %w", key, ErrDecided)
		case err != nil:
			return fmt.Errorf("finish %s: %w", key, err)
		case len(rest) == 0:
			return nil
		}
	}
}

// plan writes actions together with the mails. A mail that the ledger has
// already is left as it is: its key says that it is the same one.
func (l *Ledger) plan(ctx context.Context, school string, actions []store.Action, mails []Entry) error {
	for {
		all := slices.Clone(actions)
		for _, e := range mails {
			e.State, e.rev = Planned, 1
			all = append(all, store.Action{
				Op: store.Put, Key: store.MailPrefix + e.Key, Attrs: e.attrs(), If: []store.Condition{store.NotThere()},
			})
			all = append(all, mark(e.Key, "", Planned)...)
		}
		err := l.store.Write(ctx, school, all)
		conflict := (*store.ConflictError)(nil)
		if !errors.As(err, &conflict) || !strings.HasPrefix(conflict.Key, store.MailPrefix) {
			return err
		}
		mails = slices.DeleteFunc(slices.Clone(mails), func(e Entry) bool { return store.MailPrefix+e.Key == conflict.Key })
	}
}
