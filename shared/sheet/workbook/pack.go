package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"time"
)

// pack writes the archive anew with the parts that changed, by their names as
// partName gives them; a part that is nil is left out. All other parts are
// copied as they were compressed, in their order, with their names and times.
// When a spreadsheet program last saved the workbook is noted in it, unless that
// is zero.
func (a *archive) pack(changed map[string][]byte, saved time.Time) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if err := w.SetComment(a.comment); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	for _, f := range a.files {
		header := f.FileHeader
		header.Extra = withoutField(withoutField(f.Extra, sizesField), savedField)
		part, changes := changed[partName(f.Name)]
		var packed []byte
		switch {
		case changes && part == nil:
			continue
		case changes:
			var err error
			if packed, err = deflate(part); err != nil {
				return nil, fmt.Errorf("pack %s: %w", f.Name, err)
			}
			header.Method = zip.Deflate
			header.Flags &^= 0x8 // the sizes stand in the header, not behind the part
			header.CRC32 = crc32.ChecksumIEEE(part)
			header.CompressedSize64, header.UncompressedSize64 = uint64(len(packed)), uint64(len(part))
		default:
			raw, err := f.OpenRaw()
			if err != nil {
				return nil, fmt.Errorf("copy %s: %w", f.Name, err)
			}
			packed = make([]byte, f.CompressedSize64)
			if _, err := io.ReadFull(raw, packed); err != nil {
				return nil, fmt.Errorf("copy %s: %w", f.Name, err)
			}
		}
		if !saved.IsZero() {
			header.Extra = append(header.Extra, noteOfSaved(saved)...)
			saved = time.Time{} // the first part has it
		}
		to, err := w.CreateRaw(&header)
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.Name, err)
		}
		if _, err := to.Write(packed); err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	return out.Bytes(), nil
}

func deflate(part []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(part); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// Fields that the entry of a part may carry (APPNOTE 6.3.10, 4.5): the sizes of
// very large archives, of which the writer adds its own where they are needed,
// and ours, which readers pass over and whoever saves the workbook leaves out.
const (
	sizesField = 0x0001
	savedField = 0x6853
)

// noteOfSaved is the field that says when a spreadsheet program last saved the
// workbook, in seconds since 1970.
func noteOfSaved(at time.Time) []byte {
	note := binary.LittleEndian.AppendUint16(nil, savedField)
	note = binary.LittleEndian.AppendUint16(note, 8)
	return binary.LittleEndian.AppendUint64(note, uint64(at.Unix()))
}

// savedNote reads that field out of the fields of an entry.
func savedNote(extra []byte) (time.Time, bool) {
	for id, field := range fields(extra) {
		if id == savedField && len(field) == 12 {
			return time.Unix(int64(binary.LittleEndian.Uint64(field[4:])), 0), true
		}
	}
	return time.Time{}, false
}

// withoutField leaves out the fields of one kind.
func withoutField(extra []byte, kind uint16) []byte {
	var out []byte
	for id, field := range fields(extra) {
		if id != kind {
			out = append(out, field...)
		}
	}
	return out
}

// fields yields each field whole, with its kind; what is no field at the end has
// kind 0.
func fields(extra []byte) iter.Seq2[uint16, []byte] {
	return func(yield func(uint16, []byte) bool) {
		for len(extra) > 0 {
			kind, n := uint16(0), len(extra)
			if len(extra) >= 4 {
				if size := 4 + int(binary.LittleEndian.Uint16(extra[2:])); size <= n {
					kind, n = binary.LittleEndian.Uint16(extra), size
				}
			}
			if !yield(kind, extra[:n]) {
				return
			}
			extra = extra[n:]
		}
	}
}
