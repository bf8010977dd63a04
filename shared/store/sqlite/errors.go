package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"shelfmates/shared/store"
)

// sentences say what a primary result code of SQLite means to whoever keeps the
// file (https://www.sqlite.org/rescode.html, read 2026-11).
var sentences = map[int]string{
	lib.SQLITE_NOTADB:   "it is not a store of Shelfmates",
	lib.SQLITE_CORRUPT:  "the file is damaged; put back a copy",
	lib.SQLITE_READONLY: "it may only be read",
	lib.SQLITE_PERM:     "it may not be opened; look at the permissions of the file and its folder",
	lib.SQLITE_CANTOPEN: "it cannot be opened; look at the permissions of the file and its folder",
	lib.SQLITE_FULL:     "the disk is full",
	lib.SQLITE_IOERR:    "the disk reports an error",
	lib.SQLITE_BUSY:     "another program keeps it locked",
	lib.SQLITE_LOCKED:   "another program keeps it locked",
}

// explain turns whatever went wrong into ErrUnavailable with a sentence; what
// the port promises to callers passes as it is.
func explain(ctx context.Context, err error) error {
	var code *sqlite.Error
	var path *fs.PathError
	switch {
	case err == nil, errors.Is(err, store.ErrConflict), errors.Is(err, store.ErrTooLarge), errors.Is(err, store.ErrDamaged),
		errors.Is(err, errAdd):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("%w: %w", store.ErrUnavailable, ctx.Err())
	case errors.As(err, &code):
		if s := sentences[code.Code()&0xff]; s != "" {
			return fmt.Errorf("%s: %w", s, store.ErrUnavailable)
		}
	case errors.As(err, &path):
		return fmt.Errorf("%v: %w", path.Err, store.ErrUnavailable)
	}
	return fmt.Errorf("%v: %w", err, store.ErrUnavailable)
}

// retryBusy does f again while another process holds the file and ctx lasts.
// SQLite waits busyWait each time; only a few of its paths refuse at once.
func (s *Store) retryBusy(ctx context.Context, f func() error) error {
	for left := attempts - 1; ; left-- {
		err := f()
		var code *sqlite.Error
		if !errors.As(err, &code) || code.Code()&0xff != lib.SQLITE_BUSY || left == 0 {
			return err
		}
		pause := time.NewTimer(10 * time.Millisecond)
		select {
		case <-ctx.Done():
			pause.Stop()
			return ctx.Err()
		case <-pause.C:
		}
	}
}
