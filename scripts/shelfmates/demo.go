package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"shelfmates/shared/config"
	"shelfmates/shared/dashboard"
	"shelfmates/shared/sample"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/workbook"
	"shelfmates/shared/words"
)

type demoCmd struct {
	Dir  string `placeholder:"FOLDER" help:"Keep the demo in this folder; else it goes when you stop."`
	Port int    `default:"8080" help:"Where to show the pages; 0 takes any free port."`
}

func (c *demoCmd) Help() string { return "Example: shelfmates demo --dir my-demo" }

// demoBook is the workbook of the demo.
const demoBook = "Maple Hollow partners.xlsx"

// Run makes the sample school, lets Monday's mail be written, and serves it.
func (c *demoCmd) Run(s *session) error {
	if c.Port < 0 || c.Port > 65535 {
		return &usageError{words.NotAPort("--port", c.Port)}
	}
	dir := c.Dir
	if dir == "" {
		made, err := os.MkdirTemp("", "shelfmates-demo-")
		if err != nil {
			return fmt.Errorf("make a folder for the demo: %w", err)
		}
		defer func() { _ = os.RemoveAll(made) }()
		dir = made
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("find the folder of the demo: %w", err)
	}
	listener, err := listen(s.ctx, net.JoinHostPort("127.0.0.1", strconv.Itoa(c.Port)))
	if err != nil {
		return err
	}
	path := filepath.Join(dir, demoBook)
	s.settings.Sheet = config.Place{Scheme: "xlsx", Rest: path}
	s.settings.Store = config.Place{Scheme: "sqlite", Rest: filepath.Join(dir, "school.db")}
	s.settings.Mail = config.Place{Scheme: "outbox", Rest: filepath.Join(dir, "outbox")}
	made, err := s.makeSample(path)
	if err != nil {
		return err
	}
	if made {
		if err := s.lastDigest(); err != nil {
			return err
		}
	}
	book, err := s.spreadsheet(workbook.Options{Patience: servePatience, Settle: true})
	if err != nil {
		return err
	}
	p, err := s.parts(book)
	if err != nil {
		return err
	}
	address := "http://localhost:" + portOf(listener)
	try := words.DemoTry(path, filepath.Join(dir, "outbox"))
	s.printf("%s\n", words.DemoReady(address, try, c.Dir != ""))
	return s.serve(p, listener, dashboard.Options{SheetName: demoBook, Try: try})
}

func portOf(l net.Listener) string {
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return ""
	}
	return port
}

// makeSample makes the workbook, unless an earlier demo left one.
func (s *session) makeSample(path string) (made bool, err error) {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, fmt.Errorf("make the folder of the demo: %w", err)
	}
	zone, err := time.LoadLocation(sample.Zone)
	if err != nil {
		return false, fmt.Errorf("load the demo's time zone: %w", err)
	}
	return true, workbook.Create(path, sheet.Template{Zone: sample.Zone, Made: s.now(), Filled: sample.School(s.now(), zone)})
}

// lastDigest lets the first sync and the latest digest happen when they would
// have, so that a newcomer finds Monday's mail in the outbox. It is for a new
// demo only: on a store that is older, going back in time would age what is
// missing.
func (s *session) lastDigest() error {
	zone, err := time.LoadLocation(sample.Zone)
	if err != nil {
		return fmt.Errorf("load the demo's time zone: %w", err)
	}
	calendar := sample.Calendar(s.now(), zone)
	monday := calendar.DayOf(s.now())
	for monday.Weekday() != time.Monday || !calendar.SchoolDay(monday) {
		monday--
	}
	due := calendar.At(monday, schoolyear.Clock(7*60))
	if due.After(s.now()) {
		due = due.AddDate(0, 0, -7)
	}
	earlier := *s
	earlier.opened = nil
	earlier.now = func() time.Time { return due.Add(-12 * time.Hour) }
	defer earlier.close()
	book, err := earlier.spreadsheet(workbook.Options{Settle: true})
	if err != nil {
		return err
	}
	p, err := earlier.parts(book)
	if err != nil {
		return err
	}
	if _, err := p.syncer.Sync(s.ctx); err != nil {
		return err
	}
	if _, err := p.mailer.Plan(s.ctx, due); err != nil {
		return err
	}
	_, err = p.mailer.Send(s.ctx, due)
	return err
}
