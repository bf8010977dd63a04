package main

import (
	"encoding/json"
	"fmt"
	"time"

	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/workbook"
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
	book, err := s.spreadsheet(workbook.Options{Patience: patience, Settle: !c.DryRun})
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
	s.printCauses(r.Stands)
	if r.Waiting != "" {
		s.printf("\n%s\n", words.SyncWaits(r.Waiting))
	}
}

// mostCauses bounds how many causes are printed; --json has every cell.
const mostCauses = 20

// printCauses prints what is to be put right, once a cause.
func (s *session) printCauses(problems []sheet.Problem) {
	var first []sheet.Problem
	cells := map[string]int{}
	for _, p := range problems {
		if p.Level != sheet.Fix {
			continue
		}
		if cells[p.Cause()]++; cells[p.Cause()] == 1 {
			first = append(first, p)
		}
	}
	if len(first) == 0 {
		s.printf("%s\n", words.SyncFixNone)
		return
	}
	s.printf("\n%s\n", words.SyncFixHeader)
	for i, p := range first {
		if i == mostCauses {
			s.printf("  %s\n", words.SyncFixMore(len(first)-mostCauses))
			return
		}
		s.printf("  %s%s\n", p.Text().Message(), words.SyncFixAlso(cells[p.Cause()]-1))
	}
}
