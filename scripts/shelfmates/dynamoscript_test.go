package main

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/rogpeppe/go-internal/testscript"

	"shelfmates/shared/store"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/testenv"
)

// dynamoScript starts DynamoDB Local with a table in it, and sets what a store
// there needs.
func dynamoScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: dynamodb TABLE")
	}
	ts.Setenv("AWS_ENDPOINT_URL", testenv.DynamoDB(stageOf(ts).t))
	for name, value := range map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing",
	} {
		ts.Setenv(name, value)
	}
	ts.Check(tableOf(ts, args[0]).CreateTable(context.Background()))
}

func tableOf(ts *testscript.TestScript, name string) *dynamo.Store {
	endpoint := ts.Getenv("AWS_ENDPOINT_URL")
	return dynamo.New(aws.Config{
		BaseEndpoint: &endpoint, Region: "us-east-1",
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "nobody", SecretAccessKey: "nothing"}, nil
		}),
	}, name, time.Now)
}

// leaseScript takes the lease of a school in DynamoDB until an instant, as a
// sync does that is killed then.
func leaseScript(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: lease TABLE UNTIL")
	}
	until, err := time.Parse(time.RFC3339, args[1])
	ts.Check(err)
	s := tableOf(ts, args[0])
	items, err := s.Get(context.Background(), "school", store.LeaseKey)
	ts.Check(err)
	if len(items) != 1 {
		ts.Fatalf("the school was never synced")
	}
	ts.Check(s.Write(context.Background(), "school", []store.Action{{
		Op: store.Update, Key: store.LeaseKey,
		Attrs: store.Attrs{
			store.LeaseEpoch: store.ReadLease(items[0]).Epoch + 1, store.LeaseRun: "killed",
			store.LeaseHolder: "another machine", store.LeaseUntil: until.UnixMilli(),
		},
	}}))
}
