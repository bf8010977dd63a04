// Package registrytest holds every adapter of the port registry.Table against
// the port's words, and the registry against its own on top of it.
//
//	adapter -> Run -> cases of the port, cases of the registry, a random history
package registrytest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"shelfmates/shared/registry"
)

// Run holds an adapter against the port. Every call of open gives another
// handle on one and the same storage, as another process would have; Run asks
// for two.
func Run(t *testing.T, open func(t *testing.T) registry.Table) {
	first, second := open(t), open(t)
	for _, part := range []struct {
		name  string
		cases map[string]func(bench)
	}{
		{"the table", tableCases()},
		{"schools", schoolCases()},
		{"slots", slotCases()},
		{"due", dueCases()},
		{"marks", markCases()},
		{"versions", versionCases()},
	} {
		for name, test := range part.cases {
			t.Run(part.name+"/"+name, func(t *testing.T) {
				mine := scoped{first, t.Name() + "/"}
				test(bench{T: t, Table: mine, other: scoped{second, mine.scope}, Registry: registry.New(mine)})
			})
		}
	}
	t.Run("a random history with lost replies", func(t *testing.T) { histories(t, first) })
}

// A bench is what a case works on: a table of its own and the registry in it.
type bench struct {
	*testing.T
	registry.Table
	*registry.Registry
	other registry.Table // another handle on the same table
}

// scoped is a part of a table that looks like a whole one.
type scoped struct {
	registry.Table
	scope string
}

func (s scoped) in(key registry.Key) registry.Key {
	return registry.Key{Partition: s.scope + key.Partition, Sort: key.Sort}
}

func (s scoped) out(items []registry.Item, err error) ([]registry.Item, error) {
	for i := range items {
		items[i].Partition = strings.TrimPrefix(items[i].Partition, s.scope)
	}
	return items, err
}

func (s scoped) Get(ctx context.Context, keys ...registry.Key) ([]registry.Item, error) {
	inside := make([]registry.Key, len(keys))
	for i, key := range keys {
		inside[i] = s.in(key)
	}
	return s.out(s.Table.Get(ctx, inside...))
}

func (s scoped) Query(ctx context.Context, partition, from, until string) ([]registry.Item, error) {
	return s.out(s.Table.Query(ctx, s.scope+partition, from, until))
}

func (s scoped) Write(ctx context.Context, changes ...registry.Change) error {
	inside := make([]registry.Change, len(changes))
	for i, c := range changes {
		inside[i] = c
		inside[i].Key = s.in(c.Key)
	}
	return s.Table.Write(ctx, inside...)
}

// ok fails the case on an error.
func (b bench) ok(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// is says that two things print the same.
func (b bench) is(what string, got, want any) {
	b.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		b.Errorf("%s: got %s, want %s", what, g, w)
	}
}

// add registers a school that must not be there.
func (b bench) add(id, sheet string) {
	b.Helper()
	added, err := b.Add(b.Context(), registry.School{ID: id, Sheet: sheet})
	b.ok(err)
	b.is("added "+id, added, true)
}
