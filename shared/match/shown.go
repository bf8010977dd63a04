package match

import (
	"encoding/binary"
	"strings"
	"time"

	"shelfmates/shared/sheet"
)

// Shown returns what each cell of the record showed when it was last read.
func (s *Stored) Shown() []sheet.Value {
	values := make([]sheet.Value, len(s.Values))
	for c := range values {
		values[c] = s.shown(c)
	}
	return values
}

// shown returns what the cell of the record's column showed when it was last
// read: its value, or, where that could not be read, the text as Bad.
func (s *Stored) shown(column int) sheet.Value {
	if text, unread := s.Typed[column]; unread {
		return sheet.Value{State: sheet.Bad, Text: text}
	}
	return s.Values[column]
}

// cell returns what the row shows in a column, in the terms of shown: a blank
// cell that must be filled is one that could not be read.
func cell(t *sheet.TabSchema, r *sheet.Row, column int) sheet.Value {
	v := r.Values[column]
	switch {
	case v.State == sheet.Blank && t.Columns[column].Required:
		return sheet.Value{State: sheet.Bad}
	case v.State == sheet.Bad && len(v.Text) > maxUnread:
		v.Text = strings.ToValidUTF8(v.Text[:maxUnread], "")
	}
	return v
}

// maxUnread is how many bytes of a cell that could not be read are kept, to know
// it again.
const maxUnread = 500

// filled reports whether a cell shows anything.
func filled(v sheet.Value) bool {
	return v.State == sheet.Good || v.State == sheet.Bad && v.Text != ""
}

// contentPrint returns the print of a row or record over some columns, given
// what it shows in each. It is zero where all of them are blank.
func contentPrint(columns []int, scratch *[]byte, show func(column int) sheet.Value) sheet.Print {
	b := (*scratch)[:0]
	any := false
	for _, c := range columns {
		v := show(c)
		b = append(b, byte(v.State))
		if filled(v) {
			any = true
			b = binary.BigEndian.AppendUint64(b, uint64(v.Num))
			b = binary.AppendUvarint(b, uint64(len(v.Text)))
			b = append(b, v.Text...)
		}
	}
	*scratch = b
	if !any {
		return sheet.Print{}
	}
	return sheet.PrintOf(b)
}

// Clone returns a copy of s that shares nothing that a plan changes.
func (s *Stored) Clone() Stored {
	c := *s
	c.Values = append([]sheet.Value(nil), s.Values...)
	if s.Typed != nil {
		c.Typed = make(map[int]string, len(s.Typed))
		for k, v := range s.Typed {
			c.Typed[k] = v
		}
	}
	if s.Refs != nil {
		c.Refs = make(map[int][]sheet.Named, len(s.Refs))
		for k, v := range s.Refs {
			c.Refs[k] = v
		}
	}
	c.Former = append([]string(nil), s.Former...)
	return c
}

// removedSince reports whether the tombstone s was made at t or later.
func (s *Stored) removedSince(t time.Time) bool { return !s.Live() && !s.Deleted.Before(t) }
