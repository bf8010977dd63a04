package sheet

import (
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/words"
)

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
	Column string           // canonical name; in Settings the name of the setting
	Value  string           // what the cell holds; shown to staff, never logged
	Kept   string           // what stays in force meanwhile, as text
	Fix    string           // one thing to do, as an argument for words: the closest match, the form to type
	Args   []string         // further arguments, as the code's sentence needs them
	// Waits says that the row makes no record until this is put right. Whoever
	// knows that it has one already takes it back: see [Problem.Keeping].
	Waits bool
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

// Keeping returns p for a row that has a record already, whose value in the
// problem's column is v: it says what stays in force, waits no more, and where
// the date to type could not be told from the cell, takes it from v.
func (p Problem) Keeping(col *Column, v Value) Problem {
	p.Waits = false
	if col.Careful != "" && p.Level == Fix {
		p.Kept = col.Careful // whatever it said before
		return p
	}
	if v.State != Good || p.Level == Note {
		return p
	}
	p.Kept = FormatValue(col, v)
	if p.Code == DateUnread && p.Fix == "" && len(p.Args) > 0 && col.Type == Date {
		p.Fix = nearestYear(p.Args[0], schoolyear.Day(v.Num))
	}
	return p
}

// nearestYear returns the date of that month and day, "09-05", in the year that
// brings it closest to kept; "" where no year near has it.
func nearestYear(monthDay string, kept schoolyear.Day) string {
	best, least := "", schoolyear.Day(200)
	year, _, _ := kept.Date()
	for y := year - 1; y <= year+1; y++ {
		d, err := schoolyear.ParseDay(itoa(y) + "-" + monthDay)
		if away := max(d-kept, kept-d); err == nil && away < least {
			best, least = d.String(), away
		}
	}
	return best
}

// Text returns what is said of p.
func (p Problem) Text() words.ProblemText {
	return words.Problem(words.ProblemFacts{
		Code: string(p.Code), Tab: string(p.Tab), Cell: p.Cell(), Column: p.Column, Value: p.Value,
		Kept: p.Kept, Fix: p.Fix, Args: p.Args, Waits: p.Waits,
	})
}

// Cause returns what tells problems of one cause from all others: the same name
// unknown in six rows is one cause, two unread dates are two.
func (p Problem) Cause() string {
	switch p.Code {
	case NameRemains: // to be taken out, or only said
		return string(p.Code) + "\x00" + partnership.Fold(p.Value) + "\x00" + string(p.Level)
	case UnknownName, AmbiguousName, NamesJoined:
		return string(p.Code) + "\x00" + partnership.Fold(p.Value)
	case RequiredBlank, SummaryRow, NumberAsText, DateAsText, Merged:
		return string(p.Code) + "\x00" + string(p.Tab) + "\x00" + p.Column
	}
	return string(p.Code) + "\x00" + string(p.Tab) + "\x00" + p.Cell() + "\x00" + p.Column
}
