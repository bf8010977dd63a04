package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// Create makes a new workbook at path from the schema and t. It refuses a path
// where anything is already, with a [sheet.AdviceError], and leaves either a
// whole workbook or nothing.
func Create(path string, t sheet.Template) error {
	switch _, err := os.Lstat(path); {
	case err == nil:
		return pathTaken(path)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("create workbook %s: %w", path, err)
	}
	if folder, err := os.Stat(filepath.Dir(path)); err != nil || !folder.IsDir() {
		return &sheet.AdviceError{
			Err:    fmt.Errorf("create workbook %s: %w", path, sheet.ErrWriteRefused),
			Advice: words.NoSuchFolder(filepath.Dir(path)),
		}
	}
	var made bytes.Buffer
	if err := drawTemplate(&made, t); err != nil {
		return fmt.Errorf("create workbook %s: %w", path, err)
	}
	if err := placeNew(path, made.Bytes()); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return pathTaken(path)
		}
		return fmt.Errorf("create workbook %s: %w", path, err)
	}
	return nil
}

func pathTaken(path string) error {
	return &sheet.AdviceError{
		Err:    fmt.Errorf("create workbook %s: something is there already: %w", path, sheet.ErrWriteRefused),
		Advice: words.PathTaken(filepath.Base(path)),
	}
}

// placeNew writes a file beside path and gives it its name in one step. Its
// error wraps fs.ErrExist when the name was taken meanwhile.
func placeNew(path string, content []byte) (err error) {
	draft, err := os.CreateTemp(filepath.Dir(path), ".new-*.xlsx")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.Write(content)
	err = errors.Join(err, draft.Chmod(0o644), draft.Sync(), draft.Close())
	if err != nil {
		return err
	}
	err = os.Link(draft.Name(), path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// A file system without links: claim the name, then put the draft there.
	claim, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := claim.Close(); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), path); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
