package store

import (
	"context"
	"encoding/json"
	"fmt"
)

// An Intent is a change that a page, a mail or a tick wants in the sheet. Only
// the sync writes to the sheet: it applies the intent if the cell still holds
// the value that was seen, else the sheet wins and the person is told.
type Intent struct {
	ID     string            `json:"id"` // a ULID, also of the record it makes
	Tab    string            `json:"tab"`
	Record string            `json:"record,omitempty"` // empty: a new record
	Column string            `json:"column,omitempty"`
	Seen   string            `json:"seen,omitempty"`   // the cell's value as a person saw it, as text
	Want   string            `json:"want,omitempty"`   // the value wanted, as text
	Fields map[string]string `json:"fields,omitempty"` // of a new record, by column
	Who    string            `json:"who,omitempty"`    // record ID of the person, or "tick"
}

// Item returns the INTENT item of i.
func (i Intent) Item() (Item, error) {
	b, err := json.Marshal(i)
	if err != nil {
		return Item{}, fmt.Errorf("encode intent: %w", err)
	}
	return Item{Key: IntentPrefix + i.ID, Attrs: Attrs{"intent": string(b)}}, nil
}

// ReadIntent reads an INTENT item.
func ReadIntent(i Item) (Intent, error) {
	var in Intent
	if err := json.Unmarshal([]byte(i.Text("intent")), &in); err != nil {
		return Intent{}, fmt.Errorf("decode intent %s: %w", i.Key, err)
	}
	return in, nil
}

// AddIntents stores intents and raises the count of waiting ones in the same
// write, so that the next sync cannot miss them. Storing the same intent again
// is a [ConflictError] and changes nothing. At most 99 at a time.
func AddIntents(ctx context.Context, s Store, school string, intents ...Intent) error {
	actions := []Action{{Op: Update, Key: LeaseKey, Add: map[string]int64{LeaseIntents: int64(len(intents))}}}
	for _, in := range intents {
		item, err := in.Item()
		if err != nil {
			return err
		}
		actions = append(actions, Action{Op: Put, Key: item.Key, Attrs: item.Attrs, If: []Condition{NotThere()}})
	}
	if err := s.Write(ctx, school, actions); err != nil {
		return fmt.Errorf("store intents: %w", err)
	}
	return nil
}
