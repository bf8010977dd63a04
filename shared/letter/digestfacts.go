package letter

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/schoolyear"
)

// DigestFacts are what Monday's digest to one reader is made of. Lists are in
// the order in which they shall stand, longest-waiting first; the letter puts
// promised thanks before others, cuts long lists and says how many more there
// are. A field left at its zero value
// leaves its lines out.
type DigestFacts struct {
	School string         // its name
	Today  schoolyear.Day // the day it is for
	AsOf   string         // when the sheet was last read, as people say it: "today 06:45"

	// Since is the first day that LastWeek and Decisions tell of, where that is
	// not seven days ago; zero where it is.
	Since      schoolyear.Day
	LastWeek   Week
	Thanks     []Owed // open thank-yous, one entry for each channel
	Decisions  []Decision
	Meet       []MeetingPrompt
	Upcoming   []Upcoming
	Ideas      []Idea
	Clearances []Ending
	Uncleared  []Uncleared
	Agreements []Ending
	Talents    []TalentGap
	Cells      []Cell
	Missing    []Missing

	Links Links
}

// Links are addresses of the school's own: its public URL and its sheet. Any
// may be empty. A link anywhere in the facts that does not start with Pages,
// or stand in the sheet's document, is left out of the letter.
type Links struct {
	Sheet      string // opens the spreadsheet; a "file:" address is not printed
	Pages      string // the public URL, without a slash at its end
	Attention  string // the list of all that needs somebody
	Thanks     string // the list of all thank-yous
	Cells      string // the list of all cells to fix
	Ideas      string // the list of all ideas
	Meet       string // the list of all meetings
	Volunteers string // the list of all volunteers, and of the talents wanted
	Stop       string // stops this digest for this reader
}

// Week is what the days since the digest before brought: most often a week.
type Week struct {
	Minutes  int    // service, everybody's together
	People   int    // distinct people, heads of groups counted in
	Partners int    // distinct partners they came from
	Program  string // the one that stands out; "" when none does
	// FullestSince is the day of the last week in which Program had as much;
	// zero while no such week is known. FullestEver says there never was one.
	FullestSince schoolyear.Day
	FullestEver  bool
	Gifts        int // donations of those days
}

// Owed is one open thank-you with its words.
type Owed struct {
	Thanks recognition.Thanks
	Draft  recognition.Draft
	Link   string // where it stands with all its words; may be empty
}

// Decision is what a meeting of those days decided.
type Decision struct {
	Meeting string // its topic, or "Meeting with the YMCA"
	Day     schoolyear.Day
	Text    string
	Source  partnership.Source
}

// MeetingPrompt asks to meet a partner, and says why now.
type MeetingPrompt struct {
	Partner    string
	LastMet    schoolyear.Day // zero when never
	Talked     bool           // LastMet is a talk and no meeting
	EveryWeeks int            // how often staff wanted to talk
	Agenda     []AgendaLine
	Times      []MeetingTime
	Link       string // the partner's story
	Sources    []partnership.Source
}

// AgendaLine is one point of an agenda and the rows that it was drawn from.
type AgendaLine struct {
	Text    string // a phrase from words, without a full stop
	Sources []partnership.Source
}

// MeetingTime is a time to offer.
type MeetingTime struct {
	Day   schoolyear.Day
	Clock schoolyear.Clock
}

// Upcoming is something that is near, ahead or behind: a visit in two weeks, a
// placement at half-way, a project that came to its end without a word about it.
type Upcoming struct {
	Text string // from words: a sentence that gives its day, or what When opens
	Day  schoolyear.Day
	// Week says that it lies in the days until the next digest: it stands here
	// though an earlier digest announced it, and makes this one differ from that.
	Week   bool
	Step   bool   // it is a partner's next step
	When   string // "Today 15:30", "By Wed 2 Dec"; empty where Text says it
	Short  string // what the glance says of it, within a sentence
	Link   string
	Source partnership.Source
}

// Idea is an idea that waits for an answer.
type Idea struct {
	Text   string
	From   string // who had it; "" when nobody is named
	Status partnership.IdeaStatus
	Since  schoolyear.Day // zero when it has no date
	Link   string
	Source partnership.Source
}

// Ending is a clearance or an agreement that ends soon, or has ended.
type Ending struct {
	Who    string
	Day    schoolyear.Day // its last good day
	Link   string
	Source partnership.Source
}

// Uncleared is somebody who gave time without a clearance that was good then.
type Uncleared struct {
	Who    string
	Times  int            // sessions without it
	First  schoolyear.Day // the first of them
	Until  schoolyear.Day // the clearance as it stands now; zero for none
	Link   string
	Source partnership.Source
}

// TalentGap is a wanted talent that no active volunteer has.
type TalentGap struct {
	Talent string
	Ask    []string // partners that offer it or might know somebody; may be empty
}

// Cell is a cell to fix.
type Cell struct {
	Tab, Address string // "Hours", "D14"
	Sentence     string // what is wrong, what was kept, what to do: from words
	Value, Kept  string // for the short form; either may be empty
	Link         string
}

// Missing is rows of a tab that are gone from the sheet, or held.
type Missing struct {
	Tab   string
	Rows  int
	Since schoolyear.Day
	Clock schoolyear.Clock
	Held  bool // waiting for a person, because so many went at once
	Pause bool // the whole tab is on pause; Rows is 0
	Why   string
}
