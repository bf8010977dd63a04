package main

import (
	"encoding/json"
	"fmt"
	"time"

	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// patience is how long a one-time sync tries a file that is being saved.
const patience = 2 * time.Second

type syncCmd struct {
	DryRun bool `help:"Show what would change, and write nothing."`
	JSON   bool `name:"json" help:"Print one JSON object."`
}

func (c *syncCmd) Help() string {
	return "Example: shelfmates sync --sheet \"xlsx:Library partners.xlsx\""
}

// Run reads the spreadsheet once and applies what changed.
func (c *syncCmd) Run(s *session) error {
	bar := s.progress("records")
	defer bar.done()
	book, _, err := s.workbook(patience)
	if err != nil {
		return err
	}
	open := s.open
	if c.DryRun {
		open = s.look
	}
	db, err := open()
	if err != nil {
		return err
	}
	syncer := s.syncer(book, db, bar.set)
	do := syncer.Sync
	if c.DryRun {
		do = syncer.Preview
	}
	report, err := do(s.ctx)
	if err != nil {
		return err
	}
	bar.done()
	if c.JSON {
		return s.printJSON(report)
	}
	s.printReport(report, c.DryRun)
	return nil
}

func (s *session) printJSON(v any) error {
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("print the result: %w", err)
	}
	s.printf("%s\n", out)
	return nil
}

// printReport says in words what a sync did.
func (s *session) printReport(r reconcile.Report, dry bool) {
	if dry {
		s.printf("%s\n", words.SyncDry)
	}
	if !r.Changed {
		s.printf("%s\n", words.SyncNothing)
	}
	for _, t := range r.Tabs {
		line := words.SyncCounts(t.Created, t.Updated, t.Removed, t.Revived)
		switch {
		case t.Frozen != "":
			line = s.color(amber, words.ReportOnPause) + ". " + t.Frozen
		case t.Held > 0:
			line += ", " + s.color(amber, words.ReportHeld(t.Held))
		}
		if r.Changed || t.Frozen != "" || t.Held > 0 {
			s.printf("  %-12s %5s  %s\n", t.Tab, words.Number(t.Rows), line)
		}
	}
	fix := 0
	for _, p := range r.Problems {
		if p.Level != sheet.Fix {
			continue
		}
		if fix++; fix == 1 {
			s.printf("\n%s\n", words.SyncFixHeader)
		}
		s.printf("  %s\n", p.Message)
	}
	if fix == 0 {
		s.printf("%s\n", words.SyncFixNone)
	}
	if r.Waiting != "" {
		s.printf("\n%s\n", words.SyncWaits(r.Waiting))
	}
}
