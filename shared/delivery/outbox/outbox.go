// Package outbox puts mails into a folder instead of sending them: for one
// machine, for trying things out, and for reading what would leave.
//
//	delivery.Message --Send--> 2026-11-23-weekly-digest-3f9a1c20.eml and .html --> List, Open
//
// The .eml is the whole mail and opens in any mail program; the .html is what
// is in it, for a browser. A mail is there when its .eml is: both files appear
// under their names whole, the .html first, and a mail handed over again takes
// the place of itself.
package outbox

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"shelfmates/shared/delivery"
)

var _ delivery.Transport = (*Outbox)(nil)

// An Outbox is a folder of mails. Any number of goroutines and processes may
// use one.
type Outbox struct {
	dir string

	mu   sync.Mutex
	read map[string]entry // by the name of the file; what List read last
}

// New returns the outbox in a folder, which need not exist yet.
func New(dir string) *Outbox { return &Outbox{dir: dir} }

// Dir returns the folder.
func (o *Outbox) Dir() string { return o.dir }

// Medium is the port's.
func (o *Outbox) Medium() delivery.Medium { return delivery.Medium{Name: "outbox", Files: true} }

// Check makes the folder where there is none, and finds out whether files can
// be made in it.
func (o *Outbox) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("look at outbox: %w: %w", delivery.ErrLater, err)
	}
	if err := os.MkdirAll(o.dir, 0o700); err != nil {
		return fmt.Errorf("make outbox: %w", closed(err))
	}
	probe, err := os.CreateTemp(o.dir, ".probe-*")
	if err != nil {
		return fmt.Errorf("write into outbox: %w", closed(err))
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return fmt.Errorf("write into outbox: %w", closed(err))
	}
	return nil
}

// Send writes the two files of m. Its receipt is the name of the .eml. Nothing
// is there under that name before all of it is, so an error always means that
// the mail did not leave.
func (o *Outbox) Send(ctx context.Context, m delivery.Message) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", fmt.Errorf("put mail into outbox: %w: %w", delivery.ErrLater, err)
	}
	if !validName(m.Name) {
		return "", fmt.Errorf("put mail into outbox: %q cannot be a file's name: %w", m.Name, delivery.ErrRefused)
	}
	if err := os.MkdirAll(o.dir, 0o700); err != nil {
		return "", fmt.Errorf("make outbox: %w", closed(err))
	}
	for _, file := range []struct {
		ending  string
		content []byte
	}{{page, []byte(m.HTML)}, {mail, m.Raw}} {
		if err := o.place(m.Name+file.ending, file.content); err != nil {
			return "", fmt.Errorf("put mail into outbox: %w", closed(err))
		}
	}
	o.settle()
	return m.Name + mail, nil
}

// closed says of an error that no files can be made in the folder.
func closed(err error) error {
	return &delivery.Fault{Reason: delivery.OutboxFixed, Kind: delivery.ErrAboutUs, Err: err}
}

// The endings of a mail's files.
const (
	mail = ".eml"
	page = ".html"
)

// place makes a file appear whole under its name. Only its owner may read it.
func (o *Outbox) place(name string, content []byte) (err error) {
	f, err := os.CreateTemp(o.dir, ".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			if gone := os.Remove(f.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
				err = errors.Join(err, gone)
			}
		}
	}()
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(o.dir, name))
}

// settle makes the names in the folder last though the machine loses its power:
// the ledger is about to say that the mail was handed over. Where a system has
// no such thing for folders, as Windows has not, names last as they do there.
func (o *Outbox) settle() {
	if d, err := os.Open(o.dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// validName reports whether a name is one plain file name, and visible.
func validName(name string) bool {
	return name != "" && name[0] != '.' && filepath.IsLocal(name) && filepath.Base(name) == name
}
