package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/xuri/excelize/v2"

	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// TestTroubles reads what is not a workbook that can be read. Each has an error
// of its own, with something to do about it.
func TestTroubles(t *testing.T) {
	content := func(path string) []byte {
		b, err := os.ReadFile(path)
		must(t, err)
		return b
	}
	file := func(b []byte) string {
		path := filepath.Join(t.TempDir(), "school.xlsx")
		must(t, os.WriteFile(path, b, 0o644))
		return path
	}
	good := content(smallFile(t, "x"))
	small := func(parts map[string]string) string { return handmade(t, parts) }
	sheet1 := func(rows string) string {
		return small(map[string]string{"xl/worksheets/sheet1.xml": sheetPart(rows)})
	}
	for _, c := range []struct {
		name    string
		path    string
		trouble words.WorkbookTrouble
		is      error
	}{
		{"no file", filepath.Join(t.TempDir(), "none.xlsx"), words.WorkbookMissing, sheet.ErrUnreachable},
		{"a dangling link", link(t, filepath.Join(t.TempDir(), "none.xlsx")), words.WorkbookDangling, sheet.ErrUnreachable},
		{"a folder", t.TempDir(), words.WorkbookFolder, sheet.ErrUnreadable},
		{"a link to a folder", link(t, t.TempDir()), words.WorkbookFolder, sheet.ErrUnreadable},
		{"an empty file", file(nil), words.WorkbookHalf, sheet.ErrUnreadable},
		{"a file that has just begun", file([]byte("PK")), words.WorkbookHalf, sheet.ErrUnreadable},
		{"room set aside", file(make([]byte, 5000)), words.WorkbookHalf, sheet.ErrUnreadable},
		{"half a workbook", file(good[:len(good)/2]), words.WorkbookHalf, sheet.ErrUnreadable},
		{"all but the last byte", file(good[:len(good)-1]), words.WorkbookHalf, sheet.ErrUnreadable},
		{"a text", file([]byte("Date,Hours\n2026-11-03,2\n")), words.WorkbookOther, sheet.ErrUnreadable},
		{"a text document", small(map[string]string{"xl/workbook.xml": `<document xmlns="x"><body/></document>`}), words.WorkbookOther, sheet.ErrUnreadable},
		{"a zip file of something", file(zipped(t, "photo.jpg", "x")), words.WorkbookOther, sheet.ErrUnreadable},
		{"a workbook with a password", file(encrypted(t)), words.WorkbookPassword, sheet.ErrUnreadable},
		{"a workbook of the old kind", file(oldKind()), words.WorkbookOld, sheet.ErrUnreadable},
		{"a binary workbook", small(map[string]string{"_rels/.rels": `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>`}), words.WorkbookBinary, sheet.ErrUnreadable},
		{"an OpenDocument spreadsheet", file(zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet")), words.WorkbookODS, sheet.ErrUnreadable},
		{"a workbook without tabs", small(map[string]string{"xl/workbook.xml": `<workbook><sheets/></workbook>`}), words.WorkbookNoSheets, sheet.ErrUnreadable},
		{"a damaged sheet", sheet1(`<row r="1"><c r="A1"><v>1</c></row>`), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"a sheet that ends early", small(map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row>`}), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"damaged styles", small(map[string]string{"xl/styles.xml": `<styleSheet><cellXfs></styleSheet>`}), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"a damaged picture", file(scratched(t, handmade(t, map[string]string{"xl/media/image1.png": strings.Repeat("picture", 99)}))), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"a text that is not there", sheet1(`<row r="1"><c r="A1" t="s"><v>7</v></c></row>`), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"rows out of order", sheet1(`<row r="2"/><row r="1"/>`), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"a cell twice", sheet1(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"an external entity", small(map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet/>`}), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"a part in UTF-16", small(map[string]string{"xl/worksheets/sheet1.xml": "\xff\xfe<\x00w\x00"}), words.WorkbookDamaged, sheet.ErrUnreadable},
		{"rows of one cell each, far to the right", sheet1(strings.Repeat(`<row><c/><c/></row>`, 3) + wideRows(1000)), words.WorkbookEnormous, sheet.ErrUnreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(c.path, at, Options{}).Read(context.Background(), sheet.Known{})
			var advice *sheet.AdviceError
			switch {
			case !errors.As(err, &advice) || !errors.Is(err, c.is):
				t.Fatalf("read returned %v, want advice around %v", err, c.is)
			case advice.Advice != c.trouble.Advice() || !strings.Contains(err.Error(), c.trouble.What()):
				t.Errorf("read says %q (%s), want %q", err, advice.Advice, c.trouble.What())
			}
		})
	}
}

