package reconcile

import (
	"context"
	"fmt"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// A memory is what the store holds of a school beside its records: what stands
// and what waits.
type memory struct {
	problems []sheet.Problem
	missing  []match.Missing
	typing   []roster.Typing
	intents  []store.Intent
	chunks   map[string]store.Item // PROBLEM# and PENDING# items, by key
	settings []sheet.Value         // last good; nil when there is no record
	record   match.Stored          // of the settings
}

// remember loads the memory. Items that STATE says are not there are not asked
// for, unless a run was cut off.
func (r *run) remember(ctx context.Context, h head) (memory, error) {
	m := memory{chunks: map[string]store.Item{}}
	if h.state.Chunks > 0 || !h.whole() {
		var err error
		if m.problems, err = loadChunks(ctx, r, store.ProblemPrefix, m.chunks, roster.DecodeProblems); err != nil {
			return memory{}, err
		}
		pending := map[string]store.Item{}
		if m.missing, err = loadChunks(ctx, r, store.PendingPrefix, pending, roster.DecodeMissing); err != nil {
			return memory{}, err
		}
		for key, item := range pending {
			m.chunks[key] = item
		}
	}
	if h.lease.Intents > 0 || !h.whole() {
		items, err := r.list(ctx, store.IntentPrefix)
		if err != nil {
			return memory{}, err
		}
		for _, i := range items {
			intent, err := store.ReadIntent(i)
			if err != nil {
				return memory{}, fmt.Errorf("read intents: %w", err)
			}
			m.intents = append(m.intents, intent)
		}
	}
	key := store.RecordKey(string(sheet.SettingsTab), string(sheet.SettingsID))
	items, err := r.Store.Get(ctx, r.School, key, store.TypingKey)
	if err != nil {
		return memory{}, fmt.Errorf("read the settings: %w", err)
	}
	for _, i := range items {
		if i.Key == store.TypingKey {
			m.chunks[i.Key] = i
			if m.typing, err = roster.DecodeTyping(i); err != nil {
				return memory{}, err
			}
			continue
		}
		if m.record, err = roster.DecodeRecord(sheet.Settings(), i); err != nil {
			return memory{}, err
		}
		m.settings = m.record.Values
	}
	return m, nil
}

func loadChunks[T any](ctx context.Context, r *run, prefix string, into map[string]store.Item, decode func([]store.Item) ([]T, error)) ([]T, error) {
	items, err := r.list(ctx, prefix)
	if err != nil {
		return nil, err
	}
	for _, i := range items {
		into[i.Key] = i
	}
	return decode(items)
}

func (r *run) list(ctx context.Context, prefix string) ([]store.Item, error) {
	var items []store.Item
	for i, err := range r.Store.List(ctx, r.School, prefix) {
		if err != nil {
			return nil, fmt.Errorf("list %s of %s: %w", prefix, r.School, err)
		}
		items = append(items, i)
	}
	return items, nil
}

// records loads the records and tombstones of one tab.
func (r *run) records(ctx context.Context, kind partnership.Kind) ([]match.Stored, error) {
	schema := sheet.SchemaOf(kind)
	var records []match.Stored
	for i, err := range r.Store.List(ctx, r.School, store.RecordPrefix+string(kind)+"#") {
		if err != nil {
			return nil, fmt.Errorf("list records of %s: %w", kind, err)
		}
		record, err := roster.DecodeRecord(schema, i)
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
	return records, nil
}
