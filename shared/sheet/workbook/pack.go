package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
)

// pack writes the archive anew with the parts that changed, by their names as
// partName gives them; a part that is nil is left out. All other parts are
// copied as they were compressed, in their order, with their names and times.
func (a *archive) pack(changed map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if err := w.SetComment(a.comment); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	for _, f := range a.files {
		header := f.FileHeader
		header.Extra = withoutSizes(f.Extra)
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

// withoutSizes drops the field by which very large archives carry sizes: the
// writer adds its own where one is needed.
func withoutSizes(extra []byte) []byte {
	const sizes = 1
	var out []byte
	for len(extra) >= 4 {
		n := 4 + int(binary.LittleEndian.Uint16(extra[2:]))
		if n > len(extra) {
			break
		}
		if binary.LittleEndian.Uint16(extra) != sizes {
			out = append(out, extra[:n]...)
		}
		extra = extra[n:]
	}
	return append(out, extra...)
}
