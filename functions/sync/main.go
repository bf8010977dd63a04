// Command sync brings a school's records on AWS into line with its Google Sheet,
// one message at a time.
//
//	sync queue --> lambdaqueue --> reconcile --> gsheet, table
//	                          --> heartbeat (hints of Drive) --> sync queue
//	                          --> registry, mail queue
//
// Nothing is asked of anybody before the first message is there. A key is read
// on its first use, and again by the next message when it could not be read.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"
	_ "time/tzdata" // the system image has no zones

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"

	"shelfmates/shared/config"
	"shelfmates/shared/heartbeat"
	"shelfmates/shared/lambdaqueue"
	"shelfmates/shared/queue/fifo"
	"shelfmates/shared/registry"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/gsheet"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/words"
)

// variables are all that this function reads of its environment, beside AWS's.
var variables = []config.Variable{
	{Name: config.Store},
	{Name: config.SyncQueue},
	{Name: config.MailQueue},
	{Name: config.GoogleKey, Optional: true},
	{Name: config.GoogleAudience, Optional: true},
	{Name: config.GoogleDefault, Optional: true},
	{Name: config.GoogleEndpoint, Optional: true},
	{Name: config.Now, Optional: true},
}

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	slog.SetDefault(log) // what the Lambda library says becomes JSON too
	settings, err := config.ParseFunction(os.Getenv, variables)
	var syncs *lambdaqueue.Syncs
	if err == nil {
		syncs, err = wire(settings, log)
	}
	if err != nil {
		log.Error("settings refused", "error", err.Error())
		os.Exit(1)
	}
	lambda.Start(lambdaqueue.New(lambdaqueue.Options{Handle: syncs.Handle, Log: log}).Invoke)
}

// wire makes what deals with messages. It asks nobody for anything.
func wire(settings config.Function, log *slog.Logger) (*lambdaqueue.Syncs, error) {
	now, client := settings.Clock(time.Now), lambdaqueue.Client()
	amazon, err := awsconfig.LoadDefaultConfig(context.Background(), awsconfig.WithHTTPClient(client))
	if err != nil {
		return nil, fmt.Errorf("set up AWS: %w", err)
	}
	credentials, err := gsheet.NewCredentials(gsheet.CredentialOptions{
		Key: settings.GoogleKey, Audience: settings.GoogleAudience, Default: settings.GoogleDefault,
		Endpoint: settings.GoogleEndpoint, Transport: client.Transport,
		AWS: func(context.Context) (aws.Config, error) { return amazon, nil },
	})
	if err != nil {
		return nil, err
	}
	google := gsheet.NewClient(gsheet.Options{
		Endpoint: settings.GoogleEndpoint, Tokens: credentials, Transport: client.Transport,
		Now: now, Rand: rand.Reader, Log: log,
	})
	table := dynamo.New(amazon, settings.Table, now)
	schools := registry.New(table.Registry())
	hints := heartbeat.Looker{
		Registry: schools, Drive: google, Sync: fifo.New(amazon, settings.SyncQueue), Now: now,
		Lost: func(err error) bool { return errors.Is(err, gsheet.ErrToken) },
	}
	return &lambdaqueue.Syncs{
		Store: table, Registry: schools, Hints: hints.Look, Mail: fifo.New(amazon, settings.MailQueue),
		Book: func(id string) sheet.Book { return google.Book(id) },
		Now:  now, Rand: rand.Reader, Holder: words.FunctionHolder, Log: log,
	}, nil
}
