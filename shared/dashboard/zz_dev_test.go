package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"
	"shelfmates/shared/partnership"
)

type devbox struct{}

func (devbox) List(context.Context) ([]Mail, error) {
	return []Mail{{ID: "2026-11-23-weekly-digest-1", At: noon().Add(-24 * time.Hour), Kind: "Weekly digest", To: "Ms. Okafor <okafor@aldercreek.example>", Subject: "3 thank-yous, 1 meeting and 2 cells for Monday"}}, nil
}
func (b devbox) Read(ctx context.Context, id string) (Message, error) {
	l, _ := b.List(ctx)
	return Message{Mail: l[0], Text: "Last week 11 people gave 23 h 30 min.\n\nTHANK\n1. Second Turn Thrift gave 12 used computers", HTML: "<!doctype html><body style='font-family:serif'><h1 style='color:#1f6f5c'>Monday</h1><p>Last week 11 people gave 23 h. <a href='https://example.org'>approve</a></p>"}, nil
}

func TestDev(t *testing.T) {
	if os.Getenv("DEV") == "" {
		return
	}
	h := New("school", &shelf{edition: lively()}, noon, Options{Outbox: devbox{}, SheetName: "Alder Creek.xlsx", Poll: time.Second,
		CellLink: func(k partnership.Kind, c string) string { return "https://docs.google.com/spreadsheets/d/x/edit#gid=0&range=" + c },
		Try: []string{"Open sample/school.xlsx in your spreadsheet program, change an hour, save: this page follows.", "Type a date that is no date, and look under Cells to fix.", "Read Monday’s mail under Mail."}})
	e := New("school", &shelf{edition: blank()}, noon, Options{Base: "/empty", Outbox: nil})
	m := http.NewServeMux()
	m.Handle("/", h)
	m.Handle("/empty/", e)
	s := &http.Server{Addr: "127.0.0.1:18731", Handler: m}
	go func() { time.Sleep(20 * time.Minute); s.Close() }()
	fmt.Println(s.ListenAndServe())
}
