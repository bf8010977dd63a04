package partnership

import (
	"time"

	"shelfmates/shared/schoolyear"
)

// An ID names a record for as long as the school keeps it: a ULID.
type ID string

// A Kind says which tab a record stands in. Its text is the tab's name.
type Kind string

// The kinds of records, in the order of the sheet's tabs.
const (
	Partners     Kind = "Partners"
	Volunteers   Kind = "Volunteers"
	HoursTab     Kind = "Hours"
	Donations    Kind = "Donations"
	Recognitions Kind = "Recognition"
	Programs     Kind = "Programs"
	Meetings     Kind = "Meetings"
	Ideas        Kind = "Ideas"
	Team         Kind = "Team"
)

// A Ref is a name in a cell and the record that it means.
type Ref struct {
	Kind Kind   // empty while not matched
	ID   ID     // empty while not matched
	Name string // the record's present name, or the text typed while not matched
}

// Matched reports whether the name was found.
func (r Ref) Matched() bool { return r.ID != "" }

// A Source says where a record stands, so that every number and every line of
// an agenda can be traced to its rows.
type Source struct {
	Kind Kind
	ID   ID
	Day  schoolyear.Day // what dates its row, where something does; its number changes with every sort
}

// An Answer is a yes/no cell: blank is neither.
type Answer int8

// The three answers.
const (
	Unanswered Answer = iota
	Yes
	No
)

// Or returns a's answer, or fallback where there is none.
func (a Answer) Or(fallback bool) bool {
	if a == Unanswered {
		return fallback
	}
	return a == Yes
}

// Money is an amount in whole cents.
type Money int64

// A Channel is a way to say thank you.
type Channel string

// The channels of the Recognition tab.
const (
	WebsiteNote   Channel = "Website note"
	SocialPost    Channel = "Social post"
	Email         Channel = "Email"
	ReceiptLetter Channel = "Receipt letter"
	Letter        Channel = "Letter"
	Certificate   Channel = "Certificate"
)

// Public reports whether c is read by people outside the school.
func (c Channel) Public() bool { return c == WebsiteNote || c == SocialPost }

// Partner is an organization, or a person, that works with the school.
type Partner struct {
	Source
	Name           string
	PartnerKind    string // "Business" …; "Other" when blank
	Contact        string
	Email          string
	Phone          string
	StageCell      Stage // as typed; empty means worked out
	LastTalked     schoolyear.Day
	NextStep       string
	NextStepOn     schoolyear.Day
	OKToThank      Answer
	PromisedThanks []Channel
	Notes          string
	SecondContact  string
	SecondEmail    string
	Website        string
	Since          schoolyear.Day
	IntroducedBy   Ref
	CreditAs       string
	AlsoKnownAs    []string
	SocialHandle   string
	TalkEveryWeeks int // 0 = as the school's setting
	AgreementUntil schoolyear.Day
	SchoolLead     Ref
	Offers         []string
	SendThanks     Answer // blank = yes
}

// Volunteer is a person who gives time.
type Volunteer struct {
	Source
	Name            string
	Partner         Ref
	Email           string
	Phone           string
	Role            string
	Status          VolunteerStatus // Active when blank
	Under18         Answer
	Talents         []string
	OKToThank       Answer
	Notes           string
	Interests       []string
	Started         schoolyear.Day
	Until           schoolyear.Day
	RequiredMinutes int // Hours required
	BeforeMinutes   int // Hours before: lifetime totals and milestones only
	AlsoKnownAs     []string
	IntroducedBy    Ref
	ClearanceUntil  schoolyear.Day
	SendThanks      Answer // blank = yes
}

// VolunteerStatus is where a volunteer stands.
type VolunteerStatus string

// The statuses of a volunteer.
const (
	VolunteerInvited VolunteerStatus = "Invited"
	VolunteerActive  VolunteerStatus = "Active"
	VolunteerPaused  VolunteerStatus = "Paused"
	VolunteerLeft    VolunteerStatus = "Left"
	VolunteerRemove  VolunteerStatus = "Remove"
)

// Hours is one row of the Hours tab: a session, with who gave time in it.
type Hours struct {
	Source
	Date       schoolyear.Day
	Program    Ref   // zero = library help
	Volunteers []Ref // volunteers, or partners for a group
	Minutes    int   // each person gave this
	Students   int
	WhatWeDid  string
	People     int  // 0 = the names given
	OnBehalfOf Ref  // zero = each volunteer's partner
	Self       bool // On behalf of is "Self": nobody
	Training   bool
}

// Donation is a gift in kind or of money.
type Donation struct {
	Source
	Date           schoolyear.Day
	Partner        Ref // a partner or a volunteer
	What           string
	Value          Money // as the donor states it
	HasValue       bool
	NamePublicly   Answer // blank = as the partner
	For            Ref
	Quantity       string
	Money          bool      // Kind is Money; otherwise in kind
	PromisedThanks []Channel // empty = as the partner
}

// RecognitionStatus is how far a thank-you has come.
type RecognitionStatus string

// The statuses of a recognition.
const (
	RecognitionDraft     RecognitionStatus = "Draft"
	RecognitionPublished RecognitionStatus = "Published"
	RecognitionSent      RecognitionStatus = "Sent"
	RecognitionInPerson  RecognitionStatus = "Done in person"
	RecognitionNone      RecognitionStatus = "No thanks needed"
)

