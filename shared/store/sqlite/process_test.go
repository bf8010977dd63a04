package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/store"
	"shelfmates/shared/store/sqlite"
)

// roleVariable makes this test binary another process that uses a store.
const roleVariable = "SHELFMATES_TEST_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		if err := play(role, os.Args[len(os.Args)-1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

const additions = 150

func play(role, path string) error {
	ctx := context.Background()
	if role == "holder" {
		release, heldBy, err := sqlite.NewLock(path, "sync on library-pc").TryLock(ctx, "school")
		if err != nil || release == nil {
			return fmt.Errorf("lock is held by %q: %w", heldBy, err)
		}
		fmt.Println("locked")
		_, err = io.Copy(io.Discard, os.Stdin) // until the parent ends us
		return err
	}
	s, err := sqlite.Open(ctx, path, time.Now, sqlite.Options{})
	if err != nil {
		return err
	}
	for n := range additions {
		actions := []store.Action{
			{Op: store.Update, Key: "sum", Add: map[string]int64{"n": 1}},
			{Op: store.Put, Key: fmt.Sprintf("R#%d#%d", os.Getpid(), n)},
		}
		if err := s.Write(ctx, "school", actions); err != nil {
			return fmt.Errorf("write %d: %w", n, err)
		}
	}
	return s.Close()
}

// process starts this binary in a role.
func process(t *testing.T, role, path string) (*exec.Cmd, io.ReadCloser) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], path)
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	cmd.Stderr = t.Output()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil { // open until this process ends
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

func TestTwoProcessesWriteAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "store.db") // both make it
	var running []*exec.Cmd
	for range 2 {
		cmd, _ := process(t, "writer", path)
		running = append(running, cmd)
	}
	for _, cmd := range running {
		if err := cmd.Wait(); err != nil {
			t.Fatalf("writer: %v", err)
		}
	}
	s := open(t, path)
	defer s.Close()
	sum, err := s.Get(t.Context(), "school", "sum")
	if err != nil || len(sum) != 1 || sum[0].Int("n") != 2*additions {
		t.Errorf("the sum is %v, %v, want %d", sum, err, 2*additions)
	}
	n := 0
	for _, err := range s.List(t.Context(), "school", "R#") {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 2*additions {
		t.Errorf("%d records, want %d", n, 2*additions)
	}
}

// A process killed in the middle leaves every Write whole: as many records as
// the sum says.
func TestAKilledProcessLeavesWholeWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	for round := range 5 {
		cmd, _ := process(t, "writer", path)
		s := open(t, path)
		// No clock: it dies when the file shows so many of its writes.
		for seen := int64(-1); seen < int64(5+round*7); {
			items, err := s.Get(t.Context(), "school", "sum")
			if err != nil {
				t.Fatal(err)
			}
			seen = 0
			if len(items) == 1 {
				seen = items[0].Int("n")
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait() //nolint:errcheck // it was killed
		records := int64(0)
		for _, err := range s.List(t.Context(), "school", "R#") {
			if err != nil {
				t.Fatal(err)
			}
			records++
		}
		sum, err := s.Get(t.Context(), "school", "sum")
		if err != nil || sum[0].Int("n") != records {
			t.Errorf("round %d: the sum is %v, %v, but there are %d records", round, sum, err, records)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLock(t *testing.T) {
	take := func(t *testing.T, path, holder, school string) (func(), string) {
		t.Helper()
		release, heldBy, err := sqlite.NewLock(path, holder).TryLock(t.Context(), school)
		if err != nil {
			t.Fatal(err)
		}
		return release, heldBy
	}
	t.Run("one holder at a time, who says who it is", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "data", "store.db")
		release, _ := take(t, path, "sync, process 1", "school")
		if second, heldBy := take(t, path, "sync, process 2", "school"); second != nil || heldBy != "sync, process 1" {
			t.Fatalf("a second got it (%v), held by %q", second != nil, heldBy)
		}
		release()
		again, _ := take(t, path, "sync, process 2", "school")
		release() // a second time: it must not end what another holds
		if third, heldBy := take(t, path, "sync, process 3", "school"); third != nil || heldBy != "sync, process 2" {
			t.Fatalf("a third got it (%v), held by %q", third != nil, heldBy)
		}
		again()
	})
	t.Run("schools do not wait for one another", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "store.db")
		for _, school := range []string{"a", "b", "a/b", "../a", "a.lock", "A school"} {
			release, heldBy := take(t, path, "sync", school)
			if release == nil {
				t.Fatalf("school %q is held by %q", school, heldBy)
			}
			defer release()
		}
		names, err := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(path)), "*.lock"))
		if err != nil || len(names) != 0 {
			t.Errorf("locks outside the folder: %q, %v", names, err)
		}
	})
	t.Run("it ends with its process, however that ends", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "store.db")
		cmd, out := process(t, "holder", path)
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || strings.TrimSpace(line) != "locked" {
			t.Fatalf("holder said %q, %v", line, err)
		}
		if release, heldBy := take(t, path, "sync here", "school"); release != nil || heldBy != "sync on library-pc" {
			t.Fatalf("got it (%v) while another process holds it, %q", release != nil, heldBy)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait() //nolint:errcheck // it was killed
		release, heldBy := take(t, path, "sync here", "school")
		if release == nil {
			t.Fatalf("its process is gone, and it is still held by %q", heldBy)
		}
		release()
	})
}
