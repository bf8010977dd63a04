package export

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// ErrNoTab: there is no tab of that name.
var ErrNoTab = errors.New("no tab of that name")

// A Table is the records of one tab, for people.
type Table struct {
	Tab     partnership.Kind
	Columns []string // canonical names, in the order of the tab
	Rows    []Row    // in the order in which the records were made
}

// A Row is one record. Values has one entry a column: a string, a float64, a
// bool, a []string, or nil where the cell is blank.
type Row struct {
	ID     partnership.ID
	Rev    int64
	Values []any
}

// TabNames returns the tabs that can be exported, in the order of the sheet
// with Settings last.
func TabNames() []string {
	var names []string
	for _, t := range append(sheet.Tabs(), sheet.Settings()) {
		names = append(names, string(t.Kind))
	}
	return names
}

// HasTab reports whether a tab has this name, case and spacing aside.
func HasTab(name string) bool {
	return slices.ContainsFunc(TabNames(), func(tab string) bool { return partnership.Fold(tab) == partnership.Fold(name) })
}

// Tables loads the records of all tabs, or of the one tab that is named, in the
// order of the sheet with Settings last. Before the first sync there are none,
// whatever a sync or an import that was cut off left.
func Tables(ctx context.Context, s store.Store, school, tab string) ([]Table, error) {
	records := map[partnership.Kind][]match.Stored{}
	w := writer{match.NewNames(), map[partnership.ID]bool{}}
	if tab != "" && !HasTab(tab) {
		return nil, fmt.Errorf("export %q: %w", tab, ErrNoTab)
	}
	if v, err := versionOf(ctx, s, school); err != nil || v.none {
		return nil, err
	}
	for _, t := range append(sheet.Tabs(), sheet.Settings()) {
		wanted := tab == "" || partnership.Fold(tab) == partnership.Fold(string(t.Kind))
		if !wanted && match.NameColumn(t) < 0 {
			continue
		}
		stored, err := load(ctx, s, school, t)
		if err != nil {
			return nil, err
		}
		w.learn(t, stored)
		if wanted {
			records[t.Kind] = stored
		}
	}
	var tables []Table
	for _, t := range sheet.Tabs() {
		if stored := records[t.Kind]; len(stored) > 0 {
			tables = append(tables, w.table(t, stored))
		}
	}
	if stored := records[sheet.SettingsTab]; len(stored) > 0 {
		tables = append(tables, settings(stored[0]))
	}
	return tables, nil
}

func load(ctx context.Context, s store.Store, school string, t *sheet.TabSchema) ([]match.Stored, error) {
	var records []match.Stored
	for item, err := range s.List(ctx, school, store.RecordPrefix+string(t.Kind)+"#") {
		if err != nil {
			return nil, fmt.Errorf("read records of %s: %w", t.Kind, err)
		}
		r, err := roster.DecodeRecord(t, item)
		if err != nil {
			return nil, fmt.Errorf("read records of %s: %w", t.Kind, err)
		}
		records = append(records, r)
	}
	return records, nil
}

// A writer writes records for people.
type writer struct {
	names *match.Names
	asked map[partnership.ID]bool // volunteers who asked to be removed: their hours stay as a volunteer's
}

// learn takes in the names of one tab and who of it asked to be removed.
func (w *writer) learn(t *sheet.TabSchema, records []match.Stored) {
	w.names.Add(t, records)
	status := t.Column("Status")
	for i := range records {
		if t.Kind == partnership.Volunteers && records[i].Values[status].Text == string(partnership.VolunteerRemove) {
			w.asked[records[i].ID] = true
		}
	}
}

func (w *writer) table(t *sheet.TabSchema, records []match.Stored) Table {
	out := Table{Tab: t.Kind}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, c.Name)
	}
	for i := range records {
		r := &records[i]
		if !r.Live() {
			continue
		}
		row := Row{ID: r.ID, Rev: r.Rev, Values: make([]any, len(t.Columns))}
		for c := range t.Columns {
			row.Values[c] = w.value(t, r, c)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// value returns one cell.
func (w *writer) value(t *sheet.TabSchema, r *match.Stored, c int) any {
	col := &t.Columns[c]
	if w.asked[r.ID] {
		switch col.Name {
		case "Volunteer":
			return partnership.SomeVolunteer
		case "Partner", "Status":
		default:
			return nil
		}
	}
	named := r.Refs[c]
	if len(named) == 0 || r.Values[c].State != sheet.Good {
		return sheet.ExportValue(col, r.Values[c])
	}
	texts := w.names.Written(t, r, c)
	for i, n := range named {
		if w.asked[w.names.Follow(n.ID)] {
			texts[i] = partnership.SomeVolunteer
		}
	}
	if col.Type == sheet.Ref {
		return texts[0]
	}
	return texts
}

// settings writes the one record of the settings as its tab does: a row each.
func settings(r match.Stored) Table {
	out := Table{Tab: sheet.SettingsTab, Columns: []string{sheet.SettingHeader, sheet.ValueHeader}}
	schema := sheet.Settings()
	for c := range schema.Columns {
		if v := sheet.ExportValue(&schema.Columns[c], r.Values[c]); v != nil {
			out.Rows = append(out.Rows, Row{
				ID: partnership.ID(schema.Columns[c].Name), Rev: r.Rev, Values: []any{schema.Columns[c].Name, v},
			})
		}
	}
	return out
}
