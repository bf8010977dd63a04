package sheet

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
)

// A Print is the fingerprint of some content: 128 bits of a SHA-256. Prints
// add up, so that the sum over a tab's rows does not depend on their order.
type Print [2]uint64

// Plus returns p + q modulo 2^128.
func (p Print) Plus(q Print) Print {
	low, carry := bits.Add64(p[1], q[1], 0)
	high, _ := bits.Add64(p[0], q[0], carry)
	return Print{high, low}
}

// String returns p as 32 hexadecimal digits.
func (p Print) String() string { return fmt.Sprintf("%016x%016x", p[0], p[1]) }

// IsZero reports whether p is the print of nothing.
func (p Print) IsZero() bool { return p == Print{} }

// PrintOf returns the print of b.
func PrintOf(b []byte) Print {
	sum := sha256.Sum256(b)
	return Print{binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16])}
}

// Fingerprint returns the print of a row's cells, whatever row they stand in.
// Trailing blank cells do not count, nor do the formats of numbers, which not
// every reading knows. Scratch is reused between calls to spare memory; it may
// be nil.
func Fingerprint(cells []Cell, scratch *[]byte) Print {
	for len(cells) > 0 && cells[len(cells)-1].Kind == BlankCell {
		cells = cells[:len(cells)-1]
	}
	var local []byte
	if scratch == nil {
		scratch = &local
	}
	b := (*scratch)[:0]
	for _, c := range cells {
		b = c.appendMeaning(b, true)
	}
	*scratch = b
	return PrintOf(b)
}

// AppendKey appends an encoding of c that is equal for equal cells only.
func (c Cell) AppendKey(b []byte) []byte {
	b = append(b, byte(c.Kind))
	switch c.Kind {
	case NumberCell:
		b = append(b, byte(c.Format))
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(c.Number))
	case BoolCell:
		if c.Bool {
			return append(b, 1)
		}
		return append(b, 0)
	case TextCell, ErrorCell:
		b = binary.AppendUvarint(b, uint64(len(c.Text)))
		b = append(b, c.Text...)
	}
	return b
}
