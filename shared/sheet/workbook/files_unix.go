//go:build unix

package workbook

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// likeness gives f the mode and, as far as that is allowed, the owner of the
// file that it takes the place of.
func likeness(f *os.File, info fs.FileInfo) error {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		_ = f.Chown(int(stat.Uid), int(stat.Gid))
	}
	return f.Chmod(info.Mode().Perm())
}

// syncFolder brings the folder's new names to the disk. Some file systems
// cannot; the file's content is there in any case.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}

// fixedFolder reports whether no file can be made in a folder, as far as that
// can be told without making one.
func fixedFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && (info.Mode().Perm()&anyWrite == 0 || unix.Access(dir, unix.W_OK) != nil)
}

// inUse reports whether err says that another program has the file open.
func inUse(err error) bool { return errors.Is(err, syscall.ETXTBSY) || errors.Is(err, syscall.EBUSY) }

// noRoom reports whether err says that the disk is full.
func noRoom(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// readOnly reports whether err says that the whole disk may not be written.
func readOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
