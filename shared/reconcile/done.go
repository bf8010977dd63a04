package reconcile

import (
	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// seeDone remembers the day on which a thank-you, or a program, was first seen
// done: where staff leave Done on or Ends blank, that is when it was. One that
// is not done any more is forgotten.
func (d *draft) seeDone(t *sheet.TabSchema, r *match.Stored) {
	done := false
	text := func(column string) string { return r.Values[t.Column(column)].Text }
	switch t.Kind {
	case partnership.Recognitions:
		thanks := partnership.Recognition{
			Status: partnership.RecognitionStatus(text("Status")), Link: text("Link"),
			DoneOn: schoolyear.Day(r.Values[t.Column("Done on")].Num),
		}
		done = thanks.Thanked()
	case partnership.Programs:
		done = partnership.ProgramStatus(text("Status")) == partnership.ProgramFinished
	}
	switch {
	case !done:
		r.DoneSeen = 0
	case r.DoneSeen == 0:
		r.DoneSeen = d.today
	}
}
