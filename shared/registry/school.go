package registry

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A School is what is registered of one.
type School struct {
	ID       string
	Sheet    string // spreadsheet ID
	Audience string // of its Apps Script's identity tokens; "" where it has no script
	Zone     string // IANA name, as its last sync found it; "UTC" before the first
}

// firstZone is a school's zone until a sync has found it.
const firstZone = "UTC"

// ErrUnknown: no school of that name is registered.
var ErrUnknown = errors.New("no school of that name is registered")

// A ClaimedError is a spreadsheet that is another school's.
type ClaimedError struct{ Sheet, School string }

func (e *ClaimedError) Error() string {
	return fmt.Sprintf("spreadsheet %s belongs to school %s", e.Sheet, e.School)
}

// school returns a school that was read.
func (got reading) school(id string) (School, error) {
	a, there := got[schoolKey(id)]
	if !there {
		return School{}, ErrUnknown
	}
	return schoolOf(id, a), nil
}

func schoolOf(id string, a Attrs) School {
	return School{ID: id, Sheet: a.text(attrSheet), Audience: a.text(attrAudience), Zone: a.text(attrZone)}
}

// putSchool changes what is registered of a school and what repeats it.
func (got reading) putSchool(s School) []Change {
	was := got[schoolKey(s.ID)]
	attrs := Attrs{attrSheet: s.Sheet, attrAudience: s.Audience, attrZone: s.Zone}
	for _, task := range tasks {
		attrs[attrDue+string(task)] = was.number(attrDue + string(task))
	}
	return slices.Concat(
		got.put(schoolKey(s.ID), attrs),
		got.put(slotKey(s.ID), Attrs{attrSheet: s.Sheet, attrZone: s.Zone}),
	)
}

// Add registers a school, or changes its spreadsheet and audience; Zone is the
// syncs'. A spreadsheet is one school's: the error is a *ClaimedError when it
// is another's, and one that the school had before is free afterwards. added
// says that the school was not there.
func (r *Registry) Add(ctx context.Context, s School) (added bool, err error) {
	err = r.change(ctx, func() ([]Change, error) {
		got := reading{}
		if err := r.read(ctx, got, schoolKey(s.ID), sheetKey(s.Sheet), slotKey(s.ID), failingKey(s.ID)); err != nil {
			return nil, err
		}
		if claim, there := got[sheetKey(s.Sheet)]; there && claim.text(attrSchool) != s.ID {
			return nil, &ClaimedError{s.Sheet, claim.text(attrSchool)}
		}
		var changes []Change
		switch old, err := got.school(s.ID); {
		case err != nil:
			added, s.Zone = true, firstZone
			changes = got.drop(failingKey(s.ID))
		case old.Sheet != s.Sheet:
			if err := r.read(ctx, got, sheetKey(old.Sheet)); err != nil {
				return nil, err
			}
			added, s.Zone = false, old.Zone
			changes = got.drop(sheetKey(old.Sheet))
		default:
			added, s.Zone = false, old.Zone
		}
		return slices.Concat(changes, got.putSchool(s), got.put(sheetKey(s.Sheet), Attrs{attrSchool: s.ID})), nil
	})
	if err != nil {
		return false, fmt.Errorf("register school %s: %w", s.ID, err)
	}
	return added, nil
}

// Remove takes a school out of the registry, with its claim on its spreadsheet
// and with all that is due; its records stay where they are. The error is
// ErrUnknown when it is not registered.
func (r *Registry) Remove(ctx context.Context, school string) error {
	err := r.change(ctx, func() ([]Change, error) {
		got := reading{}
		if err := r.read(ctx, got, schoolKey(school), slotKey(school), failingKey(school)); err != nil {
			return nil, err
		}
		s, err := got.school(school)
		if err != nil {
			return nil, err
		}
		keys := []Key{sheetKey(s.Sheet)}
		for _, task := range tasks {
			if at := got[schoolKey(school)].number(attrDue + string(task)); at != 0 {
				keys = append(keys, dueKey(at, task, school))
			}
		}
		if err := r.read(ctx, got, keys...); err != nil {
			return nil, err
		}
		var changes []Change
		for _, key := range append(keys, schoolKey(school), slotKey(school), failingKey(school)) {
			changes = append(changes, got.drop(key)...)
		}
		return changes, nil
	})
	if err != nil {
		return fmt.Errorf("remove school %s: %w", school, err)
	}
	return nil
}

// School returns a registered school, or ErrUnknown.
func (r *Registry) School(ctx context.Context, school string) (School, error) {
	got := reading{}
	err := r.read(ctx, got, schoolKey(school))
	if err == nil {
		var s School
		if s, err = got.school(school); err == nil {
			return s, nil
		}
	}
	return School{}, fmt.Errorf("look up school %s: %w", school, err)
}

// Schools returns all schools in the order of their IDs.
func (r *Registry) Schools(ctx context.Context) ([]School, error) {
	items, err := r.table.Query(ctx, schoolPart, schoolSort, end(schoolSort))
	if err != nil {
		return nil, fmt.Errorf("list schools: %w", err)
	}
	list := make([]School, 0, len(items))
	for _, i := range items {
		if err := i.Attrs.readable(); err != nil {
			return nil, fmt.Errorf("list schools: %w", err)
		}
		list = append(list, schoolOf(strings.TrimPrefix(i.Sort, schoolSort), i.Attrs))
	}
	return list, nil
}

// BySheet returns which schools spreadsheets belong to, by spreadsheet ID; those
// that are nobody's are left out. It is one call of the service for 100.
func (r *Registry) BySheet(ctx context.Context, sheets ...string) (map[string]string, error) {
	asked, seen := []Key{}, map[string]bool{}
	for _, sheet := range sheets {
		if !seen[sheet] {
			seen[sheet] = true
			asked = append(asked, sheetKey(sheet))
		}
	}
	got := reading{}
	if err := r.read(ctx, got, asked...); err != nil {
		return nil, fmt.Errorf("look up spreadsheets: %w", err)
	}
	schools := make(map[string]string, len(got))
	for key, claim := range got {
		schools[strings.TrimPrefix(key.Sort, sheetSort)] = claim.text(attrSchool)
	}
	return schools, nil
}
