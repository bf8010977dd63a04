package letterbox

import (
	"context"
	"errors"

	"shelfmates/shared/registry"
)

// Errors of Find.
var (
	// ErrNoSheet: the spreadsheet is no school's, or its script is another.
	ErrNoSheet = errors.New("no such spreadsheet is registered")
	// ErrAudience: the script is nobody's here.
	ErrAudience = errors.New("no script of that audience is registered")
)

// Schools finds the school whose spreadsheet it is and whose script's tokens
// have that audience.
type Schools interface {
	Find(ctx context.Context, spreadsheet, audience string) (school string, err error)
}

// A School is the only one there is, on one machine.
type School struct{ Name, Spreadsheet, Audience string }

// Find knows the one script, and tells nothing of the sheet to any other.
func (s School) Find(_ context.Context, spreadsheet, audience string) (string, error) {
	switch {
	case audience != s.Audience:
		return "", ErrAudience
	case spreadsheet != s.Spreadsheet:
		return "", ErrNoSheet
	}
	return s.Name, nil
}

// Registered are the schools of a deployment.
type Registered struct{ *registry.Registry }

// Find tells a spreadsheet whose script is another not apart from one that is
// nobody's: the scripts of one deployment learn nothing about each other.
func (r Registered) Find(ctx context.Context, spreadsheet, audience string) (string, error) {
	owners, err := r.BySheet(ctx, spreadsheet)
	if err != nil {
		return "", err
	}
	id := owners[spreadsheet]
	if id == "" {
		return "", ErrNoSheet
	}
	school, err := r.School(ctx, id)
	switch {
	case errors.Is(err, registry.ErrUnknown): // it was removed just now
		return "", ErrNoSheet
	case err != nil:
		return "", err
	case school.Audience == "" || school.Audience != audience || school.Sheet != spreadsheet:
		return "", ErrNoSheet
	}
	return id, nil
}
