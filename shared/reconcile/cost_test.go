package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"shelfmates/shared/partnership"
	"shelfmates/shared/reconcile"
	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/store/storetest"
	"shelfmates/shared/testenv"
)

var tables atomic.Int64

// onDynamo returns a table of its own in DynamoDB Local, reached through a
// transport.
func onDynamo(t testing.TB, transport http.RoundTripper) store.Store {
	t.Helper()
	endpoint := testenv.DynamoDB(t)
	s := dynamo.New(aws.Config{
		Region: "us-east-1", BaseEndpoint: &endpoint, HTTPClient: &http.Client{Transport: transport},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}, nil
		}),
	}, fmt.Sprintf("shelfmates-%d", tables.Add(1)), time.Now)
	if err := s.CreateTable(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCost(t *testing.T) {
	t.Run("unchanged: one read, one store read, two with standing problems, no write", func(t *testing.T) {
		d := staffed(t)
		check := func(storeReads int) {
			t.Helper()
			if r := d.sync(); r.Reads != 1 || r.Writes != 0 || r.StoreReads != storeReads || r.StoreWrites != 0 {
				t.Errorf("%d reads, %d writes, %d store reads, %d store writes; want 1, 0, %d, 0", r.Reads, r.Writes, r.StoreReads, r.StoreWrites, storeReads)
			}
		}
		check(1)
		d.paper.tab("Hours").set(2, 4, "many")
		d.sync()
		check(2)
	})
	t.Run("SEEN is written at most once in fifteen minutes", func(t *testing.T) {
		d := staffed(t)
		writes := 0
		for range 60 {
			writes += d.sync().StoreWrites
		}
		if writes != 4 {
			t.Errorf("%d writes in an hour, want 4", writes)
		}
	})
	t.Run("a sort writes nothing, with standing problems one write refreshes their addresses", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").sortBy(2)
		if r := d.sync(); r.Writes != 0 || r.StoreWrites != 0 {
			t.Errorf("%d writes, %d store writes", r.Writes, r.StoreWrites)
		}
		d.paper.tab("Hours").set(2, 4, "many")
		d.sync()
		d.paper.tab("Hours").sortBy(0)
		d.paper.tab("Hours").swap(2, 9)
		r := d.sync()
		if r.Writes > 1 || d.tabReport(r, partnership.HoursTab).Updated != 0 {
			t.Errorf("%d writes, %+v", r.Writes, d.tabReport(r, partnership.HoursTab))
		}
		for _, p := range r.Stands {
			if p.Code == sheet.NumberUnread && d.paper.tab("Hours").say(p.Row, "Students") != "many" {
				t.Errorf("the problem is said to be in row %d", p.Row)
			}
		}
	})
	t.Run("a changed sync is at most three reads and one write", func(t *testing.T) {
		d := staffed(t)
		d.paper.tab("Hours").typeRow("2026-10-30", "", "Eli Gray", "1")
		if r := d.sync(); r.Reads > 3 || r.Writes != 1 {
			t.Errorf("%d reads, %d writes", r.Reads, r.Writes)
		}
	})
	t.Run("removal ageing: one write at the first miss, another at removal, nothing in between", func(t *testing.T) {
		d := roomy(t, 20)
		d.paper.tab("Hours").deleteRow(5)
		d.sync()
		for range 9 {
			if r := d.sync(); r.StoreWrites != 0 {
				t.Fatalf("%d store writes in between", r.StoreWrites)
			}
		}
	})
}

