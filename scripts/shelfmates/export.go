package main

import (
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
	in := s.world.Stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return fmt.Errorf("read the export: %w", err)
		}
		defer func() { _ = f.Close() }()
		in = f
	}
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
