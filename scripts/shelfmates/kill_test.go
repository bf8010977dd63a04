package main

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/xuri/excelize/v2"
)

// killsVariable says how many times sync is killed; `make sweep` sets it to
// 200. docs/reliability.md has the figures.
const killsVariable = "SHELFMATES_KILLS"

// TestKill kills the built sync with SIGKILL at random moments, every other
// time while it writes the workbook, runs it again at once, and wants what one
// clean run leaves: the same records, the same cells, each row with the ID of
// its record, a workbook that opens, and no file left behind.
func TestKill(t *testing.T) {
	kills := 30
	if n, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		kills = n
	}
	const seed = 4
	random := rand.New(rand.NewSource(seed))
	program := built(t)
	scenes := []*scene{firstScene(t, program), editedScene(t, program)}
	struck, writing, early := 0, 0, 0
	for round := 0; struck < kills; round++ {
		if round > 20*kills {
			t.Fatalf("only %d of %d runs were still there to be killed", struck, round)
		}
		s := scenes[round%2]
		atWork := writing < (struck+1)/2
		m := s.machine(t)
		hit, wrote := s.kill(t, m, random, atWork)
		if !hit {
			early++
			continue
		}
		struck++
		if wrote {
			writing++
		}
		s.check(t, m, fmt.Sprintf("kill %d (%s, workbook being written: %v)", struck, s.name, wrote))
		if t.Failed() {
			return
		}
	}
	t.Logf("seed %d: %d kills, %d of them while the workbook was written; %d runs were done before their moment came",
		seed, struck, writing, early)
	if writing < kills/2 {
		t.Errorf("%d of %d kills came while the workbook was written, want half", writing, kills)
	}
}

// A scene is a state of workbook and store, and what one clean sync makes of
// it.
type scene struct {
	name    string
	program string
	files   map[string][]byte // by path below the machine
	now     string
	clean   result
	whole   time.Duration // of a clean run
	writing time.Duration // of that, from the first file beside the workbook on
}

// A result is what can be seen after a sync, IDs and revisions aside.
type result struct {
	records string
	cells   string
}

// firstScene is a school's first sync.
func firstScene(t *testing.T, program string) *scene {
	m := newMachine(t, program)
	manyHours(t, m.book(), 1500)
	return newScene(t, "first sync", m)
}

