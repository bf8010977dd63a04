package functions_test

import (
	"fmt"
	"slices"
	"strings"

	"shelfmates/shared/lambdaqueue/lambdatest"
	"shelfmates/shared/partnership"
	"shelfmates/shared/registry"
	"shelfmates/shared/roster"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/store"
)

// people returns a school's live records of Volunteers by ID, as text without
// IDs and revisions.
func (d *deployment) people(school string) map[string]string {
	d.t.Helper()
	schema := sheet.SchemaOf(partnership.Volunteers)
	people := map[string]string{}
	for item, err := range d.store.List(d.t.Context(), school, store.RecordPrefix+string(partnership.Volunteers)+"#") {
		if err != nil {
			d.t.Fatal(err)
		}
		r, err := roster.DecodeRecord(schema, item)
		if err != nil {
			d.t.Fatal(err)
		}
		if r.Live() {
			people[string(r.ID)] = fmt.Sprint(sheet.EncodeFields(schema, r.Values))
		}
	}
	return people
}

// world tells all that a school comes to, up to IDs and revisions: each row as
// staff see it with the record of its ID, records without a row, how the last
// run ended, what the registry holds, what waits in the queues.
func (d *deployment) world(school string, staff *googlefake.Staff) string {
	d.t.Helper()
	var b strings.Builder
	people := d.people(school)
	grid := staff.Grid("Volunteers")
	id := -1
	for _, row := range grid.Rows {
		for at, cell := range row.Cells {
			text := sheet.Show(cell)
			switch {
			case text == sheet.IDColumn:
				id = at
			case at == id && text != "":
				record, there := people[text]
				delete(people, text)
				text = fmt.Sprintf("record %v %s", there, record)
			}
			fmt.Fprintf(&b, "%q ", text)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "records without a row: %d\n", len(people))
	items, err := d.store.Get(d.t.Context(), school, store.LeaseKey, store.StateKey, store.SeenKey)
	if err != nil || len(items) < 2 {
		d.t.Fatalf("read the head of %s: %d items, %v", school, len(items), err)
	}
	lease := store.ReadLease(items[0])
	state, err := store.ReadState(items[1])
	if err != nil {
		d.t.Fatal(err)
	}
	fmt.Fprintf(&b, "lease given back: %v, records whole: %v, next due: %v\n", lease.Run == "", lease.Epoch == state.Committed, !state.NextDue.IsZero())
	slotOf, _ := registry.SlotOf(school)
	slot, err := d.registry.Slot(d.t.Context(), slotOf)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, t := range slot.Schools {
		if t.School == school {
			fmt.Fprintf(&b, "zone %s, failing %v\n", t.Zone, !t.Failing.IsZero())
		}
	}
	due, err := d.registry.Due(d.t.Context(), state.NextDue)
	if err != nil {
		d.t.Fatal(err)
	}
	kept := slices.ContainsFunc(due, func(o registry.Due) bool { return o.School == school && o.At.Equal(state.NextDue) })
	fmt.Fprintf(&b, "what is due is kept: %v\n", kept || state.NextDue.IsZero())
	mails := slices.ContainsFunc(d.SQS.Letters(mailQueue), func(l lambdatest.Letter) bool { return l.Group == school })
	fmt.Fprintf(&b, "mail is rung: %v\n", mails)
	return strings.ReplaceAll(b.String(), school, "school")
}
