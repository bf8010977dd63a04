package tally

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

// A Key names a number, in addresses and exports.
type Key string

// The numbers, in the order in which All returns them.
const (
	ActivePartners     Key = "active-partners"
	HoursPartners      Key = "partners-with-hours"
	NewPartners        Key = "new-partners"
	PartnersKept       Key = "partners-kept"
	PartnersNotSeen    Key = "partners-not-seen"
	PartnerRetention   Key = "partner-retention"
	PartnerGrowth      Key = "partner-growth"
	Volunteers         Key = "volunteers"
	GroupHeadcount     Key = "group-headcount"
	VolunteerRetention Key = "volunteer-retention"
	ServiceTime        Key = "service-hours"
	TrainingTime       Key = "training-hours"
	TimeValue          Key = "value-of-time"
	TopShare           Key = "top-share"
	TopPersonShare     Key = "top-person-share"
	Donations          Key = "donations"
	DonationValue      Key = "donation-value"
	DonationsUnvalued  Key = "donations-without-value"
	StudentVisits      Key = "student-visits"
	ProgramPlaces      Key = "places-in-programs"
	ThankedOnTime      Key = "thanked-on-time"
	DaysToThanks       Key = "days-to-thanks"
	ThanksOwed         Key = "thanks-owed"
	PromisesKept       Key = "promises-kept"
	ContactKept        Key = "contact-kept"
	MeetingsHeld       Key = "meetings-held"
	AdministratorsCame Key = "administrators-came"
	TeachersCame       Key = "teachers-came"
	PartnersCame       Key = "partners-came"
	StaffInvolvement   Key = "staff-involvement"
	GaveThenJoined     Key = "gave-then-joined"
	IdeasCarriedOut    Key = "ideas-carried-out"
	DaysToCarryOut     Key = "days-to-carry-out"
	IntroducedPartners Key = "introduced-partners"
	TalentSpread       Key = "talent-spread"
	ClearancesCurrent  Key = "clearances-current"
	AgreementsCurrent  Key = "agreements-current"
)

// A Unit says what the Value of a Figure counts.
type Unit uint8

// The units.
const (
	Count    Unit = iota // things or people
	Minutes              // time
	Cents                // money
	Rate                 // Value of Of
	Change               // Value now, Of before
	HalfDays             // days, in halves, as a median is
)

// A Figure is one number with what it was made from.
type Figure struct {
	Key     Key
	Unit    Unit
	Value   int64
	Of      int64           // of a Rate the denominator, of a Change the value before; else 0
	Unknown bool            // it cannot be made: n/a
	Period  schoolyear.Span // the days it is about, as far as they have come
	// Sources are the rows that it was made from: of a Rate those of the
	// denominator.
	Sources []partnership.Source
	// Met are the rows of a Rate's numerator, a part of Sources.
	Met []partnership.Source
	// Thanks are the thank-yous that a number of thank-yous was made from, one
	// for each channel, in the order of Sources; of a Rate those of the
	// denominator.
	Thanks []recognition.Thanks
}

// Text writes the figure for people: "612 h", "9 of 11", "82%", "n/a".
func (f Figure) Text() string {
	if f.Unknown {
		return words.NotKnown
	}
	switch f.Unit {
	case Minutes:
		return words.Hours(int(f.Value))
	case Cents:
		return words.Money(f.Value)
	case Rate:
		return words.Rate(int(f.Value), int(f.Of))
	case Change:
		return words.Change(int(f.Value), int(f.Of))
	case HalfDays:
		return words.HalfDays(int(f.Value))
	}
	return words.Number(int(f.Value))
}

// All returns every number of the period, in the order of their Keys.
func (t *Tally) All() []Figure {
	makers := t.makers()
	all := make([]Figure, len(makers))
	for i, m := range makers {
		all[i] = m.make()
	}
	return all
}

type maker struct {
	key  Key
	make func() Figure
}

func (t *Tally) makers() []maker {
	return []maker{
		{ActivePartners, t.ActivePartners},
		{HoursPartners, t.HoursPartners},
		{NewPartners, t.NewPartners},
		{PartnersKept, t.PartnersKept},
		{PartnersNotSeen, t.PartnersNotSeen},
		{PartnerRetention, t.PartnerRetention},
		{PartnerGrowth, t.PartnerGrowth},
		{Volunteers, t.Volunteers},
		{GroupHeadcount, t.GroupHeadcount},
		{VolunteerRetention, t.VolunteerRetention},
		{ServiceTime, t.ServiceHours},
		{TrainingTime, t.TrainingHours},
		{TimeValue, t.TimeValue},
		{TopShare, t.TopShare},
		{TopPersonShare, t.TopPersonShare},
		{Donations, t.Donations},
		{DonationValue, t.DonationValue},
		{DonationsUnvalued, t.DonationsUnvalued},
		{StudentVisits, t.StudentVisits},
		{ProgramPlaces, t.ProgramPlaces},
		{ThankedOnTime, t.ThankedOnTime},
		{DaysToThanks, t.DaysToThanks},
		{ThanksOwed, t.ThanksOwed},
		{PromisesKept, t.PromisesKept},
		{ContactKept, t.ContactKept},
		{MeetingsHeld, t.MeetingsHeld},
		{AdministratorsCame, t.AdministratorsCame},
		{TeachersCame, t.TeachersCame},
		{PartnersCame, t.PartnersCame},
		{StaffInvolvement, t.StaffInvolvement},
		{GaveThenJoined, t.GaveThenJoined},
		{IdeasCarriedOut, t.IdeasCarriedOut},
		{DaysToCarryOut, t.DaysToCarryOut},
		{IntroducedPartners, t.IntroducedPartners},
		{TalentSpread, t.TalentSpread},
		{ClearancesCurrent, t.ClearancesCurrent},
		{AgreementsCurrent, t.AgreementsCurrent},
	}
}
