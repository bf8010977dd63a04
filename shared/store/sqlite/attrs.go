package sqlite

import (
	"encoding/binary"
	"fmt"
	"slices"

	"shelfmates/shared/store"
)

// Attributes are stored as one blob: the byte 1, then for each attribute, in
// the order of names, the name, a byte for the type and the value. Lengths are
// uvarints, integers varints.
const (
	encoding = 1

	kindText   = 's'
	kindInt    = 'i'
	kindTrue   = 't'
	kindFalse  = 'f'
	kindBinary = 'b'
)

// encode appends the blob of a to dst.
func encode(dst []byte, a store.Attrs) ([]byte, error) {
	names := make([]string, 0, 16)
	for name := range a {
		names = append(names, name)
	}
	slices.Sort(names)
	dst = append(dst, encoding)
	for _, name := range names {
		dst = binary.AppendUvarint(dst, uint64(len(name)))
		dst = append(dst, name...)
		switch v := a[name].(type) {
		case string:
			dst = binary.AppendUvarint(append(dst, kindText), uint64(len(v)))
			dst = append(dst, v...)
		case []byte:
			dst = binary.AppendUvarint(append(dst, kindBinary), uint64(len(v)))
			dst = append(dst, v...)
		case int64:
			dst = binary.AppendVarint(append(dst, kindInt), v)
		case bool:
			kind := byte(kindFalse)
			if v {
				kind = kindTrue
			}
			dst = append(dst, kind)
		default:
			return nil, fmt.Errorf("attribute %s: a value of type %T cannot be stored", name, v)
		}
	}
	return dst, nil
}

var errBlob = fmt.Errorf("its attributes cannot be read, put back a copy of the file: %w", store.ErrDamaged)

// decode reads a blob. Nothing of it is kept: texts share one copy.
func decode(blob []byte) (store.Attrs, error) {
	if len(blob) == 0 || blob[0] != encoding {
		return nil, errBlob
	}
	text := string(blob) // every text below is a part of this one
	pos := 1
	take := func() (string, bool) {
		n, size := binary.Uvarint(blob[pos:])
		if size <= 0 || n > uint64(len(blob)-pos-size) {
			return "", false
		}
		start := pos + size
		pos = start + int(n)
		return text[start:pos], true
	}
	a := make(store.Attrs, 12)
	for pos < len(blob) {
		name, ok := take()
		if !ok || pos == len(blob) {
			return nil, errBlob
		}
		kind := blob[pos]
		pos++
		switch kind {
		case kindText, kindBinary:
			value, ok := take()
			if !ok {
				return nil, errBlob
			}
			if a[name] = value; kind == kindBinary {
				a[name] = []byte(value)
			}
		case kindInt:
			n, size := binary.Varint(blob[pos:])
			if size <= 0 {
				return nil, errBlob
			}
			pos += size
			a[name] = n
		case kindTrue, kindFalse:
			a[name] = kind == kindTrue
		default:
			return nil, errBlob
		}
	}
	return a, nil
}
