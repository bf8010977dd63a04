package schedule

import (
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// Line is the point in words, the same in a digest and on a page, on the day it
// is written.
func (p Point) Line(day schoolyear.Day) string {
	on, today := onDate(p.Day), onDate(day)
	switch p.Topic {
	case DecidedLast:
		return words.AgendaDecided(p.Text, on, today)
	case NextStep:
		return words.AgendaNextStep(p.Text, on, today)
	case HoursGiven:
		return words.AgendaHours(p.Minutes, p.Visits, on, today)
	case Outcome:
		return words.AgendaOutcome(p.Name, p.Text)
	case IdeaWaits:
		return words.AgendaIdea(p.Text, p.Name, string(p.Status), on, today)
	case ThanksOwed:
		return words.AgendaOwed(p.Count, on, today)
	case ThanksGiven:
		return words.AgendaThanked(p.Count, on, today)
	case AgreementEnds:
		return words.AgendaAgreement(on, today)
	case ClearanceEnds:
		return words.AgendaClearance(p.Name, on, today)
	case NoAdministrator:
		return words.AgendaNoOffice()
	case NoTeacher:
		return words.AgendaNoTeacher()
	case TalentWanted:
		return words.AgendaTalent(p.Name)
	default: // TalentsMissing
		return words.AgendaTalents(p.Names)
	}
}

// onDate is a day as words take it.
func onDate(d schoolyear.Day) words.Date {
	if d.IsZero() {
		return words.Date{}
	}
	return words.On(d.Date())
}
