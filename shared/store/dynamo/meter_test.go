package dynamo_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"pgregory.net/rapid"

	"shelfmates/shared/store"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/store/storetest"
)

// TestMeterAgreesWithTheService compares the meter with what DynamoDB Local
// says it charges for single and batch writes, where it is right.
func TestMeterAgreesWithTheService(t *testing.T) {
	table := newTable(t)
	meter := storetest.NewMeter(http.DefaultTransport)
	client := dynamodb.NewFromConfig(config(t, meter))
	text := func(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }
	key := func(k string) map[string]types.AttributeValue {
		return map[string]types.AttributeValue{"pk": text("S#school"), "sk": text(k)}
	}
	// Sizes crowd around whole KB, where the rule shows.
	sizes := rapid.Custom(func(t *rapid.T) int {
		return max(0, rapid.IntRange(0, 6).Draw(t, "KB")*1024+rapid.IntRange(-60, 10).Draw(t, "more"))
	})
	someItem := func(t *rapid.T, k string) map[string]types.AttributeValue {
		i := key(k)
		i["text"] = text(strings.Repeat("x", sizes.Draw(t, "size")))
		i["number"] = &types.AttributeValueMemberN{Value: fmt.Sprint(rapid.Int64().Draw(t, "number"))}
		i["ünï"] = &types.AttributeValueMemberBOOL{Value: true}
		i["bytes"] = &types.AttributeValueMemberB{Value: rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "bytes")}
		return i
	}
	keys := rapid.SampledFrom([]string{"a", "b", "long key " + strings.Repeat("é", 20)})
	rapid.Check(t, func(rt *rapid.T) {
		var charged *types.ConsumedCapacity
		var err error
		k := keys.Draw(rt, "key")
		operation := rapid.SampledFrom([]string{"put", "update", "delete", "batch"}).Draw(rt, "operation")
		switch operation {
		case "put":
			var out *dynamodb.PutItemOutput
			out, err = client.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: &table, Item: someItem(rt, k), ReturnConsumedCapacity: "TOTAL"})
			charged = out.ConsumedCapacity
		case "update":
			var out *dynamodb.UpdateItemOutput
			set := "SET more = :m"
			out, err = client.UpdateItem(t.Context(), &dynamodb.UpdateItemInput{
				TableName: &table, Key: key(k), UpdateExpression: &set, ReturnConsumedCapacity: "TOTAL",
				ExpressionAttributeValues: map[string]types.AttributeValue{":m": text(strings.Repeat("y", sizes.Draw(rt, "size")))},
			})
			charged = out.ConsumedCapacity
		case "delete":
			var out *dynamodb.DeleteItemOutput
			out, err = client.DeleteItem(t.Context(), &dynamodb.DeleteItemInput{TableName: &table, Key: key(k), ReturnConsumedCapacity: "TOTAL"})
			charged = out.ConsumedCapacity
		case "batch":
			// DynamoDB Local charges two units for an absent item that a batch
			// deletes, one where DeleteItem does it; so this one is there.
			if _, err := client.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: &table, Item: someItem(rt, "b")}); err != nil {
				rt.Fatal(err)
			}
			meter.Taken()
			var out *dynamodb.BatchWriteItemOutput
			out, err = client.BatchWriteItem(t.Context(), &dynamodb.BatchWriteItemInput{
				ReturnConsumedCapacity: "TOTAL",
				RequestItems: map[string][]types.WriteRequest{table: {
					{PutRequest: &types.PutRequest{Item: someItem(rt, "c")}},
					{DeleteRequest: &types.DeleteRequest{Key: key("b")}},
				}},
			})
			charged = &out.ConsumedCapacity[0]
		}
		if err != nil {
			rt.Fatal(err)
		}
		if got, want := meter.Taken(), int(*charged.CapacityUnits); got != want {
			rt.Fatalf("%s: the meter counts %d units, the service %d", operation, got, want)
		}
	})
}

func TestWriteUnits(t *testing.T) {
	table := newTable(t)
	meter := storetest.NewMeter(http.DefaultTransport)
	s := dynamo.New(config(t, meter), table, time.Now)
	record := func(n int, bytes int) store.Action {
		return store.Action{
			Op: store.Put, Key: fmt.Sprintf("R#Hours#%03d", n),
			Attrs: store.Attrs{"text": strings.Repeat("x", bytes)},
		}
	}
	records := func(n int) (actions []store.Action) {
		for i := range n {
			actions = append(actions, record(i, 700))
		}
		return actions
	}
	check := store.Action{Op: store.Check, Key: "LEASE", If: []store.Condition{store.Is("epoch", int64(1))}}
	for _, c := range []struct {
		name    string
		actions []store.Action
		units   int
	}{
		{"a small write by itself", []store.Action{{Op: store.Put, Key: "LEASE", Attrs: store.Attrs{"epoch": int64(1)}}}, 1},
		{"an update under a condition by itself", []store.Action{{Op: store.Update, Key: "LEASE", Attrs: store.Attrs{"epoch": int64(1)}, If: check.If}}, 1},
		{"an addition by itself", []store.Action{{Op: store.Update, Key: "LEASE", Add: map[string]int64{"intents": 1}}}, 2},
		{"a large write by itself", []store.Action{record(1, 3000)}, 3},
		{"making it smaller costs the old size", []store.Action{record(1, 10)}, 3},
		{"99 records and a check", append(records(99), check), 2*99 + 2},
		{"a delete of a small item", []store.Action{{Op: store.Delete, Key: "R#Hours#001"}}, 1},
		{"two deletes at once", []store.Action{{Op: store.Delete, Key: "R#Hours#002"}, {Op: store.Delete, Key: "R#Hours#003"}}, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := s.Write(t.Context(), "school", c.actions); err != nil {
				t.Fatal(err)
			}
			if got := meter.Taken(); got != c.units {
				t.Errorf("got %d units, want %d", got, c.units)
			}
		})
	}
	t.Run("a failed condition costs what the write would have", func(t *testing.T) {
		err := s.Write(t.Context(), "school", []store.Action{{Op: store.Put, Key: "LEASE", If: []store.Condition{store.NotThere()}}})
		if got := meter.Taken(); err == nil || got != 1 {
			t.Errorf("got %v, %d units, want a conflict and 1", err, got)
		}
	})
	t.Run("a transaction whose reply was lost is charged once", func(t *testing.T) {
		network := storetest.NewNetwork(meter, first(storetest.LostAfter))
		s := dynamo.New(config(t, network), table, time.Now)
		if err := s.Write(t.Context(), "school", []store.Action{record(4, 10), record(5, 10)}); err != nil {
			t.Fatal(err)
		}
		if got := meter.Taken(); got != 4 {
			t.Errorf("got %d units, want 4", got)
		}
	})
}
