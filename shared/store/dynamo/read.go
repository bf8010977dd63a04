package dynamo

import (
	"context"
	"fmt"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shelfmates/shared/store"
)

// maxBatch is how many keys one BatchGetItem takes.
const maxBatch = 100

// Get returns those of the named items that exist, 100 keys to a request.
func (s *Store) Get(ctx context.Context, school string, keys ...string) ([]store.Item, error) {
	now := s.now().Unix()
	found := make(map[string]store.Item, len(keys))
	asked := make(map[string]bool, len(keys))
	var batch []avs
	flush := func() error {
		items, err := s.batchGet(ctx, batch)
		if err != nil {
			return err
		}
		batch = nil
		for _, item := range items {
			i, err := live(item, now)
			if err != nil {
				return err
			}
			if i != nil {
				found[i.Key] = *i
			}
		}
		return nil
	}
	for n, key := range keys {
		if err := store.CheckKey(key); err != nil {
			return nil, fmt.Errorf("read items of %s: %w", school, err)
		}
		if !asked[key] {
			asked[key] = true
			batch = append(batch, keyOf(school, key))
		}
		if len(batch) == maxBatch || n == len(keys)-1 {
			if err := flush(); err != nil {
				return nil, fmt.Errorf("read items of %s: %w", school, err)
			}
		}
	}
	items := make([]store.Item, 0, len(found))
	for _, key := range keys {
		if i, has := found[key]; has {
			items = append(items, i)
			delete(found, key) // a key named twice counts once
		}
	}
	return items, nil
}

// batchGet reads up to 100 items and asks again for those that the service did
// not get to: it answers 16 MB at most, and less when it is short of capacity.
func (s *Store) batchGet(ctx context.Context, keys []avs) ([]avs, error) {
	var items []avs
	for fruitless := 0; len(keys) > 0; {
		out, err := s.client.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{
			RequestItems: map[string]types.KeysAndAttributes{s.table: {Keys: keys, ConsistentRead: aws.Bool(true)}},
		})
		if err != nil {
			return nil, s.unavailable(ctx, err)
		}
		got := out.Responses[s.table]
		items = append(items, got...)
		keys = out.UnprocessedKeys[s.table].Keys
		if len(keys) == 0 || len(got) > 0 {
			fruitless = 0
			continue
		}
		if fruitless++; fruitless == maxAttempts {
			return nil, fmt.Errorf("DynamoDB leaves reads undone: %w", store.ErrUnavailable)
		}
		if err := pause(ctx, backoff(fruitless)); err != nil {
			return nil, s.unavailable(ctx, err)
		}
	}
	return items, nil
}

// List yields the items whose key starts with prefix, 1 MB to a request.
func (s *Store) List(ctx context.Context, school, prefix string) iter.Seq2[store.Item, error] {
	return func(yield func(store.Item, error) bool) {
		fail := func(err error) { yield(store.Item{}, fmt.Errorf("list %s of %s: %w", prefix, school, err)) }
		now := s.now().Unix()
		query := &dynamodb.QueryInput{
			TableName:                 &s.table,
			ConsistentRead:            aws.Bool(true),
			KeyConditionExpression:    aws.String("#pk = :pk"),
			ExpressionAttributeNames:  map[string]string{"#pk": store.PartitionName},
			ExpressionAttributeValues: avs{":pk": toValue(store.SchoolPrefix + school)},
		}
		if prefix != "" { // begins_with takes no empty text
			query.KeyConditionExpression = aws.String("#pk = :pk AND begins_with(#sk, :prefix)")
			query.ExpressionAttributeNames["#sk"] = store.SortName
			query.ExpressionAttributeValues[":prefix"] = toValue(prefix)
		}
		for {
			out, err := s.client.Query(ctx, query)
			if err != nil {
				fail(s.unavailable(ctx, err))
				return
			}
			for _, item := range out.Items {
				i, err := live(item, now)
				if err != nil {
					fail(err)
					return
				}
				if i != nil && !yield(*i, nil) {
					return
				}
			}
			if len(out.LastEvaluatedKey) == 0 {
				return
			}
			query.ExclusiveStartKey = out.LastEvaluatedKey
		}
	}
}
