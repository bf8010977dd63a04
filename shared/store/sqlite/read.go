package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"shelfmates/shared/store"
)

// pageBytes ends a page of List early, so that large items do not pile up.
const pageBytes = 4 << 20

// Get returns those of the named items that exist.
func (s *Store) Get(ctx context.Context, school string, keys ...string) ([]store.Item, error) {
	now := s.now().Unix()
	items := make([]store.Item, 0, len(keys))
	asked := make(map[string]bool, len(keys))
	for _, key := range keys {
		if asked[key] {
			continue
		}
		asked[key] = true
		if err := store.CheckKey(key); err != nil {
			return nil, fmt.Errorf("read items of %s: %w", school, err)
		}
		item, err := readOne(ctx, s.get, school, key, now)
		if err != nil {
			return nil, fmt.Errorf("read items of %s: %w", school, explain(ctx, err))
		}
		if item != nil {
			items = append(items, *item)
		}
	}
	return items, nil
}

// readOne returns an item, or nil when there is none.
func readOne(ctx context.Context, stmt *sql.Stmt, school, key string, now int64) (*store.Item, error) {
	var blob []byte
	switch err := stmt.QueryRowContext(ctx, school, key, now).Scan(&blob); {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, err
	}
	attrs, err := decode(blob)
	if err != nil {
		return nil, err
	}
	return &store.Item{Key: key, Attrs: attrs}, nil
}

// List yields the items whose key starts with prefix. It reads page by page and
// holds no cursor while its caller works, so the caller may write.
func (s *Store) List(ctx context.Context, school, prefix string) iter.Seq2[store.Item, error] {
	return func(yield func(store.Item, error) bool) {
		now := s.now().Unix()
		from, until := prefix, after(prefix)
		for {
			page, err := s.page(ctx, school, from, until, now)
			if err != nil {
				yield(store.Item{}, fmt.Errorf("list %s of %s: %w", prefix, school, explain(ctx, err)))
				return
			}
			for _, item := range page {
				if !yield(item, nil) {
					return
				}
			}
			if len(page) == 0 {
				return
			}
			from = page[len(page)-1].Key + "\x00" // the next key there can be
		}
	}
}

func (s *Store) page(ctx context.Context, school, from, until string, now int64) ([]store.Item, error) {
	rows, err := s.list.QueryContext(ctx, school, from, until, until, now)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var page []store.Item
	var blob sql.RawBytes
	for bytes := 0; bytes < pageBytes && rows.Next(); bytes += len(blob) {
		var item store.Item
		if err := rows.Scan(&item.Key, &blob); err != nil {
			return nil, err
		}
		if item.Attrs, err = decode(blob); err != nil {
			return nil, fmt.Errorf("%s: %w", item.Key, err)
		}
		page = append(page, item)
	}
	return page, rows.Err()
}

// after returns the first text that is greater than all that start with
// prefix, or "" when there is none. UTF-8 never ends in 0xFF, so one step up in
// the last byte is enough.
func after(prefix string) string {
	if prefix == "" {
		return ""
	}
	b := []byte(prefix)
	b[len(b)-1]++
	return string(b)
}
