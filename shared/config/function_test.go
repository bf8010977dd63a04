package config_test

import (
	"strings"
	"testing"
	"time"

	"shelfmates/shared/config"
)

func TestFunctionSettings(t *testing.T) {
	variables := []config.Variable{
		{Name: config.Store},
		{Name: config.SyncQueue},
		{Name: config.GoogleKey, Optional: true},
		{Name: config.Now, Optional: true},
	}
	good := map[string]string{
		config.Store: "dynamodb:shelfmates", config.SyncQueue: "https://sqs.us-east-1.amazonaws.com/1/sync.fifo",
		config.GoogleKey: "ssm:/key",
	}
	for _, c := range []struct {
		what, name, value string
		want              string // part of the error; "" when it starts
	}{
		{"all that it declares", "", "", ""},
		{"no store", config.Store, "", "SHELFMATES_STORE: it is not set"},
		{"a store on this machine", config.Store, "sqlite:/tmp/a.db", "SHELFMATES_STORE: a function takes dynamodb:table"},
		{"a queue that keeps no order", config.SyncQueue, "https://sqs.us-east-1.amazonaws.com/1/sync", "SHELFMATES_SYNC_QUEUE:"},
		{"no way to reach Google", config.GoogleKey, "", "SHELFMATES_GOOGLE_KEY: set it"},
		{"a setting that it does not declare, of the wrong form", config.Sheet, "nonsense", ""},
		{"a clock of the wrong form", config.Now, "noon", "SHELFMATES_NOW:"},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, err := config.ParseFunction(func(name string) string {
				if name == c.name {
					return c.value
				}
				return good[name]
			}, variables)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestClock(t *testing.T) {
	at := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	machine := at.Add(99 * time.Hour)
	real := func() time.Time { return machine }
	set, unset := config.Settings{Now: at}.Clock(real), config.Settings{}.Clock(real)
	machine = machine.Add(time.Minute)
	if got := set(); !got.Equal(at.Add(time.Minute)) {
		t.Errorf("a minute after the start the clock says %s", got)
	}
	if got := unset(); !got.Equal(machine) {
		t.Errorf("without a setting the clock says %s, the machine's %s", got, machine)
	}
}
