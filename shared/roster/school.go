package roster

import (
	"cmp"
	"strings"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// school makes the nouns of all records. Zone is the spreadsheet's, for a
// school whose settings have none.
func (b *builder) school(zone string) *partnership.School {
	live, removed := (*match.Stored).Live, func(s *match.Stored) bool { return !s.Live() && s.Into == "" }
	return &partnership.School{
		Settings:     b.settings(zone),
		Partners:     build(b, partnership.Partners, live, row.partner),
		Volunteers:   build(b, partnership.Volunteers, live, row.volunteer),
		Hours:        build(b, partnership.HoursTab, live, row.hours),
		Donations:    build(b, partnership.Donations, live, row.donation),
		Recognitions: build(b, partnership.Recognitions, live, row.recognition),
		Programs:     build(b, partnership.Programs, live, row.program),
		Meetings:     build(b, partnership.Meetings, live, row.meeting),
		Ideas:        build(b, partnership.Ideas, live, row.idea),
		Team:         build(b, partnership.Team, live, row.member),
		Removed: partnership.Removed{
			Partners:   build(b, partnership.Partners, removed, row.partner),
			Volunteers: build(b, partnership.Volunteers, removed, row.volunteer),
			Programs:   build(b, partnership.Programs, removed, row.program),
		},
	}
}

// memory is what the records know about thank-yous and the sheet does not show:
// rows of Recognition that left it, and when things were first seen done.
func (b *builder) memory(c schoolyear.Calendar) recognition.Memory {
	removed, fixed := map[partnership.ID]schoolyear.Day{}, map[partnership.ID]time.Time{}
	for _, r := range b.tabs[partnership.Recognitions] {
		if !r.Live() {
			removed[r.ID] = c.DayOf(r.Deleted)
		}
		if !r.Fixed.IsZero() {
			fixed[r.ID] = r.Fixed
		}
	}
	return recognition.Memory{
		Removed:      build(b, partnership.Recognitions, func(s *match.Stored) bool { return !s.Live() }, row.recognition),
		RemovedOn:    removed,
		Fixed:        fixed,
		DoneSeen:     b.doneSeen(partnership.Recognitions),
		FinishedSeen: b.doneSeen(partnership.Programs),
	}
}

func (b *builder) doneSeen(kind partnership.Kind) map[partnership.ID]schoolyear.Day {
	days := map[partnership.ID]schoolyear.Day{}
	for _, r := range b.tabs[kind] {
		if r.DoneSeen != 0 {
			days[r.ID] = r.DoneSeen
		}
	}
	return days
}

// build makes a noun of each record of a tab that is wanted, in order.
func build[T any](b *builder, kind partnership.Kind, wanted func(*match.Stored) bool, make func(row) T) []T {
	t := sheet.SchemaOf(kind)
	var list []T
	for i := range b.tabs[kind] {
		if record := &b.tabs[kind][i]; wanted(record) {
			list = append(list, make(b.row(t, record)))
		}
	}
	return list
}

func startDay(s store.State) (schoolyear.Day, error) {
	if s.StartDay == "" {
		return 0, nil
	}
	return schoolyear.ParseDay(s.StartDay)
}

func (r row) partner() partnership.Partner {
	return partnership.Partner{
		Source: r.source(),
		Name:   r.text("Partner"), PartnerKind: cmp.Or(r.text("Kind"), "Other"),
		Contact: r.text("Contact"), Email: r.text("Email"), Phone: r.text("Phone"),
		StageCell:  partnership.Stage(r.text("Stage")),
		LastTalked: r.day("Last talked"), NextStep: r.text("Next step"), NextStepOn: r.day("Next step on"),
		OKToThank: r.answer("OK to thank publicly"), PromisedThanks: r.channels("Promised thanks"),
		Notes:         r.text("Notes"),
		SecondContact: r.text("Second contact"), SecondEmail: r.text("Second email"), Website: r.text("Website"),
		Since: r.day("Since"), IntroducedBy: r.ref("Introduced by"), CreditAs: r.text("Credit as"),
		AlsoKnownAs: r.items("Also known as"), SocialHandle: r.text("Social handle"),
		TalkEveryWeeks: r.number("Talk every"), AgreementUntil: r.day("Agreement until"),
		SchoolLead: r.ref("School lead"), Offers: r.items("Offers"), SendThanks: r.answer("Send thanks"),
	}
}

func (r row) volunteer() partnership.Volunteer {
	return partnership.Volunteer{
		Source: r.source(),
		Name:   r.text("Volunteer"), Partner: r.ref("Partner"), Email: r.text("Email"), Phone: r.text("Phone"),
		Role:    r.text("Role"),
		Status:  cmp.Or(partnership.VolunteerStatus(r.text("Status")), partnership.VolunteerActive),
		Under18: r.answer("Under 18"), Talents: r.items("Talents"), OKToThank: r.answer("OK to thank publicly"),
		Notes: r.text("Notes"), Interests: r.items("Interests"), Started: r.day("Started"), Until: r.day("Until"),
		RequiredMinutes: r.minutes("Hours required"), BeforeMinutes: r.minutes("Hours before"),
		AlsoKnownAs: r.items("Also known as"), IntroducedBy: r.ref("Introduced by"),
		ClearanceUntil: r.day("Clearance until"), SendThanks: r.answer("Send thanks"),
	}
}

func (r row) hours() partnership.Hours {
	h := partnership.Hours{
		Source: r.source(),
		Date:   r.day("Date"), Program: r.ref("Program"), Volunteers: r.refs("Volunteer"),
		Minutes: r.number("Hours"), Students: r.number("Students"), WhatWeDid: r.text("What we did"),
		People: r.number("People"), Training: r.text("Kind") == "Training",
	}
	const behalf = "On behalf of"
	if i := r.t.Column(behalf); i >= 0 && r.has(behalf) {
		for _, word := range r.t.Columns[i].Words {
			h.Self = h.Self || partnership.Fold(r.text(behalf)) == partnership.Fold(word)
		}
		if !h.Self {
			h.OnBehalfOf = r.ref(behalf)
		}
	}
	return h
}

func (r row) donation() partnership.Donation {
	return partnership.Donation{
		Source: r.source(),
		Date:   r.day("Date"), Partner: r.ref("Partner"), What: r.text("What"),
		Value: partnership.Money(r.number("Value")), HasValue: r.has("Value"),
		NamePublicly: r.answer("Name publicly"), For: r.ref("For"), Quantity: r.text("Quantity"),
		Money: r.text("Kind") == "Money", PromisedThanks: r.channels("Promised thanks"),
	}
}

func (r row) recognition() partnership.Recognition {
	return partnership.Recognition{
		Source: r.source(),
		For:    r.ref("For"), BecauseOf: r.text("Because of"), Channel: partnership.Channel(r.text("Channel")),
		Words: r.text("Words"), Approved: r.yes("Approved"),
		Status: partnership.RecognitionStatus(r.text("Status")), Link: r.text("Link"),
		DoneOn: r.day("Done on"), PublishOn: r.day("Publish on"), About: r.text("About"),
	}
}

func (r row) program() partnership.Program {
	return partnership.Program{
		Source: r.source(),
		Name:   r.text("Program"), ProgramKind: cmp.Or(r.text("Kind"), "Other"),
		Partners: r.refs("Partners"), Teachers: r.refs("Teacher"), Administrator: r.ref("Administrator"),
		Starts: r.day("Starts"), Ends: r.day("Ends"), StatusCell: partnership.ProgramStatus(r.text("Status")),
		StudentsServed: r.number("Students served"), Outcome: r.text("Outcome"), Book: r.text("Book or unit"),
		StudentQuestions: lines(r.text("Student questions")), Checklist: checklist(r.text("Checklist")),
		Meets: r.text("Meets"), Grade: r.text("Grade or group"), Goal: r.text("Goal"),
		AlsoKnownAs: r.items("Also known as"), GrewFrom: r.refs("Grew from"),
	}
}

func (r row) meeting() partnership.Meeting {
	return partnership.Meeting{
		Source: r.source(),
		Date:   r.day("Date"), Starts: schoolyear.Clock(r.number("Starts")), HasStarts: r.has("Starts"),
		Topic: r.text("Topic"), Partners: r.refs("Partners"), Invite: r.refs("Invite"), Place: r.text("Place"),
		StatusCell: partnership.MeetingStatus(r.text("Status")), WhoCame: r.refs("Who came"),
		Decisions: r.text("Decisions"), Minutes: r.number("Minutes"), Agenda: r.text("Agenda"), Notes: r.text("Notes"),
	}
}

func (r row) idea() partnership.Idea {
	return partnership.Idea{
		Source: r.source(),
		Text:   r.text("Idea"), From: r.ref("From"), Date: r.day("Date"),
		Status: cmp.Or(partnership.IdeaStatus(r.text("Status")), partnership.IdeaNew),
		Why:    r.text("Why"), IdeaKind: cmp.Or(r.text("Kind"), "Other"), LedTo: r.refs("Led to"),
	}
}

func (r row) member() partnership.Member {
	return partnership.Member{
		Source: r.source(),
		Name:   r.text("Name"), Email: r.text("Email"), Role: r.text("Role"),
		Access:       cmp.Or(partnership.Access(r.text("Access")), partnership.AccessNone),
		WeeklyDigest: r.yes("Weekly digest"), MonthlyReport: r.yes("Monthly report"),
	}
}

// lines returns the lines of a text that hold something.
func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// done are what stands before a line of a checklist that is done: SHEET.md,
// Programs.
var done = [...]string{"[x]", "[X]", "✓", "✔", "☑"}

// checklist reads a checklist: one line each, done where it opens with a mark or
// says "done" at either end.
func checklist(text string) []partnership.ChecklistLine {
	var list []partnership.ChecklistLine
	for _, line := range lines(text) {
		c := partnership.ChecklistLine{Text: strings.TrimSpace(strings.TrimPrefix(line, "[ ]"))}
		for _, mark := range done {
			if rest, ok := strings.CutPrefix(line, mark); ok {
				c = partnership.ChecklistLine{Text: strings.TrimSpace(rest), Done: true}
			}
		}
		if words := strings.FieldsFunc(strings.ToLower(c.Text), notLetter); len(words) > 1 &&
			(words[0] == "done" || words[len(words)-1] == "done") {
			c.Done = true
		}
		list = append(list, c)
	}
	return list
}

func notLetter(r rune) bool {
	return r == ' ' || r == ':' || r == '(' || r == ')' || r == '-' || r == '–' || r == ',' || r == '.'
}