// Recognition is one thank-you in one channel.
type Recognition struct {
	Source
	For       Ref // a partner or a volunteer
	BecauseOf string
	Channel   Channel
	Words     string
	Approved  bool
	Status    RecognitionStatus
	Link      string
	DoneOn    schoolyear.Day
	PublishOn schoolyear.Day
	About     string // system: key of the occasion that it thanks for
}

// ProgramStatus is where a program stands.
type ProgramStatus string

// The statuses of a program.
const (
	ProgramIdea     ProgramStatus = "Idea"
	ProgramPlanned  ProgramStatus = "Planned"
	ProgramRunning  ProgramStatus = "Running"
	ProgramFinished ProgramStatus = "Finished"
)

// Program is something that partners and the school do together.
type Program struct {
	Source
	Name             string
	ProgramKind      string // "Tutoring" …; "Other" when blank
	Partners         []Ref
	Teachers         []Ref
	Administrator    Ref
	Starts, Ends     schoolyear.Day
	StatusCell       ProgramStatus // as typed; empty means by its dates
	StudentsServed   int
	Outcome          string
	Book             string
	StudentQuestions []string
	Checklist        []ChecklistLine
	Meets            string
	Grade            string
	Goal             string
	AlsoKnownAs      []string
	GrewFrom         []Ref
}

// ChecklistLine is one line of a program's checklist.
type ChecklistLine struct {
	Text string
	Done bool
}

// MeetingStatus is where a meeting stands.
type MeetingStatus string

// The statuses of a meeting.
const (
	MeetingProposed  MeetingStatus = "Proposed"
	MeetingConfirmed MeetingStatus = "Confirmed"
	MeetingHeld      MeetingStatus = "Held"
	MeetingCancelled MeetingStatus = "Cancelled"
)

// Meeting is a talk with partners.
type Meeting struct {
	Source
	Date       schoolyear.Day
	Starts     schoolyear.Clock
	HasStarts  bool
	Topic      string
	Partners   []Ref
	Invite     []Ref
	Place      string
	StatusCell MeetingStatus // as typed; empty means by date
	WhoCame    []Ref
	Decisions  string
	Minutes    int // 0 = 60
	Agenda     string
	Notes      string
}

// IdeaStatus is how far an idea has come.
type IdeaStatus string

// The statuses of an idea.
const (
	IdeaNew     IdeaStatus = "New"
	IdeaTalking IdeaStatus = "Talking"
	IdeaTrying  IdeaStatus = "Trying"
	IdeaDone    IdeaStatus = "Done"
	IdeaNotNow  IdeaStatus = "Not now"
)

// Idea is a suggestion, by whomever it came.
type Idea struct {
	Source
	Text     string
	From     Ref // may stay unmatched: anyone can have an idea
	Date     schoolyear.Day
	Status   IdeaStatus // New when blank
	Why      string
	IdeaKind string
	LedTo    []Ref // programs or partners
}

// Access is what a member of the team may see.
type Access string

// The levels of access.
const (
	AccessStaff         Access = "Staff"
	AccessAdministrator Access = "Administrator"
	AccessNone          Access = "None"
)

// Member is somebody who works at the school.
type Member struct {
	Source
	Name          string
	Email         string
	Role          string
	Access        Access // None when blank
	WeeklyDigest  bool
	MonthlyReport bool
}

// Settings are the school's choices, each with its default filled in.
type Settings struct {
	SchoolName        string
	Calendar          schoolyear.Calendar // zone, start of the year, breaks
	Signed            string
	ReplyTo           string
	DigestDay         time.Weekday
	DigestTime        schoolyear.Clock
	DigestOnQuiet     bool
	ReportDay         int
	ThankFrom         schoolyear.Day // zero = the first sync's day
	MeetEveryWeeks    int
	ThankWithinDays   int
	UsualMeetingTimes []schoolyear.Slot
	MilestoneHours    []int
	HourValue         Money // value of a volunteer hour; 0 = not set
	HourValueSource   string
	Students          int // students at the school; 0 = not set
	TalentsWanted     []string
	WaitMinutes       int
	AskForIdeas       bool
	TrackClearances   bool
	Networks          []string
	PostsGoTo         string
	MastodonServer    string
	PublicWall        bool
	SchoolWebsite     string
	KeepYears         int // 0 = for ever
	ReceiptSentence   string
}

// School is everything that a school's workbook says, as of one version. Its
// slices are in the order of the sheet, hold no removed record, and are not
// changed once built: any number of readers may share one School.
type School struct {
	Settings     Settings
	Partners     []Partner
	Volunteers   []Volunteer
	Hours        []Hours
	Donations    []Donation
	Recognitions []Recognition
	Programs     []Program
	Meetings     []Meeting
	Ideas        []Idea
	Team         []Member
	Removed      Removed        // what left the sheet and rows still refer to
	StartDay     schoolyear.Day // what happened before is history: counted, never due
	AsOf         time.Time      // when the sheet was last read whole
}

// Removed are records that left the sheet and that rows still refer to: their
// hours go on counting for their partner, under their name. They are found by
// ID and never listed.
type Removed struct {
	Partners   []Partner
	Volunteers []Volunteer
	Programs   []Program
}
