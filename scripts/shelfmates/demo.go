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
	"shelfmates/shared/sheet/workbook"
	"shelfmates/shared/words"
)

type demoCmd struct {
	Dir    string `placeholder:"FOLDER" help:"Keep the demo in this folder; else it goes when you stop."`
	Port   int    `default:"8080" help:"Where to show the pages; 0 takes any free port."`
	Google bool   `help:"Show it with a Google Sheet; it needs no account, for the sheet is on this machine."`
}

func (c *demoCmd) Help() string { return "Example: shelfmates demo --dir my-demo" }

// demoBook is the workbook of the demo.
const demoBook = "Maple Hollow partners.xlsx"

// Run makes the sample school, lets Monday's mail be written, and serves it.
func (c *demoCmd) Run(s *session) error {
	if c.Google && c.Dir != "" {
		return &usageError{words.DemoGoogleGoes}
	}
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
	s.settings.Store = config.Place{Scheme: "sqlite", Rest: filepath.Join(dir, "school.db")}
	s.settings.Mail, s.settings.MailMode = config.Place{Scheme: "outbox", Rest: filepath.Join(dir, "outbox")}, config.Preview
	if c.Google {
		return s.demoGoogle(dir, listener)
	}
	ends := words.DemoKeep
	if c.Dir != "" {
		ends = words.DemoStays
	}
	return s.demoWorkbook(dir, listener, ends)
}

// demoWorkbook shows the sample school as a workbook.
func (s *session) demoWorkbook(dir string, listener net.Listener, ends string) error {
	path := filepath.Join(dir, demoBook)
	s.settings.Sheet = config.Place{Scheme: "xlsx", Rest: path}
	made, err := s.makeSample(path)
	if err != nil {
		return err
	}
	book, err := s.spreadsheet(workbook.Options{Patience: servePatience, Settle: true})
	if err != nil {
		return err
	}
	return s.show(book, made, listener, ends, words.DemoTry(path, filepath.Join(dir, "outbox")))
}

// demoGoogle shows the sample school as a Google Sheet.
func (s *session) demoGoogle(dir string, listener net.Listener) error {
	made, err := s.makeGoogle(dir)
	if err != nil {
		return err
	}
	book, err := s.spreadsheet(workbook.Options{})
	if err != nil {
		return err
	}
	book.Watch = every(demoEvery)
	return s.show(book, true, listener, words.DemoGoes, words.DemoTryGoogle(made.PageURL(), filepath.Join(dir, "outbox")))
}

// show serves the demo; in a new one Monday's mail is written first.
func (s *session) show(book *spreadsheet, made bool, listener net.Listener, ends string, try []string) error {
	if made {
		if err := s.lastDigest(); err != nil {
			return err
		}
	}
	p, err := s.parts(book)
	if err != nil {
		return err
	}
	s.printf("%s\n", words.DemoReady("http://localhost:"+portOf(listener), try, ends))
	return s.serve(p, listener, dashboard.Options{SheetName: book.title(), Try: try})
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
	template, err := sampleTemplate(s.now())
	if err != nil {
		return false, err
	}
	return true, workbook.Create(path, template)
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
	at := func() time.Time { return calendar.At(monday, schoolyear.Clock(7*60)) }
	for monday.Weekday() != time.Monday || !calendar.SchoolDay(monday) || at().After(s.now()) {
		monday--
	}
	due := at()
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
	_, err = p.mailer.Send(s.ctx, func() time.Time { return due })
	return err
}
