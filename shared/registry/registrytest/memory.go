package registrytest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"shelfmates/shared/registry"
)

var _ registry.Table = (*Memory)(nil)

// A Memory is a table without a disk, for tests that simulate days.
type Memory struct {
	mu    sync.Mutex
	items map[registry.Key]registry.Attrs
}

// NewMemory returns an empty table.
func NewMemory() *Memory { return &Memory{items: map[registry.Key]registry.Attrs{}} }

// Get returns those of the named items that exist.
func (m *Memory) Get(_ context.Context, keys ...registry.Key) ([]registry.Item, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var items []registry.Item
	for _, key := range keys {
		if attrs, there := m.items[key]; there {
			items = append(items, registry.Item{Key: key, Attrs: maps.Clone(attrs)})
		}
	}
	return items, nil
}

// Query returns the items of a partition from one sort key to another.
func (m *Memory) Query(_ context.Context, partition, from, until string) ([]registry.Item, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var items []registry.Item
	for key, attrs := range m.items {
		if key.Partition == partition && key.Sort >= from && key.Sort <= until {
			items = append(items, registry.Item{Key: key, Attrs: maps.Clone(attrs)})
		}
	}
	slices.SortFunc(items, func(a, b registry.Item) int { return strings.Compare(a.Sort, b.Sort) })
	return items, nil
}

// Write does all changes, or none.
func (m *Memory) Write(_ context.Context, changes ...registry.Change) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range changes {
		is, there := m.items[c.Key]
		if there != (c.Was != nil) {
			return registry.ErrConflict
		}
		for name, value := range c.Was {
			if is[name] != value {
				return registry.ErrConflict
			}
		}
	}
	for _, c := range changes {
		if c.Put == nil {
			delete(m.items, c.Key)
			continue
		}
		m.items[c.Key] = maps.Clone(c.Put)
	}
	return nil
}
