// Package store is where a school's records, ledger and intents are kept: the
// port, its keys, and the shape of the items that more than one package reads.
//
//	reconcile --Write--> Store <--Get, List-- roster, delivery, export
//
// One table serves all schools; every call names the school first, and nothing
// crosses from one school to another. Adapters (dynamo, sqlite) keep the same
// shape, and storetest holds each sentence below against them.
package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// Errors that callers tell apart.
var (
	// ErrConflict: a condition did not hold, so nothing was written. It comes
	// as a [ConflictError].
	ErrConflict = errors.New("condition does not hold")
	// ErrUnavailable: the store could not be reached, or refuses calls for now.
	// Whether a write was done is not known.
	ErrUnavailable = errors.New("store cannot be reached")
	// ErrTooLarge: the write is larger than any store takes; nothing was
	// written.
	ErrTooLarge = errors.New("too large to store")
	// ErrDamaged: an item is there, and holds what no adapter writes. Asking
	// again gives the same.
	ErrDamaged = errors.New("item is damaged")
)

// Limits that hold for every adapter, so that what passes on one machine
// passes on AWS (DynamoDB, Service quotas, read 2026-11).
const (
	MaxActions    = 100             // in one Write
	MaxWriteBytes = 4 * 1024 * 1024 // of all items in one Write together
	MaxItemBytes  = 400 * 1024      // of one item, names of attributes counted in
)

// Attrs are the attributes of an item: values of type string, int64, bool or
// []byte. The attribute "ttl" (int64, Unix seconds) makes the item expire: from
// that second on no call returns it, and it is deleted some time later.
type Attrs map[string]any

// TTL is the attribute that makes an item expire.
const TTL = "ttl"

// An Item is one item of a school.
type Item struct {
	Key   string
	Attrs Attrs
}

// Text returns a string attribute, or "".
func (i Item) Text(name string) string { s, _ := i.Attrs[name].(string); return s }

// Int returns an integer attribute, or 0.
func (i Item) Int(name string) int64 { n, _ := i.Attrs[name].(int64); return n }

// Bool returns a yes/no attribute, or false.
func (i Item) Bool(name string) bool { b, _ := i.Attrs[name].(bool); return b }

// An Op is what an Action does.
type Op uint8

// The operations.
const (
	Put    Op = iota // replaces the whole item
	Update           // sets Attrs, adds Add, removes Remove; creates the item when absent
	Delete           // an absent item is no error
	Check            // changes nothing, only its conditions count
)

// An Action is one change in a Write.
type Action struct {
	Op     Op
	Key    string
	Attrs  Attrs            // Put and Update
	Add    map[string]int64 // Update: added to the number; an absent one counts as 0
	Remove []string         // Update: attributes to take away
	If     []Condition      // all must hold
}

// A Condition is on the item of its Action as it stands before the Write.
type Condition struct {
	Attr   string // empty: the item itself
	Absent bool   // the attribute, or the item, is not there
	Equals any    // otherwise the attribute is there and equals this: string, int64 or bool
}

// NotThere holds while there is no such item.
func NotThere() Condition { return Condition{Absent: true} }

// Is holds while the attribute has that value.
func Is(attr string, value any) Condition { return Condition{Attr: attr, Equals: value} }

// Without holds while the item, or the attribute in it, is absent.
func Without(attr string) Condition { return Condition{Attr: attr, Absent: true} }

// A ConflictError says which action's condition did not hold, and what its
// item was at that moment.
type ConflictError struct {
	Index int // into the actions of the Write
	Key   string
	Old   *Item // nil when there was no item
	// Unsure is set when an earlier attempt of this same Write got no answer and
	// may have been done: Old is then perhaps what it wrote. A Write of one
	// action that must know carries a random ID in what it writes.
	Unsure bool
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("action %d on %s: %v", e.Index, e.Key, ErrConflict)
}

// Is makes errors.Is(err, ErrConflict) hold.
func (e *ConflictError) Is(target error) bool { return target == ErrConflict }

// A Store keeps items.
//
// Get returns those of the named items that exist, in the order of the keys,
// each as of a moment after the call began: a write that returned before is
// seen. Different items may be of different moments. It is one call of the
// service for up to 100 keys.
//
// List yields a school's items whose key starts with prefix, in the order of
// their keys, however many there are. Writes made while it runs may or may not
// be seen, those that returned before it began are. After an error it yields
// nothing more.
//
// Write does all actions or none, in one step that no other call sees half of.
// It names no key twice and has at most MaxActions actions. When a condition
// does not hold the error is a *ConflictError. Two Writes that meet on an item
// take effect one after the other: the later one judges its conditions by what
// the earlier wrote. After any error but ErrConflict and ErrTooLarge the outcome
// is unknown.
//
// All methods may be called by any number of goroutines and processes at once.
// An adapter retries what is worth retrying within ctx and then says
// ErrUnavailable. Get and List say ErrDamaged when they meet an item that holds
// what no adapter writes; others can be read all the same. Values passed in are not kept, values returned are the
// caller's.
type Store interface {
	Get(ctx context.Context, school string, keys ...string) ([]Item, error)
	List(ctx context.Context, school, prefix string) iter.Seq2[Item, error]
	Write(ctx context.Context, school string, actions []Action) error
	Close() error
}
