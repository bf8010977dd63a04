package workbook

import (
	"context"
	"time"

	"shelfmates/shared/sheet"
)

// Options of a Book. The zero value works.
type Options struct {
	// Patience is how long a file that cannot be read is tried again before
	// that is said: it may be in the middle of being saved. 0 tries once.
	Patience time.Duration
	// Step is called before each step of replacing the file, by name. Tests
	// end the process there, or save the workbook in between.
	Step func(name string)
}

// A Book is one workbook file. It does not keep the file open.
type Book struct {
	path    string
	now     func() time.Time
	options Options
}

var _ sheet.Book = (*Book)(nil)

// New returns the Book of the file at path, which may be a symbolic link. It
// does not look at the file.
func New(path string, now func() time.Time, o Options) *Book {
	return &Book{path: path, now: now, options: o}
}

// Read returns every tab of the workbook as of one moment. Errors are a
// [sheet.AdviceError] around sheet.ErrUnreachable (no file, no permission) or
// sheet.ErrUnreadable (what is there cannot be read).
func (b *Book) Read(ctx context.Context) (sheet.Snapshot, error) {
	return sheet.Snapshot{}, sheet.ErrUnreachable
}

// Write applies the edits that still hold to the file, all in one step. It
// reads the file again before, and refuses with sheet.ErrWriteRefused while
// the workbook is open elsewhere or may not be written.
func (b *Book) Write(ctx context.Context, base sheet.Snapshot, edits sheet.Edits) (sheet.Written, error) {
	return sheet.Written{}, sheet.ErrWriteRefused
}
