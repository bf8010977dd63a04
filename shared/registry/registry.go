package registry

import (
	"context"
	"errors"
	"fmt"
	"maps"
)

// Schema is the version of the items that this code writes. It reads this one
// and the one before.
const Schema = 1

// A NewerError is an item that a newer version of the program wrote.
type NewerError struct{ Schema int64 }

func (e *NewerError) Error() string {
	return fmt.Sprintf("the registry was written by a newer version of Shelfmates (schema %d, this version knows %d); use that version or a newer one", e.Schema, Schema)
}

// A Registry is the schools of a deployment.
type Registry struct{ table Table }

// New returns the registry that is kept in a table.
func New(table Table) *Registry { return &Registry{table} }

// A reading is what is there of some keys.
type reading map[Key]Attrs

func (a Attrs) text(name string) string  { s, _ := a[name].(string); return s }
func (a Attrs) number(name string) int64 { n, _ := a[name].(int64); return n }

// readable says whether this code may read an item.
func (a Attrs) readable() error {
	if n := a.number(attrSchema); n > Schema {
		return &NewerError{n}
	}
	return nil
}

// read adds what is there of some keys to a reading.
func (r *Registry) read(ctx context.Context, got reading, keys ...Key) error {
	items, err := r.table.Get(ctx, keys...)
	if err != nil {
		return err
	}
	for _, i := range items {
		if err := i.Attrs.readable(); err != nil {
			return err
		}
		got[i.Key] = i.Attrs
	}
	return nil
}

// put changes an item that was read, or was not there, to have these
// attributes; where it has them already there is nothing to change.
func (got reading) put(key Key, attrs Attrs) []Change {
	attrs[attrSchema] = int64(Schema)
	if was, there := got[key]; there && maps.Equal(was, attrs) {
		return nil
	}
	return []Change{{Key: key, Put: attrs, Was: got[key]}}
}

// drop deletes an item that was read, if it was there.
func (got reading) drop(key Key) []Change {
	if was, there := got[key]; there {
		return []Change{{Key: key, Was: was}}
	}
	return nil
}

// maxTries bounds how often a change begins again: only what is done to one
// school meets.
const maxTries = 20

// change decides what to change and writes it, again while others come in
// between.
func (r *Registry) change(ctx context.Context, decide func() ([]Change, error)) error {
	for try := 1; ; try++ {
		changes, err := decide()
		if err != nil || len(changes) == 0 {
			return err
		}
		if err = r.table.Write(ctx, changes...); !errors.Is(err, ErrConflict) || try == maxTries {
			return err
		}
	}
}
