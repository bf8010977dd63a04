package sheet

import "strings"

// A Type says how the cells of a column are read and stored.
type Type uint8

// The types of columns. The comment says what a Value of the type holds.
const (
	Text     Type = iota // Text
	LongText             // Text, with newlines
	Choice               // Text, spelled as in Choices (or as typed when Open)
	Date                 // Num is a schoolyear.Day
	Clock                // Num is a schoolyear.Clock
	Duration             // Num is minutes
	Whole                // Num
	Number               // Num is ten-thousandths
	Money                // Num is cents
	YesNo                // Num is 1 or 0
	Checkbox             // Num is 1 or 0; unticked is blank
	List                 // Text holds the items, joined with "\n"
	Name                 // Text: what others refer to
	Email                // Text
	Phone                // Text
	Ref                  // Text as typed; match finds the record
	Refs                 // Text as typed; match splits it and finds the records
	Zone                 // Text: an IANA time zone
)

// A State says how far a cell could be read.
type State uint8

// The states of a value.
const (
	Blank  State = iota // nothing typed
	Good                // read
	Bad                 // not read: Text holds what the cell shows
	Absent              // the column is not in the tab
)

// A Value is one cell as its column's Type reads it. Values of one column are
// equal exactly when they are the same Go value.
type Value struct {
	State State
	Num   int64
	Text  string
}

// Items returns the items of a List value.
func (v Value) Items() []string {
	if v.Text == "" {
		return nil
	}
	return strings.Split(v.Text, "\n")
}
