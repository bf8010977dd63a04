package dynamo

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"shelfmates/shared/store"
)

// Write does all actions in one transaction, or the only one by itself at half
// the price.
func (s *Store) Write(ctx context.Context, school string, actions []store.Action) error {
	if err := store.Validate(school, actions); err != nil {
		return err
	}
	if len(actions) == 0 {
		return nil
	}
	if err := s.write(ctx, school, actions); err != nil {
		return fmt.Errorf("write items of %s: %w", school, err)
	}
	return nil
}

// write tries until no Update meets an item whose time is over, or another that
// was made in its place meanwhile.
func (s *Store) write(ctx context.Context, school string, actions []store.Action) error {
	w := writing{Store: s, school: school, now: s.now().Unix(), actions: actions, over: map[int]bool{}}
	for range maxAttempts {
		send := w.transaction
		if a := actions[0]; len(actions) == 1 && a.Op != store.Check && len(a.Add) == 0 {
			send = w.single
		}
		again, err := send(ctx)
		if !again {
			return err
		}
	}
	return fmt.Errorf("an item keeps changing: %w", store.ErrUnavailable)
}

// writing is one Write under way.
type writing struct {
	*Store
	school  string
	now     int64
	actions []store.Action
	// over has the Updates whose item's time is over: they are sent as a Put of
	// what they leave of nothing.
	over map[int]bool
}

// effective is the action as it is sent.
func (w *writing) effective(index int) store.Action {
	a := w.actions[index]
	if !w.over[index] {
		return a
	}
	attrs := store.Attrs{}
	for name, value := range a.Attrs {
		attrs[name] = value
	}
	for name, n := range a.Add {
		attrs[name] = n
	}
	// Between the answer and this attempt somebody may have put another there.
	conditions := append([]store.Condition{store.NotThere()}, a.If...)
	return store.Action{Op: store.Put, Key: a.Key, Attrs: attrs, If: conditions}
}

// transaction sends all actions at once.
func (w *writing) transaction(ctx context.Context) (again bool, err error) {
	in := &dynamodb.TransactWriteItemsInput{TransactItems: make([]types.TransactWriteItem, len(w.actions))}
	for i := range w.actions {
		in.TransactItems[i] = w.item(w.effective(i))
	}
	_, err = w.client.TransactWriteItems(ctx, in)
	var canceled *types.TransactionCanceledException
	if !errors.As(err, &canceled) {
		return false, w.failed(ctx, err)
	}
	for i, r := range canceled.CancellationReasons {
		switch code := aws.ToString(r.Code); {
		case code == "ConditionalCheckFailed":
			redo, err := w.conflict(i, r.Item)
			if err != nil {
				return false, err
			}
			again = again || redo
		case tooLarge(code, aws.ToString(r.Message)):
			return false, fmt.Errorf("%s: %w", w.actions[i].Key, store.ErrTooLarge)
		case code == "ValidationError":
			return false, fmt.Errorf("DynamoDB refuses the action on %s: %s", w.actions[i].Key, aws.ToString(r.Message))
		}
	}
	if again {
		return true, nil
	}
	return false, w.failed(ctx, err)
}

func (w *writing) item(a store.Action) types.TransactWriteItem {
	var e expression
	condition := e.condition(a, w.now)
	key := keyOf(w.school, a.Key)
	switch a.Op {
	case store.Put:
		return types.TransactWriteItem{Put: &types.Put{
			TableName: &w.table, Item: toItem(w.school, a.Key, a.Attrs), ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
			ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}}
	case store.Update:
		update := e.update(a)
		return types.TransactWriteItem{Update: &types.Update{
			TableName: &w.table, Key: key, UpdateExpression: update, ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
			ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}}
	case store.Delete:
		return types.TransactWriteItem{Delete: &types.Delete{
			TableName: &w.table, Key: key, ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
			ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}}
	default:
		return types.TransactWriteItem{ConditionCheck: &types.ConditionCheck{
			TableName: &w.table, Key: key, ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
			ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}}
	}
}

// single sends the only action outside a transaction, where no token tells the
// service that a second attempt is the same write. So an Add never comes here,
// and a conflict after an attempt without an answer says that it is unsure.
func (w *writing) single(ctx context.Context) (again bool, err error) {
	a := w.effective(0)
	var e expression
	condition := e.condition(a, w.now)
	key := keyOf(w.school, a.Key)
	watch := &watched{RetryerV2: newRetryer()}
	opt := func(o *dynamodb.Options) { o.Retryer = watch }
	switch a.Op {
	case store.Put:
		_, err = w.client.PutItem(ctx, &dynamodb.PutItemInput{
			TableName: &w.table, Item: toItem(w.school, a.Key, a.Attrs), ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
			ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}, opt)
	case store.Update:
		update := e.update(a)
		_, err = w.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
			TableName: &w.table, Key: key, UpdateExpression: update, ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
			ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}, opt)
	default: // Delete
		_, err = w.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
			TableName: &w.table, Key: key, ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
			ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}, opt)
	}
	var failed *types.ConditionalCheckFailedException
	if !errors.As(err, &failed) {
		return false, w.failed(ctx, err)
	}
	again, err = w.conflict(0, failed.Item)
	var conflict *store.ConflictError
	if errors.As(err, &conflict) {
		conflict.Unsure = watch.unsure
	}
	return again, err
}

// conflict judges a failed condition by the item that broke it. An Update that
// failed only because its item's time is over, or because it no longer is, goes
// out again in its other form.
func (w *writing) conflict(index int, item avs) (again bool, err error) {
	old, err := live(item, w.now)
	if err != nil {
		return false, err
	}
	a := w.actions[index]
	if a.Op == store.Update {
		holds := true
		for _, c := range a.If {
			holds = holds && c.Holds(old)
		}
		if holds {
			w.over[index] = old == nil && len(item) > 0
			return true, nil
		}
	}
	return false, &store.ConflictError{Index: index, Key: a.Key, Old: old}
}

func (w *writing) failed(ctx context.Context, err error) error {
	var api smithy.APIError
	if errors.As(err, &api) && tooLarge(api.ErrorCode(), api.ErrorMessage()) {
		return store.ErrTooLarge
	}
	if err == nil {
		return nil
	}
	return w.unavailable(ctx, err)
}
