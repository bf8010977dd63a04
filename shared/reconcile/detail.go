package reconcile

import (
	"context"
	"fmt"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

// detail completes the tabs that changed by what the reading left out: merged
// ranges, and the formats of numbers that no record explains.
func (d *draft) detail(ctx context.Context, settings bool) error {
	var wanted []sheet.Lookup
	for _, t := range d.tabs {
		if !t.changed || t.layout.Paused != nil || !t.layout.Unformatted() {
			continue
		}
		wanted = append(wanted, sheet.Lookup{Tab: t.layout.Title, Cells: t.layout.Recall(t.shown())})
	}
	if s := &d.survey.Settings; settings && s.Title != "" {
		if cells := s.Ambiguous(d.grid(s.Title)); len(cells) > 0 {
			wanted = append(wanted, sheet.Lookup{Tab: s.Title, Cells: cells})
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	before := d.snapshot.Requests
	err := d.run.Book.Detail(ctx, &d.snapshot, wanted)
	d.run.result.Reads += d.snapshot.Requests - before
	if err != nil {
		return fmt.Errorf("read the formats in the spreadsheet of %s: %w", d.run.School, err)
	}
	d.survey.Detailed()
	return nil
}

// shown returns what each live record of the tab showed when it was read last.
func (t *tab) shown() func(id string) []sheet.Value {
	at := make(map[partnership.ID]int, len(t.stored))
	for i := range t.stored {
		if t.stored[i].Live() {
			at[t.stored[i].ID] = i
		}
	}
	return func(id string) []sheet.Value {
		i, there := at[partnership.ID(id)]
		if !there {
			return nil
		}
		return t.stored[i].Shown()
	}
}
