package roster

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"shelfmates/shared/store"
)

// A Roster loads editions and keeps the last one of the schools that were asked
// for last.
type Roster struct {
	store store.Store

	mu    sync.Mutex
	slots map[string]*slot
	asked int64 // how often a slot was asked for
}

// mostKept is how many schools' editions are kept: a large school's takes some
// fifty megabytes, and one deployment serves any number of schools.
const mostKept = 8

// A slot is the place of one school's last edition. Its turn is taken by
// whoever loads; others wait for the result.
type slot struct {
	turn chan struct{} // holds one token while nobody loads
	last *Edition      // only touched with the token in hand

	asked int64 // when it was asked for last, counted; under the Roster's mu
}

// New returns a Roster over s.
func New(s store.Store) *Roster { return &Roster{store: s, slots: map[string]*slot{}} }

// Load returns the school's records as of now. It reads the version first, one
// call, and everything else only when that has changed; callers that ask at the
// same time share one load. While a sync is half-way it returns the edition
// before, marked Behind, and ErrHalfway when none is kept. A school that was
// never synced gives ErrNeverSynced.
func (r *Roster) Load(ctx context.Context, school string) (*Edition, error) {
	s := r.slot(school)
	var v version
	for range 3 { // a sync may begin while we read; then the version has moved
		var err error
		if v, err = r.version(ctx, school); err != nil {
			return nil, err
		}
		if v.halfway() {
			break
		}
		e, err := s.edition(ctx, v, func() (*Edition, error) { return r.load(ctx, school, v) })
		if !errors.Is(err, errMoved) {
			return e, err
		}
	}
	return s.edition(ctx, v, func() (*Edition, error) {
		if s.last == nil {
			return nil, fmt.Errorf("load %s: %w", school, ErrHalfway)
		}
		behind := *s.last
		behind.Behind = true
		return &behind, nil
	})
}

func (r *Roster) slot(school string) *slot {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.slots[school]
	if s == nil {
		s = &slot{turn: make(chan struct{}, 1)}
		s.turn <- struct{}{}
		r.slots[school] = s
		if len(r.slots) > mostKept {
			r.forget(school)
		}
	}
	r.asked++
	s.asked = r.asked
	return s
}

// forget drops the school that was asked for longest ago, but not one. Whoever
// is loading it just then still gets what is loaded.
func (r *Roster) forget(but string) {
	oldest := ""
	for school, s := range r.slots {
		if school != but && (oldest == "" || s.asked < r.slots[oldest].asked) {
			oldest = school
		}
	}
	delete(r.slots, oldest)
}

// edition returns the edition of version v: the last one where it is of that
// version, else what load returns, which it keeps unless it is behind.
func (s *slot) edition(ctx context.Context, v version, load func() (*Edition, error)) (*Edition, error) {
	select {
	case <-s.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { s.turn <- struct{}{} }()
	if s.last != nil && !v.halfway() && s.last.Epoch >= v.state.Committed {
		if s.last.AsOf.Before(v.asOf) {
			s.last = s.last.readAt(v.asOf)
		}
		return s.last, nil
	}
	e, err := load()
	if err == nil && !e.Behind {
		s.last = e
	}
	return e, err
}

// A version is what the three small items say.
type version struct {
	epoch int64
	state store.State
	asOf  time.Time
}

// halfway reports whether records may be of two versions.
func (v version) halfway() bool { return v.epoch != v.state.Committed }

func (r *Roster) version(ctx context.Context, school string) (version, error) {
	items, err := r.store.Get(ctx, school, store.LeaseKey, store.StateKey, store.SeenKey)
	if err != nil {
		return version{}, fmt.Errorf("read version of %s: %w", school, err)
	}
	var v version
	for _, i := range items {
		switch i.Key {
		case store.LeaseKey:
			v.epoch = store.ReadLease(i).Epoch
		case store.StateKey:
			if v.state, err = store.ReadState(i); err != nil {
				return version{}, fmt.Errorf("read version of %s: %w", school, err)
			}
		case store.SeenKey:
			v.asOf = store.ReadSeen(i).Began
		}
	}
	if v.state.Committed == 0 && v.epoch == 0 {
		return version{}, fmt.Errorf("load %s: %w", school, ErrNeverSynced)
	}
	if v.state.Schema > store.Schema {
		return version{}, fmt.Errorf("load %s: its records were written by a newer version of Shelfmates; update this one", school)
	}
	if v.state.Read.After(v.asOf) {
		v.asOf = v.state.Read
	}
	return v, nil
}
