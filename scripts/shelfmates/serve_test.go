package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// promptly is how soon a saved workbook shows on the pages.
const promptly = 3 * time.Second

// TestPagesFollowASave saves a workbook while the built command serves it, and
// wants it on the pages within three seconds. On a machine that is busy with
// other tests one save in five is enough.
func TestPagesFollowASave(t *testing.T) {
	m := newMachine(t, built(t))
	m.run("new-sheet", "--sample")
	m.run("sync")
	s, err := startServer(m.command("serve", "--listen", "127.0.0.1:0"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.interrupt(); err != nil {
			t.Errorf("after Ctrl-C: %v", err)
		}
	}()
	var took []time.Duration
	for i := range 5 {
		name := fmt.Sprintf("Friends of the Library %d", i)
		f, err := excelize.OpenFile(m.book())
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("Partners")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStr("Partners", fmt.Sprintf("A%d", len(rows)+1), name); err != nil {
			t.Fatal(err)
		}
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		took = append(took, s.shows(t, "/partners", name))
		if took[i] <= promptly {
			t.Logf("a save shows after %v", took)
			return
		}
	}
	t.Errorf("saves show after %v, want %v", took, promptly)
}

// shows returns how long it takes from now on until a page has a text.
func (s *server) shows(t *testing.T, path, text string) time.Duration {
	t.Helper()
	began := time.Now()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for range look.C {
		page, err := s.get(path)
		if err == nil && strings.Contains(page, text) {
			break
		}
		if time.Since(began) > patient {
			t.Fatalf("%q is not on %s after %v (%v)", text, path, patient, err)
		}
	}
	return time.Since(began)
}
