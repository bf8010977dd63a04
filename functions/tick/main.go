// Command tick is one minute of a deployment on AWS: it queues the schools whose
// turn it is, what is due, and a look for hints.
//
//	schedule --> heartbeat.Ticker --> sync queue, mail queue
//
// It talks to the table and the two queues alone, and to them only once the
// first minute is there.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"
	_ "time/tzdata" // the system image has no zones

	"github.com/aws/aws-lambda-go/lambda"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"

	"shelfmates/shared/config"
	"shelfmates/shared/heartbeat"
	"shelfmates/shared/queue/fifo"
	"shelfmates/shared/registry"
	"shelfmates/shared/store/dynamo"
)

// variables are all that this function reads of its environment, beside AWS's.
var variables = []config.Variable{
	{Name: config.Store},
	{Name: config.SyncQueue},
	{Name: config.MailQueue},
	{Name: config.Now, Optional: true},
}

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	slog.SetDefault(log) // what the Lambda library says becomes JSON too
	settings, err := config.ParseFunction(os.Getenv, variables)
	if err != nil {
		log.Error("settings refused", "error", err.Error())
		os.Exit(1)
	}
	now := settings.Clock(time.Now)
	aws, err := awsconfig.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Error("AWS is not set up", "error", err.Error())
		os.Exit(1)
	}
	ticker := heartbeat.Ticker{
		Registry: registry.New(dynamo.New(aws, settings.Table, now).Registry()),
		Sync:     fifo.New(aws, settings.SyncQueue), Mail: fifo.New(aws, settings.MailQueue),
		Accounts: []string{heartbeat.OwnAccount},
	}
	lambda.Start(func(ctx context.Context) error {
		beat, err := ticker.Tick(ctx, now())
		if err != nil {
			log.Error("tick failed", "error", err.Error())
			return fmt.Errorf("tick: %w", err)
		}
		// template.yaml makes a metric of schools_failing.
		log.Info("ticked", "minutes", beat.Minutes, "schools", beat.Schools, "due", beat.Due, "looks", beat.Looks,
			"schools_failing", beat.Failing, "schools_unreadable", len(beat.Unreadable))
		return nil
	})
}
