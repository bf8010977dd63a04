// Package sqlite keeps a deployment's store in one SQLite file.
//
//	actions -> one immediate transaction -> items(school, key, attrs)
//	keys, prefix -> snapshot reads (WAL) -> items
//
// The file may be used by several processes at once, `export` while `serve`
// runs. Reads never wait for a writer. A Write that returned is on the disk
// (synchronous=FULL): a claim in the mail ledger must outlive a power cut.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"shelfmates/shared/store"
)

var _ store.Store = (*Store)(nil)

const (
	// applicationID marks the file as ours: "SHLF".
	applicationID = 0x53484c46
	// layout is the version of the table below, in the file's user_version.
	layout = 1

	// busyWait is how long SQLite itself waits for another process before we
	// look at the context; attempts is how often we ask it to, 30 s in all.
	busyWait = 500 * time.Millisecond
	attempts = 60
)

// expires repeats the attribute "ttl", so that reads can leave out what is over
// and the sweep finds it.
const schema = `
CREATE TABLE items (
	school  TEXT NOT NULL,
	key     TEXT NOT NULL,
	attrs   BLOB NOT NULL,
	expires INTEGER,
	PRIMARY KEY (school, key)
) WITHOUT ROWID;
CREATE INDEX items_expires ON items (expires) WHERE expires IS NOT NULL;
`

// Options of a Store.
type Options struct {
	// ReadOnly opens a store that changes nothing, and makes no file where
	// there is none: such a store is empty.
	ReadOnly bool
}

// A Store is an open file.
type Store struct {
	path   string
	now    func() time.Time
	reader *sql.DB
	writer *sql.DB // one connection: writes of this process queue here

	get, list, put, drop *sql.Stmt // put and drop are the writer's
	old                  *sql.Stmt // get, as the writer sees it

	mu    sync.Mutex
	swept time.Time // when expired items were last deleted
}

// Open opens the store in the file at path and makes it, readable by its owner
// alone, where there is none, with the folder it is in. now decides what has
// expired. An error says in a sentence what is wrong and is ErrUnavailable.
func Open(ctx context.Context, path string, now func() time.Time, opt Options) (*Store, error) {
	s := &Store{path: path, now: now}
	if err := s.open(ctx, opt); err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, errors.Join(explain(ctx, err), s.Close()))
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, opt Options) error {
	source := "file:" + escapePath(s.path)
	if opt.ReadOnly {
		empty, err := isEmpty(s.path)
		if err != nil {
			return err
		}
		if empty {
			source = "file::memory:"
		}
	} else if err := makeFile(s.path); err != nil {
		return err
	}
	pragmas := fmt.Sprintf("_pragma=busy_timeout(%d)&_pragma=synchronous(FULL)", busyWait.Milliseconds())
	writer, err := sql.Open("sqlite", source+"?_txlock=immediate&"+pragmas)
	if err != nil {
		return err
	}
	s.writer, s.reader = writer, writer
	writer.SetMaxOpenConns(1)
	inMemory := source == "file::memory:"
	if inMemory || !opt.ReadOnly {
		if err := s.retryBusy(ctx, func() error { return prepareFile(ctx, writer) }); err != nil {
			return err
		}
	} else if err := s.retryBusy(ctx, func() error { _, err := readLayout(ctx, writer); return err }); err != nil {
		return err
	}
	if opt.ReadOnly {
		if _, err := writer.ExecContext(ctx, "PRAGMA query_only = 1"); err != nil {
			return err
		}
	}
	if !inMemory {
		if s.reader, err = sql.Open("sqlite", source+"?"+pragmas+"&_pragma=query_only(1)"); err != nil {
			return err
		}
		s.reader.SetMaxOpenConns(4)
		s.reader.SetMaxIdleConns(4)
	}
	return s.prepare(ctx)
}

func (s *Store) prepare(ctx context.Context) error {
	const one = `SELECT attrs FROM items WHERE school = ? AND key = ? AND (expires IS NULL OR expires > ?)`
	for _, p := range []struct {
		db   *sql.DB
		stmt **sql.Stmt
		text string
	}{
		{s.reader, &s.get, one},
		{s.writer, &s.old, one},
		{s.reader, &s.list, `SELECT key, attrs FROM items
			WHERE school = ? AND key >= ? AND (? = '' OR key < ?) AND (expires IS NULL OR expires > ?)
			ORDER BY key LIMIT 1000`},
		{s.writer, &s.put, `INSERT OR REPLACE INTO items (school, key, attrs, expires) VALUES (?, ?, ?, ?)`},
		{s.writer, &s.drop, `DELETE FROM items WHERE school = ? AND key = ?`},
	} {
		stmt, err := p.db.PrepareContext(ctx, p.text)
		if err != nil {
			return err
		}
		*p.stmt = stmt
	}
	return nil
}

// Close ends the use of the file. No call may be under way.
func (s *Store) Close() error {
	var errs []error
	if s.reader != nil && s.reader != s.writer {
		errs = append(errs, s.reader.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.Close())
	}
	return errors.Join(errs...)
}

// errForeign and errNewer are explained like SQLite's own codes.
var (
	errForeign = errors.New("it is the database of another program")
	errNewer   = errors.New("it was written by a newer version of Shelfmates; use that version or a newer one")
)

// prepareFile makes the table in a new file, or checks the one that is there.
// Two processes may come here at once.
func prepareFile(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it has nothing to do
	fresh, err := readLayout(ctx, tx)
	if err != nil || !fresh {
		return err
	}
	mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, layout)
	if _, err := tx.ExecContext(ctx, mark+schema); err != nil {
		return err
	}
	return tx.Commit()
}

// readLayout says whether the file is still without our table, and an error
// when it holds something else.
func readLayout(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
},
) (fresh bool, err error) {
	var id, version, tables int64
	row := db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_master)`)
	if err := row.Scan(&id, &version, &tables); err != nil {
		return false, err
	}
	switch {
	case id == 0 && version == 0 && tables == 0:
		return true, nil
	case id != applicationID:
		return false, errForeign
	case version > layout:
		return false, errNewer
	}
	return false, nil
}

// makeFile makes an absent file with its folder: SQLite would make it readable
// to all, and its -wal and -shm files take their mode from it.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func isEmpty(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return info.Size() == 0, nil
}

// escapePath writes a path as SQLite's URI wants it.
func escapePath(path string) string {
	path = filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && !strings.HasPrefix(path, "/") {
		path = "/" + path // file:/C:/…
	}
	return (&url.URL{Path: path}).EscapedPath()
}
