package reconcile

import (
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// seeAll notes in every record that is about to be written what nobody types:
// when it was first seen done, and when a thank-you was fixed.
func (d *draft) seeAll() {
	for _, t := range d.tabs {
		if t.plan == nil {
			continue
		}
		for i := range t.plan.Writes {
			d.seeDone(t.layout.Schema, &t.plan.Writes[i])
			d.seeFixed(t.layout.Schema, &t.plan.Writes[i])
		}
	}
}

// seeDone remembers the day on which a thank-you, or a program, was first seen
// done: where staff leave Done on or Ends blank, that is when it was. One that
// is not done any more is forgotten.
func (d *draft) seeDone(t *sheet.TabSchema, r *match.Stored) {
	done := false
	switch t.Kind {
	case partnership.Recognitions:
		thanks := thanksOf(t, r)
		done = thanks.Thanked() && thanks.DoneOn <= d.today
	case partnership.Programs:
		done = partnership.ProgramStatus(r.Values[t.Column("Status")].Text) == partnership.ProgramFinished
	}
	switch {
	case !done:
		r.DoneSeen = 0
	case r.DoneSeen == 0:
		r.DoneSeen = d.today
	}
}

// seeFixed remembers since when a thank-you takes in nothing more: it is
// approved, settled, has words, or left the sheet. A gift that is typed later
// opens the next. One that is opened again is forgotten.
func (d *draft) seeFixed(t *sheet.TabSchema, r *match.Stored) {
	if t.Kind != partnership.Recognitions {
		return
	}
	thanks := thanksOf(t, r)
	switch {
	case r.Live() && !thanks.Thanked() && thanks.Status != partnership.RecognitionNone && !thanks.Approved && thanks.Words == "":
		r.Fixed = time.Time{}
	case r.Fixed.IsZero():
		r.Fixed = d.run.Now()
		for _, m := range d.memory.missing {
			if !r.Live() && m.Tab == t.Kind && m.ID == r.ID {
				r.Fixed = m.Since // its row was gone all the while
			}
		}
	}
}

// thanksOf reads what says how far a thank-you has come.
func thanksOf(t *sheet.TabSchema, r *match.Stored) partnership.Recognition {
	value := func(column string) sheet.Value { return r.Values[t.Column(column)] }
	return partnership.Recognition{
		Status: partnership.RecognitionStatus(value("Status").Text), Link: value("Link").Text, Words: value("Words").Text,
		Approved: value("Approved").Num == 1, DoneOn: schoolyear.Day(value("Done on").Num),
	}
}
