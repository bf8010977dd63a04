package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal opens a pseudo-terminal: what is written to one end comes out of the
// other.
func terminal(t *testing.T) (ours, theirs *os.File) {
	t.Helper()
	ours, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ours.Close() })
	if err := unix.IoctlSetPointerInt(int(ours.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(ours.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return ours, theirs
}

// onTerminal runs the command with output and errors on a terminal and returns
// what it shows.
func onTerminal(t *testing.T, env []string, args ...string) string {
	t.Helper()
	ours, theirs := terminal(t)
	cmd := exec.Command("shelfmates", args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(append(os.Environ(), "TERM=xterm", "XDG_DATA_HOME="+cmd.Dir), env...)
	cmd.Stdout, cmd.Stderr = theirs, theirs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = theirs.Close()
	out, _ := io.ReadAll(ours) // ends with an error when the other end is closed
	_ = cmd.Wait()
	return string(out)
}

func TestTerminal(t *testing.T) {
	const red = "\x1b[31m"
	t.Run("there are colours on a terminal", func(t *testing.T) {
		if out := onTerminal(t, nil, "check"); !strings.Contains(out, red+"broken") {
			t.Errorf("shows %q", out)
		}
	})
	t.Run("there are none with NO_COLOR", func(t *testing.T) {
		if out := onTerminal(t, []string{"NO_COLOR=1"}, "check"); strings.Contains(out, "\x1b[") || !strings.Contains(out, "broken") {
			t.Errorf("shows %q", out)
		}
	})
	book := filepath.Join(t.TempDir(), "school.xlsx")
	manyHours(t, book, 6000)
	t.Run("long work shows how far it is", func(t *testing.T) {
		out := onTerminal(t, nil, "sync", "--sheet", "xlsx:"+book)
		if !strings.Contains(out, "records") || !strings.Contains(out, "%") {
			t.Errorf("shows %q", out)
		}
	})
	t.Run("and says nothing where nobody watches", func(t *testing.T) {
		cmd := exec.Command("shelfmates", "sync", "--sheet", "xlsx:"+book)
		cmd.Dir = t.TempDir()
		cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+cmd.Dir)
		var trouble strings.Builder
		cmd.Stderr = &trouble
		out, err := cmd.Output()
		if err != nil || trouble.Len() > 0 || strings.Contains(string(out), "\x1b") {
			t.Errorf("%v; on stderr %q, on stdout %q", err, trouble.String(), out)
		}
	})
}
