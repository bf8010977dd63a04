package workbook

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// mark lays a mark of another program beside a workbook.
func mark(t *testing.T, path, name, content string, age time.Duration) {
	t.Helper()
	file := filepath.Join(filepath.Dir(path), strings.ReplaceAll(name, "x.xlsx", filepath.Base(path)))
	must(t, os.WriteFile(file, []byte(content), 0o644))
	must(t, os.Chtimes(file, at().Add(-age), at().Add(-age)))
}

const (
	excelMark  = "~$x.xlsx"
	officeMark = ".~lock.x.xlsx#"
)

func TestOpenElsewhere(t *testing.T) {
	excel := excelContent("Ana Ruiz")
	for _, c := range []struct {
		name, file, content, by string
	}{
		{"in Excel", excelMark, excel, "Ana Ruiz"},
		{"in Excel that does not let us see who", excelMark, "", "Excel"},
		{"in LibreOffice", officeMark, "Ana Ruiz,ana,library-pc,24.11.2026 15:40,file:///home/ana;", "Ana Ruiz"},
		{"in LibreOffice by a user without a name", officeMark, ",ana,library-pc,24.11.2026 15:40,file:///home/ana;", "ana"},
		{"in LibreOffice with an empty mark", officeMark, "", "LibreOffice"},
	} {
		t.Run("a workbook open "+c.name+" is read and not written", func(t *testing.T) {
			path := smallFile(t, "x")
			mark(t, path, c.file, c.content, time.Hour)
			book := New(path, at, Options{})
			snap, err := book.Read(context.Background(), sheet.Known{})
			must(t, err)
			if want := words.WorkbookOpen.Advice(); snap.Held != want {
				t.Errorf("writing waits for %q, want %q", snap.Held, want)
			}
			if locks, err := book.Locks(); err != nil || len(locks) != 1 || locks[0].By != c.by {
				t.Errorf("it is held by %+v (%v), want %q", locks, err, c.by)
			}
			refused(t, book, snap, words.WorkbookOpen)
		})
	}
	t.Run("of a mark no more is read than a mark has", func(t *testing.T) {
		path := smallFile(t, "x")
		mark(t, path, officeMark, "Ana,,,;", time.Hour)
		file := filepath.Join(filepath.Dir(path), ".~lock."+filepath.Base(path)+"#")
		must(t, os.Truncate(file, 1<<40)) // without as much on the disk
		if locks, err := New(path, at, Options{}).Locks(); err != nil || len(locks) != 1 || locks[0].By != "Ana" {
			t.Errorf("it is held by %+v (%v), want Ana", locks, err)
		}
	})
	t.Run("the mark beside a link counts as well", func(t *testing.T) {
		to := link(t, smallFile(t, "x"))
		mark(t, to, officeMark, "Ana,,,;", time.Hour)
		book := New(to, at, Options{})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		refused(t, book, snap, words.WorkbookOpen)
	})
	t.Run("a workbook opened while we write is not replaced", func(t *testing.T) {
		path := smallFile(t, "x")
		book := New(path, at, Options{})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		mark(t, path, officeMark, "Ana,,,;", 0)
		refused(t, book, snap, words.WorkbookOpen)
	})
}

