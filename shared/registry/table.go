package registry

import (
	"context"
	"errors"
)

// A Key says where an item is.
type Key struct{ Partition, Sort string }

// Attrs are the attributes of an item: texts (string) and numbers (int64).
type Attrs map[string]any

// An Item is one item of the table.
type Item struct {
	Key
	Attrs Attrs
}

// A Change puts an item in the place of what is there, or deletes what is
// there.
type Change struct {
	Key
	Put Attrs // nil deletes
	Was Attrs // what is there now; nil: nothing
}

// MaxChanges is the most that one Write takes.
const MaxChanges = 25

// ErrConflict: what is there is not what a Change says; nothing was written.
var ErrConflict = errors.New("the registry was changed by somebody else meanwhile")

// A Table is where the items are kept: the port of the adapters.
//
// Get returns those of the named items that exist, in any order, in one call of
// the service for up to 100 keys. No key is named twice.
//
// Query returns the items of one partition whose sort key is not before from
// and not after until, in the order of sort keys, byte by byte. It reads
// nothing else.
//
// Write does all changes or none, in one step that no other call sees half of.
// It names no key twice. The error is ErrConflict when an item is not there,
// there though Was is nil, or has another value in one of the attributes of
// Was.
//
// A call sees every Write that returned before it. All other errors say that
// the table could not be reached, and a Write may have been done then. All
// methods may be called by any number of goroutines and processes at once.
// Values passed in are not kept, values returned are the caller's.
type Table interface {
	Get(ctx context.Context, keys ...Key) ([]Item, error)
	Query(ctx context.Context, partition, from, until string) ([]Item, error)
	Write(ctx context.Context, changes ...Change) error
}
