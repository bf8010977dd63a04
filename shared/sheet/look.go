package sheet

import "shelfmates/shared/partnership"

// A Tone is a colour by its meaning; the zero Tone is none.
type Tone uint8

// The tones. Colour never says a thing alone: a word in the cell does.
const (
	WaitingTone Tone = iota + 1 // amber: somebody has to do something
	GoodTone                    // green: done
	InfoTone                    // blue: people and what they do
	LostTone                    // red: has run out
	QuietTone                   // over, and left at rest
)

// A Look is how a staff tab looks in a new spreadsheet, besides its columns.
type Look struct {
	Tab    Tone   // of the tab itself
	Frozen int    // how many columns stay in sight: the name, where the tab is wide
	Marks  []Mark // the first that holds wins
}

// A Mark colours cells of one column, or whole rows, while something holds.
type Mark struct {
	Column string
	When   Condition
	Texts  []string // of Is
	Days   int      // of Before: that many days after today
	Row    bool     // the whole row, up to the note
	Tone   Tone
}

// A Condition says when a mark holds.
type Condition uint8

// The conditions.
const (
	Filled Condition = iota // the cell is not blank
	Is                      // it holds one of Texts
	Before                  // it holds a date before today + Days
)

// LookOf returns the look of a staff tab. Every tab has the mark on its note.
func LookOf(kind partnership.Kind) Look {
	look := looks[kind]
	look.Marks = append([]Mark{{Column: NoteColumn, When: Filled, Tone: WaitingTone}}, look.Marks...)
	return look
}

// looks is constant; LookOf hands out copies.
var looks = map[partnership.Kind]Look{
	partnership.Partners: {Tab: GoodTone, Frozen: 1, Marks: []Mark{
		{Column: "Stage", When: Is, Texts: []string{"Paused", "Ended"}, Row: true, Tone: QuietTone},
		{Column: "Next step on", When: Before, Tone: WaitingTone},
		{Column: "Agreement until", When: Before, Days: 60, Tone: WaitingTone},
	}},
	partnership.Volunteers: {Tab: GoodTone, Frozen: 1, Marks: []Mark{
		{Column: "Status", When: Is, Texts: []string{"Left", "Remove"}, Row: true, Tone: QuietTone},
		{Column: "Clearance until", When: Before, Tone: LostTone},
		{Column: "Clearance until", When: Before, Days: 30, Tone: WaitingTone},
	}},
	partnership.HoursTab:  {Tab: InfoTone},
	partnership.Donations: {Tab: InfoTone},
	partnership.Recognitions: {Tab: WaitingTone, Marks: []Mark{
		{Column: "Status", When: Is, Texts: []string{"Draft"}, Tone: WaitingTone},
		{Column: "Status", When: Is, Texts: []string{"Published", "Sent", "Done in person"}, Tone: GoodTone},
		{Column: "Status", When: Is, Texts: []string{"No thanks needed"}, Tone: QuietTone},
	}},
	partnership.Programs: {Tab: GoodTone, Frozen: 1, Marks: []Mark{
		{Column: "Status", When: Is, Texts: []string{"Finished"}, Row: true, Tone: QuietTone},
		{Column: "Status", When: Is, Texts: []string{"Idea"}, Tone: InfoTone},
	}},
	partnership.Meetings: {Tab: InfoTone, Marks: []Mark{
		{Column: "Status", When: Is, Texts: []string{"Cancelled"}, Row: true, Tone: QuietTone},
	}},
	partnership.Ideas: {Tab: InfoTone, Marks: []Mark{
		{Column: "Status", When: Is, Texts: []string{"Not now"}, Row: true, Tone: QuietTone},
		{Column: "Status", When: Is, Texts: []string{"Done"}, Tone: GoodTone},
	}},
	partnership.Team: {Tab: QuietTone},
}

// A Dropdown is what a cell offers while it is typed. It never refuses a text;
// at most it asks first.
type Dropdown struct {
	Choices []string
	From    partnership.Kind // offers the names of that tab, in place of Choices
	Warns   bool             // asks before it takes another text
}

// Dropdown returns what cells of the column offer. Lists, several names, and
// names out of several tabs offer nothing: a dropdown takes one text only, out
// of one place. A Checkbox is each adapter's own matter.
func (c *Column) Dropdown() (Dropdown, bool) {
	switch {
	case c.Type == Choice:
		return Dropdown{Choices: c.Choices, Warns: !c.Open}, true
	case c.Type == YesNo:
		return Dropdown{Choices: []string{"Yes", "No"}, Warns: true}, true
	case c.Type == Ref && len(c.Refers) == 1:
		return Dropdown{From: c.Refers[0], Warns: !c.Anyone && len(c.Words) == 0}, true
	}
	return Dropdown{}, false
}
