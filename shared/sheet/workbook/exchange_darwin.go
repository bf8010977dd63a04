package workbook

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// exchangeFiles lets two files swap their names in one step. Where the file
// system cannot, the error is errors.ErrUnsupported.
func exchangeFiles(a, b string) error {
	err := unix.RenamexNp(a, b, unix.RENAME_SWAP)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTSUP) {
		return fmt.Errorf("exchange two files: %w", errors.ErrUnsupported)
	}
	return err
}
