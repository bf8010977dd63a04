package reconcile

import (
	"cmp"
	"slices"
	"time"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// plan turns what was worked out into writes to the store and the STATE that
// closes them.
func (d *draft) plan() error {
	for _, t := range d.tabs {
		if t.plan == nil {
			continue
		}
		for _, record := range t.plan.Writes {
			if err := d.put(roster.EncodeRecord(t.layout.Schema, record)); err != nil {
				return err
			}
		}
	}
	chunks, err := d.planChunks()
	if err != nil {
		return err
	}
	d.planState(chunks)
	return nil
}

func (d *draft) put(item store.Item, err error) error {
	if err != nil {
		return err
	}
	d.writes = append(d.writes, store.Action{Op: store.Put, Key: item.Key, Attrs: item.Attrs})
	return nil
}

// planChunks writes the items of problems and of missing records that changed,
// and takes away those that are not needed any more.
func (d *draft) planChunks() (int, error) {
	slices.SortStableFunc(d.missing, func(a, b match.Missing) int {
		return cmp.Or(cmp.Compare(place(a.Tab), place(b.Tab)), a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	problems, err := roster.EncodeProblems(d.problems)
	if err != nil {
		return 0, err
	}
	missing, err := roster.EncodeMissing(d.missing)
	if err != nil {
		return 0, err
	}
	items := append(problems, missing...)
	if len(d.typing) > 0 {
		item, err := roster.EncodeTyping(d.typing)
		if err != nil {
			return 0, err
		}
		items = append(items, item)
	}
	stays := map[string]bool{}
	for _, i := range items {
		stays[i.Key] = true
		if old, had := d.memory.chunks[i.Key]; !had || !sameAttrs(old.Attrs, i.Attrs) {
			d.writes = append(d.writes, store.Action{Op: store.Put, Key: i.Key, Attrs: i.Attrs})
		}
	}
	for key := range d.memory.chunks {
		if !stays[key] {
			d.writes = append(d.writes, store.Action{Op: store.Delete, Key: key})
		}
	}
	return len(items), nil
}

func sameAttrs(a, b store.Attrs) bool {
	if len(a) != len(b) {
		return false
	}
	for name, v := range a {
		if b[name] != v { // chunks hold texts alone
			return false
		}
	}
	return true
}

// place is where a tab stands in the order of the sheet.
func place(kind partnership.Kind) int {
	return slices.IndexFunc(sheet.Tabs(), func(t *sheet.TabSchema) bool { return t.Kind == kind })
}

// planState closes the draft: how the spreadsheet looks now, and how it will
// look when our own edits are in it.
func (d *draft) planState(chunks int) {
	s := d.head.state
	s.Schema, s.Parser, s.Chunks = store.Schema, sheet.ParserVersion, int64(chunks)
	s.Sheet, s.Zone, s.Read, s.Problems = d.snapshot.Identity, d.snapshot.Zone, d.snapshot.Began, int64(len(d.problems))
	s.NextDue, s.Stuck, s.Unread = d.nextDue(), d.stuck, unread(d.survey)
	s.Failure, s.Failures, s.NextAttempt = "", 0, time.Time{}
	s.Refusal, s.Refusals, s.WriteAfter = "", 0, time.Time{} // unless it is refused again
	if s.StartDay == "" {
		s.StartDay = d.today.String()
	}
	after := d.survey
	if !d.edits.Empty() {
		called := map[partnership.Kind]calling{}
		for _, t := range d.tabs {
			called[t.layout.Schema.Kind] = calling{brief(t.layout.Title), d.grid(t.layout.Title).Key}
		}
		after = layOut(apply(d.snapshot.Grids, d.edits), called)
	}
	s.Tabs = make(map[string]store.TabState, len(d.tabs)+1)
	for _, t := range d.tabs {
		kind := t.layout.Schema.Kind
		if t.plan == nil {
			if t.before != (store.TabState{}) {
				s.Tabs[string(kind)] = t.before
			}
			continue
		}
		if p := t.plan.Paused; p != nil && p.Code == sheet.TabMissing && t.before.Title == "" {
			continue
		}
		s.Tabs[string(kind)] = d.tabState(t, after.Tab(kind))
	}
	if d.settings.reading.Title != "" {
		s.Tabs[string(sheet.SettingsTab)] = store.TabState{
			Title: brief(d.settings.reading.Title), Key: d.grid(d.settings.reading.Title).Key, Read: d.settings.reading.Sum.String(), Want: after.Settings.Sum.String(),
		}
	}
	d.state = s
}

func (d *draft) tabState(t *tab, after *sheet.Layout) store.TabState {
	numbers := spots(d.problems, t.layout.Schema.Kind)
	s := store.TabState{
		Title: brief(t.layout.Title), Key: d.grid(t.layout.Title).Key, Live: t.plan.Live, Names: t.before.Names, Rows: len(t.reading.Rows),
		Columns: bits(t.layout.Has()), WantCols: bits(after.Has()),
		Missing: len(t.plan.Missing), Held: t.plan.Held, Placed: t.before.Placed,
	}
	read, spot := t.layout.Sums(numbers)
	want, wantSpot := after.Sums(numbers)
	s.Read, s.Spots, s.Want, s.WantSpots = read.String(), spot.String(), want.String(), wantSpot.String()
	if p := t.plan.Paused; p != nil {
		s.Paused = string(p.Code)
		s.Rows = t.before.Rows
		if s.Title == "" {
			s.Title, s.Key = t.before.Title, t.before.Key
		}
		if s.Had = t.before.Had; s.Had == "" {
			s.Had = t.before.Columns
		}
		return s
	}
	if t.plan.Placed {
		s.Placed = d.run.epoch - 1 // what this run mints has yet to be read back
	}
	return s
}
