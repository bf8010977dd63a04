package dynamo_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shelfmates/shared/registry"
	"shelfmates/shared/registry/registrytest"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/store/storetest"
)

func TestRegistry(t *testing.T) {
	table := newTable(t)
	registrytest.Run(t, func(t *testing.T) registry.Table {
		return dynamo.New(config(t, nil), table, time.Now).Registry()
	})
}

// TestRegistryCalls counts what the registry asks of the service.
func TestRegistryCalls(t *testing.T) {
	table := newTable(t)
	calls := &operations{}
	r := registry.New(dynamo.New(config(t, calls), table, time.Now).Registry())
	var sheets []string
	for i := range 40 {
		id := fmt.Sprintf("school-%02d", i)
		sheets = append(sheets, "sheet of "+id)
		if _, err := r.Add(t.Context(), registry.School{ID: id, Sheet: "sheet of " + id}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 210 {
		sheets = append(sheets, fmt.Sprint("nobody's ", i))
	}
	due := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		what string
		do   func() error
		want []string
	}{
		{"a slot is one query", func() error { _, err := r.Slot(t.Context(), 3); return err }, []string{"Query"}},
		{"what is due is one query", func() error { _, err := r.Due(t.Context(), due); return err }, []string{"Query"}},
		{"all schools are one query", func() error { _, err := r.Schools(t.Context()); return err }, []string{"Query"}},
		{"250 spreadsheets are three batches", func() error { _, err := r.BySheet(t.Context(), sheets...); return err }, []string{"BatchGetItem", "BatchGetItem", "BatchGetItem"}},
		{"no spreadsheets are no call", func() error { _, err := r.BySheet(t.Context()); return err }, nil},
		{"a new due time is two reads and one write", func() error { return r.SetDue(t.Context(), "school-07", registry.Mail, due) }, []string{"BatchGetItem", "BatchGetItem", "TransactWriteItems"}},
		{"the same due time again is one read", func() error { return r.SetDue(t.Context(), "school-07", registry.Mail, due) }, []string{"BatchGetItem"}},
		{"a school that stays well is one read", func() error { return r.ClearFailing(t.Context(), "school-07") }, []string{"BatchGetItem"}},
		{"the zone that it has is one read", func() error { return r.SetZone(t.Context(), "school-07", "UTC") }, []string{"BatchGetItem"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			calls.taken()
			if err := c.do(); err != nil {
				t.Fatal(err)
			}
			if got := calls.taken(); !slices.Equal(got, c.want) {
				t.Errorf("asked %q, want %q", got, c.want)
			}
		})
	}
}

// operations notes what a client asks of the service.
type operations struct {
	mu   sync.Mutex
	list []string
}

func (o *operations) RoundTrip(req *http.Request) (*http.Response, error) {
	o.mu.Lock()
	_, operation, _ := strings.Cut(req.Header.Get("X-Amz-Target"), ".")
	o.list = append(o.list, operation)
	o.mu.Unlock()
	return http.DefaultTransport.RoundTrip(req)
}

func (o *operations) taken() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	list := o.list
	o.list = nil
	return list
}

// TestRegistryOnABadNetwork: every second request goes wrong.
func TestRegistryOnABadNetwork(t *testing.T) {
	for _, fault := range []storetest.Fault{
		storetest.Throttled, storetest.Conflicting, storetest.Unprocessed, storetest.LostBefore, storetest.LostAfter, storetest.BrokenAfter,
	} {
		t.Run(string(fault), func(t *testing.T) {
			table := newTable(t)
			network := storetest.NewNetwork(http.DefaultTransport, func(n int, _ string) storetest.Fault {
				if n%2 == 1 {
					return fault
				}
				return storetest.None
			})
			r := registry.New(dynamo.New(config(t, network), table, time.Now).Registry())
			if added, err := r.Add(t.Context(), registry.School{ID: "maple", Sheet: "1aB"}); err != nil || !added {
				t.Fatalf("Add: %v, %v", added, err)
			}
			if err := r.Remove(t.Context(), "maple"); err != nil {
				t.Fatalf("Remove: %v", err)
			}
			if schools, err := r.Schools(t.Context()); err != nil || len(schools) != 0 {
				t.Errorf("Schools: %v, %v", schools, err)
			}
		})
	}
}