func TestMarksLeftOver(t *testing.T) {
	t.Run("one older than a day, the workbook not saved since, is ignored and named", func(t *testing.T) {
		path := smallFile(t, "x")
		mark(t, path, officeMark, "Ana Ruiz,,,;", 25*time.Hour)
		must(t, os.Chtimes(path, at().Add(-26*time.Hour), at().Add(-26*time.Hour)))
		book := New(path, at, Options{})
		writeNote(t, book, "noted")
		locks, err := book.Locks()
		must(t, err)
		if len(locks) != 1 || locks[0].By != "Ana Ruiz" {
			t.Fatalf("marks are %+v", locks)
		}
	})
	t.Run("it stays ignored after we wrote, where the workbook tells when it was saved", func(t *testing.T) {
		path := saved(t, at().Add(-26*time.Hour))
		mark(t, path, officeMark, "Ana Ruiz,,,;", 25*time.Hour)
		book := New(path, at, Options{})
		writeNote(t, book, "noted")
		locks, err := book.Locks()
		must(t, err)
		if len(locks) != 1 || !locks[0].Ignored || !locks[0].Since.Equal(at().Add(-25*time.Hour)) {
			t.Errorf("marks are %+v", locks)
		}
		writeNote(t, book, "again")
	})
	t.Run("also where it does not tell, for we note it", func(t *testing.T) {
		path := smallFile(t, "x")
		mark(t, path, officeMark, "Ana Ruiz,,,;", 25*time.Hour)
		must(t, os.Chtimes(path, at().Add(-26*time.Hour), at().Add(-26*time.Hour)))
		book := New(path, at, Options{})
		for _, note := range []string{"noted", "again", "and again"} {
			writeNote(t, book, note)
			locks, err := book.Locks()
			must(t, err)
			if len(locks) != 1 || !locks[0].Ignored {
				t.Errorf("after %q marks are %+v", note, locks)
			}
		}
	})
	t.Run("until a program saves it", func(t *testing.T) {
		path := smallFile(t, "x")
		mark(t, path, officeMark, "Ana Ruiz,,,;", 25*time.Hour)
		must(t, os.Chtimes(path, at().Add(-26*time.Hour), at().Add(-26*time.Hour)))
		book := New(path, at, Options{})
		writeNote(t, book, "noted")
		copyTo(t, smallFile(t, "y"), path, false)
		must(t, os.Chtimes(path, at(), at()))
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		refused(t, book, snap, words.WorkbookOpen)
	})
	t.Run("an old one counts while the workbook is being saved", func(t *testing.T) {
		path := saved(t, at().Add(-time.Hour))
		mark(t, path, officeMark, "Ana Ruiz,,,;", 25*time.Hour)
		book := New(path, at, Options{})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		refused(t, book, snap, words.WorkbookOpen)
	})
	t.Run("a young one counts, also where the program runs as of a day later", func(t *testing.T) {
		path := saved(t, at().Add(-48*time.Hour))
		mark(t, path, officeMark, "Ana Ruiz,,,;", time.Hour)
		later := func() time.Time { return at().AddDate(0, 0, 2) }
		book := New(path, later, Options{FileClock: at})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		if !snap.Began.Equal(later()) {
			t.Errorf("read at %v, want %v", snap.Began, later())
		}
		refused(t, book, snap, words.WorkbookOpen)
	})
	t.Run("a young one counts", func(t *testing.T) {
		path := saved(t, at().Add(-48*time.Hour))
		mark(t, path, officeMark, "Ana Ruiz,,,;", 23*time.Hour)
		book := New(path, at, Options{})
		snap, err := book.Read(context.Background(), sheet.Known{})
		must(t, err)
		refused(t, book, snap, words.WorkbookOpen)
	})
}

func TestMayNotBeWritten(t *testing.T) {
	for _, c := range []struct {
		name    string
		forbid  func(path string) error
		trouble words.WorkbookTrouble
	}{
		{"a file without write permission", func(path string) error { return os.Chmod(path, 0o444) }, words.WorkbookReadOnly},
		{"a folder without write permission", func(path string) error {
			t.Cleanup(func() { _ = os.Chmod(filepath.Dir(path), 0o755) })
			return os.Chmod(filepath.Dir(path), 0o555)
		}, words.WorkbookFolderFixed},
	} {
		t.Run(c.name+" is read, and writing is refused", func(t *testing.T) {
			path := smallFile(t, "x")
			must(t, c.forbid(path))
			book := New(path, at, Options{})
			snap, err := book.Read(context.Background(), sheet.Known{})
			must(t, err)
			if want := c.trouble.Advice(); snap.Held != want {
				t.Errorf("writing waits for %q, want %q", snap.Held, want)
			}
			refused(t, book, snap, c.trouble)
		})
	}
}

// refused fails unless writing is refused for that reason, and changes nothing.
func refused(t *testing.T, book *Book, snap sheet.Snapshot, trouble words.WorkbookTrouble) {
	t.Helper()
	before, err := os.ReadFile(book.path)
	must(t, err)
	_, err = book.Write(context.Background(), snap, noteEdit(t, snap, "noted"))
	var advice *sheet.AdviceError
	if !errors.Is(err, sheet.ErrWriteRefused) || !errors.As(err, &advice) || advice.Advice != trouble.Advice() {
		t.Errorf("write returned %v, want it refused: %s", err, trouble)
	}
	after, err := os.ReadFile(book.path)
	must(t, err)
	if string(before) != string(after) {
		t.Error("the file changed")
	}
}

// saved is a workbook that says when it was last saved.
func saved(t *testing.T, when time.Time) string {
	t.Helper()
	return handmade(t, map[string]string{
		"_rels/.rels": `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
			`<Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
		"docProps/core.xml":        `<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d"><dcterms:modified>` + when.Format(time.RFC3339) + `</dcterms:modified></cp:coreProperties>`,
		"xl/worksheets/sheet1.xml": sheetPart(`<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c></row><row r="2"><c r="A2"><v>46000</v></c></row>`),
	})
}

// excelContent is the mark that Excel leaves for a user of that name.
func excelContent(name string) string {
	b := make([]byte, 165)
	b[0] = byte(len(name))
	copy(b[1:], name)
	units := utf16.Encode([]rune(name))
	binary.LittleEndian.PutUint16(b[55:], uint16(len(units)))
	for i, u := range units {
		binary.LittleEndian.PutUint16(b[57+2*i:], u)
	}
	return string(b)
}
