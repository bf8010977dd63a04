package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestCtrlC interrupts a first sync of 20,000 rows in its middle. It ends soon,
// says so, leaves the workbook and the store as one of both would have them,
// and the next sync finishes.
func TestCtrlC(t *testing.T) {
	m := newMachine(t, "shelfmates")
	manyHours(t, m.book(), 20000)
	before, err := os.ReadFile(m.book())
	if err != nil {
		t.Fatal(err)
	}
	cmd := m.command("sync")
	var trouble strings.Builder
	cmd.Stderr = &trouble
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	// The middle is when the store is there and holds a few megabytes.
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for size := int64(0); size < 2<<20; {
		select {
		case err := <-done:
			t.Fatalf("it was done before it could be interrupted: %v", err)
		case <-look.C:
		}
		if info, err := os.Stat(filepath.Join(m.dir, "data", "school.db-wal")); err == nil {
			size = info.Size()
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var ended *exec.ExitError
	if err := <-done; !errors.As(err, &ended) || ended.ExitCode() != exitFail {
		t.Fatalf("it ended with %v, want exit code 1; it said %q", err, trouble.String())
	}
	if said := trouble.String(); !strings.Contains(said, "interrupted") || strings.Contains(said, "context canceled") {
		t.Errorf("it said %q", said)
	}
	after, err := os.ReadFile(m.book())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(before, after) {
		t.Error("the workbook changed")
	}
	if out := m.run("check"); !strings.Contains(out, "a sync was cut off, and the next one finishes its work") {
		t.Errorf("check says %q", out)
	}
	m.run("sync")
	if n := strings.Count(m.run("export", "--tab", "Hours"), "\n"); n != 20000 {
		t.Errorf("%d records, want 20000", n)
	}
	see(t, m)
	if left := m.files("docs"); !slices.Equal(left, []string{"school.xlsx"}) {
		t.Errorf("beside the workbook lies %q", left)
	}
}

// TestTwoAtOnce starts many syncs of one school together. All end well, one
// after the other, and every row has one record.
func TestTwoAtOnce(t *testing.T) {
	m := newMachine(t, "shelfmates")
	manyHours(t, m.book(), 3000)
	var running []*exec.Cmd
	var said [4]strings.Builder
	for i := range said {
		cmd := m.command("sync", "--json")
		cmd.Stdout, cmd.Stderr = &said[i], &said[i]
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, cmd)
	}
	for i, cmd := range running {
		if err := cmd.Wait(); err != nil {
			t.Errorf("sync %d: %v: %s", i, err, said[i].String())
		}
	}
	created := 0
	for i := range said {
		if strings.Contains(said[i].String(), `"created": 3000`) {
			created++
		}
	}
	if created != 1 {
		t.Errorf("%d syncs created the records, want one", created)
	}
	if n := strings.Count(m.run("export", "--tab", "Hours"), "\n"); n != 3000 {
		t.Errorf("%d records, want 3000", n)
	}
	see(t, m)
}
