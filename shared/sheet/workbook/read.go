package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// retryEvery is how long to wait before a file that could not be read is tried
// again.
const retryEvery = 100 * time.Millisecond

// Read returns every tab of the workbook as of one moment; with Options.Settle
// it settles first what an earlier Write left that was cut short. Errors are a
// [sheet.AdviceError] around sheet.ErrUnreachable (no file, no permission) or
// sheet.ErrUnreadable (what is there cannot be read).
func (b *Book) Read(ctx context.Context, _ sheet.Known) (sheet.Snapshot, error) {
	began := b.now()
	f, err := b.readPatiently(ctx, b.options.Settle)
	if err != nil {
		return sheet.Snapshot{}, err
	}
	snap := sheet.Snapshot{Began: began, Grids: f.grids, Requests: 1}
	if err := b.mayWrite(f); err != nil {
		snap.Held = troubleOf(err).Advice()
	}
	return snap, nil
}

// Detail has nothing to do: Read reads everything.
func (b *Book) Detail(context.Context, *sheet.Snapshot, []sheet.Lookup) error { return nil }

// A loaded file is one state of the workbook, read whole.
type loaded struct {
	target   string // the file itself, links followed
	info     fs.FileInfo
	file     []byte
	sum      sum
	archive  *archive
	contents contents
	common   common
	grids    []sheet.Grid // in the order of contents.tabs
	saved    time.Time    // when it was last saved by a spreadsheet program
	says     bool         // the workbook itself says when; else we do, by the file's time
}

// readPatiently reads the file, and again while it looks as if it were just
// being saved, for as long as the options say.
func (b *Book) readPatiently(ctx context.Context, settling bool) (*loaded, error) {
	for waited := time.Duration(0); ; waited += retryEvery {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("read workbook %s: %w", b.path, err)
		}
		f, err := b.readOnce(settling)
		if err == nil {
			return f, nil
		}
		if waited >= b.options.Patience || !passing(troubleOf(err)) {
			return nil, advise("read", b.path, err)
		}
		sleep(ctx, retryEvery)
	}
}

// sleep waits for d, or until ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// readOnce reads the file; when settling, after settling what is left of an
// earlier Write.
func (b *Book) readOnce(settling bool) (*loaded, error) {
	target, err := b.target()
	if err != nil {
		return nil, err
	}
	if settling {
		if err := settle(target); err != nil {
			return nil, err
		}
	}
	file, info, err := readFile(target)
	if err != nil {
		return nil, err
	}
	f := &loaded{target: target, info: info, file: file, sum: sumOfBytes(file)}
	return f, f.parse()
}

// target follows links from the book's path to the file itself, which need not
// exist.
func (b *Book) target() (string, error) {
	target, err := filepath.EvalSymlinks(b.path)
	if errors.Is(err, fs.ErrNotExist) {
		if info, lerr := os.Lstat(b.path); lerr == nil && info.Mode()&fs.ModeSymlink != 0 {
			return "", troubled(words.WorkbookDangling, err)
		}
		return b.path, nil
	}
	return target, err
}

// readFile reads a file whole. When its size or time changed meanwhile, that
// is an error.
func readFile(path string) ([]byte, fs.FileInfo, error) {
	before, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, nil, err
	case before.IsDir():
		return nil, nil, troubled(words.WorkbookFolder, nil)
	case !before.Mode().IsRegular():
		return nil, nil, troubled(words.WorkbookOther, nil)
	case before.Size() > maxUnpacked:
		return nil, nil, fmt.Errorf("%w: the file has %d bytes", errEnormous, before.Size())
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	file := make([]byte, before.Size())
	if _, err := io.ReadFull(f, file); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, nil, fmt.Errorf("%w: it became shorter", errTorn)
		}
		return nil, nil, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return nil, nil, fmt.Errorf("%w: it changed while it was read", errTorn)
	}
	return file, after, nil
}

// parse reads every part of the file.
func (f *loaded) parse() error {
	var err error
	if f.archive, err = openArchive(f.file); err != nil {
		return err
	}
	if f.contents, err = f.archive.contents(); err != nil {
		return err
	}
	f.common.is1904 = f.contents.is1904
	if f.contents.strings != "" {
		if f.common.strings, err = readPart(f.archive, f.contents.strings, readStrings); err != nil {
			return err
		}
	}
	if f.contents.styles != "" {
		if f.common.formats, err = readPart(f.archive, f.contents.styles, readStyles); err != nil {
			return err
		}
	}
	for _, t := range f.contents.tabs {
		grid, err := readPart(f.archive, t.part, func(r io.Reader) (sheet.Grid, error) { return readGrid(r, &f.common) })
		if err != nil {
			var long *longError
			if errors.As(err, &long) {
				long.tab = t.title
			}
			return err
		}
		grid.Title = t.title
		f.grids = append(f.grids, grid)
	}
	if f.saved, f.says, err = f.archive.saved(f.info); err != nil {
		return err
	}
	return f.archive.verify()
}

// readPart reads one part with read.
func readPart[T any](a *archive, name string, read func(io.Reader) (T, error)) (T, error) {
	r, err := a.open(name)
	if err != nil {
		var none T
		return none, err
	}
	defer r.Close()
	result, err := read(r)
	if err != nil {
		err = fmt.Errorf("part %s: %w", name, err)
	}
	return result, err
}
