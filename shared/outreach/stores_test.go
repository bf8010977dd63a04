package outreach_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"shelfmates/shared/store"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/testenv"
)

// onEveryStore runs a test on SQLite and on DynamoDB Local.
func onEveryStore(t *testing.T, test func(t *testing.T, open func(t testing.TB) store.Store)) {
	t.Run("SQLite", func(t *testing.T) { test(t, openStore) })
	t.Run("DynamoDB", func(t *testing.T) { test(t, openTable) })
}

// openTable opens an empty table of DynamoDB Local.
func openTable(t testing.TB) store.Store {
	t.Helper()
	endpoint := testenv.DynamoDB(t)
	s := dynamo.New(aws.Config{
		Region: "us-east-1", BaseEndpoint: &endpoint, HTTPClient: &http.Client{},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}, nil
		}),
	}, "outreach-"+rand.Text(), time.Now)
	if err := s.CreateTable(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}
