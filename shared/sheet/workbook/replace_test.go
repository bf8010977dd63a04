package workbook

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shelfmates/shared/sheet"
)

// ways are the ways of file systems to replace a file.
var ways = []struct {
	name string
	set  func(b *Book)
}{
	{"names exchanged", func(*Book) {}},
	{"hard links", func(b *Book) { b.noExchange = true }},
	{"neither", func(b *Book) { b.noExchange, b.noLinks = true, true }},
}

// noteEdit is what these tests write: a note into D2.
func noteEdit(t testing.TB, snap sheet.Snapshot, note string) sheet.Edits {
	t.Helper()
	g := &snap.Grids[0]
	return sheet.Edits{Cells: []sheet.CellEdit{{
		Tab: g.Title, Row: 2, Column: 3, Value: textCell(note), Expect: sheet.Fingerprint(g.Cells(2), nil),
	}}}
}

// smallFile is a workbook of two rows, whose C2 tells one save from another.
func smallFile(t testing.TB, what string) string {
	t.Helper()
	return handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetPart(
		`<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c></row><row r="2"><c r="A2"><v>46000</v></c></row>` +
			`<row r="3"><c r="C3" t="inlineStr"><is><t>` + what + `</t></is></c></row>`)})
}

// state reads what stands in the workbook: the note that was written, and what
// tells the save.
func state(t testing.TB, path string) (note, save string) {
	t.Helper()
	snap, err := New(path, at, Options{Settle: true}).Read(context.Background(), sheet.Known{})
	if err != nil {
		t.Fatalf("the workbook cannot be read any more: %v", err)
	}
	return snap.Grids[0].Cell(2, 3).Text, snap.Grids[0].Cell(3, 2).Text
}

// alone fails when there is anything beside the workbook.
func alone(t testing.TB, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	for _, e := range entries {
		if e.Name() != filepath.Base(path) {
			t.Errorf("%s was left beside the workbook", e.Name())
		}
	}
}

// copyTo puts a copy of one file in the place of another: as a new file by
// rename, as most programs save, or into the file that is there.
func copyTo(t testing.TB, from, to string, inPlace bool) {
	t.Helper()
	content, err := os.ReadFile(from)
	must(t, err)
	if inPlace {
		must(t, os.WriteFile(to, content, 0o644))
		return
	}
	temp := filepath.Join(t.TempDir(), "saving")
	must(t, os.WriteFile(temp, content, 0o644))
	must(t, os.Rename(temp, to))
}

// steps returns the steps of one undisturbed Write.
func steps(t *testing.T, set func(*Book)) []string {
	t.Helper()
	path := smallFile(t, "first")
	var names []string
	book := New(path, at, Options{Step: func(name string) { names = append(names, name) }})
	set(book)
	writeNote(t, book, "noted")
	return names
}

func writeNote(t testing.TB, book *Book, note string) {
	t.Helper()
	snap, err := book.Read(context.Background(), sheet.Known{})
	must(t, err)
	w, err := book.Write(context.Background(), snap, noteEdit(t, snap, note))
	must(t, err)
	if w.Requests != 1 || len(w.Deferred) > 0 {
		t.Fatalf("written %+v", w)
	}
}

func TestReplacingCutShort(t *testing.T) {
	for _, way := range ways {
		for i, name := range steps(t, way.set) {
			t.Run(fmt.Sprintf("by a crash before %q, with %s, leaves the old file or the new one", name, way.name), func(t *testing.T) {
				path := smallFile(t, "first")
				n := 0
				book := New(path, at, Options{Step: func(string) {
					if n++; n == i+1 {
						panic("crash")
					}
				}})
				way.set(book)
				snap, err := book.Read(context.Background(), sheet.Known{})
				must(t, err)
				crashed := func() (crashed bool) {
					defer func() { crashed = recover() != nil }()
					_, err := book.Write(context.Background(), snap, noteEdit(t, snap, "noted"))
					must(t, err)
					return false
				}()
				if !crashed {
					t.Fatal("there was no crash")
				}
				note, save := state(t, path)
				if note != "" && note != "noted" || save != "first" {
					t.Errorf("the workbook reads %q, %q", note, save)
				}
				alone(t, path)
			})
		}
	}
}

