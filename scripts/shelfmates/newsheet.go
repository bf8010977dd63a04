package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shelfmates/shared/sample"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/workbook"
	"shelfmates/shared/words"
)

type newSheetCmd struct {
	Sample bool `help:"Fill it with the sample school."`
}

func (c *newSheetCmd) Help() string {
	return "Example: shelfmates new-sheet --sheet \"xlsx:Library partners.xlsx\""
}

// Run makes a new workbook, and refuses one that is there already; a Google
// Sheet is there, and gets what it lacks.
func (c *newSheetCmd) Run(s *session) error {
	book, err := s.spreadsheet(workbook.Options{})
	if err != nil {
		return err
	}
	template := sheet.Template{Zone: zoneName(s.now()), Made: s.now()}
	if c.Sample {
		if template, err = sampleTemplate(s.now()); err != nil {
			return err
		}
	}
	if book.google != nil {
		return s.shape(book, template)
	}
	if !strings.EqualFold(filepath.Ext(book.Name), ".xlsx") {
		return &usageError{words.NotXLSX(book.Name)}
	}
	if err := workbook.Create(book.Name, template); err != nil {
		return err
	}
	s.printf("%s\n", words.SheetMade(book.Name, s.next("serve", "--sheet", "xlsx:"+book.Name)))
	return nil
}

// shape makes a Google Sheet that is there into the template.
func (s *session) shape(book *spreadsheet, template sheet.Template) error {
	report, err := book.google.Shape(s.ctx, book.Name, template)
	if err != nil {
		return err
	}
	for _, line := range report.Lines() {
		s.printf("%s\n", line)
	}
	s.printf("%s\n", words.SheetShaped(s.next("serve", "--sheet", "google:"+book.Name)))
	return nil
}

// sampleTemplate is the sample school as of an instant.
func sampleTemplate(now time.Time) (sheet.Template, error) {
	zone, err := time.LoadLocation(sample.Zone)
	if err != nil {
		return sheet.Template{}, fmt.Errorf("load the time zone of the sample school: %w", err)
	}
	return sheet.Template{Zone: sample.Zone, Made: now, Filled: sample.School(now, zone)}, nil
}

// zoneName returns the IANA name of this machine's zone, "" where it is not
// known or is that of a server.
func zoneName(now time.Time) string {
	name := now.Location().String()
	if name == "Local" {
		link, err := os.Readlink("/etc/localtime")
		if err != nil {
			return "" // Windows, or a copied file
		}
		_, name, _ = strings.Cut(filepath.ToSlash(link), "zoneinfo/")
	}
	if strings.HasSuffix(name, "UTC") || strings.HasSuffix(name, "UCT") || strings.HasSuffix(name, "GMT") {
		return ""
	}
	return name
}
