package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"strings"

	"shelfmates/shared/words"
)

// Limits while unpacking. They bound what is read, never how well it was
// packed: a sheet of empty rows packs a thousandfold and is still a workbook.
const (
	maxUnpacked = 1 << 30    // bytes, over all parts
	maxCells    = 2_000_000  // cells with content, over all sheets
	maxSlots    = 16_000_000 // cells and the gaps before them, over all sheets
	maxEntries  = 4 << 20    // bytes, the zip's table of contents
)

// An archive is the zip file of a workbook, in memory.
type archive struct {
	files   []*zip.File
	comment string
	parts   map[string]*zip.File // by name, in lower case: part names ignore it
	left    int64                // bytes that may still be unpacked
	seen    map[*zip.File]bool   // read to their end
}

// openArchive looks at the outside of a workbook file: is it a zip file at
// all, and of what.
func openArchive(file []byte) (*archive, error) {
	if err := recognize(file); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", errMalformed, err)
	}
	a := &archive{files: z.File, comment: z.Comment, parts: make(map[string]*zip.File, len(z.File)), left: maxUnpacked, seen: map[*zip.File]bool{}}
	for _, f := range z.File {
		name := partName(f.Name)
		switch {
		case f.Flags&1 != 0:
			return nil, troubled(words.WorkbookPassword, nil)
		case a.parts[name] != nil:
			return nil, fmt.Errorf("%w: two parts are called %s", errMalformed, f.Name)
		}
		a.parts[name] = f
	}
	return a, nil
}

// partName is the form of a name under which parts are found.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// recognize tells apart what people take for a workbook.
func recognize(file []byte) error {
	switch {
	case len(file) == 0:
		return fmt.Errorf("%w: it is empty", errTorn)
	case bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // OLE: an old or encrypted file
		if bytes.Contains(file, wide("EncryptedPackage")) {
			return troubled(words.WorkbookPassword, nil)
		}
		return troubled(words.WorkbookOld, nil)
	case bytes.HasPrefix(file, []byte("PK\x03\x04")):
	case bytes.HasPrefix([]byte("PK\x03\x04"), file):
		return fmt.Errorf("%w: it has begun", errTorn)
	case len(bytes.Trim(file, "\x00")) == 0: // room set aside, nothing in it yet
		return fmt.Errorf("%w: it holds zeros only", errTorn)
	default:
		return troubled(words.WorkbookOther, nil)
	}
	// The first part of an OpenDocument file says what it is, uncompressed, from
	// byte 30 on (OpenDocument 1.3 part 2, 3.3).
	if bytes.HasPrefix(file[min(len(file), 30):], []byte("mimetypeapplication/vnd.oasis.opendocument.")) {
		return troubled(words.WorkbookODS, nil)
	}
	end := bytes.LastIndex(file[max(0, len(file)-1<<16-22):], []byte("PK\x05\x06"))
	if end < 0 {
		return fmt.Errorf("%w: its table of contents is missing", errTorn)
	}
	end += max(0, len(file)-1<<16-22)
	if len(file)-end < 22 {
		return fmt.Errorf("%w: its table of contents is cut off", errTorn)
	}
	if binary.LittleEndian.Uint32(file[end+12:]) > maxEntries {
		return fmt.Errorf("%w: its table of contents is", errEnormous)
	}
	return nil
}

// wide returns text in the encoding of an OLE directory.
func wide(text string) []byte {
	var b []byte
	for _, c := range []byte(text) {
		b = append(b, c, 0)
	}
	return b
}

// open returns the content of the part of that name. Reading it to its end
// checks its sum.
func (a *archive) open(name string) (io.ReadCloser, error) {
	f := a.parts[partName(name)]
	if f == nil {
		return nil, fmt.Errorf("%w: part %s is missing", errMalformed, name)
	}
	return a.openFile(f)
}

func (a *archive) openFile(f *zip.File) (io.ReadCloser, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: part %s: %v", errMalformed, f.Name, err)
	}
	return &partReader{a, f, r}, nil
}

// load returns the whole content of the part of that name.
func (a *archive) load(name string) ([]byte, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	if size := a.parts[partName(name)].UncompressedSize64; size < 64<<20 {
		b.Grow(int(size) + bytes.MinRead)
	}
	_, err = b.ReadFrom(r)
	return b.Bytes(), err
}

// verify reads the parts that nobody has read, so that one broken part makes
// the whole file unreadable.
func (a *archive) verify() error {
	buf := make([]byte, 64<<10)
	for _, f := range a.files {
		if a.seen[f] || strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := a.openFile(f)
		if err != nil {
			return err
		}
		_, err = io.CopyBuffer(io.Discard, onlyReader{r}, buf)
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

type onlyReader struct{ io.Reader }

// A partReader counts what it unpacks against the archive's limit.
type partReader struct {
	archive *archive
	file    *zip.File
	io.ReadCloser
}

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.archive.left -= int64(n)
	switch {
	case p.archive.left < 0:
		return n, fmt.Errorf("%w: it holds more than %d bytes", errEnormous, maxUnpacked)
	case err == io.EOF:
		p.archive.seen[p.file] = true
	case err != nil:
		return n, fmt.Errorf("%w: part %s: %v", errMalformed, p.file.Name, err)
	}
	return n, err
}

// relations returns what a part points to: the relations that stand in its
// .rels part, none when it has no such part.
func (a *archive) relations(part string) ([]relation, error) {
	dir, name := path.Split(part)
	rels := dir + "_rels/" + name + ".rels"
	if a.parts[partName(rels)] == nil {
		return nil, nil
	}
	r, err := a.open(rels)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var list []relation
	s := newScanner(r)
	for s.next() {
		if s.kind != startTag || string(local(s.name)) != "Relationship" {
			continue
		}
		target := s.decoded("Target")
		if string(s.attr("TargetMode")) == "External" {
			continue
		}
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		kind := s.decoded("Type")
		list = append(list, relation{
			id:     s.decoded("Id"),
			kind:   kind[strings.LastIndexByte(kind, '/')+1:],
			target: strings.TrimPrefix(path.Clean("/"+target), "/"),
		})
	}
	return list, s.err
}

// A relation points from one part to another. Kind is the last word of its
// type: "worksheet", in transitional and in strict files alike.
type relation struct{ id, kind, target string }
