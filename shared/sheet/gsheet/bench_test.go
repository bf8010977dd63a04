package gsheet_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"google.golang.org/api/sheets/v4"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/sheet/gsheet"
)

// manyHours is a reply of values.batchGet: 500 volunteers, and n rows of hours
// in eleven columns that name them. Id gives the ID of a row of a tab.
func manyHours(n int, id func(kind partnership.Kind, row int) string) []byte {
	volunteers := [][]any{{"Volunteer", "Email", "Shelfmates note", "ID"}}
	for i := range 500 {
		volunteers = append(volunteers, []any{fmt.Sprint("Volunteer ", i), fmt.Sprintf("v%d@mail.example", i), "", id(partnership.Volunteers, i)})
	}
	hours := [][]any{{"Date", "Program", "Volunteer", "Hours", "Students", "What we did", "People", "On behalf of", "Kind", "Shelfmates note", "ID"}}
	for i := range n {
		hours = append(hours, []any{
			45000 + i%1000, "", fmt.Sprint("Volunteer ", i%500), 1.5, i % 9, fmt.Sprintf("Homework help, table %d", i%77), 1, "Self", "Service", "", id(partnership.HoursTab, i),
		})
	}
	reply, err := json.Marshal(map[string]any{"valueRanges": []any{
		map[string]any{"range": "Volunteers!A1:D1000", "values": volunteers},
		map[string]any{"range": fmt.Sprintf("Hours!A1:K%d", n+1), "values": hours},
	}})
	if err != nil {
		panic(err)
	}
	return reply
}

// replies is a server that gives one reply to everything, compressed as Google
// does.
func replies(b *testing.B, reply []byte) *httptest.Server {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write(reply); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(zipped.Bytes()) //nolint:errcheck // a benchmark's own server
	}))
	b.Cleanup(server.Close)
	return server
}

var benchTabs = sheet.Known{Tabs: []sheet.KnownTab{{Key: "1", Title: "Volunteers"}, {Key: "2", Title: "Hours"}}}

// BenchmarkChain reads 50,000 rows off the wire, matches them with their records
// and works out that nothing changed. The budget is 0.5 s of one processor, and
// 128 MB at the peak.
func BenchmarkChain(b *testing.B) {
	server := replies(b, manyHours(50_000, func(partnership.Kind, int) string { return "" }))
	book := gsheet.NewClient(gsheet.Options{Endpoint: server.URL, Tokens: noTokens{}, Now: time.Now}).Book("x")
	read := func() []sheet.Grid {
		snap, err := book.Read(context.Background(), benchTabs)
		if err != nil {
			b.Fatal(err)
		}
		return snap.Grids
	}
	kinds := []partnership.Kind{partnership.Volunteers, partnership.HoursTab}
	stored := map[partnership.Kind][]match.Stored{}
	sync := func(n int64, grids []sheet.Grid) map[partnership.Kind]match.Plan {
		survey := sheet.LayOut(grids, nil)
		names, minted := match.NewNames(), 0
		settled := map[partnership.Kind]*match.Settled{}
		clock := match.Clock{Began: time.Date(2026, 11, 2, 14, 0, 0, 0, time.UTC), Today: schoolyear.MakeDay(2026, 11, 2), Epoch: n, Mint: func() partnership.ID {
			minted++
			return partnership.ID(fmt.Sprintf("01ARZ3NDEKTSV4R9FFQ%07d", minted))
		}}
		for _, kind := range kinds {
			layout := survey.Tab(kind)
			layout.Recall(func(string) []sheet.Value { return nil })
			tab := match.Tab{Reading: layout.Read(), Stored: stored[kind], Committed: n - 1, Placed: n - 1}
			settled[kind] = match.Pair(&tab, clock).Advance()
			if kind == partnership.Volunteers {
				names.Add(tab.Reading.Schema, settled[kind].Records())
			}
		}
		plans := map[partnership.Kind]match.Plan{}
		for kind, s := range settled {
			plans[kind] = s.Plan(names)
		}
		return plans
	}
	ids := map[partnership.Kind][]match.IDCell{}
	for kind, plan := range sync(1, read()) {
		stored[kind], ids[kind] = plan.Writes, plan.IDs
	}
	server.Config.Handler = replies(b, manyHours(50_000, func(kind partnership.Kind, row int) string { return string(ids[kind][row].ID) })).Config.Handler
	runtime.GC()
	b.ReportAllocs()
	for b.Loop() {
		for kind, plan := range sync(2, read()) {
			if len(plan.Writes) != 0 || len(plan.IDs) != 0 {
				b.Fatalf("%s: %d writes, %d IDs, want none", kind, len(plan.Writes), len(plan.IDs))
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/1e6, "process-MB")
}

// BenchmarkRead is the reading alone, and beside it what the generated client
// would take to decode the same reply.
func BenchmarkRead(b *testing.B) {
	reply := manyHours(50_000, func(_ partnership.Kind, row int) string { return fmt.Sprintf("01ARZ3NDEKTSV4R9FFQ%07d", row) })
	b.Run("cells", func(b *testing.B) {
		server := replies(b, reply)
		book := gsheet.NewClient(gsheet.Options{Endpoint: server.URL, Tokens: noTokens{}, Now: time.Now}).Book("x")
		b.ReportAllocs()
		for b.Loop() {
			if _, err := book.Read(context.Background(), benchTabs); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(reply))/1e6, "reply-MB")
	})
	b.Run("boxed, as generated", func(b *testing.B) {
		server := replies(b, reply)
		b.ReportAllocs()
		for b.Loop() {
			response, err := http.Get(server.URL)
			if err != nil {
				b.Fatal(err)
			}
			body, err := io.ReadAll(response.Body)
			if err != nil {
				b.Fatal(err)
			}
			var values sheets.BatchGetValuesResponse
			if err := json.Unmarshal(body, &values); err != nil {
				b.Fatal(err)
			}
			response.Body.Close()
		}
	})
}

type noTokens struct{}

func (noTokens) Token(context.Context) (string, error)   { return "token", nil }
func (noTokens) Refused(string)                          {}
func (noTokens) Account(context.Context) (string, error) { return "", nil }
