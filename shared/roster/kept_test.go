package roster_test

import (
	"fmt"
	"testing"

	"shelfmates/shared/roster"
	"shelfmates/shared/store"
	"shelfmates/shared/store/storetest"
)

// TestEditionsOfManySchools asks for the records of more schools than are kept.
func TestEditionsOfManySchools(t *testing.T) {
	const schools, kept = 9, 8
	recorded := storetest.Record(openStore(t))
	for n := range schools {
		state, err := store.State{Schema: store.Schema, Committed: 1, StartDay: "2026-08-10", Zone: "America/Denver", Read: now}.Item()
		if err != nil {
			t.Fatal(err)
		}
		volunteer := ana(t)
		err = recorded.Write(t.Context(), schoolNumber(n), []store.Action{
			{Op: store.Update, Key: store.LeaseKey, Attrs: store.Attrs{store.LeaseEpoch: int64(1)}},
			{Op: store.Put, Key: state.Key, Attrs: state.Attrs},
			volunteer,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	r := roster.New(recorded)
	// loads reports whether asking for a school loads it anew.
	loads := func(n int) bool {
		t.Helper()
		recorded.Taken()
		e, err := r.Load(t.Context(), schoolNumber(n))
		if err != nil || len(e.Volunteers) != 1 {
			t.Fatalf("load school %d: %v", n, err)
		}
		return len(recorded.Taken()) > 1
	}
	for n := range kept {
		if !loads(n) {
			t.Errorf("school %d is there before anybody asked", n)
		}
	}
	for n := range kept {
		if loads(n) {
			t.Errorf("school %d of %d is loaded again", n, kept)
		}
	}
	if loads(0); !loads(kept) {
		t.Errorf("school %d is there before anybody asked", kept)
	}
	if loads(0) || loads(kept) {
		t.Error("the schools that were asked for last are loaded again")
	}
	if !loads(1) {
		t.Error("the school that was asked for longest ago is kept, too: nothing bounds how many are")
	}
}

func schoolNumber(n int) string { return fmt.Sprintf("school-%d", n) }
