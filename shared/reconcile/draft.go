package reconcile

import (
	"context"
	"errors"
	"slices"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// A tab is one staff tab in the course of a sync.
type tab struct {
	layout  *sheet.Layout
	before  store.TabState
	changed bool

	stored  []match.Stored
	reading sheet.Reading // once the tab is matched
	settled *match.Settled
	plan    *match.Plan // nil while the tab is left as it is
}

// A draft is everything that one sync will do, worked out before anything is
// written.
type draft struct {
	run      *run
	head     head
	memory   memory
	survey   *sheet.Survey
	snapshot sheet.Snapshot
	calendar schoolyear.Calendar
	today    schoolyear.Day

	tabs     []*tab // in the order of the sheet
	names    *match.Names
	adopt    bool // nothing was ever committed: IDs in the sheet are taken
	reset    bool // Allow large removal goes back to No
	settings settingsPlan
	problems []sheet.Problem
	missing  []match.Missing
	typing   []roster.Typing
	giving   *partnership.Index        // who gave which hours; nil until somebody was renamed
	closed   map[partnership.ID]string // what a row of Recognition settled, as its note says it
	state    store.State
	writes   []store.Action
	edits    sheet.Edits
	done     []store.Intent // intents that are settled
	stuck    int64          // intents that wait for something else than this sync
	again    bool           // intents were written; read the sheet once more
}

// prepare loads what the changed tabs need, matches them and works out what is
// to be done. Each step needs those before it.
func (r *run) prepare(ctx context.Context, h head, snapshot sheet.Snapshot, survey *sheet.Survey, what change) (*draft, error) {
	d := &draft{run: r, head: h, snapshot: snapshot, survey: survey, names: match.NewNames()}
	var err error
	if d.memory, err = r.remember(ctx, h); err != nil {
		return nil, err
	}
	// The settings say what is released, and so which tabs are loaded; the
	// records of those say which formats have to be looked up; and those formats
	// complete the settings.
	settings := what.all || what.settings
	d.settings = planSettings(survey.Settings, d.memory, settings)
	if err := d.load(ctx, what); err != nil {
		return nil, err
	}
	if err := d.foreign(); err != nil {
		return nil, err
	}
	d.adoptRenamedTabs()
	if err := d.detail(ctx, settings); err != nil {
		return nil, err
	}
	d.settings = planSettings(survey.Settings, d.memory, settings)
	d.calendar = d.settings.calendar(snapshot.Zone)
	d.today = d.calendar.DayOf(snapshot.Began)

	// First the tabs that others name, then those that name them.
	d.names.Students = d.settings.value(students).Num
	d.matchNamed()
	if err := d.loadReferring(ctx); err != nil {
		return nil, err
	}
	d.matchRest()

	// Intents add problems to the plans, problems and what was closed make the
	// notes, and the sums of the state count the edits in.
	d.planIntents()
	d.collect()
	if err := d.findClosed(ctx); err != nil {
		return nil, err
	}
	d.planEdits()
	d.noteWaiting()
	return d, d.plan()
}

// load reads the records of the tabs that changed, of those that wait for
// something, and of all tabs whose names others use.
func (d *draft) load(ctx context.Context, what change) error {
	for i := range d.survey.Tabs {
		l := &d.survey.Tabs[i]
		t := &tab{layout: l, before: d.head.state.Tabs[string(l.Schema.Kind)], changed: what.tabs[l.Schema.Kind]}
		d.tabs = append(d.tabs, t)
		if t.changed || t.before.Missing > 0 || named(l.Schema) || d.waitsFor(l.Schema.Kind, what) {
			records, err := d.run.records(ctx, l.Schema.Kind)
			if err != nil {
				return err
			}
			t.stored = records
			t.changed = t.changed || t.before.Missing > 0 || d.waitsFor(l.Schema.Kind, what)
		}
	}
	return nil
}

// named reports whether others refer to records of the tab by name.
func named(t *sheet.TabSchema) bool { return match.NameColumn(t) >= 0 }

// waitsFor reports whether something beside an edit makes the tab be matched
// anew: its write-back, a person's release, an intent, a row somebody was
// typing, an entry whose day has come.
func (d *draft) waitsFor(kind partnership.Kind, what change) bool {
	for _, k := range what.unwritten {
		if k == kind {
			return true
		}
	}
	for _, i := range d.memory.intents {
		if i.Tab == string(kind) {
			return true
		}
	}
	for _, t := range d.memory.typing {
		if t.Tab == kind {
			return true
		}
	}
	for _, p := range d.memory.problems {
		if day, ahead := dayAhead(p); ahead && p.Tab == kind && day <= d.settings.calendar(d.snapshot.Zone).DayOf(d.snapshot.Began) {
			return true // it counts now, and its note goes
		}
	}
	if kind == partnership.Recognitions && what.tabs[partnership.Donations] {
		return true // what its rows settle may be another gift now
	}
	return d.settings.releases(kind) != match.NoRelease && d.head.state.Tabs[string(kind)].Paused != ""
}

// ErrForeign: the workbook has IDs, and this school's store knows none of them.
var ErrForeign = errors.New("this spreadsheet belongs to another school")

// foreign refuses a workbook with IDs of which a store with records knows none.
// A few unknown ones among rows without any are somebody's slip; in another
// school's workbook most rows have one.
func (d *draft) foreign() error {
	if d.head.state.Committed == 0 {
		return nil // empty, or a first run was cut off
	}
	known, unknown, records, rows := 0, 0, 0, 0
	for _, t := range d.tabs {
		if !t.changed && t.before.Rows > 0 {
			return nil // it is as we left it, so it is ours
		}
		ids := make(map[string]bool, len(t.stored))
		for i := range t.stored {
			ids[string(t.stored[i].ID)] = true
		}
		records += len(t.stored)
		grid := d.grid(t.layout.Title)
		rows += max(0, len(grid.Rows)-1)
		for _, id := range sheet.IDs(grid) {
			switch {
			case ids[id]:
				known++
			case match.WellFormed(id):
				unknown++
			}
		}
	}
	if records > 0 && known == 0 && 2*unknown > rows {
		return ErrForeign
	}
	return nil
}

// adoptRenamedTabs takes a tab of unknown name for a missing one when more than
// half of that tab's records have their ID in it.
func (d *draft) adoptRenamedTabs() {
	for _, t := range d.tabs {
		if p := t.layout.Paused; p == nil || p.Code != sheet.TabMissing || t.before.Title == "" {
			continue
		}
		live := map[string]bool{}
		for i := range t.stored {
			if t.stored[i].Live() {
				live[string(t.stored[i].ID)] = true
			}
		}
		for _, g := range d.survey.Unread {
			found := map[string]bool{}
			for _, id := range sheet.IDs(g) {
				if live[id] {
					found[id] = true
				}
			}
			if 2*len(found) > len(live) {
				d.survey.Adopt(t.layout.Schema.Kind, g)
				break
			}
		}
	}
}

// matchNamed pairs the tabs whose records others name, so that all names are
// known as they will be after this sync.
func (d *draft) matchNamed() {
	d.adopt = d.head.state.Committed == 0
	for _, t := range d.tabs {
		if !named(t.layout.Schema) {
			continue
		}
		records := t.stored
		if t.changed {
			records = d.settle(t).Records()
		}
		d.names.Add(t.layout.Schema, records)
	}
}

// loadReferring loads the tabs that did not change but refer to a name that
// did.
func (d *draft) loadReferring(ctx context.Context) error {
	for _, t := range d.tabs {
		refers := match.Refers(t.layout.Schema)
		if len(refers) == 0 || !t.changed && t.before.Title == "" {
			continue
		}
		print := d.names.Print(refers).String()
		moved := print != t.before.Names
		t.before.Names = print
		if !moved || t.changed {
			continue
		}
		t.changed = true
		if named(t.layout.Schema) {
			continue // loaded already
		}
		records, err := d.run.records(ctx, t.layout.Schema.Kind)
		if err != nil {
			return err
		}
		t.stored = records
	}
	return nil
}

// matchRest completes the plans of all tabs that changed.
func (d *draft) matchRest() {
	for _, t := range d.tabs {
		if !t.changed {
			continue
		}
		if t.settled == nil {
			d.settle(t)
		}
		plan := t.settled.Plan(d.names)
		t.plan = &plan
	}
}

func (d *draft) settle(t *tab) *match.Settled {
	t.layout.Named = d.names.Knows // all names, where the tab's rows name others
	t.reading = t.layout.Read()
	kind := t.layout.Schema.Kind
	in := match.Tab{
		Reading: t.reading, Stored: t.stored, Had: d.had(t), Placed: t.before.Placed,
		Committed: d.head.state.Committed, Adopts: d.adopts(kind),
	}
	for _, m := range d.memory.missing {
		if m.Tab == kind {
			in.Missing = append(in.Missing, m)
		}
	}
	if release := d.settings.releases(kind); t.before.Paused != "" || t.before.Held > 0 {
		in.Release = release
	}
	t.settled = match.Pair(&in, match.Clock{
		Began: d.snapshot.Began, Epoch: d.run.epoch, Mint: d.run.mint, Today: d.today,
		YearStart: d.calendar.Year(d.calendar.YearOf(d.today)).First,
	}).Advance()
	return t.settled
}

// had returns which columns the tab had when it was last believed.
func (d *draft) had(t *tab) []bool {
	text := t.before.Had
	if text == "" {
		text = t.before.Columns
	}
	if text == "" || d.head.state.Parser != sheet.ParserVersion {
		return nil
	}
	has := unbits(text)
	columns := make([]bool, len(t.layout.Schema.Columns))
	for i := range columns {
		columns[i] = has&(1<<i) != 0
	}
	return columns
}

// grid returns the tab of that title, or an empty one.
func (d *draft) grid(title string) *sheet.Grid {
	for i := range d.snapshot.Grids {
		if d.snapshot.Grids[i].Title == title {
			return &d.snapshot.Grids[i]
		}
	}
	return &sheet.Grid{}
}

// adopts says which unknown IDs in a tab become records: all while the store is
// empty, else those of the rows that intents asked for.
func (d *draft) adopts(kind partnership.Kind) func(partnership.ID) bool {
	return func(id partnership.ID) bool {
		return d.adopt || slices.ContainsFunc(d.memory.intents, func(i store.Intent) bool {
			return i.Tab == string(kind) && i.Record == "" && i.ID == string(id)
		})
	}
}
