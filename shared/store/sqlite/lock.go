package sqlite

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"shelfmates/shared/store"
)

// A Lock lets one sync of a school run at a time on this machine. It is an OS
// lock on a file beside the store, so it ends with the process that holds it,
// however that process ends.
type Lock struct {
	path   string // of the store
	holder string
}

// NewLock returns the lock of the store at path. holder says to others, in a
// few words and without personal data, who has it: "serve, process 4711, since
// 09:14".
func NewLock(path, holder string) *Lock { return &Lock{path: path, holder: holder} }

// TryLock takes the lock of a school without waiting. When it is held, here or
// in another process, release is nil and heldBy is what its holder says of
// itself, perhaps "". release may be called more than once.
func (l *Lock) TryLock(_ context.Context, school string) (release func(), heldBy string, err error) {
	path := l.file(school)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, "", fmt.Errorf("lock %s: %w: %v", school, store.ErrUnavailable, err)
	}
	lock := flock.New(path, flock.SetPermissions(0o600))
	got, err := lock.TryLock()
	if err != nil {
		return nil, "", fmt.Errorf("lock %s: %w: %v", school, store.ErrUnavailable, err)
	}
	// Who holds it stands in a file of its own: Windows lets nobody read one
	// that is locked. It is for people only, so no error here is worth failing.
	note := path + ".holder"
	if !got {
		text, err := os.ReadFile(note)
		if err != nil {
			return nil, "", nil
		}
		return nil, string(text), nil
	}
	_ = os.WriteFile(note, []byte(l.holder), 0o600)
	return func() {
		if lock.Locked() {
			_ = os.Remove(note)
			_ = lock.Close()
		}
	}, "", nil
}

// file is the lock file of a school. It stays when the lock is given back: who
// removed it might remove the one that another just took.
func (l *Lock) file(school string) string {
	return l.path + "." + strings.ReplaceAll(url.PathEscape(school), ".", "%2E") + ".lock"
}
