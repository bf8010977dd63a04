package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/alecthomas/kong"

	"shelfmates/shared/config"
	"shelfmates/shared/sheet/gsheet"
	"shelfmates/shared/words"
)

// A world is everything outside that a command touches.
type world struct {
	Program        string // the path that it was started from
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(string) string
	Now            func() time.Time
	Rand           io.Reader
}

// The exit codes of every command.
const (
	exitDone  = 0
	exitFail  = 1
	exitUsage = 2
)

// cli is the command line: the commands, and the settings as flags.
type cli struct {
	Demo     demoCmd     `cmd:"" help:"Show a sample school in your browser: workbook, pages, mails."`
	Serve    serveCmd    `cmd:"" help:"Run the whole program: sync on every save, pages, Monday's mail."`
	Sync     syncCmd     `cmd:"" help:"Read the spreadsheet once and apply what changed."`
	Tick     tickCmd     `cmd:"" help:"Work out which mails are due and plan them."`
	Mail     mailCmd     `cmd:"" help:"Send the mails that are planned, or look after them."`
	Preview  previewCmd  `cmd:"" help:"Write the mails due between two days into a folder, and send nothing."`
	NewSheet newSheetCmd `cmd:"" name:"new-sheet" help:"Make a new spreadsheet from the template."`
	Export   exportCmd   `cmd:"" help:"Write the records as JSON lines, CSV or a workbook."`
	Import   importCmd   `cmd:"" help:"Move everything that export --all wrote into another store."`
	Check    checkCmd    `cmd:"" help:"Say of each part whether it is set and can be reached."`
	Schools  schoolsCmd  `cmd:"" help:"The schools of a deployment."`
	Forget   forgetCmd   `cmd:"" help:"Erase a person everywhere."`

	settingFlags
}

// settingFlags are the settings: each is an environment variable and a flag of
// the same name.
type settingFlags struct {
	School    string `group:"Settings" placeholder:"ID" help:"The school's short name (SHELFMATES_SCHOOL; school)."`
	Sheet     string `group:"Settings" placeholder:"PLACE" help:"The spreadsheet: xlsx:FILE or google:ID (SHELFMATES_SHEET)."`
	Store     string `group:"Settings" placeholder:"PLACE" help:"Where records are kept: sqlite:FILE or dynamodb:TABLE (SHELFMATES_STORE; a file in your data folder)."`
	Outgoing  string `group:"Settings" name:"mail" placeholder:"PLACE" help:"Where mail goes: outbox:FOLDER, smtp://… or ses: (SHELFMATES_MAIL; an outbox in your data folder)."`
	MailMode  string `group:"Settings" placeholder:"MODE" help:"preview, allowlist or live (SHELFMATES_MAIL_MODE; preview)."`
	MailFrom  string `group:"Settings" placeholder:"ADDRESS" help:"Who mails come from (SHELFMATES_MAIL_FROM)."`
	MailAllow string `group:"Settings" placeholder:"LIST" help:"Who gets mail in mode allowlist (SHELFMATES_MAIL_ALLOW)."`
	MailCap   string `group:"Settings" placeholder:"N" help:"How many readers one run may reach (SHELFMATES_MAIL_CAP)."`
	PublicURL string `group:"Settings" name:"public-url" placeholder:"URL" help:"The address of the pages (SHELFMATES_PUBLIC_URL)."`
	Listen    string `group:"Settings" placeholder:"HOST:PORT" help:"Where pages are served (SHELFMATES_LISTEN; 127.0.0.1:8080)."`
	Admin     string `group:"Settings" placeholder:"ADDRESS" help:"The first administrator (SHELFMATES_ADMIN)."`
	GoogleKey string `group:"Settings" name:"google-key" placeholder:"KEY" help:"The key with which Google Sheets are opened: a file, or ssm:/name (SHELFMATES_GOOGLE_KEY)."`
	Audience  string `group:"Settings" name:"google-audience" placeholder:"NAME" help:"The identity provider for access without a key, from AWS (SHELFMATES_GOOGLE_AUDIENCE)."`
	Endpoint  string `group:"Settings" name:"google-endpoint" placeholder:"URL" help:"A server in place of Google, for tests (SHELFMATES_GOOGLE_ENDPOINT)."`
	Now       string `group:"Settings" placeholder:"TIME" help:"Take this for the time now, like 2026-11-02T07:00:00-05:00 (SHELFMATES_NOW)."`
}

// lookup returns a setting: the flag where it was given, else the environment.
// The one flag that is not every command's is that of pings: schools add has one
// of the same name, of which it keeps what it is told.
func (c *cli) lookup(env func(string) string) func(string) string {
	f := c.settingFlags
	flags := map[string]string{
		config.School: f.School, config.Sheet: f.Sheet, config.Store: f.Store, config.Mail: f.Outgoing,
		config.MailMode: f.MailMode, config.MailFrom: f.MailFrom, config.MailAllow: f.MailAllow,
		config.MailCap: f.MailCap, config.PublicURL: f.PublicURL, config.Listen: f.Listen,
		config.Admin: f.Admin, config.Now: f.Now,
		config.GoogleKey: f.GoogleKey, config.GoogleAudience: f.Audience, config.GoogleEndpoint: f.Endpoint,
		config.PingAudience: c.Serve.PingAudience,
	}
	return func(name string) string {
		if v := flags[name]; v != "" {
			return v
		}
		return env(name)
	}
}

// repeated are the settings given as flags that whatever comes next needs too,
// the spreadsheet apart.
func (f *settingFlags) repeated() []string {
	var given []string
	for _, one := range [][2]string{
		{"--school", f.School}, {"--store", f.Store}, {"--mail", f.Outgoing}, {"--google-key", f.GoogleKey}, {"--google-audience", f.Audience},
	} {
		if one[1] != "" {
			given = append(given, one[:]...)
		}
	}
	return given
}

// A usageError is a wrong use of the command: exit 2, before any work.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// quit unwinds kong when it wants to end the process.
type quit int

// run runs one command and returns its exit code.
func run(ctx context.Context, args []string, w world) (code int) {
	var c cli
	helpTo := w.Stdout
	if len(args) == 0 { // no command is a wrong use, and the help is the error
		args, helpTo = []string{"--help"}, w.Stderr
		defer func() { code = exitUsage }()
	}
	parser, err := kong.New(&c,
		kong.Name("shelfmates"), kong.Description(words.CommandDescription),
		kong.Writers(helpTo, w.Stderr), kong.Exit(func(code int) { panic(quit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.ShortUsageOnError(),
	)
	if err != nil {
		panic(err) // the commands above are wrong: a bug found at start-up
	}
	defer func() {
		if caught := recover(); caught != nil {
			asked, ok := caught.(quit)
			if !ok {
				panic(caught)
			}
			code = int(asked)
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(w.Stderr, "shelfmates: %v\n%s\n", err, words.CommandHelpHint)
		return exitUsage
	}
	settings, err := config.Parse(c.lookup(w.Env))
	if err != nil {
		fmt.Fprintf(w.Stderr, "shelfmates: %v\n", err)
		return exitUsage
	}
	s := &session{ctx: ctx, world: w, settings: settings, repeated: c.repeated()}
	s.start()
	defer s.close()
	err = parsed.Run(s)
	if err == nil {
		return exitDone
	}
	fmt.Fprintf(w.Stderr, "shelfmates: %s\n", explain(err))
	var wrong *usageError
	if errors.As(err, &wrong) || errors.Is(err, config.ErrWrong) || errors.Is(err, gsheet.ErrCredentials) {
		return exitUsage
	}
	return exitFail
}
