package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"shelfmates/shared/config"
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

// Run makes a new workbook; one that is there already is refused.
func (c *newSheetCmd) Run(s *session) error {
	book, err := s.spreadsheet(workbook.Options{})
	if err != nil {
		return err
	}
	path := book.Name
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return &usageError{words.NotXLSX(path)}
	}
	template := sheet.Template{Zone: zoneName(s.now()), Made: s.now()}
	if c.Sample {
		zone, err := time.LoadLocation(sample.Zone)
		if err != nil {
			return err
		}
		template = sheet.Template{Zone: sample.Zone, Made: s.now(), Filled: sample.School(s.now(), zone)}
	}
	if err := workbook.Create(path, template); err != nil {
		return err
	}
	s.printf("%s\n", words.SheetMade(path, config.Sheet))
	return nil
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
