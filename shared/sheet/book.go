package sheet

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Errors that callers of a Book tell apart. Each adapter wraps one of them
// around a sentence of its own.
var (
	// ErrUnreachable: the spreadsheet could not be read now; later may do.
	ErrUnreachable = errors.New("spreadsheet cannot be reached")
	// ErrUnreadable: what is there is not a spreadsheet that can be read.
	ErrUnreadable = errors.New("spreadsheet cannot be read")
	// ErrWriteRefused: nothing was written, or all but what Written tells as
	// deferred, and the reason is somebody's to remove: the file is open
	// elsewhere, may not be written, or a part of it is protected.
	ErrWriteRefused = errors.New("spreadsheet cannot be written now")
	// ErrMoved: somebody edited the spreadsheet between two requests that belong
	// together. Nothing is wrong: read again.
	ErrMoved = errors.New("spreadsheet changed while it was read")
	// ErrForbidden: we may not read it. ErrGone: it is deleted or in the trash.
	// ErrBusy: it was asked more than it answers, and the caller's time is up.
	// Each is an ErrUnreachable too; none is helped by asking again at once.
	ErrForbidden = fmt.Errorf("not shared with us: %w", ErrUnreachable)
	ErrGone      = fmt.Errorf("deleted or in the trash: %w", ErrUnreachable)
	ErrBusy      = fmt.Errorf("asked too often: %w", ErrUnreachable)
)

// An AdviceError is an error with the one thing to do about it, in words for
// the person at the machine.
type AdviceError struct {
	Err    error  // one of the sentinels of this package, wrapped
	Advice string // "Close the workbook in the other program."
}

func (e *AdviceError) Error() string { return e.Err.Error() }
func (e *AdviceError) Unwrap() error { return e.Err }

// A Book is a spreadsheet that can be read whole and written cell by cell.
//
// Read returns every tab as of one moment: a Book never shows half of a save.
// Nothing is written by it. Known is what an earlier reading found out and this
// one may build on.
//
// Detail completes snap by what Read left out of some tabs (see
// Grid.Unformatted): their merged ranges, and the formats of the cells asked
// for. Where one of these cells no longer holds what snap says, it returns
// ErrMoved. To a Book that reads everything at once it is nothing to do.
//
// Write applies all edits or none. Right before writing it reads again; an
// edit whose row no longer has the expected fingerprint is left out and
// returned as deferred, and so is one whose column moved. An edit never
// touches any cell but its own, and a text is never taken for a formula. When
// Write fails with an error other than ErrWriteRefused, its outcome may be
// unknown: read before anything else.
//
// A Book is used by one goroutine at a time.
type Book interface {
	Read(ctx context.Context, known Known) (Snapshot, error)
	Detail(ctx context.Context, snap *Snapshot, wanted []Lookup) error
	Write(ctx context.Context, base Snapshot, edits Edits) (Written, error)
}

// Known is what a Snapshot told of the spreadsheet as a whole. A Book that has
// to ask for it apart takes it as it was, until a reading shows that it no
// longer holds. The zero Known has everything asked for anew.
type Known struct {
	Zone   string     // IANA zone of the spreadsheet; "" where it has none
	Tabs   []KnownTab // all tabs, in their order
	Listed time.Time  // when this was asked for; zero where it never was, or need not be
}

// A KnownTab is one tab as it was last listed.
type KnownTab struct {
	Key   string `json:"k,omitempty"` // see Grid.Key
	Title string `json:"t"`
	// Bytes and Rows say about how much there is to read, where it is much: to a
	// Book that reads large spreadsheets in parts.
	Bytes int `json:"b,omitempty"`
	Rows  int `json:"r,omitempty"`
}

// A Snapshot is a whole spreadsheet as of one reading.
type Snapshot struct {
	Known
	Identity string    // what tells this spreadsheet from others; "" where nothing does
	Began    time.Time // when the reading began
	Grids    []Grid    // in the order of the tabs
	Requests int       // how many reads it took, with those of Detail
	Held     string    // why writing must wait and what to do about it, in words; "" when it need not
}

// A Lookup asks for the merged ranges of one tab and the formats of some of its
// cells.
type Lookup struct {
	Tab   string // the grid's Title
	Cells []Place
}

// A Place is a cell of a tab.
type Place struct {
	Row    int // 1-based
	Column int // 0-based
}

// Edits are changes to a spreadsheet, applied together.
type Edits struct {
	Cells []CellEdit
	Added []AddedRow
	// Report replaces the content of the report tab where there is one; nil
	// leaves it alone. Each inner slice is one row of plain texts.
	Report [][]string
}

// Empty reports whether there is nothing to write.
func (e Edits) Empty() bool { return len(e.Cells) == 0 && len(e.Added) == 0 && e.Report == nil }

// A CellEdit sets one cell. Expect is the fingerprint (see [Fingerprint]) of
// the whole row as it was read; the edit holds only while the row has it.
type CellEdit struct {
	Tab    string // the grid's Title
	Row    int
	Column int // 0-based
	Value  Cell
	Expect Print
}

// An AddedRow is a new row for the system's own records: it goes into the
// first row after the last used one, over nothing that anybody types there
// meanwhile. It carries its ID in one of its cells, so that a lost reply can be
// recognized.
type AddedRow struct {
	Tab   string
	Cells map[int]Cell // by 0-based column
}

// Written says what became of Edits.
type Written struct {
	Requests int        // how many writes it took; 0 when nothing was written
	Reads    int        // how many reads it took to verify
	Deferred []CellEdit // left out, because their row or column moved
	AddedAt  []int      // the row each AddedRow went to, in order; 0 where its tab is gone or its columns moved
}
