package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// built returns the command as `make build` builds it, once for all tests.
func built(t *testing.T) string {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var build = sync.OnceValues(func() (string, error) {
	path := filepath.Join(buildFolder(), "shelfmates")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the command: %w\n%s", err, out)
	}
	return path, nil
})

// buildFolder is this process's own; go build makes it.
func buildFolder() string {
	return filepath.Join(os.TempDir(), fmt.Sprintf("shelfmates-built-%d", os.Getpid()))
}

// A machine is a folder with a workbook in one place and the store in another,
// and the command to run on them.
type machine struct {
	t       testing.TB
	program string
	dir     string
	now     string
}

func newMachine(t testing.TB, program string) *machine {
	t.Helper()
	m := &machine{t: t, program: program, dir: t.TempDir(), now: "2026-11-23T08:00:00-05:00"}
	for _, dir := range []string{"docs", "data"} {
		if err := os.MkdirAll(filepath.Join(m.dir, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func (m *machine) book() string { return filepath.Join(m.dir, "docs", "school.xlsx") }

// settings are the environment of this machine.
func (m *machine) settings() []string {
	return []string{
		"SHELFMATES_SHEET=xlsx:" + m.book(), "SHELFMATES_NOW=" + m.now,
		"SHELFMATES_STORE=sqlite:" + filepath.Join(m.dir, "data", "school.db"), "XDG_DATA_HOME=" + filepath.Join(m.dir, "data"),
	}
}

// command is the command with this machine's settings.
func (m *machine) command(args ...string) *exec.Cmd {
	cmd := exec.Command(m.program, args...)
	cmd.Dir, cmd.Env = m.dir, append(os.Environ(), m.settings()...)
	return cmd
}

// run runs the command, which must end with 0, and returns what it prints.
func (m *machine) run(args ...string) string {
	m.t.Helper()
	var out, trouble strings.Builder
	cmd := m.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &trouble
	if err := cmd.Run(); err != nil {
		m.t.Fatalf("shelfmates %s: %v\n%s%s", strings.Join(args, " "), err, out.String(), trouble.String())
	}
	return out.String()
}

// files lists what lies in a folder of this machine.
func (m *machine) files(dir string) []string {
	m.t.Helper()
	entries, err := os.ReadDir(filepath.Join(m.dir, dir))
	if err != nil {
		m.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestTheBuiltCommand(t *testing.T) {
	m := newMachine(t, built(t))
	m.run("new-sheet", "--sample")
	m.run("sync")
	if lines := strings.Count(m.run("export"), "\n"); lines < 500 {
		t.Errorf("the sample has %d records", lines)
	}
	if out := m.run("sync"); !strings.Contains(out, "Nothing has changed") {
		t.Errorf("a second sync says %q", out)
	}
	cmd := m.command("sync", "--nonsense")
	if err := cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != exitUsage {
		t.Errorf("a wrong flag: %v", err)
	}
}
