package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"shelfmates/shared/delivery"
	"shelfmates/shared/roster"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/store"
	"shelfmates/shared/words"
)

type tickCmd struct {
	JSON bool `name:"json" help:"Print one JSON object."`
}

func (c *tickCmd) Help() string { return "Example: shelfmates tick --now 2026-11-23T07:05:00-05:00" }

// Run plans the mails that are due. It sends nothing.
func (c *tickCmd) Run(s *session) error {
	m, err := s.mailer(s.open)
	if err != nil {
		return err
	}
	planned, err := m.Plan(s.ctx, s.now())
	if err != nil {
		return err
	}
	if c.JSON {
		return s.printJSON(planned)
	}
	mails := 0
	for _, p := range planned.Periods {
		mails += p.Mails
		s.printf("%s\n", words.PeriodDecided(string(p.Kind), p.Period, string(p.Verdict), p.Mails))
	}
	s.printf("%s\n", words.PlannedMails(mails, planned.Next))
	return nil
}

type mailCmd struct {
	Status  bool   `xor:"what" help:"Say how many mails are in which state."`
	Release bool   `xor:"what" help:"Let go what waits now."`
	Settle  string `xor:"what" placeholder:"KEY" help:"Say what became of a mail: --settle KEY sent, or again."`
	Event   string `xor:"what" placeholder:"FILE" help:"Feed a feedback event by hand."`
	Fate    string `arg:"" optional:"" enum:"sent,again," default:"" hidden:""`
	JSON    bool   `name:"json" help:"Print one JSON object."`
}

func (c *mailCmd) Help() string { return "Example: shelfmates mail --status" }

// Run sends what is planned, or looks after what was.
func (c *mailCmd) Run(s *session) error {
	if c.Fate != "" && c.Settle == "" {
		return &usageError{words.FateAlone(c.Fate)}
	}
	if c.Release || c.Settle != "" || c.Event != "" {
		return &usageError{words.ComesWithSending}
	}
	if c.Status {
		return c.status(s)
	}
	m, err := s.mailer(s.open)
	if err != nil {
		return err
	}
	sent, err := m.Send(s.ctx, s.now)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.printJSON(sent)
	}
	s.printf("%s\n", words.SentMails(sent.Sent, sent.Waiting+sent.Later))
	if sent.Trouble != "" {
		s.printf("%s\n", sent.Trouble)
	}
	return nil
}

func (c *mailCmd) status(s *session) error {
	db, err := s.look()
	if err != nil {
		return err
	}
	entries, err := delivery.NewLedger(db, s.world.Rand).Entries(s.ctx, s.settings.School)
	if err != nil {
		return err
	}
	status := delivery.StatusOf(entries, s.now(), nil)
	if c.JSON {
		return s.printJSON(status)
	}
	s.printf("%s\n", words.MailStatus(status.Total, status.Waiting, status.Sent, status.Refused, status.Stopped+status.Suppressed+status.Expired, status.Unknown))
	return nil
}

// mailer opens what planning and sending need.
func (s *session) mailer(open func() (store.Store, error)) (mailer, error) {
	box, err := s.outbox()
	if err != nil {
		return mailer{}, err
	}
	db, err := open()
	if err != nil {
		return mailer{}, err
	}
	return mailer{outreach: s.outreach(roster.New(db), db), transport: box, school: s.settings.School}, nil
}

type previewCmd struct {
	From string `required:"" placeholder:"DAY" help:"First day, like 2026-11-23."`
	To   string `placeholder:"DAY" help:"Last day; the first where it is not given."`
	Dir  string `required:"" placeholder:"FOLDER" help:"Where to write the mails."`
	JSON bool   `name:"json" help:"Print what index.json holds."`
}

func (c *previewCmd) Help() string {
	return "Example: shelfmates preview --from 2026-11-23 --to 2026-12-04 --dir mails"
}

// Run writes the mails due between two days. It writes nothing to the store.
func (c *previewCmd) Run(s *session) error {
	if c.To == "" {
		c.To = c.From
	}
	from, err := schoolyear.ParseDay(c.From)
	if err != nil {
		return &usageError{words.NotADay("--from", c.From)}
	}
	to, err := schoolyear.ParseDay(c.To)
	if err != nil || to < from {
		return &usageError{words.NotADay("--to", c.To)}
	}
	m, err := s.mailer(s.look)
	if err != nil {
		return err
	}
	rehearsal, err := m.outreach.Preview(s.ctx, s.settings.School, from, to)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return fmt.Errorf("make the folder for the mails: %w", err)
	}
	index, err := json.MarshalIndent(rehearsal, "", "  ")
	if err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	files := map[string][]byte{"index.json": append(index, '\n')}
	for _, mail := range rehearsal.Mails {
		files[mail.Name+".eml"] = mail.Message.Raw
		files[mail.Name+".html"] = []byte(mail.Message.HTML)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(c.Dir, name), content, 0o600); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	if c.JSON {
		s.printf("%s\n", index)
		return nil
	}
	for _, mail := range rehearsal.Mails {
		s.printf("%s\n", words.MailDue(mail.Due, mail.Subject, mail.To, mail.Why))
	}
	for _, left := range rehearsal.LeftOut {
		s.printf("%s\n", words.MailLeftOut(left.Day, left.Who, left.Why))
	}
	s.printf("%s\n", words.Previewed(len(rehearsal.Mails), c.Dir))
	return nil
}
