package sheet

import "shelfmates/shared/partnership"

// A Reading is what one staff tab says, read through its schema. Names in Ref
// and Refs columns are still as typed.
type Reading struct {
	Schema   *TabSchema
	Title    string // of the tab as it is called in this spreadsheet
	Header   int    // row of the header; 0 when there is none
	Columns  []int  // for each column of the schema its 0-based place, or -1
	NoteAt   int    // 0-based place of the note column, or -1
	IDAt     int    // likewise of the ID column
	Width    int    // number of columns of the header row: where a new one goes
	Paused   *Problem
	Rows     []Row // those with content, in order; none while paused
	Problems []Problem
	// Sum adds the prints of all rows (see Row.Print): equal sums, equal rows,
	// in whatever order.
	Sum Print
}

// A RowState says what a row is good for.
type RowState uint8

// The states of rows.
const (
	Sound      RowState = iota
	Incomplete          // a required value is missing or could not be read
	Withheld            // a formula error: nothing of it is taken
	Summary             // a TOTAL or SUM row: never a record
)

// A Row is one row with content. Values has one entry a column of the schema.
type Row struct {
	Number   int
	ID       string // the ID cell as it stands, trimmed; may be anything
	Note     string // the note cell as it stands
	State    RowState
	Values   []Value
	Problems []Problem // of its cells; Kept and Record are filled in by match
	Print    Print     // of its cells in the columns of the schema, with ID and note
	Expect   Print     // fingerprint of the whole row, for write-back
}

// A Record is a row as the store keeps it.
type Record struct {
	ID     partnership.ID
	Values []Value         // last good values; State Good or Blank
	Typed  map[int]string  // columns whose cell could not be read: what it shows
	Refs   map[int][]Named // what the names in Ref and Refs columns were found to mean
}

// A Named is one name in a Ref or Refs column and what it was found to mean.
type Named struct {
	Text string           // as typed
	Kind partnership.Kind // empty while not matched
	ID   partnership.ID   // empty while not matched
}