func TestSavingInBetween(t *testing.T) {
	for _, way := range ways {
		for i, name := range steps(t, way.set) {
			for _, inPlace := range []bool{false, true} {
				switch {
				case way.name == "hard links" && name == "rename over" && !inPlace,
					way.name == "neither" && name == "rename over":
					continue // the moment that these file systems leave open
				}
				t.Run(fmt.Sprintf("before %q (in place: %t), with %s, keeps what was saved", name, inPlace, way.name), func(t *testing.T) {
					path, second := smallFile(t, "first"), smallFile(t, "second")
					n := 0
					book := New(path, at, Options{Step: func(string) {
						if n++; n == i+1 {
							copyTo(t, second, path, inPlace)
						}
					}})
					way.set(book)
					snap, err := book.Read(context.Background(), sheet.Known{})
					must(t, err)
					w, err := book.Write(context.Background(), snap, noteEdit(t, snap, "noted"))
					must(t, err)
					note, save := state(t, path)
					if save != "second" {
						t.Errorf("the workbook reads %q, what was saved is lost", save)
					}
					// Saved after ours was in its place, the save counts alone.
					if note != "noted" && name != "remove" && name != "compare" {
						t.Errorf("the note reads %q after %+v", note, w)
					}
					alone(t, path)
				})
			}
		}
	}
}

func TestSavingInBetweenAndACrash(t *testing.T) {
	for _, way := range ways[:2] {
		for i := range steps(t, way.set) {
			for crash := i + 1; crash < i+6; crash++ {
				path, second := smallFile(t, "first"), smallFile(t, "second")
				n, last := 0, ""
				book := New(path, at, Options{Step: func(name string) {
					n++
					if n == i+1 && !(way.name == "hard links" && name == "rename over") {
						copyTo(t, second, path, false)
						last = "second"
					}
					if n == crash+1 {
						panic("crash")
					}
				}})
				way.set(book)
				snap, err := book.Read(context.Background(), sheet.Known{})
				must(t, err)
				func() {
					defer func() { _ = recover() }()
					_, err := book.Write(context.Background(), snap, noteEdit(t, snap, "noted"))
					must(t, err)
				}()
				if _, save := state(t, path); last != "" && save != last {
					t.Errorf("%s: saved before step %d, crash before step %d: the workbook reads %q", way.name, i+1, crash+1, save)
				}
				alone(t, path)
			}
		}
	}
}

func TestReadingInBetween(t *testing.T) {
	for _, way := range ways {
		undisturbed := steps(t, way.set)
		for i, name := range undisturbed {
			for _, settle := range []bool{false, true} {
				t.Run(fmt.Sprintf("before %q (settling: %t), with %s, does a Write no harm", name, settle, way.name), func(t *testing.T) {
					path := smallFile(t, "first")
					n := 0
					book := New(path, at, Options{Step: func(string) {
						if n++; n != i+1 {
							return
						}
						other := New(path, at, Options{Settle: settle})
						way.set(other)
						_, err := other.Read(context.Background(), sheet.Known{})
						must(t, err)
					}})
					way.set(book)
					writeNote(t, book, "noted")
					if !settle && n != len(undisturbed) {
						t.Errorf("the Write took %d steps, want %d", n, len(undisturbed))
					}
					if note, save := state(t, path); note != "noted" || save != "first" {
						t.Errorf("the workbook reads %q, %q", note, save)
					}
					alone(t, path)
				})
			}
		}
	}
}

func TestSavedAgainAndAgain(t *testing.T) {
	path := smallFile(t, "save 0")
	n := 0
	last := ""
	book := New(path, at, Options{Step: func(name string) {
		if name == "exchange" || name == "put back" && n%3 != 0 {
			n++
			last = fmt.Sprint("save ", n)
			copyTo(t, smallFile(t, last), path, false)
		}
	}})
	snap, err := book.Read(context.Background(), sheet.Known{})
	must(t, err)
	_, err = book.Write(context.Background(), snap, noteEdit(t, snap, "noted"))
	if !errors.Is(err, sheet.ErrWriteRefused) {
		t.Errorf("write returned %v, want %v", err, sheet.ErrWriteRefused)
	}
	if _, save := state(t, path); save != last {
		t.Errorf("the workbook reads %q, want %q", save, last)
	}
	alone(t, path)
}

