package roster

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// A Typing is a new row that is not complete yet, and when it was first seen:
// someone still typing is not scolded.
type Typing struct {
	Tab   partnership.Kind `json:"tab"`
	Row   int              `json:"row"`
	Says  string           `json:"says"` // print of what the row says: it may have moved
	Since time.Time        `json:"since"`
}

// typingGrace is how long nothing is said of an incomplete new row.
const typingGrace = time.Minute

// Until is when the row begins to be told of.
func (y Typing) Until() time.Time { return y.Since.Add(typingGrace) }

// attrRows is the attribute of the TYPING item: JSON.
const attrRows = "rows"

// EncodeTyping returns the item that holds the rows being typed.
func EncodeTyping(rows []Typing) (store.Item, error) {
	text, err := json.Marshal(rows)
	if err != nil {
		return store.Item{}, fmt.Errorf("encode rows being typed: %w", err)
	}
	return store.Item{Key: store.TypingKey, Attrs: store.Attrs{attrRows: string(text)}}, nil
}

// DecodeTyping reads what is in the item of EncodeTyping.
func DecodeTyping(i store.Item) ([]Typing, error) {
	var rows []Typing
	if err := json.Unmarshal([]byte(i.Text(attrRows)), &rows); err != nil {
		return nil, fmt.Errorf("decode rows being typed: %w", err)
	}
	return rows, nil
}

// told returns the problems without what is still blank in rows that somebody
// was typing when the sheet was read. The sync comes back to them when their
// time is up. What was typed already and cannot be read is told at once.
func (r *Roster) told(ctx context.Context, school string, problems []sheet.Problem, read time.Time) ([]sheet.Problem, error) {
	items, err := r.store.Get(ctx, school, store.TypingKey)
	if err != nil || len(items) == 0 {
		return problems, err
	}
	rows, err := DecodeTyping(items[0])
	return slices.DeleteFunc(problems, func(p sheet.Problem) bool {
		return slices.ContainsFunc(rows, func(y Typing) bool {
			return p.Code == sheet.RequiredBlank && y.Tab == p.Tab && y.Row == p.Row && read.Before(y.Until())
		})
	}), err
}
