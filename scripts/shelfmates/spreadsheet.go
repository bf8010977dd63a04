package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"

	"shelfmates/shared/config"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/gsheet"
	"shelfmates/shared/sheet/workbook"
	"shelfmates/shared/words"
)

// A spreadsheet is the one that is set, with what a running program needs of
// it.
type spreadsheet struct {
	sheet.Book
	// Name is what people call it: a path, or the ID of a Google Sheet.
	Name string
	// Watch fires when it may have changed, from when it is called until ctx
	// ends, and closes what it returns when it has stopped.
	Watch func(ctx context.Context, fire func()) (ended <-chan struct{})

	file   *workbook.Book // nil where it is a Google Sheet
	google *google        // nil where it is a file
}

// A google is the account that opens Google Sheets.
type google struct {
	*gsheet.Client
	account *gsheet.Credentials
}

// spreadsheet returns the spreadsheet that is set, or tells to set one. It is
// not looked at yet.
func (s *session) spreadsheet(o workbook.Options) (*spreadsheet, error) {
	switch place := s.settings.Sheet; place.Scheme {
	case "xlsx":
		o.FileClock = s.world.Now // files have their times from the machine's clock, whatever ours says
		file := workbook.New(place.Rest, s.now, o)
		return &spreadsheet{Book: file, Name: place.Rest, Watch: file.Watch, file: file}, nil
	case "google":
		account, err := s.google()
		if err != nil {
			return nil, err
		}
		return &spreadsheet{Book: account.Book(place.Rest), Name: place.Rest, Watch: every(googleEvery), google: account}, nil
	}
	return nil, &config.SettingError{Name: config.Sheet, Text: words.SetSheet}
}

// google returns the account that is set. Nothing is asked of it yet.
func (s *session) google() (*google, error) {
	account, err := gsheet.NewCredentials(gsheet.CredentialOptions{
		Key: s.settings.GoogleKey, Audience: s.settings.GoogleAudience, Default: s.settings.GoogleDefault,
		Endpoint: s.settings.GoogleEndpoint,
		AWS:      func(ctx context.Context) (aws.Config, error) { return awsconfig.LoadDefaultConfig(ctx) },
	})
	if err != nil {
		return nil, err
	}
	client := gsheet.NewClient(gsheet.Options{
		Endpoint: s.settings.GoogleEndpoint, Tokens: account, Now: s.now, Rand: s.world.Rand,
	})
	return &google{client, account}, nil
}

// googleEvery is how often a running program reads a Google Sheet: one request
// a minute of the sixty that an account may send. Nothing tells sooner but the
// ping of the sheet's own script.
const googleEvery = time.Minute

// every fires at intervals.
func every(interval time.Duration) func(ctx context.Context, fire func()) <-chan struct{} {
	return func(ctx context.Context, fire func()) <-chan struct{} {
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			ticker := time.NewTicker(interval)
			defer ticker.Stop()
			for {
				select {
				case <-ctx.Done():
					return
				case <-ticker.C:
					fire()
				}
			}
		}()
		return ended
	}
}

// title is the spreadsheet's name on pages.
func (b *spreadsheet) title() string {
	if b.google != nil {
		return words.GoogleSheetTitle
	}
	return filepath.Base(b.Name)
}

// there says at once that no workbook is at the path: a name that was mistyped
// would be waited for. One that is there and cannot be read just now is waited
// for, and so is a Google Sheet.
func (b *spreadsheet) there(ctx context.Context) error {
	if b.file == nil {
		return nil
	}
	if _, err := os.Stat(b.Name); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	_, err := b.Read(ctx, sheet.Known{})
	return err
}
