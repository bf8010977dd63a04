package roster

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// errMoved says that a sync began while the records were read.
var errMoved = errors.New("records changed while they were read")

// load reads all records, and the version again after them: what was read
// counts only when no sync began meanwhile.
func (r *Roster) load(ctx context.Context, school string, v version) (*Edition, error) {
	tabs, err := r.records(ctx, school)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", school, err)
	}
	var problems []sheet.Problem
	var missing []match.Missing
	if v.state.Chunks > 0 {
		if problems, err = chunks(r.store.List(ctx, school, store.ProblemPrefix), DecodeProblems); err != nil {
			return nil, fmt.Errorf("load problems of %s: %w", school, err)
		}
		if missing, err = chunks(r.store.List(ctx, school, store.PendingPrefix), DecodeMissing); err != nil {
			return nil, fmt.Errorf("load missing rows of %s: %w", school, err)
		}
		if problems, err = r.told(ctx, school, problems, v.state.Read); err != nil {
			return nil, fmt.Errorf("load rows being typed of %s: %w", school, err)
		}
	}
	after, err := r.version(ctx, school)
	if err != nil {
		return nil, err
	}
	if after.epoch != v.epoch || after.state.Committed != v.state.Committed {
		return nil, fmt.Errorf("load %s: %w", school, errMoved)
	}
	start, err := startDay(v.state)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", school, err)
	}
	b := newBuilder(tabs)
	e := b.edition(v.state.Zone, start)
	e.Epoch, e.Committed, e.AsOf = v.state.Committed, v.state.Read, v.asOf
	e.Problems, e.Tabs, e.Missing = problems, tabStates(v.state), b.gone(missing)
	return e, nil
}

// EditionOf makes an edition of records that are at hand, as a sync has them
// before it commits. Zone is the spreadsheet's, start the day on which it was
// first read. What is missing or wrong is not in it.
func EditionOf(tabs map[partnership.Kind][]match.Stored, zone string, start schoolyear.Day) *Edition {
	return newBuilder(tabs).edition(zone, start)
}

func (b *builder) edition(zone string, start schoolyear.Day) *Edition {
	e := &Edition{School: b.school(zone), index: &index{}}
	e.Memory = b.memory(e.Settings.Calendar)
	e.StartDay = cmp.Or(e.Settings.ThankFrom, start)
	return e
}

// records reads and decodes every record of the school, by tab, in the order of
// the sheet's rows. Items of tabs that this version does not know are passed
// over.
func (r *Roster) records(ctx context.Context, school string) (map[partnership.Kind][]match.Stored, error) {
	tabs := map[partnership.Kind][]match.Stored{}
	for item, err := range r.store.List(ctx, school, store.RecordPrefix) {
		if err != nil {
			return nil, err
		}
		tab, _, _ := strings.Cut(strings.TrimPrefix(item.Key, store.RecordPrefix), "#")
		t := sheet.SchemaOf(partnership.Kind(tab))
		if t == nil {
			continue
		}
		record, err := DecodeRecord(t, item)
		if err != nil {
			return nil, err
		}
		tabs[t.Kind] = append(tabs[t.Kind], record)
	}
	for _, list := range tabs {
		slices.SortStableFunc(list, func(a, b match.Stored) int { return cmp.Compare(uint(a.Row-1), uint(b.Row-1)) }) // row 0, in no row, comes last
	}
	return tabs, nil
}

// chunks decodes the items of a list.
func chunks[T any](list iter.Seq2[store.Item, error], decode func([]store.Item) ([]T, error)) ([]T, error) {
	var items []store.Item
	for item, err := range list {
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return decode(items)
}

func tabStates(s store.State) []TabState {
	var tabs []TabState
	for _, t := range sheet.Tabs() {
		if state, ok := s.Tabs[string(t.Kind)]; ok {
			tabs = append(tabs, TabState{
				Kind: t.Kind, Title: cmp.Or(state.Title, string(t.Kind)), Rows: state.Rows, Records: state.Live,
				Paused: state.Paused, Held: state.Held,
			})
		}
	}
	return tabs
}

// gone lists the records whose rows are missing, in the order of the tabs, the
// longest missing first.
func (b *builder) gone(missing []match.Missing) []Gone {
	byID := make(map[partnership.ID]match.Missing, len(missing))
	for _, m := range missing {
		byID[m.ID] = m
	}
	var all []Gone
	for _, t := range sheet.Tabs() {
		first := len(all)
		for i := range b.tabs[t.Kind] {
			record := &b.tabs[t.Kind][i]
			if m, ok := byID[record.ID]; ok && record.Live() {
				r := b.row(t, record)
				all = append(all, Gone{Source: r.source(), Name: r.called(), Since: m.Since, Held: m.Held})
			}
		}
		slices.SortStableFunc(all[first:], func(a, b Gone) int { return a.Since.Compare(b.Since) })
	}
	return all
}

// readAt returns e as of a later read that changed nothing.
func (e *Edition) readAt(asOf time.Time) *Edition {
	newer, school := *e, *e.School
	school.AsOf = asOf
	newer.School = &school
	return &newer
}