func TestWriteUnits(t *testing.T) {
	meter := storetest.NewMeter(http.DefaultTransport)
	d := deskAt(t, onDynamo(t, meter), "maple")
	d.paper.tab("Volunteers").typeRow("Ana Ruiz")
	for i := range 130 {
		d.paper.tab("Hours").typeRow("2026-10-06", "", "Ana Ruiz", "1", "", fmt.Sprintf("Entry number %d", i))
	}
	d.sync()
	meter.Taken()
	for _, k := range []int{1, 5, 60, 97, 98, 120} {
		t.Run(fmt.Sprintf("%d changed records", k), func(t *testing.T) {
			for i := range k {
				d.paper.tab("Hours").set(2+i, 5, fmt.Sprintf("Edited for %d, number %d", k, i))
			}
			d.sync()
			if got, most := meter.Taken(), 2*k+2*((k+98)/99)+12; got > most {
				t.Errorf("%d write units, want at most %d", got, most)
			}
		})
	}
	t.Run("new rows, whose IDs wait to be written", func(t *testing.T) {
		for i := range 3 {
			d.paper.tab("Hours").typeRow("2026-10-07", "", "Ana Ruiz", "1", "", fmt.Sprintf("New entry %d", i))
		}
		d.sync()
		if got, most := meter.Taken(), 2*3+2+12+2; got > most {
			t.Errorf("%d write units, want at most %d", got, most)
		}
	})
	t.Run("a problem item that changed costs one more", func(t *testing.T) {
		d.paper.tab("Hours").set(2, 4, "many")
		d.sync()
		if got, most := meter.Taken(), 2+2+12+2; got > most {
			t.Errorf("%d write units, want at most %d", got, most)
		}
	})
	t.Run("nothing changed", func(t *testing.T) {
		d.sync()
		if got := meter.Taken(); got != 0 {
			t.Errorf("%d write units, want none", got)
		}
	})
}

// TestSizes holds LEASE and STATE to their sizes after every call, with all ten
// tabs, titles as long as Google takes them, problems everywhere, and rows that
// are missing and held.
func TestSizes(t *testing.T) {
	d := newDesk(t)
	d.paper.tabs = nil
	for _, schema := range sheet.Tabs() {
		var headers []string
		for _, c := range schema.Columns {
			headers = append(headers, c.Name)
		}
		pg := d.paper.add(schema.Kind, headers...)
		for n := range 12 { // with problems everywhere
			row := make([]string, len(headers))
			for at, c := range schema.Columns {
				if row[at] = fmt.Sprintf("Something %d", n); c.Type == sheet.Date && c.Required {
					row[at] = fmt.Sprintf("2026-10-%02d", n+1)
				}
				if c.Name == "Hours" {
					row[at] = "1"
				}
			}
			pg.typeRow(row...)
		}
	}
	d.paper.add(sheet.SettingsTab, "Setting", "Value").typeRow("Allow large removal", "No")
	most := map[string]int{store.LeaseKey: 300, store.StateKey: 4096}
	s := reconcile.New(reconcile.Options{
		Book: d.paper, School: d.school, Now: d.now, Rand: d.rand, Holder: strings.Repeat("Ä long name of a machine ", 20),
		Store: storetest.Observe(d.store, nil, func(ctx context.Context, c storetest.Call, err error) error {
			items, failed := d.store.Get(ctx, d.school, store.LeaseKey, store.StateKey)
			for _, i := range items {
				if size := store.Size(d.school, i); size > most[i.Key] {
					t.Errorf("%s has %d bytes, want at most %d", i.Key, size, most[i.Key])
				}
			}
			return errors.Join(err, failed)
		}),
	})
	for round := range 4 {
		d.clock = d.clock.Add(20 * time.Minute)
		switch round {
		case 1: // as long as Google lets a title be
			for _, pg := range d.paper.tabs[1:9] {
				pg.title += " " + strings.Repeat("図書館のために ", 20)
				pg.title = string([]rune(pg.title)[:100])
			}
		case 2:
			for _, pg := range d.paper.tabs[:9] {
				pg.deleteRow(3)
				pg.set(4, 0, "Changed")
			}
		}
		if _, err := s.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLongCells(t *testing.T) {
	d := staffed(t)
	for at := range 5 { // as much as a cell takes, where it cannot be read
		d.paper.tab("Hours").set(2, at, strings.Repeat("聞こえない", 6_500))
	}
	d.sync()
	d.later()
	if r := d.sync(); r.Changed {
		t.Error("cells too long to store are read anew each time")
	}
	if got := d.field("Hours", 2, "Date"); got != "2026-10-06" {
		t.Errorf("the date is %q, want what it was", got)
	}
}
