package store

import (
	"context"
	"iter"
	"sync/atomic"
)

// Counted counts the calls made to a Store.
type Counted struct {
	Store
	reads, writes atomic.Int64
}

// Count returns s with its calls counted.
func Count(s Store) *Counted { return &Counted{Store: s} }

// Reads returns how many times Get and List were called.
func (c *Counted) Reads() int { return int(c.reads.Load()) }

// Writes returns how many times Write was called.
func (c *Counted) Writes() int { return int(c.writes.Load()) }

// Get counts one read.
func (c *Counted) Get(ctx context.Context, school string, keys ...string) ([]Item, error) {
	c.reads.Add(1)
	return c.Store.Get(ctx, school, keys...)
}

// List counts one read, however many pages the store makes of it.
func (c *Counted) List(ctx context.Context, school, prefix string) iter.Seq2[Item, error] {
	c.reads.Add(1)
	return c.Store.List(ctx, school, prefix)
}

// Write counts one write.
func (c *Counted) Write(ctx context.Context, school string, actions []Action) error {
	c.writes.Add(1)
	return c.Store.Write(ctx, school, actions)
}
