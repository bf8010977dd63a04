package dynamo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shelfmates/shared/registry"
	"shelfmates/shared/store"
)

var _ registry.Table = (*RegistryTable)(nil)

// A RegistryTable keeps the registry in the table of a store, beside the
// schools' own items: its partitions begin with "REG#".
type RegistryTable struct{ store *Store }

// Registry returns the registry's part of the table.
func (s *Store) Registry() *RegistryTable { return &RegistryTable{s} }

// Get returns those of the named items that exist, 100 keys to a request.
func (t *RegistryTable) Get(ctx context.Context, keys ...registry.Key) ([]registry.Item, error) {
	var items []registry.Item
	for some := range slices.Chunk(keys, maxBatch) {
		asked := make([]avs, len(some))
		for i, key := range some {
			asked[i] = registryKey(key)
		}
		found, err := t.store.batchGet(ctx, asked)
		if err != nil {
			return nil, fmt.Errorf("read registry: %w", err)
		}
		if items, err = addRegistryItems(items, found); err != nil {
			return nil, fmt.Errorf("read registry: %w", err)
		}
	}
	return items, nil
}

// Query returns the items of a partition from one sort key to another, 1 MB to
// a request.
func (t *RegistryTable) Query(ctx context.Context, partition, from, until string) ([]registry.Item, error) {
	query := &dynamodb.QueryInput{
		TableName:                 &t.store.table,
		ConsistentRead:            aws.Bool(true),
		KeyConditionExpression:    aws.String("#pk = :pk AND #sk BETWEEN :from AND :until"),
		ExpressionAttributeNames:  map[string]string{"#pk": store.PartitionName, "#sk": store.SortName},
		ExpressionAttributeValues: avs{":pk": toValue(partition), ":from": toValue(from), ":until": toValue(until)},
	}
	var items []registry.Item
	for {
		out, err := t.store.client.Query(ctx, query)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", partition, t.store.unavailable(ctx, err))
		}
		if items, err = addRegistryItems(items, out.Items); err != nil {
			return nil, fmt.Errorf("read %s: %w", partition, err)
		}
		if len(out.LastEvaluatedKey) == 0 {
			return items, nil
		}
		query.ExclusiveStartKey = out.LastEvaluatedKey
	}
}

// Write does all changes in one transaction.
func (t *RegistryTable) Write(ctx context.Context, changes ...registry.Change) error {
	in := &dynamodb.TransactWriteItemsInput{TransactItems: make([]types.TransactWriteItem, len(changes))}
	for i, c := range changes {
		in.TransactItems[i] = t.item(c)
	}
	_, err := t.store.client.TransactWriteItems(ctx, in)
	var canceled *types.TransactionCanceledException
	if errors.As(err, &canceled) {
		for _, r := range canceled.CancellationReasons {
			if aws.ToString(r.Code) == "ConditionalCheckFailed" {
				return fmt.Errorf("write registry: %w", registry.ErrConflict)
			}
		}
	}
	if err != nil {
		return fmt.Errorf("write registry: %w", t.store.unavailable(ctx, err))
	}
	return nil
}

func (t *RegistryTable) item(c registry.Change) types.TransactWriteItem {
	var e expression
	condition := e.unchanged(c.Was)
	if c.Put == nil {
		return types.TransactWriteItem{Delete: &types.Delete{
			TableName: &t.store.table, Key: registryKey(c.Key), ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
		}}
	}
	item := registryKey(c.Key)
	for name, value := range c.Put {
		item[name] = toValue(value)
	}
	return types.TransactWriteItem{Put: &types.Put{
		TableName: &t.store.table, Item: item, ConditionExpression: condition,
		ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
	}}
}

// unchanged says that what is there has these attributes; nil: that nothing is.
func (e *expression) unchanged(was registry.Attrs) *string {
	if was == nil {
		return aws.String("attribute_not_exists(" + e.name(store.SortName) + ")")
	}
	parts := []string{"attribute_exists(" + e.name(store.SortName) + ")"}
	for _, name := range slices.Sorted(maps.Keys(was)) {
		parts = append(parts, e.name(name)+" = "+e.value(was[name]))
	}
	return aws.String(strings.Join(parts, " AND "))
}

func registryKey(key registry.Key) avs {
	return avs{store.PartitionName: toValue(key.Partition), store.SortName: toValue(key.Sort)}
}

func addRegistryItems(items []registry.Item, found []avs) ([]registry.Item, error) {
	for _, one := range found {
		partition, _ := one[store.PartitionName].(*types.AttributeValueMemberS)
		i, err := fromItem(one)
		if err != nil || partition == nil {
			return nil, fmt.Errorf("item without its keys: %w", err)
		}
		items = append(items, registry.Item{Key: registry.Key{Partition: partition.Value, Sort: i.Key}, Attrs: registry.Attrs(i.Attrs)})
	}
	return items, nil
}
