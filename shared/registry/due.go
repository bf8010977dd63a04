package registry

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// A Task is what can be due at a school.
type Task string

// The tasks.
const (
	Sync Task = "sync" // a wait ends: a removal has aged, a spreadsheet may be asked again
	Mail Task = "mail" // a mail is to be planned, or may leave
)

var tasks = []Task{Sync, Mail}

// A Due is a task that is due at a school.
type Due struct {
	School string
	Sheet  string // the school's spreadsheet ID when this was kept
	Task   Task
	At     time.Time
}

// SetDue keeps when a task is due next at a school, to the millisecond, in the
// place of what was kept of that task before; the zero time is never. It writes
// only what has changed. The error is ErrUnknown when the school is not
// registered.
func (r *Registry) SetDue(ctx context.Context, school string, task Task, at time.Time) error {
	err := r.change(ctx, func() ([]Change, error) {
		got := reading{}
		if err := r.read(ctx, got, schoolKey(school)); err != nil {
			return nil, err
		}
		s, err := got.school(school)
		if err != nil {
			return nil, err
		}
		attrs := maps.Clone(got[schoolKey(school)])
		old, next := attrs.number(attrDue+string(task)), millis(at)
		if old == next {
			return nil, nil
		}
		attrs[attrDue+string(task)] = next
		before, after := dueKey(old, task, school), dueKey(next, task, school)
		if err := r.read(ctx, got, before, after); err != nil {
			return nil, err
		}
		changes := slices.Concat(got.put(schoolKey(school), attrs), got.drop(before))
		if next == 0 {
			return changes, nil
		}
		return slices.Concat(changes, got.put(after, Attrs{
			attrSchool: school, attrSheet: s.Sheet, attrTask: string(task), attrAt: next,
		})), nil
	})
	if err != nil {
		return fmt.Errorf("keep when %s is due at school %s: %w", task, school, err)
	}
	return nil
}

// Due returns what is due at a moment, the longest due first.
func (r *Registry) Due(ctx context.Context, now time.Time) ([]Due, error) {
	items, err := r.table.Query(ctx, duePart, dueSort(0), end(dueSort(millis(now))))
	if err != nil {
		return nil, fmt.Errorf("read what is due: %w", err)
	}
	list := make([]Due, 0, len(items))
	for _, i := range items {
		if err := i.Attrs.readable(); err != nil {
			return nil, fmt.Errorf("read what is due: %w", err)
		}
		list = append(list, Due{
			School: i.Attrs.text(attrSchool), Sheet: i.Attrs.text(attrSheet),
			Task: Task(i.Attrs.text(attrTask)), At: instant(i.Attrs.number(attrAt)),
		})
	}
	return list, nil
}
