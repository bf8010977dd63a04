// Package dynamo keeps a deployment's store in one DynamoDB table.
//
//	actions -> expressions -> TransactWriteItems, or one Put, Update, Delete -> table
//	keys -> BatchGetItem, prefix -> Query, both strongly consistent -> items
//
// An item has the school as partition key, "S#" and its ID, the key of the port
// as sort key, and its attributes as they are. An item whose time to live is
// over counts as absent from that second on, also where DynamoDB has not
// deleted it yet: every condition says so to the service.
package dynamo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shelfmates/shared/store"
)

var _ store.Store = (*Store)(nil)

// A Store is a table.
type Store struct {
	client *dynamodb.Client
	table  string
	now    func() time.Time
}

// attemptLimit ends one attempt whose connection hangs, so that the next may
// find a better one: the SDK itself has no limit. A page of 1 MB or a write of
// 4 MB takes that long on a line of 1 Mbit/s.
const attemptLimit = 40 * time.Second

// New returns the store in a table. cfg says where and as whom; its retryer is
// replaced by ours, which also repeats transactions that met another. now
// decides what has expired. Nothing is sent before the first call.
func New(cfg aws.Config, table string, now func() time.Time) *Store {
	if cfg.HTTPClient == nil {
		cfg.HTTPClient = awshttp.NewBuildableClient()
	}
	if c, isSDK := cfg.HTTPClient.(*awshttp.BuildableClient); isSDK && c.GetTimeout() == 0 {
		cfg.HTTPClient = c.WithTimeout(attemptLimit)
	}
	client := dynamodb.NewFromConfig(cfg, func(o *dynamodb.Options) { o.Retryer = newRetryer() })
	return &Store{client: client, table: table, now: now}
}

// Close has nothing to do: connections belong to the cfg of New.
func (s *Store) Close() error { return nil }

// CreateTable makes the table, charged by request, with its time to live, and
// returns when it can be used. A table of that name that is there already stays
// as it is.
func (s *Store) CreateTable(ctx context.Context) error {
	_, err := s.client.CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName:   &s.table,
		BillingMode: types.BillingModePayPerRequest,
		AttributeDefinitions: []types.AttributeDefinition{
			{AttributeName: aws.String(store.PartitionName), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String(store.SortName), AttributeType: types.ScalarAttributeTypeS},
		},
		KeySchema: []types.KeySchemaElement{
			{AttributeName: aws.String(store.PartitionName), KeyType: types.KeyTypeHash},
			{AttributeName: aws.String(store.SortName), KeyType: types.KeyTypeRange},
		},
	})
	var there *types.ResourceInUseException
	if err != nil && !errors.As(err, &there) {
		return fmt.Errorf("create table: %w", s.unavailable(ctx, err))
	}
	wait := dynamodb.NewTableExistsWaiter(s.client)
	if err := wait.Wait(ctx, &dynamodb.DescribeTableInput{TableName: &s.table}, 5*time.Minute); err != nil {
		return fmt.Errorf("wait for new table: %w", s.unavailable(ctx, err))
	}
	if there != nil {
		return nil
	}
	_, err = s.client.UpdateTimeToLive(ctx, &dynamodb.UpdateTimeToLiveInput{
		TableName: &s.table,
		TimeToLiveSpecification: &types.TimeToLiveSpecification{
			AttributeName: aws.String(store.TTL), Enabled: aws.Bool(true),
		},
	})
	if err != nil {
		return fmt.Errorf("set time to live of new table: %w", s.unavailable(ctx, err))
	}
	return nil
}
