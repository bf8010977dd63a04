package workbook

import (
	"time"

	"shelfmates/shared/sheet"
)

// Options of a Book. The zero value works.
type Options struct {
	// Patience is how long a file that cannot be read is tried again before
	// that is said: it may be in the middle of being saved. 0 tries once.
	Patience time.Duration
	// Settle makes Read first put right what an earlier Write left that was cut
	// short, as Write always does. It is for whoever syncs, one at a time: to a
	// Write that is under way in another process its own files would vanish, and
	// it would have to begin again.
	Settle bool
	// FileClock is the clock by which files have their times, where that is not
	// the book's: a program may run as of another day, files never do. Nil is the
	// book's.
	FileClock func() time.Time
	// Step is called before each step of replacing the file, by name. Tests
	// end the process there, or save the workbook in between.
	Step func(name string)
}

// A Book is one workbook file. It does not keep the file open.
type Book struct {
	path    string
	now     func() time.Time
	options Options

	noExchange, noLinks bool // for tests: as if the file system could not
}

var _ sheet.Book = (*Book)(nil)

// New returns the Book of the file at path, which may be a symbolic link. It
// does not look at the file.
func New(path string, now func() time.Time, o Options) *Book {
	if o.FileClock == nil {
		o.FileClock = now
	}
	return &Book{path: path, now: now, options: o}
}
