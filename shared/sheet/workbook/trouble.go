package workbook

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// Faults of a file's content, as the reader finds them. All of them end as a
// [sheet.AdviceError]; malformed and torn files may be in the middle of being
// saved and are tried again.
var (
	errMalformed = errors.New("a part is damaged")
	errTorn      = errors.New("the file is not whole")
	errEnormous  = errors.New("the workbook is enormous")
)

// A longError is a cell with more text than one holds. What is not known of its
// place is "".
type longError struct{ tab, cell string }

func (e *longError) Error() string {
	what, _ := words.WorkbookLongCell(e.place())
	return what
}

// place is the address as staff say it: "Hours F12".
func (e *longError) place() string {
	if e.cell == "" {
		return ""
	}
	return strings.TrimSpace(e.tab + " " + e.cell)
}

// A troubleError is a fault that has a sentence of its own.
type troubleError struct {
	trouble words.WorkbookTrouble
	err     error // the cause, where there is one
}

func (e *troubleError) Error() string {
	if e.err == nil {
		return e.trouble.What()
	}
	return e.trouble.What() + " (" + e.err.Error() + ")"
}

func (e *troubleError) Unwrap() error { return e.err }

func troubled(t words.WorkbookTrouble, cause error) error { return &troubleError{t, cause} }

// troubleOf says what is wrong, given what reading ran into.
func troubleOf(err error) words.WorkbookTrouble {
	var known *troubleError
	var long *longError
	switch {
	case errors.As(err, &known):
		return known.trouble
	case errors.As(err, &long):
		return words.WorkbookLongText
	case errors.Is(err, errEnormous):
		return words.WorkbookEnormous
	case errors.Is(err, errTorn):
		return words.WorkbookHalf
	case errors.Is(err, fs.ErrNotExist):
		return words.WorkbookMissing
	case errors.Is(err, fs.ErrPermission):
		return words.WorkbookForbidden
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return words.WorkbookFailing
	}
	return words.WorkbookDamaged
}

// passing reports whether what is wrong may be over in a moment, because the
// workbook is being saved.
func passing(t words.WorkbookTrouble) bool {
	switch t {
	case words.WorkbookMissing, words.WorkbookHalf, words.WorkbookDamaged, words.WorkbookFailing, words.WorkbookOther:
		return true
	}
	return false
}

// advise turns err into the error that callers get: the sentinel of the port
// for t, what happened, and the one thing to do.
func advise(verb, path string, err error) error {
	t := troubleOf(err)
	sentinel := sheet.ErrUnreadable
	switch t {
	case words.WorkbookMissing, words.WorkbookDangling, words.WorkbookForbidden, words.WorkbookFailing:
		sentinel = sheet.ErrUnreachable
	case words.WorkbookOpen, words.WorkbookReadOnly, words.WorkbookFolderFixed, words.WorkbookNoRoom, words.WorkbookBusy:
		sentinel = sheet.ErrWriteRefused
	}
	what, advice := t.What(), t.Advice()
	var long *longError
	if errors.As(err, &long) {
		what, advice = words.WorkbookLongCell(long.place())
	}
	return &sheet.AdviceError{
		Err:    fmt.Errorf("%s workbook %s: %w: %s", verb, path, sentinel, what),
		Advice: advice,
	}
}
