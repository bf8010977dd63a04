package sheet

import (
	"encoding/json"
	"fmt"
	"sort"
	"strconv"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
)

// EncodeFields returns a record's values as one JSON object, keyed by the
// canonical names of its columns in their order, blank ones left out: dates as
// "2026-04-03", times as "15:15", durations in minutes, money in cents, numbers
// in ten-thousandths, lists as arrays, all else as text.
func EncodeFields(t *TabSchema, values []Value) string {
	b := []byte{'{'}
	for i, v := range values {
		if v.State != Good {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = appendJSON(b, t.Columns[i].Name)
		b = append(b, ':')
		b = appendField(b, t.Columns[i].Type, v)
	}
	return string(append(b, '}'))
}

func appendField(b []byte, typ Type, v Value) []byte {
	switch typ {
	case Date:
		return appendJSON(b, schoolyear.Day(v.Num).String())
	case Clock:
		return appendJSON(b, schoolyear.Clock(v.Num).String())
	case Duration, Whole, Number, Money:
		return strconv.AppendInt(b, v.Num, 10)
	case YesNo, Checkbox:
		return strconv.AppendBool(b, v.Num != 0)
	case List:
		b = append(b, '[')
		for i, item := range v.Items() {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, item)
		}
		return append(b, ']')
	default:
		return appendJSON(b, v.Text)
	}
}

func appendJSON(b []byte, s string) []byte {
	out, err := json.Marshal(s)
	if err != nil { // a string always encodes
		panic(err)
	}
	return append(b, out...)
}

// DecodeFields reads what EncodeFields wrote. The result has one value a column
// of t, State Good or Blank; a field that t does not know is passed over, so
// that a store may be read by the version before.
func DecodeFields(t *TabSchema, fields string) ([]Value, error) {
	var raw map[string]any
	if err := json.Unmarshal([]byte(fields), &raw); err != nil {
		return nil, fmt.Errorf("decode fields of %s: %w", t.Kind, err)
	}
	values := make([]Value, len(t.Columns))
	for name, field := range raw {
		i := t.Column(name)
		if i < 0 {
			continue
		}
		v, err := decodeField(t.Columns[i].Type, field)
		if err != nil {
			return nil, fmt.Errorf("decode %s of %s: %w", name, t.Kind, err)
		}
		values[i] = v
	}
	return values, nil
}

func decodeField(typ Type, field any) (Value, error) {
	v := Value{State: Good}
	switch x := field.(type) {
	case float64:
		v.Num = int64(x)
	case bool:
		if x {
			v.Num = 1
		}
	case []any:
		for i, item := range x {
			text, _ := item.(string)
			if i > 0 {
				v.Text += "\n"
			}
			v.Text += text
		}
	case string:
		switch typ {
		case Date:
			d, err := schoolyear.ParseDay(x)
			if err != nil {
				return Value{}, err
			}
			v.Num = int64(d)
		case Clock:
			c, err := schoolyear.ParseClock(x)
			if err != nil {
				return Value{}, err
			}
			v.Num = int64(c)
		default:
			v.Text = x
		}
	default:
		return Value{}, fmt.Errorf("unexpected %T", field)
	}
	return v, nil
}

// EncodeTyped returns the texts of cells that could not be read as one JSON
// object keyed by column, and "" when there are none.
func EncodeTyped(t *TabSchema, typed map[int]string) string {
	if len(typed) == 0 {
		return ""
	}
	byName := make(map[string]string, len(typed))
	for i, text := range typed {
		byName[t.Columns[i].Name] = text
	}
	b, err := json.Marshal(byName) // maps of strings always encode, keys in order
	if err != nil {
		panic(err)
	}
	return string(b)
}

// DecodeTyped reads what EncodeTyped wrote.
func DecodeTyped(t *TabSchema, text string) (map[int]string, error) {
	if text == "" {
		return nil, nil
	}
	var byName map[string]string
	if err := json.Unmarshal([]byte(text), &byName); err != nil {
		return nil, fmt.Errorf("decode unread cells of %s: %w", t.Kind, err)
	}
	typed := make(map[int]string, len(byName))
	for name, text := range byName {
		if i := t.Column(name); i >= 0 {
			typed[i] = text
		}
	}
	return typed, nil
}

// storedName is a Named as it is stored: short keys, for there are many.
type storedName struct {
	Text string `json:"t"`
	Kind string `json:"k,omitempty"`
	ID   string `json:"i,omitempty"`
}

// EncodeRefs returns what the names of a record were found to mean as one JSON
// object keyed by column, and "" when it has none.
func EncodeRefs(t *TabSchema, refs map[int][]Named) string {
	columns := make([]int, 0, len(refs))
	for i, names := range refs {
		if len(names) > 0 {
			columns = append(columns, i)
		}
	}
	if len(columns) == 0 {
		return ""
	}
	sort.Ints(columns)
	b := []byte{'{'}
	for k, i := range columns {
		if k > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, t.Columns[i].Name)
		stored := make([]storedName, len(refs[i]))
		for j, n := range refs[i] {
			stored[j] = storedName{n.Text, string(n.Kind), string(n.ID)}
		}
		out, err := json.Marshal(stored)
		if err != nil { // strings always encode
			panic(err)
		}
		b = append(append(b, ':'), out...)
	}
	return string(append(b, '}'))
}

// DecodeRefs reads what EncodeRefs wrote.
func DecodeRefs(t *TabSchema, text string) (map[int][]Named, error) {
	if text == "" {
		return nil, nil
	}
	var byName map[string][]storedName
	if err := json.Unmarshal([]byte(text), &byName); err != nil {
		return nil, fmt.Errorf("decode references of %s: %w", t.Kind, err)
	}
	refs := make(map[int][]Named, len(byName))
	for name, stored := range byName {
		i := t.Column(name)
		if i < 0 {
			continue
		}
		for _, s := range stored {
			refs[i] = append(refs[i], Named{s.Text, partnership.Kind(s.Kind), partnership.ID(s.ID)})
		}
	}
	return refs, nil
}
