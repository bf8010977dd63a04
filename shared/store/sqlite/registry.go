package sqlite

import (
	"context"
	"errors"
	"fmt"

	"shelfmates/shared/registry"
	"shelfmates/shared/store"
)

var _ registry.Table = (*RegistryTable)(nil)

// A RegistryTable keeps the registry in the file of a store, in the table of
// the schools' own items: its partitions begin with "REG#", which no school's
// name does.
type RegistryTable struct{ store *Store }

// Registry returns the registry's part of the file.
func (s *Store) Registry() *RegistryTable { return &RegistryTable{s} }

// Get returns those of the named items that exist.
func (t *RegistryTable) Get(ctx context.Context, keys ...registry.Key) ([]registry.Item, error) {
	var items []registry.Item
	for _, key := range keys {
		found, err := readOne(ctx, t.store.get, key.Partition, key.Sort, t.store.now().Unix())
		if err != nil {
			return nil, fmt.Errorf("read registry: %w", explain(ctx, err))
		}
		if found != nil {
			items = append(items, registry.Item{Key: key, Attrs: registry.Attrs(found.Attrs)})
		}
	}
	return items, nil
}

// Query returns the items of a partition from one sort key to another.
func (t *RegistryTable) Query(ctx context.Context, partition, from, until string) ([]registry.Item, error) {
	var items []registry.Item
	beyond := until + "\x00" // the next key there can be
	for {
		page, err := t.store.page(ctx, partition, from, beyond, t.store.now().Unix())
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", partition, explain(ctx, err))
		}
		if len(page) == 0 {
			return items, nil
		}
		for _, i := range page {
			items = append(items, registry.Item{Key: registry.Key{Partition: partition, Sort: i.Key}, Attrs: registry.Attrs(i.Attrs)})
		}
		from = page[len(page)-1].Key + "\x00"
	}
}

// Write does all changes in one immediate transaction.
func (t *RegistryTable) Write(ctx context.Context, changes ...registry.Change) error {
	err := t.store.retryBusy(ctx, func() error { return t.writeOnce(ctx, changes) })
	if err != nil && !errors.Is(err, registry.ErrConflict) {
		err = explain(ctx, err)
	}
	if err != nil {
		return fmt.Errorf("write registry: %w", err)
	}
	return nil
}

func (t *RegistryTable) writeOnce(ctx context.Context, changes []registry.Change) error {
	tx, err := t.store.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it has nothing to do
	w := writing{
		ctx: ctx, now: t.store.now().Unix(), old: tx.StmtContext(ctx, t.store.old),
		put: tx.StmtContext(ctx, t.store.put), drop: tx.StmtContext(ctx, t.store.drop),
	}
	for i, c := range changes {
		a := store.Action{Op: store.Put, Key: c.Sort, Attrs: store.Attrs(c.Put), If: []store.Condition{store.NotThere()}}
		if c.Put == nil {
			a.Op = store.Delete
		}
		if c.Was != nil {
			a.If = []store.Condition{{}} // it is there
		}
		for name, value := range c.Was {
			a.If = append(a.If, store.Is(name, value))
		}
		w.school = c.Partition
		if err := w.do(i, a); errors.Is(err, store.ErrConflict) {
			return registry.ErrConflict
		} else if err != nil {
			return err
		}
	}
	return tx.Commit()
}
