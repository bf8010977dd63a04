package sheet

// A CellKind says what a cell holds.
type CellKind uint8

// The kinds of cells.
const (
	BlankCell  CellKind = iota
	TextCell            // Text
	NumberCell          // Number: also dates, times and durations, as serials
	BoolCell            // Bool: a checkbox, TRUE or FALSE
	ErrorCell           // Text holds the error, "#REF!"
	StaleCell           // a formula without a cached value: unreadable, never blank
)

// A Format says how a number is displayed, as far as it changes its meaning.
type Format uint8

// The formats that matter.
const (
	PlainFormat    Format = iota // or not known
	DateFormat                   // 3 Nov 2026, with or without a time of day
	TimeFormat                   // 15:15
	DurationFormat               // 1:30 as an elapsed time
)

// A Cell is one typed cell, the same whether it came from a workbook or from
// Google. Number holds dates, times and durations as days since 30 December
// 1899, whatever the file's own date system (an adapter converts).
type Cell struct {
	Kind    CellKind
	Format  Format
	Formula bool // the value is a formula's result
	Bool    bool
	Number  float64
	Text    string
}

// A GridRow is one row that has content. Cells[i] is column i (0 = A), with
// trailing blank cells trimmed.
type GridRow struct {
	Number int // as the sheet shows it: the first row is 1
	Cells  []Cell
}

// A Merge is a merged range. Only its top-left cell has a value.
type Merge struct {
	FirstRow, LastRow       int // 1-based, inclusive
	FirstColumn, LastColumn int // 0-based, inclusive
}

// A Grid is one tab as it stands. Rows are in order and hold no blank rows.
type Grid struct {
	Title   string
	Key     string // the adapter's own identity of the tab, stable under renaming where it has one
	Rows    []GridRow
	Merges  []Merge
	LastRow int // last row with content; 0 when there is none
	// Unformatted says that numbers come without their formats and the tab
	// without its merged ranges, but for what Book.Detail was asked for: sums
	// leave both out, so that all readings give the same.
	Unformatted bool
}

// ColumnName returns the letters of the 0-based column: A, Z, AA.
func ColumnName(column int) string {
	var name []byte
	for column++; column > 0; column = (column - 1) / 26 {
		name = append([]byte{byte('A' + (column-1)%26)}, name...)
	}
	return string(name)
}
