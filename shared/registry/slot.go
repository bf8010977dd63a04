package registry

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// A Slot is the schools of one slot, in the order of their IDs.
type Slot struct {
	Schools []Turn
	// Unreadable are schools of whose item nothing can be made, such as one
	// without a spreadsheet. They hold up no other.
	Unreadable []string
}

// A Turn is a school when it is its slot's turn.
type Turn struct {
	School  string
	Sheet   string    // spreadsheet ID
	Zone    string    // IANA name
	Failing time.Time // since when; zero when it is not
}

// Slot returns the schools of a slot, 0 to Slots-1. It is one query.
func (r *Registry) Slot(ctx context.Context, slot int) (Slot, error) {
	items, err := r.table.Query(ctx, slotPartition(slot), failingSort, end(schoolSort))
	if err != nil {
		return Slot{}, fmt.Errorf("read slot %d: %w", slot, err)
	}
	var s Slot
	failing := map[string]time.Time{}
	for _, i := range items {
		if err := i.Attrs.readable(); err != nil {
			return Slot{}, fmt.Errorf("read slot %d: %w", slot, err)
		}
		if school, is := strings.CutPrefix(i.Sort, failingSort); is {
			failing[school] = instant(i.Attrs.number(attrSince))
			continue
		}
		school := strings.TrimPrefix(i.Sort, schoolSort)
		t := Turn{School: school, Sheet: i.Attrs.text(attrSheet), Zone: i.Attrs.text(attrZone), Failing: failing[school]}
		if school == "" || t.Sheet == "" {
			s.Unreadable = append(s.Unreadable, school)
			continue
		}
		s.Schools = append(s.Schools, t)
	}
	return s, nil
}

// SetZone keeps the zone of a school, by which its night is known. The error is
// ErrUnknown when the school is not registered.
func (r *Registry) SetZone(ctx context.Context, school, zone string) error {
	err := r.change(ctx, func() ([]Change, error) {
		got := reading{}
		if err := r.read(ctx, got, schoolKey(school), slotKey(school)); err != nil {
			return nil, err
		}
		s, err := got.school(school)
		if err != nil {
			return nil, err
		}
		s.Zone = zone
		return got.putSchool(s), nil
	})
	if err != nil {
		return fmt.Errorf("keep zone of school %s: %w", school, err)
	}
	return nil
}

// SetFailing keeps that a school has been failing since a moment; of one that
// is failing already the earlier moment stays.
func (r *Registry) SetFailing(ctx context.Context, school string, since time.Time) error {
	err := r.change(ctx, func() ([]Change, error) {
		got := reading{}
		err := r.read(ctx, got, failingKey(school))
		if _, already := got[failingKey(school)]; err != nil || already {
			return nil, err
		}
		return got.put(failingKey(school), Attrs{attrSince: millis(since)}), nil
	})
	if err != nil {
		return fmt.Errorf("keep that school %s is failing: %w", school, err)
	}
	return nil
}

// ClearFailing keeps that a school is not failing.
func (r *Registry) ClearFailing(ctx context.Context, school string) error {
	err := r.change(ctx, func() ([]Change, error) {
		got := reading{}
		err := r.read(ctx, got, failingKey(school))
		return got.drop(failingKey(school)), err
	})
	if err != nil {
		return fmt.Errorf("keep that school %s is not failing: %w", school, err)
	}
	return nil
}