func TestLongTexts(t *testing.T) {
	inline := func(text string) string {
		return sheetPart(`<row r="7"><c r="F7" t="inlineStr"><is><t>` + text + `</t></is></c></row>`)
	}
	shared := func(cell string) map[string]string {
		const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
		return map[string]string{
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + kind + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + kind + `sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   sheetPart(`<row r="7"><c r="F7" t="s"><v>` + cell + `</v></c></row>`),
			"xl/sharedStrings.xml":       `<sst><si><t>x</t></si><si><t>` + strings.Repeat("ä", 32768) + `</t></si></sst>`,
		}
	}
	read := func(t *testing.T, parts map[string]string) (sheet.Snapshot, error) {
		return New(handmade(t, parts), at, Options{}).Read(context.Background(), sheet.Known{})
	}
	for _, c := range []struct {
		name  string
		parts map[string]string
		place string
	}{
		{"a text longer than a cell holds", map[string]string{"xl/worksheets/sheet1.xml": inline(strings.Repeat("ä", 32768))}, "Hours F7"},
		{"one among the shared texts", shared("1"), "Hours F7"},
		{"one longer than we hold at once", map[string]string{"xl/worksheets/sheet1.xml": inline(strings.Repeat("x", maxToken+1))}, "Hours F7"},
		{"one of spaces", map[string]string{"xl/worksheets/sheet1.xml": inline(strings.Repeat(" ", maxToken+1))}, "Hours F7"},
	} {
		t.Run(c.name+" is told with its tab and cell", func(t *testing.T) {
			_, err := read(t, c.parts)
			var advice *sheet.AdviceError
			if !errors.As(err, &advice) || !errors.Is(err, sheet.ErrUnreadable) {
				t.Fatalf("read returned %v", err)
			}
			if want := c.place + " holds more than 32,767 characters"; !strings.HasSuffix(err.Error(), want) || !strings.Contains(advice.Advice, c.place) {
				t.Errorf("read says %q (%s), want %q", err, advice.Advice, want)
			}
		})
	}
	t.Run("a long text that no cell has is nobody's", func(t *testing.T) {
		_, err := read(t, shared("0"))
		must(t, err)
	})
	t.Run("white space around elements is read over, however much", func(t *testing.T) {
		pad := strings.Repeat(" ", maxToken+1) + strings.Repeat("\n", maxToken)
		snap, err := read(t, map[string]string{
			"xl/worksheets/sheet1.xml": pad + sheetPart(pad+`<row r="1">`+pad+`<c r="A1"><v>1</v></c></row>`) + pad,
		})
		must(t, err)
		if got := snap.Grids[0].Rows[0].Cells[0].Number; got != 1 {
			t.Errorf("A1 is %v", got)
		}
	})
}

// TestEnormous unpacks a gigabyte and more from a few megabytes.
func TestEnormous(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bomb.xlsx")
	f, err := os.Create(path)
	must(t, err)
	w := zip.NewWriter(f)
	for _, e := range entries(t, smallFile(t, "x")) {
		to, err := w.Create(e.name)
		must(t, err)
		_, err = io.WriteString(to, e.part)
		must(t, err)
	}
	to, err := w.Create("xl/media/image1.png")
	must(t, err)
	for chunk, n := make([]byte, 1<<20), 0; n < 1025; n++ {
		_, err := to.Write(chunk)
		must(t, err)
	}
	must(t, w.Close())
	must(t, f.Close())
	_, err = New(path, at, Options{}).Read(context.Background(), sheet.Known{})
	var advice *sheet.AdviceError
	if !errors.As(err, &advice) || advice.Advice != words.WorkbookEnormous.Advice() {
		t.Errorf("read returned %v", err)
	}
}

func TestPatience(t *testing.T) {
	t.Run("a file that is whole in time is read", func(t *testing.T) {
		good, path := smallFile(t, "x"), smallFile(t, "y")
		half, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, half[:len(half)/2], 0o644))
		synctest.Test(t, func(t *testing.T) {
			go func() {
				time.Sleep(1500 * time.Millisecond)
				copyTo(t, good, path, true)
			}()
			began := time.Now()
			_, err := New(path, time.Now, Options{Patience: 2 * time.Second}).Read(t.Context(), sheet.Known{})
			must(t, err)
			if took := time.Since(began); took < 1500*time.Millisecond || took > 1700*time.Millisecond {
				t.Errorf("it was read after %v", took)
			}
		})
	})
	t.Run("one that stays half is said to be so after that time", func(t *testing.T) {
		path := smallFile(t, "x")
		must(t, os.WriteFile(path, []byte("PK\x03\x04"), 0o644))
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			_, err := New(path, time.Now, Options{Patience: 2 * time.Second}).Read(t.Context(), sheet.Known{})
			if !errors.Is(err, sheet.ErrUnreadable) || time.Since(began) != 2*time.Second {
				t.Errorf("after %v: %v", time.Since(began), err)
			}
		})
	})
	t.Run("what can only be wrong is said at once", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "school.xls")
		must(t, os.WriteFile(path, oldKind(), 0o644))
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			_, err := New(path, time.Now, Options{Patience: 2 * time.Second}).Read(t.Context(), sheet.Known{})
			if !errors.Is(err, sheet.ErrUnreadable) || time.Since(began) != 0 {
				t.Errorf("after %v: %v", time.Since(began), err)
			}
		})
	})
	t.Run("waiting ends when it is called off", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			_, err := New("none.xlsx", time.Now, Options{Patience: time.Minute}).Read(ctx, sheet.Known{})
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("read returned %v", err)
			}
		})
	})
}

func link(t *testing.T, to string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "link.xlsx")
	must(t, os.Symlink(to, path))
	return path
}

func zipped(t *testing.T, name, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	to, err := w.CreateHeader(&zip.FileHeader{Name: name})
	must(t, err)
	_, err = io.WriteString(to, content)
	must(t, err)
	must(t, w.Close())
	return out.Bytes()
}

func encrypted(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	b, err := f.WriteToBuffer()
	must(t, err)
	secret, err := excelize.Encrypt(b.Bytes(), &excelize.Options{Password: "books"})
	must(t, err)
	return secret
}

// oldKind begins as an .xls file does, with the name of its stream further on.
func oldKind() []byte {
	b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1000)...)
	return append(b, wide("Workbook")...)
}

// scratched flips a bit of the last part's content.
func scratched(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	must(t, err)
	offset, err := z.File[len(z.File)-1].DataOffset()
	must(t, err)
	b[offset+5] ^= 0x10
	return b
}

// wideRows are rows with one cell each, in the last column.
func wideRows(n int) string {
	var b strings.Builder
	for i := range n {
		row := strconv.Itoa(i + 10)
		b.WriteString(`<row r="` + row + `"><c r="XFD` + row + `"><v>1</v></c></row>`)
	}
	return b.String()
}
