package registrytest

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"shelfmates/shared/registry"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// claimed says that a spreadsheet is another school's.
func (b bench) claimed(err error, sheet, school string) {
	b.Helper()
	var claimed *registry.ClaimedError
	if !errors.As(err, &claimed) || *claimed != (registry.ClaimedError{Sheet: sheet, School: school}) {
		b.Errorf("got %v, want %s to be claimed by %s", err, sheet, school)
	}
}

func (b bench) unknown(err error) {
	b.Helper()
	if !errors.Is(err, registry.ErrUnknown) {
		b.Errorf("got %v, want ErrUnknown", err)
	}
}

// schools says which schools are registered.
func (b bench) schools(want ...registry.School) {
	b.Helper()
	got, err := b.Schools(b.Context())
	b.ok(err)
	b.is("schools", got, want)
	for _, s := range want {
		one, err := b.School(b.Context(), s.ID)
		b.ok(err)
		b.is("school "+s.ID, one, s)
	}
}

// slot returns the slot of a school.
func (b bench) slot(school string) registry.Slot {
	b.Helper()
	n, _ := registry.SlotOf(school)
	s, err := b.Slot(b.Context(), n)
	b.ok(err)
	return s
}

// bySheet says whose spreadsheets are.
func (b bench) bySheet(want map[string]string, sheets ...string) {
	b.Helper()
	got, err := b.BySheet(b.Context(), sheets...)
	b.ok(err)
	b.is("spreadsheets", got, want)
}

func schoolCases() map[string]func(bench) {
	school := func(id, sheet, audience string) registry.School {
		return registry.School{ID: id, Sheet: sheet, Audience: audience, Zone: "UTC"}
	}
	return map[string]func(bench){
		"a school that was added is found by its ID, its spreadsheet and its slot": func(b bench) {
			added, err := b.Add(b.Context(), registry.School{ID: "maple", Sheet: "1aB", Audience: "script.apps"})
			b.ok(err)
			b.is("added", added, true)
			b.add("oak", "2cD")
			b.schools(school("maple", "1aB", "script.apps"), school("oak", "2cD", ""))
			b.bySheet(map[string]string{"1aB": "maple", "2cD": "oak"}, "2cD", "nobody's", "1aB", "1aB")
			b.is("slot", b.slot("maple").Schools[0], registry.Turn{School: "maple", Sheet: "1aB", Zone: "UTC"})
		},
		"adding it again changes what is new": func(b bench) {
			b.add("maple", "1aB")
			b.ok(b.SetZone(b.Context(), "maple", "America/New_York"))
			added, err := b.Add(b.Context(), registry.School{ID: "maple", Sheet: "2cD", Audience: "x"})
			b.ok(err)
			b.is("added", added, false)
			b.schools(registry.School{ID: "maple", Sheet: "2cD", Audience: "x", Zone: "America/New_York"})
			b.bySheet(map[string]string{"2cD": "maple"}, "1aB", "2cD")
			b.add("oak", "1aB") // which is free now
		},
		"a spreadsheet is one school's": func(b bench) {
			b.add("maple", "1aB")
			b.add("oak", "2cD")
			for _, id := range []string{"elm", "oak"} {
				_, err := b.Add(b.Context(), registry.School{ID: id, Sheet: "1aB"})
				b.claimed(err, "1aB", "maple")
			}
			b.schools(school("maple", "1aB", ""), school("oak", "2cD", ""))
		},
		"of many who claim a spreadsheet at once one has it": func(b bench) {
			var all sync.WaitGroup
			won := make(chan string, 12)
			for i := range 12 {
				r := []*registry.Registry{b.Registry, registry.New(b.other)}[i%2]
				id := fmt.Sprintf("school-%02d", i)
				all.Go(func() {
					var claimed *registry.ClaimedError
					if _, err := r.Add(b.Context(), registry.School{ID: id, Sheet: "1aB"}); err == nil {
						won <- id
					} else if !errors.As(err, &claimed) {
						b.Errorf("Add: %v", err)
					}
				})
			}
			all.Wait()
			b.is("winners", len(won), 1)
			b.schools(school(<-won, "1aB", ""))
		},
		"one that was removed is nowhere": func(b bench) {
			b.add("maple", "1aB")
			b.ok(b.SetDue(b.Context(), "maple", registry.Sync, noon))
			b.ok(b.SetDue(b.Context(), "maple", registry.Mail, noon))
			b.ok(b.SetFailing(b.Context(), "maple", noon))
			b.ok(b.Remove(b.Context(), "maple"))
			n, _ := registry.SlotOf("maple")
			for _, partition := range []string{"REG#SCHOOL", "REG#SHEET", "REG#DUE", fmt.Sprintf("REG#SLOT#%02d", n)} {
				b.is(partition, b.query(partition, "0", "\U0010FFFF"), []string{})
			}
			b.unknown(b.Remove(b.Context(), "maple"))
			_, err := b.School(b.Context(), "maple")
			b.unknown(err)
			b.add("oak", "1aB")
		},
	}
}

func slotCases() map[string]func(bench) {
	return map[string]func(bench){
		"has its schools in the order of their IDs, and no others": func(b bench) {
			var ids, want, got []string
			for i := range 40 {
				ids = append(ids, fmt.Sprintf("school-%02d", i))
				b.add(ids[i], fmt.Sprintf("sheet-%02d", i))
			}
			for n := range registry.Slots {
				s, err := b.Slot(b.Context(), n)
				b.ok(err)
				for _, t := range s.Schools {
					got = append(got, t.School)
				}
				for _, id := range ids {
					if slot, _ := registry.SlotOf(id); slot == n {
						want = append(want, id)
					}
				}
			}
			b.is("all slots", got, want)
		},
		"knows the zone": func(b bench) {
			b.add("maple", "1aB")
			b.ok(b.SetZone(b.Context(), "maple", "America/New_York"))
			b.is("slot", b.slot("maple").Schools, []registry.Turn{{School: "maple", Sheet: "1aB", Zone: "America/New_York"}})
			b.unknown(b.SetZone(b.Context(), "oak", "UTC"))
		},
		"knows since when a school is failing, the first time until it is cleared": func(b bench) {
			b.add("maple", "1aB")
			b.ok(b.SetFailing(b.Context(), "maple", noon))
			b.ok(b.SetFailing(b.Context(), "maple", noon.Add(time.Hour)))
			b.is("failing since", b.slot("maple").Schools[0].Failing, noon)
			b.ok(b.ClearFailing(b.Context(), "maple"))
			b.ok(b.ClearFailing(b.Context(), "maple"))
			b.is("failing since", b.slot("maple").Schools[0].Failing, time.Time{})
		},
		"of a school that is gone nothing fails": func(b bench) {
			b.ok(b.SetFailing(b.Context(), "maple", noon)) // its last sync ended late
			b.is("slot", b.slot("maple"), registry.Slot{})
			b.add("maple", "1aB")
			b.is("failing since", b.slot("maple").Schools[0].Failing, time.Time{})
		},
		"names a school of whose item nothing can be made, and has the others": func(b bench) {
			b.add("maple", "1aB")
			n, _ := registry.SlotOf("maple")
			b.write(put(key(fmt.Sprintf("REG#SLOT#%02d", n), "SCHOOL#broken"), nil, registry.Attrs{"schema": int64(1), "colour": "red"}))
			s := b.slot("maple")
			b.is("unreadable", s.Unreadable, []string{"broken"})
			b.is("schools", len(s.Schools), 1)
		},
	}
}
