package sheet

import "shelfmates/shared/partnership"

// A Code says which kind of problem it is; package words makes the sentence.
type Code string

// A Level says whether a problem asks for anything.
type Level string

// The levels of problems.
const (
	Fix  Level = "fix"  // something is not as it was meant
	Note Level = "note" // for information
)

// A Problem is something a staff member can put right in the workbook.
type Problem struct {
	Code   Code
	Level  Level
	Tab    partnership.Kind // canonical name of the tab, or a tab's title for others
	Row    int              // 0: the whole tab
	At     int              // 0-based column of the cell; -1: the whole row
	Record partnership.ID   // empty when the row has none yet
	Column string           // canonical name
	Value  string           // what the cell holds; shown to staff, never logged
	Kept   string           // what stays in force meanwhile, as text
	Fix    string           // one thing to do, as an argument for words: the closest match, the form to type
	Args   []string         // further arguments, as the code's sentence needs them
}

// Cell returns the address of the problem's cell, "D14", "14" for a row, and
// "" for a whole tab.
func (p Problem) Cell() string {
	switch {
	case p.Row == 0:
		return ""
	case p.At < 0:
		return itoa(p.Row)
	}
	return ColumnName(p.At) + itoa(p.Row)
}