func TestReplacing(t *testing.T) {
	t.Run("keeps the mode of the file", func(t *testing.T) {
		if runtime.GOOS == "windows" {
			return
		}
		path := smallFile(t, "first")
		must(t, os.Chmod(path, 0o640))
		writeNote(t, New(path, at, Options{}), "noted")
		info, err := os.Stat(path)
		must(t, err)
		if info.Mode().Perm() != 0o640 {
			t.Errorf("the mode is %v, was 0640", info.Mode().Perm())
		}
	})
	t.Run("follows a symbolic link and leaves it one", func(t *testing.T) {
		path := smallFile(t, "first")
		link := filepath.Join(t.TempDir(), "linked.xlsx")
		must(t, os.Symlink(path, link))
		writeNote(t, New(link, at, Options{}), "noted")
		info, err := os.Lstat(link)
		must(t, err)
		if info.Mode()&fs.ModeSymlink == 0 {
			t.Error("the link is a file now")
		}
		if note, _ := state(t, path); note != "noted" {
			t.Errorf("the file behind the link reads %q", note)
		}
		alone(t, path)
		alone(t, link)
	})
	t.Run("works under a very long name", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), strings.Repeat("ä", 110)+".xlsx")
		copyTo(t, smallFile(t, "first"), path, true)
		writeNote(t, New(path, at, Options{}), "noted")
		alone(t, path)
	})
	t.Run("leaves the companions of other workbooks alone", func(t *testing.T) {
		path := smallFile(t, "first")
		other := &swap{path: filepath.Join(filepath.Dir(path), "other.xlsx"), base: sum{1}, ours: sum{2}}
		must(t, os.WriteFile(other.companion("new"), []byte("x"), 0o644))
		writeNote(t, New(path, at, Options{}), "noted")
		if _, err := os.Stat(other.companion("new")); err != nil {
			t.Error(err)
		}
	})
	t.Run("keeps a save that neither the path nor the backup may lose", func(t *testing.T) {
		path, second := smallFile(t, "third"), smallFile(t, "second")
		left := &swap{path: path, base: sum{1}, ours: sum{2}}
		copyTo(t, second, left.companion("old"), true)
		if _, save := state(t, path); save != "third" {
			t.Errorf("the workbook reads %q", save)
		}
		if _, save := state(t, filepath.Join(filepath.Dir(path), "school (kept 1).xlsx")); save != "second" {
			t.Errorf("what was kept reads %q", save)
		}
	})
	t.Run("puts a workbook back where there is none", func(t *testing.T) {
		path := smallFile(t, "first")
		left := &swap{path: path, base: sum{1}, ours: sum{2}}
		must(t, os.Rename(path, left.companion("old")))
		if _, save := state(t, path); save != "first" {
			t.Errorf("the workbook reads %q", save)
		}
		alone(t, path)
	})
}

// TestKilled kills a process of this test's own program at every step of a
// Write.
func TestKilled(t *testing.T) {
	const victim = "SHELFMATES_TEST_VICTIM"
	if path := os.Getenv(victim); path != "" {
		die(t, path, os.Getenv("SHELFMATES_TEST_STEP"))
		return
	}
	for _, name := range steps(t, func(*Book) {}) {
		path := smallFile(t, "first")
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), victim+"="+path, "SHELFMATES_TEST_STEP="+name)
		if out, err := cmd.CombinedOutput(); err == nil {
			t.Fatalf("killed before %q, it ended well: %s", name, out)
		}
		note, save := state(t, path)
		if note != "" && note != "noted" || save != "first" {
			t.Errorf("killed before %q, the workbook reads %q, %q", name, note, save)
		}
		alone(t, path)
		writeNote(t, New(path, at, Options{}), "again")
	}
}

// die writes a note and is killed on the way.
func die(t *testing.T, path, step string) {
	book := New(path, at, Options{Step: func(name string) {
		if name == step {
			self, err := os.FindProcess(os.Getpid())
			must(t, err)
			must(t, self.Kill())
			select {}
		}
	}})
	writeNote(t, book, "noted")
}
