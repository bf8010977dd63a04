package dynamo

import (
	"fmt"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shelfmates/shared/store"
)

// avs are attributes as the service has them.
type avs = map[string]types.AttributeValue

func keyOf(school, key string) avs {
	return avs{
		store.PartitionName: &types.AttributeValueMemberS{Value: store.SchoolPrefix + school},
		store.SortName:      &types.AttributeValueMemberS{Value: key},
	}
}

// toItem returns the whole item with its keys.
func toItem(school, key string, attrs store.Attrs) avs {
	item := keyOf(school, key)
	for name, value := range attrs {
		item[name] = toValue(value)
	}
	return item
}

// toValue takes what store.Validate let through.
func toValue(value any) types.AttributeValue {
	switch v := value.(type) {
	case string:
		return &types.AttributeValueMemberS{Value: v}
	case int64:
		return &types.AttributeValueMemberN{Value: strconv.FormatInt(v, 10)}
	case bool:
		return &types.AttributeValueMemberBOOL{Value: v}
	case []byte:
		if v == nil {
			v = []byte{}
		}
		return &types.AttributeValueMemberB{Value: v}
	default:
		return &types.AttributeValueMemberNULL{Value: true}
	}
}

// fromItem returns the item of the port. A value that no adapter writes, such
// as a list from somebody's own script, is ErrDamaged.
func fromItem(item avs) (store.Item, error) {
	key, isText := item[store.SortName].(*types.AttributeValueMemberS)
	if !isText {
		return store.Item{}, fmt.Errorf("an item without the key %q: %w", store.SortName, store.ErrDamaged)
	}
	attrs := make(store.Attrs, len(item))
	for name, value := range item {
		switch v := value.(type) {
		case *types.AttributeValueMemberS:
			attrs[name] = v.Value
		case *types.AttributeValueMemberN:
			n, err := strconv.ParseInt(v.Value, 10, 64)
			if err != nil {
				return store.Item{}, fmt.Errorf("attribute %s of %s is no whole number of 64 bits: %w", name, key.Value, store.ErrDamaged)
			}
			attrs[name] = n
		case *types.AttributeValueMemberBOOL:
			attrs[name] = v.Value
		case *types.AttributeValueMemberB:
			attrs[name] = v.Value
		default:
			return store.Item{}, fmt.Errorf("attribute %s of %s has a type that is never written: %w", name, key.Value, store.ErrDamaged)
		}
	}
	delete(attrs, store.PartitionName)
	delete(attrs, store.SortName)
	return store.Item{Key: key.Value, Attrs: attrs}, nil
}

// live returns the item, or nil when there is none or its time is over.
func live(item avs, now int64) (*store.Item, error) {
	if len(item) == 0 {
		return nil, nil
	}
	i, err := fromItem(item)
	if err != nil || i.Expired(now) {
		return nil, err
	}
	return &i, nil
}
