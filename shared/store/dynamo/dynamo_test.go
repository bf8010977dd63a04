package dynamo_test

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shelfmates/shared/store"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/store/storetest"
	"shelfmates/shared/testenv"
)

// config reaches DynamoDB Local through a transport, which may be nil.
func config(t testing.TB, transport http.RoundTripper) aws.Config {
	t.Helper()
	endpoint := testenv.DynamoDB(t)
	cfg := nobody(transport)
	cfg.BaseEndpoint = &endpoint
	return cfg
}

// nobody has the keys of no account, which DynamoDB Local takes.
func nobody(transport http.RoundTripper) aws.Config {
	return aws.Config{
		Region:     "us-east-1",
		HTTPClient: &http.Client{Transport: transport},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}, nil
		}),
	}
}

var tables atomic.Int64

// newTable makes an empty table and returns its name.
func newTable(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("shelfmates-%d", tables.Add(1))
	if err := dynamo.New(config(t, nil), name, time.Now).CreateTable(t.Context()); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestStore(t *testing.T) {
	table := newTable(t)
	storetest.Run(t, func(t *testing.T) store.Store { return dynamo.New(config(t, nil), table, time.Now) })
}

func TestExpiry(t *testing.T) {
	table := newTable(t)
	storetest.RunExpiry(t, func(t *testing.T, now func() time.Time) store.Store {
		return dynamo.New(config(t, nil), table, now)
	})
}

func TestDamage(t *testing.T) {
	table := newTable(t)
	client := dynamodb.NewFromConfig(config(t, nil))
	storetest.RunDamage(t, dynamo.New(config(t, nil), table, time.Now), func(t *testing.T, school, key string) {
		_, err := client.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: &table, Item: map[string]types.AttributeValue{
			store.PartitionName: &types.AttributeValueMemberS{Value: store.SchoolPrefix + school},
			store.SortName:      &types.AttributeValueMemberS{Value: key},
			"list":              &types.AttributeValueMemberL{},
		}})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkStore(b *testing.B) {
	table := newTable(b)
	storetest.Benchmark(b, func(b *testing.B) store.Store { return dynamo.New(config(b, nil), table, time.Now) })
}
