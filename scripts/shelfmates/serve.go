package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"shelfmates/shared/config"
	"shelfmates/shared/dashboard"
	"shelfmates/shared/delivery"
	"shelfmates/shared/delivery/outbox"
	"shelfmates/shared/export"
	"shelfmates/shared/letterbox"
	"shelfmates/shared/outreach"
	"shelfmates/shared/queue"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet/workbook"
	"shelfmates/shared/standalone"
	"shelfmates/shared/store"
	"shelfmates/shared/words"
)

// servePatience is how long a running program tries a file that is being saved.
const servePatience = 10 * time.Second

// poll is how often an open page asks whether it is still true.
const poll = time.Second

type serveCmd struct {
	PingAudience string `placeholder:"ID" help:"The ID of the script in the Google Sheet: take its pings at /ping (SHELFMATES_PING_AUDIENCE)."`
}

func (*serveCmd) Help() string {
	return "Example: shelfmates serve --sheet \"xlsx:Library partners.xlsx\""
}

// Run runs the whole program until it is interrupted.
func (*serveCmd) Run(s *session) error {
	if !config.Loopback(s.settings.Listen) {
		return &config.SettingError{Name: config.Listen, Text: words.NoSignInYet}
	}
	if s.settings.PingAudience != "" && s.settings.Sheet.Scheme == "xlsx" {
		return &config.SettingError{Name: config.PingAudience, Text: words.PingNeedsGoogle}
	}
	book, err := s.spreadsheet(workbook.Options{Patience: servePatience, Settle: true})
	if err != nil {
		return err
	}
	if err := book.there(s.ctx); err != nil {
		return err
	}
	parts, err := s.parts(book)
	if err != nil {
		return err
	}
	listener, err := listen(s.ctx, s.settings.Listen)
	if err != nil {
		return err
	}
	address := "http://" + listener.Addr().String()
	if s.settings.PingAudience != "" {
		s.printf("%s\n", words.PingsTaken(address))
	}
	s.printf("%s\n", words.Serving(address, book.Name, s.storeName()))
	return s.serve(parts, listener, dashboard.Options{SheetName: book.title()})
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", words.CannotListen(address), err)
	}
	return listener, nil
}

// parts are what serve and demo run.
type parts struct {
	book    *spreadsheet
	store   store.Store
	syncer  *reconcile.Syncer
	records *roster.Roster
	outbox  *outbox.Outbox
	mailer  mailer
}

// parts opens the store and builds every use case on it.
func (s *session) parts(book *spreadsheet) (parts, error) {
	box, err := s.outbox()
	if err != nil {
		return parts{}, err
	}
	db, err := s.open()
	if err != nil {
		return parts{}, err
	}
	records := roster.New(db)
	p := parts{book: book, store: db, records: records, outbox: box}
	p.syncer = s.syncer(book, db, nil)
	p.mailer = mailer{outreach: s.outreach(records, db), transport: box, school: s.settings.School}
	return p, nil
}

func (s *session) outreach(records *roster.Roster, db store.Store) *outreach.Outreach {
	options := outreach.Options{From: s.settings.MailFrom, Log: s.log()}
	if u := s.settings.PublicURL; u != nil {
		options.PublicURL = u.String()
	}
	return outreach.New(records, delivery.NewLedger(db, s.world.Rand), options)
}

// outbox returns the outbox that is set; a folder beside the store where none
// is. What is set of sending, which comes with a later version, and promises that
// mail reaches people, is refused.
func (s *session) outbox() (*outbox.Outbox, error) {
	if s.settings.MailMode != config.Preview {
		return nil, &config.SettingError{Name: config.MailMode, Text: words.NoModesYet}
	}
	switch place := s.settings.Mail; place.Scheme {
	case "outbox":
		return outbox.New(place.Rest), nil
	case "":
		dir, err := s.dataDir()
		if err != nil {
			return nil, err
		}
		return outbox.New(filepath.Join(dir, s.settings.School+"-outbox")), nil
	}
	return nil, &config.SettingError{Name: config.Mail, Text: words.NoSendingYet}
}

