package workbook

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// likeness does nothing: ReplaceFile keeps the attributes and the rights of
// the file that is replaced.
func likeness(*os.File, fs.FileInfo) error { return nil }

// syncFolder does nothing: Windows keeps folders on the disk by itself.
func syncFolder(string) {}

// fixedFolder leaves it to the write to find out: the read-only mark of a folder
// forbids nothing there; Windows sets it on folders with an icon of their own,
// such as Documents.
func fixedFolder(string) bool { return false }

// inUse reports whether err says that another program has the file open.
func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_USER_MAPPED_FILE) || errors.Is(err, windows.ERROR_UNABLE_TO_REMOVE_REPLACED)
}

// noRoom reports whether err says that the disk is full.
func noRoom(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// readOnly reports whether err says that the whole disk may not be written.
func readOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
