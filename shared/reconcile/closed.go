package reconcile

import (
	"context"
	"slices"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/recognition"
	"shelfmates/shared/roster"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// findClosed finds out which thank-yous the rows of Recognition settle that
// somebody typed: the note of each says so, or why it settles nothing. It needs
// most of what the school has, and is asked only when Recognition is matched
// and has such rows.
func (d *draft) findClosed(ctx context.Context) error {
	d.seeAll() // since when a row is fixed decides what it closes
	t := d.tabOf(partnership.Recognitions)
	if t == nil || t.plan == nil || t.plan.Paused != nil {
		return nil
	}
	about := t.layout.Schema.Column("About")
	typed := func(r match.Stored) bool { return r.Live() && r.Values[about].Text == "" }
	if rows, err := d.after(ctx, partnership.Recognitions); err != nil || !slices.ContainsFunc(rows, typed) {
		return err
	}
	settings := d.memory.record
	if d.settings.write != nil {
		settings = *d.settings.write
	}
	tabs := map[partnership.Kind][]match.Stored{}
	if settings.Values != nil {
		tabs[sheet.SettingsTab] = []match.Stored{settings}
	}
	for _, schema := range sheet.Tabs() {
		rows, err := d.after(ctx, schema.Kind)
		if err != nil {
			return err
		}
		tabs[schema.Kind] = rows
	}
	start, err := schoolyear.ParseDay(d.head.state.StartDay)
	if err != nil {
		start = d.today // this is the first sync
	}
	e := roster.EditionOf(tabs, d.snapshot.Zone, start)
	d.closed = map[partnership.ID]string{}
	all := recognition.Debt(e.Index(), e.Memory, d.today)
	for _, c := range recognition.Closings(e.Index(), e.Memory, all, d.today) {
		d.closed[c.Row.ID] = closing(c)
	}
	for i := range e.Recognitions {
		if r := &e.Recognitions[i]; r.DoneOn > d.today {
			d.closed[r.ID] = words.DoneOnAhead(words.On(r.DoneOn.Date()))
		}
	}
	return nil
}

// closing is the note of a row that somebody typed. Its channel is named where
// the row leaves that to us and others are promised beside it.
func closing(c recognition.Closing) string {
	left := channels(c.Left)
	if len(c.Settled) > 0 {
		by := ""
		if c.Row.Channel == "" && len(left) > 0 {
			by = string(c.Settled[0].Channel)
		} else {
			left = nil
		}
		return words.SettlesThanks(c.Settled[0].BecauseOf(), by, left)
	}
	if c.TooLate && len(c.Left) > 0 {
		return words.SettlesNothingYet(c.Left[0].BecauseOf())
	}
	promised := !slices.ContainsFunc(c.Left, func(t recognition.Thanks) bool { return !t.Promised })
	return words.SettlesNothing(c.Row.For.Name, left, promised)
}

func channels(all []recognition.Thanks) []string {
	var names []string
	for _, c := range recognition.Channels(all) {
		names = append(names, string(c))
	}
	return names
}

// after returns the records and tombstones of a tab as they are once this sync
// has committed.
func (d *draft) after(ctx context.Context, kind partnership.Kind) ([]match.Stored, error) {
	t := d.tabOf(kind)
	if t == nil || t.plan == nil && t.stored == nil {
		return d.run.records(ctx, kind)
	}
	records := slices.Clone(t.stored)
	if t.plan == nil {
		return records, nil
	}
	at := make(map[partnership.ID]int, len(records))
	for i := range records {
		at[records[i].ID] = i
	}
	for _, w := range t.plan.Writes {
		if i, had := at[w.ID]; had {
			records[i] = w
		} else {
			records = append(records, w)
		}
	}
	return records, nil
}