// serve runs the parts until the session is interrupted.
func (s *session) serve(p parts, listener net.Listener, options dashboard.Options) error {
	options.Tables = export.School{Store: p.store, Name: s.settings.School}
	options.Outbox, options.Poll, options.Log = shelf{p.outbox}, poll, s.log()
	// Nobody but who sits at this machine reaches the pages: see Run, and homeOnly
	// in standalone.
	options.Viewer = func(*http.Request) dashboard.Viewer { return dashboard.Staff }
	return standalone.Run(s.ctx, standalone.Options{
		Syncer: restful{p.syncer, p.book.google != nil}, Watch: p.book.Watch, Mailer: p.mailer, Listen: listener, Now: s.now,
		Pages:   http.Handler(dashboard.New(s.settings.School, p.records, s.now, options)),
		Ping:    s.ping(p.records),
		Explain: explain,
		Tell:    func(text string) { fmt.Fprintf(s.world.Stderr, "%s  %s\n", s.now().Format("15:04"), text) },
	})
}

// ping makes what answers the script of the Google Sheet; nil where no script is
// set.
func (s *session) ping(records *roster.Roster) func(queue.Queue, func(string) time.Time) http.Handler {
	if s.settings.PingAudience == "" || s.settings.Sheet.Scheme != "google" {
		return nil
	}
	return func(rung queue.Queue, read func(string) time.Time) http.Handler {
		return letterbox.NewPing(letterbox.Options{
			Schools: letterbox.School{Name: s.settings.School, Spreadsheet: s.settings.Sheet.Rest, Audience: s.settings.PingAudience},
			Queue:   rung, Roster: records, Now: s.now, Clock: s.world.Now,
			Endpoint: s.settings.GoogleEndpoint, Read: read, Log: s.log(),
		})
	}
}

// restful syncs for a running program. A Google Sheet that failed is left alone
// for as long as the failure asks for; a workbook is on this machine.
type restful struct {
	*reconcile.Syncer
	rests bool
}

// Sync syncs, and does not heed a rest when somebody asked for it.
func (r restful) Sync(ctx context.Context, asked bool) (reconcile.Report, error) {
	r.Heed = r.rests && !asked
	return r.Syncer.Sync(ctx)
}

// A mailer is the outreach of one school over one transport.
type mailer struct {
	outreach  *outreach.Outreach
	transport delivery.Transport
	school    string
}

// Plan plans what is due.
func (m mailer) Plan(ctx context.Context, now time.Time) (outreach.Planned, error) {
	return m.outreach.Plan(ctx, m.school, now)
}

// Send sends what is planned.
func (m mailer) Send(ctx context.Context, now func() time.Time) (outreach.Sent, error) {
	return m.outreach.Send(ctx, m.school, m.transport, now)
}

// A shelf shows an outbox on pages.
type shelf struct{ box *outbox.Outbox }

// List returns the mails, the newest first.
func (s shelf) List(context.Context) ([]dashboard.Mail, error) {
	listed, err := s.box.List()
	if err != nil {
		return nil, err
	}
	mails := make([]dashboard.Mail, len(listed))
	for i, m := range listed {
		mails[i] = mailOf(m)
	}
	return mails, nil
}

// Read returns one mail.
func (s shelf) Read(_ context.Context, id string) (dashboard.Message, error) {
	m, err := s.box.Open(id)
	if errors.Is(err, outbox.ErrNoSuchMail) {
		return dashboard.Message{}, dashboard.ErrNoMail
	}
	if err != nil {
		return dashboard.Message{}, err
	}
	return dashboard.Message{Mail: mailOf(m.Listed), Text: m.Text, HTML: m.HTML}, nil
}

func mailOf(m outbox.Listed) dashboard.Mail {
	return dashboard.Mail{ID: m.Name, At: m.Date, Kind: words.MailKind(string(m.Kind)), To: m.To, Subject: m.Subject}
}
