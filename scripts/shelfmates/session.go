package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	awsconfig "github.com/aws/aws-sdk-go-v2/config"

	"shelfmates/shared/config"
	"shelfmates/shared/delivery"
	"shelfmates/shared/export"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/store/sqlite"
	"shelfmates/shared/words"
)

// A session is one run of a command: its settings, its clock, and what it has
// opened.
type session struct {
	ctx      context.Context
	world    world
	settings config.Settings
	repeated []string // flags of this run that the next command needs too

	now     func() time.Time
	opened  []func() error
	storeAt string // path of the embedded store, once it is open
	strange bool   // check: the spreadsheet was never synced, no ID of ours is in it
}

// start sets the clock: SHELFMATES_NOW is the time at which the process
// started, and it runs on from there.
func (s *session) start() {
	s.now = s.world.Now
	if at := s.settings.Now; !at.IsZero() {
		began := s.world.Now()
		s.now = func() time.Time { return at.Add(s.world.Now().Sub(began)) }
	}
}

func (s *session) close() {
	for i := len(s.opened) - 1; i >= 0; i-- {
		_ = s.opened[i]()
	}
}

// next is a command to type after this one: the program as it was started here,
// with the settings that were given to it.
func (s *session) next(command ...string) string {
	parts := []string{"shelfmates"}
	if strings.Contains(filepath.ToSlash(s.world.Program), "/go-build") { // where go run puts it
		parts = []string{"go", "run", "./scripts/shelfmates"}
	}
	parts = append(append(parts, command...), s.repeated...)
	for i, part := range parts {
		if strings.ContainsAny(part, " '()&") {
			parts[i] = `"` + part + `"`
		}
	}
	return strings.Join(parts, " ")
}

func (s *session) printf(format string, args ...any) { fmt.Fprintf(s.world.Stdout, format, args...) }

// dataDir is the user's folder for our data.
func (s *session) dataDir() (string, error) {
	if dir := s.world.Env("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "shelfmates"), nil
	}
	home, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find your data folder: %w", err)
	}
	return filepath.Join(home, "shelfmates"), nil
}

// open opens the store that is set, a file in the user's data folder where none
// is.
func (s *session) open() (store.Store, error) { return s.openStore(sqlite.Options{}) }

// look opens the store for reading: nothing in it changes, and where there is
// no file yet none is made.
func (s *session) look() (store.Store, error) { return s.openStore(sqlite.Options{ReadOnly: true}) }

func (s *session) openStore(options sqlite.Options) (store.Store, error) {
	place := s.settings.Store
	if place.IsZero() {
		dir, err := s.dataDir()
		if err != nil {
			return nil, err
		}
		place = config.Place{Scheme: "sqlite", Rest: filepath.Join(dir, s.settings.School+".db")}
	}
	var opened store.Store
	switch place.Scheme {
	case "dynamodb":
		aws, err := awsconfig.LoadDefaultConfig(s.ctx)
		if err != nil {
			return nil, fmt.Errorf("set up AWS: %w", err)
		}
		opened = dynamo.New(aws, place.Rest, s.now)
	default:
		db, err := sqlite.Open(s.ctx, place.Rest, s.now, options)
		if err != nil {
			return nil, err
		}
		opened, s.storeAt = db, place.Rest
	}
	s.opened = append(s.opened, opened.Close)
	return opened, nil
}

// storeName says where records are kept.
func (s *session) storeName() string {
	if s.storeAt != "" {
		return s.storeAt
	}
	return s.settings.Store.Scheme + ":" + s.settings.Store.Rest
}

// guard is the lock beside an embedded store; nil for others.
func (s *session) guard() reconcile.Guard {
	if s.storeAt == "" {
		return nil
	}
	return sqlite.NewLock(s.storeAt, s.holder())
}

// holder says to others who has the lease.
func (s *session) holder() string { return words.Holder(os.Getpid(), s.now()) }

// log is where a running program writes one line for each unit of work that a
// person may have to look into: standard error, from warnings up.
func (s *session) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(s.world.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// syncer returns what syncs a spreadsheet into a store.
func (s *session) syncer(book sheet.Book, db store.Store, progress func(done, all int)) *reconcile.Syncer {
	return reconcile.New(reconcile.Options{
		Book: book, Store: db, School: s.settings.School, Now: s.now, Rand: s.world.Rand,
		Holder: s.holder(), Guard: s.guard(), Progress: progress,
	})
}

// explain turns an error into what is said of it.
func explain(err error) string {
	var held *reconcile.HeldError
	var newer *reconcile.NewerError
	var later *reconcile.LaterError
	var fault *delivery.Fault
	var text string
	switch {
	case errors.Is(err, context.Canceled):
		return words.Interrupted
	case errors.Is(err, roster.ErrHalfway):
		return words.SyncHalfway
	case errors.As(err, &held):
		return words.SyncHeld(held.Holder, held.Until.Local())
	case errors.As(err, &later):
		return words.SheetRests(later.Until.Local())
	case errors.As(err, &newer):
		return words.StoreNewer
	case errors.Is(err, reconcile.ErrForeign):
		return words.ForeignWorkbook
	case errors.Is(err, reconcile.ErrCopied):
		return words.SheetCopied
	case errors.Is(err, reconcile.ErrTakenOver):
		return words.TakenOver
	case errors.As(err, &fault):
		return fault.Reason.Text()
	case errors.Is(err, export.ErrMoved):
		return words.ExportMoved
	case errors.Is(err, export.ErrNotEmpty):
		return words.ImportNotEmpty
	case errors.Is(err, export.ErrNotAnExport):
		return words.ImportNotAnExport
	default:
		text = err.Error()
	}
	if advice := adviceIn(err); advice != "" {
		text += "\n" + advice
	}
	return text
}

// adviceIn returns the one thing to do about an error of the spreadsheet.
func adviceIn(err error) string {
	var with *sheet.AdviceError
	if errors.As(err, &with) {
		return with.Advice
	}
	return ""
}