// editedScene is a sync after an afternoon of edits: rows changed, mistyped,
// added, deleted and moved.
func editedScene(t *testing.T, program string) *scene {
	m := newMachine(t, program)
	manyHours(t, m.book(), 1500)
	m.run("sync")
	f, err := excelize.OpenFile(m.book())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	set := func(cell string, v any) {
		if err := f.SetCellValue("Hours", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 40 {
		set("C"+strconv.Itoa(10+20*i), 3.25)
	}
	for i := range 12 {
		set("C"+strconv.Itoa(15+90*i), "about two")
	}
	for i := range 120 {
		row := strconv.Itoa(1502 + i)
		set("A"+row, time.Date(2026, 11, 2+i%20, 0, 0, 0, 0, time.UTC))
		set("B"+row, "Volunteer "+strconv.Itoa(1+i%40))
		set("C"+row, 1.5)
		set("D"+row, "Evening "+strconv.Itoa(i))
	}
	for _, row := range []int{700, 300} {
		if err := f.RemoveRow("Hours", row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	m.now = "2026-11-23T09:00:00-05:00"
	return newScene(t, "edited", m)
}

// newScene keeps the files of a machine, and learns from a clean run what is
// wanted and how long it takes.
func newScene(t *testing.T, name string, m *machine) *scene {
	t.Helper()
	s := &scene{name: name, program: m.program, now: m.now, files: map[string][]byte{}}
	for _, dir := range []string{"docs", "data"} {
		for _, file := range m.files(dir) {
			content, err := os.ReadFile(filepath.Join(m.dir, dir, file))
			if err != nil {
				t.Fatal(err)
			}
			s.files[filepath.Join(dir, file)] = content
		}
	}
	beside, end := besides(t, m)
	defer end()
	began := time.Now()
	cmd := m.command("sync")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-beside
	wrote := time.Now()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	s.whole, s.writing = time.Since(began), time.Since(wrote)
	s.clean = see(t, m)
	return s
}

// machine returns a machine on which the sync of this scene is still to come.
func (s *scene) machine(t *testing.T) *machine {
	t.Helper()
	m := newMachine(t, s.program)
	m.now = s.now
	for file, content := range s.files {
		if err := os.WriteFile(filepath.Join(m.dir, file), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// besides returns a channel that is closed when the first file appears beside
// the workbook, for the write-back has begun, and what ends the watching.
func besides(t *testing.T, m *machine) (seen chan struct{}, end func()) {
	t.Helper()
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	if err := watcher.Add(filepath.Join(m.dir, "docs")); err != nil {
		t.Fatal(err)
	}
	seen = make(chan struct{})
	go func() {
		for e := range watcher.Events {
			if e.Op.Has(fsnotify.Create) {
				close(seen)
				return
			}
		}
	}()
	return seen, func() { _ = watcher.Close() }
}

// kill starts a sync and kills it at a random moment: anywhere, or from the
// moment on at which it begins to write the workbook. It reports whether there
// was anything left to kill, and whether the workbook was being written.
func (s *scene) kill(t *testing.T, m *machine, random *rand.Rand, atWork bool) (hit, wrote bool) {
	t.Helper()
	beside, end := besides(t, m)
	defer end()
	span := s.whole
	if atWork {
		span = s.writing
	}
	// Half as much again, so that the end is struck too when this run is slower
	// than the one that was timed.
	wait := time.Duration(random.Int63n(int64(span) * 3 / 2))
	cmd := m.command("sync")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	if atWork {
		select {
		case <-beside:
		case err := <-ended:
			t.Fatalf("sync ended without writing the workbook: %v", err)
		}
	}
	moment := time.NewTimer(wait)
	select {
	case <-moment.C:
	case <-ended:
		return false, false
	}
	_ = cmd.Process.Kill()
	select {
	case <-beside:
		wrote = true
	default:
	}
	<-ended
	return !cmd.ProcessState.Exited(), wrote
}

// check runs the sync again and compares.
func (s *scene) check(t *testing.T, m *machine, after string) {
	t.Helper()
	m.t = t
	m.run("sync")
	got := see(t, m)
	if got.records != s.clean.records {
		t.Errorf("%s: the records differ from those of a clean run: %s", after, firstDifference(got.records, s.clean.records))
	}
	if got.cells != s.clean.cells {
		t.Errorf("%s: the cells differ from those of a clean run: %s", after, firstDifference(got.cells, s.clean.cells))
	}
	if left := m.files("docs"); !slices.Equal(left, []string{"school.xlsx"}) {
		t.Errorf("%s: beside the workbook lies %q", after, left)
	}
	for _, name := range m.files("data") {
		if strings.HasSuffix(name, ".holder") {
			t.Errorf("%s: %s was left", after, name)
		}
	}
	var report struct{ Writes, StoreWrites int }
	if err := json.Unmarshal([]byte(m.run("sync", "--json")), &report); err != nil || report.Writes+report.StoreWrites > 0 {
		t.Errorf("%s: a third sync still writes: %+v, %v", after, report, err)
	}
}

// see reads what a sync left, and fails unless each row of the workbook has the
// ID of its own record.
func see(t *testing.T, m *machine) result {
	t.Helper()
	var records []string
	session := map[string]string{} // what was done, by ID
	for line := range strings.Lines(m.run("export")) {
		var r struct {
			Tab, ID string
			Fields  map[string]any
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		fields, err := json.Marshal(r.Fields)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r.Tab+" "+string(fields))
		if what, ok := r.Fields["What we did"].(string); ok {
			session[r.ID] = what
		}
	}
	slices.Sort(records)
	f, err := excelize.OpenFile(m.book())
	if err != nil {
		t.Fatalf("open the workbook: %v", err)
	}
	defer f.Close()
	var cells strings.Builder
	for _, tab := range f.GetSheetList() {
		rows, err := f.GetRows(tab)
		if err != nil {
			t.Fatal(err)
		}
		id := slices.Index(rows[0], "ID")
		for i, row := range rows {
			if i > 0 && tab == "Hours" {
				if len(row) <= id || session[row[id]] != row[3] {
					t.Errorf("Hours row %d, %q, has the ID of %q", i+1, row[3], session[row[min(id, len(row)-1)]])
				}
				row = row[:id]
			} else if i > 0 && len(row) > id {
				row = row[:id]
			}
			fmt.Fprintf(&cells, "%s %d %q\n", tab, i+1, row)
		}
	}
	return result{strings.Join(records, "\n"), cells.String()}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			return fmt.Sprintf("%q is missing", b[i])
		case i >= len(b):
			return fmt.Sprintf("%q is too much", a[i])
		case a[i] != b[i]:
			return fmt.Sprintf("%q, want %q", a[i], b[i])
		}
	}
	return "none"
}
