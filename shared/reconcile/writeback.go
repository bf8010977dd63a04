package reconcile

import (
	"context"
	"errors"
	"fmt"

	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
)

// writeBack writes the edits into the spreadsheet. The records are committed by
// then: whatever happens here, the next sync finds what is missing and writes
// it.
func (r *run) writeBack(ctx context.Context, d *draft) error {
	landed := true
	var failed error
	if !d.edits.Empty() {
		written, err := r.Book.Write(ctx, d.snapshot, d.edits)
		r.result.Reads += written.Reads
		r.result.Writes += written.Requests
		switch {
		case errors.Is(err, sheet.ErrWriteRefused):
			landed = false
			r.result.Waiting = advice(err)
			if d.snapshot.Held == "" { // what is known to hold it is looked at each time
				failed = r.rememberRefusal(ctx, d, advice(err))
			}
		case err != nil:
			landed = false
			failed = fmt.Errorf("write spreadsheet of %s: %w", r.School, err)
		default:
			landed = len(written.Deferred) == 0
		}
	}
	if d.reset && landed {
		if err := r.forgetRelease(ctx, d); err != nil {
			return err
		}
	}
	return failed
}

// forgetRelease stores that Allow large removal is back at No, in the record and
// in what STATE knows of the tab, so that the next Yes is a new one. It waits for
// the write-back: while the sheet still says Yes, that must not count as said
// again.
func (r *run) forgetRelease(ctx context.Context, d *draft) error {
	record := d.memory.record
	if d.settings.write != nil {
		record = *d.settings.write
	}
	record = record.Clone()
	record.Values[sheet.Settings().Column(largeRemoval)] = sheet.Value{State: sheet.Good, Text: "No"}
	record.Rev++
	item, err := roster.EncodeRecord(sheet.Settings(), record)
	if err != nil {
		return err
	}
	settings := d.state.Tabs[string(sheet.SettingsTab)]
	settings.Read = settings.Want
	d.state.Tabs[string(sheet.SettingsTab)] = settings
	state, err := d.state.Item()
	if err != nil {
		return err
	}
	return r.write(ctx, []store.Action{
		{Op: store.Check, Key: store.LeaseKey, If: r.mine()},
		{Op: store.Put, Key: item.Key, Attrs: item.Attrs},
		{Op: store.Put, Key: state.Key, Attrs: state.Attrs},
	})
}

// advice returns what a person can do about an error of the spreadsheet.
func advice(err error) string {
	var with *sheet.AdviceError
	if errors.As(err, &with) {
		return with.Advice
	}
	return err.Error()
}
