package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"

	"shelfmates/shared/store"
)

// sweepEvery is how often a Write also deletes what has expired.
const sweepEvery = time.Hour

// Write does all actions in one immediate transaction, or none.
func (s *Store) Write(ctx context.Context, school string, actions []store.Action) error {
	if err := store.Validate(school, actions); err != nil {
		return err
	}
	err := s.retryBusy(ctx, func() error { return s.writeOnce(ctx, school, actions) })
	if err != nil {
		return fmt.Errorf("write items of %s: %w", school, explain(ctx, err))
	}
	return nil
}

func (s *Store) writeOnce(ctx context.Context, school string, actions []store.Action) error {
	now := s.now()
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it has nothing to do
	w := writing{
		ctx: ctx, school: school, now: now.Unix(),
		old: tx.StmtContext(ctx, s.old), put: tx.StmtContext(ctx, s.put), drop: tx.StmtContext(ctx, s.drop),
	}
	for i, a := range actions {
		if err := w.do(i, a); err != nil {
			return err
		}
	}
	if w.bytes > store.MaxWriteBytes {
		return fmt.Errorf("%d bytes at once: %w", w.bytes, store.ErrTooLarge)
	}
	swept, err := s.sweep(ctx, tx, now)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if swept {
		s.mu.Lock()
		s.swept = now
		s.mu.Unlock()
	}
	return nil
}

// writing is one transaction under way.
type writing struct {
	ctx            context.Context
	school         string
	now            int64
	old, put, drop *sql.Stmt
	bytes          int    // of the items as they will be
	blob           []byte // of the last item, used again
}

func (w *writing) do(index int, a store.Action) error {
	var old *store.Item
	if len(a.If) > 0 || a.Op == store.Update {
		var err error
		if old, err = readOne(w.ctx, w.old, w.school, a.Key, w.now); err != nil {
			return err
		}
	}
	for _, c := range a.If {
		if !c.Holds(old) {
			return &store.ConflictError{Index: index, Key: a.Key, Old: old}
		}
	}
	switch a.Op {
	case store.Put:
		return w.write(a.Key, a.Attrs)
	case store.Update:
		attrs, err := updated(old, a)
		if err != nil {
			return err
		}
		return w.write(a.Key, attrs)
	case store.Delete:
		_, err := w.drop.ExecContext(w.ctx, w.school, a.Key)
		return err
	default: // Check
		return nil
	}
}

func (w *writing) write(key string, attrs store.Attrs) error {
	size := store.Size(w.school, store.Item{Key: key, Attrs: attrs})
	if size > store.MaxItemBytes {
		return fmt.Errorf("%s of %d bytes: %w", key, size, store.ErrTooLarge)
	}
	w.bytes += size
	var err error
	if w.blob, err = encode(w.blob[:0], attrs); err != nil {
		return err
	}
	var expires any
	if ttl, has := attrs[store.TTL]; has {
		expires = ttl
	}
	_, err = w.put.ExecContext(w.ctx, w.school, key, w.blob, expires)
	return err
}

var errAdd = errors.New("cannot add to what is no number, or beyond 64 bits")

// updated returns what an Update leaves of an item; it may change old's map.
func updated(old *store.Item, a store.Action) (store.Attrs, error) {
	attrs := store.Attrs{}
	if old != nil {
		attrs = old.Attrs
	}
	for _, name := range a.Remove {
		delete(attrs, name)
	}
	for name, value := range a.Attrs {
		attrs[name] = value
	}
	for name, n := range a.Add {
		was, isInt := attrs[name].(int64)
		if _, has := attrs[name]; has && !isInt || n > 0 && was > math.MaxInt64-n || n < 0 && was < math.MinInt64-n {
			return nil, fmt.Errorf("add to %s of %s: %w", name, a.Key, errAdd)
		}
		attrs[name] = was + n
	}
	return attrs, nil
}

// sweep deletes what has expired, once an hour, in a transaction that is about to
// be committed: one that is not takes the sweep back with it.
func (s *Store) sweep(ctx context.Context, tx *sql.Tx, now time.Time) (swept bool, err error) {
	s.mu.Lock()
	due := s.swept.IsZero() || now.Sub(s.swept) >= sweepEvery
	s.mu.Unlock()
	if !due {
		return false, nil
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM items WHERE expires <= ?", now.Unix())
	return err == nil, err
}
