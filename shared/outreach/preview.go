package outreach

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"time"

	"shelfmates/shared/delivery"
	"shelfmates/shared/roster"
	"shelfmates/shared/schedule"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// A Rehearsal is what would go out, and what would not.
type Rehearsal struct {
	Mails   []Rehearsed `json:"mails"`
	LeftOut []LeftOut   `json:"leftOut"`
}

// A Rehearsed is one mail as it would leave.
type Rehearsed struct {
	Name    string           `json:"name"` // "2026-11-23-weekly-digest-1", for its files
	Kind    schedule.Kind    `json:"kind"`
	To      string           `json:"to"` // "Nora Beck <nora@school.example>"
	Subject string           `json:"subject"`
	Due     time.Time        `json:"due"` // in the school's zone
	Why     string           `json:"why"`
	Message delivery.Message `json:"-"`
}

// A LeftOut is somebody who does not get a mail, and why.
type LeftOut struct {
	Kind schedule.Kind `json:"kind"`
	Day  string        `json:"day"` // on which it would be due
	Who  string        `json:"who"`
	Why  string        `json:"why"`

	why reason
}

// A reason says why a reader is left out of every mail of a kind.
type reason uint8

const (
	noAddress reason = iota + 1
	badAddress
	sharedAddress
)

func (r reason) text() string {
	switch r {
	case badAddress:
		return words.LeftOutBadAddress()
	case sharedAddress:
		return words.LeftOutSharedAddress()
	}
	return words.LeftOutNoAddress()
}

// Preview rehearses the mails that fall due on the school's days from one to
// another, both included, and writes nothing. For the next due run on unchanged
// records the messages are the bytes that Send hands over; further ahead,
// readers and subjects are as they would be if nothing changed until then.
func (o *Outreach) Preview(ctx context.Context, school string, from, to schoolyear.Day) (Rehearsal, error) {
	r := Rehearsal{Mails: []Rehearsed{}, LeftOut: []LeftOut{}}
	e, err := o.loader.Load(ctx, school)
	if errors.Is(err, roster.ErrNeverSynced) {
		return r, nil
	}
	if err != nil {
		return r, fmt.Errorf("preview mail of %s: %w", school, err)
	}
	course, err := o.ledger.Course(ctx, school, schedule.WeeklyDigest)
	if err != nil {
		return r, fmt.Errorf("preview mail of %s: %w", school, err)
	}
	entries, err := o.ledger.Entries(ctx, school)
	if err != nil {
		return r, fmt.Errorf("preview mail of %s: %w", school, err)
	}
	p := &preview{o: o, Rehearsal: r, school: school, e: e, course: course.Course}
	rhythm := schedule.Digest(e.Settings)
	begin, end := e.Settings.Calendar.At(from, 0), e.Settings.Calendar.At(to+1, 0).Add(-time.Nanosecond)
	for _, entry := range entries {
		if !entry.Due.Before(begin) && !entry.Due.After(end) {
			if err := p.planned(entry); err != nil {
				return r, fmt.Errorf("preview mail of %s: %w", school, err)
			}
		}
	}
	for _, period := range rhythm.Periods(begin.Add(-time.Nanosecond), end) {
		if period.Name <= course.Last {
			continue // it was decided: its mails are in the ledger
		}
		if err := p.period(rhythm, period); err != nil {
			return r, fmt.Errorf("preview mail of %s: %w", school, err)
		}
	}
	return p.Rehearsal, nil
}

// preview is one rehearsal.
type preview struct {
	Rehearsal
	o      *Outreach
	school string
	e      *roster.Edition
	course schedule.Course
	sheaf  *sheaf
}

// planned shows a mail that is in the ledger.
func (p *preview) planned(entry delivery.Entry) error {
	day := dayOf(p.e, entry.Due)
	if entry.State != delivery.Planned {
		p.leave(entry.Kind, day, readable(entry.To), words.MailAlready(string(entry.State)))
		return nil
	}
	s := sending{Outreach: p.o, school: p.school, sheaf: p.sheaf}
	message, stop, err := s.render(p.e, entry)
	p.sheaf = s.sheaf
	if errors.Is(err, delivery.ErrUnsendable) {
		stop, err = delivery.ReasonOf(err), nil
	}
	if err != nil {
		return err
	}
	if stop != "" {
		p.leave(entry.Kind, day, readable(entry.To), stop.Text())
		return nil
	}
	p.show(entry.Kind, day, entry.Due, message)
	return nil
}

// period rehearses a period that is not decided yet.
func (p *preview) period(r schedule.Rhythm, period schedule.Period) error {
	mailed := p.course.Mailed
	p.sheaf = p.o.newSheaf(p.school, p.e, period.Day, mailed)
	readers, left := digestReaders(p.e)
	verdict, course := p.course.Judge(r, period, schedule.Question{
		Readers: len(readers), Asks: p.sheaf.facts.Asks(), OnQuiet: p.e.Settings.DigestOnQuiet,
	})
	p.course = course
	for _, l := range left {
		p.leave(period.Kind, period.Day, l.Who, l.why.text())
	}
	why := ""
	switch verdict {
	case schedule.Quiet:
		why = words.QuietWeek()
	case schedule.Unchanged:
		why = words.SameAsLastWeek()
	case schedule.TooSoon:
		why = words.TooSoonAfter(date(mailed))
	}
	for _, to := range readers {
		if why != "" {
			p.leave(period.Kind, period.Day, readable(to.address), why)
			continue
		}
		message, err := p.sheaf.message(identity(p.school, period, to), "", to.address, period.At)
		if errors.Is(err, delivery.ErrUnsendable) {
			p.leave(period.Kind, period.Day, readable(to.address), delivery.ReasonOf(err).Text())
			continue
		}
		if err != nil {
			return err
		}
		p.show(period.Kind, period.Day, period.At, message)
	}
	return nil
}

func (p *preview) leave(kind schedule.Kind, day schoolyear.Day, who, why string) {
	p.LeftOut = append(p.LeftOut, LeftOut{Kind: kind, Day: day.String(), Who: who, Why: why})
}

func (p *preview) show(kind schedule.Kind, day schoolyear.Day, due time.Time, m delivery.Message) {
	n := 1
	for _, shown := range p.Mails {
		if shown.Kind == kind && dayOf(p.e, shown.Due) == day {
			n++
		}
	}
	p.Mails = append(p.Mails, Rehearsed{
		Name: fmt.Sprintf("%s-%s-%d", day, kind, n), Kind: kind, To: readable(m.To), Subject: m.Subject, Due: due.In(zoneOf(p.e.Settings.Calendar)),
		Why: words.WhyDigestGoes(date(day)), Message: m,
	})
}

// readable is an address as people read it, without the encoding of headers.
func readable(a netmail.Address) string {
	if a.Name == "" {
		return a.Address
	}
	return a.Name + " <" + a.Address + ">"
}
