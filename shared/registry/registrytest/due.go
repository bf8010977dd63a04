package registrytest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"shelfmates/shared/registry"
)

// due says what is due at a moment.
func (b bench) due(now time.Time, want ...registry.Due) {
	b.Helper()
	got, err := b.Due(b.Context(), now)
	b.ok(err)
	if got == nil || want == nil {
		b.is("due", len(got), len(want))
		return
	}
	b.is("due", got, want)
}

func dueCases() map[string]func(bench) {
	at := func(school string, task registry.Task, at time.Time) registry.Due {
		return registry.Due{School: school, Sheet: "sheet of " + school, Task: task, At: at}
	}
	return map[string]func(bench){
		"is what was kept up to now, the longest due first": func(b bench) {
			b.add("maple", "sheet of maple")
			b.add("oak", "sheet of oak")
			b.ok(b.SetDue(b.Context(), "maple", registry.Mail, noon))
			b.ok(b.SetDue(b.Context(), "oak", registry.Sync, noon.Add(-time.Hour)))
			b.ok(b.SetDue(b.Context(), "maple", registry.Sync, noon.Add(time.Millisecond)))
			b.due(noon.Add(-2 * time.Hour))
			b.due(noon, at("oak", registry.Sync, noon.Add(-time.Hour)), at("maple", registry.Mail, noon))
			b.due(noon.AddDate(9, 0, 0), at("oak", registry.Sync, noon.Add(-time.Hour)), at("maple", registry.Mail, noon), at("maple", registry.Sync, noon.Add(time.Millisecond)))
		},
		"is one time for each school and task, the last that was kept": func(b bench) {
			b.add("maple", "sheet of maple")
			for _, t := range []time.Time{noon, noon.Add(time.Hour), noon.Add(-time.Hour), noon.Add(-time.Hour)} {
				b.ok(b.SetDue(b.Context(), "maple", registry.Sync, t))
			}
			b.due(noon.AddDate(1, 0, 0), at("maple", registry.Sync, noon.Add(-time.Hour)))
			b.ok(b.SetDue(b.Context(), "maple", registry.Sync, time.Time{}))
			b.due(noon.AddDate(1, 0, 0))
		},
		"is nothing of a school that is not registered": func(b bench) {
			b.unknown(b.SetDue(b.Context(), "maple", registry.Sync, noon))
			b.due(noon)
		},
		"stays when a school gets another spreadsheet": func(b bench) {
			b.add("maple", "sheet of maple")
			b.ok(b.SetDue(b.Context(), "maple", registry.Mail, noon))
			_, err := b.Add(b.Context(), registry.School{ID: "maple", Sheet: "another"})
			b.ok(err)
			b.due(noon, at("maple", registry.Mail, noon))
			b.ok(b.SetDue(b.Context(), "maple", registry.Mail, time.Time{}))
			b.due(noon)
		},
		"is one time also when many keep it at once": func(b bench) {
			b.add("maple", "sheet of maple")
			var all sync.WaitGroup
			for i := range 8 {
				r := []*registry.Registry{b.Registry, registry.New(b.other)}[i%2]
				all.Go(func() {
					if err := r.SetDue(b.Context(), "maple", registry.Sync, noon.Add(time.Duration(i)*time.Minute)); err != nil {
						b.Errorf("SetDue: %v", err)
					}
				})
			}
			all.Wait()
			got, err := b.Due(b.Context(), noon.AddDate(1, 0, 0))
			b.ok(err)
			b.is("items", len(got), 1)
		},
	}
}

func markCases() map[string]func(bench) {
	return map[string]func(bench){
		"a page token is the account's, and the last that was kept": func(b bench) {
			for _, token := range []string{"", "17", "18", "18"} {
				if token != "" {
					b.ok(b.SetPageToken(b.Context(), "google", token))
				}
				got, err := b.PageToken(b.Context(), "google")
				b.ok(err)
				b.is("token", got, token)
			}
			got, err := b.PageToken(b.Context(), "other@account.example")
			b.ok(err)
			b.is("token of another account", got, "")
		},
		"the last minute is the last that was kept": func(b bench) {
			for _, minute := range []time.Time{{}, noon, noon.Add(time.Minute)} {
				if !minute.IsZero() {
					b.ok(b.SetLastMinute(b.Context(), minute))
				}
				got, err := b.LastMinute(b.Context())
				b.ok(err)
				b.is("minute", got, minute)
			}
		},
	}
}

func versionCases() map[string]func(bench) {
	return map[string]func(bench){
		"what a newer program wrote is refused in one sentence, and left as it is": func(b bench) {
			b.add("maple", "1aB")
			b.ok(b.SetDue(b.Context(), "maple", registry.Sync, noon))
			n, _ := registry.SlotOf("maple")
			slot := fmt.Sprintf("REG#SLOT#%02d", n)
			var newer []registry.Item
			for _, partition := range []string{"REG#SCHOOL", "REG#SHEET", "REG#DUE", slot} {
				items, err := b.Query(b.Context(), partition, "0", "\U0010FFFF")
				b.ok(err)
				for _, i := range items {
					b.is("schema of "+i.Sort, i.Attrs["schema"], registry.Schema)
					was := registry.Attrs{"schema": i.Attrs["schema"]}
					i.Attrs["schema"] = int64(registry.Schema + 1)
					b.write(put(i.Key, was, i.Attrs))
					newer = append(newer, i)
				}
			}
			_, add := b.Add(b.Context(), registry.School{ID: "oak", Sheet: "1aB"})
			_, one := b.School(b.Context(), "maple")
			_, all := b.Schools(b.Context())
			_, sheets := b.BySheet(b.Context(), "1aB")
			_, turn := b.Slot(b.Context(), n)
			_, due := b.Due(b.Context(), noon)
			for what, err := range map[string]error{
				"Add": add, "School": one, "Schools": all, "BySheet": sheets, "Slot": turn, "Due": due,
				"Remove": b.Remove(b.Context(), "maple"), "SetZone": b.SetZone(b.Context(), "maple", "UTC"),
				"SetDue": b.SetDue(b.Context(), "maple", registry.Sync, noon.Add(1)),
			} {
				var refused *registry.NewerError
				if !errors.As(err, &refused) {
					b.Errorf("%s: got %v, want a NewerError", what, err)
				}
			}
			for _, i := range newer {
				b.holds(i.Key, i.Attrs)
			}
		},
		"what the program before wrote is read": func(b bench) {
			b.write(put(key("REG#SCHOOL", "SCHOOL#old"), nil, registry.Attrs{"schema": int64(registry.Schema - 1), "sheet": "1aB", "zone": "UTC"}))
			b.ok(b.SetZone(b.Context(), "old", "America/New_York"))
			got, err := b.School(b.Context(), "old")
			b.ok(err)
			b.is("school", got, registry.School{ID: "old", Sheet: "1aB", Zone: "America/New_York"})
			if !slices.ContainsFunc(b.slot("old").Schools, func(t registry.Turn) bool { return t.School == "old" }) {
				b.Error("the school is in no slot")
			}
		},
	}
}
