package workbook

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

var replaceFile = windows.NewLazySystemDLL("kernel32.dll").NewProc("ReplaceFileW")

// exchangeFiles puts the companion a in the place of b and what b held in the
// place of a. ReplaceFile does the first in one step and keeps what b held as
// a companion in the other role; a crash before that gets its name back leaves
// something that the next run settles just as well.
func exchangeFiles(a, b string) error {
	other := strings.Replace(a, ".new-", ".old-", 1)
	if other == a {
		other = strings.Replace(a, ".old-", ".new-", 1)
	}
	var names [3]*uint16
	for i, name := range []string{b, a, other} {
		p, err := windows.UTF16PtrFromString(name)
		if err != nil {
			return err
		}
		names[i] = p
	}
	done, _, err := replaceFile.Call(
		uintptr(unsafe.Pointer(names[0])), uintptr(unsafe.Pointer(names[1])), uintptr(unsafe.Pointer(names[2])), 0, 0, 0)
	if done != 0 {
		return os.Rename(other, a)
	}
	if errors.Is(err, windows.ERROR_NOT_SUPPORTED) || errors.Is(err, windows.ERROR_INVALID_FUNCTION) {
		return fmt.Errorf("exchange two files: %w", errors.ErrUnsupported)
	}
	return err
}
