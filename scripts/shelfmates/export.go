package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"shelfmates/shared/export"
	"shelfmates/shared/words"
)

type exportCmd struct {
	Format string `enum:"json,csv,xlsx" default:"json" help:"json (a line each), csv (needs --tab) or xlsx."`
	Tab    string `help:"One tab only, like Hours."`
	Out    string `placeholder:"FILE" help:"Write into this file instead of printing."`
	All    bool   `help:"Everything there is, to move to another store with import."`
	JSON   bool   `name:"json" hidden:"" help:"As --format json."`
}

func (c *exportCmd) Help() string {
	return "Example: shelfmates export --format csv --tab Hours --out hours.csv"
}

// Run writes the records. It writes nothing to the store.
func (c *exportCmd) Run(s *session) error {
	if c.Format == "csv" && c.Tab == "" {
		return &usageError{words.ExportNeedsTab}
	}
	if c.JSON && c.Format != "json" {
		return &usageError{words.ExportJSONAlone}
	}
	if c.All && (c.Format != "json" || c.Tab != "") {
		return &usageError{words.ExportAllAlone}
	}
	if c.Tab != "" && !export.HasTab(c.Tab) {
		return &usageError{words.ExportNoTab(c.Tab, export.TabNames())}
	}
	if err := s.folderThere(); err != nil {
		return err
	}
	db, err := s.look()
	if err != nil {
		return err
	}
	return s.into(c.Out, func(w io.Writer) error {
		if c.All {
			return export.All(s.ctx, db, s.settings.School, w)
		}
		tables, err := export.Tables(s.ctx, db, s.settings.School, c.Tab)
		if err != nil {
			return err
		}
		switch {
		case len(tables) == 0:
			return nil
		case c.Format == "csv":
			return export.CSV(w, tables[0])
		case c.Format == "xlsx":
			return export.XLSX(w, tables)
		}
		return export.Lines(w, tables)
	})
}

// folderThere refuses a store that is named in a folder that there is not: that
// is a slip, and no school before its first sync.
func (s *session) folderThere() error {
	place := s.settings.Store
	if place.Scheme != "sqlite" {
		return nil
	}
	dir := filepath.Dir(place.Rest)
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return errors.New(words.StoreNoFolder(place.Rest, dir))
	}
	return nil
}

// into writes to a file in one step, or to standard output where no file is
// named. A failure leaves what was there.
func (s *session) into(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(s.world.Stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".shelfmates-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() { _ = os.Remove(f.Name()) }()
	if err := write(f); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

type importCmd struct {
	File string `arg:"" help:"What export --all wrote; - for standard input."`
	JSON bool   `name:"json" help:"Print one JSON object."`
}

func (c *importCmd) Help() string {
	return "Example: shelfmates import everything.jsonl --store sqlite:new.db"
}

// Run moves everything into a store without records.
func (c *importCmd) Run(s *session) error {
	in, err := s.whole(c.File)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	db, err := s.open()
	if err != nil {
		return err
	}
	n, err := export.Import(s.ctx, db, s.settings.School, in)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.printJSON(map[string]int{"items": n})
	}
	s.printf("%s\n", words.Imported(n))
	return nil
}

// whole opens a file that is read more than once, - for standard input. What can
// be read only once is put into a file of its own first, which is gone once it
// is closed.
func (s *session) whole(path string) (io.ReadSeekCloser, error) {
	in := s.world.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("read the export: %w", err)
		}
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, nil
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	f, err := os.CreateTemp("", "shelfmates-import-")
	if err != nil {
		return nil, fmt.Errorf("keep the export while it is read: %w", err)
	}
	kept := passing{f}
	if _, err := io.Copy(f, in); err != nil {
		_ = kept.Close()
		return nil, fmt.Errorf("read the export: %w", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		_ = kept.Close()
		return nil, fmt.Errorf("read the export: %w", err)
	}
	return kept, nil
}

// passing is a file that is removed when it is closed.
type passing struct{ *os.File }

func (f passing) Close() error { return errors.Join(f.File.Close(), os.Remove(f.Name())) }
